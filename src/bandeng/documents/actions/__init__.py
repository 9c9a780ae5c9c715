"""Deciding: giving a paper out, wording a kind anew, asking for a long export."""

from bandeng.documents.actions.exporting import ask_export
from bandeng.documents.actions.issuing import issue_document
from bandeng.documents.actions.wording import word_paper

__all__ = ["ask_export", "issue_document", "word_paper"]
