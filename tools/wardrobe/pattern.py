"""Flat sewing pattern of a relaxed T-shirt, meshed panel by panel.

All pattern coordinates are centimetres.  Every panel is drawn as it looks from
OUTSIDE the garment (x to the viewer's right, y up), so that fabric mapped by
these coordinates is never mirrored.
"""
import math

import numpy as np
from mathutils import Vector
from mathutils.geometry import delaunay_2d_cdt

SPACING = 0.95  # target edge length of the simulated mesh

HALF_CHEST = 27.5
HALF_HEM = 28.0
LENGTH = 69.0
NECK_HALF = 9.0
SHOULDER = (22.5, -5.0)
UNDERARM_Y = -25.0
FRONT_DROP, BACK_DROP = 10.5, 2.6
SLEEVE_CAP, SLEEVE_LENGTH, SLEEVE_HEM_RATIO = 10.0, 24.0, 0.93
BAND_WIDTH, BAND_RATIO = 2.1, 0.89  # the neck rib is cut shorter than the neckline


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


def mesh_panel(name, runs):
    """Mesh the region enclosed by consecutive boundary runs [(run name, curve)]."""
    outline, named, at = [], {}, 0
    for run, curve in runs:
        named[run] = list(range(at, at + len(curve)))
        outline.append(curve[:-1])
        at += len(curve) - 1
    outline = np.vstack(outline)
    named[runs[-1][0]][-1] = 0  # the last run closes on the first point
    low, high = outline.min(axis=0), outline.max(axis=0)
    dy = SPACING * math.sqrt(3) / 2
    grid = [(x + (row % 2) * SPACING / 2, y)
            for row, y in enumerate(np.arange(low[1], high[1], dy))
            for x in np.arange(low[0], high[0], SPACING)]
    grid = np.array(grid)
    grid = grid[inside(outline, grid)]
    closed = np.vstack([outline, outline[:1]])
    grid = grid[distance_to_polyline(grid, closed) > 0.6 * SPACING]
    grid = relax(outline, grid)
    return Panel(name, np.vstack([outline, grid]), triangulate(outline, grid), named)


def half_curves(drop):
    """Right-hand half of a body panel: neckline, shoulder, armhole, side, hem."""
    phi = np.linspace(0, math.pi / 2, 200)
    neck = np.stack([NECK_HALF * np.sin(phi) ** 0.92, -drop * np.cos(phi)], axis=1)
    shoulder = np.array([(NECK_HALF, 0.0), SHOULDER])
    armhole = bezier(SHOULDER, (20.6, -12.0), (20.4, -23.0), (HALF_CHEST, UNDERARM_Y))
    side = np.array([(HALF_CHEST, UNDERARM_Y), (HALF_HEM, -LENGTH)])
    hem = np.array([(HALF_HEM, -LENGTH), (0.0, -LENGTH)])
    return neck, shoulder, armhole, side, hem


def body_panel(name, drop):
    """Front or back; runs are named _r / _l for the panel's own right and left."""
    curves = [resample(c, segments_for(c)) for c in half_curves(drop)]
    runs = [(n + "_r", c) for n, c in zip(("neck", "shoulder", "armhole", "side", "hem"), curves)]
    runs += [(n[:-2] + "_l", mirrored(c)) for n, c in reversed(runs)]
    return mesh_panel(name, runs)


def cap_curve(half_width):
    """Right half of the sleeve cap, from its top to the underarm corner."""
    return bezier((0, 0), (half_width * 0.45, 0), (half_width * 0.5, -SLEEVE_CAP),
                  (half_width, -SLEEVE_CAP))


def sleeve_half_width(armhole_length):
    """The half width whose cap is exactly as long as the armhole it is sewn to."""
    low, high = 5.0, 40.0
    for _ in range(60):
        mid = (low + high) / 2
        low, high = (mid, high) if arc_length(cap_curve(mid)) < armhole_length else (low, mid)
    return low


def sleeve_panel(name):
    armhole = half_curves(FRONT_DROP)[2]
    half = sleeve_half_width(arc_length(armhole))
    cap = cap_curve(half)
    under = np.array([(half, -SLEEVE_CAP), (half * SLEEVE_HEM_RATIO, -SLEEVE_LENGTH)])
    hem = np.array([(half * SLEEVE_HEM_RATIO, -SLEEVE_LENGTH), (0.0, -SLEEVE_LENGTH)])
    curves = [resample(cap, segments_for(armhole)), resample(under, segments_for(under)),
              resample(hem, segments_for(hem))]
    runs = [(n + "_r", c) for n, c in zip(("cap", "under", "hem"), curves)]
    runs += [(n[:-2] + "_l", mirrored(c)) for n, c in reversed(runs)]
    return mesh_panel(name, runs)


def neck_segments():
    front = segments_for(half_curves(FRONT_DROP)[0])
    back = segments_for(half_curves(BACK_DROP)[0])
    return front, back


def band_panel():
    """The neck rib: a straight strip, its ends meeting at the centre back.

    Columns run (from x=0) centre back -> viewer's left of the front -> centre
    front -> viewer's right -> centre back, so it reads unmirrored from outside.
    """
    nf, nb = neck_segments()
    lf = arc_length(half_curves(FRONT_DROP)[0]) * BAND_RATIO
    lb = arc_length(half_curves(BACK_DROP)[0]) * BAND_RATIO
    xs = np.concatenate([np.linspace(0, lb, nb + 1), lb + np.linspace(0, 2 * lf, 2 * nf + 1)[1:],
                         lb + 2 * lf + np.linspace(0, lb, nb + 1)[1:]])
    rows = 3
    columns = len(xs)
    points = np.array([(x, BAND_WIDTH * r / rows) for r in range(rows + 1) for x in xs])
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
    return Panel("band", points, np.array(triangles), runs)


def tshirt_panels():
    return [body_panel("front", FRONT_DROP), body_panel("back", BACK_DROP),
            sleeve_panel("sleeve_r"), sleeve_panel("sleeve_l"), band_panel()]


def _pair(a, run_a, b, run_b, flip=False):
    """Index pairs of two runs, the second optionally walked backwards."""
    ia, ib = a.runs[run_a], b.runs[run_b]
    assert len(ia) == len(ib), (run_a, run_b, len(ia), len(ib))
    return [((a.name, i), (b.name, j)) for i, j in zip(ia, ib[::-1] if flip else ib)]


def tshirt_seams(panels):
    """All sewn vertex pairs as ((panel, index), (panel, index)).

    `sleeve_r` is the sleeve on the viewer's right.  The back panel is drawn from
    outside, so its own left is the viewer's right.
    """
    p = {q.name: q for q in panels}
    front, back, band = p["front"], p["back"], p["band"]
    pairs = []
    for run in ("shoulder", "side"):
        pairs += _pair(front, run + "_r", back, run + "_l", flip=True)
        pairs += _pair(front, run + "_l", back, run + "_r", flip=True)
    # Seen from outside, the sleeve on the viewer's right has its front half on its left.
    pairs += _pair(p["sleeve_r"], "cap_l", front, "armhole_r", flip=True)
    pairs += _pair(p["sleeve_r"], "cap_r", back, "armhole_l", flip=True)
    pairs += _pair(p["sleeve_l"], "cap_r", front, "armhole_l", flip=True)
    pairs += _pair(p["sleeve_l"], "cap_l", back, "armhole_r", flip=True)
    for name in ("sleeve_r", "sleeve_l"):
        pairs += _pair(p[name], "under_r", p[name], "under_l", flip=True)
    nf, nb = neck_segments()
    bottom = band.runs["bottom"]
    spans = [(bottom[:nb + 1], back, "neck_r"),
             (bottom[nb:nb + nf + 1], front, "neck_l"),
             (bottom[nb + nf:nb + 2 * nf + 1], front, "neck_r"),
             (bottom[nb + 2 * nf:], back, "neck_l")]
    for strip, panel, run in spans:
        assert len(strip) == len(panel.runs[run])
        pairs += [(("band", i), (panel.name, j)) for i, j in zip(strip, panel.runs[run])]
    pairs += _pair(band, "start", band, "end")
    return pairs
