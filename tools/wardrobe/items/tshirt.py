"""A relaxed cotton T-shirt."""
import stage
import tops
from item import Item

CUT = tops.Top()

ITEM = Item(
    title="T-shirt", group="upper", width_cm=55.0, uv_cm=220.0,
    sewn=CUT.sewn, drape=CUT.drape, turn=7.0, bands=("band",),
    stage=stage.Stage(aim=(0, 0, 1.17), eye=(0, -4.2, 1.17), frame=0.93, wall=0.45))
