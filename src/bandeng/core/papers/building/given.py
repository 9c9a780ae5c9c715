"""What a paper gets beside its facts, and what all builders share."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bandeng.core.papers.blocks import Block, Paper, Qr, Signature, Words
from bandeng.core.papers.breaking import day_text
from bandeng.core.papers.facts import Matter
from bandeng.core.papers.wording import Wording


@dataclass(frozen=True)
class Given:
    """The number it was given ("" for none yet) and its day."""

    day: date
    number: str = ""


def fields_of(matter: Matter, given: Given, **more: str) -> dict[str, str]:
    """What its wording may name of a matter."""
    told = {"place": matter.place, "title": matter.title or matter.number, "matter": matter.number}
    return {**told, "raised_on": day_text(matter.raised_on), "day": day_text(given.day), **more}


def paper(
    wording: Wording, given: Given, told: Mapping[str, str], *blocks: Block | None, issue: str = "", copies: str = ""
) -> Paper:
    """A paper with its head, title and number from the wording, without the blocks that say nothing."""
    return Paper(
        kind=wording.kind, form=wording.form, title=wording.say("title", told), day=given.day, number=given.number,
        blocks=tuple(each for each in blocks if each is not None), head=wording.say("head", told), issue=issue,
        copies=copies, words={key: wording.word(key) for key in ("copies", "print") if key in wording.words},
    )  # fmt: skip


def words(text: str) -> Words | None:
    """Paragraphs, where there is something to say."""
    return Words(text) if text.strip() else None


def said(wording: Wording, text: str, told: Mapping[str, str]) -> Words | None:
    """One of the wording's own texts as paragraphs."""
    return words(wording.say(text, told))


def rest(wording: Wording, left: int, address: str) -> Words | None:
    """How many lines a list leaves out, and where they stand; None for a whole one."""
    return Words(f"{wording.word('rest')}{left}{wording.word('rest_at')}{address}") if left > 0 else None


def signed(wording: Wording, told: Mapping[str, str], given: Given, beside: Qr | None = None) -> Signature:
    """The signature block."""
    return Signature(tuple(filter(None, wording.say("signature", told).split("\n"))), given.day, beside)
