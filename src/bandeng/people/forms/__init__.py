"""What browsers send, as plain values; the rules stay in the actions."""

from bandeng.people.forms.base import Form, Versioned
from bandeng.people.forms.offices import AddOrganisation, ChangeOrganisation, FormBody, GiveSeat, OrganisationData
from bandeng.people.forms.persons import (
    ChangePerson,
    EndDuty,
    Erase,
    Find,
    GiveDuty,
    Invite,
    PersonData,
    Reason,
    Register,
    Reveal,
    TakeLeave,
)
from bandeng.people.forms.signing_in import ChoosePassword, ChoosePin, EnterPin

__all__ = [
    "AddOrganisation", "ChangeOrganisation", "ChangePerson", "ChoosePassword", "ChoosePin", "EndDuty",
    "EnterPin", "Erase", "Find", "Form", "FormBody", "GiveDuty", "GiveSeat", "Invite", "OrganisationData",
    "PersonData", "Reason", "Register", "Reveal", "TakeLeave", "Versioned",
]  # fmt: skip
