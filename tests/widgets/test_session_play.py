"""Playing: steps by the clock, frames by the window, and only while somebody looks on."""

import numpy as np
import pytest

from nnwidgets.widgets.viewers import WINDOW


def frames(session):
    return [frame for frame in session.sent if frame.kind != "error"]


@pytest.mark.parametrize(("speed", "steps"), [(1.0, 10), (10.0, 100), (100.0, 1000), (1000.0, 10_000)])
def test_ten_seconds_at_a_speed(playing, speed, steps):
    async def script(session, go):
        before = session.trainer.steps
        await go(10)
        assert session.trainer.steps - before == pytest.approx(steps, abs=1 + speed / 60)

    playing(script, speed=speed)


def test_another_speed_is_taken_up_at_once(playing):
    async def script(session, go):
        assert session.trainer.steps == 1
        session.speed = None
        await go(1)
        assert session.trainer.steps > 700  # 20 a turn of 20 ms
        session.speed = 10.0
        await go(0.25)
        before = session.trainer.steps
        await go(2)
        assert session.trainer.steps - before == pytest.approx(20, abs=2)

    playing(script, speed=1.0)


@pytest.mark.parametrize("speed", [1.0, 100.0, None])
def test_after_a_long_cell_playing_goes_on_and_does_not_race(playing, clock, speed):
    async def script(session, go):
        await go(2)
        before = session.trainer.steps
        clock.busy(600)
        await go(1)
        assert session.running
        assert session.trainer.steps - before <= 1.1 * (speed or 1000) + 2

    playing(script, speed=speed)


def test_every_frame_is_whole(playing, trainer, make_session):
    from_the_start = make_session().trainer

    async def script(session, go):
        await go(3)
        shown = {frame.step: frame.theta for frame in frames(session)}
        assert len(shown) > 60
        for step, theta in sorted(shown.items()):
            from_the_start.train(step - from_the_start.steps)
            np.testing.assert_array_equal(theta, from_the_start.net.theta)

    playing(script, trainer)


def test_the_window_closes_frames_are_skipped_and_steps_are_not(playing, clock):
    async def script(session, go):
        session.sign("A", acked=session.viewers.sent)
        count, before = len(frames(session)), session.trainer.steps
        await clock.pass_(2)
        assert len(frames(session)) - count == WINDOW
        assert session.trainer.steps - before == pytest.approx(200, abs=2)
        session.sign("A", acked=session.viewers.sent - 10)  # cumulative, and not for every frame
        await clock.pass_(0.02)
        assert frames(session)[-1].step == session.trainer.steps
        assert [frame.n for frame in frames(session)] == list(range(1, len(frames(session)) + 1))

    playing(script)


def test_the_newest_frame_comes_when_the_window_opens_though_no_step_is_due(playing, clock):
    async def script(session, go):
        for _ in range(WINDOW):
            session.viewers.note_sent(8)
        await clock.pass_(1.1)
        assert frames(session)[-1].step < session.trainer.steps
        session.sign("A", acked=session.viewers.sent)
        await clock.pass_(0.3)
        assert frames(session)[-1].step == session.trainer.steps

    playing(script, speed=1.0)


@pytest.mark.parametrize("speed", [1.0, 100.0, None])
def test_nobody_there_stops_playing_within_three_seconds_and_a_page_goes_on(playing, clock, speed):
    async def script(session, go):
        await go(5)
        assert session.running  # a page that gives a sign keeps it going
        await clock.pass_(2.2)
        assert session.running
        await clock.pass_(0.8)
        assert not session.running and session.reason == "waiting: nobody looks on"
        assert frames(session)[-1].reason == session.kept[-1].reason == session.reason
        steps = session.trainer.steps
        await clock.pass_(60)
        assert session.trainer.steps == steps
        session.sign("B", visible=False)
        await clock.pass_(1)
        assert not session.running
        session.sign("B", visible=True)
        assert session.running and frames(session)[-1].reason == "playing"
        await go(2, "B")
        assert session.trainer.steps > steps

    playing(script, speed=speed)


def test_hidden_pages_stop_it_at_once_unless_one_is_visible(playing):
    async def script(session, go):
        session.sign("B", visible=False)
        await go(1, "A", "B")
        assert session.running
        session.sign("A", visible=False)
        await go(0.25, "B")
        assert not session.running
        session.sign("A", visible=True)
        assert session.running

    playing(script)


@pytest.mark.parametrize("stop", ["pause", "reset", "rewind"])
def test_what_was_stopped_while_nobody_looked_stays_stopped(playing, clock, stop):
    async def script(session, go):
        session.leave("A")
        await clock.pass_(1)
        assert session.reason.startswith("waiting")
        reason = {"pause": "paused"}.get(stop, stop)
        session.pause() if stop == "pause" else session.act(lambda: getattr(session.trainer, stop)(*[1][: stop == "rewind"]), stop)
        session.sign("A", visible=True)
        await clock.pass_(1)
        assert not session.running and session.reason == reason

    playing(script)


def test_playing_twice_is_playing_once_and_can_be_paused_and_taken_up(playing, clock):
    async def script(session, go):
        session.play()
        before = session.trainer.steps
        await go(1)
        assert session.trainer.steps - before == pytest.approx(100, abs=3)
        session.pause()
        assert frames(session)[-1].step == session.trainer.steps and session.kept[-1].running is False
        before = session.trainer.steps
        await go(1)
        assert session.trainer.steps == before
        session.play()
        await go(1)
        assert session.trainer.steps - before == pytest.approx(100, abs=3)

    playing(script)


def test_what_a_reload_finds_is_written_once_a_second_while_playing(playing):
    async def script(session, go):
        count = len(session.kept)
        await go(10)
        assert 8 <= len(session.kept) - count <= 10
        assert session.trainer.steps - session.kept[-1].step <= 105 and session.kept[-1].running

    playing(script)


def test_another_trainer_plays_on(playing, trainer, clock):
    async def script(session, go):
        session.use(trainer)
        await go(1)
        assert session.running and trainer.steps == pytest.approx(100, abs=3) and session.generation == 1
        session.leave("A")
        await clock.pass_(1)
        session.use(trainer)
        session.sign("A", visible=True)
        await clock.pass_(1)
        assert session.running and session.generation == 2

    playing(script)
