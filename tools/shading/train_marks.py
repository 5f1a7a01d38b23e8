"""Trains the net that finds letters and pictures on plain cloth, for so many minutes on one core.

usage: train_marks.py GARMENTS OUT MINUTES [option=value ...]      (python3 with torch, numpy, pillow)

GARMENTS: of garments.py. OUT gets marks.safetensors (averaged weights, fp16) and checkpoint.pt; run again with the same OUT, training
goes on. Options: batch, rate (AdamW's), ema, seed, start (a checkpoint.pt of train_shading.py, whose U-Net is where it begins).
"""
import glob

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from PIL import Image

from lights import LINEAR, LUMINANCE
from rounds import begin, train
from train_shading import CHANNELS, DARKEST, FOLD, FoldedUnet, write_weights

SURELY, HARDLY = 51, 18  # of 255, two stops: what is printed there changes the cloth's own brightness by so much
options = {"batch": 8, "rate": 1e-3, "ema": 0.996, "seed": 1, "start": ""}


class MarkNet(FoldedUnet):
    """As MarkNet of toile/nets/shading_net.hpp: (n, 5, h, w) to logits (n, 1, h / FOLD, w / FOLD)."""

    def __init__(self):
        super().__init__()
        self.mark = nn.Conv2d(CHANNELS[0], 1, 3, padding=1)
        self.initialise()
        nn.init.zeros_(self.mark.weight)
        nn.init.constant_(self.mark.bias, -3)

    def forward(self, cells):
        return self.mark(self.features(cells))


def loss_of(mark, wanted, known):
    """mean cross entropy, and 1 less Dice's coefficient of all that is found"""
    entropy = (F.binary_cross_entropy_with_logits(mark, wanted, reduction="none") * known).sum() / known.sum().clamp(min=1)
    found = mark.sigmoid() * known
    dice = 1 - (2 * (found * wanted).sum() + 20) / ((found + wanted * known).sum() + 20)
    return entropy + 0.5 * dice, dice


class Garments:
    def __init__(self, folder, random):
        self.random = random
        self.all = []
        for file in sorted(glob.glob(f"{folder}/*_k.png")):
            name = file[:-6]
            self.all.append(tuple(np.array(Image.open(f)) for f in (f"{name}.png", f"{name}_m.png", file)))

    def one(self):
        """cells (1, 5, h, w); whether a place is printed on, and whether that is known, (1, 1, h / FOLD, w / FOLD)"""
        r = self.random
        photo, mask, step = self.all[r.integers(len(self.all))]
        linear = torch.from_numpy(LINEAR[photo])
        mask, step = (torch.from_numpy(one)[None, None].float() for one in (mask, step))
        mask = mask / 255
        colours = torch.log2(linear.permute(2, 0, 1)[None].clamp(min=DARKEST))
        luminance = torch.log2((linear @ torch.from_numpy(LUMINANCE))[None, None].clamp(min=DARKEST))
        count = mask.sum().clamp(min=1)
        if r.random() < 0.5:
            colours = colours[:, torch.from_numpy(r.permutation(3))]
        cells = torch.cat([(colours - (colours.mean(1, keepdim=True) * mask).sum() / count) * mask,
                           (luminance - (luminance * mask).sum() / count) * mask, mask], 1)
        most = F.max_pool2d(step * mask, FOLD)
        wanted = (most > SURELY).float()
        known = (F.max_pool2d(mask, FOLD) > 0.5).float() * ((most > SURELY) | (most < HARDLY)).float()
        for turned in (lambda x: x.flip(3), lambda x: x.flip(2), lambda x: x.transpose(2, 3)):
            if r.random() < 0.5:
                cells, wanted, known = (turned(one) for one in (cells, wanted, known))
        return cells, wanted, known

    def batch(self, count):
        return [torch.cat(parts) for parts in zip(*(self.one() for _ in range(count)))]


def main():
    folder, out, minutes = begin(options)
    net = MarkNet()
    if options["start"]:
        known = torch.load(options["start"])["average"]
        net.load_state_dict({name: known.get(name, value) for name, value in net.state_dict().items()})
    garments = None

    def look_at(first):
        nonlocal garments
        garments = Garments(folder, np.random.default_rng(options["seed"] + first))

        def next_loss():
            cells, wanted, known = garments.batch(options["batch"])
            loss, dice = loss_of(net(cells), wanted, known)
            return loss, (loss.item(), 1 - dice.item())
        return next_loss

    train(net, out, minutes, options, look_at, lambda means: "loss {:.4f}, Dice {:.3f}".format(*means),
          lambda weights, steps: write_weights(f"{out}/marks.safetensors", "mark-net", weights,
                                               {"garments": len(garments.all), "steps": steps, "batch": options["batch"]}))


if __name__ == "__main__":
    main()
