"""When it goes wrong, and what a session leaves the hands, the learner and the page."""

import gc
import weakref

import numpy as np
import pytest

from nnwidgets.core.divergence import DivergenceError
from nnwidgets.core.network import Network
from nnwidgets.core.trainer import Trainer

K = 2  # the parameter that is held


def frames(session):
    return [frame for frame in session.sent if frame.kind != "error"]


def sentences(session):
    return [frame.text for frame in session.sent if frame.kind == "error"]


def edit(session, number, values=None, hold=(), release=(), view="A"):
    return session.edit(view, number, session.generation, values or {}, list(hold), list(release))


@pytest.fixture
def diverging():
    """Two linear layers and a learning rate far too large: it overflows after some steps."""
    X = np.linspace(-2, 2, 12)
    return Trainer(Network([1, 2, 1], activation="linear", output="linear"), (X, 3 * X), learning_rate=5.0, batch_size=12)


def test_a_divergence_pauses_at_the_last_finite_step_and_is_said(playing, diverging):
    async def script(session, go):
        await go(1)
        assert not session.running and session.reason == frames(session)[-1].reason == "diverged"
        assert np.isfinite(session.trainer.net.theta).all() and frames(session)[-1].step == session.trainer.steps
        (sentence,) = sentences(session)
        assert sentence.startswith("training diverged: ") and "try a learning rate below 5" in sentence
        session.act(lambda: session.trainer.rewind(0), "rewound")
        assert session.reason == "rewound" and len(sentences(session)) == 1

    playing(script, diverging)


def test_a_divergence_by_hand_is_shown_as_well(make_session, diverging):
    session = make_session(diverging)
    with pytest.raises(DivergenceError):
        session.act(lambda: diverging.train(500))
    assert frames(session)[-1].reason == "diverged" and frames(session)[-1].step == diverging.steps > 0


@pytest.mark.parametrize(
    ("error", "sentence"), [(RuntimeError("a plain sentence"), "a plain sentence"), (AttributeError("oops"), "AttributeError: oops")]
)
def test_an_error_in_the_playing_task_is_said(playing, monkeypatch, error, sentence):
    async def script(session, go):
        def broken(*_):
            raise error

        monkeypatch.setattr(session.trainer, "run", broken)
        await go(0.5)
        assert not session.running and session.reason == "stopped" and sentences(session) == [sentence]

    playing(script)


def test_not_a_number_from_a_cell_stops_playing_and_the_last_picture_stays(playing):
    async def script(session, go):
        edit(session, 1, hold=[K])
        session.trainer.net.theta[2] = np.nan
        session.look()
        await go(0.5)
        assert session.reason == "stopped" and np.isfinite(frames(session)[-1].theta).all()
        told = "net.b[0][0] is nan; training needs finite numbers: write one there, or reset()"
        assert set(sentences(session)) == {told}
        session.leave("A")
        with pytest.raises(ValueError, match="is nan"):
            edit(session, 2, {0: 1.0}, hold=[0], release=[0])
        assert frames(session)[-1].applied == {"A": 2} and np.isfinite(session.kept[-1].theta).all()
        session.act(session.trainer.reset, "reset")
        assert session.trainer.settings.held == ()
        session.sign("A", visible=True)
        session.play()
        await go(0.5)
        assert session.running

    playing(script)


def test_a_listener_can_stop_early(playing):
    async def script(session, go):
        session._changed = lambda: session.running and session.trainer.steps > 150 and session.pause("good enough")
        await go(5)
        assert session.reason == "good enough" and 150 < session.trainer.steps < 300

    playing(script)


def test_a_closed_session_is_gone(playing, clock):
    async def script(session, go):
        session.edit("A", 1, 0, {}, [2], [])
        session.close()
        steps = session.trainer.steps
        await clock.pass_(2)
        assert session.trainer.steps == steps and not session.running
        gone.append(weakref.ref(session._task or session))

    gone = []
    playing(script)
    gc.collect()
    assert gone[0]() is None


def test_reset_and_rewind_leave_the_hand_what_it_holds_and_free_what_it_no_longer_holds(playing):
    async def script(session, go):
        edit(session, 1, {K: 1.0}, hold=[K])
        session.act(session.trainer.reset, "reset")
        assert not session.running and session.hands.held == session.trainer.settings.held == (K,)
        held = session.trainer.net.theta[K]
        session.trainer.train(3)
        assert session.trainer.net.theta[K] == held
        edit(session, 2, release=[K])
        session.trainer.train(3)
        session.act(lambda: session.trainer.rewind(2), "rewound")  # then it was held
        assert session.trainer.settings.held == ()

    playing(script)


def test_what_the_learner_has_frozen_stays_so_whatever_the_hands_do(playing):
    async def script(session, go):
        session.trainer.hold([5])
        edit(session, 1, {K: 1.0}, hold=[K])
        assert (session.trainer.settings.held, session.trainer.settings.frozen, session.trainer.settings.still) == ((K,), (5,), (K, 5))
        session.leave("A")
        await go(0.5)
        assert session.trainer.settings.still == (5,)

    playing(script)


def test_a_hold_does_not_hide_another_change_from_the_page(make_session):
    session = make_session()
    session.trainer.learning_rate = 0.125
    for number, kind in enumerate(["full", "frame", "frame"], 1):
        edit(session, number, {K: 1.0}, [K], [K][: number - 1])
        assert session.sent[-1].kind == kind


def test_what_a_reload_finds_is_up_to_date_when_the_hands_are_off(make_session):
    session = make_session()
    edit(session, 1, {K: 1.0}, hold=[K])
    edit(session, 2, {K: 2.0}, hold=[K])
    assert session.kept[-1].theta[K] not in (1.0, 2.0)
    edit(session, 3, release=[K])
    assert session.kept[-1].theta[K] == 2.0 and session.kept[-1].kind == "full"
    edit(session, 4, {K: 3.0}, hold=[K], release=[K])
    edit(session, 5, {K: 4.0}, hold=[K])
    session.leave("A")
    assert session.kept[-1].theta[K] == 4.0
