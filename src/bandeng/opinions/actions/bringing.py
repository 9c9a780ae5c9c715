"""A conversation held elsewhere goes on here: openData files become statements, voices and reactions."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from bandeng.core.ids import new_id
from bandeng.core.refusal import Refusal
from bandeng.matters.actions.texts import need_masked
from bandeng.matters.models import Matter
from bandeng.opinions import acts, queries
from bandeng.opinions.actions.conversations import MOST_QUESTION, tick_now
from bandeng.opinions.actions.deciding import need_roles
from bandeng.opinions.models import Conversation, Moderation, Reaction, Voice, Voices, Way
from bandeng.people.acting import Actor
from bandeng.places.models import Place
from bandeng.records.actions import action, record
from bandeng.records.sealing import blind

if TYPE_CHECKING:
    from bandeng.core.opinion import Votes

MOST_LINES, MOST_VOTES, MOST_TEXT = 5_000, 500_000, 1000
_HIGHEST = 2**31 - 1


@dataclass(frozen=True)
class Brought:
    """A statement of a file: comment-id, text, moderated (1 let in, 0 not read, -1 out)."""

    number: int
    text: str
    moderated: int


@action
def bring_in(
    *,
    place: Place,
    question: str,
    comments: list[Brought],
    votes: "Votes",
    source: str,
    actor: Actor,
    at: datetime,
    about: str = "",
    voices: str = Voices.DEVICE,
    matter: Matter | None = None,
    once: str | None = None,
) -> Conversation:
    """Open a conversation with the statements and reactions of files; they keep their numbers, so a file that is
    written here later says the same. Statements that people reacted to elsewhere were read there: they are in, unless
    kept out; what nobody has read or reacted to stays behind.

    source   where it comes from, and whom to thank
    Raises   Refusal: "not_your_turn", "text_missing", "text_too_long", "unmasked", "unknown_voices", "not_allowed",
             "no_statements", "too_many_votes", "number_twice", "odd_number", "no_such_statement" (tid).
    """
    need_roles(actor, place, queries.OPENERS)
    for field, text in (("question", question), ("source", source)):
        if not text.strip():
            raise Refusal("text_missing", field=field)
    if len(question) > MOST_QUESTION:
        raise Refusal("text_too_long", field="question", most=MOST_QUESTION)
    need_masked(question=question, about=about, source=source)
    if voices not in Voices.values:
        raise Refusal("unknown_voices", voices=voices)
    if matter is not None and (not matter.is_public or not matter.place.path.startswith(place.path)):
        raise Refusal("not_allowed")
    _need_fitting(comments, votes)
    key = new_id(at)
    rows = list(zip(*(column.tolist() for column in votes.rows()), strict=True))
    act = acts.ConversationBroughtIn(
        conversation=key, place=place.pk, matter=matter.pk if matter else None, question=question.strip(),
        about=about.strip(), source=source.strip()[:400], voices=voices, statements=_statements(comments, votes, at),
        voices_heard=len(votes.pids), reactions=len(votes), votes=_digest(rows, at),
    )  # fmt: skip
    brought: Conversation = record(
        act, chain=place.chain, subject=f"conversation:{key}", actor=actor.name, at=at, once=once
    )
    _lay(brought, rows, at)
    tick_now(brought, at)
    return brought


def _need_fitting(comments: list[Brought], votes: "Votes") -> None:
    numbers = [each.number for each in comments]
    if not comments or len(comments) > MOST_LINES:
        raise Refusal("no_statements", most=MOST_LINES)
    if len(votes) > MOST_VOTES:
        raise Refusal("too_many_votes", most=MOST_VOTES)
    if len(set(numbers)) < len(numbers):
        raise Refusal("number_twice", number=next(each for each in numbers if numbers.count(each) > 1))
    if odd := [each for each in (*numbers, *votes.pids.tolist()) if not 0 <= each <= _HIGHEST]:
        raise Refusal("odd_number", number=odd[0])
    if unknown := sorted(set(votes.tids.tolist()) - set(numbers)):
        raise Refusal("no_such_statement", number=unknown[0])
    for each in comments:
        if len(each.text) > MOST_TEXT:
            raise Refusal("text_too_long", field="comments", most=MOST_TEXT)
        need_masked(comments=each.text)


def _statements(comments: list[Brought], votes: "Votes", at: datetime) -> list[dict[str, str]]:
    """Those that were read elsewhere, and those that were kept out, without their words; the others stay behind."""
    heard, told = set(votes.tids.tolist()), []
    for each in comments:
        in_ = each.moderated >= 0 and bool(each.text.strip())
        if in_ and each.moderated == 0 and each.number not in heard:
            continue
        told.append({
            "id": str(new_id(at)), "number": str(each.number), "text": each.text.strip() if in_ else "",
            "state": str(Moderation.IN if in_ else Moderation.OUT),
            "reason": "" if in_ else _("kept out where it comes from"),
        })  # fmt: skip
    return told


def _digest(rows: list[tuple[int, int, int]], at: datetime) -> str:
    told = hashlib.sha256()
    for number, (who, what, how) in enumerate(rows, 1):
        told.update(f"{number},{who},{what},{how},{at.isoformat()}\n".encode())
    return told.hexdigest()


def _lay(conversation: Conversation, rows: list[tuple[int, int, int]], at: datetime) -> None:
    """Voices under marks that nobody's browser has, and their reactions in the order of the file's numbers."""
    of = dict(conversation.statements.values_list("number", "pk"))
    voices = Voice.objects.bulk_create(
        Voice(
            conversation=conversation, number=pid, mark=blind(f"{conversation.pk}:file:{pid}", "voice"), way=Way.IMPORT,
            at=at,
        )
        for pid in dict.fromkeys(row[0] for row in rows)
    )  # fmt: skip
    mine = {voice.number: voice for voice in voices}
    Reaction.objects.bulk_create(
        (
            Reaction(
                conversation=conversation, number=number, voice=mine[who], statement_id=of[what], value=how, at=at,
                key=f"file:{number}",
            )
            for number, (who, what, how) in enumerate(rows, 1)
        ),
        batch_size=2000,
    )  # fmt: skip
