"""Eight seamless tiles from our DCGAN weights in stock Python PyTorch: what `toile generate -n 8` does.

usage: generate.py WEIGHTS FOLDER
"""
import sys

import torch
import torch.nn.functional as F
from PIL import Image

from weights import read_weights

tensors, config = read_weights(sys.argv[1])
torch.manual_seed(1)


def norm(x, name):
    return F.relu(F.batch_norm(x, tensors[name + ".running_mean"], tensors[name + ".running_var"],
                               tensors[name + ".weight"], tensors[name + ".bias"]))


def torus(z):
    kernel = tensors["main.0.weight"]
    x = F.conv_transpose2d(z, kernel, stride=kernel.shape[2])
    layer = 0
    while f"main.{layer + 3}.weight" in tensors:
        x = F.pad(norm(x, f"main.{layer + 1}"), (1, 1, 1, 1), mode="circular")
        x = F.conv_transpose2d(x, tensors[f"main.{layer + 3}.weight"], stride=2, padding=1)[:, :, 2:-2, 2:-2]
        layer += 3
    return torch.tanh(x)


with torch.no_grad():
    for i in range(8):
        z = torch.randn(1, config["latent"], 4, 4)
        pixels = ((torus(z)[0] + 1) * 127.5).round().clamp(0, 255).byte().permute(1, 2, 0).contiguous().numpy()
        Image.fromarray(pixels).resize((512, 512), Image.LANCZOS).save(f"{sys.argv[2]}/peer_{i}.png")
