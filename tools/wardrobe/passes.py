"""The renders of one scene: its picture, the cloth's coverage, the fabric coordinates."""
from contextlib import contextmanager

import bpy
import numpy as np

import denoise
import images
import materials


def _settings(samples, filter_width, exact):
    scene = bpy.context.scene
    scene.render.engine = "CYCLES"
    cycles = scene.cycles
    cycles.device = "CPU"
    cycles.seed = 7
    cycles.samples = samples
    cycles.use_adaptive_sampling = not exact
    cycles.adaptive_threshold = 0.012
    cycles.adaptive_min_samples = 16
    cycles.use_denoising = False  # Debian's Blender has no OpenImageDenoise
    cycles.max_bounces, cycles.diffuse_bounces, cycles.glossy_bounces = 2, 2, 1
    cycles.sample_clamp_indirect = 4.0
    cycles.pixel_filter_type = "BLACKMAN_HARRIS"
    cycles.filter_width = filter_width
    # Pixels are read as linear numbers and coded as sRGB by images.py: the view
    # transform Standard at exposure 0, without its rounding.
    scene.view_settings.view_transform = "Standard"
    scene.view_settings.look = "None"
    scene.render.film_transparent = False
    scene.render.dither_intensity = 0.0
    scene.render.use_persistent_data = True


def _store_passes(folder):
    """Compositor nodes that store the light, albedo and normal passes as EXR."""
    scene = bpy.context.scene
    layer = scene.view_layers[0]
    layer.use_pass_normal = layer.use_pass_diffuse_color = True
    scene.use_nodes = True
    nodes, links = scene.node_tree.nodes, scene.node_tree.links
    nodes.clear()
    source = nodes.new("CompositorNodeRLayers")
    store = nodes.new("CompositorNodeOutputFile")
    store.base_path = str(folder)
    store.format.file_format, store.format.color_depth = "OPEN_EXR", "32"
    store.file_slots.clear()
    for name, socket in (("light", "Image"), ("albedo", "DiffCol"), ("normal", "Normal")):
        store.file_slots.new(name)
        links.new(source.outputs[socket], store.inputs[name])
    final = nodes.new("CompositorNodeComposite")
    links.new(source.outputs["Image"], final.inputs[0])


def picture(folder, samples):
    """The scene as linear RGB, its last grain filtered away."""
    _settings(samples, 1.5, False)
    _store_passes(folder)
    bpy.ops.render.render()
    bpy.context.scene.use_nodes = False
    found = {}
    for name in ("light", "albedo", "normal"):
        path = next(folder.glob(name + "*.exr"))
        found[name] = images.load_linear(path)[..., :3]
        path.unlink()
    return denoise.denoise(found["light"], found["albedo"], found["normal"])


@contextmanager
def _dark(cloths, cover):
    """The cloth self-lit by `cover`, everything else black, no light."""
    scene = bpy.context.scene
    black = materials.self_lit("black")
    meshes = [o for o in scene.objects if o.type == "MESH" and not o.hide_render]
    kept = {obj: list(obj.data.materials) for obj in meshes}
    for obj in meshes:
        obj.data.materials.clear()
        obj.data.materials.append(cover if obj in cloths else black)
    strength = scene.world.node_tree.nodes["Background"].inputs[1]
    room, strength.default_value = strength.default_value, 0.0
    lights = [o for o in scene.objects if o.type == "LIGHT"]
    for light in lights:
        light.hide_render = True
    yield
    for light in lights:
        light.hide_render = False
    strength.default_value = room
    for obj, had in kept.items():
        obj.data.materials.clear()
        for material in had:
            obj.data.materials.append(material)


def _data(folder, cloths, cover, samples, filter_width):
    scene = bpy.context.scene
    path = folder / "data.exr"
    _settings(samples, filter_width, True)
    if samples > 1:  # only pixels on an outline need them all
        scene.cycles.use_adaptive_sampling = True
        scene.cycles.adaptive_threshold, scene.cycles.adaptive_min_samples = 0.002, 6
    image = scene.render.image_settings
    image.file_format, image.color_mode, image.color_depth = "OPEN_EXR", "RGB", "32"
    scene.render.filepath = str(path)
    with _dark(cloths, cover):
        bpy.ops.render.render(write_still=True)
    return images.load_linear(path)


def coverage(folder, cloths, samples=24):
    """0..1, with the picture's own pixel filter."""
    white = materials.self_lit("white", level=1.0)
    return np.clip(_data(folder, cloths, white, samples, 1.5)[..., 0], 0, 1)


def coordinates(folder, cloths):
    """(u, v) as parts of uv_cm at every pixel's centre, and where they are valid."""
    cover = materials.self_lit("coordinates", uv_map="fabric")
    data = _data(folder, cloths, cover, 1, 0.01)
    return data[..., :2], data[..., 2] > 0.5
