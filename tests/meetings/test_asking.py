"""Questions on phones and on paper, answered with what the answer rests on; what nobody could answer is a matter."""

import pytest

from bandeng.matters.models import Raising
from bandeng.meetings import actions, queries
from bandeng.people.acting import PUBLIC
from bandeng.records import rebuild
from bandeng.records.models import Entry
from tests.makers import AT
from tests.meetings.sitting import START, Table, refused

pytestmark = pytest.mark.django_db


def test_a_question_from_a_phone_is_read_by_nobody_before_a_named_person() -> None:
    table = Table().opened()
    asked = actions.ask(meeting=table.now, text="找 13912345678", mark="m", actor=PUBLIC, at=START)
    assert (asked.state, asked.text, list(queries.faq_of(table.now))) == ("waiting", "", [])
    assert [entry for entry in Entry.objects.all() if "13912345678" in str(entry.detail)] == []
    read = {"question": asked, "actor": table.recorder, "at": START}
    refused("unmasked", lambda: actions.read_question(shown=True, text="找 13912345678", **read))  # type: ignore[arg-type]
    refused("text_missing", lambda: actions.read_question(shown=False, **read))  # type: ignore[arg-type]
    assert actions.read_question(shown=True, text="谁来修？", **read).state == "read"  # type: ignore[arg-type]


def test_on_paper_and_aloud_who_runs_the_meeting_writes_it_and_it_stands_at_once() -> None:
    table = Table()
    asked = actions.ask(meeting=table.now, text="六税两费怎么减？", asked="paper", actor=table.recorder, at=AT)
    assert (asked.state, asked.prepared, asked.number) == ("read", True, 1)
    refused("not_your_turn", lambda: actions.ask(meeting=table.now, text="x", asked="aloud", actor=PUBLIC, at=AT))


def test_an_answer_says_who_gave_it_and_what_it_rests_on() -> None:
    table = Table().opened()
    asked = actions.ask(meeting=table.now, text="谁来修？", asked="aloud", actor=table.recorder, at=START)
    told = {"question": asked, "answer": "物业来修", "actor": table.recorder, "at": START}
    refused("text_missing", lambda: actions.answer_question(answered_by="物业", cite="", **told))  # type: ignore[arg-type]
    refused("text_missing", lambda: actions.answer_question(answered_by="", cite="合同", **told))  # type: ignore[arg-type]
    done = actions.answer_question(answered_by="", organisation=table.firm, cite="物业服务合同第八条", **told)  # type: ignore[arg-type]
    assert (done.state, done.answered_by, done.cite) == ("answered", "安居物业", "物业服务合同第八条")
    assert queries.question_counts(table.now) == {"asked": 1, "answered": 1, "matters": 0, "waiting": 0}


def test_what_nobody_could_answer_is_raised_as_a_matter() -> None:
    table = Table().opened()
    asked = actions.ask(
        meeting=table.now,
        text="充电费为什么涨？",
        asked="paper",
        attendee=table.seat(4),
        actor=table.recorder,
        at=START,
    )
    made = actions.make_matter(question=asked, place=table.place, category="other", actor=table.recorder, at=START)
    raising = Raising.objects.get(matter=made.matter)
    assert (made.state, raising.words, raising.channel, raising.name) == (
        "matter",
        "充电费为什么涨？",
        "bench",
        "王大妈",
    )
    refused("question_is", lambda: actions.make_matter(
        question=asked, place=table.place, category="other", actor=table.recorder, at=START
    ))  # fmt: skip
    assert rebuild.check().different == ()


def test_one_phone_does_not_flood_the_list() -> None:
    table = Table().opened()
    for number in range(5):
        actions.ask(meeting=table.now, text=f"第{number}问", mark="m", actor=PUBLIC, at=START)
    refused("questions_waiting", lambda: actions.ask(meeting=table.now, text="又", mark="m", actor=PUBLIC, at=START))
    actions.ask(meeting=table.now, text="别人的", mark="n", actor=PUBLIC, at=START)
