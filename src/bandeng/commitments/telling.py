"""What happened to items, in the story of their matter."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from bandeng.commitments import acts, queries
from bandeng.commitments.models import PromisedItem
from bandeng.commitments.orders import name_of
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


def _quoted(told: Told) -> str:
    amount = yuan(told["amount_fen"])
    if told["outside_contract"]:
        return _("It was said what it costs: %(amount)s, outside the contract") % {"amount": amount}
    return _("It was said what it costs: %(amount)s") % {"amount": amount}


def yuan(fen: int) -> str:
    """An amount as people write it: "12,800.50 yuan"."""
    whole, rest = divmod(fen, 100)
    return _("%(amount)s yuan") % {"amount": f"{whole:,}.{rest:02d}" if rest else f"{whole:,}"}


def _funded(told: Told) -> str:
    found = queries.source(told["source"])
    return _("It was said who pays: %(source)s") % {"source": showing.in_words(found.name) if found else ""}


def _in_part(told: Told) -> str:
    rest = day_in_words(told["rest_on"])
    if missing := told.get("missing"):
        return _("Part of it is done; the rest (%(missing)s) until %(day)s") % {"missing": missing, "day": rest}
    return _("Part of it is done; the rest until %(day)s") % {"day": rest}


def _helped(told: Told) -> str:
    if not told["people"]:
        return _("A partner helped: %(partner)s") % {"partner": told.get("partner", "")}
    hours = hours_in_words(told["minutes"])
    return ngettext("%(n)s volunteer helped, %(hours)s", "%(n)s volunteers helped, %(hours)s", told["people"]) % {
        "n": told["people"], "hours": hours,
    }  # fmt: skip


def hours_in_words(minutes: int) -> str:
    """A time as people say it: "2 hours", "1.5 hours", "40 minutes"."""
    if minutes < 60:
        return ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes}
    whole, rest = divmod(round(minutes / 6), 10)
    count = f"{whole}.{rest}" if rest else str(whole)
    return ngettext("%(n)s hour", "%(n)s hours", whole if not rest else 2) % {"n": count}


def promises_over(matter: Matter) -> list[str]:
    """The promises over items of a matter, as subjects of entries: they stand in its story too."""
    rows = PromisedItem.objects.filter(item__matter=matter).values_list("commitment", flat=True).distinct()
    return [f"commitment:{pk}" for pk in rows.order_by("commitment")]


def _pressed(told: Told) -> str:
    return _("%(what)s, to be answered until %(day)s") % {
        "what": name_of(told["level"]), "day": day_in_words(told["due_on"]),
    }  # fmt: skip


def _called_back(told: Told) -> str:
    if not told["reached"]:
        return _("A raiser was called back and not reached")
    said = {"yes": _("solved"), "partly": _("partly solved"), "no": _("not solved")}[told["solved"]]
    if told["mode"] == "page":
        return _("A raiser whom the oversight had drawn says on the receipt: %(said)s") % {"said": said}
    return _("A raiser was called back by the oversight and says: %(said)s") % {"said": said}


def tell() -> None:
    """Give the story its sentences, and the matter's clocks the word for waiting; once at start."""
    also(promises_over)
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
            acts.SupportJoined.verb: lazy("Another unit helps with it"),
            acts.SupportLeft.verb: lazy("A unit that helped has left"),
            acts.ItemQuoted.verb: _quoted,
            acts.ItemFunded.verb: _funded,
            acts.ItemSuspensionAsked.verb: telling.paused,
            acts.ItemSuspensionDecided.verb: telling.pause_decided,
            acts.ItemSuspensionEnded.verb: telling.pause_ended,
            acts.ItemDeliveredInPart.verb: _in_part,
            acts.ItemHelped.verb: _helped,
            acts.ItemPaired.verb: lazy("Pictures of before and after were put side by side"),
            acts.ItemDropped.verb: lazy("It was said openly that one thing will not be done"),
            acts.StatementMade.verb: _late,
            acts.CommitmentMade.verb: _promised,
            acts.CommitmentConfirmed.verb: lazy("The unit stands by its promise"),
            acts.CommitmentDeclined.verb: lazy("The unit declined what was noted as its promise"),
            acts.CommitmentWithdrawn.verb: lazy("What was noted as a promise was noted wrongly, and is taken back"),
            acts.CommitmentGrown.verb: lazy("More came under a promise"),
            acts.CommitmentDueReached.verb: _day_over,
            acts.ItemReopened.verb: lazy("The same unit takes it up again"),
            acts.OrderIssued.verb: _pressed,
            acts.OrderAnswered.verb: lazy("Whoever was pressed says what holds it up"),
            acts.CallbackMade.verb: _called_back,
        }
    )
