"""Acts to rows: the only place that writes this room's ledgered tables."""

from bandeng.documents import acts
from bandeng.documents.models import Document, PaperWording
from bandeng.records.models import Entry
from bandeng.records.registry import applies


def _document(act: acts.DocumentIssued) -> Document:
    return Document.objects.get(pk=act.document)


def _worded(act: acts.PaperWorded) -> PaperWording:
    return PaperWording.objects.get(place=act.place, kind=act.kind)


@applies(acts.DocumentIssued, result=_document)
def document_issued(act: acts.DocumentIssued, entry: Entry) -> Document:
    """One more line of the list of papers."""
    return Document.objects.create(
        id=act.document, chain=entry.chain, place_id=act.place, matter_id=act.matter, kind=act.kind, of=act.of,
        series=act.series, year=act.year, number=act.number, template=act.template, digest=act.digest, lines=act.lines,
        by_id=entry.actor.removeprefix("person:"), at=entry.at,
    )  # fmt: skip


@applies(acts.PaperWorded, result=_worded)
def paper_worded(act: acts.PaperWorded, entry: Entry) -> PaperWording:
    """The newest wording stands; earlier ones are in the ledger."""
    told = {
        "texts": act.texts, "version": act.version, "reason": act.reason, "at": entry.at,
        "by_id": entry.actor.removeprefix("person:"),
    }  # fmt: skip
    row, _ = PaperWording.objects.update_or_create(place_id=act.place, kind=act.kind, defaults=told)
    return row
