"""Texts on their way to the public: open or sealed, and masked first (I15)."""

import re

from bandeng.core.refusal import Refusal
from bandeng.matters.models import Matter
from bandeng.people.masking import mask_text

_STARRED = re.compile(r"[0-9A-Za-z@.+_-]*\*+[0-9A-Za-z@.]*")


def texts(matter: Matter, **told: str) -> dict[str, str]:
    """The fields of an act for these texts: as they are for an open matter, as `<name>_sealed` for a sealed one."""
    return {f"{name}_sealed" if matter.sealed else name: text.strip() for name, text in told.items() if text.strip()}


def published(matter: Matter, **told: str) -> dict[str, str]:
    """`texts`, for words that everybody may come to read. Raises what `need_masked` raises."""
    need_masked(**told)
    return texts(matter, **told)


def need_masked(**told: str) -> None:
    """Somebody has to take out what tells on a person; no machine rewrites what they meant.

    Raises   Refusal "unmasked" (field, found: what stands in it, masked) for the first text with a telephone number,
             an identity number or an address in it.
    """
    for name, text in told.items():
        if (masked := mask_text(text)) != text:
            raise Refusal("unmasked", field=name, found=[word for word in _STARRED.findall(masked) if word not in text])
