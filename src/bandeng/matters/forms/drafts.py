"""A process that is being made: its name, its steps, its publication. No key word is typed; choices are in words."""

from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bandeng.core.process import Process, Step, Within, Words
from bandeng.core.process.reading import LONGEST
from bandeng.core.process.shaping import PROPOSED, Proposal
from bandeng.matters import naming
from bandeng.matters.forms.processes import EVERYBODY
from bandeng.matters.showing import in_words
from bandeng.shell.fields import CHOOSE, Choices, line, new_once, one_of, some_of, text

NOTHING = ""
DEADLINES = "deadlines: assumption"
"""The line of `cite` that says so (docs/process.md)."""


def _name_zh() -> forms.CharField:
    return line(_("Its name in Chinese"), most=60)


def _name_en() -> forms.CharField:
    return line(
        _("Its name in English"), most=60, required=False, hint=_("The Chinese name stands in for it when it is empty.")
    )


def named(told: dict[str, Any]) -> Words:
    """Both names; one stands in for the other."""
    return Words(told["name_zh"], told["name_en"] or told["name_zh"])


class Kept(forms.Form):
    """What every form of a draft carries: the version that was looked at."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class Begin(forms.Form):
    """What a draft begins with."""

    base = forms.ChoiceField(label=_("Begin with"), required=False)
    own = one_of(
        _("What shall it become?"),
        (("own", _("A process of our own, beside the one it is copied from")), ("new", _("A new version of that one"))),
    )
    place = forms.ChoiceField(label=_("For whom"))
    name_zh = _name_zh()
    name_en = _name_en()

    def __init__(self, *args: Any, bases: Choices, places: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("base", bases), ("place", places)):
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def where(self) -> str | None:
        """The code of the place; None for the whole site."""
        place = str(self.cleaned_data["place"])
        return None if place == EVERYBODY else place


class Head(Kept):
    """The name, and who says so."""

    name_zh = _name_zh()
    name_en = _name_en()
    origin = one_of(_("Who says that this is the way?"), naming.chosen(naming.ORIGINS))
    assumed = forms.BooleanField(label=_("The days are our assumption, whoever says the steps"), required=False)
    cite = text(
        _("What it rests on"), required=False, rows=3,
        hint=_("One line each: the document, its number, its date, the article."),
    )  # fmt: skip
    parties = text(
        _("Who sits at the table"), required=False, rows=3,
        hint=_("One line each, for example: the community, the property company, residents."),
    )  # fmt: skip

    @staticmethod
    def of(process: Process, version: int) -> dict[str, Any]:
        """What stands in the draft."""
        return {
            "version": version, "name_zh": process.name.zh, "name_en": process.name.en, "origin": process.origin,
            "assumed": DEADLINES in process.cite, "parties": "\n".join(process.parties),
            "cite": "\n".join(each for each in process.cite if each != DEADLINES),
        }  # fmt: skip

    def applied(self, process: Process) -> Process:
        """The process with what was said here."""
        told = self.cleaned_data
        cite = [*_lines(told["cite"]), *([DEADLINES] if told["assumed"] else [])]
        return replace(
            process, name=named(told), origin=told["origin"], cite=tuple(cite), parties=tuple(_lines(told["parties"]))
        )


def _lines(said: str) -> list[str]:
    return list(dict.fromkeys(each.strip() for each in said.splitlines() if each.strip()))


def _tool() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("What is done here?"), required=False,
        choices=[(NOTHING, _("Nothing in particular: somebody says that it is done")), *naming.chosen(naming.TOOLS)],
    )  # fmt: skip


class Add(Kept):
    """A new step: its name, who, what is done; the rest is proposed and can be changed on its page."""

    name_zh = _name_zh()
    name_en = _name_en()
    after = forms.ChoiceField(label=_("Where does it stand?"), required=False)
    opens = _tool()
    by = forms.MultipleChoiceField(
        label=_("Who may do it?"), choices=naming.roles, widget=forms.CheckboxSelectMultiple, error_messages=CHOOSE
    )

    def __init__(self, *args: Any, process: Process, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        steps = [(step.key, _("after “%(name)s”") % {"name": in_words(step.name)}) for step in process.line]
        self.fields["after"].choices = [*steps, (NOTHING, _("as the first"))]  # type: ignore[attr-defined]
        self.fields["after"].initial = process.line[-1].key if process.line else NOTHING
        if not process.line:
            self.fields["after"].widget = forms.HiddenInput()

    def step(self, key: str) -> Step:
        """The step with what usually goes with its tool."""
        told = self.cleaned_data
        usual = PROPOSED.get(told["opens"], Proposal())
        return Step(
            key=key, name=named(told), reaches=usual.reaches, by=frozenset(told["by"]), opens=told["opens"] or None,
            needs=usual.needs,
        )  # fmt: skip


class EditStep(Kept):
    """Everything about one step."""

    name_zh = _name_zh()
    name_en = _name_en()
    by = forms.MultipleChoiceField(
        label=_("Who may do it?"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one who may do this step.")},
    )  # fmt: skip
    opens = _tool()
    needs = some_of(_("What must stand before one goes on?"), ())
    days = forms.IntegerField(
        label=_("Within how many days"), required=False, min_value=1, max_value=LONGEST,
        help_text=_("Leave it empty when no time is set."),
    )  # fmt: skip
    unit = one_of(_("Which days"), naming.chosen(naming.UNITS))
    start = one_of(_("From when"), naming.chosen(naming.ANCHORS))
    then = some_of(
        _("What may follow?"), (), hint=_("Whoever does this step chooses among them. Nothing ticked: it ends here.")
    )
    when = some_of(
        _("Only when"), (), hint=_("All that is ticked must be true; nothing ticked: it may be entered at any time.")
    )
    at_most = forms.IntegerField(
        label=_("At most how often"), required=False, min_value=1, max_value=99,
        help_text=_("A circle back needs a number here in one of its steps, so that nobody goes round for ever."),
    )  # fmt: skip
    reaches = some_of(
        _("How far it has come after this step"), (),
        hint=_("So that figures can be compared from place to place; nothing ticked is fine."),
    )  # fmt: skip

    def __init__(self, *args: Any, process: Process, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: dict[str, Choices] = {
            "by": naming.roles(), "needs": naming.facts(), "when": naming.chosen(naming.GUARDS),
            "reaches": naming.milestones(), "then": followers(process),
        }  # fmt: skip
        for name, choices in offered.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    @staticmethod
    def of(step: Step, version: int) -> dict[str, Any]:
        """What stands in the draft."""
        within = step.within
        return {
            "version": version, "name_zh": step.name.zh, "name_en": step.name.en, "by": list(step.by),
            "opens": step.opens or NOTHING, "needs": list(step.needs), "days": within.days if within else None,
            "unit": within.unit if within else "working", "start": within.start if within else "entered",
            "then": list(step.then), "when": list(step.when), "at_most": step.at_most, "reaches": list(step.reaches),
        }  # fmt: skip

    def step(self, old: Step) -> Step:
        """The step as it is told now. What may follow keeps the order in which it stood; new ones come after."""
        told = self.cleaned_data
        then = [key for key in old.then if key in told["then"]]
        days = told["days"]
        return replace(
            old, name=named(told), by=frozenset(told["by"]), opens=told["opens"] or None,
            needs=frozenset(told["needs"]), within=Within(days, told["unit"], told["start"]) if days else None,
            then=(*then, *(key for key in told["then"] if key not in then)), when=frozenset(told["when"]),
            at_most=told["at_most"], reaches=tuple(told["reaches"]),
        )  # fmt: skip


def followers(process: Process) -> Choices:
    """The steps of the line in their order, then the ways that every process shares."""
    steps: Choices = [(step.key, f"{n}. {in_words(step.name)}") for n, step in enumerate(process.line, start=1)]
    beside: Choices = [
        (branch.key, _("beside the line: %(name)s") % {"name": in_words(branch.name)})
        for branch in process.branches
        if branch.key not in process.own and branch.start != {"end"}
    ]
    return [*steps, *beside]


class Change(Kept):
    """One step up, down, or out."""

    n = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    do = forms.ChoiceField(choices=[(each, each) for each in ("up", "down", "remove")], widget=forms.HiddenInput)


class Publish(Kept):
    """For good."""

    once = forms.CharField(max_length=40, widget=forms.HiddenInput, initial=new_once)
    aside = forms.BooleanField(
        label=_("Only put it beside the others: new matters follow the present one as before"), required=False
    )
