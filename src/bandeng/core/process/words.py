"""The closed lists of a process: what a file may name. One word here is one idea everywhere (docs/process.md)."""

from collections.abc import Mapping

MILESTONES: tuple[str, ...] = ("raised", "sorted", "deliberated", "decided", "claimed", "solved", "replied")
"""In this order, so that figures compare across processes."""

RANK: Mapping[str, int] = {word: rank for rank, word in enumerate(MILESTONES)}

ROLES: tuple[str, ...] = (
    "raiser",
    "resident",
    "building_head",
    "unit_head",
    "neighbour_steward",
    "grid_worker",
    "secretary",
    "community_staff",
    "social_worker",
    "convener",
    "chair",
    "recorder",
    "unit_officer",
    "department_officer",
    "cppcc_member",
    "supervisor",
    "oversight_member",
    "mediator",
    "counter",
    "auditor",
    "system_admin",
    "security_admin",
)

TOOLS: tuple[str, ...] = (
    "verification",
    "sorting",
    "bench_note",
    "meeting",
    "poll",
    "ballot",
    "opinion",
    "mediation",
    "claim",
    "evidence",
    "check",
    "reply",
    "notice",  # the call to a meeting or vote, with proof that it was delivered
    "publicity",  # posting a result and answering objections
    "decision",  # what a competent body elsewhere decided, written down with its paper
    "research",  # visits and findings
    "acknowledgement",  # another body says that it has taken the matter over
    "review",  # looked at anew by another person
    "merge",  # joined into, or parted from, another matter
    "escalation",  # sent up to the street or county
)

FACT_TOOLS: Mapping[str, tuple[str, ...]] = {
    "verification": ("verification",),
    "research": ("research",),
    "outcome": ("bench_note", "meeting"),
    "opinions": ("opinion",),
    "poll": ("poll",),
    "notice": ("notice",),
    "pre_study": ("decision",),
    "decision": ("ballot", "decision"),
    "publicity": ("publicity",),
    "agreement": ("mediation",),
    "items_claimed": ("claim",),
    "evidence": ("evidence",),
    "items_settled": ("evidence", "check"),
    "review": ("review",),
    "acknowledgement": ("acknowledgement",),
    "result": ("acknowledgement", "escalation"),
    "target_replied": ("merge",),
    "replies_final": ("reply",),
}
"""Each fact a step may need, and the tools by which somebody makes it stand."""

FACTS: tuple[str, ...] = tuple(FACT_TOOLS)

OPPOSITES: tuple[tuple[str, str], ...] = (
    ("consensus", "no_consensus"),
    ("passed", "not_passed"),
    ("agreed", "not_agreed"),
    ("acknowledged", "not_acknowledged"),
    ("life_safety", "no_life_safety"),
)
"""Pairs of guards of which one always holds and never both."""

GUARDS: tuple[str, ...] = (
    *(word for pair in OPPOSITES for word in pair),
    "two_sides",
    "common_parts",
    "public_rental",
    "outside_duty",
    "existing_duty",
    "sole_raiser",
)

UNITS: tuple[str, ...] = ("calendar", "working")
ANCHORS: tuple[str, ...] = ("entered", "raised")
ORIGINS: tuple[str, ...] = ("source", "assumption")
POSITIONS: tuple[str, ...] = (*MILESTONES, "end")
"""Where a branch may begin: by the furthest milestone reached in this round (every matter is raised), or at the end."""

BY_ANOTHER: frozenset[str] = frozenset({"check", "review"})
"""Tools that another person must use than the one whose work is looked at (domain.md I2)."""

CODES: tuple[str, ...] = (
    "unreachable_step",
    "no_way_out",
    "ends_without_reply",
    "unbounded_loop",
    "unknown_role",
    "unknown_tool",
    "unknown_fact",
    "unknown_guard",
    "unknown_milestone",
    "unknown_step",
    "duplicate_key",
    "bad_deadline",
    "no_steps",
    "milestone_order",
    "unknown_key",
    "bad_value",
    "unstaffed_step",
)
"""Every code a `Problem` can carry."""
