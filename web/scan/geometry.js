/// Places and vectors of a scan. Values in, values out.

/// {x, y} of the studio's [x, y].
export const point = ([x, y]) => ({ x, y });
export const plus = (p, q) => ({ x: p.x + q.x, y: p.y + q.y });
export const minus = (p, q) => ({ x: p.x - q.x, y: p.y - q.y });
export const times = (k, p) => ({ x: k * p.x, y: k * p.y });
export const size = (p) => Math.hypot(p.x, p.y);

/// A vector of the straightened picture as the scanned one has it, for the studio: [x, y]. `to_source` as it gives it.
export const in_source = (vector, [ax, ay, bx, by]) => [vector.x * ax + vector.y * bx, vector.x * ay + vector.y * by];

/// The lines of a lattice over a picture as the d of a path: all that cross it, at most so many.
export function lattice_path(origin, a, b, width, height, most = 120) {
  const whole = a.x * b.y - a.y * b.x;
  if (Math.abs(whole) < 1) return '';
  const far = width + height;
  const lines = (along, aside) => {
    const way = times(far / size(along), along);
    const out = [];
    for (let k = -most; k <= most; ++k) {
      const from = plus(origin, times(k, aside));
      const [start, end] = [minus(from, way), plus(from, way)];
      out.push(`M${start.x.toFixed(1)} ${start.y.toFixed(1)}L${end.x.toFixed(1)} ${end.y.toFixed(1)}`);
    }
    return out.join('');
  };
  return lines(a, b) + lines(b, a);
}

/// A closed path through places.
export const loop_path = (places) => `M${places.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}Z`;
