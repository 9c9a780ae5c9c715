"""Papers: what an official paper consists of, its measures, its wording; without a file format and without Django."""

from bandeng.core.papers import facts, layout
from bandeng.core.papers.blocks import (
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
    text_in,
    texts_of,
)
from bandeng.core.papers.breaking import day_text, document_number, title_lines
from bandeng.core.papers.building import BUILDERS, build
from bandeng.core.papers.building.given import Given
from bandeng.core.papers.building.lists import register_head
from bandeng.core.papers.mandatory import MISSING, fields, missing
from bandeng.core.papers.wording import Wording, need_sound, shelf, wording

__all__ = [
    "BUILDERS", "MISSING", "Block", "Cell", "Form", "Given", "Heading", "Label", "Link", "Note", "Paper", "Qr",
    "Sheet", "Signature", "Table", "To", "Wording", "Words", "build", "day_text", "document_number", "facts",
    "fields", "layout", "missing", "need_sound", "register_head", "shelf", "text_in", "texts_of", "title_lines",
    "wording",
]  # fmt: skip
