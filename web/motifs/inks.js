/// The inks of the print: its ground, every other one, and palettes learnt from cloth in which it could be printed.

import { choice, complain, h } from '../dom.js';
import { kInkRoles } from '../late/ink_roles.js';
import { recoloured } from './layout_ops.js';
import { patiently, post, post_for_blob } from '../server.js';
import { work } from './sketch.js';
import { t } from '../words.js';

const kPalettes = 8, kThumb = 144;
const kFamilies = [['learnt', t('As learnt')], ['light', t('Light ground')], ['dark', t('Dark ground')], ['tonal', t('Tone on tone')]];

let family = 'learnt', seed = 1;

const stripe = (colour) => {
  const element = h('i');
  element.style.background = colour;
  return element;
};

/// `on_change(layout, group)`, `on_settle()` as in arrangement.js. Gives {element, show(layout)}.
export function inks_panel({ on_change, on_settle }) {
  const strip = h('div.palette.inks', { role: 'group', aria: { label: t('Inks of the print') } });
  const ways = h('div.ways', { role: 'group', aria: { label: t('Palettes') } });
  let layout = null, strip_as = '', ways_as = '', palettes = [];

  const draw_strip = () => {
    const key = JSON.stringify(layout.inks.map(({ role }) => role));
    if (key !== strip_as) {
      strip_as = key;
      strip.replaceChildren(...layout.inks.map(({ role }, number) => {
        const label = kInkRoles[role];
        const input = h('input', { type: 'color', on_change: on_settle, on_input: () =>
          on_change(recoloured(layout, (ink, at) => (at === number ? input.value : ink.colour)), `ink${number}`) });
        input.dataset.label = label;
        const swatch = h('div.swatch', {}, input, h('code', { 'aria-hidden': 'true' }, label));
        if (number === 0) swatch.classList.add('ground');
        return swatch;
      }));
    }
    [...strip.querySelectorAll('input')].forEach((input, number) => {
      const { colour } = layout.inks[number];
      if (input.value !== colour) input.value = colour;
      input.setAttribute('aria-label', `${input.dataset.label}, ${colour}`);
    });
  };

  const in_palette = (palette) => {
    const colour_of = Object.fromEntries(palette.inks.map(({ role, colour }) => [role, colour]));
    return recoloured(layout, (ink) => colour_of[ink.role] ?? ink.colour);
  };

  /// The print itself in each palette.
  const draw_ways = async () => {
    const key = JSON.stringify([family, seed, layout.category, layout.placements.length, layout.layout]);
    if (key === ways_as) return;
    ways_as = key;
    try {
      ({ palettes } = await patiently(() => post('/palettes', { category: layout.category, family, seed, count: kPalettes })));
      if (key !== ways_as) return;
      const pictures = palettes.map(() => h('canvas', { width: kThumb, height: kThumb }));
      ways.replaceChildren(...palettes.map((palette, at) => h('button.way', { type: 'button',
        aria: { label: t('Palette {number}', { number: at + 1 }) },
        on_click: () => { on_change(in_palette(palette), null); on_settle(); } }, pictures[at],
      h('span.stripes', { 'aria-hidden': 'true' }, ['ground', 'main', 'accent', 'leaf', 'line'].map((role) =>
        stripe(palette.inks.find((ink) => ink.role === role).colour))))));
      for (const [at, palette] of palettes.entries()) {
        const bitmap = await createImageBitmap(await post_for_blob('/layouts/preview', work(in_palette(palette), { width: kThumb })));
        if (key !== ways_as) return;
        pictures[at].getContext('2d').drawImage(bitmap, 0, 0, kThumb, kThumb);
        bitmap.close();
      }
    } catch (error) {
      complain(error);
    }
  };

  const families = choice(t('Kind of palette'), kFamilies, family, (to) => {
    family = to;
    draw_ways();
  });
  return {
    element: h('div.inks_panel', {}, strip,
      h('div.row', {}, families, h('button', { type: 'button', on_click: () => { ++seed; draw_ways(); } }, t('Other palettes'))), ways),
    show(next) {
      layout = next;
      draw_strip();
      draw_ways();
    },
  };
}
