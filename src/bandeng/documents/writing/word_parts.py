"""Small parts of a docx: paragraphs, runs, borders, fields, and the table of typefaces with what may stand for each."""

from dataclasses import dataclass
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_LINE_SPACING
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from bandeng.core.papers import layout

LATIN = "Times New Roman"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@dataclass(frozen=True)
class Format:
    """How a paragraph and its runs look. `inside`: first-line indent in signs; `pitch` 0: as high as its signs."""

    face: layout.Face = layout.FANGSONG
    size: float = layout.THREE
    color: str = ""
    align: ALIGN = ALIGN.JUSTIFY
    pitch: float = layout.LINE
    inside: float = 0
    outline: str = ""
    keep: bool = False


def paragraph(into: Any, how: Format, *, within: Any = None) -> Any:
    """A paragraph at the end of something, or one that stands there already, formatted."""
    line = within if within is not None else into.add_paragraph()
    if how.outline:
        _outline(line, how.outline)
    told = line.paragraph_format
    told.space_before = told.space_after = Pt(0)
    told.alignment, told.keep_with_next, told.widow_control = how.align, how.keep, False
    told.first_line_indent = Pt(how.inside * how.size) if how.inside else None
    if how.pitch:
        told.line_spacing_rule, told.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(how.pitch)
    else:
        told.line_spacing = 1.0
    return line


def _outline(line: Any, style: str) -> None:
    """The level in the document's outline, without the look of the style that has it."""
    level = 0 if style == "Title" else int(style[-1])
    told = OxmlElement("w:outlineLvl")
    told.set(qn("w:val"), str(level))
    line._p.get_or_add_pPr().append(told)


def run(line: Any, text: str, how: Format) -> Any:
    """Signs in a face: its official name for Chinese, a Latin one beside it."""
    made = line.add_run(text)
    made.font.size = Pt(how.size)
    made.font.name = LATIN
    fonts = made._r.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), how.face.official)
    fonts.set(qn("w:hint"), "eastAsia")
    if how.color:
        made.font.color.rgb = RGBColor.from_string(how.color)
    if how.size == layout.THREE:
        _tighter(made)
    return made


def _tighter(made: Any) -> None:
    spacing = OxmlElement("w:spacing")
    spacing.set(qn("w:val"), str(round(layout.TIGHTER * 20)))
    told = made._r.get_or_add_rPr()
    size = told.find(qn("w:sz"))
    size.addprevious(spacing) if size is not None else told.append(spacing)


def linked(line: Any, made: Any, to: str) -> None:
    """A run that leads to an address; underlined, since colour says nothing on paper."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), line.part.relate_to(to, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    made.font.underline = True
    line._p.append(link)
    link.append(made._r)


def field(line: Any, code: str, how: Format) -> None:
    """A field that the word processor fills in, as the page's number."""
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("text", "1"), ("end", "")):
        made = run(line, text if kind == "text" else "", how)
        if kind in ("begin", "separate", "end"):
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
            made._r.append(part)
        elif not kind:
            part = OxmlElement("w:instrText")
            part.set(qn("xml:space"), "preserve")
            part.text = f" {text} "
            made._r.append(part)


def border(line: Any, side: str, *, kind: str, color: str = layout.RED, space: int = 4) -> None:
    """A rule above or below a paragraph, as wide as it."""
    told = line._p.get_or_add_pPr()
    borders = told.find(qn("w:pBdr"))
    if borders is None:
        borders = OxmlElement("w:pBdr")
        told.insert_element_before(
            borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:wordWrap", "w:overflowPunct",
            "w:topLinePunct", "w:autoSpaceDE", "w:autoSpaceDN", "w:bidi", "w:adjustRightInd", "w:snapToGrid",
            "w:spacing", "w:ind", "w:contextualSpacing", "w:mirrorIndents", "w:suppressOverlap", "w:jc",
            "w:textDirection", "w:textAlignment", "w:textboxTightWrap", "w:outlineLvl", "w:divId", "w:cnfStyle",
            "w:rPr", "w:sectPr", "w:pPrChange",
        )  # fmt: skip
    rule = OxmlElement(f"w:{side}")
    for name, value in (
        ("val", kind),
        ("sz", "18" if kind != "single" else "12"),
        ("space", str(space)),
        ("color", color),
    ):
        rule.set(qn(f"w:{name}"), value)
    borders.append(rule)


def font_table(document: Any) -> None:
    """Which names other systems know each official face by: Word takes them where the face itself is missing."""
    fonts = "".join(_font(face) for face in layout.FACES)
    text = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w="{W}">{fonts}</w:fonts>'
    document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)._blob = text.encode()


def _font(face: layout.Face) -> str:
    other = ",".join((*face.also, *face.open))
    family = "swiss" if face is layout.HEI else "roman"
    return (
        f'<w:font w:name="{face.official}"><w:altName w:val="{other}"/><w:charset w:val="86"/>'
        f'<w:family w:val="{family}"/><w:pitch w:val="auto"/></w:font>'
    )
