"""A raiser's own data: what is kept of one raising, as plain values and as a page to read (PIPL art. 45, A11)."""

import hmac
from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from bandeng.matters.models import Raising, Reply
from bandeng.matters.queries.receipts import matters_of
from bandeng.matters.queries.replies import day_of, replies_to, status_of
from bandeng.people.masking import plain_name, plain_phone
from bandeng.people.models import Person, Reveal
from bandeng.records.models import Entry
from bandeng.shell.words import labelled

KNOWN_DIGITS = 4
OWN_VERBS = (
    "matter.raised", "matter.joined", "matter.rated", "matter.contested", "matter.withdrawn", "callback.made",
)  # fmt: skip
OWN_FIELDS = ("words", "name", "phone", "email", "letter", "way")
"""The private parts of a matter's entries that belong to one raiser."""

More = Callable[[Raising], list[dict[str, Any]]]
_MORE: dict[str, More] = {}


def also_holds(key: str, find: More) -> None:
    """Say what an upper room holds of a raising; `key` names it in the copy."""
    _MORE[key] = find


MoreEntries = Callable[[Raising], list[Entry]]
_PRIVATE: list[MoreEntries] = []


def also_private(find: MoreEntries) -> None:
    """Say which entries of an upper room, under subjects of its own, hold what a raiser said."""
    _PRIVATE.append(find)


def own_entries(raising: Raising) -> list[Entry]:
    """The entries that hold something private of a raising: its own words at any time, and letters to it alone."""
    here = Entry.objects.filter(subject__in=[f"matter:{pk}" for pk in sorted(matters_of(raising))])
    said = here.filter(verb__in=OWN_VERBS, detail__raising=str(raising.pk))
    letters = [entry for entry in here.filter(verb="matter.replied") if _is_letter_to(entry, raising)]
    more = [entry for find in _PRIVATE for entry in find(raising)]
    return sorted([*said, *letters, *more], key=lambda entry: entry.arrival)


def _is_letter_to(entry: Entry, raising: Raising) -> bool:
    return "letter" in entry.private and [to["raising"] for to in entry.detail["replies"]] == [str(raising.pk)]


def asked_of(raising: Raising) -> str:
    """What the holder of a receipt is asked before they take away or erase a raiser's data: "phone", "name" or "".

    Whoever printed a slip has seen its code, so the code alone does not open them (domain.md 3.8).
    """
    if raising.erased_at:
        return ""
    return "phone" if len(plain_phone(raising.phone)) >= KNOWN_DIGITS else "name" if plain_name(raising.name) else ""


def knows(raising: Raising, said: str) -> bool:
    """Whether it was said: the last four digits of the number, or the name, as they were given with the raising."""
    match asked_of(raising):
        case "phone":
            return hmac.compare_digest(plain_phone(said)[-KNOWN_DIGITS:], plain_phone(raising.phone)[-KNOWN_DIGITS:])
        case "name":
            return plain_name(said) == plain_name(raising.name)
        case _:
            return True


def raising_data(raising: Raising) -> dict[str, Any]:
    """Everything kept of a raising, in clear, as plain JSON values."""
    return {
        "format": "bandeng-own-raising/1",
        "raising": str(raising.pk), "matter": raising.matter.number, "first_matter": raising.first_matter.number,
        "raised_at": raising.raised_at.isoformat(), "channel": raising.channel, "reach": raising.reach,
        "capacity": raising.capacity, "anonymous": raising.anonymous, "consent": raising.consent,
        "words": raising.words, "name": raising.name, "phone": raising.phone, "email": raising.email,
        "photos": raising.photos, "pseudonym": raising.pseudonym,
        "withdrawn_at": raising.withdrawn_at.isoformat() if raising.withdrawn_at else None,
        "erased_at": raising.erased_at.isoformat() if raising.erased_at else None,
        "replies": [
            {
                "at": reply.at.isoformat(), "kind": reply.kind, "text": reply.text, "letter": reply.letter,
                "legal_basis": reply.legal_basis, "appeal": reply.appeal, "status": status_of(reply),
            }
            for reply in replies_to(raising)
        ],
        "ratings": [
            {
                "at": rating.at.isoformat(), "round": rating.round, "answered": rating.answered,
                "solved": rating.solved, "satisfied": rating.satisfied, "words": rating.words,
            }
            for rating in raising.ratings.order_by("at", "pk")
        ],
        "seen_by": [_seen(seen) for seen in _looks_at(raising)],
        "entries": [f"{entry.chain}:{entry.n}" for entry in own_entries(raising)],
        **{key: find(raising) for key, find in _MORE.items()},
    }  # fmt: skip


def _looks_at(raising: Raising) -> QuerySet[Reveal]:
    return Reveal.objects.filter(of=f"raising:{raising.pk}").select_related("by").order_by("at", "pk")


def _seen(seen: Reveal) -> dict[str, Any]:
    by = seen.by.called or seen.by.name
    return {"at": seen.at.isoformat(), "by": by, "fields": seen.fields, "reason": seen.reason}


def readable_raising(raising: Raising) -> str:
    """The same to read: what I said, what I was answered, who looked at my contact data."""
    data = raising_data(raising)
    told = [
        _("Matter %(number)s, raised on %(day)s") % {"number": data["matter"], "day": day_of(raising.raised_at)},
        *(labelled(name, data[key]) for key, name in _names().items() if data[key]),
        *(_told(reply) for reply in replies_to(raising)),
        *(
            _("%(day)s: %(who)s saw %(fields)s, because: %(reason)s")
            % {"day": seen["at"][:10], "who": seen["by"], "fields": ", ".join(seen["fields"]), "reason": seen["reason"]}
            for seen in data["seen_by"]
        ),
    ]  # fmt: skip
    return "\n\n".join(told) + "\n"


def _told(reply: Reply) -> str:
    head = f"{day_of(reply.at)} {reply.get_kind_display()}"
    return "\n".join(part for part in (head, reply.text, reply.letter) if part)


def _names() -> dict[str, str]:
    return {
        "words": _("My words"), "name": _("Name"), "phone": _("Telephone"), "email": _("E-mail"),
        "pseudonym": _("Shown as"),
    }  # fmt: skip


def subjects_of(person: Person) -> list[str]:
    """The subjects under which looks at this person's raisings are recorded."""
    return [f"raising:{pk}" for pk in person.raisings.order_by("pk").values_list("pk", flat=True)]


def raisings_data(person: Person) -> list[dict[str, Any]]:
    """Everything kept of each raising of a person."""
    own = person.raisings.select_related("matter", "first_matter").order_by("raised_at", "pk")
    return [raising_data(raising) for raising in own]
