/// The edge of a mask as a path that can be drawn over its photo.

import { bytes_of } from './server.js';

const kSide = 320;  // longest side at which a mask is traced

/// Reads the mask at `url` (white: garment) as {path, box, inside(x, y)}: an SVG path and the garment's box in the
/// unit square of the photo, `inside` takes points of it. `box` is null for an empty mask.
export async function trace_mask(url) {
  const image = await createImageBitmap(await bytes_of(url));
  const shrink = kSide / Math.max(image.width, image.height);
  const width = Math.max(1, Math.round(image.width * shrink));
  const height = Math.max(1, Math.round(image.height * shrink));
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context.drawImage(image, 0, 0, width, height);
  const pixels = context.getImageData(0, 0, width, height).data;
  const at = (x, y) => x >= 0 && y >= 0 && x < width && y < height && pixels[4 * (y * width + x)] > 127;

  let left = width, top = height, right = -1, bottom = -1;
  for (let y = 0; y < height; ++y) {
    for (let x = 0; x < width; ++x) {
      if (!at(x, y)) continue;
      left = Math.min(left, x), right = Math.max(right, x);
      top = Math.min(top, y), bottom = Math.max(bottom, y);
    }
  }
  const box = right < 0 ? null
    : { x: left / width, y: top / height, width: (right + 1 - left) / width, height: (bottom + 1 - top) / height };
  return {
    path: loops(at, width, height).map((loop) => path_of(loop, width, height)).join(''),
    box,
    inside: (x, y) => at(Math.floor(x * width), Math.floor(y * height)),
  };
}

/// The borders between inside and outside as closed loops of grid points, the inside on the right hand.
function loops(at, width, height) {
  const next = new Map();  // start of a border edge -> its ends
  const add = (ax, ay, bx, by) => {
    const key = ay * (width + 1) + ax;
    next.set(key, [...(next.get(key) ?? []), by * (width + 1) + bx]);
  };
  for (let y = 0; y < height; ++y) {
    for (let x = 0; x < width; ++x) {
      if (!at(x, y)) continue;
      if (!at(x, y - 1)) add(x, y, x + 1, y);
      if (!at(x + 1, y)) add(x + 1, y, x + 1, y + 1);
      if (!at(x, y + 1)) add(x + 1, y + 1, x, y + 1);
      if (!at(x - 1, y)) add(x, y + 1, x, y);
    }
  }
  const found = [];
  for (const start of next.keys()) {
    const loop = [];
    let here = start;
    while (next.get(here)?.length) {
      loop.push([here % (width + 1), Math.floor(here / (width + 1))]);
      here = next.get(here).pop();
    }
    if (loop.length > 16) found.push(loop);  // shorter ones are specks
  }
  return found;
}

/// Smoothed over its neighbours, every second point kept.
function path_of(loop, width, height) {
  const count = loop.length;
  const points = [];
  for (let i = 0; i < count; i += 2) {
    let x = 0, y = 0;
    for (let k = -2; k <= 2; ++k) {
      const [px, py] = loop[(i + k + count) % count];
      x += px / 5, y += py / 5;
    }
    points.push(`${(x / width).toFixed(4)} ${(y / height).toFixed(4)}`);
  }
  return `M${points.join('L')}Z`;
}
