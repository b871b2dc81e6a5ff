"""`python tests/benchmarks [GROUP …] [--quick]`: figures in one table, never a verdict: the exit code is 0 all the same.

Run it on a machine that does nothing else. `--quick` takes few and short rounds: to see that the scripts work, not to quote.
"""

import argparse
import importlib
import os
import platform
import sys
from pathlib import Path

import numpy as np
from rounds import table

GROUPS = {  # its name, and the module that measures it
    "engine": "engine", "fan": "fans", "digits": "digits_net", "diagnosis": "diagnosis",
    "landscape": "landscapes", "gradients": "gradients",
    "frames": "frames", "load": "load", "points": "points", "size": "sizes", "slider": "slider", "startup": "startup",
}  # fmt: skip

sys.path.append(str(Path(__file__).parents[1] / "browser"))  # the harness is that of the browser tests


def machine() -> str:
    """What the figures were measured on."""
    cpu, info = platform.processor() or platform.machine(), Path("/proc/cpuinfo")
    if info.exists():
        cpu = next((line.split(":", 1)[1].strip() for line in info.read_text().splitlines() if line.startswith("model name")), cpu)
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return f"{os.cpu_count()} cores, {cpu}, {platform.system()}, Python {platform.python_version()}, NumPy {np.__version__}{load}"


def main() -> None:
    """Measure the groups that are named, or all; one that cannot be measured is one line below the table."""
    parser = argparse.ArgumentParser("tests/benchmarks", description="Figures in one table; never a verdict.")
    parser.add_argument("groups", nargs="*", metavar="group", help=f"one or more of {', '.join(GROUPS)}; all without any")
    parser.add_argument("--quick", action="store_true", help="few and short rounds: to see that the scripts work")
    args = parser.parse_args()
    if unknown := [name for name in args.groups if name not in GROUPS]:
        parser.error(f"unknown group {unknown[0]!r}; choose one of {', '.join(GROUPS)}")
    where, rows, missing = machine(), [], []
    for name in args.groups or GROUPS:
        try:
            for row in importlib.import_module(GROUPS[name]).measure(args.quick):
                rows.append(row)
        except Exception as error:  # whatever keeps one group from being measured, the others go on
            lines = str(error).strip().splitlines() or [""]
            missing.append(f"{name}: not measured: {type(error).__name__}: {lines[0]}")
    print(where + (", quick: figures not to be quoted" if args.quick else ""))
    print()
    print(table(rows))
    for line in missing:
        print(f"\n{line}")


if __name__ == "__main__":
    main()
