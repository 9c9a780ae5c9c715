"""What whoever handles a matter sends: shape and format only; the rules stay in the actions and the core."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from bandeng.core.categories import classes, parts_of
from bandeng.matters.models import Kind, Reach, Severity
from bandeng.people.models import Organisation
from bandeng.shell.fields import CHOOSE, Act, Choices, day, line, one_of, some_of, text
from bandeng.shell.words import word


class Plain(Act):
    """A button alone."""


class Accept(Act):
    """What everybody will read, in the community's own words."""

    title = line(_("What everybody reads as its name"), hint=_("A few words: what, and where. No names, no numbers."))
    summary = text(
        _("What everybody reads about it"), most=2000, rows=5,
        hint=_("In your own words, so that no neighbour can be recognised. Nothing is taken over by itself."),
    )  # fmt: skip
    photos = some_of(_("Pictures everybody may see"), (), hint=_("Only those you tick. No faces, no number plates."))


class Summary(Act):
    """Other words for everybody, with the reason."""

    title = line(_("What everybody reads as its name"))
    summary = text(_("What everybody reads about it"), most=2000, rows=5)
    reason = line(
        _("Why other words?"), most=300, hint=_("Everybody can read this; the earlier words stay in the ledger.")
    )


class Reason(Act):
    """A reason in words."""

    reason = text(_("Why?"), most=1000, rows=3, hint=_("Everybody who may read the matter reads this."))


FEASIBLE: Choices = (("yes", _("it can")), ("no", _("it cannot")), ("unknown", _("not known yet")))


class Verify(Act):
    """A visit: what was found, and whether it can be done."""

    visited_on = day(_("Seen on"))
    finding = text(
        _("What did you find?"), most=2000,
        hint=_("How many, how long, how bad. Everybody reads this once the matter is public: no names."),
    )  # fmt: skip
    legal = one_of(_("Do the rules allow it?"), FEASIBLE)
    technical = one_of(_("Can it be built or done?"), FEASIBLE)
    financial = one_of(_("Can it be paid for?"), FEASIBLE)
    note = text(_("Only for those who handle it"), required=False, rows=2, most=2000)
    kept = forms.CharField(max_length=1200, required=False, widget=forms.HiddenInput)


def category_choices() -> list[tuple[str, object]]:
    """All categories, each part under its class."""
    language = get_language() or ""
    found: list[tuple[str, object]] = []
    for one in classes():
        parts = [(part.key, part.name(language)) for part in parts_of(one.key)]
        found.append(
            (one.name(language), [(one.key, one.name(language)), *parts]) if parts else (one.key, one.name(language))
        )
    return found


def guard_choices() -> list[tuple[str, object]]:
    """What sorting may find true of a matter."""
    return [
        ("existing_duty", _("A contract or duty covers it already: the unit just does it")),
        ("common_parts", _("It changes or uses common parts: the owners may have to decide together")),
        ("public_rental", _("The compound is public rental housing: residents are tenants")),
        ("two_sides", _("It is a quarrel between two sides")),
        ("outside_duty", _("It lies outside the community's duties")),
        ("alters_building", _("Buildings or their facilities are altered or rebuilt")),
        ("uses_fund", _("The maintenance fund would pay")),
        ("raises_fund", _("Money would be collected for the maintenance fund")),
        ("house_rules", _("It is about the owners' rules, their committee or the property firm")),
        ("home_business", _("A home is used for business")),
        ("collects_money", _("Residents would be asked for money for a public good")),
        ("village_affairs", _("It is about village land, income, public works or subsidies")),
    ]


class Where(Act):
    """What a matter is about and how pressing it is."""

    category = forms.ChoiceField(label=_("What is it about?"))
    severity = forms.TypedChoiceField(
        label=_("How pressing is it?"), choices=Severity.choices, coerce=int, widget=forms.RadioSelect
    )
    guards = some_of(_("What is true of it"), ())

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.offer("category", category_choices())
        self.offer("guards", guard_choices())


class Way(Act):
    """Why it takes another way, and where to."""

    reason_code = forms.ChoiceField(label=_("The reason, for counting"), required=False)
    reason = text(_("The reason in words"), most=2000, required=False, rows=3, hint=_("The raisers read it."))
    next_channel = line(
        _("Where else they can turn"), required=False, hint=_("For example: 12345, the court, the petition office.")
    )
    to_organisation = forms.ModelChoiceField(
        label=_("To whom"), required=False, queryset=Organisation.objects.none(), empty_label=_("another body:")
    )
    to = line(_("Its name, if it is not in the list"), required=False)


class Sort(Where, Way):
    """How it goes on."""

    choose = one_of(_("How does it go on?"), ())
    into = line(_("Number of the matter it goes into"), required=False, most=40)

    field_order = ("category", "severity", "guards", "choose", "into", "to_organisation", "to", "reason_code", "reason",
                   "next_channel")  # fmt: skip


class Branch(Way):
    """Leave the line by one branch."""


OUTCOMES: Choices = (
    ("consensus", _("agreed")), ("partial", _("agreed in part")), ("none", _("not agreed")),
    ("advisory", _("advice only")),
)  # fmt: skip
SEATS = (
    "resident", "building_head", "neighbour_steward", "secretary", "community_staff", "unit_officer",
    "department_officer", "cppcc_member", "social_worker",
)  # fmt: skip
"""Who usually sits on a bench; further seats are named freely."""


class Bench(Act):
    """The note of a bench meeting. Seats and differing views stand beside it, as many as there are."""

    held_on = day(_("Held on"))
    where = line(_("Where"), hint=_("For example: the bench before building 2"))
    said = text(_("What was said"), rows=4, hint=_("Who said what by role, never by name."))
    outcome = one_of(_("What came of it?"), OUTCOMES)
    opinion = text(_("What the bench thinks should be done"), rows=3)
    next_step = line(_("What happens next, if not agreed"), required=False, most=200)
    choose = forms.ChoiceField(
        label=_("And the matter"), required=False, help_text=_("With this the step is completed."),
    )  # fmt: skip


class Answer(Act):
    """An answer to a view that differed."""

    answer = text(_("Why it was decided otherwise"), rows=3)


class Words(Act):
    """Words alone."""

    text = text(_("In words"), rows=4)


class Reply(Act):
    """The official word, and what goes with it. Letters to single raisers stand beside it."""

    kind = one_of(_("What kind of reply?"), Kind.choices)
    text = text(_("The reply"), rows=6, hint=_("What was done, by whom, until when. What could not be done, and why."))
    legal_basis = line(_("On what ground"), required=False, most=300)
    appeal = line(
        _("If they do not agree"), required=False, most=300, hint=_("Where to turn: call, office, petition, court.")
    )


class Deliver(Act):
    """A reply was handed over, or tried."""

    mode = one_of(
        _("How?"),
        [(Reach.VISIT, Reach.VISIT.label), (Reach.PHONE, Reach.PHONE.label), (Reach.PRINT, Reach.PRINT.label)],
    )
    succeeded = forms.TypedChoiceField(
        label=_("Were they reached?"), choices=(("yes", _("yes, told")), ("no", _("no, only tried"))),
        coerce=lambda said: said == "yes", widget=forms.RadioSelect, error_messages=CHOOSE,
    )  # fmt: skip
    on = day(_("On"))
    note = line(_("What happened"), required=False, most=200, hint=_("Asked for when nobody was reached. No names."))


class PassOnAnswer(Act):
    """What came back from where it was sent."""

    answer = one_of(
        _("What came back?"),
        (
            ("acknowledged", _("they have taken it")), ("returned", _("they sent it back")),
            ("result", _("they told the result")),
        ),
    )  # fmt: skip
    by_whom = line(_("Who said so"), required=False, hint=_("An office or a role"))
    text = text(_("In words"), required=False, rows=3)
    again = forms.BooleanField(label=_("It comes down to us again, to be sorted anew"), required=False)


class Merge(Act):
    """Into which matter, and why."""

    into = forms.ChoiceField(label=_("Into which matter?"), widget=forms.RadioSelect, required=False)
    number = line(_("Or its number"), required=False, most=40)
    reason = text(_("Why are they the same?"), most=1000, rows=2)
    text = text(
        _("What its raisers read"), required=False, most=2000, rows=3, hint=_("If left empty, they read the reason.")
    )


class HandOver(Act):
    """To whom."""

    to = forms.ChoiceField(label=_("Who takes it over?"), required=False)


class Correct(Act):
    """A date that was told wrongly."""

    which = one_of(_("Which date is wrong?"), ())
    now = day(_("The right date"))
    reason = text(
        _("How did it come about?"),
        most=300,
        rows=2,
        hint=_("The wrong date stays in the ledger, marked as corrected."),
    )


class Choose(Act):
    """What follows."""

    choose = one_of(_("How does it go on?"), ())


class Reveal(Act):
    """Why somebody has to look at contact data."""

    fields_ = some_of(_("What do you need?"), (("name", _("name")), ("phone", _("telephone")), ("email", _("e-mail"))))
    reason = line(_("Why?"), most=200, hint=_("It is written down who looked, and why; the raiser can see it."))


class FindReceipt(forms.Form):
    """Whose receipt was lost."""

    asked = forms.CharField(
        label=_("Name, telephone, or the matter's number"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class NewReceipt(Act):
    """How somebody at the desk was known."""

    how = line(
        _("By what do you know this person?"),
        most=200,
        hint=_("For example: came in person, gave the telephone number."),
    )


def role_words(roles: Sequence[str]) -> list[tuple[str, str]]:
    """Roles with their words."""
    return [(role, word(role)) for role in roles]
