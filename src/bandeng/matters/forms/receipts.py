"""What the holder of a receipt sends."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bandeng.matters.models import Word

_NO_ACCOUNT = {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}


class Find(forms.Form):
    """The code of a receipt."""

    code = forms.CharField(
        label=_("The ten letters and digits on your receipt"), max_length=24,
        widget=forms.TextInput(attrs={**_NO_ACCOUNT, "inputmode": "text"}),
    )  # fmt: skip


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
