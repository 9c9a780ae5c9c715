"""A page asks the database as often for three of a thing as for one: no query for each row.

Every address of rules.py that shows a page is opened in the town, and once more when there is three times as much of
everything (`growing`). The page has to be longer then, or what it lists did not grow and nothing is proven. A new
address needs nothing here where it lists something, and its name in LISTS_NOTHING where it does not.
"""

from dataclasses import dataclass

import pytest
from django.core.cache import cache

from bandeng.desk.views.sorting import KEY
from bandeng.matters.models import Deadline, Matter
from bandeng.shell import live
from tests.honesty import addresses, drafting, rules_exchange, rules_live, rules_meetings
from tests.honesty.browser import Browser, asking
from tests.honesty.growing import grow, happen
from tests.honesty.rules import RULES
from tests.honesty.town import ROLES, Town

WHO = (
    "public", "receipt", "resident", "building_head", "grid_worker", "secretary", "officer", "supervisor", "auditor",
    "system_admin",
)  # fmt: skip
SOME = ("public", "secretary")
"""Where everybody may look."""
OPENED = [
    name
    for name, rule in RULES.items()
    if rule.look and any(rule.look.values()) and name not in rules_exchange.NOT_THRICE
]
FROM_FIVE = {"figures:place_records": 1}
"""With one of everything they are too few to be shown to everybody, and are not asked for."""
PAPER_LISTS = {"documents:desk"}
LISTS_NOTHING = frozenset({
    "commitments:press", "commitments:answer_order", "commitments:callback", "commitments:callback_contact",
    "commitments:callback_answer",
    "matters:process", "opinions:poster", "opinions:sheet", "opinions:votes", "opinions:comments",
    "opinions:bring", "opinions:live", "opinions:card",
    "commitments:promise", "commitments:promise_print", "commitments:answer_promise", "desk:verifier", "desk:ledger",
    "desk:kiosk", "desk:kiosk_closed", "desk:kiosk_end", "desk:kiosk_leave", "desk:kiosk_open",
    "desk:entry", "desk:health", "desk:sort_one", "matters:raise", "matters:find", "matters:join", "matters:photo",
    "matters:small_photo", "matters:export", "matters:erase", "matters:bench_note", "people:erase_me",
    "people:invited", "people:card", "people:unlock", "places:add_top", "places:end", "places:calendar",
    "places:calendar_load", "shell:healthz", "shell:manifest", "shell:mark", "shell:robots", "shell:help",
    "shell:accent", "mediation:of_matter", "mediation:case", "mediation:act", "mediation:count",
    "mediation:other_erase",
    "commitments:withdraw_promise", "figures:place_sheet",
    "research:plan", "research:visit", "research:find", "research:suggest", "research:suggestion",
    "research:answer", "research:tell", "research:output", "research:instruct", "research:take",
    "research:for_matter", "research:tell_found",
    "liaison:open", "liaison:change", "liaison:close", "liaison:inspect", "liaison:standard", "liaison:duty",
    "liaison:raise", "liaison:suggest", "liaison:assign", "liaison:end", "liaison:later", "liaison:template",
    "liaison:past",
    # A paper tells of one thing, and a file is packed.
    *(name for name in OPENED if name.startswith("documents:") and name not in PAPER_LISTS),
}) | drafting.LISTS_NOTHING | rules_live.LISTS_NOTHING | rules_meetings.LISTS_NOTHING | (
    rules_exchange.LISTS_NOTHING
)  # fmt: skip
"""Pages that tell of one thing, or ask something: there is nothing of which they could show three."""

COUNTED_ELSEWHERE = frozenset({
    # Nothing of the town is overdue, and a spot is hot only with several matters: tests/desk/test_supervisor.py.
    "desk:supervisor_records", "desk:hot_spot",
    # A period is drawn once, so there is one draw of the town: tests/commitments/test_callbacks.py.
    "commitments:callbacks", "commitments:callback_draw",
}) | rules_live.COUNTED_ELSEWHERE  # fmt: skip
"""Pages of things the town cannot have three of; their rooms count for themselves."""

QUESTIONS = {"desk:audit": "verb=matter.summary_changed", "desk:doors_print": "slips=1", "desk:turn": "matter={own}"}
"""What is asked of a page which else is full with one of everything, or shows its list only when it is asked for; or
which shows one thing of many: of what came in the same moment any may be the first, and with three another one.
"""


def _sitting(town: Town, client: Browser) -> None:
    """Everything of the community was sorted in this sitting."""
    session = client.session
    keys = [str(pk) for pk in Matter.objects.filter(chain=town.place.pk).values_list("pk", flat=True)]
    session[KEY] = {"place": town.place.pk, "pks": keys, "done": [[pk, "deliberate"] for pk in keys]}
    session.save()


BEFORE = dict.fromkeys(("desk:sort_end", "desk:sort_print", "desk:sort_tell"), _sitting)
"""What has to be so in a browser before a page lists anything."""


@dataclass(frozen=True)
class Count:
    """An answer: how often the page asked the database, and how long it was."""

    status: int
    queries: int
    length: int


def keys() -> list[tuple[str, str]]:
    """(address, role): who opens which page."""
    found = []
    for name in OPENED:
        may = RULES[name].may_look(RULES[name].kinds()[0])
        found += [(name, role) for role in (SOME if may == frozenset(ROLES) else WHO) if role in may]
    return found


def _moved(town: Town, kind: str) -> dict[str, object]:
    """A date that was moved."""
    row = Deadline.objects.filter(changes__isnull=False, matter__sealed=False, matter__accepted_at__isnull=False)
    first = row.order_by("pk")[0]
    return {"pk": first.matter_id, "deadline": first.pk}


INSTEAD = {"matters:clock": _moved}
"""Which one to open, where the one of rules.py has none of what the page lists."""


def path_of(town: Town, name: str) -> str:
    """The address, with what is asked of it."""
    path = addresses.url(name, town, RULES[name].kinds()[0], INSTEAD.get(name, RULES[name].to))
    return f"{path}?{QUESTIONS[name].format(own=town.cases['own'].matter.pk)}" if name in QUESTIONS else path


def counted(town: Town, paths: dict[tuple[str, str], str]) -> dict[tuple[str, str], Count]:
    """Every page opened by everybody."""
    found = {}
    for (name, role), path in paths.items():
        client = town.client(role)
        if name in BEFORE:
            BEFORE[name](town, client)
        live.forget()
        cache.clear()  # What is remembered while nothing changes would be asked anew for the first reader alone.
        with asking() as asked:
            answer = client.get(path)
            body = answer.getvalue() if answer.streaming else answer.content
        # A card's session is written every ten minutes, whatever page it opens.
        seen = sum(line.endswith("django_session") for line in asked.writes)
        found[name, role] = Count(answer.status_code, asked.queries - seen, len(body))
    return found


@pytest.fixture(scope="module")
def counts(town: Town) -> dict[tuple[str, str], tuple[Count, Count]]:
    """Each page with one of everything and with three."""
    happen(town)
    paths = {key: path_of(town, key[0]) for key in keys()}
    counted(town, paths)
    one = counted(town, paths)
    grow(town)
    three = counted(town, paths)
    return {key: (one[key], three[key]) for key in paths}


@pytest.mark.parametrize("name", OPENED)
def test_three_of_a_thing_cost_no_more_queries_than_one(
    counts: dict[tuple[str, str], tuple[Count, Count]], db: None, name: str
) -> None:
    found = {role: pair for (page, role), pair in counts.items() if page == name}
    assert {role: three.status for role, (_, three) in found.items()} == {
        role: one.status for role, (one, _) in found.items()
    }
    assert {
        role: (one.queries, three.queries)
        for role, (one, three) in found.items()
        if three.queries > one.queries + FROM_FIVE.get(name, 0)
    } == {}
    longer = any(three.length > one.length for one, three in found.values())
    assert longer or name in LISTS_NOTHING | COUNTED_ELSEWHERE


def test_every_page_named_here_is_a_page() -> None:
    assert set(OPENED) >= {*LISTS_NOTHING, *QUESTIONS, *BEFORE, *INSTEAD}
