"""Working the map out: when somebody looks and something new has come, or beside the pages while a site is served.

A map can be made anew from the reactions at any time, so nothing is lost when whoever makes one dies in the middle: the
reactions it lacks are still there, its claim runs out, and the next one takes it up.
"""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from bandeng.opinions.models import Conversation, Drawn, Moderation, Reaction, Statement
from bandeng.opinions.queries import live
from bandeng.opinions.queries.at_once import at_once
from bandeng.opinions.queries.maps import LEAST, Shown, read
from bandeng.opinions.queries.picture import counted, told_of
from bandeng.opinions.queries.reactions import newest, votes_of

if TYPE_CHECKING:
    from bandeng.core.opinion import Around, OpinionMap, Votes

AGAIN = timedelta(seconds=1)
"""Somebody who looks is shown a map of this age without it being worked out anew."""

LEASE = timedelta(seconds=20)
"""A claim that nobody has renewed for so long is that of somebody who died."""

QUICK = 5_000
"""Up to so many reactions the question whether groups are clear is asked at once, beyond beside the map while a site is
served."""

FREE: Mapping[str, Any] = {"taken_at": None, "taken_by": ""}
NOT_ASKED: Mapping[str, Any] = {"clear": None, "steady": None, "judged": 0, "labels": 0}


def shown(conversation: Conversation, now: datetime) -> Shown:
    """The map as of now; of a map younger than a second the same again. Two queries when nothing is new.

    While maps are worked out beside the pages (`live`), the one there is, and the next one is asked for.
    """
    kept, last = Drawn.objects.filter(conversation=conversation).defer("frame").first(), newest(conversation)
    if kept and kept.shown:
        fresh = kept.upto == last and not _moderated_since(kept)
        if fresh or now - kept.at < AGAIN:
            return read(kept.shown)
        if live.is_running():
            live.want(conversation.pk)
            return read(kept.shown)
    return draw(conversation, now)


def _moderated_since(kept: Drawn) -> bool:
    return Statement.objects.filter(conversation=kept.conversation_id, decided_at__gt=kept.at).exists()


def draw(conversation: Conversation, now: datetime, judged: Mapping[str, Any] | None = None, *, by: str = "") -> Shown:
    """Work the map out and keep it.

    judged   whether its groups are clear, where that was asked apart; without: as it was told last, or asked now
    by       who has claimed it: the claim ends with this map. Whoever's claim has run out meanwhile keeps nothing
    """
    kept = Drawn.objects.filter(conversation=conversation).first()
    votes, upto = votes_of(conversation)
    told, frame = few_of(votes, upto, now), {}
    if not told.missing:
        around = around_of(conversation, kept)
        found = _mapped(votes, around)
        judged = judged or _told_last(votes, found, kept) or judge(votes, found, around)
        told, frame = told_of(found, told, judged), _frame_of(found)
    _keep(conversation, {"upto": upto, "at": now, "shown": asdict(told), "frame": frame}, by)
    return told


def _keep(conversation: Conversation, told: dict[str, Any], by: str) -> None:
    """Keep a map, unless there is one of more reactions; one write, for others wait to write as well."""
    there = Drawn.objects.filter(conversation=conversation, upto__lte=told["upto"])
    if by:
        at_once(lambda: there.filter(taken_by=by).update(**told, **FREE))
    elif not there.update(**told):
        Drawn.objects.get_or_create(conversation=conversation, defaults=told)


def few_of(votes: "Votes", upto: int, now: datetime) -> Shown:
    """How many have spoken, how many are missing, and what was said in all."""
    return Shown(
        voices=len(votes.pids), reactions=len(votes), missing=max(0, LEAST - len(votes.pids)), upto=upto,
        at=now.isoformat(), counts=counted(votes),
    )  # fmt: skip


def around_of(conversation: Conversation, kept: Drawn | None = None) -> "Around":
    """What is known besides the votes: what is not read yet or kept out; the map shown last.

    Without `kept`, what anybody works out from the files alone.
    """
    from bandeng.core.opinion import Around

    out = conversation.statements.exclude(state=Moderation.IN).values_list("number", flat=True)
    return Around(out=list(out), previous=_before(kept))


def _mapped(votes: "Votes", around: "Around") -> "OpinionMap":
    from bandeng.core.opinion import opinion_map

    return opinion_map(votes, around)


def _told_last(votes: "Votes", found: "OpinionMap", kept: Drawn | None) -> Mapping[str, Any] | None:
    """What was told of the groups last; None when it is time to ask anew, here and now.

    Asking costs a hundred maps: it is done when a tenth more have spoken, for a large conversation beside the map.
    """
    shown = kept.shown if kept else {}
    last = {name: shown[name] for name in NOT_ASKED} if shown else NOT_ASKED
    if len(votes) > QUICK and live.is_running():
        return last
    due = len(votes.pids) >= last["judged"] * 1.1 or len(found.labels) != last["labels"]
    return None if due else last


def judge(votes: "Votes", found: "OpinionMap", around: "Around") -> Mapping[str, Any]:
    """Whether the groups are clear, and how steady they are."""
    from bandeng.core.opinion.judging import judge

    return judge(votes, found, around)


def judge_apart(conversation: Conversation) -> Mapping[str, Any]:
    """The same of a large conversation, in a process of its own; the next map is drawn with it."""
    from bandeng.core.opinion.judging import judge_apart

    kept = Drawn.objects.filter(conversation=conversation).first()
    return judge_apart(votes_of(conversation)[0], around_of(conversation, kept))


# --- beside the pages ---


def behind() -> list[UUID]:
    """The open conversations whose map lacks a reaction or a decision about a statement."""
    last = Reaction.objects.filter(conversation=OuterRef("pk")).order_by("-number").values("number")[:1]
    decided = Statement.objects.filter(conversation=OuterRef("pk"), decided_at__isnull=False).order_by("-decided_at")
    lacking = (
        Conversation.objects.filter(closed_at=None)
        .annotate(last=Subquery(last), decided=Subquery(decided.values("decided_at")[:1]))
        .filter(last__gt=0)
        .filter(Q(last__gt=Coalesce(F("drawn__upto"), 0)) | Q(decided__gt=F("drawn__at")))
    )
    return list(lacking.values_list("pk", flat=True))


def is_behind(conversation: Conversation) -> bool:
    """Whether its map lacks something."""
    kept = Drawn.objects.filter(conversation=conversation).only("conversation", "upto", "at").first()
    last = newest(conversation)
    return last > 0 and (kept is None or kept.upto < last or _moderated_since(kept))


def claim(conversation: Conversation, now: datetime, by: str) -> bool:
    """Whether the next map is ours to make: nobody is at it, or who was has died."""
    free = Q(taken_at=None) | Q(taken_at__lt=now - LEASE)
    mine = Drawn.objects.filter(free, conversation=conversation)
    if at_once(lambda: mine.update(taken_at=now, taken_by=by)):
        return True
    there = {"upto": 0, "at": now, "shown": {}, "taken_at": now, "taken_by": by}
    return Drawn.objects.get_or_create(conversation=conversation, defaults=there)[1]


def release(by: str, conversation: Conversation | None = None) -> None:
    """Let somebody else make the next map, of one conversation or of all that are claimed under this name."""
    mine = Drawn.objects.filter(taken_by=by)
    (mine.filter(conversation=conversation) if conversation else mine).update(**FREE)


def renew(by: str, now: datetime) -> None:
    """Whoever takes long over a map says that they are alive."""
    Drawn.objects.filter(taken_by=by, taken_at__lt=now - LEASE / 5).update(taken_at=now)


def must_judge(told: Shown) -> bool:
    """Whether it is not known, or no longer, if a map's groups are clear."""
    return not told.missing and (told.clear is None or told.voices >= told.judged * 1.1)


# --- what the next map is compared with ---


def _frame_of(found: "OpinionMap") -> dict[str, Any]:
    """What keeps signs and letters the same on the next map, also after a restart."""
    return {
        "tids": found.tids.tolist(), "components": found.components.tolist(), "pids": found.pids.tolist(),
        "group": found.group.tolist(), "labels": list(found.labels), "rising": list(found.rising),
    }  # fmt: skip


def _before(kept: Drawn | None) -> Any:
    """The map shown last, as far as the next one is compared with it; also after a restart."""
    import numpy as np

    from bandeng.core.opinion import Earlier

    frame = kept.frame if kept else None
    if not frame or not frame["tids"]:
        return None
    return Earlier(
        tids=np.array(frame["tids"], np.int64), components=np.array(frame["components"], float),
        pids=np.array(frame["pids"], np.int64), group=np.array(frame["group"], np.int64),
        labels=tuple(frame["labels"]), rising=(frame["rising"][0], frame["rising"][1]),
    )  # fmt: skip
