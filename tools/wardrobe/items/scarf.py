"""A long scarf laid over a wall rail."""
import numpy as np

import folds
import home
import materials
import sewing
import simulation
import stage
from item import Item

WIDTH, LENGTH, SPACING = 68.0, 180.0, 1.1   # cm
FRONT = 0.86                                # metres that hang in front
RAIL, HEIGHT, FOLDS = 0.014, 1.55, 5        # metres


def sewn():
    panel = home.grid_panel("scarf", WIDTH, LENGTH, SPACING)
    return sewing.Sewn([panel], [], {"scarf": (4.0, 4.0)})


def loose(cut):
    """Laid over the rail in even folds, a finger above it, nothing stretched."""
    panel = cut.panels[0]
    columns, count = len(panel.runs["top"]), len(panel.runs["left"])
    v = np.linspace(0, LENGTH / 100, count)
    hang = np.abs(v - (LENGTH / 100 - FRONT))       # from the rail, either way
    widths = 0.60 - 0.13 * np.clip(hang / 0.5, 0, 1) ** 0.8
    curves = folds.rows(WIDTH / 100, widths, FOLDS, columns, seed=21, unevenness=0.3, wander=0.12,
                        lean=0.1)
    x = curves[..., 0] + 0.012 * np.sin(2.2 * v + 0.4)[:, None]
    off = RAIL + 0.006 + curves[..., 1] - curves[..., 1].min(axis=1, keepdims=True)
    # The scarf starts at its end behind, goes up, over the rail and down in front.
    arc = np.pi * (RAIL + 0.012)
    over = v[:, None] - (LENGTH / 100 - FRONT - arc / 2)
    angle = np.clip(over / arc, 0, 1) * np.pi
    y = off * np.cos(angle)
    z = HEIGHT + off * np.sin(angle) + np.minimum(over, 0) - np.maximum(over - arc, 0)
    return np.dstack([x, y, z]).reshape(-1, 3)


def drape(cut):
    frames = 60
    wool = simulation.Cloth(mass=0.0022, stretch=40.0, shear=12.0, bending=0.01, air=1.0,
                            self_distance=0.003, quality=6)
    obj = simulation.cloth_object(loose(cut), cut.triangles, wool, frames)
    rail = home.rod("rail", (-0.42, 0, HEIGHT), (0.42, 0, HEIGHT), RAIL, None)
    simulation.collide(rail, friction=40.0)
    co = simulation.run(obj, frames)
    simulation.remove(rail)
    return co


def props(cut, co):
    oak = materials.wood(axis=0)
    home.rod("rail", (-0.42, 0, HEIGHT), (0.42, 0, HEIGHT), RAIL, oak)
    brass = materials.plain("brass", (0.50, 0.37, 0.19), 0.35, 0.5)
    for x in (-0.36, 0.36):
        home.rod("arm", (x, 0, HEIGHT), (x, 0.16, HEIGHT), 0.007, brass)
        home.rod("plate", (x, 0.152, HEIGHT), (x, 0.16, HEIGHT), 0.026, brass)


ITEM = Item(
    title="Scarf", group="outer", width_cm=WIDTH, uv_cm=210.0, sewn=sewn, drape=drape, props=props,
    levels=2, smoothing=5, thickness=0.002, hem_depth=0.5,
    relief=materials.Relief(yarn=0.12, slub=0.10, soft=0.2, stitch=(0.6,), seam=0.0, rib=0.0),
    stage=stage.Stage(aim=(0, 0, 1.07), eye=(0.25, -3.6, 1.25), frame=1.30, wall=0.16, floor=0.0,
                      sweep=0.05, paper=stage.CHALK))
