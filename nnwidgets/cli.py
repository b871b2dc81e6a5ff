"""The command `nnwidgets`: `lab` opens the lessons in JupyterLab, from a folder of the learner's; `doctor` says what is wrong here."""

import argparse
import signal
import subprocess
import sys
from collections.abc import Sequence
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

from nnwidgets import doctor
from nnwidgets.lessons_copy import Report, copy_lessons, notebooks, shipped_lessons


class Refused(Exception):
    """A sentence for the learner: what is wrong and what would do."""


def main(argv: Sequence[str] | None = None, *, lessons: Path | None = None) -> int:
    """Run the command and return its exit code: Jupyter's, the doctor's, or 2 if it was refused. `lessons` replaces the shipped folder."""
    options = _parser().parse_args(argv)
    if options.command == "doctor":
        return examine()
    try:
        return lab(Path(options.dir).resolve(), lessons or shipped_lessons(), browser=options.browser, port=options.port)
    except Refused as refusal:
        print(f"nnwidgets: {refusal}", file=sys.stderr)
        return 2


def lab(folder: Path, lessons: Path, *, browser: bool = True, port: int | None = None) -> int:
    """Bring the copy of `lessons` in `folder` up to date and run JupyterLab there; raises Refused."""
    if find_spec("jupyterlab") is None:
        raise Refused('JupyterLab is not installed here; install it with: pip install "nnwidgets[lab]"')
    names = notebooks(lessons)
    if not names:
        raise Refused(f"there are no lessons in {lessons}; install nnwidgets again")
    try:
        report = copy_lessons(lessons, folder)
    except FileExistsError as error:
        raise Refused(f"{error.filename} is a file, not a folder; name another folder: nnwidgets lab DIR") from error
    except OSError as error:
        raise Refused(f"cannot write to {folder} ({error.strerror}); name another folder: nnwidgets lab DIR") from error
    _tell(report, folder)
    return run(command(folder, names[0], browser=browser, port=port))


def command(folder: Path, first: str, *, browser: bool, port: int | None) -> list[str]:
    """The command line of JupyterLab with `first` open. Its token is left alone: whoever has the address may run code."""
    jupyterlab = [sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={folder}", f"--LabApp.default_url=/lab/tree/{quote(first)}"]
    jupyterlab += ["--ServerApp.jpserver_extensions=nnwidgets.nodelay=True"]  # see nodelay.py: half as many frames again
    return jupyterlab + ([] if browser else ["--no-browser"]) + ([] if port is None else [f"--ServerApp.port={port}"])


def examine() -> int:
    """Print what the doctor found; 1 if there is a problem."""
    found = doctor.checks()
    print(doctor.report(found))
    return 0 if all(check.ok for check in found) else 1


def run(command: list[str]) -> int:
    """Run `command` until it ends and return its exit code, as a shell would: 128 + n for signal n."""
    signal.signal(signal.SIGINT, lambda *_: None)  # the terminal sends Ctrl-C to Jupyter as well, which asks or ends; we only wait
    process = subprocess.Popen(command)
    signal.signal(signal.SIGTERM, lambda *_: process.terminate())  # who stops us leaves no server behind
    code = process.wait()
    return code if code >= 0 else 128 - code


def _tell(report: Report, folder: Path) -> None:
    print(f"lessons in {folder}: {len(report.new)} new, {len(report.updated)} updated, {len(report.kept)} kept as you changed them")
    for name in report.kept:
        print(f"kept your {name}; for a fresh one, rename yours and start again")
    sys.stdout.flush()  # before Jupyter's log


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="nnwidgets", description="Neural networks one can touch.")
    parser.add_argument("--version", action="version", version=f"nnwidgets {version('nnwidgets')}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND", dest="command")
    command = commands.add_parser(
        "lab",
        help="copy the lessons into a folder and open the first in JupyterLab",
        description="Copy the lessons into DIR and open the first in JupyterLab. Files that you changed are never overwritten.",
    )
    command.add_argument("dir", nargs="?", default="nnwidgets-lessons", metavar="DIR", help="the folder (default: %(default)s)")
    command.add_argument("--no-browser", dest="browser", action="store_false", help="only print the address")
    command.add_argument("--port", type=_port, metavar="N", help="the server's port (default: Jupyter's choice)")
    commands.add_parser(
        "doctor",
        help="look for what keeps labs from working here, and name what to do",
        description="Look at versions, front ends and the kernel of this environment. A problem comes with its remedy and exit code 1.",
    )
    return parser


def _port(text: str) -> int:
    if text.isascii() and text.isdigit() and 1 <= int(text) <= 65_535:
        return int(text)
    raise argparse.ArgumentTypeError(f"must be a whole number from 1 to 65535, got {text!r}")
