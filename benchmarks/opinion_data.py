"""Conversations to measure on: made ones of any size, and real ones where the folder beside the repository has them."""

import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bandeng.core.opinion import Votes, gather
from bandeng.core.opinion.tables import read_moderation, read_votes

BESIDE = Path(__file__).resolve().parents[2] / "shared" / "data" / "opinion"
DATA = Path(os.environ.get("OPINION_DATA") or BESIDE)
"""Real conversations: the folder OPINION_DATA names, else the one beside the repository."""


@dataclass(frozen=True)
class Raw:
    """Votes as they come in: ids and values, one per vote, in no order; no participant votes twice on a statement."""

    participants: NDArray[np.int32]
    statements: NDArray[np.int32]
    values: NDArray[np.int8]
    out: frozenset[int] = frozenset()

    def gathered(self) -> Votes:
        return gather(self.participants, self.statements, self.values)

    def as_dicts(self) -> list[dict[str, int]]:
        """The form the reference library takes."""
        columns = (self.participants.tolist(), self.statements.tolist(), self.values.tolist())
        return [
            {"participant_id": who, "statement_id": what, "vote": how} for who, what, how in zip(*columns, strict=True)
        ]


def made(participants: int, statements: int, share: float, seed: int = 7) -> Raw:
    """Three camps, few people who vote much and many who vote little, statements that some see more than others."""
    chance = np.random.default_rng(seed)
    wanted = share * statements
    eager = chance.lognormal(0.0, 0.8, participants)
    counts = np.clip(np.rint(eager / eager.mean() * wanted), 1, statements).astype(np.int64)
    shown = np.cumsum(chance.lognormal(0.0, 0.5, statements))
    who = np.repeat(np.arange(participants, dtype=np.int64), counts)
    what = np.searchsorted(shown, chance.random(len(who)) * shown[-1])
    pairs = np.unique(who * statements + what)
    chance.shuffle(pairs)
    who, what = pairs // statements, pairs % statements
    camp = chance.choice(3, participants, p=[0.45, 0.35, 0.2])
    agree = chance.beta(0.8, 0.8, (3, statements))
    luck, liked = chance.random(len(who)), agree[camp[who], what]
    values = np.where(luck < 0.85 * liked, 1, np.where(luck < 0.85, -1, 0))
    return Raw(who.astype(np.int32), what.astype(np.int32), values.astype(np.int8))


def real(name: str) -> Raw:
    """A conversation of the data folder; see its README for what it is and whom to thank."""
    with open(DATA / name / "votes.csv", encoding="utf-8", newline="") as lines:
        participants, statements, values = read_votes(lines).rows()
    with open(DATA / name / "comments.csv", encoding="utf-8", newline="") as lines:
        out = read_moderation(lines).out
    return Raw(participants.astype(np.int32), statements.astype(np.int32), values, out)


def real_names() -> list[str]:
    """The conversations that are there, by name."""
    return sorted(path.parent.name for path in DATA.glob("*/votes.csv"))
