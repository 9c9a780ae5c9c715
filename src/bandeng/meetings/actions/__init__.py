"""What can be done around a meeting: called, told, sat through, written down."""

from bandeng.meetings.actions.asking import answer_question, ask, make_matter, read_question
from bandeng.meetings.actions.calling import (
    Guest,
    Topic,
    add_topic,
    call_meeting,
)
from bandeng.meetings.actions.carrying import carry_findings, topics_of
from bandeng.meetings.actions.coming import (
    add_attendee,
    announce,
    come_by_door,
    erase_attendances_of,
    erase_attendee,
    invite,
    sign_in,
    tell,
)
from bandeng.meetings.actions.counting import count_group
from bandeng.meetings.actions.keeping import add_venue, begin_programme, close_venue, end_programme
from bandeng.meetings.actions.moving import cancel_meeting, postpone_meeting
from bandeng.meetings.actions.seating import end_seating, publish_seating
from bandeng.meetings.actions.sitting import (
    answer_differing,
    begin_item,
    begin_speech,
    count_hands,
    end_item,
    end_meeting,
    end_speech,
    open_meeting,
    promise_here,
    raise_hand,
    reach_outcome,
)
from bandeng.meetings.actions.suggesting import suggest_here
from bandeng.meetings.actions.tabling import put_on_agenda
from bandeng.meetings.actions.triage import decide_item
from bandeng.meetings.actions.writing import (
    answer_correction,
    ask_correction,
    correct_minutes,
    draft_minutes,
    show_minutes,
    sign_minutes,
)

__all__ = [
    "Guest",
    "Topic",
    "add_attendee",
    "add_topic",
    "add_venue",
    "announce",
    "answer_correction",
    "answer_differing",
    "answer_question",
    "ask",
    "ask_correction",
    "begin_item",
    "begin_programme",
    "begin_speech",
    "call_meeting",
    "cancel_meeting",
    "carry_findings",
    "close_venue",
    "come_by_door",
    "correct_minutes",
    "count_group",
    "count_hands",
    "decide_item",
    "draft_minutes",
    "end_item",
    "end_meeting",
    "end_programme",
    "end_seating",
    "end_speech",
    "erase_attendances_of",
    "erase_attendee",
    "invite",
    "make_matter",
    "open_meeting",
    "postpone_meeting",
    "promise_here",
    "publish_seating",
    "put_on_agenda",
    "raise_hand",
    "reach_outcome",
    "read_question",
    "show_minutes",
    "sign_in",
    "sign_minutes",
    "suggest_here",
    "tell",
    "topics_of",
]
