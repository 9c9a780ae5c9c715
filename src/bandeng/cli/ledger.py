"""`bandeng ledger`: verify an export without any database; export, check and rebuild a site's own ledger."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bandeng.cli import ledger_verify

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]


def add_parser(subparsers: "Subparsers") -> argparse.ArgumentParser:
    """Add the `ledger` command with its own commands."""
    parser = subparsers.add_parser("ledger", help="verify, export, check or rebuild the ledger")
    commands = parser.add_subparsers(dest="ledger_command", required=True, metavar="COMMAND")
    ledger_verify.add_verify_parser(commands)
    export = commands.add_parser("export", help="write the whole ledger and its verifier")
    export.add_argument("--out", required=True, metavar="FILE.jsonl")
    export.set_defaults(run=run_export)
    check = commands.add_parser("check", help="apply every entry again as a trial and compare with the rows")
    check.set_defaults(run=run_check)
    rebuild = commands.add_parser("rebuild", help="make every row anew from the entries")
    rebuild.set_defaults(run=run_rebuild)
    return parser


def run_export(args: argparse.Namespace) -> int:
    """Write FILE and, beside it, verify.py; 2 when the file cannot be written."""
    from bandeng.cli.site import has_site, no_site, set_up

    set_up()
    from django.utils import timezone

    from bandeng.records.export import write

    if not has_site():
        return no_site("bandeng ledger export")
    out = Path(args.out)
    try:
        counted = write(out, at=timezone.now())
    except OSError as fault:
        print(f"bandeng ledger export: cannot write {out}: {fault.strerror}", file=sys.stderr)
        return 2
    print(f"{counted.entries} entries of {counted.chains} chains; key {counted.fingerprint}")
    return 0


def run_check(args: argparse.Namespace) -> int:
    """0 when the rows follow from the entries, 1 with the tables that do not."""
    from bandeng.cli.site import has_site, no_site, set_up

    set_up()
    from bandeng.records.rebuild import check

    if not has_site():
        return no_site("bandeng ledger check")
    found = check()
    print(f"{found.entries} entries applied, {found.rows} rows, {len(found.different)} tables differ")
    for table in found.different:
        print(table)
    return 1 if found.different else 0


def run_rebuild(args: argparse.Namespace) -> int:
    """Make the rows anew; names the tables that had differed."""
    from bandeng.cli.site import has_site, no_site, set_up

    set_up()
    from bandeng.records.rebuild import rebuild

    if not has_site():
        return no_site("bandeng ledger rebuild")
    found = rebuild()
    print(f"{found.entries} entries applied, {found.rows} rows made; {len(found.different)} tables had differed")
    return 0
