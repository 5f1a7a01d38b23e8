"""Panels sewn together: one mesh, the flat pattern kept beside it."""
import numpy as np


class Sewn:
    """All panels as one mesh, their sewn vertices welded.

    `points`/`corners` keep the flat pattern: `corners` indexes pattern points per
    triangle corner, `triangles` the welded vertices of the same corners.
    `layout` says where each panel lies on the cloth (cm): (x of its x = 0, y of its
    y = 0), y down.  `unhemmed` names free runs that show no stitching.
    """

    def __init__(self, panels, pairs, layout, unhemmed=()):
        self.panels, self.layout, self.unhemmed = panels, layout, unhemmed
        self.offset, total = {}, 0
        for panel in panels:
            self.offset[panel.name] = total
            total += len(panel.points)
        self.points = np.vstack([p.points for p in panels])
        self.point_panel = np.concatenate(
            [np.full(len(p.points), k) for k, p in enumerate(panels)])
        self.corners = np.vstack([p.triangles + self.offset[p.name] for p in panels])
        self.weld = self._weld(total, pairs)
        self.count = self.weld.max() + 1
        self.triangles = self.weld[self.corners]
        self.sewn_runs = self._find_sewn_runs(pairs)

    def _weld(self, total, pairs):
        """Map every pattern point to its welded vertex (union-find over the seams)."""
        parent = list(range(total))

        def root(i):
            while parent[i] != i:
                parent[i] = parent[parent[i]]
                i = parent[i]
            return i

        for (a, i), (b, j) in pairs:
            parent[root(self.offset[a] + i)] = root(self.offset[b] + j)
        roots = np.array([root(i) for i in range(total)])
        return np.unique(roots, return_inverse=True)[1]

    def _find_sewn_runs(self, pairs):
        touched = {panel.name: set() for panel in self.panels}
        for (a, i), (b, j) in pairs:
            touched[a].add(i)
            touched[b].add(j)
        return {p.name: [run for run, indices in p.runs.items() if set(indices) <= touched[p.name]]
                for p in self.panels}

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

    def welded(self, placed):
        """Welded positions from one position (metres) per pattern point."""
        co, hits = np.zeros((self.count, 3)), np.zeros(self.count)
        np.add.at(co, self.weld, placed)
        np.add.at(hits, self.weld, 1)
        return co / hits[:, None]

    def group(self, name, run=None):
        """Welded vertices of one panel, or of one of its runs."""
        panel = next(p for p in self.panels if p.name == name)
        wanted = panel.runs[run] if run else range(len(panel.points))
        return sorted(set(int(self.weld[self.offset[name] + i]) for i in wanted))


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
