"""What may be chosen; the defaults are the product's, PARITY those of the reference library (red-dwarf 0.4.0)."""

from dataclasses import dataclass, replace
from typing import Final


@dataclass(frozen=True, kw_only=True)
class Options:
    """minimum_votes      votes one needs to be in the conversation; no more than there are statements, unless strict
    strict             take minimum_votes as it stands, and let nobody join who has fewer
    top_up             where fewer are in the conversation, the most active join until so many are
    most_groups        groups looked for: 2 to so many
    smallest, share    a group has at least so many people, and at least this share of those in the conversation
    lexicographic      begin each search for groups with the points of smallest x, as the reference does, and only there
    exact_up_to        up to so many people the number of groups is chosen by every distance between two of them,
                       beyond by distances to the middles of groups; None: always by every distance
    margin             a new number of groups must be better than the one shown last by so much
    patience           and on so many maps one after another, before it is shown
    z                  a statement stands out beyond so many standard deviations (90 %, one-sided)
    picks              statements at most in each list
    """

    minimum_votes: int = 7
    strict: bool = False
    top_up: int = 15
    most_groups: int = 5
    smallest: int = 5
    share: float = 0.02
    lexicographic: bool = False
    exact_up_to: int | None = 4096
    margin: float = 0.02
    patience: int = 4
    z: float = 1.2816
    picks: int = 5

    def least(self, count: int) -> int:
        """The smallest group allowed among so many people."""
        return max(self.smallest, -int(-count * self.share // 1))


DEFAULT: Final = Options()
PARITY: Final = replace(
    DEFAULT,
    strict=True,
    top_up=0,
    smallest=1,
    share=0.0,
    lexicographic=True,
    exact_up_to=None,
    z=1.2815515655446004,
)
