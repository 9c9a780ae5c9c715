"""`bandeng ledger verify FILE`: check an export; needs no database and no site."""

import argparse
from typing import TYPE_CHECKING

from bandeng.core.ledger import verify

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]


def add_verify_parser(subparsers: "Subparsers") -> argparse.ArgumentParser:
    """Add `verify` to the subcommands of `bandeng ledger`; `run` is left in `args.run`."""
    parser = subparsers.add_parser(
        "verify",
        help="check an export of the ledger",
        description=verify.__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(run=run)
    return verify.add_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Print one line; 0 whole, 1 not whole, 2 no such file or no header."""
    return verify.run(args)
