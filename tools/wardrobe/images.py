"""Pictures in and out: exact PNG, sRGB, JPEG through vips, filling of maps."""
import struct
import subprocess
import tempfile
import zlib
from pathlib import Path

import bpy
import numpy as np


def srgb(linear):
    """Linear 0..1 to sRGB-coded 0..1."""
    linear = np.clip(linear, 0, 1)
    return np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)


def linear(coded):
    """sRGB-coded 0..1 to linear 0..1."""
    coded = np.asarray(coded, float)
    return np.where(coded <= 0.04045, coded / 12.92, ((coded + 0.055) / 1.055) ** 2.4)


def linear_colour(name):
    """'#rrggbb' to a linear RGB triple."""
    return linear([int(name[k:k + 2], 16) / 255 for k in (1, 3, 5)])


def load_linear(path):
    """An image file's raw values as (height, width, 4), row 0 at the top."""
    image = bpy.data.images.load(str(path))
    image.colorspace_settings.name = "Raw"
    width, height = image.size
    pixels = np.empty(width * height * 4, np.float32)
    image.pixels.foreach_get(pixels)
    bpy.data.images.remove(image)
    return pixels.reshape(height, width, 4)[::-1].astype(float)


def write_png(path, array):
    """uint8 or uint16, grey (h,w) or RGB (h,w,3); no gamma, no colour management."""
    depth = 16 if array.dtype == np.uint16 else 8
    colour = 2 if array.ndim == 3 else 0
    height, width = array.shape[:2]
    data = array.astype(">u2" if depth == 16 else "u1").tobytes()
    stride = len(data) // height
    # The "up" filter makes smooth maps compress far better.
    rows = np.frombuffer(data, np.uint8).reshape(height, stride)
    filtered = np.empty((height, stride + 1), np.uint8)
    filtered[:, 0] = 2
    filtered[0, 1:] = rows[0]
    filtered[1:, 1:] = rows[1:] - rows[:-1]

    def chunk(kind, body):
        return (struct.pack(">I", len(body)) + kind + body
                + struct.pack(">I", zlib.crc32(kind + body)))

    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    with open(path, "wb") as out:
        out.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header)
                  + chunk(b"IDAT", zlib.compress(filtered.tobytes(), 9)) + chunk(b"IEND", b""))


def write_jpeg(path, light, quality=92):
    """Linear RGB to an sRGB JPEG (4:4:4), with the faintest dither against banding."""
    coded = srgb(light) * 255
    coded += np.random.default_rng(7).uniform(-0.5, 0.5, coded.shape[:2])[..., None]
    with tempfile.TemporaryDirectory() as scratch:
        exact = Path(scratch) / "exact.png"
        write_png(exact, np.round(np.clip(coded, 0, 255)).astype(np.uint8))
        subprocess.run(["vips", "jpegsave", str(exact), str(path), "--Q", str(quality),
                        "--subsample-mode", "off", "--optimize-coding", "--strip"], check=True)


def shrunk(values, factor):
    """The mean of every factor x factor pixels."""
    height, width = (n // factor for n in values.shape[:2])
    return values.reshape(height, factor, width, factor, *values.shape[2:]).mean(axis=(1, 3))


def fill_outwards(values, known):
    """Continue `values` smoothly from where `known` over the whole picture (push-pull)."""
    weight = known.astype(float)
    levels = [(values * weight[..., None], weight)]
    while min(levels[-1][1].shape) > 1:
        value, weight = levels[-1]
        pad = [(0, weight.shape[0] % 2), (0, weight.shape[1] % 2)]
        value, weight = np.pad(value, pad + [(0, 0)]), np.pad(weight, pad)
        total = value[::2, ::2] + value[1::2, ::2] + value[::2, 1::2] + value[1::2, 1::2]
        count = weight[::2, ::2] + weight[1::2, ::2] + weight[::2, 1::2] + weight[1::2, 1::2]
        scale = 1 / np.maximum(count, 1)
        levels.append((total * scale[..., None], count * scale))
    coarse = levels[-1][0] / np.maximum(levels[-1][1], 1e-9)[..., None]
    for value, weight in reversed(levels[:-1]):
        height, width = weight.shape
        coarse = coarse.repeat(2, 0).repeat(2, 1)[:height, :width]
        edge = np.pad(coarse, [(1, 1), (1, 1), (0, 0)], mode="edge")
        coarse = sum(edge[y:y + height, x:x + width] for y in range(3) for x in range(3)) / 9
        coarse = value + (1 - np.minimum(weight, 1))[..., None] * coarse
    return coarse


def grow_coordinates(uv, valid, wanted, rounds=4):
    """Continue coordinates a few pixels past the edge, along their own slope.

    Edge pixels that the garment covers only in part have no coordinate at their
    centre; a renderer still needs one there.
    """
    uv, valid = uv.copy(), valid.copy()
    steps = [(0, 1), (0, -1), (1, 0), (-1, 0), (1, 1), (1, -1), (-1, 1), (-1, -1)]
    for _ in range(rounds):
        missing = wanted & ~valid
        if not missing.any():
            break
        total, count = np.zeros_like(uv), np.zeros(valid.shape)
        for dy, dx in steps:
            one = np.roll(uv, (dy, dx), (0, 1))
            two = np.roll(uv, (2 * dy, 2 * dx), (0, 1))
            have = np.roll(valid, (dy, dx), (0, 1))
            both = have & np.roll(valid, (2 * dy, 2 * dx), (0, 1))
            slope = np.where(both[..., None], one - two, 0)
            slope[np.abs(slope).max(axis=-1) > 0.01] = 0  # not across a panel change
            total += np.where(have[..., None], one + slope, 0)
            count += have
        fill = missing & (count > 0)
        uv[fill] = total[fill] / count[fill][:, None]
        valid |= fill
    return uv, valid
