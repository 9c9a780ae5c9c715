"""One site per folder: its database, its files, its keys.

BANDENG_HOME names the folder (by default `var/` under the working folder). Keys are made once, readable by the owner
alone, and never leave the folder; a demonstration home carries a mark and is never mistaken for a real one.
"""

import json
import os
import secrets
from functools import cache
from pathlib import Path

DEMONSTRATION_MARK = "demonstration"


def home() -> Path:
    """The folder of this site; made when missing."""
    folder = Path(os.environ.get("BANDENG_HOME") or "var").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def is_demonstration() -> bool:
    """Whether this home holds invented data: every page says so."""
    return (home() / DEMONSTRATION_MARK).exists()


@cache
def keys() -> dict[str, str]:
    """The site's keys as hex: "session" signs cookies, "data" encrypts, "index" blinds, "ledger" signs exports."""
    path = home() / "keys.json"
    try:
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as new:
            json.dump({name: secrets.token_hex(32) for name in ("session", "data", "index", "ledger")}, new)
    except FileExistsError:
        pass
    found: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return found
