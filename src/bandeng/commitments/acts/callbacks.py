"""What can happen in call-backs: a sample is drawn openly, and each raiser in it is asked whether it is true."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from bandeng.matters.acts import Move
from bandeng.records.acts import Act, act, private


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """One final reply of the sample; `claim` is what the handler says came of it: "solved", "explained" ..."""

    callback: UUID
    matter: UUID
    raising: UUID
    reply: UUID
    claim: str


@act("callback.drawn")
class CallbackDrawn(Act):
    """A sample of the final replies of a period. Anybody can draw it again from the exported ledger.

    of            how many final replies arrived in the period (N)
    candidates    SHA-256 of their keys, sorted, one a line: what was drawn from
    seed_n, seed  the head of the community's chain just before this entry, which this entry names as `prev`
    """

    draw: UUID
    place: str
    from_on: date
    to_on: date
    of: int
    candidates: str
    seed_n: int
    seed: str
    calls: list[Drawn]


@act("callback.made")
class CallbackMade(Act):
    """One raiser was asked, by somebody who had no part in the work, or answered on the receipt: three answers.

    mode                          "phone", "visit"; "page" where the raiser answered on the receipt
    answered, solved, satisfied   "yes", "partly", "no"; "" where nobody was reached
    reopens                       the move by which the matter is taken up again, where the raiser wants it
    """

    callback: UUID
    matter: UUID
    raising: UUID
    reached: bool
    mode: str
    answered: str = ""
    solved: str = ""
    satisfied: str = ""
    reopens: Move | None = None
    words: str | None = private(default=None)
