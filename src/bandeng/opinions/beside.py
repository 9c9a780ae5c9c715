"""Maps are drawn by a process of their own, so that whoever draws holds up nobody who says something or looks on.

The serving process keeps it: starts it when something was said or somebody looks at a map, tells it which conversations
have something new, and starts another one where it died; what it had claimed is free again at once. It ends with its
keeper, and when for long nothing was to be done. `python -m bandeng.opinions.beside NAME` is that process.
"""

import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from uuid import UUID, uuid4

COMMAND = (sys.executable, "-m", "bandeng.opinions.beside")
PAUSE, LOOK, IDLE = 0.05, 2.0, 600.0
"""Seconds: between two words to it; between two looks for what other processes took in; until it ends by itself."""

log = logging.getLogger("bandeng.opinions")


class Beside:
    """Keeps the process that draws."""

    def __init__(self, command: Sequence[str] = COMMAND) -> None:
        self._command = command
        self.process: subprocess.Popen[bytes] | None = None
        self.name, self._looked = "", float("-inf")

    def run(self, stop: threading.Event) -> None:
        """Until it is told to stop; a failure is logged and tried again."""
        from bandeng.opinions.queries import live

        live.hear(on=True)
        try:
            while not stop.wait(PAUSE):
                try:
                    self._turn(live.wanted(LOOK / 4))
                except Exception:
                    log.exception("maps could not be asked for")
                    stop.wait(LOOK)
        finally:
            live.hear(on=False)
            self._end()

    def _turn(self, asked: set[UUID]) -> None:
        from bandeng.opinions.drawer import behind
        from bandeng.opinions.queries import live

        if time.monotonic() - self._looked > LOOK:
            self._looked = time.monotonic()
            self._mourn()
            asked |= behind()
        if asked or live.is_watched():
            self._tell(asked)

    def _tell(self, asked: Iterable[UUID]) -> None:
        """Say what has something new; where it cannot hear, the next look finds it."""
        if self.process is None or self.process.poll() is not None:
            self._mourn()
            self._start()
        assert self.process
        assert self.process.stdin
        try:
            self.process.stdin.write("".join(f"{pk}\n" for pk in asked).encode() or b"\n")
            self.process.stdin.flush()
        except OSError:
            log.warning("the process that draws maps does not hear")

    def _start(self) -> None:
        self.name = str(uuid4())
        self.process = subprocess.Popen([*self._command, self.name], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        threading.Thread(target=self._follow, args=(self.process,), name="follow", daemon=True).start()

    def _follow(self, process: "subprocess.Popen[bytes]") -> None:
        """Pages leave maps to it from when it says that it is ready until it is no more."""
        from bandeng.opinions.queries import live

        assert process.stdout
        with process.stdout as said:
            for _line in said:
                live.run(on=True)
        if self.process in (process, None):
            live.run(on=False)

    def _mourn(self) -> None:
        """Give back what one had claimed that is no more."""
        if self.process is None or self.process.poll() is None:
            return
        if self.process.returncode:
            log.error("the process that draws maps died (%s); another one goes on", self.process.returncode)
        self._let_go()

    def _let_go(self) -> None:
        from django.db import close_old_connections

        from bandeng.opinions.queries import drawing

        self.process = None
        try:
            drawing.release(self.name)
        except Exception:
            log.exception("claims on maps could not be given back and run out")
        finally:
            close_old_connections()

    def _end(self) -> None:
        if self.process is None:
            return
        assert self.process.stdin
        with suppress(OSError):
            self.process.stdin.close()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._let_go()


class Told:
    """Hears on standard input what has something new; ends this process with whoever tells it."""

    def __init__(self) -> None:
        self.at = time.monotonic()

    def listen(self) -> None:
        """Until nobody is there any more: whatever is half done is done again by others."""
        from bandeng.opinions.queries import live

        for line in sys.stdin.buffer:
            self.at = time.monotonic()
            if line.strip():
                live.want(UUID(line.decode().strip()))
        os._exit(0)


def draw_as_told(name: str) -> int:
    """Draw what is asked for on standard input, until it ends, or nothing was asked for long."""
    from bandeng.opinions.drawer import Drawer
    from bandeng.opinions.queries import live

    told, stop = Told(), threading.Event()
    drawer = Drawer(looks=False, name=name)
    live.run(on=True)
    threading.Thread(target=told.listen, name="listen", daemon=True).start()
    threading.Thread(target=drawer.run, args=(stop,), name="drawer", daemon=True).start()
    print("ready", flush=True)
    while drawer.is_at_work() or time.monotonic() - told.at < IDLE:
        time.sleep(1.0)
    os._exit(0)


def main() -> int:
    """Load the rooms and draw."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bandeng.config.settings")
    import django

    django.setup()
    import numpy  # noqa: F401  loaded before the first map is asked for

    return draw_as_told(sys.argv[1])


if __name__ == "__main__":
    sys.exit(main())
