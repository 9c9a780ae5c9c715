"""What can be done with an item, each on a page of its own: one click from the list."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.cache import never_cache

from bandeng.commitments import actions, forms, queries
from bandeng.commitments.models import Extension, WorkItem
from bandeng.commitments.views.acting import acted, item_for, opened
from bandeng.core.deadline import local_day
from bandeng.matters import queries as matters
from bandeng.matters.views.acting import Page
from bandeng.matters.views.receipts import raising_or_404
from bandeng.people.models import Duty, Organisation, Person
from bandeng.people.queries import living
from bandeng.shell.http import Request

CLAIM = Page(
    lazy("Take it on"), lazy("Take it on"), done=lazy("Taken on. The date stands on the matter's page for everybody."),
    lead=lazy("From now on this unit answers for it, with a date that everybody can see."),
)  # fmt: skip
PROGRESS = Page(lazy("How it goes"), lazy("Send it"), done=lazy("Noted. Everybody can follow it."))
DONE = Page(
    lazy("It is done"), lazy("Report it done"), done=lazy("Reported. Somebody else looks whether it is true."),
    lead=lazy("Show it with a picture, or name a document. Somebody else looks then; only they can say it is solved."),
)  # fmt: skip
CHECK = Page(
    lazy("Look whether it is true"), lazy("Say what you saw"), done=lazy("Noted. Thank you for looking."),
    lead=lazy("You look for everybody: go there, and say what you saw."),
)  # fmt: skip
EXTEND = Page(
    lazy("Ask for more time"), lazy("Ask for it"), done=lazy("Asked. Somebody else decides."),
    lead=lazy("Somebody else decides. The first date stays beside the new one, for everybody to see."),
)  # fmt: skip
DECIDE = Page(lazy("Decide on more time"), lazy("Send the decision"), done=lazy("Decided; the raisers are told."))
RETURN = Page(
    lazy("Give it back"), lazy("Give it back"), done=lazy("Given back. Its clock runs on while it waits for a unit."),
    lead=lazy("Only when the law or your duty list says that it is another's, and only once."),
)  # fmt: skip
DROP = Page(
    lazy("It will not be done"), lazy("Say so openly"), done=lazy("Noted, with the reason, for everybody to read."),
    lead=lazy("It stays on the matter's page with its reason. It never counts as solved."),
)  # fmt: skip
HAND_OVER = Page(lazy("Hand it over"), lazy("Hand it over"), done=lazy("It was handed over."))


def _units(request: Request, item: WorkItem) -> Sequence[Organisation]:
    """The reader's own units; all that can be chosen, for who settles responsibility."""
    found = list(queries.candidates(item.matter))
    own = Organisation.objects.filter(pk__in=queries.units_of(request.actor)).select_related("place")
    if not queries.ASSIGNERS.isdisjoint(request.actor.roles_at(item.matter.place)):
        return list(dict.fromkeys([*found, *own]))
    staff = [unit for unit in found if queries.works_for(request.actor, unit)]
    return list(dict.fromkeys([*own, *staff]))


@login_required
@never_cache
def claim(request: Request, pk: UUID) -> HttpResponse:
    """A unit takes it on, and says until when."""
    item = item_for(request, pk, "claim")
    units = _units(request, item)
    form = opened(request, forms.Claim, item.version, organisation=str(units[0].pk) if len(units) == 1 else "")
    form.offer("organisation", forms.unit_choices(units, None if len(units) == 1 else lazy("Please choose one.")))
    if queries.ASSIGNERS.isdisjoint(request.actor.roles_at(item.matter.place)):
        form.fields.pop("how")
    elif not any(each.returned_at for each in item.holdings.all()):
        form.offer("how", forms.HOWS[:2])
    if not any(queries.outside_duty(unit, item.matter.category) for unit in units):
        form.fields.pop("accept_outside")

    def do(item: WorkItem, told: dict[str, Any]) -> None:
        told["organisation"] = next(unit for unit in units if str(unit.pk) == told["organisation"])
        actions.claim(item=item, actor=request.actor, at=timezone.now(), **told)

    return acted(request, item, form, CLAIM, do)


@login_required
@never_cache
def progress(request: Request, pk: UUID) -> HttpResponse:
    """A word on how it goes, with a picture."""
    item = item_for(request, pk, "progress")

    def do(item: WorkItem, told: dict[str, Any]) -> None:
        actions.progress(item=item, actor=request.actor, at=timezone.now(), **told)

    return acted(request, item, opened(request, forms.Progress, item.version), PROGRESS, do)


@login_required
@never_cache
def done(request: Request, pk: UUID) -> HttpResponse:
    """It is done, and this shows it."""
    item = item_for(request, pk, "done")

    def do(item: WorkItem, told: dict[str, Any]) -> None:
        actions.done(item=item, actor=request.actor, at=timezone.now(), **told)

    return acted(request, item, opened(request, forms.Done, item.version), DONE, do)


@login_required
@never_cache
def check(request: Request, pk: UUID) -> HttpResponse:
    """Somebody else looked."""
    item = item_for(request, pk, "check")

    def do(item: WorkItem, told: dict[str, Any]) -> None:
        actions.check(item=item, actor=request.actor, at=timezone.now(), **told)

    return acted(request, item, opened(request, forms.Check, item.version), CHECK, do)


@never_cache
def check_by_receipt(request: Request, code: str, pk: UUID) -> HttpResponse:
    """The holder of a receipt looked: a raiser needs no account to say whether it is true (I2)."""
    raising = raising_or_404(request, code)
    request.actor = matters.receipt_actor(raising, request.actor)
    item = queries.visible_item(request.actor, pk)
    if item.matter_id != raising.matter_id:
        raise Http404
    item = item_for(request, pk, "check")

    def do(item: WorkItem, told: dict[str, Any]) -> None:
        actions.check(item=item, actor=request.actor, at=timezone.now(), **told)

    form = opened(request, forms.Check, item.version, next=reverse("matters:receipt", args=[code]))
    return acted(request, item, form, CHECK, do, {"layout": "shell/public.html"})


@login_required
@never_cache
def extend(request: Request, pk: UUID) -> HttpResponse:
    """Ask for more time."""
    item = item_for(request, pk, "extend")

    def do(item: WorkItem, told: dict[str, Any]) -> None:
        actions.ask_extension(item=item, actor=request.actor, at=timezone.now(), **told)

    return acted(request, item, opened(request, forms.Extend, item.version), EXTEND, do)


@login_required
@never_cache
def decide_extension(request: Request, pk: UUID, extension: UUID) -> HttpResponse:
    """Grant more time, or not."""
    item = item_for(request, pk, "decide")
    asked = get_object_or_404(Extension.objects.select_related("item__matter", "asked_by"), pk=extension, item=item)

    def do(item: WorkItem, told: dict[str, Any]) -> None:
        actions.decide_extension(extension=asked, actor=request.actor, at=timezone.now(), **told)

    return acted(request, item, opened(request, forms.Decide, item.version), DECIDE, do, {"asked": asked})


@login_required
@never_cache
def return_(request: Request, pk: UUID) -> HttpResponse:
    """Give it back, once, with the ground."""
    item = item_for(request, pk, "return")

    def do(item: WorkItem, told: dict[str, Any]) -> None:
        actions.return_item(item=item, actor=request.actor, at=timezone.now(), **told)

    return acted(request, item, opened(request, forms.Return, item.version), RETURN, do)


@login_required
@never_cache
def drop(request: Request, pk: UUID) -> HttpResponse:
    """It will not be done, and why."""
    item = item_for(request, pk, "drop")

    def do(item: WorkItem, told: dict[str, Any]) -> None:
        actions.drop(item=item, actor=request.actor, at=timezone.now(), **told)

    return acted(request, item, opened(request, forms.Drop, item.version), DROP, do)


@login_required
@never_cache
def hand_over(request: Request, pk: UUID) -> HttpResponse:
    """To a colleague in the unit."""
    item = item_for(request, pk, "hand_over")
    on = local_day(timezone.now())
    held = Duty.objects.filter(living(on), organisation=item.lead_id, organisation__isnull=False)
    colleagues = list(Person.objects.filter(pk__in=held.values("person")).order_by("pk"))
    colleagues = [one for one in colleagues if one.pk != item.officer_id]
    form = opened(request, forms.HandOver, item.version)
    form.offer("to", [(str(one.pk), one.called or one.name[:1] + "*") for one in colleagues])

    def do(item: WorkItem, told: dict[str, Any]) -> None:
        told["to"] = next((one for one in colleagues if str(one.pk) == told["to"]), None)
        if told["to"] is None:
            raise Http404
        actions.hand_over_item(item=item, actor=request.actor, at=timezone.now(), **told)

    return acted(request, item, form, HAND_OVER, do)
