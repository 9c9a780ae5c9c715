"""Publishing a process: only one whose proofs hold, and never changed again."""

from datetime import datetime
from importlib.resources import files

from bandeng.core.ids import new_id
from bandeng.core.process import read
from bandeng.core.refusal import Refusal
from bandeng.matters.acts import ProcessPublished
from bandeng.matters.models import ProcessVersion
from bandeng.matters.queries.published import PUBLISHERS
from bandeng.people.acting import Actor, system
from bandeng.people.rights import may
from bandeng.places.models import Place
from bandeng.records.actions import SITE, action, record


@action
def publish_process(
    *, text: str, place: Place | None, actor: Actor, at: datetime, once: str | None = None
) -> ProcessVersion:
    """Publish a version of a process for a place and what lies under it, None for the whole site.

    Running matters stay on theirs. The number counts on from the last version of this key here.
    Raises   Refusal: "not_allowed", "unreadable", "bad_process" (problems).
    """
    if not may(actor, PUBLISHERS if place else frozenset({"system_admin"}), place):
        raise Refusal("not_allowed", needs=sorted(PUBLISHERS))
    key = read(text).key
    last = ProcessVersion.objects.filter(key=key, place=place).order_by("-number").first()
    act = ProcessPublished(
        process=new_id(at), key=key, number=last.number + 1 if last else 1, place=place.code if place else None,
        text=text,
    )  # fmt: skip
    published: ProcessVersion = record(
        act, chain=place.chain if place else SITE, subject=f"process:{key}", actor=actor.name, at=at, once=once
    )
    return published


def shelf_processes() -> list[str]:
    """The texts of the processes we ship, in the order of their names."""
    folder = files("bandeng.shelf").joinpath("processes")
    found = sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)
    return [file.read_text(encoding="utf-8") for file in found]


def ensure_shelf_processes(at: datetime) -> list[ProcessVersion]:
    """Publish for the whole site each process we ship whose text is not published yet; run again it does nothing."""
    return [
        publish_process(text=text, place=None, actor=system("install"), at=at)
        for text in shelf_processes()
        if not ProcessVersion.objects.filter(place=None, text=text).exists()
    ]
