"""Printed garments whose light is known, and what is printed on them in one place: to train the two nets on that look at cloth.

usage: garments.py LIGHTS.npy PRINTS MOTIFS OUT FIRST COUNT SEED [SHARE]      (python3 with torch, numpy, pillow)

LIGHTS: of lights.py. PRINTS: a folder of tiles (`toile generate`). MOTIFS: a folder of folders of cut-outs with alpha. OUT gets
NUMBER.png (the photo, 192 x 192), NUMBER_m.png (its mask), NUMBER_l.npy (log2 light), NUMBER_k.png (by how much something that is
printed in one place changes the cloth's own brightness, 255: two stops) for COUNT numbers from FIRST on, and list_FIRST.txt for
`toile-told`. SHARE of them are printed all over: 0.75 to train the shading net on, 0.3 (the default) for the net that finds marks.

Light is that on a plain garment in a photo, or on drawn folds (folds.py), or on both. A print, one of PRINTS or small motifs on
plain cloth (scattered.py), is laid on with a turn, a slow warp and the folds' own shifts, or placed on plain cloth in one place as
letters, a picture or a label (graphics.py); light, its colour, what cloth throws on cloth, sheen, blur, noise and JPEG make a photo
of it. Three of ten are as clean as the cells of a large photo.
"""
import glob
import io
import os
import sys

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image

from folds import SIDE, Folds, enlarged
from graphics import Graphics, fonts_of_this_machine
from lights import LUMINANCE, linear
from scattered import scattered


def srgb_of(light):
    light = light.clamp(0, 1)
    return torch.where(light <= 0.0031308, light * 12.92, 1.055 * light.clamp(min=1e-6) ** (1 / 2.4) - 0.055)


def centred(light, mask):
    return light - (light * mask).sum() / mask.sum()


class Maker:
    """Makes one garment after another; the same seed makes the same ones."""

    def __init__(self, lights, prints, motifs, seed, share):
        self.lights = np.load(lights, allow_pickle=True)
        self.prints = [torch.from_numpy(linear(np.asarray(Image.open(file).convert("RGB")))).permute(2, 0, 1)
                       for file in sorted(glob.glob(f"{prints}/*.png"))]
        self.fonts = fonts_of_this_machine()
        self.share = share
        self.random = np.random.default_rng(seed)
        self.torch = torch.Generator().manual_seed(seed)

        self.folds = Folds(self.random, self.noise)
        self.graphics = Graphics(self.random, SIDE, sorted(glob.glob(f"{motifs}/*/*.*")),
                                 lambda: picture_of(srgb_of(self.any_print()[None])))

    def noise(self, *shape):
        return torch.randn(*shape, generator=self.torch)

    def any_print(self):
        return self.prints[self.random.integers(len(self.prints))]

    def photographed_light(self):
        """log2 light and mask, (1, 1, SIDE, SIDE): a part of a plain garment in a photo"""
        r = self.random
        while True:
            light, mask = self.lights[r.integers(len(self.lights))]
            height, width = mask.shape
            side = int(SIDE / (r.uniform(0.75, 1.6) if max(height, width) > SIDE else 1))
            if max(height, width) < side * 1.1:
                side = int(max(height, width) * 1.05)

            def start(length):
                if length > side * 0.75:
                    return int(r.integers(-side // 8, max(1, length - side + side // 8)))
                return -(side - length) // 2
            top, left = start(height), start(width)
            pad = (max(0, -left), max(0, left + side - width), max(0, -top), max(0, top + side - height))
            light, mask = (F.pad(torch.from_numpy(a.astype(np.float32)), pad)[top + pad[2]:, left + pad[0]:][:side, :side][None, None]
                           for a in (light, mask))
            if mask.mean() < 0.2:
                continue
            light = torch.where(mask > 0, light, (light * mask).sum() / mask.sum())  # else enlarging makes a rim
            light, mask = enlarged(light), (enlarged(mask) > 0.99).float()
            for chance, turned in ((0.5, lambda x: x.flip(3)), (0.3, lambda x: x.flip(2)), (0.3, lambda x: x.transpose(2, 3))):
                if r.random() < chance:
                    light, mask = turned(light), turned(mask)
            return (centred(light, mask) * r.uniform(0.5, 2.2)).clamp(-5, 2), mask

    def drawn_light(self):
        """the same of folds that are drawn, within the outline of a real garment as a rule, and on top of its own light at times"""
        r = self.random
        light, mask = self.folds.light()[None, None], torch.ones(1, 1, SIDE, SIDE)
        if r.random() < 0.6:
            own, mask = self.photographed_light()
            if r.random() < 0.4:
                light = light * r.uniform(0.5, 1) + own
        elif r.random() < 0.5:
            blobs = enlarged(self.noise(1, 1, 4, 4), "bicubic")
            mask = (blobs > torch.quantile(blobs, r.uniform(0, 0.4))).float()
        return (centred(light, mask) * r.uniform(0.6, 1.3)).clamp(-5, 2.5), mask

    def small_motifs(self):
        def colour_of_a_print():
            x, y = self.random.integers(384, size=2)
            return srgb_of(self.any_print()[:, y, x]).numpy() * 255
        tile = scattered(self.random, self.fonts, colour_of_a_print)
        return torch.from_numpy(linear(np.asarray(tile))).permute(2, 0, 1)

    def slopes(self, light):
        """what folds shift a print by, before it is scaled: the slopes of the blurred light"""
        smooth = enlarged(F.avg_pool2d(F.avg_pool2d(light, 4), 3, 1, 1, count_include_pad=False))[0, 0]
        return F.pad(smooth[:, 1:] - smooth[:, :-1], (0, 1)), F.pad(smooth[1:] - smooth[:-1], (0, 0, 0, 1))

    def printed(self, light):
        """albedo (1, 3, SIDE, SIDE) of a print in repeat"""
        r = self.random
        tile = self.small_motifs() if r.random() < 0.3 else self.any_print()
        if r.random() < 0.25:
            tile = tile[torch.from_numpy(r.permutation(3))]
        if r.random() < 0.2:
            tile = 0.85 - tile.clamp(0, 0.8)
        y, x = torch.meshgrid(torch.linspace(-1, 1, SIDE), torch.linspace(-1, 1, SIDE), indexing="ij")
        tiles = np.exp(r.uniform(np.log(0.35), np.log(3.5)))
        angle = r.normal(0, 0.35) if r.random() < 0.8 else r.uniform(0, 2 * np.pi)
        warp = enlarged(self.noise(1, 2, 5, 5) * r.uniform(0, 0.12), "bicubic")[0]
        right, down = self.slopes(light)
        shift = r.normal(0, 0.5)
        px, py = x + warp[0] + shift * right, y + warp[1] + shift * down
        if r.random() < 0.35:  # two panels
            second = (px + r.normal(0, 0.4) * py > r.uniform(-0.6, 0.6)).float()
            px, py = px + second * r.uniform(0.1, 1), py + second * r.uniform(0.1, 1)
        u = (px * np.cos(angle) - py * np.sin(angle)) * tiles + r.random()
        v = (px * np.sin(angle) + py * np.cos(angle)) * tiles + r.random()
        tile, finer = tile[None], tile.shape[1] * tiles * 2 / SIDE
        while finer > 1.6 and tile.shape[2] > 24:
            tile, finer = F.avg_pool2d(tile, 2), finer / 2
        side = tile.shape[2]
        at = [((c / 2 % 1) * side + 1) / (side + 2) * 2 - 1 for c in (u, v)]  # two units a tile, and a rim that wraps around
        return F.grid_sample(F.pad(tile, (1, 1, 1, 1), mode="circular"), torch.stack(at, -1)[None], padding_mode="border",
                             align_corners=False)

    def placed(self, light, mask, albedo):
        """`albedo` with letters, pictures or labels in one place"""
        ground = picture_of(srgb_of(albedo.mean((2, 3), keepdim=True)))[0, 0].astype(np.float32)
        colours, share = self.graphics.graphic(ground, np.argwhere(mask[0, 0].numpy() > 0))
        on_top = torch.cat([torch.from_numpy(linear(colours)).permute(2, 0, 1), torch.from_numpy(share)[None]])[None]
        right, down = self.slopes(light)
        shift = self.random.normal(0, 0.5)
        line = (torch.arange(SIDE) + 0.5) / SIDE * 2 - 1
        y, x = torch.meshgrid(line, line, indexing="ij")
        on_top = F.grid_sample(on_top, torch.stack([x + shift * right, y + shift * down], -1)[None], align_corners=False)
        return albedo + (on_top[:, :3] - albedo) * on_top[:, 3:]

    def plain(self):
        """albedo of cloth of one colour, or of yarns of nearly one"""
        r = self.random
        tile = self.any_print()
        plain = tile[:, r.integers(50), r.integers(50)][None, :, None, None].expand(1, 3, SIDE, SIDE)
        if r.random() < 0.7:
            return plain
        return (plain * 2 ** (self.noise(1, 1, SIDE, SIDE) * r.uniform(0, 0.25))).clamp(0, 1)

    def one(self):
        """(photo in sRGB (1, 3, SIDE, SIDE), log2 light, mask, stops by which something printed in one place changes the cloth)"""
        r = self.random
        light, mask = self.drawn_light() if r.random() < 0.6 else self.photographed_light()
        clean = r.random() < 0.3
        def as_cloth(albedo, power):
            return albedo.clamp(0, 1) ** power * 0.9 + 0.02
        power = r.uniform(0.6, 1.3) if r.random() < 0.3 else 1
        printed = r.random() < self.share
        bare = self.printed(light) if printed else self.plain()
        albedo = self.placed(light, mask, bare) if r.random() < (0.1 if printed else 0.8) else bare
        albedo, bare = as_cloth(albedo, power), as_cloth(bare, power)
        bright, bare_bright = ((one * torch.from_numpy(LUMINANCE)[:, None, None]).sum(1, keepdim=True) for one in (albedo, bare))
        stops = torch.log2(bright / bare_bright).abs()
        tint = torch.from_numpy(np.exp(r.normal(0, 0.12, (1, 3, 1, 1))).astype(np.float32))
        # in deep places cloth sees cloth
        mean = (albedo * mask).sum((2, 3), keepdim=True) / mask.sum()
        thrown = (mean / mean.mean()) ** (r.uniform(0, 0.35) * (-light).clamp(0, 3) / 2)
        photo = 2**light * albedo * tint * thrown * 2 ** r.uniform(-1.6, 0.4)
        photo = photo + r.uniform(0, 0.02) * (r.random() < (0.25 if clean else 0.5))
        if r.random() < (0.12 if clean else 0.25):
            photo = photo + r.uniform(0.02, 0.15) * 2 ** ((light - light.max()) * 4)
        blur = r.uniform(0, 0.7 if clean else 1.1)
        if blur > 0.35:
            kernel = torch.exp(-0.5 * (torch.arange(-3, 4) / blur) ** 2)
            kernel = kernel / kernel.sum()
            wide = F.pad(photo, (3, 3, 3, 3), mode="replicate")
            wide = sum(kernel[i] * wide[..., i:i + SIDE] for i in range(7))
            photo = sum(kernel[i] * wide[:, :, i:i + SIDE] for i in range(7))
        photo = srgb_of(photo)
        photo = (photo + self.noise(*photo.shape) * r.uniform(0, 0.004 if clean else 0.012)).clamp(0, 1)
        if r.random() < (0.1 if clean else 0.35):
            file = io.BytesIO()
            Image.fromarray(picture_of(photo)).save(file, "JPEG", quality=int(r.integers(55, 96)))
            photo = torch.from_numpy(np.asarray(Image.open(file)).astype(np.float32) / 255).permute(2, 0, 1)[None]
        return photo, light, mask, stops


def picture_of(photo):
    """(h, w, 3), 0..255"""
    return (photo[0].permute(1, 2, 0).numpy() * 255 + 0.5).astype(np.uint8)


if __name__ == "__main__":
    torch.set_num_threads(1)
    lights, prints, motifs, out = sys.argv[1:5]
    first, count, seed = map(int, sys.argv[5:8])
    os.makedirs(out, exist_ok=True)
    maker = Maker(lights, prints, motifs, seed, float(sys.argv[8]) if len(sys.argv) > 8 else 0.3)
    with open(f"{out}/list_{first}.txt", "w") as listed:
        for number in range(first, first + count):
            photo, light, mask, stops = maker.one()
            name = f"{out}/{number}"
            Image.fromarray(picture_of(photo)).save(f"{name}.png", compress_level=1)
            for kind, plane in (("m", mask), ("k", (stops / 2).clamp(0, 1))):
                Image.fromarray((plane[0, 0].numpy() * 255).astype(np.uint8)).save(f"{name}_{kind}.png", compress_level=1)
            np.save(f"{name}_l.npy", light[0, 0].numpy().astype(np.float16))
            listed.write(f"{name}.png {name}_m.png {name}_t.bin\n")
