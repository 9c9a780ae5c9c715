"""Makers of work items, each through the actions real use goes through."""

from datetime import datetime, timedelta

import pytest

from bandeng.commitments import actions
from bandeng.commitments.models import WorkItem
from bandeng.core.refusal import Refusal
from bandeng.matters.models import Matter
from bandeng.people.acting import Actor
from bandeng.people.models import Organisation
from tests.makers import AT, make_person, make_unit

PHOTO = "a" * 64


def refused(code: str) -> "pytest.RaisesExc[Refusal]":
    return pytest.raises(Refusal, match=rf"^{code}\(")


def officer(unit: Organisation) -> Actor:
    return make_person("unit_officer", organisation=unit)


def set_one(matter: Matter, by: Actor, title: str = "划线", *, at: datetime = AT) -> WorkItem:
    return actions.set_item(matter=matter, title=title, criteria="线清楚可见", actor=by, at=at)


def claimed(
    matter: Matter, by: Actor, worker: Actor, unit: Organisation, *, days: int = 5, at: datetime = AT
) -> WorkItem:
    """An item that a unit has taken on by itself."""
    item = set_one(matter, by, at=at)
    return actions.claim(item=item, organisation=unit, days=days, actor=worker, at=at)


def reported(matter: Matter, by: Actor, worker: Actor, unit: Organisation, *, at: datetime = AT) -> WorkItem:
    """An item that its unit reported done."""
    return report(claimed(matter, by, worker, unit, at=at), worker, at=at)


def report(item: WorkItem, worker: Actor, *, at: datetime = AT) -> WorkItem:
    return actions.done(item=item, text="线已划好", photos=[PHOTO], actor=worker, at=at)


def later(days: int = 1, hours: int = 0) -> datetime:
    return AT + timedelta(days=days, hours=hours)


def current(item: WorkItem) -> WorkItem:
    """The item as it stands now."""
    found = WorkItem.objects.select_related("matter__place", "matter__process", "lead__place", "deadline")
    return found.get(pk=item.pk)


__all__ = ["PHOTO", "claimed", "current", "later", "make_unit", "officer", "refused", "report", "reported", "set_one"]
