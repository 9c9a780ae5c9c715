"""The `bandeng` command. The core's commands need no database and no Django; a site's commands set it up first."""

import argparse
from collections.abc import Sequence
from typing import NoReturn

from bandeng.cli import deadline, figures, ledger, opinion, process, site


class _Parser(argparse.ArgumentParser):
    """Says one clear line about a wrong call and exits with 2."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message}\n")


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    whole = _Parser(prog="bandeng", description="A neighbourhood talks its troubles over and gets them solved.")
    commands = whole.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for room in (site, deadline, process, ledger, opinion, figures):
        room.add_parser(commands)
    return whole


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; its exit code: 0 well, 1 found something wrong, 2 a wrong call."""
    args = parser().parse_args(argv)
    code: int = args.run(args)
    return code
