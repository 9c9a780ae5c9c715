"""Figures: shares and histograms that add up, small cells that cannot be worked out, what each record counts for."""

import itertools
import re
import statistics
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from bandeng.core.figures import (
    EDGES,
    Counted,
    Cycle,
    FinalReply,
    Held,
    Histogram,
    ItemFacts,
    MatterFacts,
    OrderFacts,
    People,
    Promised,
    Published,
    Quality,
    RaisingFacts,
    Scale,
    Share,
    bin_of,
    count,
    definitions,
    share_of,
    suppress,
    suppressed,
    told_by_difference,
    working_minutes,
)
from bandeng.core.workdays import calendar_for_place

CALENDAR = calendar_for_place("640302107001")
AT = datetime(2026, 11, 23, 2, tzinfo=UTC)
DAY = date(2026, 11, 23)
ONE, UNIT = UUID(int=1), UUID(int=2)
REFERENCE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "figures.md"
COUNTS = st.dictionaries(st.integers(0, 15), st.integers(0, 50))


def verdicts(matter: MatterFacts, figure: str) -> list[str]:
    return [one.verdict for one in count(matter, CALENDAR, contact_days=2) if one.figure == figure]


def a_matter(**told: object) -> MatterFacts:
    return MatterFacts(**{"id": ONE, "channel": "web", "raised_at": AT, "due_on": DAY + timedelta(days=90), **told})  # type: ignore[arg-type]


# --- adding up ---


@given(COUNTS, COUNTS)
def test_histograms_add_up_in_any_order(one: dict[int, int], other: dict[int, int]) -> None:
    left, right = Histogram(Scale.DAYS, one), Histogram(Scale.DAYS, other)
    assert (left + right).counts == (right + left).counts
    assert (left + right).total == left.total + right.total


@given(st.lists(st.integers(0, 400), min_size=1))
def test_a_quantile_is_the_edge_of_the_bin_in_which_the_exact_one_lies(values: list[int]) -> None:
    counted: dict[int, int] = {}
    for value in values:
        counted[bin_of(value, Scale.DAYS)] = counted.get(bin_of(value, Scale.DAYS), 0) + 1
    exact = statistics.median_low(values)
    edges = [edge for edge in EDGES[Scale.DAYS] if exact <= edge]
    assert Histogram(Scale.DAYS, counted).median == (edges[0] if edges else None)


def test_nothing_has_no_quantile_and_what_lies_above_every_edge_has_none_either() -> None:
    assert (Histogram(Scale.DAYS).median, Histogram(Scale.DAYS, {15: 3}).median) == (None, None)


def test_shares_add_every_count_and_tell_what_was_left_out() -> None:
    one = share_of({"n": 3, "N": 1, "N:partly": 2, "x:merged": 4})
    assert one == Share(3, 6, {"partly": 2}, {"merged": 4})
    assert one + Share(1, 1, {}, {"explained": 1}) == Share(4, 7, {"partly": 2}, {"merged": 4, "explained": 1})


def test_somebody_who_spoke_in_two_places_is_counted_once() -> None:
    assert len(People.of(["a", "b", ""]) + People.of(["b", "c"])) == 3


# --- small cells ---


@given(st.dictionaries(st.sampled_from("abcde"), st.integers(0, 30), min_size=1), st.integers(2, 6))
def test_a_hidden_cell_can_never_be_worked_out(cells: dict[str, int], k: int) -> None:
    shown, total = suppressed(cells, k)
    hidden = [key for key, value in shown.items() if value is None]
    assert all(cells[key] > 0 for key in hidden)
    assert all(shown[key] is None for key, value in cells.items() if 0 < value < k)
    if not hidden or total is None:
        return
    rest = total - sum(value for value in shown.values() if value is not None)
    ways = [way for way in itertools.product(range(1, rest + 1), repeat=len(hidden)) if sum(way) == rest] \
        if len(hidden) <= 2 else [(1,), (2,)]  # fmt: skip
    assert len(ways) > 1, "one filling alone would tell the hidden counts"


def test_a_whole_below_k_is_hidden_and_a_public_records_part_is_not() -> None:
    assert suppress(Share(2, 4), 5, about_people=False).N is None
    assert (suppress(Share(2, 20), 5, about_people=False).n, suppress(Share(2, 20), 5, about_people=True).n) == (
        2,
        None,
    )


# --- working time ---


def test_working_time_runs_from_nine_to_five_on_working_days_only() -> None:
    friday = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)
    assert working_minutes(CALENDAR, friday, friday + timedelta(days=3)) == 8 * 60
    assert working_minutes(CALENDAR, friday, friday + timedelta(hours=10)) == 30
    assert working_minutes(CALENDAR, friday, friday - timedelta(days=1)) == 0


# --- what counts for what ---


def test_silence_is_never_satisfaction_and_stands_beside_it() -> None:
    said = ["yes", "partly", "no", ""]
    finals = tuple(FinalReply(UUID(int=n), "web", 1, AT, word) for n, word in enumerate(said))
    assert verdicts(a_matter(finals=finals), "satisfaction") == ["n", "N:partly", "N", "x:no_answer"]


def test_what_was_explained_is_told_apart_and_what_a_raiser_denies_is_not_solved() -> None:
    ended = {"closed_at": AT, "reached": {1: frozenset({"solved", "replied"})}}
    assert verdicts(a_matter(**ended), "resolution_rate") == ["n"]
    assert verdicts(a_matter(**ended, says_no=True), "resolution_rate") == ["N"]
    assert verdicts(a_matter(closed_at=AT, branch="explain"), "resolution_rate") == ["x:explained"]
    assert verdicts(a_matter(merged=True), "resolution_rate") == ["x:merged"]
    assert verdicts(a_matter(), "resolution_rate") == ["N"]


def test_the_automatic_receipt_is_no_contact_and_two_working_days_are() -> None:
    raised = RaisingFacts(ONE, "web", AT, accepted_at=AT)
    late = AT + timedelta(days=3)
    told = [
        RaisingFacts(ONE, "web", AT, accepted_at=AT, contact_at=at)
        for at in (AT + timedelta(days=2), late)
    ]  # fmt: skip
    assert verdicts(a_matter(raisings=(raised, *told)), "response_rate") == ["N", "n", "N"]


def test_a_date_is_kept_by_the_check_and_the_first_date_is_the_one_that_counts() -> None:
    due = DAY + timedelta(days=5)

    def kept(**told: object) -> list[str]:
        cycle = Cycle(**{"unit": UNIT, "from_on": DAY, "original_due": due, "due": due + timedelta(days=5), **told})  # type: ignore[arg-type]
        item = ItemFacts(ONE, DAY, cycles=(cycle,), held=(Held(UNIT, DAY, "claimed"),))
        return verdicts(a_matter(items=(item,)), "on_time_rate") + verdicts(
            a_matter(items=(item,)), "on_time_rate.extended"
        )

    assert kept(settled=due) == ["n", "n"]
    assert kept(settled=due + timedelta(days=2), reported=due) == ["N:checked_later", "n"]
    assert kept(settled=due + timedelta(days=2)) == ["N", "n"]
    assert kept(dropped=due) == ["x:dropped", "x:dropped"]
    assert kept(dropped=due + timedelta(days=1)) == ["N", "x:dropped"]
    assert kept(returned=due) == ["x:returned", "x:returned"]
    assert kept() == ["N", "N"]


def test_an_item_is_overdue_from_the_day_after_its_date_until_it_is_reported() -> None:
    cycle = Cycle(UNIT, DAY, DAY + timedelta(days=2), DAY + timedelta(days=2), reported=DAY + timedelta(days=6))
    item = ItemFacts(ONE, DAY, cycles=(cycle,))
    rows = [one for one in count(a_matter(items=(item,)), CALENDAR, contact_days=2) if "overdue" in one.figure]
    assert [(one.figure, one.day, one.until) for one in rows] == [
        ("overdue_stock_and_age.open", DAY, None),
        ("overdue_stock_and_age", DAY + timedelta(days=3), DAY + timedelta(days=6)),
    ]


def test_a_promise_is_what_it_was_when_its_day_was_over() -> None:
    settled = Cycle(UNIT, DAY, DAY, DAY, settled=DAY)
    words = {
        "": "n",
        "done": "n",
        "late": "N",
        "partial": "N:partial",
        "extended": "N:extended",
        "dropped": "x:dropped",
    }
    for stood, verdict in words.items():
        item = ItemFacts(ONE, DAY, cycles=(settled,), promised=(Promised(UNIT, DAY, stood),))
        assert verdicts(a_matter(items=(item,)), "commitment_fulfilment") == [verdict]


def test_an_order_is_answered_in_time_or_owed_no_answer_any_more() -> None:
    due = DAY + timedelta(days=2)
    orders = (
        OrderFacts(ONE, DAY, due, answered=due), OrderFacts(ONE, DAY, due, answered=due + timedelta(days=1)),
        OrderFacts(ONE, DAY, due, done=due), OrderFacts(ONE, DAY, due),
    )  # fmt: skip
    assert verdicts(a_matter(orders=orders), "supervision_effect") == ["n", "N", "x:ended_first", "N"]


# --- words ---


def test_every_verdict_that_can_be_counted_has_its_words() -> None:
    source = "".join(
        path.read_text(encoding="utf-8") for path in Path(__file__).parents[2].glob("src/bandeng/core/figures/*.py")
    )
    told = {key for each in definitions().values() for key in (*each.among, *each.excluded)}
    named = set(re.findall(r'"[xN]:([a-z_]+)"', source)) - {"name", "reason"}
    assert named - told == set()


def test_every_figure_stands_in_the_reference_and_no_other() -> None:
    _, _, keys = REFERENCE.read_text(encoding="utf-8").partition("## The keys")
    listed = set(re.findall(r"^\| `([a-z_]+)` ", keys, re.MULTILINE))
    assert listed == set(definitions())


def test_rows_of_figures_are_those_of_the_shelf() -> None:
    known = set(definitions()) | {f"{each.key}.{part.key}" for each in definitions().values() for part in each.parts}
    item = ItemFacts(ONE, DAY, cycles=(Cycle(UNIT, DAY, DAY, DAY, settled=DAY),), held=(Held(UNIT, DAY, "claimed"),))
    rows: list[Counted] = count(a_matter(items=(item,)), CALENDAR, contact_days=2)
    assert {one.figure for one in rows} - known == {"overdue_stock_and_age.open"} & {one.figure for one in rows}


# --- a longer period beside those within it ---


@given(st.lists(st.integers(0, 9), min_size=3, max_size=3), st.integers(0, 40))
def test_no_month_that_is_hidden_follows_from_the_year_and_what_else_is_shown(months: list[int], more: int) -> None:
    k = 5
    shares = [Share(count, count + more) for count in months]
    whole = Share(sum(each.n for each in shares), sum(each.N for each in shares))
    shown = [suppress(each, k, about_people=True) for each in shares]
    told = suppress(
        whole, k, about_people=True, also=told_by_difference(whole, list(zip(shares, shown, strict=True)), k)
    )
    hidden = [share.n for share, each in zip(shares, shown, strict=True) if each.n is None]
    if told.n is not None and hidden:
        assert told.n - sum(each.n or 0 for each in shown) != hidden[0] or len(hidden) > 1
        assert sum(hidden) >= k


def test_a_month_worked_out_from_the_year_is_hidden_there_too_and_a_second_count_with_it() -> None:
    january, february = Share(3, 20), Share(8, 20)
    year = Share(11, 40)
    parts = [(each, suppress(each, 5, about_people=True)) for each in (january, february)]
    assert [shown.n for _, shown in parts] == [None, 8]
    assert told_by_difference(year, parts, 5) == {"n", "others"}
    told = suppress(year, 5, about_people=True, also=told_by_difference(year, parts, 5))
    assert (told.n, told.N) == (None, 40)


def test_the_rest_of_a_year_that_is_nobodys_or_many_peoples_tells_nothing() -> None:
    months = [Share(8, 20), Share(9, 20)]
    parts = [(each, suppress(each, 5, about_people=True)) for each in months]
    assert told_by_difference(Share(17, 40), parts, 5) == frozenset()
    assert told_by_difference(Share(40, 90), parts, 5) == frozenset()
    assert "n" in told_by_difference(Share(19, 90), parts, 5)


# --- what was made public, and how good the data is ---


def test_of_several_postings_of_a_decision_the_best_counts_and_what_it_lacks_is_named() -> None:
    week, picture = DAY + timedelta(days=7), True
    late, short, bare = (
        (DAY + timedelta(days=3), DAY + timedelta(days=10), picture),
        (DAY, DAY, picture),
        (DAY, week, False),
    )
    good = (DAY, week, picture)
    for postings, verdict in (
        ((), "N"), ((bare,), "N:no_photo"), ((bare, short), "N:short"), ((short, late), "N:late"), ((late, good), "n"),
    ):  # fmt: skip
        decision = Published(ONE, DAY, 7, postings)
        assert verdicts(a_matter(publishing=(decision,)), "publicity_compliance") == [verdict]


def test_data_quality_tells_what_was_said_otherwise_later() -> None:
    told = Quality(official=False, sorted_on=DAY, recategorised=True, dates=((DAY, True), (DAY, False)))
    matter = a_matter(quality=told)
    found = {key: verdicts(matter, f"data_quality{key}") for key in ("", ".category_changed", ".corrected")}
    assert found == {"": ["N"], ".category_changed": ["n"], ".corrected": ["n", "N"]}
    assert verdicts(a_matter(), "data_quality.category_changed") == []
