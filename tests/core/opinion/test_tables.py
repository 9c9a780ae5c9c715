"""Votes, moderation and groups as CSV: read by the names of the columns, and odd rows named by their place."""

from collections.abc import Callable

import pytest

from bandeng.core.opinion.tables import Moderation, read_groups, read_moderation, read_votes
from bandeng.core.refusal import Detail, Refusal

Answer = tuple[str, dict[str, Detail]]


def lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def votes(text: str) -> list[tuple[int, int, int]]:
    return [(int(who), int(what), int(how)) for who, what, how in zip(*read_votes(lines(text)).rows(), strict=True)]


def refused(read: Callable[[list[str]], object], text: str) -> Answer:
    with pytest.raises(Refusal) as no:
        read(lines(text))
    return no.value.code, dict(no.value.details)


def test_the_open_data_form() -> None:
    text = "timestamp,datetime,comment-id,voter-id,vote\n20,x,7,1,1\n10,y,7,1,-1\n10,z,8,2,0\n"
    assert votes(text) == [(1, 7, 1), (2, 8, 0)]


def test_the_short_form_in_which_the_last_row_counts() -> None:
    assert votes("participant,statement,vote\n1,7,1\n1,7,-1\n") == [(1, 7, -1)]


def test_columns_in_any_order_with_others_among_them_and_signs_of_a_spreadsheet() -> None:
    assert votes('\ufeffVote, Voter-ID ,note,comment-id\r\n+1,2,"a, ""b""\nc",3\r\n\r\n -1 ,4,,3\r\n') == [
        (2, 3, 1),
        (4, 3, -1),
    ]


def test_a_header_alone_is_a_conversation_without_votes() -> None:
    assert votes("participant,statement,vote\n") == []


@pytest.mark.parametrize(
    ("row", "place"),
    [
        ("1,a,1", {"line": 3, "column": 2, "name": "statement", "value": "a"}),
        ("1.0,7,1", {"line": 3, "column": 1, "name": "participant", "value": "1.0"}),
        ("1,7,2", {"line": 3, "column": 3, "name": "vote", "value": "2"}),
        ("1,7,", {"line": 3, "column": 3, "name": "vote", "value": ""}),
        ("1,7", {"line": 3, "column": 3, "name": "vote", "value": ""}),
        ("1,7,1,5", {"line": 3, "column": 4, "name": "", "value": "5"}),
        ("1_0,7,1", {"line": 3, "column": 1, "name": "participant", "value": "1_0"}),
        ("١,7,1", {"line": 3, "column": 1, "name": "participant", "value": "١"}),
        ("1,99999999999999999999,1", {"line": 3, "column": 2, "name": "statement", "value": "99999999999999999999"}),
        ("1,9999999999999999999,1", {"line": 3, "column": 2, "name": "statement", "value": "9999999999999999999"}),
        ('1,"7,1', {"line": 3, "column": 1, "name": "", "value": "unexpected end of data"}),
    ],
)
def test_an_odd_row_is_named_by_line_and_column(row: str, place: dict[str, Detail]) -> None:
    assert refused(read_votes, f"participant,statement,vote\n1,6,0\n{row}\n") == ("malformed", place)


def test_the_line_is_that_of_the_file_also_after_a_text_of_several_lines() -> None:
    text = 'note,participant,statement,vote\n"a\nb",1,2,1\nc,1,x,1\n'
    assert refused(read_votes, text) == ("malformed", {"line": 4, "column": 3, "name": "statement", "value": "x"})


def test_a_time_that_is_none_is_named_too() -> None:
    text = "timestamp,participant,statement,vote\n1.5E+12,1,2,1\n"
    assert refused(read_votes, text) == ("malformed", {"line": 2, "column": 1, "name": "timestamp", "value": "1.5E+12"})


def test_a_file_without_its_columns_is_refused() -> None:
    assert [refused(read_votes, text) for text in ("", "a,b\n", "vote,vote,participant,statement\n")] == [
        ("no_header", {}),
        ("no_column", {"name": "participant or voter-id"}),
        ("column_twice", {"name": "vote"}),
    ]


def test_a_statement_is_out_when_moderated_is_minus_one_and_the_last_row_counts() -> None:
    text = "comment-id,moderated,comment-body\n1,-1,a\n2,0,b\n3,1,c\n4,,d\n5,-1,e\n5,1,e\n"
    assert read_moderation(lines(text)) == Moderation(frozenset({1}), frozenset())


def test_statements_about_the_participants_may_be_named() -> None:
    assert read_moderation(lines("statement,moderated,is-meta\n1,0,1\n2,-1,\n")) == Moderation(
        frozenset({2}), frozenset({1})
    )


def test_who_has_no_group_is_in_none() -> None:
    assert read_groups(lines("participant,group\n1,0\n2,\n3,7\n")) == {1: 0, 3: 7}


@pytest.mark.parametrize(("row", "column", "value"), [("4,-2", 2, "-2"), ("1,5", 2, "5"), ("x,1", 1, "x")])
def test_an_odd_group_is_named_by_line_and_column(row: str, column: int, value: str) -> None:
    code, details = refused(read_groups, f"participant,group\n1,0\n{row}\n")
    assert (code, details["line"], details["column"], details["value"]) == ("malformed", 3, column, value)


def test_more_groups_than_letters_are_too_many() -> None:
    rows = "".join(f"{one},{one}\n" for one in range(128))
    assert refused(read_groups, "participant,group\n" + rows) == ("too_many_groups", {"most": 127})
