"""From the coarse draped triangles to the smooth mesh that is rendered.

Loop subdivision rounds the folds without facets; the flat pattern position of
every triangle corner is carried along linearly, so fabric coordinates stay exact.
"""
import bpy
import numpy as np

import pattern


def loop_subdivide(co, triangles, corners):
    """One Loop step. `corners` is (triangles, 3, k) data interpolated linearly."""
    half = np.vstack([triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [2, 0]]])
    opposite = np.concatenate([triangles[:, 2], triangles[:, 0], triangles[:, 1]])
    edges, which = np.unique(np.sort(half, axis=1), axis=0, return_inverse=True)
    n, m = len(co), len(edges)
    faces = np.bincount(which, minlength=m)
    far = np.stack([np.bincount(which, co[opposite, k], m) for k in range(3)], axis=1)
    ends = co[edges[:, 0]] + co[edges[:, 1]]
    border = faces != 2
    edge_points = np.where(border[:, None], ends / 2, ends * 3 / 8 + far / 8)

    def around(selected):
        a, b = edges[selected].T
        total = np.stack([np.bincount(a, co[b, k], n) + np.bincount(b, co[a, k], n)
                          for k in range(3)], axis=1)
        return total, np.bincount(a, minlength=n) + np.bincount(b, minlength=n)

    total, degree = around(np.ones(m, bool))
    safe = np.maximum(degree, 3)
    beta = (5 / 8 - (3 / 8 + np.cos(2 * np.pi / safe) / 4) ** 2) / safe
    moved = (1 - degree * beta)[:, None] * co + beta[:, None] * total
    rim, rim_degree = around(border)
    on_rim = rim_degree > 0
    moved[on_rim] = 0.75 * co[on_rim] + 0.125 * rim[on_rim]
    moved[on_rim & (rim_degree != 2)] = co[on_rim & (rim_degree != 2)]

    count = len(triangles)
    ab, bc, ca = (which[k * count:(k + 1) * count] + n for k in range(3))
    a, b, c = triangles.T
    new = np.concatenate([np.stack(t, axis=1) for t in
                          ((a, ab, ca), (ab, b, bc), (ca, bc, c), (ab, bc, ca))])
    pa, pb, pc = (corners[:, k] for k in range(3))
    pab, pbc, pca = (pa + pb) / 2, (pb + pc) / 2, (pc + pa) / 2
    new_corners = np.concatenate([np.stack(t, axis=1) for t in
                                  ((pa, pab, pca), (pab, pb, pbc), (pca, pbc, pc), (pab, pbc, pca))])
    return np.vstack([moved, edge_points]), new, new_corners


def _run_distance(panel, flat, runs):
    """Distance (cm) to the nearest of a panel's named runs."""
    best = np.full(len(flat), 99.0)
    for run in runs:
        # Few points of a run are needed: hems and seams are gentle curves.
        line = panel.points[panel.runs[run]]
        line = line[np.unique(np.r_[0:len(line):3, len(line) - 1])]
        best = np.minimum(best, pattern.distance_to_polyline(flat, line))
    return best


def relax_noise(co, triangles, rounds, amount=0.35):
    """A touch of shrink-free smoothing: simulation jitter at edge length goes."""
    edges = np.unique(np.sort(np.vstack([triangles[:, [0, 1]], triangles[:, [1, 2]],
                                         triangles[:, [2, 0]]]), axis=1), axis=0)
    a, b = edges.T
    degree = np.bincount(edges.ravel(), minlength=len(co))[:, None]
    for _ in range(rounds):
        for step in (amount, -amount * 1.03):
            total = np.stack([np.bincount(a, co[b, k], len(co)) + np.bincount(b, co[a, k], len(co))
                              for k in range(3)], axis=1)
            co = co + step * (total / degree - co)
    return co


def iron_crumples(co, triangles, rounds=14, sharp=0.35):
    """Smooth only where the simulation folded the cloth tighter than its mesh can show.

    `sharp` is the cosine between neighbouring faces below which a fold is a crumple
    (cloth pinched under the arm); a ring of neighbours is smoothed with it.
    """
    edges = np.unique(np.sort(np.vstack([triangles[:, [0, 1]], triangles[:, [1, 2]],
                                         triangles[:, [2, 0]]]), axis=1), axis=0)
    a, b = edges.T
    degree = np.bincount(edges.ravel(), minlength=len(co))[:, None]
    p = co[triangles]
    normal = np.cross(p[:, 1] - p[:, 0], p[:, 2] - p[:, 0])
    normal /= np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-12)
    mean = np.zeros_like(co)
    for k in range(3):
        np.add.at(mean, triangles[:, k], normal)
    mean /= np.maximum(np.linalg.norm(mean, axis=1, keepdims=True), 1e-12)
    worst = np.ones(len(co))
    for k in range(3):
        np.minimum.at(worst, triangles[:, k], (normal * mean[triangles[:, k]]).sum(axis=1))
    weight = np.clip((sharp + 0.25 - worst) / 0.25, 0, 1)[:, None]

    def mean_of_neighbours(values):
        return np.stack([np.bincount(a, values[b, k], len(co)) + np.bincount(b, values[a, k], len(co))
                         for k in range(values.shape[1])], axis=1) / degree

    for _ in range(3):
        weight = np.maximum(weight, 0.85 * mean_of_neighbours(weight))
    _, which = np.unique(np.sort(np.vstack([triangles[:, [0, 1]], triangles[:, [1, 2]],
                                            triangles[:, [2, 0]]]), axis=1),
                         axis=0, return_inverse=True)
    uses = np.bincount(which, minlength=len(edges))
    weight[np.unique(edges[uses == 1])] = 0  # hems keep their place
    for _ in range(rounds):
        co = co + 0.5 * weight * (mean_of_neighbours(co) - co)
    return co


def fair_corners(co, triangles, corners, panel_of, rounds=30):
    """Fabric coordinates without the mesh's own wobble.

    Subdivision and simulation shift vertices a little within the cloth, and every printed
    line would follow.  A few steps of heat flow over the surface (cotangent weights) even
    that out; what is wider than a finger stays, and so do the panels' edges.
    """
    keys = np.column_stack([triangles.ravel(), np.repeat(panel_of, 3),
                            np.round(corners.reshape(-1, 2) * 1e3)]).astype(np.int64)
    first, node = np.unique(keys, axis=0, return_index=True, return_inverse=True)[1:]
    flat, node = corners.reshape(-1, 2)[first], node.reshape(-1, 3)
    p = co[triangles]
    pairs, weights = [], []
    for k in range(3):
        a, b = p[:, (k + 1) % 3] - p[:, k], p[:, (k + 2) % 3] - p[:, k]
        area = np.linalg.norm(np.cross(a, b), axis=1)
        weights.append(np.maximum((a * b).sum(axis=1) / np.maximum(area, 1e-12), 0) + 1e-3)
        pairs.append(np.sort(node[:, [(k + 1) % 3, (k + 2) % 3]], axis=1))
    edges, which = np.unique(np.vstack(pairs), axis=0, return_inverse=True)
    weight = np.bincount(which.ravel(), np.concatenate(weights))
    rim = np.unique(edges[np.bincount(which.ravel()) == 1])
    a, b = edges.T
    n = len(flat)
    total = np.bincount(a, weight, n) + np.bincount(b, weight, n)
    held = flat[rim].copy()
    for _ in range(rounds):
        mean = np.stack([np.bincount(a, weight * flat[b, k], n) + np.bincount(b, weight * flat[a, k], n)
                         for k in (0, 1)], axis=1) / total[:, None]
        flat = flat + 0.6 * (mean - flat)
        flat[rim] = held
    return flat[node]


def _maps(sewn, panel_of, corners, item):
    """Per triangle corner: fabric (parts of uv_cm, v down), distance to hem and to seam (cm)."""
    fabric = np.empty_like(corners)
    hem, seam = np.full(corners.shape[:2], 99.0), np.full(corners.shape[:2], 99.0)
    for k, panel in enumerate(sewn.panels):
        mine = panel_of == k
        flat = corners[mine]
        x0, y0 = sewn.layout[panel.name]
        fabric[mine] = np.stack([x0 + flat[..., 0], y0 - flat[..., 1]], axis=-1) / item.uv_cm
        sewn_runs = sewn.sewn_runs[panel.name]
        hems = [r for r in panel.runs if r not in sewn_runs and r not in sewn.unhemmed]
        for distance, runs in ((hem, hems), (seam, sewn_runs)):
            if runs:
                distance[mine] = _run_distance(panel, flat.reshape(-1, 2), runs).reshape(-1, 3)
        if item.placket and panel.name == "front":
            seam[mine] = np.minimum(seam[mine], np.abs(np.abs(flat[..., 0]) - item.placket))
    return fabric, hem, seam


def build(sewn, draped, item):
    """The Blender object: smooth triangles, its maps, and thicker hems and bands."""
    co = draped
    if item.smoothing:
        co = relax_noise(iron_crumples(co, sewn.triangles), sewn.triangles, item.smoothing)
    triangles = sewn.triangles
    corners = sewn.points[sewn.corners]
    panel_of = sewn.point_panel[sewn.corners[:, 0]]
    for _ in range(item.levels):
        co, triangles, corners = loop_subdivide(co, triangles, corners)
        panel_of = np.tile(panel_of, 4)
    corners = fair_corners(co, triangles, corners, panel_of)
    fabric, hem, seam = _maps(sewn, panel_of, corners, item)

    mesh = bpy.data.meshes.new("cloth")
    mesh.vertices.add(len(co))
    mesh.vertices.foreach_set("co", co.astype(np.float32).ravel())
    mesh.loops.add(len(triangles) * 3)
    mesh.loops.foreach_set("vertex_index", triangles.astype(np.int32).ravel())
    mesh.polygons.add(len(triangles))
    mesh.polygons.foreach_set("loop_start", np.arange(0, len(triangles) * 3, 3, dtype=np.int32))
    mesh.polygons.foreach_set("loop_total", np.full(len(triangles), 3, np.int32))
    mesh.polygons.foreach_set("use_smooth", np.ones(len(triangles), bool))
    band = np.array([p.name.startswith(item.bands) for p in sewn.panels])[panel_of]
    flags = np.repeat(band[:, None], 3, axis=1).astype(float)
    ribbed = np.maximum(flags, hem < item.ribbed_hem)
    for name, values in (("fabric", fabric), ("flat", corners),
                         ("edges", np.stack([hem, seam], axis=-1)),
                         ("band", np.stack([ribbed, flags], axis=-1))):
        mesh.uv_layers.new(name=name).data.foreach_set("uv", values.astype(np.float32).ravel())
    mesh.update(calc_edges=True)
    mesh.validate()
    obj = bpy.data.objects.new("cloth", mesh)
    bpy.context.scene.collection.objects.link(obj)
    if item.thickness:
        wanted = np.maximum(np.clip((item.hem_depth + 0.15 - hem) / 0.3, 0, 1), flags)
        _thicken(obj, triangles, wanted, item.thickness)
    return obj


def _thicken(obj, triangles, wanted, thickness):
    """Give the cloth its thickness: all of it where `wanted` is 1, 0.4 of it elsewhere."""
    thick = np.zeros(len(obj.data.vertices))
    np.maximum.at(thick, triangles.ravel(), wanted.ravel())
    group = obj.vertex_groups.new(name="thick")
    for level in range(1, 6):  # vertex groups take one weight per call
        near = np.nonzero(np.round(thick * 5) == level)[0]
        if len(near):
            group.add([int(i) for i in near], level / 5, "REPLACE")
    solid = obj.modifiers.new("thickness", "SOLIDIFY")
    solid.thickness, solid.offset = thickness, 0.0
    solid.vertex_group, solid.thickness_vertex_group = "thick", 0.4
