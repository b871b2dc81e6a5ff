"""Mastery: levels that go up and down one at a time, and what an event does to them; all pure.

An event is a plain list, so that a file or another notebook can hold it:
    ["answered", skill, lesson, credit, misconception]   one item is done; credit is True where the first answer was right, unaided
    ["shown", skill, lesson]                             its solution was looked at
    ["exercise", skill, lesson, right]                   so many of 5 items of one skill, right and unaided
    ["mixed", lesson, [[skill, credit], …]]              a quiz or the course challenge: each item by itself
    ["challenge", lesson, [[skill, right], …], time]     a mastery challenge: 0, 1 or 2 of each skill's two items
"""

from collections.abc import Mapping
from typing import Any

LEVELS = ("not started", "attempted", "familiar", "proficient", "mastered")
POINTS = dict(zip(LEVELS, (0, 0, 50, 80, 100), strict=True))
NONE, ATTEMPTED, FAMILIAR, PROFICIENT, MASTERED = range(5)
EXERCISE, CHALLENGE, EACH, COURSE = 5, 3, 2, 20  # items of an exercise; skills of a challenge; items of each; items of the course challenge
REST = 12 * 3600  # seconds between two challenges where the rule of self-study is on

State = dict[str, Any]
FRESH: State = {"version": 1, "lesson": 0, "challenged": None, "skills": {}, "slips": {}}
UNSEEN = {"level": NONE, "at": 0, "seen": 0, "asked": 0, "right": 0}


def of(state: Mapping[str, Any], skill: str) -> dict[str, int]:
    """What is known of a skill: level, the lesson it was reached `at`, that in which it was `seen` last, items asked and right."""
    return UNSEEN | state["skills"].get(skill, {})


def applied(state: State, event: list[Any]) -> State:
    """The state after an event; the given one stays as it is."""
    kind, *rest = event
    if kind == "answered":
        skill, lesson, credit, misconception = rest
        record = of(state, skill)
        asked, right = record["asked"] + 1, record["right"] + bool(credit)
        state = _put(state, skill, record | {"asked": asked, "right": right}, lesson)
        state = moved(state, skill, lesson, max(record["level"], ATTEMPTED))
        if misconception:
            state["slips"] = state["slips"] | {misconception: state["slips"].get(misconception, 0) + 1}
        return state
    if kind == "shown":
        return moved(state, rest[0], rest[1], max(of(state, rest[0])["level"], ATTEMPTED))
    if kind == "exercise":
        skill, lesson, right = rest
        return moved(state, skill, lesson, after_exercise(of(state, skill)["level"], right))
    if kind == "mixed":
        lesson, answers = rest
        for skill, credit in answers:
            state = moved(state, skill, lesson, after_mixed(of(state, skill), lesson, 1 if credit else -1))
        return state
    if kind != "challenge":
        raise ValueError(f"there is no event {kind!r}")
    lesson, answers, time = rest
    for skill, right in answers:
        state = moved(state, skill, lesson, after_mixed(of(state, skill), lesson, right - 1))
    return state | {"challenged": int(time)}


def after_exercise(level: int, right: int) -> int:
    """5 of 5: proficient; 4: familiar; fewer: attempted from below, else one level down, never to nothing."""
    if right >= EXERCISE:
        return max(level, PROFICIENT)
    if right == EXERCISE - 1:
        return max(level, FAMILIAR)
    return max(level - 1, ATTEMPTED)


def after_mixed(record: Mapping[str, int], lesson: int, way: int) -> int:
    """One level up (+1), down (−1) or none (0); right from below familiar is familiar, and mastered comes in a later lesson only."""
    level = record["level"]
    if way > 0:
        top = MASTERED if level >= PROFICIENT and lesson > record["at"] else PROFICIENT
        return max(level, min(max(level + 1, FAMILIAR), top))
    return max(level + way, ATTEMPTED)


def moved(state: State, skill: str, lesson: int, level: int) -> State:
    """The state with a skill at `level`; `at` is the lesson in which its level changed last."""
    record = of(state, skill)
    at = lesson if level != record["level"] else record["at"]
    return _put(state, skill, record | {"level": level, "at": at, "seen": max(lesson, record["seen"])}, lesson)


def _put(state: State, skill: str, record: Mapping[str, int], lesson: int) -> State:
    return state | {"skills": state["skills"] | {skill: dict(record)}, "lesson": max(state["lesson"], lesson)}


def points(state: State) -> int:
    """The sum over the skills: 50 familiar, 80 proficient, 100 mastered."""
    return sum(POINTS[LEVELS[record["level"]]] for record in state["skills"].values())


def locked(state: State, now: float, rest: float = 0) -> str:
    """Why there is no mastery challenge yet, in a sentence; '' where there is one. A clock that was set back locks nothing."""
    levels = [record["level"] for record in state["skills"].values()]
    familiar = sum(level >= FAMILIAR for level in levels)
    if familiar < CHALLENGE:
        return f"A mastery challenge takes {CHALLENGE} skills that are familiar or higher; so far: {familiar}."
    if max(levels) < PROFICIENT:
        return "A mastery challenge takes one skill that is proficient; solve 5 items of 5 in one of yours."
    if rest and state["challenged"] is not None and 0 <= now - state["challenged"] < rest:
        return f"The last challenge was less than {rest / 3600:g} hours ago."
    return ""


def chosen(state: State, lesson: int) -> tuple[str, ...]:
    """The skills of a challenge, at least familiar: the lowest level first, then what was not seen for most lessons, then by name."""
    known = [name for name, record in state["skills"].items() if record["level"] >= FAMILIAR]
    return tuple(sorted(known, key=lambda name: (of(state, name)["level"], of(state, name)["seen"] - lesson, name))[:CHALLENGE])
