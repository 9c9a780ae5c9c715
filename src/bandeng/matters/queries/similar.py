""" "That is the same: join it": public matters like what somebody is writing."""

from bandeng.core.text.ngrams import most_alike
from bandeng.matters.models import Matter
from bandeng.matters.queries.seeing import public_at
from bandeng.places.models import Place

MOST_LOOKED_AT = 500


def similar(place: Place, words: str, *, most: int = 5) -> list[Matter]:
    """The open public matters of the place's community most like these words, best first; one query.

    Only accepted summaries are compared, so nothing that somebody else wrote in private shows through.
    """
    community = Place(path=place.path.partition(place.chain)[0] + place.chain + "/")
    near = public_at(community).filter(step__isnull=False, merged_into__isnull=True).select_related("place")
    matters = {matter.pk: matter for matter in near[:MOST_LOOKED_AT]}
    told = [(key, f"{matter.title} {matter.summary}") for key, matter in matters.items()]
    return [matters[key] for key, _ in most_alike(words, told, most=most)]
