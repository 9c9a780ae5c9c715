"""What can happen to a work item. Texts come in pairs, as in `matters.acts`."""

from datetime import date
from uuid import UUID

from bandeng.matters.acts import Due
from bandeng.records.acts import act, private


@act("item.set")
class ItemSet:
    """A work item was set for a matter: what must be done, and when it counts as done. No unit holds it yet.

    `unit_due` is the clock within which a unit must take it (from dispatch, not from the first look).
    """

    item: UUID
    matter: UUID
    track: UUID
    title: str = ""
    criteria: str = ""
    title_sealed: str | None = private()
    criteria_sealed: str | None = private()


@act("item.claimed")
class ItemClaimed:
    """A unit took the item on with a date: `how` is "claimed" by itself, "on_the_spot", "assigned" or "designated".

    `accepted_outside` says that a community took a duty outside its list knowingly (I13).
    """

    item: UUID
    matter: UUID
    organisation: UUID
    officer: UUID | None = None
    how: str
    due: Due
    accepted_outside: bool = False


@act("item.returned")
class ItemReturned:
    """A unit gave it back, once, with its legal ground."""

    item: UUID
    matter: UUID
    ground: str
    next_unit: str = ""


@act("item.progressed")
class ItemProgressed:
    """A word on how it goes, with pictures before or during."""

    item: UUID
    matter: UUID
    progress: UUID
    photos: list[str]
    text: str = ""
    text_sealed: str | None = private()


@act("item.extension_asked")
class ExtensionAsked:
    """A unit asks for a later date, before the present one has passed."""

    item: UUID
    matter: UUID
    extension: UUID
    to_on: date
    reason: str


@act("item.extension_decided")
class ExtensionDecided:
    """Somebody else granted or refused it; the raisers are told; the original date stays visible."""

    item: UUID
    matter: UUID
    extension: UUID
    granted: bool
    reason: str
    old: date
    new: date


@act("item.done")
class ItemDone:
    """The unit says it is done and shows it; its clock stops here if the check agrees."""

    item: UUID
    matter: UUID
    evidence: UUID
    photos: list[str]
    text: str = ""
    text_sealed: str | None = private()


@act("item.checked")
class ItemChecked:
    """Somebody who is not of the unit looked: solved, or rework with what is missing."""

    item: UUID
    matter: UUID
    check: UUID
    solved: bool
    photos: list[str]
    text: str = ""
    text_sealed: str | None = private()


@act("item.dropped")
class ItemDropped:
    """The item is not done, and why (infeasible, or the matter ended another way): an ending everybody can see."""

    item: UUID
    matter: UUID
    reason: str


@act("item.reopened")
class ItemReopened:
    """A raiser said "not solved": the item goes back to the same unit with a new clock."""

    item: UUID
    matter: UUID
    track: UUID
    due: Due
