"""How states go on from evening to evening: what is open and late at the end of each day or month of a period.

Pure sums over how many dossiers began, ended and fell due on which days. Days are numbered from 1970.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from itertools import accumulate


class Course:
    """Adds up, over a row of buckets, what is open and late at the end of each."""

    def __init__(self, buckets: Sequence[tuple[date, date]], judged: int) -> None:
        """`buckets`: first and last day of each, in order and without gaps. `judged`: the day at whose hour the whole
        period is judged, its last or that of now."""
        start = date(1970, 1, 1)
        self._last = [(until - start).days for _, until in buckets]
        self._first = (buckets[0][0] - start).days
        self._judged = judged
        names = ("carried", "received", "open", "open_late", "open_undated")
        self._steps = {name: [0] * (len(buckets) + 1) for name in names}

    def _bucket(self, day: int) -> int:
        return bisect_left(self._last, day)

    def add(self, began: int, ended: int | None, fell: int | None, undated: bool, late: bool, number: int) -> None:
        """`number` dossiers by the days they began, ended and fell due (None: never, or the clock stands). `late`: at
        the moment the whole period is judged at."""
        size = len(self._last)
        first = 0 if began < self._first else self._bucket(began)
        end = size if ended is None else min(size, self._bucket(ended))
        if began >= self._first:
            self._put("received", first, first + 1, number)
            self._put("carried", first + 1, end + 1, number)
        else:
            self._put("carried", 0, end + 1, number)
        self._put("open", first, end, number)
        if undated:
            self._put("open_undated", first, end, number)
        elif late or fell is not None:
            self._put("open_late", max(first, self._late_from(fell, late)), end, number)

    def _late_from(self, fell: int | None, late: bool) -> int:
        if fell is None or fell >= self._judged:
            # Judged by the hour: in the bucket of now, and (nothing changes any more) in those to come.
            return self._bucket(self._judged) if late else len(self._last)
        return self._bucket(fell)

    def _put(self, name: str, first: int, end: int, number: int) -> None:
        size = len(self._last)
        if first < min(end, size):
            self._steps[name][first] += number
            self._steps[name][min(end, size)] -= number

    def counted(self) -> list[dict[str, int]]:
        sums = {name: list(accumulate(steps)) for name, steps in self._steps.items()}
        return [
            {
                "carried": sums["carried"][place],
                "to_process": sums["carried"][place] + sums["received"][place],
                "open": sums["open"][place],
                "open_late": sums["open_late"][place],
                "open_undated": sums["open_undated"][place],
                "open_in_time": sums["open"][place] - sums["open_late"][place] - sums["open_undated"][place],
            }
            for place in range(len(self._last))
        ]
