"""The evening after a sitting or a meeting: everybody who raised one of the matters is told what was decided, and why.

The one place for it: a meeting's pages lead here with their matters (`meetings.views.live_sort.after`).
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from bandeng.commitments.models import State, WorkItem
from bandeng.core.refusal import Refusal
from bandeng.desk.views.sorting import KEY, outcome, places_to_sort
from bandeng.desk.views.staff import speak
from bandeng.matters import actions, queries, showing
from bandeng.matters.models import Kind, Matter, Raising, Reply
from bandeng.matters.views.staff_replies import appeal_of
from bandeng.meetings import queries as meetings
from bandeng.meetings.models import Meeting
from bandeng.records.models import Entry
from bandeng.shell.dates import say_day
from bandeng.shell.fields import new_once
from bandeng.shell.http import Request
from bandeng.shell.refusals import say

SAID, ANSWERED = "explain:said", "explain:answered"


@dataclass
class Word:
    """What the raisers of one matter are told.

    told     how many raisings have a word of this round already, of `of`
    final    whether it can be the final reply: it was explained why it cannot be done
    wrong    why it could not be sent, "" where it could
    """

    matter: Matter
    way: str
    text: str
    told: int
    of: int
    final: bool
    wants_final: bool
    wrong: str = ""

    @property
    def waits(self) -> bool:
        """Whether somebody who raised it has no word yet, and this matter gives it itself."""
        return self.told < self.of and self.matter.step is not None and self.matter.merged_into_id is None


@login_required
@never_cache
def tell(request: Request) -> HttpResponse:
    """One page for the whole pool: the words stand there already, from what was decided; read them, send them all."""
    places_to_sort(request)
    speak(request)
    words = _words(request)
    code = 200
    if request.method == "POST":
        sent = sum(_send(request, word) for word in words if word.waits and word.text.strip())
        if not any(word.wrong for word in words):
            _thank(request, sent)
            return redirect("desk:sort_end")
        words, code = _after(request, words), 422
    context = {
        "words": words, "once": request.POST.get("once") or new_once(), "waiting": sum(word.waits for word in words),
        "told": sum(word.told for word in words), "of": sum(word.of for word in words),
    }  # fmt: skip
    return render(request, "desk/sort_tell.html", context, status=code)


def _thank(request: Request, sent: int) -> None:
    messages.success(
        request,
        ngettext(
            "Sent for %(n)s matter. Whom somebody has to tell at the door stands in the list for the door.",
            "Sent for %(n)s matters. Whom somebody has to tell at the door stands in the list for the door.",
            sent,
        )
        % {"n": sent},
    )


def _words(request: Request) -> list[Word]:
    decided = outcome(request)
    work: dict[UUID, list[WorkItem]] = {}
    for item in decided["work"]:
        work.setdefault(item.matter_id, []).append(item)
    found = [matter for matter, _way in decided["rows"]]
    meeting = _meeting(request)
    told, reasons = _told(found, meeting), _reasons(found)
    said = meetings.words_of(meeting) if meeting else {}
    words = []
    for matter, way in decided["rows"]:
        text = _drafted(matter, work.get(matter.pk, []), reasons, said.get(matter.pk, ""))
        words.append(_word(request, matter, way, text, told[matter.pk]))
    return words


def _meeting(request: Request) -> Meeting | None:
    """The meeting that was handed over as this browser's sitting; None for a sitting of the desk's own."""
    key = (request.session.get(KEY) or {}).get("meeting")
    return Meeting.objects.filter(pk=key).first() if key else None


def _word(request: Request, matter: Matter, way: str, text: str, told: dict[str, int]) -> Word:
    final, typed = matter.step == SAID, request.POST
    wants_final = final
    if request.method == "POST":
        text = typed.get(f"text-{matter.pk}", "").replace("\x00", "")
        wants_final = f"final-{matter.pk}" in typed
    return Word(
        matter=matter, way=way, final=final, wants_final=wants_final, text=text, told=told["told"], of=told["of"]
    )


def _told(found: list[Matter], meeting: Meeting | None) -> dict[UUID, dict[str, int]]:
    """How many raisings of each matter, as it was raised, have heard what was decided; one query."""
    raisings = Raising.objects.filter(withdrawn_at=None, first_matter__in=found).annotate(heard=_heard(meeting))
    told = {matter.pk: {"told": 0, "of": 0} for matter in found}
    for matter, has_heard in raisings.values_list("first_matter", "heard"):
        told[matter]["of"] += 1
        told[matter]["told"] += has_heard
    return told


def _heard(meeting: Meeting | None) -> Exists:
    """Whether a raising has a word of this round; one from before a meeting sat tells nothing of the meeting."""
    heard = Reply.objects.filter(
        raising=OuterRef("pk"), kind__in=[Kind.INTERIM, Kind.FINAL], round=OuterRef("first_matter__round")
    )
    return Exists(heard.filter(at__gte=meeting.opened_at) if meeting and meeting.opened_at else heard)


def _waiting(matter: Matter, meeting: Meeting | None) -> list[Raising]:
    """Who goes on with this matter and has no word of it yet: nobody is told the same evening twice.

    Who was merged in heard that it was merged; who does it, and until when, they hear here.
    """
    own = Reply.objects.filter(matter=matter, round=matter.round, kind__in=[Kind.INTERIM, Kind.FINAL])
    if meeting and meeting.opened_at:
        own = own.filter(at__gte=meeting.opened_at)
    return list(
        matter.raisings.filter(withdrawn_at=None).exclude(pk__in=own.values("raising")).order_by("raised_at", "pk")
    )


def _drafted(matter: Matter, work: list[WorkItem], reasons: dict[UUID, str], said: str) -> str:
    """The words as they follow from what was decided, and from what was `said` of it in a meeting, in the language of
    the site; "" where everything has been said already."""
    if matter.step is None:
        return ""
    with translation.override(settings.LANGUAGE_CODE):
        if matter.step == SAID:
            return reasons[matter.pk]
        taken = [item for item in work if item.lead and item.deadline and item.state == State.ACTIVE]
        came = [_("At the meeting it was said: %(what)s") % {"what": said}] if said else []
        if taken or came:
            return "\n".join([*came, *(_promised(item) for item in taken)])
        return _("It was taken up: %(step)s. We tell you who does what until when.") % {"step": showing.status(matter)}


def _promised(item: WorkItem) -> str:
    assert item.deadline is not None
    told = {"work": item.title, "unit": item.lead, "day": say_day(item.deadline.due_on, today=timezone.localdate())}
    return _("It was taken up. %(unit)s does it (%(work)s), until %(day)s.") % told


def _reasons(found: list[Matter]) -> dict[UUID, str]:
    """Why each of those that were explained cannot be done and where to turn, as it was recorded; one query."""
    explained = {f"matter:{matter.pk}": matter.pk for matter in found if matter.step == SAID}
    entries = Entry.objects.filter(subject__in=explained, verb="matter.branched").order_by("arrival")
    said = {entry.subject: entry.detail for entry in entries if entry.detail.get("branch") == "explain"}
    with translation.override(settings.LANGUAGE_CODE):
        return {pk: _reason(said.get(subject, {})) for subject, pk in explained.items()}


def _reason(said: dict[str, Any]) -> str:
    reason, channel = str(said.get("reason", "")), str(said.get("next_channel", ""))
    return reason + ("\n" + _("Where you can turn: %(channel)s") % {"channel": channel} if channel else "")


def _send(request: Request, word: Word) -> bool:
    """The reply to everybody who raised one matter; a refusal stands beside it and keeps nobody else waiting."""
    once = f"{request.POST.get('once', '')}-{word.matter.pk}"
    told: dict[str, Any] = {"actor": request.actor, "at": timezone.now()}
    final = word.final and word.wants_final
    try:
        with transaction.atomic():
            # Somebody else may be sending the same page: under the matter's lock it is seen who has heard by now.
            now = _told([queries.locked(word.matter)], _meeting(request))[word.matter.pk]
            if now["told"] >= now["of"]:
                return False
            if final:
                actions.complete_step(matter=word.matter, choose=ANSWERED, once=f"{once}-step", **told)
            actions.reply(
                matter=word.matter, kind=Kind.FINAL if final else Kind.INTERIM, text=word.text,
                appeal=appeal_of(word.matter), once=once, **told,
                raisings=None if final else _waiting(word.matter, _meeting(request)),
            )  # fmt: skip
    except Refusal as no:
        word.wrong = str(say(no))
        return False
    return True


def _after(request: Request, before: list[Word]) -> list[Word]:
    """How it stands now, with what was refused still written."""
    found = queries.visible_to(request.actor).select_related("place", "process").in_bulk(
        [word.matter.pk for word in before]
    )  # fmt: skip
    told = _told(list(found.values()), _meeting(request))
    return [
        Word(
            matter=found[word.matter.pk], way=word.way, text=word.text, final=word.final,
            wants_final=word.wants_final, wrong=word.wrong, told=told[word.matter.pk]["told"],
            of=told[word.matter.pk]["of"],
        )
        for word in before
    ]  # fmt: skip
