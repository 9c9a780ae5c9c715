"""Forms of a case and what they do: one form, one act; nothing typed is lost, whatever the answer is."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bandeng.core.deadline import local_day
from bandeng.core.mediation import shipped
from bandeng.core.refusal import Refusal
from bandeng.matters import queries as matters
from bandeng.matters.actions.decisions import RECORDERS
from bandeng.matters.models import Matter, Raising
from bandeng.matters.views.speaking import speak_for
from bandeng.mediation import actions, forms, queries, showing
from bandeng.mediation.models import Because, Case, Side, State
from bandeng.mediation.queries.cases import RUNNING
from bandeng.people.models import Organisation, Person
from bandeng.people.queries import holders, named
from bandeng.shell import acting
from bandeng.shell.fields import Act, new_once
from bandeng.shell.http import Request

Do = Callable[[dict[str, Any]], object]


def today() -> date:
    """The day of this request in China."""
    return local_day(timezone.now())


def acted(
    request: Request, form: Act, do: Do, *, title: str, back: str, after: str, case: Case | None = None, lead: str = ""
) -> HttpResponse:
    """The page of an act, or what follows once it is done; a stale form keeps what was typed."""
    context = {"title": title, "lead": lead, "back": back, "case": case}
    return acting.acted(
        request, form,
        lambda: do({**form.told(), "once": form.cleaned_data["once"], "version": form.cleaned_data["version"]}),
        lambda _done: after, "mediation/act.html", context, refused=lambda no: _renew(form, no, case),
    )  # fmt: skip


def _renew(form: Act, no: Refusal, case: Case | None) -> None:
    """A form that was too old carries the present version from now on; what was typed stays."""
    if no.code != "stale" or case is None:
        return
    case.refresh_from_db()
    sent = QueryDict(mutable=True)
    sent.update(form.data)
    sent["version"] = str(case.version)
    form.data = sent


def _carried(version: int, **more: object) -> dict[str, object]:
    return {"once": new_once(), "version": version, "on": today(), **more}


# --- the page that follows a matter: whatever form comes next ---


def next_form(request: Request, pk: UUID) -> HttpResponse:
    """Open a case, note what both said to it, note what came of it: whichever comes next, on one page."""
    matter = matters.visible_matter(request.actor, pk)
    speak_for(request, matter.place)
    case = queries.case_of_matter(matter)
    if case is None or case.state not in RUNNING:
        return _open(request, matter)
    if request.actor.id != case.mediator_id:
        if queries.state_at(request.actor, matter, case):
            return redirect("mediation:case", case.pk)
        raise Refusal("not_your_case")
    asked = request.POST.get("stage") if request.method == "POST" else _stage(matter, case)
    if asked in STAGES:
        return STAGES[asked](request, matter, case)
    return redirect("mediation:case", case.pk)


def _stage(matter: Matter, case: Case) -> str:
    """Which form comes next; "" where the case's own page is the place to look."""
    if case.state == State.OPEN:
        return "outcome" if all(queries.consents(case).values()) else "consents"
    waits = bool(queries.openers(matter)) and not matter.stands.filter(fact="agreement").exists()
    return "again" if waits else ""


def _open(request: Request, matter: Matter) -> HttpResponse:
    allowed = queries.openers(matter)
    if matters.step_roles(request.actor, matter).isdisjoint(allowed | RECORDERS):
        raise Refusal("not_your_turn", step=matter.step, needs=sorted(allowed | RECORDERS))
    if not allowed:
        raise Refusal("not_offered", step=matter.step, tool="mediation")
    kwargs: dict[str, Any] = {
        "raisings": _raisings(matter), "units": _units(matter), "mediators": _mediators(request, matter, allowed),
    }  # fmt: skip
    first = next(iter(kwargs["raisings"]), ("", ""))[0]
    me = next(iter(kwargs["mediators"]), ("", ""))[0]
    initial = _carried(matter.version, stage="open", raising=first, mediator=me)
    form = forms.Open(request.POST if request.method == "POST" else None, initial=initial, **kwargs)

    def do(told: dict[str, Any]) -> object:
        return _opened(request, matter, told)

    here = reverse("matters:detail", args=[matter.pk])
    lead = _(
        "Each side is heard alone. Whoever raised it is never shown to the other side. Either may stop at any moment."
    )
    return acted(request, form, do, title=_("Mediate between both sides"), back=here, after=here, lead=lead)


@transaction.atomic
def _opened(request: Request, matter: Matter, told: dict[str, Any]) -> Case:
    """The case, with what both sides said to it where they were asked already; all of it or nothing."""
    at, unit = timezone.now(), told.get("other_unit")
    case = actions.open_case(
        matter=matter, raising=Raising.objects.get(pk=told["raising"]), other_name=told["other_name"],
        other=Organisation.objects.get(pk=unit) if unit else None, actor=request.actor, at=at,
        mediator=Person.objects.get(pk=told["mediator"]) if told["mediator"] else None, version=told["version"],
        once=told["once"],
    )  # fmt: skip
    if request.actor.id == case.mediator_id:
        _consented(request, case, told)
    return case


def _consented(request: Request, case: Case, told: dict[str, Any]) -> None:
    known = queries.consents(case)
    for side in Side.values:
        if (way := told[f"{side}_way"].strip()) and not known[side]:
            actions.note_consent(
                case=case, side=side, on=told["on"] or today(), way=way, actor=request.actor, at=timezone.now()
            )


def _raisings(matter: Matter) -> list[tuple[str, str]]:
    """Those who raised it, by number: their names are not needed to choose."""
    rows = matter.raisings.filter(withdrawn_at__isnull=True).order_by("raised_at", "pk")
    return [(str(row.pk), _("Raiser %(number)s") % {"number": number}) for number, row in enumerate(rows, 1)]


def _units(matter: Matter) -> list[tuple[str, str]]:
    here = Organisation.objects.filter(chain=matter.chain).order_by("name")
    return [(str(unit.pk), unit.name) for unit in here]


def _mediators(request: Request, matter: Matter, allowed: frozenset[str]) -> list[tuple[str, str]]:
    """Oneself where one may mediate here, then the place's mediators."""
    me = request.actor.person
    mine = [me] if me and not matters.step_roles(request.actor, matter).isdisjoint(allowed) else []
    there = [each for each in holders("mediator", matter.place, on=today()) if me is None or each.pk != me.pk]
    return [(str(each.pk), named(each)) for each in [*mine, *there]]


def _consents(request: Request, matter: Matter, case: Case) -> HttpResponse:
    posted = request.POST if request.method == "POST" else None
    form = forms.Consents(posted, initial=_carried(case.version, stage="consents"))
    for side, since in queries.consents(case).items():
        if since:
            form.fields[f"{side}_way"].disabled = True

    def do(told: dict[str, Any]) -> None:
        if not any(told[f"{side}_way"].strip() for side in Side.values):
            raise Refusal("text_missing", field="complainant_way")
        with transaction.atomic():
            queries.locked(case, told["version"])
            _consented(request, case, told)

    lead = _("Before anything can be agreed, each side says whether it wants to talk at all.")
    return acted(
        request, form, do, title=_("Do both want to talk?"), case=case, lead=lead,
        back=reverse("mediation:case", args=[case.pk]), after=reverse("mediation:case", args=[case.pk]),
    )  # fmt: skip


def _outcome(request: Request, matter: Matter, case: Case) -> HttpResponse:
    posted = request.POST if request.method == "POST" else None
    form = forms.Outcome(posted, initial=_carried(case.version, stage="outcome"))

    def do(told: dict[str, Any]) -> object:
        key: dict[str, Any] = {
            "actor": request.actor,
            "at": timezone.now(),
            "version": told["version"],
            "once": told["once"],
        }
        if told["agreed"] == "no":
            return actions.end_case(case=case, because=Because.NO_AGREEMENT, words=told["text"], **key)
        return actions.note_agreement(case=case, form=told["form"], text=told["text"], on=told["on"], both=True, **key)

    return acted(
        request, form, do, title=_("What came of the talks"), case=case,
        back=reverse("mediation:case", args=[case.pk]), after=reverse("matters:detail", args=[matter.pk]),
    )  # fmt: skip


def _again(request: Request, matter: Matter, case: Case) -> HttpResponse:
    posted = request.POST if request.method == "POST" else None
    form = forms.Again(posted, initial=_carried(case.version, stage="again"))
    last = case.round >= shipped().most_rounds

    def do(told: dict[str, Any]) -> object:
        return actions.follow_up(
            case=case, result="end" if last else "again", words=told["words"], actor=request.actor,
            at=timezone.now(), version=told["version"], once=told["once"],
        )  # fmt: skip

    title = (
        _("It is not kept: tell both where else to turn") if last else _("It is not kept: bring them together again")
    )
    return acted(
        request, form, do, title=title, case=case,
        back=reverse("mediation:case", args=[case.pk]), after=reverse("matters:detail", args=[matter.pk]),
    )  # fmt: skip


STAGES: dict[str | None, Callable[[Request, Matter, Case], HttpResponse]] = {
    "consents": _consents, "outcome": _outcome, "again": _again,
}  # fmt: skip


# --- one page for each act of a case ---


def _simple(kind: type[Act], action: Callable[..., Case], what: str) -> Callable[[Request, Case], HttpResponse]:
    """A page whose form asks exactly what its action takes."""

    def page(request: Request, case: Case) -> HttpResponse:
        form = kind(request.POST if request.method == "POST" else None, initial=_carried(case.version))

        def do(told: dict[str, Any]) -> object:
            return action(case=case, actor=request.actor, at=timezone.now(), **told)

        here = reverse("mediation:case", args=[case.pk])
        return acted(request, form, do, title=str(showing.LABELS[what]), back=here, after=here, case=case)

    return page


def _hand_over(request: Request, case: Case) -> HttpResponse:
    there = holders("mediator", case.matter.place, on=today())
    choices = [(str(each.pk), named(each)) for each in there if each.pk != case.mediator_id]
    posted = request.POST if request.method == "POST" else None
    form = forms.HandOver(posted, initial=_carried(case.version), mediators=choices)

    def do(told: dict[str, Any]) -> object:
        return actions.hand_over_case(
            case=case, to=Person.objects.get(pk=told["to"]), actor=request.actor, at=timezone.now(),
            version=told["version"], once=told["once"],
        )  # fmt: skip

    here = reverse("mediation:case", args=[case.pk])
    # Whoever gives it away sees no more of it.
    return acted(
        request, form, do, title=str(showing.LABELS["hand-over"]), back=here, after=reverse("mediation:all"), case=case
    )


def _erase(request: Request, case: Case) -> HttpResponse:
    form = forms.Erase(request.POST if request.method == "POST" else None, initial=_carried(case.version))

    def do(told: dict[str, Any]) -> object:
        return actions.erase_other_side(case=case, actor=request.actor, at=timezone.now(), **told)

    here = reverse("mediation:case", args=[case.pk])
    lead = _(
        "Its name and its words are destroyed and cannot be brought back. The days and what both agreed stay under a "
        "pseudonym. A mediation that still runs ends with it."
    )
    return acted(request, form, do, title=str(showing.LABELS["erase"]), back=here, after=here, case=case, lead=lead)


ACTS: dict[str, Callable[[Request, Case], HttpResponse]] = {
    "consent": _simple(forms.Consent, actions.note_consent, "consent"),
    "hear": _simple(forms.Hear, actions.hear, "hear"),
    "agree": _simple(forms.Agree, actions.note_agreement, "agree"),
    "follow-up": _simple(forms.FollowUp, actions.follow_up, "follow-up"),
    "end": _simple(forms.End, actions.end_case, "end"),
    "confirm": _simple(forms.Confirm, actions.ask_confirmation, "confirm"),
    "risk": _simple(forms.RiskForm, actions.report_risk, "risk"),
    "hand-over": _hand_over,
    "erase": _erase,
}
