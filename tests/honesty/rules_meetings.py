"""Who may open and send the addresses of meetings."""

from tests.honesty import addresses as to
from tests.honesty.addresses import Kwargs
from tests.honesty.roles import SECRETARIES, Rule, all_, staff
from tests.honesty.town import ROLES, Town

EVERYBODY = " ".join(ROLES)
OURS = {"own": EVERYBODY}
RUNS = {"own": "secretary"}
COUNTS = f"building_head grid_worker {SECRETARIES}"


def at(name: str, **more: object) -> Kwargs:
    """Something of the town's meetings."""

    def made(town: Town, kind: str) -> dict[str, object]:
        return {"pk": getattr(town.met, name).pk, **more}

    return made


def _correct(town: Town, kind: str) -> dict[str, object]:
    return {"pk": town.met.over.pk, "attendee": town.met.there.pk}


def _trip(town: Town, kind: str) -> dict[str, object]:
    return {"pk": town.trip.pk}


def _conversation(town: Town, kind: str) -> dict[str, object]:
    return {"pk": town.conversation.pk}


MEETINGS: dict[str, Rule] = {
    "meetings:of_place": Rule(to.place, all_(EVERYBODY, ("own", "elsewhere"))),
    "meetings:one": Rule(at("called"), OURS),
    "meetings:calendar": Rule(at("called"), OURS),
    "meetings:poster": Rule(at("called"), OURS),
    "meetings:coming": Rule(at("called"), OURS, sent=True, by="public"),
    "meetings:correct": Rule(_correct, RUNS, sent=True, by="secretary"),
    "meetings:for_matter": Rule(to.matter, staff("secretary")),
    "meetings:all": Rule(to.nothing, {"own": SECRETARIES}),
    "meetings:counts": Rule(to.nothing, {"own": COUNTS}, sent=True),
    "meetings:table": Rule(_conversation, RUNS, sent=True),
    "meetings:carry": Rule(_trip, RUNS, sent=True),
    "meetings:call": Rule(to.nothing, {"own": SECRETARIES}, sent=True),
    "meetings:rooms": Rule(to.nothing, {"own": SECRETARIES}, sent=True),
    "meetings:series": Rule(to.nothing, {"own": SECRETARIES}, sent=True),
    "meetings:seats": Rule(to.nothing, {"own": SECRETARIES}),
    "meetings:new_seats": Rule(to.nothing, {"own": SECRETARIES}, sent=True),
    "meetings:change_seats": Rule(at("seating"), RUNS, sent=True),
    "meetings:end_seats": Rule(at("seating"), RUNS, sent=True, by="secretary"),
    "meetings:seats_of_place": Rule(to.place, all_(EVERYBODY, ("own", "elsewhere"))),
    "meetings:close_room": Rule(at("venue"), None, sent=True, do=RUNS),
    "meetings:end_series": Rule(at("programme"), None, sent=True, do=RUNS),
    "meetings:desk": Rule(at("sitting"), RUNS),
    "meetings:topic": Rule(at("called"), RUNS, sent=True),
    "meetings:move": Rule(at("called"), RUNS, sent=True),
    "meetings:cancel": Rule(at("called"), RUNS, sent=True, by="secretary"),
    "meetings:press": Rule(at("sitting", what="end"), None, sent=True, do=RUNS),
    "meetings:people": Rule(at("called"), RUNS, sent=True),
    "meetings:sheet": Rule(at("called"), RUNS),
    "meetings:came": Rule(at("called"), RUNS, sent=True, by="secretary"),
    "meetings:tell": Rule(at("attendee"), RUNS, sent=True, by="secretary"),
    "meetings:here": Rule(at("attendee"), RUNS, sent=True, by="secretary"),
    "meetings:said": Rule(at("attendee"), RUNS, sent=True, by="secretary"),
    "meetings:erase": Rule(at("attendee"), RUNS, sent=True, by="secretary"),
    "meetings:press_item": Rule(at("item", what="end"), None, sent=True, do=RUNS),
    "meetings:hands": Rule(at("item"), RUNS, sent=True),
    "meetings:outcome": Rule(at("item"), RUNS, sent=True),
    "meetings:decide": Rule(at("pool"), RUNS, sent=True),
    "meetings:differing": Rule(at("differing"), RUNS, sent=True, by="secretary"),
    "meetings:question": Rule(at("sitting"), RUNS, sent=True, by="secretary"),
    "meetings:read": Rule(at("waiting"), RUNS, sent=True),
    "meetings:answer": Rule(at("read"), RUNS, sent=True, by="secretary"),
    "meetings:to_matter": Rule(at("read"), RUNS, sent=True),
    "meetings:promise": Rule(at("sitting"), RUNS, sent=True),
    "meetings:suggestion": Rule(at("sitting"), RUNS, sent=True, by="secretary", typed={"item": ""}),
    "meetings:minutes": Rule(at("over"), RUNS, sent=True, by="secretary"),
    "meetings:correction": Rule(at("correction"), RUNS, sent=True, by="secretary"),
    "meetings:beside": Rule(at("final"), RUNS, sent=True),
}
LISTS_NOTHING = frozenset(
    f"meetings:{name}"
    for name in (
        "calendar",
        "coming",
        "correct",
        "cancel",
        "came",
        "tell",
        "here",
        "said",
        "erase",
        "end_seats",
        "change_seats",
        "new_seats",
        "hands",
        "outcome",
        "differing",
        "question",
        "read",
        "answer",
        "minutes",
        "correction",
        "beside",
    )
)
