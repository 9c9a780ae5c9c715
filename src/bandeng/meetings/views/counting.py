"""How many people live on the ground floor of a building, how many are over 60: counted by who knows it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from bandeng.core.deadline import local_day
from bandeng.core.refusal import Refusal
from bandeng.meetings import actions, forms, queries
from bandeng.meetings.models import Counted
from bandeng.meetings.views.acting import acted
from bandeng.shell.http import Request

MOST_SHOWN = 500


@login_required
@never_cache
def counts(request: Request) -> HttpResponse:
    """The reader's buildings with what was counted there, by whom and when; and a new count."""
    if request.actor.all_roles.isdisjoint(queries.COUNTERS):
        raise Refusal("not_your_turn", needs=sorted(queries.COUNTERS))
    here = queries.buildings_of(request.actor)
    buildings = list(here[:MOST_SHOWN])
    form = forms.Count(
        request.POST if request.method == "POST" else None, initial={"on": local_day(timezone.now()), "n": "", "of": ""}
    )
    form.offer("place", forms.places_of(buildings))

    def do() -> object:
        told = form.told()
        code = told.pop("place")
        place = next(each for each in buildings if each.pk == code)
        return actions.count_group(
            place=place, actor=request.actor, at=timezone.now(), once=form.cleaned_data["once"], **told
        )

    found = queries.newest(here)
    groups = [(group, str(group.label)) for group in Counted]
    rows = [(each, [(name, found.get((each.pk, group))) for group, name in groups]) for each in buildings]
    page = reverse("meetings:counts")
    return acted(
        request, form, _("Who lives in our buildings"), do, back=page, context={"rows": rows},
        template="meetings/counts.html",
    )  # fmt: skip
