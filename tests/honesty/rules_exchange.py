"""Who may open which address of exchange: written down apart from the code, as in rules.py."""

from tests.honesty import addresses as to
from tests.honesty.roles import EVERYBODY, OURS, SECRETARIES, Rule, all_, of

EXCHANGE: dict[str, Rule] = {
    "exchange:of_place": Rule(to.place, all_(EVERYBODY, ("own", "elsewhere"))),
    **{f"exchange:{name}": Rule(of("pk", "case"), OURS) for name in ("case", "file")},
    "exchange:use": Rule(of("pk", "case"), {"own": SECRETARIES}, sent=True, by="secretary"),
    "exchange:withdraw": Rule(of("pk", "case"), {"own": "secretary supervisor"}, sent=True, by="supervisor"),
    "exchange:mine": Rule(to.nothing, {"own": f"{SECRETARIES} supervisor"}),
    "exchange:bring": Rule(to.nothing, {"own": SECRETARIES}, sent=True),
    "exchange:rewrite": Rule(of("pk", "case_draft"), {"own": "secretary"}, sent=True, by="secretary"),
    # Whoever wrote it looks at it, and somebody else lets everybody read it.
    "exchange:approve": Rule(
        of("pk", "case_draft"), {"own": "secretary supervisor"}, sent=True, do={"own": "supervisor"}, by="supervisor"
    ),
    "exchange:send_back": Rule(of("pk", "case_draft"), {"own": "supervisor"}, sent=True, by="supervisor"),
    "exchange:give_up": Rule(of("pk", "case_draft"), {"own": "secretary"}, sent=True, by="secretary"),
    "exchange:write": Rule(to.case("solved"), {"own": "secretary"}, sent=True, by="secretary"),
}

LISTS_NOTHING = frozenset(
    f"exchange:{name}"
    for name in ("case", "file", "use", "withdraw", "bring", "rewrite", "approve", "send_back", "give_up")
)
"""Pages of one case; a place takes a case over once."""

NOT_THRICE = frozenset({"exchange:write"})
"""A matter with three raisers of whom two heard nothing is no case: tests/exchange/test_cases.py counts this page."""
