"""Races of what happens in a mediation."""

from bandeng.mediation import actions
from bandeng.mediation.models import Case
from bandeng.people.acting import Actor
from tests.honesty import happenings
from tests.honesty.deciding import to_talks
from tests.honesty.mediating import a_mediator, agreed, begun
from tests.honesty.racing import Pair, case, race, secretary, twice
from tests.honesty.town import Town


def new(town: Town) -> tuple[Case, Actor]:
    mediator = a_mediator(town)
    return begun(town, to_talks(town, case(town).matter), mediator), mediator


@race("open_case", "done", "case_open")
def _(town: Town) -> Pair:
    matter, mediator = to_talks(town, happenings.accepted(town, "open").matter), a_mediator(town)
    raising = matter.raisings.order_by("raised_at")[0]
    return twice(lambda: actions.open_case(
        matter=matter, raising=raising, other_name="对门", actor=mediator, at=town.at
    ))  # fmt: skip


@race("note_consent", "done", "already_consented")
def _(town: Town) -> Pair:
    matter, mediator = to_talks(town, case(town).matter), a_mediator(town)
    raising = matter.raisings.order_by("raised_at")[0]
    found = actions.open_case(matter=matter, raising=raising, other_name="对门", actor=mediator, at=town.at)
    return twice(lambda: actions.note_consent(
        case=found, side="other", on=town.today, way="当面", actor=mediator, at=town.at
    ))  # fmt: skip


@race("hear", "done", "case_ended")
def _(town: Town) -> Pair:
    """A side refuses while another hearing, which ends it too, is written down: one of them is first."""
    found, mediator = new(town)
    return twice(lambda: actions.hear(
        case=found, kind="visit", side="other", on=town.today, words="不谈了", refuses=True, actor=mediator, at=town.at
    ))  # fmt: skip


@race("note_agreement", "done", "agreed_already")
def _(town: Town) -> Pair:
    found, mediator = new(town)
    return twice(lambda: agreed(town, found, mediator))


@race("follow_up", "done", "not_agreed_yet")
def _(town: Town) -> Pair:
    found, mediator = new(town)
    agreed(town, found, mediator)
    return twice(lambda: actions.follow_up(case=found, result="again", words="没做到", actor=mediator, at=town.at))


@race("ask_confirmation", "done", "already_at_court")
def _(town: Town) -> Pair:
    found, mediator = new(town)
    agreed(town, found, mediator)
    return twice(lambda: actions.ask_confirmation(case=found, on=town.today, actor=mediator, at=town.at))


@race("end_case", "done", "case_ended")
def _(town: Town) -> Pair:
    found, mediator = new(town)
    return twice(lambda: actions.end_case(case=found, because="no_agreement", actor=mediator, at=town.at))


@race("report_risk", "done", "done")
def _(town: Town) -> Pair:
    found, mediator = new(town)
    return twice(lambda: actions.report_risk(
        case=found, to="派出所", words="要动手", on=town.today, actor=mediator, at=town.at
    ))  # fmt: skip


@race("hand_over_case", "done", "already_so")
def _(town: Town) -> Pair:
    found, _mediator = new(town)
    to = a_mediator(town).person
    assert to is not None
    return twice(lambda: actions.hand_over_case(case=found, to=to, actor=secretary(town), at=town.at))


@race("erase_other_side", "already_erased", "done")
def _(town: Town) -> Pair:
    found, mediator = new(town)
    return twice(lambda: actions.erase_other_side(case=found, actor=mediator, at=town.at))
