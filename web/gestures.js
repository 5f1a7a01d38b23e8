/// Hands on the picture: dragging moves the pattern, the wheel with Ctrl and a pinch change its size, the frame's corner
/// scales and its knob turns, keys do all of it. A finger scrolls the page until a tap has picked the pattern up. While
/// a tool is active (mask correction) the picture belongs to that tool.

import { h } from './dom.js';
import { natural_share } from './sizes.js';
import { state } from './state.js';
import { t } from './words.js';

const kSmallest = 0.1, kLargest = 10;
const kTap = 10, kTapTime = 700;  // pixels and milliseconds
const clamp = (value) => Math.min(kLargest, Math.max(kSmallest, value));
const turned = (angle) => ((angle + 180) % 360 + 360) % 360 - 180;

/// `stage` as in stage.js; `place(patch, group)` and `settle()` are what a hand does.
export function follow_gestures(stage, { place, settle }) {
  const { picture, view } = stage;
  const hands = new Map();  // pointers that are down
  let start = null;         // the state at the moment the set of pointers changed
  let tap = null;           // a finger that may only want to pick the pattern up, or put it down

  const hint = h('p.hint_line', { hidden: true, 'aria-hidden': 'true' });
  const pick = h('button.pick', { type: 'button', aria: { pressed: 'false' }, on_click: () => set_picked(!picked()) });
  picture.parentElement.append(pick, hint);
  const picked = () => picture.classList.contains('picked');
  const set_picked = (to) => {
    picture.classList.toggle('picked', to);
    pick.setAttribute('aria-pressed', to);
    pick.textContent = to ? t('Done') : t('Move the pattern');
  };
  set_picked(false);
  document.addEventListener('pointerdown', (event) => {
    if (picked() && !picture.parentElement.contains(event.target)) set_picked(false);
  });

  /// The tile's width on the screen at scale 1.
  const unit = () => (stage.traced?.box?.width ?? 0.6) * view.clientWidth * natural_share();

  const begin = (event) => {
    const [a, b] = [...hands.values()];
    const { scale, angle, shift } = state();
    const middle = b ? { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 } : a;
    start = { scale, angle, shift, middle, spread: b && Math.hypot(a.x - b.x, a.y - b.y),
      lean: b && Math.atan2(a.y - b.y, a.x - b.x), part: event?.target?.className };
  };

  picture.addEventListener('pointerdown', (event) => {
    if (stage.tool || event.button !== 0 || !state().pattern) return;
    if (event.target.closest('button')) return;  // a captured pointer would never click it
    const here = { x: event.clientX, y: event.clientY };
    const on_handle = ['size', 'turn'].includes(event.target.className);
    if (event.pointerType === 'touch' && !on_handle) {
      const second = tap && tap.id !== event.pointerId;
      if (second && !hands.has(tap.id)) hands.set(tap.id, { x: tap.x, y: tap.y });
      tap = second ? null : { id: event.pointerId, ...here, time: event.timeStamp };
      if (!picked() && !second) return;
    }
    picture.setPointerCapture(event.pointerId);
    hands.set(event.pointerId, here);
    begin(event);
    picture.classList.add('held');
  });

  picture.addEventListener('pointermove', (event) => {
    if (tap?.id === event.pointerId && Math.hypot(event.clientX - tap.x, event.clientY - tap.y) > kTap) tap.time = -Infinity;
    if (!hands.has(event.pointerId)) return;
    hands.set(event.pointerId, { x: event.clientX, y: event.clientY });
    const [a, b] = [...hands.values()];
    if (!b && (start.part === 'size' || start.part === 'turn')) return stretch(a, start.part);
    const middle = b ? { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 } : a;
    const patch = { shift: moved(start, middle.x - start.middle.x, middle.y - start.middle.y) };
    if (b) {
      patch.scale = clamp(start.scale * Math.hypot(a.x - b.x, a.y - b.y) / Math.max(8, start.spread));
      patch.angle = turned(start.angle - (Math.atan2(a.y - b.y, a.x - b.x) - start.lean) * 180 / Math.PI);
    }
    place(patch, 'hand');
  });

  const moved = (from, dx, dy) => {
    const radians = from.angle * Math.PI / 180, side = unit() * from.scale;
    const round = (value) => Math.round(1e4 * value) / 1e4;
    return [round(from.shift[0] + (dx * Math.cos(radians) - dy * Math.sin(radians)) / side),
      round(from.shift[1] + (dx * Math.sin(radians) + dy * Math.cos(radians)) / side)];
  };

  /// The corner or the knob of the frame follows the pointer; the frame's middle stays.
  const stretch = (to, part) => {
    const frame = picture.querySelector('.frame').getBoundingClientRect();
    start.pivot ??= { x: frame.x + frame.width / 2, y: frame.y + frame.height / 2 };
    const from = start.middle, pivot = start.pivot;
    if (part === 'size') {
      const grown = Math.hypot(to.x - pivot.x, to.y - pivot.y) / Math.max(8, Math.hypot(from.x - pivot.x, from.y - pivot.y));
      place({ scale: clamp(start.scale * grown) }, 'hand');
    } else {
      const lean = Math.atan2(to.y - pivot.y, to.x - pivot.x) - Math.atan2(from.y - pivot.y, from.x - pivot.x);
      place({ angle: Math.round(turned(start.angle - lean * 180 / Math.PI)) }, 'hand');
    }
  };

  const release = (event) => {
    const tapped = tap?.id === event.pointerId && event.timeStamp - tap.time < kTapTime && event.type === 'pointerup';
    if (tap?.id === event.pointerId) tap = null;
    if (tapped) set_picked(!picked());
    if (!hands.delete(event.pointerId)) return;
    if (hands.size) return begin();
    picture.classList.remove('held');
    settle();
  };
  picture.addEventListener('pointerup', release);
  picture.addEventListener('pointercancel', release);

  let timer = 0;
  const show_hint = () => {
    hint.textContent = t('Hold Ctrl and turn the wheel to change the size');
    hint.hidden = false;
    clearTimeout(timer);
    timer = setTimeout(() => { hint.hidden = true; }, 1600);
  };
  picture.addEventListener('wheel', (event) => {
    if (stage.tool || !state().pattern) return;
    // the plain wheel scrolls the page, wherever the pointer happens to be
    if (!event.ctrlKey && !event.metaKey) {
      if (document.documentElement.scrollHeight <= innerHeight + 1) show_hint();
      return;
    }
    event.preventDefault();
    if (event.shiftKey) place({ angle: turned(state().angle - Math.sign(event.deltaY + event.deltaX) * 3) }, 'wheel');
    else place({ scale: clamp(state().scale * Math.exp(-event.deltaY / 600)) }, 'wheel');
  }, { passive: false });

  picture.addEventListener('keydown', (event) => {
    if (stage.tool || event.ctrlKey || event.metaKey || event.target !== picture) return;
    const { scale, angle } = state();
    const step = event.shiftKey ? 20 : 4;
    const patch = {
      ArrowLeft: () => ({ shift: moved(state(), -step, 0) }),
      ArrowRight: () => ({ shift: moved(state(), step, 0) }),
      ArrowUp: () => ({ shift: moved(state(), 0, -step) }),
      ArrowDown: () => ({ shift: moved(state(), 0, step) }),
      '+': () => ({ scale: clamp(scale * 1.05) }),
      '=': () => ({ scale: clamp(scale * 1.05) }),
      '-': () => ({ scale: clamp(scale / 1.05) }),
      ',': () => ({ angle: turned(angle + 3) }),
      '.': () => ({ angle: turned(angle - 3) }),
    }[event.key]?.();
    if (!patch) return;
    event.preventDefault();
    place(patch, 'keys');
  });
}
