"""The place where the picture is taken: backdrop, soft window light, camera."""
import math
from dataclasses import dataclass

import bpy
from mathutils import Vector

import materials

CHALK = (0.70, 0.675, 0.64)
OAT = (0.62, 0.575, 0.515)
STONE = (0.52, 0.51, 0.49)


@dataclass
class Stage:
    """Metres, z up; the camera looks along +y.

    `frame` is the height of the picture at the aim; the wall stands at y = `wall`
    and runs in a curve of radius `sweep` into the floor at z = `floor`.
    """

    aim: tuple = (0.0, 0.0, 1.1)
    eye: tuple = (0.0, -4.2, 1.17)
    frame: float = 0.93
    wall: float = 0.6
    floor: float = 0.0
    sweep: float = 0.5
    paper: tuple = CHALK
    window: tuple = (-2.3, -1.9, 1.1)   # the window's centre, relative to the aim
    window_size: float = 1.7
    key: float = 1.0                    # light of the window on cloth that faces it
    room: float = 0.24                  # light from all round


def add(obj):
    bpy.context.scene.collection.objects.link(obj)
    return obj


def mesh_object(name, vertices, faces, material=None, smooth=True):
    mesh = bpy.data.meshes.new(name)
    mesh.from_pydata(vertices, [], faces)
    for polygon in mesh.polygons:
        polygon.use_smooth = smooth
    if material:
        mesh.materials.append(material)
    return add(bpy.data.objects.new(name, mesh))


def backdrop(stage):
    """A seamless sweep of paper."""
    y, z, r = stage.wall, stage.floor, stage.sweep
    profile = [(y, z + 6.0), (y, z + r)]
    for k in range(1, 17):
        a = k / 16 * math.pi / 2
        profile.append((y - r * (1 - math.cos(a)), z + r - r * math.sin(a)))
    profile.append((-9.0, z))
    vertices = [(x, py, pz) for py, pz in profile for x in (-9.0, 9.0)]
    faces = [(2 * i, 2 * i + 1, 2 * i + 3, 2 * i + 2) for i in range(len(profile) - 1)]
    paper = materials.plain("paper", stage.paper, 1.0, 0.0)
    return mesh_object("backdrop", vertices, faces, paper)


def area_light(name, place, target, size, irradiance, colour):
    """A square soft light that gives `irradiance` (1: white paper shows as 1) at the target."""
    light = bpy.data.lights.new(name, "AREA")
    distance = (Vector(target) - Vector(place)).length
    light.shape, light.size, light.color = "SQUARE", size, colour
    # Radiant power of a Lambert emitter: pi * distance^2 for unit reflected radiance.
    light.energy = irradiance * math.pi ** 2 * distance ** 2
    obj = add(bpy.data.objects.new(name, light))
    obj.location = place
    obj.rotation_euler = (Vector(target) - Vector(place)).to_track_quat("-Z", "Y").to_euler()
    return obj


def lights(stage):
    """A window to one side and the room's own light."""
    target = Vector(stage.aim)
    place = target + Vector(stage.window)
    area_light("window", place, target, stage.window_size, stage.key, (1.0, 0.975, 0.94))
    mirror = target + Vector((-1.1 * stage.window[0], stage.window[1] - 0.6, 0.3))
    area_light("room", mirror, target, 2.4, 0.16 * stage.key, (0.95, 0.98, 1.0))
    world = bpy.data.worlds.new("room")
    bpy.context.scene.world = world
    world.use_nodes = True
    background = world.node_tree.nodes["Background"]
    background.inputs[0].default_value = (0.97, 0.985, 1.0, 1)
    background.inputs[1].default_value = stage.room


def camera(stage, width, height):
    data = bpy.data.cameras.new("camera")
    obj = add(bpy.data.objects.new("camera", data))
    eye, aim = Vector(stage.eye), Vector(stage.aim)
    obj.location = eye
    obj.rotation_euler = (aim - eye).to_track_quat("-Z", "Y").to_euler()
    data.sensor_fit = "VERTICAL"
    data.sensor_height = 24.0
    data.lens = 24.0 * (aim - eye).length / stage.frame
    scene = bpy.context.scene
    scene.camera = obj
    scene.render.resolution_x, scene.render.resolution_y = width, height
    scene.render.resolution_percentage = 100
