"""The front page of the demonstration leads to each practice of the newspaper page in one click, and each opens."""

import re
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from django.utils.translation import override

from bandeng.cli import demonstration
from bandeng.desk.queries.newspaper import PRACTICES
from bandeng.figures import keeping
from tests.matters.faces import text_of

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 15, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


def links_of(page: str) -> dict[str, tuple[str, str]]:
    """Of each practice on the front page: its link, and what stands under it."""
    part = page.split("The newspaper page</h2>", 1)[1].split("</section>", 1)[0]
    rows = re.findall(r'<a class="cover" href="([^"]+)">([^<]+)</a>\s*<p class="small">(.*?)</p>', part, re.S)
    return {name: (address, re.sub(r"<[^>]+>", "", beside)) for address, name, beside in rows}


def test_one_click_leads_to_each_practice_and_says_which_sentence_it_is(settings: Any) -> None:
    settings.DEMONSTRATION = True
    with time_machine.travel(NOW, tick=False), override("en"):
        told = demonstration.load("http://127.0.0.1:8000", now=NOW)
        anybody = Client()
        anybody.cookies["django_language"] = "en"
        links = links_of(text_of(anybody.get("/")))
        assert (sorted(links), len(links)) == (sorted(str(each.where) for each in PRACTICES), len(PRACTICES))
        for each in PRACTICES:
            address, beside = links[str(each.where)]
            assert (str(each.source) in beside, each.quoted in beside) == (True, True)
            assert anybody.get(address).status_code == 200, (address, each.where)
        keeping.recount()
        # The register and the year say what the page says.
        assert "820" in text_of(anybody.get(links["Xiping, Zhumadian: more than 800 suggestions"][0]))
        year = text_of(anybody.get(links["Xincai, Zhumadian: 136 activities, 133 problems solved"][0]))
        assert re.findall(r'<span class="num">(136|133)</span>', year)[:2] == ["136", "133"]
    for account in ("convener@pengyang", "bureau@pengyang", "secretary@zhongzhuang", "director@pengyang"):
        assert f"{account}.example" in told
