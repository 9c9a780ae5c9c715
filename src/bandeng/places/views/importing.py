"""Taking in a table of places: look at it first, then take it; one wrong row and nothing is written."""

import hashlib
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from bandeng.core.places import COLUMNS, MOST_BYTES, Plan, Problem, read_wishes
from bandeng.core.refusal import Refusal
from bandeng.places import actions, forms, intake
from bandeng.places.sentences import say, tell
from bandeng.places.views.staff import at_most, staff
from bandeng.places.who import Request

SHOWN_PROBLEMS, SHOWN_ROWS = 200, 100
LIMIT = MOST_BYTES + 64 * 1024


@dataclass(frozen=True)
class Told:
    """A problem as the page shows it."""

    row: int
    column: str
    sentence: str


@at_most(LIMIT)
@require_http_methods(["GET", "HEAD", "POST"])
@staff
def upload(request: Request) -> HttpResponse:
    """Send a table and see what would become of it; nothing is written."""
    if request.method != "POST":
        return render(request, "places/import.html", {"form": forms.Upload()})
    form = forms.Upload(request.POST, request.FILES)
    sent = request.FILES.get("table")
    try:
        data = sent.read(MOST_BYTES + 1) if sent else b""
        batch = _batch(data)
        plan = actions.check_batch(batch, actor=request.actor)
    except Refusal as no:
        return render(request, "places/import.html", {"form": form, "sentence": say(no)}, status=422)
    if plan.problems:
        return render(request, "places/import.html", {"form": form} | _problems(plan.problems), status=422)
    ticket = intake.keep(data, who=request.actor.name)
    return render(request, "places/import_look.html", _preview(plan) | {"ticket": ticket, "file": batch.file})


@require_POST
@staff
def take(request: Request) -> HttpResponse:
    """Take in the table that was looked at; it is checked once more against the tree of now."""
    form = forms.Upload()
    try:
        data = intake.fetch(request.POST.get("ticket", ""), who=request.actor.name)
        batch = _batch(data)
        count = len(batch.wishes)
        actions.add_places(batch=batch, actor=request.actor, at=timezone.now(), once=request.POST.get("once") or None)
    except actions.RowsWrong as wrong:
        return render(request, "places/import.html", {"form": form} | _problems(wrong.problems), status=422)
    except Refusal as no:
        return render(request, "places/import.html", {"form": form, "sentence": say(no)}, status=422)
    told = ngettext("%(count)s place was added.", "%(count)s places were added.", count) % {"count": count}
    messages.success(request, told)
    return redirect("places:index")


def _batch(data: bytes) -> actions.Batch:
    return actions.Batch(tuple(read_wishes(data)), file=hashlib.sha256(data).hexdigest())


def _problems(problems: tuple[Problem, ...]) -> dict[str, object]:
    told = [Told(problem.row, column_word(problem.column), tell(problem)) for problem in problems[:SHOWN_PROBLEMS]]
    return {"problems": told, "count": len(problems)}


def column_word(column: str) -> str:
    """A column as the reader's own table calls it."""
    english, chinese = COLUMNS[column][:2]
    return english if (get_language() or "").startswith("en") else chinese


def _preview(plan: Plan) -> dict[str, object]:
    levels = [row.level for row in plan.rows]
    return {
        "taken": plan.taken,
        "rows": plan.rows[:SHOWN_ROWS],
        "count": len(plan.rows),
        "levels": [(level, levels.count(level)) for level in dict.fromkeys(levels)],
    }
