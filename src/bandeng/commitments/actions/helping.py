"""Others helped: volunteers with their hours, a partner by its name."""

from datetime import date, datetime

from bandeng.commitments import queries
from bandeng.commitments.actions.deciding import MOST_TITLE, fresh, need_texts, note
from bandeng.commitments.acts import ItemHelped
from bandeng.commitments.models import State, WorkItem
from bandeng.core.ids import new_id
from bandeng.core.refusal import Refusal
from bandeng.matters.actions.deciding import need_role, need_text, not_future, somebody
from bandeng.matters.actions.texts import published
from bandeng.people.acting import Actor
from bandeng.records.actions import action

MOST_PEOPLE, MOST_MINUTES_EACH = 1000, 24 * 60


@action
def note_help(
    *, item: WorkItem, on: date, text: str, people: int = 0, minutes: int = 0, partner: str = "", actor: Actor,
    at: datetime, version: int | None = None, once: str | None = None,
) -> WorkItem:  # fmt: skip
    """Note who helped on a day, with what: so many volunteers, so many minutes of all of them together, a partner.

    minutes   whole, of everybody together; at most a day for each
    partner   an organisation by its name: a shop, a firm, a charity
    Raises    Refusal: "not_your_turn", "stale", "already_gone_on", "already_ended", "help_by_nobody",
              "bad_hours" (people, minutes), "date_in_future", "text_missing", "text_too_long", "unmasked".
    Source    domain.md 9 (A3: partner, volunteer hours logged)
    """
    item = fresh(item, version, State.ACTIVE, State.DONE)
    if queries.works_for(actor, item.lead) or queries.supports(actor, item):
        somebody(actor)
    else:
        need_role(actor, item.matter, queries.ASSIGNERS | queries.COMMUNITY_STAFF)
    if not people and not minutes and not partner.strip():
        raise Refusal("help_by_nobody")
    if not _plausible(people, minutes):
        raise Refusal("bad_hours", people=people, minutes=minutes)
    not_future(on, at)
    need_text(text=text)
    need_texts(text=text)
    need_texts(MOST_TITLE, partner=partner)
    act = ItemHelped(
        item=item.pk, matter=item.matter_id, help=new_id(at), on=on, people=people, minutes=minutes,
        **published(item.matter, partner=partner, text=text),
    )  # fmt: skip
    return note(act, item.matter, actor=actor, at=at, once=once)


def _plausible(people: int, minutes: int) -> bool:
    """Somebody for some time, or nobody for none."""
    if type(people) is not int or type(minutes) is not int:
        return False
    return 0 <= people <= MOST_PEOPLE and bool(people) == bool(minutes) and 0 <= minutes <= people * MOST_MINUTES_EACH
