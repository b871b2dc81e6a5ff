"""The share code, "NN1.…": an experiment, what happened to it and the step, in one line of text.

Canonical JSON, deflated against a text of what is usual, after a checksum of its own, in base64url. A code from elsewhere is data:
every size is bounded, nothing of it is run, and all of it is found to fit before any of it is used. Later versions read it, too.
"""

import base64
import binascii
import json
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from warnings import warn

import numpy as np

from nnwidgets.core.experiment import Experiment, canonical
from nnwidgets.core.log import Entry, check, log_of, replay, shaped
from nnwidgets.core.registry import Array, number, whole
from nnwidgets.core.sources import checked
from nnwidgets.core.specs import each, known, own_name
from nnwidgets.core.trainer import Trainer

MOST_CHARS, MOST_BYTES, MOST_DEPTH, MOST_EVENTS, MOST_DRAWN = 4_000_000, 8_000_000, 12, 5_000, 1_000_000
MOST_STEPS, MOST_WORK = 2_000_000, 1e12  # steps; steps × parameters × examples of a batch
KEYS = ("experiment", "events", "step", "checksum", "theta")
USUAL = (  # part of the format: it never changes while codes begin with NN1
    b'"sin x1","sin x2","x1x2","word""classes":"squares":checkerboardmoonsblobsthree_armsirisdigitsmnistvowelsgate"reg_plane""reg_gauss"'
    b'"constant","value":"normal","std":"uniform","limit":"he""xavier""zeros""every":"drop":"cosine","low":"steps":"warm_up","then":'
    b'"leaky_relu""softplus""gelu""swish""elu""sin""step""linear""softmax""hinge""huber""cross_entropy""bce""sum_of_squares"'
    b'"adam","beta1":0.9,"beta2":0.999,"eps":1e-08"rmsprop""nesterov""momentum","beta":0.9"gauss""spiral""xor"'
    b'{"checksum":"","events":[[0,"set",{"0":0.1,"1":-0.5}],[100,"change",{"learning_rate":0.1}],[0,"change",{"frozen":[0]}],'
    b'[0,"change",{"activation":["relu","relu"]}],[0,"change",{"batch_size":1}],[0,"write",[]]],"experiment":{"data":{"arguments":'
    b'{"n":500,"noise":0,"seed":0},"features":["x1","x2"],"name":"circle","seed":0,"standardize":false,"test":0.5},"network":{'
    b'"activation":["tanh","tanh"],"draw":0,"dtype":"float64","init":{"name":"playground"},"output":"tanh","seed":0,"sizes":[2,4,2,1],'
    b'"start":[]},"training":{"batch_size":10,"frozen":[],"l1":0.0,"l2":0.0,"learner":null,"learning_rate":0.03,"loss":"squared_error","optimizer":'
    b'{"name":"sgd"},"record_every":null,"schedule":{"name":"constant"},"seed":0,"shuffle":true},"version":1},"step":0,"theta":null}'
)


@dataclass(frozen=True)
class Shared:
    """What a code holds: the experiment, its events, the step, a checksum of theta there, and theta itself if it was sent."""

    experiment: Experiment
    events: tuple[Entry, ...]
    step: int
    checksum: str
    theta: tuple[float, ...] | None = None


def checksum(theta: Array) -> str:
    """Of theta rounded to 1e-6, so that what differs in the last bits is the same."""
    return f"{zlib.crc32((np.round(theta.astype('<f8'), 6) + 0.0).tobytes()):08x}"


def share(trainer: Trainer, exact: bool = False) -> str:
    """The code of a trainer as it stands; `exact` adds the numbers of theta. Raises ValueError for what no code may hold."""
    trainer.notice()
    experiment, own = Experiment.and_own(trainer)
    theta = trainer.net.theta
    return encode(Shared(experiment, log_of(trainer, own), trainer.steps, checksum(theta), tuple(theta.tolist()) if exact else None))


def encode(shared: Shared) -> str:
    """The code of what `decode` gives."""
    spec = {"experiment": shared.experiment.to_dict(), "events": shared.events, "step": shared.step, "checksum": shared.checksum,
            "theta": shared.theta}  # fmt: skip
    text = canonical(spec)
    _found(json.loads(text))  # what could not be read is not written
    return _framed(text.encode())


def _framed(raw: bytes) -> str:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15, 9, zlib.Z_DEFAULT_STRATEGY, USUAL)
    packed = packer.compress(raw) + packer.flush()
    code = "NN1." + base64.urlsafe_b64encode(zlib.crc32(packed).to_bytes(4, "big") + packed).decode().rstrip("=")
    if len(code) > MOST_CHARS or len(raw) > MOST_BYTES:
        raise ValueError(f"this run is too large for a code: {len(code):,} characters, at most {MOST_CHARS:,}")
    return code


def decode(code: str) -> Shared:
    """What a code holds, all of it tested (but for what needs the learner's own functions); raises ValueError with a sentence."""
    raw = _unframed(code)
    try:
        return _found(json.loads(raw, parse_constant=_no, parse_int=_int, object_pairs_hook=_once))
    except (TypeError, ArithmeticError, RecursionError, UnicodeError, json.JSONDecodeError) as error:
        raise ValueError(f"this code holds no experiment: {str(error)[:300]}") from None


def load(code: str, own: Mapping[str, Any] | None = None) -> Trainer:
    """The trainer of a code, at its step. `own` holds by name the functions and arrays that the run used and no code carries.

    Warns where the numbers are not those that were shared, as after long training on another machine; numbers sent along are put in.
    """
    shared, own = decode(code), own or {}
    _, trainer = shared.experiment.build(own)
    check(trainer, shared.events, own)
    try:
        replay(trainer, shared.events, shared.step, own)
    except ArithmeticError as error:
        raise ValueError(f"the run in this code does not reach step {shared.step}: {error}") from None
    if shared.theta is not None:
        trainer.net.theta = shared.theta
        trainer.notice()
    if checksum(trainer.net.theta) != shared.checksum:
        warn(f"step {shared.step} was reached, but the weights are not quite those shared; share(exact=True) sends them", stacklevel=2)
    return trainer


def _unframed(code: object) -> bytes:
    if not isinstance(code, str):
        raise ValueError(f"a share code is text that begins with NN1., got {type(code).__name__}")
    if len(code) > MOST_CHARS:
        raise ValueError(f"this code is too large: {len(code):,} characters, at most {MOST_CHARS:,}")
    code = "".join(code.split())  # as mail programs break lines
    found = re.fullmatch(r"NN([1-9][0-9]{0,3})\.(.*)", code)
    if not found:
        raise ValueError(f"this is no share code: one begins with NN1., got {code[:20]!r}")
    if found[1] != "1":
        raise ValueError(f"this code is of version {found[1]}, this nnwidgets reads 1; update nnwidgets")
    damaged = ValueError("this code is damaged: a character is missing or wrong; copy it again, whole")
    if not re.fullmatch(r"[A-Za-z0-9_-]+", found[2]):
        raise damaged
    try:
        packed = base64.urlsafe_b64decode(found[2] + "=" * (-len(found[2]) % 4))
    except binascii.Error:
        raise damaged from None
    if base64.urlsafe_b64encode(packed).decode().rstrip("=") != found[2] or zlib.crc32(packed[4:]).to_bytes(4, "big") != packed[:4]:
        raise damaged
    opener = zlib.decompressobj(-15, USUAL)
    try:
        raw = opener.decompress(packed[4:], MOST_BYTES + 1)
    except zlib.error:
        raise damaged from None
    if len(raw) > MOST_BYTES:
        raise ValueError(f"this code is too large: it holds more than {MOST_BYTES:,} bytes")
    if not opener.eof or opener.unused_data:
        raise damaged
    depth = 0
    for char in re.findall(rb"[][{}]", raw):
        depth += 1 if char in b"[{" else -1
        if depth > MOST_DEPTH:
            raise ValueError(f"this code holds no experiment: brackets more than {MOST_DEPTH} deep")
    return raw


def _found(spec: Any) -> Shared:
    known(spec, KEYS, "a code")
    step, events = whole(spec["step"], "step"), spec["events"]
    if step > MOST_STEPS or (isinstance(events, list) and len(events) > MOST_EVENTS):
        raise ValueError(f"this run is too large for a code: at most {MOST_STEPS:,} steps and {MOST_EVENTS:,} events")
    log = shaped(events, step)
    if not isinstance(spec["checksum"], str) or not re.fullmatch("[0-9a-f]{8}", spec["checksum"]):
        raise ValueError("checksum must be eight hexadecimal digits")
    experiment = Experiment.from_dict(spec["experiment"])
    changes = [value for _, kind, value in log if kind == "change"]
    _bounded(experiment.to_dict(), step, changes)
    theta = None if spec["theta"] is None else tuple(each(spec["theta"], "theta", lambda v: number(v, "an entry of theta")))
    if not experiment.own and not any(_has_own(change) for change in changes):
        _, trainer = experiment.build()
        check(trainer, log, {})
        check(trainer, [] if theta is None else [(step, "write", list(theta))], {})
    return Shared(experiment, log, step, spec["checksum"], theta)


def _bounded(spec: dict[str, Any], step: int, changes: list[dict[str, Any]]) -> None:
    sizes, sets = spec["network"]["sizes"], [change["data"] for change in changes if "data" in change]
    batch = max(whole(part.get("batch_size", 1), "batch_size", 1) for part in (spec["training"], *changes))
    n = [checked(data) for data in (spec["data"], *sets)]
    work = step * sum((a + 1) * b for a, b in pairwise(sizes)) * min(batch, max(n) or batch)
    if work > MOST_WORK or sum(n) > MOST_DRAWN:
        raise ValueError(f"this run is too large for a code: {work:.3g} multiplications, at most {MOST_WORK:.3g}")


def _has_own(spec: Any) -> bool:
    parts = spec.values() if isinstance(spec, dict) else spec if isinstance(spec, list) else ()
    return own_name(spec) is not None or any(map(_has_own, parts))


def _no(text: str) -> None:
    raise ValueError(f"this code holds no experiment: {text} is no number")


def _int(text: str) -> int:
    if len(text) > 20:
        raise ValueError(f"this code holds no experiment: a whole number of {len(text)} digits")
    return int(text)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({key for key, _ in pairs}) < len(pairs):
        raise ValueError("this code holds no experiment: a name stands twice")
    return dict(pairs)
