"""Blender's cloth simulation of sewn panels."""
import time
from dataclasses import dataclass

import bpy
import numpy as np


@dataclass
class Cloth:
    """How a cloth hangs; the units are Blender's own (mass in kg a vertex)."""

    mass: float = 0.002
    stretch: float = 120.0
    shear: float = 40.0
    bending: float = 0.004
    firm_bending: float = 0.1    # of the vertices in `firm`
    air: float = 0.03
    pressure: float = 0.0
    self_distance: float = 0.003
    quality: int = 8
    self_collision: bool = True


def animate(owner, name, keys):
    for frame, value in keys.items():
        setattr(owner, name, value)
        owner.keyframe_insert(name, frame=frame)


def cloth_object(start, triangles, cloth, frames, firm=(), pinned=()):
    """The mesh with its physics; gravity may still be animated by the caller."""
    mesh = bpy.data.meshes.new("simulated")
    mesh.from_pydata([tuple(v) for v in start], [], [tuple(int(i) for i in t) for t in triangles])
    mesh.update()
    obj = bpy.data.objects.new("simulated", mesh)
    bpy.context.scene.collection.objects.link(obj)
    modifier = obj.modifiers.new("cloth", "CLOTH")
    s, c = modifier.settings, modifier.collision_settings
    s.quality = cloth.quality
    s.mass = cloth.mass
    s.bending_model = "ANGULAR"
    s.tension_stiffness = s.compression_stiffness = cloth.stretch
    s.shear_stiffness = cloth.shear
    s.bending_stiffness = cloth.bending
    s.tension_damping = s.compression_damping = s.shear_damping = 5.0
    s.bending_damping = 0.1
    s.air_damping = cloth.air
    if len(firm):
        obj.vertex_groups.new(name="firm").add([int(i) for i in firm], 1.0, "REPLACE")
        s.vertex_group_bending, s.bending_stiffness_max = "firm", cloth.firm_bending
    if len(pinned):
        obj.vertex_groups.new(name="pinned").add([int(i) for i in pinned], 1.0, "REPLACE")
        s.vertex_group_mass, s.pin_stiffness = "pinned", 1.0
    if cloth.pressure:
        s.use_pressure, s.uniform_pressure_force = True, cloth.pressure
    c.use_collision, c.collision_quality, c.distance_min = True, 3, 0.003
    c.use_self_collision = cloth.self_collision
    c.self_distance_min, c.self_friction = cloth.self_distance, 4.0
    modifier.point_cache.frame_start, modifier.point_cache.frame_end = 1, frames
    return obj


def collide(obj, friction=6.0, thickness=0.003):
    obj.modifiers.new("collide", "COLLISION")
    obj.collision.thickness_outer = thickness
    obj.collision.thickness_inner = 0.05
    obj.collision.cloth_friction = friction


def positions(obj):
    evaluated = obj.evaluated_get(bpy.context.evaluated_depsgraph_get())
    mesh = evaluated.to_mesh()
    co = np.empty(len(mesh.vertices) * 3, np.float32)
    mesh.vertices.foreach_get("co", co)
    evaluated.to_mesh_clear()
    return co.reshape(-1, 3).astype(float)


def run(obj, frames):
    """Step to the last frame; the simulated object goes, its vertices are returned."""
    scene = bpy.context.scene
    scene.frame_start, scene.frame_end = 1, frames
    began = time.time()
    for frame in range(1, frames + 1):
        scene.frame_set(frame)
        if frame % 10 == 0:
            print(f"drape {frame}/{frames}: {time.time() - began:.0f} s", flush=True)
    co = positions(obj)
    bpy.data.objects.remove(obj)
    return co


def remove(obj):
    mesh = obj.data
    bpy.data.objects.remove(obj)
    bpy.data.meshes.remove(mesh)
