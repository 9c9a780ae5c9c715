"""What every form of an act is made of: its fields in our manner, and what it carries."""

import uuid
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from django import forms
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Said: TypeAlias = "str | _StrPromise"
Choices = Sequence[tuple[str, object]]

SAY = {"required": _("Please say it in a few words.")}
CHOOSE = {"required": _("Please choose one.")}


def new_once() -> str:
    """A key by which a form sent twice is one act."""
    return str(uuid.uuid4())


def text(label: Said, *, hint: Said = "", rows: int = 4, required: bool = True, most: int = 4000) -> forms.CharField:
    """Several lines of words."""
    return forms.CharField(
        label=label, help_text=hint, max_length=most, required=required, error_messages=SAY,
        widget=forms.Textarea(attrs={"rows": rows}),
    )  # fmt: skip


def line(label: Said, *, hint: Said = "", required: bool = True, most: int = 80) -> forms.CharField:
    """One line of words."""
    return forms.CharField(label=label, help_text=hint, max_length=most, required=required, error_messages=SAY)


def one_of(label: Said, choices: Choices, *, hint: Said = "", required: bool = True) -> forms.ChoiceField:
    """One of a few, each with its circle."""
    return forms.ChoiceField(
        label=label, help_text=hint, choices=choices, required=required, widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )  # fmt: skip


def some_of(label: Said, choices: Choices, *, hint: Said = "") -> forms.MultipleChoiceField:
    """Any of a few, each with its box."""
    return forms.MultipleChoiceField(
        label=label, help_text=hint, choices=choices, required=False, widget=forms.CheckboxSelectMultiple
    )


def day(label: Said, *, hint: Said = "") -> forms.DateField:
    """A day."""
    return forms.DateField(
        label=label, help_text=hint, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Please say on which day.")},
    )  # fmt: skip


class Act(forms.Form):
    """What every form of an act carries: the key of a double submit, the version it was shown, where to go on."""

    once = forms.CharField(max_length=40, widget=forms.HiddenInput)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    next = forms.CharField(max_length=300, required=False, widget=forms.HiddenInput)

    def told(self) -> dict[str, Any]:
        """What was asked for, without what every form carries."""
        return {name: value for name, value in self.cleaned_data.items() if name not in Act.base_fields}

    def asked(self) -> list[forms.BoundField]:
        """The fields to show."""
        return self.visible_fields()

    def offer(self, name: str, choices: Choices) -> None:
        """The choices of a field that depend on the matter."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices
