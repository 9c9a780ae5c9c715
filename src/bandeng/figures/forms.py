"""What browsers send to the pages of figures."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bandeng.matters.forms.staff import category_choices
from bandeng.matters.models import Channel
from bandeng.people.models import Organisation


def _day(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label, required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class Ask(forms.Form):
    """A period and filters, as an address that can be handed on."""

    since = _day(_("From"))
    until = _day(_("Until, this day too"))
    unit = forms.ChoiceField(label=_("Unit"), required=False)
    category = forms.ChoiceField(label=_("What it is about"), required=False)
    channel = forms.ChoiceField(label=_("How it came"), required=False, choices=[("", _("all")), *Channel.choices])

    def __init__(self, *args: Any, units: Sequence[Organisation], today: date, **given: Any) -> None:
        super().__init__(*args, **given)
        self.today = today
        who = [(str(unit.pk), unit.name) for unit in units]
        for name, choices in (("unit", who), ("category", category_choices())):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", _("all")), *choices]

    def cleaned(self) -> dict[str, Any]:
        """What was asked for; what cannot be understood is left out, and the period is this year up to today."""
        self.is_valid()
        told = {name: value for name, value in self.cleaned_data.items() if value}
        until = told.get("until", self.today)
        since = told.get("since", until.replace(month=1, day=1))
        return {**told, "since": min(since, until), "until": until}
