"""Tracks: what of a matter runs side by side. Source: process.md, "Tracks"."""

from collections.abc import Iterable
from dataclasses import dataclass

KINDS: tuple[str, ...] = ("safety", "deliberation", "item")


@dataclass(frozen=True, slots=True)
class Track:
    """One obligation of a matter: make safe, consult, or one work item.

    kind      of `KINDS`
    ref       which one, e.g. the work item's id
    settled   is it done and checked, or ended with a reason?
    """

    kind: str
    ref: str
    settled: bool


def still_open(tracks: Iterable[Track]) -> list[str]:
    """The open tracks as "kind:ref", in the order of `KINDS`; pass it to `Process.complete` as `open_tracks`."""
    waiting = [track for track in tracks if not track.settled]
    return [f"{t.kind}:{t.ref}" for t in sorted(waiting, key=lambda t: (KINDS.index(t.kind), t.ref))]


def final_reply_may_go_out(tracks: Iterable[Track]) -> bool:
    """No final reply while a track is open."""
    return not still_open(tracks)
