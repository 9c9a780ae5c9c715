"""What matters offer to the desk and to the steps of a process; read once at start."""

from django.utils.translation import gettext_lazy as _

from bandeng.core.deadline import local_day
from bandeng.matters import panels
from bandeng.matters.actions.intake import WRITERS
from bandeng.matters.queries import count_stuck
from bandeng.matters.queries.published import PUBLISHERS
from bandeng.matters.queries.receipts import FINDERS
from bandeng.shell import health, nav, tools

tools.offer("verification", page="matters:verify", label=_("Go and see"))
tools.offer("sorting", page="matters:sort", label=_("Sort it"))
tools.offer("bench_note", page="matters:bench_note", label=_("Note the bench meeting"))
tools.offer("decision", page="matters:decision", label=_("Write down what was decided"), panel=panels.decisions)
tools.offer("ballot", page="matters:decision", label=_("Write down what was decided"))
tools.offer("publicity", page="matters:publicity", label=_("Make the result public"))
tools.offer("reply", page="matters:reply", label=_("Reply"))
tools.offer("review", page="matters:review", label=_("Look at it anew"))
tools.offer("acknowledgement", page="matters:pass_on_answer", label=_("Note what came back"))
tools.offer("escalation", page="matters:pass_on_answer", label=_("Note what came back"))
tools.offer("merge", page="matters:unmerge", label=_("Take the merge back"))

nav.offer(_("Enter for a neighbour"), "matters:enter", WRITERS, 30)
nav.offer(_("Processes"), "matters:processes", PUBLISHERS, 83)
nav.offer(_("A lost receipt"), "matters:find_receipt", FINDERS, 60)

health.offer("matters_stuck", _("Matters that nobody can move"), lambda now: count_stuck(local_day(now)))
