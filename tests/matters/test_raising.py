"""Raising: a matter, its first raising, its clocks and its receipt; nothing public."""

from contextlib import AbstractContextManager
from datetime import datetime, timedelta

import pytest

from bandeng.core.refusal import Refusal
from bandeng.matters import actions, queries
from bandeng.matters.models import Matter, Raising
from bandeng.people.acting import PUBLIC
from bandeng.places.actions import change_place
from bandeng.places.models import Place
from bandeng.records.models import Entry
from tests.makers import MAKER, XINHUA, YIXINYUAN, current, join, make_matter, make_person, make_place, set_phone

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def xinhua(at: datetime) -> Place:
    actions.ensure_shelf_processes(at)
    return make_place()


def say(at: datetime, **told: object) -> actions.Raised:
    words = {"place": Place.objects.get(pk=XINHUA), "words": "小路坏了", "category": "other", "severity": 2}
    return actions.raise_matter(**{**words, "actor": PUBLIC, "at": at, **told})  # type: ignore[arg-type]


def refused(code: str) -> AbstractContextManager[object]:
    return pytest.raises(Refusal, match=rf"^{code}\(")


def test_a_resident_without_an_account_raises_a_matter_that_nobody_else_reads_yet(at: datetime) -> None:
    raised = say(at, name="王小明", phone="13800000000")
    matter, raising = raised.matter, raised.raising
    assert (matter.number, matter.step, matter.chain, matter.version) == ("新华-2026-0001", "discover", XINHUA, 1)
    assert (raising.words, raising.name, raising.phone, raising.person_id) == (
        "小路坏了",
        "王小明",
        "13800000000",
        None,
    )
    assert [(e.verb, e.actor) for e in Entry.objects.filter(subject=f"matter:{matter.pk}")] == [
        ("matter.raised", "public")
    ]
    assert "小路坏了" not in str(Entry.objects.values_list("detail", flat=True))
    assert list(queries.visible_to(PUBLIC)) == []


def test_its_clocks_start_with_the_day_after(at: datetime) -> None:
    clocks = queries.clocks_of(say(at).matter, at)
    assert [(c.kind, str(c.due_on), c.state, c.words) for c in clocks] == [
        ("step", "2026-11-30", "green", ("left", 5)),
        ("matter", "2027-02-22", "green", ("left", 91)),
    ]


def test_numbers_count_without_a_gap_in_each_community_and_year(at: datetime) -> None:
    yixinyuan = make_place(YIXINYUAN, name="逸馨苑社区", short="逸馨苑")
    new_year = at + timedelta(days=60)
    told = [
        say(at),
        say(at),
        say(at, place=yixinyuan),
        say(new_year),
        say(at, place=Place.objects.get(pk=f"{XINHUA}.01")),
    ]
    assert [each.matter.number for each in told] == [
        "新华-2026-0001", "新华-2026-0002", "逸馨苑-2026-0001", "新华-2027-0001", "新华-2026-0003",
    ]  # fmt: skip


def test_a_refused_raising_leaves_no_gap(at: datetime) -> None:
    say(at)
    with refused("unknown_category"):
        say(at, category="nothing")
    assert say(at).matter.number == "新华-2026-0002"


def test_two_communities_of_one_name_are_told_apart_by_their_codes(at: datetime) -> None:
    other = make_place(YIXINYUAN, name="新华社区", short="新华")
    assert say(at, place=other).matter.number == f"{YIXINYUAN}-2026-0001"


def test_a_double_submit_shows_the_same_receipt_and_raises_once(at: datetime) -> None:
    first, second = say(at, once="k"), say(at, once="k")
    assert (first.code, first.matter) == (second.code, second.matter)
    assert Matter.objects.count() == Raising.objects.count() == 1


def test_the_receipt_opens_its_raising_however_it_is_typed(at: datetime) -> None:
    raised = say(at)
    typed = f" {raised.code[:5].lower()}-{raised.code[5:].replace('0', 'O')} "
    assert queries.raising_by_code(typed) == raised.raising
    with refused("unknown"):
        queries.raising_by_code("0000000000")


def test_the_ledger_holds_nothing_that_opens_a_receipt(at: datetime) -> None:
    raised = say(at, once="form-key")
    told = str(list(Entry.objects.values_list("detail", "once")))
    assert (raised.code in told, "form-key" in told) == (False, False)


def test_i11_danger_to_life_opens_a_safety_track_at_once_and_says_so(at: datetime) -> None:
    raised = say(at, severity=0)
    assert raised.safety is not None
    assert (raised.safety.kind, raised.safety.opened_at, raised.safety.closed_at) == ("safety", at, None)
    assert queries.open_tracks(raised.matter) == ("safety:safety",)


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"words": "  "}, "text_missing"),
        ({"words": "字" * 2001}, "text_too_long"),
        ({"category": "nothing"}, "unknown_category"),
        ({"severity": 7}, "unknown_word"),
        ({"channel": "pigeon"}, "unknown_word"),
        ({"reach": "pigeon"}, "unknown_word"),
        ({"capacity": "king"}, "unknown_word"),
        ({"channel": "proxy", "consent": "口头"}, "not_your_turn"),
        ({"photos": ["a"] * 10}, "too_many_photos"),
        ({"occurred_on": datetime(2027, 1, 1).date()}, "date_in_future"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_written(at: datetime, told: dict[str, object], code: str) -> None:
    before = Entry.objects.count()
    with refused(code):
        say(at, **told)
    assert (Entry.objects.count(), Matter.objects.count()) == (before, 0)


def test_a_matter_is_raised_in_a_community_not_in_a_county(at: datetime) -> None:
    with refused("place_too_wide"):
        say(at, place=Place.objects.get(pk="640302"))


def test_somebody_enters_a_matter_for_a_neighbour_who_agreed(at: datetime) -> None:
    head = make_person("building_head", at=Place.objects.get(pk=f"{XINHUA}.01.02"))
    neighbour = make_person().person
    at_home = Place.objects.get(pk=f"{XINHUA}.01.02.01")
    with refused("consent_missing"):
        say(at, place=at_home, actor=head, channel="proxy", person=neighbour)
    raised = say(at, place=at_home, actor=head, channel="proxy", person=neighbour, consent="当面同意", reach="visit")
    raising = raised.raising
    assert (raising.person, raising.proxy, raising.consent, raising.reach) == (
        neighbour,
        head.person,
        "当面同意",
        "visit",
    )
    assert list(queries.visible_to(head)) == [raised.matter]


def test_a_place_may_ask_for_a_known_telephone_but_never_in_danger(at: datetime, xinhua: Place) -> None:
    change_place(place=xinhua, wants_phone=True, reason="垃圾信息", actor=MAKER, at=at)
    resident = make_person()
    with refused("phone_wanted"):
        say(at)
    with refused("phone_wanted"):
        say(at, actor=resident, place=Place.objects.get(pk=f"{XINHUA}.01"))
    assert say(at, severity=0).matter.severity == 0
    set_phone(resident.person, "13800000000")  # type: ignore[arg-type]
    known = make_person(phone="13800000001")
    assert say(at, actor=known).raising.person == known.person


def test_a_neighbour_joins_with_words_of_their_own(at: datetime) -> None:
    matter = make_matter()
    joined = join(matter, "我家也是", at=at + timedelta(minutes=1))
    assert (joined.matter, joined.raising.words, joined.joined) == (matter, "我家也是", True)
    assert [each.words for each in matter.raisings.order_by("raised_at")] == ["楼道里堆满了电动车", "我家也是"]
    assert current(matter).version == matter.version + 1


def test_a_double_join_is_one_raising(at: datetime) -> None:
    matter = make_matter()
    codes = {actions.join_matter(matter=matter, words="我也是", actor=PUBLIC, at=at, once="j").code for _ in range(2)}
    assert (len(codes), matter.raisings.count()) == (1, 2)


def test_a_sealed_matter_is_not_joined_from_outside(at: datetime) -> None:
    matter = make_matter(sealed=True)
    with refused("not_offered"):
        actions.join_matter(matter=matter, words="我也是", actor=PUBLIC, at=at)


def test_i20_the_number_of_raisers_is_counted_never_typed(at: datetime) -> None:
    matter = make_matter(raisers=3)
    raisings = Entry.objects.filter(subject=f"matter:{matter.pk}", verb__in=["matter.raised", "matter.joined"])
    assert matter.raisings.count() == raisings.count() == 3
