"""Other ways: explain, pass on, escalate, mediate; what came back; merging and parting; withdrawing for somebody."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.cache import never_cache

from bandeng.core.process import shared
from bandeng.core.refusal import Refusal
from bandeng.matters import actions, queries, showing
from bandeng.matters.actions.branches import need_answerer
from bandeng.matters.actions.deciding import names, takers
from bandeng.matters.actions.merging import MERGERS
from bandeng.matters.forms import staff as forms
from bandeng.matters.handling import BY_REASON, SENT
from bandeng.matters.models import Matter, PassOn, Raising
from bandeng.matters.views.acting import Page, acted, opened, staff_matter
from bandeng.matters.views.deciding import MEANS, by_number, ready
from bandeng.shell.http import Request

ANSWER = Page(lazy("Note what came back"), lazy("Note it"), done=lazy("Noted."))
MERGE = Page(
    lazy("Merge it into another matter"), lazy("Merge"), template="matters/merge.html",
    done=lazy("Merged. Each raiser is told, and gets the other matter's final reply."),
    lead=lazy("Every raiser keeps their own words, receipt and reply. It can be taken back."),
)  # fmt: skip
UNMERGE = Page(
    lazy("Take the merge back"), lazy("Part them again"), done=lazy("It goes on by itself again."),
    lead=lazy("Its raisings come back with it, and its step's clock starts anew."),
)  # fmt: skip
WITHDRAW = Page(
    lazy("Withdraw for the raiser"), lazy("They take it back"), done=lazy("Noted: the raiser took it back."),
    lead=lazy("Only when the raiser asked for it. An answer still follows."),
)  # fmt: skip


@login_required
@never_cache
def branch(request: Request, pk: UUID, branch: str) -> HttpResponse:
    """Leave the line, with the reason."""
    known = {each.key: each for each in shared() if each.key in BY_REASON}
    if branch not in known:
        raise Http404
    matter = queries.visible_matter(request.actor, pk)
    by = takers(queries.standing(matter), branch) if matter.step else known[branch].by
    matter = staff_matter(request, pk, by, of=queries.step_roles(request.actor, matter))
    form = opened(request, forms.Branch, matter)
    ready(form, matter, [], branch)
    if branch not in SENT:
        del form.fields["to_organisation"], form.fields["to"]
    if branch in ("mediate", *SENT):
        del form.fields["next_channel"]
    page = Page(showing.in_words(known[branch].name), lazy("Decide it so"), MEANS[branch], lazy("It was decided."))

    def do(told: dict[str, Any]) -> None:
        actions.take_branch(matter=matter, branch=branch, actor=request.actor, at=timezone.now(), **told)

    return acted(request, matter, form, page, do)


@login_required
@never_cache
def pass_on_answer(request: Request, pk: UUID) -> HttpResponse:
    """What came back from where a matter was sent: taken, sent back, a result."""
    matter = queries.visible_matter(request.actor, pk)
    sent = PassOn.objects.filter(matter=matter, returned_at=None, result_at=None).order_by("-at", "-pk").first()
    if sent is None:
        raise Http404
    need_answerer(sent, matter, request.actor)
    form = opened(request, forms.PassOnAnswer, matter)
    if sent.kind == "pass_on" and matter.step == "pass_on:watched":
        form.offer("answer", [("result", forms.PassOnAnswer.base_fields["answer"].choices[2][1])])  # type: ignore[attr-defined]

    def do(told: dict[str, Any]) -> None:
        told.pop("version")
        again = told.pop("again") and told["answer"] == "result"
        choose = "to.sorted" if again else None
        actions.answer_pass_on(pass_on=sent, choose=choose, actor=request.actor, at=timezone.now(), **told)

    page = Page(ANSWER.title, ANSWER.button, sent.to, ANSWER.done)
    return acted(request, matter, form, page, do)


@login_required
@never_cache
def merge(request: Request, pk: UUID) -> HttpResponse:
    """Into which matter: the most alike are offered, any other by its number."""
    matter = queries.visible_matter(request.actor, pk)
    now = queries.standing(matter)
    by = takers(now, "merge") if names(now, "merge") else MERGERS
    matter = staff_matter(request, pk, by, of=queries.step_roles(request.actor, matter))
    form = opened(request, forms.Merge, matter)
    alike = [each for each in _alike(request, matter) if each.pk != matter.pk]
    form.offer(
        "into",
        [
            ("", lazy("another one: by its number")),
            *((str(each.pk), f"{each.title} · {each.number}") for each in alike),
        ],
    )

    if not alike:
        del form.fields["into"]

    def do(told: dict[str, Any]) -> None:
        chosen, number = told.pop("into", ""), told.pop("number")
        into = queries.visible_matter(request.actor, UUID(chosen)) if chosen else _numbered(request, matter, number)
        actions.merge(matter=matter, into=into, actor=request.actor, at=timezone.now(), **told)

    return acted(request, matter, form, MERGE, do)


def _numbered(request: Request, matter: Matter, number: str) -> Matter:
    try:
        return by_number(request, matter, number)
    except Refusal as no:
        raise Refusal(no.code, field="number", number=number or "–") from no


def _alike(request: Request, matter: Matter) -> list[Matter]:
    """Matters like this one; for one nobody summed up yet, by its first raiser's words."""
    words = f"{matter.title} {matter.summary}".strip()
    if not words and queries.may_see_words(request.actor, matter):
        words = " ".join(matter.raisings.order_by("raised_at", "pk").values_list("words", flat=True)[:3])
    return queries.similar(matter.place, words, most=6)


@login_required
@never_cache
def unmerge(request: Request, pk: UUID) -> HttpResponse:
    """Part two matters again."""
    matter = queries.visible_matter(request.actor, pk)
    now = queries.standing(matter)
    by = takers(now, "merge") if names(now, "merge") else MERGERS
    matter = staff_matter(request, pk, by, of=queries.step_roles(request.actor, matter))

    def do(told: dict[str, Any]) -> None:
        actions.unmerge(matter=matter, actor=request.actor, at=timezone.now(), **told)

    return acted(request, matter, opened(request, forms.Reason, matter), UNMERGE, do)


@login_required
@never_cache
def withdraw_for(request: Request, pk: UUID) -> HttpResponse:
    """A raiser asked the desk, or their building head, to take it back."""
    raising = get_object_or_404(Raising.objects.select_related("matter"), pk=pk)
    roles = MERGERS if raising.proxy_id != request.actor.id else MERGERS | {"raiser"}
    matter = staff_matter(request, raising.matter_id, roles)

    def do(told: dict[str, Any]) -> None:
        actions.withdraw(raising=raising, words=told["text"], actor=request.actor, at=timezone.now(), once=told["once"])

    return acted(request, matter, opened(request, forms.Words, matter), WITHDRAW, do)
