"""Which ways a matter may go on, in words for a form, and deciding it as the form said."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from bandeng.core.refusal import Refusal
from bandeng.matters import actions, naming, queries, showing
from bandeng.matters.actions.journey import GUARDS
from bandeng.matters.forms import staff as forms
from bandeng.matters.handling import BY_REASON
from bandeng.matters.models import Matter
from bandeng.matters.ways import Way, followers, ways
from bandeng.people.models import Organisation
from bandeng.shell.http import Request


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
