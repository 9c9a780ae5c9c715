"""Roles and duties as a list calls them."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bandeng.people.models import Duty

ROLE_NAMES: dict[str, str | Promise] = {
    "resident": gettext_lazy("resident"),
    "building_head": gettext_lazy("building head"),
    "unit_head": gettext_lazy("unit head"),
    "neighbour_steward": gettext_lazy("neighbour steward"),
    "grid_worker": gettext_lazy("grid worker"),
    "secretary": gettext_lazy("secretary"),
    "community_staff": gettext_lazy("community staff"),
    "social_worker": gettext_lazy("social worker"),
    "convener": gettext_lazy("convener"),
    "chair": gettext_lazy("chair"),
    "recorder": gettext_lazy("recorder"),
    "unit_officer": gettext_lazy("officer of a responsible unit"),
    "department_officer": gettext_lazy("department officer"),
    "cppcc_member": gettext_lazy("CPPCC member"),
    "supervisor": gettext_lazy("supervisor"),
    "area_overseer": gettext_lazy("overseer of an area"),
    "oversight_member": gettext_lazy("oversight committee member"),
    "mediator": gettext_lazy("mediator"),
    "counter": gettext_lazy("counter of votes"),
    "auditor": gettext_lazy("auditor"),
    "system_admin": gettext_lazy("system administrator"),
    "security_admin": gettext_lazy("security administrator"),
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
