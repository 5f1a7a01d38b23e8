/// The screen of what was kept: favourites, looks, patterns, photos, collections, and the trash.

import { change_item, forget_item, item, list_items, list_trash, post, remember, remove_item, thumbnail } from './server.js';
import { choice, complain, h, icon_button, note } from './dom.js';
import { collection_view, members_of } from './collection.js';
import { item_name } from './look.js';
import { announce, on_news } from './news.js';
import { carried_from, choose_pattern, heart } from './patterns.js';
import { put_back, throw_away, trash_settled } from './trash.js';
import { state, update } from './state.js';
import { language, t } from './words.js';

const kShelves = [['favourites', t('Favourites')], ['look', t('Looks')], ['pattern', t('Patterns')], ['photo', t('Photos')],
  ['collection', t('Collections')], ['trash', t('Trash')]];
const kRoles = { pattern: 'tile', photo: 'photo', scan: 'photo', look: 'dressed' };
const kEmpty = {
  favourites: t('Nothing kept yet. The heart on a pattern or a look brings it here.'),
  look: t('No looks yet. Dress a garment and keep it under “Take away”.'),
  pattern: t('No patterns yet. Make eight under “Patterns”.'),
  photo: t('No photos yet. Drop one anywhere on this page.'),
  collection: t('No collections yet. One click under “Patterns” makes one of the chosen pattern; or begin one and add patterns by hand.'),
  trash: t('The trash is empty. What is thrown away waits here for 30 days.'),
};

let shelf = 'favourites';

/// Puts everything of a look on the page.
export async function open_look(one) {
  const { pattern, photo, mask, layout, scale, angle, shift } = one.note.look ?? one.note;
  const chosen = await item(pattern);
  if (!photo.startsWith('wardrobe:')) await item(photo);
  update({ pattern: chosen.id, photo, mask: mask ?? null, first_mask: mask ?? null, hints: [], group: null, layout: layout ?? 'straight',
    scale: scale ?? 1, angle: angle ?? 0, shift: shift ?? [0, 0] });
  note(t('The look is on the page, with its pattern, garment and settings.'));
}

async function open_item(one) {
  try {
    if (one.kind === 'look') await open_look(one);
    else if (one.kind === 'pattern') choose_pattern(one.id);
    else if (one.kind === 'scan') update({ screen: 'scan', scan: one.id, scan_wish: {} });
    else if (one.kind === 'collection') update({ opened: one.id }, { step: false });
    else {
      const { choose_photo } = await import('./garment.js');
      update({ screen: 'garment' }, { step: false });
      choose_photo(one.id);
    }
  } catch (error) {
    if (error.status !== 404) throw error;
    note(t('The pattern or the photo of this look was deleted. The look itself can still be saved from here.'), { error: true });
  }
}

/// A name that can be changed in its place.
export function name_field(one) {
  const field = h('input.name', { type: 'text', value: item_name(one), maxlength: 100, aria: { label: t('Name') } });
  field.addEventListener('keydown', (event) => { if (event.key === 'Enter') field.blur(); });
  field.addEventListener('change', () => change_item(one.id, { title: field.value.trim() }).then((now) => {
    field.value = item_name(now);
    announce();
  }, complain));
  return field;
}

/// Fills `panel`; see main.js.
export function gallery_screen(panel, left) {
  const list = carried_from(h('ul.shelf', { aria: { label: t('Gallery') } }));
  const empty = h('p.nothing', { hidden: true });
  const inside = h('div');
  const clear = h('button', { type: 'button', hidden: true, on_click: () => empty_trash() }, t('Empty the trash'));
  const fresh = h('button', { type: 'button', hidden: true, on_click: async () => {
    try {
      const { pattern } = state(), [made] = remember([await post('/collections', { title: '', patterns: [pattern] })]);
      announce();
      update({ opened: made.id }, { step: false });
    } catch (error) {
      complain(error);
    }
  } }, t('New collection'));
  const shelves = choice(t('What to show'), kShelves, shelf, (to) => {
    shelf = to;
    update({ opened: null }, { step: false });
    draw();
  });
  panel.append(h('h2.unseen', {}, t('Gallery')), h('div.row', {}, shelves, clear, fresh), inside, list, empty);
  if (state().opened) shelf = 'collection';
  shelves.set(shelf);

  let turn = 0, view = null;
  const draw = async () => {
    const mine = ++turn;
    let items;
    try {
      await trash_settled();
      items = shelf === 'trash' ? await list_trash() : await list_items(shelf === 'favourites' ? '' : shelf);
      if (shelf === 'photo') items = [...items, ...await list_items('scan')].sort((one, other) => other.created - one.created);
      if (shelf === 'collection') await list_items('pattern');
    } catch (error) {
      return complain(error);
    }
    if (mine !== turn) return;
    const opened = shelf === 'collection' && items.find((one) => one.id === state().opened);
    view = opened ? collection_view(opened, draw) : null;
    inside.replaceChildren(...(view ? [view.element] : []));
    fresh.hidden = shelf !== 'collection' || Boolean(opened) || !state().pattern;
    const shown = opened ? [] : items.filter((one) => (kRoles[one.kind] || one.kind === 'collection') &&
      (shelf !== 'favourites' || one.favourite));
    list.replaceChildren(...shown.map(card));
    clear.hidden = shelf !== 'trash' || !shown.length;
    empty.hidden = shown.length > 0 || Boolean(opened);
    empty.textContent = kEmpty[shelf];
  };

  const kind_name = (one) => ({ pattern: t('pattern'), photo: t('photo'), scan: t('picture'), look: t('look'), collection: t('collection') })[one.kind];
  const spoken = (one) => t('{name}, {kind} of {date}',
    { name: item_name(one), kind: kind_name(one), date: new Date(one.created).toLocaleDateString(language) });
  const picture = (one) => (one.kind === 'collection'
    ? h('span.fan', {}, members_of(one).slice(0, 4).map(({ tile }) => h('img', { src: thumbnail(tile, 160), alt: '', loading: 'lazy' })))
    : h('img', { src: thumbnail(one.files[kRoles[one.kind]], 320), alt: '', loading: 'lazy', draggable: 'false' }));

  const card = (one) => (shelf === 'trash' ? thrown(one) : h('li.tile', one.kind === 'pattern' ? { data: { id: one.id } } : {},
    h(`button.face${['photo', 'look'].includes(one.kind) ? '.tall' : ''}`, { type: 'button', aria: { label: t('Open {what}', { what: spoken(one) }) },
      on_click: () => open_item(one).catch(complain) }, picture(one)),
    icon_button('bin', t('Throw away {what}', { what: spoken(one) }), () => throw_away(one), 'quiet.round.bin'), heart(one.id), name_field(one)));

  const thrown = (one) => h('li.tile', {}, h('div.face', {}, picture(one)), h('p.name', {}, item_name(one)),
    h('div.row', {},
      h('button.small', { type: 'button', aria: { label: t('Put back {what}', { what: spoken(one) }) },
        on_click: () => put_back(one.id).then(draw) }, t('Put back')),
      icon_button('bin', t('Delete {what} for good', { what: spoken(one) }), () => delete_all([one], t('Delete it for good? Nothing brings it back.')))));

  const empty_trash = async () => delete_all(await list_trash().catch(() => []), t('Delete all of it for good? Nothing brings it back.'));
  const delete_all = async (items, question) => {
    if (!confirm(question)) return;
    for (const one of items) await remove_item(one.id).catch((error) => { if (error.status !== 404) complain(error); });
    announce(items.map((one) => one.id));
    draw();
  };

  on_news(left, (gone) => { gone.forEach(forget_item); draw(); });
  draw();
  return (now, changed) => {
    if (changed('trashed', 'opened')) draw();
    if (changed('pattern')) view?.show(now.pattern);
  };
}
