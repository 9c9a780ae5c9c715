"""Keys put into words: roles, facts, milestones, lamp states. A room adds its own with `words({...})`."""

from collections.abc import Callable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Word = str | Promise

WORDS: dict[str, Word] = {
    # Roles (process.md, "Roles"; closed)
    "raiser": _("the person who raised it"),
    "resident": _("a resident"),
    "building_head": _("the building head"),
    "unit_head": _("the unit head"),
    "neighbour_steward": _("the neighbour steward"),
    "grid_worker": _("the grid worker"),
    "secretary": _("the secretary"),
    "community_staff": _("community staff"),
    "social_worker": _("the social worker"),
    "convener": _("the convener"),
    "chair": _("the chair"),
    "recorder": _("the recorder"),
    "unit_officer": _("an officer of the responsible unit"),
    "department_officer": _("an officer of the department"),
    "cppcc_member": _("a CPPCC member"),
    "supervisor": _("the supervisor"),
    "area_overseer": _("an overseer of an area"),
    "oversight_member": _("a member of the oversight committee"),
    "mediator": _("the mediator"),
    "counter": _("a counter of votes"),
    "auditor": _("the auditor"),
    "system_admin": _("the system administrator"),
    "security_admin": _("the security administrator"),
    # Milestones (process.md; closed)
    "raised": _("raised"),
    "sorted": _("sorted"),
    "deliberated": _("talked over"),
    "decided": _("decided"),
    "claimed": _("claimed"),
    "solved": _("solved"),
    "replied": _("replied"),
    # Facts that a step may need
    "verification": _("a check on the spot"),
    "outcome": _("the outcome of the talk"),
    "bench_note": _("the note of the bench meeting"),
    "items_settled": _("all work done and checked"),
    "decision": _("the decision"),
    "evidence": _("evidence, such as a photo"),
    "check": _("a check by somebody else"),
    "reply": _("a reply to everybody who raised it"),
    "route": _("the way it should go"),
    "claim": _("a responsible unit that took it on"),
}

_further: list[Callable[[str], Word | None]] = []


def words(more: Mapping[str, Word]) -> None:
    """Add a room's own keys."""
    WORDS.update(more)


def source(find: Callable[[str], Word | None]) -> None:
    """Add a place where keys are looked up that are data, e.g. the names of a process's steps."""
    _further.append(find)


def word(key: str) -> str:
    """A key in the reader's language; a key nobody knows comes back as it is."""
    if key in WORDS:
        return str(WORDS[key])
    return next((str(found) for find in _further if (found := find(key))), key)


def labelled(label: object, said: object) -> str:
    """A label and what it says, joined as the language does: 时间：今天; time: today."""
    between = _(": ")
    return f"{label}{between}{said}"


def listed(keys: list[str]) -> str:
    """Several keys in words, joined as the language does."""
    return str(_(", ")).join(word(key) for key in keys)
