"""What happened to items, in the story of their matter."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from bandeng.commitments import acts
from bandeng.matters import showing, telling
from bandeng.matters.telling import day_in_words

Told = Any


def _claimed(told: Told) -> str:
    return _("A unit took on what must be done, until %(day)s") % {"day": day_in_words(told["due"]["due_on"])}


def _asked(told: Told) -> str:
    return _("More time was asked for, until %(day)s") % {"day": day_in_words(told["to_on"])}


def _decided(told: Told) -> str:
    if not told["granted"]:
        return _("More time was not granted")
    return _("More time was granted: from %(old)s to %(new)s") % {
        "old": day_in_words(told["old"]), "new": day_in_words(told["new"]),
    }  # fmt: skip


def _set(told: Told) -> str:
    if title := told.get("title"):
        return _("It was set what must be done: %(title)s") % {"title": title}
    return _("It was set what must be done")


def _checked(told: Told) -> str:
    return _("Looked at: it is solved") if told["solved"] else _("Looked at: not solved yet")


def tell() -> None:
    """Give the story its sentences, and the matter's clocks the word for waiting; once at start."""
    showing.CLOCKS["claim"] = lazy("A unit takes it on until")
    telling.tells(
        {
            acts.ItemSet.verb: _set,
            acts.ItemClaimed.verb: _claimed,
            acts.ItemReturned.verb: lazy("A unit gave it back; it waits for a unit again"),
            acts.ItemHandedOver.verb: lazy("A colleague in the unit works on it now"),
            acts.ItemProgressed.verb: lazy("Word from the unit on how it goes"),
            acts.ExtensionAsked.verb: _asked,
            acts.ExtensionDecided.verb: _decided,
            acts.ItemDone.verb: lazy("The unit says that it is done"),
            acts.ItemChecked.verb: _checked,
            acts.ItemDropped.verb: lazy("It was said openly that one thing will not be done"),
            acts.ItemReopened.verb: lazy("The same unit takes it up again"),
        }
    )
