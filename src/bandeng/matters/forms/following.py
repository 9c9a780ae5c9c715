"""Which process the new matters of a place follow, and why."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bandeng.shell.fields import new_once


class Choose(forms.Form):
    """A process to look at first; sent by GET."""

    process = forms.ChoiceField(label=_("Process"), widget=forms.RadioSelect, required=False)

    def __init__(self, *args: Any, processes: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["process"].choices = processes  # type: ignore[attr-defined]


class Follow(Choose):
    """The process that was looked at, why, and which version of the place the page showed."""

    once = forms.CharField(max_length=40, widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(label=_("Why does it change?"), max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["process"].widget = forms.HiddenInput()
        self.fields["once"].initial = new_once
