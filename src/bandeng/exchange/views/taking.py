"""A case is taken over, or comes from a file of another site."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from bandeng.exchange import actions, forms, queries
from bandeng.exchange.models import CaseUse, SolvedCase
from bandeng.exchange.views.acting import acted, need, to_case, to_draft
from bandeng.shell.acting import opened
from bandeng.shell.http import Request


@login_required
@never_cache
def use(request: Request, pk: UUID) -> HttpResponse:
    """Take a case over: its process and the wording of its papers."""
    need(request, queries.WRITERS)
    row = queries.case(pk)
    places = queries.places_for(request.actor)
    form = opened(request, forms.Use, places=[(each.pk, each.name) for each in places])

    def do(told: dict[str, Any]) -> CaseUse:
        place = next((each for each in places if each.pk == told["place"]), None)
        if place is None:
            raise Http404
        return actions.use_case(
            place=place, case=row, actor=request.actor, at=timezone.now(), once=form.cleaned_data["once"]
        )

    return acted(
        request, form, _("Use this process and these papers"), do, lambda done: to_case(row), said=_taken,
        back=to_case(row), lead=row.title,
    )  # fmt: skip


def _taken(done: CaseUse) -> str:
    return {
        "followed": _("New matters follow its process from now on. Its papers were taken over."),
        "draft": _(
            "Its process lies on your desk as a draft: look at it, then publish it. Its papers were taken over."
        ),
        "already": _("New matters follow its process already. Its papers were taken over."),
    }.get(done.process, _("It stands."))  # fmt: skip


@login_required
@never_cache
def bring(request: Request) -> HttpResponse:
    """Read the file of a case from another site."""
    need(request, queries.WRITERS)
    places = queries.places_for(request.actor)
    form = opened(request, forms.Bring, places=[(each.pk, each.name) for each in places])

    def do(told: dict[str, Any]) -> SolvedCase:
        place = next(each for each in places if each.pk == told["place"])
        return actions.bring_case(
            data=told["file"].read(), place=place, actor=request.actor, at=timezone.now(),
            once=form.cleaned_data["once"],
        )  # fmt: skip

    return acted(
        request, form, _("Bring a case from a file"), do, to_draft, back=reverse("exchange:mine"), file=True,
        lead=_("It becomes a draft here. Somebody else looks at it before everybody reads it."),
    )  # fmt: skip
