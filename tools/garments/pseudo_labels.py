"""Label maps for photos that have none, so that the garment net also learns what no street photo shows.

usage: pseudo_labels.py single TOILE PHOTOS CLASSES.tsv LABELLED OUT     garments that lie or hang, one a photo
       pseudo_labels.py studio WEIGHTS PHOTOS COUNT LABELLED OUT         half figures and garments on a plain ground
                                                              (python3-torch, python3-numpy, python3-pil)

LABELLED is a labelled folder (photos/, labels/, labels.tsv, split.tsv); OUT becomes a copy of it (by links) with the new
photos added to its training split; OUT may be LABELLED.

single: `TOILE segment` finds the garment, whose class (CLASSES.tsv: file, class) says which group it is.
studio: the net that learnt from people in streets looks at every photo several times, mirrored and made as small as
people in streets are; what the looks agree on becomes the label. A ground of one colour that touches the border is
background. What stays in doubt has the label 255, which training ignores (self-training: Xie et al., CVPR 2020).
"""
import json
import os
import random
import subprocess
import sys
import tempfile

import numpy as np
from PIL import Image, ImageFilter

TAGS = {"blazer": "blazer", "blouse": "blouse", "dress": "dress", "hoodie": "hoodie", "longsleeve": "sweater",
        "outwear": "coat", "pants": "pants", "polo": "t-shirt", "shirt": "shirt", "shorts": "shorts", "skirt": "skirt",
        "t-shirt": "t-shirt", "top": "top"}
LABEL_TAGS = ["null", "skin", "hair", "t-shirt", "pants", "dress", "coat", "hat", "shoes", "tights", "bag", "scarf",
              "belt"]  # a tag of each of the net's labels
UNKNOWN = 255
SURE = 0.75        # mean chance over the looks
LOOKS = (448, 320, 224)  # pixels, the longest side
GROUND = 14        # largest difference (0..255, any channel) within a plain ground


def copied(labelled, out):
    """The folder with links to what there is; its tags as {name: number}, its split as text."""
    for name in ("photos", "labels"):
        os.makedirs(f"{out}/{name}", exist_ok=True)
        for file in os.listdir(f"{labelled}/{name}"):
            if not os.path.lexists(f"{out}/{name}/{file}"):
                os.symlink(os.path.abspath(f"{labelled}/{name}/{file}"), f"{out}/{name}/{file}")
    tags = open(f"{labelled}/labels.tsv").read()
    open(f"{out}/labels.tsv", "w").write(tags)
    numbers = {}
    for line in tags.splitlines()[1:]:
        number, name = line.split("\t")
        numbers[name] = int(number)
    return numbers, open(f"{labelled}/split.tsv").read()


def save(out, name, photo, label):
    photo.save(f"{out}/photos/{name}.jpg", quality=92)
    Image.fromarray(label).save(f"{out}/labels/{name}.png")
    return f"{name}\ttrain\n"


def single(toile, photos, classes, labelled, out):
    numbers, split = copied(labelled, out)
    scratch = tempfile.TemporaryDirectory()
    mask_file = os.path.join(scratch.name, "mask.png")
    kept = seen = 0
    for line in open(classes).readlines()[1:]:
        file, kind = line.split("\t")[:2]
        tag = TAGS.get(kind.strip().lower())
        if tag is None:
            continue
        seen += 1
        path = f"{photos}/{file}"
        done = subprocess.run([toile, "segment", path, "--json", "--quiet", "-o", mask_file], capture_output=True)
        if done.returncode != 0:
            continue
        photo, mask = Image.open(path).convert("RGB"), Image.open(mask_file)
        cover = np.asarray(mask) / 255
        if photo.size != mask.size or not 0.05 < cover.mean() < 0.85 or len(json.loads(done.stdout)["garments"]) > 1:
            continue
        width = max(3, min(photo.size) // 150)
        label = np.full(cover.shape, UNKNOWN, np.uint8)
        label[np.asarray(mask.filter(ImageFilter.MaxFilter(2 * width + 1))) < 26] = 0
        label[np.asarray(mask.filter(ImageFilter.MinFilter(2 * width + 1))) > 229] = numbers[tag]
        split += save(out, f"single_{os.path.splitext(file)[0]}", photo, label)
        kept += 1
    open(f"{out}/split.tsv", "w").write(split)
    print(f"{kept} of {seen} photos labelled")


def plain_ground(picture):
    """Where a ground of the border's own colour is, connected to the border; None if the border has no one colour."""
    border = np.concatenate([picture[0], picture[:, 0], picture[:, -1]])
    colour = np.median(border, 0)
    alike = np.abs(picture.astype(int) - colour).max(2) <= GROUND
    if np.mean(np.abs(border - colour).max(1) <= GROUND) < 0.7:
        return None
    ground = np.zeros_like(alike)
    ground[0], ground[:, 0], ground[:, -1] = alike[0], alike[:, 0], alike[:, -1]
    while True:  # grown along rows and columns until nothing changes
        before = ground.sum()
        for _ in range(8):
            ground[1:] |= ground[:-1]
            ground[:-1] |= ground[1:]
            ground[:, 1:] |= ground[:, :-1]
            ground[:, :-1] |= ground[:, 1:]
            ground &= alike
        if ground.sum() == before:
            return ground


def studio(weights, photos, count, labelled, out):
    import torch
    import torch.nn.functional as F

    sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../bench/peers"))
    from segment import forward
    from weights import read_weights

    tensors, _ = read_weights(weights)
    numbers, split = copied(labelled, out)
    values = np.array([numbers[tag] for tag in LABEL_TAGS], np.uint8)
    files = sorted(os.path.join(folder, f) for folder, _, names in os.walk(photos) for f in names
                   if f.lower().endswith((".jpg", ".png")))
    random.Random(1).shuffle(files)
    kept = seen = 0
    for path in files:
        if kept == int(count):
            break
        seen += 1
        photo = Image.open(path).convert("RGB")
        picture = np.asarray(photo)
        ground = plain_ground(picture)
        if ground is None or not 0.15 < ground.mean() < 0.9:
            continue
        tensor = torch.from_numpy(picture.copy()).permute(2, 0, 1)[None] / 127.5 - 1
        total = torch.zeros(len(LABEL_TAGS), *picture.shape[:2])
        with torch.no_grad():
            for i, longest in enumerate(LOOKS):
                scale = longest / max(photo.size)
                size = (round(photo.height * scale), round(photo.width * scale))
                small = F.interpolate(tensor, size, mode="bilinear", antialias=True)
                small = small.flip(3) if i % 2 else small
                padded = F.pad(small, (0, -size[1] % 32, 0, -size[0] % 32), mode="replicate")
                found = F.interpolate(forward(tensors, padded).softmax(1), padded.shape[2:], mode="bilinear")
                found = found[..., : size[0], : size[1]]
                found = found.flip(3) if i % 2 else found
                total += F.interpolate(found, picture.shape[:2], mode="bilinear")[0] / len(LOOKS)
        chance = total.numpy()
        chance[0] = np.where(ground, 1, chance[0] * 0.2)  # what differs from the ground is seldom ground
        chance /= chance.sum(0)
        label = values[chance.argmax(0)]
        label[chance.max(0) < SURE] = UNKNOWN
        edge = np.asarray(Image.fromarray(ground).convert("L").filter(ImageFilter.MinFilter(5))) < 128
        label[edge & ground] = UNKNOWN
        if (label == UNKNOWN).mean() > 0.35:
            continue
        split += save(out, f"studio_{kept:04d}", photo, label)
        kept += 1
    open(f"{out}/split.tsv", "w").write(split)
    print(f"{kept} of {seen} photos labelled")


if __name__ == "__main__":
    {"single": single, "studio": studio}[sys.argv[1]](*sys.argv[2:])
