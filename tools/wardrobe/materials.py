"""What things are made of: cloth with its relief, plain matte things, self-lit data.

Cloth is nearly a perfect diffuser (a trace of gloss only), so that a rendered colour is
the fabric's colour times the light that falls on it.
"""
import math
from dataclasses import dataclass
from pathlib import Path

import bpy

import images
import nodes as n


@dataclass
class Relief:
    """The small relief of a cloth; depths in millimetres, distances in cm."""

    yarn: float = 0.12                 # depth of the single yarns
    slub: float = 0.0                  # thick and thin yarns of a linen
    soft: float = 0.2                  # slow unevenness of worn cloth
    stitch: tuple = (1.75, 2.25)       # stitch lines at these distances from a hem
    seam: float = 0.7                  # depth of a seam's groove
    rib: float = 0.16                  # relief of ribbed bands


@dataclass
class Fabric:
    """A cloth's colour: plain ('#rrggbb') or a repeat of an image `width_cm` wide."""

    colour: str = "#dedad4"
    tile: Path | None = None
    width_cm: float = 20.0


def _groove(nodes, links, distance, at, width):
    """1 on the line distance == at, falling smoothly to 0 within width (cm)."""
    off = n.value(nodes, links, "ABSOLUTE", n.value(nodes, links, "SUBTRACT", distance, at))
    ramp = nodes.new("ShaderNodeMapRange")
    ramp.interpolation_type = "SMOOTHSTEP"
    links.new(off, ramp.inputs["Value"])
    ramp.inputs["From Min"].default_value, ramp.inputs["From Max"].default_value = 0.0, width
    ramp.inputs["To Min"].default_value, ramp.inputs["To Max"].default_value = 1.0, 0.0
    return ramp.outputs[0]


def _noise(nodes, links, along, down, scale_u, scale_v):
    noise = nodes.new("ShaderNodeTexNoise")
    noise.inputs["Scale"].default_value = 1.0
    noise.inputs["Detail"].default_value = 2.0
    links.new(n.vector(nodes, links, n.value(nodes, links, "MULTIPLY", along, scale_u),
                       n.value(nodes, links, "MULTIPLY", down, scale_v)), noise.inputs["Vector"])
    return noise.outputs["Fac"]


def _relief(nodes, links, relief):
    """Height in millimetres: seams, stitched hems, ribs, yarns."""
    hem, seam = n.axes(nodes, links, "edges")
    along, down = n.axes(nodes, links, "flat")
    band, _ = n.axes(nodes, links, "band")

    def add(height, factor, depth):
        return n.value(nodes, links, "MULTIPLY_ADD", factor, depth, height)

    height = add(0.0, _groove(nodes, links, seam, 0.0, 0.22), -relief.seam)
    if relief.stitch:
        dash = n.value(nodes, links, "SINE", n.value(
            nodes, links, "MULTIPLY", n.value(nodes, links, "ADD", along, down), 2 * math.pi / 0.32))
        dash = n.value(nodes, links, "MULTIPLY_ADD", dash, 0.35, 0.65)
        for at in relief.stitch:
            line = _groove(nodes, links, hem, at, 0.11)
            height = add(height, n.value(nodes, links, "MULTIPLY", line, dash), -0.35)
    if relief.rib:
        rib = n.value(nodes, links, "SINE",
                      n.value(nodes, links, "MULTIPLY", along, 2 * math.pi / 0.30))
        height = add(height, n.value(nodes, links, "MULTIPLY", rib, band), relief.rib)
    for depth, scale_u, scale_v in ((relief.yarn, 5.5, 5.5), (relief.soft, 1.1, 1.1),
                                    (relief.slub, 0.35, 9.0), (relief.slub, 9.0, 0.35)):
        if depth:
            height = add(height, _noise(nodes, links, along, down, scale_u, scale_v), depth)
    return height


def cloth(fabric, uv_cm, relief):
    """Matte cloth in a `Fabric`, following the mesh's maps fabric, flat, edges, band."""
    material = bpy.data.materials.new("cloth")
    nodes, links = n.empty(material)
    shader = nodes.new("ShaderNodeBsdfPrincipled")
    shader.inputs["Roughness"].default_value = 0.95
    shader.inputs["Specular"].default_value = 0.06
    shader.inputs["Base Color"].default_value = (*images.linear_colour(fabric.colour), 1)
    if fabric.tile:
        texture = nodes.new("ShaderNodeTexImage")
        texture.image = bpy.data.images.load(str(Path(fabric.tile).resolve()))
        u, v = n.axes(nodes, links, "fabric")
        repeats = uv_cm / fabric.width_cm
        aspect = texture.image.size[0] / texture.image.size[1]
        # v runs down the cloth like image rows; Blender's images run up.
        links.new(n.vector(nodes, links, n.value(nodes, links, "MULTIPLY", u, repeats),
                           n.value(nodes, links, "MULTIPLY", v, -repeats * aspect)),
                  texture.inputs["Vector"])
        links.new(texture.outputs["Color"], shader.inputs["Base Color"])
    bump = nodes.new("ShaderNodeBump")
    bump.inputs["Strength"].default_value = 1.0
    bump.inputs["Distance"].default_value = 0.001
    links.new(_relief(nodes, links, relief), bump.inputs["Height"])
    links.new(bump.outputs[0], shader.inputs["Normal"])
    n.finish(nodes, links, shader.outputs[0])
    return material


def plain(name, colour, roughness=0.85, specular=0.15):
    """One linear colour."""
    material = bpy.data.materials.new(name)
    nodes, links = n.empty(material)
    shader = nodes.new("ShaderNodeBsdfPrincipled")
    shader.inputs["Base Color"].default_value = (*colour, 1)
    shader.inputs["Roughness"].default_value = roughness
    shader.inputs["Specular"].default_value = specular
    n.finish(nodes, links, shader.outputs[0])
    return material


def wood(name="wood", light=(0.42, 0.27, 0.15), dark=(0.27, 0.16, 0.085), axis=0, scale=1.0):
    """Oiled wood: a grain drawn out along one object axis."""
    material = bpy.data.materials.new(name)
    nodes, links = n.empty(material)
    shader = nodes.new("ShaderNodeBsdfPrincipled")
    place = nodes.new("ShaderNodeTexCoord")
    stretch = nodes.new("ShaderNodeMapping")
    stretch.inputs["Scale"].default_value = [(1.5 if k == axis else 28.0) * scale for k in range(3)]
    links.new(place.outputs["Object"], stretch.inputs["Vector"])
    noise = nodes.new("ShaderNodeTexNoise")
    noise.inputs["Scale"].default_value = 1.0
    noise.inputs["Detail"].default_value = 6.0
    noise.inputs["Distortion"].default_value = 0.6
    links.new(stretch.outputs[0], noise.inputs["Vector"])
    ramp = nodes.new("ShaderNodeValToRGB")
    ramp.color_ramp.elements[0].position, ramp.color_ramp.elements[1].position = 0.32, 0.68
    ramp.color_ramp.elements[0].color = (*dark, 1)
    ramp.color_ramp.elements[1].color = (*light, 1)
    links.new(noise.outputs["Fac"], ramp.inputs[0])
    links.new(ramp.outputs[0], shader.inputs["Base Color"])
    shader.inputs["Roughness"].default_value = 0.5
    shader.inputs["Specular"].default_value = 0.3
    n.finish(nodes, links, shader.outputs[0])
    return material


def self_lit(name, uv_map=None, level=0.0):
    """A plain value, or a uv map as red and green with blue = 1."""
    material = bpy.data.materials.new(name)
    nodes, links = n.empty(material)
    glow = nodes.new("ShaderNodeEmission")
    glow.inputs["Color"].default_value = (level, level, level, 1)
    if uv_map:
        u, v = n.axes(nodes, links, uv_map)
        links.new(n.vector(nodes, links, u, v, 1.0), glow.inputs["Color"])
    n.finish(nodes, links, glow.outputs[0])
    return material
