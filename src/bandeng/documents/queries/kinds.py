"""Which papers there are of what, and who may have them: the one place where rights to papers are decided.

Source: domain.md 6.5. What everybody reads on a matter's or meeting's page everybody may have as a paper; a reply
letter and a topic form only those who handle the matter; a meeting's list of names and its record only who runs it.
"""

from collections.abc import Callable, Collection
from uuid import UUID

from django.http import Http404
from django.utils import timezone

from bandeng.commitments import queries as work
from bandeng.commitments.models import Extension
from bandeng.commitments.queries import promises, supervision
from bandeng.core.deadline import local_day
from bandeng.core.refusal import Refusal
from bandeng.documents.queries import of_matters, of_meetings, of_research, of_tasks, of_work, of_years
from bandeng.documents.queries.subject import Subject
from bandeng.liaison.queries import rooms
from bandeng.matters import queries as matters
from bandeng.matters.models import BenchNote, Kind, Matter, Posting, Raising, Reply
from bandeng.matters.queries.replies import DELIVERERS
from bandeng.meetings import queries as meetings
from bandeng.meetings.models import Meeting, Outcome
from bandeng.people.acting import Actor
from bandeng.places.models import Place
from bandeng.research import queries as research

STAFF = matters.HANDLERS | matters.OVERSEERS
"""Who reads the forms by which a matter is handled, and the desk's page of papers."""

ISSUERS = frozenset({"secretary", "community_staff"})
"""Who gives papers out, with the next number."""

WORDERS = frozenset({"secretary"})
"""Who words them anew for their place."""

OFFICE = frozenset({"convener", "secretary"})
"""Who gives out and words the papers of research and of a year: the office that plans the trips and keeps the year."""

OF_OFFICE = frozenset({"trip", "proposal", "brief", *of_years.YEARLY})

Load = Callable[[Actor, UUID], Subject]


def _matter(actor: Actor, pk: UUID | None, roles: Collection[str] = ()) -> Matter:
    """A matter the actor may read, for one with these roles where some are asked for."""
    if pk is None:
        raise Http404
    matter = matters.visible_matter(actor, pk)
    if roles and matters.roles_of(actor, matter).isdisjoint(roles):
        raise Refusal("not_your_turn", needs=sorted(roles))
    return matter


def _reply(actor: Actor, pk: UUID) -> Subject:
    rows = Reply.objects.exclude(kind=Kind.RECEIPT).select_related("matter__place", "raising", "by")
    row = rows.filter(pk=pk).first()
    _matter(actor, row.matter_id if row else None, DELIVERERS)
    assert row is not None
    return of_matters.reply_of(row)


def _approval(actor: Actor, pk: UUID) -> Subject:
    return of_matters.approval_of(_matter(actor, pk, STAFF))


def _explanation(actor: Actor, pk: UUID) -> Subject:
    return of_matters.explanation_of(_matter(actor, pk))


def _outcome(actor: Actor, pk: UUID) -> Subject:
    """Of a matter, made from the note of its talk; or of a topic in words, made from what a meeting came to on it."""
    topic = Outcome.objects.select_related("item__meeting__place").filter(pk=pk, note=None).first()
    if topic is not None and topic.item.matter_id is None:
        return of_meetings.topic_outcome_of(topic)
    row = BenchNote.objects.select_related("matter__place", "matter__process").filter(pk=pk).first()
    _matter(actor, row.matter_id if row else None)
    assert row is not None
    return of_matters.outcome_of(row)


def _notice(actor: Actor, pk: UUID) -> Subject:
    row = Posting.objects.select_related("matter__place", "matter__process", "of").filter(pk=pk).first()
    _matter(actor, row.matter_id if row else None)
    assert row is not None
    return of_matters.notice_of(row)


def _responsibility(actor: Actor, pk: UUID) -> Subject:
    return of_work.responsibility_of(_matter(actor, pk))


def _claim(actor: Actor, pk: UUID) -> Subject:
    return of_work.claim_of(work.visible_item(actor, pk))


def _returned(actor: Actor, pk: UUID) -> Subject:
    return of_work.returned_of(work.visible_item(actor, pk))


def _extension(actor: Actor, pk: UUID) -> Subject:
    row = Extension.objects.select_related("asked_by", "decided_by").filter(pk=pk).first()
    if row is None:
        raise Http404
    row.item = work.visible_item(actor, row.item_id)
    return of_work.extension_of(row)


def _order(actor: Actor, pk: UUID) -> Subject:
    return of_work.order_of(supervision.visible_order(actor, pk))


def _scorecard(actor: Actor, pk: UUID) -> Subject:
    return of_work.scorecard_of(promises.promise(pk))


def _run(actor: Actor, pk: UUID) -> Meeting:
    """A meeting for who runs it: on its list stand names. Raises Refusal "not_your_turn"."""
    meeting = meetings.visible(pk)
    if not meetings.runs(actor, meeting):
        raise Refusal("not_your_turn", needs=sorted(meetings.RUNNERS))
    return meeting


def _meeting_notice(actor: Actor, pk: UUID) -> Subject:
    return of_meetings.notice_of(meetings.visible(pk))


def _sign_in(actor: Actor, pk: UUID) -> Subject:
    return of_meetings.sign_in_of(_run(actor, pk))


def _record(actor: Actor, pk: UUID) -> Subject:
    return of_meetings.record_of(_run(actor, pk))


def _minutes(actor: Actor, pk: UUID) -> Subject:
    meeting = meetings.visible(pk)
    return of_meetings.minutes_of(meeting, drafts=meetings.runs(actor, meeting))


def _tasks(actor: Actor, pk: UUID) -> Subject:
    return of_tasks.tasks_of(meetings.visible(pk))


def _trip(actor: Actor, pk: UUID) -> Subject:
    """A trip's page is for everybody, and so is its report."""
    return of_research.trip_of(research.trip(pk))


def _output(kind: str) -> Load:
    """What suggestions were turned into, for who reads the register there. Raises Refusal "not_your_turn"."""

    def read(actor: Actor, pk: UUID) -> Subject:
        found = research.output(pk)
        if actor.by_card or actor.roles_at(found.place).isdisjoint(research.READERS):
            raise Refusal("not_your_turn", needs=sorted(research.READERS))
        if found.kind != kind:
            raise Http404
        return of_research.output_of(found)

    return read


LOADERS: dict[str, Load] = {
    "reply": _reply, "explanation": _explanation, "approval": _approval, "responsibility": _responsibility,
    "claim": _claim, "order": _order, "extension": _extension, "return": _returned, "public_notice": _notice,
    "outcome": _outcome, "scorecard": _scorecard, "meeting_notice": _meeting_notice, "sign_in": _sign_in,
    "record": _record, "minutes": _minutes, "tasks": _tasks, "trip": _trip, "proposal": _output("proposal"),
    "brief": _output("brief"),
}  # fmt: skip
"""Papers that have an address by the key of what they are made from."""


def load(kind: str, actor: Actor, pk: UUID | str) -> Subject:
    """What a paper is made from, for one who may have it. Raises Http404, Refusal "not_your_turn".

    pk   a key, or for a paper of a year its place and year, "640425-2026"
    """
    if isinstance(pk, str):
        return _year(kind, actor, pk)
    if kind not in LOADERS:
        raise Http404
    return LOADERS[kind](actor, pk)


def key_of(of: str) -> UUID | str:
    """The key of what a paper was made from, out of the name it has in the ledger ("trip:<uuid>")."""
    kind, _colon, key = of.partition(":")
    return key if kind in of_years.YEARLY else UUID(key)


def _year(kind: str, actor: Actor, key: str) -> Subject:
    """A place's year for who reads it on its page. Raises Http404."""
    code, _dash, year = key.rpartition("-")
    today = local_day(timezone.now())
    if kind not in of_years.YEARLY or not 2000 <= int(year) <= today.year:
        raise Http404
    return of_years.year_of(kind, rooms.place_for(actor, code), int(year), today)


def own_reply(raising: Raising, pk: UUID) -> Subject:
    """A reply to the raiser who shows the receipt. Raises Http404 for anybody else's."""
    rows = raising.replies.exclude(kind=Kind.RECEIPT).select_related("matter__place", "raising", "by")
    row = rows.filter(pk=pk).first()
    if row is None:
        raise Http404
    return of_matters.reply_of(row)


def issuers_of(kind: str) -> frozenset[str]:
    """Who gives papers of a kind out."""
    return OFFICE if kind in OF_OFFICE else ISSUERS


def worders_of(kind: str) -> frozenset[str]:
    """Who words a kind anew."""
    return OFFICE if kind in OF_OFFICE else WORDERS


def may_issue(actor: Actor, place: Place, kind: str) -> bool:
    """Whether the actor gives papers of a kind out there. No query."""
    return actor.id is not None and not actor.by_card and not actor.roles_at(place).isdisjoint(issuers_of(kind))
