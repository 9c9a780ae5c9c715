"""What tests of conversations share."""

from collections.abc import Iterator

import pytest

from bandeng.opinions.queries import live, reactions
from bandeng.shell import live as shown


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    """What is kept in memory belongs to one database, and a test's goes away with its transaction."""
    reactions.forget()
    live.forget()
    shown.forget()
    yield
    reactions.forget()
    live.forget()
    shown.forget()
