"""Cases as actions: what may become one, who approves, what travels, what is refused."""

import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
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
from bandeng.records import acts as act
from bandeng.records import export, rebuild
from bandeng.records.checking import check_chain
from bandeng.records.models import Chain, Entry, PrivatePart
from bandeng.records.queries import secrets_of
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


def test_a_draft_is_sent_back_mended_and_waits_again() -> None:
    told = solved()
    row = written(told)
    assert [queries.whose(row, each) for each in (told.secretary, told.approver)] == [None, "approve"]
    back = actions.send_back(case=row, reason="请去掉店名", actor=told.approver, at=AT)
    assert (back.state, back.back_because, back.back_by_id) == ("draft", "请去掉店名", told.approver.id)
    assert [queries.whose(back, each) for each in (told.secretary, told.approver)] == ["mend", None]
    assert "请去掉店名" not in repr(list(Entry.objects.values("detail")))
    for again in (
        lambda: actions.share_case(case=back, actor=told.approver, at=AT),
        lambda: actions.send_back(case=back, reason="再改", actor=told.approver, at=AT),
    ):
        assert refused(again) == "case_sent_back"
    mended = actions.write_case(case=back, texts=TEXTS, actor=told.secretary, at=AT)
    assert (mended.back_because, mended.back_at, queries.whose(mended, told.approver)) == ("", None, "approve")
    assert refused(lambda: actions.send_back(case=mended, reason=" ", actor=told.approver, at=AT)) == "text_missing"
    assert refused(lambda: actions.send_back(case=mended, reason="改", actor=told.secretary, at=AT)) == "wrote_it"
    assert actions.share_case(case=mended, actor=told.approver, at=AT).state == "shared"
    assert rebuild.check().different == ()


def test_a_draft_is_given_up_and_what_it_said_is_gone() -> None:
    told = solved()
    row = written(told, problem="不该写的话")
    actions.send_back(case=row, reason="不合适", actor=told.approver, at=AT)
    assert refused(lambda: actions.give_up_case(case=row, actor=told.approver, at=AT)) == "not_your_turn"
    gone = actions.give_up_case(case=row, actor=told.secretary, at=AT)
    assert (gone.state, gone.draft, gone.back_because) == ("given_up", "", "")
    assert not PrivatePart.objects.filter(subject=f"case:{row.pk}").exists()
    assert refused(lambda: actions.give_up_case(case=row, actor=told.secretary, at=AT)) == "case_decided"
    assert refused(lambda: actions.share_case(case=row, actor=told.approver, at=AT)) == "case_decided"
    again = written(told)
    assert (again.state, rebuild.check().different) == ("draft", ())


def test_nobody_keeps_what_was_written_before_the_names_went() -> None:
    told = solved()
    row = shared(told, problem="老王家门口")
    kept = set(PrivatePart.objects.filter(subject=f"case:{row.pk}").values_list("field", flat=True))
    assert kept == {"texts", "wordings"}
    assert rebuild.check().different == ()


def test_a_new_version_replaces_the_one_before() -> None:
    told = solved()
    row = shared(told)
    newer = actions.write_case(case=row, texts={**TEXTS, "title": "更好的办法"}, actor=told.secretary, at=AT)
    assert (newer.replaces_id, SolvedCase.objects.get(pk=row.pk).state) == (row.pk, "shared")
    assert refused(lambda: actions.write_case(case=row, texts=TEXTS, actor=told.secretary, at=AT)) == "case_there"
    newer = actions.share_case(case=newer, actor=told.approver, at=AT)
    assert (newer.state, newer.number, SolvedCase.objects.get(pk=row.pk).state) == ("shared", "2026-0002", "replaced")
    assert [each.pk for each in queries.shared({})] == [newer.pk]
    assert rebuild.check().different == ()


SLIPPED = "漏掉的人名柳三更"


def everywhere() -> str:
    """All that stands in any table, as whoever copies the database and has its keys would read it."""
    rows = [list(model._base_manager.values()) for model in apps.get_models() if model._meta.managed]
    return repr([*rows, *(secrets_of(entry) for entry in Entry.objects.exclude(private={}))])


def test_a_withdrawn_case_is_gone_everywhere_with_its_older_versions_and_the_chain_still_stands(
    client: Client, tmp_path: Path
) -> None:
    told = solved()
    first = shared(told, pitfalls=SLIPPED)
    row = actions.write_case(case=first, texts={**TEXTS, "outcome": SLIPPED}, actor=told.secretary, at=AT)
    row = actions.share_case(case=row, actor=told.approver, at=AT)
    draft = actions.write_case(case=row, texts={**TEXTS, "title": SLIPPED}, actor=told.secretary, at=AT)
    pages = [f"/cases/{each.pk}/{end}" for each in (first, row) for end in ("", "file/")]
    pages.append(f"/p/{told.place.pk}/cases/?q={SLIPPED}")
    assert SLIPPED in everywhere()
    assert any(SLIPPED in client.get(page).content.decode() for page in pages)

    named = f"里面有{told.secretary.person.name}"  # type: ignore[union-attr]
    for reason, code in ((" ", "text_missing"), (named, "name_left"), ("一三三零零零零一一一一", "number_left")):
        assert refused(lambda r=reason: actions.withdraw_case(case=row, reason=r, actor=told.approver, at=AT)) == code
    gone = actions.withdraw_case(case=row, reason="里面有一个人名", actor=told.approver, at=AT)

    assert (gone.state, gone.texts, list(queries.shared({}))) == ("withdrawn", {}, [])
    states = SolvedCase.objects.filter(pk__in=[first.pk, draft.pk]).order_by("pk").values_list("state", flat=True)
    assert list(states) == ["withdrawn", "given_up"]
    assert SLIPPED not in everywhere()
    found = [client.get(page) for page in pages]
    assert [page.status_code for page in found] == [200, 404, 200, 404, 200]
    assert [SLIPPED for page in found[:4] if SLIPPED in page.content.decode()] == []
    assert row.title not in found[4].content.decode()
    assert refused(lambda: actions.use_case(place=told.place, case=gone, actor=told.secretary, at=AT)) == (
        "case_not_shared"
    )

    out = tmp_path / "ledger.jsonl"
    export.write(out, at=AT)
    assert SLIPPED not in out.read_text(encoding="utf-8")
    verified = subprocess.run([sys.executable, "-I", "-S", "verify.py", out.name], cwd=tmp_path, check=False)
    assert verified.returncode == 0
    assert [key for key in Chain.objects.values_list("key", flat=True) if not check_chain(key).whole] == []
    assert rebuild.check().different == ()
    assert written(told).state == "draft"


def test_cases_of_the_first_version_of_the_acts_are_read_still() -> None:
    texts = dict.fromkeys(cases.TEXTS, "字")
    one = {"case": str(cases_id(1)), "number": "2026-0001", "removed": 0, "kept": 0, "texts": texts, "wordings": {}}
    read = act.read("exchange.shared", 1, one, {})
    assert json.loads(read.texts) == texts  # type: ignore[attr-defined]
    draft = {
        "case": str(cases_id(1)),
        "place": "1",
        "category": "other",
        "kind": "owned",
        "process": "",
        "wordings": {},
    }
    read = act.read("exchange.written", 1, draft, {"draft": "{}"})
    assert (read.draft, read.process, read.wordings) == ("{}", None, "{}")  # type: ignore[attr-defined]


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
