"""The evening after: everybody who raised one of the matters that were gone through hears what was decided, and why."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from bandeng.commitments.models import State, WorkItem
from bandeng.matters import actions as matters
from bandeng.matters.models import Kind, Matter
from bandeng.meetings import queries
from bandeng.meetings.actions.deciding import need_runner
from bandeng.meetings.models import AgendaItem, Decided, Meeting
from bandeng.people.acting import Actor
from bandeng.shell.dates import say_day

SAID, ANSWERED = "explain:said", "explain:answered"


def tell_raisers(*, meeting: Meeting, actor: Actor, at: datetime) -> int:
    """Reply to the raisers of each matter that was decided on; how many matters were told. Run again it tells nobody.

    Adopted: who does it until when, as an interim reply. Explained: why, as the final one. Merged ones were told when
    they were merged.
    Raises   Refusal: "not_your_turn", and what `matters.actions.reply` raises; what was told before stands.
    """
    need_runner(actor, queries.visible(meeting.pk))
    items = meeting.items.exclude(decided="").exclude(decided=Decided.MERGED).filter(matter__isnull=False)
    return sum(_tell(item, actor, at) for item in items.order_by("number"))


@transaction.atomic
def _tell(item: AgendaItem, actor: Actor, at: datetime) -> bool:
    matter = Matter.objects.select_related("place", "process").get(pk=item.matter_id or "")
    heard = matter.replies.filter(round=matter.round, kind__in=[Kind.INTERIM, Kind.FINAL])
    if matter.step is None or matter.merged_into_id or heard.exists():
        return False
    told: dict[str, Any] = {"actor": actor, "at": at}
    final = matter.step == SAID
    if final:
        matters.complete_step(matter=matter, choose=ANSWERED, **told)
    matters.reply(matter=matter, kind=Kind.FINAL if final else Kind.INTERIM, text=_words(item, matter), **told)
    return True


def _words(item: AgendaItem, matter: Matter) -> str:
    """What was decided, in the language of the site."""
    with translation.override(settings.LANGUAGE_CODE):
        if item.decided != Decided.ADOPTED:
            return item.because or str(item.get_decided_display())
        work = WorkItem.objects.filter(matter=matter, state=State.ACTIVE).select_related("lead", "deadline")
        lines = [_promised(each, item) for each in work.order_by("set_at", "pk") if each.deadline]
        return "\n".join(lines) or _(
            "It was taken up at the meeting: %(what)s. We tell you who does what until when."
        ) % {"what": item.because}


def _promised(work: WorkItem, item: AgendaItem) -> str:
    assert work.deadline is not None
    due = work.deadline.due_on
    told = {"work": work.title, "unit": work.lead, "day": say_day(due, today=due), "what": item.because}
    return _("It was taken up at the meeting: %(what)s. %(unit)s does it (%(work)s), until %(day)s.") % told
