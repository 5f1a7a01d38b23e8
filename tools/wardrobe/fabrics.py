"""Draws the seamless test fabrics of tests/drape/fabrics."""
import json

import numpy as np

import images

SIZE, FINE = 256, 4  # pixels of a tile; samples per pixel and axis
WIDTH_CM = {"floral": 18.0, "check": 8.0, "dots": 6.0, "leaves": 12.0}


def _grid():
    n = SIZE * FINE
    return np.meshgrid((np.arange(n) + 0.5) / n, (np.arange(n) + 0.5) / n)


def _near(x, centre):
    """Signed offset on the torus, in tile widths."""
    return (x - centre + 0.5) % 1.0 - 0.5


def _paint(picture, where, colour):
    picture[where] = images.linear_colour(colour)


def _finish(picture):
    mean = picture.reshape(SIZE, FINE, SIZE, FINE, 3).mean(axis=(1, 3))
    return np.round(images.srgb(mean) * 255).astype(np.uint8)


def _plain(colour):
    n = SIZE * FINE
    return np.broadcast_to(images.linear_colour(colour), (n, n, 3)).copy()


def _leaf(picture, cx, cy, angle, length, colour):
    x, y = _grid()
    dx, dy = _near(x, cx), _near(y, cy)
    c, s = np.cos(angle), np.sin(angle)
    along, across = (dx * c + dy * s) / length, (-dx * s + dy * c) / length
    inside = (along > 0) & (along < 1)
    width = 0.34 * np.sin(np.pi * np.clip(along, 0, 1) ** 0.8)
    blade = inside & (np.abs(across) < width)
    _paint(picture, blade, colour)
    _paint(picture, blade & (np.abs(across) < 0.025), "#e9e4d2")


def floral():
    """Open flowers and leaves on a deep blue ground."""
    rng = np.random.default_rng(5)
    x, y = _grid()
    picture = _plain("#24395c")
    flowers = [(0.24, 0.25, 0.17, "#e07a6a"), (0.72, 0.68, 0.19, "#f2b8a0"),
               (0.76, 0.19, 0.12, "#f4e3c1"), (0.24, 0.74, 0.13, "#d9576c"),
               (0.5, 0.45, 0.07, "#f4e3c1")]
    for cx, cy, radius, _ in flowers:
        for k in range(5):
            angle = 2 * np.pi * (k + rng.uniform(-0.2, 0.2)) / 5
            _leaf(picture, cx, cy, angle, radius * 1.75, ("#5c8a5e", "#7fa66f")[k % 2])
    for cx, cy, radius, colour in flowers:
        turn = rng.uniform(0, 6)
        dx, dy = _near(x, cx), _near(y, cy)
        angle, away = np.arctan2(dy, dx), np.hypot(dx, dy) / radius
        rim = 0.72 + 0.28 * np.abs(np.cos(2.5 * (angle + turn))) ** 0.7
        _paint(picture, away < rim, colour)
        vein = (np.abs(np.sin(2.5 * (angle + turn))) < 0.10) & (away < 0.7 * rim)
        _paint(picture, vein, "#8c2f45")
        _paint(picture, away < 0.26, "#e8a93a")
        _paint(picture, away < 0.12, "#7a4a1c")
    return _finish(picture)


def check():
    """A woven check: two crossing bands whose yarns mix."""
    x, y = _grid()

    def yarn(t):
        colour = _plain("#efe9dc")
        _paint(colour, (t > 0.08) & (t < 0.44), "#2f5d50")
        _paint(colour, (t > 0.68) & (t < 0.74), "#b5462f")
        return colour

    return _finish((yarn(x) + yarn(y)) / 2)


def dots():
    """White dots in half drop on red."""
    x, y = _grid()
    picture = _plain("#a8323e")
    for cx, cy in ((0.25, 0.25), (0.75, 0.25), (0.5, 0.75), (0.0, 0.75)):
        _paint(picture, np.hypot(_near(x, cx), _near(y, cy)) < 0.105, "#f6f1e7")
    return _finish(picture)


def leaves():
    """Scattered leaves on cream: the print that a printed garment starts from."""
    picture = _plain("#eadfc8")
    rng = np.random.default_rng(11)
    for row in range(4):
        for column in range(4):
            cx, cy = (column + rng.uniform(0.3, 0.7)) / 4, (row + rng.uniform(0.3, 0.7)) / 4
            _leaf(picture, cx, cy, rng.uniform(0, 6.28), rng.uniform(0.17, 0.23),
                  ("#38624a", "#7d8f4e", "#b06b3a")[int(rng.integers(3))])
    return _finish(picture)


def write(folder):
    """All tiles and their widths; returns {name: (file, width in cm)}."""
    folder.mkdir(parents=True, exist_ok=True)
    tiles = {"floral": floral, "check": check, "dots": dots, "leaves": leaves}
    found = {}
    for name, draw in tiles.items():
        path = folder / (name + ".png")
        if not path.exists():
            images.write_png(path, draw())
        found[name] = (path, WIDTH_CM[name])
    card = {name: {"file": name + ".png", "width_cm": WIDTH_CM[name]} for name in tiles}
    (folder / "fabrics.json").write_text(json.dumps(card, indent=2) + "\n")
    return found
