"""What a mediator, or a side, sends: shape and format only; the rules stay in the actions and the core."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bandeng.mediation.models import Because, Form, Side, TalkKind
from bandeng.shell.fields import Act, Choices, day, line, one_of, text

YES_NO = (("yes", _("Yes, both said yes to the same words")), ("no", _("No, they do not agree")))
RESULTS = (
    ("kept", _("It is kept")),
    ("again", _("It is not kept: bring them together a second time")),
    ("end", _("It is not kept: they go other ways")),
)
SIDES_ALONE = ((Side.COMPLAINANT, _("Whoever raised it")), (Side.OTHER, _("The other side")))
PRIVATE = _("Only you and that side ever read this.")


class Staged(Act):
    """A form of the page that follows a matter: which of its forms was sent."""

    stage = forms.CharField(max_length=12, required=False, widget=forms.HiddenInput)


class Open(Staged):
    """Between whom, by whom; and what both said to being mediated, where they were asked already."""

    raising = forms.ChoiceField(label=_("For whom"))
    other_name = line(
        _("Who is the other side"), most=80, hint=_("A name, a shop, a door: so that you know. Nobody else reads it.")
    )
    other_unit = forms.ChoiceField(label=_("A unit known here, if it is one"), required=False)
    mediator = forms.ChoiceField(
        label=_("Who mediates"), required=False, help_text=_("Neither a side, nor somebody who works for one.")
    )
    on = day(_("On which day they agreed to talk"))
    complainant_way = line(
        _("How whoever raised it agreed to talk"), required=False, most=200, hint=_("For instance: by telephone.")
    )
    other_way = line(_("How the other side agreed to talk"), required=False, most=200)

    def __init__(
        self, *args: Any, raisings: Choices = (), units: Choices = (), mediators: Choices = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("raising", raisings)
        self.offer("other_unit", [("", _("No")), *units])
        self.offer("mediator", mediators)
        self.fields["on"].required = False
        if not units:
            del self.fields["other_unit"]
        if len(list(mediators)) < 2:
            self.fields["mediator"].widget = forms.HiddenInput()
        if len(list(raisings)) == 1:
            self.fields["raising"].widget = forms.HiddenInput()


class Consents(Staged):
    """That both agreed to talk, each with how and on which day."""

    on = day(_("On which day they agreed to talk"))
    complainant_way = line(_("How whoever raised it agreed to talk"), required=False, most=200)
    other_way = line(_("How the other side agreed to talk"), required=False, most=200)


class Outcome(Staged):
    """What came of the talks."""

    agreed = one_of(_("Do both sides agree?"), YES_NO)
    form = one_of(_("How it was agreed"), Form.choices)
    text = text(
        _("What they agreed, in words both read"), rows=4,
        hint=_("Both sides read these words. Do not name whoever raised it."),
    )  # fmt: skip
    on = day(_("On which day"))


class Again(Staged):
    """It came back before its day: what is not kept."""

    words = text(_("What is not kept"), rows=3)


class Consent(Act):
    """One side's consent."""

    side = one_of(_("Which side"), SIDES_ALONE)
    way = line(_("How it said so"), most=200, hint=_("For instance: at the door, by telephone."))
    on = day(_("On which day"))


class Hear(Act):
    """What was said, by whom, and whether they want to go on."""

    kind = one_of(_("How they were heard"), TalkKind.choices)
    side = one_of(_("Which side"), SIDES_ALONE, required=False)
    on = day(_("On which day"))
    words = text(_("What was said"), rows=6, hint=PRIVATE)
    refuses = forms.BooleanField(
        label=_("This side does not want to go on: the mediation ends now"), required=False,
        help_text=_("What you wrote is kept, and both are told where else they can turn."),
    )  # fmt: skip


class Agree(Act):
    """Both said yes to the same words."""

    form = one_of(_("How it was agreed"), Form.choices)
    text = text(
        _("What they agreed, in words both read"), rows=4,
        hint=_("Both sides read these words. Do not name whoever raised it."),
    )  # fmt: skip
    on = day(_("On which day"))
    both = forms.BooleanField(
        label=_("Each side said yes to these words"), error_messages={"required": _("Both have to say yes.")}
    )


class FollowUp(Act):
    """Whether it is kept."""

    result = one_of(_("Is it kept?"), RESULTS)
    words = text(_("What you saw and heard"), rows=4)


class End(Act):
    """It ends: who refuses, or that they do not agree."""

    because = one_of(
        _("Why it ends"),
        [(Because.REFUSED, _("One side does not want to go on")), (Because.NO_AGREEMENT, _("They do not agree"))],
    )  # fmt: skip
    side = one_of(_("Which side does not want to go on"), SIDES_ALONE, required=False)
    words = text(_("In a few words"), rows=3, required=False)


class Confirm(Act):
    """The court was asked."""

    on = day(_("On which day both asked the court"))
    document = line(_("Its paper, or its number"), required=False, most=200)


class RiskForm(Act):
    """Who was told that it may come to blows."""

    on = day(_("On which day"))
    to = line(_("Who was told"), most=120)
    words = text(_("What may happen"), rows=3)


class HandOver(Act):
    """Another mediator."""

    to = forms.ChoiceField(label=_("Who mediates from now on"))

    def __init__(self, *args: Any, mediators: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("to", mediators)


class Erase(Act):
    """That the other side itself asked to be erased."""

    wished = forms.BooleanField(
        label=_("The other side asked for this itself"),
        error_messages={"required": _("It is erased only where that side asks for it. Please tick that it did.")},
    )


class EraseOwn(forms.Form):
    """A side erases itself: it has read what goes and what stays."""

    once = forms.CharField(max_length=40, widget=forms.HiddenInput)
    sure = forms.BooleanField(
        label=_("I have read this, and want it erased"),
        error_messages={"required": _("Please tick that you have read it and want it erased.")},
    )


class Say(forms.Form):
    """What a side says on its own page: a button, and a few words if it likes."""

    once = forms.CharField(max_length=40, widget=forms.HiddenInput)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    words = text(_("In your own words"), rows=3, required=False, most=1000)
