"""Browser input to plain values; rules stay in the actions."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from bandeng.core.categories import classes, parts_of
from bandeng.core.deadline import SHANGHAI
from bandeng.core.meetings import Form
from bandeng.matters.forms import staff
from bandeng.matters.forms.staff import Choices, day, line, one_of, some_of
from bandeng.matters.models import Matter
from bandeng.matters.showing import OUTCOMES, in_words
from bandeng.meetings.actions import Guest, Topic
from bandeng.meetings.models import Decided, How, Told, VenueKind
from bandeng.people.models import Capacity, Person


def new_once() -> str:
    """A key by which a form sent twice is one act."""
    return staff.new_once()


NOBODY = ("", _("nobody yet"))
COMING = [("yes", _("I come")), ("no", _("I cannot come"))]


class Once(forms.Form):
    """What every form here carries."""

    once = forms.CharField(max_length=60, widget=forms.HiddenInput)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"once": new_once(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)

    def offer(self, name: str, choices: Choices) -> None:
        """The choices of a field that depend on the meeting."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def told(self) -> dict[str, Any]:
        """What was asked for, without what every form carries."""
        return {name: value for name, value in self.cleaned_data.items() if name not in Once.base_fields}


def clock(label: Any) -> forms.TimeField:
    """A time of day."""
    return forms.TimeField(
        label=label, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": _("Please say at what time.")},
    )  # fmt: skip


def count(label: Any, *, initial: int = 0, most: int = 9999, required: bool = True) -> forms.IntegerField:
    """A whole number."""
    return forms.IntegerField(label=label, min_value=0, max_value=most, initial=initial, required=required)


def moment_of(on: date, clock_time: time) -> datetime:
    """A day and a time in China as a moment."""
    return datetime.combine(on, clock_time, SHANGHAI)


def _lines(told: str) -> list[str]:
    return [each.strip() for each in told.splitlines() if each.strip()]


def options_of(told: str) -> list[str]:
    """Options written with commas or slashes between them, of either width."""
    for sign in "，、；;/":
        told = told.replace(sign, ",")
    return [each.strip() for each in told.split(",") if each.strip()]


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
    about = staff.text(_("What people should know beforehand"), required=False, rows=3)
    chair = forms.ChoiceField(label=_("Who chairs"), error_messages={"required": _("Please choose one.")})
    recorder = forms.ChoiceField(label=_("Who writes the record"), error_messages={"required": _("Please choose one.")})
    roles = line(
        _("What else the chair is"), required=False, most=200,
        hint=_("Asked for where the chair also works for a department or a firm. Everybody reads it."),
    )  # fmt: skip
    programme = forms.ChoiceField(label=_("Series"), required=False)
    matters = some_of(_("From the pool"), [])
    topics = staff.text(
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

    place = forms.ChoiceField(label=_("Which place"))
    name = line(_("Name of the room"), most=60)
    kind = one_of(_("What kind of room"), VenueKind.choices)
    address = line(_("Where it is"), required=False, most=120)
    chairs = count(_("How many chairs"), required=False)
    access = line(_("How somebody in a wheelchair comes in"), required=False, most=120)


class Series(Once):
    """A programme."""

    place = forms.ChoiceField(label=_("Which place"))
    name = line(_("Name of the series"), most=40)
    form = forms.ChoiceField(label=_("Form of its meetings"))
    about = staff.text(_("What it is about, in a few sentences"), required=False, rows=3, most=1000)


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
    words = staff.text(_("What should be heard, also if you cannot come"), required=False, rows=3, most=500)


class HandsSeen(Once):
    """Hands seen in the room, besides those on phones."""

    def __init__(self, options: Iterable[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.there = list(options)
        for number, option in enumerate(self.there, 1):
            self.fields[f"hand{number}"] = count(option, required=False)

    def seen(self) -> dict[str, int]:
        """Option to hands."""
        return {option: self.cleaned_data.get(f"hand{n}") or 0 for n, option in enumerate(self.there, 1)}


class Reach(Once):
    """What came of one item."""

    outcome = one_of(_("What came of it"), list(OUTCOMES.items()))
    opinion = staff.text(_("In words"), rows=3)
    said = staff.text(_("What was said"), required=False, rows=4)
    dissents = staff.text(_("Who saw it otherwise, one view on each line"), required=False, rows=3)
    next_step = line(_("Without agreement: what happens next"), required=False, most=200)

    def views(self) -> list[str]:
        """Each differing view."""
        return _lines(self.cleaned_data["dissents"])


class Decide(Once):
    """Going through the pool: one of five ways, with what each asks for."""

    decided = one_of(_("How does it go on?"), Decided.choices)
    opinion = staff.text(_("Adopted: what was agreed"), required=False, rows=2)
    work_title = line(_("Adopted: what is to be done"), required=False, most=120)
    organisation = forms.ChoiceField(label=_("Adopted: who does it"), required=False)
    due_on = day(_("Adopted: until when"))
    into = line(_("Merged: number of the other matter"), required=False, most=40)
    reason_code = forms.ChoiceField(label=_("Otherwise: the reason"), required=False)
    reason = staff.text(_("The reason in words, for those who raised it"), required=False, rows=2)
    next_channel = line(_("Explained: where else to turn"), required=False, most=80)
    to = line(_("Passed on: to whom"), required=False, most=80)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["due_on"].required = False


class Ask(Once):
    """A question that was put on paper or aloud."""

    text = staff.text(_("The question"), rows=2, most=300)
    asked = one_of(_("How it was asked"), [("paper", _("on paper")), ("aloud", _("aloud, written down"))])


class Read(Once):
    """A question from a phone: shown, or kept out."""

    text = staff.text(_("The question, as everybody will read it"), rows=2, most=300)
    shown = one_of(_("What now"), [("yes", _("Let it in")), ("no", _("Keep it out"))])
    reason = line(_("If it is kept out: why, for everybody to read"), required=False, most=200)


class Answer(Once):
    """An answer with what it rests on."""

    answer = staff.text(_("The answer"), rows=4)
    answered_by = line(_("Who answered"), most=80)
    cite = line(_("What it rests on"), most=200, hint=_("The policy, rule or contract, with its number."))


class ToMatter(Once):
    """A question that goes on as a matter."""

    place = forms.ChoiceField(label=_("Where it belongs"))
    category = forms.ChoiceField(label=_("What it is about"))
    consent = line(_("How they agreed that it is raised for them"), most=120)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "zh"
        parts = [part for top in classes() for part in parts_of(top.key) or [top]]
        self.offer("category", [(part.key, part.name(language)) for part in parts])


class Promise(Once):
    """What a unit promised in front of everybody."""

    items = some_of(_("What was promised"), [])
    promiser = forms.ChoiceField(label=_("Who promised"), required=False)
    text = staff.text(_("In their own words"), rows=2, most=1000)
    to_whom = line(_("To whom"), most=120)
    days = count(_("Within how many days"), initial=10, most=366, required=False)
    witnesses = line(_("Who heard it"), required=False, most=200)


class Written(Once):
    """The text of minutes."""

    text = staff.text(_("The minutes"), rows=20, most=40000)


class Words(Once):
    """What has to be put right."""

    words = staff.text(_("What has to be put right"), rows=3, most=1000)


class Corrected(Once):
    """A correction taken over, or not."""

    taken = one_of(_("What now"), [("yes", _("Take it over")), ("no", _("Leave it as it is"))])
    text = staff.text(_("The minutes, put right"), required=False, rows=12, most=40000)
    answer = staff.text(_("If it stays: why"), required=False, rows=2, most=1000)


class Beside(Once):
    """A marked correction of final minutes."""

    was = staff.text(_("What it says, copied exactly"), rows=2, most=1000)
    now = staff.text(_("What is right"), rows=2, most=1000)
    why = line(_("Why"), most=200)


class Reply(Once):
    """An answer alone."""

    answer = staff.text(_("Why it was decided otherwise"), rows=3)


def places_of(found: Iterable[Any]) -> list[tuple[str, str]]:
    """Places as choices."""
    return [(each.pk, each.label) for each in found]


def key_of(told: str) -> UUID | None:
    """The key of a choice, None for the empty one."""
    return UUID(told) if told else None
