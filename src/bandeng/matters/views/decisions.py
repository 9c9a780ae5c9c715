"""Writing down what a body decided, making it public, what was done elsewhere; what is true; another process."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.cache import never_cache

from bandeng.core.deadline import local_day
from bandeng.core.gate import Rule, gate, rules_on
from bandeng.core.refusal import Refusal
from bandeng.matters import actions, panels, queries
from bandeng.matters.actions.decisions import ANSWERED, NOTED, RECORDERS, recorders
from bandeng.matters.actions.processes import MOVERS
from bandeng.matters.forms import decisions as forms
from bandeng.matters.forms.raising import kept_photos
from bandeng.matters.models import Decision, Matter, Posting, ProcessVersion
from bandeng.matters.showing import in_words
from bandeng.matters.views.acting import Page, acted, opened, staff_matter
from bandeng.matters.views.raising import photos_of, with_photos
from bandeng.shell.dates import say_day
from bandeng.shell.fields import Act
from bandeng.shell.http import Request

DECIDE = Page(
    lazy("Write down what was decided"), lazy("Keep the decision"), template="matters/decision.html",
    done=lazy("The decision is on record; whether it passed was worked out from its figures."),
)  # fmt: skip
POST = Page(
    lazy("Make the result public"), lazy("It hangs there"), template="matters/post.html",
    done=lazy("Noted. When its days are over, say here what was objected."),
)  # fmt: skip
CLOSE = Page(
    lazy("The notice's days"), lazy("Nobody objects any more"), template="matters/act.html",
    done=lazy("It was made public in full; objections are answered."),
)  # fmt: skip
GUARDS = Page(lazy("Say what is true of it"), lazy("It is so"), done=lazy("Noted."), template="matters/guards.html")
PROCESS = Page(
    lazy("Let it follow another process"), lazy("Follow this one"), done=lazy("It follows the other process now."),
    lead=lazy("What was reached and what stands stays. Everybody reads the reason."),
)  # fmt: skip

WHAT: dict[str, tuple[Promise, Promise]] = {
    "notice": (
        lazy("Note the notice given"),
        lazy("Everybody who has to be there was told, in time: when, how, what was handed out."),
    ),
    "poll": (lazy("Note the result of the poll"), lazy("How many were asked, how many answered, what they said.")),
    "opinions": (lazy("Note the opinions collected"), lazy("What was said, by how many; every kind of view.")),
    "research": (lazy("Note what the visits found"), lazy("Where you went, whom you heard, what you found.")),
    "agreement": (
        lazy("Note whether both sides agree"),
        lazy("What both sides agreed to; or that one of them does not."),
    ),
    "acknowledgement": (
        lazy("Note whether they took it over"),
        lazy("Who took it over, and until when they answer; or that they did not."),
    ),
    "result": (lazy("Note what they answered"), lazy("What the other body, or the upper level, answered.")),
    "target_replied": (
        lazy("Note the answer of the other matter"),
        lazy("Which matter it was, and what was answered there."),
    ),
    "pre_study": (
        lazy("Note the study by the party organisation"),
        lazy("What the party organisation studied, and what it proposes."),
    ),
}
"""What each note is called, and what stands in it."""


def _today() -> date:
    return local_day(timezone.now())


@login_required
@never_cache
def decision(request: Request, pk: UUID) -> HttpResponse:
    """First which body decided, then what its rule asks for."""
    matter = _recorded(request, pk)
    on = _today()
    wanted = request.GET.get("rule", "")
    named = [each.verdict for each in queries.gate_of(matter, on) if each.state == "undecided"]
    rules = {f"{each.key}/{each.version}": each for each in _rules(matter, on)}
    only = [rule for verdict in named for rule in verdict.rules]
    rule = rules.get(wanted) or (only[0] if len(only) == 1 and not wanted else None)
    if rule is None:
        context = {
            "rules": [panels.rule_line(each) for each in rules.values() if each in only or not only],
            "more": [panels.rule_line(each) for each in rules.values() if only and each not in only],
            "verdicts": [panels.gate_line(each) for each in named],
        }  # fmt: skip
        form = opened(request, Act, matter)
        return acted(request, matter, form, DECIDE, _nothing, context=context, wrong=_choose())
    return _decided(request, matter, rule)


def _choose() -> str:
    return _("Please choose who decided.")


def _nothing(told: dict[str, Any]) -> None:
    raise Refusal("unknown_rule", rule="")


def _rules(matter: Matter, on: date) -> list[Rule]:
    """Who may have decided: never the owners where residents are tenants."""
    tenants = "public_rental" in queries.effects_of(matter)
    return [
        each for each in rules_on(on)
        if each.body != "consultation" and not (tenants and each.body in ("owners", "affected_owners"))
    ]  # fmt: skip


def _decided(request: Request, matter: Matter, rule: Rule) -> HttpResponse:
    form = _opened(request, forms.Decide, matter, {"rule": rule}, decided_on=_today())
    refused = _pictures(request, form)

    def do(told: dict[str, Any]) -> None:
        photos = kept_photos(told.pop("kept"))
        actions.record_decision(
            matter=matter, rule=rule.key, rule_version=rule.version, photos=photos, actor=request.actor,
            at=timezone.now(), **told,
        )  # fmt: skip

    context = {"rule": panels.rule_line(rule), **_shown_photos(form, refused)}
    return acted(request, matter, form, DECIDE, do, context=context, wrong=refused)


def _recorded(request: Request, pk: UUID) -> Matter:
    """A matter for somebody who writes down for it."""
    matter = queries.visible_matter(request.actor, pk)
    return staff_matter(request, pk, recorders(matter), of=queries.step_roles(request.actor, matter))


def _opened(request: Request, kind: Any, matter: Matter, more: Mapping[str, Any], /, **initial: Any) -> Any:
    """`opened`, for a form that has to know something to be made."""

    def make(*args: Any, **given: Any) -> Any:
        return kind(*args, **given, **more)

    return opened(request, make, matter, **initial)  # type: ignore[arg-type]


def _pictures(request: Request, form: Any) -> str:
    """Take in the pictures of this request; a sentence when one was refused."""
    return with_photos(request, form)[1] if request.method == "POST" else ""


def _shown_photos(form: Any, refused: str) -> dict[str, Any]:
    return {"photos": photos_of(form), "refused": refused, "most_photos": 9}


@login_required
@never_cache
def publicity(request: Request, pk: UUID) -> HttpResponse:
    """Make a result public; once it hangs, say what was objected when its days are over."""
    matter = _recorded(request, pk)
    hanging = Posting.objects.filter(matter=matter, closed_on=None).order_by("-at", "-pk").first()
    return _closing(request, matter, hanging) if hanging else _posting(request, matter)


def _posting(request: Request, matter: Matter) -> HttpResponse:
    of = _unposted(matter)
    least = of.post_days if of and of.post_days else 3
    form = opened(request, forms.Post, matter, posted_on=_today(), days=least, text=of.text if of else "")
    refused = _pictures(request, form)

    def do(told: dict[str, Any]) -> None:
        photos = kept_photos(told.pop("kept"))
        actions.post_result(matter=matter, of=of, photos=photos, actor=request.actor, at=timezone.now(), **told)

    context = {"of": of, **_shown_photos(form, refused)}
    return acted(request, matter, form, POST, do, context=context, wrong=refused)


def _unposted(matter: Matter) -> Decision | None:
    """The newest decision that passed and does not hang anywhere yet."""
    return Decision.objects.filter(matter=matter, passed=True, postings=None).order_by("-at", "-pk").first()


def _closing(request: Request, matter: Matter, hanging: Posting) -> HttpResponse:
    form = opened(request, forms.ClosePosting, matter)

    def do(told: dict[str, Any]) -> None:
        actions.close_posting(posting=hanging, actor=request.actor, at=timezone.now(), **told)

    until = say_day(hanging.until, today=_today())
    lead = _("It hangs at %(where)s until %(until)s, that day included. Objections until then are answered here.")
    page = Page(CLOSE.title, CLOSE.button, lead % {"where": hanging.where, "until": until}, CLOSE.done)
    return acted(request, matter, form, page, do)


@login_required
@never_cache
def noted(request: Request, pk: UUID, fact: str) -> HttpResponse:
    """Write down what was done on paper or elsewhere for the step."""
    if fact not in NOTED:
        raise Http404
    matter = _recorded(request, pk)
    form = opened(request, forms.Note, matter, on=_today())
    if fact not in ANSWERED:
        del form.fields["good"]
    if fact != "notice":
        del form.fields["for_on"]
    refused = _pictures(request, form)

    def do(told: dict[str, Any]) -> None:
        photos = kept_photos(told.pop("kept"))
        actions.note_step(
            matter=matter, fact=fact, photos=photos, actor=request.actor, at=timezone.now(), **told
        )  # fmt: skip

    title, lead = WHAT[fact]
    page = Page(title, lazy("Keep it"), lead, lazy("Noted."), "matters/noted.html")
    return acted(request, matter, form, page, do, context=_shown_photos(form, refused), wrong=refused)


@login_required
@never_cache
def guards(request: Request, pk: UUID) -> HttpResponse:
    """Say anew what is true of a matter; beside it who would have to decide."""
    matter = staff_matter(request, pk, RECORDERS)
    form = opened(request, forms.Guards, matter, guards=matter.guards)

    def do(told: dict[str, Any]) -> None:
        actions.tell_guards(matter=matter, actor=request.actor, at=timezone.now(), **told)

    return acted(request, matter, form, GUARDS, do, context=preview(matter, matter.category, list(matter.guards)))


def preview(matter: Matter, category: str, effects: list[str]) -> dict[str, Any]:
    """Who would have to decide: for what is said of the matter, and for what its kind often comes to."""
    on = _today()
    true = [*effects, *(["public_rental"] if queries.is_rental(matter.place) else [])]
    try:
        found, ahead = gate(true, on=on), queries.foreseen_for(matter, category, true, on)
    except Refusal:
        return {"gate": [], "gate_foreseen": []}
    return {
        "gate": [panels.gate_line(each) for each in found],
        "gate_foreseen": [panels.gate_line(each) for each in ahead],
    }


@login_required
@never_cache
def change_process(request: Request, pk: UUID) -> HttpResponse:
    """Which process it follows from now on, and why."""
    matter = staff_matter(request, pk, MOVERS)
    found = [each for each in queries.processes_for(matter.place) if each.pk != matter.process_id]
    form = opened(request, forms.ChangeProcess, matter)
    form.offer("process", [(str(each.pk), _named(each)) for each in found])

    def do(told: dict[str, Any]) -> None:
        process = ProcessVersion.objects.get(pk=told.pop("process"))
        actions.change_process(matter=matter, process=process, actor=request.actor, at=timezone.now(), **told)

    return acted(request, matter, form, PROCESS, do)


def _named(version: ProcessVersion) -> str:
    name = in_words(queries.read_process(version).name)
    return _("%(name)s, version %(n)s") % {"name": name, "n": version.number}
