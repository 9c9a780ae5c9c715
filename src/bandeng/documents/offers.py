"""What papers offer to the desk, to matters, receipts, meetings, research and a year; read once at start."""

from django.utils.translation import gettext_lazy as _

from bandeng.documents import panels, queries
from bandeng.shell import nav, tools

tools.offer("papers", page="documents:desk", panel=panels.papers)
tools.show_on("receipt", "papers", panels.of_receipt)
tools.show_on("meeting", "papers", panels.of_meeting)
tools.show_on("trip", "papers", panels.of_trip)
tools.show_on("output", "papers", panels.of_output)
tools.show_on("year", "papers", panels.of_year)
nav.offer(_("Papers"), "documents:desk", sorted(queries.STAFF), 65)
