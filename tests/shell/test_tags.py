"""The components: what they say to the eye, to the ear, and to a machine."""

import re
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
import time_machine
from django import forms

from bandeng import shell
from bandeng.shell import dates
from bandeng.shell.context import Shell
from tests.shell.pages import PLACE, rendered, request

# The foot of a public page carries the head of its community's ledger.
pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)  # 10:00 in Xinhua


def test_a_lamp_has_a_shape_a_word_and_a_colour() -> None:
    states = ("ok", "soon", "late", "very_late", "done", "paused")
    shown = [rendered("{% lamp c %}", {"c": {"state": state, "words": "还剩 2 天"}}) for state in states]
    assert shown == [f'<span class="chip lamp {state}">还剩 2 天</span>' for state in states]


def test_no_clock_shows_no_lamp() -> None:
    assert [rendered("{% lamp c %}", {"c": c}) for c in (None, {"state": "none", "words": "x"})] == ["", ""]


def test_a_lamp_nobody_drew_is_an_error_of_ours() -> None:
    with pytest.raises(ValueError, match="purple"):
        rendered("{% lamp c %}", {"c": SimpleNamespace(state="purple", words="")})


@pytest.mark.parametrize(
    ("at", "zh", "en"),
    [
        (datetime(2026, 11, 23, 1, 5, tzinfo=UTC), "今天 09:05", "Today 09:05"),
        (datetime(2026, 11, 22, 9, 20, tzinfo=UTC), "昨天 17:20", "Yesterday 17:20"),
        (datetime(2026, 11, 23, 16, 30, tzinfo=UTC), "明天 00:30", "Tomorrow 00:30"),
        (datetime(2026, 11, 12, 0, 30, tzinfo=UTC), "11月12日 08:30", "12 Nov 08:30"),
        (datetime(2025, 12, 31, 16, 30, tzinfo=UTC), "1月1日 00:30", "1 Jan 00:30"),
        (datetime(2025, 11, 12, 0, 30, tzinfo=UTC), "2025年11月12日", "12 Nov 2025"),
    ],
)
def test_a_moment_is_said_as_people_say_it(at: datetime, zh: str, en: str) -> None:
    with time_machine.travel(NOW, tick=False):
        shown = [rendered("{% moment at %}", {"at": at}, language=language) for language in ("zh-hans", "en")]
    exact = dates.exact(at)
    machine = dates.local(at).isoformat(timespec="minutes")
    assert shown == [f'<time datetime="{machine}" title="{exact}">{said}</time>' for said in (zh, en)]


@time_machine.travel(NOW, tick=False)
def test_a_day_has_its_weekday_and_another_year_is_named() -> None:
    days = (date(2026, 11, 25), date(2027, 1, 3))
    assert [rendered("{% day d %}", {"d": d}, language=language) for d in days for language in ("zh-hans", "en")] == [
        '<time datetime="2026-11-25" title="2026-11-25">11月25日 周三</time>',
        '<time datetime="2026-11-25" title="2026-11-25">Wed 25 Nov</time>',
        '<time datetime="2027-01-03" title="2027-01-03">2027年1月3日 周日</time>',
        '<time datetime="2027-01-03" title="2027-01-03">Sun 3 Jan 2027</time>',
    ]


def test_the_day_of_a_moment_is_the_local_one() -> None:
    late = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)
    assert 'datetime="2026-11-25"' in rendered("{% day d %}", {"d": late})


def test_figures_are_n_of_all_in_words_and_drawn() -> None:
    assert rendered("{% ratio 12 15 %}|{% bar 12 15 %}|{% bar 0 0 %}") == (
        '<span class="num">12 / 15</span>|'
        '<svg class="bar jade" viewBox="0 0 100 1" preserveAspectRatio="none" role="img" aria-label="12 / 15">'
        '<rect width="80.0" height="1"/></svg>|'
        '<svg class="bar jade" viewBox="0 0 100 1" preserveAspectRatio="none" role="img" aria-label="0 / 0">'
        '<rect width="0" height="1"/></svg>'
    )


def test_a_label_and_its_words_are_joined_as_the_language_does() -> None:
    text = "{{ a }}{% colon %}{{ b }}"
    assert [rendered(text, {"a": "a", "b": "b"}, language=each) for each in ("zh-hans", "en")] == ["a：b", "a: b"]


def test_no_page_joins_a_label_by_a_colon_that_is_english_alone() -> None:
    source = Path(shell.__file__).parents[1]
    sentences = re.compile(r"\{% (blocktrans\w*)\b.*?\{% end\1 %\}", re.S)
    plain = {path: sentences.sub("", path.read_text(encoding="utf-8")) for path in source.rglob("*.html")}
    assert [path.name for path, text in plain.items() if re.search(r"[%}]\}(</\w+>)?: ", text)] == []


def test_brackets_and_blanks_are_those_of_the_language() -> None:
    text = "{{ a }}{% brackets %}{{ b }}{% endbrackets %}{% gap %}{{ a }}"
    assert [rendered(text, {"a": "a", "b": "<b>"}, language=each) for each in ("zh-hans", "en")] == [
        "a（&lt;b&gt;）a",
        "a (&lt;b&gt;) a",
    ]


def test_no_page_brackets_its_words_as_english_alone_does() -> None:
    source = Path(shell.__file__).parents[1]
    sentences = re.compile(r"\{% (blocktrans\w*)\b.*?\{% end\1 %\}", re.S)
    plain = {path: sentences.sub("", path.read_text(encoding="utf-8")) for path in source.rglob("*.html")}
    assert [path.name for path, text in plain.items() if re.search(r" \(\{[{%]", text)] == []


def test_the_journey_says_where_it_stands_to_eye_and_ear() -> None:
    line = [
        SimpleNamespace(name=name, state=state) for name, state in (("发现", "past"), ("研讨", "now"), ("回复", "todo"))
    ]
    shown = rendered("{% steps line %}", {"line": line})
    assert [
        shown.count('aria-current="step"'),
        "（已经过了）" in shown,
        "（现在在这里）" in shown,
        "（还没到）" in shown,
        shown.index("发现") < shown.index("研讨") < shown.index("回复"),
    ] == [1, True, True, True, True]


def test_a_qr_code_says_what_it_opens() -> None:
    shown = rendered('{% qr "https://bench.example/r/AB12" "您的回执" %}')
    assert ('role="img" aria-label="您的回执"' in shown, "<svg" in shown, "style=" in shown) == (True, True, False)


HOSTILE = '"><img src=x onerror=alert(1)><script>alert(2)</script>'


def test_what_people_wrote_stays_words_in_every_component() -> None:
    thing = SimpleNamespace(
        name=HOSTILE, state="now", words=HOSTILE, text=HOSTILE, who=HOSTILE, note=HOSTILE, unit=HOSTILE, kind=HOSTILE,
        at=NOW, href="", link="", photos=[SimpleNamespace(href=HOSTILE, alt=HOSTILE)],
    )  # fmt: skip
    clock = {"state": "late", "words": HOSTILE}
    template = (
        "{% lamp clock %}{% steps line %}{% story line %}{% reply_box thing %}"
        "{% empty hostile hostile hostile hostile %}{% qr hostile hostile %}"
    )
    shown = rendered(template, {"clock": clock, "line": [thing], "thing": thing, "hostile": HOSTILE})
    assert ("<img src=x" in shown, "<script>" in shown) == (False, False)


class Raise(forms.Form):
    text = forms.CharField(widget=forms.Textarea, help_text="像跟邻居说话那样写")
    where = forms.CharField()
    agreed = forms.BooleanField()
    name = forms.CharField(required=False)


def test_a_wrong_field_is_tied_to_its_words_and_the_first_one_takes_the_cursor() -> None:
    form = Raise({"where": "", "text": "灯坏了"})
    form.is_valid()
    shown = rendered("{% for f in form %}{% field f %}{% endfor %}", {"form": form})
    assert [
        "灯坏了</textarea>" in shown,
        'aria-describedby="id_text_helptext"' in shown,
        'id="id_where_error"' in shown,
        'aria-describedby="id_where_error"' in shown,
        shown.count("autofocus"),
        shown.count("这里还没有填。"),
        shown.count("（可以不填）"),
    ] == [True, True, True, True, 1, 2, 1]


def test_a_form_written_whole_uses_the_same_fields() -> None:
    form = Raise()
    assert rendered("{{ form }}", {"form": form}) == rendered(
        "{% for f in form %}{% field f %}{% endfor %}", {"form": form}
    )


def test_a_field_takes_further_attributes() -> None:
    shown = rendered('{% field form.name data_no_keep="yes" autocomplete="name" %}', {"form": Raise()})
    assert ('data-no-keep="yes"' in shown, 'autocomplete="name"' in shown) == (True, True)


def test_the_page_knows_what_the_reader_chose() -> None:
    shell = Shell(request(place=PLACE, type="large", theme="dark"))
    assert (shell.large, shell.theme, shell.phone, shell.site, shell.signed_in, shell.who) == (
        True,
        "dark",
        "0953-000 0000",
        "新华社区",
        False,
        "",
    )


@pytest.mark.parametrize("layout", ["public", "desk", "plain", "print", "wall"])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_layout_says_on_a_demonstration_that_all_is_invented(
    layout: str, language: str, settings: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.conf.settings.DEMONSTRATION", True)
    shown = rendered(f'{{% extends "shell/{layout}.html" %}}', of=request(place=PLACE), language=language)
    words = (
        "演示数据：人名与事情都是编的"
        if language == "zh-hans"
        else "Demonstration: the people and the matters are invented"
    )
    assert (words in shown, f'lang="{"zh-Hans" if language == "zh-hans" else "en"}"' in shown) == (True, True)


def test_every_public_page_has_a_telephone_help_large_type_and_english() -> None:
    shown = rendered('{% extends "shell/public.html" %}', of=request(place=PLACE))
    assert [
        'href="tel:0953-000 0000"' in shown,
        "请人帮我" in shown,
        ">大字<" in shown,
        'lang="en" title="English"' in shown,
        [word in shown for word in ("知情", "参与", "决策", "监督")],
    ] == [True, True, True, True, [True] * 4]
