"""The set-up of an empty site, and the code that keeps it ours.

`bandeng serve` prints a code on the console, so that nobody else on the network takes the site; its hash stands in the
home, and ten wrong tries spend it. Once a community stands, there is no set-up any more.
"""

import json
import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.utils.crypto import salted_hmac

from bandeng.core.refusal import Refusal
from bandeng.places import queries
from bandeng.places.models import Place

MOST_TRIES = 10
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 10


def invitation() -> str | None:
    """A new set-up code for an empty site, e.g. "7KQ2M-X0F9B", voiding any before it; None when the site is set up."""
    if queries.has_community():
        _forget()
        return None
    code = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
    _keep({"hash": make_password(code), "tries": 0})
    return f"{code[:5]}-{code[5:]}"


def check_code(text: str) -> None:
    """Accept the code the console shows, however it is typed.

    Raises   Refusal: "no_setup_code" when there is none to be had, "setup_code_spent" after ten wrong tries,
             "wrong_setup_code".
    """
    kept = _kept()
    if kept is None:
        raise Refusal("no_setup_code")
    if int(kept["tries"]) >= MOST_TRIES:
        raise Refusal("setup_code_spent")
    plain = "".join(text.upper().replace("O", "0").replace("I", "1").replace("L", "1").split()).replace("-", "")
    if not check_password(plain, str(kept["hash"])):
        _keep({**kept, "tries": int(kept["tries"]) + 1})
        raise Refusal("wrong_setup_code")


def stamp() -> str:
    """What a browser that gave the code keeps: it holds as long as the code does, and no longer."""
    kept = _kept()
    return salted_hmac("places.setup", str(kept["hash"])).hexdigest() if kept else ""


def finish() -> None:
    """The site is set up: the code is gone."""
    _forget()


def is_open() -> bool:
    """Whether the set-up page is there at all. One query."""
    return not queries.has_community()


@dataclass(frozen=True)
class FirstPerson:
    """Whom to invite: the secretary, who is also the site's first administrator when `admin`."""

    name: str
    email: str
    called: str
    admin: bool


Welcome = Callable[[Place, FirstPerson, datetime], str]

_welcomes: list[Welcome] = []


def offer(welcome: Welcome) -> None:
    """Say how the first person is registered, given the duty and invited; returns the address of their invitation."""
    _welcomes[:] = [welcome]


def welcome(place: Place, person: FirstPerson, at: datetime) -> str:
    """Invite the first person of a new site; the address they open to choose a password."""
    return _welcomes[0](place, person, at)


def _file() -> Path:
    return Path(settings.HOME) / "setup-code.json"


def _kept() -> dict[str, str | int] | None:
    try:
        kept: dict[str, str | int] = json.loads(_file().read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return kept


def _keep(value: dict[str, str | int]) -> None:
    path = _file().with_suffix(".new")
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as new:
        json.dump(value, new)
    path.replace(_file())


def _forget() -> None:
    _file().unlink(missing_ok=True)
