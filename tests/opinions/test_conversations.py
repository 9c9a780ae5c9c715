"""A question, statements of one idea, one voice each, and a ledger that carries the whole."""

import hashlib
from datetime import timedelta
from functools import partial

import pytest

from bandeng.matters.models import Matter
from bandeng.opinions import actions, queries
from bandeng.opinions.models import Conversation, Reaction, Statement, Voice
from bandeng.people.acting import PUBLIC
from bandeng.records import rebuild
from bandeng.records.actions import as_line
from bandeng.records.models import Entry
from tests.makers import AT, make_matter, make_person, make_place
from tests.opinions.talking import SEEDS, Talk, refused

pytestmark = pytest.mark.django_db


def test_a_secretary_opens_a_conversation_with_its_first_statements() -> None:
    talk = Talk()
    told = talk.conversation.statements.order_by("number").values_list("number", "text", "state", "seed")
    assert list(told) == [(number, text, "in", True) for number, text in enumerate(SEEDS, 1)]


@pytest.mark.parametrize(
    ("seeds", "code"),
    [(("一", "二"), "too_few_seeds"), (("一", "二", "一"), "seed_twice"), (("一", "二", "打 13912345678"), "unmasked"),
     (("一", "二", "长" * 141), "text_too_long"), (tuple(map(str, range(101))), "too_many_seeds")],
)  # fmt: skip
def test_a_beginning_nobody_can_react_to_is_refused(seeds: tuple[str, ...], code: str) -> None:
    refused(code, lambda: Talk(seeds))
    assert Conversation.objects.count() == 0


def test_only_who_may_ask_asks() -> None:
    place, head = make_place(), make_person("building_head")
    ask = partial(actions.open_conversation, place=place, question="?", seeds=SEEDS, at=AT)
    refused("not_your_turn", lambda: ask(actor=head))
    refused("not_your_turn", lambda: ask(actor=PUBLIC))


def test_a_last_day_lies_ahead_and_after_it_nobody_reacts() -> None:
    refused("date_not_ahead", lambda: Talk(closes_on=AT.date()))
    talk = Talk(closes_on=AT.date() + timedelta(days=1))
    talk.react("a", 1, 1, at=AT + timedelta(days=1))
    refused("conversation_closed", lambda: talk.react("a", 2, 1, at=AT + timedelta(days=2)))


def test_a_sealed_matter_is_not_asked_about() -> None:
    refused("not_allowed", lambda: Talk(matter=make_matter("discover", sealed=True)))


# --- one voice each ---


def test_a_request_sent_twice_is_one_reaction() -> None:
    talk = Talk()
    first, again = talk.react("a", 1, 1, key="form"), talk.react("a", 1, 1, key="form")
    assert (first.added, again.added, Reaction.objects.count()) == (True, False, 1)


def test_whoever_changes_their_mind_counts_once_and_both_stay_on_record() -> None:
    talk = Talk()
    talk.react("a", 1, 1)
    talk.react("a", 1, -1)
    assert (Reaction.objects.count(), queries.last_of(talk.conversation)) == (2, {(1, 1): -1})


def test_nobody_takes_away_the_key_of_somebody_elses_form() -> None:
    talk = Talk()
    talk.react("a", 1, 1, key="the same")
    assert talk.react("b", 1, -1, key="the same").added


def test_two_tabs_of_one_browser_are_one_voice_and_two_browsers_are_two() -> None:
    talk = Talk()
    for token, number in (("a", 1), ("a", 2), ("b", 1)):
        talk.react(token, number, 1)
    assert [voice.number for voice in Voice.objects.order_by("number")] == [1, 2]


def test_where_a_person_has_one_voice_a_cleared_browser_gives_no_second_one() -> None:
    talk, neighbour = Talk(voices="person"), make_person("resident")
    refused("sign_in_first", lambda: talk.mark("any browser"))
    assert talk.mark("phone", neighbour) == talk.mark("another phone", neighbour)


def test_a_voice_of_one_conversation_is_not_known_in_another() -> None:
    one, other = Talk(), Talk()
    assert one.mark("a") != other.mark("a")


@pytest.mark.parametrize("value", [2, -2, 7])
def test_only_agree_disagree_and_pass_are_reactions(value: int) -> None:
    refused("unknown_value", lambda: Talk().react("a", 1, value))


# --- statements ---


def test_what_a_resident_says_is_read_by_a_named_person_before_anybody_else_reads_it() -> None:
    talk = Talk()
    made = talk.say("a", "晚上大厅太吵。")
    refused("not_let_in", lambda: talk.react("b", made.number, 1))
    in_clear = [entry for entry in Entry.objects.all() if "太吵" in str(as_line(entry))]
    actions.moderate(statement=made, state="in", actor=talk.staff, at=AT)
    assert (in_clear, talk.react("b", made.number, 1).added) == ([], True)


def test_kept_out_takes_a_reason_everybody_may_read_and_its_words_stay_out_of_the_ledger() -> None:
    talk = Talk()
    made = talk.say("a", "楼上的是坏人。")
    out = partial(actions.moderate, statement=made, state="out", actor=talk.staff, at=AT)
    refused("text_missing", lambda: out(reason=" "))
    assert out(reason="说的是某一个人").reason == "说的是某一个人"
    assert [entry for entry in Entry.objects.all() if "坏人" in str(as_line(entry))] == []


def test_nobody_lets_their_own_statement_in() -> None:
    talk = Talk()
    mark = talk.mark("", talk.staff)
    made = actions.add_statement(conversation=talk.conversation, text="要快。", mark=mark, actor=talk.staff, at=AT)
    refused("own_statement", lambda: actions.moderate(statement=made, state="in", actor=talk.staff, at=AT))


def test_words_people_have_reacted_to_stay_as_they_are() -> None:
    talk = Talk()
    talk.react("a", 1, 1)
    mend = partial(actions.moderate, statement=talk.statement(1), state="in", actor=talk.staff, at=AT)
    refused("reacted_to", lambda: mend(text="大厅里可以停电动车。"))


def test_the_same_is_not_said_twice_and_five_may_wait() -> None:
    talk = Talk()
    refused("said_already", lambda: talk.say("a", SEEDS[0]))
    for number in range(5):
        talk.say("a", f"第 {number} 个想法")
    refused("too_many_waiting", lambda: talk.say("a", "再来一个"))
    assert [each.text for each in queries.alike(talk.conversation, "大厅里不能停电动车")] == [SEEDS[0]]


# --- paper ---


def test_a_sheet_of_paper_is_one_voice_by_its_number() -> None:
    talk = Talk()
    enter = partial(actions.react_on_paper, conversation=talk.conversation, actor=talk.staff, at=AT)
    first = enter(sheet="17", answers={1: 1, 2: -1}, key="form")
    again = enter(sheet="17", answers={1: 1, 2: -1}, key="form")
    assert (first.voice.way, first.added, again.added) == ("paper", True, False)
    refused("sheet_known", lambda: enter(sheet=" 17 ", answers={1: -1}, key="another form"))
    refused("sheet_empty", lambda: enter(sheet="18", answers={}, key="k"))
    refused("sheet_missing", lambda: enter(sheet=" ", answers={1: 1}, key="k"))
    refused("not_let_in", lambda: enter(sheet="19", answers={9: 1}, key="k"))


# --- the ledger ---


def test_the_ledger_takes_one_entry_for_all_reactions_of_a_tick_and_none_when_nothing_is_new() -> None:
    talk = Talk()
    for token in "abc":
        talk.react(token, 1, 1)
    told = actions.tick(conversation=talk.conversation, at=AT)
    again = actions.tick(conversation=talk.conversation, at=AT)
    assert told is not None
    assert (told.reactions, told.voices, again, Entry.objects.filter(verb="opinion.ticked").count()) == (3, 3, None, 1)
    lines = b"".join(queries.lines_since(talk.conversation, 0, 3))
    assert told.root == hashlib.sha256(b"0" * 64 + lines).hexdigest()


def test_a_later_root_rests_on_the_earlier_one() -> None:
    talk = Talk()
    talk.react("a", 1, 1)
    first = actions.tick(conversation=talk.conversation, at=AT)
    talk.react("a", 2, 1)
    second = actions.tick(conversation=talk.conversation, at=AT)
    assert first is not None
    assert second is not None
    lines = b"".join(queries.lines_since(talk.conversation, 1, 2))
    assert second.root == hashlib.sha256(first.root.encode() + lines).hexdigest()


def test_rows_come_out_equal_when_they_are_made_anew_and_reactions_stay() -> None:
    talk = Talk()
    made = talk.say("a", "晚上大厅太吵。")
    actions.moderate(statement=made, state="in", actor=talk.staff, at=AT)
    talk.react("b", made.number, 1)
    actions.become(statement=made, fate="answered", text="已和物业约定十点后关门。", actor=talk.secretary, at=AT)
    actions.close_conversation(conversation=talk.conversation, reason="问完了", actor=talk.secretary, at=AT)
    assert (rebuild.check().different, Reaction.objects.count()) == ((), 1)


# --- what became of it ---


def test_each_reads_what_became_of_what_they_reacted_to() -> None:
    talk = Talk()
    for token, value in (("a", 1), ("b", 1), ("c", -1)):
        talk.react(token, 1, value)
    matter = make_matter("discover", accepted=True)
    said = actions.become(
        statement=talk.statement(1), fate="taken_up", text="作为事项办理。", matter=matter, actor=talk.secretary,
        at=AT + timedelta(seconds=2),
    )  # fmt: skip
    fates = queries.fates_for(talk.conversation, talk.voice("c"))
    assert [(each.became, each.taken_to, value) for each, value in fates] == [("作为事项办理。", matter, -1)]
    assert said.support == {"": [2, 3]}


def test_taken_up_names_the_matter_and_only_a_public_one_here() -> None:
    talk, elsewhere = Talk(), make_place("640106005001", name="逸馨苑社区", short="逸馨")
    say = partial(actions.become, statement=talk.statement(1), fate="taken_up", text="办", actor=talk.secretary, at=AT)
    refused("matter_missing", say)
    refused("not_allowed", lambda: say(matter=Matter.objects.get(pk=make_matter("discover", place=elsewhere).pk)))
    refused("not_your_turn", lambda: actions.become(
        statement=talk.statement(1), fate="done", text="办", actor=talk.staff, at=AT
    ))  # fmt: skip
    assert Statement.objects.exclude(fate="").count() == 0
