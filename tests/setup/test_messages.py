"""The catalogue's own tools: what is said is found, what is filled in stays, what is wrong is named."""

import gettext
import io
import json
from pathlib import Path

import pytest

from scripts import messages

PYTHON = """
_("One %(n)s")
ngettext("%(n)s day", "%(n)s days", n)
pgettext("verb", "Open")
_("Open")
"""
TEMPLATE = """
{% translate "Hello" context "greeting" %}
{% blocktranslate trimmed count n=n %}
  one {{ n }} thing
{% plural %}
  {{ n }} things
{% endblocktranslate %}
<p title="{% translate 'Tip' %}">{{ _("inline") }}{% include "x.html" with word=_("given") %}</p>
"""
CHINESE = {
    "One %(n)s": "一个 %(n)s", "%(n)s day": "%(n)s 天", "verb|Open": "打开", "Open": "开着", "greeting|Hello": "你好",
    "one %(n)s thing": "%(n)s 件事", "Tip": "提示", "inline": "行内", "given": "给的",
}  # fmt: skip


@pytest.fixture(autouse=True)
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small source tree in the place of ours."""
    (tmp_path / "code.py").write_text(PYTHON)
    (tmp_path / "page.html").write_text(TEMPLATE)
    monkeypatch.setattr(messages, "SOURCE", tmp_path)
    monkeypatch.setattr(messages, "PO", tmp_path / "django.po")
    monkeypatch.setattr(messages, "MO", tmp_path / "django.mo")
    return tmp_path


def fill(folder: Path, chinese: dict[str, str]) -> None:
    (folder / "given.json").write_text(json.dumps(chinese))
    messages.fill(str(folder / "given.json"))


def test_everything_said_in_code_and_templates_is_missing_at_first(capsys: pytest.CaptureFixture[str]) -> None:
    messages.missing()
    assert json.loads(capsys.readouterr().out) == dict.fromkeys(CHINESE, "")


def test_a_catalogue_that_is_filled_is_complete_and_compiled(source: Path) -> None:
    fill(source, CHINESE)
    assert messages.complaints() == []
    spoken = gettext.GNUTranslations(io.BytesIO(messages.MO.read_bytes()))
    assert (spoken.gettext("Tip"), spoken.ngettext("%(n)s day", "%(n)s days", 3), spoken.pgettext("verb", "Open")) == (
        "提示", "%(n)s 天", "打开",
    )  # fmt: skip


def test_updating_twice_changes_nothing(source: Path) -> None:
    fill(source, CHINESE)
    before = messages.PO.read_bytes()
    messages.update()
    assert messages.PO.read_bytes() == before


def test_what_nobody_says_any_more_is_a_complaint_until_it_is_dropped(source: Path) -> None:
    fill(source, CHINESE)
    (source / "code.py").write_text(PYTHON.replace('_("Open")', ""))
    assert messages.complaints() == ["unused: Open"]
    messages.update()
    messages.compile_()
    assert messages.complaints() == []


def test_a_new_text_a_lost_placeholder_and_an_old_mo_file_are_complaints(source: Path) -> None:
    fill(source, CHINESE | {"One %(n)s": "一个"})
    (source / "code.py").write_text(PYTHON + '_("New")')
    messages.MO.write_bytes(b"old")
    assert messages.complaints() == [
        "not in the catalogue (make messages): New",
        "other placeholders: One %(n)s -> 一个",
        "the .mo file is old: make messages ARGS=compile",
    ]


def test_a_text_inside_an_f_string_is_named_for_no_extraction_sees_it(source: Path) -> None:
    (source / "code.py").write_text(PYTHON + "f\"{_('Unheard')} {n}\"\n")
    assert list(messages.unheard()) == ["inside an f-string, say it outside: code.py, line 6"]
