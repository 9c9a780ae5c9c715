"""A county's pages on a country's tree: `.venv/bin/python -m benchmarks.county`, or `make bench ARGS=county`.

31 provinces, 340 cities, 2,900 counties, 41,000 townships; 10,000 suggestions, records from paper, duty days and
meetings, 3,000 of each in one county. For each page: queries, bytes, and the median milliseconds of ROUNDS rounds, as
the process answers, without a socket. BANDENG_DATABASE_URL chooses the database, an empty one; SQLite without.
"""

import os
import statistics
import sys
import tempfile
import time
from typing import Any

from benchmarks import county_site

ROUNDS = 5
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def pages(county: str) -> list[tuple[str, str, str]]:
    """(what, who looks, address)"""
    province, town = county[:2], f"{county}100"
    year, register = "/desk/county/", "/desk/suggestions/"
    return [
        ("a county's year", "county", f"{year}{county}/"),
        ("a province's year", "province", f"{year}{province}/"),
        ("every province's year", "all", year),
        ("records: activities of a county, page 1", "county", f"{year}{county}/past_activities/"),
        ("records: activities of a province, page 50", "province", f"{year}{province}/past_activities/?page=50"),
        ("records: meetings of a province, page 100", "province", f"{year}{province}/meetings/?page=100"),
        ("the register of a county", "county", register),
        ("the register of a county, filtered, page 20", "county", f"{register}?way=talk&adoption=none&page=20"),
        ("the register of a province, page 100", "province", f"{register}?page=100"),
        ("the register of everything, page 400", "all", f"{register}?page=400"),
        ("suggestions of a province, for everybody", "", f"/p/{province}/research/"),
        ("rooms of a county, for everybody", "", f"/p/{county}/rooms/"),
        ("rooms of a province, for everybody, page 5", "", f"/p/{province}/rooms/?page=5"),
        ("a county's year, for everybody", "", f"/p/{county}/year/"),
        ("a province's year, for everybody", "", f"/p/{province}/year/"),
        ("suggestions of a province's year, for everybody, page 50", "", f"/p/{province}/year/suggestions/?page=50"),
        ("the desk's rooms, of everything, page 100", "all", "/desk/rooms/?page=100"),
        ("areas", "all", "/desk/areas/"),
        ("give out an area", "all", "/desk/areas/assign/"),
        ("open a room", "all", "/desk/rooms/open/"),
        ("enter earlier days", "all", "/desk/later/"),
        ("write down a suggestion", "all", "/desk/suggestions/new/"),
        ("plan a trip", "all", "/desk/research/plan/"),
        ("call a meeting", "all", "/desk/meetings/call/"),
        ("the tree of a province, for everybody", "", f"/p/{province}/"),
        ("the tree of a county, for everybody", "", f"/p/{county}/"),
        ("the tree of a township, for everybody", "", f"/p/{town}/"),
    ]  # fmt: skip


def browsers(people: dict[str, Any]) -> dict[str, Any]:
    """A browser for each of them, and one for anybody."""
    from django.test import Client

    from bandeng.people.models import User

    found = {"": Client()}
    for key, person in people.items():
        found[key] = Client()
        user = User.objects.create(person=person, email=f"{key}@example.org")
        found[key].force_login(user, backend=BACKEND)
    for client in found.values():
        client.cookies["django_language"] = "zh-hans"
    return found


def measured(client: Any, address: str) -> tuple[int, int, int, float]:
    """(status, queries, bytes, milliseconds)"""
    from django.db import connection

    asked: list[str] = []

    def note(execute: Any, sql: str, *given: Any) -> Any:
        asked.append(sql)
        return execute(sql, *given)

    client.get(address)
    with connection.execute_wrapper(note):
        page = client.get(address)
    took = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        client.get(address)
        took.append((time.perf_counter() - began) * 1000)
    return page.status_code, len(asked), len(page.content), statistics.median(took)


def main() -> int:
    os.environ |= {"BANDENG_HOME": tempfile.mkdtemp(prefix="bandeng-bench-"), "BANDENG_TEST": "1"}
    from bandeng.cli.site import build
    from bandeng.cli.site import set_up as ready

    ready()
    build()
    from django.conf import settings
    from django.db import connection

    settings.DEMONSTRATION = True
    began = time.perf_counter()
    people = county_site.lay()
    print(f"{connection.vendor}: laid in {time.perf_counter() - began:.0f} s")
    clients = browsers(people)
    county = people["county"].place_id
    print("| page | queries | KB | median ms |\n| --- | ---: | ---: | ---: |")
    for what, who, address in pages(county):
        status, queries, size, took = measured(clients[who], address)
        print(f"| {what}{'' if status == 200 else f' ({status})'} | {queries} | {size / 1000:.0f} | {took:.0f} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
