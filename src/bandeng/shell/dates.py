"""Days and moments as people say them; the exact ones stand beside them in the markup."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

ZH_DAYS = "一二三四五六日"
EN_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
EN_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def local(value: datetime) -> datetime:
    """A moment in the place's own time (Asia/Shanghai)."""
    return timezone.localtime(value) if timezone.is_aware(value) else value


def day_of(value: date | datetime) -> date:
    """The local day of a day or a moment."""
    return local(value).date() if isinstance(value, datetime) else value


def english() -> bool:
    """Whether the page being written is English."""
    return (get_language() or "").startswith("en")


def say_day(value: date | datetime, *, today: date, weekday: bool = True) -> str:
    """11月25日 周三 or Wed 25 Nov; the year only when it is another one."""
    day = day_of(value)
    if english():
        said = f"{day.day} {EN_MONTHS[day.month - 1]}" + (f" {day.year}" if day.year != today.year else "")
        return f"{EN_DAYS[day.weekday()]} {said}" if weekday else said
    said = (f"{day.year}年" if day.year != today.year else "") + f"{day.month}月{day.day}日"
    return f"{said} 周{ZH_DAYS[day.weekday()]}" if weekday else said


def say_moment(value: datetime, *, now: datetime) -> str:
    """今天 09:05, 昨天 17:20, 11月12日 08:30, 2025年11月12日; in English Today 09:05 and so on."""
    at, today = local(value), local(now).date()
    clock = f"{at:%H:%M}"
    away = (today - at.date()).days
    if away in (-1, 0, 1):
        near = {-1: _("Tomorrow"), 0: _("Today"), 1: _("Yesterday")}
        return f"{near[away]} {clock}"
    said = say_day(at, today=today, weekday=False)
    return f"{said} {clock}" if at.year == today.year else said


def exact(value: date | datetime) -> str:
    """The same day or moment to the minute, for hovering: 2026-11-25 17:20."""
    return f"{local(value):%Y-%m-%d %H:%M}" if isinstance(value, datetime) else value.isoformat()
