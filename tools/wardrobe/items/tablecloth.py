"""A square tablecloth on a round table."""
import numpy as np

import home
import materials
import sewing
import simulation
import stage
from item import Item

SIDE, TABLE, HEIGHT = 150.0, 0.42, 0.74   # cm; radius and height in metres


def sewn():
    return sewing.Sewn([home.grid_panel("cloth", SIDE, SIDE, 1.7)], [], {"cloth": (4.0, 4.0)})


def table(material):
    top = home.rod("table", (0, 0, HEIGHT - 0.028), (0, 0, HEIGHT), TABLE, material, 128)
    top.modifiers["edge"].width = 0.012
    return top


def drape(cut):
    frames = 75
    points = cut.points / 100
    turn = np.radians(21)
    x, y = points[:, 0] - SIDE / 200, points[:, 1] + SIDE / 200
    start = np.stack([x * np.cos(turn) - y * np.sin(turn), x * np.sin(turn) + y * np.cos(turn),
                      np.full(len(x), HEIGHT + 0.006)], axis=1)
    start[:, 2] += np.random.default_rng(2).normal(0, 0.0006, len(x))
    cloth = simulation.Cloth(mass=0.003, stretch=60.0, shear=12.0, bending=0.02, air=0.6,
                             self_distance=0.004, quality=6)
    obj = simulation.cloth_object(start, cut.triangles, cloth, frames)
    top = table(materials.plain("table", (0.5, 0.5, 0.5)))
    simulation.collide(top, friction=12.0)
    co = simulation.run(obj, frames)
    simulation.remove(top)
    return co


def props():
    oak = materials.wood(axis=2)
    table(oak)
    home.rod("foot", (0, 0, 0.02), (0, 0, HEIGHT), 0.035, oak)
    home.rod("base", (0, 0, 0), (0, 0, 0.025), 0.22, oak, 64)


ITEM = Item(
    title="Tablecloth", group="home", width_cm=SIDE, uv_cm=160.0, sewn=sewn, drape=drape,
    props=props, size=(1152, 1024), levels=2, smoothing=4, thickness=0.0026, hem_depth=2.0,
    relief=materials.Relief(yarn=0.14, slub=0.2, soft=0.2, stitch=(2.0,), seam=0.0, rib=0.0),
    stage=stage.Stage(aim=(0, 0, 0.45), eye=(0.0, -2.9, 1.75), frame=1.22, wall=1.4, floor=0.0,
                      sweep=0.8, paper=stage.OAT))
