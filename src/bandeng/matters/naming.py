"""What the closed lists of a process are called where somebody makes one: choices in plain words."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bandeng.core.process import words
from bandeng.shell.words import word

Choices = list[tuple[str, object]]

TOOLS: Mapping[str, Promise] = {
    "verification": _("Somebody goes and sees, and writes down what is so"),
    "sorting": _("It is sorted: what kind, how urgent, which way"),
    "bench_note": _("People talk it over on the bench, and it is noted"),
    "meeting": _("A meeting is held, with minutes"),
    "poll": _("People are asked for their opinion, and it is counted"),
    "opinion": _("People put statements and react to them"),
    "ballot": _("A lawful vote is held"),
    "decision": _("The body that may decide has decided, with its paper"),
    "mediation": _("Both sides are heard and come to an agreement"),
    "notice": _("People are called together, in time"),
    "publicity": _("The result hangs for everybody to see and object"),
    "research": _("Visits are made and the findings written down"),
    "claim": _("A unit takes the work on, with a date"),
    "evidence": _("The unit shows that the work is done"),
    "check": _("Somebody else looks whether it is done"),
    "review": _("Another person looks at it anew"),
    "acknowledgement": _("Another office says that it has taken it over"),
    "escalation": _("It is sent up to the street or the county"),
    "merge": _("It is joined into another matter"),
    "reply": _("Everybody who raised it gets the final reply"),
}
"""What is done at a step."""

GUARDS: Mapping[str, Promise] = {
    "life_safety": _("somebody's life is in danger"),
    "no_life_safety": _("nobody's life is in danger"),
    "consensus": _("the talk came to an agreement"),
    "no_consensus": _("the talk came to no agreement"),
    "passed": _("the vote or decision was for it"),
    "not_passed": _("the vote or decision was against it"),
    "agreed": _("both sides have agreed"),
    "not_agreed": _("the two sides have not agreed"),
    "acknowledged": _("the other office has taken it over"),
    "not_acknowledged": _("the other office has not taken it over"),
    "two_sides": _("it is a quarrel between two sides"),
    "common_parts": _("it changes or uses common parts"),
    "public_rental": _("the homes are public rental housing"),
    "outside_duty": _("it lies outside the community's duties"),
    "existing_duty": _("a contract or duty covers it already"),
    "sole_raiser": _("only one person raised it"),
}
"""What may have to be true before a step is entered."""

UNITS: Mapping[str, Promise] = {"working": _("working days"), "calendar": _("calendar days")}
ANCHORS: Mapping[str, Promise] = {
    "entered": _("counted from when it comes to this step"),
    "raised": _("counted from when it was raised"),
}
ORIGINS: Mapping[str, Promise] = {
    "source": _("A written source says so; it is named below"),
    "assumption": _("We think so: it is our assumption"),
}

ADVICE: Mapping[str, Promise] = {
    "unreachable_step": _(
        "Open a step before this one and tick this step under “What may follow”; or take this step out."
    ),
    "no_way_out": _(
        "Tick a further step under “What may follow” that is open at all times: one without a condition and without a"
        " limit on how often."
    ),
    "ends_without_reply": _(
        "Let it end at a step where everybody who raised it gets the final reply and which reaches “replied”; tick that"
        " step under “What may follow”."
    ),
    "unbounded_loop": _("Say in one step of this circle how often it may be entered."),
    "unknown_role": _("Tick at least one who may do this step."),
    "unknown_tool": _("Choose from the list what is done here."),
    "unknown_fact": _("Choose from the list what is needed here."),
    "unknown_guard": _("Choose the condition from the list."),
    "unknown_milestone": _("Choose from the list how far it has come after this step."),
    "unknown_step": _("Open the step and tick what may follow; what stood there is gone."),
    "duplicate_key": _("Take one of the two steps out and put it in anew."),
    "bad_deadline": _("Write the number of days, from 1 to 3650, and say which days are counted."),
    "no_steps": _("Put in the first step below."),
    "milestone_order": _(
        "How far it has come must not go back along the way: change what is ticked under “How far it has come”, or the"
        " order of the steps."
    ),
    "unknown_key": _("Take it out."),
    "bad_value": _("Write a name of 1 to 60 characters."),
}
"""What to do about each finding of the checker, for somebody at a page."""


def chosen(named: Mapping[str, Promise]) -> Choices:
    """The choices of a field."""
    return [(key, label) for key, label in named.items()]


def by_word(keys: tuple[str, ...]) -> Choices:
    """Choices that the shell has words for: roles, milestones, facts."""
    return [(key, word(key)) for key in keys]


def roles() -> Choices:
    return by_word(words.ROLES)


def milestones() -> Choices:
    return by_word(words.MILESTONES)


def facts() -> Choices:
    return by_word(words.FACTS)
