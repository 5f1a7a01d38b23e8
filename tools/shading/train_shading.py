"""Trains the shading net for so many minutes on one core.

usage: train_shading.py GARMENTS OUT MINUTES [option=value ...]      (python3 with torch, numpy, pillow)

GARMENTS: of garments.py, and beside each what colours alone tell of its light (NUMBER_t.bin, by `toile-told`). OUT gets
shading.safetensors (averaged weights, fp16) and checkpoint.pt; run again with the same OUT, training goes on.
Options: batch, rate (AdamW's), ema, seed. Debian's PyTorch wants MALLOC_MMAP_MAX_=0 MALLOC_TRIM_THRESHOLD_=20000000000, else it
returns memory at each step.
"""
import glob
import json
import os
import struct

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from PIL import Image

from lights import LINEAR
from rounds import begin, train

SIDE = 192
CHANNELS = (32, 64, 96, 128, 128)
FOLD = 4
SHARES = 4
DARKEST = 0.002
DOUBT = 0.05  # weight of its loss
options = {"batch": 8, "rate": 6e-4, "ema": 0.997, "seed": 1}


class Block(nn.Module):
    def __init__(self, i, o):
        super().__init__()
        self.a = nn.Conv2d(i, o, 3, padding=1)
        self.b = nn.Conv2d(o, o, 3, padding=1)

    def forward(self, x):
        return F.silu(self.b(F.silu(self.a(x))))


class FoldedUnet(nn.Module):
    """As toile/nets/folded_unet.hpp."""

    def __init__(self):
        super().__init__()
        self.stem = nn.Conv2d(5 * FOLD * FOLD, CHANNELS[0], 3, padding=1)
        self.down = nn.ModuleList([Block(CHANNELS[max(0, i - 1)], CHANNELS[i]) for i in range(len(CHANNELS))])
        self.up = nn.ModuleList([Block(CHANNELS[i] + CHANNELS[i - 1], CHANNELS[i - 1]) for i in range(len(CHANNELS) - 1, 0, -1)])

    def initialise(self):
        for module in self.modules():
            if isinstance(module, nn.Conv2d):
                nn.init.normal_(module.weight, 0, 1.7 / module.weight[0].numel() ** 0.5)
                nn.init.zeros_(module.bias)

    def features(self, cells):
        x = F.silu(self.stem(F.pixel_unshuffle(cells, FOLD)))
        levels = []
        for i, block in enumerate(self.down):
            x = block(F.avg_pool2d(x, 2) if i else x)
            levels.append(x)
        for block, level in zip(self.up, levels[-2::-1]):
            x = block(torch.cat([F.interpolate(x, scale_factor=2, mode="bilinear", align_corners=False), level], 1))
        return x


class ShadingNet(FoldedUnet):
    """As toile/nets/shading_net.hpp."""

    def __init__(self):
        super().__init__()
        self.out = nn.Conv2d(CHANNELS[0], (SHARES + 1) * FOLD * FOLD, 3, padding=1)
        self.doubt = nn.Conv2d(CHANNELS[0], 2, 3, padding=1)
        self.initialise()
        with torch.no_grad():
            self.out.weight *= 0.02 / 1.7
        nn.init.zeros_(self.doubt.weight)
        nn.init.constant_(self.doubt.bias, -2)

    def forward(self, cells):
        x = self.features(cells)
        doubt = self.doubt(x)
        x = F.pixel_shuffle(self.out(x), FOLD)
        return cells[:, 3:4] + (x[:, :SHARES] * cells[:, :SHARES]).sum(1, keepdim=True) + x[:, SHARES:], doubt


def centred(light, mask):
    count = mask.sum((2, 3), keepdim=True).clamp(min=1)
    return (light - (light * mask).sum((2, 3), keepdim=True) / count) * mask


def loss_of(found, light, mask):
    """mean absolute error but for a constant, and that of slopes at three scales; (both, the first)"""
    wrong = centred(found - light, mask)
    plain = wrong.abs().sum() / mask.sum()
    slopes = 0
    for _ in range(3):
        for axis in (2, 3):
            step = wrong.narrow(axis, 1, wrong.shape[axis] - 1) - wrong.narrow(axis, 0, wrong.shape[axis] - 1)
            both = mask.narrow(axis, 1, mask.shape[axis] - 1) * mask.narrow(axis, 0, mask.shape[axis] - 1)
            slopes = slopes + (step.abs() * both).sum() / both.sum().clamp(min=1)
        wrong, mask = F.avg_pool2d(wrong, 2), (F.avg_pool2d(mask, 2) > 0.99).float()
    return plain + 0.5 * slopes, plain


def doubt_loss(doubt, told, found, light, mask):
    """minus log likelihood of the errors of what colours tell and of what was found, if they are Laplace's of the scales 2**doubt"""
    errors = F.avg_pool2d(torch.cat([centred(one.detach() - light, mask).abs() for one in (told, found)], 1), FOLD)
    share = F.avg_pool2d(mask, FOLD)
    doubt = doubt.clamp(-6, 2)
    return ((errors / share.clamp(min=0.05) / 2**doubt + doubt * np.log(2)) * share).sum() / share.sum() / 2


class Garments:
    def __init__(self, folder, random):
        self.random = random
        self.all = []
        for file in sorted(glob.glob(f"{folder}/*_t.bin")):
            name = file[:-6]
            left, top, width, height = np.fromfile(file, np.int32, 4)
            told = np.zeros((SIDE, SIDE), np.float16)
            told[top:top + height, left:left + width] = np.fromfile(file, np.float32, offset=16).reshape(height, width)
            self.all.append((np.asarray(Image.open(f"{name}.png")), np.asarray(Image.open(f"{name}_m.png")) > 127,
                             np.load(f"{name}_l.npy"), told))

    def one(self):
        r = self.random
        photo, mask, light, told = self.all[r.integers(len(self.all))]
        mask, light, told = (torch.from_numpy(a.astype(np.float32))[None, None] for a in (mask, light, told))
        colours = torch.log2(torch.from_numpy(LINEAR[photo]).permute(2, 0, 1)[None].clamp(min=DARKEST))
        count = mask.sum().clamp(min=1)
        colours = (colours - (colours.mean(1, keepdim=True) * mask).sum() / count) * mask
        if r.random() < 0.5:
            colours = colours[:, torch.from_numpy(r.permutation(3))]
        cells = torch.cat([colours, (told - (told * mask).sum() / count) * mask, mask], 1)
        for turned in (lambda x: x.flip(3), lambda x: x.flip(2), lambda x: x.transpose(2, 3)):
            if r.random() < 0.5:
                cells, light, mask = turned(cells), turned(light), turned(mask)
        return cells, light, mask

    def batch(self, count):
        return [torch.cat(parts) for parts in zip(*(self.one() for _ in range(count)))]


def write_weights(path, kind, weights, card):
    header, data = {}, b""
    for name, tensor in weights.items():
        raw = tensor.to(torch.float16).contiguous().numpy().tobytes()
        header[name] = {"dtype": "F16", "shape": list(tensor.shape), "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    header["__metadata__"] = {"format": "toile-1", "kind": kind, "config": json.dumps({"channels": list(CHANNELS)}),
                              "card": json.dumps(card)}
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path + ".part", "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + data)
    os.replace(path + ".part", path)


def main():
    folder, out, minutes = begin(options)
    net = ShadingNet()
    garments = None

    def look_at(first):
        nonlocal garments
        garments = Garments(folder, np.random.default_rng(options["seed"] + first))

        def next_loss():
            cells, light, mask = garments.batch(options["batch"])
            found, doubt = net(cells)
            loss, plain = loss_of(found, light, mask)
            loss = loss + DOUBT * doubt_loss(doubt, cells[:, 3:4], found, light, mask)
            return loss, (plain.item(), loss_of(cells[:, 3:4], light, mask)[1].item())
        return next_loss

    train(net, out, minutes, options, look_at, lambda means: "error {:.4f}, of what colours tell {:.4f}".format(*means),
          lambda weights, steps: write_weights(f"{out}/shading.safetensors", "shading-net", weights,
                                               {"garments": len(garments.all), "steps": steps, "batch": options["batch"]}))


if __name__ == "__main__":
    main()
