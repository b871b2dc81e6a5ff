"""What a state of progress may be, the merging of two, and its code of at most 300 characters."""

import base64
import binascii
import zlib
from collections.abc import Mapping
from typing import Any

from nnwidgets.exercises.mastery import FRESH, LEVELS, UNSEEN, State, of

VERSION, MOST = 1, 10**9
MISCONCEPTIONS = tuple(f"M{i}" for i in range(1, 33))
FIELDS = {"level": 3, "at": 4, "seen": 4, "asked": 7, "right": 7}  # bits of each in a code; more is cut to the most that fits
SLIP_BITS, TIME_BITS, LESSON_BITS = 5, 33, 4
# part of the format: codes that begin with NP1. list the skills in this order for ever
_ORDER = (
    "thr.gates thr.limits neu.sum neu.bias neu.image act.values act.slopes act.choice fwd.shapes fwd.compute fwd.params fwd.batch "
    "lin.collapse xor.build xor.lines cost.terms cost.mean cost.vs_acc gd.sign gd.rate gd.minima gd.grad2d bp.wishes bp.paths bp.chain "
    "bp.matrix bp.check sgd.epoch sgd.noise opt.momentum opt.adam sm.compute sm.ce sm.grad data.generalise deep.vanish"
)
ORDER = tuple(_ORDER.split())


def checked(spec: Any) -> State:
    """The same, when it is a state in all its parts; raises ValueError that says which part is none."""
    if not isinstance(spec, dict):
        raise ValueError("it is no table of names and values")
    if spec.get("version") != VERSION:
        raise ValueError(f"it is of version {spec.get('version')!r}, this nnwidgets reads {VERSION}")
    if set(spec) != set(FRESH):
        raise ValueError(f"it should hold {', '.join(FRESH)}, it holds {', '.join(map(str, spec))}"[:300])
    _whole(spec["lesson"], "lesson", 99)
    if spec["challenged"] is not None:
        _whole(spec["challenged"], "challenged", 2**TIME_BITS - 1)
    for part in ("skills", "slips"):
        if not isinstance(spec[part], dict):
            raise ValueError(f"{part} is no table")
    for name, record in spec["skills"].items():
        if name not in ORDER:
            raise ValueError(f"there is no skill {name!r}"[:100])
        if not isinstance(record, dict) or set(record) != set(UNSEEN):
            raise ValueError(f"{name} should hold {', '.join(UNSEEN)}")
        for key, value in record.items():
            _whole(value, f"{key} of {name}", len(LEVELS) - 1 if key == "level" else MOST)
    for name, count in spec["slips"].items():
        if name not in MISCONCEPTIONS:
            raise ValueError(f"there is no misconception {name!r}"[:100])
        _whole(count, name, MOST)
    return spec


def _whole(value: Any, what: str, most: int) -> None:
    if type(value) is not int or not 0 <= value <= most:
        raise ValueError(f"{what} should be a whole number from 0 to {most}, it is {value!r}"[:200])


def joined(one: State, other: State) -> State:
    """Of two states of one learner, for each skill the record with more items asked, then the higher level; the larger counts."""
    skills = {name: max(of(one, name), of(other, name), key=lambda r: (r["asked"], r["level"], r["seen"], r["at"], r["right"]))
              for name in ORDER if name in one["skills"] or name in other["skills"]}  # fmt: skip
    slips = {name: max(one["slips"].get(name, 0), other["slips"].get(name, 0)) for name in {**one["slips"], **other["slips"]}}
    times = [state["challenged"] for state in (one, other) if state["challenged"] is not None]
    return FRESH | {"lesson": max(one["lesson"], other["lesson"]), "challenged": max(times, default=None), "skills": skills, "slips": slips}


def encode(state: Mapping[str, Any]) -> str:
    """The code of a state, at most 300 characters; counts above 127 (of a misconception 31) are cut to that."""
    bits, length = 0, 0
    for value, size in _numbers(state):
        bits, length = bits << size | min(value, 2**size - 1), length + size
    raw = (bits << -length % 8).to_bytes((length + 7) // 8, "big")
    packed = zlib.crc32(raw).to_bytes(4, "big") + raw
    text = base64.b32encode(packed).decode().rstrip("=")
    return "NP1." + "-".join(text[i : i + 8] for i in range(0, len(text), 8))


def _numbers(state: Mapping[str, Any]) -> list[tuple[int, int]]:
    records = [(of(state, name)[key], size) for name in ORDER for key, size in FIELDS.items()]
    slips = [(state["slips"].get(name, 0), SLIP_BITS) for name in MISCONCEPTIONS]
    return [(state["lesson"], LESSON_BITS), (state["challenged"] or 0, TIME_BITS), *records, *slips]


def decode(code: object) -> State:
    """The state of a code; spaces, hyphens and small letters do not matter. Raises ValueError with a sentence for what is no code."""
    if not isinstance(code, str) or not code.strip().upper().startswith("NP1."):
        raise ValueError(f"a progress code begins with NP1., got {code!r}"[:100])
    sizes = [size for _, size in _numbers(FRESH)]
    damaged = ValueError("this progress code is damaged: a character is missing or wrong; copy it again, whole")
    text = "".join(code[:2000].split()).upper()[4:].replace("-", "")
    try:
        packed = base64.b32decode(text + "=" * (-len(text) % 8))
    except (binascii.Error, ValueError):
        raise damaged from None
    raw = packed[4:]
    if base64.b32encode(packed).decode().rstrip("=") != text:  # bits after the last byte
        raise damaged
    if len(raw) != (sum(sizes) + 7) // 8 or zlib.crc32(raw).to_bytes(4, "big") != packed[:4]:
        raise damaged
    bits, values = int.from_bytes(raw, "big") >> -sum(sizes) % 8, []
    for size in reversed(sizes):
        values.append(bits & (2**size - 1))
        bits >>= size
    values.reverse()
    lesson, time, rest = values[0], values[1], values[2:]
    n = len(FIELDS)
    records = {name: dict(zip(FIELDS, rest[i * n : (i + 1) * n], strict=True)) for i, name in enumerate(ORDER)}
    slips = dict(zip(MISCONCEPTIONS, rest[len(ORDER) * n :], strict=True))
    return checked(FRESH | {
        "lesson": lesson, "challenged": time or None, "skills": {k: r for k, r in records.items() if any(r.values())},
        "slips": {name: count for name, count in slips.items() if count},
    })  # fmt: skip
