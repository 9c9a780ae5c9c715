"""A process tried on a pretend matter, a draft as well as a published version: read only, everything in the address."""

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from bandeng.core.deadline import SHANGHAI, local_day
from bandeng.core.process import Process
from bandeng.core.workdays import Calendar
from bandeng.matters import naming, queries, trying
from bandeng.matters.queries import drafts
from bandeng.matters.queries import published as library
from bandeng.matters.showing import in_words
from bandeng.matters.views.processes import need_publisher
from bandeng.places.calendars import calendar_for
from bandeng.places.models import Place
from bandeng.shell.fields import some_of
from bandeng.shell.http import Request
from bandeng.shell.refusals import say
from bandeng.shell.words import listed, word


class Try(forms.Form):
    """What is true of the pretend matter, what stands at its step, what shall follow."""

    on = forms.DateField(
        label=_("Raised on"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    true = some_of(_("What is true of it"), ())
    fact = some_of(_("What stands by now"), ())
    next = forms.ChoiceField(label=_("What follows?"), widget=forms.RadioSelect)


@login_required
@never_cache
@require_safe
def try_draft(request: Request, pk: UUID) -> HttpResponse:
    """A draft."""
    held = drafts.draft_for(request.actor, pk)
    return _tried(request, drafts.drafted(held), held.place, reverse("matters:draft", args=[pk]))


@login_required
@never_cache
@require_safe
def try_process(request: Request, pk: UUID) -> HttpResponse:
    """A published version."""
    need_publisher(request)
    version = get_object_or_404(library.published(), pk=pk)
    return _tried(request, queries.read_process(version), version.place, reverse("matters:process", args=[pk]))


def _tried(request: Request, process: Process, place: Place | None, back: str) -> HttpResponse:
    context: dict[str, Any] = {"process": process, "back": back, "place": place}
    if process.line:
        context |= _walked(request, process, calendar_for(place))
    return render(request, "matters/process_try.html", context)


def _walked(request: Request, process: Process, calendar: Calendar) -> dict[str, Any]:
    asked = request.GET
    began = datetime.combine(_day(asked.get("on", "")), time(9), tzinfo=SHANGHAI)
    gone = [*asked.getlist("go"), *([asked["next"]] if "next" in asked else [])][: trying.MOST]
    trial = trying.attempt(
        process, gone, facts=asked.getlist("fact"), guards=asked.getlist("true"), calendar=calendar, began=began
    )
    form = Try(initial=_initial(trial, asked.getlist("fact"), began, asked.getlist("true")))
    form.fields["true"].choices = [(key, naming.GUARDS[key]) for key in trying.used_guards(process)]  # type: ignore[attr-defined]
    here = trial.position.step
    form.fields["fact"].choices = [(key, word(key)) for key in sorted(process.needs(here))] if here else []  # type: ignore[attr-defined]
    allowed = [each for each in trial.offered if each.allowed]
    form.fields["next"].choices = [(each.key, _label(each.key, in_words(each.name))) for each in allowed]  # type: ignore[attr-defined]
    return {
        "trial": trial, "form": form, "stages": [_said(stage) for stage in trial.stages],
        "closed": [in_words(each.name) for each in trial.offered if not each.allowed],
        "refused": say(trial.refused) if trial.refused else "", "ends_here": bool(here and not process.step(here).then),
        "days": (trial.last_day - began.date()).days, "reached": listed(sorted(trial.reached)),
    }  # fmt: skip


def _day(said: str) -> date:
    """The day on which the pretend matter is raised; today where none was said that we can count from."""
    try:
        day = parse_date(said[:10])
    except ValueError:
        day = None
    return day if day and 2000 <= day.year <= 2100 else local_day(timezone.now())


def _initial(trial: trying.Trial, facts: list[str], began: datetime, true: list[str]) -> dict[str, Any]:
    """What was ticked stays where the last choice was refused; a new step begins with nothing at hand."""
    return {"on": began.date(), "true": true, "fact": facts if trial.refused else []}


def _label(key: str, name: str) -> str:
    return str(_("beside the line: %(name)s")) % {"name": name} if key.startswith(trying.BESIDE) else name


def _said(stage: trying.Stage) -> tuple[str, str, trying.Stage]:
    return in_words(stage.step.name), listed(sorted(stage.step.by)), stage
