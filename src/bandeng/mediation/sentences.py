"""What this room's refusals say."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "agreed_already": _("Both sides have agreed. Please look first whether it is kept, then it can go on."),
    "already_at_court": _("The court has been asked already. Nothing more is needed."),
    "already_consented": _("This side has agreed to talk already. Please go on with the next step."),
    "before_agreement": _("The agreement was made on %(date)s; the court can be asked from that day on."),
    "before_consent": _("Both sides had agreed to talk only from %(date)s on. Please look at the day once more."),
    "both_missing": _("An agreement needs the yes of each side. Please ask both, then tick the box."),
    "case_ended": _(
        "This mediation has ended, so nothing more is written down. What you typed still stands below; copy "
        "it if you need it."
    ),
    "confirmation_late": _(
        "The court could be asked until %(until)s. It is too late for that; a new agreement can be "
        "made."
    ),
    "side_consent_missing": _(
        "%(side)s has not agreed to talk yet. Please ask first, and note how and when they said "
        "yes."
    ),
    "follow_up_too_early": _(
        "Whether it is kept can be said from %(due)s on. If it is broken already, please say "
        "that."
    ),
    "mediator_is_side": _(
        "Whoever mediates may not be one of the sides, nor work for one. Please choose somebody "
        "else."
    ),
    "mediator_missing": _("Please choose a mediator of this place."),
    "names_the_raiser": _(
        "The other side reads these words, and they name whoever raised it. Please write “a "
        "neighbour”."
    ),
    "not_agreed_yet": _("There is no agreement that could be looked at. Please note first what both sides agreed."),
    "not_asked_for": _("It is erased only where that side asks for it. Please tick that it did."),
    "not_your_case": _("Only whoever mediates, or the side itself, may say this."),
    "raising_elsewhere": _("This was not raised in this matter. Please choose one of those who raised it."),
    "side_missing": _("Please choose which side."),
    "third_round": _(
        "They have been brought together %(most)s times. Please end it here and tell both where else to "
        "turn."
    ),
}  # fmt: skip
WORDS: dict[str, str | Promise] = {
    "complainant": _("whoever raised it"),
    "other_side": _("the other side"),
}
"""The two sides, where a refusal names one."""

STATUS = {
    "agreed_already": 409,
    "case_ended": 409,
    "not_your_case": 403,
}
