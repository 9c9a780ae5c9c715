"""From a paper to a file. Equal papers give equal bytes: no clock and no chance comes in."""

from bandeng.documents.writing.pdf import can_pdf, pdf
from bandeng.documents.writing.word import docx

__all__ = ["can_pdf", "docx", "pdf"]
