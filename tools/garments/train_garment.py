"""Trains the garment net on a GPU for so many minutes: the recipe of `toile train-garment` with its photos made anew at every look.

usage: train_garment.py LABELLED TEXTURES WEIGHTS OUT MINUTES [option=value ...]      (python3 with torch, numpy, pillow)

LABELLED holds photos/, labels/ (PNG, 8 bits), labels.tsv (value, tag) and split.tsv (id, train or val). Photos whose id begins with
`single_` or `studio_` have labels that a net drew: after two fifths of the time the averaged net draws them anew.
TEXTURES: a folder of swatches, in which garments are re-clothed. WEIGHTS: a garment net whose encoder is started from.
OUT gets garment.safetensors (averaged weights, fp16), checkpoint.pt (to go on from) and train.log.

At every look a photo is turned, scaled and relit; garments get another print under the photo's own light and shade; the ground is
exchanged; and people out of other photos are pasted before it (Ghiasi et al., "Simple Copy-Paste", CVPR 2021), which is also the
truth of who is who: a heat map of everyone's centre and each pixel's offset to it (Panoptic-DeepLab: Cheng et al., CVPR 2020).
"""
import concurrent.futures
import copy
import glob
import json
import math
import os
import random
import struct
import sys
import time

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from PIL import Image

LABELS = ["background", "skin", "hair", "upper", "lower", "dress", "outer", "accessory", "footwear", "hosiery", "bag", "scarf", "belt"]
GROUP_OF = [0, 1, 1, 2, 3, 4, 5, 6, 6, 6, 6, 6, 6]  # background, body, upper, lower, dress, outer, other
TAGS = {
    "background": "null", "skin": "skin", "hair": "hair",
    "upper": "blouse bodysuit bra hoodie intimate jumper shirt sweater sweatshirt swimwear t-shirt top vest",
    "lower": "jeans leggings panties pants shorts skirt", "dress": "dress romper",
    "outer": "blazer cape cardigan coat jacket suit",
    "accessory": "accessories bracelet earrings glasses gloves hat necklace ring sunglasses wallet watch",
    "footwear": "boots clogs flats heels loafers pumps sandals shoes sneakers wedges",
    "hosiery": "socks stockings tights", "bag": "bag purse", "scarf": "scarf tie", "belt": "belt"}
IGNORED = 255
LAYOUT = torch.channels_last if torch.cuda.is_available() else torch.contiguous_format
CANVAS = (704, 544)  # rows, columns in which photos are kept
STAGES = [(1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1)]
TAPS = {0: 0, 1: 1, 2: 2, 4: 3, 6: 4}

options = {"batch": 48, "height": 640, "width": 480, "rate": 1.5e-3, "encoder_rate": 0.3, "decay": 0.02, "ema": 0.999,
           "decoder": "160,96,48,24", "device": "cuda", "seed": 1, "report": 60, "steps": 0, "relabel": 0.4,
           "re_clothed": 0.4, "other_ground": 0.22, "pasted": 0.4, "low": 0.75, "high": 2.2, "smoothing": 0.03}


class SameConv(nn.Module):
    def __init__(self, i, o, k, stride, groups):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(o, i // groups, k, k) * math.sqrt(2 / (i // groups * k * k)))
        self.bias = nn.Parameter(torch.zeros(o))
        self.stride, self.groups = stride, groups

    def forward(self, x):
        if self.stride == 2:
            return F.conv2d(F.pad(x, (0, 1, 0, 1)), self.weight, self.bias, 2, groups=self.groups)
        return F.conv2d(x, self.weight, self.bias, padding=self.weight.shape[2] // 2, groups=self.groups)


class Encoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.convs, self.blocks, i = nn.ModuleList([SameConv(3, 32, 3, 2, 1)]), [], 32
        for s, (e, o, repeats, stride) in enumerate(STAGES):
            for r in range(repeats):
                step = stride if r == 0 else 1
                self.blocks.append((len(self.convs), e > 1, r > 0, TAPS.get(s) if r + 1 == repeats else None))
                if e > 1:
                    self.convs.append(SameConv(i, i * e, 1, 1, 1))
                self.convs.append(SameConv(i * e, i * e, 3, step, i * e))
                self.convs.append(SameConv(i * e, o, 1, 1, 1))
                i = o

    def forward(self, x):
        taps = [None] * 5
        x = F.relu6(self.convs[0](x))
        for first, expands, residual, tap in self.blocks:
            y = x
            if expands:
                y = F.relu6(self.convs[first](y))
            y = F.relu6(self.convs[first + expands](y))
            y = self.convs[first + expands + 1](y)
            x = x + y if residual else y
            if tap is not None:
                taps[tap] = x
        return taps


class Wide(nn.Module):
    """A residual block that sees far: 7x7 by channel, then twice the channels and back (ConvNeXt: Liu et al., CVPR 2022)."""

    def __init__(self, channels):
        super().__init__()
        self.far = SameConv(channels, channels, 7, 1, channels)
        self.expand = SameConv(channels, 2 * channels, 1, 1, 1)
        self.project = SameConv(2 * channels, channels, 1, 1, 1)
        nn.init.zeros_(self.project.weight)

    def forward(self, x):
        return x + self.project(F.relu6(self.expand(self.far(x))))


class Up(nn.Module):
    def __init__(self, i, skip, o):
        super().__init__()
        self.conv, self.norm = nn.Conv2d(i + skip, o, 3, padding=1, bias=False), nn.BatchNorm2d(o)

    def forward(self, x, skip):
        x = F.interpolate(x, skip.shape[2:], mode="bilinear", align_corners=False)
        return F.relu(self.norm(self.conv(torch.cat([x, skip], 1))))


class GarmentNet(nn.Module):
    def __init__(self, decoder):
        super().__init__()
        self.encoder, self.context = Encoder(), nn.Conv2d(320, 320, 1)
        nn.init.zeros_(self.context.weight)
        nn.init.zeros_(self.context.bias)
        self.wide = nn.ModuleList([Wide(320), Wide(320)])
        i = 320
        for n, (skip, o) in enumerate(zip((96, 32, 24, 16), decoder)):
            setattr(self, f"up{n}", Up(i, skip, o))
            i = o
        self.head = nn.Conv2d(decoder[3], len(LABELS), 1)
        self.people_conv = nn.Conv2d(decoder[2], 32, 3, padding=1)
        self.people_head = nn.Conv2d(32, 3, 1)

    def forward(self, x):
        """Logits (n, labels, h/2, w/2); everyone's centre, and offsets to it down and across, in quarters of the side (n, 3, h/4, w/4)."""
        f = self.encoder(x)
        x = f[4] + self.context(f[4].mean((2, 3), keepdim=True))
        for block in self.wide:
            x = block(x)
        for n in range(3):
            x = getattr(self, f"up{n}")(x, f[3 - n])
        people = self.people_head(F.relu(self.people_conv(x)))
        return self.head(self.up3(x, f[0])), people


def read_weights(path):
    data = open(path, "rb").read()
    (length,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8 : 8 + length])
    header.pop("__metadata__")
    types = {"F16": np.float16, "F32": np.float32, "I64": np.int64}
    tensors = {}
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        array = np.frombuffer(data[8 + length + begin : 8 + length + end], types[entry["dtype"]])
        tensors[name] = torch.from_numpy(array.reshape(entry["shape"]).astype(np.float32))
    return tensors


def write_weights(path, net, card):
    header, blobs, at = {}, [], 0
    config = {"encoder": {"width": 1}, "decoder": [int(c) for c in options["decoder"].split(",")], "wide": 2}
    header["__metadata__"] = {"format": "toile-1", "kind": "garment-net", "config": json.dumps(config), "card": json.dumps(card)}
    for name, tensor in sorted(net.state_dict().items()):
        value = tensor.detach().cpu()
        whole = not value.is_floating_point()
        array = value.numpy().astype(np.int64 if whole else np.float16)
        blob = array.tobytes()
        header[name] = {"dtype": "I64" if whole else "F16", "shape": list(array.shape), "data_offsets": [at, at + len(blob)]}
        blobs.append(blob)
        at += len(blob)
    head = json.dumps(header).encode()
    head += b" " * (-len(head) % 8)
    with open(path + ".part", "wb") as f:
        f.write(struct.pack("<Q", len(head)) + head + b"".join(blobs))
    os.replace(path + ".part", path)


class Photos:
    """All photos on the device: pictures (n, 3, rows, columns) and labels (n, rows, columns), bytes; what lies beside a photo is ignored."""

    def __init__(self, folder, device):
        of_tag = {tag: LABELS.index(label) for label, tags in TAGS.items() for tag in tags.split()}
        self.table = np.full(256, IGNORED, np.uint8)
        for line in open(f"{folder}/labels.tsv").read().splitlines()[1:]:
            value, tag = line.split("\t")[:2]
            self.table[int(value)] = of_tag[tag]
        rows = [line.split("\t") for line in open(f"{folder}/split.tsv").read().splitlines()[1:]]
        self.ids, self.split = [r[0] for r in rows], np.array([r[1] for r in rows])
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            loaded = list(pool.map(lambda i: self.one(folder, i), self.ids))
        self.pictures = torch.from_numpy(np.stack([x[0] for x in loaded])).to(device)
        self.labels = torch.from_numpy(np.stack([x[1] for x in loaded])).to(device)
        self.boxes = torch.tensor([x[2] for x in loaded], device=device)  # half height, half width of the photo in its canvas
        self.drawn = torch.tensor([i.startswith(("single_", "studio_")) for i in self.ids], device=device)
        self.train = torch.from_numpy(np.flatnonzero(self.split == "train")).to(device)
        # of a studio photo parts are unknown: it can't be cut out
        self.whole = torch.tensor([i for i in self.train.tolist() if not self.ids[i].startswith("studio_")], device=device)
        self.val = torch.from_numpy(np.flatnonzero(self.split == "val")).to(device)

    def one(self, folder, name):
        path = next(p for p in (f"{folder}/photos/{name}.webp", f"{folder}/photos/{name}.jpg") if os.path.exists(p))
        photo, label = Image.open(path).convert("RGB"), Image.open(f"{folder}/labels/{name}.png")
        scale = min(CANVAS[0] / photo.height, CANVAS[1] / photo.width)
        w, h = min(CANVAS[1], round(photo.width * scale)), min(CANVAS[0], round(photo.height * scale))
        left, top = (CANVAS[1] - w) // 2, (CANVAS[0] - h) // 2
        picture = np.zeros((3, *CANVAS), np.uint8)
        picture[:, top : top + h, left : left + w] = np.asarray(photo.resize((w, h), Image.LANCZOS)).transpose(2, 0, 1)
        labels = np.full(CANVAS, IGNORED, np.uint8)
        labels[top : top + h, left : left + w] = self.table[np.asarray(label.resize((w, h), Image.NEAREST))]
        return picture, labels, (h / 2, w / 2)


def uniform(n, low, high, device):
    return torch.rand(n, device=device) * (high - low) + low


def chance(n, p, device):
    return torch.rand(n, device=device) < p


def look(photos, which, size, low, high):
    """Each photo turned, scaled (its fit to `size` times low..high), flipped and moved. Pictures 0..1, labels."""
    device, n = which.device, len(which)
    half = photos.boxes[which]
    fit = torch.maximum(half[:, 0] / (size[0] / 2), half[:, 1] / (size[1] / 2))  # canvas pixels a pixel of the look
    zoom = torch.exp(uniform(n, math.log(low), math.log(high), device))
    step = fit / zoom
    angle = torch.where(chance(n, 0.15, device), uniform(n, -0.6, 0.6, device), uniform(n, -0.17, 0.17, device))
    aspect = torch.exp(uniform(n, -0.1, 0.1, device))
    flip = torch.where(chance(n, 0.5, device), 1.0, -1.0)
    # room to move: what is larger than the look slides behind it, what is smaller slides within it
    room = torch.stack([(half[:, i] - step * size[i] / 2).abs() for i in (0, 1)], 1)
    move = room * (2 * torch.rand(n, 2, device=device) - 1) * 1.1
    y, x = torch.meshgrid(torch.arange(size[0], device=device) + 0.5 - size[0] / 2,
                          torch.arange(size[1], device=device) + 0.5 - size[1] / 2, indexing="ij")
    cos, sin = (torch.cos(angle) * step)[:, None, None], (torch.sin(angle) * step)[:, None, None]
    to_x = (cos * x - sin * y) * (flip * aspect)[:, None, None] + move[:, 1, None, None]
    to_y = (sin * x + cos * y) / aspect[:, None, None] + move[:, 0, None, None]
    grid = torch.stack([to_x * 2 / CANVAS[1], to_y * 2 / CANVAS[0]], -1)
    pictures = F.grid_sample(photos.pictures[which].float() / 255, grid, padding_mode="zeros", align_corners=False)
    labels = F.grid_sample(photos.labels[which][:, None].float() - IGNORED, grid, mode="nearest", align_corners=False)
    return pictures, (labels[:, 0] + IGNORED).round().long()


def soft(mask, size=3):
    return F.avg_pool2d(mask, size, 1, size // 2, count_include_pad=False)


def cloths(textures, n, size):
    """Random cloth (n, 3, h, w), 0..1: a swatch at any scale and angle in any colours, or plain."""
    device = textures.device
    which = torch.randint(len(textures), (n,), device=device)
    zoom = torch.exp(uniform(n, math.log(0.6), math.log(3.5), device)) * textures.shape[2] / size[0] * 2
    angle = uniform(n, -math.pi, math.pi, device)
    y, x = torch.meshgrid(torch.linspace(-1, 1, size[0], device=device), torch.linspace(-1, 1, size[1], device=device) * size[1] / size[0],
                          indexing="ij")
    cos, sin = (torch.cos(angle) * zoom)[:, None, None], (torch.sin(angle) * zoom)[:, None, None]
    grid = torch.stack([cos * x - sin * y, sin * x + cos * y], -1)
    grid = 1 - ((grid + 1) % 4 - 2).abs()  # mirrored on and on
    cloth = F.grid_sample(textures[which].float() / 255, grid, padding_mode="reflection", align_corners=False)
    # other colours: channels turned about, inverted, drawn towards a colour
    order = torch.stack([torch.randperm(3, device=device) for _ in range(n)])
    cloth = cloth.gather(1, order[:, :, None, None].expand_as(cloth))
    cloth = torch.where(chance(n, 0.25, device)[:, None, None, None], 1 - cloth, cloth)
    colour = torch.rand(n, 3, 1, 1, device=device)
    pale = chance(n, 0.3, device)[:, None, None, None]
    colour = torch.where(pale, 0.7 + 0.3 * colour, colour)
    share = torch.where(chance(n, 0.35, device), torch.ones(n, device=device), uniform(n, 0, 0.5, device))[:, None, None, None]
    return cloth + (colour - cloth) * share


def re_clothed(pictures, labels, textures):
    """In some photos the garments get another cloth; folds and shadows stay as they are."""
    n, device = len(pictures), pictures.device
    garment = (labels >= 3) & (labels <= 6)
    one = torch.randint(3, 7, (n,), device=device)
    only = garment & (labels == one[:, None, None])
    garment = torch.where(chance(n, 0.5, device)[:, None, None], garment, only) & chance(n, options["re_clothed"], device)[:, None, None]
    mask = garment[:, None].float()
    grey = pictures.mean(1, keepdim=True)
    mean = (grey * mask).sum((2, 3), keepdim=True) / mask.sum((2, 3), keepdim=True).clamp_min(1)
    blurred = F.avg_pool2d(grey, 9, 1, 4)
    fine = torch.rand(n, 1, 1, 1, device=device)
    shade = ((blurred + fine * (grey - blurred)) / mean.clamp_min(0.04)).clamp(0.25, 2)
    light = uniform(n, 0.75, 1.1, device)[:, None, None, None]
    cloth = (cloths(textures, n, pictures.shape[2:]) * shade * light).clamp(0, 1)
    return pictures + (cloth - pictures) * soft(mask)


def on_other_ground(pictures, labels, textures):
    """In some photos the ground becomes another: plain with a gradient, stripes, cloth; sometimes nearly of a garment's own colour."""
    n, device = len(pictures), pictures.device
    h, w = pictures.shape[2:]
    chosen = chance(n, options["other_ground"], device)[:, None, None]
    mask = ((labels == 0) & chosen)[:, None].float()
    garment = ((labels >= 3) & (labels <= 6))[:, None].float()
    own = (pictures * garment).sum((2, 3), keepdim=True) / garment.sum((2, 3), keepdim=True).clamp_min(1)
    plain = torch.where(chance(n, 0.35, device)[:, None, None, None], own, torch.rand(n, 3, 1, 1, device=device).sqrt())
    y, x = torch.linspace(-1, 1, h, device=device)[None, None, :, None], torch.linspace(-1, 1, w, device=device)[None, None, None, :]
    slope = uniform(2 * n, -0.25, 0.25, device).view(2, n, 1, 1, 1)
    ground = plain + slope[0] * x + slope[1] * y
    way = chance(n, 0.5, device)[:, None, None, None]
    waves = torch.sin(torch.where(way, x, y) * uniform(n, 8, 90, device)[:, None, None, None])
    ground = ground + torch.where(chance(n, 0.4, device)[:, None, None, None], 1.0, 0.0) * (waves > 0.3) * uniform(n, -0.25, 0.25, device)[:, None, None, None]
    ground = torch.where(chance(n, 0.4, device)[:, None, None, None], cloths(textures, n, (h, w)), ground)
    ground = ground + 0.03 * torch.randn(n, 1, h, w, device=device)
    return pictures + (ground.clamp(0, 1) - pictures) * soft(mask)


def with_others(pictures, labels, photos, size):
    """In some photos one to three more people are pasted before the first. Also who is where: 0 nobody, 1 the first, 2, 3, 4 the others."""
    n, device = len(pictures), pictures.device
    who = ((labels > 0) & (labels != IGNORED)).long()
    for turn in range(3):
        chosen = chance(n, options["pasted"], device) if turn == 0 else chosen & chance(n, 0.5, device)
        which = photos.whole[torch.randint(len(photos.whole), (n,), device=device)]
        others, other_labels = look(photos, which, size, 0.4, 1.3)
        there = (other_labels > 0) & (other_labels != IGNORED)
        before = there & chosen[:, None, None]
        mask = soft(before[:, None].float())
        if turn == 0:  # sometimes behind the first instead of before
            behind = chance(n, 0.4, device)[:, None, None]
            before = before & ~(behind & (who > 0))
            mask = mask * (~(behind & (who > 0)))[:, None].float()
        pictures = pictures + (others - pictures) * mask
        labels = torch.where(before, other_labels, labels)
        who = torch.where(before, torch.full_like(who, turn + 2), who)
    return pictures, labels, who


def relit(x):
    n, device = len(x), x.device
    one = lambda low, high: uniform(n, low, high, device)[:, None, None, None]
    maybe = lambda p, value, other: torch.where(chance(n, p, device)[:, None, None, None], value, other)
    x = maybe(0.15, F.avg_pool2d(x, 3, 1, 1, count_include_pad=False), x)
    x = x.clamp_min(1e-4) ** torch.exp(one(-0.35, 0.35))
    gain = torch.exp(uniform(3 * n, -0.12, 0.12, device)).view(n, 3, 1, 1)
    x = x * gain * one(0.7, 1.3)
    grey = x.mean(1, keepdim=True)
    x = grey + (x - grey) * maybe(0.06, torch.zeros(n, 1, 1, 1, device=device), one(0.6, 1.4))
    mean = x.mean((1, 2, 3), keepdim=True)
    x = mean + (x - mean) * one(0.75, 1.25)
    y, across = torch.linspace(-1, 1, x.shape[2], device=device)[None, None, :, None], torch.linspace(-1, 1, x.shape[3], device=device)
    x = x * maybe(0.3, 1 + one(-0.3, 0.3) * y + one(-0.3, 0.3) * across, torch.ones(n, 1, 1, 1, device=device))
    x = x + maybe(0.4, one(0, 0.04), torch.zeros(n, 1, 1, 1, device=device)) * torch.randn_like(x)
    return x.clamp(0, 1)


def batch_of(photos, textures, size):
    device = photos.pictures.device
    which = photos.train[torch.randint(len(photos.train), (options["batch"],), device=device)]
    pictures, labels = look(photos, which, size, options["low"], options["high"])
    pictures = on_other_ground(re_clothed(pictures, labels, textures), labels, textures)
    pictures, labels, who = with_others(pictures, labels, photos, size)
    return relit(pictures) * 2 - 1, labels, who


def people_truth(who):
    """Heat map of centres and offsets to them at a quarter of the side, and where they are known. `who` (n, h, w)."""
    who = who[:, 2::4, 2::4]
    n, h, w = who.shape
    y, x = torch.meshgrid(torch.arange(h, device=who.device).float(), torch.arange(w, device=who.device).float(), indexing="ij")
    heat = torch.zeros(n, h, w, device=who.device)
    offset = torch.zeros(n, 2, h, w, device=who.device)
    known = torch.zeros(n, h, w, device=who.device)
    for person in range(1, 5):
        mask = (who == person).float()
        count = mask.sum((1, 2))
        large = (count > 0.004 * h * w).float()[:, None, None]
        cy, cx = (mask * y).sum((1, 2)) / count.clamp_min(1), (mask * x).sum((1, 2)) / count.clamp_min(1)
        far = (y - cy[:, None, None]) ** 2 + (x - cx[:, None, None]) ** 2
        heat = torch.maximum(heat, torch.exp(-far / (2 * 5.0**2)) * large)
        mask = mask * large
        offset = offset + torch.stack([cy[:, None, None] - y, cx[:, None, None] - x], 1) * mask[:, None]
        known = known + mask
    return heat, offset, known


group_table = torch.zeros(len(LABELS), 7)
for label, group in enumerate(GROUP_OF):
    group_table[label, group] = 1


def losses(logits, people, labels, who):
    logits = F.interpolate(logits.float(), labels.shape[1:], mode="bilinear", align_corners=False)
    entropy = F.cross_entropy(logits, labels, ignore_index=IGNORED, label_smoothing=options["smoothing"])
    known = (labels != IGNORED).float()[:, None]
    table = group_table.to(logits.device)
    chances = torch.einsum("nlhw,lg->nghw", logits.softmax(1), table) * known
    truth = table[labels.clamp_max(len(LABELS) - 1)].permute(0, 3, 1, 2) * known
    both, seen = (chances * truth).sum((0, 2, 3)), truth.sum((0, 2, 3))
    overlap = (both / (chances.sum((0, 2, 3)) + seen - both).clamp_min(1))[seen > 0]
    garment, real = chances[:, 2:6].sum(1), truth[:, 2:6].sum(1)
    with torch.autocast(logits.device.type, enabled=False):
        wearable = F.binary_cross_entropy(garment.float().clamp(1e-5, 1 - 1e-5), real.float(), weight=known[:, 0])
    heat, offset, there = people_truth(who)
    people = people.float()
    centre = ((people[:, 0] - heat) ** 2).mean()
    to_centre = ((people[:, 1:] - offset).abs().sum(1) * there).sum() / there.sum().clamp_min(1)
    return entropy + 0.5 * (1 - overlap.mean()) + 0.3 * wearable + 20 * centre + 0.01 * to_centre, (entropy, centre, to_centre)


@torch.no_grad()
def chances_at(net, pictures, size, flips=False):
    """Chances of the labels for photos in their canvas, seen at `size`."""
    x = F.interpolate(pictures.float() / 127.5 - 1, size, mode="bilinear", antialias=True).contiguous(memory_format=LAYOUT)
    # sizes change here: finding the fastest kernel for each would take longer than it saves
    with torch.autocast(x.device.type, torch.bfloat16, enabled=x.device.type == "cuda"), torch.backends.cudnn.flags(benchmark=False):
        found = net(x)[0].float().softmax(1)
        if flips:
            found = (found + net(x.flip(3))[0].float().softmax(1).flip(3)) / 2
    return F.interpolate(found, CANVAS, mode="bilinear", align_corners=False)


@torch.no_grad()
def validate(net, photos, size):
    net.eval()
    table = group_table.to(photos.pictures.device)
    both, either, g_both, g_either = torch.zeros(7), torch.zeros(7), 0.0, 0.0
    for at in photos.val.split(11):
        found = torch.einsum("nlhw,lg->nghw", chances_at(net, photos.pictures[at], size), table)
        labels = photos.labels[at].long()
        known = labels != IGNORED
        truth = torch.tensor(GROUP_OF, device=labels.device)[labels.clamp_max(len(LABELS) - 1)]
        best = found.argmax(1)
        for g in range(7):
            a, b = (best == g) & known, (truth == g) & known
            both[g] += (a & b).sum().item()
            either[g] += (a | b).sum().item()
        a, b = (found[:, 2:6].sum(1) > 0.5) & known, (truth >= 2) & (truth <= 5) & known
        g_both += (a & b).sum().item()
        g_either += (a | b).sum().item()
    return g_both / g_either, (both / either.clamp_min(1)).tolist()


@torch.no_grad()
def draw_anew(net, photos):
    """New labels for the photos that nobody labelled: what four looks agree on. A garment that lies or hangs keeps its kind."""
    net.eval()
    for at in photos.drawn.nonzero()[:, 0].split(8):
        found = sum(chances_at(net, photos.pictures[at], size, flips=True) for size in ((704, 544), (512, 384), (352, 288))) / 3
        old = photos.labels[at]
        for i, index in enumerate(at.tolist()):
            inside = torch.zeros(CANVAS, dtype=torch.bool, device=old.device)
            hh, hw = photos.boxes[index]
            top, left = int(CANVAS[0] / 2 - hh), int(CANVAS[1] / 2 - hw)
            inside[top : CANVAS[0] - top, left : CANVAS[1] - left] = True
            c = found[i]
            if photos.ids[index].startswith("single_"):
                kinds = old[i][(old[i] >= 3) & (old[i] <= 6)]
                if len(kinds):
                    kind = kinds.mode().values.item()
                    merged = c[3:7].sum(0)
                    c = c.clone()
                    c[3:7] = 0
                    c[kind] = merged
            best = c.max(0)
            label = torch.where(best.values > 0.7, best.indices, IGNORED)
            sure = (old[i] == 0) & (c[0] > 0.1)  # a ground that was told by its colour
            label = torch.where(sure, 0, label)
            photos.labels[index] = torch.where(inside, label, IGNORED).to(torch.uint8)


def main():
    labelled, textures, start, out, minutes = sys.argv[1:6]
    for word in sys.argv[6:]:
        name, value = word.split("=")
        options[name] = type(options[name])(value)
    began = time.time()
    os.makedirs(out, exist_ok=True)
    device = torch.device(options["device"])
    torch.manual_seed(options["seed"])
    random.seed(options["seed"])
    torch.backends.cudnn.benchmark = False
    torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = True
    log = open(f"{out}/train.log", "a")

    def say(text):
        print(text, flush=True)
        log.write(text + "\n")
        log.flush()

    photos = Photos(labelled, device)
    files = sorted(glob.glob(f"{textures}/*"))
    swatches = [np.asarray(Image.open(f).convert("RGB").resize((224, 224))).transpose(2, 0, 1) for f in files]
    swatches = torch.from_numpy(np.stack(swatches)).to(device)
    net = GarmentNet([int(c) for c in options["decoder"].split(",")]).to(device)
    saved = {k: v for k, v in read_weights(start).items() if k in net.state_dict() and net.state_dict()[k].shape == v.shape}
    net.load_state_dict(saved, strict=False)
    net = net.to(memory_format=LAYOUT)
    average = copy.deepcopy(net)
    encoder = list(net.encoder.parameters())
    rest = [p for n, p in net.named_parameters() if not n.startswith("encoder.")]
    rates = [options["encoder_rate"], 1.0]
    optimizer = torch.optim.AdamW([{"params": encoder}, {"params": rest}], options["rate"], weight_decay=options["decay"],
                                  **({"fused": True} if device.type == "cuda" else {}))
    say(f"{len(photos.train)} photos to train on, {len(photos.val)} to validate, {len(swatches)} swatches, "
        f"{len(saved)} tensors from {os.path.basename(start)}; loaded in {time.time() - began:.0f} s")
    size = (options["height"], options["width"])
    step, redrawn, told, seen_losses = 0, False, began, []
    checkpoint = f"{out}/checkpoint.pt"
    done_before = 0.0
    if os.path.exists(checkpoint):
        state = torch.load(checkpoint, map_location=device)
        net.load_state_dict(state["net"]), average.load_state_dict(state["average"]), optimizer.load_state_dict(state["optimizer"])
        step = state["step"]
        done_before = state["progress"]
    first = time.time()
    total = float(minutes) * 60

    def finish(progress):
        torch.save({"net": net.state_dict(), "average": average.state_dict(), "optimizer": optimizer.state_dict(), "step": step,
                    "progress": progress}, checkpoint + ".part")
        os.replace(checkpoint + ".part", checkpoint)
        garment, groups = validate(average, photos, size)
        card = {"height": size[0], "width": size[1], "steps": step, "images": step * options["batch"], "garment_iou": garment,
                "groups_iou": dict(zip(["background", "body", "upper", "lower", "dress", "outer", "other"], groups))}
        write_weights(f"{out}/garment.safetensors", average, card)
        say(f"step {step}, {time.time() - began:.0f} s: garment {garment:.4f}, groups " + " ".join(f"{g:.3f}" for g in groups))

    while True:
        progress = done_before + (1 - done_before) * (time.time() - began) / total
        if options["steps"]:
            progress = step / options["steps"]
        if progress >= 1:
            break
        if not redrawn and progress > options["relabel"] and options["relabel"] < 1:
            draw_anew(average, photos)
            redrawn = True
            say(f"step {step}: drawn labels anew in {time.time() - began:.0f} s")
        rate = options["rate"] * min(1, (step + 1) / 150) * (0.5 + 0.5 * math.cos(math.pi * progress))
        for group, share in zip(optimizer.param_groups, rates):
            group["lr"] = rate * share
        with torch.no_grad():
            pictures, labels, who = batch_of(photos, swatches, size)
        net.train()
        with torch.autocast(device.type, torch.bfloat16, enabled=device.type == "cuda"):
            logits, people = net(pictures.contiguous(memory_format=LAYOUT))
        loss, parts = losses(logits, people, labels, who)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(net.parameters(), 5.0)
        optimizer.step()
        step += 1
        decay = min(options["ema"], (step + 1) / (step + 10))
        with torch.no_grad():
            mine, own = list(average.parameters()), list(net.parameters())
            torch._foreach_mul_(mine, decay)
            torch._foreach_add_(mine, own, alpha=1 - decay)
            for a, b in zip(average.buffers(), net.buffers()):
                a.copy_(b) if not a.is_floating_point() else a.lerp_(b, 1 - decay)
        if step % 20 == 0:
            seen_losses.append([x.item() for x in (loss, *parts)])
            if not math.isfinite(seen_losses[-1][0]):
                raise SystemExit(f"the loss is no number at step {step}")
        if seen_losses and time.time() - told > options["report"]:
            told = time.time()
            means = np.mean(seen_losses[-50:], 0)
            say(f"step {step}, {step * options['batch'] / (time.time() - first):.0f} photos a second, loss {means[0]:.3f} entropy {means[1]:.3f} "
                f"centre {means[2]:.4f} offset {means[3]:.2f}, rate {rate:.1e}")
            finish(progress)
    finish(1.0)


if __name__ == "__main__":
    main()
