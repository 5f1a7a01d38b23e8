"""Shapes that home textiles and their surroundings are made of."""
import bmesh
import bpy
import numpy as np

import pattern
import stage


def grid_panel(name, width, height, spacing):
    """A rectangle, x from 0 to width, y from -height to 0; runs top, bottom, left, right."""
    nx, ny = max(2, round(width / spacing)), max(2, round(height / spacing))
    xs, ys = np.linspace(0, width, nx + 1), np.linspace(0, -height, ny + 1)
    points = np.array([(x, y) for y in ys for x in xs])
    triangles = []
    for r in range(ny):
        for c in range(nx):
            a = r * (nx + 1) + c
            b, d, e = a + 1, a + nx + 1, a + nx + 2
            triangles += [(a, d, e), (a, e, b)] if (r + c) % 2 else [(a, d, b), (b, d, e)]
    columns = nx + 1
    runs = {"top": list(range(columns)), "bottom": [ny * columns + c for c in range(columns)],
            "left": [r * columns for r in range(ny + 1)],
            "right": [r * columns + nx for r in range(ny + 1)]}
    return pattern.Panel(name, points, np.array(triangles), runs)


def rod(name, start, end, radius, material, segments=32):
    """A round bar between two points, its ends closed."""
    a, b = np.array(start, float), np.array(end, float)
    axis = (b - a) / np.linalg.norm(b - a)
    side = np.cross(axis, (0, 0, 1) if abs(axis[2]) < 0.9 else (1, 0, 0))
    side /= np.linalg.norm(side)
    up = np.cross(axis, side)
    turn = np.linspace(0, 2 * np.pi, segments, endpoint=False)
    ring = radius * (np.cos(turn)[:, None] * side + np.sin(turn)[:, None] * up)
    vertices = [tuple(v) for v in np.vstack([a + ring, b + ring])]
    faces = [(k, (k + 1) % segments, segments + (k + 1) % segments, segments + k)
             for k in range(segments)]
    faces += [tuple(range(segments))[::-1], tuple(range(segments, 2 * segments))]
    obj = stage.mesh_object(name, vertices, faces, material)
    edge = obj.modifiers.new("edge", "BEVEL")
    edge.width, edge.segments, edge.limit_method = radius * 0.12, 3, "ANGLE"
    return obj


def ball(name, centre, radius, material, squash=(1, 1, 1)):
    mesh = bpy.data.meshes.new(name)
    shape = bmesh.new()
    bmesh.ops.create_uvsphere(shape, u_segments=48, v_segments=32, radius=radius)
    shape.to_mesh(mesh)
    shape.free()
    for polygon in mesh.polygons:
        polygon.use_smooth = True
    mesh.materials.append(material)
    obj = stage.add(bpy.data.objects.new(name, mesh))
    obj.location, obj.scale = centre, squash
    return obj


def box(name, low, high, material, edge=0.004):
    """A board with softened edges."""
    (x0, y0, z0), (x1, y1, z1) = low, high
    vertices = [(x, y, z) for z in (z0, z1) for y in (y0, y1) for x in (x0, x1)]
    faces = [(0, 2, 3, 1), (4, 5, 7, 6), (0, 1, 5, 4), (2, 6, 7, 3), (0, 4, 6, 2), (1, 3, 7, 5)]
    obj = stage.mesh_object(name, vertices, faces, material, smooth=False)
    bevel = obj.modifiers.new("edge", "BEVEL")
    bevel.width, bevel.segments = edge, 3
    return obj
