"""The newspaper page, practice by practice; only where the site is a demonstration."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render

from bandeng.desk.queries.newspaper import practices
from bandeng.shell.http import Request


def newspaper(request: Request) -> HttpResponse:
    """Each practice with its record here. Raises Http404 on a site of real use."""
    if not settings.DEMONSTRATION:
        raise Http404
    return render(request, "desk/newspaper.html", {"rows": practices()})
