"""A duvet in its cover, spread over a bed, and two pillows against the headboard."""
import numpy as np

import home
import materials
import pattern
import sewing
import simulation
import stage
from item import Item

WIDTH, LENGTH, SPACING = 200.0, 204.0, 2.6  # cm, of the duvet's cover
PILLOW = (70.0, 48.0)                       # cm
BED, FOOT, HEAD = 0.72, -1.12, 0.94         # metres: half its width, its ends
TOP, EDGE = 0.50, 0.46                      # the mattress's height; where the duvet ends towards the head
HIGH = 0.07                                 # of the duvet's filling
FIRM = simulation.Cloth(mass=0.004, stretch=60.0, shear=12.0, bending=0.25, air=1.2,
                        self_collision=False, quality=6)
SOFT = simulation.Cloth(mass=0.004, stretch=60.0, shear=6.0, bending=0.015, air=0.05,
                        self_collision=False, quality=6)


def pillow_panels(side):
    front, back = (home.grid_panel(f"{n}_{side}", *PILLOW, 1.3) for n in ("front", "back"))
    pairs = (pattern.sew(front, "left", back, "right") + pattern.sew(front, "right", back, "left")
             + pattern.sew(front, "top", back, "top", flip=True)
             + pattern.sew(front, "bottom", back, "bottom", flip=True))
    return [front, back], pairs


def sewn():
    (left, seams_l), (right, seams_r) = pillow_panels("l"), pillow_panels("r")
    layout = {"duvet": (4.0, 4.0), "front_l": (212.0, 4.0), "front_r": (212.0, 58.0),
              "back_l": (212.0, 112.0), "back_r": (212.0, 166.0)}
    duvet = home.grid_panel("duvet", WIDTH, LENGTH, SPACING)
    return sewing.Sewn([duvet, *left, *right], seams_l + seams_r, layout)


def filled_pillow():
    """Both sides blown up, each as (points, 3), upright in the plane y = 0."""
    panels, pairs = pillow_panels("l")
    cut = sewing.Sewn(panels, pairs, {p.name: (0.0, 0.0) for p in panels})
    placed = []
    for panel, facing in zip(panels, (-1, 1)):
        x, z = panel.points[:, 0] / 100 - PILLOW[0] / 200, panel.points[:, 1] / 100 + PILLOW[1] / 200
        dome = np.cos(np.pi * x / (PILLOW[0] / 100)) * np.cos(np.pi * z / (PILLOW[1] / 100))
        placed.append(np.stack([-facing * x, facing * 0.02 * dome, z], axis=1))
    start = cut.welded(np.vstack(placed))
    start += np.random.default_rng(3).normal(0, 0.0005, start.shape)
    cloth = simulation.Cloth(mass=0.0015, stretch=60.0, shear=20.0, bending=0.06, air=2.0,
                             pressure=6.0, self_collision=False, quality=5)
    obj = simulation.cloth_object(start, cut.triangles, cloth, 45)
    obj.modifiers["cloth"].settings.effector_weights.gravity = 0.0
    return simulation.run(obj, 45)[cut.weld]


def leaning(co, x, tilt, turn):
    """A pillow set on the mattress at `x`, its back at the headboard; degrees."""
    t, a = np.radians(tilt), np.radians(turn)
    y, z = co[:, 1] * np.cos(t) + co[:, 2] * np.sin(t), co[:, 2] * np.cos(t) - co[:, 1] * np.sin(t)
    across = co[:, 0] * np.cos(a) - z * np.sin(a)
    z = co[:, 0] * np.sin(a) + z * np.cos(a)
    return np.stack([across + x, y - y.max() + HEAD - 0.005, z - z.min() + TOP - 0.012], axis=1)


def filling():
    """What the cover lies on: the duvet's down, thicker here and there, over the mattress."""
    slab = home.box("filling", (-BED, FOOT, 0.2), (BED, EDGE - 0.04, TOP + HIGH), None, 0.055)
    slab.modifiers["edge"].segments = 6
    head = home.box("mattress", (-BED, FOOT, 0.2), (BED, HEAD, TOP), None, 0.04)
    rng, lumps = np.random.default_rng(17), []
    for x in (-0.48, 0.0, 0.48):
        for y in (-0.80, -0.32, 0.14):
            place = (x + rng.uniform(-0.1, 0.1), y + rng.uniform(-0.1, 0.1), TOP + HIGH - 0.02)
            lumps.append(home.ball("lump", place, rng.uniform(0.20, 0.27), None,
                                   (1.0, 1.0, rng.uniform(0.14, 0.24))))
    return [slab, head, *lumps]


def spread(cut):
    """The cover laid down firm and a little crowded, for soft folds; then its sides may hang."""
    panel = cut.panels[0]
    x, y = panel.points[:, 0] / 100 - WIDTH / 200, panel.points[:, 1] / 100
    rng = np.random.default_rng(6)
    rise = np.zeros(len(x))
    for _ in range(14):
        turn, k = rng.uniform(0, np.pi), rng.uniform(8, 22)
        rise += np.sin(k * (x * np.cos(turn) + y * np.sin(turn)) + rng.uniform(0, 6)) / k
    start = np.stack([0.955 * x, EDGE + 0.04 + 0.965 * y, TOP + HIGH + 0.06 + 0.16 * rise / 3], axis=1)
    return fallen(panel.triangles, fallen(panel.triangles, start, FIRM, 50), SOFT, 70)


def fallen(triangles, start, cloth, frames):
    """The cover after so many frames on its filling."""
    obj = simulation.cloth_object(start, triangles, cloth, frames)
    below = filling()
    for part in below:
        simulation.collide(part, friction=30.0, thickness=0.006)
    co = simulation.run(obj, frames)
    for part in below:
        simulation.remove(part)
    return co


def drape(cut):
    pillow = filled_pillow()
    return cut.welded(np.vstack([spread(cut), leaning(pillow, -0.37, 38, 2.0),
                                 leaning(pillow * [-1, 1, 1], 0.36, 42, -3.0)]))


def props(cut, co):
    oak = materials.wood(axis=0)
    sheet = materials.plain("sheet", (0.80, 0.79, 0.77), 0.9, 0.05)
    home.box("mattress", (-BED + 0.004, FOOT + 0.004, 0.30), (BED - 0.004, HEAD, TOP - 0.002), sheet, 0.04)
    home.box("base", (-BED - 0.02, FOOT - 0.02, 0.20), (BED + 0.02, HEAD, 0.31), oak, 0.006)
    home.box("headboard", (-BED - 0.05, HEAD + 0.005, 0.20), (BED + 0.05, HEAD + 0.045, 1.06), oak, 0.012)
    for x in (-BED + 0.03, BED - 0.03):
        home.rod("leg", (x, FOOT + 0.04, 0.0), (x, FOOT + 0.04, 0.22), 0.028, oak)


ITEM = Item(
    title="Bedding", group="home", width_cm=WIDTH, uv_cm=290.0, sewn=sewn, drape=drape, props=props,
    size=(1400, 1120), levels=2, smoothing=6, thickness=0.003, hem_depth=0.6, judged=False,
    relief=materials.Relief(yarn=0.09, slub=0.05, soft=0.2, stitch=(), seam=1.0, rib=0.0),
    stage=stage.Stage(aim=(-0.11, -0.14, 0.47), eye=(0.86, -4.1, 2.21), frame=1.94, wall=1.02, floor=0.0,
                      sweep=0.05, paper=stage.CHALK, window=(-2.6, -0.9, 1.5), window_size=1.5, key=1.2))
