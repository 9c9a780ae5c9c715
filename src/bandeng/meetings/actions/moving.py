"""Moving a meeting to another day or room, and calling it off."""

from datetime import datetime

from bandeng.matters.actions.texts import need_masked
from bandeng.meetings import acts, queries
from bandeng.meetings.actions.calling import in_time, when_and_where
from bandeng.meetings.actions.deciding import enter, need_roles, need_state, need_words
from bandeng.meetings.models import Meeting, State, Venue
from bandeng.people.acting import Actor
from bandeng.records.actions import action


@action
def postpone_meeting(
    *, meeting: Meeting, starts_at: datetime, why: str, where: str = "", venue: Venue | None = None,
    minutes: int | None = None, actor: Actor, at: datetime, version: int | None = None, once: str | None = None,
) -> Meeting:  # fmt: skip
    """Another day, or another room. Notice runs anew, and whoever was told has to be told again.

    Raises   Refusal: "not_your_turn", "stale", "meeting_is", "text_missing", and what day and room of `call_meeting`
             raise.
    """
    meeting = queries.fresh(meeting, version)
    need_roles(actor, meeting.place, queries.CALLERS)
    need_state(meeting, State.CALLED)
    need_words(200, why=why)
    kind, minutes = queries.form_of(meeting.form), minutes or meeting.minutes
    spot = when_and_where(
        kind, meeting.chain, starts_at, minutes, venue, where or ("" if venue else meeting.where), at, meeting
    )
    need_masked(where=spot)
    act = acts.MeetingPostponed(
        meeting=meeting.pk, starts_at=starts_at, minutes=minutes, venue=venue.pk if venue else None, where=spot,
        why=why.strip(), in_time=in_time(starts_at, at),
    )  # fmt: skip
    moved: Meeting = enter(act, meeting, actor=actor, at=at, once=once)
    return moved


@action
def cancel_meeting(
    *, meeting: Meeting, why: str, actor: Actor, at: datetime, version: int | None = None, once: str | None = None
) -> Meeting:
    """It will not be. Its matters wait where they stood.

    Raises   Refusal: "not_your_turn", "stale", "meeting_is", "text_missing", "unmasked".
    """
    meeting = queries.fresh(meeting, version)
    need_roles(actor, meeting.place, queries.CALLERS)
    need_state(meeting, State.CALLED)
    need_words(200, why=why)
    done: Meeting = enter(
        acts.MeetingCancelled(meeting=meeting.pk, why=why.strip()), meeting, actor=actor, at=at, once=once
    )
    return done
