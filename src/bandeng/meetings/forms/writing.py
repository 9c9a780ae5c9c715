"""Minutes, corrections, and answers to views that differed."""

from django.utils.translation import gettext_lazy as _

from bandeng.meetings.forms.parts import Once
from bandeng.shell import fields
from bandeng.shell.fields import line, one_of


class Written(Once):
    """The text of minutes."""

    text = fields.text(_("The minutes"), rows=20, most=40000)


class Words(Once):
    """What has to be put right."""

    words = fields.text(_("What has to be put right"), rows=3, most=1000)


class Corrected(Once):
    """A correction taken over, or not."""

    taken = one_of(_("What now"), [("yes", _("Take it over")), ("no", _("Leave it as it is"))])
    text = fields.text(_("The minutes, put right"), required=False, rows=12, most=40000)
    answer = fields.text(_("If it stays: why"), required=False, rows=2, most=1000)


class Beside(Once):
    """A marked correction of final minutes."""

    was = fields.text(_("What it says, copied exactly"), rows=2, most=1000)
    now = fields.text(_("What is right"), rows=2, most=1000)
    why = line(_("Why"), most=200)


class Reply(Once):
    """An answer alone."""

    answer = fields.text(_("Why it was decided otherwise"), rows=3)
