"""What is written down of decisions, postings and of what was done elsewhere: shape and format only."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bandeng.core.gate import Rule
from bandeng.matters.forms.staff import guard_choices
from bandeng.shell.fields import CHOOSE, Act, day, line, some_of, text

MOST_PEOPLE, MOST_AREA = 10_000_000, Decimal("99999999.99")
COUNTED = {"heads": _("Heads"), "households": _("Households"), "area": _("Area in square metres")}
PARTS = (("total", _("in all")), ("present", _("took part")), ("agree", _("agreed")))
YES_NO = (("yes", _("yes")), ("no", _("no")))


def yes_no(label: Any, *, required: bool = True) -> forms.TypedChoiceField:
    """Yes or no, each with its circle."""
    return forms.TypedChoiceField(
        label=label, choices=YES_NO, coerce=lambda said: said == "yes", widget=forms.RadioSelect, empty_value=None,
        error_messages=CHOOSE, required=required,
    )  # fmt: skip


def photos() -> forms.CharField:
    """The pictures kept from an earlier sending of the form."""
    return forms.CharField(max_length=1200, required=False, widget=forms.HiddenInput)


class Decide(Act):
    """What a body decided, with the figures its rule counts."""

    decided_on = day(_("Decided on"))
    notice_on = day(_("The last of those to be told was told on"))
    agreed = yes_no(_("Did it decide for it?"))
    text = text(_("What was decided, word for word"), most=4000, rows=3)
    document = line(
        _("Its document"), required=False, most=120,
        hint=_("For example: resolution no. 3 of 2026, with the list of signatures. Or take a picture of it."),
    )  # fmt: skip
    kept = photos()

    def __init__(self, *args: Any, rule: Rule, **given: Any) -> None:
        super().__init__(*args, **given)
        self.rule = rule
        if not rule.notice:
            del self.fields["notice_on"]
        if rule.counts:
            del self.fields["agreed"]
        for of in rule.counts:
            for part, _label in PARTS:
                self.fields[f"{of}_{part}"] = _figure(of)

    def table(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """What is counted, each with its three figures."""
        return [(COUNTED[of], [self[f"{of}_{part}"] for part, _label in PARTS]) for of in self.rule.counts]

    def heads(self) -> list[Any]:
        """The columns of the table."""
        return [label for _part, label in PARTS]

    def told(self) -> dict[str, Any]:
        """What was asked for, the figures together."""
        told = super().told()
        figures = {of: [_whole(of, told.pop(f"{of}_{part}")) for part, _label in PARTS] for of in self.rule.counts}
        return {**told, "figures": figures}


def _figure(of: str) -> forms.Field:
    label = COUNTED[of]
    wrong = {"required": _("Please write the number.")}
    if of == "area":
        return forms.DecimalField(
            label=label,
            min_value=Decimal(0),
            max_value=MOST_AREA,
            max_digits=12,
            decimal_places=2,
            error_messages=wrong,
        )
    return forms.IntegerField(label=label, min_value=0, max_value=MOST_PEOPLE, error_messages=wrong)


def _whole(of: str, number: Any) -> int:
    """Area in hundredths, so that nothing is rounded."""
    return int(number * 100) if of == "area" else int(number)


class Post(Act):
    """A result made public."""

    posted_on = day(_("It hangs since"))
    days = forms.IntegerField(label=_("For how many days"), min_value=1, max_value=365)
    where = line(_("Where"), most=120, hint=_("The notice board, the entrance, the group."))
    text = text(_("What it says"), most=4000, rows=3)
    kept = photos()


class ClosePosting(Act):
    """The days are over."""

    objections = text(
        _("What was objected"), required=False, rows=3, most=4000,
        hint=_("Leave it empty when nobody objected. No names."),
    )  # fmt: skip
    answer = text(_("The answer to it"), required=False, rows=3, most=4000)


class Note(Act):
    """What was done on paper or elsewhere."""

    on = day(_("On which day"))
    for_on = day(_("For the meeting on"))
    good = yes_no(_("Did they say yes?"))
    text = text(_("What came of it"), rows=4)
    document = line(_("Its document"), required=False, most=120)
    kept = photos()


class Guards(Act):
    """What is true of a matter."""

    guards = some_of(_("What is true of it"), ())

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.offer("guards", guard_choices())


class ChangeProcess(Act):
    """Which process it follows from now on, and why."""

    process = forms.ChoiceField(label=_("Which process?"), widget=forms.RadioSelect, error_messages=CHOOSE)
    reason = text(_("Why?"), most=1000, rows=3, hint=_("Everybody who may read the matter reads this."))
