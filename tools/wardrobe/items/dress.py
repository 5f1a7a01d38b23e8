"""A sleeveless dress, flared from the waist."""
import simulation
import tops
from item import Item
from materials import Relief
from stage import Stage

CUT = tops.Top(
    half_chest=25.0, side=((25.0, -23.0), (22.0, -40.0), (26.0, -54.0), (45.0, -102.0)),
    neck_half=10.0, shoulder=(16.5, -4.2), armhole=((14.6, -10.0), (14.8, -21.5)),
    front_drop=12.0, back_drop=3.5, sleeve_length=0.0, band_width=0.0, arms=31.0, spacing=1.3,
    layout={"front": (50.0, 2.0), "back": (150.0, 2.0)},
    cloth=simulation.Cloth(mass=0.003, bending=0.006, air=0.1), frames=(16, 18, 40, 56))

ITEM = Item(
    title="Dress", group="dress", width_cm=50.0, uv_cm=210.0, sewn=CUT.sewn, drape=CUT.drape,
    turn=7.0, thickness=0.002, hem_depth=1.2,
    relief=Relief(yarn=0.09, slub=0.05, soft=0.12, stitch=(1.1,), seam=0.6, rib=0.0),
    stage=Stage(aim=(0, 0, 0.94), eye=(0, -4.6, 1.05), frame=1.26, wall=0.6))
