"""Races of the actions of commitments."""

from bandeng.commitments import actions as work
from bandeng.commitments.models import Extension
from bandeng.people.models import Organisation
from tests.honesty.racing import (
    DECIDE,
    Pair,
    Run,
    assigned,
    by_officers,
    by_two,
    claimed,
    opened,
    race,
    secretary,
    twice,
)
from tests.honesty.town import DAY, PHOTO, Town


@race("set_item", "done", "done")
def _(town: Town) -> Pair:
    matter = assigned(town)
    return twice(lambda: work.set_item(matter=matter, title="划线", actor=secretary(town), at=town.at, once="race-set"))


@race("claim", "done", "already_gone_on")
def _(town: Town) -> Pair:
    item = opened(town)

    def claim(who: str) -> Run:
        unit: Organisation = town.units[who]
        return lambda: work.claim(item=item, organisation=unit, days=5, actor=town.actors[who], at=town.at)

    return claim("officer"), claim("officer_elsewhere")


@race("set_and_claim", "done", "done")
def _(town: Town) -> Pair:
    matter, unit = assigned(town), town.units["officer"]
    return twice(
        lambda: work.set_and_claim(
            matter=matter, title="划线", organisation=unit, days=5, actor=secretary(town), at=town.at, once="race-both"
        )
    )


@race("return_item", "done", "already_gone_on")
def _(town: Town) -> Pair:
    return by_officers(town, work.return_item, item=claimed(town), ground="归市政管", next_unit="市政处")


@race("hand_over_item", "done", "stale")
def _(town: Town) -> Pair:
    item = claimed(town)
    return by_officers(town, work.hand_over_item, item=item, to=town.persons["officer"], version=item.version)


@race("progress", "done", "done")
def _(town: Town) -> Pair:
    return by_officers(town, work.progress, item=claimed(town), text="在办")


@race("done", "done", "already_gone_on")
def _(town: Town) -> Pair:
    return by_officers(town, work.done, item=claimed(town), text="好了", photos=[PHOTO])


@race("check", "done", "already_gone_on")
def _(town: Town) -> Pair:
    item = claimed(town)
    work.done(item=item, text="好了", photos=[PHOTO], actor=town.actors["officer"], at=town.at)
    return by_two(town, work.check, item=item, solved=True)


@race("ask_extension", "done", "already_asked")
def _(town: Town) -> Pair:
    return by_officers(town, work.ask_extension, item=claimed(town), to_on=town.today + 12 * DAY, reason="等材料")


@race("decide_extension", "done", "already_decided")
def _(town: Town) -> Pair:
    item = claimed(town)
    work.ask_extension(
        item=item, to_on=town.today + 12 * DAY, reason="等材料", actor=town.actors["officer"], at=town.at
    )
    asked = Extension.objects.get(item=item)
    return by_two(town, work.decide_extension, who=DECIDE, extension=asked, granted=True, reason="同意")


@race("drop", "done", "already_gone_on")
def _(town: Town) -> Pair:
    return by_two(town, work.drop, who=DECIDE, item=claimed(town), reason="做不到")
