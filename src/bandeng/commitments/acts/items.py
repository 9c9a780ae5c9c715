"""What can happen to a work item. Texts come in pairs, as in `matters.acts`."""

from datetime import date
from uuid import UUID

from bandeng.matters.acts import Due
from bandeng.records.acts import Act, act, private


@act("item.set")
class ItemSet(Act):
    """A work item was set for a matter: what must be done, and when it counts as done. No unit holds it yet.

    `unit_due` is the clock within which a unit must take it (from dispatch, not from the first look). It stops while a
    unit holds the item, and runs on from dispatch when the unit gives it back.
    """

    item: UUID
    matter: UUID
    track: UUID
    unit_due: Due
    title: str = ""
    criteria: str = ""
    title_sealed: str | None = private(default=None)
    criteria_sealed: str | None = private(default=None)


@act("item.claimed")
class ItemClaimed(Act):
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
class ItemReturned(Act):
    """A unit gave it back, once, with its legal ground."""

    item: UUID
    matter: UUID
    organisation: UUID
    next_unit: str = ""
    ground: str = ""
    ground_sealed: str | None = private(default=None)


@act("item.handed_over")
class ItemHandedOver(Act):
    """Within the unit the work on it went from one officer to another; the unit and its date stay."""

    item: UUID
    matter: UUID
    from_person: UUID | None = None
    to_person: UUID


@act("item.progressed")
class ItemProgressed(Act):
    """A word on how it goes, with pictures before or during."""

    item: UUID
    matter: UUID
    progress: UUID
    photos: list[str]
    text: str = ""
    text_sealed: str | None = private(default=None)


@act("item.extension_asked")
class ExtensionAsked(Act):
    """A unit asks for a later date, before the present one has passed."""

    item: UUID
    matter: UUID
    extension: UUID
    to_on: date
    reason: str = ""
    reason_sealed: str | None = private(default=None)


@act("item.extension_decided")
class ExtensionDecided(Act):
    """Somebody else granted or refused it; the raisers are told; the original date stays visible."""

    item: UUID
    matter: UUID
    extension: UUID
    granted: bool
    old: date
    new: date
    reason: str = ""
    reason_sealed: str | None = private(default=None)


@act("item.done")
class ItemDone(Act):
    """The unit says it is done and shows it: words and a picture, or a document by its name.

    Its clock stops here, and runs on from where it began if the check does not agree.
    """

    item: UUID
    matter: UUID
    evidence: UUID
    photos: list[str]
    text: str = ""
    document: str = ""
    text_sealed: str | None = private(default=None)
    document_sealed: str | None = private(default=None)


@act("item.checked")
class ItemChecked(Act):
    """Somebody who is not of the unit looked, as `as_role`: solved, or rework with what is missing."""

    item: UUID
    matter: UUID
    check: UUID
    as_role: str
    solved: bool
    photos: list[str]
    text: str = ""
    text_sealed: str | None = private(default=None)


@act("item.dropped")
class ItemDropped(Act):
    """The item is not done, and why (infeasible, or the matter ended another way): an ending everybody can see."""

    item: UUID
    matter: UUID
    reason: str = ""
    reason_sealed: str | None = private(default=None)


@act("item.reopened")
class ItemReopened(Act):
    """A raiser said "not solved": the item goes back to the same unit with a new clock."""

    item: UUID
    matter: UUID
    track: UUID
    due: Due
