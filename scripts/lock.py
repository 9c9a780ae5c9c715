"""Choose the versions and write every lock file: `make lock`.

The files name no registry: whoever installs takes them from the index or mirror they trust, and the hashes decide.
"""

import subprocess
import sys
from pathlib import Path

from scripts.bootstrap import BIN, ROOT, environment, index_for_uv

EXTRAS = ["--extra", "postgres", "--extra", "pdf", "--extra", "fast", "--extra", "engine"]
SETS = {
    "bootstrap": ["--only-group", "bootstrap"],
    "core": ["--extra", "postgres"],
    "pdf": ["--extra", "postgres", "--extra", "pdf"],
    "dev": [*EXTRAS, "--group", "dev", "--group", "assets"],
    "docs": ["--only-group", "docs"],
    "peers": [*EXTRAS, "--group", "dev", "--group", "assets", "--group", "peers"],
}
PLAIN = ["--frozen", "--quiet", "--no-header", "--no-annotate", "--no-emit-project", "--no-default-groups"]


def lock_python() -> None:
    """uv.lock holds registry addresses, so it stays out of the repository; the exports do not."""
    subprocess.run([BIN / "uv", "lock", "--upgrade", "--quiet"], cwd=ROOT, env=index_for_uv(), check=True)
    for name, choice in SETS.items():
        target = Path("requirements") / f"{name}.txt"
        subprocess.run([BIN / "uv", "export", *PLAIN, *choice, "-o", target], cwd=ROOT, env=environment(), check=True)


def lock_frontend() -> None:
    """.npmrc there leaves the addresses out (omit-lockfile-registry-resolved)."""
    packages = (ROOT / "frontend").glob("**/package.json")
    for folder in sorted(path.parent for path in packages if "node_modules" not in path.parts):
        command = [str(BIN / "npm"), "install", "--package-lock-only", "--ignore-scripts", "--loglevel=error"]
        subprocess.run(command, cwd=folder, env=environment(), check=True)


if __name__ == "__main__":
    lock_python()
    lock_frontend()
    sys.exit(0)
