"""What is sent about a promise, and about being late: shape and format only."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bandeng.commitments.actions.deciding import MOST_TEXT
from bandeng.commitments.actions.promises import MOST_WITNESSES, MOST_WORDS
from bandeng.commitments.forms.items import UNITS
from bandeng.shell.fields import CHOOSE, Act, day, line, one_of, text


class Items(Act):
    """Which items come under it."""

    items = forms.MultipleChoiceField(
        label=_("What was promised to be done"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Please tick at least one.")},
    )  # fmt: skip


class MakePromise(Items):
    """What a unit promised, in one screen."""

    promiser = forms.ChoiceField(
        label=_("Who promised?"), error_messages=CHOOSE,
        help_text=_("The unit, and who spoke for it. It counts once somebody of that unit confirms it."),
    )  # fmt: skip
    text = text(_("What was promised?"), rows=2, most=MOST_TEXT, hint=_("As it was said. Everybody may read it."))
    to_whom = line(
        _("To whom was it promised?"), most=MOST_WORDS, hint=_("For example: the residents at the meeting. No names.")
    )
    days = forms.IntegerField(
        label=_("In how many days?"), required=False, min_value=1, max_value=366,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip
    unit = one_of(_("What kind of days?"), tuple(reversed(UNITS)), required=False)
    due_on = day(_("Or until which day?"), hint=_("A day of rest becomes the next working day."))
    promised_on = day(_("On which day was it promised?"), hint=_("The days are counted from it."))
    spoken = forms.BooleanField(label=_("It was said aloud in front of people, and noted on the spot"), required=False)
    occasion = line(_("On what occasion?"), most=MOST_WORDS, required=False)
    witnesses = line(
        _("Who heard it?"), most=MOST_WITNESSES, required=False,
        hint=_("How many, and as what: three building heads, the fire brigade. No names."),
    )  # fmt: skip
    field_order = (
        "items", "promiser", "text", "to_whom", "days", "unit", "due_on", "promised_on", "spoken", "occasion",
        "witnesses",
    )  # fmt: skip

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["due_on"].required = self.fields["promised_on"].required = False
        self.fields["unit"].initial = "calendar"

    def told(self) -> dict[str, Any]:
        """Calendar days unless told otherwise."""
        return {**super().told(), "unit": self.cleaned_data.get("unit") or "calendar"}


class AnswerPromise(Act):
    """The unit's own word."""

    word = one_of(
        _("Does your unit promise this?"), (("yes", _("Yes, we promise it")), ("no", _("No, and here is why")))
    )
    reason = text(_("Why not?"), rows=3, most=MOST_TEXT, required=False, hint=_("Needed for a no. Everybody reads it."))


class WithdrawPromise(Act):
    """What was noted wrongly, and why it is taken back."""

    reason = text(_("What was noted wrongly?"), rows=3, most=MOST_TEXT, hint=_("Everybody may read it. No names."))


class Late(Act):
    """The unit's own word where its date has passed."""

    why = text(_("Why is it late?"), rows=3, most=MOST_TEXT, hint=_("Everybody may read it. No names, no numbers."))
    what_next = text(
        _("What happens next, and when?"), rows=3, most=MOST_TEXT, hint=_("Say a day, if you can name one.")
    )
