"""What happened in the two communities, told as stories; each is one matter, or a few of a kind."""

from bandeng.cli.demonstration.stage import Bench, Story, Telling
from bandeng.cli.demonstration.stories import answered, clocks, elsewhere, page, waiting, yixinyuan
from bandeng.matters.actions import return_unacknowledged, settle_uncontested

XINHUA: tuple[Telling, ...] = (*page.STORIES, *answered.STORIES, *clocks.STORIES, *elsewhere.STORIES, *waiting.STORIES)
YIXINYUAN: tuple[Telling, ...] = yixinyuan.STORIES


def nights(bench: Bench) -> Story:
    """What the system does by itself every morning, over the whole time."""
    for day in range(60, 0, -1):
        yield bench.back(day, "06:30")
        settle_uncontested(bench.at)
        return_unacknowledged(bench.at)


__all__ = ["XINHUA", "YIXINYUAN", "nights"]
