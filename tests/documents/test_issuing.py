"""Papers from records: what stands on them, their numbers, what has changed, who words them."""

import re
import zipfile
from datetime import datetime, timedelta
from io import BytesIO
from uuid import UUID

import pytest
from django.utils.translation import override

from bandeng.commitments import actions as work
from bandeng.core.deadline import local_day
from bandeng.core.papers import day_text, shelf
from bandeng.core.refusal import Refusal
from bandeng.documents import actions, queries
from bandeng.documents.models import Document
from bandeng.documents.writing import docx
from bandeng.matters import actions as matters
from bandeng.matters.models import BenchNote, Matter, Reply
from bandeng.matters.queries import receipt_code
from bandeng.matters.showing import OUTCOMES
from bandeng.people.acting import Actor
from bandeng.places.models import Place
from bandeng.records.models import Entry
from tests.commitments.working import claimed, officer, set_one
from tests.makers import YIXINYUAN, make_matter, make_person, make_place, make_unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def replied(matter: Matter, secretary: Actor, at: datetime) -> Reply:
    """An interim reply to the one who raised it."""
    return matters.reply(matter=matter, kind="interim", text="已划出停车位。", actor=secretary, at=at)[0]


def issued(kind: str, pk: UUID, actor: Actor, at: datetime) -> Document:
    return actions.issue_document(subject=queries.load(kind, actor, pk), actor=actor, at=at)


def refused(kind: str, pk: UUID, actor: Actor, at: datetime) -> str:
    with pytest.raises(Refusal) as caught:
        issued(kind, pk, actor, at)
    return caught.value.code


def test_a_reply_letter_says_what_was_replied_and_in_whose_name(replied: Reply, secretary: Actor) -> None:
    lines = queries.paper_of(queries.load("reply", secretary, replied.pk)).lines()
    assert lines[0] == "新华社区"
    assert lines[1] == "关于“楼道停车”的答复"
    assert "已划出停车位。" in lines
    assert (lines[-3], lines[-2]) == ("新华社区", "2026年11月23日")


def test_numbers_run_in_one_series_of_a_place_and_year_without_a_gap(
    replied: Reply, secretary: Actor, at: datetime
) -> None:
    again = make_matter("assign", by=secretary)
    other = matters.reply(matter=again, kind="interim", text="正在办。", actor=secretary, at=at)[0]
    year = at + timedelta(days=60)
    elsewhere = make_place(YIXINYUAN, name="逸馨苑社区", short="逸馨")
    theirs = make_person("secretary", at=elsewhere)
    there = make_matter("assign", place=elsewhere, by=theirs)
    third = matters.reply(matter=there, kind="interim", text="正在办。", actor=theirs, at=at)[0]
    told = [
        issued("reply", replied.pk, secretary, at), issued("reply", other.pk, secretary, at),
        issued("reply", third.pk, theirs, at), issued("outcome", replied.matter.bench_notes.get().pk, secretary, at),
    ]  # fmt: skip
    assert [queries.number_of(each) for each in told] == [
        "新华社区复〔2026〕1号", "新华社区复〔2026〕2号", "逸馨苑社区复〔2026〕1号", "新华社区协〔2026〕1号",
    ]  # fmt: skip
    matters.reply(matter=again, kind="interim", text="又有进展。", actor=secretary, at=year)
    newest = Reply.objects.filter(matter=again, text="又有进展。").get()
    assert queries.number_of(issued("reply", newest.pk, secretary, year)) == "新华社区复〔2027〕1号"


def test_a_paper_given_out_keeps_its_number_and_its_day(replied: Reply, secretary: Actor, at: datetime) -> None:
    issued("reply", replied.pk, secretary, at + timedelta(days=2))
    paper = queries.paper_of(queries.load("reply", secretary, replied.pk))
    assert (paper.number, paper.day.isoformat()) == ("新华社区复〔2026〕1号", "2026-11-25")


def test_a_paper_made_twice_is_the_same_to_the_last_byte_or_says_what_changed(
    matter: Matter, secretary: Actor, at: datetime
) -> None:
    item = set_one(matter, by=secretary)
    given = issued("responsibility", matter.pk, secretary, at)
    first = queries.paper_of(queries.load("responsibility", secretary, matter.pk))
    assert queries.changed_since(given, first) == ([], 0)
    assert docx(first) == docx(queries.paper_of(queries.load("responsibility", secretary, matter.pk)))
    assert refused("responsibility", matter.pk, secretary, at) == "issued_before"
    unit = make_unit()
    work.claim(item=item, organisation=unit, days=5, actor=officer(unit), at=at)
    later = queries.paper_of(queries.load("responsibility", secretary, matter.pk))
    new, gone = queries.changed_since(given, later)
    assert ("安居物业" in new, gone > 0) == (True, True)
    anew = issued("responsibility", matter.pk, secretary, at + timedelta(days=1))
    assert queries.number_of(anew) == "新华社区责〔2026〕2号"


def test_only_the_office_gives_papers_out(replied: Reply, xinhua: Place, at: datetime) -> None:
    carrier = make_person("building_head", at=xinhua)
    assert refused("reply", replied.pk, carrier, at) == "not_your_turn"
    assert Document.objects.count() == 0


def test_the_ledger_holds_no_word_of_a_paper(replied: Reply, secretary: Actor, at: datetime) -> None:
    given = issued("reply", replied.pk, secretary, at)
    entry = Entry.objects.get(verb="document.issued")
    assert (entry.detail["number"], entry.detail["of"]) == (1, f"reply:{replied.pk}")
    assert "停车" not in str(entry.detail)
    assert len(given.lines) == len(queries.paper_of(queries.load("reply", secretary, replied.pk)).lines())


def left_over(line: str, known: set[str]) -> str:
    """What of a line stands in no record and no wording: signs that only join and count are left out."""
    for each in sorted(known, key=len, reverse=True):
        line = line.replace(each, "")
    return re.sub(r"[\s：；、，。（）“”〔〕号一二三四五六七八九0-9]", "", line)


def test_every_text_on_a_paper_comes_from_the_record_or_from_its_wording(
    matter: Matter, replied: Reply, secretary: Actor, at: datetime
) -> None:
    unit = make_unit()
    item = claimed(matter, secretary, officer(unit), unit)
    note, matter = BenchNote.objects.get(), Matter.objects.select_related("place").get(pk=matter.pk)
    assert item.deadline is not None
    with override("zh-hans"):
        record = {
            matter.number, matter.title, matter.summary, "新华社区", matter.place.label, matter.place.name,
            replied.text, replied.appeal, replied.legal_basis,  note.said,
            note.opinion, note.where, str(OUTCOMES[note.outcome]), "居民", item.title, item.criteria,
            str(unit), "",
            item.officer.called if item.officer else "", str(item.get_state_display()), receipts(replied),
            *(day_text(day) for day in (local_day(at), item.deadline.due_on)),
        }  # fmt: skip
    subjects = (("reply", replied.pk), ("responsibility", matter.pk), ("outcome", note.pk), ("claim", item.pk))
    for kind, pk in subjects:
        texts = [part for text in shelf()[kind].texts.values() for part in re.split(r"\{[^}]*\}", text)]
        known = {each for each in (*record, *texts, *shelf()[kind].words.values()) if each}
        lines = queries.paper_of(queries.load(kind, secretary, pk)).lines()
        assert [line for line in lines if left_over(line, known)] == [], kind


def receipts(reply: Reply) -> str:
    code = receipt_code(reply.raising)
    return f"{code[:5]}-{code[5:]}"


def test_a_docx_of_a_record_opens_as_an_archive(replied: Reply, secretary: Actor) -> None:
    file = docx(queries.paper_of(queries.load("reply", secretary, replied.pk)))
    body = zipfile.ZipFile(BytesIO(file)).read("word/document.xml").decode()
    assert "已划出停车位。" in "".join(re.findall(r"<w:t[^>]*>([^<]*)", body))


# --- wording ---


def test_an_office_words_a_paper_for_its_place_alone(
    replied: Reply, secretary: Actor, xinhua: Place, at: datetime
) -> None:
    actions.word_paper(
        place=xinhua, kind="reply", texts={"closing": "此复。"}, reason="社区一向这样写", actor=secretary, at=at
    )
    lines = queries.paper_of(queries.load("reply", secretary, replied.pk)).lines()
    assert ("此复。" in lines, "感谢您对社区的信任。" in lines) == (True, False)
    worded = {each.kind: (each.origin, row) for each, row in queries.all_worded(xinhua)}
    assert ((row := worded["reply"][1]) and row.texts, worded["outcome"]) == (
        {"closing": "此复。"},
        ("assumption", None),
    )


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"texts": {"title": "关于{nobody}的答复"}}, "wording_unknown_field"),
        ({"texts": {"closing": "此复。"}, "reason": " "}, "text_missing"),
        ({"texts": {"closing": "此复。"}, "version": 3}, "stale"),
        ({"texts": {"closing": "感谢您对社区的信任。"}}, "nothing_changed"),
        ({"kind": "nothing"}, "unknown_paper"),
    ],
)
def test_a_wording_that_cannot_stand_is_refused(
    told: dict[str, object], code: str, secretary: Actor, xinhua: Place, at: datetime
) -> None:
    asked = {"kind": "reply", "texts": {}, "reason": "更清楚", **told}
    with pytest.raises(Refusal) as caught:
        actions.word_paper(place=xinhua, actor=secretary, at=at, **asked)  # type: ignore[arg-type]
    assert caught.value.code == code


def test_only_the_secretary_words_papers(xinhua: Place, at: datetime) -> None:
    staff = make_person("community_staff", at=xinhua)
    with pytest.raises(Refusal) as caught:
        actions.word_paper(place=xinhua, kind="reply", texts={"closing": "此复。"}, reason="好", actor=staff, at=at)
    assert caught.value.code == "not_your_turn"
