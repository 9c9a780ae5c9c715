"""Verifying, sorting, bench notes, completing, reviewing, correcting: acts to rows."""

import json

from bandeng.matters import acts
from bandeng.matters.applies.intake import person_of
from bandeng.matters.applies.writing import close_track, move, open_track, put_fact, touch
from bandeng.matters.models import BenchNote, Delivery, Dissent, Matter, ProcessVersion, Verification
from bandeng.records.models import Entry
from bandeng.records.registry import applies


@applies(acts.ProcessPublished, result=lambda act: ProcessVersion.objects.get(pk=act.process))
def process_published(act: acts.ProcessPublished, entry: Entry) -> ProcessVersion:
    """A version that never changes again."""
    return ProcessVersion.objects.create(
        id=act.process, key=act.key, number=act.number, place_id=act.place, text=act.text, published_at=entry.at
    )


@applies(acts.MatterVerified, result=lambda act: Verification.objects.select_related("matter").get(pk=act.verification))
def matter_verified(act: acts.MatterVerified, entry: Entry) -> Verification:
    """The visit, and the fact that it stands."""
    matter = touch(Matter.objects.get(pk=act.matter))
    put_fact(matter.pk, "verification", f"verification:{act.verification}", entry.at)
    return Verification.objects.create(
        id=act.verification, matter=matter, by_id=person_of(entry) or "", visited_on=act.visited_on, legal=act.legal,
        technical=act.technical, financial=act.financial, finding=act.finding or act.finding_sealed or "",
        note=act.note or "", photos=act.photos, at=entry.at,
    )  # fmt: skip


@applies(acts.MatterSorted, result=lambda act: Matter.objects.get(pk=act.matter))
def matter_sorted(act: acts.MatterSorted, entry: Entry) -> Matter:
    """Category, severity, guards and who decided; the move, unless a branch follows."""
    matter = Matter.objects.get(pk=act.matter)
    matter.category, matter.severity, matter.guards = act.category, act.severity, act.guards
    matter.sorted_by_id = person_of(entry)
    if act.safety_track:
        open_track(act.safety_track, matter.pk, "safety", "safety", entry.at)
    return move(matter, act.move, entry) if act.move else touch(matter)


@applies(acts.BenchNoted, result=lambda act: BenchNote.objects.select_related("matter").get(pk=act.note))
def bench_noted(act: acts.BenchNoted, entry: Entry) -> BenchNote:
    """The note, its dissents, and the fact of an outcome."""
    matter = touch(Matter.objects.get(pk=act.matter))
    note = BenchNote.objects.create(
        id=act.note, matter=matter, by_id=person_of(entry) or "", held_on=act.held_on, where=act.where,
        seats=[{"role": seat.role, "count": seat.count} for seat in act.seats], said=act.said or act.said_sealed or "",
        outcome=act.outcome, opinion=act.opinion or act.opinion_sealed or "", next_step=act.next_step, at=entry.at,
    )  # fmt: skip
    for key, words in zip(act.dissents, dissent_words(act), strict=True):
        Dissent.objects.create(id=key, note=note, words=words)
    put_fact(matter.pk, "outcome", f"note:{act.note}", entry.at)
    return note


def dissent_words(act: acts.BenchNoted) -> list[str]:
    """The dissents' words; those of a sealed matter stand together in one private part, a JSON list."""
    if act.dissent_sealed is None:
        return act.dissent
    try:
        told = json.loads(act.dissent_sealed)
    except json.JSONDecodeError:  # erased
        told = None
    return told if isinstance(told, list) else [act.dissent_sealed] * len(act.dissents)


@applies(acts.DissentAnswered, result=lambda act: Dissent.objects.get(pk=act.dissent))
def dissent_answered(act: acts.DissentAnswered, entry: Entry) -> Dissent:
    """A view that differed has its answer."""
    touch(Matter.objects.get(pk=act.matter))
    dissent = Dissent.objects.get(pk=act.dissent)
    dissent.answer, dissent.answered_at = act.answer or act.answer_sealed or "", entry.at
    dissent.save()
    return dissent


@applies(acts.StepCompleted, result=lambda act: Matter.objects.get(pk=act.matter))
def step_completed(act: acts.StepCompleted, entry: Entry) -> Matter:
    """The matter moves on; at its end those merged into it have their final reply with it."""
    matter = move(Matter.objects.get(pk=act.matter), act.move, entry)
    if act.move.then is None:
        for merged in Matter.objects.filter(merged_into=matter):
            put_fact(merged.pk, "target_replied", f"matter:{matter.pk}", entry.at)
            put_fact(merged.pk, "replies_final", f"matter:{matter.pk}", entry.at)
    return matter


@applies(acts.MatterReviewed, result=lambda act: Matter.objects.get(pk=act.matter))
def matter_reviewed(act: acts.MatterReviewed, entry: Entry) -> Matter:
    """The fact that another person looked at it anew."""
    put_fact(act.matter, "review", f"review:{act.review}", entry.at)
    return touch(Matter.objects.get(pk=act.matter))


@applies(acts.MatterTakenUp, result=lambda act: Matter.objects.get(pk=act.matter))
def matter_taken_up(act: acts.MatterTakenUp, entry: Entry) -> Matter:
    """Others see who holds it."""
    matter = Matter.objects.get(pk=act.matter)
    matter.holder_id = act.holder
    return touch(matter)


@applies(acts.MatterHandedOver, result=lambda act: Matter.objects.get(pk=act.matter))
def matter_handed_over(act: acts.MatterHandedOver, entry: Entry) -> Matter:
    """Another person holds it, or nobody yet."""
    matter = Matter.objects.get(pk=act.matter)
    matter.holder_id = act.to_person
    return touch(matter)


@applies(acts.MadeSafe, result=lambda act: Matter.objects.get(pk=act.matter))
def made_safe(act: acts.MadeSafe, entry: Entry) -> Matter:
    """The safety track is closed; what was done stands in its entry, a sealed matter's text nowhere else."""
    close_track(act.track, entry.at, act.text)
    return touch(Matter.objects.get(pk=act.matter))


@applies(acts.RecordCorrected, result=lambda act: Matter.objects.get(pk=act.matter))
def record_corrected(act: acts.RecordCorrected, entry: Entry) -> Matter:
    """A date told earlier says something else now; the entry marks it as a correction (I12)."""
    for model, field in ((Verification, "visited_on"), (BenchNote, "held_on"), (Delivery, "on")):
        if act.field == field:
            model.objects.filter(pk=act.of).update(**{field: act.now})
    return touch(Matter.objects.get(pk=act.matter))
