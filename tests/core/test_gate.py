"""The legal gate: who must decide, by which rule, and whether a decision on record stands."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bandeng.core.gate import Figures, Rule, foreseen, gate, judge, read_table, rules_on, shipped
from bandeng.core.refusal import Refusal

TODAY = date(2026, 11, 23)


def asked(*effects: str, on: date = TODAY) -> dict[str, list[str]]:
    """Each row that speaks, with the rules by which its body decides."""
    return {each.row.key: [f"{rule.key}/{rule.version}" for rule in each.rules] for each in gate(effects, on=on)}


def rule(key: str, version: str = "2018") -> Rule:
    found = shipped().rule(key, version)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("effects", "expected"),
    [
        ((), {}),
        (("common_parts",), {"common_parts": ["owners-special/2021"]}),
        (("alters_building",), {"alters_building": ["owners-special/2021"]}),
        (("uses_fund",), {"uses_fund": ["owners-ordinary/2021"]}),
        (("raises_fund",), {"raises_fund": ["owners-special/2021"]}),
        (("house_rules",), {"house_rules": ["owners-ordinary/2021"]}),
        (("home_business",), {"home_business": ["owners-affected/2021"]}),
        (("collects_money",), {"collects_money": ["residents-meeting/2026"]}),
        (
            ("village_affairs",),
            {
                "village_affairs": [
                    "villagers-meeting/2018", "villagers-households/2018", "villagers-representatives/2018",
                ]
            },
        ),
        (("existing_duty",), {"existing_duty": []}),
        (("two_sides",), {"two_sides": []}),
        (("outside_duty",), {"outside_duty": []}),
        (
            ("common_parts", "uses_fund"),
            {"common_parts": ["owners-special/2021"], "uses_fund": ["owners-ordinary/2021"]},
        ),
    ],
)  # fmt: skip
def test_each_row_of_the_table_names_its_body(effects: tuple[str, ...], expected: dict[str, list[str]]) -> None:
    assert asked(*effects) == expected


@given(st.sets(st.sampled_from(["common_parts", "alters_building", "uses_fund", "raises_fund", "house_rules"])))
def test_tenants_of_public_housing_are_never_offered_a_vote_of_owners(effects: set[str]) -> None:
    bodies = {rule.body for each in gate({*effects, "public_rental"}, on=TODAY) for rule in each.rules}
    assert bodies == ({"landlord"} if effects else set())


def test_an_existing_duty_goes_straight_to_the_unit() -> None:
    (verdict,) = gate({"existing_duty"}, on=TODAY)
    assert (verdict.row.straight, verdict.must_decide, verdict.row.tell) == (True, False, ("responsible_unit",))


def test_a_locker_is_foreseen_on_common_ground_and_not_for_tenants() -> None:
    told = [each.row.key for each in foreseen("parcel_locker", set(), on=TODAY)]
    tenants = [each.row.key for each in foreseen("parcel_locker", {"public_rental"}, on=TODAY)]
    said = [each.row.key for each in foreseen("parcel_locker", {"common_parts"}, on=TODAY)]
    assert (told, tenants, said) == (["common_parts"], [], [])


def test_the_rule_is_the_one_in_force_on_the_day() -> None:
    assert (asked("collects_money", on=date(2025, 12, 31)), asked("collects_money", on=date(2026, 1, 1))) == (
        {"collects_money": ["residents-meeting/2018"]}, {"collects_money": ["residents-meeting/2026"]},
    )  # fmt: skip
    assert "residents-meeting/2018" not in [f"{each.key}/{each.version}" for each in rules_on(TODAY)]


def test_every_shipped_rule_and_row_has_its_source_in_both_languages() -> None:
    table = shipped()
    cited = {each.key: each.cite for each in table.rules} | {each.key: each.cite for each in table.rows}
    assert [key for key, cite in cited.items() if not (cite.zh.strip() and cite.en.strip())] == []


# --- The table as a file


RULE = """
[[rule]]
key = "owners"
version = "1"
body = "owners"
name = { zh = "业主", en = "Owners" }
text = { zh = "业主决定", en = "The owners decide" }
short = { zh = "业主", en = "owners" }
cite = { zh = "某法第一条", en = "Some law, article 1" }
valid_from = 2021-01-01
quorum = [{ of = "heads", at_least = "2/3" }]
majority = [{ of = "heads", more_than = "1/2" }]
"""
ROW = """
[[row]]
key = "common"
version = "1"
name = { zh = "共有部分", en = "Common parts" }
advice = { zh = "业主决定", en = "The owners decide" }
cite = { zh = "某法第一条", en = "Some law, article 1" }
valid_from = 2021-01-01
when = ["common_parts"]
rules = ["owners"]
tell = ["owners"]
"""


CITED = 'cite = { zh = "某法第一条", en = "Some law, article 1" }'


def refused(text: str) -> list[str]:
    with pytest.raises(Refusal) as no:
        read_table(text)
    assert no.value.code == "bad_gate"
    return [problem.partition(": ")[0] for problem in no.value.details["problems"]]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (CITED + "\nvalid_from = 2021-01-01\nwhen", "valid_from = 2021-01-01\nwhen", "uncited"),
        (CITED, 'cite = { zh = "", en = "" }', "uncited"),
        ("valid_from = 2021-01-01", "", "bad_dates"),
        ("valid_from = 2021-01-01", "valid_from = 2021-01-01\nvalid_to = 2020-01-01", "bad_dates"),
        ("valid_from = 2021-01-01", 'valid_from = "soon"', "bad_dates"),
        ('when = ["common_parts"]', 'when = ["common_parks"]', "unknown_effect"),
        ('when = ["common_parts"]', "", "bad_value"),
        ('rules = ["owners"]', 'rules = ["tenants"]', "unknown_rule"),
        ('at_least = "2/3"', "at_least = 0.66", "bad_share"),
        ('at_least = "2/3"', 'at_least = "3/2"', "bad_share"),
        ('of = "heads", at_least', 'of = "shoes", at_least', "bad_share"),
        ('version = "1"', "version = 1", "bad_value"),
    ],
)  # fmt: skip
def test_a_row_without_its_source_or_with_a_slip_is_refused(old: str, new: str, code: str) -> None:
    text = RULE + ROW
    assert old in text
    assert code in refused(text.replace(old, new, 1))


def test_two_versions_may_not_hold_on_one_day() -> None:
    second = RULE.replace('version = "1"', 'version = "2"')
    assert refused(RULE + second + ROW) == ["overlap"]
    assert refused(RULE + RULE + ROW) == ["twice"]
    ended = RULE.replace("2021-01-01", "2021-01-01\nvalid_to = 2025-12-31")
    later = second.replace("2021-01-01", "2026-01-01")
    assert len(read_table(ended + later + ROW).rules) == 2


def test_what_is_no_toml_is_refused_as_unreadable() -> None:
    with pytest.raises(Refusal) as no:
        read_table("[[row")
    assert no.value.code == "unreadable"


@pytest.mark.parametrize("expired", ["rule", "row"])
def test_an_expired_version_answers_that_it_expired_and_guesses_nobody(expired: str) -> None:
    past = "2021-01-01\nvalid_to = 2024-12-31"
    table = read_table(
        (RULE.replace("2021-01-01", past) if expired == "rule" else RULE)
        + (ROW.replace("2021-01-01", past) if expired == "row" else ROW)
    )
    with pytest.raises(Refusal) as no:
        gate({"common_parts"}, on=TODAY, table=table)
    assert (no.value.code, no.value.details["of"], no.value.details["until"]) == ("rule_expired", expired, "2024-12-31")


# --- What a decision on record is worth


def test_nine_days_notice_is_refused_with_the_rule_and_ten_will_do() -> None:
    meeting, figures = rule("villagers-meeting"), {"heads": Figures(900, 460, 300)}
    with pytest.raises(Refusal) as no:
        judge(meeting, figures, decided_on=date(2026, 11, 20), notice_on=date(2026, 11, 11))
    told = no.value.details
    assert (no.value.code, told["given"], told["needed"], told["earliest"]) == ("notice_too_short", 9, 10, "2026-11-21")
    assert "应当提前十天通知村民" in str(told["zh"])
    assert judge(meeting, figures, decided_on=date(2026, 11, 20), notice_on=date(2026, 11, 10)).passed


def test_a_rule_that_asks_for_notice_is_not_content_without_one() -> None:
    with pytest.raises(Refusal) as no:
        judge(rule("villagers-meeting"), {"heads": Figures(900, 460, 300)}, decided_on=TODAY)
    assert no.value.code == "notice_missing"


def test_a_rule_of_another_time_is_refused() -> None:
    with pytest.raises(Refusal) as no:
        judge(rule("residents-meeting"), {"heads": Figures(10, 8, 8)}, decided_on=TODAY)
    assert (no.value.code, no.value.details["until"]) == ("rule_expired", "2025-12-31")


def owners(heads: Figures, area: Figures) -> tuple[bool, bool]:
    """(enough took part, passed) of a special matter."""
    found = judge(
        rule("owners-special", "2021"), {"heads": heads, "area": area}, decided_on=TODAY, notice_on=date(2026, 11, 8)
    )
    return found.quorate, found.passed


def test_two_thirds_take_part_and_three_quarters_of_those_agree_by_heads_and_by_area() -> None:
    area = Figures(30_000, 20_000, 15_000)
    assert owners(Figures(300, 200, 150), area) == (True, True)
    assert owners(Figures(300, 200, 148), area) == (True, False)
    assert owners(Figures(300, 199, 199), area) == (False, False)
    assert owners(Figures(300, 200, 150), Figures(30_001, 20_000, 20_000)) == (False, False)


def test_more_than_half_does_not_include_half() -> None:
    villagers = rule("villagers-meeting")
    told = {"decided_on": TODAY, "notice_on": date(2026, 11, 1)}
    assert judge(villagers, {"heads": Figures(900, 450, 450)}, **told).quorate is False
    assert judge(villagers, {"heads": Figures(900, 452, 226)}, **told).passed is False
    assert judge(villagers, {"heads": Figures(900, 452, 227)}, **told).passed is True


def test_one_affected_owner_who_does_not_agree_is_enough() -> None:
    affected = rule("owners-affected", "2021")
    assert [judge(affected, {"heads": Figures(12, 12, agree)}, decided_on=TODAY).passed for agree in (11, 12)] == [
        False, True,
    ]  # fmt: skip


@pytest.mark.parametrize("told", [(0, 0, 0), (10, 11, 5), (10, 5, 6), (10, 5, -1)])
def test_figures_that_cannot_be_are_refused(told: tuple[int, int, int]) -> None:
    with pytest.raises(Refusal) as no:
        judge(rule("party-members", "1"), {"heads": Figures(*told)}, decided_on=TODAY)
    assert (no.value.code, no.value.details["field"]) == ("figures_impossible", "heads")


def test_every_figure_the_rule_asks_for_is_asked_for() -> None:
    with pytest.raises(Refusal) as no:
        judge(
            rule("owners-special", "2021"), {"heads": Figures(3, 3, 3)}, decided_on=TODAY, notice_on=date(2026, 11, 1)
        )
    assert (no.value.code, no.value.details["needs"]) == ("figures_missing", "area")


def test_nobody_present_decides_nothing() -> None:
    assert judge(rule("party-members", "1"), {"heads": Figures(10, 0, 0)}, decided_on=TODAY).passed is False


def test_a_body_that_does_not_count_has_its_own_word() -> None:
    landlord = judge(rule("landlord", "1"), {}, decided_on=TODAY)
    assert (landlord.quorum, landlord.majority, landlord.passed) == ((), (), True)


@given(
    st.integers(1, 10**6).flatmap(
        lambda total: st.integers(0, total).flatmap(
            lambda present: st.tuples(st.just(total), st.just(present), st.integers(0, present))
        )
    )
)
def test_it_passes_exactly_when_the_fractions_say_so(told: tuple[int, int, int]) -> None:
    total, present, agree = told
    exact = present > 0 and Fraction(present, total) >= Fraction(2, 3) and Fraction(agree, present) > Fraction(1, 2)
    assert judge(rule("party-members", "1"), {"heads": Figures(*told)}, decided_on=TODAY).passed is exact
