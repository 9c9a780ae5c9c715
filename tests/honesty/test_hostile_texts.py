"""What strangers type: kept as it is or refused in words, shown as text, never run, nothing half-written."""

import pytest
from django.urls import reverse

from bandeng.records.models import Entry, PrivatePart
from tests.honesty import addresses
from tests.honesty.browser import Browser
from tests.honesty.counting import rows
from tests.honesty.filling import TYPED, form_for
from tests.honesty.hostile import running
from tests.honesty.looking import Album, filled
from tests.honesty.rules import RULES
from tests.honesty.test_permissions import Undone
from tests.honesty.town import ROLES, Town
from tests.makers import XINHUA

ANYWHERE = {
    "tag": "<zqx onload=zqy()>",
    "nested tag": "<scr<zqx>ipt>zqy()</scr</zqx>ipt>",
    "out of an attribute": "\"><zqx a=\"' onzqx='zqy()",
    "markdown link": "[x](javascript:zqy())",
    "template": "{{ 7|add:700000100009 }}{% now 'Y' %}{{7*100000014288}}",
    "sql": "'; DROP TABLE records_entry; --",
    "right to left": "‮abc‬⁦x",
    "rare signs": "𠮷野家 é̂̃ \U0001f468‍\U0001f469‍\U0001f467 ﷽",
}
"""What would do harm wherever it stands in a text: typed all together, and one by one where a form refuses that."""

WHOLE = {
    "link": "javascript:zqy()",
    "nothing": "",
    "spaces": " \t\r\n\u3000\u200b",
    "NUL": "a\x00b",
    "control": "a\x01\x08\x1b[31m\x7fb",
    "lone half": "\ud83d",
    "long": "长" * 10_000,
    "number": "9" * 400,
    "below nothing": "-99999999999999999999",
    "formula": '=HYPERLINK("http://example.org",1)',
    "headers": "a\r\nSet-Cookie: zqx=1\r\n\r\n<zqx>",
    "prototype": "__proto__",
    "path": "../../../../etc/passwd",
}
"""What would do harm only as the whole of a text."""

TOGETHER = " ".join(ANYWHERE.values())
RUNS = ("zqx", "zqy", "7|add")
"""What would run holds one of these: a page that shows it is read; the others need only be taken or refused."""
SENT = [name for name, rule in RULES.items() if rule.sent]


def sender(name: str) -> tuple[str, str]:
    """Who may send this address, and for which kind of object."""
    rule = RULES[name]
    kind = next((kind for kind in rule.kinds() if rule.may_do(kind)), rule.kinds()[0])
    return kind, rule.by or next((role for role in ("secretary", *ROLES) if role in rule.may_do(kind)), "public")


def text_fields(album: Album, role: str, path: str) -> dict[str, str]:
    """The fields of the page's form that somebody types into."""
    look = album.look(role, path)
    form = form_for(look.text, path) if look.status == 200 and look.is_page else None
    return {one.name: one.kind for one in form.inputs.values() if one.kind in TYPED} if form else {"words": "text"}


@pytest.mark.parametrize("name", SENT)
def test_whatever_is_typed_is_kept_whole_or_not_at_all_and_is_never_run(
    town: Town, album: Album, undone: Undone, name: str
) -> None:
    kind, role = sender(name)
    path = addresses.url(name, town, kind, RULES[name].to)
    good, fields = filled(town, album, RULES[name], kind, path), text_fields(album, role, path)
    plain = {field for field, asked in fields.items() if asked in ("text", "textarea", "search")} or set(fields)
    before, wrong = rows(), list[object]()

    def typed(names: set[str], text: str) -> bool:
        """Type this; whether it was taken."""
        with undone():
            status, found = sent(town.client(role), path, {**good, **dict.fromkeys(names, text), "once": "hostile"})
            after = {table: count for table, count in rows().items() if table not in TRIED} if status >= 400 else {}
        if found or status >= 500 or {**before, **after} != before:
            wrong.append((names, text[:60], status, found))
        return status < 400

    for names in (plain, set(fields)) if plain != set(fields) else (plain,):
        for text in (*WHOLE.values(), *(() if typed(names, TOGETHER) else ANYWHERE.values())):
            typed(names, text)
    assert wrong == []


def sent(client: Browser, path: str, form: dict[str, object]) -> tuple[int, list[str]]:
    """The answer's status, and what would run in it or in the page it leads to."""
    body = "&".join(f"{_quoted(field)}={_quoted(str(value))}" for field, value in _pairs(form))
    answer = client.post(path, body, content_type="application/x-www-form-urlencoded")
    found = ["a cookie"] if "zqx" in {morsel.lower() for morsel in answer.cookies} else []
    runs = any(sign in str(value) for value in form.values() for sign in RUNS)
    shown = client.get(answer.headers["Location"]) if answer.status_code == 302 and runs else answer
    is_page = shown.headers.get("Content-Type", "").startswith("text/html")
    return answer.status_code, found + (running(shown.content.decode()) if is_page else [])


TRIED = frozenset({"people.CardPin", "people.Invitation"})
"""Rows that count a try."""


def _pairs(sent: dict[str, object]) -> list[tuple[str, object]]:
    return [(name, one) for name, value in sent.items() for one in (value if isinstance(value, list) else [value])]


def _quoted(text: str) -> str:
    from urllib.parse import quote_plus

    return quote_plus(text.encode("utf-8", "surrogatepass"))


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


ASKED = ("q", "page", "show", "way", "chain", "verb", "role", "subject", "via", "place", "category")
REST = [name for name in ASKED if name != "page"]
QUESTIONS = (
    *("&".join([*(f"{name}={value}" for name in REST), f"page={page}", "next=//example.org"]) for value, page in (
        ("%FF", "9" * 21), ("<zqx>", "-1"), ("none", "x"),
    )),
    "&".join(f"{name}=%00" for name in REST),
)  # fmt: skip


@pytest.mark.parametrize("name", [name for name, rule in RULES.items() if rule.look and any(rule.look.values())])
def test_a_question_out_of_shape_never_breaks_a_page(town: Town, undone: Undone, name: str) -> None:
    rule = RULES[name]
    kind = next(kind for kind in rule.kinds() if rule.may_look(kind))
    path = addresses.url(name, town, kind, rule.to)
    may = rule.may_look(kind)
    role = "secretary" if "secretary" in may else sorted(may)[0]
    for question in QUESTIONS:
        with undone():
            answer = town.client(role).get(f"{path}?{question}")
            assert answer.status_code < 500, question
            assert not str(answer.headers.get("Location", "/")).startswith(("//", "https://example.org")), question


@pytest.mark.parametrize("name", ASKED)
def test_a_nul_in_a_question_is_a_bad_request(town: Town, undone: Undone, name: str) -> None:
    with undone():
        assert town.client("public").get(f"/p/{XINHUA}/wall/?{name}=%00").status_code == 400


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
