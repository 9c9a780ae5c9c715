"""The refusals of the rules and of the ledger in plain words, each with what to do next.

Every room may keep such a file: SENTENCES {code: a lazy text with %(detail)s}, and where 422 is not right STATUS {code:
HTTP status}; WORDS {key: word} for keys that stand in its details. The shell reads them all once, at start.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    # Who and what
    "not_your_turn": _("This is for %(needs)s to do. If it should be you, ask the secretary to give you the duty."),
    "not_allowed": _("You may not do this here. Ask the secretary of your community who can."),
    "unknown": _("We could not find that. Go back one page and try from there."),
    "stale": _(
        "Somebody else changed this while you were writing. Both versions are kept: read theirs, then send yours again."
    ),
    "spent": _("This has been used already and works only once. Ask for a new one if you need it."),
    "already": _("This has been done already, so there is nothing left to do here."),
    "unknown_kind": _("That choice does not exist. Please choose one of those shown."),
    "unknown_capacity": _("That choice does not exist. Please choose one of those shown."),
    # The process
    "unknown_step": _("This step is no longer part of the process. Open the matter again to see where it stands."),
    "unknown_branch": _("This way is not part of the process. Open the matter again to see what can be done now."),
    "missing": _("Still needed before this step can be completed: %(needs)s."),
    "must_choose": _("Please choose how it goes on: %(options)s."),
    "not_offered": _("This cannot be done where the matter stands now. Open the matter again to see what can."),
    "too_often": _(
        "This step has been taken %(at_most)s times, as often as the process allows. Please choose another way."
    ),
    "tracks_open": _("Some work on this is still open. Finish it first, then give the final reply."),
    "bad_process": _("This process would not work. Please mend what is listed: %(problems)s"),
    "bad_branches": _("These shared ways would not work. Please mend what is listed: %(problems)s"),
    "unreadable": _("This file could not be read: %(why)s. Please check it and load it again."),
    # The clock
    "needed": _("Please say how many days there are."),
    "bad_days": _("Please give a whole number of days, at most %(most)s."),
    "bad_unit": _("Please say whether the days are working days or calendar days."),
    "bad_time": _("This is not a day or a time we can read. Please choose it again."),
    "naive_time": _("The time does not say in which time zone it is. Please choose it again."),
    "bad_place": _("This is no code of a place. Please choose the place from the list."),
    "wrong_range": _("These digits do not belong to a place of this kind. Please look at the code again."),
    "bad_table": _("This table of holidays cannot be used: %(why)s. Please mend it and load it again."),
    "other_region": _(
        "The holidays of %(year)s belong to another region (%(region)s). Please load the table of this one."
    ),
    "extension_late": _(
        "The date was %(due)s and has passed, so it can no longer be moved. Please say openly why it is late."
    ),
    "extension_not_later": _("The new date must be later than %(due)s."),
    "extension_needs_reason": _("Please write why more time is needed: everybody who raised it will read it."),
    "extension_by_requester": _("Whoever asks for more time may not approve it. Please let somebody else decide."),
    "extended_enough": _(
        "The date has been moved %(most)s times, which is all that is allowed. Please say openly why."
    ),
    "extension_too_far": _("The date may not be moved beyond %(most)s. Please choose an earlier one."),
    "extension_too_long": _("That is %(days)s days; at most %(most)s are possible. Please choose an earlier date."),
    "extension_backwards": _("The new date lies before the old one. Please choose a later one."),
    "pause_backwards": _("The pause would end before it begins. Please look at the dates again."),
    "pause_too_long": _(
        "That is a pause of %(days)s days; at most %(most)s are possible. Please choose an earlier end."
    ),
    # What we ship, and the ledger
    "bad_categories": _("This list of categories cannot be used: %(why)s. Please mend it and load it again."),
    "site_missing": _("This export does not say which site it comes from. Please ask for it again."),
    "not_canonical": _(
        "Something in here cannot be written down exactly (%(where)s: %(why)s). Please tell the administrator."
    ),
    "entry_too_long": _("This is %(bytes)s bytes, and a record holds at most %(limit)s. Please make it shorter."),
    "entry_malformed": _("A record is damaged (%(field)s). Please tell the auditor."),
    "chain_broken": _(
        "The records of %(chain)s do not hold together at number %(n)s: %(why)s. Please tell the auditor."
    ),
    "unknown_hash": _(
        "This export is sealed in a way we do not know (%(algorithm)s). Please use a newer version to check it."
    ),
    "hash_missing": _("A record lacks its seal (%(algorithm)s). Please tell the auditor."),
    "hash_too_short": _("A seal is cut off (%(hash)s). Please copy it again, whole."),
    "salt_length": _("A record's seal has the wrong length. Please tell the auditor."),
    "chain_closed": _("These records were closed and go on elsewhere. Please open the place again."),
    "empty_file": _("This file is empty. Please choose it again."),
    "file_too_large": _("This file is larger than %(megabytes)s MB. Please choose a smaller one."),
    "picture_too_large": _("This picture has more than %(megapixels)s million dots. Please choose a smaller one."),
    "not_a_picture": _("This file is no photo we can open. A photo from a phone or a camera will do."),
}
