/// The inks that a pattern is printed in: named, merged, put in order.

import { post } from '../server.js';
import { complain, h } from '../dom.js';
import { kInkRoles } from '../late/ink_roles.js';
import { card } from '../save.js';
import { number as written, t } from '../words.js';

/// What the person did to the inks. `rows` are those that are left, in their order, each {ink, name}: `ink` counts from
/// 1 in the print as it is.
export function untouched(inks = 0) {
  return { inks, count: 0, merges: [], rows: [] };
}

/// The ink's name in the reader's language, unless somebody named it.
const name_of = ({ name, role, number: nameless }) => kInkRoles[role] ?? (nameless ? t('Ink {n}', { n: nameless }) : name);

/// The same in the API's words, which counts inks as they are when their turn comes.
export function ink_changes({ inks, count, merges, rows }) {
  if (!count) return { inks };
  const left = Array.from({ length: count }, (_, index) => index + 1);
  const merge = merges.map(([from, into]) => {
    const pair = [left.indexOf(from) + 1, left.indexOf(into) + 1];
    left.splice(pair[0] - 1, 1);
    return pair;
  });
  return { inks, merge, order: rows.map(({ ink }) => left.indexOf(ink) + 1), names: rows.map(({ name }) => name) };
}

/// The card. `edits` is what `untouched` gives; `on_change` is called when the inks are others. `on_pixels(has, most)`
/// hears how many pixels the pattern is wide, and can be drawn.
export function inks_card(pattern, edits, width_cm, on_change, on_pixels) {
  const list = h('ul.inks', { aria: { label: t('Inks') } });
  const said = h('p', { 'aria-live': 'polite' });
  const number = h('select', { on_change: () => {
    Object.assign(edits, untouched(Number(number.value)));
    changed();
  } }, h('option', { value: 0 }, t('As it is')),
  Array.from({ length: 15 }, (_, index) => h('option', { value: index + 2 }, `${index + 2}`)));
  number.value = String(edits.inks);

  let asked = 0;
  async function changed(first = false) {
    const mine = ++asked;
    said.textContent = t('Taking the inks apart.');
    try {
      const { inks, pixels, most_pixels } = await post(`/patterns/${pattern}/inks`, { ...ink_changes(edits), width_cm: width_cm() });
      if (mine !== asked) return;
      if (!edits.count) {
        edits.count = inks.length;
        edits.rows = inks.map((one, index) => ({ ink: index + 1, name: name_of(one) }));
      }
      draw(inks);
      on_pixels(pixels, most_pixels);
      said.textContent = t('{n} inks', { n: inks.length });
    } catch (error) {
      said.textContent = '';
      return complain(error);
    }
    if (!first) on_change();
  }

  function draw(inks) {
    list.replaceChildren(...inks.map((ink, at) => {
      const row = edits.rows[at];
      const name = h('input', { type: 'text', value: row.name, maxlength: 60, aria: { label: t('Name of ink {n}', { n: at + 1 }) },
        on_change: () => { row.name = name.value.trim() || t('Ink {n}', { n: at + 1 }); changed(); } });
      const merge = h('select', { disabled: inks.length < 3, aria: { label: t('Print {name} by', row) }, on_change: () => {
        const into = edits.rows[Number(merge.value)];
        edits.merges.push([row.ink, into.ink]);
        edits.rows.splice(at, 1);
        changed();
      } }, h('option', { value: at }, t('Own plate')),
      edits.rows.map((other, index) => index !== at && h('option', { value: index }, t('With {name}', other))));
      merge.value = String(at);
      const up = h('button.quiet', { type: 'button', disabled: at === 0, aria: { label: t('{name} earlier', row) },
        on_click: () => {
          edits.rows.splice(at - 1, 2, row, edits.rows[at - 1]);
          changed();
        } }, '↑');
      const swatch = h('i.ink', { 'aria-hidden': 'true' });
      swatch.style.backgroundColor = ink.hex;
      return h('li', {}, swatch, name, h('span', {}, `${written(100 * ink.share)} %`),
        h('small', { title: t('The nearest named colour, and how far it is (CIEDE2000)') }, `${ink.nearest} · ${written(ink.difference)}`),
        merge, up);
    }));
  }

  changed(true);
  return card(t('Inks'), t('What each screen or roller prints. Names go into the files.'),
    h('div.fields', {}, h('label', {}, t('Number of inks'), number)), said, list);
}
