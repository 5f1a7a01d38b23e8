"""Tops and dresses: cut by measure, sewn round the form, draped by simulation.

The sewn panels start wrapped loosely round a thinned form with its arms raised; the
form grows into them, then the arms are lowered, which is what makes the believable
folds at the shoulder and under the arm.
"""
import math
from dataclasses import dataclass, field

import numpy as np

import mannequin
import pattern
import sewing
import simulation
from pattern import arc_length, bezier, mirrored, resample, segments_for, sew

NECK_HEIGHT = 1.475  # world height of the pattern's y = 0


@dataclass
class Top:
    """Measures in cm; y = 0 is the neck point, y runs up."""

    half_chest: float = 27.5
    side: tuple = ((27.5, -25.0), (28.0, -69.0))   # Bezier (4) or straight (2), underarm to hem
    neck_half: float = 9.0
    shoulder: tuple = (22.5, -5.0)
    armhole: tuple = ((20.6, -12.0), (20.4, -23.0))  # its two inner Bezier points
    front_drop: float = 10.5
    back_drop: float = 2.6
    sleeve_cap: float = 10.0
    sleeve_length: float = 24.0       # 0: no sleeves
    sleeve_hem_ratio: float = 0.93
    band_width: float = 2.1           # 0: no neck band
    band_ratio: float = 0.89          # a neck rib is cut shorter than the neckline
    spacing: float = pattern.SPACING
    layout: dict = field(default_factory=lambda: {
        "front": (40.0, 2.0), "back": (100.0, 2.0), "sleeve_r": (152.0, 17.0),
        "sleeve_l": (196.0, 17.0), "band": (20.0, 90.0)})
    cloth: simulation.Cloth = field(default_factory=simulation.Cloth)
    # Frames at which: the form is full, the arms start down, they would be down, and the
    # picture is taken - on their way, while the sleeves still stand a little off.
    frames: tuple = (16, 22, 48, 40)

    @property
    def underarm(self):
        return self.side[0][1]

    def half_curves(self, drop):
        """Right-hand half of a body panel: neckline, shoulder, armhole, side, hem."""
        phi = np.linspace(0, math.pi / 2, 200)
        neck = np.stack([self.neck_half * np.sin(phi) ** 0.92, -drop * np.cos(phi)], axis=1)
        shoulder = np.array([(self.neck_half, 0.0), self.shoulder])
        armhole = bezier(self.shoulder, *self.armhole, self.side[0])
        side = bezier(*self.side) if len(self.side) == 4 else np.array(self.side)
        end = side[-1]
        if len(self.side) == 4:  # a flared hem is square to its side
            hem = bezier(end, end + [-0.35 * end[0], -0.06 * end[0]],
                         (0.35 * end[0], end[1] - 0.085 * end[0]), (0, end[1] - 0.085 * end[0]))
        else:
            hem = np.array([end, (0.0, end[1])])
        return neck, shoulder, armhole, side, hem

    def cut(self, curve):
        return resample(curve, segments_for(curve, self.spacing))

    def body_panel(self, name, drop):
        """Front or back; runs are named _r / _l for the panel's own right and left."""
        curves = [self.cut(c) for c in self.half_curves(drop)]
        names = ("neck", "shoulder", "armhole", "side", "hem")
        runs = [(n + "_r", c) for n, c in zip(names, curves)]
        runs += [(n[:-2] + "_l", mirrored(c)) for n, c in reversed(runs)]
        return pattern.mesh_panel(name, runs, self.spacing)

    def cap_curve(self, half_width):
        """Right half of the sleeve cap, from its top to the underarm corner."""
        cap = self.sleeve_cap
        return bezier((0, 0), (half_width * 0.45, 0), (half_width * 0.5, -cap), (half_width, -cap))

    def sleeve_panel(self, name):
        armhole = self.half_curves(self.front_drop)[2]
        wanted = arc_length(armhole)
        low, half = 5.0, 40.0
        for _ in range(60):  # the half width whose cap is as long as the armhole
            mid = (low + half) / 2
            low, half = (mid, half) if arc_length(self.cap_curve(mid)) < wanted else (low, mid)
        end = (half * self.sleeve_hem_ratio, -self.sleeve_length)
        under = np.array([(half, -self.sleeve_cap), end])
        hem = np.array([end, (0.0, -self.sleeve_length)])
        curves = [resample(self.cap_curve(half), segments_for(armhole, self.spacing)),
                  self.cut(under), self.cut(hem)]
        runs = [(n + "_r", c) for n, c in zip(("cap", "under", "hem"), curves)]
        runs += [(n[:-2] + "_l", mirrored(c)) for n, c in reversed(runs)]
        return pattern.mesh_panel(name, runs, self.spacing)

    def neck_segments(self):
        return [segments_for(self.half_curves(d)[0], self.spacing)
                for d in (self.front_drop, self.back_drop)]

    def band_panel(self):
        """The neck band: a straight strip, its ends meeting at the centre back.

        Columns run (from x=0) centre back -> viewer's left of the front -> centre
        front -> viewer's right -> centre back, so it reads unmirrored from outside.
        """
        nf, nb = self.neck_segments()
        lf, lb = (arc_length(self.half_curves(d)[0]) * self.band_ratio
                  for d in (self.front_drop, self.back_drop))
        xs = np.concatenate([np.linspace(0, lb, nb + 1),
                             lb + np.linspace(0, 2 * lf, 2 * nf + 1)[1:],
                             lb + 2 * lf + np.linspace(0, lb, nb + 1)[1:]])
        return pattern.strip_panel("band", xs, self.band_width)

    def sewn(self):
        panels = [self.body_panel("front", self.front_drop), self.body_panel("back", self.back_drop)]
        if self.sleeve_length:
            panels += [self.sleeve_panel("sleeve_r"), self.sleeve_panel("sleeve_l")]
        if self.band_width:
            panels.append(self.band_panel())
        return sewing.Sewn(panels, self.seams({p.name: p for p in panels}), self.layout,
                           unhemmed=("top", "bottom", "start", "end"))

    def seams(self, p):
        """`sleeve_r` is the sleeve on the viewer's right.  The back panel is drawn from
        outside, so its own left is the viewer's right."""
        front, back = p["front"], p["back"]
        pairs = []
        for run in ("shoulder", "side"):
            pairs += sew(front, run + "_r", back, run + "_l", flip=True)
            pairs += sew(front, run + "_l", back, run + "_r", flip=True)
        if "sleeve_r" in p:
            # Seen from outside, the viewer's right sleeve has its front half on its left.
            pairs += sew(p["sleeve_r"], "cap_l", front, "armhole_r", flip=True)
            pairs += sew(p["sleeve_r"], "cap_r", back, "armhole_l", flip=True)
            pairs += sew(p["sleeve_l"], "cap_r", front, "armhole_l", flip=True)
            pairs += sew(p["sleeve_l"], "cap_l", back, "armhole_r", flip=True)
            for name in ("sleeve_r", "sleeve_l"):
                pairs += sew(p[name], "under_r", p[name], "under_l", flip=True)
        if "band" in p:
            pairs += self._band_seams(front, back, p["band"])
        return pairs

    def _band_seams(self, front, back, band):
        nf, nb = self.neck_segments()
        bottom, pairs = band.runs["bottom"], []
        spans = [(bottom[:nb + 1], back, "neck_r"),
                 (bottom[nb:nb + nf + 1], front, "neck_l"),
                 (bottom[nb + nf:nb + 2 * nf + 1], front, "neck_r"),
                 (bottom[nb + 2 * nf:], back, "neck_l")]
        for strip, panel, run in spans:
            assert len(strip) == len(panel.runs[run])
            pairs += [(("band", i), (panel.name, j)) for i, j in zip(strip, panel.runs[run])]
        return pairs + sew(band, "start", band, "end")

    # -- where the panels start, in metres --------------------------------------------

    def wrap_body(self, points, front):
        """Curved round the chest, closed at the top."""
        side = self.half_curves(self.front_drop)[3]
        heights, widths = side[::-1, 1] / 100, side[::-1, 0] / 100
        underarm = self.underarm / 100
        out = np.empty((len(points), 3))
        sign = -1.0 if front else 1.0
        for i, (px, py) in enumerate(points / 100):
            # Above the underarm the section flattens towards the shoulder seam.
            up = np.clip((py - underarm) / -underarm, 0, 1)
            a = 0.200 + 0.035 * up
            b = 0.150 * (1 - up ** 2.2) + 0.070 * up ** 2.2
            shoulder_fall = 0.22 * abs(px)
            close = np.clip(1 - (-py - shoulder_fall) / 0.05, 0, 1) if abs(px) > 0.085 else 0
            b *= 1 - 0.75 * close
            x, y, s = superellipse_arc(a, b)
            width = np.interp(py, heights, widths) if up == 0 else self.half_chest / 100
            grow = 1.0
            if up == 0:  # flared cloth starts as a wider section
                grow = max(1.0, width / s[-1])
            at = min(abs(px) * s[-1] / width, s[-1])
            wx = grow * np.interp(at, s, x) * np.sign(px)
            wy = grow * np.interp(at, s, y) * -sign
            out[i] = (wx if front else -wx, wy, NECK_HEIGHT + 0.02 + py)
        return out

    def start(self, sewn):
        """Wrapped panels, relaxed until nothing is stretched."""
        placed = []
        for panel in sewn.panels:
            if panel.name in ("front", "back"):
                placed.append(self.wrap_body(panel.points, panel.name == "front"))
            elif panel.name == "band":
                placed.append(wrap_band(panel.points))
            else:
                side = 1 if panel.name == "sleeve_r" else -1
                placed.append(wrap_sleeve(panel.points, side, mannequin.BUILD_ANGLE))
        return sewing.relax_lengths(sewn.welded(np.vstack(placed)), *sewn.edges())

    def drape(self, sewn):
        """The draped vertices."""
        grown, lowering, lowered, taken = self.frames
        form = mannequin.build()
        obj = simulation.cloth_object(self.start(sewn), sewn.triangles, self.cloth, taken,
                                      firm=sewn.group("band") if self.band_width else ())
        settings = obj.modifiers["cloth"].settings
        # Almost weightless and damped until the form has grown into the garment.
        simulation.animate(settings.effector_weights, "gravity",
                           {1: 0.02, grown - 8: 0.05, grown: 1.0})
        simulation.animate(settings, "air_damping", {1: 1.0, grown: 1.0, grown + 4: self.cloth.air})
        simulation.collide(form)
        keys = form.data.shape_keys.key_blocks
        simulation.animate(keys["thin"], "value", {1: 1.0, grown: 0.0})
        simulation.animate(keys["lowered"], "value", {lowering: 0.0, lowered: 1.0})
        co = simulation.run(obj, taken)
        simulation.remove(form)
        return co


def superellipse_arc(a, b, power=2.2, n=801):
    """Points of a quarter section from the front (0,-b) to the side (a,0)."""
    t = np.linspace(0, math.pi / 2, n)
    x = a * np.sin(t) ** (2 / power)
    y = -b * np.cos(t) ** (2 / power)
    s = np.concatenate([[0], np.cumsum(np.hypot(np.diff(x), np.diff(y)))])
    return x, y, s


def wrap_sleeve(points, side, angle):
    """A tube round the raised arm."""
    d = mannequin.arm_direction(side, angle)
    outward = np.array([-d[2] * side, 0.0, d[0] * side]) * side
    if outward[2] < 0:
        outward = -outward
    across = np.array([0.0, float(side), 0.0])
    pivot = mannequin.SHOULDER * [side, 1, 1] + np.array([0, 0, 0.012])
    half = points[:, 0].max() / 100
    radius = half / math.pi
    theta = points[:, 0] / 100 / half * math.pi * 0.97
    along = 0.075 - points[:, 1] / 100
    return (pivot + along[:, None] * d
            + radius * (np.cos(theta)[:, None] * outward + np.sin(theta)[:, None] * across))


def wrap_band(points):
    """A ring standing round the neck."""
    turn = points[:, 0] / points[:, 0].max() * 2 * math.pi
    rise = points[:, 1] / 100
    # From the centre back by the viewer's left (world -x) to the centre front.
    return np.stack([-0.088 * np.sin(turn),
                     np.where(np.cos(turn) > 0, 0.078, 0.115) * np.cos(turn),
                     NECK_HEIGHT + 0.015 - 0.075 * (1 - np.cos(turn)) / 2 + rise], axis=1)
