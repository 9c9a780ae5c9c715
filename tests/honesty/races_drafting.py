"""Races of processes that are being made."""

from bandeng.core.process import Words
from bandeng.matters import actions
from bandeng.matters.models import ProcessDraft, ProcessVersion
from bandeng.matters.queries import drafts
from tests.honesty.racing import Pair, maker, race
from tests.honesty.town import Town
from tests.makers import MAKER

NAME = Words("赛跑", "Race")


def _draft(town: Town) -> ProcessDraft:
    base = ProcessVersion.objects.get(key="six-b", place=None)
    return actions.begin_draft(place=town.elsewhere, base=base, own=True, name=NAME, actor=MAKER, at=town.at)


@race("begin_draft", "done", "done")
def _(town: Town) -> Pair:
    """Two sheets lie side by side."""
    return maker(town, actions.begin_draft, place=town.elsewhere, base=None, own=True, name=NAME)


@race("change_draft", "done", "stale")
def _(town: Town) -> Pair:
    draft = _draft(town)
    return maker(town, actions.change_draft, draft=draft, process=drafts.drafted(draft), version=1)


@race("discard_draft", "done", "done")
def _(town: Town) -> Pair:
    """It is gone either way, and nothing else has changed."""
    draft = _draft(town)

    def discard() -> None:
        actions.discard_draft(draft=draft, actor=MAKER)

    return discard, discard


@race("publish_draft", "done", "draft_gone")
def _(town: Town) -> Pair:
    return maker(town, actions.publish_draft, draft=_draft(town), version=1, follow=False)
