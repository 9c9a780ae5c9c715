"""What this room's refusals say."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "not_solved": _("Only a public matter that was solved, with a reply to everybody who raised it, becomes a case."),
    "case_there": _("Somebody is writing a case of this matter already. Please go on with that one."),
    "case_decided": _("This case does not wait for approval any more. Please look at how it stands."),
    "case_sent_back": _("It was sent back to whoever wrote it. Once it is mended, it waits for approval again."),
    "name_left": _("A name of somebody in the record stands in it: %(found)s. Please say it without the name."),
    "wrote_it": _("Whoever wrote a case does not approve it. Please let somebody else look."),
    "number_left": _("A number stands in it that may be somebody's: %(found)s. Please change the draft first."),
    "case_not_shared": _("This case is not shared, or not any more."),
    "case_used": _("Your place took it over already."),
    "case_too_large": _(
        "The file is larger than %(most)s KB. A case is smaller; please look whether it is the right file."
    ),
    "not_a_case": _("This is no case that we can read. Please ask for the file once more; nothing was kept."),
    "case_version": _(
        "This file is of a version that this site does not read. Please ask for one of version %(reads)s."
    ),
    "case_altered": _("The file was changed after it was written. Please ask for it once more; nothing was kept."),
}
STATUS = {
    "case_there": 409, "case_decided": 409, "case_sent_back": 409, "wrote_it": 403, "case_not_shared": 409,
    "case_used": 409,
}  # fmt: skip
