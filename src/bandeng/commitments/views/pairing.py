"""The same spot before and after: an earlier picture beside the upload of the new one, kept whatever the answer is."""

from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.utils import timezone

from bandeng.commitments import queries
from bandeng.commitments.models import WorkItem
from bandeng.core.refusal import Refusal
from bandeng.matters.actions.intake import MOST_PHOTOS
from bandeng.matters.forms.raising import keep_photos, kept_photos
from bandeng.people import limits
from bandeng.records.models import Evidence
from bandeng.records.photos import take_photo
from bandeng.shell.http import Request
from bandeng.shell.refusals import say

Pairs = list[tuple[str, str]]


@dataclass(frozen=True)
class Beside:
    """An earlier picture, the name of the upload beside it, and the new picture once it is taken in."""

    before: Evidence
    name: str
    after: Evidence | None


def befores(item: WorkItem, form: Any) -> list[Beside]:
    """The earlier pictures of an item, each with its upload."""
    shas, pairs = queries.before_pictures(item), dict(kept_pairs(str(form["beside"].value() or "")))
    rows = Evidence.objects.in_bulk([*shas, *pairs.values()])
    return [Beside(rows[sha], _name(sha), rows.get(pairs.get(sha, ""))) for sha in shas if sha in rows]


def with_pairs(request: Request, form: Any, item: WorkItem) -> tuple[Any, str]:
    """The form with the new pictures of this request taken in beside the earlier ones; a sentence when one was refused.

    form   has been through `with_photos`: what was left out there is left out here
    """
    kept, refused = kept_photos(str(form.data.get("kept", ""))), ""
    pairs = {before: after for before, after in kept_pairs(request.POST.get("beside", "")) if after in kept}
    try:
        for sha in queries.before_pictures(item):
            if upload := request.FILES.get(_name(sha)):
                limits.spend("photo", limits.address_of(request), most=60)
                pairs[sha] = take_photo(upload, at=timezone.now()).pk
        kept = list(dict.fromkeys([*kept, *pairs.values()]))
        if len(kept) > MOST_PHOTOS:
            raise Refusal("too_many_photos", most=MOST_PHOTOS)
    except Refusal as no:
        refused = say(no)
    data = form.data.copy()
    data["kept"], data["beside"] = keep_photos(kept[:MOST_PHOTOS]), keep_pairs(list(pairs.items()))
    form.data = data
    return form, refused


def keep_pairs(pairs: Pairs) -> str:
    """Pairs as a signed word that a form can carry."""
    return signing.dumps(pairs, salt="pairs")


def kept_pairs(word: str) -> Pairs:
    """The pairs a form carried; none when the word is not ours."""
    try:
        return [(before, after) for before, after in signing.loads(word, salt="pairs", max_age=24 * 3600)]
    except signing.BadSignature:
        return []


def _name(sha: str) -> str:
    return f"after-{sha[:16]}"
