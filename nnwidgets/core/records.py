"""The recorded losses, and for every block of 8, 16, 32 … of them which are the extreme ones: a chart costs as many rows as it shows."""

from typing import Self

import numpy as np

from nnwidgets.core.registry import Array

MOST = 200_000
BLOCK = 8  # rows of the smallest blocks
SIGNS, COLUMNS = np.array([1.0, -1, 1, -1]), np.array([1, 1, 2, 2])  # smallest and largest training loss, then test loss


class Records:
    """Rows (step, train_loss, test_loss), steps rising; the first and the newest are always there.

    When there are MOST, every 8 rows become 4: the extreme ones, and some of the others at even distances. From then on what comes
    is thinned in the same way, in groups of twice the size each time. So spikes stay, however long the run, and up to
    MOST² / 16 records, some 10⁹, what stays is spread evenly.
    """

    def __init__(self) -> None:
        self._rows, self.count = np.empty((256, 3)), 0
        self._picks: list[Array] = []  # of each level (blocks, 4): the extreme rows of its blocks
        self._group, self._base = 4, 1  # 4 rows of so many records stay; the rows before `base` are thinned
        self.touched = 0  # rows and picks that were looked at by `thinned`: what a chart costs

    @property
    def rows(self) -> Array:
        """All of them, (count, 3): a view."""
        return self._rows[: self.count]

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        return self._rows.nbytes + sum(picks.nbytes for picks in self._picks)

    def copy(self) -> Self:
        """An independent one."""
        other = type(self)()
        other._rows, other._picks = self._rows.copy(), [picks.copy() for picks in self._picks]
        other.count, other._group, other._base = self.count, self._group, self._base
        return other

    def add(self, step: int, train: float, test: float) -> None:
        """Add a row; a second one for the same step replaces the first."""
        if self.count and self._rows[self.count - 1, 0] == step:
            self.count -= 1
        elif self.count - self._base >= self._group > 4:  # lazily, so that the newest is always there
            self._thin(self._group)
        if self.count == MOST:
            self._base, self._group = 1, self._group * 2
            self._thin(8)
        if self.count == len(self._rows):
            self._rows = np.concatenate([self._rows, np.empty_like(self._rows)])
        self._rows[self.count] = step, train, test
        self.count += 1
        if self.count % BLOCK == 0:
            self._index(self.count - 1)

    def forget_after(self, step: float) -> None:
        """Drop the rows of later steps."""
        self.count = int(np.searchsorted(self.rows[:, 0], step, side="right"))
        self._base = max(1, min(self._base, self.count))

    def _thin(self, size: int) -> None:
        """Of every `size` rows from the base on keep 4; the last, incomplete group and the newest row stay whole."""
        base, groups = self._base, (self.count - self._base) // size
        rows = self._rows[base : base + groups * size].reshape(groups, size, 3)
        score = np.full((groups, size), 2)
        score[:, :: size // 4] = 1
        np.put_along_axis(score, _keys(rows).argmin(axis=1), 0, axis=1)
        keep = np.sort(score.argsort(axis=1, kind="stable")[:, :4], axis=1)
        kept = np.take_along_axis(rows, keep[:, :, None], axis=1).reshape(-1, 3)
        rest = self._rows[base + groups * size : self.count].copy()
        self._base = base + len(kept)
        self._rows[base : self._base] = kept
        self.count = self._base + len(rest)
        self._rows[self._base : self.count] = rest
        self._index(base)

    def _index(self, since: int) -> None:
        """Find the extremes of the blocks that end after row `since`."""
        size = BLOCK
        for level in range(32):
            first, end = since // size, self.count // size
            if end <= first:
                return
            if level == len(self._picks):
                self._picks.append(np.empty((0, 4), np.int32))
            if end > len(self._picks[level]):
                self._picks[level] = np.resize(self._picks[level], (max(4, 2 * end), 4))
            if level == 0:
                found = _keys(self._rows[first * size : end * size].reshape(-1, size, 3)).argmin(axis=1)
                self._picks[0][first:end] = found + np.arange(first, end)[:, None] * size
            else:
                self._picks[level][first:end] = self._best(self._picks[level - 1][2 * first : 2 * end].reshape(-1, 2, 4))
            size *= 2

    def _best(self, candidates: Array) -> Array:
        """Of the candidates (m, k, 4) for each extreme the most extreme, (m, 4)."""
        values = self._rows[candidates, COLUMNS] * SIGNS
        at = np.where(np.isnan(values), np.inf, values).argmin(axis=1)
        return np.take_along_axis(candidates, at[:, None], axis=1)[:, 0]

    def thinned(self, after: float, most: int) -> Array:
        """Rows of the steps after `after`, at most `most`: the first and the last, and of each stretch between them the extremes.

        The cost is that of the rows given, not of those held. Below 16, which is no chart, they are picked evenly.
        """
        start, end = int(np.searchsorted(self.rows[:, 0], after, side="right")), self.count
        if end - start <= most:
            self.touched += end - start
            return self._rows[start:end].copy()
        if most < 16:
            return self._rows[end - 1 - np.linspace(0, end - start - 1, most).astype(int)[::-1]]
        level = 0
        while 4 * ((end - start) // (BLOCK << level) + 2) + 2 > most:
            level += 1
        size = BLOCK << level
        low, high = -(-start // size), end // size
        if high > low:
            middle = self._picks[level][low:high].ravel() if level < len(self._picks) else np.empty(0, int)
            at = [middle, self._edge(start, low * size), self._edge(high * size, end)]
        else:
            middle, at = np.empty(0, int), [self._edge(start, end)]
        self.touched += len(middle)
        return self._rows[np.unique(np.concatenate([[start], *at, [end - 1]]).astype(int))]

    def _edge(self, start: int, end: int) -> Array:
        """The extremes of rows start … end, put together from the largest blocks that lie between."""
        parts: list[Array] = []
        while start < end:
            level = -1
            while (level + 1 < len(self._picks) and start % (BLOCK << (level + 1)) == 0
                   and start + (BLOCK << (level + 1)) <= end):  # fmt: skip
                level += 1
            parts.append(np.full((1, 4), start) if level < 0 else self._picks[level][start // (BLOCK << level)][None])
            start += 1 if level < 0 else BLOCK << level
        self.touched += 4 * len(parts)
        return self._best(np.concatenate(parts)[None])[0] if parts else np.empty(0, int)


def _keys(rows: Array) -> Array:
    """For each extreme what is smallest at it: (…, 4); what is no number never is."""
    values = rows[..., COLUMNS] * SIGNS
    return np.where(np.isnan(values), np.inf, values)
