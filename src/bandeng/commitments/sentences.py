"""What this room's refusals say; the shell reads them once at start (shell/sentences.py says how)."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "bad_ladder": _("The ladder of supervision cannot be read. Please ask whoever runs this site to look at it."),
    "already_gone_on": _("This work has gone on meanwhile: %(state)s. Please read what stands now."),
    "already_asked": _("More time has been asked for already. Please wait until somebody has decided."),
    "already_decided": _("Somebody has decided on this already."),
    "not_your_unit": _("Only those who work for %(unit)s can do this. Please sign in as one of them."),
    "not_of_unit": _("This person does not work for %(unit)s. Please choose somebody who does."),
    "own_work": _("Whoever did the work, or works for %(unit)s, does not judge it. Please let somebody else look."),
    "evidence_missing": _("Please add a picture, or name a document: nobody can see from words alone that it is done."),
    "photo_of_another_matter": _(
        "One of the pictures belongs to another matter, so it shows nothing here. Please add a picture of this work."
    ),
    "funding_missing": _("This costs money, and nobody has said yet who pays. Please settle that first."),
    "bad_amount": _("This is not an amount. Please write yuan and fen in figures, e.g. 1280.50."),
    "unknown_source": _("Money for this comes from one of the sources shown. Please choose one of them."),
    "leads_already": _("%(unit)s leads this already. One unit leads, others support it."),
    "supports_already": _("%(unit)s supports this already."),
    "supports_enough": _("At most %(most)s units support one piece of work. Please let one of them leave first."),
    "not_supporting": _("%(unit)s does not support this."),
    "help_by_nobody": _("Please say who helped: how many volunteers and how long, or which partner."),
    "bad_hours": _("That many people cannot have helped so long. Please look at both figures again."),
    "designated_stays": _(
        "%(unit)s was designated after it had been given back, so it stays. Please talk to the community."
    ),
    "returned_before": _("%(unit)s has given this back once already. It can be designated now, and then it keeps it."),
    "not_disputed": _("Nobody has given this back, so there is nothing to settle. Please give it to a unit."),
    "outside_duty": _(
        "This is not on the duty list of %(unit)s. Only the community itself can take it on, and has to say so."
    ),
    "unknown_how": _("That choice does not exist. Please choose one of those shown."),
    # Promises
    "promiser_missing": _("Please say who promised it: nothing is a promise without somebody who made it."),
    "already_said": _("The unit has given its word already: %(state)s. Please read what stands now."),
    "promise_declined": _("The unit has declined this, so nothing more comes under it. Please note a new promise."),
    "promise_withdrawn": _("This was taken back, so nothing more comes under it. Please note a new promise."),
    "promise_over": _("The day of this promise (%(date)s) is over. Please note a new one."),
    "already_promised": _("This stands under the promise already: %(title)s."),
    "items_missing": _("Please tick at least one thing that was promised."),
    "too_many_items": _("At most %(most)s things stand under one promise. Please note a second one."),
    "items_elsewhere": _("%(matter)s belongs to another community. Please note a promise there."),
    "sealed_promise": _("%(matter)s is not public, so it cannot be promised in public. Please leave it out."),
    "item_of_another": _("%(title)s is in the hands of %(unit)s. Only that unit can promise it."),
    "noted_too_late": _("A promise is noted within %(most)s days. Please note what is promised now."),
    "not_late": _("Its date has not passed, so there is nothing to explain. Please say how it goes instead."),
    "date_missing": _("Please say until when: in how many days, or until which day."),
    "date_not_ahead": _("That day is not ahead. Please choose tomorrow or later."),
    "own_unit": _("This would be addressed to your own people. Please let the supervisor do it."),
    "own_order": _("Whoever issued it does not answer it. Please let somebody else answer."),
    "no_clock": _("No clock runs here, so nothing can be late."),
    "unknown_rung": _("That step of supervision does not exist. Please choose one of those shown."),
    "already_issued": _("This has been issued already for this date. Please read the answer, or go further."),
    "rung_behind": _("A higher step of supervision stands already; it does not go back down."),
    "one_rung_a_day": _("One step of supervision a day is enough. Please wait until tomorrow."),
    "not_overdue": _("Its date has not passed yet (%(due)s). Until then only a reminder can be sent."),
    "already_answered": _("This has been answered already."),
    "already_over": _("This is over already: the work went on meanwhile."),
    "had_part": _("Whoever had a part in this does not ask whether it is true. Please let somebody else call."),
    "already_called": _("This has been asked and answered already; what was said first counts."),
    "unknown_mode": _("Please choose one of the ways shown."),
    "bad_period": _("Please choose a first and a last day, at most %(most)s days."),
    "period_not_over": _("That period is not over yet. Please choose a last day before today."),
    "drawn_already": _("For some of these days a sample was drawn already (%(first)s to %(last)s). It is drawn once."),
    "nobody_to_ask": _("No final reply arrived in that time, so there is nobody to ask."),
    "cannot_reopen": _("It cannot be taken up again from here: it is open, or was taken up as often as allowed."),
    "date_too_far": _("That is too far away: at the latest %(most)s. Please choose an earlier day."),
}

STATUS: dict[str, int] = {
    "not_your_unit": 403,
    "own_work": 403,
    "designated_stays": 403,
    **dict.fromkeys(("own_unit", "own_order", "had_part"), 403),
}
