/// How the print is laid: by which arrangement, how densely, how large its motifs are, in how wide a repeat.

import { arrangement_name } from '../arrangements.js';
import { h, icon, slider, svg } from '../dom.js';
import { PreviewStream } from '../preview.js';
import { post } from '../server.js';
import { length_text } from '../sizes.js';
import { state } from '../state.js';
import { work } from './sketch.js';
import { t } from '../words.js';

/// A little picture of 40 by 40 of each arrangement.
const dot = (x, y, r = 2) => `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`;
const leaf = (x, y, turn, size = 6) => {
  const at = (along, out) => {
    const a = turn * Math.PI / 180, dx = along * size, dy = out * size;
    return `${(x + dx * Math.sin(a) + dy * Math.cos(a)).toFixed(1)} ${(y - dx * Math.cos(a) + dy * Math.sin(a)).toFixed(1)}`;
  };
  return `M${at(-1, 0)}Q${at(0, 0.9)} ${at(1, 0)}Q${at(0, -0.9)} ${at(-1, 0)}`;
};
const kPlaces = [[9, 10], [27, 7], [18, 21], [34, 23], [8, 32], [26, 35]];
const strewn = (turns, size) => kPlaces.map(([x, y], at) => leaf(x, y, turns[at], size)).join('');
const kPictures = {
  tossed: strewn([20, 140, 260, 60, 200, 310]),
  'tossed-one-way': strewn([5, -5, 0, 5, -5, 0]),
  'tossed-two-way': strewn([0, 180, 180, 0, 0, 180]),
  'tossed-four-way': strewn([0, 90, 180, 270, 90, 0]),
  ditsy: [[6, 6], [16, 9], [27, 5], [36, 11], [10, 18], [22, 17], [32, 21], [5, 29], [16, 28], [26, 31], [36, 33], [11, 37]].map(([x, y]) => dot(x, y)).join(''),
  chintz: dot(15, 15, 6) + dot(30, 29, 5) + leaf(25, 12, 70) + leaf(8, 25, 215) + leaf(20, 31, 260) + leaf(34, 18, 20) + dot(8, 34) + dot(35, 6),
  bouquet: [[11, 13], [29, 29]].map(([x, y]) => dot(x, y - 3, 3) + dot(x - 4, y + 1, 2.5) + dot(x + 4, y + 1, 2.5) + leaf(x, y + 7, 180, 4)).join(''),
  'half-drop': [[10, 9], [10, 29], [30, 19], [30, 38], [30, 0]].map(([x, y]) => leaf(x, y, 0)).join(''),
  brick: [[10, 11], [30, 11], [20, 30], [0, 30], [40, 30]].map(([x, y]) => leaf(x, y, 0)).join(''),
  ogee: 'M20 0C20 8 4 12 4 20s16 12 16 20M20 0c0 8 16 12 16 20s-16 12-16 20' + leaf(20, 20, 0, 7),
  damask: 'M20 6v28M20 12c-8-6-12 2-8 6s8 0 8 8M20 12c8-6 12 2 8 6s-8 0-8 8M20 26c-6 0-8 4-6 8M20 26c6 0 8 4 6 8',
  stripe: 'M13 0v40M27 0v40' + [6, 20, 34].map((y) => dot(20, y, 3)).join('') + [13, 27].map((y) => dot(5, y) + dot(35, y)).join(''),
  border: 'M0 13h40M0 27h40' + [6, 20, 34].map((x) => dot(x, 20, 3)).join('') + [13, 27].map((x) => dot(x, 5) + dot(x, 35)).join(''),
  'trailing-vine': 'M12 40c0-8 14-10 14-20S12 8 12 0' + dot(14, 22, 4) + leaf(30, 30, 60, 5) + leaf(28, 10, 40, 5) + leaf(6, 8, 320, 5),
  patchwork: 'M0 20h40M20 0v40' + dot(10, 10, 3) + dot(30, 30, 3) + leaf(30, 10, 30, 5) + leaf(10, 30, 330, 5),
};
const picture = (name) => svg('svg', { viewBox: '0 0 40 40', class: 'arrangement', 'aria-hidden': 'true' },
  svg('path', { d: kPictures[name] ?? '' }));

/// How wide a repeat is chosen, in cm: by whole centimetres or half inches.
const kWidths = { cm: { min: 6, max: 64, step: 1 }, in: { min: 6.35, max: 63.5, step: 1.27 } };

const percent = (value) => `${Math.round(100 * value)} %`;
const density_word = (value) => (value < 0.65 ? t('airy') : value < 0.9 ? t('loose') : value < 1.15 ? t('even') : value < 1.6 ? t('dense') : t('packed'));

/// `on_change(layout, group)` gets the print laid anew, `on_settle()` when the hand lets go. `layouts`: all names.
/// Gives {element, show(layout, suits)}: `suits` are the arrangements of its category.
export function arrangement_panel({ on_change, on_settle }) {
  let layout = null, layouts = '';
  const trouble = h('p.trouble', { role: 'status', hidden: true });
  let wished = {};  // what was asked for since the last answer: one wish never undoes another
  const laying = new PreviewStream((next, { group, how }) => {
    trouble.hidden = true;
    if (how === wished) wished = {};
    on_change(next, group);
  }, (error) => {
    wished = {};
    trouble.textContent = error.message;
    trouble.hidden = false;
  }, ({ body }) => post('/layouts/anew', body));
  const lay = (how, group) => {
    wished = { ...wished, ...how };
    laying.ask({ body: work(layout, wished), how: wished, group });
  };

  const picker = h('fieldset.arrangements', {}, h('legend.unseen', {}, t('Arrangement')));
  const inputs = new Map();
  const fill = (suits, all) => {
    const key = JSON.stringify([suits, all]);
    if (key === layouts) return;
    layouts = key;
    const names = [...suits, ...all.filter((name) => !suits.includes(name))];
    inputs.clear();
    const card = (name) => {
      const input = h('input', { type: 'radio', name: 'arrangement', value: name, on_change: () => { lay({ layout: name }, null); } });
      inputs.set(name, input);
      return h('label', {}, input, h('span', {}, picture(name), arrangement_name(name)));
    };
    picker.replaceChildren(h('legend.unseen', {}, t('Arrangement')), ...names.map(card));
  };

  // sliders of ratios are logarithmic: half and double lie equally far from the middle
  const ratio = (label, name, show) => slider(label, { min: -1.5, max: 1.5, step: 0.02, value: 0, show: (value) => show(2 ** value),
    on_input: (value) => lay({ [name]: Math.round(1e3 * 2 ** value) / 1e3 }, name), on_change: on_settle });
  const density = ratio(t('Density'), 'density', density_word);
  const scale = ratio(t('Motif size'), 'scale', percent);
  const width = slider(t('Repeat'), { ...kWidths.cm, value: 20, show: (value) => length_text(value),
    on_input: (value) => lay({ width_cm: value }, 'width'), on_change: on_settle });
  const again = h('button', { type: 'button', on_click: () => lay({ seed: Math.floor(Math.random() * 2 ** 40) }, null) },
    icon('reset'), t('Lay anew'));

  return {
    element: h('div.arrangement_panel', {}, h('div.sliders', {}, density, scale, width, h('div.row', {}, again)), trouble, picker),
    show(next, suits, all) {
      layout = next;
      fill(suits, all);
      for (const [name, input] of inputs) input.checked = name === layout.layout;
      density.set(Math.log2(layout.density));
      scale.set(Math.log2(layout.scale));
      Object.assign(width.querySelector('input'), kWidths[state().unit]);
      width.set(layout.width_cm);
    },
  };
}
