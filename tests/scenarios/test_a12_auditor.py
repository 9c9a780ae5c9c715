"""A12, without its ballot: the chain is whole, dates show what they were first, one correction is marked as such."""

from pathlib import Path

from bandeng.cli.demonstration.stage import Bench
from bandeng.commitments import actions as items
from bandeng.commitments.models import Extension
from bandeng.core.ledger import verify
from bandeng.matters import actions, queries
from bandeng.matters.models import DeadlineChange
from bandeng.records.export import fingerprint, write
from bandeng.records.models import Entry
from bandeng.records.queries import head_of
from tests.scenarios.telling import done_and_checked, now, on, refused, taken_on, the_item


def closed(bench: Bench) -> None:
    """A matter that ended, whose date was extended and whose visit was corrected."""
    matter = taken_on(bench, days=8)
    on(bench, 26)
    items.ask_extension(
        item=the_item(matter), to_on=bench.stage.days.back(18).date(), reason="灯头缺货。", actor=bench.who("property"),
        at=bench.at,
    )  # fmt: skip
    items.decide_extension(extension=Extension.objects.get(), granted=True, actor=bench.who("oversight"), at=bench.at)
    visit = matter.verifications.get()
    actions.correct(
        matter=matter, of=visit.pk, field="visited_on", now=bench.stage.days.back(31).date(), reason="记晚了一天。",
        actor=bench.who("staff"), at=bench.at,
    )  # fmt: skip
    on(bench, 20)
    done_and_checked(bench, matter)
    bench.replied(matter, "灯已换好。")


def test_the_export_is_whole_and_holds_nothing_a_raiser_said(xinhua: Bench, tmp_path: Path) -> None:
    closed(xinhua)
    receipt, out = head_of(xinhua.community), tmp_path / "ledger.jsonl"
    write(out, at=xinhua.at)
    assert verify.main([str(out), "--key", fingerprint(), "--receipt", receipt]) == 0
    text = out.read_text("utf-8")
    assert [word for word in ("三楼的感应灯不亮", "老陶", "0953-000 0088") if word in text] == []


def test_one_word_changed_in_the_export_is_named(xinhua: Bench, tmp_path: Path) -> None:
    closed(xinhua)
    out = tmp_path / "ledger.jsonl"
    write(out, at=xinhua.at)
    out.write_text(out.read_text("utf-8").replace("灯已换好。", "灯没换好。", 1), encoding="utf-8")
    assert verify.main([str(out), "--key", fingerprint()]) == 1


def test_a_moved_date_stands_beside_the_first_one(xinhua: Bench) -> None:
    closed(xinhua)
    item = the_item(xinhua.raising("light").matter)
    change = DeadlineChange.objects.get(deadline=item.deadline)
    assert item.deadline is not None
    assert (item.deadline.original_due_on, item.deadline.due_on) == (change.old, change.new)
    assert change.old < change.new


def test_the_one_correction_says_what_was_and_what_is(xinhua: Bench) -> None:
    closed(xinhua)
    entry = Entry.objects.get(verb="matter.corrected")
    told = {name: entry.detail[name] for name in ("field", "was", "now", "reason")}
    days = xinhua.stage.days
    assert told == {
        "field": "visited_on", "was": days.back(30).date().isoformat(), "now": days.back(31).date().isoformat(),
        "reason": "记晚了一天。",
    }  # fmt: skip
    assert now(xinhua.raising("light").matter).verifications.get().visited_on == days.back(31).date()


def test_who_handled_it_cannot_rate_it(xinhua: Bench) -> None:
    closed(xinhua)
    raising = xinhua.raising("light")
    behind = queries.receipt_actor(raising, xinhua.who("secretary"))
    told = {"answered": "yes", "solved": "yes", "satisfied": "yes"}
    assert refused(lambda: actions.rate(raising=raising, actor=behind, at=xinhua.at, **told)) == "handler_rates"
