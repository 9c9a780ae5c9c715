"""Consent, hearings apart, visits, sessions; the end, which either side may say at any moment (I16)."""

from datetime import date, datetime

from bandeng.core.deadline import local_day
from bandeng.core.ids import new_id
from bandeng.core.mediation import need_both
from bandeng.core.refusal import Refusal
from bandeng.matters.actions.deciding import not_future
from bandeng.mediation import queries
from bandeng.mediation.actions.deciding import (
    by_whom,
    enter,
    need_mediator,
    need_talks,
    need_unnamed,
    need_words,
    running,
    short,
)
from bandeng.mediation.acts import CaseEnded, ConsentNoted, RiskReported, TalkHeld
from bandeng.mediation.models import Because, Case, Side, TalkKind
from bandeng.people.acting import Actor
from bandeng.records.actions import action


@action
def note_consent(
    *, case: Case, side: str, on: date, way: str = "", actor: Actor, at: datetime, version: int | None = None,
    once: str | None = None,
) -> Case:  # fmt: skip
    """A side agrees to talk: said on its own page, or to the mediator, who writes down how and when.

    way      how it was said, e.g. by telephone; may be missing where the side says so itself
    Raises   Refusal: "stale", "case_ended", "not_your_case", "unknown_word", "text_missing", "date_in_future",
             "already_consented".
    """
    case = running(case, version)
    by = by_whom(case, side, actor)
    not_future(on, at)
    said = need_words(way, "way") if by == "mediator" else short(way, "way")
    if queries.consents(case)[side]:
        raise Refusal("already_consented")
    act = ConsentNoted(case=case.pk, side=side, on=on, by=by, way=said or None)
    noted: Case = enter(act, case, actor=actor, at=at, once=once)
    return noted


@action
def hear(
    *, case: Case, kind: str, on: date, words: str, actor: Actor, at: datetime, side: str = "", refuses: bool = False,
    version: int | None = None, once: str | None = None,
) -> Case:  # fmt: skip
    """Write down what a side said, alone, at a visit, or both together.

    side      whose words; "" for a session of both, which only the mediator reads
    refuses   this side does not want to go on: its words are kept, and the case ends with them
    Raises    Refusal: "stale", "case_ended", "not_your_case", "agreed_already", "unknown_word", "side_missing",
              "text_missing", "text_too_long", "date_in_future", "names_the_raiser", "side_consent_missing" (a session).
    """
    case = running(case, version)
    need_mediator(case, actor)
    need_talks(case)
    if kind not in TalkKind.values:
        raise Refusal("unknown_word", field="kind", word=kind)
    both = kind == TalkKind.SESSION
    if not both and side not in Side.values:
        raise Refusal("side_missing", field="side")
    if refuses and side not in Side.values:
        raise Refusal("side_missing", field="side")
    not_future(on, at)
    said = need_words(words)
    if both:
        need_both(queries.consents(case), on)
    elif side == Side.OTHER:
        need_unnamed(case, "words", said)
    act = TalkHeld(case=case.pk, talk=new_id(at), kind=kind, side="" if both else side, on=on, words=said)
    heard: Case = enter(act, case, actor=actor, at=at, once=once)
    return end(heard, Because.REFUSED, side, on, "", "mediator", actor=actor, at=at) if refuses else heard


@action
def end_case(
    *, case: Case, because: str, actor: Actor, at: datetime, side: str = "", words: str = "",
    version: int | None = None, once: str | None = None,
) -> Case:  # fmt: skip
    """It ends at once: a side refuses, by itself or through the mediator; or the mediator says that they do not agree.

    The other lawful ways are told to both sides with it.

    because  "refused" (of `side`) or "no_agreement"
    Raises   Refusal: "stale", "case_ended", "not_your_case", "unknown_word", "side_missing", "text_too_long".
    """
    case = running(case, version)
    if because not in (Because.REFUSED, Because.NO_AGREEMENT):
        raise Refusal("unknown_word", field="because", word=because)
    if because == Because.REFUSED:
        if side not in Side.values:
            raise Refusal("side_missing", field="side")
        by = by_whom(case, side, actor)
    else:
        need_mediator(case, actor)
        by, side = "mediator", ""
    return end(case, because, side, local_day(at), short(words), by, actor=actor, at=at, once=once)


def end(
    case: Case, because: str, side: str, on: date, words: str, by: str, *, actor: Actor, at: datetime,
    once: str | None = None,
) -> Case:  # fmt: skip
    """The entry by which a case ends; whoever calls has decided that it may."""
    act = CaseEnded(case=case.pk, because=because, side=side, on=on, by=by, ways=queries.advice(), words=words or None)
    ended: Case = enter(act, case, actor=actor, at=at, once=once)
    return ended


@action
def report_risk(
    *, case: Case, to: str, words: str, on: date, actor: Actor, at: datetime, version: int | None = None,
    once: str | None = None,
) -> Case:  # fmt: skip
    """It may come to blows: who was told, and what (People's Mediation Law, article 25).

    Raises   Refusal: "stale", "case_ended", "not_your_case", "text_missing", "text_too_long", "date_in_future".
    """
    case = running(case, version)
    need_mediator(case, actor)
    not_future(on, at)
    act = RiskReported(case=case.pk, on=on, to=need_words(to, "to"), words=need_words(words))
    told: Case = enter(act, case, actor=actor, at=at, once=once)
    return told
