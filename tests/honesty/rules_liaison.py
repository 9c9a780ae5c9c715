"""Who may open and do what in liaison rooms, areas, a county's year and the sheet of earlier days; as in rules.py."""

from tests.honesty import addresses as to
from tests.honesty.addresses import Kwargs
from tests.honesty.roles import EVERYBODY, OURS, SECRETARIES, Rule, all_, of
from tests.honesty.town import Town

READERS = "secretary supervisor"
KEPT = {"own": "secretary"}


def year(town: Town, kind: str) -> dict[str, object]:
    return {"code": town.place.code}


def listed(which: str) -> Kwargs:
    return lambda town, kind: {"code": town.place.code, "kind": which}


LIAISON: dict[str, Rule] = {
    "liaison:of_place": Rule(to.place, all_(EVERYBODY, ("own", "elsewhere"))),
    "liaison:year": Rule(year, {"own": EVERYBODY}),
    "liaison:year_records": Rule(listed("past_activities"), {"own": EVERYBODY}),
    "liaison:room": Rule(of("pk", "liaison_room"), OURS),
    "liaison:all": Rule(to.nothing, {"own": f"{SECRETARIES} supervisor"}),
    "liaison:open": Rule(to.nothing, {"own": SECRETARIES}, sent=True, by="secretary"),
    "liaison:change": Rule(of("pk", "liaison_room"), KEPT, sent=True, by="secretary"),
    "liaison:close": Rule(of("pk", "liaison_room"), KEPT, sent=True, by="secretary"),
    "liaison:inspect": Rule(
        of("pk", "liaison_room"), {"own": "supervisor"}, sent=True, by="supervisor", typed={"again_on": "2099-01-01"}
    ),
    "liaison:standard": Rule(year, {"own": "supervisor"}, sent=True, by="supervisor"),
    "liaison:duty": Rule(of("pk", "liaison_room"), KEPT, sent=True, by="secretary"),
    "liaison:raise": Rule(of("pk", "heard"), KEPT, sent=True, by="secretary"),
    "liaison:suggest": Rule(of("pk", "heard"), KEPT, sent=True, by="secretary"),
    "liaison:areas": Rule(to.nothing, {"own": "supervisor"}),
    "liaison:assign": Rule(to.nothing, {"own": "supervisor"}, sent=True),
    "liaison:end": Rule(of("pk", "oversight"), {"own": "supervisor"}, sent=True, by="supervisor"),
    "liaison:county_all": Rule(to.nothing, {"own": f"{SECRETARIES} supervisor"}),
    "liaison:county": Rule(year, {"own": READERS}),
    "liaison:county_records": Rule(listed("past_activities"), {"own": READERS}),
    "liaison:later": Rule(to.nothing, {"own": SECRETARIES}, sent=True),
    "liaison:template": Rule(to.with_(form="csv")(to.nothing), {"own": SECRETARIES}),
    "liaison:remarks": Rule(to.nothing, None, sent=True, do={"own": SECRETARIES}),
    # Only where the site is a demonstration: tests/demonstration/test_liaison_story.py.
    "desk:newspaper": Rule(to.nothing, {"own": ""}),
    "liaison:past": Rule(of("pk", "past"), {"own": READERS}),
}
