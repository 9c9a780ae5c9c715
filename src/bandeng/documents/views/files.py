"""A paper as the answer to a request."""

from urllib.parse import quote

from django.http import Http404, HttpResponse

from bandeng.core.papers import Paper, shelf
from bandeng.documents import queries
from bandeng.documents.writing import docx, pdf

KINDS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}  # fmt: skip


def answer(subject: queries.Subject, fmt: str) -> HttpResponse:
    """The paper as a file. Raises Http404 for another format, Refusal "no_pdf" with what to install."""
    if fmt not in ("docx", "pdf"):
        raise Http404
    paper = queries.paper_of(subject)
    return sent(pdf([paper]) if fmt == "pdf" else docx(paper), fmt, named(paper))


def named(paper: Paper) -> str:
    """A file's name: what the paper is, and its number or day."""
    return f"{shelf()[paper.kind].name['zh']}{paper.number or paper.day.isoformat()}"


def sent(file: bytes, fmt: str, name: str) -> HttpResponse:
    """A file to be saved."""
    disposition = f"attachment; filename=\"paper.{fmt}\"; filename*=UTF-8''{quote(name)}.{fmt}"
    return HttpResponse(file, content_type=KINDS[fmt], headers={"Content-Disposition": disposition})
