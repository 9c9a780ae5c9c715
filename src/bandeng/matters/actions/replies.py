"""Replies: written to each raising, delivered or tried, and the matter's end when the last one has arrived (I1)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from bandeng.core.deadline import local_day
from bandeng.core.ids import new_id
from bandeng.core.process import Step
from bandeng.core.refusal import Refusal
from bandeng.matters import queries
from bandeng.matters.actions.deciding import enter, may_end, need_open, need_role, need_text, not_future, somebody
from bandeng.matters.actions.moving import advance
from bandeng.matters.actions.rating import reopen_unsolved
from bandeng.matters.actions.texts import need_masked, published
from bandeng.matters.acts import MatterReplied, ReplyDelivered, ReplyTo
from bandeng.matters.models import Kind, Matter, Raising, Reach, Reply
from bandeng.matters.queries import Standing
from bandeng.matters.queries.replies import DELIVERERS, day_of, status_of, without_final
from bandeng.people.acting import Actor
from bandeng.records.actions import action

REPLIERS = frozenset({"secretary", "community_staff"})
"""Who tells the raisers something before the end, besides those whose turn it is."""

MOST_TEXT, MOST_NOTE = 4000, 200
CARRIED = (Reach.PRINT, Reach.PHONE, Reach.VISIT)


@action
def reply(
    *, matter: Matter, kind: str, text: str, letters: Mapping[UUID, str] | None = None, legal_basis: str = "",
    appeal: str = "", raisings: Sequence[Raising] | None = None, actor: Actor, at: datetime,
    version: int | None = None, once: str | None = None,
) -> list[Reply]:  # fmt: skip
    """Tell the raisers something: "receipt", "progress", "interim" or "final".

    text       the official word, the same for all; for everybody once the matter is public
    letters    raising -> what only this raiser reads beside it; each in an entry of its own, so it can be erased alone
    raisings   to whom; None: everybody who still waits for it (a final reply goes to withdrawn raisers too)
    Raises     Refusal: "stale", "merged" (matter: where it goes on), "already_ended", "not_your_turn", "unknown_word",
               "text_missing", "text_too_long", "unmasked", "unknown_raising", "already_replied"; for a final one also
               "not_at_reply", "track_open" (tracks), "dissent_unanswered" (count), "missing" (needs).
    """
    matter = queries.fresh(matter, version)
    _may_reply(matter, kind, actor)
    _need_texts(text, legal_basis, appeal, letters or {})
    told = published(matter, text=text)
    need_masked(legal_basis=legal_basis, appeal=appeal)
    for group, letter in _groups(_receivers(matter, kind, raisings), letters or {}):
        act = MatterReplied(
            matter=matter.pk, kind=kind, replies=[_to(each, at) for each in group], legal_basis=legal_basis.strip(),
            appeal=appeal.strip(), letter=letter, **told,
        )  # fmt: skip
        written: list[Reply] = enter(act, matter, actor=actor, at=at, once=once)
        once = None
    _finish(matter, kind, at)
    return list(Reply.objects.filter(matter=matter, kind=kind, at=written[0].at).order_by("pk"))


def refer(
    *, matter: Matter, earlier: Reply, appeal: str = "", actor: Actor, at: datetime, version: int | None = None,
    once: str | None = None,
) -> list[Reply]:  # fmt: skip
    """A reference reply: the same was answered before and nothing new was brought (I1).

    earlier   a delivered final reply of another matter of this community; of a sealed one nothing is repeated
    Raises    Refusal: "not_referable", and what `reply` raises.
    """
    said = earlier.matter
    if earlier.kind != Kind.FINAL or not earlier.delivered_at or said.sealed or said.chain != matter.chain:
        raise Refusal("not_referable", matter=said.number)
    with translation.override(settings.LANGUAGE_CODE):
        text = _(
            "The same was answered on %(day)s in matter %(number)s; nothing new was brought since. It said: %(text)s"
        )
        words = text % {"day": day_of(earlier.at), "number": said.number, "text": earlier.text}
    basis = earlier.legal_basis
    return reply(
        matter=matter, kind=Kind.FINAL, text=words, legal_basis=basis, appeal=appeal or earlier.appeal, actor=actor,
        at=at, version=version, once=once,
    )  # fmt: skip


def _may_reply(matter: Matter, kind: str, actor: Actor) -> None:
    if kind not in Kind.values:
        raise Refusal("unknown_word", field="kind", word=kind)
    if matter.merged_into:
        raise Refusal("merged", matter=matter.merged_into.number)
    need_open(matter)
    now = queries.standing(matter)
    step = now.process.step(now.step or "")
    if kind != Kind.FINAL:
        need_role(actor, matter, (step.by | REPLIERS) - {"raiser"})
        return
    if not step.replies:
        raise Refusal("not_at_reply", step=step.key)
    need_role(actor, matter, repliers(step))
    _may_be_final(now, step, matter)


def repliers(step: Step) -> frozenset[str]:
    """Who gives the final reply at a step: those whose step it is; the desk where it names only those who get it."""
    return step.by - {"raiser", "resident"} or REPLIERS


def _may_be_final(now: Standing, step: Step, matter: Matter) -> None:
    if now.open_tracks:
        raise Refusal("track_open", tracks=sorted(now.open_tracks))
    may_end(matter)
    if missing := sorted(step.needs - now.facts - {"replies_final"}):
        raise Refusal("missing", step=step.key, needs=missing)


def _need_texts(text: str, legal_basis: str, appeal: str, letters: Mapping[UUID, str]) -> None:
    need_text(text=text)
    for field, words in (("text", text), ("legal_basis", legal_basis), ("appeal", appeal), *_named(letters)):
        if len(words) > MOST_TEXT:
            raise Refusal("text_too_long", field=field, most=MOST_TEXT)


def _named(letters: Mapping[UUID, str]) -> list[tuple[str, str]]:
    return [("letter", words) for words in letters.values()]


def _receivers(matter: Matter, kind: str, chosen: Sequence[Raising] | None) -> list[Raising]:
    """Whom it goes to, as they stand now."""
    here = matter.raisings.order_by("raised_at", "pk")
    if kind == Kind.FINAL:
        waiting = list(without_final(matter))
        return _need_some(_chosen(waiting, chosen, among=list(here)) if chosen is not None else waiting)
    if chosen is None:
        return _need_some(list(here.filter(withdrawn_at__isnull=True)))
    return _need_some(_chosen(list(here), chosen, among=list(here)))


def _chosen(may: Sequence[Raising], chosen: Sequence[Raising], *, among: Sequence[Raising]) -> list[Raising]:
    wanted = {each.pk for each in chosen}
    if not wanted <= {each.pk for each in among}:
        raise Refusal("unknown_raising")
    if not wanted <= {each.pk for each in may}:
        raise Refusal("already_replied")
    return [each for each in may if each.pk in wanted]


def _need_some(receivers: list[Raising]) -> list[Raising]:
    if not receivers:
        raise Refusal("already_replied")
    return receivers


def _groups(to: Sequence[Raising], letters: Mapping[UUID, str]) -> list[tuple[list[Raising], str | None]]:
    """The raisings of each entry: one for all without a letter, one for each with a letter of their own."""
    if not set(letters) <= {each.pk for each in to}:
        raise Refusal("unknown_raising")
    own = {key: words.strip() for key, words in letters.items() if words.strip()}
    plain = [each for each in to if each.pk not in own]
    apart: list[tuple[list[Raising], str | None]] = [([each], own[each.pk]) for each in to if each.pk in own]
    return [(plain, None), *apart] if plain else apart


def _to(raising: Raising, at: datetime) -> ReplyTo:
    on_page = raising.reach == Reach.PAGE
    return ReplyTo(reply=new_id(at), raising=raising.pk, delivered=Reach.PAGE.value if on_page else None)


def _finish(matter: Matter, kind: str, at: datetime) -> Matter:
    """After a final reply: the end, where it was the last one; and on from there where somebody said already that it is
    not solved."""
    if kind != Kind.FINAL:
        return matter
    return reopen_unsolved(matter=advance(matter=matter, at=at), at=at)


@action
def deliver(
    *, reply: Reply, mode: str, succeeded: bool, on: date, note: str = "", actor: Actor, at: datetime,
    once: str | None = None,
) -> Reply:  # fmt: skip
    """A reply was handed over by print, phone or visit, or that was tried; who did it is who acts.

    on      the day it was done, not before the reply was written
    note    what happened; asked for when it did not succeed. It stands open in the ledger, so it names nobody
    Raises  Refusal: "unknown_word", "already_delivered", "not_your_turn", "date_in_future", "date_too_early",
            "text_missing", "text_too_long", "unmasked", "merged".
    """
    told = Reply.objects.select_related("matter__place", "raising__person__place").get(pk=reply.pk)
    matter = queries.locked(told.matter)
    if mode not in CARRIED:
        raise Refusal("unknown_word", field="mode", word=mode)
    if status_of(told) == "delivered":
        raise Refusal("already_delivered", matter=matter.number)
    _may_deliver(told, actor)
    _need_try(told, succeeded, on, note, at)
    act = ReplyDelivered(
        matter=matter.pk, delivery=new_id(at), reply=told.pk, mode=mode, succeeded=succeeded, on=on, note=note.strip()
    )
    done: Reply = enter(act, matter, actor=actor, at=at, once=once)
    _finish(done.matter, done.kind, at)
    return done


def _may_deliver(told: Reply, actor: Actor) -> None:
    """Somebody of the place of the matter or of the raiser's home, or who entered it for them."""
    person = somebody(actor)
    home = told.raising.person.place if told.raising.person else None
    roles: Collection[str] = actor.roles_at(told.matter.place) | (actor.roles_at(home) if home else frozenset())
    may = DELIVERERS & queries.SEALED_HANDLERS if told.matter.sealed else DELIVERERS
    if may.isdisjoint(roles) and told.raising.proxy_id != person:
        raise Refusal("not_your_turn", step=told.matter.step, needs=sorted(may))


def _need_try(told: Reply, succeeded: bool, on: date, note: str, at: datetime) -> None:
    not_future(on, at)
    if on < local_day(told.at):
        raise Refusal("date_too_early", date=on.isoformat())
    if not succeeded:
        need_text(note=note)
    if len(note) > MOST_NOTE:
        raise Refusal("text_too_long", field="note", most=MOST_NOTE)
    need_masked(note=note)
