"""A sleeveless dress: a simulated bodice, a flared skirt, a belt of the same cloth over their seam."""
import numpy as np

import sewing
import simulation
import tops
from flared import Flared
from item import Item
from materials import Relief
from stage import Stage

CHEST, UNDERARM = 24.8, -22.0               # cm
WAIST = 42.5                                # cm from the neck point down to the waist
SKIRT = Flared(turn=150.0, length=60.0, band=3.2, folds=8, seed=23)
HALF = SKIRT.round / 4 - 0.6                # cm, of the bodice at the waist

BODICE = tops.Top(
    half_chest=CHEST, side=((CHEST, UNDERARM), (HALF, -WAIST)), neck_half=9.5, shoulder=(16.5, -4.2),
    armhole=((14.6, -10.0), (14.8, -20.5)), front_drop=11.0, back_drop=3.5, sleeve_length=0.0,
    band_width=0.0, raised=31.0, arms=31.0, spacing=1.3,
    cloth=simulation.Cloth(mass=0.002, bending=0.012, air=0.1, quality=6), frames=(16, 18, 19, 36))


def panels():
    skirt, pairs = SKIRT.cut(("skirt_front", "skirt_back", "belt"))
    return BODICE.sewn().panels, skirt, pairs


def sewn():
    bodice, skirt, pairs = panels()
    pairs = BODICE.seams({p.name: p for p in bodice}) + pairs
    layout = {"front": (75.0, 2.0), "back": (205.0, 2.0), "skirt_front": (75.0, 2.0 + WAIST),
              "skirt_back": (205.0, 2.0 + WAIST), "belt": (35.0, 130.0)}
    return sewing.Sewn([*bodice, *skirt], pairs, layout,
                       unhemmed=("hem_r", "hem_l", "top", "start", "end"))


def drape(cut):
    bodice = BODICE.sewn()
    co, placed, at = BODICE.drape(bodice), [], 0
    for panel in bodice.panels:
        mine = bodice.weld[at:at + len(panel.points)]
        placed.append(SKIRT.drawn_in(panel, co[mine], BODICE.side))
        at += len(panel.points)
    return cut.welded(np.vstack(placed + SKIRT.placed(cut.panels[len(bodice.panels):])))


ITEM = Item(
    title="Dress", group="dress", width_cm=2 * CHEST, uv_cm=300.0, sewn=sewn, drape=drape,
    turn=7.0, thickness=0.002, hem_depth=1.2, smoothing=3,
    relief=Relief(yarn=0.09, slub=0.05, soft=0.12, stitch=(1.1,), seam=0.6, rib=0.0),
    stage=Stage(aim=(0, 0, 0.965), eye=(0, -4.6, 1.05), frame=1.26, wall=0.6))
