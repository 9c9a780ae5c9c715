"""What this room's refusals say; the shell reads them once at start (shell/sentences.py says how)."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "already_gone_on": _("This work has gone on meanwhile: %(state)s. Please read what stands now."),
    "already_asked": _("More time has been asked for already. Please wait until somebody has decided."),
    "already_decided": _("Somebody has decided on this already."),
    "not_your_unit": _("Only those who work for %(unit)s can do this. Please sign in as one of them."),
    "not_of_unit": _("This person does not work for %(unit)s. Please choose somebody who does."),
    "own_work": _("Whoever did the work, or works for %(unit)s, does not judge it. Please let somebody else look."),
    "evidence_missing": _("Please add a picture, or name a document: nobody can see from words alone that it is done."),
    "designated_stays": _(
        "%(unit)s was designated after it had been given back, so it stays. Please talk to the community."
    ),
    "returned_before": _("%(unit)s has given this back once already. It can be designated now, and then it keeps it."),
    "not_disputed": _("Nobody has given this back, so there is nothing to settle. Please give it to a unit."),
    "outside_duty": _(
        "This is not on the duty list of %(unit)s. Only the community itself can take it on, and has to say so."
    ),
    "unknown_how": _("That choice does not exist. Please choose one of those shown."),
    "date_missing": _("Please say until when: in how many days, or until which day."),
    "date_not_ahead": _("That day is not ahead. Please choose tomorrow or later."),
    "date_too_far": _("That is too far away: at the latest %(most)s. Please choose an earlier day."),
}

STATUS: dict[str, int] = {"not_your_unit": 403, "own_work": 403, "designated_stays": 403}
