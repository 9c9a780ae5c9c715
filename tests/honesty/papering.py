"""Papers of the town: some given out, one kind worded anew, an export that is ready."""

from bandeng.documents import actions, queries
from bandeng.documents.models import Export, PaperWording
from bandeng.matters.models import Reply
from tests.honesty.canaries import HOSTILE
from tests.honesty.town import Town


def let_print(town: Town) -> None:
    """The responsibility lists and a reply letter are given out, open and sealed."""
    secretary = town.actors["secretary"]
    for name in ("own", "sealed"):
        case = town.cases[name]
        for kind, pk in (("responsibility", case.matter.pk), ("reply", _reply(town, name).pk)):
            given = actions.issue_document(subject=queries.load(kind, secretary, pk), actor=secretary, at=town.at)
            if (name, kind) == ("own", "responsibility"):
                town.document = given
    worded = PaperWording.objects.filter(place=town.place, kind="reply").first()
    version = worded.version if worded else 0
    actions.word_paper(
        place=town.place, kind="reply", texts={"closing": f"此复{version}。{HOSTILE}"}, reason=f"更清楚{HOSTILE}",
        actor=secretary, at=town.at, version=version,
    )  # fmt: skip
    export = actions.ask_export(
        place=town.place, kind="register.xlsx", from_on=town.today, to_on=town.today, actor=secretary, at=town.at
    )
    Export.objects.filter(pk=export.pk).update(finished_at=town.at, file=b"a file", done=1, total=1)
    town.export = Export.objects.get(pk=export.pk)


def _reply(town: Town, name: str) -> Reply:
    found = town.cases[name].reply
    assert found is not None
    return found
