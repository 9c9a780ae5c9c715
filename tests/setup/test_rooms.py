"""Rooms are furnished alike: a file with a name of its own is a moment to think of its true name."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "bandeng"
NOT_ROOMS = {"core", "shelf", "config", "cli", "api"}
# Names that Django or one of its packages gives a meaning; `sentences`: what a room's refusals say; `offers`: what it
# offers to the desk and to steps.
GIVEN = {"adapters", "backends", "checks", "context", "middleware", "storage", "sentences", "offers"}
# What belongs to one room by its nature, with the reason.
OWN: dict[str, dict[str, str]] = {
    "commitments": {
        "deeds": "what somebody may do to an item, first things first",
        "orders": "who presses whom, in words",
        "scorecards": "a promise in words, line by line",
        "showing": "items in words, in the shape of the shell's tags",
        "telling": "what happened to items, in the story of their matter",
    },
    "desk": {
        "lists": "all matters of somebody's places, as lines",
        "turn": "whose turn it is, over all rooms",
    },
    "documents": {"writing": "from a paper to a docx and a PDF"},
    "figures": {
        "facts": "what stands about matters, read from the rows below",
        "keeping": "the rows counted, by jobs and from nothing",
        "showing": "figures in words, in the shape of the pages",
    },
    "liaison": {"showing": "rooms and their records in words"},
    "exchange": {
        "drafting": "a case's first words, from the record of its matter",
        "panels": "what became of a solved matter elsewhere, on its page",
        "removal": "a draft beside what everybody would read",
        "showing": "a case in words",
    },
    "matters": {
        "describing": "a process in words",
        "drawing": "a process as a picture beside its table",
        "deeds": "acts by name, as lists and buttons offer them",
        "handling": "what somebody who handles a matter sees and may do on its page",
        "naming": "a step's roles, tools, facts and guards in words to choose from",
        "panels": "who decides and what was decided, inside the matter's page",
        "showing": "status, clocks and replies in words, in the shape of the shell's tags",
        "telling": "the story in sentences, one per act",
        "ways": "where a matter may go from where it stands, and why not",
        "trying": "a process walked with a pretend matter, nothing recorded",
    },
    "mediation": {"showing": "a case in words, to each as much as they may read"},
    "meetings": {
        "live_forms": "what is typed while it sits, at the desk and on phones",
        "live_urls": "addresses of screens and phones while it sits",
        "screens": "what screens and phones are shown, as a channel of the shell",
        "seat_forms": "a place's own seats, line by line",
        "showing": "agendas, seats and gaps in words, in the shape of the pages",
    },
    "notices": {"channels": "ways to reach somebody", "words": "what each act is called when it is told"},
    "opinions": {
        "beside": "the process that draws maps beside the pages, and who keeps it",
        "drawer": "draws maps, each conversation by itself",
        "screens": "what open pages are shown, as a channel of the shell",
        "showing": "the map in words and as a drawing, with its table",
    },
    "people": {
        "acting": "what somebody may do, where, in whose place",
        "attempt": "an action tried from a form: its refusal becomes the form's",
        "choices": "what a form offers to choose from",
        "erasure": "the rooms above say what they hold of a person",
        "handover": "the rooms above say what work is open",
        "http": "the request as a room below the shell sees it",
        "labels": "roles and kinds in words",
        "limits": "so many tries in so long",
        "masking": "what others see of a name or a number",
        "mail": "the letters people send: an invitation",
        "paging": "long lists, for a room below the shell",
        "plainly": "one's own data in words instead of keys",
        "pins": "the six digits somebody chooses for their card",
        "rights": "who may give which duty and see what",
        "tokens": "secrets that open something once",
    },
    "places": {
        "choosing": "one of many, chosen by name or code in a form",
        "calendars": "which days are worked in a place",
        "closing": "the rooms above count what is open in a place",
        "intake": "a table of places as it comes in, before anything is believed",
        "recompute": "the rooms above say which deadlines a table moves",
        "setup": "the set-up of an empty site",
        "who": "who acts here, as far as a place needs to know",
    },
    "records": {
        "health": "what the ledger's own jobs say of a site",
        "checking": "the chains worked out again where they stand",
        "export": "the ledger as lines anybody can check",
        "photos": "every picture that comes in is made anew, without its hidden data",
        "rebuild": "the rows from the entries",
        "registry": "which apply and which reactions belong to which verb",
        "sealing": "private parts, sealed and opened",
        "worker": "the thread that does the jobs",
    },
    "research": {
        "agendas": "what rooms above know of a finding on an agenda",
        "panels": "what was suggested on a matter's page and on a receipt",
        "showing": "trips and suggestions in words",
    },
    "shell": {
        "acting": "the page of an act, or what follows once it is done",
        "fields": "the fields of our forms, and what every form of an act carries",
        "colours": "a place's accent, with enough contrast",
        "dates": "dates as people say them",
        "health": "the signs of a site's health, one list over all rooms",
        "http": "the request as our middleware leaves it",
        "icons": "the drawn marks",
        "live": "what open pages are told while they stay open: one look for all",
        "nav": "the doors",
        "paging": "long lists in pages",
        "refusals": "a sentence for each refusal",
        "sheets": "lists as csv and as a spreadsheet",
        "kiosk": "the door every answer to a shared tablet passes: which pages it opens, what it forgets",
        "steady": "counts that stay until the ledger moves",
        "streams": "server-sent events beside Django, without a thread each",
        "tools": "which room offers what to a step",
        "words": "words for keys",
        "workbooks": "a spreadsheet that comes in, as rows",
    },
}


def contract(name: str) -> set[str]:
    """The module names an import contract lists."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(each["layers"] for each in contracts if each["name"] == name)
    return {word.strip("()") for layer in layers for word in layer.replace("|", " ").replace(":", " ").split()}


def rooms() -> list[Path]:
    return sorted(path.parent for path in SOURCE.glob("*/__init__.py") if path.parent.name not in NOT_ROOMS)


def names_in(room: Path) -> set[str]:
    """The modules of a room: files and folders, without what is not Python."""
    return {path.stem for path in room.glob("*.py") if path.stem != "__init__"} | {
        path.parent.name for path in room.glob("*/__init__.py")
    }


def test_every_room_is_listed_where_imports_are_checked() -> None:
    assert {room.name for room in rooms()} - contract("Rooms import only rooms below them") == set()


def test_a_room_holds_only_files_of_known_names() -> None:
    known = contract("Inside a room, imports go one way")
    odd = {room.name: names_in(room) - known - GIVEN - OWN.get(room.name, {}).keys() for room in rooms()}
    assert {room: names for room, names in odd.items() if names} == {}, "give it its true name, or name it in OWN"
