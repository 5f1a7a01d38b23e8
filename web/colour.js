/// The screen of colour: the tile's palette, one colour or all changed, and the colourway kept as a pattern of its own.

import { get, post, post_for_blob, remember, upload } from './server.js';
import { borrow, suggest } from './colourways.js';
import { complain, file_button, h, icon_button, note, say, with_progress } from './dom.js';
import { announce } from './news.js';
import { choose_pattern } from './patterns.js';
import { show_colours } from './stage.js';
import { state } from './state.js';

const drafts = new Map();  // pattern -> {from, to, locked, shares}: survives leaving the screen
let round = 0;

async function draft_of(id) {
  if (!drafts.has(id)) {
    const { colours } = await get(`/patterns/${id}/palette?count=6`);
    const from = colours.map((one) => one.hex);
    drafts.set(id, { from, to: [...from], locked: from.map(() => false), shares: colours.map((one) => one.share) });
  }
  return drafts.get(id);
}

const changes = ({ from, to }) => from.some((hex, index) => hex !== to[index]);
const preview = async (id, from, to, signal) =>
  createImageBitmap(await post_for_blob(`/patterns/${id}/recolour?preview=1`, { from, to }, signal));

/// Lays a tile over a whole canvas, `across` times.
function lay(canvas, bitmap, across) {
  const box = canvas.getBoundingClientRect();
  canvas.width = Math.round(box.width * devicePixelRatio) || 512;
  canvas.height = Math.round(box.height * devicePixelRatio) || 512;
  const context = canvas.getContext('2d');
  const shrink = canvas.width / across / bitmap.width;
  const cloth = context.createPattern(bitmap, 'repeat');
  cloth.setTransform(new DOMMatrix().scale(shrink));
  context.imageSmoothingQuality = 'high';
  context.fillStyle = cloth;
  context.fillRect(0, 0, canvas.width, canvas.height);
}

/// Fills `panel`; see main.js.
export function colour_screen(panel, left) {
  const palette = h('div.palette', { role: 'group', aria: { label: 'Palette' } });
  const big = h('canvas.big', { role: 'img', aria: { label: 'The colourway in repeat' } });
  const ways = h('div.ways', { role: 'group', aria: { label: 'Suggested colourways' } });
  const keep = h('button.primary', { type: 'button', on_click: () => keep_it() }, 'Keep this colourway');
  const back = h('button', { type: 'button', on_click: () => change(draft.from) }, 'Original colours');
  const bar = h('div.bar');
  const picked = file_button('Take from a picture', 'image/*', (file) => with_progress(bar, 'Reading its colours.',
    async (signal) => {
      const { colours } = await upload('/palette', file, signal);
      change(borrow(draft.from, draft.locked, colours.map((one) => one.hex)));
    }));

  let id = null, draft = null, asking = null, keeping = false;

  const read = async () => {
    id = state().pattern;
    draft = null;
    show_colours(null);
    if (!id) return panel.replaceChildren(h('p.nothing', {}, 'Choose a pattern first, then give it other colours.'));
    panel.replaceChildren(h('h2.unseen', {}, 'Colour'), palette,
      h('div.row', {}, keep, back, picked, bar), big,
      h('div.row', {}, h('h3', {}, 'Colourways'),
        h('button', { type: 'button', on_click: () => { ++round; draw_ways(); } }, 'Suggest others')), ways);
    try {
      const asked = id, answer = await draft_of(id);
      if (asked !== id || !palette.isConnected) return;
      draft = answer;
      draw_palette();
      draw_big();
      draw_ways();
    } catch (error) {
      error.status === 404 ? note('This pattern was deleted in another window. Choose another one.', { error: true })
        : complain(error);
    }
  };

  const change = (to) => {
    draft.to = [...to];
    draw_palette();
    draw_big();
  };

  const draw_palette = () => palette.replaceChildren(...draft.to.map((hex, index) => {
    const input = h('input', { type: 'color', value: hex, aria: { label: `Colour ${index + 1}, ${hex}` } });
    const code = h('code', { 'aria-hidden': 'true' }, hex);
    input.addEventListener('input', () => {
      draft.to[index] = code.textContent = input.value;
      draw_big();
    });
    const locked = draft.locked[index];
    const lock = icon_button(locked ? 'lock' : 'unlock', `Keep colour ${index + 1} as it is`, () => {
      draft.locked[index] = !draft.locked[index];
      draw_palette();
      palette.querySelectorAll('button')[index].focus();
      draw_ways();
    });
    lock.setAttribute('aria-pressed', locked);
    const swatch = h('div.swatch', {}, input, code, lock);
    swatch.style.flexGrow = 0.5 + 3 * draft.shares[index];
    return swatch;
  }));

  /// At most one preview on its way; the newest wish is always answered.
  let waiting = false;
  const draw_big = async () => {
    const { from, to } = draft;
    keep.disabled = back.disabled = !changes(draft);
    show_colours(changes(draft) ? { from, to: [...to] } : null);
    if (asking) { waiting = true; return; }
    asking = true;
    try {
      const bitmap = await preview(id, from, to);
      if (big.isConnected) lay(big, bitmap, Math.max(2, Math.round(big.clientWidth / 170)));
    } catch (error) {
      complain(error);
    }
    asking = false;
    if (waiting) { waiting = false; draw_big(); }
  };

  const draw_ways = async () => {
    const offers = suggest(draft.from, draft.locked, round);
    const canvases = offers.map(() => h('canvas', { width: 16, height: 16 }));
    ways.replaceChildren(...offers.map((offer, index) => h('button.way', { type: 'button',
      on_click: () => { change(offer.to); say(`${offer.name} colours`); } }, canvases[index], h('span', {}, offer.name))));
    const asked = id;
    for (const [index, offer] of offers.entries()) {
      if (asked !== id || !canvases[index].isConnected) return;
      try {
        lay(canvases[index], await preview(id, draft.from, offer.to), 1);
      } catch (error) {
        return complain(error);
      }
    }
  };

  const keep_it = () => {
    const of = id, { from, to } = draft;
    keeping = true;
    return with_progress(bar, 'Keeping the colourway.', async (signal) => {
      const [one] = remember([await post(`/patterns/${of}/recolour`, { from, to }, signal)]);
      drafts.delete(of);
      announce();
      choose_pattern(one.id);
      note('The colourway is a pattern of its own now, and on the garment.');
    }).finally(() => { keeping = false; });
  };

  left.addEventListener('abort', () => {
    show_colours(null);
    if (draft && changes(draft) && !keeping) note('The colourway is not kept yet.', { action: { text: 'Keep it', run: keep_it } });
  });
  read();
  return (now, changed) => { if (changed('pattern')) read(); };
}
