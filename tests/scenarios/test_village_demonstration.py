"""One village decision of the demonstration: four deliberations, two disclosures, each in its turn."""

from django.test import Client

from bandeng.cli.demonstration import village
from bandeng.cli.demonstration.places import QUKOU
from bandeng.cli.demonstration.stage import Bench, Stage, play
from bandeng.commitments.models import Check
from bandeng.matters.models import Posting, Reply, StepVisit


def test_the_bridge_is_proposed_talked_over_studied_resolved_posted_repaired_posted_and_answered(
    stage: Stage, client: Client
) -> None:
    village.follow(stage.at)
    bench = Bench(stage, QUKOU, "qukou")
    play([(stage, village.bridge(bench))])
    matter = bench.raising("bridge").matter
    walked = list(StepVisit.objects.filter(matter=matter).order_by("pk").values_list("step", flat=True))
    assert walked == ["propose", "discuss", "review", "resolve", "disclose", "do", "check", "results", "reply"]
    decided = matter.decisions.get()
    assert (decided.passed, decided.rule, (decided.decided_on - decided.notice_on).days) == (  # type: ignore[operator]
        True, "villagers-meeting", 15,
    )  # fmt: skip
    postings = Posting.objects.filter(matter=matter).order_by("posted_on")
    assert [bool(each.closed_on) for each in postings] == [True, True]
    assert (Check.objects.get().as_role, Reply.objects.filter(matter=matter, kind="final").count(), matter.step) == (
        "oversight_member", 1, "reply",
    )  # fmt: skip
    page = client.get(f"/m/{matter.pk}/").content.decode()
    assert [words for words in ("村民会议决议第 2 号", "541 / 968", "护栏列入明年计划") if words not in page] == []
