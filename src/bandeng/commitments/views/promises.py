"""Promises at the desk: noting one over many items in one screen, the unit's own word, letting one grow."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.cache import never_cache

from bandeng.commitments import actions, scorecards
from bandeng.commitments.forms import promises as forms
from bandeng.commitments.models import Commitment, PromiseState, WorkItem
from bandeng.commitments.queries import promises as queries
from bandeng.commitments.queries.scorecard import scorecard
from bandeng.core.deadline import local_day
from bandeng.core.refusal import Refusal
from bandeng.matters.views.acting import Page, onward
from bandeng.matters.views.speaking import speak_for
from bandeng.people.models import Organisation
from bandeng.places.models import Place
from bandeng.places.queries import by_code, community_of
from bandeng.shell.fields import Act, Choices, new_once
from bandeng.shell.http import Request
from bandeng.shell.paging import paged
from bandeng.shell.refusals import into

MAKE = Page(
    lazy("Note a promise"), lazy("Note it"), done=lazy("Noted. It counts once the unit has confirmed it."),
    lead=lazy("Who promised what, by when. The unit confirms it itself; its own day never moves afterwards."),
)  # fmt: skip
ANSWER = Page(
    lazy("Does your unit promise this?"), lazy("Send our word"), done=lazy("Noted. Everybody can read it."),
    lead=lazy("It becomes a promise by your word alone. When its day is over, everybody sees how each item stands."),
)  # fmt: skip
GROW = Page(
    lazy("Promise more"), lazy("Put it under the promise"), done=lazy("Added. The day of the promise stays."),
    lead=lazy("More items can come under it until its day. The day itself never moves."),
)  # fmt: skip
WITHDRAW = Page(
    lazy("Take back what was noted"), lazy("Take it back"), done=lazy("Taken back. It stays to be seen, with why."),
    lead=lazy("For what was noted wrongly, until the unit has given its word. What it stands by is never taken back."),
)  # fmt: skip
MOST_OFFERED = 200


@login_required
@never_cache
def mine(request: Request) -> HttpResponse:
    """What waits for my unit's own word; then all promises of my units and places."""
    actor = request.actor
    waiting = list(queries.full(queries.waiting_for(actor)[:MOST_OFFERED]))
    page = paged(queries.full(queries.promises_of(actor)), request)
    makes = actor.places_with(*queries.MAKERS)
    context = {
        "waiting": waiting, "page": page, "rows": [(each, scorecards.state_of(each)) for each in page],
        "makes": bool(makes),
    }  # fmt: skip
    return render(request, "commitments/promises_mine.html", context)


@login_required
@never_cache
def make(request: Request) -> HttpResponse:
    """One screen: the items of one or several matters, who promised, what, by when."""
    place = _place_to_note(request)
    speak_for(request, place)
    found = _offered(place, request.GET.getlist("matter"))
    people = queries.promisers(_units(place, found), local_day(timezone.now()))
    today = local_day(timezone.now())
    form = _opened(request, forms.MakePromise, None, promised_on=today, items=_ticked(request, found))
    form.offer("items", _choices(found))
    form.offer("promiser", [("", _("Please choose one.")), *((_key(one), _named(one)) for one in people)])

    def do(told: dict[str, Any]) -> Commitment:
        told.pop("version")
        ticked, promiser = told.pop("items"), told.pop("promiser")
        chosen = [each for each in found if str(each.pk) in ticked]
        who = next((one for one in people if _key(one) == promiser), None)
        if who is None:
            raise Refusal("promiser_missing")
        return actions.make_promise(
            place=_common(chosen, place), items=chosen, organisation=who.unit, officer=who.officer,
            actor=request.actor, at=timezone.now(), **told,
        )  # fmt: skip

    context = {
        "place": place, "places": _below(request, place), "offered": len(found),
        "back": reverse("commitments:my_promises"),
    }  # fmt: skip
    return _acted(request, form, MAKE, do, context)


@login_required
@never_cache
def answer(request: Request, pk: UUID) -> HttpResponse:
    """The unit's own word: yes, or no and why."""
    promise = _promise(request, pk)
    if not queries.may_answer(request.actor, promise):
        raise Refusal("not_your_unit", unit=str(promise.organisation))
    if request.method != "POST" and promise.state != PromiseState.ASKED:
        raise Refusal("already_said", state=str(PromiseState(promise.state).label))
    form = _opened(request, forms.AnswerPromise, promise)

    def do(told: dict[str, Any]) -> Commitment:
        yes, reason = told.pop("word") == "yes", told.pop("reason")
        if yes:
            return actions.confirm_promise(promise=promise, actor=request.actor, at=timezone.now(), **told)
        return actions.decline_promise(
            promise=promise, reason=reason, actor=request.actor, at=timezone.now(), **told
        )  # fmt: skip

    return _acted(request, form, ANSWER, do, _known(promise))


@login_required
@never_cache
def withdraw(request: Request, pk: UUID) -> HttpResponse:
    """Whoever notes promises there takes one back that was noted wrongly."""
    promise = _promise(request, pk)
    if not queries.may_make(request.actor, promise.place):
        raise Refusal("not_allowed")
    if request.method != "POST" and promise.state != PromiseState.ASKED:
        raise Refusal("already_said", state=str(PromiseState(promise.state).label))
    form = _opened(request, forms.WithdrawPromise, promise)

    def do(told: dict[str, Any]) -> Commitment:
        return actions.withdraw_promise(promise=promise, actor=request.actor, at=timezone.now(), **told)

    return _acted(request, form, WITHDRAW, do, _known(promise))


@login_required
@never_cache
def grow(request: Request, pk: UUID) -> HttpResponse:
    """More items under it."""
    promise = _promise(request, pk)
    may = queries.may_answer(request.actor, promise)
    if not may and not (promise.state == PromiseState.ASKED and queries.may_make(request.actor, promise.place)):
        raise Refusal("not_your_unit", unit=str(promise.organisation))
    held = {line.item_id for line in promise.lines.all()}
    community = community_of(promise.place) or promise.place
    found = [
        each for each in queries.promisable(community)[:MOST_OFFERED]
        if each.pk not in held and each.lead_id in (None, promise.organisation_id)
    ]  # fmt: skip
    form = _opened(request, forms.Items, promise)
    form.offer("items", _choices(found))

    def do(told: dict[str, Any]) -> Commitment:
        told["items"] = [each for each in found if str(each.pk) in told["items"]]
        return actions.add_to_promise(promise=promise, actor=request.actor, at=timezone.now(), **told)

    return _acted(request, form, GROW, do, {**_known(promise), "offered": len(found)})


# --- what they share ---


def _promise(request: Request, pk: UUID) -> Commitment:
    found = queries.promise(pk)
    speak_for(request, found.place)
    return found


def _known(promise: Commitment) -> dict[str, Any]:
    card = scorecard(promise, local_day(timezone.now()))
    return {
        "promise": promise, "state": scorecards.state_of(promise), "lines": scorecards.shown(card),
        "within": scorecards.within(promise), "back": reverse("commitments:promise", args=[promise.pk]),
    }  # fmt: skip


def _place_to_note(request: Request) -> Place:
    """The place asked for, else the first where the reader notes promises. Raises PermissionDenied for all others."""
    codes = sorted(request.actor.places_with(*queries.MAKERS))
    if not codes:
        raise PermissionDenied
    asked = request.GET.get("at", "")
    place = by_code(asked) if asked else Place.objects.filter(pk=codes[0]).first()
    if place is None or not queries.may_make(request.actor, place):
        raise PermissionDenied
    return place


def _below(request: Request, place: Place) -> list[Place]:
    """The community and its compounds, to narrow down what is offered."""
    community = community_of(place)
    if community is None:
        return []
    return [community, *Place.objects.filter(parent=community, level="compound", valid_to=None).order_by("code")]


def _offered(place: Place, asked: Sequence[str]) -> list[WorkItem]:
    """The items there; of these matters alone, where some were asked for."""
    wanted = [pk for pk in map(_uuid, asked) if pk]
    found = queries.promisable(place)
    return list((found.filter(matter__in=wanted) if wanted else found)[:MOST_OFFERED])


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _ticked(request: Request, found: Sequence[WorkItem]) -> list[str]:
    """Whoever comes from a matter means its items."""
    return [str(each.pk) for each in found] if request.GET.getlist("matter") else []


def _units(place: Place, found: Sequence[WorkItem]) -> list[Organisation]:
    """Who could promise: the units that hold these items first, then those over the place or in its community."""
    holding = list({each.lead.pk: each.lead for each in found if each.lead}.values())
    here = Organisation.objects.filter(chain=place.chain) | Organisation.objects.filter(place__in=place.ancestry)
    others = here.select_related("place").order_by("kind", "short", "pk").distinct()
    return list({each.pk: each for each in [*holding, *others]}.values())


def _choices(found: Sequence[WorkItem]) -> Choices:
    return [(str(each.pk), _described(each)) for each in found]


def _described(item: WorkItem) -> str:
    unit = str(item.lead) if item.lead else _("no unit yet")
    return f"{item.title} · {unit} · {item.matter.number} {item.matter.title}".strip()


def _key(one: queries.Promiser) -> str:
    return f"{one.unit.pk}:{one.officer.pk}"


def _named(one: queries.Promiser) -> str:
    who = one.officer.called or _("somebody of this unit")
    return f"{one.unit} · {who}"


def _common(items: Sequence[WorkItem], otherwise: Place) -> Place:
    """The smallest place all of them lie in."""
    lines = [each.matter.place.ancestry for each in items]
    shared = [codes[0] for codes in zip(*lines, strict=False) if len(set(codes)) == 1]
    found = Place.objects.filter(pk=shared[-1]).first() if shared else None
    return found or otherwise


def _opened(request: Request, kind: type[Any], promise: Commitment | None, **initial: Any) -> Any:
    if request.method == "POST":
        return kind(request.POST)
    carried = {"once": new_once(), "version": promise.version if promise else None, "next": request.GET.get("next", "")}
    return kind(initial={**carried, **initial})


def _acted(
    request: Request,
    form: Act,
    page: Page,
    do: Callable[[dict[str, Any]], Commitment],
    context: Mapping[str, Any],
) -> HttpResponse:
    """The page of an act on a promise, or the promise once it is done; nothing typed is lost."""
    if request.method != "POST":
        return _shown(request, form, page, context)
    if not form.is_valid():
        return _shown(request, form, page, context, code=422)
    try:
        done = do({**form.told(), "once": form.cleaned_data["once"], "version": form.cleaned_data["version"]})
    except Refusal as no:
        return _refused(request, form, page, no, context)
    messages.success(request, str(page.done))
    return redirect(onward(request, form, reverse("commitments:promise", args=[done.pk])))


def _refused(request: Request, form: Act, page: Page, no: Refusal, context: Mapping[str, Any]) -> HttpResponse:
    """The page again, with why; where somebody was first, as it stands now, so that it can be sent again."""
    code, told = into(form, no), dict(context)
    if code == 409 and (promise := told.get("promise")):
        told |= {**_known(queries.promise(promise.pk)), "theirs": True}
        sent = QueryDict(mutable=True)
        sent.update(form.data)
        sent["version"] = str(told["promise"].version)
        form.data = sent
    return _shown(request, form, page, told, code=code)


def _shown(request: Request, form: Act, page: Page, context: Mapping[str, Any], *, code: int = 200) -> HttpResponse:
    return render(request, "commitments/promise_act.html", {"form": form, "page": page, **context}, status=code)
