"""What papers about work say: items, orders, extensions, returns, promises."""

from datetime import date
from functools import partial

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from bandeng.commitments import orders, scorecards
from bandeng.commitments import queries as work
from bandeng.commitments.models import Commitment, Extension, SupervisionOrder, WorkItem
from bandeng.commitments.queries.scorecard import scorecard
from bandeng.core.deadline import local_day
from bandeng.core.papers import day_text, facts
from bandeng.documents.queries import of_matters
from bandeng.documents.queries.subject import Subject
from bandeng.matters.models import Matter
from bandeng.places.queries import community_of


def item_facts(item: WorkItem) -> facts.Item:
    """A work item of `work.full`."""
    clock = item.deadline
    return facts.Item(
        item.title, item.criteria, str(item.lead) if item.lead else "", item.officer.called if item.officer else "",
        clock.due_on if clock else None, clock.original_due_on if clock else None, str(item.get_state_display()),
        item.how, local_day(item.claimed_at) if item.claimed_at else None,
    )  # fmt: skip


def responsibility_of(matter: Matter) -> Subject:
    """责任清单, once there is an item."""
    items = list(work.items_of(matter))
    if not items:
        raise Http404
    at = max(each.settled_at or each.done_at or each.claimed_at or each.set_at for each in items)
    return of_matters.of_matter(matter, "responsibility", matter.pk, at, partial(_responsibility, matter, items))


def _responsibility(matter: Matter, items: list[WorkItem]) -> facts.Responsibility:
    told = of_matters.matter_facts(matter)
    return facts.Responsibility(told.place, told.title or told.number, tuple(map(item_facts, items)), told.number)


def claim_of(item: WorkItem) -> Subject:
    """认领单, once a unit has it."""
    if item.lead is None or item.claimed_at is None:
        raise Http404
    made = partial(_claim, item)
    return of_matters.of_matter(item.matter, "claim", item.pk, item.claimed_at, made)


def _claim(item: WorkItem) -> facts.Claim:
    return facts.Claim(of_matters.matter_facts(item.matter), item_facts(item))


def order_of(order: SupervisionOrder) -> Subject:
    """督办单."""
    return of_matters.of_matter(order.matter, "order", order.pk, order.issued_at, partial(_order, order))


def _order(order: SupervisionOrder) -> facts.Order:
    told = of_matters.matter_facts(order.matter)
    return facts.Order(
        told, order.item.title if order.item else "", orders.name_of(order.level), told.place,
        str(order.organisation) if order.organisation else told.place, order.over, order.deadline.due_on, order.due_on,
        order.reason, local_day(order.issued_at), order.answer,
        local_day(order.answered_at) if order.answered_at else None,
    )  # fmt: skip


def extension_of(asked: Extension) -> Subject:
    """延期申请表, with the decision once there is one."""
    at = asked.decided_at or asked.asked_at
    return of_matters.of_matter(asked.item.matter, "extension", asked.pk, at, partial(_extension, asked))


def _extension(asked: Extension) -> facts.Extension:
    decision = ""
    if asked.granted is not None:
        decision = _("More time was granted") if asked.granted else _("More time was not granted")
    return facts.Extension(
        of_matters.matter_facts(asked.item.matter), item_facts(asked.item), asked.to_on, asked.reason,
        asked.asked_by.called, local_day(asked.asked_at), decision, asked.answer,
        asked.decided_by.called if asked.decided_by else "",
        local_day(asked.decided_at) if asked.decided_at else None,
    )  # fmt: skip


def returned_of(item: WorkItem) -> Subject:
    """退回单 of the unit that gave an item back last."""
    given = [each for each in item.holdings.all() if each.returned_at]
    if not given or given[-1].returned_at is None:
        raise Http404
    last, told = given[-1], of_matters.matter_facts
    day = local_day(given[-1].returned_at)

    def made() -> facts.Returned:
        return facts.Returned(told(item.matter), item_facts(item), str(last.organisation), last.ground, day)

    return of_matters.of_matter(item.matter, "return", item.pk, given[-1].returned_at, made)


def scorecard_of(promise: Commitment, on: date | None = None) -> Subject:
    """承诺兑现情况 on a day, today when none is named; a promise belongs to no one matter."""
    day = on or local_day(timezone.now())
    place = community_of(promise.place) or promise.place
    return Subject("scorecard", f"scorecard:{promise.pk}", place, None, day, partial(_scorecard, promise, day))


def _scorecard(promise: Commitment, on: date) -> facts.Scorecard:
    card = scorecard(promise, on)
    place = community_of(promise.place) or promise.place
    lines = tuple(
        (
            each.item.title if each.public else each.item.matter.number, each.chip.words, day_text(each.due),
            "".join(each.because),
        )
        for each in scorecards.shown(card)
    )  # fmt: skip
    counts = tuple((each.chip.words, each.n) for each in scorecards.counted(card.counts))
    return facts.Scorecard(
        place.name, str(promise.organisation), promise.officer.called, promise.text, promise.to_whom, promise.occasion,
        promise.promised_on, promise.due_on, on, (on - promise.promised_on).days, counts, lines,
    )  # fmt: skip
