"""What happened in the two communities, told as stories; each is one matter, or a few of a kind."""

from bandeng.cli.demonstration.stage import Bench, Story, Telling
from bandeng.cli.demonstration.stories import (
    answered,
    clocks,
    elsewhere,
    ganjingzi,
    liaison,
    meetings,
    page,
    promises,
    research,
    tianshenglong,
    waiting,
    work,
    yixinyuan,
    zhumadian,
)
from bandeng.commitments.actions import count_due_promises, supervise
from bandeng.matters.actions import return_unacknowledged, settle_uncontested

XINHUA: tuple[Telling, ...] = (
    *page.STORIES, *answered.STORIES, *clocks.STORIES, *promises.STORIES, *elsewhere.STORIES, *waiting.STORIES,
    *work.STORIES, *meetings.STORIES, *research.STORIES, *tianshenglong.STORIES, *ganjingzi.STORIES,
    *liaison.STORIES, *zhumadian.STORIES,
)  # fmt: skip
YIXINYUAN: tuple[Telling, ...] = yixinyuan.STORIES


SWEPT = 8
"""On so many working days the sweep of supervision has run: enough for every rung, and quick to load."""


def nights(bench: Bench) -> Story:
    """What the system does by itself every morning, over the whole time; and lately what it warns and presses for."""
    for day in range(60, 0, -1):
        yield bench.back(day, "06:30")
        settle_uncontested(bench.at)
        return_unacknowledged(bench.at)
        count_due_promises(bench.at)
        if day <= SWEPT:
            yield bench.back(day, "16:30")
            supervise(at=bench.at)


__all__ = ["XINHUA", "YIXINYUAN", "nights"]
