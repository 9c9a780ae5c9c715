"""What this room's refusals say; the shell reads them once at start (shell/sentences.py says how)."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    # Processes that are being made
    "draft_gone": _("This draft is not there any more: somebody published it or threw it away."),
    "too_many_steps": _("At most %(most)s steps, please: nobody can keep more in mind."),
    "too_many_drafts": _("There are %(most)s drafts already. Please publish one or throw one away first."),
    # Raising
    "phone_wanted": _(
        "%(place)s asks for a telephone number. Please leave one, or let your building head enter it for you."
    ),
    "place_too_wide": _(
        "%(place)s is too large a place for this. Please choose the compound, the building or the unit."
    ),
    "place_closed": _("%(place)s is no longer listed. Please choose the place that took it over."),
    "consent_missing": _(
        "Please ask your neighbour whether they agree, and tick it. Then we may write it down for them."
    ),
    "too_many_photos": _("At most %(most)s photos go with one. Please leave some out."),
    "unknown_photo": _("One of the photos is not part of this matter. Please choose again from those shown."),
    "text_missing": _("Please write a few words here: without them nobody knows what is meant."),
    "text_too_long": _("This is too long: at most %(most)s characters. Please say it more shortly; nothing is lost."),
    "unknown_word": _("That choice does not exist. Please choose one of those shown."),
    "no_process": _("There is no process of this name here. Please choose one from the list."),
    "merged": _("This has been merged into another matter and goes on there. Please open that one."),
    # Accepting, masking, sealing
    "already_accepted": _("Somebody has accepted the summary already."),
    "not_accepted_yet": _("Nobody has accepted the summary yet. Please read it and stand for it first."),
    "already_so": _("It is so already; nothing had to be changed."),
    "unmasked": _(
        "A name or a number still stands in this text (%(found)s). Please take it out: everybody will read it."
    ),
    "sealed_differs": _("One of the two is sealed and the other is not, so they stay apart."),
    # The journey
    "must_be_another": _("Whoever did this may not check it. Please let somebody else do this step."),
    "seats_missing": _("Please write down who sat on the bench: at least those who spoke."),
    "next_step_missing": _("Nothing was agreed, so please say what comes next: nobody should be left waiting."),
    "dissent_unanswered": _("Different opinions without an answer: %(count)s. Please answer each of them."),
    "reason_missing": _("Please write why, in words the person who raised it can follow."),
    "next_channel_missing": _("Please say where the person can turn to next."),
    "receiver_missing": _("Please say who it goes to."),
    "already_answered": _("They have answered already. Please open the matter again."),
    "already_withdrawn": _("This has been withdrawn already."),
    "already_contested": _("The explanation has been contested once, and somebody else has looked at it anew."),
    "date_in_future": _("This day has not come yet. Please write down only what has happened."),
    "not_held": _("Nothing of this kind is open on this matter. Please open it again to see where it stands."),
    "already_safe": _("It has been made safe already."),
    # A clock that stands still
    "no_clock": _("No clock runs for this step, so there is nothing to stop."),
    "already_paused": _("It stands still already, until %(until)s."),
    "suspension_late": _("The date (%(due)s) has passed. A pause cannot undo that; please say how it goes."),
    "review_not_ahead": _("The clock would run on at once. Please choose a day after today."),
    "review_too_far": _("That is too far away: at most %(days)s days, until %(most)s. It can be asked for again then."),
    "paused_enough": _(
        "This clock has stood still for %(stood)s days, and at most %(days)s are allowed altogether. Please ask for a"
        " later date instead."
    ),
    "pauses_too_long": _(
        "This clock has stood still for %(stood)s days, and at most %(days)s are allowed altogether. Please choose a"
        " day until %(most)s."
    ),
    "suspension_by_requester": _("Whoever asked for the pause cannot allow it. Please let somebody else decide."),
    "not_paused": _("It does not stand still any more."),
    # Who decides
    "another_decides": _(
        "Before anybody is given this work another body has to decide: %(row)s. Its decision is written down here"
        " first."
    ),
    "decision_unposted": _("The decision has to be made public, by %(until)s, before the work begins."),
    "posting_open": _("It hangs for everybody to object until %(until)s, that day included. Go on the day after."),
    "posting_too_short": _("It has to hang for %(needed)s days at the least."),
    "posting_too_long": _("At most %(most)s days, please."),
    "posted_too_early": _("It cannot have been made public before it was decided on %(date)s."),
    "objection_unanswered": _("Please answer what was objected: until then it stays open."),
    "already_closed": _("This has been closed already. Please open the matter again."),
    "bad_gate": _("The table of who must decide cannot be read. Please ask whoever runs this site to look at it."),
    "notice_too_short": _(
        "The notice was too short: %(given)s days, and %(needed)s are needed; it can be decided on %(earliest)s at the"
        " earliest. The rule (%(cite)s) says: %(text)s Please choose a later day."
    ),
    "notice_missing": _(
        "%(needed)s days of notice are needed. The rule (%(cite)s) says: %(text)s Please say on which day the last of"
        " those to be told was told."
    ),
    "for_on_missing": _("Please say for which day they were called together."),
    "rule_expired": _(
        "The rule %(rule)s, version %(version)s, does not hold on that day (since %(since)s, until %(until)s). Please"
        " choose the version that does, or ask the administrator to load it."
    ),
    "unknown_rule": _("There is no such rule. Please choose who decided from the list."),
    "owners_only": _(
        "Residents here are tenants of public rental housing: there is no vote of owners. Please write down what the"
        " housing authority, or the owner of the flats, decided."
    ),
    "figures_missing": _("Please write down all three numbers of what was counted: %(needs)s."),
    "figures_impossible": _(
        "These numbers cannot be: nobody agrees who took no part, and no more take part than there are (%(field)s)."
    ),
    "agreed_missing": _("Please say whether they said yes."),
    "document_missing": _("Please name the document, or take a picture of it: without it nobody can look it up."),
    # Merging
    "already_merged": _("It has been merged already. Please open the matter it went into."),
    "other_community": _(
        "The other matter belongs to another community, so they cannot be merged. Pass it on instead."
    ),
    "merge_cycle": _("That would lead back to where it began. Please choose another matter."),
    "not_merged": _("This is not part of that matter, so it cannot be taken out."),
    # Reply and rating
    "not_at_reply": _("The matter does not stand at its reply yet. A word on how far it is can be sent any time."),
    "track_open": _("Some work on this is still open. Finish it first, then give the final reply."),
    "not_referable": _("The reply of %(matter)s cannot be repeated here. Please write one of its own."),
    "unknown_raising": _("This person's words do not belong to this matter. Please open it again."),
    "already_replied": _("The final reply has been given already."),
    "already_delivered": _("This reply has been delivered already."),
    "date_too_early": _("That day lies before the reply was written. Please look at the date again."),
    "not_replied_yet": _("There is no final reply yet. You can rate it as soon as it is there."),
    "too_late": _(
        "The time for rating ended on %(until)s. If it is not solved, please raise it again: it will be linked."
    ),
    "handler_rates": _("Whoever handled a matter may not rate it."),
    "already_erased": _("These words and this name have been erased already."),
    "case_open": _("Both sides are being heard here. What they agree is noted in their mediation."),
    # What colliding words of other rooms must also fit: the shell has one table.
    "already_ended": _("This has ended already. If the trouble is still there, it can be raised again."),
    "already_held": _("You hold this already."),
    "no_home_yet": _(
        "No community of yours is entered yet, so nobody lives there for whom you could enter something. Whoever enters"
        " places can add it."
    ),
    "no_such_number": _("There is no other matter with the number %(number)s here. Please look at the number again."),
}

STATUS: dict[str, int] = {
    "draft_gone": 410,
    "merged": 409,
    "must_be_another": 403,
    "handler_rates": 403,
    "too_late": 410,
}

WORDS: dict[str, str | Promise] = {
    "replies_final": _("a reply to everybody who raised it"),
    "items_claimed": _("a unit that has taken on each piece of work"),
    "result": _("the result from where it was sent"),
    "review": _("somebody else's fresh look"),
    "agreement": _("an agreement of both sides"),
    "target_replied": _("the reply to the matter it went into"),
    "research": _("what was found out by visits"),
    "opinions": _("the opinions of those concerned"),
    "poll": _("the result of a poll"),
    "notice": _("a notice to everybody in time"),
    "pre_study": _("the study by the party organisation"),
    "publicity": _("the result made public, objections answered"),
    "acknowledgement": _("the word that it was taken over"),
    # Rows of the legal gate, where a refusal names one.
    "common_parts": _("the owners together, for it changes or uses common parts"),
    "alters_building": _("the owners together, for it alters the building"),
    "uses_fund": _("the owners together, for the maintenance fund would pay"),
    "raises_fund": _("the owners together, for money would be collected for the fund"),
    "house_rules": _("the owners together, for it is about their own rules and bodies"),
    "home_business": _("every affected owner, for a home is used for business"),
    "collects_money": _("the residents' meeting, for residents would be asked for money"),
    "village_affairs": _("the villagers' meeting or their representatives"),
    "rental_change": _("the housing authority or the owner of the flats, for residents are tenants"),
    "area": _("area"),
    "heads": _("heads"),
    "households": _("households"),
}
"""Facts a step may need."""
