"""Publishing a process: only one whose proofs hold, and never changed again."""

from datetime import datetime
from importlib.resources import files

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from bandeng.core.deadline import local_day
from bandeng.core.ids import new_id
from bandeng.core.process import read
from bandeng.core.refusal import Refusal
from bandeng.matters import queries
from bandeng.matters.actions.deciding import enter, need_role, need_text, step_of
from bandeng.matters.actions.texts import published
from bandeng.matters.acts import Move, ProcessChanged, ProcessPublished
from bandeng.matters.models import Matter, ProcessVersion
from bandeng.matters.queries.published import PUBLISHERS
from bandeng.people.acting import Actor, system
from bandeng.people.rights import may
from bandeng.places.actions import change_place
from bandeng.places.models import Place
from bandeng.records.actions import SITE, action, record


@action
def publish_process(
    *, text: str, place: Place | None, follow: bool = False, actor: Actor, at: datetime, once: str | None = None
) -> ProcessVersion:  # fmt: skip
    """Publish a version of a process for a place and what lies under it, None for the whole site.

    Running matters stay on theirs. The number counts on from the last version of this key here.
    follow   new matters of the place follow it from now on, where they followed another before
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
    if follow and place and queries.key_for(place) != key:
        _follow(place, published, actor=actor, at=at)
    return published


def _follow(place: Place, process: ProcessVersion, *, actor: Actor, at: datetime) -> None:
    """The place names the process; its reason stands in the ledger in the site's language."""
    with translation.override(settings.LANGUAGE_CODE):
        name = queries.read_process(process).name.zh
        reason = _("New matters follow the process “%(name)s”") % {"name": name}
    change_place(place=place, process=process.key, reason=reason, actor=actor, at=at)


@action
def follow_process(
    *, place: Place, process: ProcessVersion, actor: Actor, at: datetime, once: str | None = None
) -> ProcessVersion:  # fmt: skip
    """Let new matters of a place follow a process that is published for it.

    Raises   Refusal: "not_allowed", "no_process", "already_so".
    """
    if not may(actor, PUBLISHERS, place):
        raise Refusal("not_allowed", needs=sorted(PUBLISHERS))
    if process not in queries.processes_for(place):
        raise Refusal("no_process", key=process.key)
    if queries.key_for(place) == process.key:
        raise Refusal("already_so")
    _follow(place, process, actor=actor, at=at)
    return process


def shelf_processes() -> list[str]:
    """The texts of the processes we ship, in the order of their names."""
    folder = files("bandeng.shelf").joinpath("processes")
    found = sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)
    return [file.read_text(encoding="utf-8") for file in found]


def ensure_shelf_processes(at: datetime) -> list[ProcessVersion]:
    """Publish for the whole site each process we ship whose text is not published yet; run again it does nothing."""
    known = set(ProcessVersion.objects.filter(place=None).values_list("text", flat=True))
    return [
        publish_process(text=text, place=None, actor=system("install"), at=at)
        for text in shelf_processes()
        if text not in known
    ]


MOVERS = frozenset({"secretary", "supervisor"})
"""Who may let a matter follow another process."""


@action
def change_process(
    *, matter: Matter, process: ProcessVersion, reason: str, actor: Actor, at: datetime, version: int | None = None,
    once: str | None = None,
) -> Matter:  # fmt: skip
    """Let a matter follow another process, or a newer version of its own, from now on, with the reason.

    It goes on at the step of the same key where that one has it, at its first otherwise; what was reached and what
    stands stays, and the counters of the line start afresh.
    Raises   Refusal: "not_your_turn", "stale", "already_ended", "not_offered" (inside a branch, or the process is not
             for matters of which this is true), "already_so", "no_process", "text_missing", "unmasked",
             and what the legal gate raises.
    """
    matter = queries.fresh(matter, version)
    here = step_of(matter)
    need_role(actor, matter, MOVERS)
    need_text(reason=reason)
    now = queries.standing(matter)
    if process.pk == matter.process_id:
        raise Refusal("already_so")
    if process not in queries.processes_for(matter.place):
        raise Refusal("no_process", key=process.key)
    new = queries.read_process(process)
    first = here if here in new.own else new.start
    if here not in now.process.own or not new.step(new.start).when <= now.guards:
        raise Refusal("not_offered", step=here)
    queries.need_gate(new, first, matter, local_day(at))
    move = Move(
        step=here, then=first, why=queries.CHANGED, milestones=[],
        due=queries.step_due(new, first, chain=matter.chain, at=at, raised_at=matter.raised_at),
    )  # fmt: skip
    act = ProcessChanged(matter=matter.pk, process=process.pk, move=move, **published(matter, reason=reason))
    changed: Matter = enter(act, matter, actor=actor, at=at, once=once)
    return changed
