"""Races of what happens in liaison rooms, with areas, and with a sheet of earlier days."""

from bandeng.liaison import actions
from bandeng.liaison.queries.rooms import standard_at
from tests.honesty import liaising
from tests.honesty.racing import Pair, race, secretary, twice
from tests.honesty.town import Town


@race("open_room", "done", "room_there")
def _(town: Town) -> Pair:
    return twice(lambda: actions.open_room(
        place=town.place, name="同一个名字", kind="room", hours="每天", actor=secretary(town), at=town.at
    ))  # fmt: skip


@race("change_room", "done", "done")
def _(town: Town) -> Pair:
    room = liaising.opened(town)
    return twice(lambda: actions.change_room(room=room, hours="每天", actor=secretary(town), at=town.at))


@race("close_room", "done", "room_closed")
def _(town: Town) -> Pair:
    room = liaising.opened(town)
    return twice(lambda: actions.close_room(room=room, why="搬走", actor=secretary(town), at=town.at))


@race("inspect_room", "done", "done")
def _(town: Town) -> Pair:
    room = liaising.opened(town)
    return twice(lambda: liaising.inspected(town, room))


@race("keep_duty", "done", "done")
def _(town: Town) -> Pair:
    room = liaising.opened(town)
    return twice(lambda: liaising.kept(town, room))


@race("raise_heard", "already_raised", "done")
def _(town: Town) -> Pair:
    room = liaising.opened(town)
    heard = liaising.kept(town, room)[0]
    return twice(lambda: liaising.raised(town, room, heard))


@race("suggest_heard", "already_suggested", "done")
def _(town: Town) -> Pair:
    room = liaising.opened(town)
    heard = liaising.kept(town, room)[0]
    return twice(lambda: actions.suggest_heard(
        room=room, heard=heard, text="一条建议", actor=secretary(town), at=town.at
    ))  # fmt: skip


@race("set_standard", "done", "done")
def _(town: Town) -> Pair:
    shelf = standard_at(town.place)
    return twice(lambda: actions.set_standard(
        place=town.place, kinds=[(each.key, each.names["zh"]) for each in shelf.kinds],
        points=[(each.key, each.names["zh"]) for each in shelf.points], why="县里的办法",
        actor=town.actors["supervisor"], at=town.at,
    ))  # fmt: skip


@race("assign_oversight", "already_held", "done")
def _(town: Town) -> Pair:
    person = liaising.overseer(town)
    return twice(lambda: liaising.assigned(town, person))


@race("end_oversight", "already_ended", "done")
def _(town: Town) -> Pair:
    found = liaising.assigned(town)
    return twice(lambda: actions.end_oversight(
        oversight=found, reason="调整", actor=town.actors["supervisor"], at=town.at
    ))  # fmt: skip


@race("enter_later", "done", "done")
def _(town: Town) -> Pair:
    told = liaising.rows(town, 9999)
    return twice(lambda: actions.enter_later(
        place=town.place, rows=told, actor=secretary(town), at=town.at
    ))  # fmt: skip
