/// The picture that is always there: the chosen garment in the chosen pattern, and the sliders below it.

import { complain, choice, h, icon, icon_button, note, say, slider, svg } from './dom.js';
import { chosen_photo, first_garment, look, pattern_name } from './look.js';
import { trace_mask } from './outline.js';
import { DraftWidth, PreviewStream } from './preview.js';
import { follow_gestures } from './gestures.js';
import { thumbnail } from './server.js';
import { end_group, state, subscribe, update } from './state.js';

const kLargest = 1600;  // width of previews

export const kLayouts = [['straight', 'Straight'], ['half-drop', 'Half-drop'], ['half-brick', 'Half-brick'],
  ['mirror', 'Mirror']];
/// The same as pictures, for `choice`.
export const layout_icons = () => kLayouts.map(([value, name]) => [value, icon(value), name]);

/// What other modules draw on: `photo` (see look.js), `traced` (see outline.js) and the elements.
export const stage = { photo: null, traced: null, picture: null, overlay: null, tool: null };

const photo_image = h('img', { alt: '', draggable: 'false' });
const canvas = h('canvas.dressed', { 'aria-hidden': 'true' });
const overlay = svg('svg', { class: 'overlay', viewBox: '0 0 1 1', preserveAspectRatio: 'none', 'aria-hidden': 'true' });
const tools = h('div.on_picture');
const caption = h('p.caption', { 'aria-hidden': 'true' });
const frame = h('div.frame', { 'aria-hidden': 'true' }, h('i.turn'), h('i.size'));
const picture = h('div.picture', {
  tabindex: '0', role: 'application', aria: { label: 'Pattern on the garment', describedby: 'stage_help' },
}, photo_image, canvas, overlay, frame, tools, caption);
const waiting = h('div.stage_wait');
const compare = h('input', { type: 'range', min: 0, max: 100, step: 1, value: 100,
  aria: { label: 'Before and after: how much of the pattern is shown' } });

const percent = (value) => `${Math.round(100 * value)} %`;
const scale_slider = slider('Size', {
  min: -2.5, max: 2.5, step: 0.01, value: 0, show: (value) => percent(2 ** value),
  on_input: (value) => place({ scale: 2 ** value }, 'scale'), on_change: settle,
});
const angle_slider = slider('Turn', {
  min: -180, max: 180, step: 1, value: 0, show: (value) => `${Math.round(value)}°`,
  on_input: (value) => place({ angle: value }, 'angle'), on_change: settle,
});

let frames = [];  // when previews arrived while something moves, for `previews_per_second`
const draft = new DraftWidth();
const previews = new PreviewStream((bitmap, asked, milliseconds) => {
  if (canvas.width !== bitmap.width || canvas.height !== bitmap.height) {
    canvas.width = bitmap.width;
    canvas.height = bitmap.height;
  }
  canvas.getContext('2d').drawImage(bitmap, 0, 0);
  frames = [...frames.slice(-59), performance.now()];
  if (moving) draft.took(milliseconds);
  picture.dataset.shown = JSON.stringify(asked);
  picture.classList.add('dressed');
  waiting.replaceChildren();
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

/// The garment in another colourway of its pattern, {from, to}, or null: as the pattern is.
export function show_colours(to) {
  if (JSON.stringify(to) === JSON.stringify(colours)) return;
  colours = to;
  moving = true;
  ask(true);
  later();
}

let colours = null;
let moving = false;
function ask(is_draft) {
  const wish = look(colours ? { colours } : {});
  if (!wish || !stage.photo) return;
  const wide = (pixels) => Math.min(kLargest, stage.photo.width, Math.ceil(pixels / 160) * 160);
  previews.ask({ ...wish, width: is_draft ? draft.width(wide(picture.clientWidth)) : wide(picture.clientWidth * devicePixelRatio) });
}

/// Builds the stage in its place and keeps it true to the state.
export function open_stage(host) {
  stage.picture = picture;
  stage.overlay = overlay;
  stage.tools = tools;
  const layouts = choice('How tiles are laid', layout_icons(), state().layout, (layout) => update({ layout }));
  host.append(
    h('div.mount', {}, picture, waiting),
    h('p.unseen', { id: 'stage_help' },
      'Arrow keys move the pattern, plus and minus change its size, comma and full stop turn it. Drag and wheel work too.'),
    h('div.under', {},
      h('div.place', {}, scale_slider, angle_slider),
      h('div.place', {}, h('label.slider', {}, h('span', {}, 'Before'), compare, h('span', {}, 'After')),
        h('div.row', {}, layouts, icon_button('reset', 'Put the pattern back as it was', () => {
          update({ scale: 1, angle: 0, shift: [0, 0] });
          settle();
        })))));
  compare.addEventListener('input', () => picture.style.setProperty('--after', `${compare.value}%`));
  follow_gestures(stage, { place, settle });
  new ResizeObserver(() => { draw_frame(); }).observe(picture);

  const show = (now, changed) => {
    layouts.set(now.layout);
    scale_slider.set(Math.log2(now.scale));
    angle_slider.set(now.angle);
    draw_frame();
    if (changed('photo', 'mask')) return load();
    if (!changed('pattern', 'layout', 'scale', 'angle', 'shift')) return;
    if (changed('pattern') && now.pattern) say(`${pattern_name(now.pattern)} on the garment`);
    moving = changed('scale', 'angle', 'shift');
    ask(moving);
    if (moving) later();
  };
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
    note(error.status === 404 ? 'This photo or its garment was deleted in another window. Choose another garment.'
      : error.message, { error: true });
    if (error.status === 404) update({ photo: first_garment(), mask: null, first_mask: null, hints: [] }, { step: false });
    return;
  }
  if (turn !== loading) return;
  stage.traced = traced;
  caption.textContent = photo ? photo.title : '';
  photo_image.alt = photo ? `The photo: ${photo.title}` : '';
  draw_frame();
  picture.dispatchEvent(new CustomEvent('loaded'));
}

/// The frame shows one tile where it lies: its corner scales, its knob turns.
function draw_frame() {
  const box = stage.traced?.box;
  const { scale, angle, shift, pattern } = state();
  frame.hidden = !box || !pattern;
  if (frame.hidden) return;
  const width = picture.clientWidth, height = picture.clientHeight;
  const side = scale * box.width * width / 3;
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
