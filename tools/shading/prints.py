"""Prints of real cloth for the shading net's training, beside those that `toile generate` makes.

usage: prints.py INKS.pack PLATES OUT      (python3 with numpy, pillow)

INKS.pack: swatches whose light was taken out (`toile prepare SWATCHES --inks 8 --size 192 -o INKS.pack`). PLATES: a folder of category
folders of printed plates, which have no light. OUT gets every second of each as a tile, mirrored in both directions so that it repeats.
"""
import glob
import json
import os
import struct
import sys

import numpy as np
from PIL import Image

SIDE = 192
HEAD = 16  # magic and the header's length


def mirrored(picture):
    picture = np.concatenate([picture, picture[:, ::-1]], 1)
    return np.concatenate([picture, picture[::-1]], 0)


def swatches(pack):
    """(number, sRGB picture) of each flattened swatch"""
    with open(pack, "rb") as file:
        data = file.read()
    start = HEAD + struct.unpack("<Q", data[8:HEAD])[0]
    layout = json.loads(data[HEAD:start])
    height, width = layout["height"], layout["width"]
    for number, (_, _, palette) in enumerate(layout["items"]):
        inks = np.frombuffer(data, np.uint8, height * width, start + number * height * width).reshape(height, width)
        yield number, np.frombuffer(bytes.fromhex(palette), np.uint8).reshape(-1, 3)[inks]


if __name__ == "__main__":
    pack, plates, out = sys.argv[1:4]
    os.makedirs(out, exist_ok=True)
    for number, picture in swatches(pack):
        if number % 2 == 0:
            Image.fromarray(mirrored(picture)).save(f"{out}/swatch_{number}.png", compress_level=1)
    for file in sorted(glob.glob(f"{plates}/*/*"))[::2]:
        picture = np.asarray(Image.open(file).convert("RGB").resize((SIDE, SIDE), Image.LANCZOS))
        name = os.path.splitext(os.path.basename(file))[0]
        Image.fromarray(mirrored(picture)).save(f"{out}/plate_{name}.png", compress_level=1)
