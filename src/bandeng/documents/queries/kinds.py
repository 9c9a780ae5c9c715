"""Which papers there are of what, and who may have them: the one place where rights to papers are decided.

Source: domain.md 6.5. What everybody reads on a matter's or meeting's page everybody may have as a paper; a reply
letter and a topic form only those who handle the matter; a meeting's list of names and its record only who runs it.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from bandeng.commitments import queries as work
from bandeng.commitments.models import Extension, Holding, SupervisionOrder, WorkItem
from bandeng.commitments.orders import name_of
from bandeng.commitments.queries import promises, supervision
from bandeng.core.papers import shelf
from bandeng.core.refusal import Refusal
from bandeng.documents.models import Document
from bandeng.documents.queries import of_matters, of_meetings, of_work
from bandeng.documents.queries.made import number_of
from bandeng.documents.queries.subject import Subject
from bandeng.matters import queries as matters
from bandeng.matters.models import BenchNote, Kind, Matter, Posting, Raising, Reply, Verification
from bandeng.matters.queries.replies import DELIVERERS
from bandeng.meetings import queries as meetings
from bandeng.meetings.models import Meeting, Outcome
from bandeng.people.acting import Actor
from bandeng.places.models import Place

STAFF = matters.HANDLERS | matters.OVERSEERS
"""Who reads the forms by which a matter is handled, and the desk's page of papers."""

ISSUERS = frozenset({"secretary", "community_staff"})
"""Who gives papers out, with the next number."""

WORDERS = frozenset({"secretary"})
"""Who words them anew for their place."""

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


LOADERS: dict[str, Load] = {
    "reply": _reply, "explanation": _explanation, "approval": _approval, "responsibility": _responsibility,
    "claim": _claim, "order": _order, "extension": _extension, "return": _returned, "public_notice": _notice,
    "outcome": _outcome, "scorecard": _scorecard, "meeting_notice": _meeting_notice, "sign_in": _sign_in,
    "record": _record, "minutes": _minutes,
}  # fmt: skip
"""Papers that have an address by the key of what they are made from."""


def load(kind: str, actor: Actor, pk: UUID) -> Subject:
    """What a paper is made from, for one who may have it. Raises Http404, Refusal "not_your_turn"."""
    if kind not in LOADERS:
        raise Http404
    return LOADERS[kind](actor, pk)


def own_reply(raising: Raising, pk: UUID) -> Subject:
    """A reply to the raiser who shows the receipt. Raises Http404 for anybody else's."""
    rows = raising.replies.exclude(kind=Kind.RECEIPT).select_related("matter__place", "raising", "by")
    row = rows.filter(pk=pk).first()
    if row is None:
        raise Http404
    return of_matters.reply_of(row)


def may_issue(actor: Actor, place: Place) -> bool:
    """Whether the actor gives papers out there. No query."""
    return actor.id is not None and not actor.by_card and not actor.roles_at(place).isdisjoint(ISSUERS)


# --- what a page offers ---


@dataclass(frozen=True)
class Offer:
    """A paper that a page offers: `what` tells it apart from others of its kind, `number` once it was given out."""

    kind: str
    pk: UUID
    what: str = ""
    number: str = ""

    def name(self, language: str) -> str:
        """The kind's name."""
        return shelf()[self.kind].named(language)


def offers(matter: Matter, actor: Actor) -> list[Offer]:
    """The papers of a matter the actor may have, in the order of the shelf; as many queries for few as for many."""
    given: dict[str, str] = {}
    for row in Document.objects.filter(matter=matter).order_by("at", "pk"):
        given[row.of] = number_of(row)
    found = [*_of_matter(matter, actor), *_of_items(matter)]
    told = [Offer(kind, pk, what, given.get(f"{kind}:{pk}", "")) for kind, pk, what in found]
    order = list(shelf())
    return sorted(told, key=lambda each: order.index(each.kind))


Found = list[tuple[str, UUID, str]]


def _of_matter(matter: Matter, actor: Actor) -> Found:
    roles = matters.roles_of(actor, matter) if actor.id else frozenset[str]()
    found: Found = []
    if not roles.isdisjoint(DELIVERERS):
        found += [("reply", row.pk, f"{row.at:%m-%d} {row.get_kind_display()}") for row in _replies(matter)]
    if not roles.isdisjoint(STAFF) and Verification.objects.filter(matter=matter).exists():
        found.append(("approval", matter.pk, ""))
    if matter.branch in of_matters.NO and matters.official_replies(matter):
        found.append(("explanation", matter.pk, ""))
    notes = BenchNote.objects.filter(matter=matter).order_by("at", "pk")
    postings = Posting.objects.filter(matter=matter).order_by("at", "pk")
    found += [("outcome", row.pk, f"{row.held_on:%m-%d}") for row in notes]
    return found + [("public_notice", row.pk, f"{row.posted_on:%m-%d}") for row in postings]


def _replies(matter: Matter) -> QuerySet[Reply]:
    return matter.replies.exclude(kind=Kind.RECEIPT).order_by("at", "pk")


def _of_items(matter: Matter) -> Found:
    items = list(WorkItem.objects.filter(matter=matter).order_by("set_at", "pk"))
    found: Found = [("responsibility", matter.pk, "")] if items else []
    found += [("claim", each.pk, each.title) for each in items if each.lead_id and each.claimed_at]
    returned = Holding.objects.filter(item__matter=matter, returned_at__isnull=False).select_related("item")
    found += [("return", pk, title) for pk, title in dict(returned.values_list("item", "item__title")).items()]
    asked = Extension.objects.filter(item__matter=matter).select_related("item").order_by("asked_at", "pk")
    found += [("extension", row.pk, row.item.title) for row in asked]
    orders = SupervisionOrder.objects.filter(matter=matter).select_related("item").order_by("issued_at", "pk")
    return found + [
        ("order", row.pk, " · ".join(filter(None, [name_of(row.level), _title(row.item)]))) for row in orders
    ]


def _title(item: WorkItem | None) -> str:
    return item.title if item else ""
