"""What this room's refusals say."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "no_pdf": _("This site cannot make PDF yet; take the Word file. Whoever looks after it can run: %(install)s."),
    "unknown_paper": _("There is no paper of this kind. Please choose another."),
    "issued_before": _("It was given out already (%(number)s), and nothing has changed since. Please take that one."),
    "unknown_text": _("This paper has no such text. Please leave it out."),
    "wording_unknown_field": _("Nothing can be filled in for {%(name)s}. Please use only these: %(known)s."),
    "wording_empty": _("This may not be empty. Please say it in a few words."),
    "wording_series": _("Please write only the words before the year, without brackets or numbers, at most 20 signs."),
    "nothing_changed": _("Nothing was changed. Please change a text, or go back."),
    "unknown_export": _("Please choose what to export."),
    "dates_turned": _("The last day comes before the first. Please turn them round."),
    "too_long_a_time": _("Please choose a year at most, and ask for the next one afterwards."),
    "exports_waiting": _("%(most)s exports of yours are still being made. Please wait until one is there."),
    "nothing_to_export": _("There was nothing in these days. Please choose others."),
}
STATUS = {"issued_before": 409, "exports_waiting": 409, "no_pdf": 503}
