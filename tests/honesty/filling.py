"""Forms as a browser reads them: what a page's form would send, filled in where somebody has to say something."""

from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser

LONG_AGO = date(2026, 11, 23)


@dataclass
class Input:
    """One control of a form; `choices` of a select or of radio buttons of one name."""

    name: str
    kind: str
    value: str = ""
    choices: list[str] = field(default_factory=list)
    chosen: list[str] = field(default_factory=list)
    required: bool = False


@dataclass
class Form:
    """A form of a page: where it goes and what it asks."""

    action: str
    method: str
    inputs: dict[str, Input] = field(default_factory=dict)

    def filled(self, **typed: object) -> dict[str, object]:
        """What is sent when everything that can be typed is, and the first of each choice is taken."""
        sent: dict[str, object] = {}
        for one in self.inputs.values():
            if (value := _value(one)) is not None:
                sent[one.name] = value
        return {**sent, **{name: value for name, value in typed.items() if value is not None}}

    @property
    def texts(self) -> list[str]:
        """The names of what somebody types."""
        return [one.name for one in self.inputs.values() if one.kind in TYPED]


TYPED = frozenset({"text", "textarea", "search", "email", "tel", "number", "password", "date", "url"})
_PLAIN = {"email": "somebody@example.org", "number": "1", "date": LONG_AGO.isoformat(), "tel": ""}


def _value(one: Input) -> object:
    if one.kind in ("hidden", "submit"):
        return one.value
    if one.kind in ("select", "radio"):
        choices = [choice for choice in one.choices if choice]
        return one.chosen[-1] if one.chosen and one.chosen[-1] else choices[0] if choices else ""
    if one.kind == "checkbox":
        return one.chosen or (one.choices[:1] if len(one.choices) > 1 or one.required else None)
    if one.kind in TYPED:
        return one.value or _PLAIN.get(one.kind, "有事说")
    return None


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[Form] = []
        self._now: Form | None = None
        self._area: Input | None = None
        self._select: Input | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._now = Form(told.get("action", ""), told.get("method", "get").lower())
            self.forms.append(self._now)
        elif tag == "option" and self._select is not None:
            self._select.choices.append(told.get("value", ""))
            if "selected" in told:
                self._select.chosen.append(told.get("value", ""))
        elif self._now is not None and tag in ("input", "textarea", "select", "button") and told.get("name"):
            self._take(tag, told)

    def _take(self, tag: str, told: dict[str, str]) -> None:
        kind = {"textarea": "textarea", "select": "select", "button": "submit"}.get(tag) or told.get("type", "text")
        assert self._now is not None
        kept = self._now.inputs.setdefault(told["name"], Input(told["name"], kind))
        kept.required = kept.required or "required" in told
        if kind in ("radio", "checkbox"):
            kept.choices.append(told.get("value", "on"))
            if "checked" in told:
                kept.chosen.append(told.get("value", "on"))
        elif kind == "submit":
            if not kept.value:
                kept.value = told.get("value", "")
        else:
            kept.value = told.get("value", "")
        self._area = kept if tag == "textarea" else None
        self._select = kept if tag == "select" else None

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self._area.value += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._area is not None:
            self._area.value, self._area = self._area.value.strip("\n"), None
        elif tag == "select":
            self._select = None
        elif tag == "form":
            self._now = None


def forms_in(html: str) -> list[Form]:
    """The forms of a page, in its order."""
    reader = _Reader()
    reader.feed(html)
    return reader.forms


def form_for(html: str, path: str) -> Form | None:
    """The form of a page that is sent to this path; an empty action is the page itself."""
    fitting = [form for form in forms_in(html) if form.method == "post" and form.action.partition("?")[0] in ("", path)]
    return max(fitting, key=lambda form: len(form.inputs), default=None)
