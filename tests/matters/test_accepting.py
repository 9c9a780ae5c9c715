"""Accepting, changing and sealing the public summary."""

from datetime import datetime, timedelta

import pytest

from bandeng.core.refusal import Refusal
from bandeng.matters import actions, queries
from bandeng.matters.models import Matter
from bandeng.people.acting import PUBLIC
from bandeng.records.models import Entry
from tests.makers import MAKER, current, make_matter, make_person, make_place, sort_to

pytestmark = pytest.mark.django_db


def accept(matter: Matter, at: datetime, **told: object) -> Matter:
    words = {"title": "楼道停车", "summary": "电动车堵住楼道", "actor": make_person("secretary")}
    return actions.accept(**{"matter": matter, "at": at, **words, **told})  # type: ignore[arg-type]


def refusal_of(call: object) -> Refusal:
    with pytest.raises(Refusal) as no:
        call()  # type: ignore[operator]
    return no.value


def test_nothing_is_public_before_a_named_person_has_accepted_the_summary(at: datetime) -> None:
    matter = make_matter(accepted=False)
    assert list(queries.public_at(make_place())) == []
    secretary = make_person("secretary")
    accepted = accept(matter, at, actor=secretary)
    assert (accepted.title, accepted.summary, accepted.accepted_by, accepted.version) == (
        "楼道停车", "电动车堵住楼道", secretary.person, 2,
    )  # fmt: skip
    assert list(queries.public_at(make_place())) == [accepted]


@pytest.mark.parametrize("role", ["", "resident", "building_head", "grid_worker", "auditor", "unit_officer"])
def test_only_the_community_accepts(at: datetime, role: str) -> None:
    who = make_person(role)
    assert refusal_of(lambda: accept(make_matter(accepted=False), at, actor=who)).code == "not_your_turn"


@pytest.mark.parametrize("who", [PUBLIC, MAKER])
def test_the_public_and_the_system_are_no_named_person(at: datetime, who: object) -> None:
    assert refusal_of(lambda: accept(make_matter(accepted=False), at, actor=who)).code == "not_your_turn"


def test_i15_a_telephone_number_in_a_published_text_is_refused_and_named_masked(at: datetime) -> None:
    matter = make_matter(accepted=False)
    no = refusal_of(lambda: accept(matter, at, summary="找老王 13800001111"))
    assert (no.code, dict(no.details)) == ("unmasked", {"field": "summary", "found": ["138****1111"]})
    assert current(matter).accepted_at is None


def test_a_matter_is_accepted_once(at: datetime) -> None:
    assert refusal_of(lambda: accept(make_matter(), at)).code == "already_accepted"


def test_a_double_submit_accepts_once_and_answers_the_same(at: datetime) -> None:
    matter = make_matter(accepted=False)
    assert accept(matter, at, once="k") == accept(matter, at, once="k", title="anders")
    assert Entry.objects.filter(verb="matter.accepted").count() == 1
    assert current(matter).title == "楼道停车"


def test_a_stale_form_is_refused_and_tells_both_versions(at: datetime) -> None:
    matter = make_matter(accepted=False)
    accept(matter, at, version=1)
    secretary = make_person("secretary")
    no = refusal_of(
        lambda: actions.change_summary(
            matter=matter, title="x", summary="y", reason="z", actor=secretary, at=at, version=1
        )
    )
    assert (no.code, dict(no.details)) == ("stale", {"shown": 1, "stands": 2})


def test_a_changed_summary_tells_why_and_the_earlier_words_stay_in_the_ledger(at: datetime) -> None:
    matter = make_matter()
    changed = actions.change_summary(
        matter=matter,
        title="二号楼楼道停车",
        summary="只在二号楼",
        reason="地点写错",
        actor=make_person("secretary"),
        at=at,
    )
    assert (changed.title, changed.summary) == ("二号楼楼道停车", "只在二号楼")
    told = Entry.objects.filter(subject=f"matter:{matter.pk}", verb__in=["matter.accepted", "matter.summary_changed"])
    assert [(e.detail["title"], e.detail.get("reason")) for e in told.order_by("n")] == [
        ("楼道停车", None), ("二号楼楼道停车", "地点写错"),
    ]  # fmt: skip


def test_a_photo_of_nobody_is_not_shown(at: datetime) -> None:
    no = refusal_of(lambda: accept(make_matter(accepted=False), at, photos=["f" * 64]))
    assert no.code == "unknown_photo"


def test_a_sealed_matters_texts_stand_in_no_entry_in_clear(at: datetime) -> None:
    matter = make_matter(sealed=True, words="楼下麻将馆太吵")
    assert (matter.summary, matter.is_public) == ("楼下麻将馆太吵", False)
    assert "麻将馆" not in str(list(Entry.objects.values_list("detail", flat=True)))
    assert list(queries.visible_to(PUBLIC)) == []


def test_sealing_keeps_a_matter_from_the_public_and_opening_shows_it_again(at: datetime) -> None:
    matter, secretary = make_matter(), make_person("secretary")
    sealed = actions.seal_matter(matter=matter, sealed=True, reason="涉及邻里", actor=secretary, at=at)
    assert (sealed.is_public, list(queries.visible_to(PUBLIC))) == (False, [])
    opened = actions.seal_matter(
        matter=sealed, sealed=False, reason="双方同意", actor=secretary, at=at + timedelta(hours=1)
    )
    assert list(queries.visible_to(PUBLIC)) == [opened]


def test_a_seal_says_why(at: datetime) -> None:
    secretary = make_person("secretary")
    no = refusal_of(lambda: actions.seal_matter(matter=make_matter(), sealed=True, reason=" ", actor=secretary, at=at))
    assert (no.code, dict(no.details)) == ("text_missing", {"field": "reason"})


def test_a_matter_goes_to_the_bench_only_after_somebody_stood_for_its_summary() -> None:
    matter = make_matter("sort", accepted=False)
    with pytest.raises(Refusal) as no:
        sort_to(matter, "deliberate", by=make_person("secretary", at=matter.place))
    assert (no.value.code, current(matter).step) == ("not_accepted_yet", "discover")
