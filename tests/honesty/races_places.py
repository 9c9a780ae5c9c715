"""Races of the actions of places."""

from bandeng.core.places import Wish, read_days
from bandeng.matters import actions
from bandeng.places import actions as places
from bandeng.places.models import Place
from tests.honesty.racing import Pair, maker, race
from tests.honesty.town import Town
from tests.makers import MAKER, XINHUA


@race("add_places", "done", "rows_wrong")
def _(town: Town) -> Pair:
    batch = places.Batch((Wish(code="640302107004", name="竞社区"),))
    return maker(town, places.add_places, batch=batch)


@race("change_place", "done", "stale")
def _(town: Town) -> Pair:
    here = Place.objects.get(pk=XINHUA)
    return maker(town, places.change_place, place=here, phone="0953-0000002", reason="换号", version=here.version)


@race("close_place", "done", "place_ended")
def _(town: Town) -> Pair:
    here = places.add_places(
        batch=places.Batch((Wish(parent=f"{XINHUA}.01", name="9 号楼", level="building"),)), actor=MAKER, at=town.at
    )
    return maker(town, places.close_place, place=here, on=town.today)


@race("draw_grid", "done", "done")
def _(town: Town) -> Pair:
    return maker(
        town, places.draw_grid, community=town.place, name="第二网格", buildings=[f"{XINHUA}.01.02"], once="race-grid"
    )


@race("load_year", "done", "done")
def _(town: Town) -> Pair:
    """The later table of a year holds, here the same one."""
    rows = tuple(read_days("date,kind,zh,en\n2027-01-01,rest,元旦,New Year\n".encode(), source="试用"))
    return maker(town, places.load_year, batch=places.YearBatch("cn", 2027, "试用", rows))


@race("publish_process", "done", "done")
def _(town: Town) -> Pair:
    """Two versions with a number each: none is lost."""
    text = actions.shelf_processes()[0]
    return maker(town, actions.publish_process, text=text, place=town.place)
