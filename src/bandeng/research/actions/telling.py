"""Who spoke on a trip hears what came of it, where what they said went onto an agenda as a topic."""

from collections.abc import Sequence
from datetime import datetime

from bandeng.core.refusal import Refusal
from bandeng.matters.models import Reach
from bandeng.people.acting import Actor
from bandeng.records.actions import action
from bandeng.research import acts, agendas, queries
from bandeng.research.actions.deciding import MOST_TEXT, enter, need_roles, need_words
from bandeng.research.models import Finding, Trip

HOWS = frozenset(Reach.values)


@action
def tell_found(
    *, trip: Trip, findings: Sequence[Finding], how: str, text: str, actor: Actor, at: datetime,
    once: str | None = None,
) -> Trip:  # fmt: skip
    """Note that who spoke of these findings heard what came of them; told again, the later words stand.

    Raises   Refusal: "not_your_turn", "finding_unchosen", "already_raised" (its matter's replies tell it),
             "no_outcome_yet", "unknown_word", "text_missing", "text_too_long", "unmasked".
    """
    need_roles(actor, trip.place, queries.PLANNERS)
    keys = {each.pk for each in findings}
    there = list(trip.findings.select_related("matter").filter(pk__in=keys).order_by("number"))
    if not there:
        raise Refusal("finding_unchosen", field="also")
    if taken := next((each.matter for each in there if each.matter), None):
        raise Refusal("already_raised", matter=taken.number)
    standing = agendas.standing(there)
    if not all(any(line.outcome for line in standing.get(each.pk, ())) for each in there):
        raise Refusal("no_outcome_yet")
    if how not in HOWS:
        raise Refusal("unknown_word", field="how", word=how)
    words = need_words({"text": MOST_TEXT}, text=text)
    act = acts.FindingsTold(trip=trip.pk, findings=[each.pk for each in there], how=how, **words)
    told: Trip = enter(act, trip.chain, f"trip:{trip.pk}", actor=actor, at=at, once=once)
    return told
