"""What strangers type: kept as it is or refused in words, shown as text, never run, nothing half-written."""

from html.parser import HTMLParser

import pytest
from django.urls import reverse

from bandeng.records.models import Entry, PrivatePart
from tests.honesty import addresses, happenings
from tests.honesty.filling import TYPED
from tests.honesty.rules import RULES
from tests.honesty.test_methods import rows
from tests.honesty.test_permissions import Undone, filled
from tests.honesty.town import ROLES, Town
from tests.makers import XINHUA

CORPUS = {
    "tag": "<zqx onload=zqy()>",
    "nested tag": "<scr<zqx>ipt>zqy()</scr</zqx>ipt>",
    "out of an attribute": "\"><zqx a=\"' onzqx='zqy()",
    "link": "javascript:zqy()",
    "markdown link": "[x](javascript:zqy())",
    "template": "{{ 7|add:700000100009 }}{% now 'Y' %}{{7*100000014288}}",
    "sql": "'; DROP TABLE records_entry; --",
    "nothing": "",
    "spaces": " \t\r\n　​",
    "NUL": "a\x00b",
    "control": "a\x01\x08\x1b[31m\x7fb",
    "right to left": "‮abc‬⁦x",
    "rare signs": "𠮷野家 é̂̃ \U0001f468‍\U0001f469‍\U0001f467 ﷽",
    "lone half": "\ud83d",
    "long": "长" * 10_000,
    "number": "9" * 400,
    "below nothing": "-99999999999999999999",
    "formula": '=HYPERLINK("http://example.org",1)',
    "headers": "a\r\nSet-Cookie: zqx=1\r\n\r\n<zqx>",
    "prototype": "__proto__",
    "path": "../../../../etc/passwd",
}
# What the template would make of its sums: long enough that no number, code or key of a page holds it by chance.
RECKONED = "700000100016"
SENT = [name for name, rule in RULES.items() if rule.sent]


class _Run(HTMLParser):
    """Finds what would run in a page, had it been let out of its text."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        wrong = tag.startswith("zqx") or any(
            name.startswith("onzqx") or name == "onload" or (value or "").strip().lower().startswith("javascript:")
            for name, value in attrs
            if name in ("href", "src", "action", "formaction") or name.startswith("on")
        )
        if wrong:
            self.found.append(f"{tag} {attrs}")


def running(html: str) -> list[str]:
    """What would run in this page."""
    page = _Run()
    page.feed(html)
    return page.found + ([RECKONED] if RECKONED in html else [])


def sender(name: str) -> tuple[str, str]:
    """Who may send this address, and for which kind of object."""
    rule = RULES[name]
    kind = next((kind for kind in rule.kinds() if rule.may_do(kind)), rule.kinds()[0])
    return kind, rule.by or next((role for role in ("secretary", *ROLES) if role in rule.may_do(kind)), "public")


def text_fields(town: Town, name: str, kind: str, role: str, path: str) -> dict[str, str]:
    """The fields of the page's form that somebody types into."""
    from tests.honesty.filling import form_for

    answer = town.client(role).get(path)
    form = form_for(answer.content.decode(), path) if answer.status_code == 200 and not answer.streaming else None
    return {one.name: one.kind for one in form.inputs.values() if one.kind in TYPED} if form else {"words": "text"}


@pytest.mark.parametrize("name", SENT)
def test_whatever_is_typed_is_kept_whole_or_not_at_all_and_is_never_run(town: Town, undone: Undone, name: str) -> None:
    kind, role = sender(name)
    path = addresses.url(name, town, kind, RULES[name].to)
    with undone():
        good = filled(town, RULES[name], path, kind)
        fields = text_fields(town, name, kind, role, path)
    plain = {field for field, asked in fields.items() if asked in ("text", "textarea", "search")} or set(fields)
    before, entries = rows(), Entry.objects.count()
    for case, text in CORPUS.items():
        for typed in (plain, set(fields)) if plain != set(fields) else (plain,):
            with undone():
                sent = {**good, **dict.fromkeys(typed, text), "once": f"hostile {case}"[:60]}
                body = "&".join(f"{_quoted(field)}={_quoted(str(value))}" for field, value in _pairs(sent))
                client = town.client(role)
                answer = client.post(path, body, content_type="application/x-www-form-urlencoded")
                assert answer.status_code < 500, (case, typed)
                assert "zqx" not in {morsel.lower() for morsel in answer.cookies}, case
                if answer.status_code >= 400:
                    after = {table: count for table, count in rows().items() if table not in TRIED}
                    assert {**before, **after} == before, (case, typed)
                    assert Entry.objects.count() == entries
                shown = client.get(answer.headers["Location"]) if answer.status_code == 302 else answer
                if shown.headers.get("Content-Type", "").startswith("text/html"):
                    assert running(shown.content.decode()) == [], (case, typed)


TRIED = frozenset({"people.CardPin", "people.Invitation"})
"""Rows that count a try."""


def _pairs(sent: dict[str, object]) -> list[tuple[str, object]]:
    return [(name, one) for name, value in sent.items() for one in (value if isinstance(value, list) else [value])]


def _quoted(text: str) -> str:
    from urllib.parse import quote_plus

    return quote_plus(text.encode("utf-8", "surrogatepass"))


@pytest.fixture(scope="module")
def hostile_town(town: Town) -> Town:
    """The town's sealed and open matters are in it already; one more whose every text would run."""
    text = CORPUS["tag"] + CORPUS["out of an attribute"]
    patched = pytest.MonkeyPatch()
    patched.setattr(happenings, "mark", lambda *_: text)
    patched.setattr(happenings, "said", lambda *_: text)
    try:
        town.cases |= {"own": happenings.worked(town, "open"), "sealed": happenings.worked(town, "sealed")}
        town.cases["hidden"] = happenings.raised(town, "open")
    finally:
        patched.undo()
    return town


@pytest.mark.parametrize("name", [name for name, rule in RULES.items() if rule.look and any(rule.look.values())])
def test_a_hostile_text_that_was_kept_is_shown_as_text_on_every_page(
    hostile_town: Town, undone: Undone, name: str
) -> None:
    rule = RULES[name]
    for kind in rule.kinds():
        path = addresses.url(name, hostile_town, kind, rule.to)
        for role in sorted({"public", "secretary", "officer", "auditor"} & rule.may_look(kind)) or ["system_admin"]:
            with undone():
                answer = hostile_town.client(role).get(path)
                if answer.headers.get("Content-Type", "").startswith("text/html"):
                    assert running(answer.content.decode()) == [], (kind, role)


# --- addresses, headers, forms out of shape ---


@pytest.mark.parametrize(
    "address",
    [
        "/p/../../etc/passwd/", f"/p/{XINHUA}%00/", f"/p/{XINHUA}/%00/", "/p/..%2f..%2fetc/raise/", "/r/..%2f..%2f/",
        "/r/%00%00%00/", "/r/<zqx>/", "/photo/../../keys.json/x/", "/photo/..%2f..%2fkeys.json/x/", "/photo/%00/%00/",
        f"/photo/{'a' * 64}/wrong/", "/m/00000000-0000-0000-0000-000000000000/", "/accent/%00.css",
        "/people/invited/%00/", "/card/%00/", "/%FF%FE/", "/r/%F0%9F/",
    ],
)  # fmt: skip
def test_an_address_out_of_shape_is_not_found(town: Town, undone: Undone, address: str) -> None:
    with undone():
        answer = town.client("public").get(address)
        assert answer.status_code in (400, 404, 410)
        assert running(answer.content.decode()) == []


def test_help_for_a_place_that_is_none_is_help_all_the_same(town: Town, undone: Undone) -> None:
    for code in ("%00", "nowhere", "%F0%9F"):
        with undone():
            assert town.client("public").get(f"/help/{code}/").status_code in (200, 400, 404)


LOOKED = [
    "q=%00",
    "page=%00",
    "page=999999999999999999999",
    "show=%00",
    "q=%FF",
    "page=-1",
    "page=x",
    "q=<zqx>",
    "way=%00",
    "next=//example.org",
    "chain=%00",
    "verb=%00",
    "role=%00",
    "subject=%00",
    "via=%00",
    "place=%00",
    "category=%00",
]


@pytest.mark.parametrize("name", [name for name, rule in RULES.items() if rule.look and any(rule.look.values())])
def test_a_question_out_of_shape_never_breaks_a_page(town: Town, undone: Undone, name: str) -> None:
    rule = RULES[name]
    kind = next(kind for kind in rule.kinds() if rule.may_look(kind))
    path = addresses.url(name, town, kind, rule.to)
    may = rule.may_look(kind)
    role = "secretary" if "secretary" in may else sorted(may)[0]
    for question in LOOKED:
        with undone():
            answer = town.client(role).get(f"{path}?{question}")
            assert answer.status_code < 500, question
            assert not str(answer.headers.get("Location", "/")).startswith(("//", "https://example.org")), question


@pytest.mark.parametrize("host", ["example.org", "a\tb", "testserver@example.org", "[::1"])
def test_another_hosts_name_is_a_bad_request(town: Town, undone: Undone, host: str) -> None:
    with undone():
        assert town.client("public").get(f"/p/{XINHUA}/wall/", HTTP_HOST=host).status_code == 400


def test_a_forwarded_host_or_address_counts_for_nothing_without_a_proxy(town: Town, undone: Undone) -> None:
    with undone():
        page = town.client("public").get(f"/p/{XINHUA}/wall/", HTTP_X_FORWARDED_HOST="example.org")
        assert (page.status_code, "example.org" in page.content.decode()) == (200, False)
        client = town.client("public")
        told = [
            client.get(
                f"/r/ZZZZZZZZ{n:02d}/", HTTP_X_FORWARDED_FOR=f"10.0.0.{n}", HTTP_X_REAL_IP=f"10.0.0.{n}"
            ).status_code
            for n in range(40)
        ]
        assert (told[0], told[-1]) == (404, 429)


@pytest.mark.parametrize(
    "body",
    [
        "&".join(f"a{n}=1" for n in range(10_000)), "words=" + "a" * 3_000_000, "a[__proto__][b]=1&words=x",
        "[" * 5_000 + "=1", "words=%FF%FE%00", "%=%&&&==", "screen=%00&words=x", "screen=check&place=%00&words=x",
    ],
    ids=["ten thousand", "three million", "prototype", "nested", "not UTF-8", "signs", "NUL", "NUL place"],
)  # fmt: skip
def test_a_form_out_of_shape_is_refused_and_writes_nothing(town: Town, undone: Undone, body: str) -> None:
    kinds = (
        reverse("matters:raise", kwargs={"code": XINHUA}),
        reverse("matters:find"),
        "/account/login/",
        "/language/",
    )
    for address in kinds:
        with undone():
            before = (Entry.objects.count(), PrivatePart.objects.count())
            answer = town.client("public").post(address, body, content_type="application/x-www-form-urlencoded")
            assert answer.status_code < 500, address
            assert (Entry.objects.count(), PrivatePart.objects.count()) == before


@pytest.mark.parametrize(
    "kind", ["multipart/form-data; boundary=x", "multipart/form-data", "application/json", "text/plain; charset=nope"]
)
def test_a_body_of_another_kind_is_refused_and_writes_nothing(town: Town, undone: Undone, kind: str) -> None:
    with undone():
        before = Entry.objects.count()
        answer = town.client("public").generic(
            "POST", reverse("matters:raise", kwargs={"code": XINHUA}), b"--x\r\nnonsense", content_type=kind
        )
        assert (answer.status_code < 500, Entry.objects.count()) == (True, before)
