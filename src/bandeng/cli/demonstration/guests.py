"""Who lives and works in the districts that join later, of Dawukou, Ganjingzi, Zhumadian. All are invented."""

from dataclasses import dataclass
from datetime import datetime

from bandeng.cli.demonstration.people import Cast, Firm, Role, hashed_once, on_duty
from bandeng.cli.demonstration.places import FOUNDER
from bandeng.core.deadline import local_day
from bandeng.core.places import Wish
from bandeng.people.actions import add_organisation, give_duty
from bandeng.places.actions import Batch, add_places
from bandeng.places.models import Place

DAWUKOU, JINGYUAN = "640202", "640202002901"
"""Jingyuan's official code is not on our list: the last part is of those kept free for that."""
TIANSHENGLONG = f"{JINGYUAN}.01"
GANJINGZI, HESHUN = "210211", "210211599901"
"""Street and community of Heshun are invented: the newspaper page tells of the district alone."""


@dataclass(frozen=True)
class District:
    """Places, units and people that join together, in this order."""

    places: tuple[Wish, ...]
    firms: tuple[Firm, ...]
    roles: tuple[Role, ...]


JINGYUAN_DISTRICT = District(
    places=(
        Wish(code=JINGYUAN, name="景苑社区", short="景苑", phone="0952-000 0001", households="1480"),
        Wish(code=TIANSHENGLONG, parent=JINGYUAN, name="天盛隆小区", level="compound", tenure="public_rental",
             households="144"),
        *(Wish(code=f"{TIANSHENGLONG}.{n:02d}", parent=TIANSHENGLONG, name=f"{n}号楼", level="building")
          for n in (1, 2)),
    ),
    firms=(
        Firm("jingyuan", "community", "景苑社区居民委员会", "景苑居委会", JINGYUAN),
        Firm("nuanyang", "property", "暖阳物业服务有限公司", "暖阳物业", JINGYUAN),
        Firm("chaoyang", "government", "朝阳街道办事处", "朝阳街道办", "640202002"),
        Firm("fire@dawukou", "department", "大武口区消防救援大队", "大武口消防", DAWUKOU),
        Firm("housing@dawukou", "department", "大武口区住房和城乡建设局", "大武口住建局", DAWUKOU),
        Firm("order@dawukou", "department", "大武口区综合执法局", "大武口综合执法局", DAWUKOU),
    ),
    roles=(
        Role("convener@dawukou", "岳小岳", "政协召集人 小岳", "convener", DAWUKOU,
             ("大武口区政协召集人", "convener of Dawukou's consultative conference")),
        Role("secretary@jingyuan", "景小景", "书记 小景", "secretary", JINGYUAN,
             ("景苑社区书记", "secretary of Jingyuan community"), also=("convener",)),
        Role("staff@jingyuan", "苑小苑", "社区干事 小苑", "community_staff", JINGYUAN,
             ("景苑社区干事", "staff of Jingyuan community")),
        Role("head@jingyuan", "季有福", "楼道长 季大爷", "building_head", TIANSHENGLONG,
             ("天盛隆小区楼道长", "building head of Tianshenglong"), label="楼道长"),
        Role("property@jingyuan", "温如玉", "暖阳物业 温经理", "unit_officer", "organisation:nuanyang",
             ("暖阳物业负责人", "head of the property company")),
        Role("housing@dawukou", "梁小梁", "住建局 小梁", "department_officer", "organisation:housing@dawukou",
             ("大武口区住建局经办人", "officer of Dawukou's housing bureau")),
    ),
)  # fmt: skip

GANJINGZI_DISTRICT = District(
    places=(
        Wish(code="210211599", name="和顺街道", level="street"),
        Wish(code=HESHUN, name="和顺社区", short="和顺", phone="0411-000 0001", households="900"),
    ),
    firms=(
        Firm("tax@ganjingzi", "department", "甘井子区税务局", "甘井子税务局", GANJINGZI),
        Firm("shop@ganjingzi", "firm", "顺风货运（虚构企业）", "顺风货运", HESHUN),
    ),
    roles=(
        Role("convener@ganjingzi", "海小海", "政协召集人 小海", "convener", GANJINGZI,
             ("甘井子区政协召集人", "convener of Ganjingzi's consultative conference")),
        Role("chair@ganjingzi", "纳百川", "政协委员 纳百川", "cppcc_member", GANJINGZI,
             ("主持税企协商的委员，兼税务局副局长", "member who chairs the briefing, and works for the tax bureau")),
        Role("tax@ganjingzi", "税小明", "税务局 小明", "department_officer", "organisation:tax@ganjingzi",
             ("甘井子区税务局经办人", "officer of the tax bureau")),
        Role("secretary@heshun", "顺小和", "书记 小和", "secretary", HESHUN,
             ("和顺社区书记", "secretary of Heshun community"), also=("convener",)),
    ),
)  # fmt: skip

XINCAI, XIPING, YICHENG, SHANGCAI = "411729", "411721", "411702", "411722"
LIUHE, HUAISHU, CHONGYANG = "411729501901", "411702599901", "411722599901"
"""Codes below the counties are of those kept free; of these places the newspaper page names Yifeng and Chongyang."""


def _convener(key: str, name: str, called: str, county: str, told: tuple[str, str]) -> Role:
    return Role(f"convener@{key}", name, f"政协召集人 {called}", "convener", county, told)


XINCAI_DISTRICT = District(
    places=(
        Wish(code="411729501", name="柳河镇", level="street"), Wish(code="411729502", name="黄湾乡", level="street"),
        Wish(code=LIUHE, name="柳河村", short="柳河", phone="0396-000 0001", households="640"),
    ),
    firms=(Firm("coop@liuhe", "firm", "柳河村合作社（虚构）", "柳河合作社", LIUHE),),
    roles=(
        _convener("xincai", "蔡新苗", "小蔡", XINCAI,
                  ("新蔡县政协召集人", "convener of Xincai's consultative conference")),
        Role("director@xincai", "汝河清", "机关科室主任 小汝", "", XINCAI,
             ("新蔡县分包柳河镇的主任", "director who looks after one township of Xincai")),
        Role("secretary@liuhe", "柳下河", "柳河村书记 小柳", "secretary", LIUHE,
             ("柳河村书记", "secretary of Liuhe village")),
        Role("coop@liuhe", "何有田", "柳河合作社 老何", "unit_officer", "organisation:coop@liuhe",
             ("柳河合作社经办人", "officer of Liuhe's cooperative")),
    ),
)  # fmt: skip
XIPING_DISTRICT = District(
    places=(Wish(code="411721599", name="洪溪镇", level="street"),),
    firms=(Firm("works@xiping", "department", "西平县交通运输局", "西平交通局", XIPING),),
    roles=(
        _convener("xiping", "平安原", "小平", XIPING,
                  ("西平县政协召集人", "convener of Xiping's consultative conference")),
        Role("works@xiping", "路长安", "交通局 小路", "department_officer", "organisation:works@xiping",
             ("西平县交通局经办人", "officer of Xiping's transport bureau")),
    ),
)  # fmt: skip
YICHENG_DISTRICT = District(
    places=(
        Wish(code="411702599", name="蚁蜂镇", level="street"),
        Wish(code=HUAISHU, name="槐树村", short="槐树", phone="0396-000 0002", households="410"),
    ),
    firms=(),
    roles=(
        _convener("yicheng", "驿路明", "小驿", YICHENG,
                  ("驿城区政协召集人", "convener of Yicheng's consultative conference")),
        Role("secretary@huaishu", "槐荫树", "槐树村书记 小槐", "secretary", HUAISHU,
             ("蚁蜂镇槐树村书记", "secretary of Huaishu village, Yifeng")),
    ),
)  # fmt: skip
SHANGCAI_DISTRICT = District(
    places=(
        Wish(code="411722599", name="重阳街道", level="street"),
        Wish(code=CHONGYANG, name="重阳社区", short="重阳", phone="0396-000 0003", households="820"),
    ),
    firms=(),
    roles=(
        _convener("shangcai", "蔡上青", "小上", SHANGCAI,
                  ("上蔡县政协召集人", "convener of Shangcai's consultative conference")),
        Role("supervisor@shangcai", "督常在", "上蔡县督查专员", "supervisor", SHANGCAI,
             ("上蔡县督查专员，复查联络室", "supervisor of Shangcai, looks at the room again")),
        Role("secretary@chongyang", "阳九重", "重阳社区书记 小阳", "secretary", CHONGYANG,
             ("重阳社区书记", "secretary of Chongyang community")),
    ),
)  # fmt: skip
ZHUMADIAN_DISTRICTS = (XINCAI_DISTRICT, XIPING_DISTRICT, YICHENG_DISTRICT, SHANGCAI_DISTRICT)

ROLES = (
    *JINGYUAN_DISTRICT.roles, *GANJINGZI_DISTRICT.roles, *(each for one in ZHUMADIAN_DISTRICTS for each in one.roles),
)  # fmt: skip
PENGYANG, ZHONGZHUANG = "640425", "640425100201"
PENGYANG_ROLES = (
    Role("convener@pengyang", "山小山", "政协召集人 小山", "convener", PENGYANG,
         ("彭阳县政协召集人", "convener of Pengyang's consultative conference")),
    Role("bureau@pengyang", "谷小谷", "农业部门 小谷", "department_officer", PENGYANG,
         ("彭阳县农业部门经办人", "officer of Pengyang's agriculture bureau")),
    Role("secretary@zhongzhuang", "庄小庄", "中庄村书记 小庄", "secretary", ZHONGZHUANG,
         ("中庄村书记", "secretary of Zhongzhuang village")),
    Role("director@pengyang", "林小林", "机关科室主任 小林", "", PENGYANG,
         ("彭阳县分包白阳镇的主任", "director who looks after one township of Pengyang")),
)  # fmt: skip
"""They join one by one in their story, and have no telephone."""
_FIRST_NUMBER = 61
"""Of their invented telephone numbers."""


def join(district: District, cast: Cast, at: datetime) -> None:
    """The places, then the units, then everybody with a duty and an account."""
    batches: list[list[Wish]] = [[], []]
    for wish in district.places:
        batches["." in wish.code].append(wish)
    for wishes in filter(None, batches):
        add_places(batch=Batch(tuple(wishes)), actor=FOUNDER, at=at)
    now = Cast(local_day(at), cast.actors, cast.firms)
    for firm in district.firms:
        now.firms[firm.key] = add_organisation(
            place=Place.objects.get(pk=firm.place), kind=firm.kind, name=firm.name, short=firm.short, actor=FOUNDER,
            at=at,
        )  # fmt: skip
    with hashed_once():
        for role in district.roles:
            now.actors[role.key] = on_duty(role, _FIRST_NUMBER + ROLES.index(role), now, at)


def also_of(key: str, firm: str, cast: Cast, at: datetime) -> None:
    """Somebody of the cast works for a department as well: the second hat that everybody has to read."""
    person = cast[key].person
    assert person is not None
    give_duty(
        person=person, role="department_officer", organisation=cast.firms[firm], from_on=local_day(at), actor=FOUNDER,
        at=at,
    )  # fmt: skip
