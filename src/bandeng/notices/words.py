"""What each act is called when it is told: one short sentence, without any private value, for each who hears it."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bandeng.commitments import acts as items
from bandeng.matters import acts as matters
from bandeng.notices.models import As
from bandeng.research import acts as suggestions

Told = Mapping[type[Any], Promise]

TO_RAISERS: Told = {
    matters.MatterAccepted: _("Your matter has been accepted"),
    matters.SummaryChanged: _("The public summary of your matter was changed"),
    matters.MatterVerified: _("Somebody went to look at it"),
    matters.MatterSorted: _("It was decided how your matter goes on"),
    matters.BenchNoted: _("Your matter was talked over on the bench"),
    matters.StepCompleted: _("Your matter moved on"),
    matters.Branched: _("Your matter takes another way"),
    matters.MatterReviewed: _("Somebody else looked at your matter anew and gives the reasons"),
    matters.PassOnAnswered: _("There is word from where your matter was passed on to"),
    matters.MatterMerged: _("Your matter goes on together with another one"),
    matters.MatterUnmerged: _("Your matter goes on by itself again"),
    matters.MatterReplied: _("You have a reply"),
    matters.RaisingRated: _("Somebody who raised it says it is not solved: it is taken up again"),
    matters.ExplanationContested: _("Somebody who raised it does not accept the explanation: it is looked at anew"),
    matters.DeadlineRecomputed: _("A newly published holiday table moved a due date"),
    matters.MadeSafe: _("The danger was dealt with at once"),
    matters.RecordCorrected: _("A date in the record was corrected"),
    items.ItemClaimed: _("A unit took it on with a date"),
    items.ItemReturned: _("The unit gave it back with its reason"),
    items.ItemProgressed: _("There is news of the work"),
    items.ExtensionDecided: _("A later date was asked for and decided on"),
    items.ItemDone: _("The unit says it is done"),
    items.ItemChecked: _("Somebody checked the work"),
    items.ItemDropped: _("A piece of work will not be done"),
    items.ItemReopened: _("The work was taken up again"),
    matters.SuspensionDecided: _("A pause of the clock was asked for and decided on"),
    matters.SuspensionEnded: _("The clock runs on"),
    items.ItemSuspensionDecided: _("A pause of the work was asked for and decided on"),
    items.ItemSuspensionEnded: _("The work goes on"),
    items.ItemDeliveredInPart: _("Part of the work is done"),
    items.StatementMade: _("The unit says why it is late, and what happens next"),
}
TO_STAFF: Told = {
    matters.MatterRaised: _("A matter was raised"),
    matters.MatterJoined: _("Somebody else has the same trouble"),
    matters.RaisingRated: _("A raiser has rated"),
    matters.Branched: _("A matter takes another way"),
    matters.ExplanationContested: _("A raiser contests the explanation"),
    matters.RaisingWithdrawn: _("A raiser has withdrawn"),
    matters.WordsErased: _("A raiser had their own words erased"),
    matters.PassOnAnswered: _("There is word from where it was passed on to"),
    items.ItemReturned: _("A unit gave an item back"),
    items.ExtensionAsked: _("A unit asks for a later date"),
    items.ItemDone: _("A unit says it is done: it waits for a check"),
    matters.SuspensionAsked: _("A colleague asks that a clock stand still"),
    items.ItemSuspensionAsked: _("A unit asks that a clock stand still"),
    items.ItemDeliveredInPart: _("A unit has delivered a part"),
    items.ItemQuoted: _("A unit says what it costs"),
    items.SupportLeft: _("A unit that helped has left"),
}
TO_UNIT: Told = {
    matters.Branched: _("A matter was passed on to you"),
    items.ItemClaimed: _("An item is yours"),
    items.ExtensionDecided: _("Your wish for a later date was decided on"),
    items.ItemChecked: _("Your work was checked"),
    items.ItemDropped: _("An item of yours will not be done"),
    items.SupportJoined: _("Your unit supports an item"),
    items.ItemFunded: _("It was said who pays for an item of yours"),
    items.ItemSuspensionDecided: _("Your wish for a pause was decided on"),
    items.ItemSuspensionEnded: _("The clock of an item of yours runs on"),
    items.ItemReopened: _("A raiser says it is not solved: the item is yours again"),
}
PROMISES: Mapping[str, Told] = {
    As.UNIT: {
        items.CommitmentMade: _("A promise of your unit was noted: does your unit stand by it?"),
        items.CommitmentWithdrawn: _("What was noted as a promise of your unit was noted wrongly, and is taken back"),
        items.CommitmentGrown: _("More came under a promise of your unit"),
        items.CommitmentDueReached: _("The day of a promise of your unit is over: everybody sees how it stands"),
    },
    As.STAFF: {
        items.CommitmentConfirmed: _("The unit stands by the promise you noted"),
        items.CommitmentDeclined: _("The unit declines the promise you noted, and says why"),
        items.CommitmentDueReached: _("The day of a promise is over: everybody sees how it stands"),
    },
    As.RAISER: {
        items.CommitmentConfirmed: _("A unit promised openly until when it will be done"),
        items.CommitmentDueReached: _("The day of a promise is over: see what was done"),
    },
}
"""What is told of a promise: to the officers of its unit, to who noted it, to who raised what it is about."""
SUPERVISION: Mapping[str, Told] = {
    As.UNIT: {
        items.OrderIssued: _("Your unit is pressed for a piece of work: please answer in time"),
        items.ClockWarned: _("A date of your unit draws near, or has passed"),
    },
    As.STAFF: {
        items.OrderIssued: _("Somebody is pressed for what is late"),
        items.OrderAnswered: _("A reminder or order was answered"),
        items.ClockWarned: _("A date draws near, or has passed"),
        items.StuckListed: _("There are matters that nobody here can move: please help out"),
        items.CallbackMade: _("A raiser was called back: read what they say"),
    },
    As.RAISER: {
        items.OrderIssued: _("The unit in charge of your matter is pressed for it"),
        items.OrderAnswered: _("The unit in charge of your matter says what holds it up"),
    },
}
"""What is told of the ladder of supervision, of clocks, of matters nobody can move, and of call-backs."""

SUGGESTIONS: Mapping[str, Told] = {
    As.UNIT: {
        suggestions.SuggestionHanded: _("Your unit is asked what becomes of a suggestion"),
        suggestions.SuggestionReminded: _("The date of your answer to a suggestion draws near, or has passed"),
    },
    As.STAFF: {suggestions.SuggestionReminded: _("A unit is late with its answer to a suggestion")},
}
"""What is told of suggestions: to the unit that is asked, and to who keeps the register once it is late."""

SENTENCES: Mapping[tuple[str, str], Promise] = {
    (heard, cls.verb): words
    for heard, told in (
        (As.RAISER, TO_RAISERS), (As.STAFF, TO_STAFF), (As.UNIT, TO_UNIT), *PROMISES.items(), *SUPERVISION.items(),
        *SUGGESTIONS.items(),
    )
    for cls, words in told.items()
}  # fmt: skip
"""By who hears it and the verb of the act."""
