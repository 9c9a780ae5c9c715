"""The health of a site, for its system administrator: what failed, what waits, what nobody can move."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

import bandeng
from bandeng.core.deadline import local_day
from bandeng.core.refusal import Refusal
from bandeng.matters import queries as matters
from bandeng.matters.showing import in_words
from bandeng.records.health import daily_runs, failed_jobs
from bandeng.shell import health
from bandeng.shell.http import Request
from bandeng.shell.words import listed

MOST = 50


@never_cache
@login_required
@require_safe
def show(request: Request) -> HttpResponse:
    """Every sign with its count, failed jobs, daily work, and the matters that wait for a role nobody holds."""
    if request.actor.by_card or "system_admin" not in request.actor.all_roles:
        raise Refusal("not_allowed")
    now = timezone.now()
    stuck = [
        (
            each.matter,
            in_words(matters.read_process(each.matter.process).step(each.step).name),
            listed(list(each.needs)),
        )
        for each in matters.stuck(local_day(now), most=MOST)
    ]
    context = {
        "signs": health.signs(now), "failed": failed_jobs(), "daily": daily_runs(now), "stuck": stuck,
        "version": bandeng.__version__,
    }  # fmt: skip
    return render(request, "desk/health.html", context)
