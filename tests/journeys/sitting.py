"""A meeting that sits at a site which is being served, made from outside by the actions of real use."""

import json
import os
import subprocess
import sys
from typing import Any

from tests.browser import ROOT, Site

MADE = """
import json, os, sys
from datetime import timedelta
from bandeng.cli.site import set_up
set_up()
from django.utils import timezone
from bandeng.core.deadline import local_day
from bandeng.meetings import actions, queries
from bandeng.people.acting import actor_for
from bandeng.people.models import Duty, Person
from bandeng.places.models import Place
now = timezone.now()
place = Place.objects.get(pk=sys.argv[1])
def holder(role):
    duty = Duty.objects.filter(role=role, place=place, to_on=None).select_related("person").first()
    return actor_for(duty.person, on=local_day(now))
secretary = holder("secretary")
others = Person.objects.filter(place__path__startswith=place.path, erased_at=None).exclude(pk=secretary.person.pk)
topics = (
    actions.Topic(topic="电动车停哪里", question="停在哪里最稳妥？", options=("北门车棚", "地下室")),
    actions.Topic(topic="楼道灯", question="", options=()),
)
meeting = actions.call_meeting(
    place=place, form="bench", title="今晚的板凳会", starts_at=now + timedelta(minutes=1), chair=secretary.person,
    recorder=others.order_by("pk").first(), agenda=topics, where="三号楼下",
    seats=tuple(actions.Guest(kind="residents", name=name, capacity="owner") for name in ("王大妈", "李师傅")),
    actor=secretary, at=now,
)
print(json.dumps({"pk": str(meeting.pk), "door": queries.door_code(meeting)}))
"""


def called(site: Site, place: str) -> dict[str, Any]:
    """A bench meeting at a place, called for now: its key and the code of its door."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(("BANDENG_", "DJANGO_"))}
    done = subprocess.run(
        [sys.executable, "-c", MADE, place], env={**env, "BANDENG_HOME": str(site.home)}, cwd=ROOT, text=True,
        capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return told
