"""Decisions, postings, notes of what was done elsewhere: acts to rows."""

from typing import Any
from uuid import UUID

from bandeng.matters import acts
from bandeng.matters.applies.intake import person_of
from bandeng.matters.applies.writing import move, put_fact, take_fact, touch
from bandeng.matters.models import Decision, Matter, Posting, StepNote
from bandeng.records.models import Entry
from bandeng.records.registry import applies


@applies(acts.DecisionRecorded, result=lambda act: Decision.objects.select_related("matter").get(pk=act.decision))
def decision_recorded(act: acts.DecisionRecorded, entry: Entry) -> Decision:
    """The decision, and the fact that there is one, whatever it says."""
    return write_decision(
        act.decision, act.matter, entry, body=act.body, rule=act.rule, rule_version=act.rule_version,
        decided_on=act.decided_on, notice_on=act.notice_on, figures=act.figures, passed=act.passed,
        text=act.text or act.text_sealed or "", document=act.document or act.document_sealed or "",
        photos=act.photos, post_by=act.post_by, post_days=act.post_days,
    )  # fmt: skip


def write_decision(decision: UUID, matter_id: UUID, entry: Entry, **told: Any) -> Decision:
    """A decision with the fact it makes; for the applies of upper rooms too, that count ballots.

    told   the fields of `Decision` but id, matter, by and at
    """
    matter = touch(Matter.objects.get(pk=matter_id))
    put_fact(matter.pk, "decision", f"decision:{decision}", entry.at)
    return Decision.objects.create(id=decision, matter=matter, by_id=person_of(entry), at=entry.at, **told)


@applies(acts.ResultPosted, result=lambda act: Posting.objects.select_related("matter").get(pk=act.posting))
def result_posted(act: acts.ResultPosted, entry: Entry) -> Posting:
    """It hangs there; the fact stands only when its days are over and objections are answered."""
    matter = touch(Matter.objects.get(pk=act.matter))
    return Posting.objects.create(
        id=act.posting, matter=matter, of_id=act.of, by_id=person_of(entry), posted_on=act.posted_on, until=act.until,
        where=act.where or act.where_sealed or "", text=act.text or act.text_sealed or "", photos=act.photos,
        at=entry.at,
    )  # fmt: skip


@applies(acts.PostingClosed, result=lambda act: Posting.objects.select_related("matter").get(pk=act.posting))
def posting_closed(act: acts.PostingClosed, entry: Entry) -> Posting:
    """Over and answered: from now on it stands as made public."""
    posting = Posting.objects.select_related("matter").get(pk=act.posting)
    posting.closed_on = act.closed_on
    posting.objections = act.objections or act.objections_sealed or ""
    posting.answer = act.answer or act.answer_sealed or ""
    posting.save()
    touch(posting.matter)
    put_fact(act.matter, "publicity", f"posting:{act.posting}", entry.at)
    return posting


@applies(acts.StepNoted, result=lambda act: StepNote.objects.select_related("matter").get(pk=act.note))
def step_noted(act: acts.StepNoted, entry: Entry) -> StepNote:
    """The note; its fact stands, or stands no longer where they said no."""
    matter = touch(Matter.objects.get(pk=act.matter))
    take_fact(matter.pk, act.fact) if act.good is False else put_fact(
        matter.pk, act.fact, f"step_note:{act.note}", entry.at
    )
    return StepNote.objects.create(
        id=act.note, matter=matter, by_id=person_of(entry), fact=act.fact, on=act.on, for_on=act.for_on, good=act.good,
        text=act.text or act.text_sealed or "", document=act.document or act.document_sealed or "", photos=act.photos,
        at=entry.at,
    )  # fmt: skip


@applies(acts.GuardsTold, result=lambda act: Matter.objects.get(pk=act.matter))
def guards_told(act: acts.GuardsTold, entry: Entry) -> Matter:
    """What is true of it now."""
    matter = Matter.objects.get(pk=act.matter)
    matter.guards = act.guards
    return touch(matter)


@applies(acts.ProcessChanged, result=lambda act: Matter.objects.get(pk=act.matter))
def process_changed(act: acts.ProcessChanged, entry: Entry) -> Matter:
    """Another version, from one of its steps on; what was reached and what stands stays."""
    matter = Matter.objects.get(pk=act.matter)
    matter.process_id = act.process
    return move(matter, act.move, entry)
