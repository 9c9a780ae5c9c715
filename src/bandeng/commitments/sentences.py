"""What this room's refusals say; the shell reads them once at start (shell/sentences.py says how)."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "own_work": _(
        "%(unit)s did this work, so somebody else must check it: whoever raised it, a building head, the oversight."
    ),
    "already_gone_on": _("This has gone on in the meantime. Please open it again to see where it stands."),
    "not_your_unit": _("This belongs to %(unit)s. If that is wrong, ask the secretary."),
    "not_of_unit": _("This person does not work for %(unit)s. Please choose somebody who does."),
    "date_missing": _("Please name the day by which it will be done."),
    "date_too_far": _(
        "The day lies too far ahead: at most %(most)s. Choose an earlier one, or ask for more time later."
    ),
    "date_not_ahead": _("The day must lie ahead. Please choose a later one."),
    "evidence_missing": _(
        "Please add something that shows it is done: a photo, or a few words somebody else can check."
    ),
    "already_asked": _("More time has been asked for already; the answer is still to come."),
    "already_decided": _("This has been decided already."),
    "unknown_how": _("That choice does not exist. Please choose one of those shown."),
    "not_disputed": _("No unit has given it back, so nobody needs to be designated. Please let one claim it."),
    "returned_before": _(
        "%(unit)s has given it back once; once is all. Please choose another unit, or let one be designated."
    ),
    "outside_duty": _("This is not among the duties of %(unit)s. They must accept it themselves first."),
    "designated_stays": _("%(unit)s was designated after a dispute, so it cannot be given back."),
}

STATUS: dict[str, int] = {
    "own_work": 403,
    "not_your_unit": 403,
    "already_gone_on": 409,
    "returned_before": 409,
    "designated_stays": 409,
}
