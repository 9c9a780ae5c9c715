"""What this room's refusals say."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "bad_vote": _("A vote is +1, 0 or -1. Please mend the file and try again."),
    "column_twice": _("A column stands in the file twice. Please leave one of them."),
    "malformed": _("Line %(line)s, column %(column)s of the file cannot be read. Please mend it and try again."),
    "no_column": _("A column is missing in the file. Please add it and try again."),
    "no_header": _("The file has no first line that names its columns. Please add it and try again."),
    "too_many_groups": _("There are too many groups in the file. Please use fewer."),
    "too_many_votes": _("These are more votes than can be counted at once. Please use a smaller file."),
    "conversation_closed": _("This conversation has ended. You can read what came of it."),
    "still_arriving": _(
        "Reactions from a file are still arriving: %(laid)s of %(total)s are here. Please come back in a minute."
    ),
    "sign_in_first": _("Here each person has one voice. Please sign in with your card or account first."),
    "not_let_in": _("This statement cannot be reacted to. Please go on with the next one."),
    "unknown_value": _("Please choose agree, disagree or cannot say."),
    "key_missing": _("This form was not complete. Please open the page again and choose once more."),
    "said_already": _("Somebody has said exactly this already. Please react to that statement."),
    "too_many_waiting": _("%(most)s statements of yours wait to be read. Please come back when they have been."),
    "own_statement": _("You wrote this yourself, so somebody else reads it. Please leave it to them."),
    "reacted_to": _("People have reacted to these words, so they stay as they are. It can be kept out with a reason."),
    "unknown_state": _("Please choose whether it is let in or kept out."),
    "too_few_seeds": _("Please begin with at least %(least)s statements, one on each line; there are %(given)s."),
    "too_many_seeds": _("Please begin with at most %(most)s statements; people add more."),
    "seed_twice": _("This statement stands there twice: %(text)s"),
    "unknown_voices": _("Please choose who has one voice."),
    "unknown_fate": _("Please choose what became of it."),
    "matter_missing": _("Taken up means handled as a matter. Please name its number, or choose another answer."),
    "matter_unknown": _("There is no public matter %(number)s in this community. Please look at the number once more."),
    "nothing_chosen": _("Nothing is chosen yet. Please choose at least one statement."),
    "too_many_chosen": _("Please choose at most %(most)s statements at a time."),
    "no_statements": _("The file of statements needs at least one and at most %(most)s lines."),
    "number_twice": _("The number %(number)s stands in the file twice. Please leave one of them."),
    "odd_number": _("Numbers in the files must be 0 or greater and of at most nine digits; there is %(number)s."),
    "no_such_statement": _("There are votes on statement %(number)s, and it is not in the file of statements."),
    "sheet_missing": _("Please write the number that stands on the sheet."),
    "sheet_empty": _("Nothing is ticked yet. Please enter what stands on the sheet."),
    "sheet_known": _("Sheet %(sheet)s has been entered already. Please look at its number, or leave it out."),
}
STATUS = {
    "conversation_closed": 409,
    "said_already": 409,
    "still_arriving": 409,
    "reacted_to": 409,
    "sheet_known": 409,
    "sign_in_first": 403,
    "own_statement": 403,
}
