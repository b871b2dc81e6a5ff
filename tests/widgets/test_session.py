"""Edits against training: rules 3 to 8 on the kernel's side, with the clock of the test."""

import numpy as np
import pytest

K = 2  # the parameter that is held


def learn(trainer, theta, steps, frozen=()):
    """What `steps` steps over all examples make of theta: θ ← θ − η ∂C/∂θ, by the formulas of Network."""
    net, free = trainer.net.copy(), np.ones(len(theta))
    free[list(frozen)] = 0
    net.theta[:] = theta
    train = trainer.data[0]
    for _ in range(steps):
        net.theta[:] -= trainer.learning_rate * free * net.backward(net.forward(train.inputs), train.y, trainer.loss).theta
    return net.theta


def edit(session, number, values=None, hold=(), release=(), view="A"):
    return session.edit(view, number, session.generation, values or {}, list(hold), list(release))


def test_the_hand_wins_on_what_it_holds_and_training_on_everything_else(playing):
    async def script(session, go):
        edit(session, 1, {K: 0.75}, hold=[K])
        start, step = session.trainer.net.theta.copy(), session.trainer.steps
        assert start[K] == 0.75
        await go(6)  # longer than a silent hand may be: an acknowledgement is a sign as well
        now, steps = session.trainer.net.theta.copy(), session.trainer.steps - step
        assert steps >= 590 and now[K] == 0.75
        np.testing.assert_allclose(now, learn(session.trainer, start, steps, [K]), atol=1e-12)
        assert all(frame.theta[K] == 0.75 for frame in session.sent if getattr(frame, "applied", {}).get("A") == 1)
        edit(session, 2, {K: -0.5}, hold=[K])
        await go(0.5)
        assert session.trainer.net.theta[K] == -0.5
        edit(session, 3, release=[K])
        start, step = session.trainer.net.theta.copy(), session.trainer.steps
        await go(0.5)
        assert session.trainer.net.theta[K] != -0.5
        np.testing.assert_allclose(session.trainer.net.theta, learn(session.trainer, start, session.trainer.steps - step), atol=1e-12)

    playing(script)


@pytest.mark.parametrize("paused", [True, False])
def test_an_edit_is_in_the_very_next_frame_with_its_exact_losses(playing, paused):
    async def script(session, go):
        if paused:
            session.pause()
        for number, values in enumerate([{0: 1.5}, {0: 1.25, 5: -2.0}, {5: 0.0}], 1):
            count = len(session.sent)
            edit(session, number, values, hold=list(values))
            (frame,) = session.sent[count:]
            seen = session.trainer.measure()
            assert frame.kind == "frame" and frame.applied == {"A": number} and frame.running != paused
            assert [frame.theta[k] for k in values] == list(values.values())
            np.testing.assert_array_equal(frame.theta, session.trainer.net.theta)
            assert frame.loss == {"train": seen["train_loss"], "test": seen["test_loss"]} and frame.step == session.trainer.steps
            await go(0.25)

    playing(script)


def test_of_two_views_the_first_owns_and_the_other_is_refused(playing):
    async def script(session, go):
        session.sign("B", visible=True)
        assert edit(session, 1, {K: 1.0}, hold=[K]) == []
        assert edit(session, 1, {K: 9.0, 4: 0.5}, hold=[K, 4], view="B") == [K]
        assert session.trainer.net.theta[K] == 1.0 and session.trainer.net.theta[4] == 0.5
        edit(session, 2, release=[K], view="B")
        await go(0.5, "A", "B")
        assert session.trainer.net.theta[K] == 1.0
        session.leave("A")
        assert session.hands.held == (4,)
        assert edit(session, 3, {K: 9.0}, hold=[K], view="B") == []
        await go(0.5, "B")
        assert session.trainer.net.theta[K] == 9.0

    playing(script)


@pytest.mark.parametrize("paused", [True, False])
def test_five_silent_seconds_end_a_hold_and_a_busy_cell_is_not_silence(playing, clock, paused):
    async def script(session, go):
        session.sign("B", visible=True)
        edit(session, 1, {K: 1.0}, hold=[K], view="B")
        if paused:
            session.pause()
        clock.busy(60)
        await go(1)
        assert session.hands.held == (K,)
        await go(3)  # A is there; B has not been heard of for 4 seconds
        assert session.hands.held == (K,) and session.trainer.net.theta[K] == 1.0
        await go(2.5)
        assert session.hands.held == () and session.trainer.settings.held == ()
        assert paused or session.trainer.net.theta[K] != 1.0
        edit(session, 2, {K: 2.0}, hold=[K], view="B")  # it was only away
        assert session.hands.held == (K,) == session.trainer.settings.held

    playing(script)


def test_what_was_applied_is_not_applied_again(playing):
    async def script(session, go):
        session.pause()
        edit(session, 3, {K: 1.0}, hold=[K])
        for number in (3, 2, 1):
            edit(session, number, {K: 9.0}, release=[K])
            assert session.sent[-1].applied == {"A": 3} and session.sent[-1].theta[K] == 1.0
        assert session.hands.held == (K,)

    playing(script)


def test_an_edit_of_another_generation_is_dropped_with_a_full_frame_in_reply(playing, trainer):
    async def script(session, go):
        edit(session, 1, {K: 1.0}, hold=[K])
        session.use(trainer)
        assert session.running and session.generation == 1 and session.hands.held == () == trainer.settings.held
        theta, count = trainer.net.theta.copy(), len(session.sent)
        assert session.edit("A", 2, 0, {K: 9.0}, [K], []) == []
        (reply,) = session.sent[count:]
        assert reply.kind == "full" and reply.generation == 1 and reply.applied == {"A": 2}
        np.testing.assert_array_equal(trainer.net.theta, theta)
        assert session.hands.held == ()
        await go(0.5)
        assert trainer.steps > 0

    playing(script)


@pytest.mark.parametrize(("values", "hold"), [({K: np.nan}, [K]), ({K: 1.0, 99: 1.0}, []), ({K: 1.0}, [99]), (None, []), ({K: "1"}, [K])])
@pytest.mark.parametrize("paused", [True, False])
def test_what_is_no_edit_changes_nothing_and_its_number_is_acknowledged(playing, values, hold, paused):
    async def script(session, go):
        if paused:
            session.pause()
        theta = session.trainer.net.theta.copy()
        with pytest.raises((ValueError, TypeError)):
            session.edit("A", 4, session.generation, values, hold, [])
        np.testing.assert_array_equal(session.trainer.net.theta, theta)
        assert session.sent[-1].applied == {"A": 4} and session.hands.held == ()
        await go(0.25)
        assert session.running != paused

    playing(script)
