"""Conversations and their statements: which are open, which a voice has not met yet, what became of them."""

import random
from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.http import Http404

from bandeng.core.refusal import Refusal
from bandeng.core.text.ngrams import most_alike
from bandeng.opinions.models import Arrival, Conversation, Moderation, Reaction, Statement, Voice
from bandeng.people.acting import Actor
from bandeng.places.models import Place

OPENERS = frozenset({"secretary", "convener", "social_worker"})
"""Who asks a neighbourhood a question, and ends the asking."""

MODERATORS = OPENERS | {"community_staff"}
"""Who lets statements in, or keeps them out with a reason everybody may read."""

ANSWERERS = frozenset({"secretary", "convener"})
"""Who says what became of a statement."""

MOST_WAITING = 5
"""So many statements of one voice may wait to be read."""


def open_at(place: Place, on: date) -> QuerySet[Conversation]:
    """The conversations of a place and below that take reactions on a day, the newest first."""
    here = Conversation.objects.filter(place__path__startswith=place.path, closed_at=None)
    return here.filter(Q(closes_on=None) | Q(closes_on__gte=on)).order_by("-opened_at", "-pk")


def all_at(paths: Sequence[str]) -> QuerySet[Conversation]:
    """Every conversation under these paths, open ones first, with how many statements wait."""
    here = Q(pk__in=[])
    for path in paths:
        here |= Q(place__path__startswith=path)
    waiting = Statement.objects.filter(conversation=OuterRef("pk"), state=Moderation.WAITING).order_by()
    heard = Voice.objects.filter(conversation=OuterRef("pk")).order_by().values("conversation")
    return (
        Conversation.objects.filter(here)
        .select_related("place", "matter")
        .annotate(waiting=Subquery(waiting.values("conversation").annotate(n=Count("pk")).values("n")))
        .annotate(heard=Subquery(heard.annotate(n=Count("pk")).values("n")))
        .order_by("closed_at", "-opened_at", "pk")
    )


def visible(pk: UUID) -> Conversation:
    """A conversation; all are public, unless their matter is sealed. Raises Http404."""
    found = Conversation.objects.select_related("place", "matter").filter(pk=pk).first()
    if found is None or (found.matter and found.matter.sealed):
        raise Http404
    return found


def locked(conversation: Conversation | UUID) -> Conversation:
    """The same, or the one of an id, read again under a lock; for actions."""
    pk = conversation.pk if isinstance(conversation, Conversation) else conversation
    return Conversation.objects.select_for_update(of=("self",)).select_related("place", "matter").get(pk=pk)


def is_open(conversation: Conversation, on: date) -> bool:
    """Whether it takes reactions on a day."""
    return conversation.closed_at is None and (conversation.closes_on is None or conversation.closes_on >= on)


def arrival_of(conversation: Conversation) -> Arrival | None:
    """What of a file is still on its way here; only what is laid and how much there is. No query for most."""
    if not conversation.source:
        return None
    return Arrival.objects.filter(conversation=conversation).defer("rows").first()


def roles_in(actor: Actor, conversation: Conversation) -> frozenset[str]:
    """What somebody is for a conversation: their roles at its place. No query."""
    return actor.roles_at(conversation.place)


def need_open(conversation: Conversation, on: date) -> None:
    """Raises Refusal "conversation_closed"."""
    if not is_open(conversation, on):
        raise Refusal("conversation_closed")


def next_statement(
    conversation: Conversation, voice: Voice | None, priority: Mapping[int, float], draw: random.Random
) -> tuple[Statement | None, int, int]:
    """A statement this voice has not met, drawn in proportion to its priority; how many it has met, of how many.

    priority   statement number to weight; a statement without one weighs 1
    """
    there = list(conversation.statements.filter(state=Moderation.IN).order_by("number"))
    met = set(Reaction.objects.filter(voice=voice).values_list("statement", flat=True)) if voice else set()
    unmet = [each for each in there if each.pk not in met]
    if not unmet:
        return None, len(there), len(there)
    weights = [priority.get(each.number, 1.0) for each in unmet]
    chosen = draw.choices(unmet, weights)[0] if sum(weights) > 0 else draw.choice(unmet)
    return chosen, len(there) - len(unmet), len(there)


def alike(conversation: Conversation, words: str, *, most: int = 3) -> list[Statement]:
    """Statements that may be read and say much the same, the most alike first."""
    there = {each.pk: each for each in conversation.statements.filter(state=Moderation.IN)}
    found = most_alike(words, [(each.pk, each.text) for each in there.values()], least=0.45, most=most)
    return [there[pk] for pk, _ in found]


def mine(conversation: Conversation, mark: str) -> QuerySet[Statement]:
    """What the holder of a mark said themself, whether it may be read yet or not."""
    return conversation.statements.filter(mark=mark).order_by("number") if mark else Statement.objects.none()


def with_matters(found: QuerySet[Statement]) -> QuerySet[Statement]:
    """With the matters they went to, and what these need to say how they stand."""
    return found.select_related("taken_to__process").prefetch_related("taken_to__ratings", "taken_to__milestones")


def fates_for(conversation: Conversation, voice: Voice | None) -> list[tuple[Statement, int]]:
    """Each statement a voice reacted to, with the reaction that counts, those something became of first."""
    if voice is None:
        return []
    last = dict(Reaction.objects.filter(voice=voice).order_by("number").values_list("statement", "value"))
    found = with_matters(conversation.statements.filter(pk__in=last))
    return [(each, last[each.pk]) for each in sorted(found, key=lambda each: (each.became_at is None, each.number))]
