"""One call of somebody's function: what it gave, what it raised, whether it wrote into its inputs."""

import copy
import linecache
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from nnwidgets.exercises.timelimit import TimeUp, time_limit
from nnwidgets.exercises.values import same, settled

SECONDS = 2.0  # for all calls of one check together


@dataclass(frozen=True, eq=False)
class Run:
    """`args` as they were before the call; `raised` is the exception's text, `line` the learner's line that raised it."""

    args: tuple[Any, ...]
    got: Any = None
    raised: str = ""
    line: str = ""
    mutated: bool = False
    overflowed: bool = False
    timed_out: bool = False

    def like(self, other: "Run") -> bool:
        """Whether two functions did the same here."""
        if (self.raised, self.mutated, self.timed_out) != (other.raised, other.mutated, other.timed_out):
            return False
        return bool(self.raised) or same(self.got, other.got)


def run(function: Callable[..., Any], args: tuple[Any, ...]) -> Run:
    """Call it with copies of the arguments; lets TimeUp and the learner's own interrupt through."""
    given, overflows = copy.deepcopy(args), []
    try:
        with np.errstate(all="ignore"), np.errstate(over="call", call=lambda kind, flag: overflows.append(kind)):
            got = settled(function(*given))
    except (Exception, SystemExit) as error:
        return Run(args, raised=f"{type(error).__name__}: {error}".removesuffix(": "), line=_line(error, function))
    return Run(args, got, mutated=not same(given, args, 0, 0), overflowed=bool(overflows))


def runs(function: Callable[..., Any], cases: Iterable[tuple[Any, ...]], seconds: float = SECONDS) -> list[Run]:
    """All cases under one time limit; the last run is `timed_out` where time was up."""
    done: list[Run] = []
    case: tuple[Any, ...] = ()
    try:
        with time_limit(seconds):
            for case in cases:
                done.append(run(function, case))
    except TimeUp:
        done.append(Run(case, timed_out=True))
    return done


def _line(error: BaseException, function: Callable[..., Any]) -> str:
    """The last line of the learner's own file on the way to the error, as `line 3: return z @ w`; empty if there is none."""
    home = getattr(getattr(function, "__code__", None), "co_filename", None)
    own = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == home]
    if not own:
        return ""
    text = linecache.getline(own[-1].filename, own[-1].lineno or 0).strip()
    return f"line {own[-1].lineno}" + f": {text}" * bool(text)
