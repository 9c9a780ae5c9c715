"""Addresses of papers: one for each kind that is made from one thing, so that its rights can be told and tested."""

import re
from uuid import UUID

from django.urls import path, register_converter
from django.urls.converters import UUIDConverter

from bandeng.documents.queries import LOADERS, YEARLY
from bandeng.documents.views import desk, issuing, papers


class PlaceYear:
    """A place and a year, "640425-2026"."""

    regex = r"[0-9]+(?:\.[0-9]+)*-[0-9]{4}"

    def to_python(self, value: str) -> str:
        """As it stands."""
        return value

    def to_url(self, value: str) -> str:
        """As it stands."""
        return value


class PaperKey:
    """What a paper is made from: a row's key, or a place and a year."""

    regex = f"(?:{UUIDConverter.regex}|{PlaceYear.regex})"

    def to_python(self, value: str) -> UUID | str:
        """As whatever it is."""
        return UUID(value) if re.fullmatch(UUIDConverter.regex, value) else value

    def to_url(self, value: UUID | str) -> str:
        """As it stands."""
        return str(value)


register_converter(PlaceYear, "place_year")
register_converter(PaperKey, "paper_key")
app_name = "documents"
urlpatterns = [
    *(path(f"papers/{kind}/<uuid:pk>.<str:fmt>", papers.paper, {"kind": kind}, name=kind) for kind in LOADERS),
    *(path(f"papers/{kind}/<place_year:pk>.<str:fmt>", papers.paper, {"kind": kind}, name=kind) for kind in YEARLY),
    path("r/<str:code>/paper.<str:fmt>", papers.receipt, name="receipt"),
    path("r/<str:code>/reply/<uuid:pk>.<str:fmt>", papers.own_reply, name="own_reply"),
    path("p/<str:code>/papers/monthly.<str:fmt>", papers.monthly, name="monthly"),
    path("papers/<str:kind>/<paper_key:pk>/issue/", issuing.issue, name="issue"),
    path("papers/<uuid:pk>/", issuing.document, name="document"),
    path("desk/papers/", desk.desk, name="desk"),
    path("desk/papers/exports/<uuid:pk>/", desk.export, name="export"),
    path("desk/papers/exports/<uuid:pk>/file/", desk.export_file, name="export_file"),
    path("p/<str:code>/papers/wording/", desk.wordings, name="wordings"),
    path("p/<str:code>/papers/wording/<str:kind>/", desk.word, name="word"),
]
