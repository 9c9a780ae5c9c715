"""Races of papers: numbers have no gap and no twin."""

from bandeng.documents import actions, queries
from tests.honesty.racing import Pair, by_two, case, race, secretary
from tests.honesty.town import Town


@race("issue_document", "done", "done")
def _(town: Town) -> Pair:
    """Two papers of one series at once."""
    one, two = (queries.load("approval", secretary(town), case(town).matter.pk) for _ in range(2))
    return (
        lambda: actions.issue_document(subject=one, actor=secretary(town), at=town.at),
        lambda: actions.issue_document(subject=two, actor=town.actors["clerk"], at=town.at),
    )


@race("word_paper", "done", "stale")
def _(town: Town) -> Pair:
    return by_two(
        town, actions.word_paper, who=("secretary", "secretary"), place=town.place, kind="outcome",
        texts={"closing": "以上报告。"}, reason="更清楚",
    )  # fmt: skip
