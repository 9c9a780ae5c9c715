"""The ASGI application. Under `bandeng serve` the worker runs as a thread of this same process."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bandeng.config.settings")
_pages = get_asgi_application()

# It asks for the database, so it can be had only when Django stands.
from bandeng.shell.streams import Streams  # noqa: E402

application = Streams(_pages)

if os.environ.get("BANDENG_JOBS") == "thread":
    from bandeng.records.worker import start_thread

    start_thread()
