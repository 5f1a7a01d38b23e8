"""Folds that are drawn: height fields as cloth makes them, and the light on them."""
import numpy as np
import torch
import torch.nn.functional as F

SIDE = 192


def enlarged(x, mode="bilinear"):
    return F.interpolate(x, size=(SIDE, SIDE), mode=mode, align_corners=False)


def mean_around(height, cells):
    coarse = F.avg_pool2d(F.avg_pool2d(height[None, None], cells), 3, 1, 1, count_include_pad=False)
    return enlarged(coarse)[0, 0]


class Folds:
    def __init__(self, random, noise):
        """`random` is NumPy's generator, `noise(*shape)` gives normal values"""
        self.random = random
        self.noise = noise
        self.y, self.x = torch.meshgrid(torch.linspace(0, 1, SIDE), torch.linspace(0, 1, SIDE), indexing="ij")

    def waves(self, across, down=None):
        """smooth noise with so many values each way"""
        grid = self.noise(1, 1, down or across, across)
        return F.interpolate(grid, size=(SIDE, SIDE), mode="bicubic", align_corners=True)[0, 0]

    def pleats(self):
        """curtains, pleats and gathers: repeating folds that converge and die out"""
        r = self.random
        turn = r.normal(0, 0.15) + (np.pi / 2 if r.random() < 0.2 else 0)
        across = (self.x - 0.5) * np.cos(turn) + (self.y - 0.5) * np.sin(turn)
        along = -(self.x - 0.5) * np.sin(turn) + (self.y - 0.5) * np.cos(turn)
        spread = r.uniform(0, 1.2) if r.random() < 0.5 else 0
        across = across / (1 + spread * (along + 0.5)) * (1 + spread / 2)
        count = np.exp(r.uniform(np.log(2.5), np.log(16)))
        phase = across * count + r.uniform(0, 0.9) * 0.7 * self.waves(int(min(count, 9)) + 2, int(r.integers(2, 4)))
        phase = (phase + r.uniform(0, 0.15) * self.waves(4) + r.random()) % 1
        kind = r.random()
        if kind < 0.7:
            height = (0.5 - 0.5 * torch.cos(2 * np.pi * phase)) ** (1 if kind < 0.4 else r.uniform(0.5, 3))
        else:
            edge = r.uniform(0.15, 0.85)
            height = torch.where(phase < edge, phase / edge, (1 - phase) / (1 - edge))
            height = height * height * (3 - 2 * height)
        height = height / count * r.uniform(0.1, 1) * (1 + r.uniform(0, 0.6) * self.waves(int(min(count, 12)) + 2, 3)).clamp(min=0)
        if r.random() < 0.5:
            part = ((along + 0.5 - r.uniform(-0.2, 0.5)) / r.uniform(0.2, 0.8)).clamp(0, 1)
            height = height * (1 - part if r.random() < 0.3 else part)
        return height

    def creases(self):
        """crumpled cloth: creases where noise changes its sign"""
        r = self.random
        height = torch.zeros(SIDE, SIDE)
        count = int(r.integers(3, 9))
        depth, falls, flat = r.uniform(0.1, 0.7) / count, r.uniform(0.8, 2.2), r.uniform(0.4, 1)
        for _ in range(int(r.integers(2, 5))):
            waves = self.waves(count, max(2, int(count * flat)))
            height = height + depth * (-(waves * waves + r.uniform(0.0005, 0.03)).sqrt() if r.random() < 0.75 else waves * 0.8)
            count = int(count * r.uniform(1.5, 2.3))
            depth = depth / 2 ** (falls * 0.75)
            if count > 40:
                break
        return height * (self.waves(3) * 0.6 + 0.7).clamp(0, 1.3) if r.random() < 0.5 else height

    def pulls(self):
        """folds that run from points of pull"""
        r = self.random
        height = torch.zeros(SIDE, SIDE)
        for _ in range(int(r.integers(1, 4))):
            from_x, from_y = r.uniform(-0.3, 1.3, 2)
            distance = ((self.x - from_x) ** 2 + (self.y - from_y) ** 2).sqrt()
            count = r.uniform(5, 26)
            phase = torch.atan2(self.y - from_y, self.x - from_x) * count / np.pi + 0.5 * self.waves(5) + distance * r.normal(0, 1.5)
            part = torch.exp(-(((distance - r.uniform(0.1, 0.6)) / r.uniform(0.15, 0.5)) ** 2))
            height = height + (0.5 - 0.5 * torch.cos(2 * np.pi * phase)) ** r.uniform(0.7, 2) * part * distance / count * r.uniform(0.2, 1.4)
        return height

    def height(self):
        kind = self.random.random()
        height = self.pleats() if kind < 0.4 else self.creases() if kind < 0.7 else self.pulls()
        return height + self.random.uniform(0, 0.08) * self.waves(int(self.random.integers(2, 6)))

    def light(self):
        """log2 light (SIDE, SIDE) of one or two lamps and the sky on such folds"""
        r = self.random
        height = self.height()
        if r.random() < 0.35:
            height = height + self.height() * r.uniform(0.3, 1)
        right = F.pad(height[:, 1:] - height[:, :-1], (0, 1)) * SIDE
        down = F.pad(height[1:] - height[:-1], (0, 0, 0, 1)) * SIDE
        gentler = 1 / (1 + (right * right + down * down).sqrt() / r.uniform(1.2, 3))
        right, down = right * gentler, down * gentler
        upright = torch.rsqrt(1 + right * right + down * down)
        direct = 0
        for share in (1,) if r.random() < 0.5 else (0.65, 0.35):
            turn, rise = r.uniform(0, 2 * np.pi), r.uniform(0.35, 1.35)
            facing = (np.sin(rise) - right * np.cos(turn) * np.cos(rise) - down * np.sin(turn) * np.cos(rise)) * upright
            soft = r.uniform(0, 0.5)
            direct = direct + share * ((facing + soft) / (1 + soft)).clamp(min=0)
        opened = 1
        for cells in (3, 6, 12, 24):
            opened = opened * (1 - r.uniform(0.2, 1.2) * F.relu(mean_around(height, cells) - height) * SIDE / cells * 0.5).clamp(0.25, 1)
        sky = r.uniform(0.15, 0.75)
        value = sky * opened * (0.5 + 0.5 * upright) + (1 - sky) * direct * opened**0.5 + r.uniform(0, 0.15)
        light = torch.log2(value.clamp(min=0.02))
        light = light + (self.x - 0.5) * r.normal(0, 0.5) + (self.y - 0.5) * r.normal(0, 0.5)
        return light + r.normal(0, 0.4) * self.waves(3) if r.random() < 0.3 else light
