"""Replying: the official word to everybody who raised it, a letter to one, who was told and how, slips to carry."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.cache import never_cache

from bandeng.core.deadline import local_day
from bandeng.matters import actions, queries, showing
from bandeng.matters.actions.replies import REPLIERS
from bandeng.matters.forms import staff as forms
from bandeng.matters.models import Kind, Matter, Raising, Reach, Reply
from bandeng.matters.queries.receipts import receipt_codes
from bandeng.matters.queries.replies import DELIVERERS
from bandeng.matters.views.acting import Page, acted, opened, shown, staff_matter
from bandeng.matters.views.speaking import speak_for
from bandeng.people.masking import mask_name
from bandeng.places.queries import community_of
from bandeng.records.acts import ERASED
from bandeng.shell.http import Request
from bandeng.shell.words import word

REPLY = Page(
    lazy("Reply"), lazy("Send the reply"), template="matters/reply.html",
    done=lazy("The reply was given. Below stands who has it, and whom somebody has to tell."),
)  # fmt: skip
DELIVER = Page(lazy("Tell them at the door"), lazy("Keep it"), template="matters/deliver.html", done=lazy("Noted."))


@login_required
@never_cache
def reply(request: Request, pk: UUID) -> HttpResponse:
    """Write the reply; before it goes, see who gets it and how."""
    matter = queries.visible_matter(request.actor, pk)
    now = queries.standing(matter)
    step = now.process.step(now.step) if now.step else None
    by = (step.by if step else frozenset()) | REPLIERS
    matter = staff_matter(request, pk, by - {"raiser"})
    final = bool(step and step.replies and queries.without_final(matter).exists())
    form = opened(request, forms.Reply, matter, kind=Kind.FINAL if final else Kind.INTERIM, appeal=appeal_of(matter))
    kinds = [kind for kind in Kind.choices if kind[0] != Kind.RECEIPT and (final or kind[0] != Kind.FINAL)]
    form.offer("kind", kinds)
    kind = str(form["kind"].value() or "")
    to = _receivers(request, matter, kind)
    context = {
        "to": to, "held_up": held_up(matter, now) if final else [],
        "preview": request.method == "POST" and "look" in request.POST and form.is_valid(),
    }  # fmt: skip
    if context["preview"]:
        return shown(request, matter, form, REPLY, context)

    def do(told: dict[str, Any]) -> None:
        letters = {row.pk: letter for row, _name, letter in to if letter.strip()}
        actions.reply(matter=matter, letters=letters, actor=request.actor, at=timezone.now(), **told)

    return acted(request, matter, form, REPLY, do, context=context, after=reverse("matters:replies", args=[matter.pk]))


def appeal_of(matter: Matter) -> str:
    """Where to turn, in the community's own words."""
    place = community_of(matter.place)
    return _("Call the community (%(phone)s), or 12345.") % {"phone": place.phone} if place and place.phone else ""


def held_up(matter: Matter, now: queries.Standing) -> list[str]:
    """What holds the final reply up, in words."""
    found = [word(fact) for fact in sorted(now.process.needs(now.step or "") - now.facts - {"replies_final"})]
    if queries.unanswered_dissents(matter):
        found.append(_("an answer to each view that differed"))
    if now.open_tracks:
        found.append(_("open work or an open danger"))
    return found


def _receivers(request: Request, matter: Matter, kind: str) -> list[tuple[Raising, str, str]]:
    """Who gets it: the raising, masked name, the letter typed so far."""
    rows = queries.without_final(matter) if kind == Kind.FINAL else matter.raisings.filter(withdrawn_at=None)
    return [(row, named(row), request.POST.get(f"letter-{row.pk}", "")) for row in rows.order_by("raised_at", "pk")]


def named(raising: Raising) -> str:
    """A raiser as a list calls them: masked."""
    name = "" if raising.name == ERASED else mask_name(raising.name)
    return name or _("no name given")


@login_required
@never_cache
def replies(request: Request, pk: UUID) -> HttpResponse:
    """Who was told what, how, and whom somebody has to tell; the text for a group; the slips."""
    matter = staff_matter(request, pk, queries.HANDLERS | REPLIERS | {"supervisor"})
    rows = matter.replies.exclude(kind=Kind.RECEIPT).select_related("raising", "by").prefetch_related("deliveries")
    found = list(rows.order_by("-at", "pk"))
    link = request.build_absolute_uri(reverse("matters:detail", args=[matter.pk]))
    for row in found:
        row.matter = matter
    newest = found[0] if found else None
    told = [row for row in found if newest and (row.at, row.kind) == (newest.at, newest.kind)]
    context = {
        "matter": matter, "rows": [(row, named(row.raising), queries.status_of(row)) for row in told],
        "earlier": len({(row.at, row.kind) for row in found}) - 1, "newest": showing.reply(newest) if newest else None,
        "group": queries.wechat_text(newest, link=link) if newest else "",
        "reached": sum(queries.status_of(row) == "delivered" for row in told),
    }  # fmt: skip
    return render(request, "matters/replies.html", context)


@login_required
@never_cache
def slips(request: Request, pk: UUID) -> HttpResponse:
    """A slip for each raiser who is told on paper or at the door."""
    matter = staff_matter(request, pk, DELIVERERS)
    newest = matter.replies.order_by("-at", "-pk").first()
    rows = matter.replies.filter(at=newest.at) if newest else matter.replies.none()
    rows = rows.exclude(raising__reach=Reach.PAGE).select_related("raising__matter", "matter")
    return render(request, "matters/slips.html", {"matter": matter, "slips": slips_of(request, rows.order_by("pk"))})


def slips_of(request: Request, rows: Iterable[Reply]) -> list[dict[str, str]]:
    """A slip for each reply: its text, the receipt's address for the picture; two queries more."""
    found = list(rows)
    codes = receipt_codes([row.raising for row in found])
    return [_slip(request, row, codes.get(row.raising_id, "")) for row in found]


def _slip(request: Request, row: Reply, code: str) -> dict[str, str]:
    if not code:
        return {"text": queries.slip_text(row, code="–", link=""), "address": ""}
    address = request.build_absolute_uri(reverse("matters:receipt", args=[code]))
    return {"text": queries.slip_text(row, code=f"{code[:5]}-{code[5:]}", link=address), "address": address}


@login_required
@never_cache
def deliver(request: Request, pk: UUID) -> HttpResponse:
    """Tick that somebody was told, or that it was tried."""
    row = get_object_or_404(Reply.objects.select_related("matter__place", "raising__person__place"), pk=pk)
    may_carry(request, row)
    matter = row.matter
    speak_for(request, matter.place)
    form = opened(
        request, forms.Deliver, matter, on=local_day(timezone.now()),
        mode=row.raising.reach if row.raising.reach != Reach.PAGE else Reach.VISIT,
    )  # fmt: skip

    def do(told: dict[str, Any]) -> None:
        told.pop("version")
        actions.deliver(reply=row, actor=request.actor, at=timezone.now(), **told)

    context = {"reply": row, "said": showing.reply(row, letter=True), "name": named(row.raising),
               "tries": row.deliveries.order_by("at", "pk")}  # fmt: skip
    return acted(request, matter, form, DELIVER, do, context=context)


def may_carry(request: Request, row: Reply) -> None:
    """Only who may hand it over reads it: raises Http404 for others."""
    actor, home = request.actor, row.raising.person.place if row.raising.person else None
    roles = actor.roles_at(row.matter.place) | (actor.roles_at(home) if home else frozenset())
    may = DELIVERERS & queries.SEALED_HANDLERS if row.matter.sealed else DELIVERERS
    if may.isdisjoint(roles) and row.raising.proxy_id != actor.id:
        raise Http404
