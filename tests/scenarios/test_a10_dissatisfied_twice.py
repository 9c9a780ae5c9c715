"""A10: not solved, taken up again; still not solved, reviewed by the supervisor with public reasons; no third time."""

from django.test import Client

from bandeng.cli.demonstration.stage import Bench
from bandeng.matters import actions, queries
from bandeng.matters.models import Rating
from tests.scenarios.telling import done_and_checked, now, on, refused, taken_on, the_item


def not_solved_once(bench: Bench) -> None:
    """The first round: done, checked, answered, and rated not solved."""
    matter = taken_on(bench)
    done_and_checked(bench, matter)
    on(bench, 25)
    bench.replied(matter, "灯已换好。")
    on(bench, 24)
    bench.rated("light", "yes", "no", "no", "昨天又灭了。")


def not_solved_twice(bench: Bench) -> None:
    """The second round ends the same way."""
    not_solved_once(bench)
    matter = bench.raising("light").matter
    on(bench, 20)
    done_and_checked(bench, matter)
    bench.replied(matter, "线路也换了。")
    on(bench, 19)
    bench.rated("light", "yes", "no", "no", "还是灭。")


def test_the_first_not_solved_gives_it_back_to_the_same_unit_with_a_new_clock(xinhua: Bench) -> None:
    not_solved_once(xinhua)
    matter = now(xinhua.raising("light").matter)
    item = the_item(matter)
    assert item.deadline is not None
    assert (matter.step, matter.round, str(item.lead), item.state, item.deadline.started_at) == (
        "supervise", 2, "槐荫物业", "active", xinhua.at,
    )  # fmt: skip


def test_the_second_not_solved_goes_to_the_supervisor_whose_reasons_everybody_reads(
    xinhua: Bench, client: Client
) -> None:
    not_solved_twice(xinhua)
    matter = now(xinhua.raising("light").matter)
    assert (matter.step, matter.round) == ("reopen:final_review", 3)
    supervisor = xinhua.who("supervisor@litong")
    on(xinhua, 15)
    actions.review(matter=matter, text="整条支路老化，列入下月改造。", actor=supervisor, at=xinhua.at)
    actions.reply(matter=matter, kind="final", text="经督查复核：整条支路下月更换。", actor=supervisor, at=xinhua.at)
    assert now(matter).step is None
    page = client.get(f"/m/{matter.pk}/").content.decode()
    assert [
        words for words in ("整条支路老化，列入下月改造。", "经督查复核：整条支路下月更换。") if words not in page
    ] == []


def test_there_is_no_third_time_and_the_answer_stays_not_solved(xinhua: Bench) -> None:
    not_solved_twice(xinhua)
    matter, supervisor = xinhua.raising("light").matter, xinhua.who("supervisor@litong")
    actions.review(matter=matter, text="列入下月改造。", actor=supervisor, at=xinhua.at)
    actions.reply(matter=matter, kind="final", text="下月更换。", actor=supervisor, at=xinhua.at)
    on(xinhua, 14)
    xinhua.rated("light", "yes", "no", "no")
    matter = now(matter)
    said = list(Rating.objects.filter(matter=matter).order_by("round").values_list("round", "solved"))
    assert (matter.step, said) == (None, [(1, "no"), (2, "no"), (3, "no")])


def test_silence_is_unrated_and_never_satisfied(xinhua: Bench) -> None:
    matter = taken_on(xinhua)
    xinhua.joined(matter, "light-2", "我也看不见路。")
    done_and_checked(xinhua, matter)
    xinhua.replied(matter, "灯已换好。")
    on(xinhua, 1)
    assert len(queries.unrated(xinhua.place(), on=xinhua.today)) == 2
    assert Rating.objects.filter(matter=matter).count() == 0
    assert refused(lambda: xinhua.rated("light", "yes", "yes", "yes")) == "too_late"
