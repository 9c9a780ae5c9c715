"""Papers as they come out of the printer: our PDF, and the docx through LibreOffice. Source: GB/T 9704-2012."""

import re
import subprocess
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from bandeng.core.papers import BUILDERS, Form, layout
from bandeng.documents.writing import docx, pdf
from tests.papers.conftest import Made
from tests.papers.samples import STRAINED

X = "{http://www.w3.org/1999/xhtml}"
NAMES = [*BUILDERS, *STRAINED]
WAYS = ["pdf", "office"]


@dataclass(frozen=True)
class Line:
    """A line as it lies on its page, in points from the upper left."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def told(*command: str | Path) -> str:
    return subprocess.run([str(part) for part in command], check=True, capture_output=True, text=True).stdout


def pages(path: Path) -> list[tuple[float, float, list[Line]]]:
    """Each page: width, height, lines. The numbers at the foot are not among them."""
    root = ET.fromstring(re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", "", told("pdftotext", "-bbox-layout", path, "-")))
    found = []
    for page in root.iter(f"{X}page"):
        lines = [_line(each) for each in page.iter(f"{X}line")]
        body = [line for line in lines if not re.fullmatch(r"— ?\d+ ?—", line.text)]
        found.append((float(page.attrib["width"]), float(page.attrib["height"]), body))
    return found


def _line(each: ET.Element) -> Line:
    text = " ".join(word.text or "" for word in each.iter(f"{X}word"))
    return Line(text, *(float(each.attrib[name]) for name in ("xMin", "yMin", "xMax", "yMax")))


def plain(text: str) -> str:
    """Without what a line break or a hyphen of the layout puts between signs."""
    return re.sub(r"\s", "", text).replace("\u2011", "-")


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", NAMES)
def test_it_lies_on_a4_inside_the_margins(made: dict[str, Made], name: str, way: str) -> None:
    one = made[name]
    wide = one.paper.form is Form.WIDE
    size = (layout.PAGE_HEIGHT, layout.PAGE_WIDTH) if wide else (layout.PAGE_WIDTH, layout.PAGE_HEIGHT)
    left, right = (layout.TOP, layout.BOTTOM) if wide else (layout.LEFT, layout.RIGHT)
    top, bottom = (layout.LEFT, layout.RIGHT) if wide else (layout.TOP, layout.BOTTOM)
    mm = layout.POINTS_PER_MM
    for number, (width, height, lines) in enumerate(pages(getattr(one, way))):
        assert (round(width / mm), round(height / mm)) == size
        head = layout.LETTER_HEAD if one.paper.form is Form.LETTER and number == 0 else top
        # A letter's red head is as wide as its rules; a sign's box is a little higher than its line.
        beside = 8 if one.paper.form is Form.LETTER else 1
        assert [
            line for line in lines
            if line.left < (left - beside) * mm or line.right > width - (right - beside) * mm
            or line.top < (head - 3) * mm or line.bottom > height - (bottom - 3) * mm
        ] == []  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_a_full_page_has_22_lines_of_28_signs(made: dict[str, Made], way: str) -> None:
    _, second, *_ = pages(getattr(made["reply-lines"], way))
    rows = sorted({round(line.top) for line in second[2]})
    assert (len(rows), {len(plain(line.text)) for line in second[2]}) == (layout.LINES, {layout.SIGNS})


@pytest.mark.parametrize("way", WAYS)
def test_numbers_stand_right_on_odd_pages_and_left_on_even_ones(made: dict[str, Made], way: str) -> None:
    text = told("pdftotext", "-bbox-layout", getattr(made["responsibility-three-pages"], way), "-")
    found = {}
    for number, page in enumerate(ET.fromstring(text).iter(f"{X}page"), 1):
        line = next(each for each in map(_line, page.iter(f"{X}line")) if re.fullmatch(r"— ?\d+ ?—", each.text))
        found[number] = (
            line.text.strip("— "),
            "right" if line.left > layout.PAGE_WIDTH * layout.POINTS_PER_MM / 2 else "left",
        )
    assert found == {n: (str(n), "right" if n % 2 else "left") for n in found}
    assert len(found) >= 3


@pytest.mark.parametrize("name", ["reply", "meeting_notice", "explanation"])
def test_a_letter_has_no_number_on_its_first_page(made: dict[str, Made], name: str) -> None:
    first = told("pdftotext", "-l", "1", made[name].pdf, "-")
    assert re.findall(r"— ?\d+ ?—", first) == []


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", NAMES)
def test_every_font_is_embedded(made: dict[str, Made], name: str, way: str) -> None:
    rows = told("pdffonts", getattr(made[name], way)).splitlines()[2:]
    assert rows
    assert [row for row in rows if re.split(r"\s+", row.strip())[-5] != "yes"] == []


@pytest.mark.parametrize("name", NAMES)
def test_our_pdf_is_tagged_and_says_that_it_is_accessible(made: dict[str, Made], name: str) -> None:
    info = told("pdfinfo", made[name].pdf)
    assert re.search(r"Tagged:\s+yes", info)
    structure = told("pdfinfo", "-struct", made[name].pdf)
    assert "Document" in structure
    assert "pdfuaid:part" in told("pdfinfo", "-meta", made[name].pdf)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", NAMES)
def test_every_text_of_the_paper_is_printed_and_nothing_else(made: dict[str, Made], name: str, way: str) -> None:
    one = made[name]
    printed = told("pdftotext", "-layout", getattr(one, way), "-")
    signs = set(plain(printed)) - {"\x0c"}
    known = set(plain("".join(one.paper.lines()) + "".join(one.paper.words.values()))) | set("—0123456789：-\u00ad")
    assert signs - known == set()
    raw = plain(told("pdftotext", "-raw", getattr(one, way), "-"))
    short = [line for text in one.paper.lines() for line in text.split("\n") if 0 < len(plain(line)) < 6]
    assert [line for line in short if plain(line) not in raw] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_printed_word_is_found_in_the_paper(made: dict[str, Made], name: str) -> None:
    one = made[name]
    whole = plain("".join(one.paper.lines()))
    copies = f"{one.paper.words.get('copies', '')}：{one.paper.copies}"
    printed = [word for _, _, lines in pages(one.pdf) for line in lines for word in line.text.split()]
    assert [word for word in printed if plain(word) not in whole and word not in plain(copies)] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_docx_names_the_official_faces_and_is_the_same_each_time(made: dict[str, Made], name: str) -> None:
    archive = zipfile.ZipFile(made[name].docx)
    body, fonts = archive.read("word/document.xml").decode(), archive.read("word/fontTable.xml").decode()
    faces = set(re.findall(r'w:eastAsia="([^"]+)"', body))
    assert faces <= {face.official for face in layout.FACES} | {"zh-CN"}
    assert all(face.official in fonts for face in layout.FACES)
    assert docx(made[name].paper) == made[name].docx.read_bytes()


def test_a_pdf_is_the_same_each_time(made: dict[str, Made]) -> None:
    assert pdf([made["reply"].paper]) == made["reply"].pdf.read_bytes()
    assert pdf([made["minutes"].paper]) == made["minutes"].pdf.read_bytes()


def test_many_papers_in_one_file_begin_each_on_a_page_of_its_own(made: dict[str, Made], tmp_path: Path) -> None:
    whole = tmp_path / "whole.pdf"
    whole.write_bytes(pdf([made["reply"].paper, made["explanation"].paper]))
    texts = [plain("".join(line.text for line in lines)) for _, _, lines in pages(whole)]
    titles = [plain(made[name].paper.title) for name in ("reply", "explanation")]
    assert [title in text for title, text in zip(titles, texts, strict=True)] == [True, True]
