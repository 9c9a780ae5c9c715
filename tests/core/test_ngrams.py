"""How alike two texts are, without a dictionary."""

from hypothesis import given
from hypothesis import strategies as st

from bandeng.core.text.ngrams import grams, likeness, most_alike


def test_signs_and_pairs_of_signs_are_what_a_text_is_made_of() -> None:
    assert grams("电动车，乱停 A3") == {"电", "动", "车", "电动", "动车", "乱", "停", "乱停", "a", "3", "a3"}


def test_words_that_every_complaint_uses_tell_nothing_alone() -> None:
    assert grams("我们的") == {"我们", "们的"}


def test_the_same_trouble_in_other_words_is_found_before_another_trouble() -> None:
    told = {"a": "2号楼楼道电动车乱停堵住通道", "b": "小区北门快递柜不够用", "c": "楼下麻将馆半夜太吵"}
    assert [key for key, _ in most_alike("楼道里停满了电动车", told.items())] == ["a"]
    assert [key for key, _ in most_alike("快递柜太少", told.items())] == ["b"]
    assert [key for key, _ in most_alike("麻将馆吵得睡不着", told.items())] == ["c"]
    assert most_alike("路灯坏了", told.items()) == []


def test_of_equals_the_first_given_comes_first_and_no_more_than_asked() -> None:
    same = [(n, "路灯坏了") for n in range(9)]
    assert most_alike("路灯坏了", same, most=3) == [(0, 1.0), (1, 1.0), (2, 1.0)]


@given(st.text(), st.text())
def test_likeness_lies_between_0_and_1_and_is_the_same_both_ways(one: str, other: str) -> None:
    there, back = likeness(grams(one), grams(other)), likeness(grams(other), grams(one))
    assert 0 <= there == back <= 1


@given(st.text())
def test_a_text_is_wholly_like_itself_unless_it_says_nothing(text: str) -> None:
    assert likeness(grams(text), grams(text)) == (1 if grams(text) else 0)
