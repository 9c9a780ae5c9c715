"""Ways to reach somebody outside the product. Each is a small adapter behind one interface; e-mail is the first."""

from typing import Protocol

from django.core.mail import EmailMessage


class Channel(Protocol):
    """Sends one message to one address."""

    def send(self, *, to: str, subject: str, text: str) -> None:
        """Send it; an exception means that it was not sent."""


class Mail:
    """E-mail, marked as automatic so that no answering machine answers it."""

    def send(self, *, to: str, subject: str, text: str) -> None:
        """Send one plain e-mail; SMTPException or OSError when it was not sent."""
        headers = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}
        EmailMessage(subject=subject.replace("\n", " "), body=text, to=[to], headers=headers).send()
