"""Questions: asked on a phone, on paper or aloud; read by a named person; answered with what the answer rests on."""

from datetime import datetime

from bandeng.core.ids import new_id
from bandeng.core.refusal import Refusal
from bandeng.matters import actions as matters
from bandeng.meetings import acts, queries
from bandeng.meetings.actions.deciding import MOST_TEXT, enter, need_runner, need_state, need_words
from bandeng.meetings.models import Asked, Attendee, Meeting, Question, QuestionState, State
from bandeng.people.acting import Actor
from bandeng.people.models import Organisation
from bandeng.places.models import Place
from bandeng.records.actions import action

MOST_QUESTION, MOST_WAITING, MOST_QUESTIONS = 300, 5, 1000
ANSWERABLE = (QuestionState.READ, QuestionState.ANSWERED)


@action
def ask(
    *, meeting: Meeting, text: str, asked: str = Asked.PHONE, attendee: Attendee | None = None, mark: str = "",
    actor: Actor, at: datetime, once: str | None = None,
) -> Question:  # fmt: skip
    """Ask something, beforehand or there. From a phone a named person reads it first; from the desk it stands at once.

    mark     the phone it came from, so that nobody floods the list
    Raises   Refusal: "meeting_is", "unknown_word", "not_your_turn" (on paper or aloud: who runs the meeting writes it),
             "text_missing", "text_too_long", "unmasked", "questions_waiting" (most), "questions_full".
    """
    meeting = queries.locked(meeting)
    need_state(meeting, State.CALLED, State.OPEN)
    if asked not in Asked.values:
        raise Refusal("unknown_word", field="asked", word=asked)
    by_desk = asked != Asked.PHONE
    if by_desk:
        need_runner(actor, meeting)
    need_words(MOST_QUESTION, masked=by_desk, text=text)
    _need_few(meeting, mark, by_desk=by_desk)
    act = acts.QuestionAsked(
        meeting=meeting.pk, question=new_id(at), prepared=meeting.state == State.CALLED, asked=asked,
        attendee=attendee.pk if attendee else None, mark=mark, text=text.strip() if by_desk else "",
        raw=None if by_desk else text.strip(),
    )  # fmt: skip
    question: Question = enter(act, meeting, actor=actor, at=at, once=once, of=f"question:{act.question}")
    return question


def _need_few(meeting: Meeting, mark: str, *, by_desk: bool) -> None:
    if meeting.questions.count() >= MOST_QUESTIONS:
        raise Refusal("questions_full", most=MOST_QUESTIONS)
    waiting = meeting.questions.filter(state=QuestionState.WAITING, mark=mark).count()
    if not by_desk and mark and waiting >= MOST_WAITING:
        raise Refusal("questions_waiting", most=MOST_WAITING)


def _of(question: Question, *states: str) -> tuple[Question, Meeting]:
    meeting = queries.locked(question.meeting)
    row = Question.objects.select_related("meeting__place").get(pk=question.pk)
    if row.state not in states:
        raise Refusal("question_is", state=str(QuestionState(row.state).label))
    return row, meeting


@action
def read_question(
    *, question: Question, shown: bool, text: str = "", reason: str = "", actor: Actor, at: datetime,
    once: str | None = None,
) -> Question:  # fmt: skip
    """A named person lets everybody read it, mended or not, or keeps it out with a reason.

    Raises   Refusal: "not_your_turn", "question_is", "text_missing", "text_too_long", "unmasked".
    """
    row, meeting = _of(question, QuestionState.WAITING, QuestionState.READ)
    need_runner(actor, meeting)
    if shown:
        need_words(MOST_QUESTION, text=text)
    else:
        need_words(200, reason=reason)
    act = acts.QuestionRead(
        meeting=meeting.pk, question=row.pk, shown=shown, text=text.strip() if shown else "",
        reason="" if shown else reason.strip(),
    )  # fmt: skip
    done: Question = enter(act, meeting, actor=actor, at=at, once=once, of=f"question:{row.pk}")
    return done


@action
def answer_question(
    *, question: Question, answer: str, answered_by: str, cite: str, organisation: Organisation | None = None,
    actor: Actor, at: datetime, once: str | None = None,
) -> Question:  # fmt: skip
    """Write down the answer, who gave it, and the rule or policy it rests on.

    Raises   Refusal: "not_your_turn", "question_is", "text_missing" (also without a citation), "text_too_long",
             "unmasked".
    """
    row, meeting = _of(question, *ANSWERABLE)
    need_runner(actor, meeting)
    need_words(MOST_TEXT, answer=answer)
    need_words(80, answered_by=answered_by or (organisation.name if organisation else ""))
    need_words(200, cite=cite)
    act = acts.QuestionAnswered(
        meeting=meeting.pk, question=row.pk, answer=answer.strip(), cite=cite.strip(),
        answered_by=(answered_by or (organisation.name if organisation else "")).strip(),
        organisation=organisation.pk if organisation else None,
    )  # fmt: skip
    done: Question = enter(act, meeting, actor=actor, at=at, once=once, of=f"question:{row.pk}")
    return done


@action
def make_matter(
    *, question: Question, place: Place, category: str, severity: int = 2, consent: str = "", actor: Actor,
    at: datetime, once: str | None = None,
) -> Question:  # fmt: skip
    """Nobody could answer it there: it is raised as a matter and gets its own reply.

    place    where it belongs, at home level
    Raises   Refusal: "not_your_turn", "question_is", and what `matters.actions.raise_matter` raises.
    """
    row, meeting = _of(question, QuestionState.READ)
    need_runner(actor, meeting)
    seat = row.attendee
    person = seat.person if seat else None
    raised = matters.raise_matter(
        place=place, words=row.text, category=category, severity=severity, channel="bench", consent=consent,
        capacity=seat.capacity if seat else "other", name=seat.name if seat and not person else "", person=person,
        actor=actor, at=at,
    )  # fmt: skip
    act = acts.QuestionMadeMatter(meeting=meeting.pk, question=row.pk, matter=raised.matter.pk)
    done: Question = enter(act, meeting, actor=actor, at=at, once=once, of=f"question:{row.pk}")
    return done
