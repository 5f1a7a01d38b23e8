/// The screen of garments: the wardrobe, own photos, and the garments that were found in one.

import { ApiError, list_items, remember, run_job, thumbnail, upload } from './server.js';
import { choice, complain, file_button, h, note, say, with_progress } from './dom.js';
import { wardrobe } from './look.js';
import { mend_tools } from './mend.js';
import { announce, on_news } from './news.js';
import { stage } from './stage.js';
import { state, update } from './state.js';

const kWords = { garment: 'Garment', upper: 'Top', lower: 'Trousers or skirt', dress: 'Dress', outer: 'Jacket or coat' };

const found = new Map();  // photo -> [{group, share, box}]
const bar = h('div.bar');

/// Sends a photo, finds its garment and dresses it. Goes to this screen.
export async function dress_own_photo(file) {
  update({ screen: 'garment' }, { step: false });
  const photo = await with_progress(bar, 'Reading your photo.', async (signal) =>
    remember([await upload('/photos', file, signal)])[0]);
  if (!photo) return;
  announce();
  update({ photo: photo.id, mask: null, first_mask: null, hints: [] });
  await find_garment(photo.id, 'auto');
}

/// Asks the net for the garment of a photo: `which` is "auto" or one of the groups that were found.
async function find_garment(photo, which) {
  const job = await with_progress(bar, 'Finding the garment.', (signal, on_progress) =>
    run_job(`/photos/${photo}/segment`, { garment: which }, { signal, on_progress }).catch((error) => {
      if (error.status !== 422) throw error;
      throw new ApiError('No garment was found in this photo. Click it, paint it with the brush, or choose another photo.', 422);
    }));
  if (!job) return;
  const [mask] = remember([job.result.mask]);
  if (which === 'auto' || !found.has(photo)) found.set(photo, job.result.found);
  if (state().photo !== photo) return;
  const largest = [...job.result.found].sort((a, b) => b.share - a.share)[0]?.group ?? null;
  update({ mask: mask.id, first_mask: mask.id, hints: [], group: which === 'auto' ? largest : which },
    { step: which !== 'auto' });
  say(`Found: ${job.result.found.map((one) => kWords[one.group] ?? one.group).join(', ')}`);
}

/// Fills `panel`; see main.js.
export function garment_screen(panel, left) {
  const shelf = h('ul.wardrobe', { aria: { label: 'Wardrobe' } });
  const own = h('ul.wardrobe', { aria: { label: 'Your photos' } });
  const mend = h('section', { hidden: true, aria: { label: 'The garment in your photo' } });
  const own_title = h('h3', {}, 'Your photos');
  panel.append(h('h2.unseen', {}, 'Garment'), mend,
    h('div.place_photo', {}, h('p', {}, 'Drop a photo of your own here, paste one, or'),
      file_button('Choose a photo', 'image/*', (file) => dress_own_photo(file).catch(complain)), bar),
    h('h3', {}, 'Wardrobe'), shelf, own_title, own);

  const face = (id, url, title) => h('li.garment', {},
    h('button.face', { type: 'button', aria: { pressed: id === state().photo, label: title }, on_click: () => choose(id) },
      h('img', { src: thumbnail(url, 320), alt: '' })), h('p', { 'aria-hidden': 'true' }, title));

  const choose = (id) => {
    if (id === state().photo) return;
    update({ photo: id, mask: null, first_mask: null, hints: [] });
    if (!id.startsWith('wardrobe:')) masks_of(id).then((known) => {
      if (state().photo !== id) return;
      if (known) update({ mask: known.id, first_mask: known.id }, { step: false });
      else find_garment(id, 'auto').catch(complain);
    }, complain);
  };

  const masks_of = async (photo) => (await list_items('mask')).find((one) => one.parent === photo);

  const draw_shelf = () => shelf.replaceChildren(...wardrobe().map((one) =>
    face(`wardrobe:${one.name}`, one.photo, one.title)));

  const draw_own = async () => {
    const photos = await list_items('photo');
    own_title.hidden = !photos.length;
    own.replaceChildren(...photos.map((one, index) => face(one.id, one.files.photo, `Photo ${photos.length - index}`)));
  };

  let tools = new AbortController();
  const draw_mend = () => {
    const { photo } = state();
    tools.abort();
    tools = new AbortController();
    mend.hidden = !photo || photo.startsWith('wardrobe:');
    if (mend.hidden) return mend.replaceChildren();
    const boxes = found.get(photo) ?? [];
    mend.replaceChildren(h('div.mend', {}, h('h3', {}, 'The garment in your photo'),
      boxes.length > 1 && choice('Which garment', boxes.map(({ group }) => [group, kWords[group] ?? group]), state().group,
        (group) => find_garment(photo, group).catch(complain)),
      mend_tools(() => find_garment(photo, 'auto').catch(complain), tools.signal)));
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
    const { width, height } = stage.photo;
    for (const { group, box } of boxes) {
      const button = h('button.found', { type: 'button', aria: { pressed: state().group === group },
        on_click: () => find_garment(photo, group).catch(complain) }, h('span', {}, kWords[group] ?? group));
      Object.assign(button.style, { left: `${100 * box.x / width}%`, top: `${100 * box.y / height}%`,
        width: `${100 * box.width / width}%`, height: `${100 * box.height / height}%` });
      stage.tools.append(button);
    }
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
  draw_mend();
  draw_found();
  return (now, changed) => {
    if (!changed('photo', 'mask')) return;
    draw_shelf();
    draw_own().catch(complain);
    if (changed('photo', 'group')) draw_mend();
  };
}
