"""Matters and what belongs to them. `status` is derived from step, ending and facts; nobody sets it."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from bandeng.people.models import Capacity, Organisation, Person
from bandeng.places.models import Place
from bandeng.records.registry import ledgered
from bandeng.records.sealing import SealedText


class Severity(models.IntegerChoices):
    """How pressing it is (domain.md 3.12)."""

    LIFE_SAFETY = 0, _("danger to life")
    URGENT = 1, _("urgent in daily life")
    NORMAL = 2, _("normal")
    LONG_TERM = 3, _("long-term")


class Channel(models.TextChoices):
    """By which way it came; every way makes the same matter."""

    WEB = "web", _("web page")
    QR = "qr", _("QR code at the door")
    PROXY = "proxy", _("entered by a neighbour")
    PHONE = "phone", _("telephone")
    PAPER = "paper", _("paper")
    VISIT = "visit", _("home visit")
    BENCH = "bench", _("bench meeting")
    WECHAT = "wechat", _("pasted from a WeChat group")
    GRID = "grid", _("grid event")
    HOTLINE = "hotline", _("hotline 12345")
    MEMBER = "member", _("CPPCC member")
    LETTER = "letter", _("letter")


class Reach(models.TextChoices):
    """How a raiser wants to be told."""

    PAGE = "page", _("on the receipt page")
    PHONE = "phone", _("by telephone")
    VISIT = "visit", _("at the door")
    PRINT = "print", _("on paper")


class Kind(models.TextChoices):
    """Kinds of replies."""

    RECEIPT = "receipt", _("receipt")
    PROGRESS = "progress", _("progress")
    INTERIM = "interim", _("interim reply")
    FINAL = "final", _("final reply")


class Word(models.TextChoices):
    """The three answers of a rating's question."""

    YES = "yes", _("yes")
    PARTLY = "partly", _("partly")
    NO = "no", _("no")


@ledgered
class ProcessVersion(models.Model):
    """A published process, immutable; running matters stay on theirs."""

    id = models.UUIDField(primary_key=True)
    key = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    place = models.ForeignKey(Place, models.PROTECT, null=True, related_name="+")
    text = models.TextField()
    published_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["key", "number", "place"], name="process_version_once"),
            # SQLite takes two rows without a place for different ones.
            models.UniqueConstraint(
                fields=["key", "number"], condition=models.Q(place__isnull=True), name="process_version_of_site_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.number}"


@ledgered
class Matter(models.Model):
    """One matter. It stands at `step` of its process version, or at none when it has ended."""

    id = models.UUIDField(primary_key=True)
    number = models.CharField(max_length=40, unique=True)
    chain = models.CharField(max_length=40)
    place = models.ForeignKey(Place, models.PROTECT, related_name="matters")
    process = models.ForeignKey(ProcessVersion, models.PROTECT, related_name="matters")
    step = models.CharField(max_length=60, null=True)  # noqa: DJ001  None: the matter has ended
    came_from = models.CharField(max_length=60, null=True)  # noqa: DJ001  None: on the line itself
    branch = models.CharField(max_length=24, blank=True)
    category = models.CharField(max_length=40)
    severity = models.PositiveSmallIntegerField(choices=Severity)
    channel = models.CharField(max_length=12, choices=Channel)
    sealed = models.BooleanField(default=False)
    title = models.CharField(max_length=80, blank=True)
    summary = models.TextField(blank=True)
    shown_photos = models.JSONField(default=list)
    guards = models.JSONField(default=list)
    round = models.PositiveSmallIntegerField(default=1)
    contested = models.BooleanField(default=False)
    raised_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    sorted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged")
    recurred_from = models.ForeignKey("self", models.PROTECT, null=True, related_name="recurrences")
    holder = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(step__isnull=False) | models.Q(closed_at__isnull=False),
                name="matter_ends_when_closed",
            ),
            models.CheckConstraint(condition=models.Q(round__lte=3), name="matter_reopens_at_most_twice"),
            models.CheckConstraint(
                condition=~models.Q(merged_into=models.F("id")), name="matter_not_merged_into_itself"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["place", "step"], name="matter_place_step"),
            models.Index(fields=["chain", "raised_at"], name="matter_chain_raised"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_public(self) -> bool:
        """Whether everybody may read it: accepted by a named person and not sealed."""
        return self.accepted_at is not None and not self.sealed


@ledgered
class Raising(models.Model):
    """One raiser's own words. It is what gets the reply, and it survives every merge."""

    id = models.UUIDField(primary_key=True)
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="raisings")
    first_matter = models.ForeignKey(Matter, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="raisings")
    proxy = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    consent = models.CharField(max_length=120, blank=True)
    channel = models.CharField(max_length=12, choices=Channel)
    reach = models.CharField(max_length=8, choices=Reach)
    capacity = models.CharField(max_length=12, choices=Capacity)
    anonymous = models.BooleanField(default=False)
    receipt = models.CharField(max_length=64, unique=True)
    words = models.TextField(blank=True)
    name = SealedText()
    phone = SealedText()
    phone_index = models.CharField(max_length=64, blank=True, db_index=True)
    email = SealedText()
    photos = models.JSONField(default=list)
    raised_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)
    pseudonym = models.CharField(max_length=40, blank=True)
    entry_chain = models.CharField(max_length=40)
    entry_n = models.BigIntegerField()

    def __str__(self) -> str:
        return str(self.id)


@ledgered
class Deadline(models.Model):
    """A clock: the step's, an item's, the whole matter's. The original due date always stays beside the present one."""

    id = models.UUIDField(primary_key=True)
    matter = models.ForeignKey(Matter, models.CASCADE, related_name="deadlines")
    kind = models.CharField(max_length=12)
    of = models.CharField(max_length=80)
    started_at = models.DateTimeField()
    days = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=8)
    due_on = models.DateField()
    original_due_on = models.DateField()
    provisional = models.BooleanField(default=False)
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(days__gte=1), name="deadline_days_positive"),
            models.CheckConstraint(condition=models.Q(unit__in=["working", "calendar"]), name="deadline_unit_known"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["due_on"], condition=models.Q(stopped_at__isnull=True), name="deadline_open_by_due"),
            models.Index(fields=["of"], name="deadline_of"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.due_on}"


@ledgered
class DeadlineChange(models.Model):
    """Each act that moved a due date: an extension, a suspension, or a newly published calendar."""

    deadline = models.ForeignKey(Deadline, models.CASCADE, related_name="changes")
    old = models.DateField()
    new = models.DateField()
    because = models.CharField(max_length=16)
    reason = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    entry_chain = models.CharField(max_length=40)
    entry_n = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.old} -> {self.new}"


@ledgered
class StepVisit(models.Model):
    """A matter entered a step; left when it moved on."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="visits")
    step = models.CharField(max_length=60)
    why = models.CharField(max_length=24)
    round = models.PositiveSmallIntegerField()
    entered_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)
    deadline = models.ForeignKey(Deadline, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["matter"], condition=models.Q(left_at__isnull=True), name="matter_at_one_step"
            ),
        ]

    def __str__(self) -> str:
        return self.step


@ledgered
class MilestoneReached(models.Model):
    """A milestone and when a matter reached it, in each round."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="milestones")
    milestone = models.CharField(max_length=12)
    round = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["matter", "milestone", "round"], name="milestone_once_a_round")
        ]

    def __str__(self) -> str:
        return self.milestone


@ledgered
class MatterFact(models.Model):
    """What stands for a matter; the engine reads only these. `ref` names what makes it stand."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="stands")
    fact = models.CharField(max_length=24)
    ref = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["matter", "fact", "ref"], name="fact_once")]

    def __str__(self) -> str:
        return self.fact


@ledgered
class Track(models.Model):
    """An open obligation beside the line: safety, a work item. No final reply while one is open."""

    id = models.UUIDField(primary_key=True)
    matter = models.ForeignKey(Matter, models.CASCADE, related_name="tracks")
    kind = models.CharField(max_length=16)
    ref = models.CharField(max_length=80)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    ending = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.kind


@ledgered
class Concerned(models.Model):
    """An organisation that holds an item of a matter, or did: it sees the handling file for the time of its task."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="concerned")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    ref = models.CharField(max_length=80)
    until = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["matter", "organisation", "ref"], name="concerned_once")
        ]

    def __str__(self) -> str:
        return str(self.organisation_id)


@ledgered
class Verification(models.Model):
    """A visit: what was found. `finding` is for everybody once the matter is public, `note` for those who handle it."""

    id = models.UUIDField(primary_key=True)
    matter = models.ForeignKey(Matter, models.CASCADE, related_name="verifications")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    visited_on = models.DateField()
    legal = models.CharField(max_length=8)
    technical = models.CharField(max_length=8)
    financial = models.CharField(max_length=8)
    finding = models.TextField()
    note = models.TextField(blank=True)
    photos = models.JSONField(default=list)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.visited_on)


@ledgered
class BenchNote(models.Model):
    """The note of a bench meeting."""

    id = models.UUIDField(primary_key=True)
    matter = models.ForeignKey(Matter, models.CASCADE, related_name="bench_notes")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    held_on = models.DateField()
    where = models.CharField(max_length=80)
    seats = models.JSONField()
    said = models.TextField()
    outcome = models.CharField(max_length=12)
    opinion = models.TextField()
    next_step = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(outcome__in=["consensus", "partial", "none", "advisory"]), name="outcome_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(outcome="none") | ~models.Q(next_step=""), name="no_consensus_names_next_step"
            ),
        ]

    def __str__(self) -> str:
        return str(self.held_on)


@ledgered
class Dissent(models.Model):
    """A view that differed: recorded, and answered."""

    id = models.UUIDField(primary_key=True)
    note = models.ForeignKey(BenchNote, models.CASCADE, related_name="dissents")
    words = models.TextField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.words[:20]


@ledgered
class PassOn(models.Model):
    """A matter was passed on, or escalated: to whom, acknowledged when, with what result."""

    id = models.UUIDField(primary_key=True)
    matter = models.ForeignKey(Matter, models.CASCADE, related_name="pass_ons")
    kind = models.CharField(max_length=12)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    to = models.CharField(max_length=80)
    reason_code = models.CharField(max_length=24)
    reason = models.TextField()
    at = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.CharField(max_length=80, blank=True)
    returned_at = models.DateTimeField(null=True)
    result_at = models.DateTimeField(null=True)
    text = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.to


@ledgered
class Merge(models.Model):
    """A matter went into another; taken back when `undone_at` stands."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="merges")
    into = models.ForeignKey(Matter, models.CASCADE, related_name="+")
    reason = models.TextField()
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["matter"], condition=models.Q(undone_at__isnull=True), name="merged_once"),
        ]

    def __str__(self) -> str:
        return str(self.into_id)


@ledgered
class Reply(models.Model):
    """A reply to one raising. `text` is the official word, `letter` what only this raiser reads beside it."""

    id = models.UUIDField(primary_key=True)
    matter = models.ForeignKey(Matter, models.CASCADE, related_name="replies")
    raising = models.ForeignKey(Raising, models.CASCADE, related_name="replies")
    kind = models.CharField(max_length=8, choices=Kind)
    round = models.PositiveSmallIntegerField()
    text = models.TextField()
    letter = models.TextField(blank=True)
    legal_basis = models.TextField(blank=True)
    appeal = models.TextField(blank=True)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True)
    attempted_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["matter", "kind", "round"], name="reply_of_matter")]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d}"


@ledgered
class Delivery(models.Model):
    """A reply was handed over, or tried."""

    id = models.UUIDField(primary_key=True)
    reply = models.ForeignKey(Reply, models.CASCADE, related_name="deliveries")
    mode = models.CharField(max_length=8, choices=Reach)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    succeeded = models.BooleanField()
    on = models.DateField()
    note = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.mode} {self.on}"


@ledgered
class Rating(models.Model):
    """A raiser's answer to three questions, once a round. No row means nobody said anything: never "satisfied"."""

    id = models.UUIDField(primary_key=True)
    matter = models.ForeignKey(Matter, models.CASCADE, related_name="ratings")
    raising = models.ForeignKey(Raising, models.CASCADE, related_name="ratings")
    round = models.PositiveSmallIntegerField()
    answered = models.CharField(max_length=8, choices=Word)
    solved = models.CharField(max_length=8, choices=Word)
    satisfied = models.CharField(max_length=8, choices=Word)
    words = models.TextField(blank=True)
    reopened = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["raising", "round"], name="rated_once_a_round")]

    def __str__(self) -> str:
        return self.satisfied
