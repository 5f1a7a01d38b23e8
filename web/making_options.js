/// How new patterns of a category are made, for the categories that leave a choice: of drawn motifs, set up exactly or
/// learnt by a net; in which arrangement; how exactly what is learnt repeats.

import { arrangement_name } from './arrangements.js';
import { choice, h, slider } from './dom.js';
import { t } from './words.js';

const kMakings = { composed: t('Drawn'), exact: t('Exact'), learnt: t('Learnt') };

const chosen = new Map();  // category -> {making, layout, regularity}: what is not there is as usual

/// What a request for patterns of this category says beside its name.
export function making_of(category) {
  const { making, layout, regularity } = chosen.get(category?.name) ?? {};
  const how = making ?? category?.makings[0];
  const laid_out = how !== 'exact' && category?.layouts.length > 0;
  return { ...(making && { making }), ...(layout && laid_out && { layout }),
    ...(regularity !== undefined && how === 'learnt' && !laid_out && { regularity }) };
}

/// Gives {element, show(category)}; `on_change(name)` when other patterns of that category are wanted.
export function making_options(on_change) {
  const element = h('div.making.row', { hidden: true });
  let shown = null;

  const draw = (category) => {
    const mine = chosen.get(category.name) ?? {};
    const making = mine.making ?? category.makings[0];
    const set = (patch) => {
      chosen.set(category.name, { ...chosen.get(category.name), ...patch });
      draw(category);
      on_change(category.name);
    };
    const focused = element.contains(document.activeElement) && document.activeElement.value;
    const layouts = h('select', { aria: { label: t('Arrangement') }, on_change: () => set({ layout: layouts.value || undefined }) },
      h('option', { value: '' }, t('Any arrangement')), category.layouts.map((name) => h('option', { value: name }, arrangement_name(name))));
    layouts.value = mine.layout ?? '';
    element.replaceChildren(...[
      category.makings.length > 1 && choice(t('How they are made'), category.makings.map((one) => [one, kMakings[one]]), making,
        (to) => set({ making: to === category.makings[0] ? undefined : to })),
      making !== 'exact' && category.layouts.length > 1 && layouts,
      making === 'learnt' && !category.layouts.length && exactness(category, mine, set),
    ].filter(Boolean));
    element.hidden = !element.children.length;
    if (focused) element.querySelector(`input[value="${focused}"]`)?.focus();
  };

  const exactness = (category, mine, set) => {
    let value = mine.regularity ?? category.regularity;
    const one = slider(t('Hand-drawn'), { min: 0, max: 1, step: 0.05, value, show: () => t('Exact'),
      on_input: (to) => { value = to; }, on_change: () => set({ regularity: value }) });
    one.querySelector('input').setAttribute('aria-label', t('How exactly the pattern repeats'));
    return one;
  };

  return {
    element,
    show(category) {
      if (category === shown) return;
      shown = category;
      if (category) draw(category);
      else element.hidden = true;
    },
  };
}
