"""Light off photos of plain garments, to train the shading net on.

usage: lights.py single OUT.npy PHOTOS MASKS      (python3 with numpy, pillow)
       lights.py street OUT.npy FOLDER

single: photos of one garment each, and their mattes by the same names (`toile segment`).
street: photos/, labels/ (PNG, 8 bits) and labels_suggested_groups.tsv (index, name, group).

Kept is what is of one colour and evenly lit but for its folds: OUT gets (log2 light with an upper quartile of 0, mask) on at most 384
cells a side, and goes on with what is there already.
"""
import csv
import glob
import os
import sys

import numpy as np
from PIL import Image, ImageFilter

LONGEST = 384
LUMINANCE = np.array([0.2126, 0.7152, 0.0722], np.float32)


def linear(values):
    """sRGB 0..255 as linear light 0..1"""
    share = np.asarray(values, np.float32) / 255
    return np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4).astype(np.float32)


LINEAR = linear(np.arange(256))


def eroded(mask, pixels):
    smaller = Image.fromarray((mask * 255).astype(np.uint8)).filter(ImageFilter.MinFilter(2 * pixels + 1))
    return np.asarray(smaller) > 127


def box_mean(values, reach):
    sums = np.pad(values, ((reach + 1, reach), (reach + 1, reach)), mode="edge").cumsum(0).cumsum(1)
    side = 2 * reach + 1
    return (sums[side:, side:] - sums[:-side, side:] - sums[side:, :-side] + sums[:-side, :-side]) / side / side


def light_of(photo, mask):
    """(log2 light, mask) of a garment that is plain, or why it isn't"""
    rows, columns = np.nonzero(mask)
    if len(rows) < 3000:
        return "small"
    box = np.s_[rows.min():rows.max() + 1, columns.min():columns.max() + 1]
    inside = eroded(mask[box], 2)
    if min(inside.shape) < 48 or inside.sum() < 2500:
        return "small"
    colours = LINEAR[photo[box]]
    luminance = colours @ LUMINANCE
    bright = np.quantile(luminance[inside], 0.9)
    if bright < 0.02:
        return "dark"
    if (photo[box].max(2) >= 253)[inside].mean() > 0.06:
        return "blown out"
    total = colours.sum(2) + 0.03
    for channel in (0, 2):
        share = ((colours[..., channel] + 0.01) / total)[inside]
        if np.subtract(*np.quantile(share, [0.9, 0.1])) > (0.06 if bright > 0.1 else 0.09):
            return "of several colours"
    log = np.log2(np.maximum(luminance, 0.002))
    weight = box_mean(inside.astype(np.float64), 6) + 1e-6
    mean = box_mean(np.where(inside, log, 0).astype(np.float64), 6) / weight
    variance = box_mean(np.where(inside, log * log, 0).astype(np.float64), 6) / weight - mean**2
    near = np.sqrt(np.maximum(np.quantile(variance[inside], [0.5, 0.95]), 0))
    if near[0] > 0.3 or near[1] > 1.3 or np.subtract(*np.quantile(log[inside], [0.95, 0.05])) > 5.5:
        return "uneven"
    height, width = inside.shape
    scale = min(1, LONGEST / max(height, width))
    if scale < 1:
        size = max(1, round(width * scale)), max(1, round(height * scale))
        filled = np.where(inside, luminance, np.median(luminance[inside])).astype(np.float32)
        log = np.log2(np.maximum(np.asarray(Image.fromarray(filled).resize(size, Image.BOX)), 0.002))
        inside = np.asarray(Image.fromarray((inside * 255).astype(np.uint8)).resize(size, Image.BOX)) > 200
    log = log - np.quantile(log[inside], 0.75)
    return np.where(inside, log, 0).astype(np.float16), inside


def single(photos, masks):
    for file in sorted(glob.glob(f"{photos}/*.jpg")):
        matte = f"{masks}/{os.path.basename(file)[:-4]}.png"
        if os.path.exists(matte):
            yield np.asarray(Image.open(file).convert("RGB")), np.asarray(Image.open(matte).convert("L")) > 240


def street(folder):
    with open(f"{folder}/labels_suggested_groups.tsv") as table:
        groups = {int(row["index"]): row["group"] for row in csv.DictReader(table, delimiter="\t")}
    for file in sorted(glob.glob(f"{folder}/labels/*.png")):
        labels = np.asarray(Image.open(file))
        photo = np.asarray(Image.open(f"{folder}/photos/{os.path.basename(file)[:-4]}.jpg").convert("RGB"))
        for label in np.unique(labels):
            if groups.get(int(label)) == "garment" and labels.shape == photo.shape[:2]:
                yield photo, eroded(labels == label, 1)


if __name__ == "__main__":
    kind, out, *folders = sys.argv[1:]
    kept = list(np.load(out, allow_pickle=True)) if os.path.exists(out) else []
    why = {}
    for photo, mask in {"single": single, "street": street}[kind](*folders):
        found = light_of(photo, mask)
        if isinstance(found, str):
            why[found] = why.get(found, 0) + 1
        else:
            kept.append(found)
    all_lights = np.empty(len(kept), object)
    all_lights[:] = kept
    np.save(out, all_lights, allow_pickle=True)
    print(len(kept), "lights; left out:", why)
