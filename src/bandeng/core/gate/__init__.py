"""The legal gate: who may decide what talking it over came to, by which rule, and whether a decision stands.

    gate({"common_parts"}, on=date(2026, 11, 23))      # the owners, two thirds take part, three quarters of those agree
    judge(rule, figures, decided_on=..., notice_on=...).passed

Consultation finds a view; it does not decide for owners or villagers. Rules are data with a source and dates of
validity (shelf/rules/). Source: domain.md 6.4.
"""

from bandeng.core.gate.asking import Counted, Figures, Judged, foreseen, gate, judge, rules_on
from bandeng.core.gate.model import EFFECTS, FIGURES, Publish, Row, Rule, Table, Threshold, Verdict
from bandeng.core.gate.reading import read_table, shipped

__all__ = [
    "EFFECTS",
    "FIGURES",
    "Counted",
    "Figures",
    "Judged",
    "Publish",
    "Row",
    "Rule",
    "Table",
    "Threshold",
    "Verdict",
    "foreseen",
    "gate",
    "judge",
    "read_table",
    "rules_on",
    "shipped",
]
