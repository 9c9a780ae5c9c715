"""Which process a place follows, and a published version as the engine reads it."""

from functools import lru_cache

from django.db.models import Q

from bandeng.core.process import Process, parse, shared
from bandeng.core.refusal import Refusal
from bandeng.matters.models import ProcessVersion
from bandeng.places.models import Place

DEFAULT_PROCESS = "five-step"


def read_process(version: ProcessVersion) -> Process:
    """The process of a published version with the shared branches; read once per process and kept."""
    return _parsed(version.text)


@lru_cache(maxsize=128)
def _parsed(text: str) -> Process:
    return parse(text, shared()).process


def processes_for(place: Place) -> list[ProcessVersion]:
    """The newest version of each process that holds at a place, in the order of their keys; a version published for a
    place below wins over one for everybody."""
    above = place.ancestry
    here = ProcessVersion.objects.filter(Q(place=None) | Q(place__in=above)).select_related("place").order_by("number")
    newest: dict[str, ProcessVersion] = {}
    for version in sorted(here, key=lambda each: (_depth(each, above), each.number)):
        newest[version.key] = version
    return [newest[key] for key in sorted(newest)]


def process_for(place: Place) -> ProcessVersion:
    """The newest published version that holds at a place: the nearest place above that names a process decides which.

    A version published for a place below wins over one for everybody.
    Raises   Refusal: "no_process" (key).
    """
    above, key = place.ancestry, key_for(place)
    versions = ProcessVersion.objects.filter(key=key)
    here = [version for version in versions if version.place_id is None or version.place_id in above]
    if not here:
        raise Refusal("no_process", key=key)
    return max(here, key=lambda version: (_depth(version, above), version.number))


def key_for(place: Place) -> str:
    """The key of the process that new matters of a place follow: the nearest place above that names one decides."""
    above = place.ancestry
    named = dict(Place.objects.filter(pk__in=above).exclude(process="").values_list("code", "process"))
    return next((named[code] for code in reversed(above) if code in named), DEFAULT_PROCESS)


def _depth(version: ProcessVersion, above: list[str]) -> int:
    return -1 if version.place_id is None else above.index(version.place_id)
