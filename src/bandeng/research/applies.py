"""Acts to rows: the only place that writes this room's ledgered tables."""

from typing import Any

from bandeng.core.deadline import local_day
from bandeng.places.models import Place
from bandeng.records.models import Entry
from bandeng.records.registry import applies
from bandeng.research import acts
from bandeng.research.models import Finding, Output, Site, Suggestion, Trip, Visit


def _person(entry: Entry) -> str:
    return entry.actor.partition(":")[2]


def _suggestion(act: Any) -> Suggestion:
    return Suggestion.objects.select_related("place").get(pk=act.suggestion)


def _trip(act: Any) -> Trip:
    return Trip.objects.select_related("place").get(pk=act.trip)


def _finding(act: acts.FindingRaised) -> Finding:
    return Finding.objects.select_related("trip__place", "matter__place").get(pk=act.finding)


@applies(acts.TripPlanned, result=_trip)
def trip_planned(act: acts.TripPlanned, entry: Entry) -> Trip:
    """The trip and its sites in the order of the way."""
    trip = Trip.objects.create(
        id=act.trip, place_id=act.place, chain=entry.chain, title=act.title, host=act.host, about=act.about,
        themes=act.themes, members=act.members, starts_on=act.starts_on, ends_on=act.ends_on,
        planned_by_id=_person(entry), planned_at=entry.at,
    )  # fmt: skip
    Site.objects.bulk_create(
        Site(
            id=told["site"], trip=trip, place_id=told["place"], number=number, name=told["name"],
            themes=[int(one) for one in told["themes"].split()],
        )
        for number, told in enumerate(act.sites, 1)
    )  # fmt: skip
    return trip


@applies(acts.VisitMade, result=lambda act: Visit.objects.get(pk=act.visit))
def visit_made(act: acts.VisitMade, entry: Entry) -> Visit:
    """Who was there, and what they saw."""
    return Visit.objects.create(
        id=act.visit, site_id=act.site, matter_id=act.matter, visited_on=act.visited_on, later=act.later,
        seen=act.seen, aside=act.aside or "", informants=act.informants, photos=act.photos,
        made_by_id=_person(entry), made_at=entry.at,
    )  # fmt: skip


@applies(acts.FindingsMade, result=_trip)
def findings_made(act: acts.FindingsMade, entry: Entry) -> Trip:
    """They are numbered through the trip."""
    first = Finding.objects.filter(trip=act.trip).count() + 1
    Finding.objects.bulk_create(
        Finding(
            id=told["finding"], trip_id=act.trip, site_id=told["site"] or None, number=number, group=told["group"],
            text=told["text"],
        )
        for number, told in enumerate(act.findings, first)
    )  # fmt: skip
    return _trip(act)


@applies(acts.FindingRaised, result=_finding)
def finding_raised(act: acts.FindingRaised, entry: Entry) -> Finding:
    """It is handled as a matter now."""
    Finding.objects.filter(pk=act.finding).update(matter=act.matter)
    return _finding(act)


@applies(acts.FindingsTold, result=_trip)
def findings_told(act: acts.FindingsTold, entry: Entry) -> Trip:
    """Who spoke heard back; what they are told later takes the place of it."""
    Finding.objects.filter(pk__in=act.findings).update(
        told_on=local_day(entry.at), told_how=act.how, told_text=act.text
    )
    return _trip(act)


@applies(acts.SuggestionMade, result=_suggestion)
def suggestion_made(act: acts.SuggestionMade, entry: Entry) -> Suggestion:
    """One more in the register."""
    Suggestion.objects.create(
        id=act.suggestion, number=act.number, place=Place.objects.get(pk=act.place), chain=entry.chain,
        source=act.source, text=act.text, said_by=act.said_by, said_on=act.said_on, later=act.later,
        made_at=entry.at, trip_id=act.trip, finding_id=act.finding, matter_id=act.matter, meeting=act.meeting,
        item=act.item, heard_at=act.heard_at,
    )  # fmt: skip
    return _suggestion(act)


@applies(acts.SuggestionHanded, result=_suggestion)
def suggestion_handed(act: acts.SuggestionHanded, entry: Entry) -> Suggestion:
    """With a unit, until a day."""
    found = _suggestion(act)
    found.unit_id, found.due_on, found.handed_on = act.unit, act.due_on, local_day(entry.at)
    found.save()
    return found


@applies(acts.SuggestionReminded, result=_suggestion)
def suggestion_reminded(act: acts.SuggestionReminded, entry: Entry) -> Suggestion:
    """Each of the two is told once."""
    found = _suggestion(act)
    day = local_day(entry.at)
    found.near_on, found.past_on = (day, found.past_on) if act.which == "near" else (found.near_on, day)
    found.save()
    return found


@applies(acts.SuggestionAnswered, result=_suggestion)
def suggestion_answered(act: acts.SuggestionAnswered, entry: Entry) -> Suggestion:
    """The latest answer stands; the day of the first is kept."""
    found = _suggestion(act)
    found.adoption, found.reason, found.document = act.adoption, act.reason, act.document
    found.answered_on = found.answered_on or local_day(entry.at)
    found.save()
    return found


@applies(acts.SuggestionTold, result=_suggestion)
def suggestion_told(act: acts.SuggestionTold, entry: Entry) -> Suggestion:
    """Who spoke heard back."""
    found = _suggestion(act)
    found.told_on, found.told_how, found.told_text = local_day(entry.at), act.how, act.text
    found.save()
    return found


@applies(acts.OutputWritten, result=lambda act: Output.objects.select_related("place").get(pk=act.output))
def output_written(act: acts.OutputWritten, entry: Entry) -> Output:
    """Its suggestions go forward by this way."""
    output = Output.objects.create(
        id=act.output, place_id=act.place, chain=entry.chain, kind=act.kind, number=act.number, title=act.title,
        analysis=act.analysis, advice=act.advice, handed_to=act.handed_to, written_by_id=_person(entry),
        written_at=entry.at,
    )  # fmt: skip
    Suggestion.objects.filter(pk__in=act.suggestions).update(output=output, way=act.kind)
    return output


@applies(acts.OutputInstructed, result=lambda act: Output.objects.select_related("place").get(pk=act.output))
def output_instructed(act: acts.OutputInstructed, entry: Entry) -> Output:
    """What came back on it."""
    output = Output.objects.select_related("place").get(pk=act.output)
    output.adopted, output.instruction = act.adopted, act.text
    output.instructed_by, output.instructed_on = act.by_whom, act.on
    output.save()
    return output
