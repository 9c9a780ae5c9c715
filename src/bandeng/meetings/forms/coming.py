"""Who is asked, told, comes and came."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bandeng.meetings.forms.parts import Once
from bandeng.meetings.models import How, Told
from bandeng.people.models import Capacity
from bandeng.shell import fields
from bandeng.shell.fields import line, one_of

COMING = [("yes", _("I come")), ("no", _("I cannot come"))]


class Invite(Once):
    """One more seat."""

    name = line(_("Name"), required=False)
    person = forms.ChoiceField(label=_("Or somebody known here"), required=False)
    kind = forms.ChoiceField(label=_("Seat"))
    capacity = forms.ChoiceField(label=_("What they are here"), choices=Capacity.choices, initial=Capacity.RESIDENT)


class Tell(Once):
    """How somebody was told, and what shows it."""

    how = one_of(_("How they were told"), Told.choices)
    proof = line(_("What shows it"), required=False, most=120, hint=_("A signature, a message sent, a number."))


class Here(Once):
    """How somebody signed in at the desk."""

    how = one_of(_("How they signed in"), [(How.NAME, How.NAME.label), (How.PAPER, How.PAPER.label)])


class Came(Once):
    """Somebody who was not asked."""

    name = line(_("Name"))
    title = line(_("What others read, e.g. resident of house 3"), required=False, most=60)
    capacity = forms.ChoiceField(label=_("What they are here"), choices=Capacity.choices, initial=Capacity.RESIDENT)
    how = one_of(_("How they signed in"), [(How.NAME, How.NAME.label), (How.PAPER, How.PAPER.label)])


class Coming(Once):
    """A neighbour's own word."""

    name = line(_("Your name, to find you on the list"), required=False)
    capacity = forms.ChoiceField(label=_("What you are here"), choices=Capacity.choices, initial=Capacity.RESIDENT)
    coming = one_of(_("Do you come?"), COMING)
    words = fields.text(_("What should be heard, also if you cannot come"), required=False, rows=3, most=500)
