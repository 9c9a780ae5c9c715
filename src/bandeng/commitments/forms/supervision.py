"""What is sent about supervision and call-backs: shape and format only."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bandeng.commitments.actions.callbacks import MOST_WORDS
from bandeng.commitments.actions.deciding import MOST_TEXT
from bandeng.matters.models import Word
from bandeng.shell.fields import Act, day, line, one_of, some_of, text


class Order(Act):
    """A rung of the ladder, with its reason."""

    level = one_of(_("Which step of supervision?"), ())
    reason = text(_("Why?"), rows=3, most=MOST_TEXT, hint=_("Everybody may read it. No names, no numbers."))


class Answer(Act):
    """What holds it up, and what happens now."""

    text = text(
        _("What holds it up, and what happens now?"), rows=4, most=MOST_TEXT,
        hint=_("Everybody may read it. Say what will be there by when. No names, no numbers."),
    )  # fmt: skip


class Draw(Act):
    """A period that is over."""

    from_on = day(_("First day"))
    to_on = day(_("Last day"), hint=_("Final replies that arrived on these days, both included."))


WORDS = Word.choices


class Call(Act):
    """What came of a call."""

    reached = one_of(
        _("Was the raiser reached?"), (("yes", _("Yes, and they told me this")), ("no", _("No, nobody was there")))
    )
    mode = one_of(_("How?"), (("phone", _("by telephone")), ("visit", _("at the door"))))
    answered = one_of(_("Did they get an answer?"), WORDS, required=False)
    solved = one_of(_("Is it solved?"), WORDS, required=False)
    satisfied = one_of(_("Are they satisfied?"), WORDS, required=False)
    words = forms.CharField(
        label=_("In their own words"), max_length=MOST_WORDS, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Kept sealed: only who calls for this community reads it."),
    )  # fmt: skip
    reopen = forms.BooleanField(
        label=_("They say it is not solved, and want it taken up again"), required=False,
        help_text=_("Only within the days in which they may rate it, and as often as rating allows."),
    )  # fmt: skip

    def told(self) -> dict[str, Any]:
        """Reached or not."""
        return {**super().told(), "reached": self.cleaned_data["reached"] == "yes"}


class Asked(Act):
    """What a raiser answers on the receipt: the questions of a call, put to themselves."""

    answered = one_of(_("Did you get an answer?"), WORDS)
    solved = one_of(_("Is it solved?"), WORDS)
    satisfied = one_of(_("Are you satisfied?"), WORDS)
    words = forms.CharField(
        label=_("In your own words"), max_length=MOST_WORDS, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Kept sealed: only those who oversee this community read it."),
    )  # fmt: skip
    reopen = forms.BooleanField(
        label=_("It is not solved, and I want it taken up again"), required=False,
        help_text=_("Only within the days in which you may rate it, and as often as rating allows."),
    )  # fmt: skip


class Reveal(Act):
    """Why somebody has to see how to reach a raiser."""

    fields_ = some_of(_("What do you need?"), (("name", _("name")), ("phone", _("telephone")), ("email", _("e-mail"))))
    reason = line(_("Why?"), most=200, hint=_("It is written down who looked, and why; the raiser can see it."))
