"""A3, without its poll: one more set of parcel lockers, decided by the owners, built by a partner and by volunteers."""

from django.test import Client

from bandeng.cli.demonstration.stage import Bench, play
from bandeng.cli.demonstration.stories import yixinyuan as told
from bandeng.commitments.models import Check, Progress, WorkItem
from bandeng.core.deadline import local_day
from bandeng.matters.models import BenchNote, Rating, Reply


def test_the_locker_is_decided_built_shown_checked_answered_and_rated(yixinyuan: Bench, client: Client) -> None:
    play([(yixinyuan.stage, told.locker(yixinyuan))])
    matter = yixinyuan.raising("locker").matter
    note = BenchNote.objects.get(matter=matter)
    assert (note.opinion, [seat["role"] for seat in note.seats], matter.guards) == (
        "在原有柜子西侧增设一组快递柜；地面由物业和社区志愿者利用休息时间硬化。",
        ["resident", "property", "secretary", "courier"],
        ["common_parts"],
    )

    decided = matter.decisions.get()
    assert (decided.passed, decided.rule, (decided.decided_on - decided.notice_on).days >= 15) == (  # type: ignore[operator]
        True, "owners-special", True,
    )  # fmt: skip
    assert decided.postings.get().closed_on is not None

    items = WorkItem.objects.filter(matter=matter).select_related("lead").order_by("set_at", "pk")
    assert [(item.title, str(item.lead), item.state) for item in items] == [
        ("硬化柜位地面", "逸馨苑居委会", "settled"),
        ("联系快递站，增设一组快递柜", "安家物业", "settled"),
    ]
    hours = Progress.objects.get(item=items[0], is_evidence=False)
    assert "三个晚上共 27 个小时" in hours.text
    evidence = Progress.objects.get(item=items[1], is_evidence=True)
    check = Check.objects.get(item=items[1])
    assert (matter.shown_photos, evidence.photos, check.as_role) == (
        [yixinyuan.photo("locker-before")], [yixinyuan.shown(items[1], "locker-after")], "oversight_member",
    )  # fmt: skip
    assert local_day(evidence.at) < local_day(check.at)

    replies, ratings = Reply.objects.filter(matter=matter, kind="final"), Rating.objects.filter(matter=matter)
    assert (matter.raisings.count(), replies.count(), ratings.filter(satisfied="yes").count(), ratings.count()) == (
        5, 5, 3, 3,
    )  # fmt: skip
    assert "收益归全体业主，每年公布" in replies[0].text

    page = client.get(f"/m/{matter.pk}/").content.decode()
    assert [words for words in ("3 / 3", "3 / 5", "在原有柜子西侧增设一组快递柜") if words not in page] == []
