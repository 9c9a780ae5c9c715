"""What papers offer to the desk, to matters, receipts, meetings, research and a year; read once at start."""

from django.utils.translation import gettext_lazy as _

from bandeng.documents import panels, queries
from bandeng.shell import nav, tools

tools.offer("papers", page="documents:desk", panel=panels.papers)
tools.offer("receipt_papers", page="documents:desk", panel=panels.of_receipt)
tools.offer("of_meeting", page="documents:desk", panel=panels.of_meeting)
tools.offer("of_trip", page="documents:desk", panel=panels.of_trip)
tools.offer("of_output", page="documents:desk", panel=panels.of_output)
tools.offer("of_year", page="documents:desk", panel=panels.of_year)
nav.offer(_("Papers"), "documents:desk", sorted(queries.STAFF), 65)
