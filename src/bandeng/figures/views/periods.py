"""The periods everybody may ask for: whole months and years, so that no two of them leave one person between."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PERIODS: Mapping[str, str | Promise] = {
    "month": _("this month"), "last_month": _("last month"), "year": _("this year"), "last_year": _("last year"),
}  # fmt: skip


def period(key: str, today: date) -> tuple[str, date, date]:
    """The key that holds, and its first and last day; an unknown key is this year."""
    month = today.replace(day=1)
    year = date(today.year, 1, 1)
    found = {
        "month": (month, _end_of_month(month)),
        "last_month": ((month - timedelta(days=1)).replace(day=1), month - timedelta(days=1)),
        "year": (year, date(today.year, 12, 31)),
        "last_year": (date(today.year - 1, 1, 1), year - timedelta(days=1)),
    }
    known = key if key in found else "year"
    return known, *found[known]


def inside(key: str, today: date) -> list[tuple[date, date]]:
    """The months that everybody may ask for and that lie within a year they may ask for; none within a month."""
    if key not in ("year", "last_year"):
        return []
    _key, first, last = period(key, today)
    months = [period(each, today)[1:] for each in ("month", "last_month")]
    return [month for month in months if first <= month[0] and month[1] <= last]


def _end_of_month(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
