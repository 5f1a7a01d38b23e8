/// The screen of colour: the tile's palette, one colour or all changed, and the colourway kept as a pattern of its own.
/// What is being changed is part of the page's state (see draft.js): undo, reloads and other screens know it.

import { get, upload } from './server.js';
import { borrow } from './colourways.js';
import { colour_tools } from './colour_tools.js';
import { ways_view } from './ways.js';
import { complain, file_button, h, icon_button, note, say, with_progress } from './dom.js';
import { changes, colours_of, covers, new_draft, original, swapped, with_colour, with_colours, with_lock } from './draft.js';
import { kept_pattern } from './making.js';
import { repeat_view } from './repeat.js';
import { state, update } from './state.js';
import { t } from './words.js';

/// Takes the colours of a picture or a palette file for the pattern on the garment.
export async function take_colours(file, signal) {
  const id = state().pattern;
  const draft = await draft_of(id);
  const { colours } = await upload(`/palette?name=${encodeURIComponent(file.name)}&count=${Math.min(16, draft.to.length)}`, file, signal);
  set_draft(id, with_colours(draft, borrow(draft.to, colours.map((one) => one.hex))));
}

/// The pattern's colours as they are being changed.
export async function draft_of(id, count = 0) {
  const known = state().colours[id];
  if (known && (!count || known.from.length === count)) return known;
  return new_draft(await get(`/patterns/${id}/palette${count ? `?count=${count}` : ''}`));
}

const set_draft = (id, draft, group = null) => update({ colours: { ...state().colours, [id]: draft } }, { group });

/// Fills `panel`; see main.js.
export function colour_screen(panel, left) {
  const palette = h('div.palette', { role: 'group', aria: { label: t('Palette') } });
  const keep = h('button.primary', { type: 'button', on_click: () => with_progress(bar, t('Keeping the colourway.'), async (signal) => {
    await kept_pattern(signal);
    note(t('The colourway is a pattern of its own now, and on the garment.'));
  }) }, t('Keep this colourway'));
  const back = h('button', { type: 'button', on_click: () => change(original(draft)) }, t('Original colours'));
  const bar = h('div.bar');
  const picked = file_button(t('Take from a picture or palette'), 'image/*,.ase,.aco,.gpl,.css,.txt', (file) =>
    with_progress(bar, t('Reading its colours.'), (signal) => take_colours(file, signal)));

  let id = null, draft = null, view = null, swapping = null, tools = null, ways = null;

  const change = (to, group = null) => set_draft(id, to, group);

  const read = async () => {
    id = state().pattern;
    draft = null;
    swapping = null;
    if (!id) {
      return panel.replaceChildren(h('h2.unseen', {}, t('Colour')),
        h('p.nothing', {}, t('Choose a pattern first, then give it other colours.')));
    }
    try {
      const asked = id, answer = await draft_of(id);
      if (asked !== id || left.aborted) return;
      draft = answer;
      view = repeat_view(id, { colours: colours_of(state()) });
      tools = colour_tools({ draft: () => draft, change, recount: async (count) => {
        const fresh = await draft_of(id, count).catch(complain);
        if (fresh) change(fresh, 'inks');
      } });
      ways = ways_view({ id, draft: () => draft, choose: ({ name, to }) => {
        change(with_colours(draft, to));
        say(t('{name} colours', { name }));
      } });
      panel.replaceChildren(h('h2.unseen', {}, t('Colour')), palette,
        h('div.row', {}, keep, back, picked, bar), tools.element, view.element, ways.element);
      draw_palette();
      ways.draw();
    } catch (error) {
      error.status === 404 ? note(t('This pattern was deleted in another window. Choose another one.'), { error: true })
        : complain(error);
    }
  };

  const draw_palette = () => {
    keep.disabled = back.disabled = !changes(draft);
    tools.show();
    const old = [...palette.children];
    if (old.length === draft.to.length) return draft.to.forEach((hex, at) => old[at].show(hex, at));
    palette.replaceChildren(...draft.to.map((hex, at) => swatch(hex, at)));
  };

  const swatch = (hex, at) => {
    const input = h('input', { type: 'color', value: hex });
    const code = h('code', { 'aria-hidden': 'true' });
    const lock = icon_button('unlock', t('Keep colour {n} as it is', { n: at + 1 }), () => change(with_lock(draft, at)));
    const swap = icon_button('swap', t('Swap colour {n} with another', { n: at + 1 }), () => {
      const first = swapping;
      swapping = first === null ? at : null;
      if (first !== null && first !== at) change(swapped(draft, first, at));
      else say(swapping === null ? t('Not swapped') : t('Now choose the other colour'));
      draw_palette();
    });
    input.addEventListener('input', () => change(with_colour(draft, at, input.value), `colour ${at}`));
    const element = h('div.swatch', {}, input, code, h('div.swatch_tools', {}, lock, swap));
    element.show = (to) => {
      input.value = code.textContent = to;
      input.setAttribute('aria-label', t('Colour {n}, {hex}', { n: at + 1, hex: to }));
      element.style.flexGrow = 0.5 + 3 * covers(draft)[at];
      const fresh = icon_button(draft.locked[at] ? 'lock' : 'unlock', '', () => {});
      lock.replaceChildren(...fresh.childNodes);
      lock.setAttribute('aria-pressed', draft.locked[at]);
      swap.setAttribute('aria-pressed', swapping === at);
    };
    element.show(hex);
    return element;
  };

  read();
  return (now, changed) => {
    if (changed('pattern')) return read();
    if (changed('layout')) view?.show_layout(now.layout);
    if (!changed('colours') || !draft) return;
    const before = draft;
    if (now.colours[id]) draft = now.colours[id];
    else draft = original(draft);
    draw_palette();
    view.show_colours(colours_of(now));
    ways.draw(JSON.stringify([before.from, before.locked, before.slot]) !== JSON.stringify([draft.from, draft.locked, draft.slot]));
  };
}
