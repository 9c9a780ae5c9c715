"""Who lives and works there: names are invented, nobody is meant, no telephone number can be real."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from unittest import mock

from django.contrib.auth.hashers import make_password

from bandeng.cli.demonstration.places import FOUNDER, QUKOU, XINHUA, YIXINYUAN
from bandeng.core.deadline import local_day
from bandeng.people.acting import Actor, actor_for
from bandeng.people.actions import (
    add_organisation,
    form_body,
    give_duty,
    give_seat,
    invite,
    issue_card,
    open_account,
    register_person,
)
from bandeng.people.choices import Held
from bandeng.people.models import Body, Organisation, Person
from bandeng.places.models import Grid, Place

PASSWORD = "bench-by-the-door"
"""The one password of all accounts; a demonstration is never mixed into a real site."""


@dataclass(frozen=True)
class Role:
    """Somebody with a duty. `key` with ".example" is the e-mail address.

    where   code of the place, "grid:<community>:<name>", or "organisation:<key>"
    told    what the person does, for the list of who to sign in as
    """

    key: str
    name: str
    called: str
    role: str
    where: str
    told: tuple[str, str]
    label: str = ""
    also: tuple[str, ...] = ()


ROLES = (
    Role("admin@site", "顾一鸣", "系统管理员", "system_admin", "64", ("系统管理员", "system administrator")),
    Role("security@site", "沈安之", "安全管理员", "security_admin", "64", ("安全管理员", "security administrator")),
    Role("auditor@litong", "查清源", "审计员", "auditor", "64", ("审计员", "auditor")),
    Role("supervisor@litong", "督宁远", "利通区督查专员", "supervisor", "640302", ("区督查专员", "county supervisor")),
    Role(
        "secretary@xinhua",
        "禾小禾",
        "书记 小禾",
        "secretary",
        XINHUA,
        ("社区书记", "community secretary"),
        also=("convener",),
    ),
    Role("staff@xinhua", "麦小麦", "社区干事 小麦", "community_staff", XINHUA, ("社区干事", "community staff")),
    Role("grid@xinhua", "满小满", "网格员 小满", "grid_worker", f"grid:{XINHUA}:第一网格", ("网格员", "grid worker")),
    Role(
        "head@xinhua",
        "王有粮",
        "楼长 王师傅",
        "building_head",
        f"{XINHUA}.01.03",
        ("3号楼楼长", "building head"),
        label="3号楼楼长",
    ),
    Role(
        "steward@xinhua",
        "丁香草",
        "睦邻红管家 丁阿姨",
        "neighbour_steward",
        f"{XINHUA}.02",
        ("睦邻红管家", "neighbour steward"),
        label="睦邻红管家",
    ),
    Role(
        "oversight@xinhua",
        "柳长青",
        "居务监督委员 老柳",
        "oversight_member",
        XINHUA,
        ("居务监督委员", "oversight member"),
    ),
    Role(
        "property@xinhua",
        "石工",
        "槐荫物业 石经理",
        "unit_officer",
        "organisation:huaiyin",
        ("物业经办人", "officer of the property company"),
    ),
    Role(
        "town@shengli",
        "田埂",
        "胜利镇 经办人小田",
        "department_officer",
        "organisation:shengli",
        ("镇政府经办人", "town government officer"),
    ),
    Role(
        "secretary@yixinyuan",
        "渠小渠",
        "书记 小渠",
        "secretary",
        YIXINYUAN,
        ("社区书记", "community secretary"),
        also=("convener",),
    ),
    Role("staff@yixinyuan", "苗小苗", "社区干事 小苗", "community_staff", YIXINYUAN, ("社区干事", "community staff")),
    Role(
        "grid@yixinyuan",
        "荷小荷",
        "网格员 小荷",
        "grid_worker",
        f"grid:{YIXINYUAN}:第二网格",
        ("网格员", "grid worker"),
    ),
    Role(
        "mediator@yixinyuan",
        "和为贵",
        "调解员 老和",
        "mediator",
        YIXINYUAN,
        ("人民调解员", "people's mediator"),
    ),
    Role(
        "oversight@yixinyuan",
        "乔木生",
        "居务监督委员 老乔",
        "oversight_member",
        YIXINYUAN,
        ("居务监督委员", "oversight member"),
    ),
    Role(
        "property@yixinyuan",
        "房顺心",
        "安家物业 房经理",
        "unit_officer",
        "organisation:anjia",
        ("物业经办人（两个小区）", "officer of the property company (both compounds)"),
    ),
    Role(
        "secretary@qukou", "田守业", "村书记 田守业", "secretary", QUKOU, ("村书记", "village secretary"),
        also=("convener",),
    ),
    Role("staff@qukou", "杨柳青", "村干事 小杨", "community_staff", QUKOU, ("村干事", "village staff")),
    Role(
        "oversight@qukou", "麻秆儿", "村务监督委员 老麻", "oversight_member", QUKOU,
        ("村务监督委员", "oversight member"),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Firm:
    """An organisation; `accepts` is its duty list, empty for all."""

    key: str
    kind: str
    name: str
    short: str
    place: str
    accepts: tuple[str, ...] = ()


PROPERTY = ("property_service", "repair", "cleanliness", "amenities", "fire_safety", "traffic", "security")
COMMUNITY = (
    "noise_and_neighbours",
    "care",
    "policy_questions",
    "suggestions_and_praise",
    "traffic",
    "amenities",
    "other",
)
FIRMS = (
    Firm("xinhua", "community", "新华社区居民委员会", "新华居委会", XINHUA, COMMUNITY),
    Firm("yixinyuan", "community", "逸馨苑社区居民委员会", "逸馨苑居委会", YIXINYUAN, COMMUNITY),
    Firm("qukou", "community", "渠口村村民委员会", "渠口村委会", QUKOU),
    Firm("huaiyin", "property", "槐荫物业服务有限公司", "槐荫物业", XINHUA, PROPERTY),
    Firm("anjia", "property", "安家物业服务有限公司", "安家物业", YIXINYUAN, PROPERTY),
    Firm("shengli", "government", "胜利镇人民政府", "胜利镇政府", "640302107"),
    Firm("fire", "department", "利通区消防救援大队", "利通区消防", "640302", ("fire_safety",)),
    Firm("courier", "firm", "顺路快递站（合作单位）", "顺路快递", YIXINYUAN, ("parcel_locker",)),
)


@dataclass
class Cast:
    """Everybody who acts, by key; their organisations and bodies."""

    on: date
    actors: dict[str, Actor] = field(default_factory=dict)
    firms: dict[str, Organisation] = field(default_factory=dict)

    def __getitem__(self, key: str) -> Actor:
        return self.actors[key]


def build(at: datetime) -> Cast:
    """Register everybody, give duties and seats, open the accounts."""
    cast = Cast(local_day(at))
    for firm in FIRMS:
        cast.firms[firm.key] = add_organisation(
            place=Place.objects.get(pk=firm.place),
            kind=firm.kind,
            name=firm.name,
            short=firm.short,
            accepts=firm.accepts,
            phone="0953-000 0010",
            actor=FOUNDER,
            at=at,
        )
    with hashed_once():
        for number, role in enumerate(ROLES, start=1):
            cast.actors[role.key] = on_duty(role, number, cast, at)
    for body in _bodies():
        _seat(*body, cast=cast, at=at)
    return cast


def hashed_once() -> AbstractContextManager[object]:
    """One slow hash for the one password everybody here has; it is printed at start and keeps nobody out."""
    return mock.patch("django.contrib.auth.base_user.make_password", cache(make_password))


def known() -> list[Role]:
    """Everybody one may sign in as."""
    return list(ROLES)


def on_duty(role: Role, number: int, cast: Cast, at: datetime) -> Actor:
    place = _home(role, cast)
    person = register_person(
        place=place,
        name=role.name,
        called=role.called,
        phone=f"0953-000 {number:04d}",
        actor=FOUNDER,
        at=at,
        capacities=("resident",) if "." in place.pk else ("other",),
    )
    for name in filter(None, (role.role, *role.also)):
        give_duty(
            person=person, role=name, from_on=cast.on, label=role.label, actor=FOUNDER, at=at, **_where(role, cast)
        )
    _, token = invite(person=person, email=f"{role.key}.example", actor=FOUNDER, at=at)
    open_account(token=token, password=PASSWORD, at=at)
    return actor_for(person, on=cast.on)


def _home(role: Role, cast: Cast) -> Place:
    kind, _, key = role.where.partition(":")
    if kind == "organisation":
        place = cast.firms[key].place
        assert place is not None
        return place
    return Place.objects.get(pk=key.partition(":")[0] if kind == "grid" else role.where)


def _where(role: Role, cast: Cast) -> Held:
    kind, _, key = role.where.partition(":")
    if kind == "organisation":
        return {"organisation": cast.firms[key]}
    if kind == "grid":
        community, _, name = key.partition(":")
        return {"grid": Grid.objects.select_related("community").get(community=community, name=name)}
    return {"place": Place.objects.get(pk=role.where)}


Seats = tuple[str, str, str, tuple[tuple[str, str, str], ...]]


def _bodies() -> Iterator[Seats]:
    """Place, kind and name of each body, and who sits there: key, title, how chosen."""
    yield (
        XINHUA,
        "joint_group",
        "民主协商议事联席小组",
        (
            ("secretary@xinhua", "召集人", "社区党委推荐"),
            ("head@xinhua", "楼长", "本楼居民推选"),
            ("steward@xinhua", "睦邻红管家", "居民代表推选"),
            ("property@xinhua", "物业代表", "物业公司指派"),
        ),
    )
    yield XINHUA, "oversight", "居务监督委员会", (("oversight@xinhua", "主任", "居民代表会议推选"),)
    yield (
        YIXINYUAN,
        "joint_group",
        "有事好商量议事小组",
        (
            ("secretary@yixinyuan", "召集人", "社区党委推荐"),
            ("grid@yixinyuan", "网格员", "社区指派"),
            ("property@yixinyuan", "物业代表", "物业公司指派"),
        ),
    )
    yield YIXINYUAN, "oversight", "居务监督委员会", (("oversight@yixinyuan", "主任", "居民代表会议推选"),)
    yield QUKOU, "oversight", "村务监督委员会", (("oversight@qukou", "主任", "村民代表会议推选"),)


def _seat(
    place: str, kind: str, name: str, seats: tuple[tuple[str, str, str], ...], *, cast: Cast, at: datetime
) -> Body:
    body = form_body(place=Place.objects.get(pk=place), kind=kind, name=name, actor=FOUNDER, at=at)
    for key, title, how in seats:
        person = cast[key].person
        assert person is not None
        give_seat(body=body, person=person, title=title, chosen_how=how, from_on=cast.on, actor=FOUNDER, at=at)
    return body


def neighbour(place: str, name: str, number: int, at: datetime) -> Person:
    """A resident without an account, known to the community."""
    return register_person(
        place=Place.objects.get(pk=place), name=name, phone=f"0953-000 {number:04d}", actor=FOUNDER, at=at
    )


def head_person() -> Person:
    """The building head who may come in by card."""
    return Person.objects.select_related("place").get(called="楼长 王师傅")


def card(at: datetime) -> str:
    """The secret of a card for the building head that is good today; a new one when the last is spent or too old."""
    person, day = head_person(), local_day(at)
    fresh = person.cards.filter(used_at=None, revoked_at=None, use_by__gte=day).order_by("issued_at").last()
    count = person.cards.count()
    number = count if fresh else count + 1
    _, secret = issue_card(person=person, actor=FOUNDER, at=at, once=f"demonstration-card-{number}")
    return secret
