"""Small image helpers: exact 8/16-bit PNG writing and filling of coordinate maps."""
import struct
import zlib

import bpy
import numpy as np


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
    # The "up" filter makes smooth coordinate maps compress far better.
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


def write_jpeg(path, linear, quality):
    """Linear RGB to an sRGB JPEG, with the faintest dither against banding."""
    linear = np.clip(linear, 0, 1)
    srgb = np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)
    srgb += np.random.default_rng(7).uniform(-0.6, 0.6, srgb.shape[:2])[..., None] / 255
    height, width = srgb.shape[:2]
    pixels = np.ones((height, width, 4), np.float32)
    pixels[..., :3] = np.clip(srgb, 0, 1)[::-1]
    image = bpy.data.images.new("photo", width, height)
    image.pixels.foreach_set(pixels.ravel())
    settings = bpy.context.scene.render.image_settings
    settings.file_format, settings.color_mode, settings.quality = "JPEG", "RGB", quality
    bpy.context.scene.view_settings.view_transform = "Raw"
    image.filepath_raw, image.file_format = str(path), "JPEG"
    image.save()
    bpy.data.images.remove(image)


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
