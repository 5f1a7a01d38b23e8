"""Eight seamless tiles from our weights in stock Python PyTorch: what `toile generate -n 8 --no-filter` does.

usage: generate.py WEIGHTS FOLDER NUMBER_OF_CATEGORY [TILES]
"""
import math
import sys

import torch
import torch.nn.functional as F
from PIL import Image

from weights import read_weights

CELLS = 16
LEVELS = 5  # of the generator, from one value a cell to full resolution
WAVES = [(1, 0), (0, 1), (1, 1), (1, -1), (2, 0), (0, 2)]  # in multiples of a lattice's two vectors
tensors, config = read_weights(sys.argv[1])
number = int(sys.argv[3])
t = {name.removeprefix("generator."): value for name, value in tensors.items() if name.startswith("generator.")}
torch.manual_seed(1)


def leaky(x):
    return F.leaky_relu(x, 0.2)


def per_channel(x):
    return x[:, :, None, None]


def drawn():
    """What a tile is told: a code between those of two swatches of the category; lattice, waves' strengths, inks of the first."""
    own = torch.nonzero(t["swatch_categories"] == number).flatten()
    first, second = own[torch.randint(len(own), (2,))]
    share = 0.2 + 0.3 * torch.rand(1)
    return torch.lerp(t["codes"][first], t["codes"][second], share)[None], *(t[name][first][None] for name in (
        "lattices", "strengths", "colours", "used"))


def style(code):
    def normalised(x):
        return x * torch.rsqrt(x.square().mean(1, keepdim=True) + 1e-8)

    x = torch.cat([normalised(code), normalised(t["embedding"][number : number + 1])], 1)
    for i in range(2):
        x = leaky(F.linear(x, t[f"mapping.{i}.weight"], t[f"mapping.{i}.bias"]))
    return x


def waves(w, lattice, strength, size):
    lattice = (lattice * CELLS).round()
    cycles = torch.stack([a * lattice[:, 0] + b * lattice[:, 1] for a, b in WAVES], 1)
    ramp = (torch.arange(size) + 0.5) / size
    angle = 2 * math.pi * (per_channel(cycles[:, :, 0]) * ramp[:, None] + per_channel(cycles[:, :, 1]) * ramp)
    one, other = strength[:, 0], strength[:, 1]
    strengths = torch.stack([one, other, one * other, one * other, one, other], 1)  # as WAVES
    gain = per_channel(F.linear(w, t["wave_gains.weight"], t["wave_gains.bias"]) * strengths)
    return torch.cat([angle.sin() * gain, angle.cos() * gain], 1)


def styled(x, w, lattice, strength, level, name="levels"):
    up = name == "levels" and level > 0
    name = f"{name}.{level}."
    scale = F.linear(w, t[name + "affine.weight"], t[name + "affine.bias"])
    weight = t[name + "weight"]
    energy = weight.square().sum((2, 3))
    x = x * per_channel(scale)
    if up:  # as the StyleGAN2 paper's code would: enlarge, then convolve
        x = F.interpolate(x, scale_factor=2, mode="nearest")
        weight = weight.transpose(0, 1).flip(2, 3)
    y = F.conv2d(F.pad(x, (1, 1, 1, 1), mode="circular"), weight)
    y = y * per_channel(torch.rsqrt(scale.square() @ (energy if up else energy.t()) + 1e-8))
    y = y + t[name + "bias"][None, :, None, None]
    y = y + torch.randn_like(y[:, :1]) * t[name + "noise_strength"][None, :, None, None]
    if name + "wave_weight" in t:
        y = y + F.conv2d(waves(w, lattice, strength, y.shape[2]), t[name + "wave_weight"])
    return leaky(y) * math.sqrt(2)


def shares(x, colours, used):
    """Each ink's plane from a query that its colour, its place among the others and their number ask."""
    count = used.float().sum(1, keepdim=True)
    place = (used.float().cumsum(1) - 1) / (count - 1).clamp_min(1) * 2 - 1
    told = torch.cat([colours, torch.stack([place, (count / config["inks"]).expand_as(place)], 2)], 2)
    asked = leaky(F.linear(told, t["asking.0.weight"], t["asking.0.bias"]))
    asked = F.linear(asked, t["asking.1.weight"], t["asking.1.bias"])
    channels = x.shape[1]
    logits = asked[:, :, :channels] @ x.flatten(2) / math.sqrt(channels) + asked[:, :, channels:]
    return logits.masked_fill(used[:, :, None] == 0, -1e9).softmax(1).view(-1, config["inks"], *x.shape[2:])


with torch.no_grad():
    for i in range(int(sys.argv[4]) if len(sys.argv) > 4 else 8):
        code, lattice, strength, colours, used = drawn()
        w = style(code)
        x = F.conv2d(torch.randn(1, config["local"], CELLS, CELLS), t["input_weight"])
        for level in range(LEVELS):
            x = styled(x, w, lattice, strength, level)
            if config["convolutions"] > 1 and level + 1 < LEVELS:
                x = styled(x, w, lattice, strength, level, "refining")
        scale = F.linear(w, t["last_affine.weight"], t["last_affine.bias"])
        picture = torch.einsum("nkhw,nkc->nchw", shares(x * per_channel(scale), colours, used), colours)[0]
        pixels = ((picture + 1) * 127.5).round().clamp(0, 255).byte().permute(1, 2, 0).contiguous().numpy()
        Image.fromarray(pixels).resize((512, 512), Image.LANCZOS).save(f"{sys.argv[2]}/peer_{i}.png")
