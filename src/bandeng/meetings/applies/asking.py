"""Questions and answers: acts to rows."""

from uuid import UUID

from bandeng.meetings import acts
from bandeng.meetings.models import Question, QuestionState
from bandeng.records.models import Entry
from bandeng.records.registry import applies


def question_of(key: UUID) -> Question:
    """A question with its meeting."""
    return Question.objects.select_related("meeting__place").get(pk=key)


@applies(acts.QuestionAsked, result=lambda act: question_of(act.question))
def question_asked(act: acts.QuestionAsked, entry: Entry) -> Question:
    """It waits for a named person, unless one wrote it down."""
    Question.objects.create(
        id=act.question, meeting_id=act.meeting, number=Question.objects.filter(meeting=act.meeting).count() + 1,
        prepared=act.prepared, asked=act.asked, attendee_id=act.attendee, mark=act.mark, raw=act.raw or "",
        text=act.text, state=QuestionState.READ if act.text else QuestionState.WAITING, at=entry.at,
    )  # fmt: skip
    return question_of(act.question)


@applies(acts.QuestionRead, result=lambda act: question_of(act.question))
def question_read(act: acts.QuestionRead, entry: Entry) -> Question:
    """Everybody may read it, or it is kept out with its reason."""
    question = question_of(act.question)
    question.state = QuestionState.READ if act.shown else QuestionState.OUT
    question.text, question.reason = act.text, act.reason
    question.save()
    return question


@applies(acts.QuestionAnswered, result=lambda act: question_of(act.question))
def question_answered(act: acts.QuestionAnswered, entry: Entry) -> Question:
    """The answer, by whom, and what it rests on."""
    question = question_of(act.question)
    question.state, question.answer, question.cite = QuestionState.ANSWERED, act.answer, act.cite
    question.answered_by, question.organisation_id, question.answered_at = (
        act.answered_by,
        act.organisation,
        entry.at,
    )
    question.save()
    return question


@applies(acts.QuestionMadeMatter, result=lambda act: question_of(act.question))
def question_made_matter(act: acts.QuestionMadeMatter, entry: Entry) -> Question:
    """It goes on as a matter."""
    question = question_of(act.question)
    question.state, question.matter_id = QuestionState.MATTER, act.matter
    question.save()
    return question
