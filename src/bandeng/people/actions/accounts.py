"""Staff accounts: by invitation only. Credentials are never ledgered; that an account was opened is."""

from datetime import date, datetime, timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.db.models import F
from django.utils import timezone

from bandeng.core.ids import new_id
from bandeng.core.refusal import Refusal
from bandeng.people import acts, tokens
from bandeng.people.acting import Actor
from bandeng.people.actions.persons import refuse_erased
from bandeng.people.masking import mask_text
from bandeng.people.models import Invitation, Person, User
from bandeng.people.queries import duty_where, living
from bandeng.people.rights import ARRANGES, may, place_of
from bandeng.records.actions import action, record

VALID_DAYS = 3


def invite(
    *, person: Person, email: str, actor: Actor, at: datetime, once: str | None = None
) -> tuple[Invitation, str]:
    """Invite a person to open a staff account; returns the invitation and the secret of its link, seen only here.

    The link works once and for three days; an earlier invitation of the same person no longer works.
    Raises    Refusal "not_allowed", "has_account", "email_taken", "erased"
    """
    token = tokens.new(once, tokens.INVITATION)
    kept = tokens.fingerprint(token, tokens.INVITATION)
    invitation = _invite(person=person, email=email.strip().lower(), token=kept, actor=actor, at=at, once=once)
    return invitation, token


@action
def _invite(*, person: Person, email: str, token: str, actor: Actor, at: datetime, once: str | None) -> Invitation:
    arranges(person, actor, at)
    refuse_erased(person)
    if User.objects.filter(person=person, email__isnull=False, is_active=True).exists():
        raise Refusal("has_account")
    refuse_taken(email, person)
    today = timezone.localtime(at).date()
    Invitation.objects.filter(person=person, used_at__isnull=True).delete()
    invitation = Invitation.objects.create(
        id=new_id(at), person=person, email=email, token=token, use_by=today + timedelta(days=VALID_DAYS)
    )
    done = acts.AccountInvited(
        invitation=invitation.pk, person=person.pk, by=actor.id, use_by=invitation.use_by, email=email
    )
    record(done, chain=person.chain, subject=f"person:{person.pk}", actor=actor.name, at=at, once=once)
    return invitation


def arranges(person: Person, actor: Actor, at: datetime) -> None:
    """Refuse "not_allowed" unless the actor arranges the person's own place, or one where they hold a duty."""
    duties = person.duties.filter(living(timezone.localtime(at).date()))
    duties = duties.select_related("place", "grid__community", "organisation__place")
    if not any(
        may(actor, ARRANGES, place) for place in (person.place, *(place_of(duty_where(duty)) for duty in duties))
    ):
        raise Refusal("not_allowed", needs=sorted(ARRANGES))


def refuse_taken(email: str, person: Person) -> None:
    """Refuse "email_taken" when another person signs in with this address."""
    if User.objects.filter(email__iexact=email).exclude(person=person).exists():
        raise Refusal("email_taken")


def pending(token: str, *, on: date) -> Invitation:
    """The invitation of a link, without spending it; Refusal "bad_link" or "expired"."""
    found = (
        Invitation.objects.select_related("person").filter(token=tokens.fingerprint(token, tokens.INVITATION)).first()
    )
    if found is None or found.used_at:
        raise Refusal("bad_link")
    if found.use_by < on:
        raise Refusal("expired")
    return found


def open_account(*, token: str, password: str, at: datetime) -> User:
    """Spend an invitation: the invited person's account stands, with the password they chose.

    Raises    Refusal "bad_link", "expired", "email_taken", "erased"; ValidationError for a weak password
    """
    invitation = pending(token, on=timezone.localtime(at).date())
    return _open_account(person=invitation.person, invitation=invitation, password=password, at=at)


@action
def _open_account(*, person: Person, invitation: Invitation, password: str, at: datetime) -> User:
    if not Invitation.objects.filter(pk=invitation.pk, used_at__isnull=True).update(used_at=at):
        raise Refusal("bad_link")
    refuse_erased(Person.objects.get(pk=person.pk))
    refuse_taken(invitation.email, person)
    user = User.objects.filter(person=person).first() or User(person=person)
    user.email, user.is_active = invitation.email, True
    user.epoch += 1
    validate_password(password, user)
    user.set_password(password)
    user.save()
    EmailAddress.objects.update_or_create(
        user=user, email=invitation.email, defaults={"verified": True, "primary": True}
    )
    done = acts.AccountLinked(person=person.pk, account=user.pk)
    record(done, chain=person.chain, subject=f"person:{person.pk}", actor=f"person:{person.pk}", at=at)
    return user


@action
def close_account(*, person: Person, reason: str, actor: Actor, at: datetime, once: str | None = None) -> None:
    """Close a staff account: nobody signs in with its password any more, and whoever is signed in is out.

    Raises    Refusal "not_allowed", "not_yourself", "no_account"
    """
    if actor.id == person.pk:
        raise Refusal("not_yourself")
    arranges(person, actor, at)
    user = User.objects.filter(person=person, email__isnull=False).first()
    if user is None:
        raise Refusal("no_account")
    EmailAddress.objects.filter(user=user).delete()
    user.email = None
    user.epoch += 1
    user.set_unusable_password()
    user.save()
    done = acts.AccountClosed(person=person.pk, reason=mask_text(reason.strip()))
    record(done, chain=person.chain, subject=f"person:{person.pk}", actor=actor.name, at=at, once=once)


def sign_out_everywhere(*, person: Person) -> None:
    """End every session of a person's account, on all devices. No act: nothing of the record changes."""
    User.objects.filter(person=person).update(epoch=F("epoch") + 1)
