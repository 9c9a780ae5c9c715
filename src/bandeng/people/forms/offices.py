"""Organisations, bodies, seats."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from bandeng.people.forms.base import Choices, Form, Versioned, day
from bandeng.people.models import OrganisationKind
from bandeng.places.choosing import FoundField
from bandeng.places.models import Place


class OrganisationData(Form):
    """An organisation as the desk writes it down."""

    name = forms.CharField(label=_("Name"), max_length=80)
    short = forms.CharField(label=_("Short name"), max_length=20, required=False)
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    accepts = forms.CharField(
        label=_("Duty list"),
        required=False,
        help_text=_("Keys of the categories it takes on, with spaces between; empty: all."),
    )

    def clean_accepts(self) -> list[str]:
        """Keys, each once, in the order written."""
        return list(dict.fromkeys(str(self.cleaned_data["accepts"]).replace(",", " ").split()))


class AddOrganisation(OrganisationData):
    """A new organisation."""

    kind = forms.ChoiceField(label=_("Kind"), choices=OrganisationKind.choices)
    place = FoundField(label=_("Its place"))
    field_order = ("kind", "name", "short", "place", "phone", "accepts")

    def __init__(self, *args: Any, places: "QuerySet[Place]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].places(places)  # type: ignore[attr-defined]


class ChangeOrganisation(OrganisationData, Versioned):
    """A known organisation."""


class FormBody(Form):
    """A new body."""

    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[
            ("joint_group", _("joint group")),
            ("owners_committee", _("owners' committee")),
            ("residents_committee", _("residents' committee")),
            ("oversight", _("residents' oversight committee")),
            ("council", _("deliberation council")),
            ("other", _("other")),
        ],
    )
    name = forms.CharField(label=_("Name"), max_length=80)
    place = FoundField(label=_("Place"))

    def __init__(self, *args: Any, places: "QuerySet[Place]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].places(places)  # type: ignore[attr-defined]


class GiveSeat(Form):
    """Who sits there, how they were chosen, for how long."""

    person = forms.ChoiceField(label=_("Who"))
    title = forms.CharField(label=_("Title of the seat"), max_length=40)
    chosen_how = forms.CharField(
        label=_("How they were chosen"),
        max_length=80,
        help_text=_("For example: elected by the residents' meeting, 12 March"),
    )
    from_on = day(_("First day"))
    to_on = day(_("First day without it"), required=False)

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = list(people)  # type: ignore[attr-defined]
