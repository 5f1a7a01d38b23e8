"""A heavy jumper with ribbed cuffs and hem."""
import simulation
import tops
from item import Item
from materials import Relief
from stage import Stage

CUT = tops.Top(
    half_chest=29.5, side=((29.5, -27.0), (27.5, -65.0)), neck_half=9.5, shoulder=(23.5, -5.5),
    armhole=((21.6, -12.0), (21.8, -25.0)), front_drop=9.0, sleeve_cap=9.0, sleeve_length=53.0,
    sleeve_hem_ratio=0.58, band_width=3.0, band_ratio=0.88, raised=34.0, arms=21.0, spacing=1.4,
    layout={"front": (40.0, 2.0), "back": (104.0, 2.0), "sleeve_r": (158.0, 20.0),
            "sleeve_l": (204.0, 20.0), "band": (20.0, 90.0)},
    cloth=simulation.Cloth(mass=0.004, bending=0.03, self_distance=0.004, quality=6),
    frames=(16, 20, 44, 50))

ITEM = Item(
    title="Jumper", group="upper", width_cm=59.0, uv_cm=230.0, sewn=CUT.sewn, drape=CUT.drape,
    turn=6.0, bands=("band",), ribbed_hem=6.0, thickness=0.006, hem_depth=6.0, smoothing=8,
    relief=Relief(yarn=0.35, soft=0.45, stitch=(6.0,), rib=0.55),
    stage=Stage(aim=(0, 0, 1.13), eye=(0, -4.2, 1.17), frame=0.98, wall=0.45))
