/// The screen of garments: the wardrobe, own photos, and the garments that were found in one.

import { ApiError, late_module, list_items, remember, run_job, thumbnail, upload } from './server.js';
import { choice, complain, files_button, h, note, say, with_progress } from './dom.js';
import { item_name, picked_up, put_down, taken_in_hand, undressed, wardrobe } from './look.js';
import { wearing } from './making.js';
import { announce, on_news } from './news.js';
import { stage } from './stage.js';
import { state, update } from './state.js';
import { t } from './words.js';

const kWords = { garment: t('Garment'), upper: t('Top'), lower: t('Trousers or skirt'), dress: t('Dress'), outer: t('Jacket or coat') };

/// What a person calls a garment: "upper", or "upper:2" of several people.
export function garment_word(name) {
  const [group, person] = name.split(':'), what = kWords[group] ?? group;
  return person ? t('{what} of person {n}', { what, n: person }) : what;
}

const found = new Map();  // photo -> [{garment, share, box, width_cm}]

/// Keeps what was found in a photo, and how wide it looks.
function know(photo, boxes) {
  found.set(photo, boxes);
  const wide = Object.fromEntries(boxes.filter((one) => one.width_cm).map((one) => [`${photo} ${one.garment}`, one.width_cm]));
  update({ guesses: { ...state().guesses, ...wide } }, { step: false });
}

const bar = h('div.bar');

/// Sends photos, finds the garment of the first one and dresses it. Goes to this screen.
export async function dress_own_photos(files) {
  update({ screen: 'garment' }, { step: false });
  const photos = await with_progress(bar, files.length > 1 ? t('Reading your photos.') : t('Reading your photo.'), async (signal) => {
    const read = [];
    for (const file of files) {
      try {
        read.push(...remember([await upload('/photos', file, signal)]));
      } catch (error) {
        if (error.name === 'AbortError') throw error;
        note(files.length > 1 ? `${file.name}: ${error.message}` : error.message, { error: true });
      }
    }
    return read;
  });
  if (!photos?.length) return;
  announce();
  await choose_photo(photos[0].id);
  if (photos.length > 1) note(t('{n} photos are under “Your photos”. On the stage: {name}.', { n: photos.length, name: item_name(photos[0]) }));
}

const masks_of = async (photo) => (await list_items('mask')).filter((one) => one.parent === photo);

/// What was found in a photo when its masks were made, and which of it the latest mask is of.
function remembered(masks) {
  const told = masks.find((one) => one.note.found?.length)?.note.found ?? [];
  const boxes = told.map((one) => ({ garment: one.group, ...one }));  // one of an older studio has no name
  const asked = masks.find((one) => one.note.garment)?.note.garment ?? null;
  return { boxes, group: asked === 'auto' ? largest(boxes) : asked };
}
const largest = (boxes) => [...boxes].sort((a, b) => b.share - a.share)[0]?.garment ?? null;

/// The garments that were found in a photo; after a reload the masks know them.
export async function found_in(photo) {
  if (!photo || photo.startsWith('wardrobe:')) return [];
  if (!found.has(photo)) {
    const { boxes, group } = remembered(await masks_of(photo));
    know(photo, boxes);
    if (boxes.length && group && state().photo === photo && !state().group) update({ group }, { step: false });
  }
  return found.get(photo);
}

/// Puts a photo on the stage with its latest mask, in another pattern if one is named; where it has no mask, its garment
/// is looked for.
export async function choose_photo(id, pattern = null) {
  const more = pattern ? wearing(pattern) : {};
  if (id === state().photo && state().mask) return update(more);
  update({ ...put_down(), photo: id, mask: null, first_mask: null, hints: [], group: null, ...more });
  if (id.startsWith('wardrobe:')) return;
  const masks = await masks_of(id);
  if (state().photo !== id) return;
  const { boxes, group } = remembered(masks);
  if (boxes.length) know(id, boxes);
  const before = picked_up(id);
  if (before && masks.some((one) => one.id === before.mask)) update(before, { step: false });
  else if (masks.length) update({ mask: masks[0].id, first_mask: masks[0].id, group }, { step: false });
  else await find_garment(id, 'auto');
}

/// Asks the net for the garment of a photo: `which` is "auto" or one of those that were found. What wears something
/// already is found. It is in hand then, in another pattern if one is named.
export async function find_garment(photo, which, pattern = null) {
  const more = pattern ? wearing(pattern) : {};
  if (state().worn[photo]?.[which]) return update({ ...taken_in_hand(which, null), ...more });
  const job = await with_progress(bar.isConnected ? bar : stage.waiting, t('Finding the garment.'), (signal, on_progress) =>
    run_job(`/photos/${photo}/segment`, { garment: which }, { signal, on_progress }).catch((error) => {
      if (error.status !== 422) throw error;
      throw new ApiError(t('No garment was found in this photo. Click it, paint it with the brush, or choose another photo.'), 422);
    }));
  if (!job) return;
  const [mask] = remember([job.result.mask]);
  if (which === 'auto' || !found.has(photo)) know(photo, job.result.found);
  if (state().photo !== photo) return;
  update(which === 'auto' ? { mask: mask.id, first_mask: mask.id, hints: [], group: largest(job.result.found) } :
    { ...taken_in_hand(which, mask.id), ...more }, { step: which !== 'auto' });
  say(t('Found: {what}', { what: job.result.found.map((one) => garment_word(one.garment)).join(', ') }));
}

/// Fills `panel`; see main.js.
export function garment_screen(panel, left) {
  const shelf = h('ul.wardrobe', { aria: { label: t('Wardrobe') } });
  const own = h('ul.wardrobe', { aria: { label: t('Your photos') } });
  const mend = h('section', { hidden: true, aria: { label: t('The garment in your photo') } });
  const own_title = h('h3', {}, t('Your photos'));
  panel.append(h('h2.unseen', {}, t('Garment')), mend,
    h('div.place_photo', {}, h('p', {}, t('Drop photos of your own here, paste one, or')),
      files_button(t('Choose a photo'), 'image/*', (files) => dress_own_photos(files).catch(complain)), bar),
    h('h3', {}, t('Wardrobe')), shelf, own_title, own);

  const face = (id, { width, height }, url, title) => h('li.garment', {},
    h(width > 0.85 * height ? 'button.face.wide' : 'button.face', { type: 'button', aria: { pressed: id === state().photo, label: title }, on_click: () => choose_photo(id).catch(complain) },
      h('img', { src: thumbnail(url, 320), alt: '' })), h('p', { 'aria-hidden': 'true' }, title));

  const draw_shelf = () => shelf.replaceChildren(...wardrobe().map((one) =>
    face(`wardrobe:${one.name}`, one, one.photo, t(one.title))));

  const draw_own = async () => {
    const photos = await list_items('photo');
    own_title.hidden = !photos.length;
    own.replaceChildren(...photos.map((one) => face(one.id, one, one.files.photo, item_name(one))));
  };

  /// The other garments that wear a pattern, each with a button that takes it off.
  const worn_too = (photo) => {
    const names = Object.keys(state().worn[photo] ?? {});
    return names.length > 0 && h('ul.worn', { aria: { label: t('Also dressed') } }, names.map((name) => h('li', {}, garment_word(name),
      h('button', { type: 'button', aria: { label: t('Undress {what}', { what: garment_word(name) }) }, on_click: () => update(undressed(name)) }, '×'))));
  };

  let tools = new AbortController();
  const draw_mend = async () => {
    const { photo } = state();
    tools.abort();
    const mine = tools = new AbortController();
    mend.hidden = !photo || photo.startsWith('wardrobe:');
    if (mend.hidden) return mend.replaceChildren();
    const { mend_tools } = await late_module(() => import('./late/mend.js'));
    if (mine.signal.aborted || left.aborted) return;
    const boxes = found.get(photo) ?? [];
    mend.replaceChildren(h('div.mend', {}, h('h3', {}, t('The garment in your photo')),
      boxes.length > 1 && choice(t('Which garment'), boxes.map(({ garment }) => [garment, garment_word(garment)]), state().group,
        (garment) => find_garment(photo, garment).catch(complain)),
      worn_too(photo),
      mend_tools(() => find_garment(photo, 'auto').catch(complain), tools.signal)));
    if (found.has(photo) || !(await found_in(photo)).length || state().photo !== photo || left.aborted) return;
    draw_mend();
    draw_found();
  };

  /// The outline of the chosen garment, and boxes to choose another by.
  const draw_found = () => {
    const { photo } = state();
    const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    if (stage.traced && stage.photo?.own) path.setAttribute('d', stage.traced.path);
    stage.overlay.replaceChildren(path);
    const boxes = found.get(photo) ?? [];
    stage.tools.querySelectorAll('.found').forEach((one) => one.remove());
    if (boxes.length < 2 || !stage.photo || stage.tool) return;
    late_module(() => import('./late/found.js')).then(({ show_found }) => {
      if (state().photo === photo && stage.photo && !stage.tool && !left.aborted) show_found(boxes, (garment) => find_garment(photo, garment).catch(complain));
    }, complain);
  };

  left.addEventListener('abort', () => {
    tools.abort();
    stage.overlay.replaceChildren();
    stage.tools.replaceChildren();
  });
  stage.picture.addEventListener('loaded', draw_found, { signal: left });
  stage.picture.addEventListener('tool', draw_found, { signal: left });

  on_news(left, () => draw_own().catch(complain));
  draw_shelf();
  draw_own().catch(complain);
  draw_mend().catch(complain);
  draw_found();
  return (now, changed) => {
    if (changed('group')) draw_found();
    if (changed('worn')) draw_mend().catch(complain);
    if (!changed('photo', 'mask')) return;
    draw_shelf();
    draw_own().catch(complain);
    if (changed('photo', 'group')) draw_mend().catch(complain);
  };
}
