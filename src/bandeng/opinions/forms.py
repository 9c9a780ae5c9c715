"""Browser input to plain values; rules stay in the actions."""

import uuid
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from bandeng.opinions.actions.conversations import MOST_QUESTION
from bandeng.opinions.actions.deciding import MOST_STATEMENT
from bandeng.opinions.models import Fate, Moderation, Statement, Voices
from bandeng.places.choosing import FoundField
from bandeng.places.models import Place
from bandeng.shell.fields import day, line, one_of, text

REACTIONS = ((1, _("Agree")), (-1, _("Disagree")), (0, _("Cannot say")))


def new_once() -> str:
    """A key by which a form sent twice is one act."""
    return str(uuid.uuid4())


class Once(forms.Form):
    """What every form here carries."""

    once = forms.CharField(max_length=60, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"once": new_once(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)


class React(Once):
    """One tap: which statement, what."""

    value = forms.TypedChoiceField(choices=REACTIONS, coerce=int, empty_value=None)


class Add(Once):
    """One idea in one sentence; `sure` once similar ones have been seen."""

    text = forms.CharField(
        label=_("What do you think? One idea, one sentence"), max_length=MOST_STATEMENT,
        error_messages={"required": _("Please say it in a few words.")}, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("A named person reads it first. Nobody sees who said it."),
    )  # fmt: skip
    sure = forms.BooleanField(required=False, widget=forms.HiddenInput)


class Open(Once):
    """A question and the statements it begins with."""

    place = FoundField(label=_("Where"))
    question = line(_("The question"), most=MOST_QUESTION)
    about = text(_("What it is about, in a few sentences"), required=False, rows=3, most=1000)
    seeds = text(
        _("The first statements, one on each line"), rows=6, most=20000,
        hint=_("At least three, from different sides, one idea each, so that people have something to react to."),
    )  # fmt: skip
    voices = one_of(_("Who has one voice"), Voices.choices)
    closes_on = day(_("Last day"))

    def __init__(self, *args: Any, places: "QuerySet[Place]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].places(places)  # type: ignore[attr-defined]
        self.fields["closes_on"].required = False
        self.fields["voices"].initial = Voices.DEVICE

    def statements(self) -> list[str]:
        """The lines that say something."""
        return [line.strip() for line in self.cleaned_data["seeds"].splitlines() if line.strip()]


class Bring(Once):
    """A conversation held elsewhere, as its files."""

    place = FoundField(label=_("Where"))
    question = line(_("The question"), most=MOST_QUESTION)
    about = text(_("What it is about, in a few sentences"), required=False, rows=3, most=1000)
    source = line(_("Where it comes from, and whom to thank"), most=400)
    voices = one_of(_("Who has one voice"), Voices.choices)
    comments = forms.FileField(
        label=_("Statements (comments.csv)"),
        help_text=_("With the columns comment-id, comment-body and moderated, as Polis and we write them."),
    )
    votes = forms.FileField(
        label=_("Reactions (votes.csv)"), help_text=_("With the columns comment-id, voter-id and vote: 1, -1 or 0.")
    )

    def __init__(self, *args: Any, places: "QuerySet[Place]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].places(places)  # type: ignore[attr-defined]
        self.fields["voices"].initial = Voices.DEVICE


class Table(Once):
    """What goes onto the table, and where."""

    statements = forms.MultipleChoiceField(label=_("What goes onto the table"), widget=forms.CheckboxSelectMultiple)
    text = text(_("In words for all who reacted to it"), rows=2, most=1000)
    number = line(
        _("Number of the matter it belongs to"), required=False, most=40,
        hint=_("Left empty, it becomes a matter of its own, which everybody can read at once."),
    )  # fmt: skip

    def __init__(self, *args: Any, offered: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["statements"].choices = offered  # type: ignore[attr-defined]


class Moderate(Once):
    """Let in, mended or not; or kept out with a reason."""

    text = forms.CharField(label=_("The statement, as everybody will read it"), max_length=MOST_STATEMENT)
    state = one_of(
        _("What now"),
        [(Moderation.IN, _("Let it in")), (Moderation.OUT, _("Keep it out"))],
    )
    reason = line(_("If it is kept out: why, for everybody to read"), required=False, most=200)


class Became(Once):
    """What became of a statement."""

    fate = one_of(_("What became of it"), Fate.choices)
    text = text(_("In words for all who reacted to it"), rows=3, most=1000)
    number = line(_("Number of the matter, if it goes on there"), required=False, most=40)


class Close(Once):
    """The end of a conversation."""

    reason = line(_("Why it ends now"), required=False, most=200)


class Paper(Once):
    """A numbered sheet: for each statement what was ticked."""

    sheet = line(_("Number on the sheet"), most=20)

    def __init__(self, statements: list[Statement], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for each in statements:
            self.fields[f"s{each.number}"] = forms.ChoiceField(
                label=f"{each.number}. {each.text}", required=False, widget=forms.RadioSelect,
                choices=[("", _("Nothing ticked")), *REACTIONS],
            )  # fmt: skip

    def answers(self) -> dict[int, int]:
        """Statement number to reaction, of those that were ticked."""
        told = {name: value for name, value in self.cleaned_data.items() if name[1:].isdigit() and value != ""}
        return {int(name[1:]): int(value) for name, value in told.items()}
