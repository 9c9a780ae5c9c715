"""The table of figures as a file: a line for each figure and each of its parts, with the names that files go by."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from bandeng.figures.queries import Asked
from bandeng.figures.showing import Line, Note
from bandeng.shell import sheets

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}  # fmt: skip

Sheet = tuple[str, list[str], list[list[sheets.Cell]]]


def table(asked: Asked, lines: Iterable[Line], *, hidden: str = "") -> Sheet:
    """Title, head and rows of the figures of a place and period.

    hidden   what stands where a count is too small to be shown
    """
    head = [_("Figure"), "n", "N", _("Beside it"), _("From"), _("Until"), _("Place"), _("Name in files")]
    period = [asked.from_on.isoformat(), asked.to_on.isoformat()]
    rows: list[list[sheets.Cell]] = []
    for line in lines:
        beside = "; ".join(_beside(note, hidden) for note in line.notes)
        n, whole = (hidden or None if count is None else count for count in (line.n, line.N))
        whole = None if line.bare else whole
        rows.append([line.name, n, whole, beside, *period, asked.place.name, line.figure])
    return _("Figures"), head, rows


def _beside(note: Note, hidden: str) -> str:
    if note.count is None:
        return f"{note.text} {hidden}" if note.which and hidden else note.text
    return f"{note.text} {note.count}"
