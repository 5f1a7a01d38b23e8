"""A roman blind, half drawn up before a window: flat above, soft tiers below."""
import numpy as np

import home
import materials
import sewing
import stage
from item import Item

WIDTH, TOP = 96.0, 1.98                     # cm; metres
ROD, TIERS = 30.0, 4                        # cm of cloth from rod to rod; tiers drawn up
FLAT = 2                                    # stretches that hang flat
DROP = 0.075                                # metres from a drawn-up rod to the next
TAIL = 7.0                                  # cm below the last rod
HEIGHT = ROD * (FLAT + TIERS) + TAIL
DAY = (0.86, 0.91, 0.96)                    # behind the panes


def smooth(points, count):
    """A curve through (y, z) points (Catmull-Rom), `count` points a piece."""
    p = np.array([2 * np.array(points[0]) - points[1], *points,
                  2 * np.array(points[-1]) - points[-2]], float)
    t = np.linspace(0, 1, count, endpoint=False)[:, None]
    pieces = [0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t
                     + (3 * b - a - 3 * c + d) * t ** 3)
              for a, b, c, d in zip(p, p[1:], p[2:], p[3:])]
    return np.vstack([*pieces, p[-2]])


def tier(depth):
    """From rod to rod, metres from the upper one: out and down in front, up again behind."""
    return [(0.0, 0.0), (-0.018, -0.014), (-0.030, -0.055), (-0.046, -0.100), (-0.060, -depth + 0.034),
            (-0.062, -depth + 0.012), (-0.054, -depth), (-0.046, -depth + 0.010), (-0.036, -0.115),
            (-0.022, -0.087)]


def length(curve):
    return np.hypot(*np.diff(curve, axis=0).T).sum()


def full_depth():
    """The depth whose tier takes just the cloth that there is from rod to rod."""
    low, high = 0.12, 0.24
    for _ in range(30):
        mid = (low + high) / 2
        long = length(smooth([*tier(mid), (0.0, -DROP)], 12))
        low, high = (mid, high) if long < ROD / 100 else (low, mid)
    return low


def profile(depth, sag, swell):
    """One upright of the blind: (y, z), and how much cloth (cm) is above each point.

    Its tiers are `depth` deep and hang lower by `sag`, metres.
    """
    line, step = [], ROD / 100
    for k in range(FLAT):                   # each stretch bellies above the rod that weighs it down
        z = -k * step
        line += [(0.0, z), (-0.007 * swell, z - 0.12 * step), (-0.016 * swell, z - 0.45 * step),
                 (-0.014 * swell, z - 0.80 * step), (-0.006 * swell, z - 0.95 * step)]
    z = -FLAT * step
    for k in range(TIERS):
        line += [(y * swell, z - k * DROP + v - sag * min(1, -v / 0.05)) for y, v in tier(depth)]
    z -= TIERS * DROP
    line += [(0.0, z), (-0.010, z - TAIL / 200), (-0.008, z - TAIL / 100)]
    c = smooth(line, 12)
    # Every stretch takes its own length of cloth, so that a stripe across stays level.
    rods = np.cumsum([0] + [5 * 12] * FLAT + [len(tier(depth)) * 12] * TIERS + [len(c)])
    rods[-1] = len(c) - 1
    along = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(c, axis=0).T))])
    taken = [*(ROD * np.arange(FLAT + TIERS + 1)), HEIGHT]
    return c, np.interp(along, along[rods], taken)


def sewn():
    return sewing.Sewn([home.grid_panel("blind", WIDTH, HEIGHT, 1.0)], [], {"blind": (4.0, 4.0)},
                       unhemmed=("top",))


def drape(cut):
    panel = cut.panels[0]
    columns, count = len(panel.runs["top"]), len(panel.runs["left"])
    x = (np.arange(columns) / (columns - 1) - 0.5) * WIDTH / 100
    cords = np.array([-0.44, 0.0, 0.44]) * WIDTH / 100
    rng = np.random.default_rng(12)
    wave = sum(a * np.sin(k * x + p) for a, k, p in zip((1.0, 0.7, 0.5), (5.1, 11.3, 19.7),
                                                        rng.uniform(0, 6, 3)))
    down = np.linspace(0, HEIGHT, count)
    depth, co = full_depth(), np.empty((count, columns, 3))
    for k, at in enumerate(x):
        near = np.abs(at - cords).min() / (0.22 * WIDTH / 100)
        sag = 0.007 * (1 - np.cos(np.pi * min(1.0, near))) + 0.002 * wave[k]
        c, cloth = profile(depth, sag, 1 + 0.13 * wave[k])
        co[:, k, 0] = at
        co[:, k, 1] = np.interp(down, cloth, c[:, 0])
        co[:, k, 2] = TOP + np.interp(down, cloth, c[:, 1])
    return co.reshape(-1, 3)


def props(cut, co):
    white = materials.plain("white", (0.78, 0.77, 0.75), 0.5, 0.3)
    half, sill, head, wall = 0.45, 0.80, TOP + 0.02, 0.10
    day = materials.self_lit("day")
    day.node_tree.nodes["Emission"].inputs["Color"].default_value = (*DAY, 1)
    home.box("batten", (-WIDTH / 200, 0.004, TOP - 0.02), (WIDTH / 200, 0.05, TOP + 0.02), white)
    home.box("day", (-half, wall - 0.008, sill), (half, wall, head), day, 0.001)
    for x in (-half, half):                 # jambs and the casing round them
        home.box("casing", (x - 0.035, wall - 0.045, sill), (x + 0.035, wall + 0.02, head), white)
    home.box("sash", (-0.025, wall - 0.02, sill), (0.025, wall + 0.02, head), white)
    for z in (sill + 0.03, sill + 0.46, sill + 0.9):
        home.box("bar", (-half, wall - 0.015, z - 0.012), (half, wall + 0.02, z + 0.012), white)
    home.box("sill", (-half - 0.10, wall - 0.16, sill - 0.035), (half + 0.10, wall + 0.02, sill), white, 0.006)
    glaze = materials.plain("glaze", (0.33, 0.38, 0.35), 0.35, 0.45)
    home.turned("pot", (0.27, wall - 0.085, sill), [
        (0.0, 0.0), (0.04, 0.0), (0.046, 0.01), (0.058, 0.06), (0.050, 0.10), (0.030, 0.125),
        (0.034, 0.14), (0.028, 0.14), (0.024, 0.12), (0.0, 0.02)], glaze)


ITEM = Item(
    title="Roman blind", group="home", width_cm=WIDTH, uv_cm=180.0, sewn=sewn, drape=drape, props=props,
    size=(1160, 1400), levels=1, smoothing=0, thickness=0.002, hem_depth=1.2, judged=False,
    relief=materials.Relief(yarn=0.13, slub=0.14, soft=0.2, stitch=(), seam=0.0, rib=0.0),
    stage=stage.Stage(aim=(0, 0, 1.40), eye=(0.0, -4.0, 1.50), frame=1.50, wall=0.10, floor=-0.5,
                      sweep=0.02, window=(-2.4, -1.7, 2.7), window_size=1.2, key=1.35, room=0.2))
