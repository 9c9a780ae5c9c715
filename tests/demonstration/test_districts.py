"""The stories of the districts that join later, played alone: Dawukou's ten days."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bandeng.cli.demonstration import guests, people, places
from bandeng.cli.demonstration.days import Days
from bandeng.cli.demonstration.stage import Bench, Stage, play
from bandeng.cli.demonstration.stories import ganjingzi, nights, tianshenglong
from bandeng.commitments.models import Check, Commitment, SupervisionOrder, WorkItem
from bandeng.commitments.queries.scorecard import frozen
from bandeng.core.promises import Counts
from bandeng.desk.queries import home_place
from bandeng.matters.actions import ensure_shelf_processes
from bandeng.matters.models import Decision, Reply
from bandeng.meetings import queries
from bandeng.meetings.models import Meeting
from bandeng.places.calendars import calendar_for
from bandeng.research.models import Finding

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def bench() -> Bench:
    days = Days(NOW, calendar_for(places.XINHUA))
    founded = days.back(66, "10:00")
    places.build(founded)
    ensure_shelf_processes(founded)
    return Bench(Stage(days, people.build(founded), founded), places.XINHUA, "xinhua")


def test_tianshenglong_is_17_of_three_classes_and_12_3_2_on_the_tenth_day(bench: Bench) -> None:
    play([(bench.stage, tianshenglong.compound(bench)), (bench.stage, nights(bench))])
    classes = [len(rows) for _, rows in tianshenglong.CLASSES.values()]
    assert (classes, sum(classes), Finding.objects.count(), WorkItem.objects.count()) == ([6, 6, 5], 17, 17, 17)
    assert Finding.objects.values("matter").distinct().count() == 3
    promise = Commitment.objects.get()
    assert (promise.days, promise.unit, promise.lines.count(), frozen(promise)) == (
        10, "calendar", 17, Counts(done=12, partial=3, extended=2),
    )  # fmt: skip
    ticked = list(Check.objects.values_list("as_role", flat=True))
    assert (len(ticked), set(ticked)) == (14, {"raiser", "building_head"})
    climbed = SupervisionOrder.objects.filter(item__isnull=False).values_list("item__title", "level").order_by("rank")
    assert {title for title, _ in climbed} == {tianshenglong.LIFT}
    assert [level for _, level in climbed][:2] == ["reminder", "order"]
    assert (Decision.objects.count(), Meeting.objects.get().state) == (0, "ended")
    finals = Reply.objects.filter(kind="final")
    assert (finals.count(), finals.values("matter").distinct().count()) == (2, 1)


def test_ganjingzi_is_nine_questions_eight_answered_with_a_policy_and_one_that_reached_its_reply(bench: Bench) -> None:
    play([(bench.stage, ganjingzi.briefing(bench))])
    meeting = Meeting.objects.get()
    assert queries.question_counts(meeting) == {"asked": 9, "answered": 8, "matters": 1, "waiting": 0}
    assert [each.cite for each in meeting.questions.filter(state="answered") if not each.cite] == []
    assert (meeting.roles, [unit.name for unit in queries.conflicts_of(meeting.chair, bench.today)]) == (
        ganjingzi.ROLES, ["甘井子区税务局"],
    )  # fmt: skip
    matter = meeting.questions.get(matter__isnull=False).matter
    assert matter is not None
    raisers, told = matter.raisings.count(), matter.replies.filter(kind="final").count()
    assert (raisers, told, matter.step) == (1, 1, None)


def test_the_site_still_opens_on_the_community_that_came_first(bench: Bench) -> None:
    guests.join(guests.JINGYUAN_DISTRICT, bench.stage.cast, bench.back(42))
    guests.join(guests.GANJINGZI_DISTRICT, bench.stage.cast, bench.back(30))
    here = home_place()
    assert here is not None
    assert here.pk == places.XINHUA
