"""The legal gate of a matter: who must decide before anybody is given the work, and how far that is.

Source: domain.md 6.4, I8. The rules are core's (`bandeng.core.gate`); here a matter's rows are put to them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bandeng.core.categories import categories
from bandeng.core.gate import EFFECTS, Rule, Verdict, foreseen, gate, shipped
from bandeng.core.process import Process
from bandeng.core.refusal import Refusal
from bandeng.matters.models import Decision, Matter, Posting, Severity
from bandeng.places.models import Place, Tenure

WORK = frozenset({"claim", "evidence", "check"})
"""Tools by which somebody is given the work, or does it."""


@dataclass(frozen=True)
class Barrier:
    """What one verdict asks for, and how far that is.

    state     "open" (nobody must decide, or all is done), "undecided", "unposted" (passed, not yet made public),
              "posted" (it hangs, its days or its objections are not over)
    decision  the newest by one of its rules, passed or not; posting: the newest of that decision
    """

    verdict: Verdict
    state: str
    decision: Decision | None = None
    posting: Posting | None = None


def effects_of(matter: Matter) -> frozenset[str]:
    """What is true of a matter that decides who may decide; that its compound is public rental, its place says."""
    true = {word for word in matter.guards if word in EFFECTS}
    if is_rental(matter.place):
        true.add("public_rental")
    return frozenset(true)


def is_rental(place: Place) -> bool:
    """Whether the compound of a place is public rental housing."""
    return Place.objects.filter(pk__in=place.ancestry, tenure=Tenure.PUBLIC_RENTAL).exists()


def gate_of(matter: Matter, on: date) -> list[Barrier]:
    """Each row of the table that speaks of the matter, and how far what it asks for is; four queries at most.

    Raises   Refusal: "rule_expired".
    """
    verdicts = gate(effects_of(matter), on=on)
    if not any(verdict.must_decide for verdict in verdicts):
        return [Barrier(verdict, "open") for verdict in verdicts]
    decisions = list(Decision.objects.filter(matter=matter).order_by("-decided_on", "-at", "-pk"))
    postings = list(Posting.objects.filter(matter=matter).order_by("-at", "-pk"))
    return [_barrier(verdict, decisions, postings, matter) for verdict in verdicts]


def _barrier(
    verdict: Verdict, decisions: Sequence[Decision], postings: Sequence[Posting], matter: Matter
) -> Barrier:  # fmt: skip
    if not verdict.must_decide:
        return Barrier(verdict, "open")
    keys = verdict.row.rules
    decision = next((each for each in decisions if each.rule in keys), None)
    if decision is None or not decision.passed:
        return Barrier(verdict, "undecided", decision)
    posting = next((each for each in postings if each.of_id == decision.pk), None)
    rule = shipped().rule(decision.rule, decision.rule_version)
    # Danger to life does not wait for a notice board; that it was danger stands in the matter itself (I8).
    if rule is None or rule.publish is None or matter.severity == Severity.LIFE_SAFETY:
        return Barrier(verdict, "open", decision, posting)
    if posting is None:
        return Barrier(verdict, "unposted", decision)
    return Barrier(verdict, "open" if posting.closed_on else "posted", decision, posting)


def closed_barriers(matter: Matter, on: date) -> list[Barrier]:
    """What still stands between the matter and its work."""
    return [each for each in gate_of(matter, on) if each.state != "open"]


def begins_work(process: Process, following: str | None) -> bool:
    """Does a step of the line give somebody the work?"""
    if following is None or following not in process.own:
        return False
    step = process.step(following)
    return step.opens in WORK or not {"claimed", "solved"}.isdisjoint(step.reaches)


def need_gate(process: Process, following: str | None, matter: Matter, on: date) -> None:
    """Consultation cannot end in work where another body must decide (domain.md 0, 3).

    Raises   Refusal: "another_decides" (row, rule, version), "decision_unposted" (row, until), "posting_open" (until),
             "rule_expired".
    """
    if not begins_work(process, following):
        return
    for barrier in closed_barriers(matter, on):
        row = barrier.verdict.row.key
        if barrier.state == "undecided":
            rule = barrier.verdict.rules[0]
            raise Refusal("another_decides", row=row, rule=rule.key, version=rule.version)
        decision, posting = barrier.decision, barrier.posting
        if barrier.state == "unposted" and decision is not None:
            raise Refusal("decision_unposted", row=row, until=str(decision.post_by or decision.decided_on))
        if posting is not None:
            raise Refusal("posting_open", row=row, until=posting.until.isoformat())


def foreseen_for(matter: Matter, category: str, effects: Sequence[str], on: date) -> list[Verdict]:
    """What a matter of this category often comes to, beyond what is said of it."""
    known = categories().get(category)
    true = {*effects, *(["public_rental"] if is_rental(matter.place) else [])}
    return foreseen(category, true, on=on, parent=known.parent if known else None)


def rule_of(decision: Decision) -> Rule | None:
    """The version of the rule by which it was decided; None when the shelf no longer has it."""
    return shipped().rule(decision.rule, decision.rule_version)
