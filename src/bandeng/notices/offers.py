"""What notices offers to the desk; read once at start."""

from typing import cast

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from bandeng.notices import queries
from bandeng.shell import health, nav
from bandeng.shell.http import Request


def unseen(request: HttpRequest) -> int:
    """How many notices its reader has not looked at."""
    return queries.unseen(cast(Request, request).actor)


nav.offer(_("Notices"), "notices:inbox", order=14, count=unseen)
health.offer("mails_stuck", _("E-mails begun and never sent"), lambda now: queries.stuck())
