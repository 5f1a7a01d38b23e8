"""Renders Toile's default garment: a relaxed cotton T-shirt on a plain form.

Run with Blender (3.4 or later), no display needed:

    blender -b -P tools/wardrobe/render_tshirt.py -- --out wardrobe/tshirt

Writes photo.jpg, mask.png, uv.png and garment.json into --out.  With
`--fabric print.png --fabric-cm 20` the same scene is rendered in that fabric (one
repeat 20 cm wide): the ground truth for what Toile puts on the grey photo.
`--drape file.npz` keeps the simulated shape, so further renders skip the simulation.
"""
import argparse
import json
import math
import sys
import tempfile
import time
from pathlib import Path

import bpy
import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))

import drape  # noqa: E402
import images  # noqa: E402
import mannequin  # noqa: E402
import pattern  # noqa: E402
import refine  # noqa: E402
import studio  # noqa: E402

TURN = math.radians(7)  # the form is turned a little from the camera


def arguments():
    parser = argparse.ArgumentParser(prog="render_tshirt.py")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--size", default="1024x1280", help="WIDTHxHEIGHT in pixels")
    parser.add_argument("--samples", type=int, default=72)
    parser.add_argument("--fabric", default="grey", help="'grey' or an image file")
    parser.add_argument("--fabric-cm", type=float, default=20.0, help="width of one repeat")
    parser.add_argument("--drape", type=Path, help="reuse, or create, this simulated shape")
    parser.add_argument("--form", choices=("hidden", "shown"), default="hidden")
    parser.add_argument("--photo-only", action="store_true")
    parser.add_argument("--quality", type=int, default=96)
    own = sys.argv[sys.argv.index("--") + 1:] if "--" in sys.argv else []
    return parser.parse_args(own)


def draped_shape(garment, form, cache):
    if cache and cache.exists():
        return np.load(cache)["co"]
    co, _ = drape.simulate(garment, form)
    if cache:
        np.savez_compressed(cache, co=co.astype(np.float32))
    return co


def posed_form(form):
    """The form as a still mesh, arms lowered, without its physics."""
    form.modifiers.clear()
    keys = form.data.shape_keys
    keys.animation_data_clear()
    keys.key_blocks["thin"].value, keys.key_blocks["lowered"].value = 0.0, 1.0
    still = bpy.data.meshes.new_from_object(
        form.evaluated_get(bpy.context.evaluated_depsgraph_get()))
    bpy.data.objects.remove(form)
    obj = bpy.data.objects.new("form", still)
    bpy.context.scene.collection.objects.link(obj)
    smooth = obj.modifiers.new("smooth", "SUBSURF")
    smooth.levels = smooth.render_levels = 1
    still.materials.clear()
    still.materials.append(studio.plain_material("form", (0.56, 0.52, 0.47), 0.75, 0.25))
    return obj


def write_description(path):
    path.write_text(json.dumps({
        "name": "tshirt",
        "title": "T-shirt",
        "group": "upper",
        "licence": "Apache-2.0",
        "uv_cm": refine.UV_CM,
        "v_axis": "down",
        "width_cm": 2 * pattern.HALF_CHEST,
        "source": "rendered with tools/wardrobe/render_tshirt.py (Blender cloth and Cycles)",
    }, indent=2) + "\n")


def main():
    args = arguments()
    width, height = (int(n) for n in args.size.lower().split("x"))
    args.out.mkdir(parents=True, exist_ok=True)
    out = args.out.resolve()
    began = time.time()
    bpy.ops.wm.read_factory_settings(use_empty=True)

    garment = drape.Garment()
    form = mannequin.build()
    shape = draped_shape(garment, form, args.drape)
    print(f"draped after {time.time() - began:.0f} s")
    shirt = refine.build_mesh(garment, shape)
    fabric = None if args.fabric == "grey" else Path(args.fabric).resolve()
    shirt.data.materials.append(studio.cloth_material(fabric, args.fabric_cm))
    form = posed_form(form)
    form.hide_render = args.form == "hidden"
    for obj in (shirt, form):
        obj.rotation_euler.z = TURN
    wall = studio.backdrop()
    studio.light_set()
    studio.camera(width, height)

    with tempfile.TemporaryDirectory() as name:
        scratch, others = Path(name), [form, wall]
        images.write_jpeg(out / "photo.jpg", studio.render_photo(scratch, args.samples),
                          args.quality)
        print(f"photo after {time.time() - began:.0f} s")
        if args.photo_only:
            return
        mask = studio.render_mask(scratch / "mask.exr", shirt, others)
        uv, valid = studio.render_coordinates(scratch / "uv.exr", shirt, others)
    mask8 = np.round(mask * 255).astype(np.uint8)
    uv, valid = images.grow_coordinates(uv, valid, mask8 > 0)
    coordinates = np.zeros((height, width, 3), np.uint16)
    coordinates[..., :2] = np.round(np.clip(uv, 0, 1) * 65535) * valid[..., None]
    coordinates[..., 2] = 65535 * valid
    images.write_png(out / "mask.png", mask8)
    images.write_png(out / "uv.png", coordinates)
    write_description(out / "garment.json")
    print(f"all written after {time.time() - began:.0f} s")


if __name__ == "__main__":
    main()
