/// Pictures of motifs in the inks of a print: to be chosen from, and to be found under a finger.

import { post_for_blob } from '../server.js';
import { work } from './sketch.js';

const kColumns = 8;

/// One motif: a square `canvas` that its longest side fills, `alpha` of its pixels, and how wide and high it is beside
/// its longest side.
class Sprite {
  constructor(sheet, at, side) {
    this.side = side;
    this.canvas = Object.assign(document.createElement('canvas'), { width: side, height: side });
    const context = this.canvas.getContext('2d', { willReadFrequently: true });
    context.drawImage(sheet, (at % kColumns) * side, Math.floor(at / kColumns) * side, side, side, 0, 0, side, side);
    const { data } = context.getImageData(0, 0, side, side);
    this.alpha = new Uint8Array(side * side);
    let across = 0, down = 0;
    for (let i = 0; i < this.alpha.length; ++i) {
      this.alpha[i] = data[4 * i + 3];
      if (this.alpha[i] < 16) continue;
      across = Math.max(across, Math.abs(i % side + 0.5 - side / 2) + 0.5);
      down = Math.max(down, Math.abs(Math.floor(i / side) + 0.5 - side / 2) + 0.5);
    }
    this.width = Math.max(0.08, 2 * across / side);
    this.height = Math.max(0.08, 2 * down / side);
  }

  /// Whether there is ink at a place, both from -0.5 to 0.5.
  covers(x, y) {
    const column = Math.floor((x + 0.5) * this.side), row = Math.floor((y + 0.5) * this.side);
    if (column < 0 || row < 0 || column >= this.side || row >= this.side) return false;
    return this.alpha[row * this.side + column] > 40;
  }
}

/// Name -> Sprite, of motifs that lie in `layout` or could.
export async function sprites_of(layout, names, side, signal) {
  if (!names.length) return new Map();
  const sheet = await createImageBitmap(
    await post_for_blob('/layouts/motifs', work(layout, { motifs: names, side, columns: kColumns }), signal));
  const sprites = new Map(names.map((name, at) => [name, new Sprite(sheet, at, side)]));
  sheet.close();
  return sprites;
}

/// A picture of a sprite for a button.
export function thumb(sprite, size = 64) {
  const canvas = Object.assign(document.createElement('canvas'), { width: 2 * size, height: 2 * size, className: 'thumb' });
  canvas.setAttribute('aria-hidden', 'true');
  if (!sprite) return canvas;
  const context = canvas.getContext('2d');
  context.imageSmoothingQuality = 'high';
  context.drawImage(sprite.canvas, 0, 0, canvas.width, canvas.height);
  return canvas;
}
