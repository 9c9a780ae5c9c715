"""Acts by name, as a list or a button offers them; what the tools of steps are called as acts."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy


@dataclass(frozen=True)
class Deed:
    """Something one may do: its word, its page; `post`: a button is enough; `why_not`: it cannot be done now."""

    key: str
    label: str | Promise
    href: str = ""
    post: bool = False
    why_not: str = ""


DOINGS: dict[str, str | Promise] = {
    "verification": lazy("Go and see"),
    "sorting": lazy("Sort it"),
    "bench_note": lazy("Note the bench meeting"),
    "reply": lazy("Reply"),
    "review": lazy("Look at it anew"),
    "acknowledgement": lazy("Note what came back"),
    "escalation": lazy("Note what came back"),
    "merge": lazy("Take the merge back"),
    "claim": lazy("Set the work"),
    "check": lazy("Check the work"),
    "evidence": lazy("Show that it is done"),
    "meeting": lazy("Call a meeting, or note one"),
    "notice": lazy("Note the notice given"),
    "poll": lazy("Note the result of the poll"),
    "opinion": lazy("Note the opinions collected"),
    "research": lazy("Note what the visits found"),
    "mediation": lazy("Mediated elsewhere: note what came of it"),
    "decision": lazy("Write down what was decided"),
    "ballot": lazy("Write down what was decided"),
    "publicity": lazy("Make the result public"),
    "pre_study": lazy("Note the study by the party organisation"),
    "acknowledged": lazy("Note whether they took it over"),
    "answered": lazy("Note what they answered"),
    "together": lazy("Note the answer of the other matter"),
}
"""What the tools of steps are called as acts."""
