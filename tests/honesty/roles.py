"""The words in which rights are written down: roles, kinds of objects, and the rule of one address."""

from dataclasses import dataclass, field

from tests.honesty.addresses import Kwargs
from tests.honesty.town import KINDS, ROLES

EVERYBODY = " ".join(ROLES)
SIGNED = " ".join(role for role in ROLES if role not in ("public", "receipt"))
SECRETARIES = "secretary secretary_elsewhere"
KEEPERS = f"{SECRETARIES} system_admin"
PEOPLE = f"{KEEPERS} security_admin"
COUNTS = f"grid_worker {SECRETARIES} supervisor oversight auditor"


@dataclass(frozen=True)
class Rule:
    """An address: how it is reached, who may open it (`look`) and who may send it (`do`, as `look` when left out).

    look, do   kind of object -> roles; without `look` the address is only sent, without `sent` it is only opened
    by         who must succeed in sending what the page's own form says, filled in (`typed` besides); "" where that
               needs more than a form that was just filled: the room's own tests show it
    """

    to: Kwargs
    look: dict[str, str] | None
    sent: bool = False
    do: dict[str, str] | None = None
    by: str = ""
    typed: dict[str, object] = field(default_factory=dict)

    def kinds(self) -> list[str]:
        return list(self.look or self.do or {})

    def may_look(self, kind: str) -> frozenset[str]:
        return frozenset((self.look or {}).get(kind, "").split())

    def may_do(self, kind: str) -> frozenset[str]:
        return frozenset((self.do or self.look or {}).get(kind, "").split())


def all_(roles: str, kinds: tuple[str, ...] = KINDS) -> dict[str, str]:
    return dict.fromkeys(kinds, roles)


def staff(own: str, *, hidden: str | None = None, sealed: str | None = None) -> dict[str, str]:
    """Roles of Xinhua for its matters; the other community's secretary for that one's."""
    return {
        "own": own, "elsewhere": "secretary_elsewhere", "hidden": own if hidden is None else hidden,
        "sealed": "secretary" if sealed is None else sealed,
    }  # fmt: skip


def both(own: str, elsewhere: str) -> dict[str, str]:
    return {"own": own, "elsewhere": elsewhere}


READS = {
    "own": EVERYBODY, "elsewhere": EVERYBODY, "hidden": "grid_worker secretary supervisor oversight auditor",
    "sealed": "secretary officer supervisor auditor",
}  # fmt: skip
"""A matter's page and what is opened from it."""

OURS = {"own": EVERYBODY}
MINE = {"own": SIGNED}
AUDIT = {"own": "auditor"}
CODES = {"own": EVERYBODY, "sealed": EVERYBODY}
"""A receipt's address is a secret: who has it may open it, and nobody else can guess it (test_hostile_texts)."""

HERE, THERE = "secretary system_admin", "secretary_elsewhere system_admin"


def items(own: str, sealed: str) -> dict[str, str]:
    return {"own": own, "sealed": sealed}


def only(name: str, value: object) -> Kwargs:
    return lambda town, kind: {name: value}


def of(name: str, attribute: str) -> Kwargs:
    """A row of the town that has just one."""
    return lambda town, kind: {name: getattr(getattr(town, attribute), "pk", getattr(town, attribute))}
