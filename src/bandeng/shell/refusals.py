"""What a Refusal says to a person: one plain sentence that tells what to do next."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bandeng.core.refusal import Detail, Refusal
from bandeng.shell.words import listed, word

CONFLICT, NOT_YOURS, GONE, NOT_THERE, UNFIT = 409, 403, 410, 404, 422

# The sentences of core, records, people and places; rooms above the shell keep theirs in their own `sentences.py`.
SENTENCES: dict[str, str | Promise] = {
    "not_your_turn": _("This is for %(needs)s to do. If it should be you, ask the secretary to give you the duty."),
    "not_allowed": _("You may not do this here. Ask the secretary of your community who can."),
    "unknown": _("We could not find that. Go back one page and try from there."),
    "unknown_step": _("This step is no longer part of the process. Open the matter again to see where it stands."),
    "missing": _("Still needed before this step can be completed: %(needs)s."),
    "must_choose": _("Please choose how it goes on: %(options)s."),
    "stale": _(
        "Somebody else changed this while you were writing. Both versions are kept: read theirs, then send yours again."
    ),
    "spent": _("This has been used already and works only once. Ask for a new one if you need it."),
    "already": _("This has been done already, so there is nothing left to do here."),
}

_STATUS: dict[str, int] = {
    "stale": CONFLICT,
    "conflict": CONFLICT,
    "not_your_turn": NOT_YOURS,
    "not_allowed": NOT_YOURS,
    "spent": GONE,
    "unknown": NOT_THERE,
}


def sentences(more: Mapping[str, str | Promise], *, status: Mapping[str, int] | None = None) -> None:
    """Add a room's own codes, each with its sentence (a lazy msgid with %(name)s), and a status where 422 is not right."""
    SENTENCES.update(more)
    _STATUS.update(status or {})


def status(code: str) -> int:
    """The HTTP status of a refusal: 409 somebody was first, 403 not yours, 410 used up, 404 not there, else 422."""
    if code.startswith("already"):
        return _STATUS.get(code, CONFLICT)
    return _STATUS.get(code, UNFIT)


def say(refusal: Refusal) -> str:
    """The refusal in one plain sentence, in the reader's language."""
    sentence = SENTENCES.get(refusal.code)
    if sentence is None:
        return str(_("That did not work (%(code)s). Nothing was changed; go back and try once more.")) % {
            "code": refusal.code
        }
    return str(sentence) % _Told({name: in_words(value) for name, value in refusal.details.items()})


def in_words(value: Detail) -> str:
    """One detail of a refusal: keys become words, lists are joined, nothing becomes a dash."""
    if value is None:
        return "–"
    if isinstance(value, list):
        return listed(value)
    return word(value) if isinstance(value, str) else str(value)


class _Told(dict[str, str]):
    """Details by name; one that was not given is a dash, since a sentence must never fail."""

    def __missing__(self, name: str) -> str:
        return "–"
