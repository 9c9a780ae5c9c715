"""Which meeting takes up what neighbours think."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bandeng.opinions.forms import Table


class OnAgenda(Table):
    """What goes onto the table, and onto which meeting's."""

    meeting = forms.ChoiceField(label=_("Which meeting"), widget=forms.RadioSelect)
    field_order = ("meeting", "statements", "text", "number")

    def __init__(self, *args: Any, meetings: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["meeting"].choices = meetings  # type: ignore[attr-defined]
