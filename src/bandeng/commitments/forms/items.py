"""What is sent about an item: shape and format only; the rules stay in the actions and the core."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bandeng.commitments.actions.deciding import MOST_TEXT, MOST_TITLE
from bandeng.people.models import Organisation
from bandeng.shell.fields import Act, day, line, one_of, text

UNITS = (("working", _("working days")), ("calendar", _("calendar days")))
HOWS = (
    ("on_the_spot", _("it takes it on here and now")),
    ("assigned", _("it is given to it")),
    ("designated", _("it is designated: another gave it back, and this one keeps it")),
)


class Pictures(forms.Form):
    """Pictures taken in already ride along, signed."""

    kept = forms.CharField(max_length=1200, required=False, widget=forms.HiddenInput)


class Promise(Act):
    """Until when: so many days, or a day."""

    days = forms.IntegerField(
        label=_("In how many days?"), required=False, min_value=1, max_value=366,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip
    unit = one_of(_("What kind of days?"), UNITS, required=False)
    due_on = day(_("Or until which day?"), hint=_("A day of rest becomes the next working day."))
    accept_outside = forms.BooleanField(
        label=_("The community takes this on though it is not on its duty list"), required=False
    )

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["due_on"].required = False
        self.fields["unit"].initial = "working"

    def told(self) -> dict[str, Any]:
        """Days of a kind, or a day; working days unless told otherwise."""
        return {**super().told(), "unit": self.cleaned_data.get("unit") or "working"}


class Claim(Promise):
    """A unit takes an item on."""

    organisation = forms.ChoiceField(label=_("Which unit?"))
    how = one_of(_("How does it come to it?"), HOWS, required=False)
    field_order = ("organisation", "how", "days", "unit", "due_on", "accept_outside")


class SetItem(Promise):
    """What must be done, and in one sitting who does it and until when."""

    title = line(_("What must be done?"), most=MOST_TITLE, hint=_("A few words everybody may read."))
    criteria = text(_("When does it count as done?"), rows=2, most=MOST_TEXT, required=False)
    organisation = forms.ChoiceField(label=_("Which unit does it?"), required=False)
    field_order = ("title", "criteria", "organisation", "days", "unit", "due_on", "accept_outside")


class Progress(Act, Pictures):
    """How it goes."""

    text = text(_("How does it go?"), most=MOST_TEXT, hint=_("Everybody may read it. No names, no numbers."))


class Done(Act, Pictures):
    """That it is done, and what shows it; `beside` carries pictures of one spot before and after, signed."""

    beside = forms.CharField(max_length=2400, required=False, widget=forms.HiddenInput)

    text = text(_("What was done?"), most=MOST_TEXT, hint=_("Everybody may read it. No names, no numbers."))
    document = line(
        _("A document that shows it"), most=MOST_TITLE, required=False,
        hint=_("Its name or number, where a picture cannot show it: a report, an invoice."),
    )  # fmt: skip


class Check(Act, Pictures):
    """Whether it is true."""

    solved = one_of(_("Is it solved?"), (("yes", _("Yes, it is solved")), ("no", _("No, something is missing"))))
    text = text(_("What did you see?"), most=MOST_TEXT, required=False, hint=_("Where something is missing: say what."))

    def told(self) -> dict[str, Any]:
        """Solved or not."""
        return {**super().told(), "solved": self.cleaned_data["solved"] == "yes"}


class Extend(Act):
    """More time."""

    to_on = day(_("Until which day?"))
    reason = text(_("Why is more time needed?"), rows=3, most=MOST_TEXT, hint=_("Everybody who raised it reads this."))


class Decide(Act):
    """Yes or no to more time."""

    granted = one_of(_("More time?"), (("yes", _("Yes, grant it")), ("no", _("No, the date stays"))))
    reason = text(_("Why?"), rows=3, most=MOST_TEXT, required=False, hint=_("Needed for a no."))

    def told(self) -> dict[str, Any]:
        """Granted or not."""
        return {**super().told(), "granted": self.cleaned_data["granted"] == "yes"}


class Return(Act):
    """Giving it back."""

    ground = text(
        _("On what ground?"), rows=3, most=MOST_TEXT,
        hint=_("The law or duty list by which it is another's. A unit can give an item back only once."),
    )  # fmt: skip
    next_unit = line(_("Whose is it, as far as you know?"), most=120, required=False)


class Drop(Act):
    """That it will not be done."""

    reason = text(_("Why will it not be done?"), rows=3, most=MOST_TEXT, hint=_("Everybody may read it."))


class HandOver(Act):
    """To a colleague."""

    to = one_of(_("To whom?"), ())


def unit_choices(units: Iterable[Organisation], none: object = None) -> list[tuple[str, object]]:
    """Units for a choice; `none` is the word for no unit."""
    empty: list[tuple[str, object]] = [("", none)] if none else []
    return [*empty, *((str(unit.pk), str(unit)) for unit in units)]
