"""A clock that a practice moves on by itself, and how each of them ends."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from bandeng.core.ledger import verify
from bandeng.matters.models import Matter, Raising, Reply
from bandeng.records import rebuild
from bandeng.records.export import fingerprint, write
from bandeng.records.tasks import react
from bandeng.research.models import Suggestion
from tests.makers import AT
from tests.practices.somebody import Clock


@pytest.fixture
def clock(db: None, settings: Any) -> Iterator[Clock]:
    """Ten in the morning of a Monday; whoever sets `at` moves everybody on. The second factor has tests of its own."""
    settings.DEMONSTRATION = True
    cache.clear()
    with time_machine.travel(AT, tick=False) as traveller:
        yield _Moving(traveller)


class _Moving(Clock):
    """Setting `at` moves the machine's clock too."""

    def __init__(self, traveller: time_machine.Traveller) -> None:
        self._traveller = traveller
        super().__init__(AT)

    def __setattr__(self, name: str, value: object) -> None:
        if name == "at":
            self._traveller.move_to(value)  # type: ignore[arg-type]
        super().__setattr__(name, value)


@pytest.fixture
def ends_well(tmp_path: Path, clock: Clock) -> Callable[[], None]:
    """The chain is whole, entries applied again make the same rows, and nobody is left without an answer."""

    def ends() -> None:
        everybody_is_told()
        out = tmp_path / "ledger.jsonl"
        write(out, at=clock.at)
        assert verify.main([str(out), "--key", fingerprint()]) == 0
        assert rebuild.check().different == ()
        assert nobody_waits() == []

    return ends


def everybody_is_told() -> None:
    """What the worker would do job by job."""
    waiting = DBTaskResult.objects.filter(status=TaskResultStatus.READY, task_path=react.module_path)
    for job in waiting.order_by("enqueued_at", "id"):
        react.call(**job.args_kwargs["kwargs"])
    waiting.delete()


def nobody_waits() -> list[str]:
    """Raisers without a final reply that reached them, and suggestions nobody was told about."""
    finals = Reply.objects.filter(kind="final", delivered_at__isnull=False).values("raising")
    waiting = [f"raising {each.pk}" for each in Raising.objects.exclude(pk__in=finals)]
    open_ = [f"matter {each.number} at {each.step}" for each in Matter.objects.exclude(step=None)]
    untold = [f"suggestion {each.number}" for each in Suggestion.objects.filter(told_on=None, later=False)]
    return [*waiting, *open_, *untold]
