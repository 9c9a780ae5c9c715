"""PDF by WeasyPrint: tagged, open fonts embedded. Where it or pango is missing, a site says what to install."""

from collections.abc import Callable
from typing import Any

from bandeng.core.papers import Paper
from bandeng.core.refusal import Refusal
from bandeng.documents.writing.pages import page

INSTALL = 'apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-cjk; make install ARGS="pdf"'


def can_pdf() -> bool:
    """Whether this machine makes PDF files."""
    return _weasyprint() is not None


def pdf(papers: list[Paper], step: Callable[[int], object] = lambda done: None) -> bytes:
    """One file of these papers, each beginning on a page of its own with the number 1.

    step     called after each paper with how many are laid out

    Raises   Refusal: "no_pdf" with `install`, the commands that help.
    """
    weasyprint = _weasyprint()
    if weasyprint is None:
        raise Refusal("no_pdf", install=INSTALL)
    # Nothing comes from outside: a paper's pictures are in it.
    inside = weasyprint.urls.URLFetcher(allowed_protocols=("data",))
    made = []
    for number, each in enumerate(papers, 1):
        made.append(weasyprint.HTML(string=page(each), url_fetcher=inside).render())
        step(number)
    whole = made[0].copy([one for each in made for one in each.pages])
    told: bytes = whole.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=papers[0].digest().encode()[:32])
    return told


def _weasyprint() -> Any:
    """The library; None without it. It raises OSError where the system's pango is missing."""
    try:
        import weasyprint
    except (ImportError, OSError):
        return None
    return weasyprint
