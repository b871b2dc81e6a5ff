"""Rows T14 and T15, B8, B15 and B20, D11–13, on the kernel's side: each test is named after its row."""

import csv
import io
import json
import re
import warnings

import numpy as np
import pytest

import nnwidgets as nw
from nnwidgets.core import share as codes
from nnwidgets.widgets import jobs, presets
from nnwidgets.widgets.presets import PRESETS
from nnwidgets.widgets.teaching import CONTROLS, SENT

X = np.linspace(-1, 1, 60).reshape(30, 2)
LABELS = ["a", "b"] * 15


def settings(page):
    """Of the newest full frame."""
    return next(frame.settings for frame in reversed(page.frames) if frame.kind == "full")


def messages(page, kind):
    return [(content, buffers) for content, buffers in page.heard() if content["kind"] == kind]


def state(lab):
    """All that a learner would compare."""
    t = lab.trainer
    return (t.steps, t.net.theta.tolist(), t.learning_rate, t.batch_size, t.optimizer, t.history.rows().tolist(), lab.speed, lab.hide,
            lab.lock, settings_of(lab))  # fmt: skip


def settings_of(lab):
    kept = lab.describe()[0]
    return {name: kept[name] for name in kept if name != "runs"}


@pytest.fixture
def load(lines):
    made = []

    def loaded(*args, **kwargs):
        made.append(nw.load(*args, **kwargs))
        return made[-1]

    yield loaded
    for lab in made:
        lab.close()


# ---- T14, B15: share


def test_T14_one_short_code_reproduces_everything(make_lab, load):
    lab, page = make_lab("spiral", hidden=(3,), noise=0.1, test=0.3, seed=4, optimizer="adam", learning_rate=0.01, hide=("noise",),
                         lock={"speed": "as it is"})  # fmt: skip
    lab.train(steps=30)
    page.edit({2: 1.5}, hold=[2], release=[2])
    lab.session.speed = 10.0
    page.do("chart", {"log": True})
    lab.learning_rate = 0.02
    page.do("data", "xor")
    lab.train(steps=20)
    lab.net.W[1][0, 0] = 0.25
    lab.train(steps=3)
    code = lab.share()
    again = load(code)
    assert state(again) == state(lab)
    assert again.describe()[0]["data"] == "xor" and again.describe()[0]["noise"] == 0.1 and again.noise == 0.1
    for one in (lab, again):
        one.train(steps=25)
        one.new_weights()
        one.reset()
        one.train(steps=25)
    assert state(again) == state(lab)
    assert again.share() == lab.share() and len(code) < 300


def test_T14_a_plain_lab_is_a_very_short_code(make_lab):
    assert len(make_lab()[0].share()) <= 60


def test_T14_a_page_asks_for_the_code_and_puts_one_in(make_lab):
    lab, page = make_lab("xor", hidden=(3,))
    lab.train(steps=40)
    page.do("export", {"format": "share", "ask": "A1"})
    (answer, (data,)), = messages(page, "made")  # fmt: skip
    assert (answer["ask"], answer["type"], answer["note"], data.decode()) == ("A1", "text/plain", "", lab.share())
    other, its_page = make_lab()
    its_page.do("load", f"  {data.decode()[:20]}\n{data.decode()[20:]} ")
    assert its_page.errors == [] and state(other) == state(lab) and its_page.frame.generation == 1


def test_B15_what_is_no_code_is_refused_whole(make_lab):
    lab, page = make_lab()
    lab.train(steps=10)
    before, good = state(lab), nw.Playground.share(make_lab("xor")[0])
    theta = lab.net.theta.copy()
    view = codes.encode(codes.Shared(codes.decode(good).experiment, (), 0, codes.decode(good).checksum, None, {"speed": "warp"}))
    for code, sentence in (
        ("hello", "this is no share code: one begins with NN1., got 'hello'"),
        (good[:-3], "this code is damaged: a character is missing or wrong; copy it again, whole"),
        (None, "a share code is text that begins with NN1., got NoneType"),
        ("NN1." + "A" * 4_000_000, "this code is too large: 4,000,004 characters, at most 4,000,000"),
        (view, "unknown speed 'warp'; choose one of 1 step/s, 10/s, 100/s, 1,000/s, 10,000/s, full"),
    ):
        page.do("load", code)
        assert page.errors[-1] == sentence
        with pytest.raises(ValueError, match=re.escape(sentence[:40])):
            nw.load(code)
    assert state(lab) == before and lab.snapshots == ()
    np.testing.assert_array_equal(lab.net.theta, theta)


def test_T14_what_is_the_learners_own_is_named_with_the_remedy(make_lab, load):
    lab, page = make_lab((X, LABELS))
    lab.train(steps=5)
    page.do("export", {"format": "share", "ask": "1"})
    name = lab.data[0].name
    note = messages(page, "made")[0][0]["note"]
    assert note == f"Your own {name} cannot be in a code: load it with nw.load(code, own={{{name!r}: …}})."
    with pytest.raises(ValueError, match=re.escape(f"this run used your own data {name!r}; pass own={{{name!r}: …}}")):
        nw.load(lab.share())
    again = load(lab.share(), own={name: lab.data})
    np.testing.assert_array_equal(again.net.theta, lab.net.theta)
    page.do("load", lab.share())
    assert page.errors == [f"this run used your own data {name!r}; pass own={{{name!r}: …}}"]


def test_T14_numbers_of_another_machine_are_said(make_lab):
    lab, page = make_lab()
    lab.train(steps=3)
    shared = codes.decode(lab.share())
    other = codes.encode(codes.Shared(shared.experiment, shared.events, 3, "00000000"))
    sentence = "step 3 was reached, but the weights are not quite those shared; share(exact=True) sends them"
    page.do("load", other)
    assert page.errors == [sentence] and lab.trainer.steps == 3
    with pytest.warns(UserWarning, match=re.escape(sentence)):
        nw.load(other).close()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        nw.load(lab.share(exact=True)).close()


# ---- T15: hide, lock, presets


def test_T15_a_hidden_control_is_named_on_the_page_and_does_not_come_back(make_lab, another):
    lab, page = make_lab(hide=("noise", "test"))
    for do, value in (("data", "xor"), ("hidden", [3]), ("data", "reg_plane"), ("reset", None), ("preset", "a plane")):
        page.do(do, value)
        assert settings(page)["hide"] == ["noise", "test"]
    assert page.kept(lab).settings["hide"] == ["noise", "test"] and another(page).frame.settings["hide"] == ["noise", "test"]
    assert page.errors == []
    lab.hide = ["noise"]
    assert settings(page)["hide"] == ["noise"] and lab.hide == ("noise",)


def test_T15_what_is_part_of_a_locked_control_is_no_way_round_it(make_lab):
    lab, page = make_lab(lock={"activation": "tanh for now"})
    assert lab.lock == {"activation": "tanh for now", "layer_activation": "tanh for now"} == page.frame.settings["lock"]
    page.do("activation", ["relu", "tanh"])
    assert page.errors[-1] == "activation (locked): tanh for now" and [a.name for a in lab.net.activation] == ["tanh", "tanh"]
    lab.lock = {"activation": "tanh for now", "layer_activation": "lesson 4"}
    assert lab.lock["layer_activation"] == "lesson 4"
    lab.lock = {"layer_activation": "lesson 4"}
    page.do("activation", "relu")
    assert lab.lock == {"layer_activation": "lesson 4"} and lab.net.activation[0].name == "relu"


def test_T15_what_is_locked_is_refused_from_the_page_and_not_from_python(make_lab):
    lab, page = make_lab(lock={"learning_rate": "we come to it in lesson 6", "weights": "look first", "activation": "later",
                               "layer_activation": "later"})  # fmt: skip
    assert page.frame.settings["lock"]["learning_rate"] == "we come to it in lesson 6"
    theta = lab.net.theta.copy()
    page.do("learning_rate", 0.3)
    assert page.errors[-1] == "learning rate (locked): we come to it in lesson 6" and lab.learning_rate == 0.03
    page.do("output", "sigmoid")
    assert page.errors[-1] == "activation (locked): later" and lab.net.output.name == "tanh"
    page.edit({0: 5.0}, hold=[0], release=[0])
    assert page.errors[-1] == "weights (locked): look first" and page.frame.applied == {"A": 1}
    np.testing.assert_array_equal(lab.net.theta, theta)
    lab.learning_rate = 0.3
    lab.net.W[0][0, 0] = 5
    assert lab.trainer.learning_rate == 0.3 and lab.net.theta[0] == 5
    page.do("step")
    assert lab.trainer.steps == 1 and len(page.errors) == 3
    lab.lock = {}
    page.do("learning_rate", 0.1)
    assert lab.learning_rate == 0.1


def test_T15_every_command_of_a_page_has_its_control(make_lab):
    """So that nothing that is locked can be reached by another name."""
    known = {command for commands in SENT.values() for command in commands}
    assert set(make_lab()[0].commands()) - known == {"stop", "l1", "l2"}  # always; and Python's names for a rate
    assert known - set(make_lab()[0].commands()) == {"edit"}


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"hide": "noise"}, "hide takes a list of names such as ('noise',), got 'noise'"),
        ({"hide": ["nois"]}, f"unknown control 'nois'; choose one of {', '.join(CONTROLS)} (did you mean 'noise'?)"),
        ({"lock": ["noise"]}, "lock takes {name: reason}, such as {'noise': 'we come to it in lesson 6'}, got ['noise']"),
        ({"lock": {"noise": ""}}, "the reason for locking noise must be a text of up to 200 characters, got ''"),
        ({"lock": {"rate": "no"}}, f"unknown control 'rate'; choose one of {', '.join(CONTROLS)}"),
        ({"preset": "xor"}, f"unknown preset 'xor'; choose one of {', '.join(PRESETS)}"),
        ({"preset": "a plane", "hidden": (3,)}, presets.ALONE),
        ({"preset": "a plane", "learning_rate": 0.1}, presets.ALONE),
        ({"preset": "a plane", "trainer": nw.Trainer(nw.Network([2, 1]), "circle")}, presets.ALONE),
    ],
)
def test_T15_what_a_teacher_mistypes_is_said(lines, options, sentence):
    with pytest.raises((ValueError, TypeError)) as got:
        nw.Playground(**options)
    assert str(got.value) == sentence and lines == []


SEEN = {  # what the sentence of a preset says, after so many steps
    "two clouds, one neuron": (500, lambda m: m["test_accuracy"] == 1),
    "xor without a hidden layer": (6000, lambda m: m["train_loss"] > 0.48),
    "xor with one hidden unit": (6000, lambda m: m["train_accuracy"] < 0.75),
    "xor with three hidden units": (6000, lambda m: m["test_accuracy"] > 0.95),
    "circle with two hidden units": (20000, lambda m: m["train_loss"] > 0.1),
    "circle with three hidden units": (6000, lambda m: m["test_accuracy"] > 0.97),
    "circle with relu": (3000, lambda m: m["test_accuracy"] > 0.97),
    "layers without an activation": (6000, lambda m: m["train_loss"] > 0.48),
    "the spiral": (20000, lambda m: m["test_accuracy"] > 0.9),
    "learning too slowly": (3000, lambda m: m["train_loss"] > 0.45),
    "learning too fast": (3000, lambda m: m["train_loss"] > 0.45),
    "learning by heart": (6000, lambda m: m["train_loss"] < 0.05 and m["test_loss"] > 0.5),
    "a plane": (500, lambda m: m["test_loss"] < 1e-4),
    "hills and hollows": (6000, lambda m: m["test_loss"] < 0.02),
}


@pytest.mark.parametrize("name", [name for name, preset in PRESETS.items() if preset.group == "Demos"])  # the museum's: test_health
def test_T15_a_preset_is_what_its_sentence_says(make_lab, name):
    lab, page = make_lab(preset=name)
    assert lab.trainer.steps == 0 and page.frame.settings["data"] is not None
    group, called, sentence = next(one for one in page.frame.settings["presets"] if one[1] == name)
    assert (group, called, sentence) == (PRESETS[name].group, name, PRESETS[name].sentence) and sentence.endswith(".")
    steps, holds = SEEN[name]
    lab.train(steps=steps)
    assert holds(lab.trainer.measure()), lab.trainer.measure()


def test_T15_any_registry_can_be_put_among_the_presets(make_lab, monkeypatch, make_trainer):
    monkeypatch.setattr(presets, "PRESETS", dict(PRESETS))
    monkeypatch.setattr("nnwidgets.widgets.loading.PRESETS", presets.PRESETS)
    presets.add("dead", "Nothing moves.", make_trainer, "Failure museum")
    with pytest.raises(ValueError, match=r"^there is a preset 'dead' already; choose another name$"):
        presets.add("dead", "", make_trainer, "")
    lab, page = make_lab()
    page.do("preset", "dead")
    assert lab.net.sizes == (2, 2, 1) and page.errors == [] and settings(page)["presets"][-1][0] == "Failure museum"


# ---- T13, D2, B8: time


def test_B8_rewinding_by_the_timeline_is_exact_and_loses_nothing(make_lab):
    lab, page = make_lab()
    lab.train(steps=60)
    lab.learning_rate = 0.1
    lab.train(steps=60)
    theta, rows, net = lab.net.theta.copy(), lab.trainer.history.rows(), lab.net
    page.do("go", 40)
    assert page.frame.step == 40 and lab.learning_rate == 0.03 and lab.snapshots == ("before",)
    assert settings(page)["runs"] == [["before", 120]]
    page.do("go", 30)
    page.do("go", 35)  # on again: the same run, so nothing that is kept is lost
    page.do("go", 20)
    assert settings(page)["runs"] == [["before", 120]]
    page.do("restore", "before")
    np.testing.assert_array_equal(lab.net.theta, theta)
    np.testing.assert_array_equal(lab.trainer.history.rows(), rows)
    assert lab.net is net and lab.learning_rate == 0.1 and page.frame.kind == "full" and page.errors == []
    page.do("go", 40)
    lab.train(steps=20)
    lab.learning_rate = 0.1
    lab.train(steps=60)
    np.testing.assert_array_equal(lab.net.theta, theta)  # B8: as if never left


def test_B8_runs_are_kept_by_name_and_overlaid(make_lab):
    lab, page = make_lab()
    lab.train(steps=50)
    lab.snapshot("stuck")
    theta = lab.net.theta.copy()
    lab.train(steps=50)
    assert lab.branch(75) == "run 1" and lab.trainer.steps == 75
    lab.batch_size = 30
    lab.train(steps=50)
    frame = page.frames[-1]
    page.send("hello")
    frame = page.frame
    assert frame.settings["runs"] == [["stuck", 50], ["run 1", 100]]
    runs = [getattr(frame, f"run {i}") for i in range(2)]
    assert [run[-1][0] for run in runs] == [50, 100] and runs[1][0].tolist() == frame.records[0].tolist()
    lab.restore("stuck")
    np.testing.assert_array_equal(lab.net.theta, theta)
    assert lab.batch_size == 10 and lab.snapshots == ("stuck", "run 1", "before") and lab.trainer.steps == 50
    lab.forget("run 1")
    assert lab.snapshots == ("stuck", "before") and page.errors == []
    lab.train(steps=50)
    again = lab.net.theta.copy()
    lab.restore("stuck")
    lab.train(steps=50)
    np.testing.assert_array_equal(lab.net.theta, again)


def test_B8_a_run_of_another_network_and_of_other_data_comes_back(make_lab):
    lab, page = make_lab("xor", noise=0.1)
    lab.train(steps=30)
    lab.snapshot("small")
    theta, said = lab.net.theta.copy(), settings_of(lab)
    page.do("hidden", [3, 3])
    page.do("data", "spiral")
    page.do("restore", "small")
    np.testing.assert_array_equal(lab.net.theta, theta)
    assert settings_of(lab) == said and page.errors == []
    page.do("data", "circle")
    page.do("rewind", 10)
    assert settings(page)["data"] == "xor"  # rewound past the change


def test_B8_what_cannot_be_is_said(make_lab):
    lab, page = make_lab()
    for call, sentence in (
        (lambda: lab.restore("x"), "no run is kept yet: lab.snapshot('x') keeps this one"),
        (lambda: lab.snapshot(" "), "a snapshot needs a name of up to 60 characters, such as 'stuck'; got ' '"),
        (lambda: lab.branch(9), "step must be at most 0, the present one, got 9; train(steps=9) goes there"),
        (lambda: [lab.snapshot(f"r{n}") for n in range(9)], "8 runs are kept already: forget one, such as lab.forget('r0')"),
        (lambda: lab.forget("r9"), "unknown run 'r9'; choose one of r0, r1, r2, r3, r4, r5, r6, r7 (did you mean 'r7'?)"),
    ):
        with pytest.raises(ValueError) as got:
            call()
        assert str(got.value).split(" (did")[0] == sentence.split(" (did")[0]
    page.do("chart", {"log": 1})
    page.do("chart", {"lag": True})
    page.do("chart", 3)
    assert page.errors == [
        "log must be true or false, got 1",
        "unknown chart setting 'lag'; choose one of log, smooth (did you mean 'log'?)",
        "chart must be {name: true or false}, got '3'",
    ]


def test_D2_what_was_changed_is_on_the_chart_and_no_point_is_made_up(make_lab):
    lab, page = make_lab(record_every=10)
    lab.train(steps=20)
    page.edit({0: 1.0}, hold=[0], release=[0])
    page.do("learning_rate", 0.1)
    lab.train(steps=20)
    page.send("hello")
    lab.trainer.change(activation="relu", shuffle=False)
    lab.net.theta[:] = 0.1
    lab.refresh()
    page.do("data", "xor")
    assert page.frame.marks == [[20, "W[0][0, 0] set, learning rate 0.1"], [40, "shuffle off, activation relu, weights written, data xor"]]
    assert page.frame.records[:, 0].tolist() == [0, 10, 20, 25, 30, 40]


# ---- copy and export


def test_T14_texts_and_files_of_a_run(make_lab, tmp_path):
    lab, page = make_lab("gauss", hidden=(2,), test=0)
    lab.train(steps=60)
    space = {}
    exec(lab.to_code(), space)
    np.testing.assert_array_equal(space["forward"](lab.data[0].inputs), lab.net.forward(lab.data[0].inputs).output)
    assert lab.to_latex(digits=3).count("pmatrix") == 8
    rows = list(csv.DictReader(io.StringIO(lab.to_csv(tmp_path / "a.csv"))))
    history = lab.trainer.history
    assert [float(row["train_loss"]) for row in rows] == history.train_loss.tolist() and {row["test_loss"] for row in rows} == {""}
    assert [int(row["step"]) for row in rows] == history.steps.tolist()
    told = json.loads(lab.to_json(tmp_path / "a.json"))
    assert told["train_loss"] == history.train_loss.tolist() and set(told["test_loss"]) == {None}
    assert (tmp_path / "a.csv").read_text("utf-8") == lab.to_csv() and json.loads((tmp_path / "a.json").read_text("utf-8")) == told
    starts = {"py": b'"""A network', "tex": b"\\begin", "csv": b"step,", "json": b"{", "png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF"}
    for kind, start in starts.items():
        page.do("export", {"format": kind, "ask": kind})
        answer, (data,) = messages(page, "made")[-1]
        assert (answer["ask"], answer["name"]) == (kind, f"network-60.{kind}") and data.startswith(start)
    page.do("export", {"format": "exe"})
    page.do("export", 3)
    assert page.errors == ["unknown format 'exe'; choose one of share, py, tex, csv, json, png, svg, pdf (did you mean 'tex'?)",
                           "export needs {format, ask}, got '3'"]  # fmt: skip


# ---- B20: progress and a stop


@pytest.fixture
def ticking(monkeypatch):
    """A clock of the jobs that a look moves by a quarter of a second."""
    now = [0.0]

    def tick():
        now[0] += 0.25
        return now[0]

    monkeypatch.setattr(jobs, "perf_counter", tick)
    monkeypatch.setattr(jobs, "SLICE", 0.0)  # a chunk of steps


def test_B20_training_from_the_page_says_how_far_it_is_and_stops_between_two_steps(make_lab, ticking, run, until):
    async def work():
        lab, page = make_lab()
        page.do("go", 10**7)
        await until(lambda: len(messages(page, "progress")) > 3)
        page.do("go", 10**7)
        assert page.errors == ["Training is still under way; stop it first"]
        page.do("stop")
        await until(lambda: messages(page, "progress")[-1][0]["what"] is None)
        told = [content for content, _ in messages(page, "progress")]
        assert all(one["of"] == 10**7 and one["left"] > 0 and one["stops"] for one in told[:-1])
        done = [one["done"] for one in told[:-1]]
        assert done == sorted(done) and 0 < done[-1] <= lab.trainer.steps < 10**6
        await until(lambda: page.frame.step == lab.trainer.steps)
        theta = lab.net.theta.copy()
        other = make_lab()[0]
        other.train(steps=lab.trainer.steps)
        np.testing.assert_array_equal(other.net.theta, theta)
        page.do("go", lab.trainer.steps + 30)
        await until(lambda: page.frame.step == other.trainer.steps + 30)
        page.do("go", 10**7)
        page.do("reset")
        await until(lambda: lab._job.done())
        assert lab.trainer.steps == 0 and page.frame.step == 0

    run(work())


def test_B20_a_long_code_is_loaded_in_the_background_and_dropped_by_a_stop(make_lab, ticking, run, until):
    async def work():
        lab, page = make_lab("xor")
        long, _ = make_lab()
        long.train(steps=20_000)
        code, before = long.share(), state(lab)
        page.do("load", code)
        await until(lambda: len(messages(page, "progress")) > 1)
        assert state(lab) == before and messages(page, "progress")[0][0]["what"] == "Loading"
        page.do("stop")
        await until(lambda: lab._job.done())
        assert state(lab) == before and page.errors == []
        page.do("load", code)
        await until(lambda: lab.trainer.steps == 20_000)
        np.testing.assert_array_equal(lab.net.theta, long.net.theta)
        page.do("go", 10**7)
        lab.close()
        await until(lambda: lab._job.done())

    run(work())


def test_B20_a_blocking_call_says_how_far_it_is(make_lab, ticking, load, capsys):
    lab, page = make_lab()
    lab.train(steps=40_000)
    told = [content for content, _ in messages(page, "progress")]
    assert len(told) > 1 and told[-1]["what"] is None and all(one["of"] == 40_000 and not one["stops"] for one in told[:-1])
    lab.train(epochs=2)
    assert lab.trainer.steps == 40_050 and "heed" not in vars(lab.trainer)
    load(lab.share())
    said = capsys.readouterr().err
    assert re.search(r"replaying: step [\d,]+ of 40,050, \d+ s left; ■ stops it", said) and said.endswith("\r")


def test_B20_a_run_that_diverges_in_the_background_is_said(make_lab, run, until):
    async def work():
        lab, page = make_lab("reg_plane", activation="linear", learning_rate=10.0)
        page.do("go", 10**6)
        await until(lambda: page.errors)
        assert page.frame.reason == "diverged" and np.isfinite(lab.net.theta).all() and "overflow" in page.errors[0]

    run(work())
