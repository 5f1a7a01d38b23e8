"""A square tablecloth on a round table, with a bowl."""
import numpy as np

import flare
import home
import materials
import sewing
import stage
from item import Item

SIDE = 138.0                               # cm
TABLE, HEIGHT = 0.42, 0.74                 # metres
STEP, COLUMNS, FOLDS = 0.006, 480, 9


def sewn():
    return sewing.Sewn([home.grid_panel("cloth", SIDE, SIDE, 1.15)], [], {"cloth": (4.0, 4.0)})


def fall():
    """Mean radius and height of the cloth at each distance past the table's edge."""
    d = np.arange(0, 0.62, STEP)
    steep = np.radians(87) * (1 - np.exp(-(d / 0.045) ** 1.3))
    radius = TABLE + np.concatenate([[0], np.cumsum(np.cos(steep[:-1]) * STEP)])
    return d, radius, HEIGHT + 0.004 - np.concatenate([[0], np.cumsum(np.sin(steep[:-1]) * STEP)])


def drape(cut):
    rng = np.random.default_rng(8)
    wave = flare.folds_round(rng, FOLDS, 0.16)
    d, radius, height = fall()
    levels = np.empty((len(d), COLUMNS + 1, 3))
    for row, (away, mean, z) in enumerate(zip(d, radius, height)):
        length = 2 * np.pi * (TABLE + away)
        inner = min(mean, TABLE + 0.02 + 0.03 * away)
        inner = mean - (mean - inner) * np.clip(away / 0.12, 0, 1)
        levels[row, :, :2] = flare.level(wave, away, (inner, inner), length, COLUMNS)
        levels[row, :, 2] = z
    turn = np.radians(24)
    x, y = cut.points[:, 0] / 100 - SIDE / 200, cut.points[:, 1] / 100 + SIDE / 200
    x, y = x * np.cos(turn) - y * np.sin(turn), x * np.sin(turn) + y * np.cos(turn)
    away = np.hypot(x, y)
    co = flare.sample(levels, (away - TABLE) / STEP, np.arctan2(x, -y) / (2 * np.pi))
    flat = away < TABLE
    # On the table it lies nearly flat: the creases of its folding, hardly to be seen.
    rise = 0.0007 * np.sin(9 * x + 4 * y) * np.sin(7 * y - 3 * x + 1)
    co[flat] = np.stack([x, y, HEIGHT + 0.004 + rise], axis=1)[flat]
    return co


def props(cut, co):
    oak = materials.wood(axis=2)
    top = home.rod("table", (0, 0, HEIGHT - 0.028), (0, 0, HEIGHT), TABLE - 0.004, oak, 128)
    top.modifiers["edge"].width = 0.012
    home.rod("foot", (0, 0, 0.02), (0, 0, HEIGHT - 0.02), 0.035, oak)
    home.rod("base", (0, 0, 0), (0, 0, 0.025), 0.22, oak, 64)
    glaze = materials.plain("glaze", (0.42, 0.40, 0.36), 0.45, 0.4)
    home.turned("bowl", (-0.06, 0.14, HEIGHT + 0.0045), [
        (0.0, 0.004), (0.035, 0.0), (0.04, 0.008), (0.075, 0.03), (0.098, 0.062), (0.102, 0.066),
        (0.098, 0.067), (0.072, 0.036), (0.035, 0.016), (0.0, 0.012)], glaze)


ITEM = Item(
    title="Tablecloth", group="home", width_cm=SIDE, uv_cm=150.0, sewn=sewn, drape=drape,
    props=props, size=(1152, 1008), levels=1, smoothing=4, thickness=0.0022, hem_depth=2.0,
    relief=materials.Relief(yarn=0.14, slub=0.12, soft=0.2, stitch=(2.0,), seam=0.0, rib=0.0),
    stage=stage.Stage(aim=(0, 0, 0.50), eye=(0.0, -3.0, 1.62), frame=1.30, wall=1.2, floor=0.0,
                      sweep=0.7, paper=stage.CHALK, window=(-2.4, -1.3, 1.2)))
