"""From what a paper says to the paper: one function for each kind."""

from collections.abc import Callable, Mapping
from typing import Any

from bandeng.core.papers.blocks import Paper
from bandeng.core.papers.building import letters, lists, meetings, research, talks, work, years
from bandeng.core.papers.building.given import Given
from bandeng.core.papers.mandatory import completed
from bandeng.core.papers.wording import Wording

Build = Callable[[Any, Wording, Given], Paper]

BUILDERS: Mapping[str, Build] = {
    "receipt": letters.receipt, "reply": letters.reply, "explanation": letters.explanation,
    "approval": talks.approval, "outcome": talks.outcome, "public_notice": talks.public_notice,
    "responsibility": work.responsibility, "claim": work.claim, "order": work.order, "extension": work.extension,
    "return": work.returned, "scorecard": lists.scorecard, "monthly": lists.monthly, "register": lists.register,
    "meeting_notice": meetings.notice, "sign_in": meetings.sign_in, "record": meetings.record,
    "minutes": meetings.minutes, "tasks": work.tasks, "trip": research.trip, "proposal": research.output,
    "brief": research.output, "annual": years.annual, "exchange": years.exchange,
}  # fmt: skip


def build(kind: str, facts: Any, wording: Wording, given: Given) -> Paper:
    """The paper of a kind, laid out, with everything that must stand on it (`mandatory`)."""
    return completed(BUILDERS[kind](facts, wording, given), wording).laid_out()
