/// The picture that is always there: the chosen garment in the chosen pattern.

import { complain, h, icon, note, say, svg } from './dom.js';
import { chosen_photo, first_garment, look, pattern_name } from './look.js';
import { making_now, on_making } from './making.js';
import { trace_mask } from './outline.js';
import { placing } from './placing.js';
import { DraftWidth, PreviewStream } from './preview.js';
import { follow_gestures } from './gestures.js';
import { item, item_known, on_connection, thumbnail } from './server.js';
import { natural_share } from './sizes.js';
import { end_group, state, subscribe, update } from './state.js';
import { t } from './words.js';

const kLargest = 1600;  // width of previews
const kMostZoom = 8;
const kHurried = 320;
const kTile = 512, kDraftTile = 256;  // pixels of a sketch's tile on the garment

export const kLayouts = [['straight', t('Straight')], ['half-drop', t('Half-drop')], ['half-brick', t('Half-brick')],
  ['mirror', t('Mirror')]];
/// The same as pictures, for `choice`.
export const layout_icons = () => kLayouts.map(([value, name]) => [value, icon(value), name]);

/// What other modules draw on: `photo` (see look.js), `traced` (see outline.js) and the elements. `view` is the photo
/// as it is shown, larger than `picture` when that is zoomed into; in `waiting` stands what is still being done for it.
/// `sketch` is what is worn instead of the pattern while that is worked on: {document, of} as the studio takes it.
export const stage = { photo: null, traced: null, picture: null, view: null, overlay: null, waiting: null, tool: null, sketch: null };

const photo_image = h('img', { alt: '', draggable: 'false' });
const canvas = h('canvas.dressed', { 'aria-hidden': 'true' });
const overlay = svg('svg', { class: 'overlay', viewBox: '0 0 1 1', preserveAspectRatio: 'none', 'aria-hidden': 'true' });
const tools = h('div.on_picture');
const frame = h('div.frame', { 'aria-hidden': 'true' }, h('i.turn'), h('i.size'));
const view = h('div.view', {}, photo_image, canvas, overlay, frame, tools);
const picture = h('div.picture', {
  tabindex: '0', role: 'application', aria: { label: t('Pattern on the garment'), describedby: 'stage_help' },
}, view);
const waiting = h('div.stage_wait');

let frames = [];  // when previews arrived while something moves, for `previews_per_second`
const draft = new DraftWidth();
/// A picture of what `dressing` wished for.
export function show_dressed(bitmap, asked) {
  if (canvas.width !== bitmap.width || canvas.height !== bitmap.height) {
    canvas.width = bitmap.width;
    canvas.height = bitmap.height;
  }
  canvas.getContext('2d').drawImage(bitmap, 0, 0);
  frames = [...frames.slice(-59), performance.now()];
  picture.dataset.shown = JSON.stringify({ ...asked, sketch: Boolean(asked.sketch) });
  picture.classList.add('dressed');
}
const previews = new PreviewStream((bitmap, asked, milliseconds) => {
  if (moving) draft.took(milliseconds);
  show_dressed(bitmap, asked);
  waiting.replaceChildren();
  catch_up();
}, (error) => {
  waiting.replaceChildren();
  complain(error);
});

/// Moves the pattern without ending the step: previews are drafts until `settle`.
export function place(patch, group) {
  update(patch, { group });
}

/// The hand has let go: the picture at full size.
export function settle() {
  end_group();
  moving = false;
  draft.rest();
  ask(false);
}

/// What /api/preview is asked for, or null as long as something is missing.
export function dressing(is_draft) {
  const wish = look(), { sketch } = stage;
  if (!wish || !stage.photo) return null;
  if (sketch?.of === wish.pattern) wish.sketch = { ...sketch, width: is_draft ? kDraftTile : kTile };
  const wide = (pixels) => Math.min(kLargest, stage.photo.width, Math.ceil(pixels / 160) * 160);
  if (is_draft) return { ...wish, width: draft.width(wide(picture.clientWidth)) };
  // the very first picture comes beside patterns that are still being made: a small one holds them up less
  const whole = wide(view.clientWidth * devicePixelRatio), hurried = making_now() && !picture.classList.contains('dressed');
  return { ...wish, width: hurried ? Math.min(kHurried, whole) : whole };
}

let moving = false;
function ask(is_draft) {
  const wish = dressing(is_draft);
  if (wish) previews.ask(wish);
}
/// Asks for the picture at full size.
export const redress = () => ask(false);

/// A small picture was in a hurry; when the patterns are there it makes room for the whole one.
function catch_up() {
  const { width } = JSON.parse(picture.dataset.shown ?? '{}');
  if (width === kHurried && dressing(false)?.width > kHurried) redress();
}

/// Shows the picture `factor` times as large (0: whole), the point (x, y) of the unit square staying where it is.
export function zoom_picture(factor, { x = 0.5, y = 0.5 } = {}) {
  const before = view.clientWidth / picture.clientWidth, zoom = Math.min(kMostZoom, Math.max(1, before * factor));
  if (zoom === before) return;
  const [left, top] = [x * view.clientWidth - picture.scrollLeft, y * view.clientHeight - picture.scrollTop];
  view.style.width = view.style.height = `${100 * zoom}%`;
  picture.classList.toggle('zoomed', zoom > 1);
  picture.scrollTo(x * view.clientWidth - left, y * view.clientHeight - top);
  if (stage.photo) ask(false);
}

/// Builds the stage in its place and keeps it true to the state.
export function open_stage(host) {
  Object.assign(stage, { picture, view, overlay, tools, waiting });
  const under = placing();
  host.append(
    h('div.mount', {}, picture, waiting),
    h('p.unseen', { id: 'stage_help' }, t('Arrow keys move the pattern, plus and minus change its size, comma and full stop turn it. Drag it, or turn the wheel with the Ctrl key.')),
    under.element);
  follow_gestures(stage, { place, settle });
  on_making(new AbortController().signal, catch_up);
  new ResizeObserver(() => { draw_frame(); }).observe(picture);
  on_connection((away) => {
    document.body.classList.toggle('away', away);
    if (!away) load();
  });

  const show = (now, changed) => {
    under.show(now);
    draw_frame();
    // one that undo brought back may not be known yet; that it is gone, the preview says
    if (changed('pattern') && now.pattern && !item_known(now.pattern)) item(now.pattern).then(() => under.show(state()), () => {});
    if (changed('photo', 'mask')) return load();
    if (!changed('pattern', 'layout', 'scale', 'angle', 'shift', 'colours')) return;
    if (changed('pattern') && now.pattern) say(t('{name} on the garment', { name: pattern_name(now.pattern) }));
    moving = changed('scale', 'angle', 'shift', 'colours') && !changed('pattern');
    ask(moving);
    if (moving) later();
  };
  picture.addEventListener('loaded', () => under.show(state()));
  subscribe(show);
  show(state(), () => true);
}

// keys and wheels have no moment of letting go
let timer = 0;
function later() {
  clearTimeout(timer);
  timer = setTimeout(() => moving && settle(), 400);
}

let loading = 0;
async function load() {
  const turn = ++loading;
  previews.forget();
  picture.classList.remove('dressed');
  let photo, traced = null;
  try {
    photo = await chosen_photo();
    if (turn !== loading) return;
    stage.photo = photo;
    stage.traced = null;
    if (photo) {
      picture.style.setProperty('--ratio', photo.width / photo.height);
      photo_image.src = thumbnail(photo.url, 1024);
      ask(false);
      if (photo.mask_url) traced = await trace_mask(thumbnail(photo.mask_url, 320));
    }
  } catch (error) {
    if (turn !== loading) return;
    stage.photo = null;
    note(error.status === 404 ? t('This photo or its garment was deleted in another window. Choose another garment.')
      : error.message, { error: true });
    if (error.status === 404) update({ photo: first_garment(), mask: null, first_mask: null, hints: [] }, { step: false });
    return;
  }
  if (turn !== loading) return;
  stage.traced = traced;
  photo_image.alt = photo ? t('The photo: {title}', photo) : '';
  draw_frame();
  picture.dispatchEvent(new CustomEvent('loaded'));
}

/// The frame shows one tile where it lies: its corner scales, its knob turns.
function draw_frame() {
  const box = stage.traced?.box;
  const { scale, angle, shift, pattern } = state();
  frame.hidden = !box || !pattern;
  if (frame.hidden) return;
  const width = view.clientWidth, height = view.clientHeight;
  const side = scale * box.width * width * natural_share();
  const radians = angle * Math.PI / 180, cosine = Math.cos(radians), sine = Math.sin(radians);
  // the middle of the tile nearest to the garment's middle
  const wrap = (value) => value - Math.round(value);
  const u = wrap(shift[0] + 0.5) * side, v = wrap(shift[1] + 0.5) * side;
  frame.style.width = frame.style.height = `${side}px`;
  frame.style.left = `${(box.x + box.width / 2) * width + u * cosine + v * sine}px`;
  frame.style.top = `${(box.y + box.height / 2) * height - u * sine + v * cosine}px`;
  frame.style.transform = `translate(-50%, -50%) rotate(${-angle}deg)`;
}

/// How many previews arrived in the last second of movement.
export function previews_per_second() {
  const last = frames.at(-1) ?? 0;
  return frames.filter((time) => time > last - 1000).length;
}
