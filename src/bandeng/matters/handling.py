"""What one may do with a matter where it stands: the one act that comes first, the others, and why not the rest.

Reads only; the rules are asked, never repeated: the engine says what follows, the actions say who may.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bandeng.core.deadline import local_day
from bandeng.core.process import Process
from bandeng.core.process.words import FACT_TOOLS
from bandeng.core.refusal import Refusal
from bandeng.matters import queries, showing
from bandeng.matters.actions.accepting import ACCEPTERS
from bandeng.matters.actions.bench import ANSWERERS as DISSENT_ANSWERERS
from bandeng.matters.actions.bench import NOTERS
from bandeng.matters.actions.deciding import names
from bandeng.matters.actions.decisions import RECORDERS
from bandeng.matters.actions.holding import ARRANGERS, CORRECTERS, MAKE_SAFE
from bandeng.matters.actions.journey import VERIFIERS, completed_by_own_action
from bandeng.matters.actions.merging import MERGERS
from bandeng.matters.actions.pausing import PAUSE_DECIDERS
from bandeng.matters.actions.processes import MOVERS
from bandeng.matters.actions.replies import REPLIERS
from bandeng.matters.deeds import DOINGS, Deed
from bandeng.matters.models import Matter
from bandeng.matters.queries import Standing
from bandeng.matters.queries.pausing import asked_pause, running_pause, step_clock
from bandeng.matters.queries.seeing import OFFICERS
from bandeng.matters.ways import followers, ways, why
from bandeng.shell import tools
from bandeng.shell.words import word

BY_REASON = ("explain", "not_accepted", "pass_on", "escalate", "mediate")
"""Branches entered with a reason on a page of their own; merging has its own page."""

SENT = ("pass_on", "escalate")
SAID = "explain:said"
"""Where an explanation stands to be contested: once it was told, time alone moves it on."""


_ROLES = {"verification": VERIFIERS, "bench_note": NOTERS, "meeting": NOTERS, "evidence": OFFICERS}

NOTES: dict[str, tuple[str, ...]] = {
    "notice": ("notice",), "poll": ("poll",), "opinion": ("opinions",), "research": ("research",),
    "mediation": ("agreement",), "acknowledgement": ("acknowledgement", "result"), "escalation": ("result",),
    "merge": ("target_replied",), "decision": ("pre_study",),
}  # fmt: skip
"""Tools that no room of ours may offer yet, and the facts that a note with its document makes stand instead."""

MEDIATION = "mediation"
"""Mediated here, in a sealed case; or, while none runs, by somebody else whose paper is noted."""

_NOTE_WORDS = {
    "pre_study": "pre_study", "acknowledgement": "acknowledged", "result": "answered", "target_replied": "together",
}  # fmt: skip
_OWN_LINE = ("acknowledgement", "escalation", "merge")
"""Tools that a shared branch gives a page of its own; on a place's own line they are notes like the others."""


@dataclass(frozen=True)
class Known:
    """As much of a matter as the first act depends on; made for one matter or for a list of them alike.

    facts      what stands
    unsafe     its open safety track, None without one
    dissents   how many differing views wait for an answer
    roles      what the actor is for it
    told       whether its raisers have an interim reply in this round
    written    whether every raising has its final reply, so that only carrying is left
    who        the person who reads, where it matters that they did not do something themselves
    """

    matter: Matter
    facts: frozenset[str]
    unsafe: UUID | None
    dissents: int
    roles: frozenset[str]
    told: bool = False
    written: bool = False
    who: UUID | None = None


def first(known: Known) -> Deed | None:
    """The one act that comes first; None where it is nobody's turn or not this actor's."""
    return next(iter(_candidates(known)), None)


def _candidates(known: Known) -> Iterable[Deed]:
    """Acts that may come first, the most pressing before the others."""
    matter, roles = known.matter, known.roles
    if known.unsafe and not roles.isdisjoint(MAKE_SAFE):
        yield Deed("make_safe", _("Make it safe"), reverse("matters:make_safe", args=[matter.pk, known.unsafe]))
    if matter.step is None:
        return
    if matter.accepted_at is None and not roles.isdisjoint(ACCEPTERS) and not matter.branch:
        yield Deed("accept", _("Read and accept"), reverse("matters:accept", args=[matter.pk]))
    process = queries.read_process(matter.process)
    step = process.step(matter.step)
    if known.told and matter.step == SAID:
        return
    told = "replies_final" in known.facts
    if known.written and step.replies and not told and not roles.isdisjoint(queries.HANDLERS | REPLIERS):
        yield Deed("replies", _("See who still has to be told"), reverse("matters:replies", args=[matter.pk]))
        return
    for key in _in_turn(process, matter.step, known.facts):
        if roles.isdisjoint(_may_use(key, step.by)):
            continue
        if key == "reply" and known.dissents and not roles.isdisjoint(DISSENT_ANSWERERS):
            yield Deed("dissent", _("Answer a view that differed"), reverse("matters:dissents", args=[matter.pk]))
        yield from _by_tool(key, matter, process, known.facts)
    if roles.isdisjoint(step.by) or matter.step == SAID or completed_by_own_action(process, matter.step):
        return
    if step.replies and "replies_final" not in known.facts:
        return
    if matter.step == "pass_on:watched":
        yield Deed("acknowledgement", DOINGS["acknowledgement"], reverse("matters:pass_on_answer", args=[matter.pk]))
    elif not process.missing(matter.step, known.facts):
        yield Deed("complete", _("Say how it goes on"), reverse("matters:complete", args=[matter.pk]))


def _in_turn(process: Process, step: str, facts: frozenset[str]) -> list[str]:
    """The tools of a step in the order in which they are needed: for what is missing, its own, then other ways to it.

    A step that opens a bench note offers a meeting too, which makes the same outcome stand; its own way comes first.
    """
    opens = process.step(step).opens
    others = [key for key in process.tools(step, facts) if key != opens]
    if not opens or _is_made(process, step, opens, facts):
        return others
    instead = {key for by in FACT_TOOLS.values() if opens in by for key in by}
    before = [key for key in others if key not in instead]
    return [*before, opens, *(key for key in others if key in instead)]


MADE_ONCE = frozenset({"verification", "bench_note", "meeting", "ballot", "publicity", "reply", *NOTES})
"""Tools that have nothing more to do for a step once what it needs of them stands, or once they were used."""


def _is_made(process: Process, step: str, opens: str, facts: frozenset[str]) -> bool:
    made = {fact for fact, by in FACT_TOOLS.items() if opens in by}
    needed = made & process.needs(step)
    return opens in MADE_ONCE and (needed <= facts if needed else not made.isdisjoint(facts))


def _may_use(key: str, by: frozenset[str]) -> frozenset[str]:
    """Who uses a tool at a step: its own users, else those whose step it is; recorders too where it is written down."""
    if key in _ROLES:
        return _ROLES[key] | (by if key == "meeting" else frozenset())
    if key == "claim":
        return by | queries.ASSIGN
    return (by | RECORDERS) if key in NOTES or key in ("ballot", "publicity") else by


def _by_tool(key: str, matter: Matter, process: Process, facts: frozenset[str]) -> Iterable[Deed]:
    """The page of a tool: the room's that offers it, else a note with its document for each fact it makes."""
    step = matter.step or ""
    needs = process.needs(step)
    tool = None if key in _OWN_LINE and step in process.own else tools.for_step(key)
    missing = [fact for fact in NOTES.get(key, ()) if fact in needs and fact not in facts]
    if key == "decision" and missing and "decision" not in needs:
        tool = None
    if tool and (href := tool.address(matter.pk)):
        yield Deed(key, tool.label if key == MEDIATION else DOINGS.get(key) or tool.label, href)
    elsewhere = key == MEDIATION and "mediating" not in facts
    for fact in missing or NOTES.get(key, ())[:1]:
        if tool is None or elsewhere or (fact == "pre_study" and missing):
            href = reverse("matters:noted", args=[matter.pk, fact])
            yield Deed(f"noted:{fact}", DOINGS[_NOTE_WORDS.get(fact, key)], href)
    if key == "notice" and "notice" in missing and (call := tools.for_step("meeting")):
        # The call to a meeting is the notice, so nobody has to note it besides.
        yield Deed("meeting", DOINGS["meeting"], call.address(matter.pk))


@dataclass(frozen=True)
class Handling:
    """All that may be done with a matter: `primary` first, `deeds` folded, `closed` with why not; what is missing."""

    primary: Deed | None
    deeds: tuple[Deed, ...]
    closed: tuple[Deed, ...]
    missing: tuple[str, ...]
    turn_of: tuple[str, ...]


def handling(matter: Matter, known: Known) -> Handling:
    """The acts for one matter's page."""
    now = queries.standing(matter)
    found = list(_candidates(known))
    primary = found[0] if found else None
    deeds = [*found[1:], *_others(matter, known, now)]
    branches = list(_branches(matter, known, now))
    once: dict[str, Deed] = {deed.key: deed for deed in [*deeds, *branches] if not deed.why_not}
    if primary:
        once.pop(primary.key, None)
    step = now.process.step(matter.step) if matter.step else None
    return Handling(
        primary=primary,
        deeds=tuple(once.values()),
        closed=tuple(deed for deed in branches if deed.why_not),
        missing=tuple(word(fact) for fact in now.process.missing(matter.step, now.facts)) if matter.step else (),
        turn_of=tuple(word(role) for role in sorted(step.by)) if step and primary is None else (),
    )


def _others(matter: Matter, known: Known, now: Standing) -> Iterable[Deed]:
    """What may be done at any time."""
    roles, pk = known.roles, [matter.pk]
    is_open = matter.step is not None
    if is_open and not roles.isdisjoint(VERIFIERS):
        yield Deed("verification", DOINGS["verification"], reverse("matters:verify", args=pk))
    if matter.step and _may_go_back(matter.step, known, now):
        yield Deed("back", _("Send it back a step"), reverse("matters:complete", args=pk))
    if is_open and not roles.isdisjoint(RECORDERS):
        yield from _at_the_gate(matter)
        yield Deed("guards", _("Say what is true of it"), reverse("matters:guards", args=pk))
    if is_open and not roles.isdisjoint(MOVERS) and not matter.branch:
        yield Deed("process", _("Let it follow another process"), reverse("matters:change_process", args=pk))
    if is_open and not roles.isdisjoint(REPLIERS) and not matter.merged_into_id:
        yield Deed("reply", _("Tell the raisers something"), reverse("matters:reply", args=pk))
    if is_open and not matter.merged_into_id:
        yield from _referring(matter, known, now)
        yield from _pausing(matter, known)
    if known.dissents and not roles.isdisjoint(DISSENT_ANSWERERS):
        yield Deed("dissent", _("Answer a view that differed"), reverse("matters:dissents", args=pk))
    if matter.accepted_at and not roles.isdisjoint(ACCEPTERS):
        yield Deed("summary", _("Other words for everybody"), reverse("matters:change_summary", args=pk))
    if not roles.isdisjoint(ACCEPTERS):
        label = _("Open it to the public") if matter.sealed else _("Seal it from the public")
        yield Deed("seal", label, reverse("matters:seal", args=pk))
    if is_open and matter.holder_id is None and not roles.isdisjoint(queries.HANDLERS):
        yield Deed("take_up", _("Take it in hand"), reverse("matters:take_up", args=pk), post=True)
    if is_open and matter.holder_id is not None and not roles.isdisjoint(ARRANGERS | queries.HANDLERS):
        yield Deed("hand_over", _("Hand it over"), reverse("matters:hand_over", args=pk))
    if not roles.isdisjoint(CORRECTERS):
        yield Deed("correct", _("Correct a date"), reverse("matters:correct", args=pk))
    if not roles.isdisjoint(queries.HANDLERS | REPLIERS):
        yield Deed("replies", _("Who was told, and how"), reverse("matters:replies", args=pk))


def _referring(matter: Matter, known: Known, now: Standing) -> Iterable[Deed]:
    """Where the final reply is due, an earlier one may be repeated."""
    step = now.process.step(matter.step or "")
    if step.replies and not known.written and not known.roles.isdisjoint(step.by - {"raiser"}):
        yield Deed("refer", _("The same was answered before"), reverse("matters:refer", args=[matter.pk]))


def _pausing(matter: Matter, known: Known) -> Iterable[Deed]:
    """The clock of the step: ask that it stand still, decide on that, let it run on."""
    if known.roles.isdisjoint(queries.HANDLERS | PAUSE_DECIDERS) or (clock := step_clock(matter)) is None:
        return
    today, pk = local_day(timezone.now()), matter.pk
    if asked := asked_pause(clock):
        if asked.asked_by_id != known.who and not known.roles.isdisjoint(PAUSE_DECIDERS):
            yield Deed("decide_pause", _("Decide on the pause"), reverse("matters:decide_pause", args=[pk, asked.pk]))
    elif running := running_pause(clock, today):
        yield Deed("end_pause", _("Let the clock run on"), reverse("matters:end_pause", args=[pk, running.pk]))
    elif today <= clock.due_on and not known.roles.isdisjoint(queries.HANDLERS):
        yield Deed("pause", _("Ask that the clock stand still"), reverse("matters:pause", args=[pk]))


def _may_go_back(step: str, known: Known, now: Standing) -> bool:
    """Whether the step can be left backwards though something is missing for going on."""
    if known.roles.isdisjoint(now.process.step(step).by) or not now.process.missing(step, now.facts):
        return False
    return any(way.why_not is None and now.process.goes_back(step, way.key) for way in followers(now))


def _at_the_gate(matter: Matter) -> Iterable[Deed]:
    """What another body's decision asks for, wherever the matter stands."""
    for barrier in barriers(matter):
        if barrier.state == "undecided":
            yield Deed("decision", DOINGS["decision"], reverse("matters:decision", args=[matter.pk]))
        else:
            yield Deed("publicity", DOINGS["publicity"], reverse("matters:publicity", args=[matter.pk]))


def barriers(matter: Matter) -> list[queries.Barrier]:
    """What stands between the matter and its work; nothing where the table is out of date: then the act says so."""
    try:
        return queries.closed_barriers(matter, local_day(timezone.now()))
    except Refusal:
        return []


def _branches(matter: Matter, known: Known, now: Standing) -> Iterable[Deed]:
    """The ways off the line, each with why not where it cannot be taken; those with a form to go through."""
    for each in ways(now, known.roles):
        if each.key == "merge" and matter.step and (names(now, "merge") or not known.roles.isdisjoint(MERGERS)):
            yield Deed("merge", showing.in_words(each.name), reverse("matters:merge", args=[matter.pk]),
                       why_not=why(each.why_not))  # fmt: skip
        elif each.key in BY_REASON:
            href = reverse("matters:branch", args=[matter.pk, each.key])
            yield Deed(each.key, showing.in_words(each.name), href, why_not=why(each.why_not))
