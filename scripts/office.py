"""What the tests of papers need from the system: LibreOffice's Writer, pango, open Chinese fonts, poppler's tools.

By apt-get when we are root; otherwise the command is said. Nothing is left out quietly.
"""

import ctypes
import shutil
import subprocess

from scripts.bootstrap import Stuck
from scripts.browser import by_apt

PACKAGES = (
    "libreoffice-writer-nogui", "libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "fontconfig",
    "fonts-noto-cjk", "fonts-arphic-ukai", "poppler-utils",
)  # fmt: skip
PROGRAMS = ("soffice", "pdftotext", "pdftoppm", "pdffonts", "pdfinfo", "fc-list")
LIBRARIES = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0")
FONTS = ("Noto Serif CJK SC", "Noto Sans CJK SC", "AR PL UKai CN")


def office() -> dict[str, str]:
    """No variables; the tools are there.

    Raises  Stuck when something is missing and cannot be had.
    """
    if missing() and not (by_apt(*PACKAGES) and not missing()):
        raise Stuck(
            f"The tests of papers need {', '.join(missing())}. Do this and run the tests again:\n"
            f"  apt-get install {' '.join(PACKAGES)}      (as root)"
        )
    return {}


def missing() -> list[str]:
    """The programs, libraries and fonts that are not there."""
    programs = [name for name in PROGRAMS if shutil.which(name) is None]
    libraries = [name for name in LIBRARIES if not _loads(name)]
    fonts = [] if "fc-list" in programs else [name for name in FONTS if not _has_font(name)]
    return [*programs, *libraries, *fonts]


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _has_font(name: str) -> bool:
    found = subprocess.run(["fc-list", name, "family"], capture_output=True, text=True, check=False)
    return bool(found.stdout.strip())
