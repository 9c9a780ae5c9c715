"""What a phone in the room sends."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bandeng.people.models import Capacity
from bandeng.shell.fields import line, new_once, text


class _Once(forms.Form):
    once = forms.CharField(max_length=60, widget=forms.HiddenInput, initial=new_once)


class Door(_Once):
    """Signing in at the door."""

    name = line(
        _("Your name"),
        most=60,
        hint=_("As you were invited, so that you find your seat. Only who runs the meeting reads it."),
    )
    capacity = forms.ChoiceField(label=_("What you are here"), choices=Capacity.choices, initial=Capacity.RESIDENT)

    def known(self) -> None:
        """Somebody whose seat is known already says no name."""
        del self.fields["name"], self.fields["capacity"]


class Ask(_Once):
    """A question from a phone."""

    text = text(_("Your question"), rows=4, most=300)
