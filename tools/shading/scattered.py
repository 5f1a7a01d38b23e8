"""Prints that leave their ground: small motifs of a few inks on plain cloth, as a tile."""
import numpy as np
from PIL import Image, ImageDraw, ImageFont

SIDE = 384
FINER = 2
SIGNS = list("ABEFGKMRSXZaegkrst&%@#*+§∞☀★☂♠♣♥♦✿❀☘")


def stamp_of(kind, sign, size, font):
    """a motif as a mask"""
    stamp = Image.new("L", (int(size) + 2, int(size) + 2))
    draw, middle = ImageDraw.Draw(stamp), size / 2
    if kind == "leaf":
        along = np.linspace(0, np.pi, 14)
        side = [(middle + middle * 0.95 * np.cos(a), size * 0.22 * np.sin(a)) for a in along]
        draw.polygon([(x, middle + y) for x, y in side] + [(x, middle - y) for x, y in side[::-1]], fill=255)
    elif kind == "dot":
        draw.ellipse((1, 1, size, size), fill=255)
    elif kind == "bar":
        draw.rectangle((1, middle - size * 0.12, size, middle + size * 0.12), fill=255)
    elif kind == "flower":
        for angle in np.linspace(0, 2 * np.pi, 6)[:-1]:
            x, y = middle + middle * 0.5 * np.cos(angle), middle + middle * 0.5 * np.sin(angle)
            draw.ellipse((x - middle * 0.42, y - middle * 0.42, x + middle * 0.42, y + middle * 0.42), fill=255)
    else:
        draw.text((0, 0), sign, fill=255, font=font)
    return stamp


def scattered(random, fonts, colour_of_a_print):
    """an sRGB tile (SIDE, SIDE); `colour_of_a_print()` gives 0..255"""
    def colour():
        return tuple(int(v) for v in (colour_of_a_print() if random.random() < 0.6 else random.uniform(0, 255, 3)))
    ground, inks = colour(), [colour() for _ in range(int(random.integers(1, 5)))]
    if random.random() < 0.25:  # tone on tone
        inks = [tuple(min(255, int(v * random.uniform(0.5, 1.1))) for v in ground)]
    side = SIDE * FINER
    tile = Image.new("RGB", (side, side), ground)
    rows = max(1, round(np.sqrt(np.exp(random.uniform(np.log(4), np.log(60))))))
    cell = side / rows
    size = cell * random.uniform(0.2, 0.75)
    regular, staggered, turned = random.random() < 0.5, random.random() < 0.6, random.random() < 0.6
    kinds = [(random.choice(["leaf", "leaf", "leaf", "dot", "dot", "flower", "flower", "sign", "sign", "bar"]), random.choice(SIGNS))
             for _ in range(int(random.integers(1, 4)))]
    font = ImageFont.truetype(fonts[random.integers(len(fonts))], max(6, int(size)))
    for column in range(rows):
        for row in range(rows):
            x, y = (column + 0.5 + (0.5 if staggered and row % 2 else 0)) * cell, (row + 0.5) * cell
            if not regular:
                x, y = x + random.normal(0, 0.25) * cell, y + random.normal(0, 0.25) * cell
            own = size * random.uniform(0.7, 1.1)
            stamp = stamp_of(*kinds[random.integers(len(kinds))], own, font)
            if turned:
                stamp = stamp.rotate(random.uniform(0, 360), resample=Image.BILINEAR)
            ink = inks[random.integers(len(inks))]
            for wrap_x in (-side, 0, side):
                for wrap_y in (-side, 0, side):
                    tile.paste(ink, (int(x + wrap_x - own / 2), int(y + wrap_y - own / 2)), stamp)
    return tile.resize((SIDE, SIDE), Image.BOX)
