/// What lies under the picture: the garment's name, the tile's size in cloth, turn, layout, before and after.

import { choice, h, icon_button, slider } from './dom.js';
import { garment_cm, garment_key, in_unit, length_text, natural_cm, sharpness, tile_cm, to_cm, told_cm } from './sizes.js';
import { layout_icons, place, settle, stage } from './stage.js';
import { update } from './state.js';
import { t } from './words.js';

const kSmallest = 0.1, kLargest = 10;  // scales
const rounded = (value) => Math.round(10 * value) / 10;

/// A length that can be typed in: `on_length(cm)`. Its `set(cm)` shows another one.
function length_field(label, on_length) {
  const input = h('input', { type: 'number', min: 0.1, step: 'any', aria: { label } });
  let shown = 0;
  input.addEventListener('change', () => {
    if (input.valueAsNumber > 0) on_length(to_cm(input.valueAsNumber));
    else input.value = rounded(in_unit(shown));
  });
  input.set = (cm) => {
    shown = cm;
    if (document.activeElement !== input || !input.matches(':focus-visible')) input.value = rounded(in_unit(cm));
  };
  return input;
}

/// `element` to lay under the picture, and `show(state)`.
export function placing() {
  const title = h('span.garment_title');
  const sharp = h('span.sharp', { 'aria-live': 'polite' });
  const tile = length_field(t('Tile width'), (cm) => {
    place({ scale: Math.min(kLargest, Math.max(kSmallest, cm / natural_cm())) }, 'scale');
    settle();
  });
  const unit = choice(t('Unit'), [['cm', 'cm'], ['in', 'in']], 'cm', (to) => update({ unit: to }, { step: false }));
  const garment = length_field(t('Garment width'), (cm) =>
    update({ widths: { ...last.widths, [garment_key(last)]: cm } }, { step: false }));
  const about = h('span', {}, '≈');
  const garment_row = h('label', {}, t('Garment'), about, garment);
  let last = null;

  const size = slider(t('Size'), {
    min: -2.5, max: 2.5, step: 0.01, value: 0, show: (value) => (last ? length_text(tile_cm(2 ** value)) : ''),
    on_input: (value) => place({ scale: 2 ** value }, 'scale'), on_change: settle,
  });
  // to the right is clockwise, as hands turn things; the state counts the other way round
  const turn = slider(t('Turn'), {
    min: -180, max: 180, step: 1, value: 0, show: (value) => `${Math.round(value)}°`,
    on_input: (value) => place({ angle: -value }, 'angle'), on_change: settle,
  });
  const compare = h('input', { type: 'range', min: 0, max: 100, step: 1, value: 100,
    aria: { label: t('Before and after: how much of the pattern is shown') } });
  compare.addEventListener('input', () => stage.picture.style.setProperty('--after', `${compare.value}%`));
  const layouts = choice(t('How tiles are laid'), layout_icons(), 'straight', (layout) => update({ layout }));

  const element = h('div.under', {},
    h('div.facts', {}, title, h('label', {}, t('Tile'), tile), garment_row, unit, sharp),
    h('div.place', {}, size, turn),
    h('div.place', {}, h('label.slider', {}, h('span', {}, t('Before')), compare, h('span', {}, t('After'))),
      h('div.row', {}, layouts, icon_button('reset', t('Put the pattern back as it was'), () => {
        update({ scale: 1, angle: 0, shift: [0, 0] });
        settle();
      }))));
  return {
    element,
    show(now) {
      last = now;
      layouts.set(now.layout);
      unit.set(now.unit);
      size.set(Math.log2(now.scale));
      turn.set(-now.angle);
      tile.set(tile_cm());
      garment.set(garment_cm());
      garment_row.hidden = !stage.photo?.own;
      about.hidden = Boolean(told_cm());
      title.textContent = stage.photo?.title ?? '';
      const { text, soft } = sharpness(now.pattern, tile_cm());
      sharp.textContent = text;
      sharp.classList.toggle('soft', soft);
    },
  };
}
