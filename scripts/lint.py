"""Style, types, imports between rooms and messages in both languages: `make lint`. All are run; any can fail it."""

import subprocess
import sys
import tempfile

from scripts.bootstrap import BIN, ROOT, environment, say

CHECKS = {
    "style": ["ruff", "check"],
    "format": ["ruff", "format", "--check"],
    "types": ["mypy"],
    "imports": ["lint-imports"],
    "messages": ["python", "-m", "scripts.messages", "check"],
}


def passes(name: str, command: list[str]) -> bool:
    """Run one check; its own words are shown only when it fails."""
    program = [str(BIN / command[0]), *command[1:]]
    # mypy loads the tests' settings, whose home it would leave behind.
    with tempfile.TemporaryDirectory(prefix="bandeng-lint-") as scratch:
        env = {**environment(), "TMPDIR": scratch}
        done = subprocess.run(program, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    say(f"{name:10}{'ok' if done.returncode == 0 else 'FAILED'}")
    if done.returncode:
        say(done.stdout + done.stderr)
    return done.returncode == 0


def main() -> int:
    failed = [name for name, command in CHECKS.items() if not passes(name, command)]
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
