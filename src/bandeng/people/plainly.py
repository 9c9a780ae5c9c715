"""One's own data for reading: keys and values in words, days and moments as people write them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bandeng.people.labels import role_name
from bandeng.people.models import Capacity
from bandeng.places.models import Place

PARTS: dict[str, str | Promise] = {
    "person": _("Person"),
    "account": _("Account"),
    "duties": _("Duties"),
    "seats": _("Seats"),
    "leaves": _("Leave"),
    "cards": _("Cards"),
    "consents": _("Consents"),
    "seen_by": _("Who saw my number, and why"),
    "acts": _("Acts in the ledger"),
    "raisings": _("What I raised"),
}
KEYS: dict[str, str | Promise] = {
    "name": _("Name of the person"),
    "phone": _("Telephone"),
    "email": _("E-mail"),
    "called": _("Public name"),
    "capacities": _("What they are here"),
    "place": _("Where"),
    "place_id": _("Where"),
    "registered_at": _("Registered"),
    "opened_at": _("Opened"),
    "role": _("Duty"),
    "label": _("Local title"),
    "title": _("Title of the seat"),
    "chosen_how": _("How they were chosen"),
    "from_on": _("First day"),
    "to_on": _("Last day or first day without it"),
    "issued_at": _("Printed"),
    "used_at": _("Taken into use"),
    "until": _("Valid until"),
    "revoked_at": _("Taken back"),
    "purpose": _("What for"),
    "how": _("How"),
    "given_at": _("Given"),
    "withdrawn_at": _("Withdrawn"),
    "at": _("When"),
    "by": _("Who"),
    "fields": _("What was seen"),
    "reason": _("Why"),
    "entry": _("Entry"),
    "verb": _("Kind of act"),
    "words": _("In my words"),
}
LEFT_OUT = frozenset({"id"})


def parts(data: Mapping[str, Any]) -> list[dict[str, object]]:
    """The parts of `queries.own_data`, with title and rows ready to show; one query for places."""
    kept = {
        key: [value] if isinstance(value, dict) else value
        for key, value in data.items()
        if isinstance(value, dict | list)
    }
    codes = {str(row[key]) for rows in kept.values() for row in rows for key in ("place", "place_id") if row.get(key)}
    names = dict(Place.objects.filter(code__in=codes).values_list("code", "name"))
    return [{"title": PARTS.get(key, key), "rows": [_row(row, names) for row in rows]} for key, rows in kept.items()]


def _row(row: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, str]:
    return {str(KEYS.get(key, key)): _said(key, value, names) for key, value in row.items() if key not in LEFT_OUT}


def _said(key: str, value: Any, names: Mapping[str, str]) -> str:
    if key == "role":
        return role_name(str(value))
    if key == "capacities":
        return ", ".join(str(Capacity(one).label) if one in Capacity.values else str(one) for one in value)
    if key == "fields":
        return ", ".join(str(KEYS.get(one, one)) for one in value)
    if key in ("place", "place_id"):
        return names.get(str(value), str(value or ""))
    if value and (key == "at" or key.endswith("_at")):
        return f"{timezone.localtime(datetime.fromisoformat(value)):%Y-%m-%d %H:%M}"
    return str(value or "")
