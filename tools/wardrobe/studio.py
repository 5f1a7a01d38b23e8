"""The photo set: materials, backdrop, lights, camera, and the three renders."""
import math

import bpy
import numpy as np
from mathutils import Vector

import denoise
import images
import refine

CAMERA_HEIGHT, CAMERA_DISTANCE, FRAME_HEIGHT = 1.17, 4.2, 0.93
AIM_HEIGHT = 1.17


def _nodes(material):
    material.use_nodes = True
    material.node_tree.nodes.clear()
    return material.node_tree.nodes, material.node_tree.links


def _math(nodes, links, operation, a, b=None, c=None):
    node = nodes.new("ShaderNodeMath")
    node.operation = operation
    for slot, value in enumerate((a, b, c)):
        if value is None:
            continue
        if isinstance(value, (int, float)):
            node.inputs[slot].default_value = value
        else:
            links.new(value, node.inputs[slot])
    return node.outputs[0]


def _uv_axes(nodes, links, name):
    uv = nodes.new("ShaderNodeUVMap")
    uv.uv_map = name
    split = nodes.new("ShaderNodeSeparateXYZ")
    links.new(uv.outputs[0], split.inputs[0])
    return split.outputs[0], split.outputs[1]


def _groove(nodes, links, distance, at, width):
    """1 on the line distance == at, falling smoothly to 0 within width (cm)."""
    off = _math(nodes, links, "ABSOLUTE", _math(nodes, links, "SUBTRACT", distance, at))
    ramp = nodes.new("ShaderNodeMapRange")
    ramp.interpolation_type = "SMOOTHSTEP"
    links.new(off, ramp.inputs["Value"])
    ramp.inputs["From Min"].default_value, ramp.inputs["From Max"].default_value = 0.0, width
    ramp.inputs["To Min"].default_value, ramp.inputs["To Max"].default_value = 1.0, 0.0
    return ramp.outputs[0]


def _cloth_relief(nodes, links):
    """Height in millimetres: seams, twin-needle hems, neck rib, a hint of knit."""
    hem, seam = _uv_axes(nodes, links, "edges")
    along, down = _uv_axes(nodes, links, "flat")
    band, _ = _uv_axes(nodes, links, "band")
    dash = _math(nodes, links, "SINE", _math(nodes, links, "MULTIPLY",
                                             _math(nodes, links, "ADD", along, down),
                                             2 * math.pi / 0.32))
    dash = _math(nodes, links, "MULTIPLY_ADD", dash, 0.35, 0.65)
    twin = _math(nodes, links, "ADD", _groove(nodes, links, hem, 1.75, 0.11),
                 _groove(nodes, links, hem, 2.25, 0.11))
    height = _math(nodes, links, "MULTIPLY", _math(nodes, links, "MULTIPLY", twin, dash), -0.35)
    height = _math(nodes, links, "MULTIPLY_ADD",
                   _groove(nodes, links, seam, 0.0, 0.22), -0.7, height)
    rib = _math(nodes, links, "SINE", _math(nodes, links, "MULTIPLY", along, 2 * math.pi / 0.30))
    height = _math(nodes, links, "MULTIPLY_ADD", _math(nodes, links, "MULTIPLY", rib, band),
                   0.16, height)
    flat = nodes.new("ShaderNodeUVMap")
    flat.uv_map = "flat"
    for scale, depth in ((5.5, 0.16), (1.1, 0.25)):  # per cm: yarn, softness
        noise = nodes.new("ShaderNodeTexNoise")
        noise.inputs["Scale"].default_value = scale
        noise.inputs["Detail"].default_value = 2.0
        links.new(flat.outputs[0], noise.inputs["Vector"])
        height = _math(nodes, links, "MULTIPLY_ADD", noise.outputs["Fac"], depth, height)
    return height


def cloth_material(fabric=None, fabric_cm=20.0, grey=0.58):
    """Matte cotton: grey, or covered with a repeat of an image fabric_cm wide."""
    material = bpy.data.materials.new("cotton")
    nodes, links = _nodes(material)
    shader = nodes.new("ShaderNodeBsdfPrincipled")
    shader.inputs["Roughness"].default_value = 0.95
    shader.inputs["Specular"].default_value = 0.12
    shader.inputs["Sheen"].default_value = 0.08
    shader.inputs["Base Color"].default_value = (grey, grey, grey, 1)
    if fabric:
        texture = nodes.new("ShaderNodeTexImage")
        texture.image = bpy.data.images.load(str(fabric))
        u, v = _uv_axes(nodes, links, "fabric")
        repeats = refine.UV_CM / fabric_cm
        aspect = texture.image.size[0] / texture.image.size[1]
        join = nodes.new("ShaderNodeCombineXYZ")
        links.new(_math(nodes, links, "MULTIPLY", u, repeats), join.inputs[0])
        # v runs down the cloth like image rows; Blender's images run up.
        links.new(_math(nodes, links, "MULTIPLY", v, -repeats * aspect), join.inputs[1])
        links.new(join.outputs[0], texture.inputs["Vector"])
        links.new(texture.outputs["Color"], shader.inputs["Base Color"])
    bump = nodes.new("ShaderNodeBump")
    bump.inputs["Strength"].default_value = 1.0
    bump.inputs["Distance"].default_value = 0.001
    links.new(_cloth_relief(nodes, links), bump.inputs["Height"])
    links.new(bump.outputs[0], shader.inputs["Normal"])
    output = nodes.new("ShaderNodeOutputMaterial")
    links.new(shader.outputs[0], output.inputs[0])
    return material


def plain_material(name, colour, roughness=0.85, specular=0.15):
    material = bpy.data.materials.new(name)
    nodes, links = _nodes(material)
    shader = nodes.new("ShaderNodeBsdfPrincipled")
    shader.inputs["Base Color"].default_value = (*colour, 1)
    shader.inputs["Roughness"].default_value = roughness
    shader.inputs["Specular"].default_value = specular
    output = nodes.new("ShaderNodeOutputMaterial")
    links.new(shader.outputs[0], output.inputs[0])
    return material


def emission_material(name, uv_map=None, value=0.0):
    """Self-lit: a plain value, or a uv map as red and green with blue = 1."""
    material = bpy.data.materials.new(name)
    nodes, links = _nodes(material)
    glow = nodes.new("ShaderNodeEmission")
    glow.inputs["Color"].default_value = (value, value, value, 1)
    if uv_map:
        u, v = _uv_axes(nodes, links, uv_map)
        join = nodes.new("ShaderNodeCombineXYZ")
        links.new(u, join.inputs[0])
        links.new(v, join.inputs[1])
        join.inputs[2].default_value = 1.0
        links.new(join.outputs[0], glow.inputs["Color"])
    output = nodes.new("ShaderNodeOutputMaterial")
    links.new(glow.outputs[0], output.inputs[0])
    return material


def backdrop(distance=0.34):
    """A seamless paper sweep: wall behind, curving to a floor far below the frame."""
    profile = [(distance, 4.0), (distance, 0.4)]
    for k in range(1, 13):
        a = k / 12 * math.pi / 2
        profile.append((distance - 0.6 * (1 - math.cos(a)), 0.4 - 0.6 * math.sin(a)))
    profile.append((-6.0, -0.2))
    vertices = [(x, y, z) for y, z in profile for x in (-6.0, 6.0)]
    faces = [(2 * i, 2 * i + 1, 2 * i + 3, 2 * i + 2) for i in range(len(profile) - 1)]
    mesh = bpy.data.meshes.new("backdrop")
    mesh.from_pydata(vertices, [], faces)
    for polygon in mesh.polygons:
        polygon.use_smooth = True
    obj = bpy.data.objects.new("backdrop", mesh)
    bpy.context.scene.collection.objects.link(obj)
    mesh.materials.append(plain_material("paper", (0.50, 0.475, 0.445), 1.0, 0.0))
    return obj


def area_light(name, place, target, size, power, colour=(1, 1, 1)):
    light = bpy.data.lights.new(name, "AREA")
    light.shape, light.size, light.energy, light.color = "DISK", size, power, colour
    obj = bpy.data.objects.new(name, light)
    bpy.context.scene.collection.objects.link(obj)
    obj.location = place
    obj.rotation_euler = (Vector(target) - Vector(place)).to_track_quat("-Z", "Y").to_euler()
    return obj


def light_set(exposure=1.0):
    """One soft key raking from the upper left, weak fill, a little sky."""
    area_light("key", (-2.55, -1.3, 2.3), (0, 0, 1.15), 1.1, 106 * exposure, (1, 0.99, 0.98))
    area_light("fill", (2.6, -2.4, 1.5), (0, 0, 1.1), 2.0, 21 * exposure, (0.985, 0.99, 1))
    world = bpy.data.worlds.new("studio")
    bpy.context.scene.world = world
    world.use_nodes = True
    world.node_tree.nodes["Background"].inputs[0].default_value = (0.99, 0.995, 1, 1)
    world.node_tree.nodes["Background"].inputs[1].default_value = 0.20 * exposure


def camera(width, height):
    data = bpy.data.cameras.new("camera")
    obj = bpy.data.objects.new("camera", data)
    scene = bpy.context.scene
    scene.collection.objects.link(obj)
    obj.location = (0, -CAMERA_DISTANCE, CAMERA_HEIGHT)
    aim = Vector((0, 0, AIM_HEIGHT)) - obj.location
    obj.rotation_euler = aim.to_track_quat("-Z", "Y").to_euler()
    data.sensor_fit = "VERTICAL"
    data.sensor_height = 24.0
    data.lens = 24.0 * CAMERA_DISTANCE / FRAME_HEIGHT
    scene.camera = obj
    scene.render.resolution_x, scene.render.resolution_y = width, height
    scene.render.resolution_percentage = 100


def _settings(samples, filter_width, linear):
    scene = bpy.context.scene
    scene.render.engine = "CYCLES"
    cycles = scene.cycles
    cycles.device = "CPU"
    cycles.seed = 7
    cycles.samples = samples
    cycles.use_adaptive_sampling = not linear
    cycles.adaptive_threshold = 0.008
    cycles.adaptive_min_samples = 64
    cycles.use_denoising = False  # Debian's Blender has no OpenImageDenoise
    cycles.max_bounces, cycles.diffuse_bounces, cycles.glossy_bounces = 3, 3, 1
    cycles.sample_clamp_indirect = 4.0
    cycles.pixel_filter_type = "BLACKMAN_HARRIS"
    cycles.filter_width = filter_width
    scene.view_settings.view_transform = "Raw"
    scene.view_settings.look = "None"
    scene.render.film_transparent = False
    scene.render.dither_intensity = 0.0


def _write_passes(folder):
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


def render_photo(folder, samples):
    """The photo as linear RGB, its last grain filtered away."""
    _settings(samples, 1.5, False)
    _write_passes(folder)
    bpy.ops.render.render()
    bpy.context.scene.use_nodes = False
    passes = {name: images.load_linear(next(folder.glob(name + "*.exr")))[..., :3]
              for name in ("light", "albedo", "normal")}
    return denoise.denoise(passes["light"], passes["albedo"], passes["normal"])


def _render_data(path, garment, others, cover, samples, filter_width):
    """Render with the garment self-lit by `cover` and everything else black."""
    scene = bpy.context.scene
    _settings(samples, filter_width, True)
    black = emission_material("black", value=0.0)
    kept = {obj: list(obj.data.materials) for obj in [garment] + others}
    for obj in kept:
        obj.data.materials.clear()
        obj.data.materials.append(cover if obj is garment else black)
    background = scene.world.node_tree.nodes["Background"].inputs[1]
    strength, background.default_value = background.default_value, 0.0
    lights = [o for o in scene.objects if o.type == "LIGHT"]
    for light in lights:
        light.hide_render = True
    image = scene.render.image_settings
    image.file_format, image.color_mode, image.color_depth = "OPEN_EXR", "RGB", "32"
    scene.render.filepath = str(path)
    bpy.ops.render.render(write_still=True)
    for light in lights:
        light.hide_render = False
    background.default_value = strength
    for obj, materials in kept.items():
        obj.data.materials.clear()
        for material in materials:
            obj.data.materials.append(material)
    return images.load_linear(path)


def render_mask(scratch, garment, others, samples=48):
    """Coverage 0..1 with the photo's own pixel filter."""
    white = emission_material("white", value=1.0)
    return np.clip(_render_data(scratch, garment, others, white, samples, 1.5)[..., 0], 0, 1)


def render_coordinates(scratch, garment, others):
    """(u, v) at every pixel centre, and where they are valid."""
    cover = emission_material("coordinates", uv_map="fabric")
    data = _render_data(scratch, garment, others, cover, 1, 0.01)
    return data[..., :2], data[..., 2] > 0.5
