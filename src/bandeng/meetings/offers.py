"""What meetings offer to the desk and to the steps of a process; read once at start."""

from django.utils.translation import gettext_lazy as _

from bandeng.meetings import panels, queries
from bandeng.shell import nav, tools

tools.offer("meeting", page="meetings:for_matter", label=_("Call a meeting, or note one"), panel=panels.of_matter)
nav.offer(_("Who lives in our buildings"), "meetings:counts", sorted(queries.COUNTERS), 66)
nav.offer(_("Meetings"), "meetings:all", sorted(queries.RUNNERS), 35)
