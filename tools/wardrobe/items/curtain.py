"""A linen curtain on wooden rings."""
import math

import bpy
import numpy as np

import folds
import home
import materials
import sewing
import stage
from item import Item

WIDTH, HEIGHT = 235.0, 196.0     # cm, flat
HANGING = 1.06                   # metres, gathered
FOLDS, TOP, SPACING = 10, 2.06, 1.25


def sewn():
    panel = home.grid_panel("curtain", WIDTH, HEIGHT, SPACING)
    return sewing.Sewn([panel], [], {"curtain": (4.0, 2.0)})


def plan(cut):
    panel = cut.panels[0]
    columns, count = len(panel.runs["top"]), len(panel.runs["left"])
    t = np.linspace(0, 1, count)
    widths = HANGING * (1 + 0.05 * t ** 0.7)
    return folds.rows(WIDTH / 100, widths, FOLDS, columns, seed=4, unevenness=0.16, wander=0.05), t


def drape(cut):
    curves, t = plan(cut)
    z = TOP - t * HEIGHT / 100
    co = np.dstack([curves, np.broadcast_to(z[:, None], curves.shape[:2])])
    return co.reshape(-1, 3)


def props():
    oak = materials.wood(axis=0)
    bar = TOP + 0.045
    home.rod("rod", (-0.72, 0, bar), (0.72, 0, bar), 0.014, oak)
    for x in (-0.73, 0.73):
        home.ball("finial", (x, 0, bar), 0.027, oak)
    for x in (-0.66, 0.66):
        home.rod("bracket", (x, 0, bar), (x, 0.4, bar), 0.008, oak)
    curves, _ = plan(sewn())
    y = curves[0, :, 1]
    crests = [k for k in range(1, len(y) - 1) if y[k] >= y[k - 1] and y[k] > y[k + 1] and y[k] > 0]
    brass = materials.plain("brass", (0.55, 0.40, 0.20), 0.35, 0.5)
    for k in crests:
        x = curves[0, k, 0]
        bpy.ops.mesh.primitive_torus_add(
            location=(x, 0, bar - 0.006), rotation=(0, math.pi / 2, 0.15 * math.sin(37 * x)),
            major_radius=0.024, minor_radius=0.0035, major_segments=48, minor_segments=16)
        bpy.context.object.data.materials.append(brass)
        for polygon in bpy.context.object.data.polygons:
            polygon.use_smooth = True
        home.rod("clip", (x, 0, bar - 0.028), (x, y[k] - 0.003, TOP - 0.012), 0.003, brass, 12)


ITEM = Item(
    title="Curtain", group="home", width_cm=HANGING * 100, uv_cm=260.0, sewn=sewn, drape=drape,
    props=props, levels=1, smoothing=0, thickness=0.003, hem_depth=8.0,
    relief=materials.Relief(yarn=0.15, slub=0.30, soft=0.4, stitch=(7.5,), seam=0.0, rib=0.0),
    stage=stage.Stage(aim=(0, 0, 1.09), eye=(0.0, -4.6, 1.15), frame=2.30, wall=0.28, floor=0.02,
                      sweep=0.03, paper=stage.CHALK, window=(-2.8, -1.5, 0.7), window_size=1.6))
