"""Flat sewing patterns, meshed panel by panel.

All pattern coordinates are centimetres.  Every panel is drawn as it looks from
OUTSIDE the garment (x to the viewer's right, y up), so that fabric mapped by
these coordinates is never mirrored.
"""
import math

import numpy as np
from mathutils import Vector
from mathutils.geometry import delaunay_2d_cdt

SPACING = 0.95  # usual edge length of a simulated mesh


class Panel:
    """A meshed pattern piece: points (n,2), triangles, and named boundary runs."""

    def __init__(self, name, points, triangles, runs):
        self.name, self.points, self.triangles, self.runs = name, points, triangles, runs


def bezier(p0, p1, p2, p3, n=200):
    t = np.linspace(0, 1, n)[:, None]
    p0, p1, p2, p3 = (np.array(p, float) for p in (p0, p1, p2, p3))
    return (1 - t) ** 3 * p0 + 3 * (1 - t) ** 2 * t * p1 + 3 * (1 - t) * t * t * p2 + t ** 3 * p3


def arc_length(curve):
    return float(np.linalg.norm(np.diff(curve, axis=0), axis=1).sum())


def resample(curve, segments):
    """`segments`+1 points at equal arc length."""
    curve = np.asarray(curve, float)
    s = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(curve, axis=0), axis=1))])
    at = np.linspace(0, s[-1], segments + 1)
    return np.stack([np.interp(at, s, curve[:, k]) for k in (0, 1)], axis=1)


def segments_for(curve, spacing=SPACING):
    return max(2, round(arc_length(curve) / spacing))


def mirrored(curve):
    """The same curve on the other side, walked the other way."""
    return np.asarray(curve)[::-1] * [-1, 1]


def inside(polygon, points):
    """Even-odd test of points against a closed polygon."""
    result = np.zeros(len(points), bool)
    x, y = points[:, 0], points[:, 1]
    a, b = polygon, np.roll(polygon, -1, axis=0)
    for (ax, ay), (bx, by) in zip(a, b):
        if ay == by:
            continue
        crosses = (ay > y) != (by > y)
        result ^= crosses & (x < (bx - ax) * (y - ay) / (by - ay) + ax)
    return result


def distance_to_polyline(points, line):
    """Distance of every point to an open polyline."""
    best = np.full(len(points), 1e9)
    for a, b in zip(line[:-1], line[1:]):
        ab = b - a
        t = np.clip(((points - a) @ ab) / max(ab @ ab, 1e-12), 0, 1)
        best = np.minimum(best, np.linalg.norm(points - a - t[:, None] * ab, axis=1))
    return best


def triangulate(outline, interior):
    """Constrained Delaunay triangulation of a simple polygon with interior points."""
    n = len(outline)
    points = np.vstack([outline, interior])
    edges = [(i, (i + 1) % n) for i in range(n)]
    out, _, faces, _, _, _ = delaunay_2d_cdt(
        [Vector(p) for p in points], edges, [], 1, 1e-6)
    assert len(out) == len(points), "the outline crosses itself"
    triangles = np.array([f for f in faces if len(f) == 3], int)
    p = np.array([tuple(v) for v in out])
    a, b, c = (p[triangles[:, k]] for k in range(3))
    area = (b - a)[:, 0] * (c - a)[:, 1] - (b - a)[:, 1] * (c - a)[:, 0]
    triangles[area < 0] = triangles[area < 0][:, ::-1]
    return triangles[np.abs(area) > 1e-7]


def relax(outline, interior, rounds=4):
    """Even the triangles out: each interior point moves to its neighbours' mean."""
    n = len(outline)
    for _ in range(rounds):
        points = np.vstack([outline, interior])
        tri = triangulate(outline, interior)
        edges = np.vstack([tri[:, [0, 1]], tri[:, [1, 2]], tri[:, [2, 0]]])
        total, count = np.zeros_like(points), np.zeros(len(points))
        for a, b in ((0, 1), (1, 0)):
            np.add.at(total, edges[:, a], points[edges[:, b]])
            np.add.at(count, edges[:, a], 1)
        interior = (total / np.maximum(count, 1)[:, None])[n:]
    return interior


def mesh_panel(name, runs, spacing=SPACING):
    """Mesh the region enclosed by consecutive boundary runs [(run name, curve)]."""
    outline, named, at = [], {}, 0
    for run, curve in runs:
        named[run] = list(range(at, at + len(curve)))
        outline.append(curve[:-1])
        at += len(curve) - 1
    outline = np.vstack(outline)
    named[runs[-1][0]][-1] = 0  # the last run closes on the first point
    low, high = outline.min(axis=0), outline.max(axis=0)
    dy = spacing * math.sqrt(3) / 2
    grid = [(x + (row % 2) * spacing / 2, y)
            for row, y in enumerate(np.arange(low[1], high[1], dy))
            for x in np.arange(low[0], high[0], spacing)]
    grid = np.array(grid)
    grid = grid[inside(outline, grid)]
    closed = np.vstack([outline, outline[:1]])
    grid = grid[distance_to_polyline(grid, closed) > 0.6 * spacing]
    grid = relax(outline, grid)
    return Panel(name, np.vstack([outline, grid]), triangulate(outline, grid), named)


def strip_panel(name, xs, width, rows=3):
    """A straight strip from y = 0 to y = width; runs bottom, top, start and end."""
    columns = len(xs)
    points = np.array([(x, width * r / rows) for r in range(rows + 1) for x in xs])
    triangles = []
    for r in range(rows):
        for c in range(columns - 1):
            a, b = r * columns + c, r * columns + c + 1
            d, e = a + columns, b + columns
            triangles += [(a, b, e), (a, e, d)] if (r + c) % 2 else [(a, b, d), (b, e, d)]
    runs = {"bottom": list(range(columns)),
            "top": [rows * columns + c for c in range(columns)],
            "start": [r * columns for r in range(rows + 1)],
            "end": [r * columns + columns - 1 for r in range(rows + 1)]}
    return Panel(name, points, np.array(triangles), runs)


def sew(a, run_a, b, run_b, flip=False):
    """The vertex pairs ((panel, index), (panel, index)) of two runs sewn together."""
    ia, ib = a.runs[run_a], b.runs[run_b]
    assert len(ia) == len(ib), f"{a.name}.{run_a} and {b.name}.{run_b} differ in length"
    return [((a.name, i), (b.name, j)) for i, j in zip(ia, ib[::-1] if flip else ib)]
