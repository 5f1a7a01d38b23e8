"""A plain matte torso form: smooth, neutral, with arms that can be lowered.

Metres, z up, facing -y.  The torso is lofted through superellipse sections, the
arms are tapered tubes; a voxel remesh joins them and smoothing blends the joins.
"""
import math

import bpy
import bmesh
import numpy as np

import simulation

# z, half width, half depth, y offset of the section's centre
TORSO = [
    (0.66, 0.172, 0.112, 0.004), (0.74, 0.178, 0.122, 0.006), (0.82, 0.180, 0.128, 0.008),
    (0.90, 0.174, 0.122, 0.006), (1.00, 0.158, 0.108, 0.000), (1.08, 0.149, 0.101, -0.002),
    (1.16, 0.154, 0.106, -0.003), (1.24, 0.166, 0.116, -0.005), (1.30, 0.175, 0.119, -0.006),
    (1.36, 0.178, 0.108, 0.000), (1.40, 0.172, 0.092, 0.006), (1.43, 0.142, 0.078, 0.010),
    (1.455, 0.102, 0.068, 0.012), (1.48, 0.071, 0.061, 0.010), (1.505, 0.059, 0.057, 0.004),
    (1.54, 0.055, 0.055, -0.004), (1.575, 0.054, 0.055, -0.010),
]
SHOULDER = np.array([0.168, 0.008, 1.378])
ARM_LENGTH = 0.50
ARM_RADII = [(0.0, 0.054), (0.10, 0.050), (0.20, 0.045), (0.29, 0.040), (0.36, 0.038),
             (0.44, 0.033), (0.50, 0.028)]
BUILD_ANGLE = 48.0  # degrees from straight down while the form is modelled


def arm_direction(side, degrees):
    a = math.radians(degrees)
    return np.array([side * math.sin(a), 0.0, -math.cos(a)])


def _ring(bm, centre, axis_a, axis_b, a, b, power, count=48):
    verts = []
    for k in range(count):
        t = 2 * math.pi * k / count
        c, s = math.cos(t), math.sin(t)
        x = math.copysign(abs(c) ** (2 / power), c) * a
        y = math.copysign(abs(s) ** (2 / power), s) * b
        verts.append(bm.verts.new(centre + axis_a * x + axis_b * y))
    return verts


def _loft(bm, rings):
    for lower, upper in zip(rings[:-1], rings[1:]):
        n = len(lower)
        for k in range(n):
            bm.faces.new((lower[k], lower[(k + 1) % n], upper[(k + 1) % n], upper[k]))
    bm.faces.new(rings[0][::-1])
    bm.faces.new(rings[-1])


def _smooth_table(table, steps):
    """Resample a section table with Catmull-Rom splines."""
    t = np.array(table, float)
    padded = np.vstack([2 * t[0] - t[1], t, 2 * t[-1] - t[-2]])
    rows = []
    for i in range(len(t) - 1):
        p0, p1, p2, p3 = padded[i:i + 4]
        for u in np.linspace(0, 1, steps, endpoint=False):
            rows.append(0.5 * (2 * p1 + (p2 - p0) * u + (2 * p0 - 5 * p1 + 4 * p2 - p3) * u * u
                               + (3 * p1 - p0 - 3 * p2 + p3) * u ** 3))
    return rows + [t[-1]]


def _build_parts():
    bm = bmesh.new()
    x, y = np.array([1.0, 0, 0]), np.array([0, 1.0, 0])
    rings = []
    for z, a, b, oy in _smooth_table(TORSO, 4):
        rings.append(_ring(bm, np.array([0, oy, z]), x, y, a, b, 2.25))
    _loft(bm, rings)
    for side in (1, -1):
        d = arm_direction(side, BUILD_ANGLE)
        across = np.cross(d, y)
        rings = []
        # A rounded start buried in the shoulder, then the tapering arm.
        for at, radius in [(-0.045, 0.02), (-0.03, 0.042)] + list(ARM_RADII):
            rings.append(_ring(bm, SHOULDER * [side, 1, 1] + d * at, across * side, y,
                               radius, radius * 1.04, 2.0, 32))
        _loft(bm, rings)
    bmesh.ops.recalc_face_normals(bm, faces=bm.faces)
    return bm


def _lower_arms(co, degrees):
    """Rotate the arms from BUILD_ANGLE to `degrees`, blending at the shoulder."""
    out = co.copy()
    for side in (1, -1):
        pivot = SHOULDER * [side, 1, 1]
        d = arm_direction(side, BUILD_ANGLE)
        along = (co - pivot) @ d
        off = np.linalg.norm(co - pivot - along[:, None] * d, axis=1)
        weight = np.clip((along + 0.03) / 0.11, 0, 1)
        weight = weight * weight * (3 - 2 * weight)
        weight *= np.clip((0.085 - off) / 0.025, 0, 1)  # leave the ribs alone
        weight *= co[:, 0] * side > 0.05
        angle = np.radians(BUILD_ANGLE - degrees) * weight * side
        rel = co - pivot
        c, s = np.cos(angle), np.sin(angle)
        rx, rz = rel[:, 0] * c + rel[:, 2] * s, -rel[:, 0] * s + rel[:, 2] * c
        moved = np.stack([pivot[0] + rx, co[:, 1], pivot[2] + rz], axis=1)
        out = np.where(weight[:, None] > 0, moved, out)
    return out


def _thinned(co):
    """The form drawn in towards its bones, so that cloth can be sewn round it."""
    out = co * [0.86, 0.78, 1.0]  # x, y towards the spine
    for side in (1, -1):
        pivot = SHOULDER * [side, 1, 1]
        d = arm_direction(side, BUILD_ANGLE)
        along = (co - pivot) @ d
        bone = pivot + np.clip(along, 0, None)[:, None] * d
        weight = np.clip((along + 0.02) / 0.06, 0, 1) * np.clip(
            (0.09 - np.linalg.norm(co - bone, axis=1)) / 0.02, 0, 1) * (co[:, 0] * side > 0.05)
        out += weight[:, None] * (bone + 0.55 * (co - bone) - out)
    return out - [0, 0, 0.035]  # and lowered, clear of the shoulder seams


def build(lowered=31.0, voxel=0.008):
    """The form with shape keys `thin` (1: drawn in) and `lowered` (1: arms down)."""
    mesh = bpy.data.meshes.new("mannequin")
    bm = _build_parts()
    bm.to_mesh(mesh)
    bm.free()
    form = bpy.data.objects.new("mannequin", mesh)
    bpy.context.scene.collection.objects.link(form)
    remesh = form.modifiers.new("join", "REMESH")
    remesh.mode, remesh.voxel_size = "VOXEL", voxel
    smooth = form.modifiers.new("blend", "SMOOTH")
    smooth.factor, smooth.iterations = 0.5, 22
    depsgraph = bpy.context.evaluated_depsgraph_get()
    joined = bpy.data.meshes.new_from_object(form.evaluated_get(depsgraph))
    form.modifiers.clear()
    form.data = joined
    for polygon in joined.polygons:
        polygon.use_smooth = True
    co = np.empty(len(joined.vertices) * 3, np.float32)
    joined.vertices.foreach_get("co", co)
    co = co.reshape(-1, 3).astype(float)
    form.shape_key_add(name="Basis")
    key = form.shape_key_add(name="lowered")
    key.data.foreach_set("co", _lower_arms(co, lowered).astype(np.float32).ravel())
    form.shape_key_add(name="thin").data.foreach_set(
        "co", _thinned(co).astype(np.float32).ravel())
    return form


def still(lowered=31.0):
    """The form as a plain mesh, arms lowered, for the picture."""
    form = build(lowered)
    form.data.shape_keys.key_blocks["lowered"].value = 1.0
    mesh = bpy.data.meshes.new_from_object(
        form.evaluated_get(bpy.context.evaluated_depsgraph_get()))
    simulation.remove(form)
    obj = bpy.data.objects.new("form", mesh)
    bpy.context.scene.collection.objects.link(obj)
    smooth = obj.modifiers.new("smooth", "SUBSURF")
    smooth.levels = smooth.render_levels = 1
    return obj
