"""Figures in words and plain values: for pages, for the command line, for files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from bandeng.core import figures as core
from bandeng.figures.queries import FUNNEL, PEOPLE, Answer, Asked, PartAnswer, Spot

POINTS: Mapping[str, str | Promise] = {
    "raised": _l("raised"), "sorted": _l("sorted"), "deliberated": _l("talked over"), "decided": _l("decided"),
    "claimed": _l("claimed"), "solved": _l("solved"), "replied": _l("replied"), "rated": _l("rated"),
}  # fmt: skip


def language() -> str:
    """The reader's language, Chinese where none is set."""
    return get_language() or "zh-Hans"


def in_words(words: core.Words) -> str:
    """A text of the shelf in the reader's language."""
    return words.in_(language())


def duration(value: int | None, scale: core.Scale) -> str:
    """An edge as people say it: "2 working hours", "3 working days", "5 days"; None is above every edge."""
    if value is None:
        last = core.EDGES[scale][-1]
        return _("more than %(so_long)s") % {"so_long": duration(last, scale)}
    if scale == core.Scale.DAYS:
        return ngettext("%(n)d day", "%(n)d days", value) % {"n": value}
    if value and value % core.A_DAY == 0:
        days = value // core.A_DAY
        return ngettext("%(n)d working day", "%(n)d working days", days) % {"n": days}
    if value and value % 60 == 0:
        return ngettext("%(n)d working hour", "%(n)d working hours", value // 60) % {"n": value // 60}
    return ngettext("%(n)d working minute", "%(n)d working minutes", value) % {"n": value}


# --- plain values ---


def plain(asked: Asked, answers: Mapping[str, Answer], spots: list[Spot]) -> dict[str, Any]:
    """Figures as JSON has them, keys as in docs/reference/figures.md; what cannot be counted is not there."""
    figures = {key: _plain_answer(key, answer) for key, answer in answers.items()}
    if "hot_spots" in figures:
        figures["hot_spots"] = {"self_found": figures["hot_spots"], "spots": [_plain_spot(spot) for spot in spots]}
    return {
        "place": asked.place.pk, "from": asked.from_on.isoformat(), "to": asked.to_on.isoformat(), "figures": figures,
    }  # fmt: skip


def _plain_answer(key: str, answer: Answer) -> dict[str, Any]:
    parts = {name: _plain_part(part) for name, part in answer.parts.items()}
    if key == FUNNEL:
        return {**parts, "excluded": dict(answer.share.excluded)}
    if key == PEOPLE:
        return {"people": answer.share.n, **parts, "excluded": dict(answer.share.excluded)}
    return _plain_part(answer) | parts


def _plain_part(told: Answer | PartAnswer) -> dict[str, Any]:
    share = told.share
    found: dict[str, Any] = {} if share.nothing else {"n": share.n, "N": share.N}
    found |= {"among": dict(share.among)} if share.among else {}
    found |= {"excluded": dict(share.excluded)} if share.excluded else {}
    if told.histogram is not None and told.histogram.total:
        found |= {"median": told.histogram.median, "p90": told.histogram.p90, "unit": str(told.histogram.scale)}
        found["histogram"] = [{"at_most": edge, "count": count} for edge, count in told.histogram.bars()]
    if told.mean is not None and told.mean[1]:
        found |= {"sum": told.mean[0], "mean": round(told.mean[0] / told.mean[1], 2)}
    return found


def _plain_spot(spot: Spot) -> dict[str, Any]:
    rate = {} if spot.per_thousand is None else {"per_1000_households": spot.per_thousand}
    return {"place": spot.place.pk, "category": spot.category, "n": spot.count, **rate}


# --- lines of a page ---


@dataclass(frozen=True)
class Line:
    """One row of the table of figures: a figure, or a part of it (`slim`).

    figure   its key with the part, for the link to its records
    n, N     None: too few to be shown; N "" where there is none
    notes    what stands beside it in words: left out, among, median
    bare     there is no N; open: its records may be listed to the reader
    """

    figure: str
    name: str
    n: int | None
    N: int | None
    slim: bool = False
    formula: str = ""
    linked: bool = True
    bare: bool = False
    open: bool = True
    notes: list["Note"] = field(default_factory=list)
    bars: list[tuple[str, int]] = field(default_factory=list)

    @property
    def most(self) -> int:
        """The longest bar."""
        return max((count for _label, count in self.bars), default=0)


@dataclass(frozen=True)
class Note:
    """A count beside a figure, e.g. 5 closed by an explanation; `which` names its records, "" has none."""

    text: str
    count: int | None = None
    which: str = ""


def lines(answers: Mapping[str, Answer], *, for_all: bool, within: Sequence[Mapping[str, Answer]] = ()) -> list[Line]:
    """The table of figures.

    for_all   only public ones, and small cells hidden
    within    the figures of periods inside this one that everybody may read as well: no difference tells a small cell
    """
    found: list[Line] = []
    for key, answer in answers.items():
        if for_all and not answer.definition.public:
            continue
        inside = [each[key] for each in within if key in each]
        found.append(_line(key, answer, for_all, inside))
        for name, part in answer.parts.items():
            found.append(
                _part_line(answer, name, part, for_all, [one.parts[name] for one in inside if name in one.parts])
            )
    return found


def _line(key: str, answer: Answer, for_all: bool, inside: Sequence[Answer]) -> Line:
    told = answer.definition
    shown = _shown(answer.share, told, for_all, inside)
    bare = key in (PEOPLE, FUNNEL)
    return Line(
        figure=key, name=in_words(told.name), n=shown.n, N=None if bare else shown.N, formula=in_words(told.formula),
        bare=bare, linked=key != FUNNEL, open=not (for_all and told.people),
        notes=_notes(told, shown) + _time_notes(answer, for_all),
        bars=_bars(answer.histogram, for_all),
    )  # fmt: skip


def _part_line(answer: Answer, name: str, part: PartAnswer, for_all: bool, inside: Sequence[PartAnswer]) -> Line:
    told = answer.definition
    found = told.part(name)
    label = in_words(found.name) if found else str(POINTS.get(name, name))
    shown = _shown(part.share, told, for_all, inside)
    return Line(
        figure=f"{told.key}.{name}", name=label, n=shown.n, N=shown.N, slim=True,
        bare=name == "unclaimed", open=not (for_all and told.people),
        notes=_notes(told, shown) + _time_notes(part, for_all),
        bars=_bars(part.histogram, for_all),
    )  # fmt: skip


def _shown(
    share: core.Share, told: core.Definition, for_all: bool, inside: Sequence[Answer | PartAnswer]
) -> core.Shown:
    if not for_all:
        return core.Shown(share.n, share.N, share.among, share.excluded)
    k, also = core.rule("small_cell"), frozenset[str]()
    if told.people and told.key != PEOPLE:
        parts = [(one.share, core.suppress(one.share, k, about_people=True)) for one in inside]
        also = core.told_by_difference(share, parts, k)
    return core.suppress(share, k, about_people=told.people, also=also)


def _notes(told: core.Definition, shown: core.Shown) -> list[Note]:
    among = [Note(in_words(told.among[key]), count, f"N:{key}") for key, count in shown.among.items()]
    left_out = [
        Note(_("left out: %(reason)s") % {"reason": in_words(told.excluded[key])}, count, f"x:{key}")
        for key, count in shown.excluded.items()
    ]
    return [note for note in among + left_out if note.count != 0]


def _time_notes(told: Answer | PartAnswer, for_all: bool) -> list[Note]:
    found = []
    if (times := told.histogram) is not None and times.total >= (core.rule("small_cell") if for_all else 1):
        half, most = duration(times.median, times.scale), duration(times.p90, times.scale)
        found.append(Note(_("median: at most %(so_long)s") % {"so_long": half}))
        found.append(Note(_("nine of ten: at most %(so_long)s") % {"so_long": most}))
    if told.mean is not None and told.mean[1]:
        found.append(Note(_("mean: %(mean)s") % {"mean": round(told.mean[0] / told.mean[1], 1)}))
    return found


def _bars(times: core.Histogram | None, for_all: bool) -> list[tuple[str, int]]:
    if times is None or not times.total or (for_all and times.total < core.rule("small_cell")):
        return []
    shown, _total = core.suppressed({str(edge): count for edge, count in times.bars()}, core.rule("small_cell"))
    if for_all and None in shown.values():
        return []
    return [(up_to(edge, times.scale), count) for edge, count in times.bars()]


def up_to(edge: int | None, scale: core.Scale) -> str:
    """A bin as people say it."""
    if edge == 0:
        return _("at once")
    return duration(edge, scale) if edge is None else _("up to %(so_long)s") % {"so_long": duration(edge, scale)}
