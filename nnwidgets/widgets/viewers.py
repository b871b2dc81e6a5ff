"""Who looks on, and how much may be on its way to them: the pacing of frames.

Acknowledging every frame costs more than drawing it (Jupyter Server never sets TCP_NODELAY), so the browser acknowledges
rarely and cumulatively, and the kernel keeps a wide window open. Frames are skipped, steps never.
"""

from dataclasses import dataclass

WINDOW = 64  # frames under way
WINDOW_BYTES = 2_000_000
SILENCE = 2.5  # seconds without a sign after which nobody is there


@dataclass
class Viewer:
    """One page that shows the lab."""

    acked: int
    visible: bool = True
    silent: float = 0.0


class Viewers:
    """The pages, by view id."""

    def __init__(self) -> None:
        self.pages: dict[str, Viewer] = {}
        self.sent = 0
        self._sizes: list[int] = []

    def sign(self, view: str, visible: bool | None = None, acked: int | None = None) -> None:
        """A page said something: it is there, and perhaps visible, and has drawn up to frame `acked`."""
        page = self.pages.setdefault(view, Viewer(self.sent))
        page.silent = 0.0
        if visible is not None:
            page.visible = visible
        if acked is not None:
            page.acked = min(self.sent, max(page.acked, acked))

    def leave(self, view: str) -> None:
        """A page said goodbye."""
        self.pages.pop(view, None)

    def pass_time(self, seconds: float) -> list[str]:
        """Count silence, only while the loop runs; returns the pages that have been silent for too long, and forgets them."""
        gone = []
        for view, page in list(self.pages.items()):
            page.silent += seconds
            if page.silent > SILENCE:
                gone.append(view)
                del self.pages[view]
        return gone

    @property
    def watching(self) -> bool:
        """Is any page visible?"""
        return any(page.visible for page in self.pages.values())

    def may_send(self) -> bool:
        """Is the window open? The fastest visible page decides: a slow one draws the newest frame and skips the rest."""
        acked = max((page.acked for page in self.pages.values() if page.visible), default=None)
        if acked is None:
            return False
        under_way = self._sizes[len(self._sizes) - (self.sent - acked) :] if self.sent > acked else []
        return self.sent - acked < WINDOW and sum(under_way) < WINDOW_BYTES

    def note_sent(self, size: int) -> int:
        """Count a frame of so many bytes; returns its number."""
        self.sent += 1
        self._sizes = [*self._sizes[-WINDOW:], size]
        return self.sent
