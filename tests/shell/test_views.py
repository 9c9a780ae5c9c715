"""The switches, the help page, and the pages for when something is wrong."""

import json

import pytest
from django.test import Client, RequestFactory

from bandeng.shell import views
from tests.shell.pages import request


def cookie(client: Client, name: str) -> str:
    return client.cookies[name].value if name in client.cookies else ""


def test_large_type_is_one_tap_stays_and_is_one_tap_away_again() -> None:
    client = Client()
    first = client.post("/type/", {"next": "/help/?a=1"})
    kept = (cookie(client, "type"), client.cookies["type"]["max-age"])
    client.post("/type/", {"next": "/help/"})
    assert (first.status_code, first["Location"], kept, cookie(client, "type")) == (
        302,
        "/help/?a=1",
        ("large", 31536000),
        "",
    )


def test_the_language_is_chosen_and_anything_else_is_chinese() -> None:
    client, chosen = Client(), []
    for language in ("en", "zh-hans", "tlh"):
        client.post("/language/", {"language": language, "next": "/"})
        chosen.append(cookie(client, "django_language"))
    assert chosen == ["en", "zh-hans", "zh-hans"]


def test_the_theme_is_light_dark_or_as_the_device_is() -> None:
    client, chosen = Client(), []
    for theme in ("dark", "light", "", "../../x"):
        client.post("/theme/", {"theme": theme, "next": "/"})
        chosen.append(cookie(client, "theme"))
    assert chosen == ["dark", "light", "", ""]


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "\\\\evil.example", ""]
)
def test_a_switch_never_leads_to_another_site(elsewhere: str) -> None:
    assert Client().post("/type/", {"next": elsewhere})["Location"] == "/"


@pytest.mark.parametrize("path", ["/type/", "/language/", "/theme/"])
def test_looking_at_a_switch_changes_nothing(path: str) -> None:
    answer = Client().get(path)
    assert (answer.status_code, set(answer.cookies) - {"csrftoken"}) == (405, set())


def test_an_address_that_only_takes_a_form_says_so_to_whoever_opens_it() -> None:
    answer = Client().get("/theme/")
    text = answer.content.decode()
    assert (answer.status_code, answer["Allow"], "<h1>这个地址不能直接打开</h1>" in text, "首页" in text) == (
        405,
        "POST",
        True,
        True,
    )


def test_a_switch_needs_the_token_of_its_page() -> None:
    answer = Client(enforce_csrf_checks=True).post("/type/", {"next": "/"})
    assert (answer.status_code, "刷新" in answer.content.decode(), "type" in answer.cookies) == (403, True, False)


def test_the_site_says_that_it_is_there_without_asking_anybody() -> None:
    answer = Client().get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")


def test_search_engines_stay_outside() -> None:
    assert Client().get("/robots.txt").content == b"User-agent: *\nDisallow: /\n"


def test_a_phone_can_put_us_on_its_home_screen_in_both_languages() -> None:
    zh = json.loads(Client().get("/manifest.webmanifest").content)
    en = json.loads(Client(headers={"Cookie": "django_language=en"}).get("/manifest.webmanifest").content)
    icon = Client().get(zh["icons"][0]["src"])
    assert (zh["name"], zh["lang"], en["name"], en["lang"], icon["Content-Type"]) == (
        "板凳",
        "zh-Hans",
        "Bandeng",
        "en",
        "image/svg+xml",
    )


def test_help_says_whom_to_ask_what_each_door_is_and_who_sees_what() -> None:
    text = Client().get("/help/").content.decode()
    assert [word in text for word in ("请人帮我", "楼长", "知情", "参与", "决策", "监督", "谁能看到", "119")] == [
        True
    ] * 8


@pytest.mark.parametrize(("view", "status"), [(views.bad_request, 400), (views.forbidden, 403), (views.not_found, 404)])
def test_a_page_of_error_says_what_to_do_next(view: views.ErrorView, status: int) -> None:
    answer = view(request(), None)
    text = answer.content.decode()
    assert (answer.status_code, "首页" in text, "请人帮我" in text) == (status, True, True)


def test_when_all_else_fails_the_page_asks_nothing_of_the_database() -> None:
    answer = views.broken(RequestFactory().get("/"))
    text = answer.content.decode()
    assert (answer.status_code, "我们这边出了差错" in text, "Something broke on our side" in text) == (500, True, True)


def test_a_places_accent_is_a_stylesheet_to_be_kept_for_ever() -> None:
    answer = Client().get("/accent/8b1a1a.css")
    assert (answer.status_code, answer["Content-Type"], "immutable" in answer["Cache-Control"]) == (
        200,
        "text/css",
        True,
    )


@pytest.mark.parametrize("shade", ["red", "12345", "}*{color:red", "8b1a1a8b"])
def test_what_is_no_colour_is_not_there(shade: str) -> None:
    assert Client().get(f"/accent/{shade}.css").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["login/", "password/reset/", "login/code/"])
def test_signing_in_looks_like_the_rest_of_the_house(path: str) -> None:
    answer = Client().get(f"/account/{path}")
    text = answer.content.decode()
    assert (answer.status_code, 'class="plain"' in text, "shell/bench.css" in text) == (200, True, True)
