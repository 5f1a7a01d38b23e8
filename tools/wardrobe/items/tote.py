"""A canvas tote bag on a peg."""
import numpy as np

import home
import materials
import pattern
import sewing
import simulation
import stage
from item import Item

WIDTH, HEIGHT = 38.0, 42.0                  # cm
STRAP, REACH, GRIP = 2.6, 31.0, 8.0         # strap: width, length to the peg; from the centre
PEG, TOP = 1.62, 1.62 - np.sqrt(REACH ** 2 - GRIP ** 2) / 100


def sewn():
    front = home.grid_panel("front", WIDTH, HEIGHT, 0.85)
    back = home.grid_panel("back", WIDTH, HEIGHT, 0.85)
    straps = [home.grid_panel(n, STRAP, 2 * (REACH + 4), 0.65) for n in ("strap_f", "strap_b")]
    pairs = (pattern.sew(front, "left", back, "right") + pattern.sew(front, "right", back, "left")
             + pattern.sew(front, "bottom", back, "bottom", flip=True))
    layout = {"front": (4.0, 4.0), "back": (50.0, 4.0), "strap_f": (96.0, 4.0),
              "strap_b": (104.0, 4.0)}
    return sewing.Sewn([front, back, *straps], pairs, layout, unhemmed=("top", "bottom"))


def strap(points, y, sign):
    """Up from the bag, over the peg (which points to the camera) and down again."""
    across = points[:, 0] / 100 - STRAP / 200
    along = (-points[:, 1] - (REACH + 4)) / 100         # 0 at the peg
    side, far = np.sign(along), np.abs(along)
    lean = np.arcsin(GRIP / REACH)
    x, z = GRIP / 100 * np.minimum(far / (REACH / 100), 1), PEG + 0.016 - far * np.cos(lean)
    below = far > REACH / 100                           # sewn flat to the bag
    z = np.where(below, TOP - (far - REACH / 100), z)
    round_peg = np.exp(-(far / 0.02) ** 2)
    x = x * (1 - 0.5 * round_peg)
    twist = np.clip(1 - far / 0.20, 0, 1) ** 1.5        # its width turns along the peg
    dx, dy = across * np.cos(twist * np.pi / 2), across * np.sin(twist * np.pi / 2)
    return np.stack([side * x + dx, y * np.clip(far / 0.1, 0.25, 1) + sign * 0.012 * twist - dy, z],
                    axis=1)


def drape(cut):
    frames, placed = 50, []
    for panel, facing in zip(cut.panels[:2], (-1, 1)):
        x, z = panel.points[:, 0] / 100 - WIDTH / 200, TOP + panel.points[:, 1] / 100
        belly = np.cos(np.pi * x / (WIDTH / 100)) * (0.004 + 0.02 * np.clip((TOP - z) / 0.3, 0, 1))
        placed.append(np.stack([-facing * x, facing * (0.004 + belly), z], axis=1))
    straps = [strap(p.points, y, s) for p, y, s in zip(cut.panels[2:], (-0.013, 0.013), (-1, 1))]
    co = cut.welded(np.vstack(placed + straps))
    body = np.array(sorted(set(cut.group("front")) | set(cut.group("back"))))
    index = {int(v): k for k, v in enumerate(body)}
    triangles = [[index[int(i)] for i in t] for t in cut.triangles if int(t[0]) in index]
    start = co[body] + np.random.default_rng(5).normal(0, 0.0005, (len(body), 3))
    held = (np.abs(np.abs(start[:, 0]) - GRIP / 100) < 0.014) & (start[:, 2] > TOP - 0.035)
    canvas = simulation.Cloth(mass=0.003, stretch=50.0, shear=15.0, bending=0.12, air=1.5,
                              pressure=0.35, self_distance=0.003, quality=6)
    obj = simulation.cloth_object(start, triangles, canvas, frames, pinned=np.nonzero(held)[0])
    co[body] = simulation.run(obj, frames)
    return co


def props(cut, co):
    oak = materials.wood(axis=0)
    home.box("rail", (-1.2, 0.125, PEG - 0.045), (1.2, 0.15, PEG + 0.045), oak)
    for x in (-0.36, 0.0, 0.36):
        home.rod("peg", (x, 0.13, PEG), (x, -0.05, PEG + 0.012), 0.0105, oak)
        home.ball("knob", (x, -0.05, PEG + 0.012), 0.018, oak, (1, 0.8, 1))


ITEM = Item(
    title="Tote bag", group="home", width_cm=WIDTH, uv_cm=115.0, sewn=sewn, drape=drape, props=props,
    levels=2, smoothing=4, thickness=0.0026, hem_depth=2.6, bands=("strap",),
    relief=materials.Relief(yarn=0.2, slub=0.16, soft=0.15, stitch=(2.4,), seam=0.5, rib=0.0),
    stage=stage.Stage(aim=(0, 0, 1.305), eye=(0.35, -3.0, 1.40), frame=0.90, wall=0.15, floor=0.0,
                      sweep=0.05, paper=stage.CHALK))
