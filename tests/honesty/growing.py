"""Everything thrice: what happens in the town happens twice more, and each row of it gets two more beside it.

The rows are copied, with a key of their own, under what they belong to: three raisings of a matter, three duties of a
person, three grids of a place. A copy that the database refuses (one lead of an item, one account of a person) is left
out. What comes to be in a new table grows by itself; what happens has to be able to happen again (`let_happen`).
"""

from copy import copy
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from bandeng.commitments import actions as work
from bandeng.core.ids import new_id
from bandeng.core.places import Wish
from bandeng.matters import actions
from bandeng.places.actions import Batch, add_places
from tests.honesty import meeting
from tests.honesty.building import react
from tests.honesty.happenings import joined, let_happen, said
from tests.honesty.researching import carry_more
from tests.honesty.town import PHOTO, Town
from tests.makers import MAKER

ROOMS = (
    "places", "people", "matters", "commitments", "opinions", "mediation", "meetings", "research", "notices",
    "documents", "liaison", "exchange",
)  # fmt: skip
NO_COPY = frozenset({
    "places.Place", "places.HolidayTable", "matters.Matter", "matters.StepVisit", "matters.ProcessVersion",
})  # fmt: skip
"""A place has its path, a matter its clocks and its way through the steps, a table its year, a process its key: a copy
of these tells nothing true. Places and matters come by the actions that make them."""


def grow(town: Town) -> None:
    """Two more of everything."""
    _more_places(town)
    for _ in range(2):
        happen(town)
    for model in apps.get_models():
        if model._meta.app_label in ROOMS and model._meta.label not in NO_COPY:
            for row in list(model._base_manager.all()):
                _beside(row)
    for _ in range(2):
        let_happen(town.copy())
    react()


def _more_places(town: Town) -> None:
    for place in (town.place, town.elsewhere):
        path = f"{place.code}.01"
        wishes = [Wish(parent=place.code, name=f"又一小区 {n}", level="compound", tenure="owned") for n in range(2)]
        wishes += [Wish(parent=path, name=f"又一号楼 {n}", level="building") for n in range(2)]
        add_places(batch=Batch(tuple(wishes)), actor=MAKER, at=town.at)


def happen(town: Town) -> None:
    """One more line of each kind in the story of a matter, and under its work."""
    secretary, officer = town.actors["secretary"], town.actors["officer"]
    for case, where in ((town.cases["own"], "open"), (town.cases["sealed"], "sealed")):
        joined(town, case, where)
        actions.change_summary(
            matter=case.matter, title=said("matter.summary_changed.title", where), reason="更清楚",
            summary=said("matter.summary_changed.summary", where), actor=secretary, at=town.at,
        )  # fmt: skip
        actions.reply(matter=case.matter, kind="progress", text="还在办", actor=secretary, at=town.at)
        work.progress(item=case.running, text="还在办", photos=[PHOTO], actor=officer, at=town.at)  # type: ignore[arg-type]
    meeting.more(town)
    carry_more(town)


def _beside(row: models.Model) -> None:
    """Two copies of a row, where the database lets them stand."""
    for number in range(2):
        other = copy(row)
        other._state = copy(row._state)
        for field in _keys(type(row)):
            setattr(other, field.attname, _another(field, getattr(row, field.attname), number))
        try:
            with transaction.atomic():
                other.save_base(raw=True, force_insert=True)
        except IntegrityError:
            continue


def _keys(model: type[models.Model]) -> list[Any]:
    """The fields in which two rows may not be alike, and which can be made up: keys and names."""
    together = {
        name for one in model._meta.constraints if isinstance(one, models.UniqueConstraint) for name in one.fields
    }
    free = [field for field in model._meta.concrete_fields if not field.is_relation and not field.choices]
    return [field for field in free if field.unique or (field.name == "name" and field.name in together)]


def _another(field: Any, value: object, number: int) -> object:
    if isinstance(field, models.UUIDField):
        return new_id(timezone.now())  # Behind every other, as a row that came later.
    if isinstance(field, models.AutoField):
        return None
    # In front, and as long as the column allows: only SQLite takes more.
    return f"{number}{value}"[: getattr(field, "max_length", None)] if isinstance(value, str) else value
