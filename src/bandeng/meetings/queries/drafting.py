"""Minutes as they follow from the record: nothing is typed twice."""

from collections import Counter

from django.utils.translation import gettext as _

from bandeng.matters.showing import OUTCOMES, in_words
from bandeng.meetings.models import AgendaItem, Attendee, Meeting, Outcome
from bandeng.meetings.queries.attending import presence_of
from bandeng.meetings.queries.carrying import suggested_at
from bandeng.meetings.queries.meetings import form_of
from bandeng.meetings.queries.said import faq_of, last_count
from bandeng.people.labels import role_name
from bandeng.shell.dates import say_day


def draft(meeting: Meeting) -> str:
    """The record as the text of minutes, in the language of the moment; who runs the meeting edits it."""
    parts = [_head(meeting), _there(meeting), *(_item(item) for item in _items(meeting)), _asked(meeting)]
    parts += [_promised(meeting), _suggested(meeting)]
    return "\n\n".join(part for part in parts if part)


def _items(meeting: Meeting) -> list[AgendaItem]:
    return list(meeting.items.select_related("matter", "outcome__note").order_by("number"))


def _head(meeting: Meeting) -> str:
    from django.utils import timezone

    begins = timezone.localtime(meeting.opened_at or meeting.starts_at)
    lines = [
        meeting.title,
        _("Form: %(form)s") % {"form": in_words(form_of(meeting.form).name)},
        _("When: %(day)s, %(time)s") % {"day": say_day(begins.date(), today=begins.date()), "time": f"{begins:%H:%M}"},
        _("Where: %(where)s") % {"where": meeting.where},
        _("Chair: %(who)s") % {"who": meeting.chair.called},
        _("Recorder: %(who)s") % {"who": meeting.recorder.called},
    ]
    if meeting.roles:
        lines.append(_("Who chairs it also is: %(roles)s") % {"roles": meeting.roles})
    return "\n".join(lines)


def _there(meeting: Meeting) -> str:
    here = meeting.attendees.filter(signed_at__isnull=False).order_by("number")
    titles = Counter(_title(seat) for seat in here)
    seats = _(", ").join(f"{title} {n}" for title, n in titles.items())
    there = presence_of(meeting)
    lines = [_("There: %(seats)s") % {"seats": seats or "0"}]
    if there.needed is not None:
        told = {"present": there.present, "invited": there.invited, "needed": there.needed}
        lines.append(_("With a vote: %(present)s of %(invited)s, at least %(needed)s are needed.") % told)
    return "\n".join(lines)


def _title(seat: Attendee) -> str:
    return seat.title or str(seat.get_capacity_display())


def _item(item: AgendaItem) -> str:
    lines = [f"{item.number}. {item.topic}" + (f" ({item.matter.number})" if item.matter else "")]
    if item.question:
        lines.append(_("Question: %(question)s") % {"question": item.question})
    if (hands := last_count(item)) is not None:
        counts = _(", ").join(f"{option} {hands.counts.get(option, 0)}" for option in item.options)
        lines.append(_("Hands: %(counts)s, of %(voters)s") % {"counts": counts, "voters": hands.voters})
    outcome: Outcome | None = getattr(item, "outcome", None)
    if outcome is not None:
        lines.append(_("Outcome: %(outcome)s") % {"outcome": OUTCOMES[outcome.outcome]})
        lines.append(outcome.opinion)
        if outcome.next_step:
            lines.append(_("Next: %(step)s") % {"step": outcome.next_step})
        lines += [_("Seen otherwise: %(words)s") % {"words": words} for words in dissents_of(outcome)]
    if item.decided:
        lines.append(_("Decided: %(decided)s") % {"decided": item.get_decided_display()})
    return "\n".join(line for line in lines if line)


def dissents_of(outcome: Outcome) -> list[str]:
    """The views that differed, wherever they stand."""
    if outcome.note is not None:
        return list(outcome.note.dissents.order_by("pk").values_list("words", flat=True))
    return list(outcome.differing.order_by("pk").values_list("words", flat=True))


def _asked(meeting: Meeting) -> str:
    lines = []
    for question in faq_of(meeting):
        lines.append(_("Asked: %(question)s") % {"question": question.text})
        if question.answer:
            told = {"answer": question.answer, "who": question.answered_by, "cite": question.cite}
            lines.append(_("%(who)s answered: %(answer)s (%(cite)s)") % told)
        if question.matter:
            lines.append(_("It goes on as matter %(number)s.") % {"number": question.matter.number})
    return "\n".join(lines)


def _promised(meeting: Meeting) -> str:
    lines = []
    for each in meeting.promises.select_related("commitment__organisation").order_by("at", "pk"):
        promise = each.commitment
        told = {"unit": promise.organisation, "text": promise.text, "day": promise.due_on.isoformat()}
        lines.append(_("%(unit)s promised: %(text)s, until %(day)s") % told)
    return "\n".join(lines)


def suggestion_lines(meeting: Meeting) -> list[str]:
    """What was suggested there, one on each line, with its number in the register and the role of who said it."""
    told = _("%(role)s suggested: %(text)s (suggestion %(number)s)")
    return [
        told % {"role": role_name(each.said_by), "text": each.text, "number": each.number}
        for each in suggested_at(meeting)
    ]


def _suggested(meeting: Meeting) -> str:
    return "\n".join(suggestion_lines(meeting))
