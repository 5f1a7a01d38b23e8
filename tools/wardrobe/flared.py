"""A flared skirt: two sectors of a ring of cloth and a straight band, hung from the waist."""
from dataclasses import dataclass

import numpy as np

import flare
import home
import pattern

STEP, COLUMNS = 0.008, 420
TUCK = 0.004                               # metres that a bodice's edge lies inside the band
ACROSS, DOWN = 72, 58                      # mesh of a panel


@dataclass
class Flared:
    """Lengths in cm but for the waist, which is where it is in the world, in metres."""

    turn: float = 165.0                    # degrees of the circle that the two panels make up
    waist: tuple = (0.156, 0.110)          # half axes
    top: float = 1.055                     # height of the waist
    length: float = 64.0
    band: float = 3.6
    folds: int = 9
    seed: int = 14

    @property
    def round(self):
        return 2 * np.pi * np.sqrt((self.waist[0] ** 2 + self.waist[1] ** 2) / 2) * 100

    @property
    def radius(self):
        """Of the waist's arc, flat."""
        return self.round / np.radians(self.turn)

    def sector(self, name):
        """Half the skirt, flat: x = 0 and y = 0 at the middle of its waist."""
        panel = home.grid_panel(name, ACROSS, DOWN, 1.0)
        turn = (panel.points[:, 0] / ACROSS - 0.5) * np.radians(self.turn) / 2
        radius = self.radius - panel.points[:, 1] / DOWN * self.length
        points = np.stack([radius * np.sin(turn), self.radius - radius * np.cos(turn)], axis=1)
        return pattern.Panel(name, points, panel.triangles, panel.runs)

    def cut(self, names=("front", "back", "band")):
        """Panels and seams."""
        front, back = (self.sector(name) for name in names[:2])
        band = pattern.strip_panel(names[2], np.linspace(0, self.round, 2 * ACROSS + 1), self.band)
        bottom = band.runs["bottom"]
        pairs = pattern.sew(front, "left", back, "right") + pattern.sew(front, "right", back, "left")
        pairs += [((names[2], i), (names[0], j)) for i, j in zip(bottom, front.runs["top"])]
        pairs += [((names[2], i), (names[1], j)) for i, j in zip(bottom[ACROSS:], back.runs["top"])]
        pairs += pattern.sew(band, "start", band, "end")
        return [front, back, band], pairs

    def levels(self):
        """The skirt's closed curves from the waist down, metres."""
        wave = flare.folds_round(np.random.default_rng(self.seed), self.folds, 0.13)
        d = np.arange(0, self.length / 100 + STEP, STEP)
        full = self.turn / 360                 # the slope of a cone without folds
        spread = full * 0.12 * (1 - np.exp(-d / 0.12)) + 0.07 * d
        slope = np.gradient(spread, d)
        z = self.top - np.concatenate([[0], np.cumsum(np.sqrt(1 - slope[:-1] ** 2) * STEP)])
        rows = np.empty((len(d), COLUMNS + 1, 3))
        for k, away in enumerate(d):
            axes = (self.waist[0] + spread[k], self.waist[1] + spread[k])
            length = (self.radius / 100 + away) * np.radians(self.turn)
            rows[k, :, :2] = flare.level(wave, away, axes, length, COLUMNS)
            rows[k, :, 2] = z[k]
        return rows

    def placed(self, panels):
        """Where the points of the three panels are."""
        rows, found = self.levels(), []
        for panel, middle in zip(panels[:2], (0.0, 0.5)):
            x, y = panel.points[:, 0], self.radius - panel.points[:, 1]
            away = (np.hypot(x, y) - self.radius) / 100
            turn = middle + np.arctan2(x, y) / np.radians(self.turn)
            found.append(flare.sample(rows, away / STEP, turn))
        band = panels[2].points
        ring = flare.sample(rows[:2], np.zeros(len(band)), band[:, 0] / self.round - 0.25)
        ring[:, 2] += band[:, 1] / 100
        return [*found, ring]

    def drawn_in(self, panel, co, side):
        """The lower part of a bodice's front or back led to the waist, its edge tucked into the band; `side`: tops.Top's."""
        (chest, underarm), (half, waist) = side
        x, y = panel.points[:, 0], panel.points[:, 1]
        turn = x / np.interp(y, [waist, underarm], [half, chest]) * np.pi / 2
        facing = -1 if panel.name == "front" else 1
        target = np.stack([-facing * (self.waist[0] - TUCK) * np.sin(turn),
                           facing * (self.waist[1] - TUCK) * np.cos(turn),
                           self.top + 0.004 + (y - waist) / 100], axis=1)
        led = np.clip((underarm + 3 - y) / (underarm - waist), 0, 1)
        led = (led * led * (3 - 2 * led))[:, None]
        return co + led * (target - co)
