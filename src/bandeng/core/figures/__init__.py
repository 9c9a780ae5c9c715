"""Figures: what is counted from the records, n of N, with nothing left out unnamed.

A matter's facts (`MatterFacts`) give rows (`count`), one per record and figure; rows add up to shares, histograms and
sets of people, each of which can be added to that of another place. No clock is read and no database is known here.
Source: domain.md 7, I20; docs/reference/figures.md.
"""

from bandeng.core.figures.counting import FUNNEL, Counted, count
from bandeng.core.figures.definitions import Definition, Part, Words, definition, definitions, rule
from bandeng.core.figures.facts import (
    CallBackFacts,
    Cycle,
    FinalReply,
    Held,
    ItemFacts,
    MatterFacts,
    NoteFacts,
    OrderFacts,
    Promised,
    Published,
    Quality,
    RaisingFacts,
    Sent,
)
from bandeng.core.figures.histogram import A_DAY, EDGES, Histogram, Scale, bin_of
from bandeng.core.figures.people import People
from bandeng.core.figures.share import Share, share_of
from bandeng.core.figures.smallcells import Shown, suppress, suppressed, told_by_difference
from bandeng.core.figures.working import working_minutes

__all__ = [
    "A_DAY",
    "EDGES",
    "FUNNEL",
    "CallBackFacts",
    "Counted",
    "Cycle",
    "Definition",
    "FinalReply",
    "Held",
    "Histogram",
    "ItemFacts",
    "MatterFacts",
    "NoteFacts",
    "OrderFacts",
    "Part",
    "People",
    "Promised",
    "Published",
    "Quality",
    "RaisingFacts",
    "Scale",
    "Sent",
    "Share",
    "Shown",
    "Words",
    "bin_of",
    "count",
    "definition",
    "definitions",
    "rule",
    "share_of",
    "suppress",
    "suppressed",
    "told_by_difference",
    "working_minutes",
]
