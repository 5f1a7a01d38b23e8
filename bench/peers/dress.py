"""A photo dressed in a tile in stock Python PyTorch, matte included: what `toile dress` does.

usage: dress.py WEIGHTS PHOTO TILE OUT.png
"""
import sys

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image

from segment import box, guided, segment

TILES_ACROSS = 3


def linear(picture):
    x = torch.from_numpy(np.asarray(picture).copy()).permute(2, 0, 1)[None] / 255
    return torch.where(x <= 0.04045, x / 12.92, ((x + 0.055) / 1.055) ** 2.4)


def srgb(x):
    x = x.clamp(0, 1)
    x = torch.where(x <= 0.0031308, x * 12.92, 1.055 * x ** (1 / 2.4) - 0.055)
    return (x[0] * 255).round().byte().permute(1, 2, 0).contiguous().numpy()


def blur(x, radius):
    return box(box(box(x, radius), radius), radius)


with torch.no_grad():
    photo, tile = Image.open(sys.argv[2]).convert("RGB"), Image.open(sys.argv[3]).convert("RGB")
    matte = segment(sys.argv[1], photo)[None, None]
    ys, xs = torch.nonzero(matte[0, 0] > 0, as_tuple=True)
    top, left, width = ys.min().item(), xs.min().item(), (xs.max() - xs.min() + 1).item()
    height = (ys.max() - ys.min() + 1).item()
    part = (slice(None), slice(None), slice(top, top + height), slice(left, left + width))
    before, cover = linear(photo), matte[part]
    light = (before[part] * torch.tensor([0.2126, 0.7152, 0.0722])[None, :, None, None]).sum(1, keepdim=True).clamp(min=0.004)
    light = (light / light[cover > 0.5].quantile(0.75)).log()
    weight = blur(cover, max(1, width // 40))
    around = blur(light * cover, max(1, width // 40)) / weight.clamp(min=1e-4)
    light = guided(light, light, max(1, width // 160), 1.2e-3) * cover + around * (1 - cover)
    relief = blur(light * cover, max(1, width // 70)) / blur(cover, max(1, width // 70)).clamp(min=1e-4)
    depth, most = 0.0011 * width * width, 0.01 * width
    shift_x = ((relief.roll(-1, 3) - relief.roll(1, 3)) / 2 * depth).clamp(-most, most)
    shift_y = ((relief.roll(-1, 2) - relief.roll(1, 2)) / 2 * depth).clamp(-most, most)
    period = width / TILES_ACROSS
    x = torch.arange(width)[None, None, None] + 0.5 - width / 2 + blur(shift_x, max(1, width // 100))
    y = torch.arange(height)[None, None, :, None] + 0.5 - height / 2 + blur(shift_y, max(1, width // 100))
    scaled = linear(tile.resize((max(1, round(period)),) * 2, Image.LANCZOS))
    grid = torch.stack([(x / period) % 1 * 2 - 1, (y / period) % 1 * 2 - 1], -1)[0]
    cloth = F.grid_sample(scaled, grid, align_corners=False, padding_mode="border")
    after = before.clone()
    after[part] = before[part] + (cloth * light.exp().clamp(0.06, 1.9) - before[part]) * cover
    Image.fromarray(srgb(after)).save(sys.argv[4])
