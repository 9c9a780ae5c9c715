"""What the page says of many voices: nothing before enough have spoken, groups only where they are clear."""

import random

import pytest

from bandeng.opinions import actions, queries, showing
from bandeng.opinions.actions.conversations import result_of
from bandeng.opinions.models import Drawn
from bandeng.opinions.queries import reactions
from tests.makers import AT
from tests.opinions.talking import SEEDS, Talk

pytestmark = pytest.mark.django_db
MORE = (*SEEDS, "晚上十点后不充电。", "每户先登记车辆。", "车棚要有灯。", "费用大家分。")


def camps() -> Talk:
    talk = Talk(MORE)
    talk.two_camps()
    return talk


def test_before_fifteen_have_spoken_there_is_no_map_only_how_many_are_missing() -> None:
    talk = Talk()
    for person in range(14):
        talk.react(f"p{person}", 1, 1)
    few = talk.shown()
    assert (few.voices, few.missing, few.groups, few.points, few.count(1)) == (14, 1, [], [], [[0, 0, 14]])
    talk.react("p14", 1, 1)
    assert talk.shown(2).missing == 0


def test_two_camps_are_two_groups_that_share_the_first_statement_and_differ_on_the_others() -> None:
    told = camps().shown()
    assert [(group.letter, group.size) for group in told.groups] == [("A", 20), ("B", 20)]
    assert (told.clear, told.shared) == (True, [1])
    assert set(told.differ) <= set(range(2, 8))
    assert len(told.differ) == 5


def test_votes_by_chance_give_no_groups() -> None:
    talk, chance = Talk(MORE), random.Random(3)
    for person in range(30):
        for number in range(1, 8):
            talk.react(f"p{person}", number, chance.choice((-1, 0, 1)))
    told = talk.shown()
    assert (told.clear, told.groups, told.steady) == (False, [], None)
    assert {label for _, _, label, _ in told.points} == {-1}


def test_the_map_is_worked_out_at_most_once_a_second_and_only_when_something_is_new() -> None:
    talk = camps()
    first = talk.shown()
    talk.react("new", 1, 1)
    assert talk.shown() == first
    assert talk.shown(2).voices == 41
    kept = Drawn.objects.get().at
    talk.shown(60)
    assert Drawn.objects.get().at == kept


def test_what_is_kept_is_read_back_the_same_and_letters_stay_after_a_restart() -> None:
    talk = camps()
    first = talk.shown()
    assert queries.seen_last(talk.conversation) == first
    reactions.forget()
    for person in range(20, 26):
        talk.react(f"q{person}", 1, 1)
        for number in range(2, 8):
            talk.react(f"q{person}", number, -1 if number % 2 == 0 else 1)
    after = talk.shown(5)
    stands = {group.letter: dict(group.stands) for group in first.groups}
    assert [group.size for group in after.groups] != [20, 20]
    for group in after.groups:
        assert set(dict(group.stands).items()) & set(stands[group.letter].items())


def test_anybody_who_works_it_out_again_finds_what_the_ledger_says() -> None:
    talk = camps()
    ticked = actions.tick(conversation=talk.conversation, at=AT)
    assert ticked is not None
    Drawn.objects.all().delete()
    reactions.forget()
    assert result_of(talk.conversation) == ticked.result


def test_a_statement_kept_out_later_no_longer_shapes_the_map() -> None:
    talk = camps()
    before = talk.shown()
    actions.moderate(statement=talk.statement(2), state="out", reason="说的是某一个人", actor=talk.staff, at=AT)
    talk.react("new", 1, 1)
    after = talk.shown(2)
    assert 2 in before.differ
    assert 2 not in [*after.shared, *after.differ, *after.against]


def test_the_reader_sees_where_they_stand_and_nobody_else_does() -> None:
    talk = camps()
    told = talk.shown()
    one, other = (queries.place_of(told, talk.conversation, talk.voice(token)) for token in ("p0", "p39"))
    assert one is not None
    assert other is not None
    assert (one[0] * other[0] < 0, queries.place_of(told, talk.conversation, None)) == (True, None)


def test_every_drawing_has_its_table_with_the_same_people() -> None:
    talk = camps()
    told = talk.shown()
    statements = {each.number: each for each in talk.conversation.statements.all()}
    drawing = showing.drawing(told, None)
    assert drawing is not None
    assert sum(dot.people for dot in drawing.dots) == 40
    rows = showing.rows(told, statements)
    assert [(row.statement.number, row.agree + row.against <= row.seen) for row in rows] == [
        (number, True) for number in range(1, 8)
    ]
    assert all(sum(seen for *_, seen in row.groups) == row.seen for row in rows)
