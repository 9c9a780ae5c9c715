"""A2, up to its shed site: vehicles in the lobby, said by a woman of eighty, made safe the same day, talked over."""

from bandeng.cli.demonstration.stage import Bench
from bandeng.core.deadline import local_day
from bandeng.matters import actions, queries
from bandeng.matters.models import BenchNote, Dissent, Track
from bandeng.people.acting import PUBLIC
from bandeng.places.models import Place
from tests.scenarios.telling import now, on, refused


def test_a_building_head_writes_it_down_and_the_danger_is_dealt_with_the_same_day(xinhua: Bench) -> None:
    raised_at = on(xinhua, 6, "08:20")
    elder = xinhua.neighbour("周奶奶", 81, "01.03.01")
    matter = xinhua.raised(
        "lobby", "01.03.01", "blocked_passage", "大厅停满了车，出不了门。", severity=0, by="head", person=elder,
        consent="本人口述", reach="visit",
    )  # fmt: skip
    raising = matter.raisings.get()
    assert (raising.channel, raising.person, raising.proxy, raising.consent) == (
        "proxy", elder, xinhua.who("head").person, "本人口述",
    )  # fmt: skip

    on(xinhua, 6, "10:30")
    track = Track.objects.get(matter=matter, kind="safety")
    actions.make_safe(matter=matter, track=track, text="车已移走，通道清出。", actor=xinhua.who("grid"), at=xinhua.at)
    track.refresh_from_db()
    assert track.closed_at is not None
    assert (local_day(track.closed_at), track.opened_at) == (local_day(raised_at), raised_at)


def test_the_bench_chooses_a_site_records_who_saw_it_otherwise_and_the_dissent_gets_an_answer(xinhua: Bench) -> None:
    on(xinhua, 6)
    matter = xinhua.raised("lobby", "01.03.01", "blocked_passage", "大厅停满了车。")
    xinhua.accepted(matter, "大厅停车", "3号楼大厅停车堵住通道。")
    xinhua.verified(matter, "通道不足 0.8 米，楼北有空地。")
    xinhua.sorted(matter, "deliberate", guards=["common_parts"])
    on(xinhua, 2)
    told = ("3号楼前长板凳", {"resident": 9, "building_head": 1}, "都说要有地方停。")
    xinhua.noted(
        matter, *told, "consensus", "在3号楼北侧空地建车棚。", dissents=["怕挡光。"], next_step="由业主共同决定"
    )
    note, dissent = BenchNote.objects.get(matter=matter), Dissent.objects.get()
    assert (note.outcome, note.opinion, note.next_step, now(matter).guards) == (
        "consensus", "在3号楼北侧空地建车棚。", "由业主共同决定", ["common_parts"],
    )  # fmt: skip
    actions.answer_dissent(dissent=dissent, answer="车棚离楼六米。", actor=xinhua.who("secretary"), at=xinhua.at)
    dissent.refresh_from_db()
    assert (dissent.words, dissent.answer, dissent.answered_at) == ("怕挡光。", "车棚离楼六米。", xinhua.at)


def test_without_consensus_the_note_says_what_happens_next_and_the_matter_stays(xinhua: Bench) -> None:
    on(xinhua, 6)
    matter = xinhua.raised("lobby", "01.03.01", "blocked_passage", "大厅停满了车。")
    xinhua.accepted(matter, "大厅停车", "3号楼大厅停车堵住通道。")
    xinhua.verified(matter, "楼北有空地。")
    xinhua.sorted(matter, "deliberate")
    told = ("3号楼前", {"resident": 9}, "没谈拢。", "none", "还要再议。")
    assert refused(lambda: xinhua.noted(matter, *told)) == "next_step_missing"
    xinhua.noted(matter, *told, next_step="下周再开一次")
    assert now(matter).step == "deliberate"


def test_only_those_who_handle_it_read_the_words_it_was_raised_in(xinhua: Bench) -> None:
    on(xinhua, 6)
    matter = xinhua.raised("lobby", "01.03.01", "blocked_passage", "大厅停满了车。")
    xinhua.accepted(matter, "大厅停车", "3号楼大厅停车堵住通道。")
    place = Place.objects.get(pk=xinhua.community)
    assert [each.pk for each in queries.public_at(place)] == [matter.pk]
    readers = ("secretary", "staff", "grid", "property", "oversight", "supervisor@litong", "auditor@litong")
    words = {who: queries.may_see_words(xinhua.who(who), now(matter)) for who in readers}
    assert (words, queries.may_see_words(PUBLIC, now(matter))) == (
        {
            "secretary": True, "staff": True, "grid": True, "property": False, "oversight": False,
            "supervisor@litong": False, "auditor@litong": False,
        },
        False,
    )  # fmt: skip
