/// A picture with lines over it and handles on it that a hand or the arrow keys move.

import { h, svg } from '../dom.js';
import { t } from '../words.js';

const kStep = 1, kFarStep = 10;  // CSS pixels that an arrow key moves
const kRest = 600;               // milliseconds after a key that count as letting go

/// Gives {element, show(url, width, height), draw(paths), handles(list)}. `paths` are [class, d] in the picture's pixels;
/// `list` are {name, at, move(place), settle()}: where a handle lies, and what is done when it is moved and let go.
export function scan_table(label) {
  const image = h('img', { alt: label, draggable: 'false' });
  const lines = svg('svg', { class: 'lines', 'aria-hidden': 'true', preserveAspectRatio: 'none' });
  const grips = h('div.grips');
  const element = h('div.scan_table', {}, image, lines, grips);
  let wide = 1, high = 1;

  const lay = (grip, { x, y }) => {
    grip.style.left = `${100 * x / wide}%`;
    grip.style.top = `${100 * y / high}%`;
    grip.setAttribute('aria-label', t('{name}: {x}, {y} pixels', { name: grip.dataset.name, x: Math.round(x), y: Math.round(y) }));
  };
  const inside = ({ x, y }) => ({ x: Math.min(wide, Math.max(0, x)), y: Math.min(high, Math.max(0, y)) });

  const grip_of = (one) => {
    const grip = h('button.grip', { type: 'button', data: { name: one.name }, title: one.name });
    let at = one.at, from = null, rest = 0;
    const go = (place) => {
      at = inside(place);
      lay(grip, at);
      one.move(at);
    };
    const per_pixel = () => wide / element.clientWidth;
    grip.addEventListener('pointerdown', (event) => {
      if (event.button !== 0) return;
      grip.setPointerCapture(event.pointerId);
      from = { x: event.clientX, y: event.clientY, at };
    });
    grip.addEventListener('pointermove', (event) => {
      if (!from) return;
      go({ x: from.at.x + (event.clientX - from.x) * per_pixel(), y: from.at.y + (event.clientY - from.y) * per_pixel() });
    });
    for (const end of ['pointerup', 'pointercancel']) {
      grip.addEventListener(end, () => {
        const moved = from && from.at !== at;
        from = null;
        if (moved) one.settle();
      });
    }
    grip.addEventListener('keydown', (event) => {
      const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
      if (!way || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      const step = (event.shiftKey ? kFarStep : kStep) * per_pixel();
      go({ x: at.x + way[0] * step, y: at.y + way[1] * step });
      clearTimeout(rest);
      rest = setTimeout(() => one.settle(), kRest);
    });
    lay(grip, at);
    return grip;
  };

  return {
    element,
    show(url, width, height) {
      [wide, high] = [width, height];
      element.style.setProperty('--ratio', width / height);
      lines.setAttribute('viewBox', `0 0 ${width} ${height}`);
      if (image.getAttribute('src') !== url) image.src = url;
    },
    draw(paths) {
      lines.replaceChildren(...paths.map(([name, d]) => svg('path', { class: name, d })));
    },
    handles(list) {
      const focused = grips.contains(document.activeElement) && document.activeElement.dataset.name;
      grips.replaceChildren(...list.map(grip_of));
      if (focused) [...grips.children].find((one) => one.dataset.name === focused)?.focus({ preventScroll: true });
    },
    grips,
  };
}
