"""What the actions of this room share when they decide: whose case it is, that it runs, that nobody is named."""

from datetime import datetime
from typing import Any

from bandeng.core.refusal import Refusal
from bandeng.mediation import queries
from bandeng.mediation.models import Case, Side, State
from bandeng.people.acting import Actor
from bandeng.people.masking import plain_name
from bandeng.people.models import Person
from bandeng.records.actions import record
from bandeng.records.acts import Act

MOST_WORDS = 4000
SLIP = Actor(name="public")
"""Whoever holds the other side's slip: nobody signed in. The act says `by` = "slip"."""


def enter(act: Act, case: Case, *, actor: Actor, at: datetime, once: str | None = None) -> Any:
    """Record an act of a case in its chain, apart from its matter's story."""
    return record(act, chain=case.chain, subject=f"mediation:{case.pk}", actor=actor.name, at=at, once=once)


def running(case: Case, version: int | None = None) -> Case:
    """The case, locked, while it runs. Raises Refusal "stale", "case_ended"."""
    now = queries.locked(case, version)
    need_running(now)
    return now


def need_running(case: Case) -> None:
    """Raises Refusal "case_ended": nothing more is taken down, and what was typed stays in its form."""
    if case.state in (State.ENDED, State.KEPT):
        raise Refusal("case_ended")


def need_talks(case: Case) -> None:
    """Raises Refusal "agreed_already" where both have agreed and it is only followed up."""
    if case.state == State.AGREED:
        raise Refusal("agreed_already")


def need_mediator(case: Case, actor: Actor) -> None:
    """Raises Refusal "not_your_case"."""
    if actor.id is None or actor.id != case.mediator_id:
        raise Refusal("not_your_case")


def by_whom(case: Case, side: str, actor: Actor) -> str:
    """Who says it: "mediator", "receipt" or "slip". Raises Refusal "not_your_case" for anybody else, "unknown_word"."""
    if side not in Side.values:
        raise Refusal("unknown_word", field="side", word=side)
    if actor.id is not None and actor.id == case.mediator_id:
        return "mediator"
    if side == Side.COMPLAINANT and actor.name == f"receipt:{case.raising_id}":
        return "receipt"
    if side == Side.OTHER and actor is SLIP:
        return "slip"
    raise Refusal("not_your_case")


def need_words(text: str, field: str = "words") -> str:
    """Words, trimmed. Raises Refusal "text_missing", "text_too_long"."""
    said = text.strip()
    if not said:
        raise Refusal("text_missing", field=field)
    return short(said, field)


def short(text: str, field: str = "words") -> str:
    """Words that may be missing. Raises Refusal "text_too_long"."""
    if len(text.strip()) > MOST_WORDS:
        raise Refusal("text_too_long", field=field, most=MOST_WORDS)
    return text.strip()


def need_unnamed(case: Case, field: str, text: str) -> None:
    """What the other side reads names nobody who raised it. Raises Refusal "names_the_raiser" (field)."""
    said = plain_name(text)
    for name in raiser_names(case.raising.name, case.raising.person):
        if len(name) > 1 and name in said:
            raise Refusal("names_the_raiser", field=field)


def raiser_names(written: str, person: Person | None) -> list[str]:
    """The names under which whoever raised it is known here, as they are compared."""
    known = [written, *([person.name, person.called] if person else [])]
    return [plain_name(each) for each in known if each]
