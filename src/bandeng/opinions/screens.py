"""What open pages of a conversation draw while others speak; the same for everybody who looks on."""

from uuid import UUID

from django.template.loader import render_to_string
from django.utils import timezone

from bandeng.core.deadline import local_day
from bandeng.opinions import queries, showing
from bandeng.opinions.queries import live as looking
from bandeng.shell import live

MAP, VOICES = "opinion-map", "opinion-voices"


def draw_map(key: str) -> str:
    """The map with its tables, without the ring of whoever looks on."""
    return render_to_string("opinions/map.html#map", showing.page(queries.visible(UUID(key)), None, timezone.now()))


def draw_voices(key: str) -> str:
    """How many have spoken."""
    return render_to_string("opinions/parts/voices.html", {"voices": queries.visible(UUID(key)).voices_heard.count()})


def map_version(key: str) -> str | None:
    """Another word when there is another map, and from midnight of the last day on."""
    looking.watch()
    found = _version(key)
    return f"{found.drawn} {local_day(timezone.now())}" if found else None


def voices_version(key: str) -> str | None:
    """Another word with every reaction."""
    found = _version(key)
    return found.said if found else None


def _version(key: str) -> looking.Version | None:
    try:
        return looking.version_of(UUID(key))
    except ValueError:
        return None


def offer() -> None:
    """Offer both channels."""
    live.offer(MAP, live.Channel(map_version, draw_map))
    live.offer(VOICES, live.Channel(voices_version, draw_voices))
