"""What this room's refusals say."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "room_there": _("A room called “%(name)s” is open here already. Please give it another name."),
    "room_closed": _("“%(name)s” is closed. Please open it anew, or choose another."),
    "convener_unnamed": _("Everybody reads who the convener is. Please give that person a public name first."),
    "standard_empty": _("A standard has at least one kind and one point, and at most %(most)s of each."),
    "kind_in_use": _("Rooms of this kind are open: %(kind)s. Please leave it in, or close them first."),
    "own_room": _("Nobody checks their own work: somebody else has to look at “%(name)s”."),
    "points_open": _("Please say of each point how it was found; this one is open: %(point)s."),
    "again_missing": _("Not every point is met. Please say on which later day somebody looks again."),
    "too_many_lines": _("Please write at most %(most)s lines; the rest goes into another entry."),
    "parts_missing": _("Please choose at least one part, and at most %(most)s."),
    "part_elsewhere": _("%(part)s does not lie under %(place)s. Please choose another part."),
    "sheet_unread": _("This file could not be read. Please send it as .xlsx or as .csv in UTF-8, like the template."),
    "sheet_empty": _("There is no row in this sheet. Please write one below the head, as the template shows."),
    "too_many_rows": _("A sheet has at most %(most)s rows. Please send it in parts."),
    "sheet_not_whole": _(
        "%(count)s rows cannot be taken yet, so nothing was entered. Please mend them and send again."
    ),
    "sheet_doubtful": _(
        "%(count)s rows may stand in the records already, so nothing was entered. Please look, then say which it is."
    ),
    "row_twice": _("The same as row %(first)s. If both happened, please say in the words how they differ."),
    "row_kind": _("“%(word)s” is not a kind: please write activity, problem or suggestion."),
    "row_place": _("No place of yours is called “%(name)s”. Please write it as it stands in the tree, or its code."),
    "row_place_twice": _("Several places are called “%(name)s”. Please write the code of the right one."),
    "row_text": _("Please say in a few words what it was."),
    "row_outcome": _("A problem that was solved says how. Please fill in what became of it."),
    "row_too_long": _("This is longer than %(most)s signs. Please say it in fewer."),
    "row_day": _("“%(word)s” is not a day. Please write it like 2026-03-05."),
    "row_not_past": _("%(word)s is not over, or too long ago. What is of today is written down where it happens."),
    "row_number": _("“%(word)s” is not a number of people. Please write digits, or leave it empty."),
    "row_formula": _(
        "“%(word)s” is a formula without its result. Please open the sheet in your own program and save it once more,"
        " or type the result."
    ),
    "row_speaker": _(
        "“%(word)s” is no role. Please write resident, CPPCC member, secretary, building head or convener."
    ),
}
STATUS = {"room_closed": 409, "own_room": 403}
