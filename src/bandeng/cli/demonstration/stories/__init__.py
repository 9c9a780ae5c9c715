"""What happened in the two communities, told as stories; each is one matter, or a few of a kind."""

from bandeng.cli.demonstration.stage import Bench, Story, Telling
from bandeng.cli.demonstration.stories import answered, clocks, elsewhere, page, promises, waiting, work, yixinyuan
from bandeng.commitments.actions import count_due_promises
from bandeng.matters.actions import return_unacknowledged, settle_uncontested

XINHUA: tuple[Telling, ...] = (
    *page.STORIES, *answered.STORIES, *clocks.STORIES, *promises.STORIES, *elsewhere.STORIES, *waiting.STORIES,
    *work.STORIES,
)  # fmt: skip
YIXINYUAN: tuple[Telling, ...] = yixinyuan.STORIES


def nights(bench: Bench) -> Story:
    """What the system does by itself every morning, over the whole time."""
    for day in range(60, 0, -1):
        yield bench.back(day, "06:30")
        settle_uncontested(bench.at)
        return_unacknowledged(bench.at)
        count_due_promises(bench.at)


__all__ = ["XINHUA", "YIXINYUAN", "nights"]
