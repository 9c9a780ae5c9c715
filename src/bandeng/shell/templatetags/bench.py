"""Our tags; they are builtins, so no page loads them. The contract stands in docs/guide/look.md."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

import segno
from django import template
from django.forms import BoundField
from django.template.context import Context
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bandeng.shell import dates, icons, nav

register = template.Library()

LAMPS = frozenset({"ok", "soon", "late", "very_late", "done", "paused", "none"})


def _of(thing: Any, name: str) -> Any:
    """A value by name from an object or a mapping."""
    return thing.get(name, "") if isinstance(thing, Mapping) else getattr(thing, name, "")


@register.simple_tag
def lamp(clock: Any) -> SafeString:
    """A deadline lamp: shape, word and colour. `clock` has .state (LAMPS) and .words; nothing for None or "none"."""
    state = str(_of(clock, "state")) if clock else "none"
    if state == "none":
        return mark_safe("")
    if state not in LAMPS:
        raise ValueError(f"No lamp is called {state!r}.")
    return format_html('<span class="chip lamp {}">{}</span>', state, _of(clock, "words"))


@register.simple_tag
def day(value: date | datetime | None) -> SafeString:
    """A day as people say it: 11月25日 周三, Wed 25 Nov."""
    if value is None:
        return mark_safe("–")
    today = timezone.localtime().date()
    return _time(dates.day_of(value).isoformat(), dates.exact(value), dates.say_day(value, today=today))


@register.simple_tag
def moment(value: datetime | None) -> SafeString:
    """A moment as people say it: 今天 09:05, 昨天 17:20, 11月12日 08:30."""
    if value is None:
        return mark_safe("–")
    now = timezone.now()
    return _time(dates.local(value).isoformat(timespec="minutes"), dates.exact(value), dates.say_moment(value, now=now))


def _time(machine: str, exact: str, said: str) -> SafeString:
    return format_html('<time datetime="{}" title="{}">{}</time>', machine, exact, said)


@register.simple_tag
def ratio(n: int, of: int) -> SafeString:
    """n out of N, never a percentage alone: 12 / 15."""
    return format_html('<span class="num">{} / {}</span>', n, of)


@register.simple_tag
def colon() -> str:
    """What stands between a label and what it says: a full-width colon in Chinese, a colon and a space in English."""
    return _(": ")


@register.simple_tag
def gap() -> str:
    """Between a sentence and what follows it: a blank in English, nothing in Chinese, whose marks bring their own."""
    return "" if _chinese() else " "


@register.simple_block_tag
def brackets(content: str) -> SafeString:
    """What it holds in brackets: （补录） in Chinese, " (late)" with its blank before in English."""
    return format_html("（{}）" if _chinese() else " ({})", content)


def _chinese() -> bool:
    return (get_language() or "").startswith("zh")


@register.simple_tag
def bar(n: int, of: int, kind: str = "jade") -> SafeString:
    """n out of N drawn as a bar; `kind` is jade, accent, amber or red. Its words are "n / N"."""
    width = round(100 * min(max(n, 0), of) / of, 2) if of > 0 else 0
    return format_html(
        '<svg class="bar {}" viewBox="0 0 100 1" preserveAspectRatio="none" role="img" aria-label="{} / {}">'
        '<rect width="{}" height="1"/></svg>',
        kind,
        n,
        of,
        width,
    )


@register.simple_tag
def icon(name: str, size: int = 24) -> SafeString:
    """A line drawing by name (shell/icons.py); put words beside it."""
    return icons.icon(name, size)


@register.simple_tag
def mark(height: int = 30) -> SafeString:
    """The bench, our mark."""
    return icons.mark(height)


@register.simple_tag
def qr(text: str, label: str = "") -> SafeString:
    """A QR code of `text`; `label` says what it opens (read aloud instead of the picture)."""
    drawn = segno.make(text, error="m", micro=False).svg_inline(omitsize=True, svgclass=None, lineclass=None)
    said = label or _("QR code: %(text)s") % {"text": text}
    return format_html('<span class="qr" role="img" aria-label="{}">{}</span>', said, mark_safe(drawn))


@register.inclusion_tag("shell/parts/steps.html")
def steps(line: Iterable[Any], label: str = "") -> dict[str, object]:
    """The journey as a line. Each has .name and .state (past, now, todo)."""
    return {"line": list(line), "label": label or _("How far it is")}


@register.inclusion_tag("shell/parts/story.html")
def story(lines: Iterable[Any], more: str = "") -> dict[str, object]:
    """What happened, newest first. Each has .text, .at, perhaps .who, .note, .href, .link, .photos (.href, .alt).

    more    the address where the rest stands, "" when all is shown
    """
    return {"lines": list(lines), "more": more}


@register.inclusion_tag("shell/parts/reply.html")
def reply_box(reply: Any, kind: str = "") -> dict[str, object]:
    """An official reply in a box of its own: .unit, .at, .text, perhaps .kind (its words) and .note."""
    return {"reply": reply, "kind": kind or _of(reply, "kind")}


@register.inclusion_tag("shell/parts/pager.html")
def pager(paged: Any) -> dict[str, object]:
    """Earlier and later pages of a `shell.paging.Paged`; nothing when all fits on one."""
    return {"paged": paged}


@register.inclusion_tag("shell/parts/empty.html")
def empty(text: str, hint: str = "", href: str = "", link: str = "", drawing: str = "") -> dict[str, object]:
    """What an empty list says: what will stand here, and what one may do now."""
    return {"text": text, "hint": hint, "href": href, "link": link, "drawing": drawing}


@register.simple_tag
def field(bound: BoundField, **attrs: str | bool) -> SafeString:
    """One form field: label, help, error, input, tied together; the form's first wrong field takes the cursor.

    Further names become attributes of the input: {% field form.text rows=5 data_keep="raise" %} (_ becomes -).
    """
    given: dict[str, str | bool] = {name.replace("_", "-"): value for name, value in attrs.items()}
    if bound.name == _first_wrong(bound):
        given["autofocus"] = True
    context = {"field": bound, "given": given, "box": _is_box(bound)}
    return mark_safe(bound.form.renderer.render("shell/forms/field.html", context))


@register.filter
def with_attrs(bound: BoundField, attrs: Mapping[str, str | bool]) -> SafeString:
    """The field's input with further attributes."""
    return bound.as_widget(attrs=dict(attrs))


def _first_wrong(bound: BoundField) -> str:
    return next((name for name in bound.form.fields if name in bound.form.errors), "") if bound.form.is_bound else ""


def _is_box(bound: BoundField) -> bool:
    return getattr(bound.field.widget, "input_type", "") == "checkbox" and not bound.use_fieldset


@register.simple_tag
def address(name: str, *args: object) -> str:
    """Like url, but "" when no such page is mounted: {% address "desk:turn" as turn %}."""
    return nav.address(name, *args)


@register.inclusion_tag("shell/parts/switches.html", takes_context=True)
def switches(context: Context) -> dict[str, object]:
    """The buttons for large type and for the other language."""
    return {"shell": context["shell"], "csrf_token": context.get("csrf_token", "")}
