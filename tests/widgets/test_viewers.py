"""How many frames may be on their way: the pacing, by itself."""

import pytest

from nnwidgets.widgets.viewers import SILENCE, WINDOW, WINDOW_BYTES, Viewers


@pytest.fixture
def viewers():
    made = Viewers()
    made.sign("A", visible=True)
    return made


def sent_until_full(viewers, size=100, most=1000):
    count = 0
    while viewers.may_send() and count < most:
        viewers.note_sent(size)
        count += 1
    return count


def test_nothing_is_sent_to_nobody():
    assert not Viewers().may_send() and not Viewers().watching


def test_the_window_is_64_small_frames_and_an_acknowledgement_is_cumulative(viewers):
    assert sent_until_full(viewers) == WINDOW == 64
    viewers.sign("A", acked=48)
    assert sent_until_full(viewers) == 48
    viewers.sign("A", acked=112)
    assert sent_until_full(viewers) == 64 and viewers.sent == 176


def test_frames_are_numbered_from_one(viewers):
    assert [viewers.note_sent(8) for _ in range(3)] == [1, 2, 3]


def test_an_old_acknowledgement_changes_nothing_and_one_of_the_future_counts_as_the_newest(viewers):
    sent_until_full(viewers)
    viewers.sign("A", acked=60)
    viewers.sign("A", acked=10)
    assert viewers.pages["A"].acked == 60
    viewers.sign("A", acked=10**9)
    assert viewers.pages["A"].acked == viewers.sent
    assert sent_until_full(viewers) == WINDOW


@pytest.mark.parametrize(("size", "frames"), [(WINDOW_BYTES // 4, 4), (WINDOW_BYTES, 1), (WINDOW_BYTES * 3, 1), (WINDOW_BYTES // 100, 64)])
def test_large_frames_fill_the_window_by_their_bytes(viewers, size, frames):
    for _ in range(3):
        assert sent_until_full(viewers, size) == frames
        viewers.sign("A", acked=viewers.sent)


def test_only_what_is_under_way_counts(viewers):
    viewers.note_sent(WINDOW_BYTES)
    viewers.note_sent(10)
    assert not viewers.may_send()
    viewers.sign("A", acked=1)
    assert viewers.may_send()


def test_the_fastest_visible_page_decides(viewers):
    viewers.sign("B", visible=True)
    sent_until_full(viewers)
    viewers.sign("A", acked=1)
    assert sent_until_full(viewers) == 1
    viewers.sign("B", acked=50)
    assert sent_until_full(viewers) == 49
    viewers.sign("B", visible=False)
    assert not viewers.may_send()  # A, which is far behind, is the only one to look on
    viewers.sign("A", acked=viewers.sent)
    assert viewers.may_send()


def test_a_hidden_page_opens_no_window(viewers):
    viewers.sign("A", visible=False)
    assert not viewers.watching and not viewers.may_send()
    viewers.sign("A")
    assert not viewers.watching  # a sign of a hidden page does not show it
    viewers.sign("A", visible=True)
    assert viewers.watching and viewers.may_send()


def test_a_new_page_starts_with_the_newest_frame(viewers):
    sent_until_full(viewers)
    viewers.sign("B")
    assert sent_until_full(viewers) == WINDOW


def test_a_page_that_left_no_longer_counts(viewers):
    viewers.leave("A")
    viewers.leave("never there")
    assert not viewers.watching and not viewers.may_send()


def test_silence_is_counted_and_a_sign_ends_it(viewers):
    viewers.sign("B")
    assert viewers.pass_time(SILENCE * 0.9) == []
    viewers.sign("B", acked=0)
    assert viewers.pass_time(SILENCE * 0.2) == ["A"]
    assert list(viewers.pages) == ["B"]
    assert viewers.pass_time(SILENCE) == ["B"]
    assert not viewers.watching


def test_a_very_long_run_remembers_no_more_than_the_window(viewers):
    for _ in range(10 * WINDOW):
        viewers.note_sent(1)
    assert len(viewers._sizes) <= WINDOW + 1
    assert not viewers.may_send()
