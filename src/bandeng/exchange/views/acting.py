"""One form, one act: what the pages of this room share. Nothing typed is lost."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from bandeng.core.refusal import Refusal
from bandeng.exchange import queries
from bandeng.exchange.models import SolvedCase, State
from bandeng.places.models import Place
from bandeng.shell import acting
from bandeng.shell.fields import Act
from bandeng.shell.http import Request


def need(request: Request, roles: frozenset[str], place: Place | None = None) -> None:
    """Raises Refusal "not_your_turn" for somebody without one of these roles there, or anywhere."""
    held = request.actor.roles_at(place) if place else request.actor.all_roles
    if request.actor.by_card or held.isdisjoint(roles):
        raise Refusal("not_your_turn", needs=sorted(roles))


def waiting(request: Request, pk: UUID) -> SolvedCase:
    """A draft, as long as it is one. Raises Http404; Refusal "case_decided"."""
    row = queries.draft(pk, request.actor)
    if row.state != State.DRAFT:
        raise Refusal("case_decided")
    return row


def to_draft(row: SolvedCase) -> str:
    """The page where a draft is looked at."""
    return reverse("exchange:approve", args=[row.pk])


def to_case(row: SolvedCase) -> str:
    """The page of a case, for everybody."""
    return reverse("exchange:case", args=[row.pk])


def on(row: SolvedCase, act: Callable[..., SolvedCase], form: Act, request: Request) -> Callable[..., SolvedCase]:
    """The act on a case, as the form asks for it: by the reader, now, on the version that was shown, once."""

    def do(told: dict[str, Any]) -> SolvedCase:
        carried = {name: form.cleaned_data[name] for name in ("version", "once")}
        return act(case=row, actor=request.actor, at=timezone.now(), **told, **carried)

    return do


def acted(
    request: Request, form: Act, title: str, do: Callable[[dict[str, Any]], Any], after: Callable[[Any], str], *,
    back: str, template: str = "exchange/act.html", said: Callable[[Any], str] | None = None, **more: Any,
) -> HttpResponse:  # fmt: skip
    """The page of an act, or what follows once it is done.

    do      called with what was asked for; a Refusal becomes the form's own words
    after   where to go, from what `do` returned; `said` what is told there
    """
    context = {"title": title, "back": back, **more}
    return acting.acted(request, form, lambda: do(form.told()), after, template, context, said=said)
