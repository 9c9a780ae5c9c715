"""Reading papers: what they are made from, who may have them, how they are worded, which were given out."""

from bandeng.documents.queries.exports import own_export, own_exports
from bandeng.documents.queries.kinds import (
    ISSUERS,
    LOADERS,
    STAFF,
    WORDERS,
    issuers_of,
    key_of,
    load,
    may_issue,
    own_reply,
    worders_of,
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
from bandeng.documents.queries.of_years import YEARLY, Cases, supply_cases, year_of
from bandeng.documents.queries.offering import (
    Offer,
    meeting_offers,
    offers,
    output_offers,
    trip_offers,
    year_offers,
)
from bandeng.documents.queries.subject import Subject
from bandeng.documents.queries.wording import all_worded, worded

__all__ = [
    "ISSUERS", "LOADERS", "STAFF", "WORDERS", "YEARLY", "Cases", "Offer", "Subject", "all_worded",
    "changed_since", "in_register", "issuers_of", "key_of", "load", "made", "marks", "may_issue",
    "meeting_offers", "monthly_of", "number_of", "offers", "output_offers", "own_export", "own_exports",
    "own_reply", "paper_of", "receipt_of", "register_of", "register_rows", "replies_between", "reply_of",
    "scorecard_of", "seen_by", "supply_cases", "trip_offers", "visible_document", "worded", "worders_of",
    "year_of", "year_offers",
]  # fmt: skip
