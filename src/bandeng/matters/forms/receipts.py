"""What the holder of a receipt sends."""

import re
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from bandeng.matters import queries
from bandeng.matters.models import Raising, Word

_NO_ACCOUNT = {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}


class Find(forms.Form):
    """The code of a receipt."""

    code = forms.CharField(
        label=_("The ten letters and digits on your receipt"), max_length=200,
        widget=forms.TextInput(attrs={**_NO_ACCOUNT, "inputmode": "text"}),
    )  # fmt: skip

    def clean_code(self) -> str:
        """The code itself, also where a reader for pictures typed the whole address of the receipt."""
        found = re.search(r"/r/([^/]+)/", str(self.cleaned_data["code"]))
        return found[1] if found else str(self.cleaned_data["code"])


class Known(forms.Form):
    """What only the raiser knows beside the code; `asked` is "phone", "name" or "" (`matters.queries.asked_of`)."""

    known = forms.CharField(max_length=60, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    once = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)

    def __init__(self, raising: Raising, data: Any = None) -> None:
        super().__init__(data, initial={"once": str(uuid4())})
        self.raising, asked = raising, queries.asked_of(raising)
        if asked == "phone":
            self.fields["known"].label = _("The last four digits of the telephone number you left")
            self.fields["known"].widget.attrs["inputmode"] = "numeric"
        elif asked == "name":
            self.fields["known"].label = _("Your name, as you gave it")
        else:
            del self.fields["known"]

    def clean_known(self) -> str:
        said = str(self.cleaned_data["known"])
        if not queries.knows(self.raising, said):
            raise forms.ValidationError(
                _("This is not what was left with the raising. Look once more, or ask at the community's desk.")
            )
        return said


class Rate(forms.Form):
    """Three questions and a word."""

    answered = forms.ChoiceField(label=_("Did you get an answer?"), choices=Word.choices, widget=forms.RadioSelect)
    solved = forms.ChoiceField(label=_("Is it solved?"), choices=Word.choices, widget=forms.RadioSelect)
    satisfied = forms.ChoiceField(label=_("Are you satisfied?"), choices=Word.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("What is still missing, or what was good?"), max_length=1000, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    once = forms.CharField(max_length=40, widget=forms.HiddenInput)


class Say(forms.Form):
    """A few words with an act: withdrawing, contesting."""

    words = forms.CharField(
        label=_("In a few words"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    once = forms.CharField(max_length=40, widget=forms.HiddenInput)
