"""Two communities of the newspaper page with the tree above them; what lies below is invented, and a village."""

from datetime import datetime

from bandeng.core.places import Wish
from bandeng.people.acting import system
from bandeng.places.actions import Batch, add_places, draw_grid
from bandeng.places.models import Grid, Place

XINHUA, YIXINYUAN = "640302107001", "640106005001"
QUKOU = "640302107201"
"""A village below the same town as Xinhua, wholly invented."""
FOUNDER = system("demonstration")


def _compound(community: str, number: int, name: str, tenure: str, *, buildings: int, units: int) -> list[Wish]:
    code = f"{community}.{number:02d}"
    rows = [
        Wish(
            code=code,
            parent=community,
            name=name,
            level="compound",
            tenure=tenure,
            households=str(buildings * units * 12),
        )
    ]
    for building in range(1, buildings + 1):
        rows.append(Wish(code=f"{code}.{building:02d}", parent=code, name=f"{building}号楼", level="building"))
        rows += [
            Wish(
                code=f"{code}.{building:02d}.{unit:02d}",
                parent=f"{code}.{building:02d}",
                name=f"{unit}单元",
                level="unit",
            )
            for unit in range(1, units + 1)
        ]
    return rows


def _communities() -> dict[str, list[Wish]]:
    return {
        XINHUA: [
            Wish(code=XINHUA, name="新华社区", short="新华", phone="0953-000 0001", households="2160"),
            *_compound(XINHUA, 1, "槐荫小区", "owned", buildings=4, units=3),
            *_compound(XINHUA, 2, "渠畔小区", "mixed", buildings=3, units=2),
        ],
        YIXINYUAN: [
            Wish(code=YIXINYUAN, name="逸馨苑社区", short="逸馨苑", phone="0951-000 0001", households="1920"),
            *_compound(YIXINYUAN, 1, "家和万事小区", "owned", buildings=4, units=2),
            *_compound(YIXINYUAN, 2, "碧水蓝天小区", "owned", buildings=3, units=2),
        ],
    }


def _village() -> list[Wish]:
    return [
        Wish(code=QUKOU, name="渠口村", short="渠口", phone="0953-000 0021", households="412"),
        *(
            Wish(code=f"{QUKOU}.{n:02d}", parent=QUKOU, name=name, level="compound", tenure="mixed", households="206")
            for n, name in enumerate(("渠口村一组", "渠口村二组"), start=1)
        ),
    ]


def build(at: datetime) -> None:
    """Add both communities with everything above and below them, and the grids; then the village."""
    for code, wishes in _communities().items():
        add_places(batch=Batch(tuple(wishes[:1])), actor=FOUNDER, at=at)
        add_places(batch=Batch(tuple(wishes[1:])), actor=FOUNDER, at=at)
        for number, name in enumerate(("第一网格", "第二网格"), start=1):
            _grid(Place.objects.get(pk=code), name, f"{code}.{number:02d}", at)
    village = _village()
    add_places(batch=Batch(tuple(village[:1])), actor=FOUNDER, at=at)
    add_places(batch=Batch(tuple(village[1:])), actor=FOUNDER, at=at)


def _grid(community: Place, name: str, compound: str, at: datetime) -> Grid:
    codes = Place.objects.filter(parent=compound, level="building").values_list("pk", flat=True)
    return draw_grid(community=community, name=name, buildings=list(codes), actor=FOUNDER, at=at)
