"""An answer meant for one view that differed is never given to another."""

from bandeng.matters.models import Dissent
from tests.honesty.test_permissions import Undone
from tests.honesty.town import Town


def test_words_for_a_view_somebody_answered_meanwhile_are_not_an_answer_to_the_next_one(
    town: Town, undone: Undone
) -> None:
    case = town.cases["own"]
    answered = Dissent.objects.get(note__matter=case.matter, answered_at__isnull=False)
    with undone():
        path = f"/m/{case.matter.pk}/dissents/"
        answer = town.client("secretary").post(path, {"dissent": str(answered.pk), "answer": "因为太窄", "once": "1"})
        assert (answer.status_code, "因为太窄" in answer.content.decode()) == (422, True)
        assert not Dissent.objects.filter(answer="因为太窄").exists()
