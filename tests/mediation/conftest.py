"""What the tests of mediation share: a moment, a mediator, and a case whose sides were heard apart."""

import pytest
import time_machine

from bandeng.core.deadline import local_day
from bandeng.mediation import actions
from bandeng.mediation.models import Case
from bandeng.people.acting import Actor
from tests.makers import AT, make_person
from tests.mediation.talking import MINE, THEIRS, at_talks, consented, opened


@pytest.fixture
def now() -> object:
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def mediator(db: None) -> Actor:
    return make_person("mediator")


@pytest.fixture
def heard(mediator: Actor) -> Case:
    """Both want to talk and were heard apart."""
    case = consented(opened(at_talks(), mediator), mediator)
    for side, words in (("complainant", MINE), ("other", THEIRS)):
        case = actions.hear(case=case, kind="hearing", side=side, on=local_day(AT), words=words, actor=mediator, at=AT)
    return case
