"""Label maps for photos of single garments that have none, to train the garment net on what lies or hangs.

usage: pseudo_labels.py WEIGHTS PHOTOS CLASSES.tsv LABELLED OUT      (python3-torch, python3-opencv, python3-pil)

PHOTOS holds pictures, CLASSES.tsv their names and classes (file, class). LABELLED is a labelled folder (photos/, labels/,
labels.tsv, split.tsv); OUT becomes a copy of it (by links) with the new photos added to its training split.

The net that learnt from people in streets looks at every photo several times: mirrored, turned, and made smaller, as
garments are in streets. GrabCut (Rother, Kolmogorov, Blake 2004) then draws the outline from the photo's own colours. The
class says which group the garment is. Photos where the net and GrabCut disagree are left out; the outline itself stays
unlabelled (255).
"""
import os
import sys

import cv2
import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../bench/peers"))
from segment import forward  # noqa: E402
from weights import read_weights  # noqa: E402

TAGS = {"blazer": "blazer", "blouse": "blouse", "dress": "dress", "hoodie": "hoodie", "longsleeve": "sweater",
        "outwear": "coat", "pants": "pants", "polo": "t-shirt", "shirt": "shirt", "shorts": "shorts", "skirt": "skirt",
        "t-shirt": "t-shirt", "top": "top"}
LONGEST, UNKNOWN = 320, 255
AGREEMENT = 0.8  # IoU of the net's garment and GrabCut's


def chance(tensors, picture):
    """picture: (3, h, w) in -1..1; chance that a pixel is of any garment, (h, w)."""
    h, w = picture.shape[1:]
    x = F.pad(picture[None], (0, -w % 32, 0, -h % 32), mode="replicate")
    found = forward(tensors, x).softmax(1)[:, 2:6].sum(1, keepdim=True)
    return F.interpolate(found, x.shape[2:], mode="bilinear", align_corners=False)[0, 0, :h, :w]


def looked_at(tensors, small):
    """Mean chance over looks: mirrored, upside down, and at two sizes with the edge continued around."""
    total = torch.zeros(small.shape[1:])
    looks = 0
    for border in (0, small.shape[1] // 3):
        wide = F.pad(small[None], (border,) * 4, mode="replicate")[0]
        for turn in range(4):
            flipped = torch.flip(wide, [d for d, on in ((2, turn & 1), (1, turn & 2)) if on])
            if border:
                flipped = F.interpolate(flipped[None], scale_factor=0.6, mode="bilinear", antialias=True)[0]
            found = chance(tensors, flipped)
            if border:
                found = F.interpolate(found[None, None], wide.shape[1:], mode="bilinear")[0, 0]
            found = torch.flip(found, [d for d, on in ((1, turn & 1), (0, turn & 2)) if on])
            total += found[border : border + small.shape[1], border : border + small.shape[2]]
            looks += 1
    return (total / looks).numpy()


def outlined(photo, sure):
    """GrabCut from the net's chance; a boolean map."""
    mask = np.where(sure > 0.4, cv2.GC_PR_FGD, cv2.GC_PR_BGD).astype(np.uint8)
    mask[sure > 0.85] = cv2.GC_FGD
    edge = max(2, min(mask.shape) // 60)
    frame = np.ones_like(mask, bool)
    frame[edge:-edge, edge:-edge] = False
    mask[frame & (sure < 0.3)] = cv2.GC_BGD
    if not (mask == cv2.GC_FGD).any() or not (mask == cv2.GC_BGD).any():
        return None
    cv2.setRNGSeed(1)
    cv2.grabCut(photo[:, :, ::-1].copy(), mask, None, np.zeros((1, 65)), np.zeros((1, 65)), 4, cv2.GC_INIT_WITH_MASK)
    found = ((mask == cv2.GC_FGD) | (mask == cv2.GC_PR_FGD)).astype(np.uint8)
    found = cv2.morphologyEx(found, cv2.MORPH_OPEN, np.ones((5, 5), np.uint8))
    found = cv2.morphologyEx(found, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
    count, parts, stats, _ = cv2.connectedComponentsWithStats(found)
    if count < 2:
        return None
    return parts == 1 + stats[1:, cv2.CC_STAT_AREA].argmax()


def main():
    weights, photos, classes, labelled, out = sys.argv[1:]
    tensors, _ = read_weights(weights)
    numbers = dict(line.rstrip("\n").split("\t")[::-1] for line in open(f"{labelled}/labels.tsv").readlines()[1:])
    for name in ("photos", "labels"):
        os.makedirs(f"{out}/{name}", exist_ok=True)
        for file in os.listdir(f"{labelled}/{name}"):
            if not os.path.lexists(f"{out}/{name}/{file}"):
                os.symlink(os.path.abspath(f"{labelled}/{name}/{file}"), f"{out}/{name}/{file}")
    split = open(f"{labelled}/split.tsv").read()
    kept = seen = 0
    for line in open(classes).readlines()[1:]:
        file, kind = line.split("\t")[:2]
        tag = TAGS.get(kind.strip().lower())
        if tag is None:
            continue
        seen += 1
        photo = Image.open(f"{photos}/{file}").convert("RGB")
        scale = LONGEST / max(photo.size)
        small = photo.resize((round(photo.width * scale), round(photo.height * scale)), Image.LANCZOS)
        tensor = torch.from_numpy(np.asarray(small).copy()).permute(2, 0, 1) / 127.5 - 1
        sure = cv2.resize(looked_at(tensors, tensor), photo.size, interpolation=cv2.INTER_LINEAR)
        found = outlined(np.asarray(photo), sure)
        if found is None or not 0.05 < found.mean() < 0.85:
            continue
        net = sure > 0.5
        if (found & net).sum() < AGREEMENT * (found | net).sum():
            continue
        width = max(3, min(photo.size) // 120)
        kernel = np.ones((2 * width + 1,) * 2, np.uint8)
        label = np.full(found.shape, UNKNOWN, np.uint8)
        label[cv2.dilate(found.astype(np.uint8), kernel) == 0] = 0
        label[cv2.erode(found.astype(np.uint8), kernel) == 1] = int(numbers[tag])
        name = f"single_{os.path.splitext(file)[0]}"
        photo.save(f"{out}/photos/{name}.jpg", quality=92)
        Image.fromarray(label).save(f"{out}/labels/{name}.png")
        split += f"{name}\ttrain\n"
        kept += 1
        print(f"\r{kept} of {seen} photos kept", end="", file=sys.stderr, flush=True)
    open(f"{out}/split.tsv", "w").write(split)
    open(f"{out}/labels.tsv", "w").write(open(f"{labelled}/labels.tsv").read())
    print(f"\n{kept} of {seen} photos labelled")


with torch.no_grad():
    main()
