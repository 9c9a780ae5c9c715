"""What this room's refusals say."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "theme_missing": _("A trip asks something. Please write at least one theme."),
    "site_missing": _("A trip goes somewhere. Please write at least one site, one on each line."),
    "too_many_sites": _("A trip has at most %(most)s sites. Please make two trips of it."),
    "site_elsewhere": _("%(site)s does not lie in %(place)s. Please look at the name of the place once more."),
    "unknown_theme": _("%(site)s names a theme that is not there; there are %(most)s. Please mend the number."),
    "unknown_place": _("No place here is called “%(name)s”. Please write its name as it stands in the tree of places."),
    "ends_before_start": _("The last day lies before the first. Please mend one of them."),
    "finding_missing": _("Please write at least one finding, one on each line."),
    "class_missing": _("Each finding stands in a class. Please begin with a line like “# Fire safety”."),
    "too_many_findings": _("A trip has at most %(most)s findings. Please put some together."),
    "already_raised": _("It is handled already as matter %(matter)s."),
    "place_elsewhere": _("That place does not lie in %(place)s. Please choose another."),
    "already_suggested": _("It stands in the register already, with number %(number)s."),
    "already_handed": _("%(unit)s was asked already. Please wait for its answer, or note it."),
    "not_handed": _("No unit was asked yet. Please say first who should answer."),
    "not_answered": _("There is no answer yet that could be told. Please note the answer first."),
    "no_outcome_yet": _("Nothing has come of it at a meeting yet. Please write down the outcome there first."),
    "suggestion_missing": _("Please choose at least one suggestion."),
    "too_many_suggestions": _("Please choose at most %(most)s suggestions."),
    "one_issue_each": _("A brief tells of one issue. Please choose one suggestion, and write a brief for each."),
    "already_written": _("Suggestion %(number)s went forward already. Please leave it out."),
    "by_whom_missing": _("Please say in which office the instruction was given."),
}
STATUS = {"no_outcome_yet": 409, "not_handed": 409, "not_answered": 409}
