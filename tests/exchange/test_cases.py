"""Cases as actions: what may become one, who approves, what travels, what is refused."""

import json
from datetime import datetime
from typing import Any

import pytest
from django.core.cache import cache
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bandeng.core import cases
from bandeng.core.refusal import Refusal
from bandeng.documents import actions as papers
from bandeng.documents import queries as of_papers
from bandeng.documents.models import PaperWording
from bandeng.exchange import actions, queries
from bandeng.exchange.models import SolvedCase
from bandeng.matters.models import Matter, ProcessDraft
from bandeng.records import rebuild
from bandeng.records.models import Entry
from tests.exchange.solving import TEXTS, shared, solved, written
from tests.makers import AT, YIXINYUAN, make_person, make_place
from tests.matters.faces import browser_of

pytestmark = pytest.mark.django_db


def refused(act: Any) -> str:
    with pytest.raises(Refusal) as no:
        act()
    return no.value.code


@pytest.fixture
def at() -> datetime:
    return AT


def test_only_a_public_solved_matter_becomes_a_case_and_only_once() -> None:
    told = solved()
    again = solved(key=2)
    assert refused(lambda: written(again, matter=again.open)) == "not_solved"
    assert refused(lambda: written(again, matter=again.sealed)) == "not_solved"
    row = written(told)
    assert (row.state, row.number, row.days, row.kind) == ("draft", "", 0, "owned")
    assert refused(lambda: written(told)) == "case_there"


def test_a_draft_stands_nowhere_in_clear() -> None:
    row = written(solved(), problem="只有草稿里才有的话")
    assert "只有草稿里才有的话" not in repr(list(Entry.objects.values("detail")))
    assert (row.texts, row.title) == ({}, "")


def test_nobody_approves_what_they_wrote_and_the_database_says_so_too() -> None:
    told = solved()
    row = written(told)
    assert refused(lambda: actions.share_case(case=row, actor=told.secretary, at=AT)) == "wrote_it"
    other = make_person("secretary", at=told.place)
    row = actions.write_case(case=row, texts=TEXTS, actor=other, at=AT)
    assert refused(lambda: actions.share_case(case=row, actor=told.secretary, at=AT)) == "wrote_it"
    with pytest.raises(IntegrityError), transaction.atomic():
        SolvedCase.objects.filter(pk=row.pk).update(state="shared", shared_by=row.written_by_id)
    outsider = make_person("secretary", at=make_place(YIXINYUAN, name="逸馨园社区", short="逸馨园"))
    assert refused(lambda: actions.share_case(case=row, actor=outsider, at=AT)) == "not_your_turn"


def test_a_stale_draft_is_not_approved() -> None:
    told = solved()
    row = written(told)
    actions.write_case(case=row, texts={**TEXTS, "title": "别的"}, version=1, actor=told.secretary, at=AT)
    assert refused(lambda: actions.share_case(case=row, version=1, actor=told.approver, at=AT)) == "stale"


def test_names_of_the_record_go_and_a_door_may_stay() -> None:
    told = solved(name="杏小杏")
    row = written(told, problem="杏小杏住3号楼，老王也在。", outcome=f"{told.secretary.person.name}去看过。")  # type: ignore[union-attr]
    kept = actions.share_case(case=row, keep=["problem:4", "problem:0"], actor=told.approver, at=AT)
    assert (kept.texts["problem"], kept.texts["outcome"], kept.removed, kept.kept) == (
        "某人住3号楼，某人也在。", "某人去看过。", 3, 1,
    )  # fmt: skip
    assert kept.draft == ""


def test_a_new_version_replaces_and_a_withdrawn_one_says_nothing_more() -> None:
    told = solved()
    row = shared(told)
    newer = actions.write_case(case=row, texts={**TEXTS, "title": "更好的办法"}, actor=told.secretary, at=AT)
    assert (newer.replaces_id, SolvedCase.objects.get(pk=row.pk).state) == (row.pk, "shared")
    assert refused(lambda: actions.write_case(case=row, texts=TEXTS, actor=told.secretary, at=AT)) == "case_there"
    newer = actions.share_case(case=newer, actor=told.approver, at=AT)
    assert (newer.state, newer.number, SolvedCase.objects.get(pk=row.pk).state) == ("shared", "2026-0002", "replaced")
    assert [each.pk for each in queries.shared({})] == [newer.pk]
    assert refused(lambda: actions.withdraw_case(case=newer, reason=" ", actor=told.approver, at=AT)) == "text_missing"
    gone = actions.withdraw_case(case=newer, reason="做法后来变了", actor=told.approver, at=AT)
    assert (gone.state, gone.texts, list(queries.shared({}))) == ("withdrawn", {}, [])
    assert refused(lambda: actions.use_case(place=told.place, case=gone, actor=told.secretary, at=AT)) == (
        "case_not_shared"
    )
    assert rebuild.check().different == ()


def test_papers_are_taken_over_where_a_place_has_no_words_of_its_own() -> None:
    told = solved()
    for kind, closing in (("responsibility", "此单一事一份。"), ("outcome", "联系王师傅。")):
        papers.word_paper(
            place=told.place, kind=kind, texts={"closing": closing}, reason="更清楚", actor=told.secretary, at=AT
        )
    subject = of_papers.load("responsibility", told.secretary, told.matter.pk)
    papers.issue_document(subject=subject, actor=told.secretary, at=AT)
    row = shared(told)
    assert row.wordings == {"responsibility": {"closing": "此单一事一份。"}}
    place = make_place(YIXINYUAN, name="逸馨园社区", short="逸馨园")
    theirs = make_person("secretary", at=place)
    used = actions.use_case(place=place, case=row, actor=theirs, at=AT)
    assert (used.process, used.papers) == ("already", ["responsibility"])
    assert PaperWording.objects.get(place=place).texts == {"closing": "此单一事一份。"}
    assert refused(lambda: actions.use_case(place=place, case=row, actor=theirs, at=AT)) == "case_used"


def test_a_case_travels_and_its_process_comes_as_a_draft() -> None:
    told = solved()
    row = shared(told)
    travelling = queries.travelling(row)
    other = cases.Travelling(
        **{**vars(travelling), "process": travelling.process.replace('key = "five-step"', 'key = "six"')}
    )
    place = make_place(YIXINYUAN, name="逸馨园社区", short="逸馨园")
    theirs, approver = make_person("secretary", at=place), make_person("supervisor", at=place)
    data = cases.write_file(other).encode()
    brought = actions.bring_case(data=data, place=place, actor=theirs, at=AT)
    assert (brought.state, brought.matter, brought.origin) == ("draft", None, told.place.name)
    assert refused(lambda: actions.bring_case(data=data, place=place, actor=theirs, at=AT)) == "case_there"
    here = actions.share_case(case=brought, actor=approver, at=AT)
    used = actions.use_case(place=place, case=here, actor=theirs, at=AT)
    draft = ProcessDraft.objects.get()
    assert (used.process, draft.place_id, "own-" in draft.text) == ("draft", place.pk, True)
    assert rebuild.check().different == ()


GOOD = cases.Travelling(texts=dict.fromkeys(cases.TEXTS, "字"), category="other", kind="owned")


def broken(**more: Any) -> bytes:
    told = {**json.loads(cases.write_file(GOOD))["case"], **more}
    whole = {"format": cases.FORMAT, "v": cases.V, "sha256": cases.digest(told), "case": told}
    return json.dumps(whole).encode()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "not_a_case"), (b"\xff\xfe", "not_a_case"), (b"[]", "not_a_case"), (b"{}", "not_a_case"),
        (b"[" * 100_000, "not_a_case"), (b"x" * (cases.LARGEST + 1), "case_too_large"),
        (broken(more=1), "not_a_case"), (broken(texts={"title": "字"}), "not_a_case"),
        (broken(texts={**GOOD.texts, "title": "字" * 81}), "not_a_case"), (broken(kind="castle"), "not_a_case"),
        (broken(days=-1), "not_a_case"), (broken(days=True), "not_a_case"), (broken(wordings=[]), "not_a_case"),
        (broken(category="nothing"), "unknown_category"), (broken(process="key = 1"), "bad_process"),
        (broken(process="= ="), "unreadable"), (broken(wordings={"nothing": {}}), "unknown_paper"),
        (broken(wordings={"reply": {"closing": "打13300001111"}}), "not_a_case"),
        (broken(origin="和平社区 13300001111"), "not_a_case"),
        (broken(origin="和平社区 一三三零零零零一一一一"), "not_a_case"),
        (cases.write_file(GOOD).replace("owned", "mixed").encode(), "case_altered"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_case_is_refused_and_nothing_is_kept(data: bytes, code: str) -> None:
    place = make_place()
    secretary = make_person("secretary", at=place)
    assert refused(lambda: actions.bring_case(data=data, place=place, actor=secretary, at=AT)) == code
    assert SolvedCase.objects.count() == 0


def test_a_matter_that_is_closed_to_everybody_after_all_takes_its_case_along(client: Client) -> None:
    row = shared(solved())
    addresses = (f"/cases/{row.pk}/", f"/cases/{row.pk}/file/")
    assert [client.get(each).status_code for each in addresses] == [200, 200]
    Matter.objects.filter(cases=row).update(sealed=True)
    assert [client.get(each).status_code for each in addresses] == [404, 404]
    assert list(queries.shared({})) == []


def test_a_file_comes_back_as_it_was_written() -> None:
    read, digest = cases.read_file(cases.write_file(GOOD).encode())
    assert (read, len(digest)) == (GOOD, 64)


def test_the_kind_of_a_place_is_read_from_its_code_and_who_lives_there() -> None:
    assert [cases.kind_of("640425100201", ""), cases.kind_of("640302107001", ""), cases.kind_of("640302", "")] == [
        "village", "community", "community",
    ]  # fmt: skip
    assert cases.kind_of("640302107001.01", "public_rental") == "public_rental"


def test_a_thousand_cases_are_searched_with_one_query(django_assert_num_queries: Any) -> None:
    row = shared(solved())
    others = []
    for number in range(1000):
        other = SolvedCase.objects.get(pk=row.pk)
        other.pk, other.number, other.title = cases_id(number), f"2026-{number + 2:04d}", f"第 {number} 件"
        other.texts = {**row.texts, "title": f"第 {number} 件"}
        others.append(other)
    SolvedCase.objects.bulk_create(others)
    with django_assert_num_queries(1):
        found = queries.shared({"q": "第 777 件"})
    assert found[0].title == "第 777 件"


def test_the_page_that_writes_a_case_asks_as_much_for_one_raiser_as_for_four(settings: Any) -> None:
    settings.DEMONSTRATION = True
    asked = []
    for key, joined in enumerate((0, 3), 1):
        told = solved(key=key, joined=joined)
        desk, address = browser_of(told.secretary), f"/m/{told.matter.pk}/case/"
        assert desk.get(address).status_code == 200
        cache.clear()
        with CaptureQueriesContext(connection) as found:
            assert desk.get(address).status_code == 200
        asked.append(len(found))
    assert asked[0] == asked[1]


def cases_id(number: int) -> Any:
    from uuid import UUID

    return UUID(int=number + 1)


def test_a_matter_that_is_open_again_stops_the_sharing() -> None:
    told = solved()
    row = written(told)
    Matter.objects.filter(pk=told.matter.pk).update(step="verify", closed_at=None)
    assert refused(lambda: actions.share_case(case=row, actor=told.approver, at=AT)) == "not_solved"
