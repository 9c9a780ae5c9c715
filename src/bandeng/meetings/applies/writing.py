"""Minutes: acts to rows."""

from uuid import UUID

from bandeng.meetings import acts
from bandeng.meetings.applies.calling import person_of
from bandeng.meetings.models import Correction, Minutes, MinutesState
from bandeng.records.models import Entry
from bandeng.records.registry import applies


def minutes_of(key: UUID) -> Minutes:
    """Minutes with their meeting."""
    return Minutes.objects.select_related("meeting__place").get(pk=key)


def correction_of(key: UUID) -> Correction:
    """A correction with its minutes."""
    return Correction.objects.select_related("minutes__meeting").get(pk=key)


def _touch(minutes: Minutes) -> Minutes:
    minutes.version += 1
    minutes.save()
    return minutes


@applies(acts.MinutesDrafted, result=lambda act: minutes_of(act.minutes))
def minutes_drafted(act: acts.MinutesDrafted, entry: Entry) -> Minutes:
    """A draft; a newer one takes the place of the older and of what was signed."""
    minutes = Minutes.objects.filter(pk=act.minutes).first()
    if minutes is None:
        return Minutes.objects.create(
            id=act.minutes, meeting_id=act.meeting, state=MinutesState.DRAFT, text=act.text,
            drafted_by_id=person_of(entry) or "", drafted_at=entry.at,
        )  # fmt: skip
    minutes.text, minutes.signed_by_chair, minutes.signed_by_recorder = act.text, None, None
    return _touch(minutes)


@applies(acts.MinutesShown, result=lambda act: minutes_of(act.minutes))
def minutes_shown(act: acts.MinutesShown, entry: Entry) -> Minutes:
    """Open for corrections."""
    minutes = minutes_of(act.minutes)
    minutes.state, minutes.shown_at, minutes.corrections_until = MinutesState.SHOWN, entry.at, act.until
    return _touch(minutes)


@applies(acts.CorrectionAsked, result=lambda act: correction_of(act.correction))
def correction_asked(act: acts.CorrectionAsked, entry: Entry) -> Correction:
    """Somebody who was there asks."""
    number = Correction.objects.filter(minutes=act.minutes).count() + 1
    Correction.objects.create(
        id=act.correction, minutes_id=act.minutes, number=number, attendee_id=act.attendee, words=act.words,
        by_id=person_of(entry), at=entry.at,
    )  # fmt: skip
    return correction_of(act.correction)


@applies(acts.CorrectionAnswered, result=lambda act: correction_of(act.correction))
def correction_answered(act: acts.CorrectionAnswered, entry: Entry) -> Correction:
    """Taken over into the text, which then has to be signed anew; or not, with the reason."""
    correction = correction_of(act.correction)
    correction.taken, correction.answer, correction.answered_at = act.taken, act.answer, entry.at
    correction.save()
    if act.taken:
        minutes = minutes_of(act.minutes)
        minutes.text, minutes.signed_by_chair, minutes.signed_by_recorder = act.text, None, None
        correction.minutes = _touch(minutes)
    return correction


@applies(acts.MinutesSigned, result=lambda act: minutes_of(act.minutes))
def minutes_signed(act: acts.MinutesSigned, entry: Entry) -> Minutes:
    """One of the two stands by it."""
    minutes = minutes_of(act.minutes)
    setattr(minutes, f"signed_by_{act.as_role}", entry.at)
    return _touch(minutes)


@applies(acts.MinutesFinal, result=lambda act: minutes_of(act.minutes))
def minutes_final(act: acts.MinutesFinal, entry: Entry) -> Minutes:
    """Final."""
    minutes = minutes_of(act.minutes)
    minutes.state, minutes.final_at, minutes.digest = MinutesState.FINAL, entry.at, act.digest
    return _touch(minutes)


@applies(acts.MinutesCorrected, result=lambda act: correction_of(act.correction))
def minutes_corrected(act: acts.MinutesCorrected, entry: Entry) -> Correction:
    """Beside the final text: what it said, what is right, why."""
    number = Correction.objects.filter(minutes=act.minutes).count() + 1
    Correction.objects.create(
        id=act.correction, minutes_id=act.minutes, number=number, late=True, was=act.was, words=act.now,
        taken=True, answer=act.why, by_id=person_of(entry), at=entry.at, answered_at=entry.at,
    )  # fmt: skip
    return correction_of(act.correction)
