"""What people offers to the rooms below and beside it; read once at start."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from bandeng.people import actions
from bandeng.people.acting import system
from bandeng.places import setup
from bandeng.places.models import Place


def welcome(place: Place, person: setup.FirstPerson, at: datetime) -> str:
    """Register the first person of a new site, give the duty, invite; the path of the invitation."""
    actor = system("setup")
    known = actions.register_person(
        place=place, name=person.name, email=person.email, called=person.called, actor=actor, at=at
    )
    for role in ("secretary", *(["system_admin"] if person.admin else [])):
        actions.give_duty(
            person=known, role=role, place=place, from_on=timezone.localtime(at).date(), actor=actor, at=at
        )
    _, token = actions.invite(person=known, email=person.email, actor=actor, at=at)
    return reverse("people:invited", args=[token])


setup.offer(welcome)
