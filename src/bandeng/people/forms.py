"""What browsers send, as plain values; the rules stay in the actions."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from bandeng.people import masking, pins
from bandeng.people.models import Capacity, OrganisationKind
from bandeng.places.choosing import Find as Finder
from bandeng.places.choosing import FoundField
from bandeng.places.models import Place

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


def _day(label: Any, *, required: bool = True, hint: Any = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        help_text=hint,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


def _phone(*, required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=_("Telephone"),
        required=required,
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )


class PersonData(Form):
    """Name, contact, capacities."""

    name = forms.CharField(
        label=_("Name of the person"), max_length=40, help_text=_("Kept encrypted; others see the first sign only.")
    )
    phone = _phone()
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

    phone = _phone(required=True)


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
    from_on = _day(_("First day"))
    to_on = _day(_("First day without it"), required=False, hint=_("Empty: no end."))

    def __init__(
        self, *args: Any, roles: Choices, wheres: tuple[list[tuple[str, str]], Finder | None], **kwargs: Any
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = list(roles)  # type: ignore[attr-defined]
        self.fields["where"].among(*wheres)  # type: ignore[attr-defined]


class EndDuty(Form):
    """When, why, and where the open work goes."""

    on = _day(_("First day without it"))
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

    from_on = _day(_("First day away"))
    to_on = _day(_("Last day away"))
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
    from_on = _day(_("First day"))
    to_on = _day(_("First day without it"), required=False)

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = list(people)  # type: ignore[attr-defined]


_PIN = {"inputmode": "numeric", "autocomplete": "off", "maxlength": str(pins.LENGTH), "pattern": "[0-9]{6}"}


class EnterPin(forms.Form):
    """The PIN of a card."""

    pin = forms.CharField(
        label=_("Your PIN"),
        min_length=6,
        max_length=6,
        widget=forms.PasswordInput(attrs=_PIN),
        help_text=_("Six digits"),
    )

    def clean_pin(self) -> str:
        """Six digits."""
        pin = str(self.cleaned_data["pin"])
        if not pins.is_pin(pin):
            raise ValidationError(_("Six digits, please."))
        return pin


class ChoosePin(EnterPin):
    """A PIN of one's own, twice."""

    again = forms.CharField(label=_("The same PIN again"), widget=forms.PasswordInput(attrs=_PIN))

    def clean_pin(self) -> str:
        """Six digits that are not easily guessed."""
        pin = super().clean_pin()
        if pins.is_trivial(pin):
            raise ValidationError(
                _("This PIN is easy to guess. Please choose six other digits, not a row, not a date.")
            )
        return pin

    def clean(self) -> dict[str, Any]:
        """Both the same."""
        given = super().clean() or self.cleaned_data
        if given.get("pin") and given["pin"] != given.get("again"):
            self.add_error("again", _("The two are not the same."))
        return dict(given)


class ChoosePassword(forms.Form):
    """The password of a new account, twice; its strength is judged where the account is opened."""

    password = forms.CharField(
        label=_("Password"),
        min_length=10,
        max_length=128,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least ten characters; a short sentence is good."),
    )
    again = forms.CharField(
        label=_("The same password again"), widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def clean(self) -> dict[str, Any]:
        """Both the same."""
        given = super().clean() or self.cleaned_data
        if given.get("password") and given["password"] != given.get("again"):
            self.add_error("again", _("The two are not the same."))
        return dict(given)
