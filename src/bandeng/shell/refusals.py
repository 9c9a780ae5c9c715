"""What a Refusal says to a person: one plain sentence that tells what to do next."""

from collections.abc import Mapping

from django.forms import Form
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bandeng.core.refusal import Detail, Refusal
from bandeng.shell.words import listed, word

CONFLICT, NOT_YOURS, GONE, NOT_THERE, UNFIT, TOO_OFTEN = 409, 403, 410, 404, 422, 429

SENTENCES: dict[str, str | Promise] = {}
_STATUS: dict[str, int] = {
    "stale": CONFLICT,
    "conflict": CONFLICT,
    "not_your_turn": NOT_YOURS,
    "not_allowed": NOT_YOURS,
    "spent": GONE,
    "unknown": NOT_THERE,
}


def sentences(more: Mapping[str, str | Promise], *, status: Mapping[str, int] | None = None) -> None:
    """Add a room's codes: each with its sentence (a lazy msgid with %(detail)s), and its status where 422 is wrong."""
    SENTENCES.update(more)
    _STATUS.update(status or {})


def status(code: str) -> int:
    """The HTTP status of a refusal: 409 somebody was first, 403 not yours, 410 used up, 404 not there, else 422."""
    return _STATUS.get(code, CONFLICT if code.startswith("already") else UNFIT)


def title(code: str) -> str:
    """What stands above the sentence."""
    return str(_("Please wait a little") if status(code) == TOO_OFTEN else _("Not quite yet"))


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


def into(form: Form, no: Refusal) -> int:
    """Put a refusal into a form's own words, at its field where it names one; returns the status of the answer."""
    field = str(no.details.get("field", ""))
    form.add_error(field if field in form.fields else None, say(no))
    return status(no.code)


class _Told(dict[str, str]):
    """Details by name; one that was not given is a dash, since a sentence must never fail."""

    def __missing__(self, name: str) -> str:
        return "–"
