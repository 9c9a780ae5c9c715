"""Find a Chromium for the browser tests, or fetch one; never go on without.

In this order: the one named by $CHROME; the system's; apt-get when we are root (it brings the Chinese fonts and the
system libraries as well); the one npm has, which needs neither root nor a system package, but brings no Chinese font.
"""

import os
import shutil
import subprocess
from pathlib import Path

from scripts.bootstrap import BIN, ROOT, Stuck, environment, is_stamped, put_stamp, say

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
PACKAGES = ("chromium", "fonts-noto-cjk")
UNPACK = "import c from '@sparticuz/chromium'; console.log(await c.executablePath())"


def chromium() -> dict[str, str]:
    """The variables that let the tests start a Chromium: CHROME, its path, and what else it needs to run.

    Raises  Stuck when there is none and none can be had.
    """
    found = named() or installed() or (by_apt() and installed()) or by_npm()
    if not found:
        raise Stuck(
            "The browser tests need Chromium and found none. Do one of these and run the tests again:\n"
            "  apt-get install chromium fonts-noto-cjk      (as root)\n"
            "  CHROME=/path/to/chromium make test"
        )
    if not has_chinese_font() and not by_apt("fonts-noto-cjk"):
        raise Stuck("The browser tests need Noto's Chinese font: apt-get install fonts-noto-cjk (as root).")
    return found


def named() -> dict[str, str] | None:
    path = os.environ.get("CHROME")
    if path and not os.access(path, os.X_OK):
        raise Stuck(f"CHROME={path} is no program; name a Chromium or leave CHROME unset.")
    return {"CHROME": path} if path else None


def installed() -> dict[str, str] | None:
    path = next(filter(None, map(shutil.which, NAMES)), None)
    return {"CHROME": path} if path else None


def by_apt(*packages: str) -> bool:
    """Install them by apt-get, where there is one and we are root."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    wanted = packages or PACKAGES
    say(f"Installing {' and '.join(wanted)} by apt-get")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "-y", "--no-install-recommends", *wanted]):
        if subprocess.run(["apt-get", "-qq", *command], env=quiet, stdout=subprocess.DEVNULL, check=False).returncode:
            return False
    return True


def by_npm() -> dict[str, str] | None:
    """The Chromium of npm's @sparticuz/chromium, unpacked with its libraries under .cache/."""
    folder, unpacked = ROOT / "frontend" / "chromium", ROOT / ".cache" / "chromium"
    lock = folder / "package-lock.json"
    if not is_stamped("chromium", lock):
        say("Fetching a Chromium by npm")
        shutil.rmtree(unpacked, ignore_errors=True)
        unpacked.mkdir(parents=True)
        install = [str(BIN / "npm"), "ci", "--ignore-scripts", "--loglevel=error"]
        # The variable makes the package unpack the system libraries as well; TMPDIR says where to.
        env = {**environment(), "TMPDIR": str(unpacked), "AWS_EXECUTION_ENV": "AWS_Lambda_nodejs22.x"}
        unpack = [str(BIN / "node"), "--input-type=module", "-e", UNPACK]
        for command in (install, unpack):
            if subprocess.run(command, cwd=folder, env=env, stdout=subprocess.DEVNULL, check=False).returncode:
                return None
        put_stamp("chromium", lock)
    return {"CHROME": str(unpacked / "chromium"), "LD_LIBRARY_PATH": libraries(unpacked)}


def libraries(unpacked: Path) -> str:
    """The package's own libraries last: those of the system, where it has them, fit it better."""
    return os.pathsep.join(filter(None, [os.environ.get("LD_LIBRARY_PATH"), str(unpacked / "al2023" / "lib")]))


def has_chinese_font() -> bool:
    """Whether Noto's Chinese font is there: with one font everywhere, pictures are the same everywhere."""
    if shutil.which("fc-list") is None:
        return False
    found = subprocess.run(["fc-list", "Noto Sans CJK SC", "family"], capture_output=True, text=True, check=False)
    return bool(found.stdout.strip())
