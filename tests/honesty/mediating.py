"""Mediations in the town: one that runs, agreed for now, and one that a side ended after an agreement was not kept.

Marks: "sealed" is what whoever raised it said, "person" what the other side said or is, "open" what both read.
"""

from bandeng.matters.models import Matter
from bandeng.mediation import actions
from bandeng.mediation.models import Case as Mediation
from bandeng.people.acting import Actor
from tests.honesty import folk, happenings
from tests.honesty.canaries import mark
from tests.honesty.deciding import to_talks
from tests.honesty.town import Town
from tests.makers import give_role

SAID = {"complainant": "sealed", "other": "person"}


def let_mediate(town: Town) -> None:
    for name, end in (("mediated", False), ("ended", True)):
        found = happenings.accepted(town, "open")
        matter = to_talks(town, found.matter)
        first, mediator = a_mediator(town), a_mediator(town)
        case = begun(town, matter, first)
        case = actions.hand_over_case(case=case, to=mediator.person, actor=first, at=town.at)  # type: ignore[arg-type]
        _talked(town, case, mediator)
        if end:
            _given_up(town, case, mediator)
        found.matter = Matter.objects.get(pk=matter.pk)
        town.cases[name], town.mediations[name] = found, case
    _gone(town)


def _gone(town: Town) -> None:
    """One whose other side was erased at its wish."""
    mediator = a_mediator(town)
    case = begun(town, to_talks(town, happenings.accepted(town, "open").matter), mediator)
    actions.erase_other_side(case=case, actor=mediator, at=town.at)


def a_mediator(town: Town) -> Actor:
    return give_role(folk.newcomer(town, town.place), "mediator", at=town.place)


def begun(town: Town, matter: Matter, mediator: Actor, once: str | None = None) -> Mediation:
    """Opened, and both want to talk."""
    case = actions.open_case(
        matter=matter, raising=matter.raisings.order_by("raised_at")[0], other=town.units["officer_elsewhere"],
        other_name=mark("mediation.opened.who", "person")[:78], actor=mediator, at=town.at, once=once,
    )  # fmt: skip
    for side, where in SAID.items():
        way = mark("mediation.consented.way", where)
        case = actions.note_consent(case=case, side=side, on=town.today, way=way, actor=mediator, at=town.at)
    return case


def _talked(town: Town, case: Mediation, mediator: Actor) -> None:
    for side, where in SAID.items():
        words = mark("mediation.heard.words", where)
        actions.hear(case=case, kind="hearing", side=side, on=town.today, words=words, actor=mediator, at=town.at)
    actions.report_risk(
        case=case, to=mark("mediation.risk_reported.to"), words=mark("mediation.risk_reported.words"), on=town.today,
        actor=mediator, at=town.at,
    )  # fmt: skip
    agreed(town, case, mediator)
    document = mark("mediation.confirmation_asked.document")
    actions.ask_confirmation(case=case, on=town.today, document=document, actor=mediator, at=town.at)


def agreed(town: Town, case: Mediation, mediator: Actor) -> Mediation:
    return actions.note_agreement(
        case=case, form="oral", text=mark("mediation.agreed.text"), on=town.today, both=True, actor=mediator, at=town.at
    )


def _given_up(town: Town, case: Mediation, mediator: Actor) -> None:
    words = mark("mediation.followed_up.words")
    actions.follow_up(case=case, result="again", words=words, actor=mediator, at=town.at)
    words = mark("mediation.ended.words", "sealed")
    actions.end_case(case=case, because="refused", side="complainant", words=words, actor=mediator, at=town.at)
