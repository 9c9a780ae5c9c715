"""Minutes: drafted from the record, corrected by who was there, signed by two, final, corrected beside."""

import hashlib
from datetime import datetime, timedelta

import pytest

from bandeng.meetings import actions, queries
from bandeng.meetings.models import Correction, Minutes
from bandeng.people.acting import PUBLIC
from bandeng.records import rebuild
from bandeng.records.models import Entry
from tests.meetings.sitting import START, Table, later, refused

pytestmark = pytest.mark.django_db
CLOSED = START + timedelta(days=10)


def drafted(text: str = "会议纪要：在北门建车棚。") -> tuple[Table, Minutes]:
    table = Table().opened(there=4)
    table.reach(dissents=["占了绿地"])
    table.ended()
    return table, actions.draft_minutes(meeting=table.now, text=text, actor=table.recorder, at=later(2))


def shown() -> tuple[Table, Minutes]:
    table, minutes = drafted()
    return table, actions.show_minutes(minutes=minutes, actor=table.recorder, at=later(2))


def sign(table: Table, minutes: Minutes, at: datetime = CLOSED) -> Minutes:
    actions.sign_minutes(minutes=minutes, actor=table.chair, at=at)
    return actions.sign_minutes(minutes=minutes, actor=table.recorder, at=at)


def test_the_draft_follows_from_the_record() -> None:
    table = Table().opened(there=4)
    refused("meeting_is", lambda: actions.draft_minutes(
        meeting=table.now, text="x", actor=table.recorder, at=START
    ))  # fmt: skip
    actions.begin_item(item=table.item(), actor=table.recorder, at=START)
    actions.count_hands(item=table.item(), seen={"北门车棚": 3, "地下室": 1}, actor=table.recorder, at=START)
    table.reach(dissents=["占了绿地"])
    text = queries.draft(table.ended().now)
    for words in ("电动车停放协商", "社区二楼议事室", "议事会主持", "北门车棚 3", "在北门建车棚", "占了绿地"):
        assert words in text
    assert "王大妈" not in text


def test_who_was_there_corrects_within_two_working_days() -> None:
    table, minutes = shown()
    assert minutes.corrections_until == datetime(2026, 11, 30).date()
    told = {"minutes": minutes, "words": "是东门", "at": later(3)}
    refused("not_here", lambda: actions.ask_correction(attendee=table.seat(5), actor=table.recorder, **told))  # type: ignore[arg-type]
    refused("not_allowed", lambda: actions.ask_correction(attendee=table.seat(3), actor=PUBLIC, **told))  # type: ignore[arg-type]
    asked = actions.ask_correction(attendee=table.seat(3), actor=table.resident, **told)  # type: ignore[arg-type]
    late = {**told, "at": CLOSED}
    refused("window_over", lambda: actions.ask_correction(attendee=table.seat(3), actor=table.resident, **late))  # type: ignore[arg-type]
    refused("corrections_open", lambda: sign(table, minutes))
    answer = {"correction": asked, "actor": table.recorder, "at": later(4)}
    refused("text_missing", lambda: actions.answer_correction(taken=False, **answer))  # type: ignore[arg-type]
    actions.answer_correction(taken=True, text="会议纪要：在东门建车棚。", **answer)  # type: ignore[arg-type]
    refused("correction_answered", lambda: actions.answer_correction(taken=False, answer="x", **answer))  # type: ignore[arg-type]
    assert Minutes.objects.get().text == "会议纪要：在东门建车棚。"


def test_both_sign_for_themselves_once_the_window_is_over_and_the_ledger_holds_the_hash() -> None:
    table, minutes = drafted()
    refused("not_shown", lambda: sign(table, minutes))
    minutes = actions.show_minutes(minutes=minutes, actor=table.recorder, at=later(2))
    refused("window_open", lambda: sign(table, minutes, at=later(3)))
    refused("not_signer", lambda: actions.sign_minutes(minutes=minutes, actor=table.secretary, at=CLOSED))
    actions.sign_minutes(minutes=minutes, actor=table.chair, at=CLOSED)
    refused("already_signed", lambda: actions.sign_minutes(minutes=minutes, actor=table.chair, at=CLOSED))
    final = actions.sign_minutes(minutes=minutes, actor=table.recorder, at=CLOSED)
    digest = hashlib.sha256(final.text.encode()).hexdigest()
    assert (final.state, final.digest) == ("final", digest)
    assert Entry.objects.get(verb="meeting.minutes_final").detail["digest"] == digest


def test_a_text_changed_after_a_signature_is_signed_anew() -> None:
    table, minutes = shown()
    actions.sign_minutes(minutes=minutes, actor=table.chair, at=CLOSED)
    actions.draft_minutes(meeting=table.now, text="另一个说法", actor=table.recorder, at=CLOSED)
    assert Minutes.objects.get().signed_by_chair is None


def test_final_minutes_are_never_edited_and_a_mistake_is_put_right_beside_them() -> None:
    table, minutes = shown()
    wrong = {"was": "北门", "now": "东门", "why": "写错了", "actor": table.recorder}
    refused("not_final", lambda: actions.correct_minutes(minutes=minutes, at=CLOSED, **wrong))  # type: ignore[arg-type]
    final = sign(table, minutes)
    refused("minutes_final", lambda: actions.draft_minutes(
        meeting=table.now, text="x", actor=table.recorder, at=CLOSED
    ))  # fmt: skip
    refused("not_in_minutes", lambda: actions.correct_minutes(
        minutes=final, was="西门", now="东门", why="x", actor=table.recorder, at=CLOSED
    ))  # fmt: skip
    beside = actions.correct_minutes(minutes=final, at=CLOSED, **wrong)  # type: ignore[arg-type]
    assert (beside.late, beside.was, beside.words, Minutes.objects.get().text) == (True, "北门", "东门", final.text)
    assert (Correction.objects.count(), rebuild.check().different) == (1, ())
