"""What another body decided, made public, and what was done elsewhere: each of these acts, open and sealed."""

from datetime import timedelta

from bandeng.matters import actions, queries
from bandeng.matters.models import Matter, ProcessVersion
from tests.honesty import happenings
from tests.honesty.town import PHOTO, Case, Town


def let_decide(town: Town) -> None:
    for where in ("open", "sealed"):
        town.more[f"decided {where}"] = decided(town, where)


def decided(town: Town, where: str) -> Case:
    """The owners decided, it hung, nobody is against it any more; then the matter went to mediation, which agreed."""
    case, secretary = happenings.accepted(town, where), town.actors["secretary"]
    actions.tell_guards(matter=case.matter, guards=["common_parts"], actor=secretary, at=town.at)
    row = actions.record_decision(
        matter=case.matter, rule="owners-special", rule_version="2021", decided_on=town.today - timedelta(days=40),
        notice_on=town.today - timedelta(days=60), figures={"heads": (90, 80, 70), "area": (900000, 800000, 700000)},
        text=happenings.said("matter.decision_recorded.text", where),
        document=happenings.said("matter.decision_recorded.document", where)[:110], photos=[PHOTO], actor=secretary,
        at=town.at,
    )  # fmt: skip
    posted = actions.post_result(
        matter=case.matter, of=row, posted_on=town.today - timedelta(days=30), days=10, actor=secretary, at=town.at,
        where=happenings.said("matter.result_posted.where", where)[:110],
        text=happenings.said("matter.result_posted.text", where),
    )  # fmt: skip
    actions.close_posting(
        posting=posted, objections=happenings.said("matter.posting_closed.objections", where),
        answer=happenings.said("matter.posting_closed.answer", where), actor=secretary, at=town.at,
    )  # fmt: skip
    matter = to_talks(town, case.matter, where)
    actions.note_step(
        matter=matter, fact="agreement", on=town.today, good=True, actor=secretary, at=town.at,
        text=happenings.said("matter.step_noted.text", where),
        document=happenings.said("matter.step_noted.document", where)[:110],
    )  # fmt: skip
    return case


def to_talks(town: Town, matter: Matter, where: str = "open") -> Matter:
    """It follows the process of mediation from now on, and stands at its talks."""
    mediation = ProcessVersion.objects.get(key="mediation", place=None)
    secretary = town.actors["secretary"]
    actions.change_process(
        matter=matter, process=mediation, reason=happenings.said("matter.process_changed.reason", where),
        actor=secretary, at=town.at,
    )  # fmt: skip
    now = queries.visible_matter(secretary, matter.pk)
    return actions.sort(
        matter=now, category=now.category, severity=now.severity, guards=now.guards, choose="talks", actor=secretary,
        at=town.at,
    )  # fmt: skip
