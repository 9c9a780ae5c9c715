"""What is noted while it sits: hands, outcomes, decisions, questions, promises."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from bandeng.core.categories import classes, parts_of
from bandeng.matters.showing import OUTCOMES
from bandeng.meetings.forms.parts import Once, _lines, count
from bandeng.meetings.models import Decided
from bandeng.places.choosing import FoundField
from bandeng.shell import fields
from bandeng.shell.fields import day, line, one_of, some_of

NOBODY = ("", _("nobody yet"))


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
    opinion = fields.text(_("In words"), rows=3)
    said = fields.text(_("What was said"), required=False, rows=4)
    dissents = fields.text(_("Who saw it otherwise, one view on each line"), required=False, rows=3)
    next_step = line(_("Without agreement: what happens next"), required=False, most=200)

    def views(self) -> list[str]:
        """Each differing view."""
        return _lines(self.cleaned_data["dissents"])


class Decide(Once):
    """Going through the pool: one of five ways, with what each asks for."""

    decided = one_of(_("How does it go on?"), Decided.choices)
    opinion = fields.text(_("Adopted: what was agreed"), required=False, rows=2)
    work_title = line(_("Adopted: what is to be done"), required=False, most=120)
    organisation = forms.ChoiceField(label=_("Adopted: who does it"), required=False)
    due_on = day(_("Adopted: until when"))
    into = line(_("Merged: number of the other matter"), required=False, most=40)
    reason_code = forms.ChoiceField(label=_("Otherwise: the reason"), required=False)
    reason = fields.text(_("The reason in words, for those who raised it"), required=False, rows=2)
    next_channel = line(_("Explained: where else to turn"), required=False, most=80)
    to = line(_("Passed on: to whom"), required=False, most=80)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["due_on"].required = False


class Ask(Once):
    """A question that was put on paper or aloud."""

    text = fields.text(_("The question"), rows=2, most=300)
    asked = one_of(_("How it was asked"), [("paper", _("on paper")), ("aloud", _("aloud, written down"))])


class Read(Once):
    """A question from a phone: shown, or kept out."""

    text = fields.text(_("The question, as everybody will read it"), rows=2, most=300)
    shown = one_of(_("What now"), [("yes", _("Let it in")), ("no", _("Keep it out"))])
    reason = line(_("If it is kept out: why, for everybody to read"), required=False, most=200)


class Answer(Once):
    """An answer with what it rests on."""

    answer = fields.text(_("The answer"), rows=4)
    answered_by = line(_("Who answered"), most=80)
    cite = line(_("What it rests on"), most=200, hint=_("The policy, rule or contract, with its number."))


class ToMatter(Once):
    """A question that goes on as a matter."""

    place = FoundField(label=_("Where it belongs"))
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
    text = fields.text(_("In their own words"), rows=2, most=1000)
    to_whom = line(_("To whom"), most=120)
    days = count(_("Within how many days"), initial=10, most=366, required=False)
    witnesses = line(_("Who heard it"), required=False, most=200)
