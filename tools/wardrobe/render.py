"""Renders the wardrobe: photo, mask, fabric coordinates and light of each item.

    blender -b -P tools/wardrobe/render.py -- all
    blender -b -P tools/wardrobe/render.py -- tshirt cushion

Writes wardrobe/NAME and tests/drape/NAME (README.md says what is in them).  `--shapes
DIR` keeps the simulated shapes, so that further renders skip the simulation; `--look`
makes one quick picture of each in that folder and nothing else.
"""
import argparse
import importlib
import json
import math
import sys
import tempfile
import time
from pathlib import Path

import bpy
import numpy as np

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path[:0] = [str(HERE), str(HERE / "items")]

import fabrics  # noqa: E402
import images  # noqa: E402
import materials  # noqa: E402
import passes  # noqa: E402
import stage  # noqa: E402
import surface  # noqa: E402

PHOTO = "#dedad4"            # the plain cloth of every photo
WHITE, BLACK, GREY = "#f2f0ec", "#2b2a2c", "#7f7f7f"
TEST_SIDE = 288              # pixels, the longer side of the test pictures
SOLID = 0.995                # coverage from which a pixel shows nothing but cloth
UV_STEP = 8                  # uv.png holds multiples of this


def arguments():
    parser = argparse.ArgumentParser(prog="render.py")
    parser.add_argument("names", nargs="+", help="items, or all")
    parser.add_argument("--shapes", type=Path, help="keep simulated shapes here")
    parser.add_argument("--samples", type=int, default=32)
    parser.add_argument("--look", type=Path, help="one quick picture in this folder, no more")
    parser.add_argument("--look-side", type=int, default=480)
    parser.add_argument("--look-fabric", help="a test fabric's name")
    parser.add_argument("--only", choices=("wardrobe", "tests", "maps"))
    own = sys.argv[sys.argv.index("--") + 1:] if "--" in sys.argv else []
    args = parser.parse_args(own)
    if args.names == ["all"]:
        args.names = sorted(p.stem for p in (HERE / "items").glob("*.py"))
    return args


def shape_of(item, name, sewn, folder):
    """The draped vertices, from `folder` if they are there."""
    kept = folder / f"{name}.npz" if folder else None
    if kept and kept.exists():
        co = np.load(kept)["co"].astype(float)
        if len(co) == sewn.count:  # else it was cut otherwise then
            return co
    co = item.drape(sewn)
    if kept:
        folder.mkdir(parents=True, exist_ok=True)
        np.savez_compressed(kept, co=co.astype(np.float32))
    return co


class Scene:
    """One item on its stage, ready to be rendered in any fabric and size."""

    def __init__(self, name, shapes):
        self.name = name
        bpy.ops.wm.read_factory_settings(use_empty=True)
        self.item = item = importlib.import_module(name).ITEM
        sewn = item.sewn()
        co = shape_of(item, name, sewn, shapes)
        self.cloth = surface.build(sewn, co, item)
        item.props(sewn, co)
        for obj in bpy.context.scene.objects:
            if obj.parent is None:
                obj.rotation_euler.z += math.radians(item.turn)
        stage.backdrop(item.stage)
        stage.lights(item.stage)

    def frame(self, longer_side, finer=1):
        width, height = self.item.size
        scale = longer_side / max(width, height)
        for obj in [o for o in bpy.context.scene.objects if o.type == "CAMERA"]:
            bpy.data.objects.remove(obj)
        stage.camera(self.item.stage, round(width * scale) * finer,
                     round(height * scale) * finer)

    def wear(self, fabric):
        self.cloth.data.materials.clear()
        self.cloth.data.materials.append(
            materials.cloth(fabric, self.item.uv_cm, self.item.relief))

    def picture(self, fabric, scratch, samples, side, finer=1):
        """Linear RGB, `side` pixels long; rendered `finer` times as fine, then averaged."""
        self.wear(fabric)
        self.frame(side, finer)
        return images.shrunk(passes.picture(scratch, samples), finer)

    def maps(self, scratch, side, finer=1):
        """Coverage (8 bit) and fabric coordinates (16 bit), ready to be written."""
        self.frame(side, finer)
        mask = images.shrunk(passes.coverage(scratch, [self.cloth]), finer)
        mask = np.round(mask * 255).astype(np.uint8)
        self.frame(side)
        uv, valid = passes.coordinates(scratch, [self.cloth])
        uv, valid = images.grow_coordinates(uv, valid, mask > 0)
        valid &= mask > 0
        packed = np.zeros((*mask.shape, 3), np.uint16)
        steps = np.round(np.clip(uv, 0, 1) * 65535 / UV_STEP)
        packed[..., :2] = np.minimum(steps * UV_STEP, 65528) * valid[..., None]
        packed[..., 2] = 65535 * valid
        return mask, packed


def shading(picture, mask):
    """The light on the cloth, half of it: what a perfectly white cloth would show / 2."""
    light = picture / images.linear_colour(PHOTO)
    return images.fill_outwards(light, mask >= SOLID * 255) / 2


def write_maps(scene, scratch):
    out = ROOT / "wardrobe" / scene.name
    mask, uv = scene.maps(scratch, max(scene.item.size))
    images.write_png(out / "mask.png", mask)
    images.write_png(out / "uv.png", uv)
    return mask


def write_wardrobe(scene, scratch, samples):
    out = ROOT / "wardrobe" / scene.name
    out.mkdir(parents=True, exist_ok=True)
    mask = write_maps(scene, scratch)
    picture = scene.picture(materials.Fabric(PHOTO), scratch, samples, max(scene.item.size))
    images.write_jpeg(out / "photo.jpg", picture, 92)
    images.write_jpeg(out / "shading.jpg", shading(picture, mask), 90)
    card = {"name": scene.name, "title": scene.item.title, "group": scene.item.group,
            "licence": "Apache-2.0", "uv_cm": scene.item.uv_cm, "v_axis": "down",
            "width_cm": scene.item.width_cm, "albedo": PHOTO,
            "source": "rendered with tools/wardrobe/render.py (Blender cloth and Cycles)"}
    (out / "garment.json").write_text(json.dumps(card, indent=2) + "\n")


def write_tests(scene, scratch, samples, tiles):
    out = ROOT / "tests" / "drape" / scene.name
    out.mkdir(parents=True, exist_ok=True)

    def printed(name):
        return materials.Fabric(PHOTO, *tiles[name])

    worn = {"grey": materials.Fabric(PHOTO), "white": materials.Fabric(WHITE),
            "black": materials.Fabric(BLACK), "printed": printed("leaves"),
            "truth_plain": materials.Fabric(GREY), "truth_floral": printed("floral"),
            "truth_check": printed("check"), "truth_dots": printed("dots")}
    mask, uv = scene.maps(scratch, TEST_SIDE, 2)
    for name, fabric in worn.items():
        picture = scene.picture(fabric, scratch, samples // 3, TEST_SIDE, 2)
        images.write_jpeg(out / f"{name}.jpg", picture, 92)
        if name == "grey":
            images.write_jpeg(out / "shading.jpg", shading(picture, mask), 92)
    images.write_png(out / "mask.png", mask)
    images.write_png(out / "uv.png", uv)
    card = {"name": scene.name, "uv_cm": scene.item.uv_cm,
            "starts": {"grey": {"albedo": PHOTO}, "white": {"albedo": WHITE},
                       "black": {"albedo": BLACK}, "printed": {"fabric": "leaves"}},
            "truths": {"plain": {"albedo": GREY}, "floral": {"fabric": "floral"},
                       "check": {"fabric": "check"}, "dots": {"fabric": "dots"}}}
    (out / "case.json").write_text(json.dumps(card, indent=2) + "\n")


def main():
    args = arguments()
    tiles = fabrics.write(ROOT / "tests" / "drape" / "fabrics")
    for name in args.names:
        began = time.time()
        scene = Scene(name, args.shapes)
        print(f"{name}: shaped after {time.time() - began:.0f} s", flush=True)
        with tempfile.TemporaryDirectory() as folder:
            scratch = Path(folder)
            if args.look:
                args.look.mkdir(parents=True, exist_ok=True)
                worn = (PHOTO, *tiles[args.look_fabric]) if args.look_fabric else (PHOTO,)
                picture = scene.picture(materials.Fabric(*worn), scratch, args.samples,
                                        args.look_side)
                coded = np.round(images.srgb(picture) * 255).astype(np.uint8)
                images.write_png(args.look / f"{name}.png", coded)
            else:
                if args.only in (None, "tests") and scene.item.judged:
                    write_tests(scene, scratch, args.samples, tiles)
                if args.only in (None, "wardrobe"):
                    write_wardrobe(scene, scratch, args.samples)
                if args.only == "maps":
                    write_maps(scene, scratch)
        print(f"{name}: written after {time.time() - began:.0f} s", flush=True)


if __name__ == "__main__":
    main()
