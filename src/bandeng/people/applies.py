"""Acts to rows: the only place that writes this room's ledgered tables."""

from django.utils.timezone import localtime

from bandeng.people import acts
from bandeng.people.models import (
    Body,
    Consent,
    Duty,
    Invitation,
    InviteCard,
    Leave,
    Organisation,
    Person,
    Reveal,
    Seat,
)
from bandeng.people.queries import living, name_index, phone_index
from bandeng.records.acts import ERASED
from bandeng.records.models import Entry
from bandeng.records.registry import applies


@applies(acts.PersonRegistered, result=lambda act: Person.objects.get(pk=act.person))
def person_registered(act: acts.PersonRegistered, entry: Entry) -> Person:
    return Person.objects.create(
        id=act.person, place_id=act.place, chain=entry.chain, capacities=act.capacities, called=act.called,
        name=act.name or "", name_index=name_index(act.name or ""), phone=act.phone or "",
        phone_index=phone_index(act.phone or ""), email=act.email or "", registered_at=entry.at,
    )  # fmt: skip


@applies(acts.PersonChanged, result=lambda act: Person.objects.get(pk=act.person))
def person_changed(act: acts.PersonChanged, entry: Entry) -> Person:
    person = Person.objects.get(pk=act.person)
    for field in ("capacities", "called", "name", "phone", "email"):
        if (value := getattr(act, field)) is not None:
            setattr(person, field, value)
    if act.place is not None:
        person.place_id = act.place
    person.phone_index, person.name_index = phone_index(person.phone), name_index(person.name)
    person.version += 1
    person.save()
    return person


@applies(acts.PersonConsented, result=lambda act: Consent.objects.get(person=act.person, purpose=act.purpose))
def person_consented(act: acts.PersonConsented, entry: Entry) -> Consent:
    consent = Consent.objects.filter(person=act.person, purpose=act.purpose).first()
    if consent is None:
        consent = Consent(person_id=act.person, purpose=act.purpose, given_at=entry.at)
    if act.given:
        consent.given_at, consent.how = entry.at, act.how
    consent.withdrawn_at = None if act.given else entry.at
    consent.save()
    return consent


@applies(acts.ContactRevealed, result=lambda act: Reveal.objects.get(pk=act.reveal))
def contact_revealed(act: acts.ContactRevealed, entry: Entry) -> Reveal:
    return Reveal.objects.create(
        id=act.reveal, of=act.of, by_id=act.by, fields=act.fields, reason=act.reason, at=entry.at, chain=entry.chain
    )


@applies(acts.PersonErased, result=lambda act: Person.objects.get(pk=act.person))
def person_erased(act: acts.PersonErased, entry: Entry) -> Person:
    person = Person.objects.get(pk=act.person)
    person.name = person.phone = person.email = ERASED
    person.phone_index, person.name_index, person.called, person.capacities = "", "", act.pseudonym, []
    person.erased_at = entry.at
    person.version += 1
    person.save()
    Consent.objects.filter(person=person).delete()
    today = localtime(entry.at).date()
    Duty.objects.filter(living(today), person=person).update(to_on=today)
    InviteCard.objects.filter(person=person, revoked_at__isnull=True).update(revoked_at=entry.at)
    return person


@applies(acts.OrganisationAdded, result=lambda act: Organisation.objects.get(pk=act.organisation))
def organisation_added(act: acts.OrganisationAdded, entry: Entry) -> Organisation:
    return Organisation.objects.create(
        id=act.organisation, kind=act.kind, name=act.name, short=act.short, place_id=act.place, chain=entry.chain,
        phone=act.phone, accepts=act.accepts,
    )  # fmt: skip


@applies(acts.OrganisationChanged, result=lambda act: Organisation.objects.get(pk=act.organisation))
def organisation_changed(act: acts.OrganisationChanged, entry: Entry) -> Organisation:
    organisation = Organisation.objects.get(pk=act.organisation)
    for field in ("name", "short", "phone", "accepts"):
        if (value := getattr(act, field)) is not None:
            setattr(organisation, field, value)
    organisation.version += 1
    organisation.save()
    return organisation


@applies(acts.BodyFormed, result=lambda act: Body.objects.get(pk=act.body))
def body_formed(act: acts.BodyFormed, entry: Entry) -> Body:
    return Body.objects.create(id=act.body, kind=act.kind, name=act.name, place_id=act.place, chain=entry.chain)


@applies(acts.SeatTaken, result=lambda act: Seat.objects.get(pk=act.seat))
def seat_taken(act: acts.SeatTaken, entry: Entry) -> Seat:
    return Seat.objects.create(
        id=act.seat, body_id=act.body, person_id=act.person, title=act.title, chosen_how=act.chosen_how,
        from_on=act.from_on, to_on=act.to_on,
    )  # fmt: skip


@applies(acts.SeatLeft, result=lambda act: Seat.objects.get(pk=act.seat))
def seat_left(act: acts.SeatLeft, entry: Entry) -> Seat:
    seat = Seat.objects.get(pk=act.seat)
    seat.to_on = act.on
    seat.save(update_fields=["to_on"])
    return seat


@applies(acts.DutyGiven, result=lambda act: Duty.objects.get(pk=act.duty))
def duty_given(act: acts.DutyGiven, entry: Entry) -> Duty:
    return Duty.objects.create(
        id=act.duty, person_id=act.person, role=act.role, place_id=act.place, grid_id=act.grid,
        organisation_id=act.organisation, label=act.label, from_on=act.from_on, to_on=act.to_on,
    )  # fmt: skip


@applies(acts.DutyEnded, result=lambda act: Duty.objects.get(pk=act.duty))
def duty_ended(act: acts.DutyEnded, entry: Entry) -> Duty:
    duty = Duty.objects.get(pk=act.duty)
    duty.to_on, duty.ended_because, duty.successor_id = act.on, act.reason, act.successor
    duty.save(update_fields=["to_on", "ended_because", "successor"])
    return duty


@applies(acts.LeaveTaken, result=lambda act: Leave.objects.get(pk=act.leave))
def leave_taken(act: acts.LeaveTaken, entry: Entry) -> Leave:
    return Leave.objects.create(
        id=act.leave, person_id=act.person, deputy_id=act.deputy, from_on=act.from_on, to_on=act.to_on
    )


@applies(acts.LeaveEnded, result=lambda act: Leave.objects.get(pk=act.leave))
def leave_ended(act: acts.LeaveEnded, entry: Entry) -> Leave:
    leave = Leave.objects.get(pk=act.leave)
    leave.to_on = act.on
    leave.save(update_fields=["to_on"])
    return leave


@applies(acts.CardIssued, result=lambda act: InviteCard.objects.get(pk=act.card))
def card_issued(act: acts.CardIssued, entry: Entry) -> InviteCard:
    return InviteCard.objects.create(
        id=act.card, person_id=act.person, issued_by_id=act.issued_by, issued_at=entry.at, chain=entry.chain,
        code=act.code, use_by=act.use_by,
    )  # fmt: skip


@applies(acts.CardUsed, result=lambda act: InviteCard.objects.get(pk=act.card))
def card_used(act: acts.CardUsed, entry: Entry) -> InviteCard:
    card = InviteCard.objects.get(pk=act.card)
    card.used_at, card.until = entry.at, act.until
    card.save(update_fields=["used_at", "until"])
    return card


@applies(acts.CardRevoked, result=lambda act: InviteCard.objects.get(pk=act.card))
def card_revoked(act: acts.CardRevoked, entry: Entry) -> InviteCard:
    card = InviteCard.objects.get(pk=act.card)
    card.revoked_at, card.revoked_because = entry.at, act.reason
    card.save(update_fields=["revoked_at", "revoked_because"])
    return card


@applies(acts.AccountInvited, result=lambda act: Invitation.objects.filter(pk=act.invitation).first())
def account_invited(act: acts.AccountInvited, entry: Entry) -> None:
    """Nothing but the entry: invitations and accounts are credentials, and those are not ledgered."""


@applies(acts.AccountLinked)
def account_linked(act: acts.AccountLinked, entry: Entry) -> None:
    """Nothing but the entry."""


@applies(acts.AccountClosed)
def account_closed(act: acts.AccountClosed, entry: Entry) -> None:
    """Nothing but the entry."""
