"""Files between looking and taking: a table stands in the home, under its own fingerprint, for a day at most."""

import hashlib
import time
from pathlib import Path

from django.conf import settings
from django.core import signing

from bandeng.core.refusal import Refusal

DAY = 24 * 3600
_SALT = "places.intake"


def keep(data: bytes, *, who: str) -> str:
    """Keep a file until it is taken in; returns a ticket that only `who` can use, for a day."""
    _clear()
    name = hashlib.sha256(data).hexdigest()
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data)
    return signing.dumps([name, who], salt=_SALT)


def fetch(ticket: str, *, who: str) -> bytes:
    """The file of a ticket.

    Raises   Refusal: "upload_gone".
    """
    try:
        name, owner = signing.loads(ticket, salt=_SALT, max_age=DAY)
        data = (_folder() / str(name)).read_bytes()
    except (signing.BadSignature, FileNotFoundError, ValueError, TypeError) as wrong:
        raise Refusal("upload_gone") from wrong
    if owner != who or hashlib.sha256(data).hexdigest() != name:
        raise Refusal("upload_gone")
    return data


def _folder() -> Path:
    return Path(settings.HOME) / "intake"


def _clear() -> None:
    if _folder().is_dir():
        for file in _folder().iterdir():
            if file.stat().st_mtime < time.time() - DAY:
                file.unlink(missing_ok=True)
