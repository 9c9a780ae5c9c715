"""Several people in any order, through the actions real use goes through: nobody ends a matter without replies, checks
their own work, answers their own order, or moves a date unseen."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from bandeng.commitments import actions
from bandeng.commitments.models import Extension, SupervisionOrder, WorkItem
from bandeng.core.refusal import Refusal
from bandeng.matters import actions as matters
from bandeng.matters.models import Deadline, DeadlineChange, Matter, Pause, Raising, Reply
from bandeng.people.acting import Actor
from bandeng.records.models import Entry
from tests.commitments.working import PHOTO, current, make_unit, officer
from tests.makers import AT, make_matter, make_person
from tests.makers import current as matter_now

pytestmark = pytest.mark.django_db(transaction=False)
MOVERS = {
    "extension": {"item.extension_decided"},
    "suspension": {
        "item.suspension_decided",
        "item.suspension_ended",
        "matter.suspension_decided",
        "matter.suspension_ended",
    },
    "calendar": {"matter.deadline_recomputed"},
}
"""By what a date may move, and by which acts (I6)."""

Told = dict[str, Any]
PEOPLE = ("secretary", "officer", "colleague", "supervisor", "building_head", "raiser")
who = st.sampled_from(PEOPLE)


class Hands(RuleBasedStateMachine):
    """One matter with its item, and six people who do what comes to their minds."""

    def __init__(self) -> None:
        super().__init__()
        self.point = transaction.atomic()
        self.point.__enter__()
        self.at: datetime = AT
        self.dues: dict[Any, Any] = {}

    def teardown(self) -> None:
        """Nothing stays for the next one."""
        transaction.set_rollback(True)
        self.point.__exit__(None, None, None)

    @initialize()
    def begin(self) -> None:
        unit = make_unit()
        self.people: dict[str, Actor] = {
            "secretary": make_person("secretary"), "supervisor": make_person("supervisor"),
            "building_head": make_person("building_head"), "officer": officer(unit), "colleague": officer(unit),
        }  # fmt: skip
        self.matter = make_matter("assign", by=self.people["secretary"], raisers=2)
        self.raising = Raising.objects.filter(matter=self.matter).order_by("raised_at", "pk")[0]
        self.people["raiser"] = Actor(name=f"receipt:{self.raising.pk}")
        self.item = actions.set_and_claim(
            matter=self.matter, title="划线", organisation=unit, days=3, actor=self.people["secretary"], at=self.at
        )

    def tries(self, act: Callable[[], object]) -> None:
        """A refusal is an answer too."""
        try:
            with transaction.atomic():
                act()
        except Refusal:
            pass

    def now(self) -> WorkItem:
        return current(self.item)

    @rule(days=st.integers(1, 4))
    def time_passes(self, days: int) -> None:
        self.at += timedelta(days=days)
        actions.supervise(at=self.at)

    @rule(by=who)
    def says_it_is_done(self, by: str) -> None:
        self.tries(
            lambda: actions.done(item=self.now(), text="好了", photos=[PHOTO], actor=self.people[by], at=self.at)
        )

    @rule(by=who, solved=st.booleans())
    def looks(self, by: str, solved: bool) -> None:
        self.tries(
            lambda: actions.check(item=self.now(), solved=solved, text="看过", actor=self.people[by], at=self.at)
        )

    @rule(by=who, days=st.integers(1, 20))
    def asks_for_more_time(self, by: str, days: int) -> None:
        to = self.at.date() + timedelta(days=days)
        self.tries(
            lambda: actions.ask_extension(item=self.now(), to_on=to, reason="下雨", actor=self.people[by], at=self.at)
        )

    @rule(by=who, granted=st.booleans())
    def decides_on_more_time(self, by: str, granted: bool) -> None:
        if asked := Extension.objects.filter(item=self.item, granted=None).first():
            told: Told = {"granted": granted, "reason": "想过了", "actor": self.people[by], "at": self.at}
            self.tries(lambda: actions.decide_extension(extension=asked, **told))

    @rule(by=who, days=st.integers(1, 20))
    def asks_to_stand_still(self, by: str, days: int) -> None:
        until = self.at.date() + timedelta(days=days)
        told: Told = {"review_on": until, "reason": "等通知", "actor": self.people[by], "at": self.at}
        self.tries(lambda: actions.ask_suspension(item=self.now(), **told))

    @rule(by=who, granted=st.booleans())
    def decides_on_standing_still(self, by: str, granted: bool) -> None:
        if asked := Pause.objects.filter(deadline__of=f"item:{self.item.pk}", granted=None).first():
            told: Told = {
                "pause": asked,
                "granted": granted,
                "reason": "想过了",
                "actor": self.people[by],
                "at": self.at,
            }
            self.tries(lambda: actions.decide_suspension(item=self.now(), **told))

    @rule(by=who)
    def gives_it_back_and_it_is_given_out_again(self, by: str) -> None:
        self.tries(lambda: actions.return_item(item=self.now(), ground="不归我们", actor=self.people[by], at=self.at))
        if self.now().state == "open":
            unit = self.now().holdings.order_by("pk")[0].organisation
            told: Told = {
                "organisation": unit,
                "days": 4,
                "how": "designated",
                "actor": self.people["secretary"],
            }
            self.tries(lambda: actions.claim(item=self.now(), at=self.at, **told))

    @rule(by=who)
    def drops_it(self, by: str) -> None:
        self.tries(lambda: actions.drop(item=self.now(), reason="做不到", actor=self.people[by], at=self.at))

    @rule(by=who, level=st.sampled_from(("reminder", "order", "listed", "summons")))
    def presses(self, by: str, level: str) -> None:
        told: Told = {"level": level, "reason": "催", "actor": self.people[by], "at": self.at}
        self.tries(lambda: actions.issue_order(matter=self.matter, item=self.now(), **told))

    @rule(by=who)
    def answers(self, by: str) -> None:
        if order := SupervisionOrder.objects.filter(answered_at=None).order_by("-issued_at", "pk").first():
            self.tries(lambda: actions.answer_order(order=order, text="在办", actor=self.people[by], at=self.at))

    @rule(by=who, final=st.booleans())
    def replies(self, by: str, final: bool) -> None:
        told: Told = {
            "kind": "final" if final else "progress",
            "text": "已答复",
            "actor": self.people[by],
            "at": self.at,
        }
        self.tries(lambda: matters.reply(matter=matter_now(self.matter), **told))

    @rule(by=who, choose=st.sampled_from((None, "supervise", "reply", "assign")))
    def completes_the_step(self, by: str, choose: str | None) -> None:
        told: Told = {"choose": choose, "actor": self.people[by], "at": self.at}
        self.tries(lambda: matters.complete_step(matter=matter_now(self.matter), **told))

    @rule(solved=st.sampled_from(("yes", "no")))
    def rates(self, solved: str) -> None:
        told: Told = {"answered": "yes", "solved": solved, "satisfied": solved}
        self.tries(lambda: matters.rate(raising=self.raising, actor=self.people["raiser"], at=self.at, **told))
        matter = matter_now(self.matter)
        if matter.step == "assign" and matter.round > 1:
            actions.reopen_items(matter=matter, at=self.at)

    # --- what always holds ---

    @invariant()
    def no_matter_ends_without_a_final_reply_to_each_raiser(self) -> None:
        matter = Matter.objects.filter(pk=self.matter.pk).first() if hasattr(self, "matter") else None
        if matter and matter.step is None:
            told = Reply.objects.filter(matter=matter, kind="final", round=matter.round, delivered_at__isnull=False)
            raisings = set(Raising.objects.filter(matter=matter).values_list("pk", flat=True))
            assert raisings == set(told.values_list("raising", flat=True))

    @invariant()
    def nobody_checks_their_own_work_or_answers_their_own_order(self) -> None:
        unit = {self.people[one].id for one in ("officer", "colleague")} if hasattr(self, "matter") else set()
        for item in WorkItem.objects.prefetch_related("checks"):
            assert not any(check.by_id in unit for check in item.checks.all())
            assert item.state != "settled" or item.checks.filter(solved=True).exists()
        for order in SupervisionOrder.objects.all():
            assert order.issued_by_id not in unit
            assert order.answered_by_id is None or order.answered_by_id != order.issued_by_id

    @invariant()
    def no_date_moves_unseen(self) -> None:
        for deadline in Deadline.objects.prefetch_related("changes"):
            changes = sorted(deadline.changes.all(), key=lambda change: (change.at, change.pk))
            days = [deadline.original_due_on, *(change.new for change in changes)]
            assert [change.old for change in changes] == days[:-1]
            assert deadline.due_on == days[-1]
        for change in DeadlineChange.objects.all():
            entry = Entry.objects.get(chain=change.entry_chain, n=change.entry_n)
            assert entry.verb in MOVERS[change.because]

    @invariant()
    def each_rung_stands_once_and_ends_with_its_trouble(self) -> None:
        rows = list(SupervisionOrder.objects.values_list("deadline", "level"))
        assert len(rows) == len(set(rows))
        over = SupervisionOrder.objects.filter(item__state__in=("settled", "dropped"), closed_at=None)
        assert not over.exists()


@pytest.mark.django_db
def test_whatever_several_people_do_in_whatever_order() -> None:
    run_state_machine_as_test(
        Hands,
        settings=settings(
            max_examples=12, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
