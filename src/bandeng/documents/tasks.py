"""The job that makes a long export, and the daily one that takes old ones away."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone
from django_tasks import task

from bandeng.core.deadline import local_day
from bandeng.core.papers import Paper, register_head
from bandeng.core.refusal import Refusal
from bandeng.documents import queries
from bandeng.documents.models import Export, ExportKind
from bandeng.documents.writing import pdf
from bandeng.matters import queries as matters
from bandeng.matters.models import Matter
from bandeng.matters.queries.replies import DELIVERERS
from bandeng.people.acting import Actor, actor_for
from bandeng.records.worker import daily
from bandeng.shell import sheets

KEPT = timedelta(days=1)
LOCAL = ZoneInfo("Asia/Shanghai")
AT_A_TIME = 100


@task()
def export(key: str) -> bool:
    """Make the file; False where it stands already. Run twice it makes the same again."""
    row = Export.objects.select_related("place", "asked_by").filter(pk=key, finished_at=None).first()
    if row is None:
        return False
    # Rights are those of the moment it is made, not of the moment it was asked for.
    actor = actor_for(row.asked_by, on=local_day(timezone.now()))
    failed, file = "", b""
    try:
        file = MAKERS[row.kind](row, actor) if not actor.roles_at(row.place).isdisjoint(queries.STAFF) else b""
        failed = "" if file else "not_your_turn"
    except Refusal as no:
        failed = no.code
    Export.objects.filter(pk=key).update(file=file, failed=failed, finished_at=timezone.now())
    return True


def _step(row: Export, done: int, total: int) -> None:
    """How far it is: others see it at once, for a job is no transaction."""
    Export.objects.filter(pk=row.pk).update(done=done, total=total)


def _lines(row: Export, actor: Actor) -> tuple[tuple[str, ...], ...]:
    found = list(queries.in_register(row.place, actor, row.from_on, row.to_on))
    told: list[tuple[str, ...]] = []
    for start in range(0, len(found), AT_A_TIME):
        told += queries.register_rows(found[start : start + AT_A_TIME])
        _step(row, len(told), len(found))
    return tuple(told)


def _register_xlsx(row: Export, actor: Actor) -> bytes:
    wording = queries.worded("register", row.place)
    return sheets.as_xlsx(wording.name["zh"], register_head(wording), _lines(row, actor))


def _register_pdf(row: Export, actor: Actor) -> bytes:
    told = queries.register_of(row.place, row.from_on, row.to_on, _lines(row, actor))
    return pdf([queries.paper_of(told)])


def _replies_pdf(row: Export, actor: Actor) -> bytes:
    first = datetime.combine(row.from_on, time.min, LOCAL)
    last = datetime.combine(row.to_on + timedelta(days=1), time.min, LOCAL)
    here = matters.visible_to(actor).filter(place__path__startswith=row.place.path)
    found = [each for each in queries.replies_between(here, first, last) if _may_carry(actor, each.matter)]
    papers: list[Paper] = []
    for number, each in enumerate(found, 1):
        papers.append(queries.paper_of(queries.reply_of(each)))
        _step(row, number, 2 * len(found))
    if not papers:
        raise Refusal("nothing_to_export")
    return pdf(papers, lambda done: _step(row, len(found) + done, 2 * len(found)))


def _may_carry(actor: Actor, matter: Matter) -> bool:
    return not actor.roles_at(matter.place).isdisjoint(DELIVERERS)


MAKERS: dict[str, Callable[[Export, Actor], bytes]] = {
    ExportKind.REGISTER_XLSX: _register_xlsx, ExportKind.REGISTER_PDF: _register_pdf,
    ExportKind.REPLIES_PDF: _replies_pdf,
}  # fmt: skip


@daily("documents.exports", hour=4)
def take_away(now: datetime) -> None:
    """Exports hold names of places and of work: they are kept for a day."""
    Export.objects.filter(asked_at__lt=now - KEPT).delete()
