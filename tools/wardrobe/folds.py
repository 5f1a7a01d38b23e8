"""Gathered cloth: a width laid in soft folds whose arc length is exactly the cloth's.

Each row of the cloth is a curve in plan, x across and y towards the camera; rows change
slowly down the cloth, so that a square of the flat cloth stays a square within a few per cent.
"""
import numpy as np


def waves(rng, count, low, high):
    """A smooth random function of (s, t): a few waves along s that drift along t."""
    k = rng.uniform(low, high, count)
    drift = rng.uniform(-0.9, 0.9, count)
    phase = rng.uniform(0, 2 * np.pi, count)
    weight = rng.uniform(0.5, 1.0, count)
    weight /= np.sqrt((weight ** 2).sum() / 2)

    def at(s, t):
        return sum(w * np.sin(2 * np.pi * (a * s + b * t) + p)
                   for a, b, p, w in zip(k, drift, phase, weight))

    return at


def rows(flat_width, widths, count, columns, seed, unevenness=0.35, wander=0.16, lean=0.22):
    """Plan curves of `count` folds: (len(widths), columns, 2) of x and y, metres.

    `widths` is the gathered width of each row; the depth of its folds follows from the
    arc length.  `unevenness` varies the folds' depths, `wander` their places, and `lean`
    makes them overhang.
    """
    rng = np.random.default_rng(seed)
    depth, place = waves(rng, 5, 0.3 * count, 0.75 * count), waves(rng, 4, 1.0, 0.4 * count)
    tilt = waves(rng, 3, 0.5, 0.3 * count)
    fine = np.linspace(0, 1, 6 * columns)
    out = np.empty((len(widths), columns, 2))
    for row, width in enumerate(widths):
        t = row / max(1, len(widths) - 1)
        phase = 2 * np.pi * (count * fine + wander * place(fine, 0.6 * t))
        high = np.clip(1 + unevenness * depth(fine, 0.5 * t), 0.25, None)
        wave = high * np.cos(phase)
        over = (lean + 0.12 * tilt(fine, t)) * high * np.sin(2 * phase)

        def curve(amplitude):
            x = width * (fine - 0.5) + amplitude * over
            y = amplitude * wave
            s = np.concatenate([[0], np.cumsum(np.hypot(np.diff(x), np.diff(y)))])
            return x, y, s

        low, top = 0.0, flat_width
        for _ in range(40):
            mid = (low + top) / 2
            low, top = (mid, top) if curve(mid)[2][-1] < flat_width else (low, mid)
        x, y, s = curve(low)
        at = np.linspace(0, s[-1], columns)
        out[row] = np.stack([np.interp(at, s, x), np.interp(at, s, y)], axis=1)
    return out
