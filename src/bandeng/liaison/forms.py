"""Browser input to plain values; rules stay in the actions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bandeng.liaison.actions.rooms import Said, Seen
from bandeng.liaison.models import OversightKind
from bandeng.liaison.queries.rooms import Holding
from bandeng.matters.forms.decisions import photos
from bandeng.matters.forms.staff import category_choices
from bandeng.matters.models import Severity
from bandeng.people.labels import role_name
from bandeng.places.choosing import FoundField, ManyField
from bandeng.research.forms import SPOKEN, Heard, Where, lines
from bandeng.shell.fields import Act, day, line, one_of, some_of, text

OFFICE = _("Who answers for it (convener)")


class Open(Where):
    """A room that opens."""

    name = line(_("What it is called"), most=60)
    kind = one_of(_("What kind it is"), ())
    hours = line(_("When it is open"), most=120, hint=_("For example: every Tuesday, 9 to 11."))
    address = line(_("Where the door is"), most=120, required=False)
    convener = FoundField(label=OFFICE, required=False, help_text=_("Those known by their office."))


class Change(Act):
    """What may change of a room."""

    hours = line(_("When it is open"), most=120)
    address = line(_("Where the door is"), most=120, required=False)
    convener = FoundField(label=OFFICE, required=False)


class Close(Act):
    """A room that closes."""

    why = line(_("Why it closes"), most=200, hint=_("Everybody reads this."))


class Inspect(Act):
    """How a room was found, point by point."""

    on = day(_("On which day"))
    kept = photos()
    again_on = forms.DateField(
        label=_("On which day somebody looks again"), required=False,
        help_text=_("Needed where a point is not met."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip

    def __init__(self, *args: Any, standard: Holding, language: str, **given: Any) -> None:
        super().__init__(*args, **given)
        self.keys = [point.key for point in standard.points]
        for point in standard.points:
            self.fields[f"met-{point.key}"] = one_of(point.name(language), [("yes", _("met")), ("no", _("not met"))])
            self.fields[f"note-{point.key}"] = text(_("What was seen"), rows=2, most=300)

    def seen(self) -> list[Seen]:
        """Each point as it was found."""
        told = self.cleaned_data
        return [Seen(key, told[f"met-{key}"] == "yes", told[f"note-{key}"]) for key in self.keys]


class Duty(Heard):
    """A duty day: who came, and what was heard."""

    on = day(_("On which day"), hint=_("A day that is over is marked as entered later."))
    hours = line(_("From when to when"), required=False, most=60)
    by = one_of(_("Who said it"), [(role, role_name(role)) for role in SPOKEN])
    heard_lines = text(
        _("What was heard, one on each line"), rows=5, required=False, most=20000,
        hint=_("No names, no numbers. A line can become a matter or a suggestion afterwards."),
    )  # fmt: skip

    def said(self) -> list[Said]:
        """Each line with the role of who said it."""
        return [Said(each, self.cleaned_data["by"]) for each in lines(self.cleaned_data["heard_lines"])]


class Raise(Where):
    """Something heard that becomes a matter."""

    category = forms.ChoiceField(label=_("What kind"))
    severity = one_of(_("How pressing"), [(str(key), label) for key, label in Severity.choices])

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.offer("category", category_choices())


class Suggest(Act):
    """Something heard that becomes a suggestion."""

    text = text(_("What was suggested, as everybody will read it"), rows=3, most=1000)


class SetStandard(Act):
    """A place's own kinds and points."""

    kinds = text(_("Kinds of rooms, one on each line"), most=2000)
    points = text(_("What a room is looked at by, one on each line"), rows=6, most=4000)
    why = line(_("Why, or from which paper"), most=200)


class Assign(Act):
    """Who looks after which part."""

    kind = one_of(_("How"), OversightKind.choices)
    person = FoundField(label=_("Who"), help_text=_("Those known by their office."))
    parts = some_of(_("Which parts"), ())
    more = ManyField(
        label=_("Other parts, one on each line"), required=False,
        help_text=_("Any place below, by its name or code: townships of several counties, villages."),
    )  # fmt: skip
    area = line(_("What the area is called"), required=False, most=40, hint=_("For a leader of an area."))


class End(Act):
    """An assignment that ends."""

    reason = line(_("Why it ends"), most=200)


class Sheet(Where):
    """A sheet of earlier days."""

    sheet = forms.FileField(
        label=_("The sheet"), help_text=_("As .xlsx or .csv, at most 2 MB and 500 rows."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )  # fmt: skip
