"""Who may open and send the addresses of a meeting while it sits."""

from bandeng.meetings.queries import door_code
from tests.honesty.roles import Rule
from tests.honesty.rules_meetings import OURS, RUNS, at
from tests.honesty.town import Town


def _channel(town: Town, kind: str) -> dict[str, object]:
    return {"channel": "meeting", "key": str(town.met.sitting.pk)}


def _door(town: Town, kind: str) -> dict[str, object]:
    return {"pk": town.met.sitting.pk, "code": door_code(town.met.sitting)}


LIVE: dict[str, Rule] = {
    "shell:live": Rule(_channel, OURS),
    "live:screen": Rule(at("sitting"), OURS),
    "live:phone": Rule(at("sitting"), OURS),
    "live:door": Rule(_door, OURS, sent=True),
    "live:hand": Rule(at("sitting"), None, sent=True, do=OURS),
    "live:ask": Rule(at("sitting"), OURS, sent=True),
    "live:hall": Rule(at("sitting"), RUNS),
    "live:door_sheet": Rule(at("sitting"), RUNS),
    "live:run": Rule(at("sitting"), RUNS),
    "live:do": Rule(at("sitting"), None, sent=True, do=RUNS),
    "live:sort": Rule(at("sitting"), RUNS),
    "live:sort_one": Rule(at("pool"), RUNS, sent=True),
    "live:after": Rule(at("sitting", what="print"), None, sent=True, do=RUNS),
}
LISTS_NOTHING = frozenset({"live:door", "live:door_sheet", "live:ask", "live:sort_one"})
COUNTED_ELSEWHERE = frozenset({"shell:live", "live:screen", "live:phone", "live:hall", "live:sort"})
"""A screen shows how many there are, and of the rest a fixed few: tests/meetings/test_live.py counts for many."""
