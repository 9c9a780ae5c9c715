"""What a matter's page shows of decisions: who must decide and by which rule, what was decided, what hangs."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from bandeng.core.deadline import local_day
from bandeng.core.gate import Counted, Figures, Judged, Rule, Threshold, Verdict, judge
from bandeng.core.refusal import Refusal
from bandeng.matters import queries
from bandeng.matters.models import Decision, Matter, Posting, StepNote
from bandeng.matters.showing import in_words
from bandeng.shell.tools import Panel
from bandeng.shell.words import word

COUNTED: dict[str, Promise] = {"heads": lazy("heads"), "households": lazy("households"), "area": lazy("area (m²)")}


@dataclass(frozen=True)
class RuleLine:
    """A rule in the reader's language; `key` is "rule/version", `short` its thresholds, `hangs` its result's days."""

    key: str
    name: str
    short: str
    text: str
    cite: str
    version: str
    assumed: bool
    hangs: int = 0
    hangs_assumed: bool = False


@dataclass(frozen=True)
class GateLine:
    """A row of the gate in the reader's language, with its rules and how far what it asks for is."""

    name: str
    advice: str
    rules: list[RuleLine]
    cite: str
    assumed: bool
    must: bool
    state: str = "open"
    post_by: date | None = None
    until: date | None = None


def rule_line(rule: Rule) -> RuleLine:
    """A rule in words."""
    return RuleLine(
        f"{rule.key}/{rule.version}", in_words(rule.name), in_words(rule.short), in_words(rule.text),
        in_words(rule.cite), rule.version, rule.origin == "assumption", rule.publish.days if rule.publish else 0,
        rule.publish is not None and rule.publish.origin == "assumption",
    )  # fmt: skip


def gate_line(verdict: Verdict) -> GateLine:
    """A row in words."""
    row = verdict.row
    return GateLine(
        in_words(row.name), in_words(row.advice), [rule_line(rule) for rule in verdict.rules], in_words(row.cite),
        row.origin == "assumption", verdict.must_decide,
    )  # fmt: skip


def barrier_line(barrier: queries.Barrier) -> GateLine:
    """A row in words, with how far what it asks for is."""
    decision, posting = barrier.decision, barrier.posting
    return replace(
        gate_line(barrier.verdict), state=barrier.state, post_by=decision.post_by if decision else None,
        until=posting.until if posting else None,
    )  # fmt: skip


@dataclass(frozen=True)
class Sum:
    """One threshold worked out, in words: what, part of whole, the share asked for, and whether it holds."""

    what: str
    part: str
    whole: str
    share: str
    holds: bool


@dataclass(frozen=True)
class Decided:
    """A decision for a page: the row, its rule's name and citation, its sums."""

    row: Decision
    name: str
    cite: str
    sums: list[Sum]
    postings: list[Posting]
    hangs_assumed: bool = False


def decisions(matter: Matter, request: HttpRequest) -> Panel | None:
    """Nothing for a matter of which nothing of this is true."""
    barriers = [barrier_line(each) for each in _barriers(matter)]
    rows = list(Decision.objects.filter(matter=matter).order_by("-decided_on", "-at", "-pk"))
    postings = list(Posting.objects.filter(matter=matter).order_by("-at", "-pk"))
    notes = list(StepNote.objects.filter(matter=matter).order_by("-on", "-at", "-pk"))
    if not (barriers or rows or postings or notes):
        return None
    decided = [_decided(row, [each for each in postings if each.of_id == row.pk]) for row in rows]
    others = [each for each in postings if each.of_id is None]
    context = {
        "barriers": barriers,
        "decided": decided,
        "postings": others,
        "notes": [(word(each.fact), each) for each in notes],
    }
    return Panel("matters/parts/decisions.html", context)


def _barriers(matter: Matter) -> list[queries.Barrier]:
    try:
        return queries.gate_of(matter, local_day(timezone.now()))
    except Refusal:
        return []


def _decided(row: Decision, postings: list[Posting]) -> Decided:
    rule = queries.rule_of(row)
    if rule is None:
        return Decided(row, row.rule, "", [], postings)
    told = {name: Figures(*numbers) for name, numbers in row.figures.items()}
    try:
        judged = judge(rule, told, decided_on=row.decided_on, notice_on=row.notice_on)
    except Refusal:
        judged = Judged((), ())
    sums = [_sum(each) for each in (*judged.quorum, *judged.majority)]
    assumed = rule.publish is not None and rule.publish.origin == "assumption"
    return Decided(row, in_words(rule.name), in_words(rule.cite), sums, postings, assumed)


def _sum(each: Counted) -> Sum:
    of = each.threshold.of
    what = _("took part, %(of)s") if each.threshold.base == "total" else _("agreed, %(of)s")
    return Sum(
        what % {"of": COUNTED[of]}, _number(of, each.part), _number(of, each.whole), share(each.threshold), each.holds
    )


def share(threshold: Threshold) -> str:
    """ "at least 2/3" or "more than 1/2"."""
    fraction: Any = threshold.share
    told = {"share": f"{fraction.numerator}/{fraction.denominator}"}
    return (_("more than %(share)s") if threshold.more else _("at least %(share)s")) % told


def _number(of: str, number: int) -> str:
    return f"{number // 100}.{number % 100:02d}" if of == "area" else str(number)
