"""A PIN, a password."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from bandeng.people import pins

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
