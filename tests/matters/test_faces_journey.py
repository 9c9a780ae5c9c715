"""A matter walked by hand through the pages of the secretary: accept, verify, sort, bench, reply."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from bandeng.matters import actions
from bandeng.matters.models import BenchNote, Dissent, Matter, Reply, Verification
from tests.makers import AT, current, make_matter, make_person
from tests.matters.faces import browser_of, carried, errors_of, send, text_of
from tests.matters.replying import Bench, now

pytestmark = pytest.mark.django_db
ENGLISH_NO = "138 0000 1234"


@pytest.fixture(autouse=True)
def _the_same_morning(settings: Any) -> Iterator[None]:
    settings.DEMONSTRATION = True
    with time_machine.travel(AT + timedelta(hours=1), tick=False):
        yield


@pytest.fixture
def desk() -> Client:
    return browser_of(make_person("secretary"))


def page(name: str, matter: Matter, *more: object) -> str:
    return reverse(f"matters:{name}", args=[matter.pk, *more])


def test_the_secretary_reads_the_words_and_writes_an_own_summary(desk: Client) -> None:
    matter = make_matter(accepted=False, words="老王家的车堵了楼道")
    shown = text_of(desk.get(page("accept", matter)))
    read = ("老王家的车堵了楼道" in shown, 'name="summary"' in shown)
    sent = send(
        desk, page("accept", matter), title="Bikes in the lobby", summary="Bikes block the lobby of building 3."
    )
    found = current(matter)
    assert (*read, sent.status_code, found.title, found.is_public) == (
        True, True, 302, "Bikes in the lobby", True,
    )  # fmt: skip


def test_a_summary_that_tells_on_somebody_is_refused_beside_its_field_and_kept(desk: Client) -> None:
    matter = make_matter(accepted=False)
    sent = send(desk, page("accept", matter), title="Bikes", summary=f"Call {ENGLISH_NO} about the bikes.")
    (error,) = errors_of(sent)
    assert (sent.status_code, "138****1234" in error, ENGLISH_NO in text_of(sent)) == (422, True, True)
    assert current(matter).accepted_at is None


def test_a_stale_form_is_answered_with_both_texts(desk: Client) -> None:
    matter = make_matter()
    shown = desk.get(page("change_summary", matter))
    somebody = make_person("secretary")
    actions.change_summary(
        matter=matter, title="Theirs", summary="What a colleague wrote.", reason="clearer", actor=somebody, at=AT
    )
    typed = {**carried(shown), "title": "Mine", "summary": "What I wrote.", "reason": "better"}
    answer = desk.post(page("change_summary", matter), typed)
    text = text_of(answer)
    again = desk.post(
        page("change_summary", matter), {**carried(answer), **{k: typed[k] for k in ("title", "summary", "reason")}}
    )
    assert (answer.status_code, "What a colleague wrote." in text, "What I wrote." in text, again.status_code) == (
        409, True, True, 302,
    )  # fmt: skip
    assert current(matter).summary == "What I wrote."


def test_a_form_sent_twice_is_one_act(desk: Client) -> None:
    matter = make_matter()
    typed = {**carried(desk.get(page("verify", matter))), "visited_on": "2026-11-23", "finding": "23 bikes.",
             "legal": "yes", "technical": "yes", "financial": "unknown"}  # fmt: skip
    answers = [desk.post(page("verify", matter), typed).status_code for _ in range(2)]
    assert (answers, Verification.objects.filter(matter=matter).count()) == ([302, 302], 1)


def test_what_was_seen_is_noted_with_a_date_that_has_come(desk: Client) -> None:
    matter = make_matter()
    typed = {"finding": "23 bikes.", "legal": "yes", "technical": "yes", "financial": "unknown", "note": "Mr W. helped"}
    later = send(desk, page("verify", matter), visited_on="2026-11-30", **typed)
    sent = send(desk, page("verify", matter), visited_on="2026-11-22", **typed)
    seen = Verification.objects.get(matter=matter)
    assert (later.status_code, sent.status_code, seen.finding, seen.note, str(seen.visited_on)) == (
        422, 302, "23 bikes.", "Mr W. helped", "2026-11-22",
    )  # fmt: skip


def test_sorting_offers_every_way_and_moves_the_matter(desk: Client) -> None:
    matter = make_matter("sort")
    shown = text_of(desk.get(page("sort", matter)))
    ways = [
        key for key in ("deliberate", "assign", "explain", "merge", "mediate", "pass_on") if f'value="{key}"' in shown
    ]
    sent = send(
        desk, page("sort", matter), category="other", severity="2", choose="deliberate", guards=["common_parts"]
    )
    assert (ways, sent.status_code, current(matter).step, current(matter).guards) == (
        ["deliberate", "assign", "explain", "merge", "mediate", "pass_on"], 302, "deliberate", ["common_parts"],
    )  # fmt: skip


def test_saying_no_needs_a_reason_and_another_way(desk: Client) -> None:
    matter = make_matter("sort")
    told = {"category": "other", "severity": "2", "choose": "explain"}
    bare = send(desk, page("sort", matter), **told)
    sent = send(
        desk, page("sort", matter), **told, reason_code="no_money", reason="No money this year.", next_channel="12345"
    )
    assert (bare.status_code, sent.status_code, current(matter).step) == (422, 302, "explain:said")


def test_merging_by_number_takes_the_raisers_along(desk: Client) -> None:
    target, matter = make_matter(), make_matter("sort")
    number = target.number.rpartition("-")[2]
    wrong = send(desk, page("sort", matter), category="other", severity="2", choose="merge", into="9999", reason="same")
    sent = send(desk, page("merge", matter), number=number, reason="The same lobby.")
    assert (wrong.status_code, sent.status_code, current(matter).merged_into_id) == (422, 302, target.pk)


def test_the_bench_is_noted_in_one_form_with_rows_added_without_losing_a_word(desk: Client) -> None:
    matter = make_matter("deliberate")
    typed = {
        "held_on": "2026-11-22", "where": "the bench at building 2", "said": "All spoke.", "outcome": "consensus",
        "opinion": "Draw parking lines.", "seat-resident": "5", "other": ["shop keepers"], "other-count": ["2"],
        "dissent": ["Where do the children play?"],
    }  # fmt: skip
    more = send(desk, page("bench_note", matter), more="dissent", **typed)
    text = text_of(more)
    sent = desk.post(page("bench_note", matter), {**carried(more), **typed, "choose": "assign"})
    note = BenchNote.objects.get(matter=matter)
    kept = ("Where do the children play?" in text, "All spoke." in text)
    assert (more.status_code, text.count('name="dissent"'), *kept) == (200, 2, True, True)
    assert (sent.status_code, current(matter).step, [(seat["role"], seat["count"]) for seat in note.seats]) == (
        302, "assign", [("resident", 5), ("shop keepers", 2)],
    )  # fmt: skip
    assert [row.words for row in Dissent.objects.filter(note=note)] == ["Where do the children play?"]


def test_a_bench_without_anybody_on_it_is_refused(desk: Client) -> None:
    matter = make_matter("deliberate")
    sent = send(
        desk, page("bench_note", matter), held_on="2026-11-22", where="bench", said="x", outcome="none", opinion="y"
    )
    assert (sent.status_code, BenchNote.objects.count(), len(errors_of(sent))) == (422, 0, 1)


def test_a_view_that_differed_gets_its_answer(desk: Client) -> None:
    secretary = make_person("secretary")
    matter = make_matter("deliberate", by=secretary)
    from tests.makers import note

    note(matter, by=secretary, dissents=["Where do the children play?"])
    sent = send(desk, page("dissents", matter), answer="The north corner stays free.")
    done = text_of(desk.get(page("dissents", matter)))
    assert (sent.status_code, Dissent.objects.get().answer, "has its answer" in done) == (
        302, "The north corner stays free.", True,
    )  # fmt: skip


def test_the_reply_is_seen_before_it_goes_and_reaches_each_raiser() -> None:
    bench = Bench()
    secretary = bench.on_duty("secretary")
    carried_to = {"name": "Zhang San", "channel": "proxy", "reach": "visit", "consent": "said so", "actor": secretary}
    matter = now(bench.at_reply(secretary, carried_to))
    desk, told = browser_of(secretary), {"kind": "final", "text": "The path is paved."}
    one = matter.raisings.get(reach="visit")
    letter = {f"letter-{one.pk}": "Thank you for the tea."}
    look = send(desk, page("reply", matter), look="1", **told, **letter)
    none_yet = Reply.objects.filter(kind="final").count()
    sent = desk.post(page("reply", matter), {**carried(look), **told, **letter})
    replies = sorted((row.raising.reach, row.letter) for row in Reply.objects.filter(kind="final"))
    listed = text_of(desk.get(page("replies", matter)))
    assert (look.status_code, 'id="preview"' in text_of(look), none_yet, sent["Location"], replies) == (
        200, True, 0, page("replies", matter), [("page", ""), ("visit", "Thank you for the tea.")],
    )  # fmt: skip
    assert ("1 / 2" in listed, "Z*" in listed, "Zhang San" in listed, "The path is paved." in listed) == (
        True, True, False, True,
    )  # fmt: skip


def test_a_slip_is_printed_for_whoever_reads_no_page() -> None:
    bench = Bench()
    secretary = bench.on_duty("secretary")
    matter = now(
        bench.at_reply(secretary, {"channel": "proxy", "reach": "visit", "consent": "said so", "actor": secretary})
    )
    bench.replied(matter, secretary)
    sheet = text_of(browser_of(secretary).get(page("slips", matter)))
    assert (sheet.count("The path was paved anew on Friday."), sheet.count('class="qr"')) == (1, 1)


def test_a_delivery_is_ticked_and_ends_the_matter() -> None:
    bench = Bench()
    secretary = bench.on_duty("secretary")
    matter = now(bench.at_reply(secretary, channel="proxy", reach="visit", consent="said so", actor=secretary))
    told = bench.replied(matter, secretary)[0]
    head = browser_of(bench.on_duty("building_head", bench.building))
    address = reverse("matters:deliver", args=[told.pk])
    bare = send(head, address, mode="visit", succeeded="no", on="2026-11-23")
    sent = send(head, address, mode="visit", succeeded="yes", on="2026-11-23", note="")
    assert (bare.status_code, sent.status_code, now(matter).step, now(matter).closed_at is not None) == (
        422,
        302,
        None,
        True,
    )


def test_what_comes_back_from_another_body_is_noted(desk: Client) -> None:
    matter = make_matter("sort")
    sent = send(
        desk, page("branch", matter, "pass_on"), reason_code="not_our_duty", reason="The water works own the pipe.",
        to="the water works",
    )  # fmt: skip
    taken = send(desk, page("pass_on_answer", matter), answer="acknowledged", by_whom="their office")
    assert (sent.status_code, taken.status_code, current(matter).step) == (302, 302, "pass_on:watched")


def test_a_danger_is_said_to_be_over(desk: Client) -> None:
    matter = make_matter(severity=0)
    track = matter.tracks.get(kind="safety")
    first = text_of(desk.get(reverse("matters:detail", args=[matter.pk])))
    sent = send(desk, page("make_safe", matter, track.pk), text="The lift was stopped; two people were freed.")
    assert ("Make it safe" in first, sent.status_code, matter.tracks.get(kind="safety").closed_at is not None) == (
        True, 302, True,
    )  # fmt: skip


def test_other_acts_have_their_pages(desk: Client) -> None:
    matter = make_matter("sort")
    sealed = send(desk, page("seal", matter), reason="a quarrel between neighbours").status_code
    taken = desk.post(page("take_up", matter)).status_code
    handed = send(desk, page("hand_over", matter), to="").status_code
    visit = Verification.objects.get(matter=matter)
    mended = send(
        desk, page("correct", matter), which=f"visited_on:{visit.pk}", now="2026-11-20", reason="a slip of the pen"
    ).status_code
    visit.refresh_from_db()
    assert (sealed, taken, handed, mended, current(matter).sealed, str(visit.visited_on)) == (
        302, 302, 302, 302, True, "2026-11-20",
    )  # fmt: skip


@pytest.mark.parametrize(
    "name", ["accept", "change_summary", "seal", "hand_over", "correct", "sort", "bench_note", "dissents", "review",
             "complete", "merge", "unmerge", "reply", "replies", "slips"],
)  # fmt: skip
def test_a_neighbour_without_a_duty_is_told_whose_it_is(name: str) -> None:
    matter = make_matter("deliberate")
    somebody = browser_of(make_person())
    assert somebody.get(page(name, matter)).status_code == 403


def test_whoever_is_not_signed_in_is_asked_to(client: Client) -> None:
    matter = make_matter()
    answer = client.get(page("verify", matter))
    assert (answer.status_code, answer["Location"].startswith("/account/login/")) == (302, True)
