"""What in a text tells on somebody, case by case."""

import pytest

from bandeng.core.text.removing import find, numbers_left, without

FREE = [
    "感应灯 3 天换好，花了 1200 元。",
    "2026年11月23日开会，15 户到场。",
    "第 12 条第 3 款。",
    "共 1234567 字"[:4],
    "",
]


@pytest.mark.parametrize(
    ("text", "kind", "after"),
    [
        ("打13300001111找人", "phone", "打（电话略）找人"),
        ("打１３３００００１１１１找人", "phone", "打（电话略）找人"),
        ("座机 0953-2000111。", "phone", "座机 （电话略）。"),
        ("证 640302199001011234", "identity", "证 （证件号略）"),
        ("宁C·A1234 停在门口", "plate", "（车牌略） 停在门口"),
        ("宁AD12345 停在门口", "plate", "（车牌略） 停在门口"),
        ("写到 wo@example.org", "email", "写到 （邮箱略）"),
        ("3号楼2单元501室漏水", "address", "某处漏水"),
        ("三号楼二单元漏水", "address", "某处漏水"),
        ("3-2-501 漏水", "address", "某处 漏水"),
        ("王师傅来修", "title", "某人来修"),
        ("老王来修", "title", "某人来修"),
    ],
)
def test_what_tells_on_somebody_is_found_and_taken_out(text: str, kind: str, after: str) -> None:
    found = find(text)
    assert ([each.kind for each in found], without(text, found)) == ([kind], after)


@pytest.mark.parametrize("text", FREE)
def test_a_text_without_anybody_stays_as_it_is(text: str) -> None:
    assert (without(text, find(text)), numbers_left(text)) == (text, [])


def test_a_known_name_goes_for_certain_and_only_what_is_likely_may_stay() -> None:
    text = "麦小麦去了3号楼，打13300001111。"
    found = find(text, ["麦小麦", "麦", ""])
    assert [(each.kind, each.is_proposed) for each in found] == [("name", False), ("address", True), ("phone", False)]
    assert without(text, found, keep={each.start for each in found}) == "某人去了3号楼，打（电话略）。"


def test_the_longer_name_is_taken_before_the_shorter_one_in_it() -> None:
    text = "欧阳小明和小明"
    assert without(text, find(text, ["小明", "欧阳小明"])) == "某人和某人"


@pytest.mark.parametrize(
    "text",
    [
        "0953-000 0088",
        "一三三零零零零一一一一",
        "1 3 3 0 0 0 0 1 1 1 1",
        "133.0000",
        "１３３００００",
        "幺三三零零零零",
    ],
)
def test_a_number_that_no_shape_knows_is_left_to_a_person(text: str) -> None:
    assert numbers_left(f"找 {text} 问") == [text]


def test_whatever_was_taken_out_leaves_nothing_to_find() -> None:
    text = "张阿姨 13300001111，宁AD12345，3号楼2单元，640302199001011234，a@b.cn"
    assert find(without(text, find(text))) == []
