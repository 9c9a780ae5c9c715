"""A case is drafted: from a matter's record, from a file, or as a new version of one that is shared."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from bandeng.core import cases
from bandeng.core.categories import category
from bandeng.core.ids import new_id
from bandeng.core.papers import need_sound, wording
from bandeng.core.process import read
from bandeng.core.refusal import Refusal
from bandeng.core.text import removing
from bandeng.exchange import acts, queries
from bandeng.exchange.actions.deciding import as_text, enter, need_roles, need_texts
from bandeng.exchange.models import SolvedCase, State
from bandeng.matters.models import Matter
from bandeng.people.acting import Actor
from bandeng.people.masking import mask_text
from bandeng.places.models import Place
from bandeng.records.actions import action


@action
def write_case(
    *, texts: Mapping[str, str], matter: Matter | None = None, case: SolvedCase | None = None, actor: Actor,
    at: datetime, version: int | None = None, once: str | None = None,
) -> SolvedCase:  # fmt: skip
    """Draft a case of a solved matter, change a draft, or write a new version of a shared case.

    Names and numbers may still stand in the draft: they are proposed for removal when somebody else looks at it.
    case      a draft that is changed, or a shared case of which this becomes a new version
    Raises    Refusal: "not_your_turn", "not_solved", "case_there", "case_decided", "stale", "text_missing",
              "text_too_long".
    """
    if case is not None:
        return _anew(queries.fresh(case, version), texts, actor=actor, at=at, once=once)
    assert matter is not None
    matter = Matter.objects.select_related("place", "process").get(pk=matter.pk)
    place = Place.objects.get(pk=matter.chain)
    need_roles(actor, place, queries.WRITERS)
    if not queries.may_become(matter):
        raise Refusal("not_solved")
    rows = queries.of_matter(matter)
    if any(row.state in (State.DRAFT, State.SHARED) for row in rows):
        raise Refusal("case_there")
    return _written(
        new_id(at), place, matter=matter, texts=texts, category=matter.category, kind=queries.kind_at(matter.place),
        days=queries.days_of(matter), actor=actor, at=at, once=once,
    )  # fmt: skip


def _anew(
    row: SolvedCase, texts: Mapping[str, str], *, actor: Actor, at: datetime, once: str | None
) -> SolvedCase:  # fmt: skip
    need_roles(actor, row.place, queries.WRITERS)
    if row.state not in (State.DRAFT, State.SHARED):
        raise Refusal("case_decided")
    if row.matter and not queries.may_become(row.matter):
        raise Refusal("not_solved")
    told: dict[str, Any] = {
        "texts": texts, "category": row.category, "kind": row.kind, "days": row.days, "origin": row.origin,
        "digest": row.digest, "process": row.process, "actor": actor, "at": at, "once": once,
    }  # fmt: skip
    if row.state == State.DRAFT:
        return _written(row.pk, row.place, matter=row.matter, replaces=row.replaces_id, wordings=row.wordings, **told)
    if SolvedCase.objects.filter(replaces=row, state=State.DRAFT).exists():
        raise Refusal("case_there")
    return _written(
        new_id(at), row.place, matter=row.matter, replaces=row.pk, wordings=None if row.matter else row.wordings, **told
    )


def _written(
    pk: UUID, place: Place, *, matter: Matter | None, texts: Mapping[str, str], category: str, kind: str,
    days: int | None, actor: Actor, at: datetime, once: str | None, replaces: UUID | None = None, origin: str = "",
    digest: str = "", process: str = "", wordings: Mapping[str, Mapping[str, str]] | None = None,
) -> SolvedCase:  # fmt: skip
    if wordings is None:
        wordings = queries.wordings_of(matter, place) if matter else {}
    act = acts.CaseWritten(
        case=pk, place=place.pk, matter=matter.pk if matter else None, replaces=replaces, category=category, kind=kind,
        days=days, origin=origin, digest=digest, process=process or None,
        wordings=as_text({key: dict(each) for key, each in wordings.items()}), draft=as_text(need_texts(texts)),
    )  # fmt: skip
    row: SolvedCase = enter(act, place, pk, actor=actor, at=at, once=once)
    return row


@action
def bring_case(*, data: bytes, place: Place, actor: Actor, at: datetime, once: str | None = None) -> SolvedCase:
    """Read the file of a case from elsewhere: it becomes a draft here, and waits for approval like any other.

    Raises   Refusal: "not_your_turn", "case_too_large", "not_a_case", "case_altered", "case_there" (this very file was
             brought already), "unknown_category", "bad_process", and what wordings raise.
    """
    need_roles(actor, place, queries.WRITERS)
    told, digest = cases.read_file(data)
    category(told.category)
    if told.process:
        _need_process(told.process)
    if removing.numbers_left(told.origin) or mask_text(told.origin) != told.origin:
        raise Refusal("not_a_case", why="number", field="file")
    for kind, texts in told.wordings.items():
        need_sound(wording(kind), texts)
        if any(mask_text(text) != text for text in texts.values()):
            raise Refusal("not_a_case", why="number", field="file")
    there = SolvedCase.objects.filter(chain=place.chain, digest=digest, state__in=[State.DRAFT, State.SHARED])
    if there.exists():
        raise Refusal("case_there")
    return _written(
        new_id(at), place, matter=None, texts=told.texts, category=told.category, kind=told.kind, days=told.days,
        origin=told.origin, digest=digest, process=told.process, wordings=told.wordings, actor=actor, at=at, once=once,
    )  # fmt: skip


def _need_process(text: str) -> None:
    """A process from elsewhere is one of ours in its shape, and holds nobody's number."""
    if mask_text(text) != text:
        raise Refusal("not_a_case", why="number", field="file")
    read(text)
