"""A conversation as openData files, so that it may go to any program that reads them, and anybody can work the map out.

Participants are numbers within this conversation; who they are is known to nobody, not even by these numbers elsewhere.
"""

import csv
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import StreamingHttpResponse
from django.views.decorators.cache import never_cache

from bandeng.core.refusal import Refusal
from bandeng.opinions import queries
from bandeng.opinions.models import Conversation, Moderation, Reaction
from bandeng.opinions.queries.reactions import counts_of
from bandeng.shell.http import Request
from bandeng.shell.sheets import harmless

READERS = queries.MODERATORS | {"auditor", "supervisor", "oversight_member"}


def _told(request: Request, pk: UUID) -> Conversation:
    conversation = queries.visible(pk)
    if queries.roles_in(request.actor, conversation).isdisjoint(READERS):
        raise Refusal("not_your_turn", needs=sorted(READERS))
    return conversation


@login_required
@never_cache
def votes(request: Request, pk: UUID) -> StreamingHttpResponse:
    """votes.csv: timestamp, datetime, comment-id, voter-id, vote (+1 agree)."""
    conversation = _told(request, pk)
    rows = Reaction.objects.filter(conversation=conversation).order_by("number")
    told = rows.values_list("at", "statement__number", "voice__number", "value").iterator()
    lines = ((*_moment(at), tid, pid, value) for at, tid, pid, value in told)
    return _csv("votes.csv", ("timestamp", "datetime", "comment-id", "voter-id", "vote"), lines)


@login_required
@never_cache
def comments(request: Request, pk: UUID) -> StreamingHttpResponse:
    """comments.csv: with counts, moderation (1 in, 0 waiting, -1 out) and text; authors are nobody's numbers."""
    conversation = _told(request, pk)
    counts = counts_of(conversation)
    kept = {Moderation.IN: 1, Moderation.WAITING: 0, Moderation.OUT: -1}
    lines = (
        (
            *_moment(each.made_at), each.number, 0, counts.get(each.number, (0, 0))[0],
            counts.get(each.number, (0, 0))[1], kept[Moderation(each.state)],
            harmless(each.text if each.state == Moderation.IN else ""),
        )
        for each in conversation.statements.order_by("number")
    )  # fmt: skip
    head = ("timestamp", "datetime", "comment-id", "author-id", "agrees", "disagrees", "moderated", "comment-body")
    return _csv("comments.csv", head, lines)


def _moment(at: datetime) -> tuple[int, str]:
    return int(at.timestamp() * 1000), at.isoformat()


class _Echo:
    def write(self, value: str) -> str:
        return value


def _csv(name: str, head: Iterable[str], lines: Iterable[tuple[Any, ...]]) -> StreamingHttpResponse:
    writer = csv.writer(_Echo())

    def told() -> Iterator[str]:
        yield writer.writerow(head)
        for line in lines:
            yield writer.writerow(line)

    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(told(), content_type="text/csv; charset=utf-8", headers=headers)
