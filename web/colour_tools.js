/// What changes all colours of a draft at once: number of inks, hue, saturation, lightness, harmonies, chance.

import { adjusted, harmonised, harmony_names, random_colours, shuffled } from './colourways.js';
import { h, slider } from './dom.js';
import { covers, in_inks, with_colours } from './draft.js';
import { end_group } from './state.js';
import { t } from './words.js';

const kLeast = 2, kMost = 12;

/// `draft()` gives the draft, `change(draft, group)` takes the new one, `recount(count)` asks the studio for more colours
/// of a tile without inks.
export function colour_tools({ draft, change, recount }) {
  const count = h('input', { type: 'number', min: kLeast, max: kMost, step: 1, aria: { label: t('Number of inks') } });
  count.addEventListener('change', () => {
    const wanted = Math.round(Math.min(kMost, Math.max(kLeast, count.valueAsNumber || draft().to.length)));
    if (wanted > draft().from.length && !draft().exact) return recount(wanted);
    change(in_inks(draft(), Math.min(wanted, draft().from.length)));
    count.value = draft().to.length;
  });

  // sliders begin in the middle, change what is there, and go back to the middle when the hand lets go
  let start = null;
  const shift = { hue: 0, saturation: 0, lightness: 0 };
  const all = (label, name, most, show) => {
    const one = slider(label, { min: -most, max: most, step: most / 100, value: 0, show,
      on_input: (value) => {
        start ??= draft();
        shift[name] = value;
        change(with_colours(start, adjusted(start.to, shift)), `all ${name}`);
      },
      on_change: () => {
        start = null;
        shift[name] = 0;
        end_group();
        setTimeout(() => one.set(0));
      } });
    return one;
  };
  const percent = (value) => `${Math.round(100 * value)} %`;

  const harmony = h('select', { aria: { label: t('Harmony') } }, h('option', { value: '' }, t('Harmony …')),
    harmony_names().map(([value, name]) => h('option', { value }, name)));
  harmony.addEventListener('change', () => {
    if (harmony.value) change(with_colours(draft(), harmonised(draft().to, covers(draft()), harmony.value)));
    harmony.value = '';
  });
  const by_chance = (text, make) => h('button', { type: 'button', on_click: () => change(with_unlocked(draft(), make)) }, text);

  return {
    element: h('div.colour_tools', { role: 'group', aria: { label: t('All colours') } },
      h('div.sliders', {},
        all(t('Hue'), 'hue', 180, (value) => `${Math.round(value)}°`),
        all(t('Saturation'), 'saturation', 1, percent), all(t('Lightness'), 'lightness', 0.6, percent)),
      h('div.row', {}, h('label.inks', {}, t('Inks'), count), harmony,
        by_chance(t('Random'), random_colours), by_chance(t('Shuffle'), shuffled))),
    show: () => { if (document.activeElement !== count) count.value = draft().to.length; },
  };
}

/// Only what isn't locked is drawn by lot, so that a shuffle never doubles a locked colour.
function with_unlocked(draft, make) {
  const free = draft.to.map((_, at) => at).filter((at) => !draft.locked[at]);
  const made = make(free.map((at) => draft.to[at]));
  const to = [...draft.to];
  free.forEach((at, i) => { to[at] = made[i]; });
  return with_colours(draft, to);
}
