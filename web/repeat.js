/// A pattern as cloth: its tile laid side by side. The pointer shows where one unit ends and the next begins.

import { unit_url } from './server.js';
import { choice, h, slider } from './dom.js';
import { pattern_name } from './look.js';
import { layout_icons } from './stage.js';
import { state, update } from './state.js';

const kUnits = { straight: [1, 1], 'half-drop': [2, 1], 'half-brick': [1, 2], mirror: [2, 2] };

let side = 150;  // of a tile on the screen, in CSS pixels

/// `element` to show and `show_layout(layout)` to lay the tiles otherwise.
export function repeat_view(id) {
  const unit = h('i.unit', { hidden: true });
  const cloth = h('div.cloth', { role: 'img', tabindex: 0, aria: { label: `${pattern_name(id)} in repeat` } }, unit);
  let layout = state().layout;

  const show_layout = (to) => {
    layout = to;
    cloth.style.backgroundImage = `url("${unit_url(id, layout, 256 * kUnits[layout][0])}")`;
    layouts.set(layout);
    resize();
  };
  const size = () => kUnits[layout].map((tiles) => tiles * side);
  const resize = () => {
    const [width, height] = size();
    cloth.style.backgroundSize = `${width}px ${height}px`;
    unit.style.width = `${width}px`;
    unit.style.height = `${height}px`;
  };
  const outline = (x, y) => {
    const [width, height] = size();
    unit.hidden = false;
    unit.style.left = `${Math.floor(x / width) * width}px`;
    unit.style.top = `${Math.floor(y / height) * height}px`;
  };
  cloth.addEventListener('pointermove', (event) => {
    const box = cloth.getBoundingClientRect();
    outline(event.clientX - box.x, event.clientY - box.y);
  });
  cloth.addEventListener('pointerleave', () => { unit.hidden = true; });
  cloth.addEventListener('focus', () => { if (cloth.matches(':focus-visible')) outline(side + 1, 1); });
  cloth.addEventListener('blur', () => { unit.hidden = true; });
  const layouts = choice('How tiles are laid in the repeat', layout_icons(), layout, (to) => update({ layout: to }));
  show_layout(layout);
  return {
    element: h('div.repeat', {}, cloth, h('div.row', {}, layouts,
      slider('Zoom', { min: 48, max: 400, step: 1, value: side, show: (value) => `${Math.round(value)} px`,
        on_input: (value) => { side = value; resize(); } }))),
    show_layout,
  };
}
