"""Reading papers: what they are made from, who may have them, how they are worded, which were given out."""

from bandeng.documents.queries.exports import own_export, own_exports
from bandeng.documents.queries.kinds import (
    ISSUERS,
    LOADERS,
    STAFF,
    WORDERS,
    Offer,
    load,
    may_issue,
    offers,
    own_reply,
)
from bandeng.documents.queries.made import (
    changed_since,
    made,
    marks,
    number_of,
    paper_of,
    seen_by,
    visible_document,
)
from bandeng.documents.queries.of_matters import receipt_of, replies_between, reply_of
from bandeng.documents.queries.of_places import in_register, monthly_of, register_of, register_rows
from bandeng.documents.queries.of_work import scorecard_of
from bandeng.documents.queries.offering import meeting_offers
from bandeng.documents.queries.subject import Subject
from bandeng.documents.queries.wording import all_worded, worded

__all__ = [
    "ISSUERS", "LOADERS", "STAFF", "WORDERS", "Offer", "Subject", "all_worded", "changed_since", "in_register",
    "load", "made", "marks", "may_issue", "meeting_offers", "monthly_of", "number_of", "offers", "own_export",
    "own_exports", "own_reply", "paper_of", "receipt_of", "register_of", "register_rows", "replies_between",
    "reply_of", "scorecard_of", "seen_by", "visible_document", "worded",
]  # fmt: skip
