"""What a research trip found onto the agenda of a meeting: topics that lead back to it."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from bandeng.core.refusal import Refusal
from bandeng.matters.models import Matter
from bandeng.meetings import queries
from bandeng.meetings.actions.calling import Topic, add_topic
from bandeng.meetings.actions.deciding import MOST_LINE, need_roles, need_state
from bandeng.meetings.models import AgendaItem, Meeting, State
from bandeng.people.acting import Actor
from bandeng.records.actions import action
from bandeng.research.models import Finding

MOST_QUESTION = 200


def topics_of(findings: Sequence[Finding], by_class: bool, but: Sequence[Matter] = ()) -> list[Topic]:
    """Findings as topics: a matter for those that became one, the others class by class or each by itself.

    but   matters that are left out, since they stand on the agenda already
    """
    matters = list(dict.fromkeys(each.matter for each in findings if each.matter))
    found = [Topic(matter=each) for each in matters if each not in but]
    groups: dict[str, list[Finding]] = {}
    for each in findings:
        if each.matter is None:
            groups.setdefault(f"{each.trip_id} {each.group if by_class else each.pk}", []).append(each)
    return [*found, *(_topic(rows) for rows in groups.values())]


def _topic(rows: Sequence[Finding]) -> Topic:
    first = rows[0]
    if len(rows) > 1:
        told = {"n": len(rows), "trip": first.trip.title}
        question = _("%(n)s things found on the research trip “%(trip)s”") % told
        return Topic(topic=first.group, question=question[:MOST_QUESTION], findings=tuple(rows))
    if len(first.text) <= MOST_LINE:
        return Topic(topic=first.text, findings=tuple(rows))
    return Topic(topic=first.text[: MOST_LINE - 1] + "…", question=first.text[:MOST_QUESTION], findings=tuple(rows))


@action
def carry_findings(
    *, meeting: Meeting, findings: Sequence[Finding], by_class: bool = True, actor: Actor, at: datetime,
    once: str | None = None,
) -> AgendaItem:  # fmt: skip
    """Put what a trip found onto the agenda: all of it or nothing; what stands there already is left as it is.

    by_class   one topic for each class, else one for each finding
    Returns    the first new line
    Raises     Refusal: "finding_unchosen", "finding_twice" where all of it stands there, and those of `add_topic`
               ("not_allowed" for a trip to somewhere else).
    """
    meeting = queries.fresh(meeting, None)
    need_roles(actor, meeting.place, queries.CALLERS)
    need_state(meeting, State.CALLED, State.OPEN)
    if not findings:
        raise Refusal("finding_unchosen", field="findings")
    standing, matters = queries.carried_by(meeting)
    new = topics_of([each for each in findings if each.pk not in standing], by_class, matters)
    if not new:
        raise Refusal("finding_twice", field="findings")
    lines: list[AgendaItem] = []
    for topic in new:
        key = once if not lines else f"{once}-{len(lines)}" if once else None
        lines.append(add_topic(meeting=meeting, topic=topic, actor=actor, at=at, once=key))
    return lines[0]
