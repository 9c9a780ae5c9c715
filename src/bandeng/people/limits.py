"""A small limiter over Django's cache: so many tries by one address in so long.

It counts per web process, since the default cache lives in one; the guards that must hold exactly stand in the
database (a card's wrong PINs, axes' lock-out of passwords).
"""

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from bandeng.core.refusal import Refusal

MINUTE = 60


def spend(what: str, who: str, *, most: int, within: int = 10 * MINUTE) -> None:
    """Count one try; Refusal "too_many" from the `most`-th + 1 within `within` seconds."""
    key = f"limit:{what}:{who}"
    if cache.add(key, 1, within):
        return
    try:
        tries = cache.incr(key)
    except ValueError:  # expired between the two calls
        cache.add(key, 1, within)
        return
    if tries > most:
        raise Refusal("too_many", minutes=max(1, within // MINUTE))


def address_of(request: HttpRequest) -> str:
    """The caller's address; a forwarded header counts only behind the proxies the site names (BANDENG_PROXIES)."""
    proxies = int(getattr(settings, "AXES_IPWARE_PROXY_COUNT", 0) or 0)
    forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    if proxies and len(forwarded) >= proxies:
        return forwarded[-proxies]
    return str(request.META.get("REMOTE_ADDR", ""))
