"""Raising a matter in three screens: what happened, where, check and send. What was typed is carried along."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core import signing
from django.core.validators import RegexValidator
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from bandeng.core.categories import Category
from bandeng.matters.actions.intake import MOST_PHOTOS, MOST_WORDS
from bandeng.matters.models import Reach
from bandeng.people.models import Capacity
from bandeng.places.models import Place

SCREENS: Mapping[str, tuple[str, ...]] = {
    "say": ("words", "danger"),
    "where": ("place", "category"),
    "check": ("name", "phone", "email", "reach", "sealed", "helper", "agreed"),
}
"""The fields each screen asks for; the others ride along hidden."""

HELPERS = (
    ("", _("No, I type myself")), ("relative", _("A relative")), ("neighbour", _("A neighbour")),
    ("head", _("The building head")), ("staff", _("Somebody of the community")),
)  # fmt: skip
"""Who types for somebody on a shared tablet; a role, never a name."""

_PHONE = RegexValidator(r"^\+?[0-9][0-9 \-]{5,18}$", _("A telephone number has 6 to 15 digits, e.g. 138 0000 0000."))


def keep_photos(digests: Sequence[str]) -> str:
    """Pictures already taken in, as a signed word a form can carry: nobody can ask for another's picture with it."""
    return signing.dumps(list(digests), salt="photos")


def kept_photos(word: str) -> list[str]:
    """The pictures a form carried; none when the word is not ours."""
    try:
        found: list[str] = signing.loads(word, salt="photos", max_age=24 * 3600)
        return found[:MOST_PHOTOS]
    except signing.BadSignature:
        return []


class Told(forms.Form):
    """A way of being told needs its address; on a shared tablet whoever types for somebody says so."""

    helper = forms.ChoiceField(
        label=_("Does somebody type this for the person whose matter it is?"), choices=HELPERS, required=False,
        initial="", widget=forms.RadioSelect,
    )  # fmt: skip
    agreed = forms.BooleanField(
        label=_("I read it out to them, and they agree that it is sent"), required=False,
        help_text=_("It is written down with the matter that somebody helped, and that they agreed. No name of yours."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """To be called, one leaves a number."""
        told = super().clean() or {}
        if told.get("reach") == Reach.PHONE and not told.get("phone") and "phone" not in self.errors:
            self.add_error("phone", _("To be called we need your number. Or choose another way."))
        if told.get("helper") and not told.get("agreed"):
            self.add_error("agreed", _("Please read it out to them first, and ask whether it may be sent."))
        return told

    def helped(self) -> str:
        """How the raiser agreed that another typed it, "" where nobody did; no name."""
        helper = self.cleaned_data.get("helper")
        if not helper:
            return ""
        return str(
            _("%(who)s typed it at the shared tablet, read it out, and they agreed") % {"who": dict(HELPERS)[helper]}
        )


class Raise(Told):
    """All that raising asks for, on whichever screen."""

    words = forms.CharField(
        label=_("What is the matter?"),
        help_text=_("In your own words. Where it is, since when, whom it troubles."),
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Please say in a few words what is the matter.")},
    )
    danger = forms.BooleanField(
        label=_("Somebody is in danger right now (fire, trapped in a lift, gas)"), required=False
    )
    place = forms.ChoiceField(label=_("Where is it?"))
    category = forms.ChoiceField(
        label=_("What is it about?"), help_text=_("If you are not sure, leave it: we sort it.")
    )
    name = forms.CharField(
        label=_("What may we call you?"), max_length=40, required=False,
        help_text=_("Only the community's staff who handle it see this. Leave it empty to stay without a name."),
    )  # fmt: skip
    phone = forms.CharField(
        label=_("Telephone"), max_length=20, required=False, validators=[_PHONE],
        help_text=_("Kept locked. Whoever looks at it must say why, and you can see who did."),
    )  # fmt: skip
    email = forms.EmailField(label=_("E-mail"), required=False)
    reach = forms.ChoiceField(
        label=_("How shall we tell you the answer?"), choices=Reach.choices, initial=Reach.PAGE,
        widget=forms.RadioSelect,
    )  # fmt: skip
    sealed = forms.BooleanField(
        label=_("Keep this matter from the public"), required=False,
        help_text=_("For quarrels and private troubles: only those who handle it can read it."),
    )  # fmt: skip
    once = forms.CharField(max_length=40, widget=forms.HiddenInput)
    kept = forms.CharField(max_length=1200, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, places: Sequence[Place], categories: Sequence[Category], **given: Any) -> None:
        super().__init__(*args, **given)
        _choices(self.fields["place"], [(place.code, place.label) for place in places])
        _choices(self.fields["category"], [(each.key, each.name(get_language() or "")) for each in categories])
        self.fields["place"].initial = places[0].code if places else ""
        self.fields["category"].initial = "other"
        self.fields["once"].initial = self.new_once()

    @staticmethod
    def new_once() -> str:
        """A key by which a form sent twice is one act."""
        return str(uuid.uuid4())

    def screen(self, name: str) -> list[forms.BoundField]:
        """The fields to show on a screen."""
        return [self[field] for field in SCREENS[name]]

    def riding(self, name: str) -> list[forms.BoundField]:
        """The fields that ride along hidden on a screen."""
        return [self[field] for field in self.fields if field not in SCREENS[name]]

    def until(self, name: str) -> None:
        """Ask nothing yet of what later screens ask for."""
        reached = list(SCREENS)[: list(SCREENS).index(name) + 1]
        asked = {field for screen in reached for field in SCREENS[screen]} | {"once", "kept"}
        for field in list(self.fields):
            if field not in asked:
                self.fields[field].required = False


class Join(Told):
    """Me too: one's own words, and how to be told."""

    words = forms.CharField(
        label=_("How does it trouble you?"), max_length=MOST_WORDS, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Your own words. You get a receipt and a reply of your own."),
        error_messages={"required": _("Please say in a few words how it troubles you.")},
    )  # fmt: skip
    name = Raise.base_fields["name"]
    phone = Raise.base_fields["phone"]
    email = Raise.base_fields["email"]
    reach = Raise.base_fields["reach"]
    once = forms.CharField(max_length=40, widget=forms.HiddenInput)
    kept = forms.CharField(max_length=1200, required=False, widget=forms.HiddenInput)


class Enter(Raise):
    """Entering for somebody without a phone: one screen, and their consent."""

    consent = forms.CharField(
        label=_("How did they agree that you write it down?"), max_length=120,
        help_text=_("For example: said so at the door; asked me by telephone."),
    )  # fmt: skip
    capacity = forms.ChoiceField(label=_("Who are they here?"), choices=Capacity.choices)


def _choices(field: forms.Field, choices: list[tuple[str, str]]) -> None:
    if isinstance(field, forms.ChoiceField):
        field.choices = choices
