"""`bandeng serve`, `bandeng demo`, `bandeng jobs`: one process, one folder."""

import argparse
import os
import socket
import sys
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]


def add_parser(subparsers: "Subparsers") -> None:
    """Add the commands of a site."""
    serve = subparsers.add_parser("serve", help="serve this folder's site")
    demo = subparsers.add_parser("demo", help="load the demonstration and serve it")
    demo.add_argument("--no-serve", action="store_true", help="only load the demonstration data")
    for parser in (serve, demo):
        parser.add_argument("--port", type=int, default=None, metavar="N", help="PORT or 8000; 0 takes a free one")
        parser.add_argument("--host", default="127.0.0.1", metavar="ADDRESS")
    serve.set_defaults(run=run_serve)
    demo.set_defaults(run=run_demo)
    jobs = subparsers.add_parser("jobs", help="run the jobs that wait, and the work that is due")
    jobs.add_argument("--dry-run", action="store_true", help="only say which warnings and orders would be issued now")
    jobs.set_defaults(run=run_jobs)


def set_up() -> None:
    """Load the settings and the rooms of this folder's site."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bandeng.config.settings")
    import django

    django.setup()


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
    mark.write_text("invented data\n", encoding="utf-8")
    port = _at(args)
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
    """Run what waits and what is due, then end."""
    set_up()
    from django.utils import timezone

    from bandeng.records.worker import reap, run_pending, sweep

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
    wanted = args.port if args.port is not None else int(os.environ.get("PORT") or 8000)
    if wanted:
        return int(wanted)
    with socket.socket() as probe:
        probe.bind((args.host, 0))
        return int(probe.getsockname()[1])


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
