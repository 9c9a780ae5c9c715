"""What this room's refusals say; `shell` takes them into its table, the forms here say them themselves."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bandeng.core.refusal import Refusal

SENTENCES: dict[str, str | Promise] = {
    "not_allowed": _("You may not do this here. Ask the secretary of your community who can."),
    "stale": _(
        "Somebody else changed this while you were writing. Both versions are kept: read theirs, then send yours again."
    ),
    "spent": _("This has been used already and works only once. Ask for a new one if you need it."),
    "not_yourself": _("Nobody gives a duty to themselves. Ask somebody else who may."),
    "three_apart": _("System, security and audit are looked after by three different people. Choose somebody else."),
    "held_nowhere": _("Say where the duty is held: a place, a grid or an organisation. Just one of them."),
    "unknown_role": _("There is no such duty."),
    "already_held": _("This person holds this duty here already."),
    "already_ended": _("This duty has ended already."),
    "work_open": _("There is open work: %(count)s. Say who takes it over, or say openly that nobody does yet."),
    "successor_without_duty": _("Whoever takes the work over needs a duty first. Give one, then hand the work over."),
    "wrong_days": _("The last day lies before the first. Please look at the dates again."),
    "already_away": _("A leave is noted for some of these days already."),
    "deputy_away": _("The deputy is away on some of these days. Choose somebody else."),
    "deputy_is_self": _("A deputy is somebody else."),
    "erased": _("This person's data has been erased, so nothing more can be added."),
    "still_on_duty": _("A duty is still held: %(roles)s. End it first, so that its work is handed over; then erase."),
    "reason_needed": _("Please write in a few words why you need to see it."),
    "nothing_there": _("There is nothing to show: it was never given, or has been erased."),
    "email_taken": _("This e-mail address belongs to another account. Please use another one."),
    "has_account": _("This person has an account already."),
    "no_account": _("This person has no account."),
    "expired": _("The time for this has run out. Ask the secretary for a new one."),
    "revoked": _("This card was taken back. Ask the secretary for a new one."),
    "locked": _("The PIN was wrong five times, so the card is locked. Ask the secretary for a new one."),
    "wrong_pin": _("That PIN is not right. You have %(left)s tries left."),
    "trivial_pin": _("This PIN is easy to guess. Please choose six other digits, not a row, not a date."),
    "other_phone": _("This card is in use on another phone. If that is not yours, tell the secretary at once."),
    "staff_by_password": _("Staff sign in with their e-mail address, not with a card."),
    "too_many": _("That was too often in a short time. Please wait %(minutes)s minutes and try again."),
    "bad_link": _("This link is not valid (any more). Ask whoever invited you for a new one."),
    "already_seated": _("This person has this seat already."),
}

STATUS: dict[str, int] = {
    "not_yourself": 403, "three_apart": 403, "staff_by_password": 403, "other_phone": 403, "stale": 409,
    "already_held": 409, "already_ended": 409, "already_away": 409, "already_seated": 409, "has_account": 409,
    "spent": 410, "expired": 410, "revoked": 410, "bad_link": 410, "erased": 410, "locked": 423, "too_many": 429,
}  # fmt: skip


def say(refusal: Refusal) -> str:
    """The refusal in one plain sentence, in the reader's language."""
    sentence = SENTENCES.get(refusal.code, _("That did not work. Nothing was changed; go back and try once more."))
    said = {name: ", ".join(value) if isinstance(value, list) else value for name, value in refusal.details.items()}
    return str(sentence) % said if said else str(sentence)


def status(refusal: Refusal) -> int:
    """The HTTP status of a refusal."""
    return STATUS.get(refusal.code, 403 if refusal.code == "not_allowed" else 422)
