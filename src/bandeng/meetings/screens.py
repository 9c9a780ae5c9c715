"""What the screens of a meeting draw while it sits; the same for everybody who looks on."""

from django.template.loader import render_to_string

from bandeng.meetings.models import Meeting
from bandeng.meetings.queries import live as queries
from bandeng.shell import live

SCREEN, PHONE = "meeting", "meeting-phone"


def draw_screen(key: str) -> str:
    """What the projector shows."""
    return _drawn(key, "meetings/live_screen.html#now")


def draw_phone(key: str) -> str:
    """What phones show, and the page of who runs it."""
    return _drawn(key, "meetings/phone.html#now")


def _drawn(key: str, template: str) -> str:
    meeting = Meeting.objects.select_related("place").get(pk=key)
    return render_to_string(template, {"screen": queries.screen_of(meeting), "meeting": meeting})


def offer() -> None:
    """Offer both channels."""
    live.offer(SCREEN, live.Channel(queries.version_of, draw_screen))
    live.offer(PHONE, live.Channel(queries.version_of, draw_phone))
