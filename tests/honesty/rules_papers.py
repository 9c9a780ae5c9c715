"""Who may have which paper: written down apart from the code, as in rules.py."""

from collections.abc import Callable
from typing import Any

from tests.honesty import addresses as to
from tests.honesty.addresses import Kwargs
from tests.honesty.roles import CODES, EVERYBODY, MINE, OURS, READS, Rule, all_, both
from tests.honesty.town import Town

STAFF = "secretary supervisor oversight auditor"
OPEN = {"own": EVERYBODY, "sealed": READS["sealed"]}


def word_file(made: Kwargs) -> Kwargs:
    return to.with_(fmt="docx")(made)


def row(found: Callable[[Town, str], Any]) -> Kwargs:
    """The key of something, by town and kind."""
    return word_file(lambda town, kind: {"pk": found(town, kind).pk})


def other(name: str) -> Callable[[Town, str], Any]:
    """A matter to which something else happened, open or sealed."""
    return lambda town, kind: town.more[f"{name} {'sealed' if kind == 'sealed' else 'open'}"].matter


def returned(town: Town, kind: str) -> Any:
    holding = next(
        each for item in town.cases[kind].matter.items.all() for each in item.holdings.all() if each.returned_at
    )
    return holding.item


def told(town: Town, kind: str) -> dict[str, object]:
    """A reply to the holder of the receipt."""
    case = town.cases[kind]
    found = case.raising.replies.exclude(kind="receipt").order_by("pk")[0]
    return {"code": case.code, "pk": found.pk, "fmt": "docx"}


def note(town: Town, kind: str) -> Any:
    return town.cases[kind].matter.bench_notes.order_by("pk")[0]


def met(name: str) -> Kwargs:
    """A meeting of the town, by the stage at which it stands."""
    return lambda town, kind: {"pk": getattr(town.met, name).pk}


def year(town: Town, kind: str) -> dict[str, object]:
    return {"pk": f"{town.place.pk}-{town.today.year}", "fmt": "docx"}


def issued(town: Town, kind: str) -> dict[str, object]:
    return {"kind": "outcome", "pk": note(town, kind).pk}


PAPERS: dict[str, Rule] = {
    "documents:reply": Rule(
        row(lambda town, kind: town.cases[kind].reply),
        {"own": "building_head grid_worker secretary", "sealed": "secretary"},
    ),
    "documents:approval": Rule(
        word_file(to.matter), {"own": f"grid_worker {STAFF}", "sealed": "secretary supervisor auditor"}
    ),
    # What was explained in the town was contested and is looked at anew; tests/documents has one that stands.
    "documents:explanation": Rule(row(other("explained")), {"own": "", "sealed": ""}),
    "documents:responsibility": Rule(word_file(to.matter), OPEN),
    "documents:claim": Rule(word_file(to.item("running")), OPEN),
    "documents:order": Rule(row(lambda town, kind: town.cases[kind].order), OPEN),
    "documents:extension": Rule(row(lambda town, kind: town.cases[kind].extension), OPEN),
    "documents:return": Rule(row(returned), OPEN),
    "documents:public_notice": Rule(
        row(lambda town, kind: other("decided")(town, kind).postings.order_by("pk")[0]),
        OPEN | {"sealed": "secretary supervisor auditor"},
    ),
    "documents:outcome": Rule(row(note), OPEN),
    "documents:scorecard": Rule(row(lambda town, kind: town.promise), OURS),
    "documents:meeting_notice": Rule(word_file(met("called")), {"own": EVERYBODY}),
    "documents:sign_in": Rule(word_file(met("called")), {"own": "secretary"}),
    "documents:record": Rule(word_file(met("sitting")), {"own": "secretary"}),
    "documents:minutes": Rule(word_file(met("final")), {"own": EVERYBODY}),
    # No work was set in the town after a meeting; tests/documents has one.
    "documents:tasks": Rule(word_file(met("final")), {"own": ""}),
    "documents:trip": Rule(row(lambda town, kind: town.trip), OURS),
    "documents:proposal": Rule(row(lambda town, kind: town.output), {"own": "secretary supervisor"}),
    # The town's one output is a proposal; tests/documents has a brief.
    "documents:brief": Rule(row(lambda town, kind: town.output), {"own": ""}),
    "documents:annual": Rule(year, {"own": "secretary supervisor"}),
    "documents:exchange": Rule(year, {"own": "secretary supervisor"}),
    "documents:receipt": Rule(word_file(to.code), CODES),
    "documents:own_reply": Rule(told, CODES),
    "documents:monthly": Rule(word_file(to.place), all_(EVERYBODY, ("own", "elsewhere"))),
    "documents:issue": Rule(issued, {"own": "secretary", "sealed": "secretary"}, sent=True, by="secretary"),
    "documents:document": Rule(lambda town, kind: {"pk": town.document.pk}, MINE),
    "documents:desk": Rule(to.nothing, {"own": f"{STAFF} secretary_elsewhere"}, sent=True),
    "documents:export": Rule(lambda town, kind: {"pk": town.export.pk}, {"own": "secretary"}),
    "documents:export_file": Rule(lambda town, kind: {"pk": town.export.pk}, {"own": "secretary"}),
    "documents:wordings": Rule(to.place, both(STAFF, "secretary_elsewhere")),
    "documents:word": Rule(to.with_(kind="outcome")(to.place), both("secretary", "secretary_elsewhere"), sent=True),
}
