"""The served site of `opinion_screens`: as `bandeng serve`, and besides many who speak at once inside its process, as
so many requests would. `python -m benchmarks.opinion_site PORT` serves the folder BANDENG_HOME names.

GET /bench/speak/SECONDS/ has them speak; the answer comes at the end: when each reaction was acknowledged.
"""

import json
import os
import sys
from typing import Any

from benchmarks.opinion_live import MANY, Speakers, conversation_once, set_up


def serve(port: int) -> None:
    """Build the site with one conversation, and serve it by one process."""
    set_up()
    talk = conversation_once()
    os.environ |= {"BANDENG_JOBS": "thread", "BENCH_TALK": str(talk.pk)}
    from django.db import connections
    from granian.constants import Interfaces
    from granian.server import Server

    connections.close_all()
    Server(
        "benchmarks.opinion_site:application", address="127.0.0.1", port=port, interface=Interfaces.ASGINL, workers=1,
        workers_kill_timeout=5, websockets=False, log_enabled=False,
    ).serve()  # fmt: skip


def _spoken(seconds: float) -> list[float]:
    from bandeng.opinions.models import Conversation

    speakers = Speakers(Conversation.objects.get(pk=os.environ["BENCH_TALK"]), MANY, seconds)
    speakers.run()
    return sorted(speakers.done)


async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """The site's own application, and the one address of this benchmark."""
    from bandeng.config.asgi import application as site

    path = str(scope.get("path", ""))
    if not path.startswith("/bench/speak/"):
        await site(scope, receive, send)
        return
    import asyncio

    done = await asyncio.get_running_loop().run_in_executor(None, _spoken, float(path.split("/")[3]))
    await send(
        {"type": "http.response.start", "status": 200, "headers": [(b"x-talk", os.environ["BENCH_TALK"].encode())]}
    )
    await send({"type": "http.response.body", "body": json.dumps(done).encode()})


if __name__ == "__main__":
    serve(int(sys.argv[1]))
