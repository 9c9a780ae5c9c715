"""What is done each day across the rooms."""

import io
from datetime import timedelta

import pytest
from PIL import Image

from bandeng.desk.reactions import KEPT_UNSENT, forget_unsent
from bandeng.matters import actions
from bandeng.people.acting import PUBLIC
from bandeng.records.models import Evidence
from bandeng.records.photos import path_of, take_photo
from tests.makers import AT, make_place

pytestmark = pytest.mark.django_db


def picture(shade: int) -> io.BytesIO:
    out = io.BytesIO()
    Image.new("RGB", (20, 20), (shade, 0, 0)).save(out, "JPEG")
    out.seek(0)
    return out


def test_a_picture_nobody_sent_is_forgotten_and_one_that_was_sent_stays() -> None:
    actions.ensure_shelf_processes(AT)
    sent, unsent = take_photo(picture(10), at=AT), take_photo(picture(200), at=AT)
    actions.raise_matter(
        place=make_place(), words="路灯不亮", category="other", severity=2, photos=[sent.sha256], actor=PUBLIC, at=AT
    )
    assert forget_unsent(AT + timedelta(hours=1)) == 0
    assert forget_unsent(AT + KEPT_UNSENT * 2) == 1
    assert list(Evidence.objects.all()) == [sent]
    assert (path_of(sent.sha256).exists(), path_of(unsent.sha256).exists()) == (True, False)
