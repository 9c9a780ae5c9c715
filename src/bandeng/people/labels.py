"""Roles and duties as a list calls them."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from bandeng.people.models import Duty

ROLE_NAMES: dict[str, str | Promise] = {
    "resident": later("resident"),
    "building_head": later("building head"),
    "unit_head": later("unit head"),
    "neighbour_steward": later("neighbour steward"),
    "grid_worker": later("grid worker"),
    "secretary": later("secretary"),
    "community_staff": later("community staff"),
    "social_worker": later("social worker"),
    "convener": later("convener"),
    "chair": later("chair"),
    "recorder": later("recorder"),
    "unit_officer": later("officer of a responsible unit"),
    "department_officer": later("department officer"),
    "cppcc_member": later("CPPCC member"),
    "supervisor": later("supervisor"),
    "oversight_member": later("oversight committee member"),
    "mediator": later("mediator"),
    "counter": later("counter of votes"),
    "auditor": later("auditor"),
    "system_admin": later("system administrator"),
    "security_admin": later("security administrator"),
}
"""In the order in which a form offers them."""


def role_name(role: str) -> str:
    """A role in the reader's language."""
    return str(ROLE_NAMES.get(role, role))


def where_name(duty: Duty) -> str:
    """Where a duty is held: the place, the grid with its name, the organisation. No query when they came along."""
    if duty.grid:
        return _("grid %(name)s") % {"name": duty.grid.name}
    return str(duty.organisation or duty.place)


def duty_name(duty: Duty) -> str:
    """A duty in one line: its local title, or its role, and where."""
    return f"{duty.label or role_name(duty.role)} · {where_name(duty)}"
