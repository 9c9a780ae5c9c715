"""The measures of an official paper. Source: GB/T 9704-2012, sections 5 to 10; in millimetres and points."""

from dataclasses import dataclass

PAGE_WIDTH, PAGE_HEIGHT = 210.0, 297.0
TOP, LEFT = 37.0, 28.0
AREA_WIDTH, AREA_HEIGHT = 156.0, 225.0
RIGHT, BOTTOM = PAGE_WIDTH - LEFT - AREA_WIDTH, PAGE_HEIGHT - TOP - AREA_HEIGHT
LINES, SIGNS = 22, 28

POINTS_PER_MM = 72 / 25.4
LINE = 28.95
"""The pitch of a line in points: 22 of them fill 225 mm, to the twentieth of a point that a word processor knows."""
TIGHTER = -0.25
"""What is taken from between two signs, in points: 28 signs of 16 points are then as wide as 156 mm."""

TWO, THREE, FOUR, SMALL_FOUR, FIVE = 22.0, 16.0, 14.0, 12.0, 10.5
"""字号: the sizes 2号, 3号, 4号, 小四, 五号 in points."""

HEAD_BELOW_TOP = 35.0
"""From the top of the type area to the red head of a paper or of minutes."""
PAGE_NUMBER_BELOW = 7.0
LETTER_HEAD, LETTER_RULE, LETTER_FOOT = 30.0, 170.0, 20.0
"""A letter: its head from the upper edge, its red rules' length, the lower rule from the lower edge."""

RED = "C00000"


@dataclass(frozen=True)
class Face:
    """A typeface by its official name, the names other systems know it by, and open ones that may be embedded."""

    official: str
    also: tuple[str, ...]
    open: tuple[str, ...]
    weight: int = 400


FANGSONG = Face(
    "仿宋_GB2312", ("FangSong", "仿宋", "STFangsong"),
    ("Zhuque Fangsong (technical preview)", "FandolFang R", "FandolFang", "Noto Serif CJK SC", "Source Han Serif SC"),
)  # fmt: skip
KAI = Face(
    "楷体_GB2312", ("KaiTi", "楷体", "STKaiti"),
    ("FandolKai", "LXGW WenKai", "AR PL UKai CN", "Noto Serif CJK SC", "Source Han Serif SC"),
)  # fmt: skip
HEI = Face("黑体", ("SimHei", "STHeiti"), ("Noto Sans CJK SC", "Source Han Sans SC"))
SONG = Face("宋体", ("SimSun", "STSong"), ("Noto Serif CJK SC", "Source Han Serif SC"))
XIAOBIAOSONG = Face(
    "方正小标宋简体", ("FZXiaoBiaoSong-B05S", "方正小标宋_GBK"), ("Noto Serif CJK SC", "Source Han Serif SC"), 700
)
FACES = (FANGSONG, KAI, HEI, SONG, XIAOBIAOSONG)

LEVELS: tuple[Face, ...] = (HEI, KAI, FANGSONG, FANGSONG)
"""The face of each level of heading: 一、（一）1.（1）."""
