"""A filled cushion leaning on the wall, on a wooden bench."""
import numpy as np

import home
import materials
import pattern
import sewing
import simulation
import stage
from item import Item

SIDE = 48.0                 # cm, flat
LEAN = np.radians(14)
SEAT = 0.42                 # height of the bench, metres


def sewn():
    front = home.grid_panel("front", SIDE, SIDE, 0.75)
    back = home.grid_panel("back", SIDE, SIDE, 0.75)
    pairs = (pattern.sew(front, "left", back, "right") + pattern.sew(front, "right", back, "left")
             + pattern.sew(front, "top", back, "top", flip=True)
             + pattern.sew(front, "bottom", back, "bottom", flip=True))
    return sewing.Sewn([front, back], pairs, {"front": (4.0, 4.0), "back": (60.0, 4.0)})


def flat(cut):
    """Both sides lying on one another, a finger apart in the middle."""
    placed = []
    for panel, facing in zip(cut.panels, (-1, 1)):
        x, z = panel.points[:, 0] / 100 - SIDE / 200, panel.points[:, 1] / 100 + SIDE / 200
        dome = np.cos(np.pi * x / (SIDE / 100)) * np.cos(np.pi * z / (SIDE / 100))
        placed.append(np.stack([-facing * x, facing * 0.02 * dome, z], axis=1))
    return cut.welded(np.vstack(placed))


def drape(cut):
    frames = 60
    cloth = simulation.Cloth(mass=0.0015, stretch=60.0, shear=20.0, bending=0.06, air=2.0,
                             pressure=8.0, self_collision=False, quality=6)
    start = flat(cut)
    # Nothing is cut quite even: the least unevenness lets the seams pucker.
    start += np.random.default_rng(3).normal(0, 0.0004, start.shape)
    obj = simulation.cloth_object(start, cut.triangles, cloth, frames)
    obj.modifiers["cloth"].settings.effector_weights.gravity = 0.0
    co = simulation.run(obj, frames)
    return co - co.mean(axis=0)


def lean(co):
    """Set down on the bench, its upper edge at the wall."""
    c, s = np.cos(LEAN), np.sin(LEAN)
    y, z = co[:, 1] * c + co[:, 2] * s, -co[:, 1] * s + co[:, 2] * c
    co = np.stack([co[:, 0], y, z], axis=1)
    return co + [0, -co[:, 1].max() + 0.40, SEAT - co[:, 2].min()]


def props():
    home.box("bench", (-2.0, -0.25, SEAT - 0.05), (2.0, 0.42, SEAT),
             materials.wood(light=(0.50, 0.34, 0.20), dark=(0.37, 0.24, 0.13)))


ITEM = Item(
    title="Cushion", group="home", width_cm=SIDE, uv_cm=120.0, sewn=sewn,
    drape=lambda cut: lean(drape(cut)), props=props, size=(1152, 1024), levels=2,
    smoothing=8, thickness=0.0, hem_depth=0.0,
    relief=materials.Relief(yarn=0.14, slub=0.14, soft=0.15, stitch=(), seam=1.6),
    stage=stage.Stage(aim=(0, 0.2, 0.645), eye=(0.55, -2.2, 1.05), frame=0.64, wall=0.42,
                      floor=0.0, sweep=0.3, paper=stage.CHALK))
