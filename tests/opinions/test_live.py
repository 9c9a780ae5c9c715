"""What is said is seen by others at once; whoever draws maps may die, and one conversation waits for no other."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from bandeng.opinions import actions, queries, screens
from bandeng.opinions.actions.together import Together, _Waiting
from bandeng.opinions.drawer import Drawer
from bandeng.opinions.models import Drawn
from bandeng.opinions.queries import drawing, live
from bandeng.opinions.views.public import COOKIE
from bandeng.shell import live as shown
from tests.makers import AT
from tests.opinions.talking import Talk
from tests.opinions.test_map import MORE, camps

pytestmark = pytest.mark.django_db


@contextmanager
def drawer() -> Iterator[None]:
    """Maps are drawn beside the pages."""
    stop = threading.Event()
    thread = threading.Thread(target=Drawer().run, args=(stop,))
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def until(talk: Talk, upto: int, seconds: float = 20.0) -> float:
    """Wait for the map that has so many reactions; how long it took."""
    began = time.monotonic()
    while time.monotonic() - began < seconds:
        if Drawn.objects.filter(conversation=talk.conversation, upto__gte=upto).exists():
            return time.monotonic() - began
        time.sleep(0.02)
    raise AssertionError("no map came")


# --- beside the pages ---


@pytest.mark.django_db(transaction=True)
def test_what_somebody_says_is_on_the_map_soon_though_nobody_looks() -> None:
    talk = Talk()
    with drawer():
        talk.react("a", 1, 1)
        until(talk, 1)
        talk.react("b", 1, 1)
        until(talk, 2)
    assert queries.seen_last(talk.conversation).voices == 2


@pytest.mark.django_db(transaction=True)
def test_one_conversation_waits_for_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    slow, swift, hold = Talk(), Talk(), threading.Event()
    draw = drawing.draw

    def held(conversation: object, *rest: object, **more: object) -> object:
        if conversation == slow.conversation:
            hold.wait(20)
        return draw(conversation, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(drawing, "draw", held)
    with drawer():
        slow.react("a", 1, 1)
        swift.react("a", 1, 1)
        until(swift, 1)
        assert not Drawn.objects.filter(conversation=slow.conversation, upto=1).exists()
        hold.set()
        until(slow, 1)


@pytest.mark.django_db(transaction=True)
def test_a_map_that_failed_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    talk, draw, tries = Talk(), drawing.draw, list[int]()

    def failing(*told: object, **more: object) -> object:
        tries.append(1)
        if len(tries) == 1:
            raise RuntimeError("out of memory")
        return draw(*told, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(drawing, "draw", failing)
    with drawer():
        talk.react("a", 1, 1)
        until(talk, 1)
    assert (len(tries), Drawn.objects.get().taken_at) == (2, None)


def test_the_claim_of_somebody_who_died_runs_out_and_what_they_bring_late_is_not_kept() -> None:
    talk, now = Talk(), AT
    talk.react("a", 1, 1)
    assert [drawing.claim(talk.conversation, now, who) for who in ("one", "other")] == [True, False]
    assert drawing.behind() == [talk.conversation.pk]
    assert drawing.claim(talk.conversation, now + drawing.LEASE + timedelta(seconds=1), "other")
    drawing.draw(talk.conversation, now, by="one")
    assert (Drawn.objects.get().upto, drawing.is_behind(talk.conversation)) == (0, True)
    drawing.draw(talk.conversation, now, by="other")
    kept = Drawn.objects.get()
    assert (kept.upto, kept.taken_by, kept.taken_at, drawing.behind()) == (1, "", None, [])


def test_whoever_takes_long_over_a_map_keeps_the_claim_while_they_live() -> None:
    talk, now = Talk(), AT
    talk.react("a", 1, 1)
    assert drawing.claim(talk.conversation, now, "one")
    later = now + drawing.LEASE - timedelta(seconds=1)
    drawing.renew("one", later)
    assert not drawing.claim(talk.conversation, now + drawing.LEASE + timedelta(seconds=1), "other")
    drawing.release("one")
    assert drawing.claim(talk.conversation, later, "other")


def test_an_older_map_takes_the_place_of_no_newer_one() -> None:
    talk = Talk()
    talk.react("a", 1, 1)
    drawing.draw(talk.conversation, AT)
    Drawn.objects.update(upto=7)
    drawing.draw(talk.conversation, AT + timedelta(seconds=1))
    assert Drawn.objects.get().upto == 7


def test_a_statement_kept_out_since_makes_a_map_be_drawn_anew() -> None:
    talk = camps()
    talk.shown()
    assert drawing.behind() == []
    actions.moderate(
        statement=talk.statement(2),
        state="out",
        reason="说的是某一个人",
        actor=talk.staff,
        at=AT + timedelta(minutes=1),
    )
    assert drawing.behind() == [talk.conversation.pk]


def test_the_groups_of_a_large_conversation_are_shown_once_it_is_known_that_they_are_clear(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(drawing, "QUICK", 10)
    talk = camps()
    live.run(on=True)
    try:
        first = drawing.draw(talk.conversation, AT)
        judged = drawing.draw(talk.conversation, AT, drawing.judge_apart(talk.conversation))
        again = drawing.draw(talk.conversation, AT)
    finally:
        live.run(on=False)
    assert (first.clear, first.groups, drawing.must_judge(first)) == (None, [], True)
    assert (judged.clear, len(judged.groups), again.clear, drawing.must_judge(again)) == (True, 2, True, False)


# --- together ---


def test_reactions_of_one_moment_are_written_together_and_each_has_its_own_answer() -> None:
    sizes, first = list[int](), threading.Event()

    def write(wishes: "list[int]") -> list[int | Exception]:
        sizes.append(len(wishes))
        first.wait(5)
        return [ValueError("odd") if wish % 2 else wish * 10 for wish in wishes]

    together: Together[int, int] = Together(write)  # type: ignore[arg-type]
    said: dict[int, object] = {}

    def ask(wish: int) -> None:
        try:
            said[wish] = together(wish)
        except ValueError as no:
            said[wish] = str(no)

    threads = [threading.Thread(target=ask, args=(wish,)) for wish in range(9)]
    for thread in threads:
        thread.start()
    time.sleep(0.2)
    first.set()
    for thread in threads:
        thread.join()
    assert said == {wish: "odd" if wish % 2 else wish * 10 for wish in range(9)}
    assert (sum(sizes), len(sizes) <= 3) == (9, True)


def test_what_breaks_one_reaction_breaks_no_other() -> None:
    def write(wishes: "list[int]") -> list[int | Exception]:
        if 13 in wishes:
            raise RuntimeError("the database says no")
        return list(wishes)

    together: Together[int, int] = Together(write)  # type: ignore[arg-type]
    some: list[_Waiting[int, int]] = [_Waiting(wish) for wish in (1, 13, 2)]
    together._serve(some)
    assert [each.said if isinstance(each.said, int) else str(each.said) for each in some] == [
        1, "the database says no", 2,
    ]  # fmt: skip


# --- on an open page ---


def map_of(talk: Talk) -> str:
    return f"/live/{screens.MAP}/{talk.conversation.pk}/"


def test_an_open_page_is_told_nothing_until_somebody_says_something(client: Client) -> None:
    talk = Talk()
    talk.react("a", 1, 1)
    first = client.get(map_of(talk))
    word = first.headers["ETag"]
    same = client.get(map_of(talk), headers={"If-None-Match": word})
    talk.react("b", 1, 1)
    shown.forget()
    Drawn.objects.update(at=timezone.now() - timedelta(seconds=5))
    after = client.get(map_of(talk), headers={"If-None-Match": word})
    assert (first.status_code, same.status_code, same.content, after.status_code) == (200, 304, b"", 200)


def test_a_reader_who_asks_in_vain_costs_no_query(client: Client, django_assert_num_queries: object) -> None:
    talk = Talk()
    talk.react("a", 1, 1)
    word = client.get(map_of(talk)).headers["ETag"]
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert client.get(map_of(talk), headers={"If-None-Match": word}).status_code == 304


def test_what_all_see_holds_nobodys_ring_and_each_asks_for_their_own(client: Client) -> None:
    talk = camps()
    talk.shown()
    client.cookies[COOKIE] = "p1"
    page = client.get(f"/o/{talk.conversation.pk}/map/").content.decode()
    mine = client.get(f"/o/{talk.conversation.pk}/live/you/").json()["at"]
    client.cookies.clear()
    nobodys = client.get(f"/o/{talk.conversation.pk}/live/you/").json()["at"]
    shared = client.get(map_of(talk)).content.decode()
    ring = f'class="you" cx="{mine[0]}" cy="{mine[1]}"'
    assert (ring in page, 'class="you"' in shared, nobodys) == (True, False, None)


def test_nobody_looks_on_at_what_there_is_not(client: Client) -> None:
    talk = Talk()
    assert client.get(f"/o/{talk.conversation.pk}/live/other/").status_code == 404
    assert client.get(f"/live/{screens.MAP}/nothing/").status_code == 404
    assert client.get(f"/live/{screens.VOICES}/{uuid4()}/").status_code == 404


def test_the_card_counts_voices_while_it_is_open(client: Client) -> None:
    talk = Talk(MORE)
    address = f"/live/{screens.VOICES}/{talk.conversation.pk}/"
    assert client.get(address).content.decode().strip().startswith("0")
    talk.react("a", 1, 1)
    shown.forget()
    assert client.get(address).content.decode().strip().startswith("1")
