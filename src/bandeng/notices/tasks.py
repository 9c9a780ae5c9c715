"""The job that sends one notice as an e-mail."""

import smtplib
import socket
from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task

from bandeng.matters.models import Raising
from bandeng.matters.queries import receipt_code
from bandeng.notices.channels import Mail
from bandeng.notices.models import Notice
from bandeng.notices.words import SENTENCES

MOST, WITHIN = 20, timedelta(hours=1)
"""No address gets more than so many mails in so long; what is over stands on the receipt page alone."""

NOT_SENT = (
    ConnectionRefusedError, socket.gaierror, smtplib.SMTPConnectError, smtplib.SMTPHeloError,
    smtplib.SMTPAuthenticationError, smtplib.SMTPSenderRefused, smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError,
)  # fmt: skip
"""Failures after which the mail has surely not gone out; after any other one nobody knows, so it is not sent again."""


@task()
def mail(notice: int) -> bool:
    """Send a notice to its raiser's address; False when there is nothing to send (any more) or it is taken already."""
    row = Notice.objects.get(pk=notice, raising__isnull=False)
    raising = Raising.objects.select_related("matter").get(pk=str(row.raising))
    now = timezone.now()
    if not _may_send(raising, now) or not _taken(row, now):
        return False
    try:
        with translation.override(settings.LANGUAGE_CODE):
            Mail().send(to=raising.email, subject=_subject(raising), text=_text(row, raising))
    except NOT_SENT:
        Notice.objects.filter(pk=notice).update(taken_at=None)
        raise
    Notice.objects.filter(pk=notice).update(mailed_at=timezone.now())
    return True


def _taken(row: Notice, now: datetime) -> bool:
    """Whether this worker may send it: whoever comes second finds it taken."""
    return bool(Notice.objects.filter(pk=row.pk, taken_at__isnull=True).update(taken_at=now))


def _may_send(raising: Raising, now: datetime) -> bool:
    """Whether the raiser still wants mail at this address, and has not had too much of it."""
    if raising.withdrawn_at or raising.erased_at or not _is_address(raising.email):
        return False
    return Notice.objects.filter(raising=raising.pk, taken_at__gt=now - WITHIN).count() < MOST


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def _subject(raising: Raising) -> str:
    return _("News of your matter %(number)s") % {"number": raising.matter.number}


def _text(row: Notice, raising: Raising) -> str:
    """What happened and where to read it; never what was said."""
    link = settings.ADDRESS + reverse("matters:receipt", args=[receipt_code(raising)])
    told = _("%(what)s.\n\nRead it here, and say whether it is true: %(link)s\n\nThis is an automatic message.")
    return told % {"what": SENTENCES[(row.heard_as, row.verb)], "link": link}
