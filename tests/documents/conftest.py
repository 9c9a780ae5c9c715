"""What tests of papers share."""

from datetime import datetime

import pytest

from bandeng.matters.models import Matter
from bandeng.people.acting import Actor
from bandeng.places.models import Place
from tests import makers


@pytest.fixture
def at() -> datetime:
    return makers.AT


@pytest.fixture
def xinhua() -> Place:
    return makers.make_place()


@pytest.fixture
def secretary(xinhua: Place) -> Actor:
    return makers.make_person("secretary", at=xinhua)


@pytest.fixture
def matter(secretary: Actor) -> Matter:
    """A matter at the step that settles who is responsible."""
    return makers.make_matter("assign", by=secretary)
