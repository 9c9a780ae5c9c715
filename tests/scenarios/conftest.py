"""The two communities of the demonstration with their people, and no matter yet: what happens, the scenario tells."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bandeng.cli.demonstration import people, places
from bandeng.cli.demonstration.days import Days
from bandeng.cli.demonstration.stage import Bench, Stage
from bandeng.matters.actions import ensure_shelf_processes
from bandeng.places.calendars import calendar_for

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def stage(db: None) -> Stage:
    days = Days(NOW, calendar_for(places.XINHUA))
    founded = days.back(66, "10:00")
    places.build(founded)
    ensure_shelf_processes(founded)
    return Stage(days, people.build(founded), founded)


@pytest.fixture
def xinhua(stage: Stage) -> Bench:
    return Bench(stage, places.XINHUA, "xinhua")


@pytest.fixture
def yixinyuan(stage: Stage) -> Bench:
    return Bench(stage, places.YIXINYUAN, "yixinyuan")
