"""Browser input to plain values; rules stay in the actions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bandeng.exchange.models import Kind
from bandeng.exchange.showing import HEADS
from bandeng.matters.forms.staff import category_choices
from bandeng.shell.fields import Act, line, text


class Write(Act):
    """What a case says."""

    title = line(HEADS["title"], hint=_("What others would look for, e.g. “E-bikes in the lift”."))
    problem = text(HEADS["problem"], rows=3)
    steps = text(HEADS["steps"], hint=_("One step on each line."), rows=6)
    outcome = text(HEADS["outcome"], rows=4)
    cost = text(HEADS["cost"], required=False, rows=3)
    time = text(HEADS["time"], required=False, rows=2)
    papers = text(HEADS["papers"], hint=_("One paper on each line."), required=False, rows=3)
    pitfalls = text(HEADS["pitfalls"], hint=_("What would you do otherwise?"), required=False, rows=4)


class Approve(Act):
    """What only looked like a name or a door, and stays."""

    keep = forms.MultipleChoiceField(required=False)


class SendBack(Act):
    """What its writer should mend."""

    reason = text(_("What should be mended?"), hint=_("Whoever wrote it reads this beside the draft."), rows=3)


class GiveUp(Act):
    """Nothing to say."""


class Withdraw(Act):
    """Why it is shown no more."""

    reason = line(_("Why is it withdrawn?"), hint=_("Everybody can read this."), most=300)


class Use(Act):
    """For which place."""

    place = forms.ChoiceField(label=_("For which place"))

    def __init__(self, *args: Any, places: list[tuple[str, str]], **given: Any) -> None:
        super().__init__(*args, **given)
        self.offer("place", places)


class Bring(Use):
    """A file from another site."""

    file = forms.FileField(
        label=_("The file of the case"), help_text=_("A file that another site gave out, ending in .json."),
        error_messages={"required": _("Please choose a file.")},
    )  # fmt: skip


WITHIN = [("7", _("at most a week")), ("31", _("at most a month")), ("92", _("at most three months"))]


class Find(forms.Form):
    """Which cases: a plain form whose address can be handed on."""

    q = forms.CharField(
        label=_("Words"), required=False, max_length=60,
        widget=forms.TextInput(attrs={"type": "search", "aria-label": _("Words"), "placeholder": _("Words")}),
    )  # fmt: skip
    category = forms.ChoiceField(label=_("What it is about"), required=False)
    kind = forms.ChoiceField(label=_("Kind of place"), required=False, choices=[("", _("all")), *Kind.choices])
    within = forms.ChoiceField(label=_("How long it took"), required=False, choices=[("", _("all")), *WITHIN])
    cost = forms.BooleanField(label=_("Only with what it cost"), required=False)

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **{**given, "auto_id": "find_%s"})
        field = self.fields["category"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("all")), *category_choices()]

    def asked(self) -> dict[str, str]:
        """What is asked for; nothing of what cannot be understood."""
        self.is_valid()
        return {name: str(value) for name, value in self.cleaned_data.items() if value}
