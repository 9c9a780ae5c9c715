"""Races of the actions by which decisions, postings and notes are written down, and processes changed."""

from datetime import timedelta

from bandeng.matters import actions
from bandeng.matters.models import Matter, ProcessVersion
from tests.honesty import happenings
from tests.honesty.deciding import to_talks
from tests.honesty.racing import Pair, by_two, race, twice
from tests.honesty.town import Town


def _accepted(town: Town) -> Matter:
    return happenings.accepted(town, "open").matter


@race("tell_guards", "already_so", "done")
def _(town: Town) -> Pair:
    return by_two(town, actions.tell_guards, matter=_accepted(town), guards=["uses_fund"])


@race("record_decision", "done", "stale")
def _(town: Town) -> Pair:
    matter = Matter.objects.get(pk=_accepted(town).pk)
    return by_two(
        town, actions.record_decision, matter=matter, rule="other", rule_version="1", decided_on=town.today,
        agreed=True, text="同意", document="决议", version=matter.version,
    )  # fmt: skip


@race("post_result", "done", "stale")
def _(town: Town) -> Pair:
    matter = Matter.objects.get(pk=_accepted(town).pk)
    return by_two(
        town, actions.post_result, matter=matter, posted_on=town.today, days=3, where="公告栏", text="清单",
        version=matter.version,
    )  # fmt: skip


@race("close_posting", "already_closed", "done")
def _(town: Town) -> Pair:
    posted = actions.post_result(
        matter=_accepted(town), posted_on=town.today - timedelta(days=9), days=3, where="公告栏", text="清单",
        actor=town.actors["secretary"], at=town.at,
    )  # fmt: skip
    return by_two(town, actions.close_posting, posting=posted)


@race("note_step", "done", "stale")
def _(town: Town) -> Pair:
    matter = to_talks(town, _accepted(town))
    return by_two(
        town, actions.note_step, matter=matter, fact="agreement", on=town.today, text="谈成了", good=True,
        version=matter.version,
    )  # fmt: skip


@race("change_process", "already_so", "done")
def _(town: Town) -> Pair:
    version = ProcessVersion.objects.get(key="handle-at-once", place=None)
    return by_two(
        town,
        actions.change_process,
        who=("secretary", "supervisor"),
        matter=_accepted(town),
        process=version,
        reason="小事",
    )


@race("follow_process", "already_so", "done")
def _(town: Town) -> Pair:
    version = ProcessVersion.objects.get(key="six-b", place=None)
    # Elsewhere: the other races' matters follow the five steps.
    who = town.actors["secretary_elsewhere"]
    return twice(lambda: actions.follow_process(place=town.elsewhere, process=version, actor=who, at=town.at))
