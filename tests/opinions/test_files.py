"""A conversation comes from Polis or another site, and goes there: the files say the same here and there."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bandeng.core.opinion import Around, fingerprint, gather, opinion_map
from bandeng.core.opinion.tables import read_comments, read_history, read_moderation, read_votes
from bandeng.opinions import actions, queries
from bandeng.opinions.models import Conversation, Reaction
from bandeng.records import rebuild
from bandeng.records.models import Entry
from tests.core.opinion.makers import camps
from tests.makers import AT, make_person, make_place
from tests.matters.faces import browser_of
from tests.opinions.talking import refused

pytestmark = pytest.mark.django_db

NUMBERS = camps(60, 20).tids.tolist()
LAST = max(NUMBERS)
COMMENTS = "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n" + "".join(
    f'1,x,{number},9,0,0,{-1 if number == NUMBERS[3] else at % 2},"第 {number} 句，说的是车"\n'
    for at, number in enumerate(NUMBERS)
)
UNREAD = "1,x,77,9,0,0,0,没有人看过的话\n"


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.DEMONSTRATION = True
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)


def votes_csv() -> str:
    who, what, how = camps(60, 20).rows()
    rows = zip(who, what, how, strict=True)
    return "timestamp,datetime,comment-id,voter-id,vote\n" + "".join(f"1,x,{w},{p},{v}\n" for p, w, v in rows)


def bring(votes: str = "", comments: str = COMMENTS + UNREAD, **more: Any) -> Conversation:
    found = [actions.Brought(each.number, each.text, each.moderated) for each in read_comments(io.StringIO(comments))]
    told: dict[str, Any] = {"question": "车停哪里？", "source": "Polis，CC BY 4.0", "actor": make_person("secretary")}
    table = read_history(io.StringIO(votes or votes_csv()))
    return actions.bring_in(place=make_place(), comments=found, votes=table, at=AT, **{**told, **more})


def downloaded(conversation: Conversation, name: str) -> str:
    desk = browser_of(make_person("community_staff"), "zh-hans")
    return b"".join(desk.get(f"/o/{conversation.pk}/{name}.csv")).decode()


def test_what_goes_out_is_what_came_in_and_gives_the_same_map() -> None:
    conversation = bring()
    votes = read_votes(io.StringIO(downloaded(conversation, "votes")))
    out = read_moderation(io.StringIO(downloaded(conversation, "comments"))).out
    assert (votes, out) == (read_votes(io.StringIO(votes_csv())), frozenset({NUMBERS[3]}))
    tick = conversation.ticks.get()
    assert tick.result == fingerprint(opinion_map(votes, Around(out=out)))
    assert (tick.reactions, tick.voices) == (len(votes), 60)


def test_what_was_kept_out_there_stays_out_without_its_words_and_what_nobody_read_stays_behind() -> None:
    conversation = bring()
    told = dict(conversation.statements.values_list("number", "state"))
    assert (told[NUMBERS[3]], told[NUMBERS[1]], told[NUMBERS[2]], 77 in told) == ("out", "in", "in", False)
    assert conversation.statements.get(number=NUMBERS[3]).text == ""
    assert not [
        each
        for each in Entry.objects.all()
        if f"第 {NUMBERS[3]} 句" in str(each.detail) or "没有人看过" in str(each.detail)
    ]


def test_it_goes_on_here_with_new_voices_and_new_statements() -> None:
    conversation = bring()
    mark = queries.mark_of(conversation, make_person("resident"), "")
    first = conversation.statements.get(number=NUMBERS[0])
    said = actions.react(statement=first, value=1, mark=mark, at=AT, key="k")
    made = actions.add_statement(
        conversation=conversation, text="要有灯。", mark=mark, actor=make_person("resident"), at=AT
    )
    assert (said.voice.number > max(camps(60, 20).pids), made.number) == (True, LAST + 1)


def test_rows_come_out_equal_when_they_are_made_anew() -> None:
    bring()
    reactions = Reaction.objects.count()
    assert (rebuild.check().different, Reaction.objects.count()) == ((), reactions)


@pytest.mark.parametrize(
    ("votes", "comments", "code"),
    [
        ("participant,statement,vote\n1,9999,1\n", COMMENTS, "no_such_statement"),
        (f"participant,statement,vote\n-1,{NUMBERS[1]},1\n", COMMENTS, "odd_number"),
        ("", "comment-id,comment-body\n1,一\n1,二\n", "number_twice"),
        ("", "comment-id,comment-body\n", "no_statements"),
        ("participant,statement,vote\n1,1,1\n", "comment-id,comment-body\n1,打 13912345678\n", "unmasked"),
        ("participant,statement,vote\n1,1,1\n", f"comment-id,comment-body\n1,{'长' * 1001}\n", "text_too_long"),
    ],
)
def test_files_that_do_not_fit_are_refused_whole(votes: str, comments: str, code: str) -> None:
    refused(code, lambda: bring(votes, comments))
    assert (Conversation.objects.count(), Reaction.objects.count()) == (0, 0)


def test_only_who_may_ask_brings_in_and_says_where_it_comes_from() -> None:
    refused("not_your_turn", lambda: bring(actor=make_person("building_head")))
    refused("text_missing", lambda: bring(source=" "))


def sent(client: Client, votes: bytes, comments: bytes, once: str = "a") -> Any:
    told = {
        "place": make_place().pk, "question": "车停哪里？", "source": "Polis", "voices": "device", "once": once,
        "votes": SimpleUploadedFile("votes.csv", votes), "comments": SimpleUploadedFile("comments.csv", comments),
    }  # fmt: skip
    return client.post("/desk/opinions/bring/", told)


def test_the_desk_sends_two_files_and_a_line_that_cannot_be_read_is_named() -> None:
    desk = browser_of(make_person("secretary"), "zh-hans")
    assert desk.get("/desk/opinions/bring/").status_code == 200
    odd = sent(desk, b"participant,statement,vote\n1,1,5\n", COMMENTS.encode())
    other = sent(desk, "意".encode("gb18030"), COMMENTS.encode())
    assert (odd.status_code, other.status_code, Conversation.objects.count()) == (422, 422, 0)
    assert ("第 2 行" in odd.content.decode(), "车停哪里？" in odd.content.decode()) == (True, True)
    good = sent(desk, votes_csv().encode(), ("\ufeff" + COMMENTS).encode())
    again = sent(desk, votes_csv().encode(), COMMENTS.encode())
    assert (good.status_code, again.status_code, Conversation.objects.count()) == (302, 302, 1)
    public = Client().get(f"/o/{Conversation.objects.get().pk}/map/").content.decode()
    assert ("60" in public, "Polis" in public) == (True, True)


def test_no_votes_are_a_beginning_too() -> None:
    conversation = bring("participant,statement,vote\n", "comment-id,comment-body,moderated\n5,一句话,1\n")
    assert (conversation.statements.get().number, conversation.ticks.count()) == (5, 0)
    assert len(queries.votes_of(conversation)[0]) == len(gather([], [], [])) == 0
