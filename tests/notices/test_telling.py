"""Each change is told once to each person it concerns: never twice, never to who did it, never in anybody's words."""

from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.conf import LazySettings
from django.core import mail
from django.db import IntegrityError, transaction

from bandeng.commitments.actions import check
from bandeng.matters import actions, queries
from bandeng.matters.acts import Branched, MatterMerged, MatterReplied, Move, RaisingRated, StepCompleted
from bandeng.matters.models import Matter, Raising
from bandeng.notices import reactions
from bandeng.notices import tasks as notices_tasks
from bandeng.notices.channels import Mail
from bandeng.notices.models import As, Notice
from bandeng.notices.queries import inbox, of_raising, stuck, unseen
from bandeng.notices.words import SENTENCES, TO_RAISERS, TO_STAFF, TO_UNIT
from bandeng.people.acting import PUBLIC, Actor, system
from bandeng.people.actions import take_leave
from bandeng.people.models import Organisation
from bandeng.records.models import Entry
from bandeng.records.tasks import react
from bandeng.records.worker import run_pending
from tests.commitments.working import officer, reported
from tests.makers import AT, make_matter, make_person, make_unit
from tests.matters.replying import DAY, TEXT, Bench, now, only

pytestmark = pytest.mark.django_db
TOLD = {As.RAISER: TO_RAISERS, As.STAFF: TO_STAFF, As.UNIT: TO_UNIT}
EVERY = [(heard, cls) for heard, told in TOLD.items() for cls in told]
TELL = {As.RAISER: reactions.tell_raisers, As.STAFF: reactions.tell_staff, As.UNIT: reactions.tell_unit}
MOVE = Move(step="reply", then="assign", why="complete", milestones=[])


class Street:
    """One matter with one raiser who has an account, one secretary, one unit with an officer that holds its item."""

    def __init__(self) -> None:
        self.bench = Bench()
        self.resident = self.bench.signed_in(self.bench.person("resident"))
        self.secretary = self.bench.on_duty("secretary")
        self.raising = self.bench.raised(actor=self.resident, words="CANARY words", name="CANARY name").raising
        self.matter = self.raising.matter
        self.unit: Organisation = self.bench.unit()
        self.officer = self.bench.on_duty("unit_officer", unit=self.unit)
        self.item = uuid4()

    def entry(self, cls: type[Any], actor: str = "system:test", n: int = 900) -> Entry:
        return Entry(
            chain=self.matter.chain, n=n, at=AT, actor=actor, verb=cls.verb, subject=f"matter:{self.matter.pk}"
        )

    def done(self, cls: type[Any]) -> Any:
        """An act of this kind, as far as telling looks at it."""
        told: dict[str, Any] = {
            "matter": self.matter.pk, "item": self.item, "raising": self.raising.pk, "move": MOVE, "reopens": MOVE,
            "to_organisation": self.unit.pk, "organisation": self.unit.pk,
            "replies": [SimpleNamespace(raising=self.raising.pk)],
        }  # fmt: skip
        fields = cls.__dataclass_fields__
        act = object.__new__(cls)
        for name in fields:
            object.__setattr__(act, name, told.get(name))
        return act

    def expected(self, heard: str, verb: str) -> list[tuple[str, str, UUID | None, UUID | None]]:
        """Exactly one notice for each whom an act concerns as this."""
        who: dict[str, list[tuple[UUID | None, UUID | None]]] = {
            As.RAISER: [(self.resident.id, None), (None, self.raising.pk)],
            As.STAFF: [(self.secretary.id, None)],
            As.UNIT: [(self.officer.id, None)],
        }
        return sorted([(str(heard), verb, person, raising) for person, raising in who[heard]], key=str)

    def heard(self) -> list[tuple[str, str, UUID | None, UUID | None]]:
        """What was told since, as (as what, verb, to which person, to which raising)."""
        return sorted(
            ((row.heard_as, row.verb, row.person_id, row.raising) for row in Notice.objects.filter(n__gte=900)), key=str
        )


@pytest.fixture
def street(monkeypatch: pytest.MonkeyPatch) -> Street:
    made = Street()
    # Which unit holds an item is the room of commitments' to say, and tested there.
    monkeypatch.setattr(reactions, "_unit_of", lambda done: made.unit.pk)
    return made


@pytest.mark.parametrize(("heard", "cls"), EVERY, ids=[f"{heard}-{cls.verb}" for heard, cls in EVERY])
def test_each_change_is_told_exactly_once_to_each_it_concerns(street: Street, heard: str, cls: type[Any]) -> None:
    for _time in range(2):
        TELL[As(heard)](street.done(cls), street.entry(cls))
    assert street.heard() == street.expected(heard, cls.verb)


@pytest.mark.parametrize(("heard", "cls"), EVERY, ids=[f"{heard}-{cls.verb}" for heard, cls in EVERY])
def test_nobody_is_told_of_their_own_act(street: Street, heard: str, cls: type[Any]) -> None:
    own = {As.RAISER: street.resident, As.STAFF: street.secretary, As.UNIT: street.officer}[As(heard)]
    TELL[As(heard)](street.done(cls), street.entry(cls, own.name))
    assert street.heard() == []


@pytest.mark.parametrize("cls", TO_RAISERS, ids=lambda cls: cls.verb)
def test_who_acted_by_a_receipt_is_not_told_of_it_on_that_receipt(street: Street, cls: type[Any]) -> None:
    reactions.tell_raisers(street.done(cls), street.entry(cls, f"receipt:{street.raising.pk}"))
    assert street.heard() == []


@pytest.mark.parametrize("field", ["withdrawn_at", "erased_at"])
@pytest.mark.parametrize("cls", TO_RAISERS, ids=lambda cls: cls.verb)
def test_who_withdrew_or_was_erased_is_never_told(street: Street, cls: type[Any], field: str) -> None:
    Raising.objects.filter(pk=street.raising.pk).update(**{field: AT})
    reactions.tell_raisers(street.done(cls), street.entry(cls))
    assert street.heard() == []


@pytest.mark.parametrize(("heard", "verb"), list(SENTENCES), ids=lambda word: str(word))
def test_each_kind_of_notice_has_words_that_hold_no_place_for_a_value(heard: str, verb: str) -> None:
    assert ("%" in str(SENTENCES[(heard, verb)]), str(SENTENCES[(heard, verb)])) == (
        False, str(SENTENCES[(heard, verb)]).strip(),
    )  # fmt: skip


def test_the_database_refuses_a_second_notice_of_one_entry(street: Street) -> None:
    reactions.tell_raisers(street.done(MatterReplied), street.entry(MatterReplied))
    notice = Notice.objects.filter(n=900, person__isnull=True).get()
    notice.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        notice.save(force_insert=True)


def test_the_end_is_told_by_the_final_reply_alone(street: Street) -> None:
    done = StepCompleted(matter=street.matter.pk, move=Move(step="reply", then=None, why="complete", milestones=[]))
    reactions.tell_raisers(done, street.entry(StepCompleted))
    assert street.heard() == []


def test_a_rating_is_told_to_other_raisers_only_where_it_takes_the_matter_up_again(street: Street) -> None:
    done = street.done(RaisingRated)
    object.__setattr__(done, "reopens", None)
    reactions.tell_raisers(done, street.entry(RaisingRated))
    assert street.heard() == []


def test_the_supervisor_is_told_when_the_last_word_is_theirs(street: Street) -> None:
    supervisor, done = street.bench.on_duty("supervisor"), street.done(RaisingRated)
    last = Move(step=None, then="reopen:final_review", why="reopen", milestones=[])
    object.__setattr__(done, "reopens", last)
    reactions.tell_staff(done, street.entry(RaisingRated))
    assert {person for _, _, person, _ in street.heard()} == {supervisor.id, street.secretary.id}


def test_a_deputy_is_told_while_somebody_is_away(street: Street) -> None:
    absent = street.secretary.person
    assert absent is not None
    deputy = street.bench.person("deputy")
    take_leave(person=absent, deputy=deputy, from_on=AT.date(), to_on=AT.date(), actor=system("test"), at=AT)
    for heard, cls in EVERY:
        if heard == As.STAFF:
            reactions.tell_staff(street.done(cls), street.entry(cls))
    assert {person for _, _, person, _ in street.heard()} == {deputy.pk}


def test_another_communitys_desk_hears_nothing(street: Street) -> None:
    other = street.bench.on_duty("secretary", street.bench.elsewhere)
    for cls in TO_STAFF:
        reactions.tell_staff(street.done(cls), street.entry(cls))
    assert unseen(other) == 0


def test_a_matter_sent_to_nobody_known_here_tells_no_unit() -> None:
    street = Street()
    done = street.done(Branched)
    object.__setattr__(done, "to_organisation", None)
    reactions.tell_unit(done, street.entry(Branched))
    assert street.heard() == []


# --- by the acts of real use, through the jobs ---


def told_to(raising: Raising) -> list[str]:
    return list(of_raising(raising.pk).order_by("n", "pk").values_list("verb", flat=True))


@pytest.mark.django_db(transaction=True)
def test_a_reply_to_one_raiser_is_told_to_no_other() -> None:
    bench = Bench()
    secretary = bench.on_duty("secretary")
    matter = bench.at_reply(secretary, {})
    first, second = matter.raisings.order_by("raised_at", "pk")
    bench.replied(matter, secretary, raisings=[first])
    run_pending()
    assert (told_to(first)[-1], "matter.replied" in told_to(second)) == ("matter.replied", False)


@pytest.mark.django_db(transaction=True)
def test_who_was_merged_is_told_of_it_though_their_raising_stands_elsewhere_by_then() -> None:
    bench = Bench()
    secretary = bench.on_duty("secretary")
    target, matter = bench.raised().matter, bench.raised().matter
    raising = only(matter)
    actions.merge(matter=matter, into=target, reason="the same path", actor=secretary, at=bench.at)
    run_pending()
    assert told_to(raising) == [MatterMerged.verb]
    assert told_to(target.raisings.exclude(pk=raising.pk).get()) == []


@pytest.mark.django_db(transaction=True)
def test_jobs_run_twice_tell_nothing_twice_and_make_no_entry() -> None:
    bench = Bench()
    secretary = bench.on_duty("secretary")
    matter = bench.at_reply(secretary, email="neighbour@example.org")
    bench.replied(matter, secretary)
    entries = Entry.objects.count()
    run_pending()
    told, sent = Notice.objects.count(), len(mail.outbox)
    for entry in Entry.objects.order_by("arrival"):
        react.func(chain=entry.chain, n=entry.n)
    run_pending()
    assert (Notice.objects.count(), len(mail.outbox), Entry.objects.count()) == (told, sent, entries)
    assert told > 0


@pytest.mark.django_db(transaction=True)
def test_every_officer_of_the_unit_that_holds_an_item_is_told_but_who_took_it() -> None:
    matter = make_matter("assign")
    unit, secretary = make_unit(), make_person("secretary")
    worker, colleague, stranger = officer(unit), officer(unit), officer(make_unit("别家物业"))
    item = reported(matter, secretary, worker, unit)
    check(item=item, solved=False, text="One line is missing.", actor=secretary, at=AT)
    run_pending()
    verbs = {actor.id: sorted(inbox(actor).values_list("verb", flat=True)) for actor in (worker, colleague, stranger)}
    assert verbs == {
        worker.id: ["item.checked"], colleague.id: ["item.checked", "item.claimed"], stranger.id: [],
    }  # fmt: skip


# --- e-mail ---


def mailed(bench: Bench, secretary: Actor, **more: Any) -> Matter:
    """A matter whose raiser left an address, with its final reply, and all jobs done."""
    matter = bench.raised(email="neighbour@example.org", **more).matter
    bench.accepted(matter, secretary)
    run_pending()
    return now(matter)


@pytest.fixture
def bench() -> Bench:
    return Bench()


@pytest.fixture
def secretary(bench: Bench) -> Actor:
    return bench.on_duty("secretary")


@pytest.mark.django_db(transaction=True)
def test_a_mail_says_what_happened_and_where_to_read_it(bench: Bench, secretary: Actor, settings: LazySettings) -> None:
    settings.LANGUAGE_CODE = "en"
    matter = mailed(bench, secretary)
    [sent] = mail.outbox
    code = queries.receipt_code(only(matter))
    assert (sent.to, matter.number in sent.subject, f"/r/{code}/" in str(sent.body)) == (
        ["neighbour@example.org"], True, True,
    )  # fmt: skip
    assert str(sent.body).startswith("Your matter has been accepted.")


@pytest.mark.django_db(transaction=True)
def test_a_mail_is_marked_as_automatic_so_that_no_machine_answers_it(bench: Bench, secretary: Actor) -> None:
    mailed(bench, secretary)
    [sent] = mail.outbox
    assert sent.extra_headers == {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}
    assert "Auto-Submitted: auto-generated" in sent.message().as_string()


@pytest.mark.django_db(transaction=True)
def test_no_private_value_stands_in_a_mail_or_a_notice(bench: Bench, secretary: Actor) -> None:
    matter = bench.at_reply(
        secretary, words="CANARY words", name="CANARY name", phone="139 0000 1234", email="canary@example.org"
    )
    bench.replied(matter, secretary, letters={only(matter).pk: "CANARY letter"})
    bench.rated(only(matter), words="CANARY rating", solved="no")
    run_pending()
    mails = "".join(f"{sent.subject}{sent.body}{sent.extra_headers}" for sent in mail.outbox)
    rows = str(list(Notice.objects.values()))
    assert [mark in mails + rows for mark in ("CANARY", "1234", "canary@", TEXT)] == [False] * 4
    assert len(mail.outbox) > 2


@pytest.mark.django_db(transaction=True)
def test_a_mail_that_was_taken_and_never_marked_as_sent_is_visibly_stuck_and_not_sent_again(
    bench: Bench, secretary: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dies(*_: object, **__: object) -> None:
        raise TimeoutError("nobody knows whether it went out")

    monkeypatch.setattr(Mail, "send", dies)
    matter = mailed(bench, secretary)
    monkeypatch.undo()
    [notice] = of_raising(only(matter).pk)
    assert (stuck(), notices_tasks.mail.func(notice=notice.pk), len(mail.outbox)) == (1, False, 0)


@pytest.mark.django_db(transaction=True)
def test_a_mail_that_surely_did_not_go_out_is_tried_again(
    bench: Bench, secretary: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(*_: object, **__: object) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr(Mail, "send", down)
    matter = mailed(bench, secretary)
    monkeypatch.undo()
    [notice] = of_raising(only(matter).pk)
    assert (stuck(), notices_tasks.mail.func(notice=notice.pk), len(mail.outbox)) == (0, True, 1)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("address", ["nobody", "a@b.example, c@d.example", "a@b.example\nBcc: c@d.example"])
def test_what_is_no_address_gets_no_mail(bench: Bench, secretary: Actor, address: str) -> None:
    matter = bench.raised(email=address).matter
    bench.accepted(matter, secretary)
    run_pending()
    assert (len(mail.outbox), stuck(), told_to(only(matter))) == (0, 0, ["matter.accepted"])


@pytest.mark.django_db(transaction=True)
def test_who_is_erased_before_the_mail_goes_out_gets_none(bench: Bench, secretary: Actor) -> None:
    matter = bench.raised(email="neighbour@example.org").matter
    bench.accepted(matter, secretary)
    actions.erase_raising(raising=only(matter), actor=queries.receipt_actor(only(matter)), at=AT + DAY)
    run_pending()
    assert (len(mail.outbox), stuck()) == (0, 0)


@pytest.mark.django_db(transaction=True)
def test_no_address_gets_more_than_twenty_mails_in_an_hour(bench: Bench, secretary: Actor) -> None:
    matter = mailed(bench, secretary)
    for number in range(25):
        actions.change_summary(
            matter=now(matter), title="Path", summary=f"Broken {number}.", reason="clearer", actor=secretary, at=AT
        )
    run_pending()
    assert (len(mail.outbox), len(told_to(only(matter))), stuck()) == (20, 26, 0)


# --- the inbox ---


def test_the_public_has_no_inbox() -> None:
    Street()
    assert (list(inbox(PUBLIC)), unseen(PUBLIC)) == ([], 0)
