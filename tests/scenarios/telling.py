"""Short words for what scenarios do on the bench."""

from collections.abc import Callable
from datetime import datetime

import pytest

from bandeng.cli.demonstration.stage import Bench
from bandeng.commitments.models import WorkItem
from bandeng.core.refusal import Refusal
from bandeng.matters.models import Matter


def on(bench: Bench, working_days_ago: int, clock: str = "09:00") -> datetime:
    """Let the present moment of the play be this one."""
    bench.stage.at = bench.back(working_days_ago, clock)
    return bench.stage.at


def now(matter: Matter) -> Matter:
    """The matter as it stands."""
    return Matter.objects.select_related("place", "process").get(pk=matter.pk)


def the_item(matter: Matter) -> WorkItem:
    """The one work item of a matter."""
    return WorkItem.objects.select_related("matter", "deadline", "lead").get(matter=matter)


def refused(act: Callable[[], object]) -> str:
    """The code with which the act is refused."""
    with pytest.raises(Refusal) as no:
        act()
    return no.value.code


def taken_on(bench: Bench, key: str = "light", *, days: int = 5, start: int = 30) -> Matter:
    """Raised, accepted, seen, sorted and taken on by the property company, `start` working days ago."""
    on(bench, start)
    matter = bench.raised(key, "01.02.01", "sensor_light", "三楼的感应灯不亮。", name="老陶", phone="0953-000 0088")
    bench.accepted(matter, "2号楼感应灯不亮", "2号楼1单元三层感应灯损坏。")
    bench.verified(matter, "灯头烧坏。")
    bench.sorted(matter, "assign", guards=["existing_duty"])
    bench.claimed(matter, "更换感应灯", "huaiyin", days)
    return matter


def done_and_checked(bench: Bench, matter: Matter) -> None:
    """The property company shows that it is done; an oversight member looks."""
    bench.done(the_item(matter), "灯换好了。", ["lamp-after"], by="property")
    bench.checked(the_item(matter), "亮了。")
