"""A raiser said "not solved": each settled item goes back to the same unit with a new clock."""

from datetime import datetime

from bandeng.commitments.actions.deciding import note
from bandeng.commitments.acts import ItemReopened
from bandeng.commitments.models import State, WorkItem
from bandeng.core.ids import new_id
from bandeng.matters import queries as matters
from bandeng.matters.models import Matter
from bandeng.people.acting import Actor, system
from bandeng.records.actions import action

REOPENING = system("reopening")
AGAIN = "reopen:again"
"""Where a matter goes at its first reopening; the second is the supervisor's review and opens no work by itself."""


@action
def reopen_items(*, matter: Matter, at: datetime, actor: Actor = REOPENING) -> int:
    """Set the settled items of an earlier round anew, each with as many days as its unit was given at first; how many.

    An item that was set anew in this round stays as it is, so running this twice changes nothing.
    """
    matter = matters.locked(matter)
    if matter.step is None:
        return 0
    settled = WorkItem.objects.filter(matter=matter, state=State.SETTLED, round__lt=matter.round)
    items = list(settled.select_related("deadline").order_by("set_at", "pk"))
    for item in items:
        assert item.deadline is not None
        due = matters.due_from("item", item.deadline.days, item.deadline.unit, chain=matter.chain, at=at)
        note(ItemReopened(item=item.pk, matter=matter.pk, track=new_id(at), due=due), matter, actor=actor, at=at)
    return len(items)
