/// The print on the table: one repeat in the middle, the cloth going on around it, and a frame around the motif in hand.

import { h } from '../dom.js';
import { is_line_work, painted } from './layout_ops.js';
import { sprites_of } from './sprites.js';
import { DraftWidth, PreviewStream } from '../preview.js';
import { post_for_blob } from '../server.js';
import { work } from './sketch.js';
import { t } from '../words.js';

const kShare = 0.78;        // of the view's height, and
const kWideShare = 0.7;     // of its width that the repeat may have
const kFinest = 1536;       // pixels of a repeat on the screen
const kSprite = 96;         // side of the pictures that motifs are found by
const kTouchable = 26;      // CSS pixels: smaller motifs are taken by their whole box
const kVeil = 0.3;          // how much paper lies on the cloth around the repeat

let frames = [];  // when pictures arrived while something moves

/// How many pictures of the print arrived in the last second of movement.
export function sketches_per_second() {
  const last = frames.at(-1) ?? 0;
  return frames.filter((time) => time > last - 1000).length;
}

/// `on_error(error)` hears of a print that can't be drawn. Gives what the hands work with:
/// element, show(layout, moving), settle(), select(at), selected(), place_of(event), found_at(place), frame.
export function sketch_view(on_error) {
  const canvas = h('canvas', { 'aria-hidden': 'true' });
  const frame = h('div.hold', { hidden: true, 'aria-hidden': 'true' }, h('i.turn'), h('i.size'));
  const element = h('div.table', { tabindex: 0, role: 'application',
    aria: { label: t('The print and its motifs'), describedby: 'sketch_help' } }, canvas, frame);
  let layout = null, bitmap = null, sprites = new Map(), dressed_as = '';
  let held = null, copy = [0, 0];  // number of the placement in hand, and which of its copies around the repeat
  let moving = false;

  const draft = new DraftWidth();
  const pictures = new PreviewStream(({ picture }, wish, milliseconds) => {
    bitmap?.close();
    bitmap = picture;
    frames = [...frames.slice(-59), performance.now()];
    if (moving) draft.took(milliseconds);
    element.dataset.width = wish.width;
    draw();
  }, on_error, async (wish) => ({ picture: await createImageBitmap(await post_for_blob('/layouts/preview', wish)) }));

  /// Where the repeat lies in the view, in CSS pixels.
  const tile = () => {
    const { clientWidth: wide, clientHeight: high } = element;
    const ratio = layout ? layout.height_cm / layout.width_cm : 1;
    const width = Math.min(kWideShare * wide, kShare * high / ratio);
    return { width, height: width * ratio, left: (wide - width) / 2, top: (high - width * ratio) / 2, cm: width / (layout?.width_cm ?? 1) };
  };

  const draw = () => {
    const { clientWidth: wide, clientHeight: high } = element;
    if (!bitmap || !wide) return;
    const dots = devicePixelRatio;
    canvas.width = Math.round(wide * dots);
    canvas.height = Math.round(high * dots);
    const context = canvas.getContext('2d');
    const { width, height, left, top } = tile();
    const cloth = context.createPattern(bitmap, 'repeat');
    cloth.setTransform(new DOMMatrix().translate(left * dots, top * dots).scale(width * dots / bitmap.width, height * dots / bitmap.height));
    context.imageSmoothingQuality = 'high';
    context.fillStyle = cloth;
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.scale(dots, dots);
    const around = new Path2D();
    around.rect(0, 0, wide, high);
    around.rect(left, top, width, height);
    context.globalAlpha = kVeil;
    context.fillStyle = getComputedStyle(element).getPropertyValue('--paper');
    context.fill(around, 'evenodd');
    context.globalAlpha = 1;
    for (const [colour, line, out] of [['rgb(0 0 0 / 45%)', 3.5, 0.75], ['#fff', 1.5, 0.75]]) {
      context.strokeStyle = colour;
      context.lineWidth = line;
      context.strokeRect(left - out, top - out, width + 2 * out, height + 2 * out);
    }
  };

  const ask = () => {
    if (!layout) return;
    const dots = Math.min(kFinest, Math.ceil(tile().width * devicePixelRatio / 64) * 64) || 512;
    pictures.ask(work(layout, { width: moving ? draft.width(dots) : dots }));
  };

  /// The copy of a placement whose middle lies in the repeat or, while it is moved, where the hand has it.
  const middle = (at) => {
    const { left, top, cm } = tile();
    const { x_cm, y_cm } = layout.placements[at];
    return { x: left + (x_cm + copy[0] * layout.width_cm) * cm, y: top + (y_cm + copy[1] * layout.height_cm) * cm };
  };

  const draw_frame = () => {
    const one = held === null ? null : layout?.placements[held];
    frame.hidden = !one;
    if (!one) return;
    const sprite = sprites.get(one.motif) ?? { width: 1, height: 1 };
    const { cm } = tile(), { x, y } = middle(held), size = one.size_cm * cm;
    Object.assign(frame.style, { left: `${x}px`, top: `${y}px`, width: `${sprite.width * size + 10}px`,
      height: `${sprite.height * size + 10}px`, transform: `translate(-50%, -50%) rotate(${one.angle ?? 0}deg)` });
  };

  /// Pictures of the motifs, anew where there are others or other colours.
  const read_sprites = async () => {
    const names = [...new Set(layout.placements.map((one) => one.motif))];
    const key = JSON.stringify([names, layout.inks.length]);
    if (key === dressed_as) return;
    dressed_as = key;
    const asked = layout;
    try {
      const read = await sprites_of(asked, names, kSprite);
      if (dressed_as === key) sprites = read;
      draw_frame();
    } catch (error) {
      dressed_as = '';
      if (asked === layout) on_error(error);
    }
  };

  /// Where a placement's own box has a point of the view, each from -0.5 to 0.5, on the copy `of` of the repeat.
  const within = (one, of, x, y) => {
    const { left, top, cm } = tile();
    const dx = (x - left) / cm - one.x_cm - of[0] * layout.width_cm, dy = (y - top) / cm - one.y_cm - of[1] * layout.height_cm;
    const radians = -(one.angle ?? 0) * Math.PI / 180, c = Math.cos(radians), s = Math.sin(radians);
    const u = (dx * c - dy * s) / one.size_cm, v = (dx * s + dy * c) / one.size_cm;
    return [one.mirrored ? -u : u, v];
  };

  const copies = [[0, 0], [-1, 0], [1, 0], [0, -1], [0, 1], [-1, -1], [1, -1], [-1, 1], [1, 1]];
  const hits = (at, x, y) => {
    const one = layout.placements[at], sprite = sprites.get(one.motif);
    for (const of of copies) {
      const [u, v] = within(one, of, x, y);
      if (Math.abs(u) > 0.5 || Math.abs(v) > 0.5) continue;
      const small = one.size_cm * tile().cm < kTouchable && !is_line_work(one.motif);
      if (!sprite || small || sprite.covers(u, v)) return { at, copy: of };
    }
    return null;
  };

  /// The topmost motif at a point of the view as {at, copy}, or null. What is in hand counts by its whole frame.
  const found_at = (x, y) => {
    if (!layout) return null;
    for (const at of painted(layout).reverse()) {
      const hit = hits(at, x, y);
      if (hit) return hit;
    }
    if (held === null) return null;
    const [u, v] = within(layout.placements[held], copy, x, y);
    return Math.abs(u) < 0.5 && Math.abs(v) < 0.5 ? { at: held, copy } : null;
  };

  new ResizeObserver(() => { draw(); draw_frame(); ask(); }).observe(element);
  return {
    element, frame, found_at, middle, tile,
    layout: () => layout,
    sprites: () => sprites,
    selected: () => held,
    /// `of`: the copy that was touched; nothing: the one in the repeat.
    select(at, of = [0, 0]) {
      held = at;
      copy = of;
      draw_frame();
    },
    /// `is_moving`: drafts will do.
    show(next, is_moving = false) {
      layout = next;
      moving = is_moving;
      if (held !== null && held >= layout.placements.length) held = null;
      draw_frame();
      ask();
      read_sprites();
    },
    /// The hand has let go: the picture at full size.
    settle() {
      if (moving) {
        moving = false;
        draft.rest();
        ask();
      }
      copy = [0, 0];
      draw_frame();
    },
  };
}
