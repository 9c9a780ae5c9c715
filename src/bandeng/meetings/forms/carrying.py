"""Which findings of a trip go onto which agenda, and what somebody suggested at a meeting."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bandeng.meetings.forms.parts import Once
from bandeng.people.labels import role_name
from bandeng.shell.fields import one_of, some_of, text

CLASS, EACH = "class", "each"
HOW = ((CLASS, _("one topic for each class")), (EACH, _("one topic for each finding")))
SUGGESTING = ("resident", "cppcc_member", "secretary", "building_head", "unit_officer", "department_officer")
"""Who suggests something at a meeting, by role."""


class Carry(Once):
    """What was found, as what it stands there, and at which meeting."""

    meeting = forms.ChoiceField(label=_("Which meeting"), widget=forms.RadioSelect)
    findings = some_of(_("What was found"), [])
    how = one_of(_("As topics"), HOW)

    def __init__(
        self, *args: Any, meetings: Sequence[tuple[str, str]], findings: Sequence[tuple[str, str]], **given: Any
    ) -> None:
        super().__init__(*args, **given)
        self.offer("meeting", list(meetings))
        self.offer("findings", list(findings))
        self.fields["findings"].required = True
        self.fields["findings"].error_messages = {"required": _("Please choose at least one thing that was found.")}


class Suggested(Once):
    """What somebody suggested there."""

    text = text(_("What was suggested"), rows=3, most=1000)
    said_by = one_of(_("Who said it first"), ())
    item = forms.ChoiceField(label=_("On which topic"), required=False)

    def __init__(self, *args: Any, items: Sequence[tuple[str, str]], **given: Any) -> None:
        super().__init__(*args, **given)
        self.offer("said_by", [(role, role_name(role)) for role in SUGGESTING])
        self.offer("item", [("", _("no single topic")), *items])
