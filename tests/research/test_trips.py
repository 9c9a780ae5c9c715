"""A trip from its plan to what was found; a finding goes the ordinary way to a reply that is rated."""

import pytest

from bandeng.commitments import actions as work
from bandeng.matters import actions as matters
from bandeng.matters.models import Matter, Rating, Reply
from bandeng.matters.queries import raising_by_code, receipt_actor
from bandeng.places.models import Place
from bandeng.records.models import Entry
from bandeng.records.rebuild import check
from bandeng.research import actions, queries
from bandeng.research.actions.trips import Found, Stop
from bandeng.research.models import Finding, Site, Trip, Visit
from tests.makers import AT, current, day, make_matter, make_person, make_unit, sort_to, walk
from tests.research.travelling import CLASSES, THEMES, Journey, later, refused

pytestmark = pytest.mark.django_db


def test_a_trip_has_its_themes_its_sites_in_order_and_one_entry() -> None:
    journey = Journey()
    trip = journey.plan()
    sites = [(site.number, site.name, site.place_id, site.themes) for site in Site.objects.order_by("number")]
    assert (trip.themes, sites) == (
        list(THEMES),
        [
            (1, "中庄村", "640425100201", [1]), (2, "栖凤就业帮扶车间", "640425", [2]),
            (3, "宁南数字经济产业园", "640425", [3]),
        ],
    )  # fmt: skip
    assert [(e.verb, e.chain) for e in Entry.objects.filter(subject=f"trip:{trip.pk}")] == [
        ("research.planned", "640425")
    ]


def test_a_trip_without_a_site_or_with_one_elsewhere_is_refused_and_leaves_nothing() -> None:
    journey = Journey()
    elsewhere = make_person("secretary").person
    assert elsewhere is not None
    assert elsewhere.place is not None
    for code, sites in (("site_missing", ()), ("site_elsewhere", (Stop("新华社区", elsewhere.place),))):
        refused(code, lambda told=sites: journey.plan(sites=told))
    refused("theme_missing", lambda: journey.plan(themes=()))
    refused("unknown_theme", lambda: journey.plan(sites=(Stop("中庄村", journey.village, (4,)),)))
    refused("ends_before_start", lambda: journey.plan(ends_on=day("2026-11-01")))
    refused("unmasked", lambda: journey.plan(members=["联系人 13800000000"]))
    refused("not_your_turn", lambda: journey.plan(actor=journey.officer))
    assert Trip.objects.count() == 0


def test_a_visit_of_an_earlier_day_is_marked_as_entered_later_and_names_nobody() -> None:
    journey = Journey()
    trip = journey.plan()
    for on in ("2026-11-20", "2026-11-23"):
        actions.note_visit(
            trip=trip, site=journey.site(trip), visited_on=day(on), seen="路修到了门口。", aside="联系人在村委会",
            informants=[("resident", 6), ("cppcc_member", 3)], actor=journey.convener, at=AT,
        )  # fmt: skip
    told = [(visit.visited_on, visit.later, visit.informants) for visit in Visit.objects.order_by("visited_on")]
    heard = [{"role": "resident", "count": "6"}, {"role": "cppcc_member", "count": "3"}]
    assert told == [(day("2026-11-20"), True, heard), (day("2026-11-23"), False, heard)]
    refused("date_in_future", lambda: actions.note_visit(
        trip=trip, site=journey.site(trip), visited_on=day("2026-11-24"), seen="还没去", actor=journey.convener, at=AT
    ))  # fmt: skip
    refused("unknown_word", lambda: actions.note_visit(
        trip=trip, site=journey.site(trip), visited_on=day("2026-11-23"), seen="见到", informants=[("张三", 1)],
        actor=journey.convener, at=AT,
    ))  # fmt: skip


def test_three_classes_and_seventeen_items_are_numbered_through_the_trip() -> None:
    journey = Journey()
    trip = journey.plan()
    journey.find(trip)
    groups = [(group, [each.number for each in rows]) for group, rows in queries.findings(trip)]
    assert groups == [
        ("消防安全", [1, 2, 3, 4, 5, 6]), ("物业服务", [7, 8, 9, 10, 11, 12]), ("环境卫生", [13, 14, 15, 16, 17]),
    ]  # fmt: skip
    refused("class_missing", lambda: actions.find(
        trip=trip, findings=[Found("", "没有分类")], actor=journey.convener, at=AT
    ))  # fmt: skip
    refused("finding_missing", lambda: actions.find(trip=trip, findings=[], actor=journey.convener, at=AT))
    assert sum(CLASSES.values()) == Finding.objects.count() == 17


def raised(journey: Journey) -> Finding:
    trip = journey.plan()
    finding = journey.find(trip)[0]
    matters.ensure_shelf_processes(AT)
    return actions.raise_finding(
        trip=trip, finding=finding, place=journey.village, category="other", severity=2, at=AT,
        actor=journey.acting_secretary(),
    )  # fmt: skip


def test_a_finding_becomes_a_matter_once_and_is_accepted_by_who_may() -> None:
    journey = Journey()
    finding = raised(journey)
    matter = finding.matter
    assert matter is not None
    assert (matter.title, matter.is_public, matter.raisings.get().channel) == ("消防安全 第 1 项", True, "research")
    refused("already_raised", lambda: actions.raise_finding(
        trip=finding.trip, finding=finding, place=journey.village, category="other", severity=2,
        actor=journey.convener, at=AT,
    ))  # fmt: skip
    other = Finding.objects.get(number=2)
    make_matter()
    refused("place_elsewhere", lambda: actions.raise_finding(
        trip=other.trip, finding=other, place=Place.objects.get(pk="640302107001"), category="other", severity=2,
        actor=journey.convener, at=AT,
    ))  # fmt: skip
    assert Matter.objects.filter(chain=journey.village.pk).count() == 1


def test_the_findings_of_a_class_become_one_matter_with_one_receipt() -> None:
    journey = Journey()
    trip = journey.plan()
    first, second, *others = journey.find(trip)[:6]
    matters.ensure_shelf_processes(AT)
    told = {
        "trip": trip, "place": journey.village, "category": "other", "severity": 2, "actor": journey.acting_secretary(),
        "at": AT,
    }  # fmt: skip
    done = actions.raise_finding(finding=second, also=[*others, first], **told)  # type: ignore[arg-type]
    matter = done.matter
    assert matter is not None
    assert (matter.title, matter.summary.splitlines()[0], matter.found_as.count(), matter.raisings.count()) == (
        "消防安全", "1. 消防安全 第 1 项", 6, 1,
    )  # fmt: skip
    assert {queries.receipt_of(each) for each in matter.found_as.all()} == {
        queries.receipts_of(list(matter.found_as.all()))[matter.pk]
    }
    assert raising_by_code(queries.receipt_of(Finding.objects.get(number=4))).matter_id == matter.pk
    seventh = Finding.objects.get(number=7)
    refused("already_raised", lambda: actions.raise_finding(
        finding=seventh, also=[Finding.objects.get(number=3)], **told,  # type: ignore[arg-type]
    ))  # fmt: skip
    assert (Finding.objects.get(number=7).matter, Matter.objects.filter(chain=journey.village.pk).count()) == (None, 1)
    assert check().different == ()


def test_raised_by_who_cannot_accept_it_waits_for_the_community() -> None:
    journey = Journey()
    trip = journey.plan()
    matters.ensure_shelf_processes(AT)
    finding = actions.raise_finding(
        trip=trip, finding=journey.find(trip)[0], place=journey.village, category="other", severity=2, at=AT,
        actor=journey.convener,
    )  # fmt: skip
    assert finding.matter is not None
    assert not finding.matter.is_public


def test_what_a_trip_found_reaches_a_rated_reply_by_the_ordinary_process() -> None:
    journey = Journey()
    matter = raised(journey).matter
    assert matter is not None
    unit = make_unit("村物业", place=journey.village)
    officer = make_person("unit_officer", organisation=unit)
    walk(matter, "sort", by=journey.secretary)
    sort_to(current(matter), "assign", by=journey.secretary)
    item = work.set_item(matter=current(matter), title="清走杂物", actor=journey.secretary, at=AT)
    work.claim(item=item, organisation=unit, days=5, actor=officer, at=AT)
    work.done(item=item, text="清走了", document="照片一张", actor=officer, at=AT)
    work.check(item=item, solved=True, text="看过了", actor=journey.secretary, at=AT)
    matter = current(matter)
    if matter.step == "supervise":
        matters.complete_step(matter=matter, choose="reply", actor=journey.secretary, at=AT)
    matters.reply(matter=current(matter), kind="final", text="办好了", actor=journey.secretary, at=AT)
    raising = raising_by_code(queries.receipt_of(Finding.objects.get(number=1)))
    matters.rate(
        raising=raising, answered="yes", solved="yes", satisfied="yes", actor=receipt_actor(raising), at=later(1)
    )
    assert (current(matter).step, Reply.objects.filter(kind="final").count(), Rating.objects.count()) == (None, 1, 1)
    assert check().different == ()
