"""Every address as everybody sees it: opened once a session, read by many tests."""

from dataclasses import dataclass

from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponseBase, StreamingHttpResponse

from tests.honesty.browser import asking
from tests.honesty.filling import form_for
from tests.honesty.roles import Rule
from tests.honesty.town import ROLES, Town

SIGN_IN = "/account/login/"
REFUSED = frozenset({403, 404, 405, 409, 422})


@dataclass(frozen=True)
class Look:
    """What somebody got who opened an address, and what that wrote, e.g. "UPDATE places_place"."""

    status: int
    headers: dict[str, str]
    text: str
    writes: tuple[str, ...]

    @property
    def is_page(self) -> bool:
        """Whether this is a page for people."""
        return self.headers.get("Content-Type", "").startswith("text/html")

    @property
    def told(self) -> str:
        """All that the answer tells: its headers and its body."""
        return f"{self.headers}\n{self.text}"


class Album:
    """What was looked at in the town as it stands after building; each look is undone."""

    def __init__(self, town: Town) -> None:
        self._town = town
        self._seen: dict[tuple[str, str], Look] = {}

    def look(self, role: str, path: str) -> Look:
        """The address as this role sees it."""
        if (role, path) not in self._seen:
            self._seen[role, path] = self._open(role, path)
        return self._seen[role, path]

    def _open(self, role: str, path: str) -> Look:
        point = transaction.savepoint()
        try:
            with asking() as asked:
                answer: HttpResponseBase = self._town.client(role).get(path)
                body = b"".join(answer) if isinstance(answer, StreamingHttpResponse) else answer.content  # type: ignore[attr-defined]
        finally:
            transaction.savepoint_rollback(point)
            cache.clear()
        text = body.decode("utf-8", "replace")
        return Look(answer.status_code, dict(answer.headers), text, tuple(asked.writes))


def kind_of(look: Look) -> str:
    """An answer as the matrix of rights knows it."""
    if look.status in (301, 302):
        target = look.headers["Location"]
        return "asked to sign in" if target.startswith(SIGN_IN) else "open" if target.startswith("/") else "sent away"
    if look.status == 200:
        return "open"
    return "refused" if look.status in REFUSED else str(look.status)


def filled(town: Town, album: Album, rule: Rule, kind: str, path: str) -> dict[str, object]:
    """What the page's own form would send, from the first role that may open it."""
    told = typed(town, rule, kind)
    for role in ROLES:
        if rule.look is not None and role in rule.may_look(kind):
            look = album.look(role, path)
            if look.status == 200 and (form := form_for(look.text, path)):
                return form.filled(**told)
    return told


def typed(town: Town, rule: Rule, kind: str) -> dict[str, object]:
    """What the rule says is typed, where it depends on the case, worked out."""
    return {name: value(town, kind) if callable(value) else value for name, value in rule.typed.items()}
