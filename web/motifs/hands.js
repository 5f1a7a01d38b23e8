/// Hands on the print: a touch takes a motif, dragging moves it - over the edge of the repeat it comes in again on the
/// other side -, its frame's corner and knob or two fingers scale and turn it, keys do all of it.

import { copied, motif_name, painted, placed, raised, removed } from './layout_ops.js';
import { say } from '../dom.js';
import { t } from '../words.js';

const kFirm = 3;  // CSS pixels that a finger may tremble before it moves a motif

/// `view` as in view.js; `change(layout, group)` and `settle()` are what a hand does, `choose(at)` when it takes a
/// motif or (null) lets go of it.
export function follow_hands(view, { change, settle, choose }) {
  const { element } = view;
  const hands = new Map();  // pointers that are down
  let start = null;         // what was at the moment when the set of pointers changed

  const point = (event) => {
    const box = element.getBoundingClientRect();
    return { x: event.clientX - box.x, y: event.clientY - box.y };
  };
  const take = (at, copy) => {
    view.select(at, copy);
    choose(at);
  };

  const begin = (part = null) => {
    const [a, b] = [...hands.values()], at = view.selected();
    if (at === null) { start = null; return; }
    start = { ...view.layout().placements[at], at, part, from: a, pivot: view.middle(at), firm: Boolean(b || part),
      spread: b && Math.hypot(a.x - b.x, a.y - b.y), lean: b && Math.atan2(a.y - b.y, a.x - b.x),
      centre: b && { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 } };
    const { width_cm, height_cm } = view.layout(), { left, top, cm } = view.tile();
    // the copy in hand may lie outside the repeat
    start.x_cm += Math.round(((start.pivot.x - left) / cm - start.x_cm) / width_cm) * width_cm;
    start.y_cm += Math.round(((start.pivot.y - top) / cm - start.y_cm) / height_cm) * height_cm;
  };

  element.addEventListener('pointerdown', (event) => {
    if (event.button !== 0 || !view.layout()) return;
    const here = point(event), part = ['turn', 'size'].find((name) => event.target.classList.contains(name));
    if (!hands.size && !part) {
      const hit = view.found_at(here.x, here.y);
      if (!hit) return take(null);
      if (hit.at !== view.selected()) take(hit.at, hit.copy);
      else view.select(hit.at, hit.copy);
    }
    element.setPointerCapture(event.pointerId);
    hands.set(event.pointerId, here);
    begin(part);
    element.classList.add('held');
  });

  element.addEventListener('pointermove', (event) => {
    if (!hands.has(event.pointerId)) {
      const { x, y } = point(event);
      element.classList.toggle('over', !event.buttons && Boolean(view.found_at(x, y)));
      return;
    }
    hands.set(event.pointerId, point(event));
    if (start) move();
  });

  const move = () => {
    const [a, b] = [...hands.values()], { at, from, pivot, part } = start;
    const { cm } = view.tile(), angle = start.angle ?? 0;
    if (part === 'size') {
      const grown = Math.hypot(a.x - pivot.x, a.y - pivot.y) / Math.max(6, Math.hypot(from.x - pivot.x, from.y - pivot.y));
      return put({ size_cm: start.size_cm * grown });
    }
    if (part === 'turn') {
      const lean = Math.atan2(a.y - pivot.y, a.x - pivot.x) - Math.atan2(from.y - pivot.y, from.x - pivot.x);
      return put({ angle: Math.round(angle + lean * 180 / Math.PI) });
    }
    const here = b ? { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 } : a, origin = b ? start.centre : from;
    if (!start.firm && Math.hypot(here.x - origin.x, here.y - origin.y) < kFirm) return;
    start.firm = true;
    const patch = { x_cm: start.x_cm + (here.x - origin.x) / cm, y_cm: start.y_cm + (here.y - origin.y) / cm };
    if (b) {
      patch.size_cm = start.size_cm * Math.hypot(a.x - b.x, a.y - b.y) / Math.max(8, start.spread);
      patch.angle = angle + (Math.atan2(a.y - b.y, a.x - b.x) - start.lean) * 180 / Math.PI;
    }
    const { width_cm, height_cm } = view.layout();
    view.select(at, [Math.floor(patch.x_cm / width_cm), Math.floor(patch.y_cm / height_cm)]);
    put(patch);
  };
  const put = (patch, group = 'hand') => change(placed(view.layout(), view.selected(), patch), group);

  const release = (event) => {
    if (!hands.delete(event.pointerId)) return;
    if (hands.size) return begin();
    element.classList.remove('held');
    start = null;
    settle();
  };
  element.addEventListener('pointerup', release);
  element.addEventListener('pointercancel', release);

  element.addEventListener('wheel', (event) => {
    const one = view.layout()?.placements[view.selected()];
    if (!one || !element.matches(':focus-within')) return;
    event.preventDefault();
    if (event.shiftKey) put({ angle: (one.angle ?? 0) + Math.sign(event.deltaY + event.deltaX) * 3 }, 'wheel');
    else put({ size_cm: one.size_cm * Math.exp(-event.deltaY / 600) }, 'wheel');
  }, { passive: false });

  /// The next or the one before in reading order.
  const walk = (by) => {
    const { placements } = view.layout();
    const row = (one) => Math.floor(one.y_cm / view.layout().height_cm * 6);
    const order = painted(view.layout()).sort((a, b) => row(placements[a]) - row(placements[b]) || placements[a].x_cm - placements[b].x_cm);
    if (!order.length) return;
    const now = order.indexOf(view.selected());
    const next = now < 0 ? (by > 0 ? 0 : order.length - 1) : (now + by + order.length) % order.length;
    take(order[next]);
    say(t('{motif}, {number} of {count}', { motif: motif_name(placements[order[next]].motif), number: next + 1, count: order.length }));
  };

  element.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !view.layout()) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      return walk(event.shiftKey ? -1 : 1);
    }
    const at = view.selected(), layout = view.layout(), one = layout.placements[at];
    if (!one) return;
    const step = (event.shiftKey ? 1 : 0.1) * layout.width_cm / 20;
    const act = {
      ArrowLeft: () => put({ x_cm: one.x_cm - step }, 'keys'),
      ArrowRight: () => put({ x_cm: one.x_cm + step }, 'keys'),
      ArrowUp: () => put({ y_cm: one.y_cm - step }, 'keys'),
      ArrowDown: () => put({ y_cm: one.y_cm + step }, 'keys'),
      '+': () => put({ size_cm: one.size_cm * 1.05 }, 'keys'),
      '=': () => put({ size_cm: one.size_cm * 1.05 }, 'keys'),
      '-': () => put({ size_cm: one.size_cm / 1.05 }, 'keys'),
      ',': () => put({ angle: (one.angle ?? 0) - 5 }, 'keys'),
      '.': () => put({ angle: (one.angle ?? 0) + 5 }, 'keys'),
      m: () => mirror(), d: () => copy(), f: () => raise(1), b: () => raise(-1),
      Delete: () => remove(), Backspace: () => remove(),
      Escape: () => take(null),
    }[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });

  const once = (layout) => { change(layout); settle(); };
  const mirror = () => once(placed(view.layout(), view.selected(), { mirrored: !view.layout().placements[view.selected()].mirrored }));
  const copy = () => {
    const next = copied(view.layout(), view.selected());
    view.select(next.placements.length - 1);
    once(next);
    choose(view.selected());
  };
  const raise = (by) => {
    const next = raised(view.layout(), view.selected(), by);
    view.select(by > 0 ? next.placements.length - 1 : 0);
    once(next);
    choose(view.selected());
  };
  const remove = () => {
    const next = removed(view.layout(), view.selected());
    take(null);
    once(next);
    say(t('Deleted'));
  };
  return { mirror, copy, raise, remove, put, let_go: () => take(null) };
}
