"""Cloth that flares: a disc or ring of flat cloth hung round a narrower edge.

At the distance d below the edge the cloth is longer than the way round, and the surplus
goes into folds: each level is a closed curve whose arc length is exactly the cloth's.
"""
import numpy as np


def folds_round(rng, count, unevenness):
    """A periodic function of the turn (0..1): `count` uneven folds."""
    waves = [(count, 1.0, rng.uniform(0, 1))]
    for _ in range(5):
        waves.append((int(rng.integers(2, 2 * count)), unevenness * rng.uniform(0.4, 1.0),
                      rng.uniform(0, 1)))
    drifts = rng.uniform(-0.02, 0.02, len(waves))

    def at(turn, depth):
        return sum(w * np.cos(2 * np.pi * (k * (turn + d * depth) + p))
                   for (k, w, p), d in zip(waves, drifts))

    return at


def level(wave, depth, axes, length, columns, lean=0.0):
    """A closed curve round the ellipse `axes` (metres) that is `length` long.

    Returns `columns` + 1 points at equal arc length, the first again at the end; the
    folds stand outwards only, so that the cloth stays clear of what is inside.
    """
    turn = np.linspace(0, 1, 8 * columns + 1)
    angle = 2 * np.pi * turn
    high = wave(turn, depth)
    high = (high - high.min()) / (high.max() - high.min())
    c, s = np.sin(angle), -np.cos(angle)   # from the front to the viewer's right

    def curve(amplitude):
        skew = lean * amplitude * np.gradient(high, turn) / (2 * np.pi)
        x, y = (axes[0] + amplitude * high) * c, (axes[1] + amplitude * high) * s
        x, y = x + skew * s * -1.0, y + skew * c
        return x, y, np.concatenate([[0], np.cumsum(np.hypot(np.diff(x), np.diff(y)))])

    low, top = 0.0, length
    for _ in range(40):
        mid = (low + top) / 2
        low, top = (mid, top) if curve(mid)[2][-1] < length else (low, mid)
    x, y, along = curve(low)
    at = np.linspace(0, along[-1], columns + 1)
    return np.stack([np.interp(at, along, x), np.interp(at, along, y)], axis=1)


def sample(levels, row, turn):
    """Values of `levels` (rows, columns + 1, k) at fractional rows and turns (0..1)."""
    rows, columns = levels.shape[0] - 1, levels.shape[1] - 1
    r, c = np.clip(row, 0, rows), (turn % 1.0) * columns
    r0, c0 = np.minimum(r.astype(int), rows - 1), np.minimum(c.astype(int), columns - 1)
    fr, fc = (r - r0)[:, None], (c - c0)[:, None]
    upper = levels[r0, c0] * (1 - fc) + levels[r0, c0 + 1] * fc
    lower = levels[r0 + 1, c0] * (1 - fc) + levels[r0 + 1, c0 + 1] * fc
    return upper * (1 - fr) + lower * fr
