"""A sheet of what happened earlier, read row by row: what each says, or why it cannot be taken.

One row is: what, where, day, in words, form or who said it, how many people, what became of it, remark (ours). Under a
heading the columns may stand in any order, with others beside them.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from django.db.models import Q

from bandeng.core import cells as typed_cells
from bandeng.core.deadline import local_day
from bandeng.core.deadline.moments import SHANGHAI
from bandeng.core.liaison import COLUMNS, headings
from bandeng.core.refusal import Refusal
from bandeng.liaison.models import PastRecord
from bandeng.liaison.queries.county import PUBLIC
from bandeng.matters.actions.texts import need_masked
from bandeng.matters.models import BenchNote
from bandeng.meetings.models import Meeting, State
from bandeng.places.models import Place
from bandeng.places.queries import starts
from bandeng.research.models import Suggestion

MOST_ROWS, MOST_WORDS, MOST_FORM, MOST_PEOPLE = 500, 500, 40, 99999

KINDS = {
    "活动": "activity", "协商活动": "activity", "activity": "activity",
    "问题": "problem", "解决问题": "problem", "problem": "problem",
    "建议": "suggestion", "意见建议": "suggestion", "suggestion": "suggestion",
}  # fmt: skip
SPEAKERS = {
    "居民": "resident", "村民": "resident", "群众": "resident", "resident": "resident",
    "委员": "cppcc_member", "政协委员": "cppcc_member", "cppcc member": "cppcc_member",
    "书记": "secretary", "secretary": "secretary", "楼长": "building_head", "building head": "building_head",
    "召集人": "convener", "convener": "convener",
}  # fmt: skip
BENCH_WORD, BENCHES = "bench", ("板凳", "bench")
"""How a bench meeting is known among what was held, and by which words in a sheet."""
_LEAST_KNOWN = 3
"""As many known words make a heading: one may stand in a title, or be what happened."""
_SUMS = ("合计", "总计", "小计", "共计", "total")


@dataclass(frozen=True)
class PastRow:
    """What a row says.

    number   its line in the sheet, from 1
    cells    as they were typed, in the order of the template
    wrong    why it cannot be taken
    known    it stands already
    beside   what stands in the records of that day and place and may be the same; somebody has to look
    """

    number: int
    cells: tuple[str, ...]
    kind: str = ""
    place: Place | None = None
    on: date | None = None
    text: str = ""
    form: str = ""
    people: int | None = None
    outcome: str = ""
    wrong: Refusal | None = field(default=None, compare=False)
    known: bool = False
    beside: str = ""

    @property
    def digest(self) -> str:
        """The same for the same thing, however often it is sent."""
        told = (self.kind, self.place.pk if self.place else "", self.on.isoformat() if self.on else "", self.text)
        return hashlib.sha256("\x1f".join(told).encode()).hexdigest()


def read_rows(rows: Iterable[Sequence[str]], below: Place, today: date) -> list[PastRow]:
    """Every row that says something; five queries for however many.

    below    the place under which everything has to lie
    today    what is of today is written down where it happens
    Raises   Refusal: "sheet_empty", "too_many_rows".
    """
    typed = _records([[str(cell).strip() for cell in row] for row in rows])
    if not typed:
        raise Refusal("sheet_empty")
    if len(typed) > MOST_ROWS:
        raise Refusal("too_many_rows", most=MOST_ROWS)
    places = _places({cells[1] for _, cells in typed if cells[1]}, below)
    found: list[PastRow] = []
    seen: dict[str, int] = {}
    for number, cells in typed:
        row = _read(number, cells, places, below, today)
        if row.wrong is None and (first := seen.setdefault(row.digest, number)) != number:
            row = replace(row, wrong=Refusal("row_twice", first=first))
        found.append(row)
    return _doubted(_marked(found), below)


def heading_of(rows: Sequence[Sequence[str]]) -> int | None:
    """Which row of a sheet is its heading, from 0; None without one."""
    return next((at for at, row in enumerate(rows) if _is_head(row)), None)


def in_order(row: Sequence[str]) -> bool:
    """Whether a heading has the columns of the template in their order, and nothing but a remark beside them."""
    return [headings().get(typed_cells.heading(word)) for word in row[: len(COLUMNS)]] == list(COLUMNS) and (
        not any(row[len(COLUMNS) + 1 :])
    )


def _records(rows: Sequence[Sequence[str]]) -> list[tuple[int, tuple[str, ...]]]:
    """(line, cells) of each record: without headings, the title above (one filled cell), and sums of numbers."""
    head = heading_of(rows)
    columns = _columns(rows[head]) if head is not None else {key: [at] for at, key in enumerate(COLUMNS)}
    found = [(n, row, _arranged(row, columns)) for n, row in enumerate(rows, 1) if not _is_head(row)]
    return [
        (number, cells)
        for number, row, cells in found
        if any(cells)
        and not _is_sum(row, cells)
        and not (head is not None and number <= head and sum(map(bool, row)) == 1)
    ]


def _is_head(row: Sequence[str]) -> bool:
    return len(set(_columns(row))) >= _LEAST_KNOWN


def _columns(head: Sequence[str]) -> dict[str, list[int]]:
    """Where each column stands; of a place the narrowest comes first (township, then village)."""
    found: dict[str, list[int]] = {}
    for at, word in enumerate(head):
        if key := headings().get(typed_cells.heading(word)):
            found.setdefault(key, []).append(at)
    return found | {"place": found["place"][::-1]} if "place" in found else found


def _arranged(row: Sequence[str], columns: Mapping[str, Sequence[int]]) -> tuple[str, ...]:
    """The cells in the order of the template; of two columns of a kind the first that is filled."""
    return tuple(next((row[at] for at in columns.get(key, ()) if at < len(row) and row[at]), "") for key in COLUMNS)


def _is_sum(row: Sequence[str], cells: tuple[str, ...]) -> bool:
    """A line that adds up: it tells neither a day nor what happened."""
    first = next((cell for cell in row if cell), "")
    _what, _where, day, text, *_more = cells
    return typed_cells.heading(first) in _SUMS and not ({day, text} - {"", first})


def _read(number: int, cells: tuple[str, ...], places: dict[str, list[Place]], below: Place, today: date) -> PastRow:
    row = PastRow(number, cells)
    what, where, day, text, form, people, outcome = cells
    try:
        if formula := next((cell for cell in cells if cell.startswith("=")), ""):
            raise Refusal("row_formula", word=formula[:40])
        kind = KINDS.get(what.casefold())
        if kind is None:
            raise Refusal("row_kind", word=what)
        place = _one(places, where) if where else below
        on = _day(day, today)
        _need(text, MOST_WORDS, "row_text")
        _need(outcome, MOST_WORDS, "row_outcome" if kind == "problem" else "")
        _need(form, MOST_FORM, "")
        need_masked(text=text, form=form, outcome=outcome)
        return replace(
            row, kind=kind, place=place, on=on, text=text, outcome=outcome, people=_number(people),
            form=_speaker(form) if kind == "suggestion" else form,
        )  # fmt: skip
    except Refusal as no:
        return replace(row, wrong=no)


def _one(places: dict[str, list[Place]], name: str) -> Place:
    found = places.get(name, [])
    if len(found) != 1:
        raise Refusal("row_place_twice" if found else "row_place", name=name)
    return found[0]


def _need(text: str, most: int, missing: str) -> None:
    if not text and missing:
        raise Refusal(missing)
    if len(text) > most:
        raise Refusal("row_too_long", most=most)


def _day(text: str, today: date) -> date:
    try:
        on = typed_cells.day(text)
    except ValueError as no:
        raise Refusal("row_day", word=text) from no
    if not date(2000, 1, 1) <= on < today:
        raise Refusal("row_not_past", word=text)
    return on


def _number(text: str) -> int | None:
    if not text:
        return None
    try:
        people = typed_cells.count(text, unit="人")
    except ValueError as no:
        raise Refusal("row_number", word=text) from no
    if people > MOST_PEOPLE:
        raise Refusal("row_number", word=text)
    return people


def _speaker(text: str) -> str:
    if (role := SPEAKERS.get(text.casefold() or "resident")) is None:
        raise Refusal("row_speaker", word=text)
    return role


def _places(names: set[str], below: Place) -> dict[str, list[Place]]:
    """The standing places of these names or codes; one query."""
    here = Place.objects.filter(starts("path", below.path), valid_to=None)
    found: dict[str, list[Place]] = {}
    rows = here.filter(Q(pk__in=names) | Q(name__in=names) | Q(label__in=names) | Q(short__in=names))
    for place in rows.order_by("path"):
        for name in {place.pk, place.name, place.label, place.short} & names:
            found.setdefault(name, []).append(place)
    return found


def _marked(rows: list[PastRow]) -> list[PastRow]:
    """Those that stand already, marked; two queries."""
    good = [row for row in rows if row.wrong is None]
    digests = {row.digest for row in good if row.kind != "suggestion"}
    there = set(PastRecord.objects.filter(digest__in=digests).values_list("digest", flat=True))
    texts = {row.text for row in good if row.kind == "suggestion"}
    said = set(
        Suggestion.objects.filter(text__in=texts, later=True).values_list("place_id", "said_on", "text")
        if texts else ()
    )  # fmt: skip
    return [
        replace(row, known=True)
        if row.wrong is None and (row.digest in there or (row.place.pk if row.place else "", row.on, row.text) in said)
        else row
        for row in rows
    ]


def _doubted(rows: list[PastRow], below: Place) -> list[PastRow]:
    """Activities beside which a bench meeting or a meeting of that day and place stands in the records; two queries.

    They may be the same one: nobody but a person can tell, so it is neither dropped nor entered twice in silence.
    """
    days = {row.on for row in rows if row.kind == "activity" and row.wrong is None and not row.known and row.on}
    stands: dict[date, list[tuple[str, str, str]]] = {}
    for on, path, where, form in _held(days, below) if days else ():
        stands.setdefault(on, []).append((path, where, form))
    return [replace(row, beside=_beside(row, stands)) if row.on in stands else row for row in rows]


def _held(days: set[date], below: Place) -> list[tuple[date, str, str, str]]:
    """(day, path, where, form) of what was held under a place on these days; nothing of what is sealed."""
    notes = BenchNote.objects.filter(
        starts("matter__place__path", below.path), held_on__in=days, meeting_outcome__isnull=True, **PUBLIC
    ).values_list("held_on", "matter__place__path", "where")
    first, last = (datetime.combine(on, time(), SHANGHAI) for on in (min(days), max(days) + timedelta(days=1)))
    meetings = Meeting.objects.filter(
        starts("place__path", below.path), state__in=[State.OPEN, State.ENDED], starts_at__gte=first, starts_at__lt=last
    ).values_list("starts_at", "place__path", "where", "title")
    return [
        *((on, path, where, BENCH_WORD) for on, path, where in notes.order_by("pk")),
        *(
            (local_day(at), path, where, title)
            for at, path, where, title in meetings.order_by("pk")
            if local_day(at) in days
        ),
    ]


def _beside(row: PastRow, stands: Mapping[date, Sequence[tuple[str, str, str]]]) -> str:
    """What may be the same as a row: in its place or below, and of its form, or at the spot it names."""
    if row.kind != "activity" or row.wrong or row.known or row.on is None or row.place is None:
        return ""
    for path, where, form in stands[row.on]:
        benches = form == BENCH_WORD and any(word in row.form.casefold() for word in BENCHES)
        alike = not row.form or benches or form == row.text or (where and where in (row.form + row.text))
        if path.startswith(row.place.path) and alike:
            return where or form
    return ""
