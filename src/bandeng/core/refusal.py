"""The one way in which the core says no."""

from collections.abc import Mapping

Detail = str | int | bool | None | list[str]


class Refusal(Exception):
    """A rule said no, and nothing has been written.

    code      a stable word, e.g. "not_your_turn"; `shell.refusals` has its sentence in each language
    details   plain values that the sentence needs, e.g. step="reply", needs=["secretary"]
    """

    def __init__(self, code: str, **details: Detail) -> None:
        super().__init__(code)
        self.code = code
        self.details: Mapping[str, Detail] = details

    def __str__(self) -> str:
        told = ", ".join(f"{key}={value!r}" for key, value in self.details.items())
        return f"{self.code}({told})"
