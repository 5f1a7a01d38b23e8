"""A flared skirt (a part of a circle) on a dressmaker's form."""
import numpy as np

import home
import mannequin
import materials
import sewing
import stage
from flared import Flared
from item import Item

CUT = Flared()


def sewn():
    panels, pairs = CUT.cut()
    layout = {"front": (75.0, 6.0), "back": (205.0, 6.0), "band": (20.0, 90.0)}
    return sewing.Sewn(panels, pairs, layout, unhemmed=("top", "start", "end"))


def drape(cut):
    return cut.welded(np.vstack(CUT.placed(cut.panels)))


def props(cut, co):
    linen = materials.plain("form", (0.50, 0.44, 0.36), 0.9, 0.05)
    form = mannequin.torso()
    form.data.materials.append(linen)
    oak = materials.wood(axis=2)
    home.rod("pole", (0, 0, 0), (0, 0, 0.72), 0.016, oak)


ITEM = Item(
    title="Skirt", group="lower", width_cm=CUT.round / 2, uv_cm=280.0, sewn=sewn, drape=drape,
    props=props, turn=-8.0, levels=2, smoothing=2, thickness=0.002, hem_depth=1.6,
    relief=materials.Relief(yarn=0.10, slub=0.05, soft=0.15, stitch=(1.5,), seam=0.5, rib=0.0),
    stage=stage.Stage(aim=(0, 0, 0.79), eye=(0, -4.2, 0.98), frame=0.98, wall=0.75, floor=0.0,
                      paper=stage.CHALK))
