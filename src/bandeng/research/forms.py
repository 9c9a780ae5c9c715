"""Browser input to plain values; rules stay in the actions."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from bandeng.matters.forms.decisions import photos
from bandeng.matters.forms.staff import category_choices
from bandeng.matters.models import Reach, Severity
from bandeng.people.labels import role_name
from bandeng.places.choosing import FoundField
from bandeng.places.models import Place
from bandeng.research import queries
from bandeng.research.actions.trips import Found, Stop
from bandeng.research.models import Adoption, Finding, Site, Source, Way
from bandeng.shell.fields import Act, day, line, one_of, some_of, text

SPOKEN = ("resident", "cppcc_member", "secretary", "building_head", "unit_officer", "department_officer")
"""Who is heard on a trip and says things first, by role."""

ALL = ("", _("all"))
MOST_UNITS = 200

_BAR = re.compile(r"\s*[|｜]\s*")


def lines(words: str) -> list[str]:
    """The lines that say something."""
    return [each.strip() for each in words.splitlines() if each.strip()]


def stops(words: str, below: Place) -> list[Stop]:
    """Sites, one on each line: "name | place | 1 3"; the place is `below` where none is named."""
    found = []
    for each in lines(words):
        name, place, themes = (*_BAR.split(each), "", "")[:3]
        where = queries.need_place(place, below) if place else below
        found.append(Stop(name, where, tuple(int(number) for number in re.findall(r"\d{1,3}", themes))))
    return found


def found(words: str, site: Site | None = None) -> list[Found]:
    """Findings, one on each line, under lines that begin with # and name the class."""
    group, rows = "", []
    for each in lines(words):
        if each.startswith(("#", "＃")):
            group = each.lstrip("#＃ ").strip()
        else:
            rows.append(Found(group, each, site))
    return rows


class Where(Act):
    """A form that asks for a place first."""

    place = FoundField(label=_("Where"))

    def __init__(self, *args: Any, places: "QuerySet[Place]", **given: Any) -> None:
        super().__init__(*args, **given)
        found = self.fields["place"]
        assert isinstance(found, FoundField)
        found.places(places)


class Heard(Act):
    """A form that asks how many of each role were heard."""

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        for role in SPOKEN:
            self.fields[f"heard-{role}"] = forms.IntegerField(
                label=role_name(role), required=False, min_value=0, max_value=9999
            )

    def heard(self) -> list[tuple[str, int]]:
        """(role, how many) of those who were heard."""
        told = ((role, self.cleaned_data.get(f"heard-{role}")) for role in SPOKEN)
        return [(role, count) for role, count in told if count]

    def own(self) -> list[forms.BoundField]:
        """The fields to show, without the numbers."""
        return [each for each in self.visible_fields() if not each.name.startswith("heard-")]

    def numbers(self) -> list[forms.BoundField]:
        """The numbers of those who were heard."""
        return [each for each in self.visible_fields() if each.name.startswith("heard-")]


class Plan(Where):
    """A trip: what is asked, where it goes, who goes along."""

    title = line(_("What the trip is called"))
    host = line(_("Who goes"), hint=_("The body, not a person: a committee, a conference."))
    themes = text(_("Themes, one on each line"), rows=3, most=2000)
    sites = text(
        _("Sites in the order of the way, one on each line"), rows=4, most=4000,
        hint=_("If you like: name | place in the tree | numbers of its themes. “Zhongzhuang | Baiyang | 1”"),
    )  # fmt: skip
    members = text(
        _("Who goes along, one on each line"), rows=2, most=2000, required=False, hint=_("By office or role, no names.")
    )
    starts_on = day(_("First day"))
    ends_on = day(_("Last day"))
    about = text(_("What it is about"), rows=3, most=2000, required=False)


class Visit(Heard):
    """Somebody was at a site."""

    visited_on = day(_("On which day"), hint=_("A day that is over is marked as entered later."))
    seen = text(_("What was seen and heard"), hint=_("Everybody reads this: no names, no numbers."))
    aside = text(_("Only for those who planned the trip"), rows=2, required=False, most=2000)
    kept = photos()


class MatterVisit(Heard):
    """What the visits for one matter found."""

    on = day(_("On which day"))
    text = text(_("What came of it"), rows=4)
    document = line(_("Its document"), required=False, most=120)
    kept = photos()


class Findings(Act):
    """What was found, class by class."""

    site = forms.ChoiceField(label=_("At which site"), required=False)
    findings = text(
        _("What was found, one on each line"), rows=8, most=20000,
        hint=_("A line that begins with # names the class of those below it. “# Fire safety”"),
    )  # fmt: skip


class Raise(Where):
    """A finding that becomes a matter."""

    category = forms.ChoiceField(label=_("What kind"))
    severity = one_of(_("How pressing"), [(str(key), label) for key, label in Severity.choices])
    also = some_of(
        _("What belongs to the same matter"),
        [],
        hint=_("Such as all of one class: one matter, one meeting, one reply."),
    )

    def __init__(self, *args: Any, others: Sequence[Finding] = (), **given: Any) -> None:
        super().__init__(*args, **given)
        self.offer("category", category_choices())
        self.offer("also", [(str(each.pk), f"{each.group} · {each}") for each in others])
        if not others:
            del self.fields["also"]


class Suggest(Where):
    """A suggestion that was made."""

    text = text(_("What was suggested"), rows=3, most=1000)
    said_by = one_of(_("Who said it first"), ())
    said_on = day(_("On which day"), hint=_("A day that is over is marked as entered later."))
    source = one_of(_("Where it comes from"), Source.choices)

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.offer("said_by", [(role, role_name(role)) for role in SPOKEN])


class TakeAs(Act):
    """What was raised is a suggestion."""

    text = text(_("What was suggested, as everybody will read it"), rows=3, most=1000)


class Hand(Act):
    """Who is asked for an answer."""

    unit = FoundField(label=_("Which unit is asked"))


class Answer(Act):
    """What becomes of a suggestion."""

    adoption = one_of(_("What becomes of it"), Adoption.choices)
    reason = text(_("Why, or what was done"), rows=3, most=1000, hint=_("Everybody reads this."))
    document = line(_("Its document"), required=False, most=120, hint=_("Needed where the answer came on paper."))


class Tell(Act):
    """Who spoke hears back."""

    how = one_of(_("How they were told"), Reach.choices)
    text = text(_("What they were told"), rows=3, most=1000)


class TellFound(Tell):
    """Who spoke of findings hears what came of them."""

    also = some_of(_("What else was talked over with it"), [])
    field_order = ("how", "text", "also")

    def __init__(self, *args: Any, others: Sequence[Finding] = (), **given: Any) -> None:
        super().__init__(*args, **given)
        self.offer("also", [(str(each.pk), f"{each.group} · {each}") for each in others])
        if not others:
            del self.fields["also"]


class Write(Where):
    """Suggestions that go forward."""

    kind = one_of(_("As what"), Way.choices)
    suggestions = some_of(_("Which suggestions"), ())
    title = line(_("What it is about"), most=120)
    analysis = text(_("How it stands, and why"), required=False, hint=_("A proposal needs it."))
    advice = text(_("What is advised"))
    handed_to = line(_("Handed over to"), required=False)


class Instruct(Act):
    """What came back."""

    adopted = forms.BooleanField(label=_("It was adopted"), required=False)
    on = day(_("On which day"))
    by_whom = line(_("In which office the instruction was given"), required=False, hint=_("The office, no name."))
    text = text(_("The written instruction"), rows=3, required=False)


class Filter(forms.Form):
    """Which suggestions of the register."""

    q = forms.CharField(label=_("Words or a number"), required=False, max_length=60)
    way = forms.ChoiceField(
        label=_("How it went forward"), required=False,
        choices=[ALL, *Way.choices, (queries.NONE, _("not put forward yet"))],
    )  # fmt: skip
    source = forms.ChoiceField(label=_("Where it comes from"), required=False, choices=[ALL, *Source.choices])
    adoption = forms.ChoiceField(
        label=_("What becomes of it"), required=False,
        choices=[ALL, *Adoption.choices, (queries.NONE, _("not answered yet"))],
    )  # fmt: skip
    dates = forms.ChoiceField(
        label=_("By the date of the answer"), required=False,
        choices=[
            ALL, ("open", _("waits for its unit")), ("late", _("late: after its day, or not at all")),
            ("in_time", _("answered by its day")), ("due", _("its day is over")), ("answered", _("answered")),
        ],
    )  # fmt: skip
    unit = forms.ChoiceField(label=_("Which unit"), required=False)
    year = forms.ChoiceField(label=_("Year"), required=False)

    def __init__(self, *args: Any, paths: Sequence[str], **given: Any) -> None:
        super().__init__(*args, **given)
        units = [(str(each.pk), each.name) for each in queries.units_of(paths)[:MOST_UNITS]]
        years = [(str(year), str(year)) for year in queries.years_of(paths)]
        for name, found in (("unit", units), ("year", years)):
            self.fields[name].choices = [ALL, *found]  # type: ignore[attr-defined]

    def asked(self) -> queries.Asked:
        """What the list is narrowed to; a word nobody knows asks for nothing."""
        self.is_valid()
        told = self.cleaned_data
        named = {name: str(told.get(name, "")) for name in ("way", "source", "adoption", "dates", "unit")}
        year = int(told["year"]) if told.get("year") else None
        return queries.Asked(**named, year=year, words=str(told.get("q", "")).replace("\x00", ""))

    def shown(self) -> dict[str, bool]:
        """Whether anything is asked for, and whether it is more than words and a way."""
        named = {name for name, value in self.cleaned_data.items() if value} if self.is_valid() else set()
        return {"narrowed": bool(named), "filtered": bool(named - {"q", "way"})}
