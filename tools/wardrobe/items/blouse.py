"""A blouse with a stand collar, a buttoned placket and short sleeves."""
import numpy as np

import home
import simulation
import tops
from item import Item
from materials import Relief, plain
from stage import Stage

CUT = tops.Top(
    half_chest=27.0, side=((27.0, -25.0), (28.5, -66.0)), neck_half=8.2, shoulder=(21.5, -5.0),
    armhole=((19.4, -12.0), (19.6, -23.0)), front_drop=9.0, back_drop=2.4, sleeve_length=23.0,
    sleeve_hem_ratio=0.9, band_width=3.0, band_ratio=0.97, spacing=1.15,
    cloth=simulation.Cloth(mass=0.0018, firm_bending=0.3))


def props(sewn, co):
    """Buttons down the placket."""
    shell = plain("button", (0.80, 0.77, 0.72), 0.35, 0.4)
    front = next(p for p in sewn.panels if p.name == "front")
    welded = sewn.weld[sewn.offset["front"]:][:len(front.points)]
    for y in np.arange(-12.0, -64.0, -9.0):
        near = np.argsort(((front.points - [0.0, y]) ** 2).sum(axis=1))[:6]
        place = co[welded[near]].mean(axis=0)
        home.ball("button", tuple(place + [0, -0.003, 0]), 0.0056, shell, (1, 0.35, 1))


ITEM = Item(
    title="Blouse", group="upper", width_cm=54.0, uv_cm=220.0, sewn=CUT.sewn, drape=CUT.drape,
    props=props, size=(1152, 1008), turn=6.0, placket=1.7, thickness=0.002, hem_depth=1.5,
    relief=Relief(yarn=0.09, slub=0.05, soft=0.12, stitch=(1.4,), seam=0.6, rib=0.0),
    stage=Stage(aim=(0, 0, 1.265), eye=(0, -4.2, 1.27), frame=0.63, wall=0.45))
