"""What this room's refusals say."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "bad_forms": _("The file of meeting forms cannot be used. Please mend what is listed: %(problems)s"),
    "unknown_form": _("This form of meeting is not known here. Please choose one from the list."),
    "notice_late": _(
        "For that day it had to be called by %(latest)s: %(days)s days ahead. %(rule)s Please choose a later day."
    ),
    "meeting_in_past": _("That day is over. Please choose a day that is still to come."),
    "meeting_too_far": _("That is more than a year ahead. Please choose an earlier day."),
    "bad_minutes": _("Please give a length between %(least)s and %(most)s minutes."),
    "venue_taken": _("The room is booked at that time for: %(title)s. Please choose another time or room."),
    "venue_booked": _("A meeting is still to be held in this room: %(title)s. Please move it first."),
    "where_missing": _("Please say where people meet: choose a room, or write the place."),
    "chair_records": _("Who chairs cannot write the record as well. Please name two people."),
    "chair_conflict": _(
        "Who chairs also works for: %(units)s. Please write that down for everybody to read, or let somebody else"
        " chair."
    ),
    "agenda_missing": _("Please say what is talked over: choose at least one matter, or write a topic."),
    "agenda_twice": _("This matter stands on the agenda already. Please leave it there once."),
    "finding_twice": _("What was chosen stands on this agenda already. Please choose another meeting, or leave it."),
    "finding_unchosen": _("Please choose at least one thing that was found."),
    "agenda_too_long": _("An agenda has at most %(most)s lines. Please call a second meeting."),
    "sealed_not_here": _("A sealed matter is not talked over in public. Please take it off the agenda."),
    "options_alike": _("Please give each option words of its own, at most %(most)s options."),
    "unknown_seat": _("This form of meeting has no such seat. Please choose one from the list."),
    "seat_twice": _("This person is asked already. Please leave them on the list once."),
    "seats_too_many": _("A meeting has at most %(most)s people on its list."),
    "guest_missing": _("Please say who is asked: a person, an organisation or a name."),
    "meeting_is": _("The meeting is %(state)s, so this cannot be done now. Open its page again to see what can."),
    "not_the_day": _("The meeting is on %(day)s. It can be opened from that morning on."),
    "already_there": _("There is one of this name already. Please use that one, or choose another name."),
    "over_already": _("This is over already."),
    "already_signed_in": _("Somebody is signed in on this seat already (%(seat)s). Each person signs in once."),
    "phone_signed_in": _("This phone has signed in for somebody else. Please let the recorder write you down."),
    "already_begun": _("This is what it is about right now."),
    "not_here": _("%(seat)s is not signed in. Please sign in first."),
    "seat_first": _("Please sign in first: scan the code at the door, or tell the recorder your name."),
    "no_such_seat": _("Nobody on the list has number %(number)s. Please look at the list and type it once more."),
    "not_now": _("It is not about this item just now."),
    "no_vote": _("You are welcome to listen and to speak; hands are raised by those who were asked for it."),
    "unknown_option": _("This option does not exist. Please choose one of those shown."),
    "no_options": _("This item has no options to raise a hand for. Its outcome can be written down without."),
    "too_many_hands": _(
        "That is %(counted)s hands, and only %(voters)s people with a vote are here. Please count again."
    ),
    "no_quorum": _(
        "%(present)s of those with a vote are here and %(needed)s are needed, so nothing can be agreed on. Please write"
        " it down as advice, or as no agreement with what happens next."
    ),
    "item_decided": _("This item has been decided already: %(item)s."),
    "no_matter": _("This item is no matter. Please write down its outcome instead."),
    "merge_missing": _("Please name the matter in which it goes on."),
    "adopt_elsewhere": _(
        "Matter %(matter)s cannot be taken on from here, since its process goes another way. Please open its own page."
    ),
    "questions_waiting": _("%(most)s of yours still wait to be read. Please come back when they have been."),
    "questions_full": _("%(most)s questions stand there already. Please ask the recorder."),
    "question_is": _("This question is %(state)s, so this cannot be done with it."),
    "no_building": _("Only a building is counted. Please choose one."),
    "count_impossible": _(
        "%(n)s of %(of)s cannot be. Please count how many live in the building, and how many of them belong to it."
    ),
    "minutes_final": _(
        "These minutes are signed and final, so nobody changes them. What is wrong is put right beside them, marked as"
        " a correction."
    ),
    "not_final": _("These minutes are not final yet: please change the draft itself."),
    "already_shown": _("Everybody who was there can read these minutes already."),
    "not_shown": _("Nobody who was there has been able to read these minutes yet. Please show them first."),
    "window_open": _("Corrections may come until %(until)s. Please sign on the day after."),
    "window_over": _("Corrections could come until %(until)s. Please tell the recorder: it can be noted beside them."),
    "corrections_open": _("%(count)s corrections wait for an answer. Please answer them first."),
    "correction_answered": _("This has been answered already."),
    "already_signed": _("You have signed this already."),
    "not_signer": _("Minutes are signed by who chaired and who recorded the meeting, each for themselves."),
    "not_in_minutes": _("The minutes do not say that. Please copy the words exactly as they stand there."),
    "seating_unnamed": _("Please give these seats a name, so that they can be found again."),
    "seating_empty": _("Nobody would sit there. Please write down at least one party."),
    "seating_long": _("A template has at most %(most)s parties. Please put some together."),
    "party_unnamed": _("Line %(line)s has no Chinese name. Please say who sits there."),
    "party_long": _("The name in line %(line)s is too long: at most %(most)s characters."),
    "party_twice": _("“%(party)s” stands there twice. Please write it once, with as many chairs as it needs."),
    "party_role": _("“%(word)s” is no role known here (%(party)s). Please choose one from the list."),
    "party_count": _("For “%(party)s”, please write a number of chairs between 1 and %(most)s."),
    "seating_named": _("This place has seats called “%(name)s” already. Please choose another name, or change those."),
    "seating_over": _(
        "These seats are not in use any more: somebody ended them, or a newer version stands. Please look at the list"
        " and choose again; what you typed is still here."
    ),
    "seating_elsewhere": _(
        "These seats belong to another place. Please choose some of your own place or of one above."
    ),
    "seating_place": _(
        "Seats are written down by a community or a place above it. Compounds sit as their community does."
    ),
    "seating_same": _("Nothing is different from the version in use, so nothing was published."),
    "seatings_many": _("This place has %(most)s templates in use. Please end one first."),
}
STATUS = {
    "item_decided": 409,
    "over_already": 409,
    "seating_over": 409,
    "seating_named": 409,
    "correction_answered": 409,
    "venue_taken": 409,
    "agenda_twice": 409,
    "finding_twice": 409,
    "seat_twice": 409,
    "phone_signed_in": 409,
    "meeting_is": 409,
    "question_is": 409,
    "minutes_final": 409,
    "window_open": 409,
    "window_over": 409,
    "corrections_open": 409,
    "not_signer": 403,
    "no_vote": 403,
    "seat_first": 403,
}
