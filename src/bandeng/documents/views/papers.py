"""Papers by the key of what they are made from; those of a receipt; a place's monthly report."""

from calendar import monthrange
from datetime import date
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from bandeng.core.deadline import local_day
from bandeng.documents import queries
from bandeng.documents.views.files import answer
from bandeng.matters.views.receipts import raising_or_404
from bandeng.matters.views.speaking import speak_for
from bandeng.places.queries import by_code, community_of
from bandeng.shell.http import Request


@require_safe
@never_cache
def paper(request: Request, kind: str, pk: UUID | str, fmt: str) -> HttpResponse:
    """A paper for whoever may have it."""
    subject = queries.load(kind, request.actor, pk)
    speak_for(request, subject.place)
    return answer(subject, fmt)


@require_safe
@never_cache
def receipt(request: Request, code: str, fmt: str) -> HttpResponse:
    """The receipt, for whoever holds it."""
    return answer(queries.receipt_of(raising_or_404(request, code)), fmt)


@require_safe
@never_cache
def own_reply(request: Request, code: str, pk: UUID, fmt: str) -> HttpResponse:
    """A reply letter, for whoever holds the receipt."""
    return answer(queries.own_reply(raising_or_404(request, code), pk), fmt)


@require_safe
def monthly(request: Request, code: str, fmt: str) -> HttpResponse:
    """A month's figures, for everybody; `?month=2026-02`, otherwise the last whole month."""
    found = by_code(code)
    if found is None:
        raise Http404
    place = community_of(found) or found
    speak_for(request, place, "watch")
    today = local_day(timezone.now())
    first, last = _month(request.GET.get("month", ""), today)
    return answer(queries.monthly_of(place, first, last, today), fmt)


def _month(asked: str, today: date) -> tuple[date, date]:
    """First and last day of a month as "2026-02". Raises Http404 for what is no month, or has not begun."""
    if not asked:
        last = date.fromordinal(today.replace(day=1).toordinal() - 1)
        return last.replace(day=1), last
    try:
        first = date.fromisoformat(f"{asked}-01")
    except ValueError:
        raise Http404 from None
    if first > today or first.year < 2000:
        raise Http404
    return first, first.replace(day=monthrange(first.year, first.month)[1])
