"""Erased words: the act to rows."""

from collections.abc import Callable
from uuid import UUID

from bandeng.matters import acts
from bandeng.matters.applies.writing import touch
from bandeng.matters.models import Matter, Raising, Rating, Reach, Reply, Verification
from bandeng.matters.queries.receipts import matters_of
from bandeng.records.acts import ERASED
from bandeng.records.models import Entry
from bandeng.records.registry import applies

Erased = Callable[[UUID], None]
_WHEN_ERASED: list[Erased] = []


def when_erased(write: Erased) -> Erased:
    """Register how an upper room erases what it holds of a raising: called with its key, within the apply."""
    _WHEN_ERASED.append(write)
    return write


@applies(acts.WordsErased, result=lambda act: Raising.objects.select_related("matter").get(pk=act.raising))
def words_erased(act: acts.WordsErased, entry: Entry) -> Raising:
    """What was said, and by whom, is gone; that something was raised, answered and rated stays, under a pseudonym.

    Whoever carries no address any more reads on the page of the receipt.
    """
    raising = Raising.objects.select_related("matter").get(pk=act.raising)
    for field in ("words", "name", "phone", "email"):
        setattr(raising, field, _mark(getattr(raising, field)))
    _take_photos(raising)
    raising.phone_index, raising.name_index, raising.photos = "", "", []
    raising.person, raising.reach = None, Reach.PAGE
    raising.erased_at, raising.pseudonym = entry.at, act.pseudonym
    raising.save()
    for reply in Reply.objects.filter(raising=raising).exclude(letter=""):
        reply.letter = ERASED
        reply.save(update_fields=["letter"])
    for rating in Rating.objects.filter(raising=raising).exclude(words=""):
        rating.words = ERASED
        rating.save(update_fields=["words"])
    for erase in _WHEN_ERASED:
        erase(raising.pk)
    raising.matter = touch(Matter.objects.get(pk=raising.matter_id))
    return raising


def _mark(text: str) -> str:
    return ERASED if text else ""


def _take_photos(raising: Raising) -> None:
    """The raiser's pictures leave the public page, unless somebody else brought the same ones."""
    if not raising.photos:
        return
    here = matters_of(raising)
    for matter in Matter.objects.filter(pk__in=here):
        others = _brought_by_others(raising, here)
        shown = [photo for photo in matter.shown_photos if photo not in raising.photos or photo in others]
        if shown != matter.shown_photos:
            matter.shown_photos = shown
            matter.save(update_fields=["shown_photos"])


def _brought_by_others(raising: Raising, matters: set[UUID]) -> set[str]:
    found: set[str] = set()
    for matter in Matter.objects.filter(pk__in=matters).prefetch_related("raisings", "verifications"):
        rows: list[Raising | Verification] = [*matter.raisings.all(), *matter.verifications.all()]
        for row in rows:
            if row.pk != raising.pk:
                found.update(row.photos)
    return found
