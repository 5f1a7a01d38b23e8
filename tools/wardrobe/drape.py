"""Hangs the sewn panels on the form with Blender's cloth simulation.

The sewn panels start wrapped loosely round a thinned form with its arms raised; the
form grows into them, then the arms are lowered, which is what makes the believable
folds at the shoulder and under the arm.
"""
import math
import time

import bpy
import numpy as np

import mannequin
import pattern

NECK_HEIGHT = 1.475  # world height of the pattern's y = 0
# Frames at which: the form is full, the arms start down, the arms would be down, and
# the picture is taken - on their way, while the sleeves still stand a little off.
GROWN, LOWERING, LOWERED, TAKEN = 16, 22, 48, 40


def superellipse_arc(a, b, power=2.2, n=2001):
    """Points of a quarter section from the front (0,-b) to the side (a,0)."""
    t = np.linspace(0, math.pi / 2, n)
    x = a * np.sin(t) ** (2 / power)
    y = -b * np.cos(t) ** (2 / power)
    s = np.concatenate([[0], np.cumsum(np.hypot(np.diff(x), np.diff(y)))])
    return x, y, s


def wrap_body(points, front):
    """Start positions of a body panel: curved round the chest, closed at the top."""
    out = np.empty((len(points), 3))
    sign = -1.0 if front else 1.0
    for i, (px, py) in enumerate(points / 100):
        # Above the underarm the section flattens towards the shoulder seam.
        up = np.clip((py - pattern.UNDERARM_Y / 100) / (-pattern.UNDERARM_Y / 100), 0, 1)
        a = 0.200 + 0.035 * up
        b = 0.150 * (1 - up ** 2.2) + 0.070 * up ** 2.2
        shoulder_fall = 0.22 * abs(px)
        close = np.clip(1 - (-py - shoulder_fall) / 0.05, 0, 1) if abs(px) > 0.085 else 0
        b *= 1 - 0.75 * close
        x, y, s = superellipse_arc(a, b)
        at = abs(px) * s[-1] / (pattern.HALF_CHEST / 100)
        at = min(at, s[-1]) if up > 0 else at * pattern.HALF_CHEST / pattern.HALF_HEM
        wx = np.interp(at, s, x) * np.sign(px)
        wy = np.interp(at, s, y) * -sign
        out[i] = (wx if front else -wx, wy, NECK_HEIGHT + 0.02 + py)
    return out


def wrap_sleeve(points, side, angle):
    """Start positions of a sleeve: a tube round the raised arm."""
    d = mannequin.arm_direction(side, angle)
    outward = np.array([-d[2] * side, 0.0, d[0] * side]) * side
    if outward[2] < 0:
        outward = -outward
    across = np.array([0.0, float(side), 0.0])
    pivot = mannequin.SHOULDER * [side, 1, 1] + np.array([0, 0, 0.012])
    half = points[:, 0].max() / 100
    radius = 2 * half / (2 * math.pi) * 1.0
    theta = points[:, 0] / 100 / half * math.pi * 0.97
    along = 0.075 - points[:, 1] / 100
    return (pivot + along[:, None] * d
            + radius * (np.cos(theta)[:, None] * outward + np.sin(theta)[:, None] * across))


def wrap_band(points):
    """Start positions of the neck rib: a ring standing round the neck."""
    turn = points[:, 0] / points[:, 0].max() * 2 * math.pi
    rise = points[:, 1] / 100
    # From the centre back by the viewer's left (world -x) to the centre front.
    ring = np.stack([-0.088 * np.sin(turn), np.where(np.cos(turn) > 0, 0.078, 0.115) * np.cos(turn),
                     NECK_HEIGHT + 0.015 - 0.075 * (1 - np.cos(turn)) / 2 + rise], axis=1)
    return ring


class Garment:
    """All panels as one mesh, their sewn vertices welded.

    `points`/`corners` keep the flat pattern: `corners` indexes pattern points per
    triangle corner, `triangles` the welded vertices of the same corners.
    """

    def __init__(self):
        self.panels = pattern.tshirt_panels()
        self.offset, total = {}, 0
        for panel in self.panels:
            self.offset[panel.name] = total
            total += len(panel.points)
        self.points = np.vstack([p.points for p in self.panels])
        self.point_panel = np.concatenate(
            [np.full(len(p.points), k) for k, p in enumerate(self.panels)])
        self.corners = np.vstack([p.triangles + self.offset[p.name] for p in self.panels])
        self.weld = self._weld(total)
        self.count = self.weld.max() + 1
        self.triangles = self.weld[self.corners]

    def _weld(self, total):
        """Map every pattern point to its welded vertex (union-find over the seams)."""
        parent = list(range(total))

        def root(i):
            while parent[i] != i:
                parent[i] = parent[parent[i]]
                i = parent[i]
            return i

        for (a, i), (b, j) in pattern.tshirt_seams(self.panels):
            parent[root(self.offset[a] + i)] = root(self.offset[b] + j)
        roots = np.array([root(i) for i in range(total)])
        return np.unique(roots, return_inverse=True)[1]

    def edges(self):
        """Welded edges and their flat lengths in metres (the shorter side of a seam)."""
        flat = {}
        for tri, weld in zip(self.corners, self.triangles):
            for a, b in ((0, 1), (1, 2), (2, 0)):
                key = (min(weld[a], weld[b]), max(weld[a], weld[b]))
                length = float(np.linalg.norm(self.points[tri[a]] - self.points[tri[b]])) / 100
                flat[key] = min(length, flat.get(key, 1e9))
        keys = np.array(list(flat))
        return keys, np.array(list(flat.values()))

    def start(self):
        """Welded start positions: wrapped panels, relaxed until nothing is stretched."""
        p = {q.name: q.points for q in self.panels}
        raised = mannequin.BUILD_ANGLE
        wrapped = np.vstack([wrap_body(p["front"], True), wrap_body(p["back"], False),
                             wrap_sleeve(p["sleeve_r"], 1, raised),
                             wrap_sleeve(p["sleeve_l"], -1, raised), wrap_band(p["band"])])
        co, hits = np.zeros((self.count, 3)), np.zeros(self.count)
        np.add.at(co, self.weld, wrapped)
        np.add.at(hits, self.weld, 1)
        return relax_lengths(co / hits[:, None], *self.edges())

    def group(self, name):
        """Welded vertices of one panel."""
        at = self.offset[name]
        size = next(len(p.points) for p in self.panels if p.name == name)
        return sorted(set(int(i) for i in self.weld[at:at + size]))


def relax_lengths(co, edges, lengths, rounds=2500):
    """Move vertices until edges have their flat lengths, smoothing as it starts.

    This gives Blender a start without strain: a strained one springs apart.
    """
    a, b = edges.T
    degree = np.bincount(edges.ravel(), minlength=len(co))[:, None]

    def gather(values_a, values_b):
        return np.stack([np.bincount(a, values_a[:, k], len(co))
                         + np.bincount(b, values_b[:, k], len(co)) for k in range(3)], axis=1)

    def flow(values, amount):
        return values + amount * (gather(values[b], values[a]) / degree - values)

    for round_ in range(rounds):
        smooth = 0.5 * max(0.0, 1 - round_ / (0.8 * rounds)) ** 2
        if smooth > 0.001:
            co = flow(flow(co, smooth), -1.04 * smooth)  # Taubin: smooths, does not shrink
        delta = co[b] - co[a]
        now = np.linalg.norm(delta, axis=1)
        pull = (0.5 * (now - lengths) / np.maximum(now, 1e-9))[:, None] * delta
        co = co + 1.6 * gather(pull, -pull) / degree
    return co


def build_cloth(garment):
    mesh = bpy.data.meshes.new("garment")
    mesh.from_pydata([tuple(v) for v in garment.start()], [],
                     [tuple(int(i) for i in t) for t in garment.triangles])
    mesh.update()
    cloth = bpy.data.objects.new("garment", mesh)
    bpy.context.scene.collection.objects.link(cloth)
    firm = cloth.vertex_groups.new(name="firm")
    firm.add(garment.group("band"), 1.0, "REPLACE")
    return cloth


def animate(owner, name, keys):
    for frame, value in keys.items():
        setattr(owner, name, value)
        owner.keyframe_insert(name, frame=frame)


def add_cloth_physics(cloth, frames):
    modifier = cloth.modifiers.new("cloth", "CLOTH")
    s, c = modifier.settings, modifier.collision_settings
    s.quality = 8
    s.mass = 0.002
    s.bending_model = "ANGULAR"
    s.tension_stiffness = s.compression_stiffness = 120.0
    s.shear_stiffness = 40.0
    s.bending_stiffness = 0.004
    s.vertex_group_bending = "firm"
    s.bending_stiffness_max = 0.1
    s.tension_damping = s.compression_damping = 5.0
    s.shear_damping = 5.0
    s.bending_damping = 0.1
    c.use_collision = True
    c.collision_quality = 3
    c.distance_min = 0.003
    c.use_self_collision = True
    c.self_distance_min = 0.003
    c.self_friction = 4.0
    modifier.point_cache.frame_start = 1
    modifier.point_cache.frame_end = frames
    # Almost weightless and damped until the form has grown into the garment.
    animate(s.effector_weights, "gravity", {1: 0.02, GROWN - 8: 0.05, GROWN: 1.0})
    animate(s, "air_damping", {1: 1.0, GROWN: 1.0, GROWN + 4: 0.03})
    return modifier


def make_collider(form, friction=6.0):
    form.modifiers.new("collide", "COLLISION")
    form.collision.thickness_outer = 0.003
    form.collision.thickness_inner = 0.05
    form.collision.cloth_friction = friction
    keys = form.data.shape_keys.key_blocks
    animate(keys["thin"], "value", {1: 1.0, GROWN: 0.0})
    animate(keys["lowered"], "value", {LOWERING: 0.0, LOWERED: 1.0})


def positions(obj):
    evaluated = obj.evaluated_get(bpy.context.evaluated_depsgraph_get())
    mesh = evaluated.to_mesh()
    co = np.empty(len(mesh.vertices) * 3, np.float32)
    mesh.vertices.foreach_get("co", co)
    evaluated.to_mesh_clear()
    return co.reshape(-1, 3).astype(float)


def simulate(garment, form, frames=TAKEN, report=print, snapshots=()):
    """Step the simulation; returns the draped vertices and {frame: vertices}."""
    cloth = build_cloth(garment)
    make_collider(form)
    add_cloth_physics(cloth, frames)
    scene = bpy.context.scene
    scene.frame_start, scene.frame_end = 1, frames
    kept, began = {}, time.time()
    for frame in range(1, frames + 1):
        scene.frame_set(frame)
        if frame % 10 == 0:
            report(f"drape {frame}/{frames}: {time.time() - began:.0f} s")
        if frame in snapshots:
            kept[frame] = positions(cloth)
    co = positions(cloth)
    bpy.data.objects.remove(cloth)
    return co, kept
