"""Crops of photos of plain garments, for train_marks.py: nothing is to be found on them.

usage: bare.py PHOTOS MASKS OUT FIRST SEED      (python3 with numpy, pillow)

PHOTOS: .jpg of one plain garment each, looked through. MASKS: their mattes, .png by the same names (`toile segment`). OUT gets
NUMBER.png, NUMBER_m.png and NUMBER_k.png as of garments.py, nine crops a photo at half to 1.3 times the size of a drape's grid.
"""
import glob
import os
import sys

import numpy as np
from PIL import Image

SIDE, LONGEST, CROPS = 192, 384, 9
LEAST = 0.15  # of a crop that is garment


def crops(photo, mask, random):
    """(photo, mask) of SIDE x SIDE"""
    for _ in range(CROPS):
        scale = LONGEST / max(photo.size) * np.exp(random.uniform(np.log(0.5), np.log(1.3)))
        size = [max(8, int(length * scale)) for length in photo.size]
        corner = [-(SIDE - length) // 2 if length < SIDE else int(random.integers(-20, max(1, length - 150))) for length in size]
        box = (*corner, corner[0] + SIDE, corner[1] + SIDE)
        yield photo.resize(size, Image.LANCZOS).crop(box), mask.resize(size, Image.BILINEAR).crop(box).point(lambda v: 255 if v > 127 else 0)


if __name__ == "__main__":
    photos, masks, out = sys.argv[1:4]
    number, seed = map(int, sys.argv[4:])
    random = np.random.default_rng(seed)
    os.makedirs(out, exist_ok=True)
    for file in sorted(glob.glob(f"{photos}/*.jpg")):
        mask = Image.open(f"{masks}/{os.path.splitext(os.path.basename(file))[0]}.png").convert("L")
        box = mask.point(lambda v: 255 if v > 127 else 0).getbbox()
        if not box:
            continue
        for photo, part in crops(Image.open(file).convert("RGB").crop(box), mask.crop(box), random):
            if np.asarray(part).mean() < 255 * LEAST:
                continue
            for kind, picture in (("", photo), ("_m", part), ("_k", Image.new("L", (SIDE, SIDE)))):
                picture.save(f"{out}/{number}{kind}.png", compress_level=1)
            number += 1
