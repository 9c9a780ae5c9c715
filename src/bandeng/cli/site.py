"""`bandeng serve`, `bandeng demo`, `bandeng jobs`: one process, one folder."""

import argparse
import os
import socket
import sys
from datetime import datetime
from typing import TYPE_CHECKING

MOST_PORT = 65535
NO_SITE = "this folder holds no site; set BANDENG_HOME, or begin with bandeng serve"

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]


def add_parser(subparsers: "Subparsers") -> None:
    """Add the commands of a site."""
    serve = subparsers.add_parser("serve", help="serve this folder's site")
    demo = subparsers.add_parser("demo", help="load the demonstration and serve it")
    demo.add_argument("--no-serve", action="store_true", help="only load the demonstration data")
    for parser in (serve, demo):
        parser.add_argument("--port", type=_number, default=None, metavar="N", help="PORT or 8000; 0 takes a free one")
        parser.add_argument("--host", type=_host, default="127.0.0.1", metavar="ADDRESS")
    serve.set_defaults(run=run_serve)
    demo.set_defaults(run=run_demo)
    jobs = subparsers.add_parser("jobs", help="run the jobs that wait, and the work that is due")
    jobs.add_argument("--dry-run", action="store_true", help="only say which warnings and orders would be issued now")
    jobs.set_defaults(run=run_jobs)


def _number(text: str) -> int:
    """A port as it was typed. Raises ArgumentTypeError with the one line that is shown."""
    if not (text.isascii() and text.isdigit() and int(text[:6]) <= MOST_PORT):
        raise argparse.ArgumentTypeError(f"{text!r} is not a port: a whole number from 0 to {MOST_PORT}")
    return int(text)


def _host(text: str) -> str:
    """An address of this machine, to be listened on. Raises ArgumentTypeError with the one line that is shown."""
    try:
        with socket.socket(_family(text)) as probe:
            probe.bind((text, 0))
    except (OSError, UnicodeError):
        raise argparse.ArgumentTypeError(f"{text!r} is not an address of this machine, e.g. 127.0.0.1") from None
    return text


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def set_up() -> None:
    """Load the settings and the rooms of this folder's site."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bandeng.config.settings")
    import django

    django.setup()


def has_site() -> bool:
    """Whether this folder's database has the tables of a site."""
    from django.db import connection

    from bandeng.records.models import Entry

    return Entry._meta.db_table in connection.introspection.table_names()


def no_site(command: str) -> int:
    """Say that there is nothing to work on, and what to do; the exit code of a wrong call."""
    print(f"{command}: {NO_SITE}", file=sys.stderr)
    return 2


def build() -> None:
    """Bring the tables and the browser files of this home up to date; quick when they are."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)


def publish() -> None:
    """Publish for the whole site what we ship and is not published yet; run again it does nothing."""
    from django.utils import timezone

    from bandeng.matters.actions import ensure_shelf_processes

    ensure_shelf_processes(at=timezone.now())


def run_serve(args: argparse.Namespace) -> int:
    """Serve a real site; an empty one begins with its set-up page."""
    port = _at(args)
    if not is_free(args.host, port):
        return _taken("bandeng serve", port)
    set_up()
    from bandeng.config.sqlite import is_safe, version

    if not os.environ.get("BANDENG_DATABASE_URL") and not is_safe():
        found = ".".join(map(str, version()))
        print(
            f"bandeng serve: SQLite {found} can damage a ledger (fixed in 3.51.3), and no safe one is to be had here.\n"
            "Set BANDENG_DATABASE_URL to a PostgreSQL server, e.g. postgresql://bandeng:password@127.0.0.1/bandeng",
            file=sys.stderr,
        )
        return 1
    build()
    publish()
    from bandeng.places.setup import invitation

    print(f"http://{args.host}:{port}/", flush=True)
    if code := invitation():
        print(f"This site is empty. Open http://{args.host}:{port}/setup/ and enter {code}", flush=True)
    return _serve(args.host, port)


def run_demo(args: argparse.Namespace) -> int:
    """Load the demonstration into an empty or demonstration home, and no other; then serve it."""
    from bandeng.config.home import DEMONSTRATION_MARK, home, is_demonstration

    known, mark = is_demonstration(), home() / DEMONSTRATION_MARK
    if not known and any(path.name not in ("keys.json", "static") for path in home().iterdir()):
        return _refuse_real(f"{home()} holds a real site")
    port = _at(args)
    if not args.no_serve and not is_free(args.host, port):
        return _taken("bandeng demo", port)
    mark.write_text("invented data\n", encoding="utf-8")
    set_up()
    build()
    from bandeng.places.queries import has_community

    if not known and has_community():
        mark.unlink()
        return _refuse_real("the database holds a real site")
    return _show(args, port)


def _refuse_real(why: str) -> int:
    print(
        f"bandeng demo: {why}; the demonstration is never mixed into one.\n"
        "Choose an empty folder: BANDENG_HOME=demo bandeng demo",
        file=sys.stderr,
    )
    return 1


def _show(args: argparse.Namespace, port: int) -> int:
    """Load what is not there yet, say who to sign in as, and serve."""
    from bandeng.cli import demonstration

    address = f"http://{args.host}:{port}"
    told = demonstration.load(address)
    publish()
    print(told if args.no_serve else f"{address}/\n{told}", flush=True)
    return 0 if args.no_serve else _serve(args.host, port)


def run_jobs(args: argparse.Namespace) -> int:
    """Run what waits and what is due, then end; 2 where no site is."""
    set_up()
    from django.utils import timezone

    from bandeng.records.worker import reap, run_pending, sweep

    if not has_site():
        return no_site("bandeng jobs")
    now = timezone.now()
    if args.dry_run:
        return _told(now)
    given_back, due = reap(now), sweep(now)
    print(f"{given_back} jobs given back, {len(due)} pieces of work done, {run_pending()} jobs run")
    return 0


def _told(now: datetime) -> int:
    """What the sweep would issue at this moment, a line each, and how many; nothing is written."""
    from bandeng.commitments.actions.sweeping import pending

    count = 0
    for count, each in enumerate(pending(now), 1):  # noqa: B007  counted while they are read, not kept
        print(each)
    print(f"{count} to be issued")
    return 0


def _at(args: argparse.Namespace) -> int:
    """The port to serve on. The settings read the site's address once, and it stands in mails and on printed cards."""
    port = _port(args)
    os.environ.setdefault("BANDENG_ADDRESS", f"http://{args.host}:{port}")
    return port


def _port(args: argparse.Namespace) -> int:
    """The port that was asked for; 0 becomes one that is free now."""
    wanted = args.port if args.port is not None else _number_set()
    if wanted:
        return int(wanted)
    with socket.socket(_family(args.host)) as probe:
        probe.bind((args.host, 0))
        return int(probe.getsockname()[1])


def is_free(host: str, port: int) -> bool:
    """Whether nothing else listens there; a port whose last server has just ended is free."""
    with socket.socket(_family(host)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def _taken(command: str, port: int) -> int:
    print(
        f"{command}: port {port} cannot be had, perhaps something else runs there; choose another, "
        f"e.g. PORT={port + 1 if port < MOST_PORT else 8000}",
        file=sys.stderr,
    )
    return 2


def _number_set() -> int:
    """The port that PORT names, else 8000; ends the command with one line where it names none."""
    try:
        return _number(os.environ.get("PORT") or "8000")
    except argparse.ArgumentTypeError as wrong:
        print(f"bandeng: PORT {wrong}", file=sys.stderr)
        raise SystemExit(2) from None


def _serve(host: str, port: int) -> int:
    """One server process with the worker as a thread in it."""
    from django.db import connections
    from granian.constants import Interfaces
    from granian.server import Server

    connections.close_all()
    os.environ.setdefault("BANDENG_JOBS", "thread")
    Server(
        "bandeng.config.asgi:application", address=host, port=port, interface=Interfaces.ASGINL, workers=1,
        workers_kill_timeout=5, websockets=False, log_enabled=False,
    ).serve()  # fmt: skip
    return 0
