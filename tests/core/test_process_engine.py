"""The engine: who moves a matter where, what is refused, and how branches begin and come back."""

from collections.abc import Collection, Mapping
from importlib.resources import files

import pytest

from bandeng.core.process import (
    Following,
    Position,
    Process,
    Track,
    Within,
    Words,
    final_reply_may_go_out,
    read,
    staffing,
    still_open,
)
from bandeng.core.refusal import Refusal
from tests.core.process_files import found, reply, step, text

FIVE = read(files("bandeng.shelf").joinpath("processes/five_step.toml").read_text(encoding="utf-8"))
SECRETARY = {"secretary"}


def no_to(
    at: str,
    *,
    process: Process = FIVE,
    roles: Collection[str] = SECRETARY,
    facts: Collection[str] = (),
    choose: str | None = None,
    visits: Mapping[str, int] | None = None,
    guards: Collection[str] = (),
    open_tracks: Collection[str] = (),
) -> tuple[str, dict[str, object]]:
    """The refusal's code and details."""
    with pytest.raises(Refusal) as no:
        process.complete(
            at, roles=roles, facts=facts, choose=choose, visits=visits or {}, guards=guards, open_tracks=open_tracks
        )
    return no.value.code, dict(no.value.details)


def test_the_five_steps_are_exactly_those_of_the_page_in_its_order() -> None:
    assert [(one.key, one.name.zh, one.reaches) for one in FIVE.line] == [
        ("discover", "发现问题", ("raised", "sorted")),
        ("deliberate", "研讨议题", ("deliberated", "decided")),
        ("assign", "确定责任主体", ("claimed",)),
        ("supervise", "督促落实", ("solved",)),
        ("reply", "解决回复", ("replied",)),
    ]


def test_the_steps_are_sourced_and_their_deadlines_are_an_assumption() -> None:
    assert (FIVE.origin, FIVE.deadline_origin) == ("source", "assumption")
    assert [FIVE.within(one.key) for one in FIVE.line] == [
        Within(5, "working", "entered"),
        Within(30, "calendar", "entered"),
        Within(3, "working", "entered"),
        None,
        Within(3, "working", "entered"),
    ]


def test_a_matter_walks_the_five_steps_to_its_reply() -> None:
    at, path, facts = FIVE.start, [FIVE.start], ["verification", "outcome", "items_claimed", "items_settled"]
    for choose in ("deliberate", "assign", None, "reply"):
        following = FIVE.complete(at, roles=SECRETARY, facts=facts, choose=choose)
        assert following is not None
        at = following
        path.append(at)
    assert path == ["discover", "deliberate", "assign", "supervise", "reply"]
    assert FIVE.complete("reply", roles=SECRETARY, facts=["replies_final"]) is None


def test_a_plain_duty_goes_from_finding_straight_to_who_is_responsible() -> None:
    assert FIVE.complete("discover", roles=SECRETARY, facts=["verification"], choose="assign") == "assign"


def test_each_refusal_says_what_is_missing() -> None:
    assert no_to("nowhere") == ("unknown_step", {"step": "nowhere"})
    assert no_to("discover", roles={"raiser"}) == (
        "not_your_turn",
        {"step": "discover", "needs": ["community_staff", "secretary"]},
    )
    assert no_to("discover") == ("missing", {"step": "discover", "needs": ["verification"]})
    assert no_to("discover", facts=["verification"]) == (
        "must_choose",
        {"step": "discover", "options": ["deliberate", "assign", "explain"]},
    )
    assert no_to("discover", facts=["verification"], choose="reply") == (
        "must_choose",
        {"step": "discover", "options": ["deliberate", "assign", "explain"]},
    )
    assert no_to("deliberate", facts=["outcome"], choose="deliberate", visits={"deliberate": 3}) == (
        "too_often",
        {"step": "deliberate", "at_most": 3},
    )
    assert no_to("reply", facts=["replies_final"], open_tracks=["item:3", "item:2"]) == (
        "tracks_open",
        {"step": "reply", "tracks": ["item:2", "item:3"]},
    )


def test_a_guarded_step_is_entered_only_while_its_guards_hold() -> None:
    process = read(text(step("a", "b", "r"), step("b", "r", when=["two_sides", "common_parts"]), reply("r")))
    assert no_to("a", process=process, choose="b", guards={"two_sides"}) == (
        "not_offered",
        {"step": "b", "needs": ["common_parts"]},
    )
    assert process.complete("a", roles=SECRETARY, facts=(), choose="b", guards={"two_sides", "common_parts"}) == "b"
    assert process.choices("a", guards=()) == [
        Following("b", Words("b", "b"), allowed=False, why_not="not_offered"),
        Following("r", Words("r", "r"), allowed=True),
    ]


def test_i1_the_reply_step_needs_every_reply_delivered_whether_the_file_says_so_or_not() -> None:
    process = read(text(reply()))
    assert no_to("reply", process=process) == ("missing", {"step": "reply", "needs": ["replies_final"]})
    assert process.missing("reply", ["replies_final"]) == []


def test_sending_undone_work_back_asks_for_no_facts_and_reaches_no_milestone() -> None:
    assert FIVE.complete("supervise", roles=SECRETARY, facts=(), choose="assign", visits={"assign": 1}) == "assign"
    assert FIVE.reached("supervise", "assign") == ()
    assert FIVE.reached("supervise", "reply") == ("solved",)
    assert no_to("supervise", choose="reply") == ("missing", {"step": "supervise", "needs": ["items_settled"]})


def test_going_back_may_be_the_only_way_on() -> None:
    process = read(text(step("a", "b", "r"), step("b", "a", needs=["outcome"], at_most=2), reply("r")))
    assert process.complete("b", roles=SECRETARY, facts=()) == "a"
    assert process.goes_back("b", None)


def test_a_step_offers_its_own_tool_and_those_that_bring_what_is_missing() -> None:
    assert FIVE.tools("discover") == ("sorting", "verification")
    assert FIVE.tools("discover", ["verification"]) == ("sorting",)
    assert FIVE.tools("deliberate") == ("bench_note", "meeting")
    assert FIVE.tools("supervise") == ("check", "evidence")


def test_i2_checking_and_looking_anew_are_for_another_person() -> None:
    assert [key for key in FIVE.steps if FIVE.by_another(key)] == ["explain:contested", "supervise"]


# Branches


def branches_at(
    at: str | None, *, roles: Collection[str] = SECRETARY, **more: Collection[str]
) -> dict[str, str | None]:
    offered = FIVE.branches_at(
        at, roles=roles, guards=more.get("guards", ()), milestones=more.get("milestones", ("raised",))
    )
    return {one.key: one.why_not for one in offered}


def test_the_branches_offered_depend_on_where_the_matter_stands() -> None:
    holds = {"sole_raiser", "no_life_safety", "two_sides"}
    sorted_ = ("raised", "sorted")
    assert branches_at("discover", guards=holds) == {
        "not_accepted": None,
        "pass_on": None,
        "escalate": None,
        "mediate": None,
        "withdraw": None,
        "merge": None,
    }
    assert branches_at("assign", guards=holds, milestones=sorted_) == {
        "explain": None,
        "pass_on": None,
        "escalate": None,
        "mediate": None,
        "withdraw": None,
        "merge": None,
    }
    assert branches_at("reply", milestones=(*sorted_, "claimed", "solved")) == {}
    assert branches_at(None, milestones=(*sorted_, "claimed", "solved", "replied")) == {"reopen": None}


def test_a_branch_that_is_not_open_says_why() -> None:
    assert branches_at("assign", roles={"raiser"}, milestones=("raised", "sorted"), guards={"life_safety"}) == {
        "explain": "not_your_turn",
        "pass_on": "not_your_turn",
        "escalate": "not_your_turn",
        "mediate": "not_your_turn",
        "withdraw": "not_offered",
        "merge": "not_your_turn",
    }


def test_a_step_that_names_a_branch_offers_it_once_complete_and_not_past_that() -> None:
    for facts, code in (((), "missing"), (("verification",), "not_offered")):
        with pytest.raises(Refusal, match=code):
            FIVE.enter_branch("explain", at="discover", roles=SECRETARY, facts=facts)
    assert FIVE.complete("discover", roles=SECRETARY, facts=["verification"], choose="explain") == "explain:said"


def walk(now: Position, *moves: str | None, guards: Collection[str] = ()) -> list[str | None]:
    """Where a matter comes by these choices ("/key" enters a branch, "" ends), all facts and roles given."""
    roles = {role for one in FIVE.steps.values() for role in one.by}
    facts = {fact for key in FIVE.steps for fact in FIVE.needs(key)}
    seen: list[str | None] = []
    for move in moves:
        if move and move.startswith("/"):
            milestones = ("raised", "sorted") if now.step != "discover" else ("raised",)
            into: str | None = FIVE.enter_branch(
                move[1:], at=now.step, roles=roles, guards=guards, visits=now.visits, milestones=milestones
            )
        else:
            assert now.step is not None
            into = FIVE.complete(
                now.step,
                roles=roles,
                facts=facts,
                choose=move or None,
                visits=now.visits,
                guards=guards,
                came_from=now.came_from,
            )
        now = FIVE.moved(now, into)
        seen.append(now.step)
    return seen


def test_an_explanation_may_be_contested_once_and_is_then_sorted_anew_by_another_person() -> None:
    path = walk(FIVE.first_position, "explain", "explain:contested", "to.sorted", "explain", "explain:answered", "")
    assert path == ["explain:said", "explain:contested", "discover", "explain:said", "explain:answered", None]
    with pytest.raises(Refusal, match="too_often"):
        walk(FIVE.first_position, "explain", "explain:contested", "to.sorted", "explain", "explain:contested")


def test_what_is_passed_on_comes_back_to_where_it_stood_unless_it_is_acknowledged() -> None:
    stood = Position("assign", {"discover": 1, "assign": 1})
    assert walk(stood, "/pass_on", "return") == ["pass_on:sent", "assign"]
    with pytest.raises(Refusal, match="not_offered"):
        walk(stood, "/pass_on", "pass_on:watched")
    assert walk(stood, "/pass_on", "pass_on:watched", "pass_on:answered", "", guards={"acknowledged"}) == [
        "pass_on:sent",
        "pass_on:watched",
        "pass_on:answered",
        None,
    ]


def test_an_unmerged_matter_stands_again_where_it_stood_with_its_counters() -> None:
    stood = Position("assign", {"discover": 1, "deliberate": 2, "assign": 3})
    into = FIVE.moved(stood, FIVE.enter_branch("merge", at="assign", roles=SECRETARY, milestones=("sorted",)))
    assert into == Position("merge:joined", {**stood.visits, "merge:joined": 1}, "assign")
    back = FIVE.complete("merge:joined", roles=SECRETARY, facts=(), choose="return", came_from=into.came_from)
    assert FIVE.moved(into, back) == Position("assign", {**stood.visits, "merge:joined": 1})


def test_i4_a_merged_matter_ends_only_with_the_target_s_reply_to_its_own_raisers() -> None:
    assert FIVE.missing("merge:answered", ["replies_final"]) == ["target_replied"]


def test_a_mediation_that_succeeds_is_carried_out_and_one_that_fails_is_answered_or_sorted_anew() -> None:
    start, sides = FIVE.first_position, {"two_sides"}
    agreed, failed = {*sides, "agreed"}, {*sides, "not_agreed"}
    assert walk(start, "/mediate", "mediate:agreed", "", guards=agreed) == ["mediate:talks", "mediate:agreed", "assign"]
    assert walk(start, "/mediate", "mediate:failed", "to.sorted", guards=failed)[-1] == "discover"
    assert walk(start, "/mediate", "mediate:failed", "mediate:answered", "", guards=failed)[-1] is None
    with pytest.raises(Refusal, match="not_offered"):
        walk(start, "/mediate")


def test_what_is_handed_down_again_begins_a_new_round_with_fresh_counters() -> None:
    now = Position("escalate:sent", {"discover": 1, "assign": 4, "escalate:sent": 1}, "assign")
    handed_down = FIVE.complete("escalate:sent", roles=SECRETARY, facts=["result"], choose="to.sorted")
    assert FIVE.moved(now, handed_down) == Position("discover", {"escalate:sent": 1, "discover": 1})


def test_i11_what_endangers_life_cannot_be_withdrawn() -> None:
    with pytest.raises(Refusal, match="not_offered"):
        walk(FIVE.first_position, "/withdraw", guards={"sole_raiser", "life_safety"})
    path = walk(FIVE.first_position, "/withdraw", "withdraw:answered", "", guards={"sole_raiser", "no_life_safety"})
    assert path == ["withdraw:asked", "withdraw:answered", None]


def test_a_matter_is_reopened_to_the_same_unit_then_reviewed_by_the_supervisor_and_not_a_third_time() -> None:
    ended = Position(None, {"discover": 1, "assign": 1, "supervise": 1, "reply": 1})
    twice = ("/reopen", "to.claimed", "", "reply", "", "/reopen", "")
    assert walk(ended, *twice) == [
        "reopen:again",
        "assign",
        "supervise",
        "reply",
        None,
        "reopen:final_review",
        None,
    ]
    with pytest.raises(Refusal, match="too_often"):
        walk(ended, *twice, "/reopen")
    assert FIVE.step("reopen:final_review").by == {"supervisor"}


def test_a_reopened_matter_offers_the_branches_of_where_it_stands_now() -> None:
    every = ("raised", "sorted", "deliberated", "decided", "claimed", "solved", "replied")
    assert FIVE.place_in("assign", every) == "decided"
    assert FIVE.place_in("pass_on:sent", every, came_from="deliberate") == "sorted"


def test_inside_a_branch_only_one_whose_entry_is_counted_may_begin() -> None:
    inside = FIVE.branches_at("pass_on:sent", roles=SECRETARY, milestones=("raised",), came_from="discover")
    assert [one.key for one in inside] == ["escalate", "mediate", "withdraw", "merge"]


def test_unknown_branches_are_refused() -> None:
    with pytest.raises(Refusal, match="unknown_branch"):
        FIVE.enter_branch("teleport", at="discover", roles=SECRETARY)


# Tracks and staffing


def test_no_final_reply_while_a_track_is_open() -> None:
    tracks = [Track("item", "2", settled=False), Track("safety", "1", settled=True), Track("deliberation", "x", False)]
    assert still_open(tracks) == ["deliberation:x", "item:2"]
    assert not final_reply_may_go_out(tracks)
    assert final_reply_may_go_out([Track("item", "2", settled=True)])


def test_a_step_nobody_living_may_complete_is_unstaffed_and_names_the_fallback() -> None:
    line = FIVE.with_branches(())
    assert staffing(line, {"secretary": {"p1"}, "oversight_member": {"p2"}}) == []
    told = staffing(line, {"convener": {"p1"}, "oversight_member": {"p2"}})
    assert found(told) == [("unstaffed_step", "discover"), ("unstaffed_step", "reply")]
    assert told[0].message == (
        "nobody here is community_staff, secretary; "
        "give somebody the role, or ask the street, the supervisor or another community"
    )


def test_i2_a_check_that_only_the_doer_could_make_is_unstaffed() -> None:
    line = FIVE.with_branches(())
    assert found(staffing(line, {"secretary": {"p1"}})) == [("unstaffed_step", "supervise")]
    assert staffing(line, {"secretary": {"p1"}, "community_staff": {"p2"}}) == []


def test_with_branches_their_steps_are_asked_about_too() -> None:
    told = staffing(FIVE, {"secretary": {"p1"}, "oversight_member": {"p2"}})
    assert found(told) == [
        ("unstaffed_step", "explain:contested"),
        ("unstaffed_step", "mediate:talks"),
        ("unstaffed_step", "reopen:final_review"),
    ]
