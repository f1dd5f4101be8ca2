"""The virtual environment: made once, filled again only when the pinned requirements change."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import venv
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent.parent
VENV: Final = ROOT / ".venv"
PYTHON: Final = VENV / "bin" / "python"
# Comes last when an environment is made, so it tells a whole one from one that was interrupted.
PIP: Final = VENV / "bin" / "pip"
RUNTIME: Final = "requirements.txt"
DEVELOPMENT: Final = "requirements-dev.txt"


class EnvironmentProblem(Exception):
    """The virtual environment could not be made; the message says what to do."""


def ensure_environment(*, development: bool) -> None:
    """Make ``.venv`` and install what is pinned, unless exactly that is installed already."""
    wanted = DEVELOPMENT if development else RUNTIME
    if is_installed(wanted):
        return
    if not (PYTHON.exists() and PIP.exists()):
        print("Making a virtual environment in .venv", flush=True)
        make_environment()
    install(wanted)
    stamp_of(wanted).write_text(fingerprint(wanted))


def is_installed(wanted: str) -> bool:
    """Say whether ``wanted`` as it is now, or a file that contains it, was the last thing installed."""
    # What development needs contains what running needs.
    covering = [wanted, DEVELOPMENT] if wanted == RUNTIME else [wanted]
    return PYTHON.exists() and any(
        stamp_of(name).exists() and stamp_of(name).read_text() == fingerprint(name) for name in covering
    )


def stamp_of(wanted: str) -> Path:
    """Return the file that records what was installed from ``wanted``."""
    return VENV / f".installed-{Path(wanted).stem}"


def fingerprint(wanted: str) -> str:
    """Return a hash of the requirement files that installing ``wanted`` reads."""
    content = b"".join((ROOT / name).read_bytes() for name in files_of(wanted))
    return hashlib.sha256(content).hexdigest()


def make_environment() -> None:
    """Create ``.venv`` with pip in it."""
    try:
        venv.EnvBuilder(with_pip=True, clear=VENV.exists()).create(VENV)
    except (subprocess.CalledProcessError, ImportError, OSError) as error:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        message = (
            f"The virtual environment could not be made ({error}). This Python comes without its venv part;\n"
            f"on Debian and Ubuntu 'apt install python{version}-venv' brings it. Then start again."
        )
        raise EnvironmentProblem(message) from error


def install(wanted: str) -> None:
    """Install one requirements file with pip, showing one line that counts along."""
    lines = [line for name in files_of(wanted) for line in (ROOT / name).read_text().splitlines()]
    total = sum("==" in line for line in lines)
    print(f"Installing {total} pinned packages from {wanted} (once; it takes a minute or two)", flush=True)
    command = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "-r", wanted]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        last_lines = report_progress(process, total=total)
    if process.returncode:
        raise EnvironmentProblem("pip could not install the requirements:\n" + "\n".join(last_lines))


def files_of(wanted: str) -> list[str]:
    """Return the requirement files that installing ``wanted`` reads."""
    return [RUNTIME, DEVELOPMENT] if wanted == DEVELOPMENT else [RUNTIME]


def report_progress(process: subprocess.Popen[str], *, total: int) -> list[str]:
    """Turn pip's many lines into a counter; return the last of them for an error message."""
    seen: list[str] = []
    count = 0
    for line in process.stdout or ():
        seen.append(line.rstrip())
        if line.startswith(("Collecting ", "Processing ", "Requirement already satisfied: ")):
            count += 1
            show(f"  [{min(count, total)}/{total}] {package_of(line)}")
        elif line.startswith("Installing collected packages"):
            show("  unpacking into .venv")
    show("  installed")
    print(flush=True)
    return seen[-15:]


def package_of(line: str) -> str:
    """Return the package that a line of pip is about: collected, a local file, or there already."""
    name = line.partition(": ")[2].split()[0] if ": " in line else line.split()[1]
    return name.rsplit("/", 1)[-1].split("-cp")[0].split("-py")[0]


def show(message: str) -> None:
    """Overwrite the current line on a terminal; print a line of its own elsewhere, sparingly."""
    if sys.stdout.isatty():
        print(f"\r{message:<70}", end="", flush=True)
    else:
        print(message, flush=True)
