"""Calling a meeting, moving it, its topics, its room, its series."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bandeng.core.meetings import Form
from bandeng.matters.models import Matter
from bandeng.matters.showing import in_words
from bandeng.meetings.actions import Guest, Topic
from bandeng.meetings.forms.parts import Once, _lines, clock, count, moment_of, options_of
from bandeng.meetings.forms.sitting import NOBODY
from bandeng.meetings.models import VenueKind
from bandeng.people.models import Capacity, Person
from bandeng.places.choosing import FoundField
from bandeng.shell import fields
from bandeng.shell.fields import day, line, one_of, some_of


class When(Once):
    """Day, time, length and room."""

    starts_on = day(_("Day"))
    starts_at = clock(_("Time"))
    minutes = count(_("How many minutes"), initial=90, most=720)
    venue = forms.ChoiceField(label=_("Room"), required=False)
    where = line(_("Where, if it is no room of the list"), required=False, most=120)

    def starts(self) -> datetime:
        """The moment it begins."""
        return moment_of(self.cleaned_data["starts_on"], self.cleaned_data["starts_at"])


class Call(When):
    """A whole call: the pool's matters and topics in words, and for each person or name a seat of the form."""

    title = line(_("What the meeting is called"))
    about = fields.text(_("What people should know beforehand"), required=False, rows=3)
    chair = forms.ChoiceField(label=_("Who chairs"), error_messages={"required": _("Please choose one.")})
    recorder = forms.ChoiceField(label=_("Who writes the record"), error_messages={"required": _("Please choose one.")})
    roles = line(
        _("What else the chair is"), required=False, most=200,
        hint=_("Asked for where the chair also works for a department or a firm. Everybody reads it."),
    )  # fmt: skip
    programme = forms.ChoiceField(label=_("Series"), required=False)
    matters = some_of(_("From the pool"), [])
    topics = fields.text(
        _("Other topics, one on each line"), required=False, rows=3,
        hint=_("A topic, then a bar | and its options if hands are to be raised: Bicycle shed | north gate, cellar"),
    )  # fmt: skip

    def __init__(self, *args: Any, kind: Form, pool: Sequence[Matter], people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.pool, self.people = kind, list(pool), list(people)
        self.order_fields(("title", "about", "starts_on", "starts_at", "minutes", "venue", "where"))
        self.offer("matters", [(str(each.pk), f"{each.number} {each.title}") for each in self.pool])
        for each in self.pool:
            self.fields[f"question-{each.pk}"] = line(_("The question"), required=False, most=200)
            self.fields[f"options-{each.pk}"] = line(_("Options, with commas between"), required=False, most=400)
        for seat in kind.seats.seats:
            self.fields[f"names-{seat.key}"] = forms.CharField(
                label=in_words(seat.name), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 2})
            )
        seats = [NOBODY, *((seat.key, in_words(seat.name)) for seat in kind.seats.seats)]
        for person in self.people:
            self.fields[f"seat-{person.pk}"] = forms.ChoiceField(
                label=person.called, required=False, choices=seats, initial=""
            )

    def seats(self) -> list[Guest]:
        """Those who are asked: people known here, and names that were written."""
        told, guests = self.cleaned_data, list[Guest]()
        for person in self.people:
            if kind := told.get(f"seat-{person.pk}"):
                guests.append(Guest(kind=kind, person=person, capacity=_capacity(person)))
        for seat in self.kind.seats.seats:
            guests += [Guest(kind=seat.key, name=name) for name in _lines(told.get(f"names-{seat.key}", ""))]
        return guests

    def agenda(self) -> list[Topic]:
        """What was chosen from the pool in its order, then the topics in words."""
        told, chosen = self.cleaned_data, set(self.cleaned_data["matters"])
        found = [
            Topic(
                matter=each, question=told.get(f"question-{each.pk}", ""),
                options=options_of(told.get(f"options-{each.pk}", "")),
            )
            for each in self.pool
            if str(each.pk) in chosen
        ]  # fmt: skip
        return [*found, *(_topic(each) for each in _lines(told["topics"]))]


def _capacity(person: Person) -> str:
    return next((each for each in person.capacities if each in Capacity.values), Capacity.OTHER)


def _topic(told: str) -> Topic:
    words, _bar, options = told.replace("｜", "|").partition("|")
    return Topic(topic=words.strip(), options=options_of(options))


class Move(When):
    """Another day or room, and why."""

    why = line(_("Why, for everybody to read"), most=200)


class Why(Once):
    """A reason alone."""

    why = line(_("Why, for everybody to read"), most=200)


class AddTopic(Once):
    """One more thing for the agenda."""

    matter = forms.ChoiceField(label=_("From the pool"), required=False)
    topic = line(_("Or a topic in words"), required=False, most=120)
    question = line(_("The question"), required=False, most=200)
    options = line(_("Options, with commas between"), required=False, most=400)


class Room(Once):
    """A room to sit in."""

    place = FoundField(label=_("Which place"))
    name = line(_("Name of the room"), most=60)
    kind = one_of(_("What kind of room"), VenueKind.choices)
    address = line(_("Where it is"), required=False, most=120)
    chairs = count(_("How many chairs"), required=False)
    access = line(_("How somebody in a wheelchair comes in"), required=False, most=120)


class Series(Once):
    """A programme."""

    place = FoundField(label=_("Which place"))
    name = line(_("Name of the series"), most=40)
    form = forms.ChoiceField(label=_("Form of its meetings"))
    about = fields.text(_("What it is about, in a few sentences"), required=False, rows=3, most=1000)
