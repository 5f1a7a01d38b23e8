"""Eight seamless tiles from our weights in stock Python PyTorch: what `toile generate -n 8 --no-filter` does.

usage: generate.py WEIGHTS FOLDER NUMBER_OF_CATEGORY
"""
import math
import sys

import torch
import torch.nn.functional as F
from PIL import Image

from weights import read_weights

LEVELS, CELLS, TRUNCATION = 5, 16, 1
tensors, config = read_weights(sys.argv[1])
number = int(sys.argv[3])
t = {name.removeprefix("generator."): value for name, value in tensors.items() if name.startswith("generator.")}
torch.manual_seed(1)


def leaky(x):
    return F.leaky_relu(x, 0.2)


def per_channel(x):
    return x[:, :, None, None]


def style(z):
    def normalised(x):
        return x * torch.rsqrt(x.square().mean(1, keepdim=True) + 1e-8)

    x = torch.cat([normalised(z), normalised(t["embedding"][number : number + 1])], 1)
    for i in range(2):
        x = leaky(F.linear(x, t[f"mapping.{i}.weight"], t[f"mapping.{i}.bias"]))
    return torch.lerp(t["mean_styles"][number : number + 1], x, TRUNCATION)


def waves(w, size):
    asked = F.linear(w, t["wave_vectors.weight"], t["wave_vectors.bias"]).view(-1, config["waves"], 4)
    frequency = 2.5 * torch.tanh(asked[:, :, :2])
    down = torch.cat([frequency[:, :, 0], frequency[:, :, 1]], 1)
    right = torch.cat([frequency[:, :, 1], -frequency[:, :, 0]], 1)
    ramp = (torch.arange(size) + 0.5) / size
    angle = per_channel((down * CELLS).round()) * ramp[:, None] + per_channel((right * CELLS).round()) * ramp
    angle = 2 * math.pi * (angle + per_channel(torch.cat([asked[:, :, 2]] * 2, 1)))
    amplitude = per_channel(torch.cat([asked[:, :, 3]] * 2, 1) + 1)
    return torch.cat([angle.sin() * amplitude, angle.cos() * amplitude], 1)


def styled(x, w, level):
    name = f"levels.{level}."
    scale = F.linear(w, t[name + "affine.weight"], t[name + "affine.bias"])
    weight, up = t[name + "weight"], level > 0
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
        y = y + F.conv2d(waves(w, y.shape[2]), t[name + "wave_weight"])
    return leaky(y) * math.sqrt(2)


with torch.no_grad():
    for i in range(8):
        w = style(torch.randn(1, config["global"]))
        x = F.conv2d(torch.randn(1, config["local"], CELLS, CELLS), t["input_weight"])
        for level in range(LEVELS):
            x = styled(x, w, level)
        scale = F.linear(w, t["rgb_affine.weight"], t["rgb_affine.bias"])
        picture = torch.tanh(F.conv2d(x * per_channel(scale), t["to_rgb"], t["rgb_bias"]))[0]
        pixels = ((picture + 1) * 127.5).round().clamp(0, 255).byte().permute(1, 2, 0).contiguous().numpy()
        Image.fromarray(pixels).resize((512, 512), Image.LANCZOS).save(f"{sys.argv[2]}/peer_{i}.png")
