"""A site with one meeting that sits, made in the folder BANDENG_HOME names: `python -m benchmarks.meeting_site 300 20`.

Prints what the load needs, one JSON object in the last line.
"""

import json
import sys
from datetime import timedelta
from typing import Any

FORM = "residents_council"
QUESTION, OPTIONS = "电动车停哪里？", ("北门车棚", "地下室", "先不动")


def made(people: int, topics: int, votes: int, *, began: bool = True) -> dict[str, Any]:
    """Call a council with so many written names, open it and begin its first item."""
    from django.utils import timezone

    from bandeng.core.deadline import local_day
    from bandeng.core.places import Wish
    from bandeng.meetings import actions, queries
    from bandeng.meetings.models import Meeting
    from bandeng.people.acting import Actor, actor_for, system
    from bandeng.people.actions import give_duty, register_person
    from bandeng.people.models import Person
    from bandeng.places.actions import Batch, add_places
    from bandeng.places.models import Place

    now = timezone.now()
    founded, maker = now - timedelta(days=30), system("benchmark")
    code = "640302107001"
    wishes = (Wish(code=code, name="新华社区", short="新华"), Wish(parent=code, name="家和万事小区", level="compound"))
    add_places(batch=Batch(wishes), actor=maker, at=founded)
    place = Place.objects.get(pk=code)

    def person(role: str, called: str) -> tuple[Actor, Person]:
        row = register_person(place=place, name=called, called=called, actor=maker, at=founded)
        give_duty(person=row, role=role, from_on=local_day(founded), actor=maker, at=founded, place=place)
        return actor_for(row, on=local_day(now)), row

    secretary, _row = person("secretary", "书记")
    _actor, chair = person("chair", "主持")
    recorder, writer = person("recorder", "记录")
    agenda = tuple(actions.Topic(topic=f"第 {n} 项", question=QUESTION, options=OPTIONS) for n in range(1, topics + 1))
    seats = tuple(actions.Guest(kind="residents", name=f"邻居{n:03}", capacity="owner") for n in range(1, votes + 1))
    meeting: Meeting = actions.call_meeting(
        place=place, form=FORM, title="电动车停放协商", starts_at=now + timedelta(minutes=5), chair=chair,
        recorder=writer, agenda=agenda, seats=seats, where="社区二楼议事室", actor=secretary,
        at=now - timedelta(days=20),
    )  # fmt: skip
    if began:
        actions.open_meeting(meeting=meeting, actor=recorder, at=now)
        actions.begin_item(item=meeting.items.get(number=1), actor=recorder, at=now)
    return {
        "meeting": str(meeting.pk), "door": queries.door_code(meeting), "people": people,
        "item": str(meeting.items.get(number=1).pk),
    }  # fmt: skip


def main(words: list[str]) -> int:
    """Make it."""
    from bandeng.cli.site import build, set_up

    set_up()
    build()
    people, topics = (int(word) for word in words)
    print(json.dumps(made(people, topics, people)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
