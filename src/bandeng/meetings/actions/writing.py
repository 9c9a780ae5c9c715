"""Minutes: drafted from the record, shown, corrected by who was there, signed by two, final."""

from datetime import datetime

from bandeng.core.deadline import local_day
from bandeng.core.ids import new_id
from bandeng.core.refusal import Refusal
from bandeng.meetings import acts, queries
from bandeng.meetings.actions.deciding import enter, need_runner, need_state, need_words
from bandeng.meetings.models import Attendee, Correction, Meeting, Minutes, MinutesState, State
from bandeng.people.acting import Actor
from bandeng.records.actions import action

MOST_MINUTES, MOST_CORRECTION = 40000, 1000


@action
def draft_minutes(
    *, meeting: Meeting, text: str, actor: Actor, at: datetime, version: int | None = None, once: str | None = None
) -> Minutes:
    """Write the draft, or write it anew while it is not final; what was signed has to be signed again.

    version  the minutes', None for the first draft
    Raises   Refusal: "not_your_turn", "meeting_is", "minutes_final", "stale", "text_missing", "text_too_long",
             "unmasked".
    """
    meeting = queries.locked(meeting)
    need_runner(actor, meeting)
    need_state(meeting, State.ENDED)
    there = Minutes.objects.filter(meeting=meeting).first()
    if there:
        _need_open(there)
        _need_version(there, version)
    need_words(MOST_MINUTES, text=text)
    act = acts.MinutesDrafted(
        meeting=meeting.pk, minutes=there.pk if there else new_id(at), text=text.replace("\r\n", "\n").strip()
    )
    drafted: Minutes = enter(act, meeting, actor=actor, at=at, once=once)
    return drafted


def _need_open(minutes: Minutes) -> None:
    if minutes.state == MinutesState.FINAL:
        raise Refusal("minutes_final")


def _need_version(minutes: Minutes, version: int | None) -> None:
    if version is not None and version != minutes.version:
        raise Refusal("stale", shown=version, stands=minutes.version)


def _fresh(minutes: Minutes) -> tuple[Minutes, Meeting]:
    meeting = queries.locked(minutes.meeting)
    return Minutes.objects.select_related("meeting__place").get(pk=minutes.pk), meeting


@action
def show_minutes(*, minutes: Minutes, actor: Actor, at: datetime, once: str | None = None) -> Minutes:
    """Let everybody who was there read the draft and ask for corrections, until the window ends.

    Raises   Refusal: "not_your_turn", "minutes_final", "already_shown".
    """
    minutes, meeting = _fresh(minutes)
    need_runner(actor, meeting)
    _need_open(minutes)
    if minutes.state == MinutesState.SHOWN:
        raise Refusal("already_shown")
    act = acts.MinutesShown(meeting=meeting.pk, minutes=minutes.pk, until=queries.corrections_until(meeting.chain, at))
    shown: Minutes = enter(act, meeting, actor=actor, at=at, once=once)
    return shown


@action
def ask_correction(
    *, minutes: Minutes, attendee: Attendee, words: str, mark: str = "", actor: Actor, at: datetime,
    once: str | None = None,
) -> Correction:  # fmt: skip
    """Somebody who was there says what has to be put right; noted for them where they have no phone.

    mark     the phone that signed in on this seat
    Raises   Refusal: "not_allowed" (neither their seat nor who runs the meeting), "not_here", "minutes_final",
             "window_over" (until), "text_missing", "text_too_long", "unmasked".
    """
    minutes, meeting = _fresh(minutes)
    seat = Attendee.objects.get(pk=attendee.pk, meeting=meeting)
    own = (actor.id is not None and seat.person_id == actor.id) or bool(mark and seat.mark == mark)
    if not own and not queries.runs(actor, meeting):
        raise Refusal("not_allowed")
    _need_open(minutes)
    if seat.signed_at is None:
        raise Refusal("not_here", seat=seat.title)
    if not queries.may_correct(seat, minutes, local_day(at)):
        until = minutes.corrections_until
        raise Refusal("window_over", until=until.isoformat() if until else None)
    need_words(MOST_CORRECTION, words=words)
    act = acts.CorrectionAsked(
        meeting=meeting.pk, minutes=minutes.pk, correction=new_id(at), attendee=seat.pk, words=words.strip()
    )
    asked: Correction = enter(act, meeting, actor=actor, at=at, once=once)
    return asked


@action
def answer_correction(
    *, correction: Correction, taken: bool, answer: str = "", text: str = "", actor: Actor, at: datetime,
    once: str | None = None,
) -> Correction:  # fmt: skip
    """Take a correction over into the text, or not, with the reason for everybody to read.

    text     with `taken`: the whole text as it now stands
    Raises   Refusal: "not_your_turn", "minutes_final", "correction_answered", "text_missing", "text_too_long",
             "unmasked".
    """
    row = Correction.objects.select_related("minutes__meeting").get(pk=correction.pk)
    minutes, meeting = _fresh(row.minutes)
    row = Correction.objects.get(pk=row.pk)
    need_runner(actor, meeting)
    _need_open(minutes)
    if row.taken is not None:
        raise Refusal("correction_answered")
    if taken:
        need_words(MOST_MINUTES, text=text)
    else:
        need_words(MOST_CORRECTION, answer=answer)
    act = acts.CorrectionAnswered(
        meeting=meeting.pk, minutes=minutes.pk, correction=row.pk, taken=taken, answer=answer.strip(),
        text=text.replace("\r\n", "\n").strip() if taken else "",
    )  # fmt: skip
    answered: Correction = enter(act, meeting, actor=actor, at=at, once=once)
    return answered


@action
def sign_minutes(
    *, minutes: Minutes, actor: Actor, at: datetime, version: int | None = None, once: str | None = None
) -> Minutes:
    """Who chaired and who recorded stand by the text, each for themselves; with the second it is final.

    Raises   Refusal: "not_signer", "minutes_final", "stale", "not_shown" (nobody could correct it yet),
             "window_open" (until), "corrections_open" (count), "already_signed".
    """
    minutes, meeting = _fresh(minutes)
    _need_version(minutes, version)
    role = _signer(meeting, actor)
    _need_signable(minutes, at)
    if getattr(minutes, f"signed_by_{role}"):
        raise Refusal("already_signed")
    digest = queries.digest_of(minutes.text)
    act = acts.MinutesSigned(meeting=meeting.pk, minutes=minutes.pk, as_role=role, digest=digest)
    signed: Minutes = enter(act, meeting, actor=actor, at=at, once=once)
    if signed.signed_by_chair and signed.signed_by_recorder:
        final = acts.MinutesFinal(meeting=meeting.pk, minutes=minutes.pk, digest=digest)
        signed = enter(final, meeting, actor=actor, at=at)
    return signed


def _signer(meeting: Meeting, actor: Actor) -> str:
    roles = {meeting.chair_id: "chair", meeting.recorder_id: "recorder"}
    if actor.id is None or actor.id not in roles:
        raise Refusal("not_signer")
    return roles[actor.id]


def _need_signable(minutes: Minutes, at: datetime) -> None:
    _need_open(minutes)
    until = minutes.corrections_until
    if minutes.state != MinutesState.SHOWN or until is None:
        raise Refusal("not_shown")
    if local_day(at) <= until:
        raise Refusal("window_open", until=until.isoformat())
    if waiting := minutes.corrections.filter(taken=None).count():
        raise Refusal("corrections_open", count=waiting)


@action
def correct_minutes(
    *, minutes: Minutes, was: str, now: str, why: str, actor: Actor, at: datetime, once: str | None = None
) -> Correction:
    """After the end: what it said, what is right, and why, marked as a correction. The final text stays as signed.

    Raises   Refusal: "not_your_turn", "not_final", "not_in_minutes" (it does not say that), "text_missing",
             "text_too_long", "unmasked".
    """
    minutes, meeting = _fresh(minutes)
    need_runner(actor, meeting)
    if minutes.state != MinutesState.FINAL:
        raise Refusal("not_final")
    need_words(MOST_CORRECTION, was=was, now=now, why=why)
    if was.strip() not in minutes.text:
        raise Refusal("not_in_minutes", field="was")
    act = acts.MinutesCorrected(
        meeting=meeting.pk, minutes=minutes.pk, correction=new_id(at), was=was.strip(), now=now.strip(),
        why=why.strip(),
    )  # fmt: skip
    corrected: Correction = enter(act, meeting, actor=actor, at=at, once=once)
    return corrected
