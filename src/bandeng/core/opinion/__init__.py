"""The opinion map: from votes to groups, what stands for each, and what all share. Needs numpy and scipy."""

from bandeng.core.opinion.mapping import Around, Earlier, map_on, opinion_map
from bandeng.core.opinion.options import DEFAULT, PARITY, Options
from bandeng.core.opinion.plain import fingerprint, plain
from bandeng.core.opinion.result import OpinionMap
from bandeng.core.opinion.stability import Stability, chance_of, has_clear_groups, stability
from bandeng.core.opinion.statistics import Standing
from bandeng.core.opinion.stream import Stream, merged
from bandeng.core.opinion.votes import AGREE, DISAGREE, PASS, Votes, gather

__all__ = [
    "AGREE", "DEFAULT", "DISAGREE", "PARITY", "PASS", "Around", "Earlier", "OpinionMap", "Options", "Stability",
    "Standing", "Stream", "Votes", "chance_of", "fingerprint", "gather", "has_clear_groups", "map_on", "merged",
    "opinion_map", "plain", "stability",
]  # fmt: skip
