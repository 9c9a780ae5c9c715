"""Masking: what others see of a name, a telephone number, an address; and of free text that will be public (I15).

Masked is how contact data is shown; the clear value comes only from `actions.reveal`, with a reason, recorded.
Source: domain.md 3.8 (张*, 138****0000).
"""

import re
import unicodedata

STAR = "*"

# Longest first: an identity number holds what looks like a telephone number.
_IDENTITY = re.compile(r"(?<![0-9A-Za-z])[1-9]\d{5}(?:19|20)\d{2}[01]\d[0-3]\d\d{3}[0-9Xx](?![0-9A-Za-z])")
_OLD_IDENTITY = re.compile(r"(?<!\d)[1-9]\d{5}\d{2}[01]\d[0-3]\d\d{3}(?!\d)")
_MOBILE = re.compile(r"(?<![0-9A-Za-z])(?:\+?86[-\s]?)?1[3-9]\d(?:[-\s.]?\d{4}){2}(?!\d)")
_LANDLINE = re.compile(r"(?<!\d)\(?0\d{2,3}\)?[-\s]?[2-9]\d{6,7}(?!\d)")
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_WIDE = {ord("０") + digit: str(digit) for digit in range(10)} | {ord("＠"): "@", ord("．"): "."}


def mask_phone(number: str) -> str:
    """138****0000; a short or foreign number keeps its last two digits at most; "" stays ""."""
    digits = re.sub(r"\D", "", number)
    if len(digits) >= 11:
        return f"{digits[-11:-8]}{STAR * 4}{digits[-4:]}"
    return STAR * (len(digits) - 2) + digits[-2:] if len(digits) > 4 else STAR * len(digits)


def mask_name(name: str) -> str:
    """张*; 欧阳* keeps one sign too, since a family name of two signs is rare enough to tell; W* for a Latin name."""
    name = name.strip()
    return name[0] + STAR if name else ""


def mask_email(address: str) -> str:
    """w***@example.org; "" stays ""."""
    box, at, domain = address.strip().partition("@")
    return f"{box[:1]}{STAR * 3}@{domain}" if at else STAR * 3 if box else ""


def mask_text(text: str) -> str:
    """Free text for everybody's eyes: identity numbers, telephone numbers and e-mail addresses in it are masked.

    Full-width digits are read as digits. A text without any of them comes back as it was.
    """
    plain = text.translate(_WIDE)
    masked = _IDENTITY.sub(lambda found: _ends(found[0], 3, 2), plain)
    masked = _OLD_IDENTITY.sub(lambda found: _ends(found[0], 3, 2), masked)
    masked = _EMAIL.sub(lambda found: mask_email(found[0]), masked)
    masked = _MOBILE.sub(lambda found: mask_phone(found[0]), masked)
    masked = _LANDLINE.sub(lambda found: _ends(found[0], 0, 2), masked)
    return text if masked == plain else masked


def plain_phone(number: str) -> str:
    """A number as it is compared and indexed: digits only, without the country's 86; "" for none."""
    digits = re.sub(r"\D", "", number.translate(_WIDE))
    return digits[-11:] if len(digits) > 11 and digits.removeprefix("00").startswith("86") else digits


def plain_name(name: str) -> str:
    """A name as it is compared and indexed: letters alone, of one width and case; "" for none."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", name).casefold() if sign.isalnum())


def _ends(text: str, first: int, last: int) -> str:
    return text[:first] + STAR * (len(text) - first - last) + text[-last:]
