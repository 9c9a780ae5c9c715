"""An act of the tests' own, so that the ledger is tested without any other room."""

from bandeng.records.acts import Act, act, private


@act("test.said")
class Said(Act):
    """Somebody said something."""

    text: str
    times: int = 1
    secret: str | None = private(default=None)
