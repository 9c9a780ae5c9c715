"""A person: who they are, what they may do, leave, seeing and erasing what is kept of them."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from bandeng.people import masking
from bandeng.people.forms.base import Choices, Form, Versioned, day, phone_field
from bandeng.people.models import Capacity
from bandeng.places.choosing import Find as Finder
from bandeng.places.choosing import FoundField
from bandeng.places.models import Place


class PersonData(Form):
    """Name, contact, capacities."""

    name = forms.CharField(
        label=_("Name of the person"), max_length=40, help_text=_("Kept encrypted; others see the first sign only.")
    )
    phone = phone_field()
    email = forms.EmailField(label=_("E-mail"), required=False)
    capacities = forms.MultipleChoiceField(
        label=_("What they are here"), choices=Capacity.choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    called = forms.CharField(
        label=_("Public name"),
        max_length=60,
        required=False,
        help_text=_(
            "How public pages name somebody with a duty. It stays in the ledger for good; leave it empty for residents."
        ),
    )

    def clean_phone(self) -> str:
        """A number, as digits; anything else is asked for again."""
        typed = str(self.cleaned_data["phone"])
        digits = masking.plain_phone(typed)
        if typed and not 5 <= len(digits) <= 15:
            raise ValidationError(_("This does not look like a telephone number."))
        return digits


class Register(PersonData):
    """A new person."""

    place = FoundField(label=_("Where they live or work"))
    field_order = ("name", "phone", "place", "capacities", "called", "email")

    def __init__(self, *args: Any, places: "QuerySet[Place]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].places(places)  # type: ignore[attr-defined]


class ChangePerson(PersonData, Versioned):
    """What is known changes. Fields left empty stay as they are: nobody sees the clear value just to keep it."""

    name = forms.CharField(
        label=_("Name of the person"), max_length=40, required=False, help_text=_("Leave empty to keep it.")
    )


class Find(forms.Form):
    """Find a person by telephone number."""

    phone = phone_field(required=True)


class Reveal(Form):
    """Which fields, and why."""

    fields_seen = forms.MultipleChoiceField(
        label=_("What you need to see"),
        choices=[("name", _("Name of the person")), ("phone", _("Telephone")), ("email", _("E-mail"))],
        widget=forms.CheckboxSelectMultiple,
    )
    reason = forms.CharField(
        label=_("Why you need to see it"),
        max_length=200,
        min_length=4,
        help_text=_("It is recorded with your name; the person can read it. Write no personal data here."),
    )


class GiveDuty(Form):
    """Which role, where, from when."""

    role = forms.ChoiceField(label=_("Duty"))
    where = FoundField(label=_("Where"), help_text=_("It counts there and everywhere under it."))
    label = forms.CharField(label=_("Local title"), max_length=40, required=False)
    from_on = day(_("First day"))
    to_on = day(_("First day without it"), required=False, hint=_("Empty: no end."))

    def __init__(
        self, *args: Any, roles: Choices, wheres: tuple[list[tuple[str, str]], Finder | None], **kwargs: Any
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = list(roles)  # type: ignore[attr-defined]
        self.fields["where"].among(*wheres)  # type: ignore[attr-defined]


class EndDuty(Form):
    """When, why, and where the open work goes."""

    on = day(_("First day without it"))
    reason = forms.CharField(label=_("Why"), max_length=200)
    work = forms.ChoiceField(label=_("The open work"), widget=forms.RadioSelect, required=False)
    successor = forms.ChoiceField(label=_("Who takes it over"), required=False)

    def __init__(self, *args: Any, people: Choices, has_work: bool, stays: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        goes = [("to_successor", _("Somebody takes it over")), ("to_nobody_yet", _("Nobody takes it over yet"))]
        goes += [("stays", _("It stays with them, for their other duty"))] if stays else []
        self.fields["work"].choices = goes  # type: ignore[attr-defined]
        self.fields["successor"].choices = [("", "–"), *people]  # type: ignore[attr-defined]
        if not has_work:
            del self.fields["work"], self.fields["successor"]


class TakeLeave(Form):
    """First day, last day, deputy."""

    from_on = day(_("First day away"))
    to_on = day(_("Last day away"))
    deputy = forms.ChoiceField(label=_("Who stands in"), help_text=_("They hold the duties meanwhile."))

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["deputy"].choices = list(people)  # type: ignore[attr-defined]


class Invite(Form):
    """Where the invitation goes."""

    email = forms.EmailField(label=_("E-mail"), help_text=_("The link works once, for three days."))


class Reason(Form):
    """An act that needs a reason and nothing else."""

    reason = forms.CharField(label=_("Why"), max_length=200)


class Erase(Form):
    """A box to tick, so that nobody erases by mistake."""

    sure = forms.BooleanField(label=_("Yes, erase it. It cannot be brought back."))
