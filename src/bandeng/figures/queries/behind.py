"""The records behind a figure, to whoever may see their matters."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from bandeng.core import figures as core
from bandeng.figures.models import CountedRecord
from bandeng.figures.queries.rows import ACTIVITIES, FUNNEL, PEOPLE, SELF_FOUND, STOCK, Asked, in_period, standing
from bandeng.matters import queries as matters
from bandeng.people.acting import Actor


@dataclass(frozen=True)
class Records:
    """The rows behind a figure: those whose matter the reader may see, and how many others there are."""

    shown: QuerySet[CountedRecord]
    hidden: int


def records(asked: Asked, figure: str, which: str, actor: Actor) -> Records:
    """The rows a figure counts.

    figure   a key, with a part after a dot
    which    "n", "N" (both those in n and the rest of N), "N:name", "x:reason"; a milestone of the funnel
    """
    found = _behind(asked, figure, which).select_related("matter__place")
    seen = found.filter(matter__in=matters.visible_to(actor))
    return Records(seen.order_by("-day", "matter__number", "pk"), found.count() - seen.count())


def _behind(asked: Asked, figure: str, which: str) -> QuerySet[CountedRecord]:
    key, _, part = figure.partition(".")
    if key == STOCK:
        return standing(asked).filter(figure=figure if which == "n" else f"{STOCK}.open")
    found = in_period(asked)
    if key == FUNNEL and part:
        reached = found.filter(figure=FUNNEL, verdict="n")
        bit = 1 << core.FUNNEL.index(part)
        masks = [mask for mask in range(1 << len(core.FUNNEL)) if mask & bit]
        return reached.filter(value__in=masks) if which == "n" else reached
    if figure == "satisfaction.coverage":
        found = found.filter(figure="satisfaction")
        return found.exclude(verdict="x:no_answer") if which == "n" else found
    if key == "hot_spots":
        found = found.filter(figure=FUNNEL, verdict="n")
        return found.filter(channel__in=SELF_FOUND) if which == "n" else found
    if key == ACTIVITIES and not part:
        return found.filter(figure=f"{ACTIVITIES}.solved", verdict="n") if which == "n" else found.filter(figure=key)
    if key == PEOPLE and part:
        return found.filter(figure=PEOPLE, verdict="n")
    return found.filter(_which(which), figure=figure)


def _which(which: str) -> Q:
    inside = Q(verdict="n") | Q(verdict="N") | Q(verdict__startswith="N:")
    return inside if which == "N" else Q(verdict=which)


def verdicts_known(figure: str) -> Iterable[str]:
    """What may be asked of a figure beside n and N."""
    told = core.definition(figure.partition(".")[0])
    return [*(f"N:{key}" for key in told.among), *(f"x:{key}" for key in told.excluded)]
