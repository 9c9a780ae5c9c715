"""Writing down what a competent body decided, making it public, and what was done elsewhere for a step.

The figures are checked by `bandeng.core.gate`; nobody types in that something passed (I7, I8).
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from django.utils.translation import get_language

from bandeng.core.deadline import local_day
from bandeng.core.gate import Figures, Rule, judge, shipped
from bandeng.core.ids import new_id
from bandeng.core.process.words import FACT_TOOLS
from bandeng.core.refusal import Refusal
from bandeng.matters import queries
from bandeng.matters.actions.deciding import enter, need_open, need_role, need_text, not_future, step_of
from bandeng.matters.actions.intake import MOST_PHOTOS
from bandeng.matters.actions.journey import GUARDS
from bandeng.matters.actions.moving import advance
from bandeng.matters.actions.texts import published
from bandeng.matters.acts import DecisionRecorded, GuardsTold, PostingClosed, ResultPosted, StepNoted
from bandeng.matters.models import Decision, Matter, Posting, StepNote
from bandeng.people.acting import Actor
from bandeng.records.actions import action

RECORDERS = frozenset({"secretary", "community_staff", "convener", "chair", "recorder"})
"""Who writes down what bodies decided and what was done elsewhere, besides those whose step it is."""

NOTED = (
    "notice",
    "poll",
    "opinions",
    "research",
    "agreement",
    "acknowledgement",
    "result",
    "target_replied",
    "pre_study",
)
"""Facts that a note makes stand where no room of ours does."""

ANSWERED = frozenset({"agreement", "acknowledgement"})
"""Where the others may say no: the note says which."""

LEAST_POSTED = 1
MOST_POSTED = 90
MOST_TEXT, MOST_NAME = 4000, 120


def recorders(matter: Matter) -> frozenset[str]:
    """Who may write down for this matter: the recorders, and those whose step it is."""
    by = queries.read_process(matter.process).step(matter.step).by if matter.step else frozenset()
    return (RECORDERS | by) - {"raiser", "resident"}


@action
def record_decision(
    *, matter: Matter, rule: str, rule_version: str, decided_on: date, text: str, document: str,
    notice_on: date | None = None, figures: Mapping[str, Sequence[int]] | None = None, agreed: bool | None = None,
    photos: Sequence[str] = (), actor: Actor, at: datetime, version: int | None = None, once: str | None = None,
) -> Decision:  # fmt: skip
    """Write down what a competent body decided, with its document; whether it passed is worked out.

    rule, rule_version   by which it decided (`bandeng.core.gate.rules_on(decided_on)`)
    figures   what the rule counts: {"heads": (total, present, agree)}; area in hundredths of a square metre
    agreed    the body's own word, where its rule counts nothing
    Raises    Refusal: "not_your_turn", "stale", "already_ended", "unknown_rule", "rule_expired", "owners_only" (tenants
              of public housing have no vote of owners), "notice_missing", "notice_too_short", "figures_missing",
              "figures_impossible", "agreed_missing", "text_missing", "document_missing", "unmasked", "date_in_future".
    """
    matter = queries.fresh(matter, version)
    need_open(matter)
    need_role(actor, matter, recorders(matter))
    not_future(decided_on, at)
    found = shipped().rule(rule, rule_version)
    if found is None:
        raise Refusal("unknown_rule", rule=rule)
    if found.body == "owners" and "public_rental" in queries.effects_of(matter):
        raise Refusal("owners_only", matter=matter.number)
    need_text(text=text)
    if not document.strip() and not photos:
        raise Refusal("document_missing", field="document")
    told = {name: Figures(*numbers) for name, numbers in (figures or {}).items() if name in found.counts}
    passed = _passed(found, told, agreed, decided_on, notice_on)
    publish = found.publish if passed else None
    act = DecisionRecorded(
        matter=matter.pk, decision=new_id(at), body=found.body, rule=rule, rule_version=rule_version,
        decided_on=decided_on, notice_on=notice_on, passed=passed, photos=_few(photos),
        figures={name: [each.total, each.present, each.agree] for name, each in told.items()},
        post_by=decided_on + timedelta(days=publish.within) if publish else None,
        post_days=publish.days if publish else 0, **_texts(matter, text=text, document=document),
    )  # fmt: skip
    decided: Decision = enter(act, matter, actor=actor, at=at, once=once)
    return decided


def _passed(
    rule: Rule, told: Mapping[str, Figures], agreed: bool | None, decided_on: date, notice_on: date | None
) -> bool:  # fmt: skip
    try:
        judged = judge(rule, told, decided_on=decided_on, notice_on=notice_on)
    except Refusal as no:
        raise spoken(no) from no
    if rule.counts:
        return judged.passed
    if agreed is None:
        raise Refusal("agreed_missing", field="agreed")
    return agreed


def spoken(no: Refusal) -> Refusal:
    """A refusal of the core's with the rule's text in the reader's language."""
    language = "en" if (get_language() or "").startswith("en") else "zh"
    told = {name: value for name, value in no.details.items() if name not in ("zh", "en", "cite_zh", "cite_en")}
    if "zh" in no.details:
        told |= {"text": no.details[language], "cite": no.details[f"cite_{language}"]}
    return Refusal(no.code, **told)


def _few(photos: Sequence[str]) -> list[str]:
    once = list(dict.fromkeys(photos))
    if len(once) > MOST_PHOTOS:
        raise Refusal("too_many_photos", most=MOST_PHOTOS)
    return once


def _texts(matter: Matter, **told: str) -> dict[str, str]:
    for name, text in told.items():
        most = MOST_TEXT if name in ("text", "objections", "answer") else MOST_NAME
        if len(text) > most:
            raise Refusal("text_too_long", field=name, most=most)
    return published(matter, **told)


@action
def post_result(
    *, matter: Matter, posted_on: date, days: int, where: str, text: str, of: Decision | None = None,
    photos: Sequence[str] = (), actor: Actor, at: datetime, version: int | None = None, once: str | None = None,
) -> Posting:  # fmt: skip
    """Note that a result was made public: where it hangs, since when, for how many days.

    of       the decision that is made public, None for a list or another result
    days     calendar days, the rule's at the least
    Raises   Refusal: "not_your_turn", "stale", "already_ended", "text_missing", "unmasked", "date_in_future",
             "date_too_early" (before it was decided), "posting_too_short" (needed), "too_many_days".
    """
    matter = queries.fresh(matter, version)
    need_open(matter)
    need_role(actor, matter, recorders(matter))
    not_future(posted_on, at)
    need_text(where=where, text=text)
    _need_days(of, posted_on, days)
    act = ResultPosted(
        matter=matter.pk, posting=new_id(at), of=of.pk if of else None, posted_on=posted_on,
        until=posted_on + timedelta(days=days), photos=_few(photos), **_texts(matter, text=text, where=where),
    )  # fmt: skip
    posted: Posting = enter(act, matter, actor=actor, at=at, once=once)
    return posted


def _need_days(of: Decision | None, posted_on: date, days: int) -> None:
    if of is not None and posted_on < of.decided_on:
        raise Refusal("posted_too_early", date=of.decided_on.isoformat())
    least = max(of.post_days if of else 0, LEAST_POSTED)
    if days < least:
        raise Refusal("posting_too_short", needed=least)
    if days > MOST_POSTED:
        raise Refusal("posting_too_long", most=MOST_POSTED)


@action
def close_posting(
    *, posting: Posting, objections: str = "", answer: str = "", actor: Actor, at: datetime,
    version: int | None = None, once: str | None = None,
) -> Posting:  # fmt: skip
    """Its days are over: what was objected, "" for nothing, and the answer, without which it does not close (I8).

    Raises   Refusal: "not_your_turn", "stale", "already_ended", "already_closed", "posting_open" (until),
             "objection_unanswered", "unmasked".
    """
    posting = Posting.objects.select_related("matter").get(pk=posting.pk)
    matter = queries.fresh(posting.matter, version)
    need_open(matter)
    need_role(actor, matter, recorders(matter))
    if posting.closed_on:
        raise Refusal("already_closed")
    today = local_day(at)
    if today <= posting.until:
        raise Refusal("posting_open", until=posting.until.isoformat())
    if objections.strip() and not answer.strip():
        raise Refusal("objection_unanswered", field="answer")
    act = PostingClosed(
        matter=matter.pk, posting=posting.pk, closed_on=today, **_texts(matter, objections=objections, answer=answer)
    )
    closed: Posting = enter(act, matter, actor=actor, at=at, once=once)
    advance(matter=matter, at=at)
    return closed


@action
def note_step(
    *, matter: Matter, fact: str, on: date, text: str, for_on: date | None = None, good: bool | None = None,
    document: str = "", photos: Sequence[str] = (), actor: Actor, at: datetime, version: int | None = None,
    once: str | None = None,
) -> StepNote:  # fmt: skip
    """Write down what was done on paper or elsewhere for the step: a notice, a poll, visits, an answer.

    fact     of `NOTED`; the step must need it, or open its tool
    for_on   of a notice: the day for which people were called together
    good     of an agreement or another body's answer: whether they said yes
    Raises   Refusal: "not_offered", "not_your_turn", "stale", "already_ended", "unknown_word", "text_missing",
             "unmasked", "date_in_future", "agreed_missing", "notice_too_short", "for_on_missing".
    """
    matter = queries.fresh(matter, version)
    step_of(matter)
    if fact not in NOTED:
        raise Refusal("unknown_word", field="fact", word=fact)
    need_noted(queries.standing(matter), fact)
    need_role(actor, matter, recorders(matter))
    not_future(on, at)
    need_text(text=text)
    if fact in ANSWERED and good is None:
        raise Refusal("agreed_missing", field="good")
    if fact == "notice":
        need_in_time(on, for_on)
    act = StepNoted(
        matter=matter.pk, note=new_id(at), fact=fact, on=on, for_on=for_on if fact == "notice" else None,
        good=good if fact in ANSWERED else None, photos=_few(photos), **_texts(matter, text=text, document=document),
    )  # fmt: skip
    noted: StepNote = enter(act, matter, actor=actor, at=at, once=once)
    advance(matter=matter, at=at)
    return noted


def need_noted(now: queries.Standing, fact: str) -> None:
    """Raises Refusal "not_offered" where the step neither needs this nor opens the tool that makes it,
    "case_open" for an agreement while both sides are being heard here: it is noted there, with their consent."""
    step = now.process.step(now.step or "")
    # A branch of ours that waits for another body has a page of its own for its answer.
    own = now.step in now.process.own or fact not in ("acknowledgement", "result", "target_replied")
    if fact == "agreement" and "mediating" in now.facts:
        raise Refusal("case_open")
    if not own or (fact not in now.process.needs(step.key) and step.opens not in FACT_TOOLS[fact]):
        raise Refusal("not_offered", step=now.step, tool=fact)


def need_in_time(on: date, for_on: date | None) -> None:
    """Called together in time: the days are a rule of the table like any other.

    Raises   Refusal "for_on_missing", "notice_too_short" (given, needed, earliest, the rule's text).
    """
    rule = next(each for each in shipped().rules if each.body == "consultation" and each.in_force(on))
    if for_on is None:
        raise Refusal("for_on_missing", field="for_on")
    try:
        judge(rule, {}, decided_on=for_on, notice_on=on)
    except Refusal as no:
        raise spoken(no) from no


@action
def tell_guards(
    *, matter: Matter, guards: Sequence[str], actor: Actor, at: datetime, version: int | None = None,
    once: str | None = None,
) -> Matter:  # fmt: skip
    """Say anew what is true of a matter, e.g. that it turned out to stand on common ground.

    guards   of what sorting may find true
    Raises   Refusal: "not_your_turn", "stale", "already_ended", "unknown_word", "already_so".
    """
    matter = queries.fresh(matter, version)
    need_open(matter)
    need_role(actor, matter, RECORDERS)
    told = sorted(set(guards))
    if unknown := sorted(set(told) - GUARDS):
        raise Refusal("unknown_word", field="guards", word=unknown[0])
    if told == sorted(matter.guards):
        raise Refusal("already_so")
    done: Matter = enter(GuardsTold(matter=matter.pk, guards=told), matter, actor=actor, at=at, once=once)
    return done
