"""A building is counted."""

from datetime import date
from uuid import UUID

from bandeng.records.acts import Act, act


@act("meeting.group_counted")
class GroupCounted(Act):
    """So many of a group live in a building, of so many; two numbers and a day, nothing of anybody."""

    count: UUID
    place: str
    group: str
    n: int
    of: int
    on: date
