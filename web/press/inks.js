/// The inks that a pattern is printed in: named, merged, put in order.

import { post } from '../server.js';
import { complain, h } from '../dom.js';
import { card } from '../save.js';

/// What the person did to the inks. `rows` are those that are left, in their order, each {ink, name}: `ink` counts from
/// 1 in the print as it is.
export function untouched(inks = 0) {
  return { inks, count: 0, merges: [], rows: [] };
}

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

/// The card. `edits` is what `untouched` gives; `on_change` is called when the inks are others.
export function inks_card(pattern, edits, width_cm, on_change) {
  const list = h('ul.inks', { aria: { label: 'Inks' } });
  const said = h('p', { 'aria-live': 'polite' });
  const number = h('select', { on_change: () => {
    Object.assign(edits, untouched(Number(number.value)));
    changed();
  } }, h('option', { value: 0 }, 'As it is'),
  Array.from({ length: 15 }, (_, index) => h('option', { value: index + 2 }, `${index + 2}`)));
  number.value = String(edits.inks);

  let asked = 0;
  async function changed(first = false) {
    const mine = ++asked;
    said.textContent = 'Taking the inks apart.';
    try {
      const { inks } = await post(`/patterns/${pattern}/inks`, { ...ink_changes(edits), width_cm: width_cm() });
      if (mine !== asked) return;
      if (!edits.count) {
        edits.count = inks.length;
        edits.rows = inks.map(({ name }, index) => ({ ink: index + 1, name }));
      }
      draw(inks);
      said.textContent = `${inks.length} inks`;
    } catch (error) {
      said.textContent = '';
      return complain(error);
    }
    if (!first) on_change();
  }

  function draw(inks) {
    list.replaceChildren(...inks.map((ink, at) => {
      const row = edits.rows[at];
      const name = h('input', { type: 'text', value: row.name, maxlength: 60, aria: { label: `Name of ink ${at + 1}` },
        on_change: () => { row.name = name.value.trim() || `Ink ${at + 1}`; changed(); } });
      const merge = h('select', { disabled: inks.length < 3, aria: { label: `Print ${row.name} by` }, on_change: () => {
        const into = edits.rows[Number(merge.value)];
        edits.merges.push([row.ink, into.ink]);
        edits.rows.splice(at, 1);
        changed();
      } }, h('option', { value: at }, 'Own plate'),
      edits.rows.map((other, index) => index !== at && h('option', { value: index }, `With ${other.name}`)));
      merge.value = String(at);
      const up = h('button.quiet', { type: 'button', disabled: at === 0, aria: { label: `${row.name} earlier` },
        on_click: () => {
          edits.rows.splice(at - 1, 2, row, edits.rows[at - 1]);
          changed();
        } }, '↑');
      const swatch = h('i.ink', { 'aria-hidden': 'true' });
      swatch.style.backgroundColor = ink.hex;
      return h('li', {}, swatch, name, h('span', {}, `${(100 * ink.share).toFixed(1)} %`),
        h('small', { title: 'The nearest named colour, and how far it is (CIEDE2000)' }, `${ink.nearest} · ${ink.difference.toFixed(1)}`),
        merge, up);
    }));
  }

  changed(true);
  return card('Inks', 'What each screen or roller prints. Names go into the files.',
    h('div.fields', {}, h('label', {}, 'Number of inks', number)), said, list);
}
