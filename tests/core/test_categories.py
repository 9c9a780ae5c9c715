"""What matters are about."""

import pytest

from bandeng.core.categories import categories, category, classes, covers, parts_of, read_categories
from bandeng.core.refusal import Refusal

ONE = "[[category]]\nkey = 'a'\nname = { zh = 'x', en = 'x' }\n"


def test_the_shelf_has_seventeen_classes_in_both_languages() -> None:
    assert len(classes()) == 17
    assert all(one.zh and one.en and one.key.isidentifier() and one.key.isascii() for one in categories().values())
    assert all(len(one.key) <= 40 for one in categories().values())


def test_the_parts_of_repairs() -> None:
    assert [(one.key, one.zh, one.en) for one in parts_of("repair")] == [
        ("lift", "电梯", "Lifts"), ("sensor_light", "感应灯", "Sensor lights"), ("paving", "路面硬化", "Paving"),
        ("damage", "破损", "Broken things"),
    ]  # fmt: skip
    assert parts_of("utilities") == []


def test_a_category_speaks_the_readers_language() -> None:
    assert (category("lift").name("zh-hans"), category("lift").name("en")) == ("电梯", "Lifts")


def test_a_duty_list_that_names_a_class_takes_its_parts() -> None:
    assert [covers(accepted, "lift") for accepted in ("lift", "repair", "traffic")] == [True, True, False]


def test_a_category_nobody_knows_is_refused() -> None:
    with pytest.raises(Refusal, match="unknown_category"):
        category("weather")


@pytest.mark.parametrize(
    "text",
    [
        "category = 1", "[[category]]\nkey = 'a'", "[[category]]\nkey = 'a'\nname = 'x'", "not toml",
        ONE + ONE, ONE + "parts = 3",
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match="bad_categories"):
        read_categories(text)
