"""What tests of figures share."""

from datetime import datetime

import pytest

from tests import makers


@pytest.fixture
def at() -> datetime:
    return makers.AT
