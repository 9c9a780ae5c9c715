"""What is sent about an item's support, money, pauses, parts and helpers: shape and format only."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bandeng.commitments import queries
from bandeng.commitments.actions.deciding import MOST_TEXT, MOST_TITLE
from bandeng.commitments.actions.money import MOST_CLAUSE, MOST_FEN
from bandeng.commitments.forms.items import Pictures
from bandeng.matters.showing import in_words
from bandeng.shell.fields import Act, day, line, one_of
from bandeng.shell.fields import text as words


class Support(Act):
    """A unit that helps."""

    organisation = forms.ChoiceField(label=_("Which unit helps?"))
    what = words(_("With what?"), rows=2, most=MOST_TEXT, required=False, hint=_("Everybody may read it."))


class Leave(Act):
    """A unit that no longer helps."""

    organisation = one_of(_("Which unit leaves?"), ())
    reason = words(_("Why?"), rows=3, most=MOST_TEXT, hint=_("Everybody may read it."))


class Quote(Act, Pictures):
    """What it costs."""

    amount = forms.DecimalField(
        label=_("How many yuan?"), min_value=Decimal(0), max_value=Decimal(MOST_FEN) / 100, decimal_places=2,
        help_text=_("In figures, e.g. 1280.50. Nothing: 0."), widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )  # fmt: skip
    document = line(_("By which quote?"), most=MOST_TITLE, required=False, hint=_("Its name or number."))
    outside_contract = forms.BooleanField(label=_("The service contract does not cover it"), required=False)
    clause = line(
        _("By which clause?"), most=MOST_CLAUSE, required=False, hint=_("Needed where the contract does not cover it.")
    )

    def told(self) -> dict[str, Any]:
        """Yuan become whole fen."""
        told = super().told()
        amount = told.pop("amount")
        return {**told, "amount_fen": int(amount * 100)}


class Fund(Act):
    """Who pays."""

    source = one_of(_("Where does the money come from?"), ())
    text = words(_("What has to be said about it?"), rows=2, most=MOST_TEXT, required=False)

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.offer("source", [(each.key, _gate(each)) for each in queries.sources()])


def _gate(each: "queries.Funding") -> str:
    """A source and what it needs first, with the rule it rests on."""
    return _("%(source)s: %(gate)s (%(rule)s)") % {
        "source": in_words(each.name), "gate": in_words(each.gate), "rule": in_words(each.rule),
    }  # fmt: skip


class Part(Act, Pictures):
    """Part of it is done."""

    text = words(_("What is done?"), rows=3, most=MOST_TEXT, hint=_("Everybody may read it. No names, no numbers."))
    missing = words(_("What is missing?"), rows=2, most=MOST_TEXT)
    reason = words(_("Why?"), rows=2, most=MOST_TEXT)
    rest_on = day(_("Until which day will the rest be done?"), hint=_("The date it was taken on for does not change."))
    document = line(_("A document that shows it"), most=MOST_TITLE, required=False)


class Help(Act):
    """Who helped."""

    on = day(_("On which day?"))
    people = forms.IntegerField(
        label=_("How many volunteers?"),
        required=False,
        min_value=0,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    hours = forms.DecimalField(
        label=_("How many hours, all of them together?"), required=False, min_value=Decimal(0), decimal_places=1,
        help_text=_("For example 12.5: five people, two and a half hours each."),
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )  # fmt: skip
    partner = line(_("Which shop, firm or club helped?"), most=MOST_TITLE, required=False)
    text = words(_("With what?"), rows=2, most=MOST_TEXT, hint=_("Everybody may read it. No names of volunteers."))

    def told(self) -> dict[str, Any]:
        """Hours with a tenth become whole minutes."""
        told = super().told()
        hours = told.pop("hours") or Decimal(0)
        return {**told, "people": told["people"] or 0, "minutes": int(hours * 60)}


class Batch(forms.Form):
    """Many pictures at once: what they show, one word for all of them."""

    once = forms.CharField(max_length=40, widget=forms.HiddenInput)
    text = words(
        _("What do they show?"), rows=2, most=MOST_TEXT, hint=_("Everybody may read it. No names, no numbers.")
    )
