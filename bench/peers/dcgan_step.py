"""A training step of the DCGAN tutorial in stock Python PyTorch: img/s at 64 px, batch 64.

usage: dcgan_step.py THREADS STEPS [BATCH]
"""
import sys
import time

import torch
from torch import nn, optim

THREADS, STEPS = int(sys.argv[1]), int(sys.argv[2])
BATCH, LATENT, WIDTH = int(sys.argv[3]) if len(sys.argv) > 3 else 64, 100, 64
torch.set_num_threads(THREADS)
torch.manual_seed(0)


def generator():
    def up(i, o):
        return [nn.ConvTranspose2d(i, o, 4, 2, 1, bias=False), nn.BatchNorm2d(o), nn.ReLU(True)]

    return nn.Sequential(
        nn.ConvTranspose2d(LATENT, WIDTH * 8, 4, 1, 0, bias=False), nn.BatchNorm2d(WIDTH * 8), nn.ReLU(True),
        *up(WIDTH * 8, WIDTH * 4), *up(WIDTH * 4, WIDTH * 2), *up(WIDTH * 2, WIDTH),
        nn.ConvTranspose2d(WIDTH, 3, 4, 2, 1, bias=False), nn.Tanh())


def discriminator():
    def down(i, o):
        return [nn.Conv2d(i, o, 4, 2, 1, bias=False), nn.BatchNorm2d(o), nn.LeakyReLU(0.2, True)]

    return nn.Sequential(
        nn.Conv2d(3, WIDTH, 4, 2, 1, bias=False), nn.LeakyReLU(0.2, True),
        *down(WIDTH, WIDTH * 2), *down(WIDTH * 2, WIDTH * 4), *down(WIDTH * 4, WIDTH * 8),
        nn.Conv2d(WIDTH * 8, 1, 4, 1, 0, bias=False), nn.Sigmoid())


net_g, net_d, criterion = generator(), discriminator(), nn.BCELoss()
optimizer_d = optim.Adam(net_d.parameters(), lr=2e-4, betas=(0.5, 0.999))
optimizer_g = optim.Adam(net_g.parameters(), lr=2e-4, betas=(0.5, 0.999))
real = torch.rand(BATCH, 3, 64, 64) * 2 - 1
times = []
for _ in range(STEPS + 1):
    start = time.perf_counter()
    net_d.zero_grad()
    label = torch.full((BATCH,), 1.0)
    criterion(net_d(real).view(-1), label).backward()
    fake = net_g(torch.randn(BATCH, LATENT, 1, 1))
    label.fill_(0.0)
    criterion(net_d(fake.detach()).view(-1), label).backward()
    optimizer_d.step()
    net_g.zero_grad()
    label.fill_(1.0)
    criterion(net_d(fake).view(-1), label).backward()
    optimizer_g.step()
    times.append(time.perf_counter() - start)
times = sorted(times[1:])
print(BATCH / times[len(times) // 2])
