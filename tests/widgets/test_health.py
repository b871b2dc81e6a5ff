"""A Playground says what is wrong with its run: at each rest, and about twice a second while anything moves."""

import numpy as np
import pytest

import nnwidgets as nw
from nnwidgets.widgets import health


class Looks(list):
    """A list with a clock."""

    wait = None


@pytest.fixture
def watched(monkeypatch):
    """The steps at which a run was looked at; `wait` moves the clock, which stands still otherwise."""
    seen, now = Looks(), [100.0]

    def diagnose(trainer):
        seen.append(trainer.steps)
        return nw.diagnose(trainer)

    monkeypatch.setattr(health, "diagnose", diagnose)
    monkeypatch.setattr(health, "perf_counter", lambda: now[0])
    seen.wait = lambda seconds: now.__setitem__(0, now[0] + seconds)
    return seen


def kinds(frame):
    return [finding["kind"] for finding in frame.health]


def test_all_is_well(make_lab):
    lab, page = make_lab()
    assert page.frame.health == []
    lab.train(steps=300)
    assert page.frame.health == []
    assert page.kept(lab).health == []


@pytest.mark.parametrize("name", nw.MUSEUM)
def test_an_exhibit_is_named_at_rest_with_its_remedy_and_its_units(make_lab, name):
    exhibit = nw.MUSEUM[name]
    lab, page = make_lab(preset=name)
    assert ["Failure museum", name, exhibit.sees] in page.frame.settings["presets"]
    try:
        lab.train(steps=exhibit.steps)
    except nw.DivergenceError:
        assert name == "divergence"
    assert page.frame.step == lab.trainer.steps
    assert page.frame.health == [finding.to_dict() for finding in nw.diagnose(lab.trainer)]
    assert kinds(page.frame) == [exhibit.kind]
    assert kinds(page.kept(lab)) == [exhibit.kind]


def test_a_page_that_comes_later_is_told_too(make_lab, another):
    _, page = make_lab(trainer=nw.MUSEUM["all weights zero"].trainer())
    assert kinds(another(page).frame) == ["symmetry"]


def test_what_a_cell_or_a_hand_puts_right_is_gone(make_lab):
    lab, page = make_lab(trainer=nw.MUSEUM["all weights zero"].trainer())
    lab.new_weights()
    assert kinds(page.frame) == ["symmetry"]
    lab.net.theta = np.random.default_rng(0).uniform(-0.5, 0.5, lab.net.n_params)
    lab.refresh()
    assert page.frame.health == []


def test_another_network_is_looked_at_anew(make_lab):
    lab, page = make_lab("xor", hidden=())
    lab.train(steps=3000)
    assert kinds(page.frame) == ["plateau"]
    page.do("hidden", [4, 2])
    assert page.frame.health == []


def test_while_a_hand_drags_it_is_looked_at_twice_a_second_and_once_it_lets_go(make_lab, watched):
    _, page = make_lab()
    watched.clear()
    for i in range(20):
        page.edit({0: 0.1 + i / 100}, hold=[0])
        watched.wait(0.06)
    assert 2 <= len(watched) <= 4
    with_health = [hasattr(frame, "health") for frame in page.frames[-20:]]
    assert with_health.count(True) <= 4
    before = len(watched)
    page.edit({0: 0.5}, release=[0])
    assert len(watched) == before + 1
    assert page.frame.health == []


def test_nothing_is_looked_at_twice_where_nothing_has_happened(make_lab, another, watched):
    lab, page = make_lab()
    watched.clear()
    lab.refresh()
    page.do("speed", "10/s")
    another(page)
    assert watched == []
    lab.step()
    assert watched == [1]


def test_while_playing_it_is_looked_at_about_twice_a_second(make_lab, watched, run, until):
    async def script():
        lab, page = make_lab(trainer=nw.MUSEUM["all weights zero"].trainer())
        watched.clear()
        lab.play()
        await until(lambda: lab.trainer.steps > 20)
        assert watched == []  # the clock stands still
        for looks in (1, 2, 3):
            page.send("ack", n=page.frame.n)
            watched.wait(0.6)
            await until(lambda looks=looks: len(watched) >= looks)
            assert len(watched) == looks
        playing = [frame for frame in page.frames if frame.running and frame.kind == "frame"]
        assert sum(hasattr(frame, "health") for frame in playing) <= 3
        lab.pause()
        assert kinds(page.frame) == ["symmetry"]

    run(script())
