"""A child's dress: a bodice with short sleeves and a full skirt, cut for the form and made small."""
import numpy as np

import sewing
import simulation
import tops
from flared import Flared
from item import Item
from materials import Relief
from stage import Stage

SMALL = 0.6                                 # of the form's size: a child of four
CHEST, UNDERARM = 24.8, -22.0               # cm on the form, before it is made small
WAIST = 38.5                                # from the neck point down to the waist
SKIRT = Flared(turn=215.0, top=1.095, length=50.0, band=2.6, folds=11, seed=31)
HALF = SKIRT.round / 4 - 0.6                # cm, of the bodice at the waist

BODICE = tops.Top(
    half_chest=CHEST, side=((CHEST, UNDERARM), (HALF, -WAIST)), neck_half=9.0, shoulder=(20.0, -5.0),
    armhole=((17.6, -11.0), (17.6, -21.0)), front_drop=8.5, back_drop=2.6, sleeve_cap=11.0,
    sleeve_length=19.0, sleeve_hem_ratio=0.98, band_width=2.4, band_ratio=0.95, spacing=1.3,
    cloth=simulation.Cloth(mass=0.002, bending=0.012, air=0.1, quality=6))
LAYOUT = {"front": (40.0, 4.0), "back": (115.0, 4.0), "skirt_front": (40.0, 4.0 + WAIST * SMALL),
          "skirt_back": (115.0, 4.0 + WAIST * SMALL), "sleeve_r": (165.0, 8.0),
          "sleeve_l": (190.0, 8.0), "band": (160.0, 40.0), "belt": (14.0, 70.0)}


def full_size():
    skirt, pairs = SKIRT.cut(("skirt_front", "skirt_back", "belt"))
    return BODICE.sewn().panels, skirt, pairs


def sewn():
    bodice, skirt, pairs = full_size()
    pairs = BODICE.seams({p.name: p for p in bodice}) + pairs
    for panel in [*bodice, *skirt]:
        panel.points = panel.points * SMALL
    return sewing.Sewn([*bodice, *skirt], pairs, LAYOUT,
                       unhemmed=("hem_r", "hem_l", "top", "bottom", "start", "end"))


def drape(cut):
    bodice, (_, skirt, _) = BODICE.sewn(), full_size()
    co, placed, at = BODICE.drape(bodice), [], 0
    for panel in bodice.panels:
        mine = co[bodice.weld[at:at + len(panel.points)]]
        placed.append(SKIRT.drawn_in(panel, mine, BODICE.side) if panel.name in ("front", "back") else mine)
        at += len(panel.points)
    return SMALL * cut.welded(np.vstack(placed + SKIRT.placed(skirt)))


ITEM = Item(
    title="Child's dress", group="dress", width_cm=2 * CHEST * SMALL, uv_cm=210.0, sewn=sewn,
    drape=drape, size=(1160, 1400), turn=7.0, thickness=0.002, hem_depth=1.0, smoothing=4, judged=False,
    relief=Relief(yarn=0.08, slub=0.04, soft=0.1, stitch=(0.9,), seam=0.5, rib=0.0),
    stage=Stage(aim=(0, 0, 0.615), eye=(0, -2.9, 0.68), frame=0.70, wall=0.38))
