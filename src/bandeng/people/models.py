"""Persons, organisations, bodies, duties; accounts and cards. Contact data stands encrypted."""

import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from bandeng.places.models import Grid, Place
from bandeng.records.registry import ledgered
from bandeng.records.sealing import SealedText


class Capacity(models.TextChoices):
    """What somebody is here; capacities differ in what they may decide."""

    RESIDENT = "resident", _("resident")
    TENANT = "tenant", _("tenant")
    OWNER = "owner", _("owner")
    MERCHANT = "merchant", _("merchant")
    ENTERPRISE = "enterprise", _("enterprise")
    OTHER = "other", _("other")


class OrganisationKind(models.TextChoices):
    """Kinds of organisations."""

    COMMUNITY = "community", _("community")
    PROPERTY = "property", _("property company")
    DEPARTMENT = "department", _("department")
    GOVERNMENT = "government", _("street office or town government")
    FIRM = "firm", _("firm")
    NGO = "ngo", _("social organisation")
    CPPCC = "cppcc", _("consultative conference")


@ledgered
class Person(models.Model):
    """Somebody: a resident, a grid worker, an officer. `called` is their public name by role, "" for residents."""

    id = models.UUIDField(primary_key=True)
    place = models.ForeignKey(Place, models.PROTECT, null=True, related_name="people")
    chain = models.CharField(max_length=40)
    capacities = models.JSONField(default=list)
    called = models.CharField(max_length=60, blank=True)
    name = SealedText()
    phone = SealedText()
    phone_index = models.CharField(max_length=64, blank=True, db_index=True)
    name_index = models.CharField(max_length=64, blank=True, db_index=True)
    email = SealedText()
    erased_at = models.DateTimeField(null=True)
    registered_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.called or str(self.id)


class Users(BaseUserManager["User"]):
    """Makes accounts; used by actions only."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """E-mail addresses are compared without case."""
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """An account to sign in with; everything else is the person's. Not ledgered: credentials never are."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.OneToOneField(Person, models.PROTECT, related_name="user", db_constraint=False)
    email = models.EmailField(unique=True, null=True)  # noqa: DJ001 (several accounts by card have none)
    is_active = models.BooleanField(default=True)
    epoch = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    objects: ClassVar[Users] = Users()

    def __str__(self) -> str:
        return str(self.id)

    def get_session_auth_hash(self) -> str:
        """What every session of this account must carry: a new password or a new `epoch` ends them all at once."""
        return salted_hmac("bandeng.people.session", f"{self.password}:{self.epoch}", algorithm="sha256").hexdigest()


class Invitation(models.Model):
    """An invitation to open a staff account. Its link works once; a fingerprint of it is kept. Not ledgered."""

    id = models.UUIDField(primary_key=True)
    person = models.ForeignKey(Person, models.CASCADE, related_name="invitations", db_constraint=False)
    email = SealedText()
    token = models.CharField(max_length=64, unique=True)
    use_by = models.DateField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.id)


@ledgered
class Organisation(models.Model):
    """A responsible unit or another organisation; its rights and list cross the place tree."""

    id = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=12, choices=OrganisationKind)
    name = models.CharField(max_length=80)
    short = models.CharField(max_length=20)
    place = models.ForeignKey(Place, models.PROTECT, null=True, related_name="organisations")
    chain = models.CharField(max_length=40)
    phone = models.CharField(max_length=40, blank=True)
    accepts = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.short or self.name


@ledgered
class Body(models.Model):
    """A body with seats: the joint group, the owners' committee, the oversight committee."""

    id = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=40)
    name = models.CharField(max_length=80)
    place = models.ForeignKey(Place, models.PROTECT, related_name="bodies")
    chain = models.CharField(max_length=40)

    def __str__(self) -> str:
        return self.name


@ledgered
class Seat(models.Model):
    """A seat in a body: title, how chosen, term."""

    id = models.UUIDField(primary_key=True)
    body = models.ForeignKey(Body, models.CASCADE, related_name="seats")
    person = models.ForeignKey(Person, models.PROTECT, related_name="seats")
    title = models.CharField(max_length=40)
    chosen_how = models.CharField(max_length=80)
    from_on = models.DateField()
    to_on = models.DateField(null=True)

    def __str__(self) -> str:
        return self.title


@ledgered
class Duty(models.Model):
    """A role held in a place (or grid) and everything under it, or in an organisation."""

    id = models.UUIDField(primary_key=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="duties")
    role = models.CharField(max_length=24)
    place = models.ForeignKey(Place, models.PROTECT, null=True, related_name="duties")
    grid = models.ForeignKey(Grid, models.PROTECT, null=True, related_name="duties")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="duties")
    label = models.CharField(max_length=40, blank=True)
    from_on = models.DateField()
    to_on = models.DateField(null=True)
    ended_because = models.CharField(max_length=200, blank=True)
    successor = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(place__isnull=False)
                | models.Q(grid__isnull=False)
                | models.Q(organisation__isnull=False),
                name="duty_held_somewhere",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["person", "role"], name="duty_person_role")]

    def __str__(self) -> str:
        return self.label or self.role


@ledgered
class Leave(models.Model):
    """Somebody is away and a deputy holds their duties, from the first to the last day, both included."""

    id = models.UUIDField(primary_key=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="leaves")
    deputy = models.ForeignKey(Person, models.PROTECT, related_name="deputising")
    from_on = models.DateField()
    to_on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(person=models.F("deputy")), name="deputy_is_another"),
        ]

    def __str__(self) -> str:
        return f"{self.from_on}..{self.to_on}"


@ledgered
class Consent(models.Model):
    """Consent to a purpose; withdrawn as easily as given."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=40)
    how = models.CharField(max_length=120)
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "purpose"], name="consent_once")]

    def __str__(self) -> str:
        return self.purpose


@ledgered
class Reveal(models.Model):
    """Who looked at whose masked contact data, when, and why."""

    id = models.UUIDField(primary_key=True)
    of = models.CharField(max_length=80, db_index=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="reveals")
    fields = models.JSONField()
    reason = models.CharField(max_length=200)
    at = models.DateTimeField()
    chain = models.CharField(max_length=40)

    def __str__(self) -> str:
        return f"{self.of} {self.at:%Y-%m-%d}"


@ledgered
class InviteCard(models.Model):
    """A card the secretary prints: its QR works once, then a PIN on that phone for 90 days; never staff rights."""

    id = models.UUIDField(primary_key=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="cards")
    issued_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()
    chain = models.CharField(max_length=40)
    code = models.CharField(max_length=64, unique=True)
    use_by = models.DateField()
    used_at = models.DateTimeField(null=True)
    until = models.DateField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_because = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return str(self.id)


class CardPin(models.Model):
    """The PIN of a card in use, hashed, and the phone it belongs to. Credentials are not ledgered."""

    card = models.OneToOneField(InviteCard, models.CASCADE, primary_key=True, related_name="pin", db_constraint=False)
    pin = models.CharField(max_length=128)
    phone_key = models.CharField(max_length=64)
    failures = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.card_id)
