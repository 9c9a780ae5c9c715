"""What this room's refusals and the problems of a table say; `shell` takes the refusals into its own table."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bandeng.core.places import Problem
from bandeng.core.refusal import Detail, Refusal
from bandeng.places.models import Level

Sentence = str | Promise

STATUS = {"already_set_up": 404, "no_setup_code": 404, "setup_code_spent": 410, "wrong_setup_code": 403}

WORDS: dict[str, Sentence] = {level.value: level.label for level in Level}

SENTENCES: dict[str, Sentence] = {
    "rows_wrong": _("Nothing was added: %(count)s rows cannot be taken in. Each is named below, with what to do."),
    "place_ended": _("%(place)s has ended and is no longer changed."),
    "nothing_changed": _("Nothing is different, so nothing was changed."),
    "needs_reason": _("Say in a few words why it changes; the reason stands in the ledger."),
    "tenure_here": _("Only a compound has a tenure: owner-occupied, public rental, or mixed."),
    "bad_accent": _("Write the colour as # and six figures, for example #54341f."),
    "weak_accent": _("White words could not be read on this colour. Choose a darker one."),
    "before_it_began": _("%(place)s cannot end before it began. Choose a later day."),
    "open_work": _("Still open in %(place)s: %(count)s. Finish this or hand it over, then end the place."),
    "bad_successor": _("The successor of %(place)s must be another standing place of the same level."),
    "no_buildings": _("Tick at least one building, and %(most)s at most."),
    "not_our_building": _("These are no standing buildings of this community: %(needs)s."),
    "name_taken": _("A grid here needs a name of its own; this one is empty or taken."),
    "unknown_layer": _("There is no holiday table of its own for %(layer)s."),
    "bad_year": _("%(year)s is not a year we can load."),
    "needs_source": _("Name the notice the days come from; it is shown with every deadline they move."),
    "bad_day": _("Row %(row)s: “%(text)s” is not a date. Write it like 2026-10-01."),
    "bad_kind": _("Row %(row)s: “%(text)s” is neither rest nor work. Write 休 or 班, or rest or work."),
    "empty_file": _("This file is empty. Choose the one with the rows in it."),
    "table_too_large": _("This file is larger than %(most)s MB. Split it and load the parts one after the other."),
    "spreadsheet_file": _(
        "This is a spreadsheet's own file. Open it there, choose “Save as”, then “CSV”, and send that file."
    ),
    "not_text": _("We cannot read this file as text. Save it again as “CSV UTF-8” and send that one."),
    "too_many_rows": _("More than %(most)s rows. Split the table and load the parts one after the other."),
    "huge_cell": _(
        "One cell holds more than %(most)s letters; perhaps a quotation mark is missing. Look at it and send again."
    ),
    "unknown_columns": _("The first line must name the columns. Missing: %(needs)s."),
    "no_rows": _("There is a first line, but no row below it."),
    "no_file": _("Choose a file first."),
    "upload_gone": _("The file was looked at more than a day ago, or by somebody else. Please send it again."),
    "unknown_category": _("There is no such category."),
    "already_set_up": _("This site is set up already. Sign in, or ask its secretary."),
    "no_setup_code": _("There is no set-up code now. Start “bandeng serve” again and read the code it prints."),
    "setup_code_spent": _("Too many wrong tries. Start “bandeng serve” again; it prints a new code."),
    "wrong_setup_code": _("That is not the code. Look at the window where “bandeng serve” runs."),
    "bad_words": _("This text cannot be kept: it is too long, or holds signs that cannot be seen."),
}

PROBLEMS: dict[str, Sentence] = {
    "bad_place": _("“%(place)s” is no place code. A code has 2, 4, 6, 9 or 12 figures and begins with its province."),
    "wrong_range": _("%(place)s: the last three figures are none that a street or community can have."),
    "mangled": _("The spreadsheet spoilt this code (%(place)s). Format the column as text, type it again, and save."),
    "taken": _("%(place)s stands here already as %(name)s. Leave the row out, or correct the code."),
    "twice": _("%(place)s stands twice in this table. Keep one of the rows."),
    "other_name": _(
        "%(place)s is called %(name)s. If it was renamed, add it under this name, then change it and say why."
    ),
    "wrong_level": _("%(place)s is by its length a %(level)s. Correct the level or the code."),
    "unknown_level": _("Say which level it is: compound, building, unit or household."),
    "unknown_parent": _(
        "%(place)s belongs to %(parent)s, which is not here yet. Add that one first, or in the same table."
    ),
    "wrong_parent": _("%(place)s %(name)s belongs to %(parent_name)s %(parent)s, not to %(told)s. Correct the parent."),
    "parent_level": _("%(place)s cannot stand below %(parent)s: a place stands below a larger one."),
    "parent_closed": _("%(parent)s has ended. Add it below its successor."),
    "which_parent": _("%(count)s places are called %(told)s. Write the parent's code instead of its name."),
    "no_name": _("The name is missing."),
    "no_code": _("The code is missing. Only below a community do we make it ourselves, and then we need the parent."),
    "too_long": _("Too long; at most %(most)s letters."),
    "control": _("There are signs in it that cannot be seen. Type it again by hand."),
    "formula": _("“%(text)s” begins like a formula. A name begins with a letter or a figure."),
    "unknown_tenure": _("“%(text)s” is no tenure. Write owned, public_rental or mixed; or leave it empty."),
    "tenure_here": _("Only a compound has a tenure. Leave it empty here."),
    "not_a_number": _("“%(text)s” is no number of households."),
    "not_a_date": _("“%(text)s” is not a date. Write it like 2026-10-01."),
}


# Said by the core and the ledger; their sentences stand in the shell, which is above this room.
_LOWER: dict[str, Sentence] = {
    "chain_closed": _("This community was merged into another. Do it there: %(successor)s."),
    "bad_table": _("These days contradict each other: %(why)s."),
    "stale": _(
        "Somebody else changed this meanwhile. Below stand their version and yours; look, then send yours again."
    ),
    "not_allowed": _("You may not do this here. Ask the secretary of your community who can."),
}


def say(refusal: Refusal) -> str:
    """A refusal in one sentence, for a form of this room."""
    told = {**_LOWER, **SENTENCES}
    return _filled(told.get(refusal.code, _("That did not work. Nothing was changed.")), refusal.details)


def tell(problem: Problem) -> str:
    """A problem of a row in one sentence that says what to do."""
    return _filled(PROBLEMS[problem.code], problem.details)


class _Told(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return "–"


def _filled(sentence: Sentence, details: Mapping[str, Detail]) -> str:
    return str(sentence) % _Told({name: _in_words(value) for name, value in details.items()})


def _in_words(value: Detail) -> str:
    if isinstance(value, list):
        return str(_(", ")).join(value)
    return str(WORDS.get(value, value)) if isinstance(value, str) else str(value)
