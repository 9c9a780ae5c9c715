"""Invite cards: printed by the secretary, opened once with a PIN of the holder's own, on one phone for 90 days.

A card never gives staff rights: sessions by card carry CARD_ROLES alone (acting.actor_for).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.hashers import check_password, make_password
from django.db.models import F
from django.utils import timezone

from bandeng.core.ids import new_id
from bandeng.core.refusal import Refusal
from bandeng.people import acts, pins, tokens
from bandeng.people.acting import Actor
from bandeng.people.actions.accounts import arranges
from bandeng.people.actions.persons import refuse_erased
from bandeng.people.masking import mask_text
from bandeng.people.models import CardPin, InviteCard, Person, User
from bandeng.records.actions import action, record
from bandeng.records.sealing import blind

USE_WITHIN_DAYS = 14
PHONE_DAYS = 90
TRIES = 5


@dataclass(frozen=True)
class Opened:
    """A card in use: the account to sign in, and the cookie its phone must keep (only told when it was new)."""

    card: InviteCard
    user: User
    phone: str = ""


def issue_card(*, person: Person, actor: Actor, at: datetime, once: str | None = None) -> tuple[InviteCard, str]:
    """Issue a card for a person; returns it and the secret of its QR, seen only on the printed page.

    Raises    Refusal "not_allowed", "erased"
    """
    secret = tokens.new(once, tokens.CARD)
    card = _issue_card(person=person, code=tokens.fingerprint(secret, tokens.CARD), actor=actor, at=at, once=once)
    return card, secret


@action
def _issue_card(*, person: Person, code: str, actor: Actor, at: datetime, once: str | None) -> InviteCard:
    arranges(person, actor, at)
    refuse_erased(person)
    done = acts.CardIssued(
        card=new_id(at), person=person.pk, issued_by=actor.id or person.pk, code=code,
        use_by=timezone.localtime(at).date() + timedelta(days=USE_WITHIN_DAYS),
    )  # fmt: skip
    card: InviteCard = record(
        done, chain=person.chain, subject=f"person:{person.pk}", actor=actor.name, at=at, once=once
    )
    return card


def open_card(*, secret: str, at: datetime) -> InviteCard:
    """The unused card of a QR, without spending it. Refusal "bad_link", "spent", "revoked", "expired"."""
    card = InviteCard.objects.select_related("person").filter(code=tokens.fingerprint(secret, tokens.CARD)).first()
    if card is None:
        raise Refusal("bad_link")
    refuse_unusable(card, at)
    if card.used_at:
        raise Refusal("spent")
    if card.use_by < timezone.localtime(at).date():
        raise Refusal("expired")
    return card


def refuse_unusable(card: InviteCard, at: datetime) -> None:
    """Refuse "revoked" for a card taken back, "expired" for one whose 90 days are over."""
    if card.revoked_at:
        raise Refusal("revoked")
    if card.until and card.until < timezone.localtime(at).date():
        raise Refusal("expired")


def use_card(*, secret: str, pin: str, at: datetime) -> Opened:
    """Take a card into use on this phone, with a PIN of one's own; it works once.

    Raises    Refusal "trivial_pin", "bad_link", "spent", "revoked", "expired"
    """
    if not pins.is_pin(pin) or pins.is_trivial(pin):
        raise Refusal("trivial_pin")
    phone = tokens.new()
    card = open_card(secret=secret, at=at)
    used = _use_card(
        card=card, pin=make_password(_peppered(pin, card)), phone=tokens.fingerprint(phone, tokens.PHONE), at=at
    )
    return Opened(used, account_of(used.person), phone)


@action
def _use_card(*, card: InviteCard, pin: str, phone: str, at: datetime) -> InviteCard:
    card = InviteCard.objects.select_related("person").get(pk=card.pk)
    refuse_unusable(card, at)
    if card.used_at:
        raise Refusal("spent")
    refuse_erased(card.person)
    done = acts.CardUsed(card=card.pk, until=timezone.localtime(at).date() + timedelta(days=PHONE_DAYS))
    subject = f"person:{card.person_id}"
    used: InviteCard = record(done, chain=card.chain, subject=subject, actor=subject, at=at)
    CardPin.objects.create(card=card, pin=pin, phone_key=phone)
    return used


def unlock_card(*, card: InviteCard, pin: str, at: datetime) -> Opened:
    """The PIN again, on the card's own phone. The fifth wrong one locks the card; only the secretary helps then.

    The try is counted before it is judged and stays counted, so that guesses sent at once gain nothing.
    Raises    Refusal "revoked", "expired", "locked", "wrong_pin" (left=tries left)
    """
    refuse_unusable(card, at)
    kept = CardPin.objects.filter(pk=card.pk)
    if not kept.filter(failures__lt=TRIES).update(failures=F("failures") + 1):
        raise Refusal("locked")
    found = kept.get()
    if not check_password(_peppered(pin, card), found.pin):
        left = TRIES - found.failures
        raise Refusal("wrong_pin", left=left) if left > 0 else Refusal("locked")
    kept.update(failures=0)
    return Opened(card, account_of(card.person))


def _peppered(pin: str, card: InviteCard) -> str:
    """Whoever holds the database tries six digits through in no time: so the site's key is part of what is hashed."""
    return blind(f"{card.pk}:{pin}", "pin")


@action
def revoke_card(*, card: InviteCard, reason: str, actor: Actor, at: datetime, once: str | None = None) -> InviteCard:
    """Take a card back; its phone is signed out at the next page. The holder may do it, too.

    Raises    Refusal "not_allowed", "revoked"
    """
    card = InviteCard.objects.select_related("person__place").get(pk=card.pk)
    if actor.id != card.person_id:
        arranges(card.person, actor, at)
    if card.revoked_at:
        raise Refusal("revoked")
    done = acts.CardRevoked(card=card.pk, reason=mask_text(reason.strip()))
    revoked: InviteCard = record(
        done, chain=card.chain, subject=f"person:{card.person_id}", actor=actor.name, at=at, once=once
    )
    CardPin.objects.filter(pk=card.pk).delete()
    return revoked


def account_of(person: Person) -> User:
    """The account sessions by card run on: without address and password unless the person is staff, too."""
    user = User.objects.filter(person=person).first()
    if user is None:
        user, _ = User.objects.get_or_create(person=person, defaults={"password": make_password(None)})
    return user
