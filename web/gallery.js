/// The screen of what was kept. Deleting waits a few seconds for second thoughts.

import { forget_item, item, list_items, remove_item, thumbnail } from './server.js';
import { choice, complain, h, icon_button, note, say } from './dom.js';
import { first_garment, pattern_name } from './look.js';
import { announce, on_news } from './news.js';
import { choose_pattern, heart } from './patterns.js';
import { state, update } from './state.js';

const kShelves = [['favourites', 'Favourites'], ['look', 'Looks'], ['pattern', 'Patterns'], ['photo', 'Photos']];
const kRoles = { pattern: 'tile', photo: 'photo', look: 'dressed' };
const kSeconds = 6;

let shelf = 'favourites';
const leaving = new Map();  // id -> timer of its deletion

/// Puts everything of a look on the page.
export async function open_look(one) {
  const { pattern, photo, mask, layout, scale, angle, shift } = one.note.look ?? one.note;
  const chosen = await item(pattern);
  if (!photo.startsWith('wardrobe:')) await item(photo);
  update({ pattern: chosen.id, photo, mask: mask ?? null, first_mask: mask ?? null, hints: [], layout: layout ?? 'straight',
    scale: scale ?? 1, angle: angle ?? 0, shift: shift ?? [0, 0] });
  note('The look is on the page, with its pattern, garment and settings.');
}

async function open_item(one) {
  try {
    if (one.kind === 'look') await open_look(one);
    else if (one.kind === 'pattern') choose_pattern(one.id);
    else update({ screen: 'garment', photo: one.id, mask: null, first_mask: null, hints: [] });
  } catch (error) {
    if (error.status !== 404) throw error;
    note('The pattern or the photo of this look was deleted. The look itself can still be saved from here.', { error: true });
  }
}

/// Takes an item off the page now and off the disk in a moment.
function leave(one, draw) {
  const gone = async (keepalive) => {
    leaving.delete(one.id);
    try {
      await remove_item(one.id, keepalive);
    } catch (error) {
      if (error.status !== 404) return complain(error);
    }
    const { pattern, photo, batch } = state();
    const patch = { batch: batch.filter((id) => id !== one.id) };
    if (pattern === one.id) patch.pattern = patch.batch[0] ?? null;
    if (photo === one.id) Object.assign(patch, { photo: first_garment(), mask: null, first_mask: null, hints: [] });
    update(patch, { step: false });
    announce([one.id]);
  };
  leaving.set(one.id, { timer: setTimeout(gone, 1000 * kSeconds), gone });
  draw();
  note('Deleted.', { seconds: kSeconds, action: { text: 'Undo', run: () => {
    clearTimeout(leaving.get(one.id)?.timer);
    leaving.delete(one.id);
    draw();
    say('It is back');
  } } });
}

addEventListener('pagehide', () => {
  for (const { timer, gone } of leaving.values()) {
    clearTimeout(timer);
    gone(true);
  }
});

/// Fills `panel`; see main.js.
export function gallery_screen(panel, left) {
  const list = h('ul.shelf', { aria: { label: 'Gallery' } });
  const empty = h('p.nothing', { hidden: true });
  panel.append(h('h2.unseen', {}, 'Gallery'),
    h('div.row', {}, choice('What to show', kShelves, shelf, (to) => { shelf = to; draw(); })), list, empty);

  const draw = async () => {
    let items;
    try {
      items = await list_items(shelf === 'favourites' ? '' : shelf);
    } catch (error) {
      return complain(error);
    }
    const shown = items.filter((one) => kRoles[one.kind] && !leaving.has(one.id) && (shelf !== 'favourites' || one.favourite));
    list.replaceChildren(...shown.map(card));
    empty.hidden = shown.length > 0;
    empty.textContent = {
      favourites: 'Nothing kept yet. The heart on a pattern or a look brings it here.',
      look: 'No looks yet. Dress a garment and keep it under “Take away”.',
      pattern: 'No patterns yet. Make eight under “Patterns”.',
      photo: 'No photos yet. Drop one anywhere on this page.',
    }[shelf];
  };

  const name_of = (one) => ({ pattern: () => `${pattern_name(one.id)}, pattern`, photo: () => 'photo', look: () => 'look' })[one.kind]();
  const card = (one) => h('li.tile', {},
    h(one.kind === 'pattern' ? 'button.face' : 'button.face.tall', { type: 'button',
      aria: { label: `Open ${name_of(one)} of ${new Date(one.created).toLocaleDateString()}` },
      on_click: () => open_item(one).catch(complain) },
    h('img', { src: thumbnail(one.files[kRoles[one.kind]], 320), alt: '', loading: 'lazy' })),
    icon_button('bin', `Delete ${name_of(one)}`, () => leave(one, draw), 'quiet.round.bin'), heart(one.id));

  on_news(left, (gone) => { gone.forEach(forget_item); draw(); });
  draw();
}
