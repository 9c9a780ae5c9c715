"""Along the five steps: verified, sorted, talked over, claimed, checked, replied."""

from datetime import date, datetime, timedelta

import pytest

from bandeng.core.refusal import Refusal
from bandeng.matters import actions, queries
from bandeng.matters.acts import SeatOnBench
from bandeng.matters.models import BenchNote, Dissent, Matter, Verification
from bandeng.people.acting import system
from bandeng.records.models import Entry
from bandeng.records.rebuild import check
from tests.makers import current, explain, make_matter, make_person, make_unit, note, sort_to
from tests.matters.upper import answer_everybody, fact, give_task, settle_task

pytestmark = pytest.mark.django_db


def refusal_of(call: object) -> Refusal:
    with pytest.raises(Refusal) as no:
        call()  # type: ignore[operator]
    return no.value


def verbs_of(matter: Matter) -> list[str]:
    return list(Entry.objects.filter(subject=f"matter:{matter.pk}").order_by("n").values_list("verb", flat=True))


def test_a_visit_is_a_fact_that_stands(at: datetime) -> None:
    matter, head = make_matter(), make_person("building_head")
    seen = actions.verify(
        matter=matter,
        visited_on=date(2026, 11, 22),
        finding="确有其事",
        note="三楼王家",
        legal="yes",
        actor=head,
        at=at,
    )
    assert (seen.by, seen.visited_on, seen.finding, seen.note, seen.legal, seen.technical) == (
        head.person, date(2026, 11, 22), "确有其事", "三楼王家", "yes", "unknown",
    )  # fmt: skip
    assert queries.standing(matter).facts == {"verification"}
    assert "三楼王家" not in str(list(Entry.objects.values_list("detail", flat=True)))


def test_a_visit_tomorrow_has_not_happened(at: datetime) -> None:
    matter, head = make_matter(), make_person("building_head")
    no = refusal_of(
        lambda: actions.verify(matter=matter, visited_on=date(2026, 11, 24), finding="x", actor=head, at=at)
    )
    assert no.code == "date_in_future"


def test_sorting_needs_the_visit(at: datetime) -> None:
    no = refusal_of(lambda: sort_to(make_matter(), "deliberate", by=make_person("secretary")))
    assert (no.code, dict(no.details)) == ("missing", {"step": "discover", "needs": ["verification"]})


def test_sorting_decides_category_severity_and_route_in_one_entry(at: datetime) -> None:
    matter, secretary = make_matter("sort"), make_person("secretary")
    done = actions.sort(
        matter=matter, category="non_motor_vehicles", severity=1, guards=["common_parts"], choose="deliberate",
        reason="涉及多户", actor=secretary, at=at,
    )  # fmt: skip
    assert (done.step, done.category, done.severity, done.guards, done.sorted_by) == (
        "deliberate", "non_motor_vehicles", 1, ["common_parts"], secretary.person,
    )  # fmt: skip
    assert sorted(done.milestones.values_list("milestone", flat=True)) == ["raised", "sorted"]
    assert verbs_of(done)[-1] == "matter.sorted"


def test_the_step_left_stops_its_clock_and_the_next_starts_its_own_while_the_whole_clock_runs_on(at: datetime) -> None:
    matter = make_matter("sort")
    sort_to(matter, "deliberate", by=make_person("secretary"), at=at + timedelta(days=1))
    clocks = [(c.of, str(c.due_on), c.stopped_at) for c in matter.deadlines.order_by("due_on")]
    assert clocks == [
        ("step:discover", "2026-11-30", at + timedelta(days=1)),
        ("step:deliberate", "2026-12-24", None),
        ("matter", "2027-02-22", None),
    ]


@pytest.mark.parametrize("role", ["", "resident", "building_head", "convener", "supervisor", "auditor", "unit_officer"])
def test_only_who_the_process_names_sorts(at: datetime, role: str) -> None:
    matter, who = make_matter("sort"), make_person(role)
    assert refusal_of(lambda: sort_to(matter, "deliberate", by=who)).code == "not_your_turn"


def test_a_secretary_of_another_community_does_not_sort_here(at: datetime) -> None:
    from tests.makers import YIXINYUAN, make_place

    matter = make_matter("sort")
    other = make_person("secretary", at=make_place(YIXINYUAN, name="逸馨苑社区", short="逸馨苑"))
    assert refusal_of(lambda: sort_to(matter, "deliberate", by=other)).code == "not_your_turn"


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"category": "nothing"}, "unknown_category"),
        ({"severity": 9}, "unknown_word"),
        ({"guards": ["moon"]}, "unknown_word"),
        ({"choose": "supervise"}, "must_choose"),
        ({"choose": "moon"}, "unknown_branch"),
        ({"version": 1}, "stale"),
        ({"reason": "电话 13800001111"}, "unmasked"),
    ],
)
def test_what_cannot_be_sorted_so_is_refused(at: datetime, told: dict[str, object], code: str) -> None:
    matter, secretary = make_matter("sort"), make_person("secretary")
    words = {"category": "other", "severity": 2, "choose": "deliberate", **told}
    no = refusal_of(lambda: actions.sort(matter=matter, actor=secretary, at=at, **words))  # type: ignore[arg-type]
    assert (no.code, current(matter)) == (code, matter)


def test_i11_sorting_something_as_dangerous_opens_its_safety_track(at: datetime) -> None:
    matter = make_matter("sort")
    actions.sort(
        matter=matter, category="other", severity=0, choose="deliberate", actor=make_person("secretary"), at=at
    )
    assert queries.open_tracks(matter) == ("safety:safety",)


def test_making_safe_closes_the_track_once(at: datetime) -> None:
    matter, worker = make_matter(severity=0), make_person("grid_worker")
    track = matter.tracks.get()
    actions.make_safe(matter=matter, track=track, text="已疏散并断电", actor=worker, at=at)
    assert (queries.open_tracks(matter), matter.tracks.get().ending) == ((), "已疏散并断电")
    no = refusal_of(lambda: actions.make_safe(matter=matter, track=track, text="又", actor=worker, at=at))
    assert no.code == "already_safe"


def test_a_sealed_noise_complaint_goes_to_the_door_of_mediation_and_stays_answerable(at: datetime) -> None:
    matter, secretary = make_matter("sort", sealed=True, words="楼下太吵"), make_person("secretary")
    done = actions.sort(
        matter=matter, category="mahjong_room", severity=2, guards=["two_sides"], choose="mediate",
        reason="双方纠纷", reason_code="two_sides", actor=secretary, at=at,
    )  # fmt: skip
    assert (done.step, done.branch, queries.status(done).key) == ("mediate:talks", "mediate", "mediate")
    assert verbs_of(done)[-2:] == ["matter.sorted", "matter.branched"]
    assert reaches_a_reply(done)


def reaches_a_reply(matter: Matter) -> bool:
    """Whether some way on from here gives each raiser the final reply, whatever has to be done on it."""
    process = queries.standing(matter).process
    seen, waiting = set(), [matter.step]
    while waiting:
        key = waiting.pop()
        if key is None or key in seen:
            continue
        seen.add(key)
        if key not in process.steps:
            key = process.branch(key).steps[0].key
        step = process.step(key)
        if step.replies:
            return True
        waiting.extend(process.anchor(word[3:]) if word.startswith("to.") else word for word in step.then)
    return False


def test_mediation_is_not_offered_where_there_are_no_two_sides(at: datetime) -> None:
    matter, secretary = make_matter("sort"), make_person("secretary")
    no = refusal_of(
        lambda: actions.sort(
            matter=matter, category="other", severity=2, choose="mediate", reason="x", reason_code="two_sides",
            actor=secretary, at=at,
        )
    )  # fmt: skip
    assert (no.code, verbs_of(matter)[-1]) == ("not_offered", "matter.verified")


def test_a_bench_note_tells_who_sat_there_what_was_said_and_what_came_of_it(at: datetime) -> None:
    matter, convener = make_matter("deliberate"), make_person("convener")
    noted = actions.note_bench(
        matter=matter, held_on=date(2026, 11, 22), where="凉亭", seats=[SeatOnBench(role="resident", count=7)],
        said="各家都说了", outcome="consensus", opinion="划车位", dissents=["占了绿地"], choose="assign",
        actor=convener, at=at,
    )  # fmt: skip
    assert (noted.where, noted.seats, noted.said, noted.outcome, noted.opinion) == (
        "凉亭", [{"role": "resident", "count": 7}], "各家都说了", "consensus", "划车位",
    )  # fmt: skip
    assert (current(matter).step, [d.words for d in noted.dissents.all()]) == ("assign", ["占了绿地"])


def test_i9_an_outcome_without_consensus_names_its_next_step(at: datetime) -> None:
    matter, convener = make_matter("deliberate"), make_person("convener")
    no = refusal_of(lambda: note(matter, by=convener, outcome="none", next_step=" "))
    assert (no.code, BenchNote.objects.count()) == ("next_step_missing", 0)
    note(matter, by=convener, outcome="none", next_step="下周三再议")
    assert BenchNote.objects.get().next_step == "下周三再议"


def test_i9_a_new_meeting_needs_a_new_outcome(at: datetime) -> None:
    matter, secretary = make_matter("deliberate"), make_person("secretary")
    note(matter, by=secretary, outcome="none", choose="deliberate")
    no = refusal_of(lambda: actions.complete_step(matter=matter, choose="assign", actor=secretary, at=at))
    assert (no.code, dict(no.details)) == ("missing", {"step": "deliberate", "needs": ["outcome"]})


def test_a_matter_is_talked_over_three_times_at_most(at: datetime) -> None:
    matter, secretary = make_matter("deliberate"), make_person("secretary")
    for hour in (1, 2):
        note(matter, by=secretary, outcome="none", choose="deliberate", at=at + timedelta(hours=hour))
    no = refusal_of(lambda: note(matter, by=secretary, outcome="none", choose="deliberate", at=at + timedelta(hours=3)))
    assert (no.code, BenchNote.objects.count()) == ("too_often", 2)


def test_i9_no_final_reply_ends_a_matter_while_a_dissent_has_no_answer(at: datetime) -> None:
    matter, secretary = make_matter("deliberate"), make_person("secretary")
    note(matter, by=secretary, dissents=["占了绿地"], choose="assign")
    settle_task(matter, give_task(matter, at), at)
    assert answer_everybody(matter, at).step == "reply"
    no = refusal_of(lambda: actions.complete_step(matter=matter, actor=secretary, at=at))
    assert (no.code, dict(no.details)) == ("dissent_unanswered", {"count": 1})
    actions.answer_dissent(dissent=Dissent.objects.get(), answer="另种三棵树", actor=secretary, at=at)
    assert actions.advance(matter=matter, at=at).step is None


def test_the_dissents_of_a_sealed_matter_stand_in_no_entry_in_clear(at: datetime) -> None:
    matter, secretary = make_matter("deliberate", sealed=True), make_person("secretary")
    note(matter, by=secretary, dissents=["他家也吵", "我没吵"])
    assert [d.words for d in Dissent.objects.order_by("pk")] in (["他家也吵", "我没吵"], ["我没吵", "他家也吵"])
    assert "他家也吵" not in str(list(Entry.objects.values_list("detail", flat=True)))


def test_claims_checks_and_replies_move_a_matter_to_its_end_by_themselves(at: datetime) -> None:
    matter = make_matter("assign")
    track = give_task(matter, at)
    assert current(matter).step == "supervise"
    assert settle_task(matter, track, at).step == "reply"
    ended = answer_everybody(matter, at)
    assert (ended.step, ended.closed_at, queries.status(ended).key) == (None, at, "solved")
    assert [c.stopped_at for c in ended.deadlines.all()] == [at] * ended.deadlines.count()
    assert (
        list(
            Entry.objects.filter(subject=f"matter:{matter.pk}", verb="matter.step_completed").values_list(
                "actor", flat=True
            )[1:]
        )
        == ["system:journey"] * 3
    )


def test_a_matter_does_not_move_by_itself_where_a_person_chooses(at: datetime) -> None:
    for step in ("discover", "sort", "deliberate", "noted", "explain"):
        matter = make_matter(step)
        assert actions.advance(matter=matter, at=at) == matter


def test_i1_no_matter_ends_while_a_raising_waits_for_its_final_reply(at: datetime) -> None:
    matter, secretary = make_matter("assign", raisers=2), make_person("secretary")
    settle_task(matter, give_task(matter, at), at)
    no = refusal_of(lambda: actions.complete_step(matter=matter, actor=secretary, at=at))
    assert (no.code, dict(no.details)) == ("missing", {"step": "reply", "needs": ["replies_final"]})


def test_i1_the_database_lets_no_matter_stand_nowhere_without_an_end(at: datetime) -> None:
    from django.db import IntegrityError, transaction

    matter = make_matter()
    with pytest.raises(IntegrityError), transaction.atomic():
        Matter.objects.filter(pk=matter.pk).update(step=None)


def test_no_final_reply_while_a_track_is_open(at: datetime) -> None:
    matter, secretary = make_matter("assign", severity=0), make_person("secretary")
    settle_task(matter, give_task(matter, at), at)
    assert answer_everybody(matter, at).step == "reply"
    no = refusal_of(lambda: actions.complete_step(matter=matter, actor=secretary, at=at))
    assert (no.code, dict(no.details)) == ("tracks_open", {"step": "reply", "tracks": ["safety:safety"]})


def test_work_found_undone_is_sent_back_undone(at: datetime) -> None:
    matter = make_matter("assign")
    give_task(matter, at)
    back = actions.complete_step(matter=matter, choose="assign", actor=make_person("oversight_member"), at=at)
    assert (back.step, "solved" in back.milestones.values_list("milestone", flat=True)) == ("assign", False)


def test_a_step_that_decides_is_not_completed_by_a_bare_choice(at: datetime) -> None:
    matter, secretary = make_matter("sort"), make_person("secretary")
    no = refusal_of(lambda: actions.complete_step(matter=matter, choose="deliberate", actor=secretary, at=at))
    assert (no.code, dict(no.details)) == ("not_offered", {"step": "discover", "tool": "sorting"})


def test_an_ended_matter_takes_no_more_steps(at: datetime) -> None:
    matter, secretary = make_matter("assign"), make_person("secretary")
    settle_task(matter, give_task(matter, at), at)
    answer_everybody(matter, at)
    assert refusal_of(lambda: actions.complete_step(matter=matter, actor=secretary, at=at)).code == "already_ended"
    assert refusal_of(lambda: sort_to(matter, "deliberate", by=secretary)).code == "already_ended"


def test_i12_a_date_told_wrongly_is_corrected_by_a_marked_act_and_the_earlier_one_stays(at: datetime) -> None:
    matter, secretary = make_matter("sort"), make_person("secretary")
    seen = Verification.objects.get()
    actions.correct(
        matter=matter, of=seen.pk, field="visited_on", now=date(2026, 11, 20), reason="写错日期", actor=secretary, at=at
    )
    assert Verification.objects.get().visited_on == date(2026, 11, 20)
    marked = [line for line in queries.story(matter, secretary) if line.is_correction]
    assert [(line.told["was"], line.told["now"], line.told["reason"], line.at) for line in marked] == [
        ("2026-11-23", "2026-11-20", "写错日期", at)
    ]
    assert Entry.objects.get(verb="matter.verified").detail["visited_on"] == "2026-11-23"


def test_i12_a_correction_says_why_and_lies_not_ahead(at: datetime) -> None:
    matter, secretary = make_matter("sort"), make_person("secretary")
    seen = Verification.objects.get().pk

    def correct(now: date, reason: str, field: str = "visited_on") -> object:
        return lambda: actions.correct(
            matter=matter, of=seen, field=field, now=now, reason=reason, actor=secretary, at=at
        )

    assert [
        refusal_of(correct(date(2026, 11, 20), " ")).code,
        refusal_of(correct(date(2026, 11, 24), "x")).code,
        refusal_of(correct(date(2026, 11, 23), "x")).code,
        refusal_of(correct(date(2026, 11, 20), "x", "held_on")).code,
    ] == ["text_missing", "date_in_future", "already_so", "unknown"]


def test_who_takes_a_step_in_hand_is_seen_and_hands_it_over(at: datetime) -> None:
    matter, staff, other = make_matter(), make_person("community_staff"), make_person("community_staff")
    held = actions.take_up(matter=matter, actor=staff, at=at)
    assert (held.holder, [work.key for _, work in queries.held_by([staff.person])]) == (staff.person, [str(matter.pk)])  # type: ignore[list-item]
    assert refusal_of(lambda: actions.take_up(matter=matter, actor=staff, at=at)).code == "already_held"
    assert refusal_of(lambda: actions.hand_over(matter=matter, to=None, actor=other, at=at)).code == "not_your_turn"
    handed = actions.hand_over(matter=held, to=other.person, actor=staff, at=at)
    assert handed.holder == other.person


def test_what_somebody_holds_is_handed_on_when_their_duty_ends(at: datetime) -> None:
    from bandeng.people import handover

    matter, staff, other = make_matter(), make_person("community_staff"), make_person("community_staff")
    actions.take_up(matter=matter, actor=staff, at=at)
    assert staff.person
    assert other.person
    assert handover.hand_all(staff.person, other.person, actor=system("test"), at=at) == 1
    assert current(matter).holder == other.person


def test_a_matter_is_answered_by_explaining(at: datetime) -> None:
    matter, secretary = make_matter("sort"), make_person("secretary")
    done = explain(matter, by=secretary)
    assert (done.step, queries.status(done).key) == ("explain:said", "explain")
    assert sorted(done.milestones.values_list("milestone", flat=True)) == ["raised", "sorted"]
    on = actions.complete_step(matter=done, choose="explain:answered", actor=secretary, at=at)
    ended = answer_everybody(on, at)
    assert (ended.step, queries.status(ended).key) == (None, "explained")


def test_rows_rebuilt_from_the_ledger_equal_those_that_stood(at: datetime) -> None:
    matter = make_matter("assign", raisers=2)
    settle_task(matter, give_task(matter, at, make_unit()), at)
    answer_everybody(matter, at)
    make_matter("deliberate", sealed=True, severity=0)
    assert check().different == ()


def test_a_fact_that_no_longer_stands_holds_a_step_up_again(at: datetime) -> None:
    matter = make_matter("assign", severity=0)
    fact(matter, "items_claimed", at)
    assert current(matter).step == "supervise"
