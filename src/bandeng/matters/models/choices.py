"""The closed lists of this room: how pressing, by which way, how told."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Severity(models.IntegerChoices):
    """How pressing it is (domain.md 3.12)."""

    LIFE_SAFETY = 0, _("danger to life")
    URGENT = 1, _("urgent in daily life")
    NORMAL = 2, _("normal")
    LONG_TERM = 3, _("long-term")


class Channel(models.TextChoices):
    """By which way it came; every way makes the same matter."""

    WEB = "web", _("web page")
    QR = "qr", _("QR code at the door")
    PROXY = "proxy", _("entered by a neighbour")
    PHONE = "phone", _("telephone")
    PAPER = "paper", _("paper")
    VISIT = "visit", _("home visit")
    BENCH = "bench", _("bench meeting")
    WECHAT = "wechat", _("pasted from a WeChat group")
    GRID = "grid", _("grid event")
    HOTLINE = "hotline", _("hotline 12345")
    MEMBER = "member", _("CPPCC member")
    LETTER = "letter", _("letter")
    RESEARCH = "research", _("research trip")


class Reach(models.TextChoices):
    """How a raiser wants to be told."""

    PAGE = "page", _("on the receipt page")
    PHONE = "phone", _("by telephone")
    VISIT = "visit", _("at the door")
    PRINT = "print", _("on paper")


class Kind(models.TextChoices):
    """Kinds of replies."""

    RECEIPT = "receipt", _("receipt")
    PROGRESS = "progress", _("progress")
    INTERIM = "interim", _("interim reply")
    FINAL = "final", _("final reply")


class Word(models.TextChoices):
    """The three answers of a rating's question."""

    YES = "yes", _("yes")
    PARTLY = "partly", _("partly")
    NO = "no", _("no")
