"""What is typed where a place writes down its own seats."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bandeng.core.meetings import MOST_PARTIES, Seat
from bandeng.core.process.model import Words
from bandeng.core.refusal import Refusal
from bandeng.meetings.forms import Once
from bandeng.meetings.showing import SEAT_ROLES
from bandeng.shell.fields import line

FIXED = [("yes", _("each time")), ("no", _("for a case"))]
SPARE = 3
"""Empty lines under those in use."""


class Seats(Once):
    """A template: its name, and a line for each party. Rules stay in the core, so that every input reaches them."""

    zh = line(_("Name of these seats, in Chinese"), most=200)
    en = line(_("Name in English"), required=False, most=200, hint=_("Left empty, the Chinese one stands."))
    why = line(_("Why, for everybody to read"), most=200)
    rows = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, seats: Sequence[Seat] = (), rows: int = 0, **kwargs: Any) -> None:
        self.count = max(1, min(rows or len(seats) + SPARE, MOST_PARTIES))
        kwargs["initial"] = {"rows": self.count, **_initial(seats), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        for number in range(1, self.count + 1):
            self._add(number)

    def _add(self, number: int) -> None:
        self.fields[f"zh-{number}"] = line(_("Who sits there, in Chinese"), required=False, most=200)
        self.fields[f"en-{number}"] = line(_("In English"), required=False, most=200)
        self.fields[f"role-{number}"] = forms.CharField(
            label=_("As whom"), required=False, initial="other", widget=forms.Select(choices=list(SEAT_ROLES.items()))
        )
        self.fields[f"count-{number}"] = forms.IntegerField(
            label=_("Chairs"), required=False, initial=1, widget=forms.NumberInput(attrs={"min": 1, "max": 99}),
            error_messages={"invalid": _("Please write how many chairs, as a number.")},
        )  # fmt: skip
        self.fields[f"fixed-{number}"] = forms.CharField(
            label=_("Each time, or for a case"), required=False, initial="yes", widget=forms.Select(choices=FIXED)
        )
        self.fields[f"votes-{number}"] = forms.BooleanField(label=_("With a vote"), required=False)

    def lines(self) -> list[dict[str, Any]]:
        """The fields of each line, for the page; what is chosen already is not called optional there."""
        names = ("zh", "en", "role", "count", "fixed", "votes")
        for name in ("role", "count", "fixed"):
            for number in range(1, self.count + 1):
                self.fields[f"{name}-{number}"].required = True
        return [{"number": n, **{name: self[f"{name}-{n}"] for name in names}} for n in range(1, self.count + 1)]

    def _used(self) -> list[int]:
        told = self.cleaned_data
        return [n for n in range(1, self.count + 1) if told.get(f"zh-{n}") or told.get(f"en-{n}")]

    def name(self) -> Words:
        """The template's name."""
        return Words(self.cleaned_data["zh"], self.cleaned_data["en"])

    def seats(self) -> list[Seat]:
        """The lines that were written; an empty one is nobody."""
        told = self.cleaned_data
        return [
            Seat(
                Words(told[f"zh-{n}"], told[f"en-{n}"]), told[f"role-{n}"], told[f"count-{n}"] or 0,
                told[f"fixed-{n}"] != "no", told[f"votes-{n}"],
            )
            for n in self._used()
        ]  # fmt: skip

    def placed(self, no: Refusal) -> Refusal:
        """A refusal of one of `seats` as one of the page's lines: empty ones between count for whoever reads it."""
        name, _dash, number = str(no.details.get("field", "")).partition("-")
        if not number.isdecimal():
            return no
        line_ = self._used()[int(number) - 1]
        return Refusal(no.code, **{**no.details, "field": f"{name}-{line_}", "line": line_})


def _initial(seats: Sequence[Seat]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for n, seat in enumerate(seats, 1):
        en = "" if seat.name.en == seat.name.zh else seat.name.en
        found |= {
            f"zh-{n}": seat.name.zh, f"en-{n}": en, f"role-{n}": seat.role, f"count-{n}": seat.count,
            f"fixed-{n}": "yes" if seat.fixed else "no", f"votes-{n}": seat.votes,
        }  # fmt: skip
    return found
