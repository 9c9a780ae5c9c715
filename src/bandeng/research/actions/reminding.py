"""A unit that was asked about a suggestion is reminded: once before its date, once after it."""

from datetime import datetime

from bandeng.core.deadline import local_day
from bandeng.people.acting import Actor, system
from bandeng.records.actions import action
from bandeng.research import acts, queries
from bandeng.research.actions.deciding import enter
from bandeng.research.models import Suggestion

CLOCK = system("clock")


def remind_due(*, at: datetime, actor: Actor = CLOCK) -> int:
    """Remind of all that is due today; how many were. Run again it reminds of nothing twice."""
    due = list(queries.to_remind(local_day(at)))
    return sum(remind(suggestion=each, actor=actor, at=at) is not None for each in due)


@action
def remind(*, suggestion: Suggestion, actor: Actor, at: datetime) -> Suggestion | None:
    """Give the reminder that is due on a suggestion, if it still is."""
    found = queries.to_remind(local_day(at)).filter(pk=suggestion.pk).first()
    if found is None or found.unit_id is None or found.due_on is None:
        return None
    which = "past" if found.due_on < local_day(at) else "near"
    act = acts.SuggestionReminded(suggestion=found.pk, which=which, unit=found.unit_id, due_on=found.due_on)
    subject = f"suggestion:{found.pk}"
    given: Suggestion = enter(act, found.chain, subject, actor=actor, at=at, once=f"{which}:{found.pk}")
    return given
