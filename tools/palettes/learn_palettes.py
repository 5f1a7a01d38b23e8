#!/usr/bin/python3
"""Learns the bank of palettes from folders of pictures: DATA/swatches, DATA/swatches_open, DATA/plates.

usage: learn_palettes.py DATA [SHEET.png] > toile/compose/palette_bank.inc

For each picture k-means in Oklab; then what plays ground, main, accent, leaf, centre and line. Exposure is evened, and
what is muddy, dull or too close is left out. Of the rest those are kept that lie farthest from each other. Needs
numpy and Pillow.
"""
import glob
import os
import sys

import numpy as np
from PIL import Image, ImageDraw

KEPT = 320
COLOURS = 8
HINTS = {"floral": "floral", "leaves": "leaves", "paisley": "paisley", "damask": "damask", "geometric": "geometric",
         "abstract": "geometric", "argyle": "geometric", "dotted": "geometric"}
ROLES = ("ground", "main", "accent", "leaf", "centre", "line")


def oklab_of(rgb):
    c = np.asarray(rgb, float) / 255
    c = np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)
    lms = c @ np.array([[0.4122214708, 0.2119034982, 0.0883024619], [0.5363325363, 0.6806995451, 0.2817188376],
                        [0.0514459929, 0.1073969566, 0.6299787005]])
    return np.cbrt(lms) @ np.array([[0.2104542553, 1.9779984951, 0.0259040371], [0.7936177850, -2.4285922050, 0.7827717662],
                                    [-0.0040720468, 0.4505937099, -0.8086757660]])


def rgb_of(lab):
    lms = np.asarray(lab) @ np.array([[1, 1, 1], [0.3963377774, -0.1055613458, -0.0894841775],
                                      [0.2158037573, -0.0638541728, -1.2914855480]])
    c = (lms ** 3) @ np.array([[4.0767416621, -1.2684380046, -0.0041960863], [-3.3077115913, 2.6097574011, -0.7034186147],
                               [0.2309699292, -0.3413193965, 1.7076147010]])
    c = np.clip(c, 0, 1)
    return np.rint(255 * np.where(c <= 0.0031308, 12.92 * c, 1.055 * c ** (1 / 2.4) - 0.055)).astype(int)


def chroma(lab):
    return np.hypot(lab[1], lab[2])


def hue(lab):
    return np.degrees(np.arctan2(lab[2], lab[1])) % 360


def polar(lightness, c, h):
    return np.array([lightness, c * np.cos(np.radians(h)), c * np.sin(np.radians(h))])


def clusters(path):
    picture = Image.open(path).convert("RGB").resize((72, 72), Image.BOX)
    lab = oklab_of(np.asarray(picture).reshape(-1, 3))
    # Photos lie dark and grey: the lightest becomes nearly white, colour is given back.
    top, low = np.percentile(lab[:, 0], 98), np.percentile(lab[:, 0], 2)
    lab[:, 0] = 0.2 + (lab[:, 0] - low) * (0.95 - 0.2) / max(top - low, 0.35)
    lab[:, 1:] *= 1.25
    rng = np.random.default_rng(1)
    centres = lab[[0]]
    for _ in range(COLOURS - 1):
        far = ((lab[:, None] - centres[None]) ** 2).sum(2).min(1)
        centres = np.vstack([centres, lab[rng.choice(len(lab), p=far / far.sum())]])
    for _ in range(20):
        own = ((lab[:, None] - centres[None]) ** 2).sum(2).argmin(1)
        centres = np.array([lab[own == k].mean(0) if (own == k).any() else centres[k] for k in range(COLOURS)])
    shares = np.bincount(own, minlength=COLOURS) / len(lab)
    return [(centres[k], shares[k]) for k in np.argsort(-shares) if shares[k] > 0.012]


def green(lab):
    return 100 < hue(lab) < 190 and chroma(lab) > 0.035


def palette_of(path):
    found = clusters(path)
    if len(found) < 4:
        return None
    ground = found[0][0]
    rest = [(c, s) for c, s in found[1:] if np.linalg.norm(c - ground) > 0.13]
    if len(rest) < 3:
        return None
    take = lambda score, among: max(among, key=lambda cs: score(*cs))[0]
    vivid = [(c, s) for c, s in rest if not 85 < hue(c) < 190]  # a flower is hardly ever green or olive
    if not vivid:
        return None
    main = take(lambda c, s: np.sqrt(s) * (chroma(c) + 0.02), vivid)
    others = [(c, s) for c, s in rest if np.linalg.norm(c - main) > 0.13]
    greens = [(c, s) for c, s in others if green(c)]
    if greens:
        leaf = take(lambda c, s: s * chroma(c), greens)
    else:
        leaf = polar(0.52 if ground[0] > 0.5 else 0.68, 0.07 + 0.02 * np.sin(5 * hue(main)), 145 + 40 * np.sin(7 * hue(main)))
    others = [(c, s) for c, s in others if np.linalg.norm(c - leaf) > 0.1]
    if not others:
        return None
    apart = lambda c: np.linalg.norm((c - main)[1:]) + 0.5 * np.linalg.norm((c - ground)[1:])
    accent = take(lambda c, s: apart(c) * (chroma(c) + 0.02) * s ** 0.25, others)
    warm = [(c, s) for c, s in rest if 50 < hue(c) < 110 and c[0] > 0.65 and chroma(c) > 0.07]
    # Where the picture has no such colour, one that goes with its main: from cream through gold to apricot.
    odd = np.sin(11 * hue(main)) * 0.5 + 0.5
    centre = take(lambda c, s: chroma(c), warm) if warm else polar(0.86 - 0.06 * odd, 0.07 + 0.07 * odd, 95 - 35 * odd)
    dark = min((c for c, s in found), key=lambda c: c[0])
    line = polar(min(dark[0], 0.3), min(max(chroma(dark), 0.03), 0.07), hue(dark))
    return dict(zip(ROLES, (ground, main, accent, leaf, centre, line)))


def lively(lab, least, most=0.2):
    c = np.clip(chroma(lab), least, most)
    return polar(lab[0], c, hue(lab))


def printable(p):
    """Clears what a dyer would: greyish browns and olives get colour or leave."""
    p["main"] = lively(p["main"], 0.1)
    p["accent"] = lively(p["accent"], 0.085)
    p["leaf"] = lively(p["leaf"], 0.045, 0.12)
    g = p["ground"]
    if g[0] > 0.8:
        p["ground"] = polar(max(g[0], 0.93), min(chroma(g), 0.045), hue(g))
    elif g[0] < 0.45:
        olive = 60 < hue(g) < 150
        p["ground"] = polar(np.clip(g[0], 0.22, 0.32), min(chroma(g), 0.03 if olive else 0.07), hue(g))
    else:
        p["ground"] = lively(g, 0.05, 0.13)
    for role, low, high in (("main", 0.5, 0.8), ("accent", 0.5, 0.86), ("leaf", 0.44, 0.72)):
        p[role][0] = np.clip(p[role][0], low, high)
    return {role: oklab_of(rgb_of(lab)) for role, lab in p.items()}


def good(p):
    brownish = lambda c: 35 < hue(c) < 120 and c[0] < 0.66 and chroma(c) < 0.13
    if brownish(p["main"]) or brownish(p["accent"]):
        return False
    if 0.33 < p["ground"][0] < 0.78 and (brownish(p["ground"]) or 60 < hue(p["ground"]) < 150):
        return False
    turn = abs((hue(p["main"]) - hue(p["accent"]) + 180) % 360 - 180)
    if 100 < turn < 150 and min(chroma(p["main"]), chroma(p["accent"])) > 0.14:
        return False  # shrill
    return np.linalg.norm(p["main"] - p["accent"]) > 0.12 and np.linalg.norm(p["main"] - p["ground"]) > 0.2


def main():
    data, learnt = sys.argv[1], []
    for room in ("swatches", "swatches_open", "plates"):
        for path in sorted(glob.glob(f"{data}/{room}/*/*.*")):
            hint = HINTS.get(os.path.basename(os.path.dirname(path)))
            found = palette_of(path) if hint and not path.endswith(".tsv") else None
            if found:
                found = printable(found)
                if good(found):
                    learnt.append((hint, found))
    flat = np.array([np.concatenate([p[r] * w for r, w in zip(ROLES, (1, 1.5, 1.2, 0.7, 0.3, 0.3))]) for _, p in learnt])
    kept = [0]
    near = np.linalg.norm(flat - flat[0], axis=1)
    while len(kept) < min(KEPT, len(learnt)):
        kept.append(int(near.argmax()))
        near = np.minimum(near, np.linalg.norm(flat - flat[kept[-1]], axis=1))
    kept.sort()
    print("// Learnt by tools/palettes/learn_palettes.py: category, then", ", ".join(ROLES) + ".")
    print('R"(')
    for k in kept:
        hint, p = learnt[k]
        print(hint, *("%02x%02x%02x" % tuple(rgb_of(p[r])) for r in ROLES))
    print(')"')
    if len(sys.argv) > 2:
        sheet = Image.new("RGB", (10 * 130, (len(kept) + 9) // 10 * 36), "white")
        draw = ImageDraw.Draw(sheet)
        for i, k in enumerate(kept):
            x, y = i % 10 * 130, i // 10 * 36
            draw.rectangle([x, y, x + 124, y + 32], fill=tuple(rgb_of(learnt[k][1]["ground"])))
            for j, r in enumerate(ROLES[1:]):
                draw.rectangle([x + 8 + 22 * j, y + 6, x + 27 + 22 * j, y + 26], fill=tuple(rgb_of(learnt[k][1][r])))
        sheet.save(sys.argv[2])
    print(len(learnt), "learnt,", len(kept), "kept", file=sys.stderr)


main()
