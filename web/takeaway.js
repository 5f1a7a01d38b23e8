/// The screen of what leaves the studio: photos, tiles, sheets of cloth, contact sheets, looks as files.

import { download_url, item, item_known, late_module, remember, run_job, upload } from './server.js';
import { choice, complain, file_button, h, note, with_progress } from './dom.js';
import { is_sharp, look } from './look.js';
import { kept_pattern } from './making.js';
import { announce } from './news.js';
import { open_look } from './gallery.js';
import { card, file_name, garment_name, take } from './save.js';
import { sheet_card } from './sheet.js';
import { state } from './state.js';
import { t } from './words.js';

const kept = new Map();  // look as JSON -> its item: the same look is made once

/// Makes the look at full size, or gives the one that was made before.
async function make_look(signal, on_progress) {
  await kept_pattern(signal);
  const body = look(), key = JSON.stringify(body);
  if (kept.has(key) && item_known(kept.get(key).id)) return kept.get(key);
  const job = await run_job('/looks', body, { signal, on_progress, wait: 5 });
  const [made] = remember(job.result.items);
  kept.set(key, made);
  announce();
  return made;
}

/// What is read when this screen is first shown: `make` gives it of its module.
function late(read, make) {
  const place = h('div');
  late_module(read).then((module) => place.replaceWith(make(module)), complain);
  return place;
}
const for_print = () => late(() => import('./press/for_print.js'), (module) => module.for_print(file_name));
const contact = () => late(() => import('./late/contact.js'), (module) => module.contact_card());
const turn = () => late(() => import('./late/turn.js'), (module) => module.turn_card());

/// Fills `panel`; see main.js.
export function takeaway_screen(panel) {
  const draw = () => {
    if (!state().pattern) return panel.replaceChildren(h('h2.unseen', {}, t('Take away')),
      h('p.nothing', {}, t('Choose a pattern first. What you make of it can be taken away here.')), look_file(false));
    panel.replaceChildren(h('h2.unseen', {}, t('Take away')),
      h('div.cards', {}, dressed(), tile(), contact(), turn(), look_file(true), sheet_card()), for_print());
  };
  draw();
  return (now, changed) => { if (changed('pattern', 'photo', 'mask', 'unit')) draw(); };
}

function dressed() {
  const bar = h('div.bar');
  const save = (ending) => with_progress(bar, t('Dressing at full size.'), async (signal, on_progress) => {
    const made = await make_look(signal, on_progress);
    const name = file_name(garment_name(), ending, look());
    await take(download_url(made.files.dressed, name), name, signal);
  });
  const missing = !look();
  return card(t('Dressed photo'), missing ? t('Wait until the garment of your photo is found, or choose one of the wardrobe.')
    : t('The garment in your pattern, at the photo’s full size.'),
  h('div.row', {},
    h('button.primary', { type: 'button', disabled: missing, on_click: () => save('png') }, t('Save PNG')),
    h('button', { type: 'button', disabled: missing, on_click: () => save('jpg') }, t('Save JPEG')),
    h('button', { type: 'button', disabled: missing, on_click: () => with_progress(bar, t('Keeping the look.'), async (...how) => {
      await make_look(...how);
      note(t('The look is in your gallery.'));
    }) }, t('Keep in the gallery'))), bar);
}

let tile_width = 0;  // 0: as it is
function tile() {
  const bar = h('div.bar');
  const save = () => with_progress(bar, t('Reading the tile.'), async (signal) => {
    const id = await kept_pattern(signal);
    const width = is_sharp(id) && tile_width > item_known(id).width ? tile_width : item_known(id).width;
    const name = file_name(`tile-${width}px`, 'png', id);
    const url = width === item_known(id).width ? download_url((await item(id)).files.tile, name) : `/api/patterns/${id}/tile?width=${width}`;
    await take(url, name, signal);
  });
  return card(t('Seamless tile'), t('One tile, to be laid side by side without a seam.'),
    is_sharp(state().pattern) && choice(t('Pixels'), [0, 1024, 2048, 4096].map((width) => [width, width ? `${width} px` : `${item_known(state().pattern).width} px`]),
      tile_width, (to) => { tile_width = to; }),
    h('div.row', {}, h('button.primary', { type: 'button', on_click: save }, t('Save PNG'))), bar);
}

function look_file(can_export) {
  const bar = h('div.bar');
  return card(t('Look as a file'), t('Pattern, photo, outline and settings in one .toile file, for a colleague or for later.'),
    h('div.row', {}, can_export && h('button', { type: 'button', disabled: !look(), on_click: () =>
      with_progress(bar, t('Packing the look.'), async (signal, on_progress) => {
        const made = await make_look(signal, on_progress);
        await take(`/api/looks/${made.id}/export`, file_name(garment_name(), 'toile', look()), signal);
      }) }, t('Save .toile')),
    file_button(t('Open .toile'), '.toile', (file) => with_progress(bar, t('Opening the look.'), (signal) => import_look(file, signal)))), bar);
}

/// Opens a look file.
export async function import_look(file, signal) {
  const [one] = remember([await upload('/looks/import', file, signal)]);
  announce();
  await open_look(one);
}
