"""Pengyang county's conference goes to look: three themes, three sites, as the newspaper page tells it.

The page names the themes and sites; what was found, suggested and answered there is invented.
"""

from datetime import date, datetime

from bandeng.cli.demonstration.guests import PENGYANG, PENGYANG_ROLES, ZHONGZHUANG
from bandeng.cli.demonstration.people import PASSWORD
from bandeng.cli.demonstration.places import FOUNDER
from bandeng.cli.demonstration.stage import Bench, Story
from bandeng.core.deadline import local_day
from bandeng.core.places import Wish
from bandeng.people.acting import Actor, actor_for
from bandeng.people.actions import add_organisation, give_duty, invite, open_account, register_person
from bandeng.people.choices import Held
from bandeng.people.models import Organisation
from bandeng.places.actions import Batch, add_places
from bandeng.places.models import Place
from bandeng.research import actions
from bandeng.research.actions.trips import Found, Stop
from bandeng.research.models import Finding, Site

THEMES = ("美丽乡村建设", "就业帮扶车间运营", "宁南数字经济产业园建设")
SITES = ("白阳镇中庄村", "宁南数字经济产业园", "栖凤劳务移民就业帮扶车间")


def somebody(key: str, at: datetime, place: Place, unit: Organisation | None = None) -> Actor:
    """One of Pengyang's people with an account and their one duty, in the place or in the unit."""
    role = next(each for each in PENGYANG_ROLES if each.key == key)
    person = register_person(place=place, name=role.name, called=role.called, actor=FOUNDER, at=at)
    where: Held = {"organisation": unit} if unit else {"place": place}
    if role.role:
        give_duty(person=person, role=role.role, from_on=local_day(at), actor=FOUNDER, at=at, **where)
    _, token = invite(person=person, email=f"{key}.example", actor=FOUNDER, at=at)
    open_account(token=token, password=PASSWORD, at=at)
    return actor_for(person, on=local_day(at))


def pengyang(bench: Bench) -> Story:
    """Planned, visited, written down; one finding is a matter, one suggestion is answered and told."""
    yield bench.back(22, "08:30")
    add_places(batch=Batch((Wish(code=ZHONGZHUANG, name="中庄村", short="中庄"),)), actor=FOUNDER, at=bench.at)
    county, village = Place.objects.get(pk=PENGYANG), Place.objects.get(pk=ZHONGZHUANG)
    bureau = add_organisation(place=county, kind="department", name="彭阳县农业部门", actor=FOUNDER, at=bench.at)
    convener = somebody("convener@pengyang", bench.at, county)
    officer = somebody("bureau@pengyang", bench.at, county, bureau)
    somebody("secretary@zhongzhuang", bench.at, village)
    yield bench.back(21, "09:00")
    trip = actions.plan_trip(
        place=county, title="全县重点工作专题调研协商", host="彭阳县政协", themes=THEMES, starts_on=bench.today,
        ends_on=bench.today, sites=[Stop(name, place, (theme,)) for name, place, theme in zip(
            SITES, (village, county, county), (1, 3, 2), strict=True
        )],
        members=["部分政协委员"], about="实地走访查看、听取情况介绍，交流困难和发展前景，提出对策建议。",
        actor=convener, at=bench.at,
    )  # fmt: skip
    yield bench.back(20, "16:00")
    _visits(list(Site.objects.filter(trip=trip).order_by("number")), bench.stage.days.back(21, "09:00").date(),
            convener, bench.at)  # fmt: skip
    told = [
        Found("基础设施", "入村路口没有路灯，晚上看不清"), Found("基础设施", "污水管网还没接到三组"),
        Found("车间运营", "车间订单少的月份工人没有活干"), Found("产业园", "园区招的人多，本地会操作的人少"),
    ]  # fmt: skip
    actions.find(trip=trip, findings=told, actor=convener, at=bench.at)
    first, *_, third, _last = Finding.objects.filter(trip=trip).order_by("number")
    actions.raise_finding(
        trip=trip, finding=first, place=village, category="other", severity=2, actor=convener, at=bench.at
    )
    given = [
        actions.suggest(
            place=county, text=text, said_by=by, said_on=local_day(bench.at), trip=trip, finding=finding,
            actor=convener, at=bench.at,
        )
        for text, by, finding in (
            ("淡季由车间统一承接周边企业的零活。", "resident", third),
            ("产业园和职业学校合办短期培训班。", "cppcc_member", None),
        )
    ]  # fmt: skip
    yield bench.back(19, "10:00")
    handed = [actions.hand(suggestion=each, unit=bureau, actor=convener, at=bench.at) for each in given]
    yield bench.back(12, "15:00")
    answered = actions.answer(
        suggestion=handed[0], adoption="B", reason="已和两家企业谈好，下月起试行。", actor=officer, at=bench.at
    )
    yield bench.back(11, "10:00")
    actions.tell(suggestion=answered, how="visit", text="部门答复：下月起试行接零活。", actor=convener, at=bench.at)
    actions.write_output(
        place=county, kind="brief", suggestions=[handed[1]], title="产业园缺会操作的本地人", handed_to="县委办公室",
        advice="由园区和职业学校合办短期培训班。", actor=convener, at=bench.at,
    )  # fmt: skip


def _visits(sites: list[Site], on: date, convener: Actor, at: datetime) -> None:
    """Entered the day after, from the notebook."""
    seen = ("村道硬化完成，三组还在接管网。", "园区已有企业入驻，听取了情况介绍。", "车间正在赶一批订单。")
    for site, words in zip(sites, seen, strict=True):
        actions.note_visit(
            trip=site.trip, site=site, visited_on=on, seen=words, informants=[("resident", 4), ("cppcc_member", 6)],
            actor=convener, at=at,
        )  # fmt: skip


STORIES = (pengyang,)
