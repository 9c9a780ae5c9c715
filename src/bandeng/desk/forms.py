"""What browsers send to the home pages."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from bandeng.core.process import shared
from bandeng.matters import showing
from bandeng.matters.forms.staff import Sort, category_choices
from bandeng.matters.models import Channel, ProcessVersion, Severity
from bandeng.matters.queries import read_process
from bandeng.people.forms import ChoosePin
from bandeng.people.models import Organisation
from bandeng.places.models import Place
from bandeng.shell.kiosk import waits


class Receipt(forms.Form):
    """The proof printed on a receipt."""

    receipt = forms.CharField(
        label=_("The proof printed on a receipt"), max_length=160,
        help_text=_("It looks like this: 640302107001:12:1a2b3c4d5e6f"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip


class Filter(forms.Form):
    """Which matters of my places."""

    q = forms.CharField(label=_("Number or words"), required=False, max_length=60)
    state = forms.ChoiceField(
        label=_("Open or ended"), required=False,
        choices=(("", _("all")), ("open", _("open")), ("new", _("not accepted yet")), ("ended", _("ended"))),
    )  # fmt: skip
    step = forms.ChoiceField(label=_("Where it stands"), required=False)
    category = forms.ChoiceField(label=_("What it is about"), required=False)
    severity = forms.ChoiceField(label=_("How pressing"), required=False, choices=[("", _("all")), *Severity.choices])
    channel = forms.ChoiceField(label=_("How it came"), required=False, choices=[("", _("all")), *Channel.choices])
    overdue = forms.BooleanField(label=_("Only overdue ones"), required=False)
    very_overdue = forms.BooleanField(label=_("Only very overdue ones"), required=False)

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        for name, choices in (("step", _steps()), ("category", category_choices())):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", _("all")), *choices]

    def cleaned(self) -> dict[str, Any]:
        """What was asked for; nothing of what cannot be understood."""
        self.is_valid()
        return self.cleaned_data


STATES = (
    ("", _("all")),
    (_("Not ended yet"), (
        ("open", _("being handled")), ("reopened", _("opened again")), ("paused", _("paused for a time")),
    )),
    (_("Ended"), (("ended", _("ended, all")), ("solved", _("solved")), ("not_solved", _("closed but not solved")))),
    (_("Another way"), (
        ("explained", _("explained: it cannot be done")), ("not_accepted", _("not accepted")),
        ("merged", _("merged into another")), ("passed_on", _("passed on")),
        ("escalated", _("taken to a higher office")),
        ("mediated", _("settled between the two sides")), ("withdrawn", _("withdrawn")),
    )),
)  # fmt: skip
"""The states by which everybody can look."""


def date_field(label: Any) -> forms.DateField:
    """A day, or none."""
    return forms.DateField(
        label=label, required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class Find(forms.Form):
    """Which public matters: a plain form whose address can be handed on."""

    q = forms.CharField(
        label=_("Words, or a number"), required=False, max_length=60,
        widget=forms.TextInput(
            attrs={"type": "search", "aria-label": _("Words, or a number"), "placeholder": _("Words, or a number")}
        ),
    )  # fmt: skip
    state = forms.ChoiceField(label=_("Where it stands"), required=False, choices=STATES)
    category = forms.ChoiceField(label=_("What it is about"), required=False)
    at = forms.ChoiceField(label=_("Where"), required=False)
    unit = forms.ChoiceField(label=_("Who took it on"), required=False)
    since = date_field(_("Raised from"))
    until = date_field(_("Raised until"))
    overdue = forms.BooleanField(label=_("Only overdue ones"), required=False)

    def __init__(self, *args: Any, spots: Sequence[Place], units: Sequence[Organisation], **given: Any) -> None:
        super().__init__(*args, **{**given, "auto_id": "find_%s"})
        everywhere = [(place.pk, place.label) for place in spots]
        who = [(str(unit.pk), unit.name) for unit in units]
        for name, choices in (("category", category_choices()), ("at", everywhere), ("unit", who)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", _("all")), *choices]

    def asked(self) -> dict[str, Any]:
        """What is asked for; nothing of what cannot be understood, and nothing of what is empty."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


def _steps() -> list[tuple[str, object]]:
    """The steps of the processes in use, and of the branches."""
    lines = {step.key: step.name for version in ProcessVersion.objects.all() for step in read_process(version).line}
    branches = {step.key: step.name for branch in shared() for step in branch.steps}
    return [(key, showing.in_words(name)) for key, name in {**lines, **branches}.items()]


class Sitting(Sort):
    """Sorting on a projector: the same as on the matter's page, and a unit that takes the work on the spot."""

    unit = forms.ModelChoiceField(
        label=_("Who takes it on, here and now"), queryset=Organisation.objects.none(), required=False,
        empty_label=_("nobody yet"),
    )  # fmt: skip
    work = forms.CharField(label=_("What they will do"), max_length=120, required=False)
    due_on = forms.DateField(
        label=_("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class OpenKiosk(ChoosePin):
    """Make this device a shared tablet: for which place, how it is left, how long it waits."""

    place = forms.ChoiceField(label=_("For which place?"))
    quiet = forms.IntegerField(label=_("It ends after so many seconds without a touch"))
    field_order = ("place", "pin", "again", "quiet")

    def __init__(self, *args: Any, places: Sequence[Place], **given: Any) -> None:
        super().__init__(*args, **given)
        told, quiet = waits(), self.fields["quiet"]
        self.fields["place"].choices = [(each.code, each.label) for each in places]  # type: ignore[attr-defined]
        self.fields["pin"].help_text = _("Six digits with which the device is taken out of this again.")
        quiet.initial = told.seconds
        quiet.validators += [MinValueValidator(told.least), MaxValueValidator(told.most)]
        quiet.help_text = _("From %(least)s to %(most)s; %(seconds)s is this project's assumption.") % {
            "least": told.least, "most": told.most, "seconds": told.seconds,
        }  # fmt: skip
