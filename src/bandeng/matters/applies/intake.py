"""Raising, joining, accepting, changing the summary, sealing: acts to rows."""

from bandeng.matters import acts
from bandeng.matters.applies.writing import WHOLE, enter, open_track, reach, start_deadline, take_fact, touch
from bandeng.matters.models import Matter, Raising
from bandeng.people.queries import name_index, phone_index
from bandeng.records.models import Entry
from bandeng.records.registry import applies


def _raising(act: acts.MatterRaised | acts.MatterJoined) -> Raising:
    return Raising.objects.select_related("matter__place").get(pk=act.raising)


def _matter(act: acts.MatterAccepted | acts.SummaryChanged | acts.MatterSealed) -> Matter:
    return Matter.objects.get(pk=act.matter)


@applies(acts.MatterRaised, result=_raising)
def matter_raised(act: acts.MatterRaised, entry: Entry) -> Raising:
    """A matter at the first step, its clocks, its first raising, and a safety track where life is in danger."""
    matter = Matter.objects.create(
        id=act.matter, number=act.number, chain=entry.chain, place_id=act.place, process_id=act.process, step=act.step,
        category=act.category, severity=act.severity, channel=act.channel, sealed=act.sealed, raised_at=entry.at,
        recurred_from_id=act.recurred_from,
    )  # fmt: skip
    start_deadline(matter.pk, act.whole_due, WHOLE, entry.at)
    first = acts.Move(step=None, then=act.step, why="raise", milestones=act.milestones, due=act.step_due)
    enter(matter, first, entry.at)
    reach(matter, act.milestones, entry.at)
    if act.safety_track:
        open_track(act.safety_track, matter.pk, "safety", "safety", entry.at)
    return write_raising(matter, act, act.channel, entry)


@applies(acts.MatterJoined, result=_raising)
def matter_joined(act: acts.MatterJoined, entry: Entry) -> Raising:
    """One more raising. Not everybody has the final reply any more, whatever was sent before."""
    matter = touch(Matter.objects.get(pk=act.matter))
    take_fact(matter.pk, "replies_final")
    return write_raising(matter, act, act.channel, entry)


def write_raising(matter: Matter, act: acts.MatterRaised | acts.MatterJoined, channel: str, entry: Entry) -> Raising:
    """One raiser's own words, name and contact, as the act's private parts tell them."""
    return Raising.objects.create(
        id=act.raising, matter=matter, first_matter=matter, person_id=act.person, proxy_id=act.proxy,
        consent=act.consent, channel=channel, reach=act.reach, capacity=act.capacity, anonymous=act.anonymous,
        receipt=act.receipt, words=act.words or "", name=act.name or "",
        name_index=name_index(act.name or ""), phone=act.phone or "", phone_index=phone_index(act.phone or ""),
        email=act.email or "", photos=act.photos, raised_at=entry.at, entry_chain=entry.chain, entry_n=entry.n,
    )  # fmt: skip


@applies(acts.MatterAccepted, result=_matter)
def matter_accepted(act: acts.MatterAccepted, entry: Entry) -> Matter:
    """The summary that everybody may read, and who answers for it."""
    matter = _matter(act)
    _summarise(matter, act)
    matter.shown_photos, matter.accepted_at = act.photos, entry.at
    matter.accepted_by_id = person_of(entry)
    return touch(matter)


@applies(acts.SummaryChanged, result=_matter)
def summary_changed(act: acts.SummaryChanged, entry: Entry) -> Matter:
    """Another title or summary; an empty one stays as it was."""
    matter = _matter(act)
    _summarise(matter, act)
    return touch(matter)


def _summarise(matter: Matter, act: acts.MatterAccepted | acts.SummaryChanged) -> None:
    matter.title = act.title or act.title_sealed or matter.title
    matter.summary = act.summary or act.summary_sealed or matter.summary


@applies(acts.MatterSealed, result=_matter)
def matter_sealed(act: acts.MatterSealed, entry: Entry) -> Matter:
    """Kept from the public, or opened again."""
    matter = _matter(act)
    matter.sealed = act.sealed
    return touch(matter)


def person_of(entry: Entry) -> str | None:
    """The id of the person who acted, None for the public, a receipt or the system."""
    kind, _, key = entry.actor.partition(":")
    return key if kind == "person" else None
