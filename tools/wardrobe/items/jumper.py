"""A jumper with long sleeves and ribbed edges, laid out flat."""
import bpy
import numpy as np

import home
import mannequin
import sewing
import simulation
import tops
from item import Item
from materials import Relief
from stage import Stage

SLEEVES = 36.0                              # degrees from straight down
GROUND = 0.02                               # metres, behind the jumper
APART = 0.028                               # between its front and its back before it settles

CUT = tops.Top(
    half_chest=29.0, side=((29.0, -28.0), (26.5, -66.0)), neck_half=9.5, shoulder=(22.5, -5.0),
    armhole=((20.8, -13.0), (21.4, -26.0)), front_drop=9.5, back_drop=2.4, sleeve_cap=15.5,
    sleeve_length=64.0, sleeve_hem_ratio=0.56, band_width=3.2, band_ratio=0.93, spacing=1.5)


def laid_sleeve(points, side):
    """Folded along its middle, its underarm seam towards the body."""
    down = mannequin.arm_direction(side, SLEEVES)
    out = np.array([side * np.cos(np.radians(SLEEVES)), 0.0, np.sin(np.radians(SLEEVES))])
    x, y = points[:, 0] / 100, points[:, 1] / 100
    top = np.array([side * CUT.shoulder[0], 0.0, CUT.shoulder[1]]) / 100
    place = top - y[:, None] * down - np.abs(x)[:, None] * out
    # The front half is the one towards the viewer's middle, seen from outside.
    place[:, 1] = -APART / 2 * (1 - np.tanh(x * side / 0.02))
    return place


def laid_band(points):
    """Standing up from the neckline."""
    turn = points[:, 0] / points[:, 0].max() * 2 * np.pi
    c = np.cos(turn)
    drop = np.where(c > 0, CUT.back_drop, CUT.front_drop) / 100
    x = -CUT.neck_half / 100 * np.sin(turn) * (1 - 0.02 * points[:, 1])
    return np.stack([x, -APART / 2 * (1 - c), points[:, 1] / 100 - drop * np.abs(c)], axis=1)


def drape(cut):
    placed = []
    for panel in cut.panels:
        if panel.name in ("front", "back"):
            facing = 1 if panel.name == "front" else -1
            x, z = facing * panel.points[:, 0] / 100, panel.points[:, 1] / 100
            placed.append(np.stack([x, np.full(len(x), -APART if facing > 0 else 0.0), z], axis=1))
        elif panel.name == "band":
            placed.append(laid_band(panel.points))
        else:
            placed.append(laid_sleeve(panel.points, 1 if panel.name == "sleeve_r" else -1))
    start = sewing.relax_lengths(cut.welded(np.vstack(placed)), *cut.edges(), rounds=700)
    start[:, 1] += GROUND - 0.006 - start[:, 1].max()
    wool = simulation.Cloth(mass=0.004, stretch=60.0, shear=20.0, bending=0.15, air=1.0, pressure=0.6,
                            self_distance=0.005, quality=6)
    frames = 32
    obj = simulation.cloth_object(start, cut.triangles, wool, frames)
    bpy.context.scene.gravity = (0.0, 6.0, -0.6)
    ground = home.box("ground", (-2.0, GROUND, -2.0), (2.0, GROUND + 0.3, 1.0), None)
    simulation.collide(ground, friction=20.0)
    co = simulation.run(obj, frames)
    simulation.remove(ground)
    return co + [0, 0, 1.4]


ITEM = Item(
    title="Jumper", group="upper", width_cm=2 * CUT.half_chest, uv_cm=220.0, sewn=CUT.sewn, drape=drape,
    size=(1400, 1120), bands=("band",), ribbed_hem=6.0, smoothing=5, thickness=0.0045, hem_depth=6.0,
    judged=False, relief=Relief(yarn=0.2, soft=0.3, stitch=(6.0,), seam=0.9, rib=0.5),
    stage=Stage(aim=(0, 0, 1.075), eye=(0, -4.2, 1.12), frame=0.98, wall=GROUND + 0.003, floor=-1.0,
                sweep=0.02, window=(-2.4, -1.7, 1.5), key=1.15))
