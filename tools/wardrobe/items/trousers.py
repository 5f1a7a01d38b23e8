"""Wide, straight trousers."""
import math

import numpy as np

import home
import mannequin
import materials
import pattern
import sewing
import simulation
import stage
from item import Item
from pattern import bezier, resample, segments_for, sew

WAIST, HIP, HEM = 20.5, 25.5, (1.0, 25.5)   # cm: half widths of a front, and the hem's ends
CROTCH, LENGTH, BAND = -28.5, 101.0, 3.8
REACH = {"front": -5.5, "back": -8.0}       # the crotch's point, past the centre line
TOP, SPACING = 1.055, 1.25


def leg_panel(name, kind, mirror):
    """One of four: as seen from outside, its side seam to the right unless mirrored."""
    point = (REACH[kind], CROTCH)
    curves = [("waist", np.array([(0.0, 0.0), (WAIST, 0.0)])),
              ("side", bezier((WAIST, 0), (HIP - 0.5, -9), (HIP, -16), (HEM[1], -LENGTH))),
              ("hem", np.array([(HEM[1], -LENGTH), (HEM[0], -LENGTH)])),
              ("inner", bezier((HEM[0], -LENGTH), (HEM[0] - 0.5, -60), (-3.0, -40), point)),
              ("crotch", bezier(point, (-1.0, CROTCH + 0.8), (0, -22), (0, -15))),
              ("centre", np.array([(0.0, -15.0), (0.0, 0.0)]))]
    # Front and back are sewn to one another: they share the fronts' numbers of points.
    counts = {run: segments_for(c, SPACING) for run, c in curves}
    counts["inner"], counts["crotch"] = 60, 14
    runs = [(run, resample(c, counts[run])) for run, c in curves]
    if mirror:
        runs = [(run, c[::-1] * [-1, 1]) for run, c in reversed(runs)]
    return pattern.mesh_panel(name, runs, SPACING)


def sewn():
    p = {n: leg_panel(n, n[:-2], mirror) for n, mirror in
         (("front_r", False), ("front_l", True), ("back_r", False), ("back_l", True))}
    # The back panels are drawn from outside: back_l lies behind front_r.
    pairs = []
    for front, back in (("front_r", "back_l"), ("front_l", "back_r")):
        pairs += sew(p[front], "side", p[back], "side", flip=True)
        pairs += sew(p[front], "inner", p[back], "inner", flip=True)
    for kind in ("front", "back"):
        for run in ("centre", "crotch"):
            pairs += sew(p[kind + "_r"], run, p[kind + "_l"], run, flip=True)
    n = len(p["front_r"].runs["waist"]) - 1
    band = pattern.strip_panel("band", np.linspace(0, 4 * WAIST, 4 * n + 1), BAND)
    bottom = band.runs["bottom"]
    for k, name in enumerate(("front_l", "front_r", "back_l", "back_r")):
        pairs += [(("band", i), (name, j)) for i, j in zip(bottom[k * n:], p[name].runs["waist"])]
    pairs += sew(band, "start", band, "end")
    layout = {"front_r": (60.0, 8.0), "front_l": (60.0, 8.0), "back_r": (145.0, 8.0),
              "back_l": (145.0, 8.0), "band": (60.0 - 2 * WAIST, 120.0)}
    return sewing.Sewn([*p.values(), band], pairs, layout, unhemmed=("top", "start", "end"))


def leg_centre(z):
    return 0.098 + 0.045 * np.clip((TOP - 0.28 - z) / 0.75, 0, 1)


def wrap(points, kind, mirror):
    """Round the hips above the crotch, round a leg below it."""
    x, y = points[:, 0] * (-1 if mirror else 1), points[:, 1]
    edge = np.interp(y, [-LENGTH, -16, -9, 0], [HEM[1], HIP, HIP - 1, WAIST])
    inner = np.interp(y, [-LENGTH, -60, CROTCH, -22, -15, 0], [HEM[0], 0, REACH[kind], -1, 0, 0])
    hips = np.clip(x / edge, -0.3, 1) * math.pi / 2
    grow = np.clip(-y / 16, 0, 1)
    hx = (0.158 + 0.045 * grow) * np.sin(hips)
    hy = -(0.110 + 0.045 * grow) * np.cos(hips)
    part = np.clip((x - inner) / (edge - inner), 0, 1)
    z = TOP + y / 100
    turn = math.pi * (1 - part)                    # pi inside, 0 outside
    radius = (edge - inner) / 100 / math.pi
    lx = leg_centre(z) + radius * np.cos(turn)
    ly = -radius * np.sin(turn)
    down = np.clip((-14 - y) / 18, 0, 1)
    down = down * down * (3 - 2 * down)
    px, py = hx + down * (lx - hx), hy + down * (ly - hy)
    facing = 1 if kind == "front" else -1          # the back, seen from behind
    return np.stack([(-px if mirror else px) * facing, py * facing, z], axis=1)


def form():
    """Hips and legs, to collide with."""
    rings = []
    hips = mannequin.torso()
    for side in (1, -1):
        z = np.array([0.86, 0.70, 0.50, 0.30, 0.02])
        for (za, ra), (zb, rb) in zip(zip(z, (0.083, 0.080, 0.066, 0.058, 0.045)),
                                      zip(z[1:], (0.080, 0.066, 0.058, 0.045))):
            rings.append(home.rod("leg", (side * leg_centre(za), 0, za),
                                  (side * leg_centre(zb), 0, zb), (ra + rb) / 2, None))
    return [hips, *rings]


def drape(cut):
    frames, placed = 45, []
    for panel in cut.panels[:4]:
        placed.append(wrap(panel.points, panel.name[:-2], panel.name.endswith("_l")))
    band = cut.panels[4].points
    turn = band[:, 0] / (4 * WAIST) * 2 * math.pi - math.pi / 2
    placed.append(np.stack([0.158 * np.sin(turn), -0.110 * np.cos(turn),
                            TOP + band[:, 1] / 100], axis=1))
    start = cut.welded(np.vstack(placed))
    held = cut.group("band")
    waist = start[held]
    start = sewing.relax_lengths(start, *cut.edges(), rounds=900)
    start[held] = waist
    cotton = simulation.Cloth(mass=0.003, stretch=80.0, shear=25.0, bending=0.02, air=0.3, quality=7)
    obj = simulation.cloth_object(start, cut.triangles, cotton, frames, pinned=held)
    parts = form()
    for part in parts:
        simulation.collide(part)
    co = simulation.run(obj, frames)
    for part in parts:
        simulation.remove(part)
    return co


def props(cut, co):
    button = materials.plain("button", (0.30, 0.25, 0.20), 0.4, 0.4)
    home.ball("button", (0.0, -0.1145, TOP + BAND / 200), 0.0075, button, (1, 0.35, 1))


ITEM = Item(
    title="Trousers", group="lower", width_cm=2 * WAIST, uv_cm=180.0, sewn=sewn, drape=drape,
    props=props, turn=8.0, thickness=0.002, hem_depth=3.0,
    relief=materials.Relief(yarn=0.12, slub=0.08, soft=0.2, stitch=(3.0,), seam=0.7, rib=0.0),
    stage=stage.Stage(aim=(0, 0, 0.57), eye=(0, -4.4, 0.80), frame=1.24, wall=0.5, floor=-0.5,
                      paper=stage.CHALK))
