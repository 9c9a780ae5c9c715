"""Somebody who walks a matter through the pages, whatever process it follows: does what each page offers.

The walker knows pages, not actions: each act is a form of a page, filled in and sent by somebody who sees it offered.
"""

import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from html import unescape
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from bandeng.core.deadline import local_day
from bandeng.core.process import Process
from bandeng.matters import queries
from bandeng.matters.models import Matter
from bandeng.people.acting import Actor
from bandeng.people.backends import PASSWORD_BACKEND
from bandeng.people.models import Organisation, User
from bandeng.places.models import Place
from tests.honesty.filling import Form, form_for
from tests.makers import XINHUA, make_person, make_place, make_unit
from tests.matters.faces import errors_of

NEW = "/settings/processes/new/"
NOBODY = frozenset({"raiser", "resident"})
"""Roles without a duty: the desk notes what they say."""


class Browsers(dict[str, Client]):
    """A browser for each role, signed in when somebody first needs it; one person per role."""

    def __init__(self, units: Mapping[str, Organisation]) -> None:
        super().__init__()
        self.units = units

    def __missing__(self, role: str) -> Client:
        unit = self.units.get(role)
        self[role] = browser_of(make_person(role, organisation=unit, on=timezone.now()))
        return self[role]


@dataclass
class Town:
    """A community with somebody in each role: whoever looks at work never did it."""

    place: Place
    browsers: Browsers
    unit: Organisation


def make_town() -> Town:
    """The community, its property company and a department."""
    place, on = make_place(), timezone.now()
    property_, office = make_unit("安居物业", at=on), make_unit("执法局", kind="department", at=on)
    return Town(place, Browsers({"unit_officer": property_, "department_officer": office}), property_)


def browser_of(actor: Actor) -> Client:
    """Somebody signed in with their second factor, reading English."""
    user = User.objects.create(person_id=str(actor.id), email=f"{uuid4().hex}@example.org")
    TOTP.activate(user, generate_totp_secret())
    client = Client()
    client.force_login(user, backend=PASSWORD_BACKEND)
    client.cookies["django_language"] = "en"
    return client


def publish(town: Town, text: str) -> None:
    """Publish a process for the community on the page of the secretary; new matters follow it."""
    told = {"do": "publish", "text": text, "place": XINHUA, "once": uuid4().hex}
    answer = town.browsers["secretary"].post(NEW, told)
    assert answer.status_code == 302, said(answer)[:2000]


def sent(form: Form, typed: Mapping[str, object]) -> dict[str, object]:
    """What is sent: filled in, without what was left out on purpose (None)."""
    filled = form.filled(**typed)
    return {name: value for name, value in filled.items() if typed.get(name, "") is not None}


def said(page: Any) -> str:
    """What a page says, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", unescape(page.content.decode())).split())


@dataclass
class Walker:
    """A walk of one matter. `prefer` says what to choose where several things may follow: a key, or None for any."""

    town: Town
    process: Process
    chance: random.Random
    receipt: str = ""
    matter_id: Any = None
    taken: list[str] = field(default_factory=list)
    tried: list[tuple[str, int]] = field(default_factory=list)
    refused: str = ""

    # --- the beginning and the end, by the raiser

    def raise_it(self, severity: int = 2) -> None:
        """Raise it at the door, on three screens, without an account."""
        cache.clear()
        browser, address = Client(), f"/p/{XINHUA}/raise/"
        page = browser.get(address)
        for _ in range(4):
            form = form_for(page.content.decode(), address)
            assert form is not None
            typed: dict[str, object] = {
                "words": "楼道里堆满了东西",
                "photos": None,
                "back": None,
                "phone": "",
                "email": "",
            }
            typed |= {"danger": "on" if severity == 0 else None, "sealed": None}
            page = browser.post(address, sent(form, typed))
            if page.status_code == 302:
                break
        assert page.status_code == 302, said(page)
        self.receipt = page.headers["Location"]
        code = self.receipt.strip("/").rsplit("/", maxsplit=1)[-1]
        self.matter_id = queries.raising_by_code(code).matter_id

    def rate_it(self, solved: str = "yes") -> None:
        """Say on the receipt's page that it is true."""
        page = Client().get(self.receipt)
        form = form_for(page.content.decode(), f"{self.receipt}rate/")
        assert form is not None, said(page)
        told = {"answered": "yes", "solved": solved, "satisfied": "yes", "words": ""}
        answer = Client().post(f"{self.receipt}rate/", form.filled(**told))
        assert answer.status_code == 302, said(answer)

    # --- in between

    @property
    def matter(self) -> Matter:
        return Matter.objects.select_related("place", "process").get(pk=self.matter_id)

    def walk(self, most: int = 120) -> None:
        """Do what is offered until the matter has ended."""
        while self.matter.step is not None:
            assert len(self.taken) < most, self.taken
            assert self.one_act(), self.stuck()

    def stuck(self) -> str:
        matter = self.matter
        now = queries.standing(matter)
        pages = {role: said(self.look(role)) for role in self.asked(matter)[:3]}
        handled = {role: text[text.find("To handle it") :][:700] for role, text in pages.items()}
        step = self.process.step(matter.step or "") if matter.step in self.process.steps else None
        facts, last = sorted(now.facts), self.taken[-12:]
        return f"stuck at {matter.step}: {step}; facts {facts}; {handled}; after {last}; refused {self.refused}"

    def asked(self, matter: Matter) -> list[str]:
        """Who is asked in turn: those whose step it is, then whoever else works on matters."""
        by = sorted(self.process.step(matter.step or "").by) if matter.step in self.process.steps else []
        others = [role for role in WORKERS if role not in by]
        return [role for role in dict.fromkeys([*by, *others]) if role not in NOBODY]

    def look(self, role: str) -> Any:
        return self.town.browsers[role].get(f"/m/{self.matter_id}/")

    def one_act(self) -> bool:
        """Somebody does the first thing that their page offers and that changes something."""
        matter = self.matter
        for role in self.asked(matter):
            page = self.look(role)
            if page.status_code != 200:
                continue
            for address in self.offered(page.content.decode()):
                if self.do(role, address, matter):
                    return True
        return self.work(matter)

    def offered(self, html: str) -> Iterator[str]:
        """The addresses of the acts the page offers, the primary one first; those for any time are left out."""
        first = re.findall(r'<a class="btn primary wide" href="([^"]+)"', html)
        others = [each for each in re.findall(r'<a class="btn" href="(/m/[^"]+)"', html) if not ANY_TIME.search(each)]
        return iter(dict.fromkeys(unescape(one) for one in [*first, *others]))

    def do(self, role: str, address: str, before: Matter) -> bool:
        """Open the page, fill its form, send it; True when the matter is another version afterwards."""
        browser, path = self.town.browsers[role], urlsplit(address).path
        if path.endswith("/items/"):
            return self.work(before)
        if path.endswith("/meeting/"):
            # A meeting that has been held is noted from the page that also calls one.
            return self.do(role, path.replace("/meeting/", "/bench/"), before)
        again = f"{role}: {path.removeprefix(f'/m/{self.matter_id}')} at {before.step}"
        if self.tried.count((path, before.version)) > 2 or self.taken[-2:] == [again, again]:
            return False
        self.tried.append((path, before.version))
        page = browser.get(address)
        if page.status_code != 200:
            return False
        html = page.content.decode()
        if (
            path.endswith("/decision/")
            and "?rule=" not in address
            and (links := re.findall(r'href="(\?rule=[^"]+)"', html))
        ):
            wanted = [link for link in links if "rule=-" not in link]
            return bool(wanted) and self.do(role, f"{path}{unescape(self.chance.choice(wanted))}", before)
        form = form_for(html, path)
        if form is None:
            return False
        typed = self.typed(path, form)
        if typed is None:
            return False
        answer = browser.post(address, sent(form, typed))
        done = answer.status_code == 302 and self.matter.version != before.version
        if done:
            self.taken.append(f"{role}: {path.removeprefix(f'/m/{self.matter_id}')} at {before.step}")
        elif answer.status_code not in (200, 302, 403, 409, 422):
            raise AssertionError((role, path, answer.status_code, said(answer)[:800]))
        else:
            self.refused = f"{path}: {errors_of(answer)} {sorted(sent(form, typed))}"
        return done

    # --- what is typed, by page

    def typed(self, path: str, form: Form) -> dict[str, object] | None:
        """What somebody would write; None when there is nothing to do on this page."""
        today, what = local_day(timezone.now()), path.rstrip("/").rsplit("/", maxsplit=1)[-1]
        told: dict[str, object] = {"photos": None, "more": None, "look": None}
        makers: dict[str, Any] = {
            "accept": lambda: {"title": "楼道杂物", "summary": "二号楼楼道里堆满了东西。"},
            "verify": lambda: {"visited_on": today.isoformat(), "finding": "确有其事", "note": ""},
            "sort": lambda: {
                **self.choice(form),
                "guards": None,
                "reason": "",
                "reason_code": "",
                "into": "",
                "to": "",
                "next_channel": "",
                "to_organisation": "",
            },
            "complete": lambda: self.choice(form) if "choose" in form.inputs else {},
            "bench": lambda: {
                "held_on": today.isoformat(),
                "seat-resident": "4",
                "outcome": self.chance.choice(["consensus", "consensus", "none"]),
                "next_step": "再议",
                "choose": "",
                "dissent": "",
                "other": "",
                "other-count": "",
            },
            "decision": lambda: self.decided(form, today),
            "publicity": lambda: {
                "posted_on": (today - timedelta(days=30)).isoformat(),
                "days": "20",
                "objections": "",
                "answer": "",
                "where": "公告栏",
            },
            "reply": lambda: (
                {"kind": "final", "text": "办好了，请看回复。", "legal_basis": "", "appeal": ""}
                if "final" in form.inputs["kind"].choices
                else None
            ),
            "review": lambda: {"text": "重新看过，理由成立。"},
            "dissents": lambda: {"answer": "已经考虑。"},
            "new": lambda: {
                "title": "清理楼道",
                "criteria": "清空",
                "organisation": str(self.town.unit.pk),
                "days": "5",
                "unit": "working",
                "due_on": "",
                "accept_outside": None,
            },
        }
        if what == "new" and self.matter.stands.filter(fact="items_claimed").exists():
            return None  # one piece of work is enough
        if what in NOTED_WORDS or "/noted/" in path:
            return {**told, **self.noted(form, today)}
        if "/safe/" in path:
            return {**told, "text": "已经处置，险情排除。"}
        made = makers[what]() if what in makers else None
        return None if made is None else {**told, **made}

    def choice(self, form: Form) -> dict[str, object]:
        """One thing that may follow, on the line where it can be; going back seldom."""
        options = [key for key in form.inputs["choose"].choices if key]
        line = [key for key in options if key in self.process.own]
        at = self.matter.step or ""
        forward = [
            key for key in line if not (at in self.process.own and self.process.goes_back(at, key)) and key != at
        ]
        ways = forward if forward and self.chance.random() < 0.85 else line or options
        return {"choose": self.chance.choice(ways)}

    def decided(self, form: Form, today: date) -> dict[str, object]:
        agree = self.chance.choice(["90", "90", "10"])
        told: dict[str, object] = {
            "decided_on": (today - timedelta(days=40)).isoformat(),
            "document": "决议第三号",
            "text": "同意。",
            "agreed": "yes",
        }
        if "notice_on" in form.inputs:
            told["notice_on"] = (today - timedelta(days=70)).isoformat()
        numbers = {"total": "120", "present": "110", "agree": agree}
        for name in form.inputs:
            part = name.rpartition("_")[2]
            if part in numbers and name.startswith(("heads_", "area_", "households_")):
                told[name] = numbers[part]
        return told

    def noted(self, form: Form, today: date) -> dict[str, object]:
        told: dict[str, object] = {
            "on": (today - timedelta(days=10)).isoformat(),
            "text": "已经完成，有记录。",
            "document": "",
            "good": "yes",
        }
        if "for_on" in form.inputs:
            told["for_on"] = today.isoformat()
        return told

    # --- the work itself: the unit does it, somebody else looks

    def work(self, before: Matter) -> bool:
        """One act on an item: set, done, checked."""
        for role in ("unit_officer", "secretary", "convener", "oversight_member", "supervisor"):
            browser = self.town.browsers[role]
            page = browser.get(f"/m/{self.matter_id}/")
            items = dict.fromkeys(re.findall(r'href="(/items/[0-9a-f-]{36}/)', page.content.decode()))
            for one in items:
                html = browser.get(one).content.decode()
                for address in dict.fromkeys(re.findall(r'href="(/items/[0-9a-f-]+/(?:done|check|claim)/)', html)):
                    if self.item(role, address):
                        return True
        return self.set_work(before)

    def set_work(self, before: Matter) -> bool:
        """Set a piece of work, where the page has the form for it."""
        if before.stands.filter(fact="items_claimed").exists():
            return False
        for role in self.asked(before):
            html = self.look(role).content.decode()
            form = form_for(html, f"/m/{self.matter_id}/items/new/")
            if form is not None and "title" in form.inputs and "/items/new/" in form.action:
                answer = self.town.browsers[role].post(form.action, sent(form, self.typed(form.action, form) or {}))
                if answer.status_code == 302:
                    self.taken.append(f"{role}: set work at {before.step}")
                    return True
        return False

    def item(self, role: str, address: str) -> bool:
        browser = self.town.browsers[role]
        page = browser.get(address)
        form = form_for(page.content.decode(), address) if page.status_code == 200 else None
        if form is None:
            return False
        told: dict[str, object] = {
            "text": "做好了。",
            "photos": None,
            "document": "验收单",
            "solved": "yes",
            "days": "5",
            "due_on": "",
            "accept_outside": None,
        }
        told |= {"organisation": str(self.town.unit.pk)} if address.endswith("/claim/") else {}
        answer = browser.post(address, sent(form, {name: value for name, value in told.items() if name in form.inputs}))
        done = answer.status_code == 302
        if done:
            self.tried.clear()
            self.taken.append(f"{role}: {address.rstrip('/').rsplit('/', maxsplit=1)[-1]} at {self.matter.step}")
        else:
            self.refused = f"{address}: {errors_of(answer)} {sorted(form.inputs)}"
        return done


WORKERS = ("secretary", "unit_officer", "oversight_member", "convener")
"""Who else works on matters."""
NOTED_WORDS = frozenset({"notice", "poll", "opinions", "research", "agreement", "acknowledgement", "result"})
ANY_TIME = re.compile(
    r"/(?:verify|summary|seal|hand-over|correct|replies|true|process|way/\w+|merge|withdraw|join|press|pause|stop|clock)(?:/|$)"
)
"""What may be done at any time and leads nowhere by itself."""
