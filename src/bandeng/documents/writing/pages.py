"""A paper as the page WeasyPrint lays out. Every text is escaped; every measure comes from core.papers.layout."""

from base64 import b64encode
from html import escape as esc

from bandeng.core.papers import (
    Block,
    Cell,
    Form,
    Heading,
    Label,
    Link,
    Note,
    Paper,
    Qr,
    Sheet,
    Signature,
    Table,
    To,
    Words,
    layout,
    text_in,
    title_lines,
)
from bandeng.documents.writing.measures import QR_MM, indents, margins_of, qr_png


def page(paper: Paper) -> str:
    """The paper as an HTML document."""
    day = f"{paper.day.isoformat()}T00:00:00Z"
    meta = "".join(
        f'<meta name="{name}" content="{esc(value)}">'
        for name, value in (("author", paper.head), ("dcterms.created", day), ("dcterms.modified", day))
        if value
    )
    title = esc(paper.title or paper.head or paper.kind)
    head = f"<head><title>{title}</title>{meta}<style>{css(paper.form)}</style></head>"
    return f'<html lang="zh-CN">{head}<body>{_paper(paper)}</body></html>'


def _paper(paper: Paper) -> str:
    blocks = "".join(_block(each) for each in paper.blocks)
    copies = f'<p class="copies">{esc(paper.words.get("copies", ""))}：{esc(paper.copies)}</p>' if paper.copies else ""
    return f'<article class="{paper.form}">{_head(paper)}{_title(paper)}{blocks}{copies}</article>'


def _head(paper: Paper) -> str:
    number = f'<p class="number">{esc(paper.number)}</p>' if paper.number else ""
    if paper.form is Form.LETTER:
        rules = '<div class="upper"><div></div></div>'
        return f'<div class="letterhead">{_named(paper.head)}{rules}<div class="lower"><div></div></div></div>{number}'
    if paper.form in (Form.RED, Form.MINUTES):
        issue = f'<p class="issue">{esc(paper.issue)}</p>' if paper.issue else ""
        return f'<div class="redhead">{_named(paper.head)}{issue}{number}</div>'
    return number


def _named(head: str) -> str:
    """The head in one line: smaller where it is long."""
    fits = layout.AREA_WIDTH * layout.POINTS_PER_MM / max(len(head), 1)
    return f'<p class="head" style="font-size:{max(layout.THREE, min(30.0, int(fits))):g}pt">{esc(head)}</p>'


def _title(paper: Paper) -> str:
    lines = "<br>".join(esc(line) for line in title_lines(paper.title)) if paper.title else ""
    return f"<h1>{lines}</h1>" if lines else ""


def _block(block: Block) -> str:
    match block:
        case Heading():
            tag = f"h{block.level + 1}"
            return f"<{tag}>{esc(block.number + block.text)}</{tag}>"
        case To():
            return f'<p class="to">{esc(block.text)}</p>'
        case Words():
            return _paragraphs(block.text)
        case Label():
            return _paragraphs(block.text, before=f"<b>{esc(block.label)}：</b>")
        case Note():
            return _paragraphs(block.text, kind="note")
        case Signature():
            rows = "".join(f'<p style="padding-right:{right:g}em">{esc(text)}</p>' for text, right in indents(block))
            return f'<div class="signature">{_qr(block.beside)}<div class="signed">{rows}</div></div>'
        case Table():
            return _table(block)
        case Sheet():
            return _sheet(block)


def _qr(code: Qr | None) -> str:
    if code is None:
        return ""
    data = b64encode(qr_png(code.says)).decode()
    picture = f'<img alt="{esc(code.alt)}" src="data:image/png;base64,{data}">'
    return f'<div class="qr">{picture}<p>{esc(code.text)}</p></div>'


def _paragraphs(text: str, *, before: str = "", kind: str = "words") -> str:
    lines = [line.strip() for line in text.split("\n") if line.strip()] or [""]
    return "".join(
        f'<p class="{kind}">{before if number == 0 else ""}{esc(line)}</p>' for number, line in enumerate(lines)
    )


def _table(block: Table) -> str:
    whole = sum(block.widths)
    columns = "".join(f'<col style="width:{100 * width / whole:.3f}%">' for width in block.widths)
    head = "".join(f'<th scope="col">{esc(cell)}</th>' for cell in block.head)
    rows = "".join(_row(row) for row in block.rows)
    kind = "list small" if block.small else "list"
    table = f"<colgroup>{columns}</colgroup><thead><tr>{head}</tr></thead><tbody>{rows}</tbody>"
    return f'<table class="{kind}">{table}</table>'


def _row(row: tuple[Cell, ...]) -> str:
    cells = "".join(f"<td>{_cell(cell)}</td>" for cell in row)
    return f'<tr class="{_kind(False, "".join(map(text_in, row)))}">{cells}</tr>'


def _cell(cell: Cell) -> str:
    if isinstance(cell, Link):
        return f'<a href="{esc(cell.to)}">{_lines(cell.text)}</a>'
    return _lines(cell)


def _sheet(block: Sheet) -> str:
    rows = "".join(
        f'<tr class="{_kind(label in block.tall, text)}"><th scope="row">{esc(label)}</th><td>{_lines(text)}</td></tr>'
        for label, text in block.rows
    )
    return f'<table class="sheet"><colgroup><col style="width:26%"><col></colgroup><tbody>{rows}</tbody></table>'


def _kind(tall: bool, text: str) -> str:
    """Rows stay whole at the end of a page, unless they would not fit on one."""
    return "tall" if tall else "long" if len(text) >= 300 else ""


def _lines(text: str) -> str:
    return "<br>".join(esc(line.strip()) for line in text.split("\n") if line.strip())


def _family(face: layout.Face) -> str:
    names = ", ".join(f"'{name}'" for name in face.open)
    return f"font-family: {names}, serif; font-weight: {face.weight};"


def _margins(form: Form) -> str:
    return " ".join(f"{edge:g}mm" for edge in margins_of(form))


def css(form: Form) -> str:
    """The measures as a style sheet."""
    number = (
        f'content: "— " counter(page) " —"; {_family(layout.SONG)} font-size: {layout.FOUR}pt;'
        f" vertical-align: top; padding: {layout.PAGE_NUMBER_BELOW}mm {layout.FOUR}pt 0;"
    )
    rule = f"width: {layout.LETTER_RULE}mm; height: 2pt; border: 0 solid #{layout.RED};"
    first = f"""@page :first {{ margin-top: {layout.LETTER_HEAD}mm;
  @bottom-left {{ content: none }} @bottom-right {{ content: none }} }}"""
    wide = form is Form.WIDE
    width, height = (layout.PAGE_HEIGHT, layout.PAGE_WIDTH) if wide else (layout.PAGE_WIDTH, layout.PAGE_HEIGHT)
    return f"""
@page {{ size: {width}mm {height}mm; margin: {_margins(form)}; }}
@page :right {{ @bottom-right {{ {number} }} }}
@page :left {{ @bottom-left {{ {number} }} }}
{first if form is Form.LETTER else ""}
body {{ margin: 0; {_family(layout.FANGSONG)} font-size: {layout.THREE}pt; line-height: {layout.LINE}pt;
  letter-spacing: {layout.TIGHTER}pt; text-align: justify; overflow-wrap: anywhere; widows: 1; orphans: 1;
  color: #000; }}
p, h1, h2, h3, h4, h5 {{ margin: 0; font-size: inherit; font-weight: inherit; }}
h1 {{ {_family(layout.XIAOBIAOSONG)} font-size: {layout.TWO}pt; letter-spacing: 0; text-align: center;
  margin-bottom: {layout.LINE}pt; break-after: avoid; }}
.letter h1, .red h1, .minutes h1 {{ margin-top: {layout.LINE}pt; }}
h2, h3, h4, h5 {{ text-indent: 2em; break-after: avoid; }}
h2, b, th {{ {_family(layout.HEI)} }}
h3 {{ {_family(layout.KAI)} }}
.words {{ text-indent: 2em; }}
.note {{ text-indent: 2em; font-size: {layout.FOUR}pt; line-height: 22pt; break-before: avoid; }}
.number {{ text-align: right; }}
.redhead {{ padding-top: {layout.HEAD_BELOW_TOP}mm; text-align: center; border-bottom: 1.5pt solid #{layout.RED};
  padding-bottom: 4mm; }}
.redhead .number {{ text-align: center; margin-top: {layout.LINE}pt; }}
.head {{ {_family(layout.XIAOBIAOSONG)} color: #{layout.RED}; text-align: center; line-height: 36pt;
  letter-spacing: 0; }}
.letterhead {{ position: relative; margin: 0 -6mm 0 -8mm; padding-bottom: 4mm; }}
.upper, .lower {{ {rule} }}
.upper {{ margin-top: 4mm; border-top-width: 2.2pt; border-bottom-width: .8pt; }}
.lower {{ position: absolute; left: 0; top: {layout.PAGE_HEIGHT - layout.LETTER_HEAD - layout.LETTER_FOOT}mm;
  border-top-width: .8pt; border-bottom-width: 2.2pt; }}
.signature {{ margin-top: {layout.LINE}pt; display: flex; break-inside: avoid; break-before: avoid; }}
.signed {{ flex: 1; padding-top: {layout.LINE}pt; text-align: right; }}
table {{ width: 100%; border-collapse: collapse; table-layout: fixed; letter-spacing: 0; margin: 4pt 0; }}
td, th {{ border: .75pt solid #000; padding: 1.5pt 5pt; vertical-align: middle; text-align: left; }}
.list {{ font-size: {layout.SMALL_FOUR}pt; line-height: 17pt; }}
.list.small {{ font-size: {layout.FIVE}pt; line-height: 15pt; }}
.list th, .sheet th {{ text-align: center; }}
.sheet {{ font-size: {layout.FOUR}pt; line-height: 20pt; }}
.tall td {{ height: 20mm; }}
a {{ color: inherit; text-decoration: underline; }}
tr {{ break-inside: avoid; }}
.long {{ break-inside: auto; }}
thead {{ display: table-header-group; }}
.qr {{ width: 55mm; font-size: {layout.FOUR}pt; line-height: 20pt; text-align: left; }}
.qr img {{ width: {QR_MM}mm; height: {QR_MM}mm; }}
.copies {{ margin-top: {layout.LINE}pt; padding: 0 {layout.FOUR}pt; font-size: {layout.FOUR}pt;
  border-top: 1pt solid #000; border-bottom: 1pt solid #000; }}
"""
