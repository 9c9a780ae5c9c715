"""Along the line: verify, sort, the bench meeting, views that differed, looking anew, saying how it goes on."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.cache import never_cache

from bandeng.core.deadline import local_day
from bandeng.core.refusal import Refusal
from bandeng.matters import actions, naming, panels, queries, showing
from bandeng.matters.actions.bench import ANSWERERS, NOTERS
from bandeng.matters.actions.journey import GUARDS, VERIFIERS
from bandeng.matters.acts import SeatOnBench
from bandeng.matters.forms import staff as forms
from bandeng.matters.forms.raising import kept_photos
from bandeng.matters.handling import BY_REASON, barriers
from bandeng.matters.models import Dissent, Matter
from bandeng.matters.queries.standing import merged_below
from bandeng.matters.views.acting import Page, acted, opened, shown, staff_matter
from bandeng.matters.views.decisions import preview
from bandeng.matters.views.handling import raised_by
from bandeng.matters.views.raising import photos_of, with_photos
from bandeng.matters.ways import Way, followers, ways
from bandeng.people.labels import role_name
from bandeng.people.models import Organisation
from bandeng.shell.http import Request
from bandeng.shell.refusals import say
from bandeng.shell.words import word

VERIFY = Page(
    lazy("Go and see"), lazy("Keep what was found"), template="matters/verify.html", done=lazy("The visit was noted.")
)
SORT = Page(
    lazy("How does it go on?"), lazy("Decide it so"), template="matters/sort.html", done=lazy("It was decided.")
)
BENCH = Page(
    lazy("Note of the bench meeting"), lazy("Keep the note"), template="matters/bench.html",
    done=lazy("The note was kept; everybody can read it."),
)  # fmt: skip
MEETING = Page(
    lazy("Note of the meeting"), lazy("Keep the note"), template="matters/bench.html",
    done=lazy("The note was kept; everybody can read it."),
)  # fmt: skip
REVIEW = Page(
    lazy("Look at it anew"), lazy("Give the reasons"), done=lazy("The reasons were kept."),
    lead=lazy("Somebody does not agree. Look at it with fresh eyes and write what you found; everybody reads it."),
)  # fmt: skip
COMPLETE = Page(
    lazy("Say how it goes on"), lazy("Go on so"), template="matters/complete.html", done=lazy("It goes on.")
)
DISSENT = Page(
    lazy("Answer a view that differed"), lazy("Keep the answer"), template="matters/dissents.html",
    done=lazy("The view was answered."),
)  # fmt: skip

MOST_ROWS = 20


@login_required
@never_cache
def verify(request: Request, pk: UUID) -> HttpResponse:
    """What was found on the spot; a phone in a stairwell is enough."""
    matter = staff_matter(request, pk, VERIFIERS)
    form = opened(
        request, forms.Verify, matter, visited_on=local_day(timezone.now()), legal="unknown", technical="unknown",
        financial="unknown",
    )  # fmt: skip
    refused = ""
    if request.method == "POST":
        form, refused = with_photos(request, form)

    def do(told: dict[str, Any]) -> None:
        photos = kept_photos(told.pop("kept"))
        actions.verify(matter=matter, photos=photos, actor=request.actor, at=timezone.now(), **told)

    words = raised_by(request, matter) if queries.may_see_words(request.actor, matter) else []
    context = {"photos": photos_of(form), "refused": refused, "most_photos": 9, "raised_by": words}
    return acted(request, matter, form, VERIFY, do, context=context, wrong=refused)


# --- sorting ---


@login_required
@never_cache
def sort(request: Request, pk: UUID) -> HttpResponse:
    """Category, severity, what is true of it, and how it goes on."""
    matter = queries.visible_matter(request.actor, pk)
    now = queries.standing(matter)
    by = now.process.step(now.step).by if now.step else frozenset({"secretary"})
    matter = staff_matter(request, pk, by)
    form = opened(request, forms.Sort, matter, category=matter.category, severity=matter.severity, guards=matter.guards)
    offered = routes(now, queries.step_roles(request.actor, matter))
    ready(form, matter, offered)

    def do(told: dict[str, Any]) -> None:
        decide(request, matter, told)

    context = {
        "offered": offered, "missing": [word(fact) for fact in missing(now)],
        **preview(matter, str(form["category"].value() or ""), list(form["guards"].value() or [])),
    }  # fmt: skip
    if request.method == "POST" and "look" in request.POST:
        return shown(request, matter, form, SORT, context)
    return acted(request, matter, form, SORT, do, context=context)


def missing(now: queries.Standing) -> list[str]:
    """What the step still needs."""
    return now.process.missing(now.step, now.facts) if now.step else []


def routes(now: queries.Standing, roles: frozenset[str]) -> list[Way]:
    """What sorting may decide: the steps that follow, then the branches.

    Guards are decided in the same form, so each is taken as possible here.
    """
    offered = {way.key: way for way in [*followers(now, sorted(GUARDS)), *ways(now, roles, sorted(GUARDS))]}
    return [way for way in offered.values() if way.why_not not in ("not_offered", "not_your_turn")]


def named_ways(matter: Matter, now: queries.Standing, roles: frozenset[str]) -> list[Way]:
    """The ways beside the line that the step itself names and that this reader may take now; each has its own page."""
    then = now.process.step(now.step).then if now.step else ()
    return [way for way in ways(now, roles) if way.key in then and way.why_not is None and way_page(matter, way.key)]


def way_page(matter: Matter, key: str) -> str:
    """The page on which a way beside the line is taken, with its reason; "" where there is none."""
    if key == "merge":
        return reverse("matters:merge", args=[matter.pk])
    return reverse("matters:branch", args=[matter.pk, key]) if key in BY_REASON else ""


def closed_because(now: queries.Standing, way: Way) -> str:
    """Why a step cannot follow now: what would have to be true, or that it was entered as often as it may be."""
    step = now.process.steps.get(way.key)
    if way.why_not == "too_often" or step is None:
        return str(_("taken as often as allowed"))
    return str(_(", ")).join(str(naming.GUARDS[guard]) for guard in sorted(step.when - now.guards)) or str(
        _("not where it stands now, or not for what it is")
    )


MEANS = {
    "explain": lazy("Not reasonable or not possible now: the raisers get the reasons and may object once."),
    "not_accepted": lazy("Not for this community at all: the raisers are told where to turn."),
    "pass_on": lazy("Another body's duty; it comes back if nobody there takes it."),
    "escalate": lazy("Beyond the community: to the street or county."),
    "mediate": lazy("A quarrel between two sides: a mediator hears both."),
    "merge": lazy("The same trouble as another matter: every raiser keeps their own words and reply."),
}


def in_full(way: Way) -> str:
    """A way's name and what it means."""
    name = showing.in_words(way.name)
    return f"{name} · {MEANS[way.key]}" if way.key in MEANS else name


def ready(form: forms.Sort | forms.Branch, matter: Matter, offered: Sequence[Way], branch: str = "") -> None:
    """The choices that depend on the matter."""
    if "choose" in form.fields:
        form.offer("choose", [(way.key, in_full(way)) for way in offered])
    keys = [branch] if branch else [way.key for way in offered if way.key in BY_REASON]
    codes = {reason.key: showing.in_words(reason.name) for key in keys for reason in queries.reasons(key)}
    form.offer("reason_code", [("", _("choose")), *codes.items()])
    field: Any = form.fields["to_organisation"]
    field.queryset = Organisation.objects.filter(place__in=matter.place.ancestry) | Organisation.objects.filter(
        chain=matter.chain
    )


def decide(request: Request, matter: Matter, told: dict[str, Any]) -> Matter:
    """Sort a matter as a form said."""
    into = told.pop("into", "")
    other = by_number(request, matter, into) if told["choose"] == "merge" else None
    if told["choose"] == "merge" and not told["reason"].strip():
        raise Refusal("text_missing", field="reason")
    return actions.sort(matter=matter, into=other, actor=request.actor, at=timezone.now(), **told)


def by_number(request: Request, matter: Matter, number: str) -> Matter:
    """The matter with a number, or of its last digits, in the same community.

    Raises   Refusal: "no_such_number".
    """
    asked = number.strip()
    here = queries.visible_to(request.actor).filter(chain=matter.chain).exclude(pk=matter.pk).order_by("-raised_at")
    found = here.filter(number__iexact=asked).first()
    if found is None and asked.isdigit():
        found = here.filter(number__endswith=f"-{int(asked):04d}").first()
    if found is None:
        raise Refusal("no_such_number", field="into", number=asked or "–")
    return found


# --- the bench ---


@login_required
@never_cache
def bench_note(request: Request, pk: UUID) -> HttpResponse:
    """Who sat there, what was said, what came of it, who saw it otherwise; five minutes on a phone."""
    matter = queries.visible_matter(request.actor, pk)
    now = queries.standing(matter)
    opens = now.process.step(now.step).opens if now.step else None
    by = now.process.step(now.step).by - queries.GIVEN if now.step and opens == "meeting" else frozenset()
    matter = staff_matter(request, pk, NOTERS | by)
    page = MEETING if opens == "meeting" else BENCH
    form = opened(request, forms.Bench, matter, held_on=local_day(timezone.now()))
    ways_on = followers(now)
    form.offer("choose", [("", _("stays on the bench: we talk again")), *_forward(ways_on, now.step)])
    seats, dissents = _seats(request), _rows(request, "dissent")
    context = {"seats": seats, "others": _others(request), "dissents": dissents, "missing": []}
    if request.method == "POST" and request.POST.get("more"):
        return shown(request, matter, form_again(form), page, _with_row(context, request.POST["more"]))

    def do(told: dict[str, Any]) -> None:
        told["choose"] = told["choose"] or None
        actions.note_bench(
            matter=matter, seats=sat(request), dissents=dissents, actor=request.actor, at=timezone.now(), **told
        )

    return acted(request, matter, form, page, do, context=context)


def form_again(form: forms.Bench) -> forms.Bench:
    """The same words once more, nothing checked yet."""
    again = forms.Bench(initial={name: form.data.get(name, "") for name in form.fields})
    again.offer("choose", form.fields["choose"].choices)  # type: ignore[attr-defined]
    return again


def _forward(found: Sequence[Way], here: str | None) -> list[tuple[str, str]]:
    return [(way.key, showing.in_words(way.name)) for way in found if way.why_not is None and way.key != here]


def _with_row(context: dict[str, Any], which: str) -> dict[str, Any]:
    if which == "dissent":
        return {**context, "dissents": [*context["dissents"], ""][:MOST_ROWS]}
    return {**context, "others": [*context["others"], ("", "")][:MOST_ROWS]}


def _seats(request: Request) -> list[tuple[str, str, str]]:
    """The usual seats: role, its word, how many."""
    return [(role, role_name(role), request.POST.get(f"seat-{role}", "")) for role in forms.SEATS]


def _others(request: Request) -> list[tuple[str, str]]:
    """Further seats: who, how many."""
    names, counts = request.POST.getlist("other"), request.POST.getlist("other-count")
    return list(zip(names, counts, strict=False))[:MOST_ROWS] or [("", "")]


def _rows(request: Request, name: str) -> list[str]:
    return request.POST.getlist(name)[:MOST_ROWS] or [""]


def sat(request: Request) -> list[SeatOnBench]:
    """Who sat on the bench, by role and number."""
    told = [(role, count) for role, _word, count in _seats(request)]
    told += [(name.strip(), count or "1") for name, count in _others(request) if name.strip()]
    return [SeatOnBench(role=role[:40], count=int(count)) for role, count in told if count.isdigit() and int(count)]


@login_required
@never_cache
def dissents(request: Request, pk: UUID) -> HttpResponse:
    """The views that differed and wait for an answer, one after another."""
    matter = staff_matter(request, pk, ANSWERERS)
    here = [matter.pk, *merged_below(matter.pk)]
    waiting = list(
        Dissent.objects.filter(note__matter__in=here, answered_at=None).select_related("note").order_by("pk")
    )
    if not waiting:
        return render(request, "matters/dissents.html", {"matter": matter, "page": DISSENT})
    asked = request.POST.get("dissent", "")
    one = next((each for each in waiting if str(each.pk) == asked), waiting[0])
    # Somebody answered it meanwhile: these words are not an answer to the next one.
    wrong = say(Refusal("already_answered")) if asked and str(one.pk) != asked else ""

    def do(told: dict[str, Any]) -> None:
        told.pop("version")
        actions.answer_dissent(dissent=one, actor=request.actor, at=timezone.now(), **told)

    after = reverse("matters:dissents", args=[matter.pk]) if len(waiting) > 1 else ""
    context = {"dissent": one, "left": len(waiting)}
    form = opened(request, forms.Answer, matter)
    return acted(request, matter, form, DISSENT, do, context=context, after=after, wrong=wrong)


@login_required
@never_cache
def review(request: Request, pk: UUID) -> HttpResponse:
    """Look at it anew, and give the reasons."""
    matter = queries.visible_matter(request.actor, pk)
    by = queries.read_process(matter.process).step(matter.step).by if matter.step else frozenset()
    matter = staff_matter(request, pk, by | {"secretary", "community_staff", "supervisor"})

    def do(told: dict[str, Any]) -> None:
        actions.review(matter=matter, actor=request.actor, at=timezone.now(), **told)

    return acted(request, matter, opened(request, forms.Words, matter), REVIEW, do)


@login_required
@never_cache
def complete(request: Request, pk: UUID) -> HttpResponse:
    """Complete the step: say what follows."""
    matter = queries.visible_matter(request.actor, pk)
    now = queries.standing(matter)
    by = now.process.step(now.step).by if now.step else frozenset({"secretary"})
    matter = staff_matter(request, pk, by, of=queries.step_roles(request.actor, matter))
    form = opened(request, forms.Choose, matter)
    found, beside = followers(now), named_ways(matter, now, queries.step_roles(request.actor, matter))
    form.offer("choose", [
        *((way.key, showing.in_words(way.name)) for way in found if way.why_not is None),
        *((way.key, in_full(way)) for way in beside),
    ])  # fmt: skip
    if now.step and not now.process.step(now.step).then:
        del form.fields["choose"]
    elif request.method == "POST" and (way := next((w for w in beside if w.key == form.data.get("choose")), None)):
        return redirect(way_page(matter, way.key))

    def do(told: dict[str, Any]) -> None:
        actions.complete_step(matter=matter, actor=request.actor, at=timezone.now(), **told)

    context = {
        "missing": [word(fact) for fact in missing(now)],
        "closed": [(showing.in_words(way.name), closed_because(now, way)) for way in found if way.why_not],
        "barriers": [panels.barrier_line(each) for each in barriers(matter)],
    }
    return acted(request, matter, form, COMPLETE, do, context=context)
