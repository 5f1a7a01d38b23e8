"""The garment's matte from our weights in stock Python PyTorch: what `toile segment` does.

usage: segment.py WEIGHTS PHOTO MASK.png
"""
import sys

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image

from weights import read_weights

LONGEST, WORKING = 720, 800
STAGES = [(1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1)]
TAPS = {0: 0, 1: 1, 2: 2, 4: 3, 6: 4}


def forward(t, x):
    """Logits of the 13 labels, of which 3 to 6 are garments."""
    def conv(name, x, stride=1):
        name = f"encoder.convs.{name}" if isinstance(name, int) else name
        w, b = t[f"{name}.weight"], t[f"{name}.bias"]
        groups = x.shape[1] // w.shape[1]
        if stride == 2:
            return F.conv2d(F.pad(x, (0, 1, 0, 1)), w, b, 2, groups=groups)
        return F.conv2d(x, w, b, padding=w.shape[2] // 2, groups=groups)

    features, index = [None] * 5, 1
    x = F.relu6(conv(0, x, 2))
    for s, (expansion, _, repeats, stride) in enumerate(STAGES):
        for r in range(repeats):
            y = x
            if expansion > 1:
                y = F.relu6(conv(index, y))
                index += 1
            y = F.relu6(conv(index, y, stride if r == 0 else 1))
            y = conv(index + 1, y)
            index += 2
            x = x + y if r > 0 else y
        if s in TAPS:
            features[TAPS[s]] = x
    context = features[4].mean((2, 3), keepdim=True)
    x = features[4] + F.conv2d(context, t["context.weight"], t["context.bias"])
    for i in range(2):
        far = conv(f"wide.{i}.far", x)
        x = x + conv(f"wide.{i}.project", F.relu6(conv(f"wide.{i}.expand", far)))
    for i in range(4):
        skip = features[3 - i]
        x = F.interpolate(x, skip.shape[2:], mode="bilinear", align_corners=False)
        x = F.conv2d(torch.cat([x, skip], 1), t[f"up{i}.conv.weight"], padding=1)
        x = F.relu(F.batch_norm(x, t[f"up{i}.norm.running_mean"], t[f"up{i}.norm.running_var"],
                                t[f"up{i}.norm.weight"], t[f"up{i}.norm.bias"]))
    return F.conv2d(x, t["head.weight"], t["head.bias"])


def box(x, radius):
    return F.avg_pool2d(x, 2 * radius + 1, 1, radius, count_include_pad=False)


def guided(guide, p, radius, epsilon):
    mean_g, mean_p = box(guide, radius), box(p, radius)
    slope = (box(guide * p, radius) - mean_g * mean_p) / (box(guide * guide, radius) - mean_g**2 + epsilon)
    return box(slope, radius) * guide + box(mean_p - slope * mean_g, radius)


def segment(weights, photo):
    """photo: PIL, RGB. The matte as (h, w), 0..1."""
    tensors, _ = read_weights(weights)
    scale = LONGEST / max(photo.size)
    w, h = round(photo.width * scale), round(photo.height * scale)
    small = torch.from_numpy(np.asarray(photo.resize((w, h), Image.LANCZOS)).copy()).permute(2, 0, 1)[None] / 127.5 - 1
    x = F.pad(small, (0, -w % 32, 0, -h % 32), value=-1)
    chance = forward(tensors, x).softmax(1)[:, 3:7].sum(1, keepdim=True)[:, :, : (h + 1) // 2, : (w + 1) // 2]
    scale = min(1, WORKING / max(photo.size))
    size = (round(photo.height * scale), round(photo.width * scale))
    grey = torch.from_numpy(np.asarray(photo.convert("L")).copy())[None, None] / 255
    guide = F.interpolate(grey, size, mode="bilinear", align_corners=False)
    fine = guided(guide, F.interpolate(chance, size, mode="bilinear", align_corners=False), 6, 4e-4)
    fine = F.interpolate(fine, (photo.height, photo.width), mode="bilinear", align_corners=False)[0, 0]
    edge = ((fine - 0.3) / 0.4).clamp(0, 1)
    return edge * edge * (3 - 2 * edge)


if __name__ == "__main__":
    with torch.no_grad():
        matte = segment(sys.argv[1], Image.open(sys.argv[2]).convert("RGB"))
        Image.fromarray((matte * 255).round().byte().numpy()).save(sys.argv[3])
