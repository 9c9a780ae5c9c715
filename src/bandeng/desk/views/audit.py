"""Checking: the ledger for everybody, and the auditor's desk: entries, moved dates, corrections, who looked at what."""

import tempfile
from pathlib import Path

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from bandeng.core.refusal import Refusal
from bandeng.desk.forms import Receipt
from bandeng.desk.queries import home_place
from bandeng.matters.models import DeadlineChange
from bandeng.people import limits
from bandeng.people.models import Reveal
from bandeng.places.queries import labels
from bandeng.records.checking import check_chain, find_receipt
from bandeng.records.export import fingerprint, write
from bandeng.records.models import Chain, Entry
from bandeng.shell.http import Request
from bandeng.shell.paging import paged

AUDITORS = frozenset({"auditor"})


@never_cache
def ledger(request: Request) -> HttpResponse:
    """How anybody can check that nothing was changed; a receipt can be checked here at once."""
    request.place, request.door = home_place(), "watch"
    form = Receipt(request.POST if request.method == "POST" and "receipt" in request.POST else None)
    found, checked = None, []
    if request.method == "POST":
        limits.spend("check", limits.address_of(request), most=10)
        if "receipt" in request.POST and form.is_valid():
            found = find_receipt(form.cleaned_data["receipt"])
        elif "all" in request.POST:
            checked = [check_chain(key) for key in Chain.objects.filter(n__gt=0).values_list("key", flat=True)]
    chains = list(Chain.objects.filter(n__gt=0).order_by("key"))
    names = labels(chain.key for chain in chains)
    context = {
        "chains": [(chain, names.get(chain.key, "")) for chain in chains], "fingerprint": fingerprint(), "form": form,
        "found": found, "asked": form.is_bound and form.is_valid(), "checked": checked,
        "whole": all(each.whole for each in checked), "entries": sum(each.entries for each in checked),
    }  # fmt: skip
    return render(request, "desk/ledger.html", context)


def _need_auditor(request: Request) -> None:
    if request.actor.by_card or request.actor.all_roles.isdisjoint(AUDITORS):
        raise Refusal("not_allowed")


@login_required
def audit(request: Request) -> HttpResponse:
    """The auditor's desk: every entry, newest first, by chain, kind of act, or what it is about."""
    _need_auditor(request)
    entries = Entry.objects.order_by("-arrival")
    asked = {name: request.GET.get(name, "").strip() for name in ("chain", "verb", "subject")}
    for name, value in asked.items():
        if value:
            entries = entries.filter(**{name: value})
    verbs = list(Entry.objects.order_by("verb").values_list("verb", flat=True).distinct())
    chains = list(Chain.objects.order_by("key").values_list("key", flat=True))
    context = {"page": paged(entries, request, size=50), "verbs": verbs, "chains": chains, "asked": asked}
    return render(request, "desk/audit.html", context)


@login_required
def entry(request: Request, chain: str, n: int) -> HttpResponse:
    """One entry, as its line says it; private parts stand as digests."""
    _need_auditor(request)
    return render(request, "desk/entry.html", {"entry": get_object_or_404(Entry, chain=chain, n=n)})


@login_required
def dates(request: Request) -> HttpResponse:
    """Every due date that was moved, with the original beside it; every marked correction of a date."""
    _need_auditor(request)
    moved = DeadlineChange.objects.select_related("deadline__matter").order_by("-at", "-pk")
    corrected = Entry.objects.filter(verb="matter.corrected").order_by("-arrival")
    context = {"page": paged(moved, request, size=50), "corrected": list(corrected[:100])}
    return render(request, "desk/dates.html", context)


@login_required
def reveals(request: Request) -> HttpResponse:
    """Who looked at whose masked contact data, when, and why."""
    _need_auditor(request)
    rows = Reveal.objects.select_related("by").order_by("-at", "-pk")
    return render(request, "desk/reveals.html", {"page": paged(rows, request, size=50)})


@login_required
@require_POST
def export(request: Request) -> HttpResponseBase:
    """The whole ledger as a file that verify.py checks without us."""
    _need_auditor(request)
    limits.spend("export", request.actor.name, most=5)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "ledger.jsonl"
        write(out, at=timezone.now())
        return FileResponse(out.open("rb"), as_attachment=True, filename="ledger.jsonl")


def verifier(request: Request) -> HttpResponse:
    """verify.py itself, to be read and run."""
    from bandeng.core.ledger import verifier as text

    return HttpResponse(
        text(),
        content_type="text/x-python; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="verify.py"'},
    )
