"""What browsers send to the home pages."""

from django import forms
from django.utils.translation import gettext_lazy as _


class Receipt(forms.Form):
    """The proof printed on a receipt."""

    receipt = forms.CharField(
        label=_("The proof printed on a receipt"), max_length=160,
        help_text=_("It looks like this: 640302107001:12:1a2b3c4d5e6f"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip
