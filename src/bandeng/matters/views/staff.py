"""What staff do with a matter at any time: accept it, put it in other words, seal it, hold it, mend it."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from bandeng.core.deadline import local_day
from bandeng.matters import actions, queries
from bandeng.matters.actions.accepting import ACCEPTERS
from bandeng.matters.actions.holding import ARRANGERS, CORRECTERS, MAKE_SAFE
from bandeng.matters.forms import staff as forms
from bandeng.matters.models import BenchNote, Delivery, Matter, Track, Verification
from bandeng.matters.views.acting import Page, acted, opened, staff_matter
from bandeng.matters.views.handling import raised_by
from bandeng.people.models import Person
from bandeng.people.queries import holders
from bandeng.records.models import Evidence
from bandeng.shell.dates import say_day
from bandeng.shell.http import Request
from bandeng.shell.words import labelled

ACCEPT = Page(
    lazy("Read and accept"), lazy("Accept: everybody may read this"), template="matters/accept.html",
    done=lazy("Accepted. Everybody can read your summary now; the raisers' own words stay with you."),
)  # fmt: skip
SUMMARY = Page(
    lazy("Other words for everybody"), lazy("Publish these words"), done=lazy("The public words were changed.")
)
SEAL = Page(
    lazy("Seal it from the public"), lazy("Seal it"), done=lazy("It is sealed now."),
    lead=lazy("Only those who handle it will read it. What was public before stays in the ledger."),
)  # fmt: skip
UNSEAL = Page(
    lazy("Open it to the public"), lazy("Open it"), done=lazy("It is open to the public now."),
    lead=lazy("Everybody will read its name, its summary and what happens from now on."),
)  # fmt: skip
SAFE = Page(
    lazy("Make it safe"), lazy("It is safe now"), done=lazy("Noted: the danger was dealt with."),
    lead=lazy("Write what was done at once: who came, what was closed off, who was freed. The lasting repair goes on."),
)  # fmt: skip
HAND_OVER = Page(lazy("Hand it over"), lazy("Hand it over"), done=lazy("It was handed over."))
CORRECT = Page(
    lazy("Correct a date"), lazy("Correct it"), done=lazy("Corrected; the ledger shows both dates."),
    lead=lazy("Nothing is overwritten: the correction stands beside the wrong date, with your name."),
)  # fmt: skip


@login_required
@never_cache
def accept(request: Request, pk: UUID) -> HttpResponse:
    """Read the raiser's words, and write for everybody what it is about. Nothing is taken over by itself."""
    matter = staff_matter(request, pk, ACCEPTERS)
    raisers = raised_by(request, matter)
    photos = pictures_of(matter)
    form = opened(request, forms.Accept, matter)
    form.offer("photos", [(photo.sha256, photo.sha256[:6]) for photo in photos])

    def do(told: dict[str, Any]) -> None:
        actions.accept(matter=matter, actor=request.actor, at=timezone.now(), **told)

    chosen = form["photos"].value() or []
    context = {"raised_by": raisers, "photos": [(photo, photo.sha256 in chosen) for photo in photos]}
    return acted(request, matter, form, ACCEPT, do, context=context)


def pictures_of(matter: Matter) -> list[Evidence]:
    """The pictures its raisers and visitors brought."""
    brought = dict.fromkeys(
        sha for rows in (matter.raisings.all(), matter.verifications.all()) for row in rows for sha in row.photos
    )
    found = Evidence.objects.in_bulk(list(brought))
    return [found[sha] for sha in brought if sha in found]


@login_required
@never_cache
def change_summary(request: Request, pk: UUID) -> HttpResponse:
    """Other words for everybody, with the reason."""
    matter = staff_matter(request, pk, ACCEPTERS)
    form = opened(request, forms.Summary, matter, title=matter.title, summary=matter.summary)

    def do(told: dict[str, Any]) -> None:
        actions.change_summary(matter=matter, actor=request.actor, at=timezone.now(), **told)

    return acted(request, matter, form, SUMMARY, do)


@login_required
@never_cache
def seal(request: Request, pk: UUID) -> HttpResponse:
    """Seal a matter from the public, or open it."""
    matter = staff_matter(request, pk, ACCEPTERS)

    def do(told: dict[str, Any]) -> None:
        actions.seal_matter(matter=matter, sealed=not matter.sealed, actor=request.actor, at=timezone.now(), **told)

    form = opened(request, forms.Reason, matter)
    return acted(request, matter, form, UNSEAL if matter.sealed else SEAL, do)


@login_required
@require_POST
def take_up(request: Request, pk: UUID) -> HttpResponse:
    """Take a matter in hand, so that others see who holds it."""
    matter = queries.visible_matter(request.actor, pk)
    actions.take_up(matter=matter, actor=request.actor, at=timezone.now(), once=request.POST.get("once"))
    messages.success(request, _("You hold it now."))
    return redirect("matters:detail", pk)


@login_required
@never_cache
def hand_over(request: Request, pk: UUID) -> HttpResponse:
    """Give a matter to a colleague, or put it back for anybody."""
    matter = staff_matter(request, pk, ARRANGERS | queries.HANDLERS)
    form = opened(request, forms.HandOver, matter)
    colleagues = _colleagues(matter, local_day(timezone.now()))
    form.offer(
        "to",
        [
            ("", _("nobody yet: whoever takes it up")),
            *((str(one.pk), one.called or one.name[:1] + "*") for one in colleagues),
        ],
    )

    def do(told: dict[str, Any]) -> None:
        chosen = told.pop("to")
        to = Person.objects.get(pk=chosen) if chosen else None
        actions.hand_over(matter=matter, to=to, actor=request.actor, at=timezone.now(), **told)

    return acted(request, matter, form, HAND_OVER, do)


def _colleagues(matter: Matter, on: date) -> list[Person]:
    found = [person for role in sorted(queries.HANDLERS) for person in holders(role, matter.place, on=on)]
    return list({person.pk: person for person in found if person.pk != matter.holder_id}.values())


@login_required
@never_cache
def make_safe(request: Request, pk: UUID, track: UUID) -> HttpResponse:
    """Say what was done at once against a danger to life."""
    matter = staff_matter(request, pk, MAKE_SAFE)
    found = get_object_or_404(Track, pk=track, matter=matter, kind="safety")

    def do(told: dict[str, Any]) -> None:
        told.pop("version")
        actions.make_safe(matter=matter, track=found, actor=request.actor, at=timezone.now(), **told)

    return acted(request, matter, opened(request, forms.Words, matter), SAFE, do)


@login_required
@never_cache
def correct(request: Request, pk: UUID) -> HttpResponse:
    """Correct a date somebody told wrongly; both stay to be seen."""
    matter = staff_matter(request, pk, CORRECTERS)
    form = opened(request, forms.Correct, matter)
    dates = _dates_of(matter)
    form.offer("which", list(dates.items()))

    def do(told: dict[str, Any]) -> None:
        field, _sep, of = told.pop("which").partition(":")
        told.pop("version")
        actions.correct(matter=matter, of=UUID(of), field=field, actor=request.actor, at=timezone.now(), **told)

    return acted(request, matter, form, CORRECT, do)


def _dates_of(matter: Matter) -> dict[str, str]:
    """The dates told in this matter: "visited_on:<id>" and in words."""
    today = local_day(timezone.now())
    found = [
        (f"visited_on:{row.pk}", _("the visit"), row.visited_on) for row in Verification.objects.filter(matter=matter)
    ]
    found += [
        (f"held_on:{row.pk}", _("the bench meeting"), row.held_on) for row in BenchNote.objects.filter(matter=matter)
    ]
    told = Delivery.objects.filter(reply__matter=matter).order_by("at", "pk")
    found += [(f"on:{row.pk}", _("a reply carried"), row.on) for row in told]
    return {key: labelled(what, say_day(day, today=today)) for key, what, day in found}
