"""Unet_2020-10-30 in stock Python PyTorch, layer by layer as segmentation_models_pytorch and timm compute it:
milliseconds for one 800x544 photo.

usage: unet.py WEIGHTS THREADS STEPS      (WEIGHTS: what `toile models import` wrote)
"""
import sys
import time

import torch
import torch.nn.functional as F

from weights import read_weights

STAGES = [(1, 1, 2), (6, 2, 3), (6, 2, 3), (6, 2, 5), (6, 1, 5), (6, 2, 6), (6, 1, 2)]  # expansion, stride, repeats
TAPS = (1, 2, 4)


def forward(t, x):
    def norm(x, name):
        return F.batch_norm(x, t[name + ".running_mean"], t[name + ".running_var"], t[name + ".weight"], t[name + ".bias"])

    def conv(x, name, stride=1):
        w = t[name + ".weight"]
        return F.conv2d(x, w, t.get(name + ".bias"), stride, w.shape[2] // 2, groups=x.shape[1] // w.shape[1])

    def swish(x):
        return x.mul_(x.sigmoid())

    def excite(x, name):
        gate = conv(swish(conv(x.mean((2, 3), keepdim=True), name + ".conv_reduce")), name + ".conv_expand")
        return x * gate.sigmoid()

    x = swish(norm(conv(x, "encoder.conv_stem", 2), "encoder.bn1"))
    features = [x]
    for s, (expansion, stride, repeats) in enumerate(STAGES):
        for r in range(repeats):
            block = f"encoder.blocks.{s}.{r}."
            first, y = stride if r == 0 else 1, x
            if expansion > 1:
                y = swish(norm(conv(y, block + "conv_pw"), block + "bn1"))
            y = swish(norm(conv(y, block + "conv_dw", first), block + ("bn2" if expansion > 1 else "bn1")))
            y = excite(y, block + "se")
            y = norm(conv(y, block + ("conv_pwl" if expansion > 1 else "conv_pw")), block + ("bn3" if expansion > 1 else "bn2"))
            x = y + x if first == 1 and y.shape == x.shape else y
        if s in TAPS:
            features.append(x)
    for i in range(5):
        x = F.interpolate(x, scale_factor=2, mode="nearest")
        if i < 4:
            x = torch.cat([x, features[3 - i]], 1)
        for name in (f"decoder.blocks.{i}.conv1", f"decoder.blocks.{i}.conv2"):
            x = F.relu_(norm(conv(x, name + ".0"), name + ".1"))
    return conv(x, "segmentation_head.0")


if __name__ == "__main__":
    torch.set_num_threads(int(sys.argv[2]))
    tensors, _ = read_weights(sys.argv[1])
    picture, times = torch.randn(1, 3, 800, 544), []
    with torch.no_grad():
        for _ in range(int(sys.argv[3]) + 1):
            start = time.perf_counter()
            forward(tensors, picture)
            times.append(time.perf_counter() - start)
    times = sorted(times[1:])
    print(1000 * times[len(times) // 2])
