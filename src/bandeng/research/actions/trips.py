"""Planning a trip, noting its visits and findings, and letting a finding become a matter."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from bandeng.core.ids import new_id
from bandeng.core.refusal import Refusal
from bandeng.matters import actions as matters
from bandeng.matters.actions.accepting import ACCEPTERS
from bandeng.matters.actions.intake import MOST_PHOTOS
from bandeng.matters.models import Channel, Matter
from bandeng.people.acting import Actor
from bandeng.places.models import Place
from bandeng.records.actions import action
from bandeng.research import acts, queries
from bandeng.research.actions.deciding import (
    MOST_NAME,
    MOST_TEXT,
    MOST_TITLE,
    enter,
    need_informants,
    need_past,
    need_roles,
    need_words,
)
from bandeng.research.models import Finding, Site, Trip, Visit

MOST_GROUP, MOST_FINDING, MOST_SITES, MOST_FINDINGS = 40, 200, 50, 200


@dataclass(frozen=True)
class Stop:
    """Somewhere a trip goes: its name, its place, and the numbers of its themes (from 1); none means all."""

    name: str
    place: Place
    themes: tuple[int, ...] = ()


@dataclass(frozen=True)
class Found:
    """One thing that was found, in its class, and at which site if it belongs to one."""

    group: str
    text: str
    site: Site | None = None


@action
def plan_trip(
    *, place: Place, title: str, host: str, themes: Sequence[str], sites: Sequence[Stop], starts_on: date,
    ends_on: date, members: Sequence[str] = (), about: str = "", actor: Actor, at: datetime, once: str | None = None,
) -> Trip:  # fmt: skip
    """Plan a research trip of a county, street or community.

    host      which body goes
    sites     in the order of the way, each within `place`
    members   by role or public name
    Raises    Refusal: "not_your_turn", "text_missing", "text_too_long", "unmasked", "theme_missing", "site_missing",
              "site_elsewhere", "unknown_theme", "ends_before_start".
    """
    need_roles(actor, place, queries.PLANNERS)
    words = need_words({"title": MOST_TITLE, "host": MOST_NAME}, title=title, host=host, about=about)
    for text in (*themes, *members):
        need_words({"themes": MOST_NAME}, themes=text)
    if not themes:
        raise Refusal("theme_missing", field="themes")
    if ends_on < starts_on:
        raise Refusal("ends_before_start", field="ends_on")
    act = acts.TripPlanned(
        trip=new_id(at), place=place.pk, themes=[each.strip() for each in themes], starts_on=starts_on,
        members=[each.strip() for each in members], ends_on=ends_on, sites=_stops(sites, place, len(themes), at),
        **words,
    )  # fmt: skip
    planned: Trip = enter(act, place.chain, f"trip:{act.trip}", actor=actor, at=at, once=once)
    return planned


def _stops(sites: Sequence[Stop], place: Place, themes: int, at: datetime) -> list[dict[str, str]]:
    """A trip without a site is no trip; a site elsewhere is a mistake in its name or in the place."""
    if not sites:
        raise Refusal("site_missing", field="sites")
    if len(sites) > MOST_SITES:
        raise Refusal("too_many_sites", field="sites", most=MOST_SITES)
    for stop in sites:
        need_words({"sites": 60}, sites=stop.name)
        if not stop.place.path.startswith(place.path):
            raise Refusal("site_elsewhere", field="sites", site=stop.name, place=place.name)
        if any(not 1 <= number <= themes for number in stop.themes):
            raise Refusal("unknown_theme", field="sites", site=stop.name, most=themes)
    return [
        {
            "site": str(new_id(at)), "name": stop.name.strip(), "place": stop.place.pk,
            "themes": " ".join(str(number) for number in stop.themes or range(1, themes + 1)),
        }
        for stop in sites
    ]  # fmt: skip


@action
def note_visit(
    *, trip: Trip, site: Site, visited_on: date, seen: str, informants: Sequence[tuple[str, int]] = (),
    photos: Sequence[str] = (), aside: str = "", actor: Actor, at: datetime, once: str | None = None,
) -> Visit:  # fmt: skip
    """Note that somebody was at a site; a visit of an earlier day is marked as entered later.

    informants   role and number of people heard; nobody is named
    aside        for those who planned the trip alone
    Raises       Refusal: "not_your_turn", "text_missing", "unmasked", "date_in_future", "unknown_word",
                 "too_many_photos".
    """
    need_roles(actor, trip.place, queries.PLANNERS)
    later = need_past(visited_on, at)
    words = need_words({"seen": MOST_TEXT}, seen=seen)
    act = acts.VisitMade(
        visit=new_id(at), site=site.pk, visited_on=visited_on, later=later, photos=_few(photos),
        informants=need_informants(informants), aside=aside.strip() or None, seen=words["seen"],
    )  # fmt: skip
    visit: Visit = enter(act, trip.chain, f"trip:{trip.pk}", actor=actor, at=at, once=once)
    return visit


def _few(photos: Sequence[str]) -> list[str]:
    if len(photos) > MOST_PHOTOS:
        raise Refusal("too_many_photos", most=MOST_PHOTOS)
    return list(dict.fromkeys(photos))


@action
def note_matter_visit(
    *, matter: Matter, on: date, text: str, document: str = "", informants: Sequence[tuple[str, int]] = (),
    photos: Sequence[str] = (), actor: Actor, at: datetime, version: int | None = None, once: str | None = None,
) -> Visit:  # fmt: skip
    """The tool "research" of a step: somebody went to see for one matter, and its fact stands.

    Raises   what `matters.actions.note_step` raises, and Refusal "unknown_word" (informants).
    """
    later, heard = need_past(on, at), need_informants(informants)
    matters.note_step(
        matter=matter, fact="research", on=on, text=text, document=document, photos=photos, actor=actor, at=at,
        version=version,
    )  # fmt: skip
    # What was seen stands with the step's note, open or sealed; here stands only that somebody was there.
    act = acts.VisitMade(visit=new_id(at), matter=matter.pk, visited_on=on, later=later, informants=heard, photos=[])
    visit: Visit = enter(act, matter.chain, f"matter:{matter.pk}", actor=actor, at=at, once=once)
    return visit


@action
def find(
    *, trip: Trip, findings: Sequence[Found], actor: Actor, at: datetime, once: str | None = None
) -> Trip:  # fmt: skip
    """Note what was found, sorted into classes and items; they are numbered through the trip.

    Raises   Refusal: "not_your_turn", "finding_missing", "class_missing", "text_too_long", "unmasked",
             "too_many_findings".
    """
    need_roles(actor, trip.place, queries.PLANNERS)
    if not findings:
        raise Refusal("finding_missing", field="findings")
    if len(findings) + trip.findings.count() > MOST_FINDINGS:
        raise Refusal("too_many_findings", field="findings", most=MOST_FINDINGS)
    for each in findings:
        if not each.group.strip():
            raise Refusal("class_missing", field="findings")
        need_words({"findings": MOST_FINDING}, findings=each.text)
        need_words({"findings": MOST_GROUP}, findings=each.group)
    told = [
        {
            "finding": str(new_id(at)), "group": each.group.strip(), "text": each.text.strip(),
            "site": str(each.site.pk) if each.site else "",
        }
        for each in findings
    ]  # fmt: skip
    found: Trip = enter(
        acts.FindingsMade(trip=trip.pk, findings=told), trip.chain, f"trip:{trip.pk}", actor=actor, at=at, once=once
    )
    return found


@action
def raise_finding(
    *, trip: Trip, finding: Finding, place: Place, category: str, severity: int, also: Sequence[Finding] = (),
    actor: Actor, at: datetime, once: str | None = None,
) -> Finding:  # fmt: skip
    """Let a finding become a matter of a community: raised and, by who accepts there, accepted at once.

    also     others of the same trip that belong to the same matter, such as all of a class
    Its receipt is kept by whoever went (`queries.receipts_of`), who carries the reply to those who spoke.
    Raises   Refusal: "not_your_turn", "already_raised", "place_elsewhere", and what `raise_matter` raises.
    """
    need_roles(actor, trip.place, queries.PLANNERS)
    together = _free(trip, {finding.pk, *(each.pk for each in also)})
    first = together[0]
    if not place.path.startswith(trip.place.path):
        raise Refusal("place_elsewhere", field="place", place=trip.place.name)
    words = first.text if len(together) == 1 else "\n".join(f"{n}. {each.text}" for n, each in enumerate(together, 1))
    raised = matters.raise_matter(
        place=place, words=words, category=category, severity=severity, channel=Channel.RESEARCH, actor=actor,
        at=at, once=queries.receipt_key(first),
    )  # fmt: skip
    if not actor.roles_at(place).isdisjoint(ACCEPTERS):
        title = first.text if len(together) == 1 else first.group
        matters.accept(matter=raised.matter, title=title[:80], summary=words, actor=actor, at=at)
    for each in together[1:]:
        enter(_raised(each, raised.matter), trip.chain, f"trip:{trip.pk}", actor=actor, at=at)
    done: Finding = enter(_raised(first, raised.matter), trip.chain, f"trip:{trip.pk}", actor=actor, at=at, once=once)
    return done


def _raised(finding: Finding, matter: Matter) -> acts.FindingRaised:
    return acts.FindingRaised(finding=finding.pk, matter=matter.pk)


def _free(trip: Trip, wanted: set[UUID]) -> list[Finding]:
    """These findings of the trip by their numbers. Raises Refusal "already_raised" where one is a matter already."""
    found = list(Finding.objects.select_related("matter").filter(trip=trip, pk__in=wanted).order_by("number"))
    if taken := next((each.matter for each in found if each.matter), None):
        raise Refusal("already_raised", matter=taken.number)
    return found
