"""Watch: promises and dates, overdue first; who is pressed for an answer; answers and ratings; what was not solved."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from bandeng.commitments import orders, scorecards
from bandeng.commitments.queries import promises, supervision
from bandeng.core.deadline import local_day
from bandeng.desk import queries
from bandeng.desk.views.standing import community_or_404, speak
from bandeng.matters import queries as matters
from bandeng.shell.http import Request

SHOWN, MOST = 20, 5
"""Lines of what is late and what is promised; lines of each other part, which has a page of its own."""


@require_safe
def watch(request: Request, code: str) -> HttpResponse:
    """Promises and dates, overdue first; orders; replies and ratings; what was not solved; figures and the ledger."""
    place = community_or_404(code)
    speak(request, place, "watch")
    now = timezone.now()
    on = local_day(now)
    standing = supervision.standing_orders(place)
    context = {
        "place": place, "figures": matters.endings(place, on=on), "kept": queries.kept_this_month(place, now),
        "late": queries.with_lamps(queries.overdue_items(place, on)[:SHOWN], now),
        "promised": queries.with_lamps(queries.promised(place, on)[:SHOWN], now),
        "promises": scorecards.rows(promises.running(place, on)[:MOST], on),
        "promises_kept": promises.kept(promises.of_place(place)),
        "orders": orders.rows(standing[:MOST], request.actor, on), "orders_n": standing.count(),
        "answered": queries.answered(place, now, most=MOST),
        "unsolved": queries.as_rows(list(queries.not_solved(place, now)[:MOST]), now), "as_of": now,
    }  # fmt: skip
    return render(request, "desk/watch.html", context)
