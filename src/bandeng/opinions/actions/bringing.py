"""A conversation held elsewhere goes on here: openData files become statements, voices and reactions."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from bandeng.core.ids import new_id
from bandeng.core.refusal import Refusal
from bandeng.matters.actions.texts import need_masked
from bandeng.matters.models import Matter
from bandeng.opinions import acts, queries
from bandeng.opinions.actions import arriving
from bandeng.opinions.actions.conversations import MOST_QUESTION, tick_now
from bandeng.opinions.actions.deciding import need_roles
from bandeng.opinions.models import Conversation, Moderation, Voices
from bandeng.people.acting import Actor
from bandeng.places.models import Place
from bandeng.records.actions import action, record

if TYPE_CHECKING:
    from bandeng.core.opinion import Votes
    from bandeng.core.opinion.tables import History

MOST_LINES, MOST_VOTES, MOST_TEXT = 20_000, 3_000_000, 1000
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
    votes: "History | Votes",
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
    votes    with those that were changed later: they stay as history, the last counts, as everywhere. Many arrive
             piece by piece by a job (`arriving`); till then nobody reacts
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
    history = _history(votes)
    counted = history.votes()
    _need_fitting(comments, history, counted)
    key = new_id(at)
    act = acts.ConversationBroughtIn(
        conversation=key, place=place.pk, matter=matter.pk if matter else None, question=question.strip(),
        about=about.strip(), source=source.strip()[:400], voices=voices, statements=_statements(comments, counted, at),
        voices_heard=len(counted.pids), reactions=len(history), votes=arriving.digest_of(history, at),
    )  # fmt: skip
    brought: Conversation = record(
        act, chain=place.chain, subject=f"conversation:{key}", actor=actor.name, at=at, once=once
    )
    if len(history):
        arriving.send(brought, history)
        if len(history) <= arriving.AT_ONCE:
            while arriving.lay_piece(brought.pk, history):
                pass
            tick_now(brought, at)
    return brought


def _history(votes: "History | Votes") -> "History":
    import numpy as np

    from bandeng.core.opinion.tables import History

    if isinstance(votes, History):
        return votes
    who, what, how = votes.rows()
    return History(who, what, how.astype(np.int64))


def _need_fitting(comments: list[Brought], history: "History", votes: "Votes") -> None:
    numbers = [each.number for each in comments]
    if not comments or len(comments) > MOST_LINES:
        raise Refusal("no_statements", most=MOST_LINES)
    if len(history) > MOST_VOTES:
        raise Refusal("too_many_votes", most=MOST_VOTES)
    if len(set(numbers)) < len(numbers):
        raise Refusal("number_twice", number=Counter(numbers).most_common(1)[0][0])
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
