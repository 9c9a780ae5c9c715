"""I4: merged, each raising goes on; parted again, each comes back."""

from datetime import datetime, timedelta

import pytest

from bandeng.core.refusal import Refusal
from bandeng.matters import actions, queries
from bandeng.matters.models import Matter, Reply
from bandeng.people.acting import PUBLIC
from bandeng.records.models import Entry
from bandeng.records.rebuild import check
from tests.makers import YIXINYUAN, current, join, make_matter, make_person, make_place
from tests.matters.upper import answer_everybody, give_task, settle_task

pytestmark = pytest.mark.django_db


def merge(matter: Matter, into: Matter, at: datetime, **told: object) -> Matter:
    words = {"reason": "同一处", "actor": make_person("secretary"), **told}
    return actions.merge(matter=matter, into=into, at=at, **words)  # type: ignore[arg-type]


def refusal_of(call: object) -> Refusal:
    with pytest.raises(Refusal) as no:
        call()  # type: ignore[operator]
    return no.value


def words_of(matter: Matter) -> list[str]:
    return sorted(matter.raisings.values_list("words", flat=True))


def test_i4_merging_keeps_each_raising_and_tells_each_raiser_in_the_same_act(at: datetime) -> None:
    one, two = make_matter(raisers=2, words="一"), make_matter(words="二")
    merged = merge(one, two, at, text="并入另一件一起办")
    assert (merged.step, merged.merged_into, words_of(merged)) == ("merge:joined", two, [])
    assert words_of(two) == ["一", "二", "我也遇到了 1"]
    assert {raising.first_matter_id for raising in two.raisings.all()} == {one.pk, two.pk}
    told = Reply.objects.filter(matter=one)
    assert [(r.kind, r.text, r.delivered_at) for r in told] == [("interim", "并入另一件一起办", at)] * 2
    assert Entry.objects.filter(subject=f"matter:{one.pk}").order_by("-n")[0].verb == "matter.merged"


def test_i4_the_targets_final_reply_goes_to_all_and_ends_the_merged_matter_too(at: datetime) -> None:
    one, two = make_matter(words="一"), make_matter("assign", words="二")
    merge(one, two, at)
    settle_task(two, give_task(two, at), at)
    ended = answer_everybody(two, at)
    finals = Reply.objects.filter(kind="final")
    assert (ended.step, current(one).step, finals.count(), queries.status(current(one)).key) == (
        None,
        None,
        2,
        "merged",
    )


def test_i4_a_merge_into_a_merge_carries_all_along(at: datetime) -> None:
    one, two, three = make_matter(words="一"), make_matter(words="二"), make_matter("assign", words="三")
    merge(one, two, at)
    merge(two, three, at)
    assert words_of(three) == ["一", "三", "二"]
    settle_task(three, give_task(three, at), at)
    answer_everybody(three, at)
    assert [current(each).step for each in (one, two, three)] == [None, None, None]


def test_i4_parted_again_it_stands_where_it_stood_with_its_raisings_and_a_new_clock(at: datetime) -> None:
    one, two, three = make_matter(words="一"), make_matter("deliberate", words="二"), make_matter(words="三")
    merge(one, two, at)
    merge(two, three, at)
    later = at + timedelta(days=2)
    parted = actions.unmerge(matter=two, reason="原来不是一处", actor=make_person("secretary"), at=later)
    assert (parted.step, parted.merged_into, words_of(parted), words_of(three)) == (
        "deliberate",
        None,
        ["一", "二"],
        ["三"],
    )
    running = parted.deadlines.get(of="step:deliberate", stopped_at__isnull=True)
    assert (running.started_at, str(running.due_on)) == (later, "2026-12-25")
    assert current(one).merged_into == two


def test_i4_a_cycle_is_refused(at: datetime) -> None:
    one, two, three = make_matter(), make_matter(), make_matter()
    merge(one, two, at)
    merge(two, three, at)
    pairs = ((three, one), (three, two), (three, three))
    codes = [refusal_of(lambda pair=pair: merge(pair[0], pair[1], at)).code for pair in pairs]
    assert codes == ["merge_cycle", "merge_cycle", "merge_cycle"]


def test_i4_the_database_merges_no_matter_into_itself(at: datetime) -> None:
    from django.db import IntegrityError, transaction

    matter = make_matter()
    with pytest.raises(IntegrityError), transaction.atomic():
        Matter.objects.filter(pk=matter.pk).update(merged_into=matter)


def test_what_cannot_be_merged_is_refused(at: datetime) -> None:
    one, merged, target = make_matter(), make_matter(), make_matter()
    merge(merged, target, at)
    elsewhere = make_matter(place=make_place(YIXINYUAN, name="逸馨苑社区", short="逸馨苑"))
    sealed = make_matter(sealed=True)
    pairs = [(merged, one), (one, merged), (one, elsewhere), (one, sealed)]
    assert [refusal_of(lambda pair=pair: merge(pair[0], pair[1], at)).code for pair in pairs] == [
        "already_merged", "already_merged", "other_community", "sealed_differs",
    ]  # fmt: skip
    assert refusal_of(lambda: merge(one, target, at, actor=make_person("building_head"))).code == "not_your_turn"
    assert refusal_of(lambda: merge(one, target, at, reason=" ")).code == "text_missing"


def test_a_neighbour_who_joins_a_merged_matter_joins_where_it_goes_on(at: datetime) -> None:
    one, two = make_matter(), make_matter()
    merge(one, two, at)
    assert join(one).matter == two


def test_an_open_track_of_a_merged_matter_holds_the_targets_final_reply_up(at: datetime) -> None:
    one, two = make_matter(severity=0), make_matter("assign")
    merge(one, two, at)
    settle_task(two, give_task(two, at), at)
    assert answer_everybody(two, at).step == "reply"
    actions.make_safe(matter=one, track=one.tracks.get(), text="已断电", actor=make_person("secretary"), at=at)
    assert actions.advance(matter=two, at=at).step is None


def test_sorting_merges_in_one_go(at: datetime) -> None:
    one, two, secretary = make_matter("sort"), make_matter(), make_person("secretary")
    done = actions.sort(
        matter=one, category="other", severity=2, choose="merge", into=two, reason="同一处", actor=secretary, at=at
    )
    assert (done.step, done.merged_into, done.sorted_by) == ("merge:joined", two, secretary.person)


def test_a_double_submit_merges_once(at: datetime) -> None:
    one, two, secretary = make_matter(), make_matter(), make_person("secretary")
    done = [merge(one, two, at, actor=secretary, once="m") for _ in range(2)]
    assert (done[0], Entry.objects.filter(verb="matter.merged").count()) == (done[1], 1)


def test_merged_matters_are_not_offered_to_join(at: datetime) -> None:
    one, two = make_matter(words="楼道电动车"), make_matter(words="楼道电动车太多")
    merge(one, two, at)
    assert queries.similar(make_place(), "楼道里都是电动车") == [two]


def test_merges_rebuild_as_they_stood(at: datetime) -> None:
    one, two, three = make_matter(), make_matter(raisers=2), make_matter()
    merge(one, two, at)
    merge(two, three, at)
    actions.unmerge(matter=two, reason="不是一处", actor=make_person("secretary"), at=at)
    actions.join_matter(matter=one, words="我也是", actor=PUBLIC, at=at)
    assert check().different == ()
