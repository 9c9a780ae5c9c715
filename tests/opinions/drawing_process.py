"""Another process that draws maps of a test's database and writes down when it was at each: DATABASE DIARY NAME.

It is told on standard input which conversations have something new, as `bandeng.opinions.beside` is; "tick" has it
write what the ledger says of them.
"""

import os
import sys
import threading
import time
from pathlib import Path
from uuid import UUID


def main(database: str, diary: str, name: str) -> None:
    """Draw until nobody tells anything any more."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bandeng.config.settings")
    from django.conf import settings

    settings.DATABASES["default"]["NAME"] = database
    import django

    django.setup()
    from django.db import connection
    from django.utils import timezone

    from bandeng.opinions import reactions
    from bandeng.opinions.drawer import Drawer
    from bandeng.opinions.queries import drawing, live

    draw, keep, began = drawing.draw, drawing._keep, dict[object, float]()

    def drawn(conversation, *rest, **more):  # type: ignore[no-untyped-def]
        began[conversation.pk] = time.monotonic()
        return draw(conversation, *rest, **more)

    def kept(conversation, told, by):  # type: ignore[no-untyped-def]
        with Path(diary).open("a") as lines:
            lines.write(f"{name} {conversation.pk} {began[conversation.pk]} {time.monotonic()} {told['upto']}\n")
        keep(conversation, told, by)

    drawing.draw, drawing._keep = drawn, kept
    live.run(on=True)
    threading.Thread(target=Drawer(looks=False, name=name).run, args=(threading.Event(),), daemon=True).start()
    print("ready", flush=True)
    for line in sys.stdin:
        if line.strip() == "tick":
            reactions.tick_all(timezone.now())
            connection.close()
            print("ticked", flush=True)
        elif line.strip():
            live.want(UUID(line.strip()))
    os._exit(0)


if __name__ == "__main__":
    main(*sys.argv[1:])
