"""Somebody who has read half a page (county/seven_steps) makes that process in the editor, and it is used.

They see pages and nothing else: every choice is taken by the words that stand beside it, and no key word is typed.
"""

import random
import re
from html import unescape
from typing import Any

import pytest

from bandeng.core.process import Process, Within
from bandeng.matters import queries
from bandeng.matters.models import ProcessDraft, ProcessVersion, Rating
from bandeng.places.models import Place
from tests.honesty.filling import form_for
from tests.makers import XINHUA
from tests.matters.page_walker import Town, Walker, make_town, sent

pytestmark = pytest.mark.django_db
BEGIN = "/settings/processes/drafts/new/"
GOES_AND_SEES = "Somebody goes and sees, and writes down what is so"
STEPS: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("群众点题", "Residents set the question", GOES_AND_SEES, ("the grid worker", "the building head")),
    ("支部定题", "The branch settles it", "It is sorted: what kind, how urgent, which way", ("the secretary",)),
    ("公开亮题", "Make it known", "People are called together, in time", ("community staff",)),
    ("板凳议题", "Talk on the bench", "People talk it over on the bench, and it is noted", ("the convener",)),
    (
        "当场领题", "Claimed on the spot", "A unit takes the work on, with a date", ("the secretary", "the convener")
    ),
    (
        "群众阅卷", "Residents mark the paper", "Somebody else looks whether it is done",
        ("a member of the oversight committee", "the supervisor"),
    ),
    (
        "回访答题", "The answer, in person", "Everybody who raised it gets the final reply", ("community staff",)
    ),
)  # fmt: skip


class Reader:
    """Somebody at the editor, who has the half page beside them."""

    def __init__(self, town: Town) -> None:
        self.browser = town.browsers["secretary"]
        self.draft = ""

    def open(self, address: str) -> str:
        page = self.browser.get(address)
        assert page.status_code == 200, (address, page.status_code)
        return str(page.content.decode())

    def send(self, address: str, **typed: Any) -> Any:
        """Open a page, fill in what is said here and leave the rest as it stands; a choice is named by its words."""
        html = self.open(address)
        form = form_for(html, address)
        assert form is not None
        as_it_stands = {
            name: (one.chosen or None) if one.kind == "checkbox" else one.value for name, one in form.inputs.items()
            if one.kind not in ("radio", "select")
        }  # fmt: skip
        chosen = {name: self.by_words(html, name, said) for name, said in typed.items() if isinstance(said, tuple)}
        plain = {name: said for name, said in typed.items() if not isinstance(said, tuple)}
        told = sent(form, {**as_it_stands, **chosen, **plain})
        answer = self.browser.post(address, told)
        assert answer.status_code == 302, unescape(answer.content.decode())[-3000:]
        return answer

    @staticmethod
    def by_words(html: str, name: str, said: tuple[str, ...]) -> list[str]:
        """The values of the choices beside which these words stand."""
        boxes = re.findall(rf'<input type="(?:checkbox|radio)" name="{name}" value="([^"]*)"[^>]*>\s*([^<]*)<', html)
        options = re.search(rf'<select name="{name}".*?</select>', html, re.S)
        if options:
            boxes += re.findall(r'<option value="([^"]*)"[^>]*>([^<]*)<', options[0])
        beside = {unescape(words).strip(): unescape(value) for value, words in boxes}
        return [beside[each] for each in said]

    # --- the half page, step by step

    def begin(self) -> None:
        answer = self.send(
            BEGIN, base=("an empty sheet",), place=("新华社区",), name_zh="七步答卷", name_en="Seven steps"
        )
        self.draft = answer.headers["Location"]

    def name_it(self) -> None:
        self.send(
            f"{self.draft}head/", origin=("A written source says so; it is named below",), assumed="on",
            cite="steps: Qinghe county, notice no. 7 of 2026", parties="社区\n物业\n居民",
        )  # fmt: skip

    def add_steps(self) -> None:
        for zh, en, done, who in STEPS:
            self.send(f"{self.draft}add/", name_zh=zh, name_en=en, opens=(done,), by=who)

    def time(self, n: int, days: int, unit: str) -> None:
        self.send(f"{self.draft}steps/{n}/", days=str(days), unit=(unit,))

    def make(self) -> None:
        """Everything that is on the half page."""
        self.begin()
        self.name_it()
        self.add_steps()
        for n, days, unit in ((1, 3, "working"), (2, 5, "working"), (3, 7, "calendar"), (4, 30, "calendar"),
                              (5, 3, "working"), (7, 3, "working")):  # fmt: skip
            self.time(n, days, f"{unit} days")
        follow = ("3. Make it known", "5. Claimed on the spot", "beside the line: Explain")
        self.send(f"{self.draft}steps/2/", then=follow)
        self.send(f"{self.draft}steps/4/", then=("4. Talk on the bench", "5. Claimed on the spot"), at_most="3")
        self.send(f"{self.draft}steps/5/", at_most="4")
        self.send(f"{self.draft}steps/6/", then=("5. Claimed on the spot", "7. The answer, in person"))

    def publish(self) -> None:
        address = f"{self.draft}publish/"
        form = form_for(self.open(self.draft), address)
        assert form is not None
        answer = self.browser.post(address, form.filled(aside=None))
        assert answer.status_code == 302


@pytest.fixture
def town() -> Town:
    return make_town()


@pytest.fixture
def reader(town: Town) -> Reader:
    made = Reader(town)
    made.make()
    return made


def published() -> Process:
    return queries.read_process(ProcessVersion.objects.get(place=XINHUA))


def test_what_was_made_is_what_the_half_page_says(reader: Reader) -> None:
    assert "Every way ends with a reply to everybody who raised it" in reader.open(reader.draft)
    reader.publish()
    process = published()
    told = [
        (step.name.zh, sorted(step.by), step.within, step.opens, sorted(step.needs), step.at_most,
         [process.steps[key].name.zh if key in process.steps else key for key in step.then])
        for step in process.line
    ]  # fmt: skip
    assert told == [
        ("群众点题", ["building_head", "grid_worker"], Within(3, "working", "entered"), "verification",
         ["verification"], None, ["支部定题"]),
        ("支部定题", ["secretary"], Within(5, "working", "entered"), "sorting", [], None,
         ["公开亮题", "当场领题", "explain"]),
        ("公开亮题", ["community_staff"], Within(7, "calendar", "entered"), "notice", ["notice"], None, ["板凳议题"]),
        ("板凳议题", ["convener"], Within(30, "calendar", "entered"), "bench_note", ["outcome"], 3,
         ["当场领题", "板凳议题"]),
        ("当场领题", ["convener", "secretary"], Within(3, "working", "entered"), "claim", ["items_claimed"], 4,
         ["群众阅卷"]),
        ("群众阅卷", ["oversight_member", "supervisor"], None, "check", ["items_settled"], None,
         ["回访答题", "当场领题"]),
        ("回访答题", ["community_staff"], Within(3, "working", "entered"), "reply", ["replies_final"], None, []),
    ]  # fmt: skip
    assert (process.parties, process.origin, process.deadline_origin) == (
        ("社区", "物业", "居民"),
        "source",
        "assumption",
    )
    assert (ProcessDraft.objects.count(), queries.process_for(Place.objects.get(pk=XINHUA)).key) == (0, process.key)


@pytest.mark.parametrize("seed", range(3))
def test_a_matter_is_walked_on_it_from_raising_to_rating(reader: Reader, town: Town, seed: int) -> None:
    reader.publish()
    walker = Walker(town, published(), random.Random(seed))
    walker.raise_it()
    walker.walk()
    walker.rate_it()
    assert (walker.matter.process.place_id, walker.matter.step, Rating.objects.count()) == (XINHUA, None, 1)


def test_no_page_of_the_editor_shows_a_key_word_or_toml(reader: Reader) -> None:
    for address in (BEGIN, reader.draft, f"{reader.draft}add/", f"{reader.draft}head/", f"{reader.draft}steps/4/"):
        seen = re.sub(r"<[^>]+>", " ", reader.open(address))
        assert re.findall(r"\[\[step\]\]|bench_note|items_claimed|at_most|step-\d", seen) == []


def test_the_half_page_stands_in_both_languages() -> None:
    from pathlib import Path

    for language, names in (("zh", [zh for zh, *_ in STEPS]), ("en", ["Make it known", "Talk on the bench"])):
        text = (Path(__file__).parent / "county" / f"seven_steps.{language}.md").read_text(encoding="utf-8")
        assert [name for name in names if name not in text] == []
