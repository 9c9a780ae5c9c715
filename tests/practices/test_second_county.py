"""A county unlike ours, given as files: places, holidays, process, seats, rooms' kinds and points, a trip, a case.

Nothing here knows the county: each file is read and sent on the page that takes it, and what becomes of it is judged
by what the file says. Another county is another folder. All of it is invented.
"""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from bandeng.matters.actions import ensure_shelf_processes
from bandeng.people.models import Organisation
from bandeng.places.models import Place
from tests.makers import AT, make_person, make_unit
from tests.practices.handling import Community
from tests.practices.roads import Road, answer, forward, hand, tell
from tests.practices.somebody import Clock, Somebody, choice, choices

FOLDER = Path(__file__).parent / "second_county"


def text(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def rows(name: str) -> list[list[str]]:
    """Without the line of heads."""
    return list(csv.reader(text(name).splitlines()))[1:]


def upload(name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, (FOLDER / name).read_bytes())


def codes(length: int) -> list[tuple[str, str]]:
    """The places of the table whose code is so long: code and name."""
    return [(code, name) for code, name, *_ in rows("places.csv") if len(code) == length]


class SecondCounty(Community):
    """The places come by the page of tables; then somebody sits at each desk."""

    def __init__(self, clock: Clock) -> None:
        ensure_shelf_processes(AT)
        self.clock = clock
        self.admin = Somebody(clock, make_person("system_admin"))
        self.brought_in()
        self.code, self.name = codes(12)[0]
        self.place, self.county = Place.objects.get(pk=self.code), Place.objects.get(pk=self.code[:6])
        self.firm: Organisation = make_unit("乡里合作社", place=self.place)
        self.secretary = self.somebody("secretary", "村书记")
        self.staff = self.somebody("community_staff", "村干事")
        self.oversight = self.somebody("oversight_member", "监督委员")
        self.officer = self.works_for(self.firm)
        self.convener = self.somebody("convener", "县政协召集人", self.county)
        self.bureau = make_unit("县农牧局", kind="department", place=self.county)
        self.bureau_officer = self.works_for(self.bureau, "department_officer")

    def brought_in(self) -> None:
        """The table is looked at, then taken; the holidays of a year after it."""
        admin = self.admin
        admin.open("/settings/places/import/")
        shown = admin.look_first(r"import/|^$", table=upload("places.csv"))
        assert f"{len(rows('places.csv'))} places would be added" in shown
        admin.send(r"/import/take/")
        admin.open(f"/settings/calendars/{codes(12)[0][0][:2]}/2027/")
        admin.follow(r"/load/$")
        shown = admin.look_first(r"/load/|^$", do="look", source="县里的通知", table=upload("holidays_2027.csv"))
        assert [name for _, _, name, _ in rows("holidays_2027.csv") if name not in shown] == []
        admin.send(r"/load/|^$", do="load")


@pytest.fixture
def county(clock: Clock) -> SecondCounty:
    return SecondCounty(clock)


def test_its_own_process_seats_rooms_and_duty_days(county: SecondCounty, ends_well: Callable[[], None]) -> None:
    # Its steps: published from the file; new matters of the village follow them.
    desk = county.secretary
    desk.open("/settings/processes/new/")
    desk.look_first(r"new/|^$", text=text("process.toml"), place=county.code, do="check")
    desk.send(r"new/|^$", do="publish")
    # Its seats: a line of the file for each party; a meeting is called with them.
    desk.open("/desk/meetings/seats/")
    desk.follow(r"/seats/new/")
    told: dict[str, str] = {}
    for n, (zh, en, count, fixed, votes) in enumerate(rows("seats.csv"), 1):
        if f"zh-{n}" not in desk.form(r"new/|^$").inputs:
            page = desk.post(r"new/|^$", zh="本县的席位", why="县里的规矩", more="1", **told)
            desk.html = page.content.decode()
        told |= {f"zh-{n}": zh, f"en-{n}": en, f"count-{n}": count, f"fixed-{n}": fixed}
        told |= {f"votes-{n}": "on"} if votes == "yes" else {}
    desk.send(r"new/|^$", zh="本县的席位", en="", why="县里的规矩", **told)
    anybody = Somebody(county.clock)
    seats = anybody.open(f"/p/{county.code}/seats/")
    assert [en for _, en, *_ in rows("seats.csv") if en not in seats] == []
    # Its kinds of rooms and its points; a room of its last kind is found by them.
    convener = county.convener
    convener.open("/desk/rooms/")
    convener.follow(r"/desk/rooms/standard/")
    convener.send(r"standard/|^$", kinds=text("kinds.txt"), points=text("points.txt"), why="县政协文件")
    kinds, points = text("kinds.txt").split(), text("points.txt").split()
    desk.open("/desk/rooms/open/")
    desk.send(r"open/|^$", name=kinds[-1], kind=choice(desk.html, "kind", kinds[-1]), hours="集日")
    room = desk.here
    convener.open(room)
    convener.follow(r"/inspect/$")
    assert [point for point in points if point not in convener.says] == []
    names = [name for name in convener.form(r"inspect/|^$").inputs if name.startswith("met-")]
    notes = {name.replace("met-", "note-"): "看过。" for name in names}
    convener.send(r"inspect/|^$", on=county.today, **dict.fromkeys(names, "yes"), **notes)
    assert f"{len(points)} / {len(points)}" in anybody.open(room)
    # Its duty days: each line is what the file says becomes of it, and goes its way to its end.
    for day, role, came, heard, becomes in rows("duty.csv"):
        desk.open(room)
        desk.follow(r"/duty/$")
        desk.send(r"duty/|^$", on=day, by=role, heard_lines=heard, **{f"heard-{role}": came})
        _to_its_end(county, room, heard, becomes)
    ends_well()


def _to_its_end(county: SecondCounty, room: str, heard: str, becomes: str) -> None:
    desk = county.secretary
    desk.open(room)
    if becomes == "suggestion":
        desk.follow(r"/heard/[^/]+/suggest/$")
        desk.send(r"suggest/|^$", text=heard)
        desk.open(room)
        one = desk.links(r"^/research/suggestion/")[0]
        hand(desk, one, county.bureau.name)
        answer(county.bureau_officer, one, "B", "照办。")
        tell(desk, one, "照办。")
        return
    desk.follow(r"/heard/[^/]+/raise/$")
    desk.send(r"raise/|^$", place=county.code, category="other", severity="2")
    desk.open(room)
    receipt = desk.links(r"^/r/")[0]
    matter = county.take_in(heard, heard, "看过，属实。", who=desk)
    assert "Weigh it" in desk.open(matter)
    county.sort(matter, "share")
    item = county.set_and_claim(matter, f"办：{heard}", 10)
    county.later(days=1)
    county.done(item, "办好了。", "单子")
    county.checked(item, "看过，好了。")
    county.replied(matter, "办好了。")
    county.rated(receipt)


def test_its_trip_suggestions_earlier_days_and_a_case_from_elsewhere(
    county: SecondCounty, ends_well: Callable[[], None]
) -> None:
    convener, anybody = county.convener, Somebody(county.clock)
    # Its trip: themes, sites and findings as the files have them.
    road = Road(convener)
    road.plan(place=county.county.pk, title="本县专题调研", host="县政协", themes=text("themes.txt"),
              sites=text("sites.txt"), starts_on=county.today, ends_on=county.today)  # fmt: skip
    sites = [line.split("|")[0].strip() for line in text("sites.txt").splitlines()]
    for number, site in enumerate(sites):
        road.visit(number, visited_on=county.today, seen=f"{site}看过了。", **{"heard-resident": "3"})
    road.find(text("findings.txt"))
    lines = text("findings.txt").splitlines()
    classes = [line for line in lines if line.startswith("#")]
    assert f"{len(classes)} classes · {len(lines) - len(classes)} items" in anybody.open(road.trip)
    # Its suggestions: each forward by its way, answered, told.
    for words, by, way, adoption, reason in rows("suggestions.csv"):
        one = road.suggest(words, said_by=by)
        convener.open("/desk/suggestions/forward/")
        mine = choices(convener.html, "suggestions", words[:20])
        forward(convener, place=county.county.pk, kind=way, suggestions=mine, title=words[:20], analysis="群众提出。",
                advice=words)  # fmt: skip
        hand(convener, one, county.bureau.name)
        answer(county.bureau_officer, one, adoption, reason)
        tell(convener, one, reason)
    told = rows("suggestions.csv")
    assert f"{len(told)} / {len(told)}" in anybody.open(f"/p/{county.county.pk}/research/")
    # Its earlier days, sent twice: the second time nothing is new.
    for _ in range(2):
        convener.open("/desk/later/")
        convener.send(r"/later/|^$", place=county.county.pk, sheet=upload("earlier.csv"))
    year = convener.open(f"/desk/county/{county.county.pk}/past_activities/")
    acts = [each for each in rows("earlier.csv") if each[0] == "活动"]
    assert [each[3] for each in acts if year.count(each[3]) != 1] == []
    # A case from another site: a draft, looked at by somebody else, read by everybody.
    desk = county.secretary
    desk.open("/desk/cases/")
    desk.follow(r"/desk/cases/bring/")
    desk.send(r"bring/|^$", place=county.code, file=upload("case.json"))
    approver = county.somebody("supervisor", "县督查专员", county.county)
    approver.open(desk.here if desk.here.endswith("/approve/") else f"{desk.here}approve/")
    approver.send(r"approve/|^$")
    assert "老井的水浑了怎么办" in anybody.open(f"/p/{county.code}/cases/")
    ends_well()


def test_its_areas_open_the_parts_the_file_names_and_no_other(
    county: SecondCounty, ends_well: Callable[[], None]
) -> None:
    convener = county.convener
    convener.open("/desk/later/")
    convener.send(r"/later/|^$", place=county.county.pk, sheet=upload("earlier.csv"))
    towns = [name for _, name in codes(9)]
    for how, called, where, area in rows("areas.csv"):
        overseer = county.somebody("", called, county.county)
        parts = where.split("；")
        convener.open("/desk/areas/")
        convener.follow(r"/desk/areas/assign/")
        chosen = [choice(convener.html, "parts", part) for part in parts]
        convener.send(r"assign/|^$", kind=how, person=choice(convener.html, "person", called), parts=chosen, area=area)
        own = overseer.open("/desk/county/")
        assert [name for name in towns if name in own] == [name for name in towns if name in parts]
    ends_well()
