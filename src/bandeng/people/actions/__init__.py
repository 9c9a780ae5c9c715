"""What can be done with people. Every action is keyword-only; a Refusal leaves nothing written."""

from bandeng.people.actions.accounts import close_account, invite, open_account, sign_out_everywhere
from bandeng.people.actions.bodies import form_body, give_seat, leave_seat
from bandeng.people.actions.cards import issue_card, open_card, revoke_card, unlock_card, use_card
from bandeng.people.actions.duties import end_duty, end_leave, give_duty, take_leave
from bandeng.people.actions.organisations import add_organisation, change_organisation
from bandeng.people.actions.persons import change_person, consent, register_person
from bandeng.people.actions.privacy import erase_person, reveal

__all__ = [
    "add_organisation",
    "change_organisation",
    "change_person",
    "close_account",
    "consent",
    "end_duty",
    "end_leave",
    "erase_person",
    "form_body",
    "give_duty",
    "give_seat",
    "invite",
    "issue_card",
    "leave_seat",
    "open_account",
    "open_card",
    "register_person",
    "reveal",
    "revoke_card",
    "sign_out_everywhere",
    "take_leave",
    "unlock_card",
    "use_card",
]
