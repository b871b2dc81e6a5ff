"""Share codes: short, exact, the same in every later version; and whatever is wrong with one, it is refused whole, in a sentence."""

import base64
import json
import random
import time
import zlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import nnwidgets as nw
from nnwidgets.core import share as module
from nnwidgets.core.packed import USUAL
from nnwidgets.core.share import checksum, decode, encode, load, share

GOLDEN = json.loads((Path(__file__).parent / "golden" / "codes.json").read_text())


def playground(seed=0, **training):
    net = nw.Network([2, 4, 2, 1], output="tanh", init="playground", seed=seed)
    return nw.Trainer(net, nw.datasets.circle(seed=seed).split(0.5), **{"loss": "squared_error", "seed": seed} | training)


def framed(raw, version=1):
    packer = zlib.compressobj(9, zlib.DEFLATED, -15, 9, zlib.Z_DEFAULT_STRATEGY, USUAL)
    packed = packer.compress(raw) + packer.flush()
    return f"NN{version}." + base64.urlsafe_b64encode(zlib.crc32(packed).to_bytes(4, "big") + packed).decode().rstrip("=")


def said(code):
    with pytest.raises(ValueError) as got:
        decode(code)
    assert type(got.value) is ValueError
    return str(got.value)


def spec_of(code):
    shared = decode(code)
    return {"experiment": shared.experiment.to_dict(), "events": [list(e) for e in shared.events], "step": shared.step,
            "checksum": shared.checksum, "theta": shared.theta}  # fmt: skip


def test_short_ones():
    t = playground()
    assert len(share(t)) <= 60
    t.train(100).set({3: 0.25})
    t.train(100).change(learning_rate=0.1)
    t.train(300).set({5: 1.5})
    code = share(t)
    assert len(code) <= 120
    assert len(share(t, exact=True)) <= 500
    small = nw.Trainer(nw.Network([2, 4, 1]), nw.datasets.spiral(noise=0.15).with_features("x1", "x2").split(0.3), optimizer="adam")
    for k in range(17):
        small.train(7).set({k: round(0.37 * k - 2, 2)})
    assert small.net.n_params == 17
    assert len(share(small)) <= 300


index, value = st.integers(0, 24), st.floats(-2, 2)
PAIRS = [nw.datasets.xor(40).split(0.5), nw.datasets.gauss(30, seed=2).standardize().split(0.2)]
EVENT = st.one_of(
    st.tuples(st.just("train"), st.integers(1, 40)),
    st.tuples(st.just("set"), st.dictionaries(index, value, max_size=3)),
    st.tuples(st.just("write"), st.dictionaries(index, value, min_size=1, max_size=2)),
    st.tuples(st.just("hold"), st.lists(index, max_size=3)),
    st.tuples(st.just("learning_rate"), st.floats(1e-4, 0.1)), st.tuples(st.just("batch_size"), st.integers(1, 60)),
    st.tuples(st.just("l1"), st.floats(0, 0.1)), st.tuples(st.just("l2"), st.floats(0, 0.1)),
    st.tuples(st.just("shuffle"), st.booleans()), st.tuples(st.just("schedule"), st.sampled_from([None, "cosine", "warm_up", "step"])),
    st.tuples(st.just("data"), st.sampled_from(PAIRS)), st.tuples(st.just("output"), st.sampled_from(["tanh", "sigmoid"])),
    st.tuples(st.just("activation"), st.sampled_from(["relu", "sin", ["gelu", "elu"]])),
    st.tuples(st.just("rewind"), st.floats(0, 1)),
)  # fmt: skip


@settings(max_examples=150)
@given(st.lists(EVENT, max_size=12), st.sampled_from(["sgd", "nesterov", "adam"]), st.integers(0, 5), st.booleans())
def test_a_replay_is_the_live_run_bit_for_bit(events, optimizer, seed, exact):
    t = playground(seed, optimizer=optimizer, learning_rate=0.01)
    for what, how in events:
        if what in ("train", "set", "hold"):
            getattr(t, what)(how)
        elif what == "write":
            t.net.theta[list(how)] = list(how.values())
        elif what == "rewind":
            t.rewind(int(how * t.steps))
        else:
            t.change(**{what: how})
    code = share(t, exact)
    there = load(code)
    assert there.steps == t.steps
    assert there.net.theta.tobytes() == t.net.theta.tobytes()
    assert there._run.bench.memory.tobytes() == t._run.bench.memory.tobytes()
    assert there._run.bench.feed.place() == t._run.bench.feed.place()
    assert share(there, exact) == code
    assert encode(decode(code)) == code
    assert t.train(25).net.theta.tobytes() == there.train(25).net.theta.tobytes()


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda g: g["what"])
def test_codes_of_earlier_versions_are_read(golden):
    assert json.loads(json.dumps(spec_of(golden["code"]))) == golden["holds"]
    t = load(golden["code"])
    assert t.steps == golden["holds"]["step"]
    np.testing.assert_allclose(t.net.theta[:3], golden["theta"], atol=1e-6)
    assert decode(encode(decode(golden["code"]))) == decode(golden["code"])


def test_own_things_are_named():
    wave = (np.sin, np.cos)
    t = nw.Trainer(nw.Network([2, 3, 1], wave), "xor").train(20)
    t.change(activation=wave)
    code = share(t.train(5))
    assert decode(code).experiment.own == ("sin",)
    with pytest.raises(ValueError, match=r"^this run used your own activation 'sin'; pass own={'sin': …}$"):
        load(code)
    np.testing.assert_array_equal(load(code, {"sin": wave}).net.theta, t.net.theta)


def test_numbers_that_are_not_quite_the_same():
    spec = spec_of(share(playground().train(50)))
    other = framed(json.dumps(spec | {"checksum": "00000000"}).encode())
    with pytest.warns(UserWarning, match="step 50 was reached, but the weights are not quite those shared"):
        load(other)
    theta = playground().net.theta
    sent = load(framed(json.dumps(spec | {"theta": theta.tolist(), "checksum": checksum(theta)}).encode()))
    np.testing.assert_array_equal(sent.net.theta, theta)
    assert checksum(theta) == checksum(theta + 1e-12)
    assert checksum(theta) != checksum(theta + 1e-5)


def test_a_run_that_does_not_get_there():
    spec = spec_of(share(playground().train(50)))
    spec["experiment"]["training"] |= {"learning_rate": 1e300}
    spec["experiment"]["network"] |= {"output": "linear", "activation": ["relu", "relu"]}
    spec["experiment"]["data"] |= {"name": "reg_plane"}
    with pytest.raises(ValueError, match="the run in this code does not reach step 50"):
        load(framed(json.dumps(spec).encode()))


def test_what_is_said():
    code = share(playground())
    assert said("hello") == "this is no share code: one begins with NN1., got 'hello'"
    assert said(5) == "a share code is text that begins with NN1., got int"
    assert said(code.replace("NN1", "NN2")) == "this code is of version 2, this nnwidgets reads 1; update nnwidgets"
    assert said(code[:-1]) == said(code + "A") == said(code[:9] + "é" + code[10:])
    assert said(code[:-1]) == "this code is damaged: a character is missing or wrong; copy it again, whole"
    assert said("NN1." + "A" * 4_000_000) == "this code is too large: 4,000,004 characters, at most 4,000,000"
    assert said(framed(b" " * 8_000_001)) == "this code is too large: it holds more than 8,000,000 bytes"
    assert said(framed(b"[" * 9000)) == "this code holds no experiment: brackets more than 12 deep"
    assert said(framed(b"[1" + b"0" * 5000 + b"]")) == "this code holds no experiment: a whole number of 5001 digits"
    assert said(framed(b"[NaN]")) == "this code holds no experiment: NaN is no number"
    assert said(framed(b'{"a":1,"a":2}')) == "this code holds no experiment: a name stands twice"
    assert said(framed(b"\xff")).startswith("this code holds no experiment: 'utf-8' codec")
    spec = spec_of(code)
    for changed, sentence in (
        ({"step": 10**9}, "this run is too large for a code: at most 2,000,000 steps and 5,000 events"),
        ({"events": [[0, "set", {}]] * 5001}, "this run is too large for a code: at most 2,000,000 steps and 5,000 events"),
        ({"events": [[0, "eval", {}]]}, "unknown kind of event 'eval'; choose one of set, write, change"),
        ({"events": [[0, "set", {"25": 1}]]}, "index must be below 25, the number of parameters, got 25"),
        ({"events": [[0, "change", {"lr": 1}]]}, "unknown setting 'lr'; choose one of data, learning_rate, batch_size"),
        ({"events": [[0, "change", {"learning_rate": -1}]]}, "learning_rate must be a number above 0, got -1; 0.03 is a usual start"),
        ({"events": [[3, "set", {}]]}, "events must be in order and none after step 0; got one at 3 after 0"),
        ({"theta": [1]}, "theta has 25 entries, got 1"),
        ({"checksum": "x"}, "checksum must be eight hexadecimal digits"),
    ):  # fmt: skip
        assert said(framed(json.dumps(spec | changed).encode())).startswith(sentence)


def test_line_breaks_do_no_harm():
    code = share(playground().train(9))
    assert decode(f"  {code[:20]}\n{code[20:31]} {code[31:]}\n") == decode(code)


JUNK = [None, True, -1, 0, 1.5, 10**18, 1e300, "", "relu", "own", [], {}, [1], {"own": "f"}, {"name": "adam"}, [[]], "0", [0, 1]]


def places(spec, way=()):
    yield way
    parts = spec.items() if isinstance(spec, dict) else enumerate(spec) if isinstance(spec, list) else ()
    for key, part in parts:
        yield from places(part, (*way, key))


def wrong(spec, chance):
    """The spec with one or two places replaced, removed or added, in right framing."""
    spec = json.loads(json.dumps(spec))
    for _ in range(chance.choice([1, 1, 2])):
        *way, last = chance.choice([way for way in places(spec) if way])
        there = spec
        for key in way:
            there = there[key]
        what = chance.random()
        if what < 0.15:
            del there[last]
        elif what < 0.3 and isinstance(there, dict):
            there[chance.choice(["more", "own", "name", "0"])] = chance.choice(JUNK)
        else:
            there[last] = chance.choice(JUNK)
    return spec


def mutated(code, chance):
    kind, at = chance.randrange(5), chance.randrange(len(code))
    letters = "ABCDwxyz0189-_.=+/ é\0"
    if kind == 0:
        return code[:at]
    if kind == 1:
        return code[:at] + chance.choice(letters) + code[at + 1 :]
    if kind == 2:
        return code[:at] + chance.choice(letters) + code[at:]
    if kind == 3:
        other = chance.randrange(len(code))
        swapped = list(code)
        swapped[at], swapped[other] = swapped[other], swapped[at]
        return "".join(swapped)
    return "NN1." + base64.urlsafe_b64encode(chance.randbytes(chance.randrange(1, 60))).decode().rstrip("=")


def test_ten_thousand_malformed_codes(monkeypatch):
    """Each is refused with a sentence, or holds the very same experiment; nothing that is there already changes."""
    monkeypatch.setattr(module, "MOST_STEPS", 10_000)
    chance, t = random.Random(4), playground()
    t.train(20).set({3: 0.5})
    t.change(learning_rate=0.1, activation=["relu", "tanh"], data=nw.datasets.xor(40).split(0.5))
    t.net.theta[4] = 0.1
    code = share(t.train(10), exact=True)
    was, before, spec, kept = decode(code), t.net.theta.copy(), spec_of(code), json.loads(json.dumps(spec_of(code)))
    count = {"same": 0, "refused": 0, "other": 0}
    begin = time.perf_counter()
    for k in range(10_000):
        told = wrong(spec, chance) if k % 2 else None
        tried = mutated(code, chance) if told is None else framed(json.dumps(told).encode())
        try:
            got = decode(tried)
        except ValueError as error:
            assert type(error) is ValueError
            assert 10 < len(str(error)) < 2000
            assert "\n" not in str(error)
            count["refused"] += 1
        else:
            if told is None:
                assert got == was  # whitespace, or two equal letters changing places
            else:
                assert json.loads(json.dumps(spec_of(tried))) == told  # another experiment, that fits: as it was told, in all
                assert decode(encode(got)) == got
            count["same" if got == was else "other"] += 1
    assert spec_of(code) == spec
    assert json.loads(json.dumps(spec)) == kept
    np.testing.assert_array_equal(t.net.theta, before)
    assert count["refused"] > 7000
    assert count["other"] > 50
    assert time.perf_counter() - begin < 240
