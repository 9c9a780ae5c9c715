"""Small drawings that stand for photos: nothing to ship, nobody in them."""

import io
import random
from collections.abc import Callable

from PIL import Image, ImageDraw

SIZE = (640, 480)
Pen = ImageDraw.ImageDraw
SKY, WALL, GROUND, EARTH, STONE = "#cfe3ee", "#d8cdbb", "#b9b4a6", "#8d6f4d", "#a8a79f"
WOOD, METAL, DARK, LEAF, AMBER = "#8a5a34", "#5e6b74", "#3a3a3a", "#6d9a62", "#e0a83a"


def draw(name: str, stamp: str = "") -> io.BytesIO:
    """The drawing of this name as a PNG file, e.g. "path-before"; the same every time.

    stamp   what a camera would print into the corner: makes a picture one of its own
    """
    scene, _, state = name.partition("-")
    picture = Image.new("RGB", SIZE, SKY)
    pen = ImageDraw.Draw(picture)
    SCENES[scene](pen, state == "after", random.Random(name))
    if stamp:
        pen.text((8, SIZE[1] - 18), stamp, fill="white")
    out = io.BytesIO()
    picture.save(out, "PNG")
    out.seek(0)
    return out


def _box(pen: Pen, x: float, y: float, wide: float, high: float, fill: str) -> None:
    pen.rectangle((x, y, x + wide, y + high), fill=fill, outline=DARK, width=2)


def _street(pen: Pen, ground: str = GROUND) -> None:
    pen.rectangle((0, 90, 640, 300), fill=WALL)
    for x in range(40, 640, 120):
        _box(pen, x, 130, 60, 80, "#9fb8c6")
    pen.rectangle((0, 300, 640, 480), fill=ground)


def _bike(pen: Pen, x: float, y: float) -> None:
    for dx in (0, 60):
        pen.ellipse((x + dx, y, x + dx + 44, y + 44), outline=DARK, width=5)
    pen.line((x + 22, y + 22, x + 45, y - 12, x + 82, y + 22), fill="#a33b2f", width=6)
    pen.line((x + 74, y + 20, x + 66, y - 26, x + 84, y - 28), fill=DARK, width=4)


def _lobby(pen: Pen, after: bool, _chance: random.Random) -> None:
    pen.rectangle((0, 0, 640, 330), fill=WALL)
    pen.polygon([(0, 330), (640, 330), (640, 480), (0, 480)], fill=STONE)
    _box(pen, 250, 80, 140, 250, "#7c8f99")
    if after:
        pen.line((120, 470, 260, 335), fill=AMBER, width=8)
        pen.line((520, 470, 380, 335), fill=AMBER, width=8)
        return
    for x, y in ((30, 330), (160, 350), (290, 340), (420, 360), (90, 420), (330, 425), (500, 415)):
        _bike(pen, x, y)


def _path(pen: Pen, after: bool, chance: random.Random) -> None:
    pen.rectangle((0, 120, 640, 480), fill=LEAF)
    pen.polygon([(250, 120), (390, 120), (560, 480), (80, 480)], fill=STONE)
    for y in range(150, 480, 40):
        pen.line((250 - (y - 120) * 0.47, y, 390 + (y - 120) * 0.47, y), fill="#8c8b84", width=2)
    for _ in range(0 if after else 26):
        x, y = chance.randint(200, 430), chance.randint(180, 460)
        pen.polygon([(x, y), (x + 46, y + 8), (x + 30, y + 34), (x - 12, y + 22)], fill=EARTH, outline=DARK)


def _door(pen: Pen, after: bool, chance: random.Random) -> None:
    _street(pen, STONE if after else EARTH)
    _box(pen, 270, 140, 100, 160, WOOD)
    for _ in range(0 if after else 9):
        x, y = chance.randint(60, 520), chance.randint(330, 440)
        pen.ellipse((x, y, x + 90, y + 26), fill="#6f5a45")
    for x in range(0, 640, 80) if after else ():
        pen.line((x, 300, x - 60, 480), fill="#8c8b84", width=2)


def _gate(pen: Pen, after: bool, _chance: random.Random) -> None:
    _street(pen)
    for x in (120, 480):
        _box(pen, x, 150, 40, 190, METAL)
    _box(pen, 240, 300, 160, 70, "#a33b2f")
    pen.line((160, 210, 480, 210), fill=AMBER, width=10)
    if after:
        pen.line((430, 480, 440, 220), fill="white", width=8)


def _locker(pen: Pen, after: bool, chance: random.Random) -> None:
    _street(pen, STONE if after else GROUND)
    for left in (360, 120) if after else (360,):
        _box(pen, left, 170, 200, 170, "#3f6f8f")
        for row in range(4):
            for column in range(5):
                _box(pen, left + 6 + column * 38, 176 + row * 40, 34, 34, "#78a6c2")
    for _ in range(0 if after else 12):
        _box(pen, chance.randint(80, 270), chance.randint(280, 400), 56, 42, "#b98a54")


def _lamp(pen: Pen, after: bool, _chance: random.Random) -> None:
    pen.rectangle((0, 0, 640, 480), fill="#6b6458" if after else "#22242a")
    for step in range(7):
        pen.polygon(
            [
                (120 + step * 50, 440 - step * 40),
                (560, 440 - step * 40),
                (560, 470 - step * 40),
                (120 + step * 50, 470 - step * 40),
            ],
            fill="#9a8f7d" if after else "#34363d",
        )
    pen.ellipse((290, 40, 350, 100), fill="#ffe9a8" if after else "#4a4c52", outline=DARK, width=3)


def _bins(pen: Pen, after: bool, chance: random.Random) -> None:
    _street(pen)
    for number, x in enumerate((130, 290, 450)):
        _box(pen, x, 250, 100, 140, ("#4c7a52", "#456a8c", "#8a8a8a")[number])
    for _ in range(0 if after else 18):
        x, y = chance.randint(90, 540), chance.randint(200, 430)
        pen.ellipse((x, y, x + 44, y + 36), fill=chance.choice(("#2f2f33", "#e8e2d4", "#7d5f46")))


def _bench(pen: Pen, after: bool, _chance: random.Random) -> None:
    pen.rectangle((0, 200, 640, 480), fill=LEAF)
    pen.polygon(
        [(120, 300), (520, 300 if after else 350), (520, 326 if after else 376), (120, 326)], fill=WOOD, outline=DARK
    )
    for x in (150, 470) if after else (150,):
        _box(pen, x, 326, 22, 90, METAL)


SCENES: dict[str, Callable[[Pen, bool, random.Random], None]] = {
    "lobby": _lobby, "path": _path, "door": _door, "gate": _gate, "locker": _locker, "lamp": _lamp, "bins": _bins,
    "bench": _bench,
}  # fmt: skip
