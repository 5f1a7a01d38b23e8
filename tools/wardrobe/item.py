"""What render.py needs to know of one thing in the wardrobe."""
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from materials import Relief
from sewing import Sewn
from stage import Stage


@dataclass
class Item:
    """`sewn` cuts it, `drape` gives its vertices' places, `props` adds what stands by it."""

    title: str
    group: str                          # upper, lower, dress, outer or home
    width_cm: float                     # how wide it is, lying flat
    uv_cm: float                        # what 65535 means in uv.png
    sewn: Callable[[], Sewn]
    drape: Callable[[Sewn], np.ndarray]
    props: Callable[[Sewn, np.ndarray], None] = lambda sewn, co: None
    stage: Stage = field(default_factory=Stage)
    relief: Relief = field(default_factory=Relief)
    size: tuple = (928, 1160)
    turn: float = 0.0                   # degrees about z, cloth and props alike
    levels: int = 2                     # subdivisions of the simulated mesh
    smoothing: int = 5
    thickness: float = 0.0026           # metres, at hems
    hem_depth: float = 2.3              # cm
    bands: tuple = ()                   # panels (by their names' starts) that are ribbed
    ribbed_hem: float = 0.0             # cm of hem that are ribbed
    placket: float = 0.0                # cm from the front's centre to its placket's edge
    judged: bool = True                 # whether tests/drape has its truth
