"""The language of a page, refusals that escape, and what is sent compressed."""

import pytest
from django.http import FileResponse, HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils import translation

from bandeng.core.refusal import Refusal
from bandeng.shell.middleware import Language, Refusals, Squeezed
from tests.shell.pages import request


def spoken(**cookies: str) -> tuple[str, str]:
    """The language a view finds, and the one the answer is marked with."""
    found: list[str] = []

    def view(_: HttpRequest) -> HttpResponse:
        found.append(translation.get_language())
        return HttpResponse()

    asking = RequestFactory().get("/", headers={"Accept-Language": "en-GB,en;q=0.9"})
    asking.COOKIES |= cookies
    marked = Language(view)(asking).headers["Content-Language"]
    return found[0], marked


def test_a_page_is_chinese_whatever_the_phone_is_set_to() -> None:
    assert spoken() == ("zh-hans", "zh-Hans")


def test_a_page_is_english_when_the_reader_chose_it() -> None:
    assert spoken(django_language="en") == ("en", "en")


def test_a_language_we_do_not_have_is_chinese() -> None:
    assert spoken(django_language="xx' OR 1=1") == ("zh-hans", "zh-Hans")


@pytest.mark.parametrize(
    ("code", "status"), [("stale", 409), ("not_your_turn", 403), ("spent", 410), ("missing", 422), ("unknown", 404)]
)
def test_a_refusal_that_escapes_is_a_page_that_helps(code: str, status: int) -> None:
    answer = Refusals(lambda _: HttpResponse()).process_exception(request(), Refusal(code))
    assert answer is not None
    text = answer.content.decode()
    assert (answer.status_code, f'data-code="{code}"' in text, "</html>" in text) == (status, True, True)


def test_what_was_tried_too_often_asks_for_patience() -> None:
    answer = Refusals(lambda _: HttpResponse()).process_exception(request(), Refusal("too_many", minutes=10))
    assert answer is not None
    assert (answer.status_code, "<h1>请稍等一会儿</h1>" in answer.content.decode()) == (429, True)


def test_htmx_gets_the_sentence_alone_and_the_form_stays_as_it_is() -> None:
    answer = Refusals(lambda _: HttpResponse()).process_exception(request(htmx=True), Refusal("stale"))
    assert answer is not None
    assert (answer.status_code, answer["HX-Retarget"], answer["HX-Reswap"], "<html" in answer.content.decode()) == (
        409,
        "#notices",
        "innerHTML",
        False,
    )


def test_what_a_refusal_carries_cannot_become_markup() -> None:
    no = Refusal("missing", needs=["<script>alert(1)</script>"])
    answer = Refusals(lambda _: HttpResponse()).process_exception(request(), no)
    assert answer is not None
    assert "<script>alert" not in answer.content.decode()


def test_any_other_error_goes_on_to_where_errors_go() -> None:
    assert Refusals(lambda _: HttpResponse()).process_exception(request(), ValueError("no")) is None


def squeezed(answer: HttpResponse | FileResponse) -> str:
    asking = RequestFactory().get("/", headers={"Accept-Encoding": "gzip"})
    return str(Squeezed(lambda _: answer).process_response(asking, answer).headers.get("Content-Encoding", ""))


def test_pages_are_compressed_and_photos_and_streams_are_not() -> None:
    text = "板凳" * 500
    assert [
        squeezed(HttpResponse(text)),
        squeezed(HttpResponse(text, content_type="application/json")),
        squeezed(HttpResponse(b"\xff\xd8" * 500, content_type="image/jpeg")),
        squeezed(FileResponse(iter([b"data: 1\n\n" * 100]), content_type="text/event-stream")),
    ] == ["gzip", "gzip", "", ""]


def test_a_page_tells_caches_that_it_differs_by_cookie() -> None:
    assert "Cookie" in Client().get("/healthz").headers["Vary"]
