"""The promise of the demonstration: five things, three done on the day, one with a later date, one in part."""

from bandeng.cli.demonstration.stage import Bench, play
from bandeng.cli.demonstration.stories import nights
from bandeng.cli.demonstration.stories import promises as told
from bandeng.commitments.models import Commitment
from bandeng.commitments.queries import promises as queries
from bandeng.commitments.queries.scorecard import frozen, scorecard
from bandeng.core.promises import Counts


def test_the_day_is_over_for_one_and_the_other_waits_for_the_units_own_word(xinhua: Bench) -> None:
    play([(xinhua.stage, told.corridor(xinhua)), (xinhua.stage, nights(xinhua))])
    over, asked = Commitment.objects.order_by("made_at")
    assert (over.state, frozen(over), asked.state) == (
        "confirmed", Counts(done=3, partial=1, extended=1), "asked",
    )  # fmt: skip
    assert list(queries.waiting_for(xinhua.who("property"))) == [asked]
    card = scorecard(queries.promise(over.pk), xinhua.today)
    assert {line.checked.as_role for line in card.lines if line.checked} == {"oversight_member"}
    assert [line.item.statements.count() for line in card.lines] == [0, 0, 0, 0, 1]
