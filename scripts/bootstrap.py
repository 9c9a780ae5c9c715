"""Make what Bandeng needs and run one of its commands: python3 scripts/bootstrap.py COMMAND [ARGUMENT ...]

Needs Python 3.11 to 3.14 and a package index, nothing else: no make, no node, no root. Every step leaves a stamp when
it is done, so a second run does nothing, and a run that was interrupted is simply run again.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import ssl
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / "bin"
STAMPS = VENV / "stamps"
LOCKS = ROOT / "requirements"
OLDEST, TOO_NEW = (3, 11), (3, 15)


class Stuck(Exception):
    """Something only the person at the keyboard can change; the message says what."""


def say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def run(*command: str | Path, env: Mapping[str, str] | None = None, quiet: bool = False, cwd: Path = ROOT) -> bool:
    """Run a command to its end; whether it went well."""
    out = subprocess.DEVNULL if quiet else None
    return subprocess.run([str(part) for part in command], cwd=cwd, env=env, stdout=out, stderr=out).returncode == 0


def environment() -> dict[str, str]:
    """This process's variables with the project's own tools first; a node of the system is never looked at."""
    path = f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}"
    return {"NODE_USE_SYSTEM_CA": "1", **os.environ, "PATH": path, "VIRTUAL_ENV": str(VENV)}


# --- the Python we run on -------------------------------------------------------------------------------------------


def use_a_python_that_fits() -> None:
    """Go on with this Python, or start again with a better one from the PATH."""
    if OLDEST <= sys.version_info[:2] < TOO_NEW:
        return
    for minor in range(TOO_NEW[1] - 1, OLDEST[1] - 1, -1):
        if found := shutil.which(f"python3.{minor}"):
            os.execv(found, [found, str(Path(__file__).resolve()), *sys.argv[1:]])
    have = ".".join(map(str, sys.version_info[:3]))
    raise Stuck(
        f"Bandeng needs Python 3.11, 3.12, 3.13 or 3.14; this is {have} ({sys.executable}).\n"
        "Install one of them (Debian and Ubuntu: apt-get install python3.11 python3.11-venv), then run this again,\n"
        "or say which one to take: make demo PYTHON=/path/to/python3.11"
    )


def make_environment() -> None:
    """The virtual environment, made anew when it is missing, half-made or moved."""
    python = BIN / "python"
    if python.exists() and run(python, "-c", "import pip", quiet=True):
        return
    try:
        import ensurepip  # noqa: F401
    except ImportError:
        wanted = "python{}.{}-venv".format(*sys.version_info[:2])
        raise Stuck(
            "This Python cannot make a virtual environment.\n"
            f"Debian and Ubuntu: apt-get install python3-venv (or {wanted}), then run this again."
        ) from None
    say("Making .venv")
    if not run(sys.executable, "-m", "venv", "--clear", VENV):
        raise Stuck("The virtual environment could not be made; the lines above say why.")


# --- packages -------------------------------------------------------------------------------------------------------


def mark_of(*files: Path) -> str:
    """What the stamp of these files must say: changes with the files, the folder and the Python."""
    digest = hashlib.sha256(f"{ROOT} {(VENV / 'pyvenv.cfg').read_text()}".encode())
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()


def is_stamped(name: str, *files: Path) -> bool:
    stamp = STAMPS / name
    return stamp.exists() and stamp.read_text() == mark_of(*files)


def put_stamp(name: str, *files: Path) -> None:
    STAMPS.mkdir(exist_ok=True)
    (STAMPS / name).write_text(mark_of(*files))


def index_for_uv() -> dict[str, str]:
    """uv does not read pip's settings, where people name their mirror: hand the mirror on."""
    env = environment()
    asked = subprocess.run(
        [BIN / "python", "-m", "pip", "config", "get", "global.index-url"], capture_output=True, text=True
    )
    mirror = os.environ.get("PIP_INDEX_URL") or asked.stdout.strip()
    if mirror and "UV_DEFAULT_INDEX" not in env:
        env["UV_DEFAULT_INDEX"] = mirror
    if "PIP_CERT" in env:
        env.setdefault("SSL_CERT_FILE", env["PIP_CERT"])
    if ssl.get_default_verify_paths().cafile or Path("/etc/ssl/certs/ca-certificates.crt").exists():
        # An office's own authority is known to the system, not to uv.
        env.setdefault("UV_SYSTEM_CERTS", "true")
    return env


def install(*sets: str) -> None:
    """Install these sets of packages, by hash, beside those that are there already.

    sets    names of requirements/<set>.txt; a set once installed stays, and is brought up to date with the others
    """
    make_environment()
    had = {stamp.name for stamp in STAMPS.glob("*") if (LOCKS / f"{stamp.name}.txt").exists()}
    if all(is_stamped(name, LOCKS / f"{name}.txt") for name in sets):
        link_the_project()
        return
    wanted = sorted({"core", *had, *sets})
    for name in had:
        (STAMPS / name).unlink()
    started = time.monotonic()
    say(f"Installing packages ({', '.join(wanted)})")
    files = [LOCKS / f"{name}.txt" for name in wanted]
    if not install_with_uv(files) and not install_with_pip(files):
        raise Stuck(
            "The packages could not be installed; the lines above say why. Running this again goes on from here."
        )
    link_the_project()
    for name, file in zip(wanted, files, strict=True):
        put_stamp(name, file)
    say(f"Packages are in ({time.monotonic() - started:.1f} s)")


def install_with_uv(files: Sequence[Path]) -> bool:
    """uv is many times swifter than pip; without it everything works as well."""
    bootstrap = LOCKS / "bootstrap.txt"
    if not (BIN / "uv").exists() and not run(
        BIN / "python", "-m", "pip", "install", "-q", "--disable-pip-version-check", "--require-hashes", "-r", bootstrap
    ):
        say("uv cannot be had here; pip will do")
        return False
    options = ("-q", "--require-hashes", "--link-mode", "copy", "--python", BIN / "python")
    return run(BIN / "uv", "pip", "sync", *options, *files, env=index_for_uv())


def install_with_pip(files: Sequence[Path]) -> bool:
    said: list[str | Path] = [part for file in files for part in ("-r", file)]
    return run(BIN / "python", "-m", "pip", "install", "-q", "--disable-pip-version-check", "--require-hashes", *said)


def link_the_project() -> None:
    """Put `bandeng` into the environment: a path file and a command, no build and nothing to download."""
    packages = next((VENV / "lib").glob("python3*/site-packages"))
    write_when_other(packages / "bandeng-project.pth", f"{ROOT / 'src'}\n")
    # The guard is for Dask, whose workers read this file again when they start.
    start = 'if __name__ == "__main__":\n    sys.exit(main())\n'
    command = f"#!{BIN / 'python'}\nimport sys\n\nfrom bandeng.cli import main\n\n{start}"
    write_when_other(BIN / "bandeng", command)
    (BIN / "bandeng").chmod(0o755)


def write_when_other(path: Path, text: str) -> None:
    if not path.exists() or path.read_text() != text:
        path.write_text(text)


def install_browser_tools() -> None:
    """What the browser tests take from npm, by the node that came with the Python packages."""
    folder = ROOT / "frontend"
    files = [folder / "package.json", folder / "package-lock.json"]
    if is_stamped("frontend", *files) and (folder / "node_modules").is_dir():
        return
    say("Installing frontend/node_modules")
    if not run(
        BIN / "npm", "ci", "--ignore-scripts", "--no-progress", "--loglevel=error", env=environment(), cwd=folder
    ):
        raise Stuck("npm ci failed in frontend/; the lines above say why.")
    put_stamp("frontend", *files)


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Two people, or two jobs, may start this in one folder: the second waits."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    (ROOT / ".cache").mkdir(exist_ok=True)
    with open(ROOT / ".cache" / "bootstrap.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


# --- the commands ---------------------------------------------------------------------------------------------------


def prepare(*sets: str, browser: bool = False) -> None:
    with one_at_a_time():
        install(*sets)
        if browser:
            install_browser_tools()


def become(*command: str | Path) -> None:
    """Hand this process over to a command of the environment, so that Ctrl-C reaches it and its answer is ours."""
    sys.stdout.flush()
    os.chdir(ROOT)
    os.execve(str(command[0]), [str(part) for part in command], environment())


def demo(*arguments: str) -> None:
    """load the demonstration and serve it on 127.0.0.1:8000 (PORT= for another)"""
    prepare("core")
    become(BIN / "bandeng", "demo", *arguments)


def only_install(*arguments: str) -> None:
    """prepare everything a site needs, without serving (ARGS=pdf: papers as PDF too); .venv/bin/bandeng"""
    prepare("core", *(name for name in arguments if (LOCKS / f"{name}.txt").exists()))
    say(f"Ready: {(BIN / 'bandeng').relative_to(ROOT)}")


def test(*arguments: str) -> None:
    """every test: core, rooms on SQLite and PostgreSQL, browser journeys, accessibility"""
    prepare("core", "dev", browser=True)
    become(BIN / "python", "-m", "scripts.test", *arguments)


def lint(*arguments: str) -> None:
    """style, types, imports between rooms, messages in both languages"""
    prepare("core", "dev")
    become(BIN / "python", "-m", "scripts.lint", *arguments)


def bench(*arguments: str) -> None:
    """measure, as ratios inside one run"""
    prepare("core", "dev")
    become(BIN / "python", "-m", "benchmarks.run", *arguments)


def bench_opinion(*arguments: str) -> None:
    """measure the opinion map: parity, small, large, live, durable, ours; all without a word"""
    prepare("core", "dev", "peers")
    become(BIN / "python", "-m", "benchmarks.opinion", *arguments)


def lock(*arguments: str) -> None:
    """choose the versions anew and write every lock file"""
    prepare("core", "dev")
    become(BIN / "python", "-m", "scripts.lock", *arguments)


def docs(*arguments: str) -> None:
    """build the documentation into docs/_build"""
    prepare("core", "docs")
    become(
        BIN / "python", "-m", "sphinx", "-q", "-W", "--keep-going", "-b", "html", "docs", "docs/_build/html", *arguments
    )


def sizes(*arguments: str) -> None:
    """the ten largest files and functions"""
    become(sys.executable, "-m", "scripts.sizes", *arguments)


def messages(*arguments: str) -> None:
    """the catalogue: update, fill FILE, missing, compile, check"""
    prepare("core", "dev")
    become(BIN / "python", "-m", "scripts.messages", *(arguments or ("update",)))


def clean(*arguments: str) -> None:
    """remove what was made (.venv, caches), never a site's data"""
    for name in (
        ".venv",
        ".cache",
        ".mypy_cache",
        ".ruff_cache",
        ".pytest_cache",
        "frontend/node_modules",
        "docs/_build",
    ):
        shutil.rmtree(ROOT / name, ignore_errors=True)


COMMANDS: dict[str, Callable[..., None]] = {
    "demo": demo, "install": only_install, "test": test, "lint": lint, "bench": bench,
    "bench-opinion": bench_opinion, "lock": lock, "docs": docs, "sizes": sizes, "messages": messages, "clean": clean,
}  # fmt: skip


def main(words: Sequence[str]) -> int:
    if not words or words[0] not in COMMANDS:
        print("\n".join(f"{name:13} {command.__doc__}" for name, command in COMMANDS.items()))
        return 0 if words[:1] in ([], ["help"]) else 2
    try:
        use_a_python_that_fits()
        COMMANDS[words[0]](*words[1:])
    except Stuck as why:
        say(str(why))
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
