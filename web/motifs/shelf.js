/// Motifs of the print, and others to exchange them for: drawn in the print's own hand, or one's own pictures.

import '../late/words.js';
import { complain, choice, file_button, h, icon, note, say, with_progress } from '../dom.js';
import { hand_of, in_part, is_own, kParts, motif_name, motifs_in, part_of, without } from './layout_ops.js';
import { sprites_of, thumb } from './sprites.js';
import { announce } from '../news.js';
import { get, list_items, post, remember, upload } from '../server.js';
import { work } from './sketch.js';
import { t } from '../words.js';

const kSide = 96;
const kShelves = [[t('Flowers'), ['blossom', 'bouquet', 'sprig']], [t('Leaves'), ['leaf', 'frond']], [t('Tropical'), ['tropical']],
  [t('Fruit'), ['berry']], [t('Ornaments'), ['paisley', 'palmette', 'ornament']], [t('Sea'), ['shell']],
  [t('Creatures'), ['creature', 'conversational']], [t('Small'), ['filler']]];
const kOwn = t('Yours');
const kMostLaid = 12;  // of one's own, the latest, in a print of them

let stock = null;
/// What can be drawn, as the studio says; asked for once.
export const read_stock = async () => (stock ??= await get('/motifs'));

let shelf = null;     // the family that is shown; null: that of the motif in hand
let seed = 1;         // of what is drawn on the shelf
let colours = 'own';  // of one's own pictures

/// `on_change(layout, {select})` gets the new layout; `on_pick(name)` when a motif of the print is touched. Gives
/// {element, show(layout, {motif, at})}: `motif` is the one to be exchanged (null: one more), `at` the placement in hand.
/// `on_made(item)` gets a print laid out of one's own pictures.
export function motif_shelf({ on_change, on_pick, on_add, on_made }) {
  const strip = h('ul.motifs', { aria: { label: t('Motifs of this print') } });
  const families = choice(t('Kind of motif'), [...kShelves, [kOwn]].map(([name]) => [name, name]), null, (to) => {
    shelf = to;
    draw_others();
  });
  const others = h('ul.motifs.others', { aria: { label: t('Other motifs') } });
  const title = h('h3');
  const bar = h('div.bar');
  const lay_own = h('button', { type: 'button', on_click: () => with_progress(bar, t('Laying out a print.'), async (signal) => {
    const motifs = (await own_names()).slice(0, kMostLaid);
    on_made(remember([await post('/layouts/own', { motifs, layout: layout.layout, seed: Math.floor(Math.random() * 2 ** 40) }, signal)])[0]);
  }) }, t('Lay out a print of them'));
  const own_row = h('div.row', { hidden: true },
    file_button(t('Add a picture'), 'image/*', (file) => add_picture(file).catch(complain)),
    choice(t('Colours of your pictures'), [['own', t('Its own colours')], ['print', t('Inks of the print')]], colours,
      (to) => { colours = to; }), lay_own, bar);
  const hand = h('select', { aria: { label: t('Drawn by which hand') }, on_change: () => draw_others() });
  const scope = h('div');
  const redraw = h('button', { type: 'button', on_click: () => { ++seed; draw_others(); } }, t('Draw others'));
  const element = h('div.shelf_of_motifs', {}, strip, h('div.row.exchange', {}, title, scope), families, own_row, others,
    h('div.row.drawn', {}, redraw, h('label.slider', {}, h('span', {}, t('Hand')), hand)));

  let layout = null, motif = null, at = null, everywhere = true, sprites = new Map(), strip_as = '', others_as = '', title_as = '';

  const family_of = (name) => stock?.kinds.find((one) => one.kind === name?.split(':')[1])?.family;
  const shown_shelf = () => {
    if (shelf) return shelf;
    if (is_own(motif ?? '')) return kOwn;
    return kShelves.find(([, kinds]) => kinds.includes(family_of(motif)))?.[0] ?? kShelves[0][0];
  };

  /// The hand of most of the print's motifs.
  const print_hand = () => {
    const count = new Map();
    for (const { name } of motifs_in(layout)) count.set(hand_of(name), (count.get(hand_of(name)) ?? 0) + 1);
    return [...count].filter(([name]) => name).sort((a, b) => b[1] - a[1])[0]?.[0] ?? stock.hands[0];
  };

  const draw_strip = async () => {
    const motifs = motifs_in(layout), key = JSON.stringify([motifs, layout.inks, motif]);
    if (key === strip_as) return;
    strip_as = key;
    const fill = () => {
      const focused = strip.contains(document.activeElement) && document.activeElement.dataset.motif;
      strip.replaceChildren(...motifs.map(({ name, count }) => h('li', {},
        h('button.motif', { type: 'button', data: { motif: name }, aria: { pressed: name === motif,
          label: t('{motif}, {count} times', { motif: motif_name(name), count }) }, on_click: () => on_pick(name === motif ? null : name) },
        thumb(sprites.get(name)), h('span.count', { 'aria-hidden': 'true' }, `${count}`)))),
      h('li', {}, h('button.motif.add', { type: 'button', data: { motif: '' }, title: t('Add a motif'),
        aria: { label: t('Add a motif'), pressed: motif === null }, on_click: () => on_pick(null) }, icon('plus'))));
      if (focused) [...strip.querySelectorAll('button')].find((one) => one.dataset.motif === focused)?.focus();
    };
    fill();  // before there are pictures, so that what lies below doesn't move under the hand when they come
    strip.setAttribute('aria-busy', 'true');
    const read = await sprites_of(layout, motifs.map((one) => one.name), kSide);
    if (strip_as !== key) return;
    sprites = read;
    fill();
    strip.setAttribute('aria-busy', 'false');
  };

  const draw_title = () => {
    const count = layout.placements.filter((one) => one.motif === motif).length;
    const key = JSON.stringify([motif, at !== null, count, part_of(layout, motif)]);
    if (key === title_as) return;
    title_as = key;
    title.textContent = !motif ? t('Add a motif') : is_own(motif) ? t('Exchange your picture for') : t('Exchange the {motif} for', { motif: motif_name(motif) });
    if (!motif) return scope.replaceChildren();
    scope.replaceChildren(h('div.row', {}, part_of(layout, motif) && part_choice(),
      at !== null && count > 1 && choice(t('Where it is exchanged'), [[true, t('All {count}', { count })], [false, t('Only this one')]], everywhere,
        (to) => { everywhere = to; }),
      count > 1 && h('button.link', { type: 'button', on_click: () => {
        on_change(without(layout, motif), { select: null });
        say(t('Deleted'));
      } }, t('Delete all {count}', { count }))));
  };

  /// What the motif in hand plays in the arrangement, which is laid anew when that changes.
  const part_choice = () => {
    const name = motif, select = h('select', { aria: { label: t('Part in the arrangement') }, on_change: async () => {
      const next = in_part(layout, name, select.value);
      if (!next) {
        select.value = part_of(layout, name);
        return note(t('There must be another motif besides leaves.'));
      }
      try {
        on_change(await post('/layouts/anew', work(next)), { select: null });
      } catch (error) {
        complain(error);
      }
    } }, kParts.map(([value, text]) => h('option', { value }, text)));
    select.value = part_of(layout, name);
    return select;
  };

  const own_names = async () => (await list_items('motif')).map((one) => one.note.name);
  const names_on = async (name) => {
    if (name === kOwn) return own_names();
    const kinds = kShelves.find(([shelf_name]) => shelf_name === name)[1];
    const some = stock.kinds.filter((one) => kinds.includes(one.family));
    const rounds = Math.max(1, Math.round(24 / some.length));
    return Array.from({ length: rounds }, (_, round) => some.map(({ kind }) => `drawn:${kind}:${100 * seed + round}:${hand.value}`)).flat();
  };

  const draw_others = async () => {
    try {
      const now = shown_shelf(), own = now === kOwn;
      own_row.hidden = !own;
      redraw.parentElement.hidden = own;
      const names = await names_on(now);
      const key = JSON.stringify([names, layout.inks]);
      if (key === others_as) return;
      others_as = key;
      const pictures = await sprites_of(layout, names, kSide);
      if (others_as !== key) return;
      others.replaceChildren(...names.map((name) => h('li', {}, h('button.motif', { type: 'button',
        data: { motif: name }, title: motif_name(name), aria: { label: motif_name(name) }, on_click: () => bring(name).catch(complain) }, thumb(pictures.get(name))))));
      lay_own.hidden = !names.length;
      if (own && !names.length) others.replaceChildren(h('li.nothing', {}, t('No picture of yours yet. One with a clear ground is a motif; a drawing on plain paper is cut apart.')));
    } catch (error) {
      complain(error);
    }
  };

  /// The motif joins the print.
  const bring = async (name) => {
    const how = { motif: name, colours: is_own(name) ? colours : 'print' };
    const alone = motif && at !== null && !everywhere;
    if (alone) how.at = at;
    else if (motif) how.instead_of = motif;
    else Object.assign(how, on_add());
    const next = await post('/layouts/motif', work(layout, how));
    on_change(next, { select: motif ? at : next.placements.length - 1, motif: name });
    say(motif ? t('Exchanged for {motif}', { motif: motif_name(name) }) : t('{motif} added', { motif: motif_name(name) }));
  };

  const add_picture = (file) => with_progress(bar, t('Cutting out your motif.'), async (signal) => {
    const { items } = await upload('/motifs', file, signal);
    remember(items);
    announce();
    shelf = kOwn;
    families.set(kOwn);
    others_as = '';
    await draw_others();
    await bring(items[0].note.name);
    if (items.length > 1) note(t('{count} motifs were cut out of your drawing; the largest one is in the print.', { count: items.length }));
  });

  return {
    element,
    add_picture,
    async show(next, chosen) {
      layout = next;
      element.style.setProperty('--cloth', layout.inks[0].colour);
      if (chosen.motif !== motif) shelf = null;
      if (chosen.motif !== motif || chosen.at !== at) everywhere = true;
      ({ motif, at } = chosen);
      try {
        await read_stock();
        if (!hand.options.length) hand.append(...stock.hands.map((name) => h('option', { value: name }, t(name))));
        if (!hand.dataset.print || hand.dataset.print !== work(layout).of) {
          hand.value = print_hand();
          hand.dataset.print = work(layout).of;
        }
        draw_title();
        families.set(shown_shelf());
        await Promise.all([draw_strip(), draw_others()]);
      } catch (error) {
        complain(error);
      }
    },
  };
}
