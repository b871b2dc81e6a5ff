"""How fast `play` goes: steps a second by the clock, whatever the frames do."""

MOST = 10**9  # steps: as many as there is time for
LOOK = 0.25  # seconds: the longest wait, so that another speed is taken up at once
PAINT = 1 / 60  # seconds: below the top speed there is no use in looking more often
SPEEDS = {"1 step/s": 1.0, "10/s": 10.0, "100/s": 100.0, "1,000/s": 1000.0, "10,000/s": 10_000.0, "full": None}
USUAL = "1,000/s"


class Pace:
    """Counts what was done since `since` against what `speed` asks for; None asks for all there is time for."""

    def __init__(self, now: float, speed: float | None):
        self._since, self._speed, self._done = now, speed, 0

    def due(self, now: float, speed: float | None) -> int:
        """How many steps are due now. Nothing is caught up that the line or a cell has held up for over a second."""
        if speed != self._speed or (speed is not None and self._due(now) > speed + 1):
            self._since, self._speed, self._done = now, speed, 0
        return self._due(now)

    def did(self, steps: int) -> None:
        """So many were done."""
        self._done += steps

    def wait(self, now: float) -> float:
        """Seconds until it is time to look again."""
        if self._speed is None:
            return 0
        ahead = self._done / self._speed - (now - self._since)
        return 0 if ahead < -PAINT else min(max(PAINT, ahead), LOOK)

    def _due(self, now: float) -> int:
        return MOST if self._speed is None else int((now - self._since) * self._speed) + 1 - self._done
