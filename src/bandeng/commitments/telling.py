"""What happened to items, in the story of their matter."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from bandeng.commitments import acts
from bandeng.commitments.models import PromisedItem
from bandeng.matters import showing, telling
from bandeng.matters.models import Matter
from bandeng.matters.queries.story import also
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


def _promised(told: Told) -> str:
    return _("A promise was noted, until %(day)s; the unit's own word is still to come") % {
        "day": day_in_words(told["due_on"]),
    }  # fmt: skip


def _day_over(told: Told) -> str:
    return _("The day of a promise is over: %(done)s of %(total)s done") % {
        "done": told["done"], "total": told["total"],
    }  # fmt: skip


def _late(told: Told) -> str:
    if why := told.get("why"):
        return _("The unit says why it is late: %(why)s") % {"why": why}
    return _("The unit says why it is late")


def _checked(told: Told) -> str:
    return _("Looked at: it is solved") if told["solved"] else _("Looked at: not solved yet")


def promises_over(matter: Matter) -> list[str]:
    """The promises over items of a matter, as subjects of entries: they stand in its story too."""
    rows = PromisedItem.objects.filter(item__matter=matter).values_list("commitment", flat=True).distinct()
    return [f"commitment:{pk}" for pk in rows.order_by("commitment")]


def tell() -> None:
    """Give the story its sentences, and the matter's clocks the word for waiting; once at start."""
    also(promises_over)
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
            acts.StatementMade.verb: _late,
            acts.CommitmentMade.verb: _promised,
            acts.CommitmentConfirmed.verb: lazy("The unit stands by its promise"),
            acts.CommitmentDeclined.verb: lazy("The unit declined what was noted as its promise"),
            acts.CommitmentGrown.verb: lazy("More came under a promise"),
            acts.CommitmentDueReached.verb: _day_over,
            acts.ItemReopened.verb: lazy("The same unit takes it up again"),
        }
    )
