"""A flared skirt (a part of a circle) on a dressmaker's form."""
import numpy as np

import flare
import home
import mannequin
import materials
import pattern
import sewing
import stage
from item import Item

TURN = np.radians(165)                     # of the circle that the two panels make up
WAIST, TOP = (0.156, 0.110), 1.055         # metres: the waist's half axes, its height
LENGTH, BAND = 64.0, 3.6                   # cm
STEP, COLUMNS, FOLDS = 0.008, 420, 9
ROUND = 2 * np.pi * np.sqrt((WAIST[0] ** 2 + WAIST[1] ** 2) / 2) * 100
RADIUS = ROUND / TURN                      # cm, of the waist's arc
ACROSS, DOWN = 72, 58                      # mesh of a panel


def sector(name):
    """Half the skirt, flat: x = 0 and y = 0 at the middle of its waist."""
    panel = home.grid_panel(name, ACROSS, DOWN, 1.0)
    turn = (panel.points[:, 0] / ACROSS - 0.5) * TURN / 2
    radius = RADIUS - panel.points[:, 1] / DOWN * LENGTH
    points = np.stack([radius * np.sin(turn), RADIUS - radius * np.cos(turn)], axis=1)
    return pattern.Panel(name, points, panel.triangles, panel.runs)


def sewn():
    front, back = sector("front"), sector("back")
    band = pattern.strip_panel("band", np.linspace(0, ROUND, 2 * ACROSS + 1), BAND)
    bottom = band.runs["bottom"]
    pairs = pattern.sew(front, "left", back, "right") + pattern.sew(front, "right", back, "left")
    pairs += [(("band", i), ("front", j)) for i, j in zip(bottom, front.runs["top"])]
    pairs += [(("band", i), ("back", j)) for i, j in zip(bottom[ACROSS:], back.runs["top"])]
    pairs += pattern.sew(band, "start", band, "end")
    layout = {"front": (75.0, 6.0), "back": (205.0, 6.0), "band": (20.0, 90.0)}
    return sewing.Sewn([front, back, band], pairs, layout, unhemmed=("top", "start", "end"))


def levels():
    """The skirt's closed curves from the waist down, metres."""
    wave = flare.folds_round(np.random.default_rng(14), FOLDS, 0.13)
    d = np.arange(0, LENGTH / 100 + STEP, STEP)
    full = TURN / (2 * np.pi)              # the slope of a cone without folds
    spread = full * 0.12 * (1 - np.exp(-d / 0.12)) + 0.07 * d
    slope = np.gradient(spread, d)
    z = TOP - np.concatenate([[0], np.cumsum(np.sqrt(1 - slope[:-1] ** 2) * STEP)])
    rows = np.empty((len(d), COLUMNS + 1, 3))
    for k, away in enumerate(d):
        axes = (WAIST[0] + spread[k], WAIST[1] + spread[k])
        rows[k, :, :2] = flare.level(wave, away, axes, (RADIUS / 100 + away) * TURN, COLUMNS)
        rows[k, :, 2] = z[k]
    return rows


def drape(cut):
    rows, placed = levels(), []
    for panel, middle in zip(cut.panels[:2], (0.0, 0.5)):
        x, y = panel.points[:, 0], RADIUS - panel.points[:, 1]
        away = (np.hypot(x, y) - RADIUS) / 100
        placed.append(flare.sample(rows, away / STEP, middle + np.arctan2(x, y) / TURN))
    band = cut.panels[2].points
    turn = band[:, 0] / ROUND - 0.25
    ring = flare.sample(rows[:2], np.zeros(len(band)), turn)
    ring[:, 2] += band[:, 1] / 100
    return cut.welded(np.vstack(placed + [ring]))


def props(cut, co):
    linen = materials.plain("form", (0.50, 0.44, 0.36), 0.9, 0.05)
    form = mannequin.torso()
    form.data.materials.append(linen)
    oak = materials.wood(axis=2)
    home.rod("pole", (0, 0, 0), (0, 0, 0.72), 0.016, oak)


ITEM = Item(
    title="Skirt", group="lower", width_cm=ROUND / 2, uv_cm=280.0, sewn=sewn, drape=drape,
    props=props, turn=-8.0, levels=2, smoothing=2, thickness=0.002, hem_depth=1.6,
    relief=materials.Relief(yarn=0.10, slub=0.05, soft=0.15, stitch=(1.5,), seam=0.5, rib=0.0),
    stage=stage.Stage(aim=(0, 0, 0.79), eye=(0, -4.2, 0.98), frame=0.98, wall=0.75, floor=0.0,
                      paper=stage.CHALK))
