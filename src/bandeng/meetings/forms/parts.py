"""What the forms of this room share: what each carries, whole numbers, times, lines of text."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from bandeng.core.deadline import SHANGHAI
from bandeng.shell import fields
from bandeng.shell.fields import Choices


def new_once() -> str:
    """A key by which a form sent twice is one act."""
    return fields.new_once()


class Once(forms.Form):
    """What every form here carries."""

    once = forms.CharField(max_length=60, widget=forms.HiddenInput)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"once": new_once(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)

    def offer(self, name: str, choices: Choices) -> None:
        """The choices of a field that depend on the meeting."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def told(self) -> dict[str, Any]:
        """What was asked for, without what every form carries."""
        return {name: value for name, value in self.cleaned_data.items() if name not in Once.base_fields}


def clock(label: Any) -> forms.TimeField:
    """A time of day."""
    return forms.TimeField(
        label=label, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": _("Please say at what time.")},
    )  # fmt: skip


def count(label: Any, *, initial: int = 0, most: int = 9999, required: bool = True) -> forms.IntegerField:
    """A whole number."""
    return forms.IntegerField(label=label, min_value=0, max_value=most, initial=initial, required=required)


def moment_of(on: date, clock_time: time) -> datetime:
    """A day and a time in China as a moment."""
    return datetime.combine(on, clock_time, SHANGHAI)


def _lines(told: str) -> list[str]:
    return [each.strip() for each in told.splitlines() if each.strip()]


def options_of(told: str) -> list[str]:
    """Options written with commas or slashes between them, of either width."""
    for sign in "，、；;/":
        told = told.replace(sign, ",")
    return [each.strip() for each in told.split(",") if each.strip()]


def places_of(found: Iterable[Any]) -> list[tuple[str, str]]:
    """Places as choices."""
    return [(each.pk, each.label) for each in found]


def key_of(told: str) -> UUID | None:
    """The key of a choice, None for the empty one."""
    return UUID(told) if told else None
