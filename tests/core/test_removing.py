"""What in a text tells on somebody, shape by shape; what holds for any text; how many names are proposed."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bandeng.core.text import naming, shapes
from bandeng.core.text.removing import INSTEAD, PROPOSED, find, numbers_left, without
from benchmarks.names import Told, both_halves, measure, tell
from tests.core.names_in_texts import PLAIN, TUNED, UNSEEN, read


@pytest.mark.parametrize(
    ("text", "kind", "after"),
    [
        ("微信号：bandeng_0088 加我", "account", "（账号略） 加我"),
        ("加VX bandeng0088 吧", "account", "加（账号略） 吧"),
        ("wxid_ab12cd34 是她", "account", "（账号略） 是她"),
        ("ＱＱ：１２３４５６", "account", "（账号略）"),
        ("QQ 群号 123 456 78 里说", "account", "（账号略） 里说"),
        ("扣扣是10001000", "account", "（账号略）"),
        ("卡号 6222 0000 0000 0000 123 收款", "account", "（账号略） 收款"),
        ("打到 6222000000000000123 上", "account", "打到 （账号略） 上"),
        ("打到 6222 0000 0000 0000 上", "account", "打到 （账号略） 上"),
        ("账号是一二三四五六七八", "account", "（账号略）"),
        ("身份证号６４０３０２１９９００１０１１２３Ｘ。", "identity", "身份证号（证件号略）。"),
        ("640302 19900101 1234 是证号", "identity", "（证件号略） 是证号"),
        ("六四〇三〇二一九九〇〇一〇一一二三四", "identity", "（证件号略）"),
        ("护照 E12345678", "identity", "（证件号略）"),
        ("打一三三〇〇〇〇一一一一找", "phone", "打（电话略）找"),
        ("打幺三三零零零零幺幺幺幺找", "phone", "打（电话略）找"),
        ("打133-0000-1111找", "phone", "打（电话略）找"),
        ("打1 3 3 0 0 0 0 1 1 1 1找", "phone", "打（电话略）找"),
        ("打13300 001 111找", "phone", "打（电话略）找"),
        ("打+86 133 0000 1111找", "phone", "打（电话略）找"),
        ("打１３３－００００－１１１１找", "phone", "打（电话略）找"),
        ("宁AD12345 停着", "plate", "（车牌略） 停着"),
        ("宁A·F12345 停着", "plate", "（车牌略） 停着"),
        ("宁A D1234Ｆ停着", "plate", "（车牌略）停着"),
        ("宁ａ12345停着", "plate", "（车牌略）停着"),
        ("1990年1月2日出生", "birth", "（生日略）"),
        ("1990年1月生，独居", "birth", "（生日略），独居"),
        ("出生日期：1990-01-02，", "birth", "（生日略），"),
        ("生于一九九〇年", "birth", "（生日略）"),
        ("3-2-501 漏水", "address", "某处 漏水"),
        ("3-502 漏水", "address", "某处 漏水"),
        ("3号楼502漏水", "address", "某处漏水"),
        ("3号楼2单元502室漏水", "address", "某处漏水"),
        ("三号楼二单元501漏水", "address", "某处漏水"),
        ("3#502漏水", "address", "某处漏水"),
        ("3＃2单元漏水", "address", "某处漏水"),
        ("501室漏水", "address", "某处漏水"),
        ("3排5号漏水", "address", "某处漏水"),
        ("二组15号漏水", "address", "某处漏水"),
        ("居民石榴红反映", "likely", "居民某人反映"),
        ("欧阳知秋家漏水", "likely", "某人家漏水"),
        ("阿依古丽·买买提报名", "likely", "某人"),
        ("张某某说", "title", "某人说"),
        ("王某停车", "title", "某人停车"),
        ("周警官来了", "title", "某人来了"),
        ("赵嫂来了", "title", "某人来了"),
        ("欧阳老师来了", "title", "某人来了"),
        ("张 建 国", "title", "某人"),
        ("李　明", "title", "某人"),
        ("问Zhang Wei。", "title", "问某人。"),
        ("问Mr. Smith。", "title", "问某人。"),
        ("问John。", "title", "问某人。"),
        ("大刘说", "title", "某人说"),
        ("大家都说二胖嗓门大", "title", "大家都说某人嗓门大"),
        ("老张头来了", "title", "某人来了"),
        ("买买提江卖馕", "title", "某人卖馕"),
        ("与陈静商量", "likely", "与某人商量"),
        ("对高兴说", "likely", "对某人说"),
        ("打2345678转801找", "phone", "打（电话略）找"),
        ("打0951-2345678转801找", "phone", "打（电话略）找"),
        ("打０９５１－２３４５６７８转８０１找", "phone", "打（电话略）找"),
        ("三栋二单元五零一漏水", "address", "某处漏水"),
    ],
)
def test_each_shape_is_found_and_taken_out(text: str, kind: str, after: str) -> None:
    found = find(text)
    assert ([each.kind for each in found], without(text, found)) == ([kind], after)


@pytest.mark.parametrize(
    "text",
    [
        "100-200元之间", "2026-11-23 开会", "长 3-10 米", "2026年11月23日生效", "1990年生产的电梯", "第3-12条",
        "10-300户", "微信群里说了", "QQ群里说了", "拨打 12345", "账号由社区保管",
        "周边高温，方便面和白菜都安排好了", "金额、时间、方案都公示",
        "小高层", "老马路", "小黄车", "老田埂", "马莲河边", "何家沟", "WiFi、LED、APP、ETC", "使用Google Maps",
        "向老师请教", "他很高兴，说好", "某小区", "转3路车", "每户转500元", "大于三十人", "养老金",
    ],
)  # fmt: skip
def test_what_only_begins_like_one_stays(text: str) -> None:
    assert (find(text), numbers_left(text)) == ([], [])


def test_what_looked_like_a_name_once_is_proposed_wherever_it_stands() -> None:
    text = "居民石榴红反映漏水，石榴红今晚在家。"
    assert without(text, find(text)) == "居民某人反映漏水，某人今晚在家。"
    assert without("今晚石榴红在家", find("今晚石榴红在家", alike=["石榴红"])) == "今晚某人在家"


PIECES = [
    "13300001111", "一三三〇〇〇〇一一一一", "640302199001011234", "宁AD12345", "宁A", "微信", "QQ", "卡号",
    "生", "出生", "1990年1月", "6222", "0953", "2000111", "a@b.cn", "@", ".cn", "-", " ", "·", "：",
    "：abcdefg", "麦小麦", "小麦", "某", "人", "某人", "（", "略）", "3号楼", "502", "3-2-501", "王", "师傅",
    "居民", "石榴红", "说", "，", "x", "X", "+86", "护照", "E1234567", "１３", "\n", "\x00",
]  # fmt: skip
TEXTS = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=14).map("".join),
    st.text(alphabet="013589一三八〇宁AD@.-· ：QQ微信卡号生出王小麦某人处（）略室楼号x\x00", max_size=40),
    st.text(max_size=40),
)
NAMES = st.lists(st.sampled_from(["麦小麦", "小麦", "人小", "某人", "王", "略", "133"]), max_size=4)


@given(text=TEXTS, names=NAMES)
@example(text="一三三〇〇〇〇一一一一3号楼", names=[])
def test_after_removal_nothing_certain_is_left_and_once_more_changes_nothing(text: str, names: list[str]) -> None:
    once = without(text, find(text, names))
    again = find(once, names)
    assert [each for each in again if not each.is_proposed] == []
    assert without(once, [each for each in again if not each.is_proposed]) == once
    assert without(once, again) == without(without(once, again), find(without(once, again), names))


@given(text=TEXTS, names=NAMES, keep=st.sets(st.integers(0, 40)))
def test_the_text_around_stays_and_what_is_kept_is_only_what_was_proposed(
    text: str, names: list[str], keep: set[int]
) -> None:
    found = find(text, names)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(each.word == text[each.start : each.end] != "" for each in found)
    edges = [0, *(edge for each in found for edge in (each.start, each.end)), len(text)]
    around = [text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]
    stays = [each.word if each.kind in PROPOSED and each.start in keep else INSTEAD[each.kind] for each in found]
    told = "".join(part for pair in zip(around, [*stays, ""], strict=True) for part in pair)
    assert without(text, found, keep) == told


@given(text=TEXTS)
def test_reading_figures_keeps_the_length(text: str) -> None:
    assert [len(shapes.figures(text)), len(shapes.spoken(text))] == [len(text), len(text)]


def test_as_many_names_are_proposed_as_the_reference_says() -> None:
    """docs/reference/names.md prints these numbers; where the lists change, both change."""
    found = {name: measure(read(block)) for name, block in (("tuned", TUNED), ("unseen", UNSEEN), ("plain", PLAIN))}
    assert {name: (each.found, each.names, each.right, each.proposed) for name, each in found.items()} == {
        "tuned": (32, 40, 33, 33), "unseen": (25, 37, 26, 26), "plain": (0, 0, 0, 0),
    }  # fmt: skip


def test_as_much_that_tells_is_found_as_the_reference_says() -> None:
    """The same page prints these: of the half looked at while the rules were written, and of the other one."""
    assert [tell(half) for half in both_halves()] == [Told(84, 84, 78, 78, 6, 6), Told(78, 81, 74, 78, 6, 6)]


def test_an_extension_alone_is_found_after_a_number_taken_out_and_stays_without_one() -> None:
    assert without("打（电话略）转801找", find("打（电话略）转801找")) == "打（电话略）（电话略）找"
    assert find("转801页") == []


def test_no_sign_is_both_called_by_and_never() -> None:
    told = naming.lists()
    assert (told.given & told.never, [word for word in told.words if len(word) != 2]) == (frozenset(), [])
