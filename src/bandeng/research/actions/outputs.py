"""Suggestions go forward: as a talk's record, a proposal, or a public-opinion brief; and what came back."""

from collections.abc import Sequence
from datetime import date, datetime

from bandeng.core.deadline import local_day
from bandeng.core.ids import new_id
from bandeng.core.refusal import Refusal
from bandeng.people.acting import Actor
from bandeng.places.models import Place
from bandeng.records.actions import action
from bandeng.research import acts, queries
from bandeng.research.actions.deciding import MOST_NAME, enter, need_past, need_roles, need_words
from bandeng.research.models import Output, Suggestion, Way

MOST_OUTPUT_TITLE, MOST_SUGGESTIONS = 120, 100


@action
def write_output(
    *, place: Place, kind: str, suggestions: Sequence[Suggestion], title: str, advice: str, analysis: str = "",
    handed_to: str = "", actor: Actor, at: datetime, once: str | None = None,
) -> Output:  # fmt: skip
    """Turn suggestions into a talk's record, a proposal (what, why, what is advised) or a brief (one issue each).

    Raises   Refusal: "not_your_turn", "unknown_word", "suggestion_missing", "one_issue_each", "already_written",
             "not_allowed" (another place's), "text_missing", "text_too_long", "unmasked".
    """
    need_roles(actor, place, queries.PLANNERS)
    if kind not in Way.values:
        raise Refusal("unknown_word", field="kind", word=kind)
    there = [queries.suggestion(each.pk) for each in suggestions[: MOST_SUGGESTIONS + 1]]
    _need_fitting(kind, there, place)
    wanted = {"title": MOST_OUTPUT_TITLE, "advice": 4000} | ({"analysis": 4000} if kind == Way.PROPOSAL else {})
    words = need_words(wanted, title=title, advice=advice, analysis=analysis)
    words |= need_words({"handed_to": MOST_NAME} if handed_to.strip() else {}, handed_to=handed_to)
    act = acts.OutputWritten(
        output=new_id(at), place=place.pk, kind=kind, suggestions=[each.pk for each in there],
        number=queries.next_output_number(place.chain, kind, local_day(at).year), **words,
    )  # fmt: skip
    written: Output = enter(act, place.chain, f"output:{act.output}", actor=actor, at=at, once=once)
    return written


def _need_fitting(kind: str, there: Sequence[Suggestion], place: Place) -> None:
    if not there:
        raise Refusal("suggestion_missing", field="suggestions")
    if len(there) > MOST_SUGGESTIONS:
        raise Refusal("too_many_suggestions", most=MOST_SUGGESTIONS, field="suggestions")
    if kind == Way.BRIEF and len(there) > 1:
        raise Refusal("one_issue_each", field="suggestions")
    for each in there:
        if each.output_id:
            raise Refusal("already_written", number=each.number)
        # One chain: what belongs to a lower place is written there, or suggested here.
        if each.chain != place.chain:
            raise Refusal("not_allowed")


@action
def instruct(
    *, output: Output, adopted: bool, on: date, by_whom: str = "", text: str = "", actor: Actor, at: datetime,
    once: str | None = None,
) -> Output:  # fmt: skip
    """Note what came back on it: adopted or not, and the written instruction with the role of who gave it.

    Raises   Refusal: "not_your_turn", "date_in_future", "by_whom_missing", "text_too_long", "unmasked".
    """
    need_roles(actor, output.place, queries.PLANNERS)
    need_past(on, at)
    if text.strip() and not by_whom.strip():
        raise Refusal("by_whom_missing", field="by_whom")
    words = need_words({}, text=text)
    words |= need_words({"by_whom": MOST_NAME} if by_whom.strip() else {}, by_whom=by_whom)
    act = acts.OutputInstructed(output=output.pk, adopted=adopted, on=on, **words)
    done: Output = enter(act, output.chain, f"output:{output.pk}", actor=actor, at=at, once=once)
    return done
