"""What papers about a matter say, read from its rows. Texts are Chinese, whoever reads: papers are."""

from datetime import datetime
from functools import partial
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from bandeng.commitments import queries as work
from bandeng.core.categories import categories
from bandeng.core.deadline import local_day
from bandeng.core.papers import facts
from bandeng.core.refusal import Refusal
from bandeng.documents.queries.of_work import item_facts
from bandeng.documents.queries.subject import Made, Subject
from bandeng.matters import queries as matters
from bandeng.matters import showing
from bandeng.matters.models import BenchNote, Kind, Matter, Posting, Raising, Reply, Verification
from bandeng.matters.panels import COUNTED
from bandeng.matters.queries.receipts import receipt_codes
from bandeng.people.labels import role_name
from bandeng.people.masking import mask_name
from bandeng.places.queries import community_of
from bandeng.records.acts import ERASED
from bandeng.shell.words import word

NO = ("explain", "not_accepted")
"""Branches by which the community says no, with its reason."""


def matter_facts(matter: Matter) -> facts.Matter:
    """What every paper about a matter names."""
    community = community_of(matter.place) or matter.place
    category = categories().get(matter.category)
    return facts.Matter(
        place=community.name, number=matter.number, title=matter.title, summary=matter.summary,
        where=matter.place.label or matter.place.name, category=category.zh if category else "",
        severity=str(matter.get_severity_display()), channel=str(matter.get_channel_display()),
        raised_on=local_day(matter.raised_at), raisers=matters.raiser_count(matter), status=showing.status(matter),
    )  # fmt: skip


def of_matter(matter: Matter, kind: str, key: UUID, at: datetime, make: Made) -> Subject:
    """A paper of a matter, as something that can be made."""
    place = community_of(matter.place) or matter.place
    return Subject(kind, f"{kind}:{key}", place, matter, local_day(at), make)


def _named(raising: Raising) -> str:
    return mask_name(raising.name) if raising.name not in ("", ERASED) else ""


def _address(code: str) -> str:
    return settings.ADDRESS + reverse("matters:receipt", args=[code]) if code else ""


def receipt_of(raising: Raising) -> Subject:
    """受理回执, for whoever holds the receipt. The name stays masked on paper too."""
    return of_matter(raising.matter, "receipt", raising.pk, raising.raised_at, partial(_receipt, raising))


def _receipt(raising: Raising) -> facts.Receipt:
    told = matters.receipt(raising)
    rows = raising.matter.deadlines.filter(stopped_at=None, kind__in=["step", "matter"]).order_by("due_on")
    promises = tuple((str(showing.CLOCKS[row.kind]), row.due_on) for row in rows)
    words = "" if raising.words == ERASED else raising.words
    # What a raiser said goes on paper as it stands; a title of its own the matter may not have yet.
    return facts.Receipt(
        matter_facts(raising.matter), told.code, _named(raising), words, promises, _address(told.code.replace("-", "")),
        told.head,
    )  # fmt: skip


def reply_of(reply: Reply) -> Subject:
    """答复函, for whoever hands it over and for its raiser."""
    return of_matter(reply.matter, "reply", reply.pk, reply.at, partial(_reply, reply))


def _reply(reply: Reply) -> facts.Reply:
    code = receipt_codes([reply.raising]).get(reply.raising_id, "")
    by = reply.by.called if reply.by else ""
    return facts.Reply(
        matter_facts(reply.matter), _named(reply.raising), reply.text,
        "" if reply.letter == ERASED else reply.letter, reply.legal_basis, reply.appeal, by, _address(code),
        f"{code[:5]}-{code[5:]}" if code else "",
    )  # fmt: skip


def approval_of(matter: Matter) -> Subject:
    """议题审定表, once somebody has gone to see."""
    seen = Verification.objects.filter(matter=matter).order_by("-at", "-pk").first()
    if seen is None:
        raise Http404
    return of_matter(matter, "approval", matter.pk, seen.at, partial(_approval, matter, seen))


def _approval(matter: Matter, seen: Verification) -> facts.Approval:
    judged = ((_("Legally"), seen.legal), (_("Technically"), seen.technical), (_("Financially"), seen.financial))
    said = {"yes": _("it can"), "no": _("it cannot"), "unknown": _("not known yet")}
    told = tuple((name, str(said.get(value, value))) for name, value in judged)
    way = str(word(matter.branch)) if matter.branch else showing.status(matter)
    return facts.Approval(matter_facts(matter), seen.visited_on, seen.finding, told, way, "", _gate(matter, seen))


def _gate(matter: Matter, seen: Verification) -> str:
    try:
        barriers = matters.gate_of(matter, local_day(seen.at))
    except Refusal:
        return ""
    return "；".join(showing.in_words(each.verdict.row.name) for each in barriers)


def explanation_of(matter: Matter) -> Subject:
    """告知书, where the community said no and has said why."""
    replies = matters.official_replies(matter)
    if matter.branch not in NO or not replies:
        raise Http404
    said = next((row for row in replies if row.kind == Kind.FINAL), replies[0])
    return of_matter(matter, "explanation", matter.pk, said.at, partial(_explanation, matter, said))


def _explanation(matter: Matter, said: Reply) -> facts.Explanation:
    return facts.Explanation(matter_facts(matter), said.text, said.legal_basis, said.appeal)


def outcome_of(note: BenchNote) -> Subject:
    """协商成果报告 of a bench meeting."""
    return of_matter(note.matter, "outcome", note.pk, note.at, partial(_outcome, note))


def _role(role: str) -> str:
    """A role in words; a resident, and seats that are named freely, the wording knows."""
    return role if role == "resident" else role_name(role)


def _outcome(note: BenchNote) -> facts.Outcome:
    seats = tuple((_role(each["role"]), str(each["count"])) for each in note.seats)
    dissents = tuple((each.words, each.answer) for each in note.dissents.order_by("pk"))
    items = tuple(item_facts(each) for each in work.items_of(note.matter))
    return facts.Outcome(
        matter_facts(note.matter), note.held_on, note.where, seats, note.said, str(showing.OUTCOMES[note.outcome]),
        note.opinion, note.next_step, dissents, items,
    )  # fmt: skip


def notice_of(posting: Posting) -> Subject:
    """公示."""
    return of_matter(posting.matter, "public_notice", posting.pk, posting.at, partial(_notice, posting))


def _notice(posting: Posting) -> facts.Notice:
    decided, place = posting.of, community_of(posting.matter.place)
    figures: list[tuple[str, str]] = []
    for name, (total, present, agree) in (decided.figures if decided else {}).items():
        share = 100 if name == "area" else 1
        what = str(COUNTED[name])
        figures.append((_("took part, %(of)s") % {"of": what}, f"{present / share:g} / {total / share:g}"))
        figures.append((_("agreed, %(of)s") % {"of": what}, f"{agree / share:g} / {present / share:g}"))
    return facts.Notice(
        matter_facts(posting.matter), "\n".join(filter(None, [decided.text if decided else "", posting.text])),
        decided.body if decided else "", tuple(figures), posting.posted_on, posting.until, posting.where,
        place.phone if place else "",
    )  # fmt: skip


def replies_between(matters_seen: QuerySet[Matter], first: datetime, last: datetime) -> QuerySet[Reply]:
    """The replies given between two moments in these matters, each once, in the order of their places."""
    rows = Reply.objects.filter(matter__in=matters_seen, at__gte=first, at__lt=last).exclude(kind=Kind.RECEIPT)
    told = rows.select_related("matter__place", "matter__process", "raising", "by")
    return told.order_by("matter__place__path", "at", "pk")
