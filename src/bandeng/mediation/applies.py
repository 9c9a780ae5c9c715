"""Acts to rows: the only place that writes this room's tables, and the facts by which a process goes on."""

from typing import Any
from uuid import UUID

from bandeng.matters.applies.erasure import when_erased
from bandeng.matters.applies.writing import put_fact, take_fact, touch
from bandeng.matters.models import Matter
from bandeng.mediation import acts
from bandeng.mediation.models import Agreement, Case, Party, Risk, Side, State, Talk
from bandeng.records.acts import ERASED
from bandeng.records.models import Entry
from bandeng.records.registry import applies

RUNNING = "mediating"
"""The fact that a case runs: while it does, nobody notes an agreement by hand."""


def _case(act: Any) -> Case:
    return Case.objects.select_related("matter__place").get(pk=act.case)


def _saved(case: Case) -> Case:
    """The case as a newer version, and its matter too: a form shown earlier is found stale."""
    case.version += 1
    case.save()
    case.matter = touch(Matter.objects.select_related("place").get(pk=case.matter_id))
    return case


@applies(acts.CaseOpened, result=_case)
def case_opened(act: acts.CaseOpened, entry: Entry) -> Case:
    """The case and its two sides; nobody has agreed to anything yet."""
    Case.objects.create(
        id=act.case, matter_id=act.matter, chain=entry.chain, mediator_id=act.mediator, raising_id=act.raising,
        mark=act.mark, opened_at=entry.at,
    )  # fmt: skip
    Party.objects.create(case_id=act.case, side=Side.COMPLAINANT)
    name, _line, party = (act.who or "").partition("\n")
    Party.objects.create(case_id=act.case, side=Side.OTHER, name=name, party=party)
    put_fact(act.matter, RUNNING, f"mediation:{act.case}", entry.at)
    touch(Matter.objects.get(pk=act.matter))
    return _case(act)


@applies(acts.ConsentNoted, result=_case)
def consent_noted(act: acts.ConsentNoted, entry: Entry) -> Case:
    """One side agreed to talk."""
    Party.objects.filter(case=act.case, side=act.side).update(
        consent_on=act.on, consent_by=act.by, consent_way=act.way or ""
    )
    return _saved(_case(act))


@applies(acts.TalkHeld, result=_case)
def talk_held(act: acts.TalkHeld, entry: Entry) -> Case:
    """Somebody was heard."""
    Talk.objects.create(
        id=act.talk, case_id=act.case, kind=act.kind, side=act.side, on=act.on, words=act.words or "", at=entry.at
    )
    return _saved(_case(act))


@applies(acts.SidesAgreed, result=_case)
def sides_agreed(act: acts.SidesAgreed, entry: Entry) -> Case:
    """What they agreed; the fact stands, so that the process may go on."""
    case = _case(act)
    Agreement.objects.create(
        id=act.agreement, case=case, number=act.number, form=act.form, on=act.on, text=act.text or "",
        follow_up_on=act.follow_up_on, confirm_by=act.confirm_by,
    )  # fmt: skip
    case.state, case.due_on = State.AGREED, act.follow_up_on
    put_fact(case.matter_id, "agreement", f"agreement:{act.agreement}", entry.at)
    return _saved(case)


@applies(acts.FollowedUp, result=_case)
def followed_up(act: acts.FollowedUp, entry: Entry) -> Case:
    """Kept: the case is over in peace. Else the agreement no longer stands, and it goes on or is over."""
    case, agreement = _case(act), Agreement.objects.get(pk=act.agreement)
    agreement.looked_on, agreement.result, agreement.words = act.on, act.result, act.words or ""
    agreement.save()
    case.due_on = None
    if act.result != "kept":
        # Over without peace, or talked over once more: its own act says which ends it.
        case.state = State.OPEN
        case.round += act.result == "again"
    else:
        case.state, case.ended_on = State.KEPT, act.on
        take_fact(case.matter_id, RUNNING, f"mediation:{case.pk}")
    if act.result != "kept":
        take_fact(case.matter_id, "agreement", f"agreement:{act.agreement}")
    return _saved(case)


@applies(acts.CaseEnded, result=_case)
def case_ended(act: acts.CaseEnded, entry: Entry) -> Case:
    """Over, with the reason and the other ways that were told; what it made stand stands no longer."""
    case = _case(act)
    case.state, case.ended_on, case.due_on = State.ENDED, act.on, None
    case.because, case.because_of, case.ways, case.end_words = act.because, act.side, act.ways, act.words or ""
    take_fact(case.matter_id, RUNNING, f"mediation:{case.pk}")
    for pk in case.agreements.values_list("pk", flat=True):
        take_fact(case.matter_id, "agreement", f"agreement:{pk}")
    return _saved(case)


@applies(acts.ConfirmationAsked, result=_case)
def confirmation_asked(act: acts.ConfirmationAsked, entry: Entry) -> Case:
    """The court was asked, in time."""
    agreement = Agreement.objects.get(pk=act.agreement)
    agreement.confirmation_on, agreement.confirmation_document = act.on, act.document or ""
    agreement.save()
    return _saved(_case(act))


@applies(acts.RiskReported, result=_case)
def risk_reported(act: acts.RiskReported, entry: Entry) -> Case:
    """Somebody was told that it may come to blows."""
    Risk.objects.create(case_id=act.case, on=act.on, to=act.to or "", words=act.words or "", at=entry.at)
    return _saved(_case(act))


@applies(acts.CaseHandedOver, result=_case)
def handed_over(act: acts.CaseHandedOver, entry: Entry) -> Case:
    """Somebody else mediates."""
    case = _case(act)
    case.mediator_id = act.to_person
    return _saved(case)


@when_erased
def raiser_erased(raising: UUID) -> None:
    """What whoever raised it said in a mediation goes with their words."""
    for case in Case.objects.filter(raising=raising):
        _unsaid(case, Side.COMPLAINANT)


@applies(acts.SideErased, result=_case)
def side_erased(act: acts.SideErased, entry: Entry) -> Case:
    """Who the other side was and what it said is gone; that there was one, the days and the agreement stay."""
    case = _case(act)
    _unsaid(case, Side.OTHER)
    other = case.parties.get(side=Side.OTHER)
    other.name, other.party = ERASED, ""
    other.pseudonym, other.erased_at = act.pseudonym, entry.at
    other.save(update_fields=["name", "party", "pseudonym", "erased_at"])
    case.refresh_from_db(fields=["end_words"])
    return _saved(case)


def _unsaid(case: Case, side: str) -> None:
    """What one side said, and how it agreed, is erased from the rows."""
    for party in case.parties.filter(side=side).exclude(consent_on=None):
        party.consent_way = _mark(party.consent_way)
        party.save(update_fields=["consent_way"])
    for talk in case.talks.filter(side=side):
        talk.words = _mark(talk.words)
        talk.save(update_fields=["words"])
    if case.because_of == side:
        case.end_words = _mark(case.end_words)
        case.save(update_fields=["end_words"])


def _mark(text: str) -> str:
    return ERASED if text else ""
