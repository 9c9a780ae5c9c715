"""Addresses of pictures. A page that may show a picture hands out its address; nobody can make one up.

The address carries a keyed ticket, so that the picture's own view needs no further rule: who was shown the page may
load what stands on it. An erased picture is gone, whatever addresses are about.
"""

from django.core import signing
from django.urls import reverse

_SIGNER = signing.Signer(salt="photo")


def ticket_for(sha256: str) -> str:
    """The ticket of a picture: the same each time, so that a phone keeps what it has loaded."""
    return _SIGNER.signature(sha256)


def is_ticket(sha256: str, ticket: str) -> bool:
    """Whether this ticket opens this picture."""
    try:
        return _SIGNER.unsign(f"{sha256}{_SIGNER.sep}{ticket}") == sha256
    except signing.BadSignature:
        return False


def photo_href(sha256: str) -> str:
    """The address of a picture, for pages that may show it."""
    return reverse("matters:photo", args=[sha256, ticket_for(sha256)])


def small_photo_href(sha256: str) -> str:
    """The address of its small version, a few KiB, for the page itself."""
    return reverse("matters:small_photo", args=[sha256, ticket_for(sha256)])
