"""What the forms of this room have in common."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

Choices = Iterable[tuple[str, Any]]


class Form(forms.Form):
    """A form that may be sent twice and counts once."""

    once = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["once"].initial = uuid.uuid4().hex


class Versioned(Form):
    """A form that edits: it carries the version it was shown."""

    version = forms.IntegerField(widget=forms.HiddenInput)


def day(label: Any, *, required: bool = True, hint: Any = "") -> forms.DateField:
    """A day of the calendar."""
    return forms.DateField(
        label=label,
        required=required,
        help_text=hint,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


def phone_field(*, required: bool = False) -> forms.CharField:
    """A telephone number, as it is typed."""
    return forms.CharField(
        label=_("Telephone"),
        required=required,
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
