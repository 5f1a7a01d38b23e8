/// A pattern as endless cloth: its repeat is moved and zoomed without end. The pointer shows where one unit ends and the
/// next begins.

import { choice, h, icon_button, slider } from './dom.js';
import { pattern_name } from './look.js';
import { bytes_of, item_known, unit_url } from './server.js';
import { layout_icons } from './stage.js';
import { state, update } from './state.js';
import { t } from './words.js';

const kUnits = { 'half-drop': [2, 1], 'half-brick': [1, 2], mirror: [2, 2], centre: [2, 2], turnover: [2, 1] };
/// Tiles in the smallest straight repeat of a layout: [across, down].
export function tiles_in_unit(layout) {
  const [, by, , of] = layout.match(/^(drop|brick)-(\d+)\/(\d+)$/) ?? [];
  return by ? (by === 'drop' ? [Number(of), 1] : [1, Number(of)]) : kUnits[layout] ?? [1, 1];
}
const kSmallest = 24, kLargest = 8192;  // a tile on the screen, in CSS pixels
const kQuick = 256;                     // pixels of a tile that comes at once
const kMostPixels = 2048;               // of a unit, as the studio gives it

let side = 150;  // of a tile on the screen; kept from pattern to pattern

const clamp = (value) => Math.min(kLargest, Math.max(kSmallest, value));

/// `element` to show; `show_layout(layout)` lays the tiles otherwise, `show_colours(colourway or null)` paints them.
export function repeat_view(id, { colours = null } = {}) {
  const canvas = h('canvas', { 'aria-hidden': 'true' });
  const outline = h('i.unit', { hidden: true });
  const cloth = h('div.cloth', { role: 'application', tabindex: 0,
    aria: { label: t('{name} in repeat', { name: pattern_name(id) }), describedby: 'cloth_help' } }, canvas, outline);
  const { width = 1, height = 1 } = item_known(id) ?? {};
  let layout = state().layout;
  let unit = null;          // the picture of one unit
  let asked = '';           // its address
  let x = 0, y = 0;         // where a unit's corner lies, in CSS pixels from the cloth's middle

  const tile = () => ({ width: side, height: side * height / width });
  const unit_size = () => {
    const [across, down] = tiles_in_unit(layout);
    return { width: across * tile().width, height: down * tile().height };
  };
  const wrapped = (value, length) => ((value % length) + length) % length;

  let drawing = 0;
  const draw = () => {
    cancelAnimationFrame(drawing);
    drawing = requestAnimationFrame(paint);
  };
  const paint = () => {
    const box = cloth.getBoundingClientRect();
    if (!box.width) return;
    const fine = devicePixelRatio;
    if (canvas.width !== Math.round(box.width * fine)) canvas.width = Math.round(box.width * fine);
    if (canvas.height !== Math.round(box.height * fine)) canvas.height = Math.round(box.height * fine);
    const size = unit_size();
    cloth.dataset.unit = JSON.stringify([size.width, size.height]);
    if (!unit) return;
    const context = canvas.getContext('2d');
    const paper = context.createPattern(unit, 'repeat');
    const [across, down] = [size.width * fine / unit.width, size.height * fine / unit.height];
    paper.setTransform(new DOMMatrix()
      .translate(wrapped(box.width / 2 + x, size.width) * fine, wrapped(box.height / 2 + y, size.height) * fine)
      .scale(across, down));
    context.imageSmoothingEnabled = across < 2;  // close by, pixels are what is looked for
    context.imageSmoothingQuality = 'high';
    context.fillStyle = paper;
    context.fillRect(0, 0, canvas.width, canvas.height);
    cloth.dataset.painted = asked;
  };

  /// Asks for the unit as fine as it is looked at; a coarse one comes first.
  const fetch_unit = () => {
    const [across] = tiles_in_unit(layout);
    const wanted = side * devicePixelRatio > 1.2 * kQuick ? Math.min(kMostPixels, width * across) : kQuick * across;
    const url = unit_url(id, layout, Math.max(16, wanted), colours);
    if (url === asked) return draw();
    asked = url;
    bytes_of(url).then(createImageBitmap).then((picture) => {
      if (asked !== url) return picture.close();
      unit?.close();
      unit = picture;
      draw();
    }, () => {});
  };

  const zoom_to = (to, at = null) => {
    const box = cloth.getBoundingClientRect();
    const [px, py] = at ? [at.x - box.x - box.width / 2, at.y - box.y - box.height / 2] : [0, 0];
    const grown = clamp(to) / side;
    x = px + (x - px) * grown;
    y = py + (y - py) * grown;
    side = clamp(to);
    zoom.set(Math.log2(side));
    fetch_unit();
  };
  const move = (dx, dy) => { x += dx; y += dy; draw(); };

  const show_outline = (px, py) => {
    const box = cloth.getBoundingClientRect(), size = unit_size();
    const [left, top] = [wrapped(box.width / 2 + x, size.width), wrapped(box.height / 2 + y, size.height)];
    outline.hidden = false;
    outline.style.width = `${size.width}px`;
    outline.style.height = `${size.height}px`;
    outline.style.left = `${Math.floor((px - left) / size.width) * size.width + left}px`;
    outline.style.top = `${Math.floor((py - top) / size.height) * size.height + top}px`;
  };

  let hand = null;
  cloth.addEventListener('pointerdown', (event) => {
    if (event.button !== 0 || event.pointerType === 'touch') return;  // a finger scrolls the page; the keys below move
    cloth.setPointerCapture(event.pointerId);
    hand = { x: event.clientX, y: event.clientY };
  });
  cloth.addEventListener('pointermove', (event) => {
    if (hand) {
      move(event.clientX - hand.x, event.clientY - hand.y);
      hand = { x: event.clientX, y: event.clientY };
      outline.hidden = true;
      return;
    }
    const box = cloth.getBoundingClientRect();
    show_outline(event.clientX - box.x, event.clientY - box.y);
  });
  for (const end of ['pointerup', 'pointercancel']) cloth.addEventListener(end, () => { hand = null; });
  cloth.addEventListener('pointerleave', () => { outline.hidden = true; });
  cloth.addEventListener('focus', () => { if (cloth.matches(':focus-visible')) show_outline(cloth.clientWidth / 2 + 1, cloth.clientHeight / 2 + 1); });
  cloth.addEventListener('blur', () => { outline.hidden = true; });
  cloth.addEventListener('wheel', (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    zoom_to(side * Math.exp(-event.deltaY / 400), { x: event.clientX, y: event.clientY });
  }, { passive: false });
  cloth.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey) return;
    const step = event.shiftKey ? 120 : 24;
    const act = { ArrowLeft: () => move(step, 0), ArrowRight: () => move(-step, 0), ArrowUp: () => move(0, step),
      ArrowDown: () => move(0, -step), '+': () => zoom_to(side * 1.25), '=': () => zoom_to(side * 1.25),
      '-': () => zoom_to(side / 1.25), 0: () => half(false) }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });

  /// The tile's corner, where four of them meet, in the middle; or its own middle.
  const half = (on) => {
    [x, y] = on ? [0, 0] : [-tile().width / 2, -tile().height / 2];
    draw();
  };
  const zoom = slider(t('Zoom'), { min: Math.log2(kSmallest), max: Math.log2(kLargest), step: 0.05, value: Math.log2(side),
    show: (value) => `${Math.round(100 * 2 ** value / width)} %`, on_input: (value) => zoom_to(2 ** value) });
  const corner = h('button.small', { type: 'button', on_click: () => { half(true); zoom_to(4 * width / devicePixelRatio); } }, t('Seam at 400 %'));
  const meet = h('button.small', { type: 'button', aria: { pressed: 'false' }, on_click: () => {
    const on = meet.getAttribute('aria-pressed') === 'false';
    meet.setAttribute('aria-pressed', on);
    half(on);
  } }, t('Offset by half'));
  const large = h('button.small', { type: 'button', aria: { pressed: 'false' }, on_click: () => {
    const on = cloth.classList.toggle('large');
    large.setAttribute('aria-pressed', on);
    draw();
  } }, t('Large'));
  const layouts = choice(t('How tiles are laid in the repeat'), layout_icons(), layout, (to) => update({ layout: to }));

  const show_layout = (to) => {
    layout = to;
    layouts.set(to);
    fetch_unit();
  };
  half(false);
  show_layout(layout);
  new ResizeObserver(draw).observe(cloth);
  return {
    element: h('div.repeat', {}, cloth,
      h('p.unseen', { id: 'cloth_help' }, t('Arrow keys move the cloth, plus and minus zoom. Drag it, or turn the wheel with the Ctrl key.')),
      h('div.row.tools', {}, layouts, zoom, meet, corner, large,
        icon_button('reset', t('Show the repeat as it was'), () => {
          meet.setAttribute('aria-pressed', false);
          half(false);
          zoom_to(150);
        }))),
    show_layout,
    show_colours(to) {
      colours = to;
      fetch_unit();
    },
  };
}
