/// The screen of what leaves the studio: photos, tiles, sheets of cloth, contact sheets, looks as files.

import { download_url, item, item_known, job_file, list_items, remember, run_job, upload } from './server.js';
import { choice, file_button, h, note, with_progress } from './dom.js';
import { for_print } from './forprint.js';
import { look, pattern_name } from './look.js';
import { announce } from './news.js';
import { open_look } from './gallery.js';
import { card, take, take_made } from './saving.js';
import { kLayouts } from './stage.js';
import { state } from './state.js';

const kMostPixels = 2500e6;
const kMostLooks = 24;  // on a contact sheet
const sheet = { width_cm: 60, height_cm: 60, tile_cm: 20, dpi: 150, format: 'png' };
const kept = new Map();  // look as JSON -> its item: the same look is made once

/// Makes the look at full size, or gives the one that was made before.
async function make_look(signal, on_progress) {
  const body = look(), key = JSON.stringify(body);
  if (kept.has(key) && item_known(kept.get(key).id)) return kept.get(key);
  const job = await run_job('/looks', body, { signal, on_progress, wait: 5 });
  const [made] = remember(job.result.items);
  kept.set(key, made);
  announce();
  return made;
}

const file_name = (what, ending) => `toile-${pattern_name(state().pattern).replace(/[^\w-]+/g, '-')}-${what}.${ending}`;

/// Fills `panel`; see main.js.
export function takeaway_screen(panel) {
  const draw = () => {
    if (!state().pattern) return panel.replaceChildren(h('h2.unseen', {}, 'Take away'),
      h('p.nothing', {}, 'Choose a pattern first. What you make of it can be taken away here.'), look_file(false));
    panel.replaceChildren(h('h2.unseen', {}, 'Take away'),
      h('div.cards', {}, dressed(), tile(), cloth(), contact(), look_file(true)), for_print(file_name));
  };
  draw();
  return (now, changed) => { if (changed('pattern', 'photo', 'mask')) draw(); };
}

function dressed() {
  const bar = h('div.bar');
  const save = (ending) => with_progress(bar, 'Dressing at full size.', async (signal, on_progress) => {
    const made = await make_look(signal, on_progress);
    const name = file_name('look', ending);
    await take(download_url(made.files.dressed, name), name, signal);
  });
  const missing = !look();
  return card('Dressed photo', missing ? 'Wait until the garment of your photo is found, or choose one of the wardrobe.'
    : 'The garment in your pattern, at the photo’s full size.',
  h('div.row', {},
    h('button.primary', { type: 'button', disabled: missing, on_click: () => save('png') }, 'Save PNG'),
    h('button', { type: 'button', disabled: missing, on_click: () => save('jpg') }, 'Save JPEG'),
    h('button', { type: 'button', disabled: missing, on_click: () => with_progress(bar, 'Keeping the look.', async (...how) => {
      await make_look(...how);
      note('The look is in your gallery.');
    }) }, 'Keep in the gallery')), bar);
}

function tile() {
  const bar = h('div.bar');
  return card('Seamless tile', 'One tile, to be laid side by side without a seam.',
    h('div.row', {}, h('button.primary', { type: 'button', on_click: () =>
      with_progress(bar, 'Reading the tile.', async (signal) => {
        const name = file_name('tile', 'png');
        await take(download_url((await item(state().pattern)).files.tile, name), name, signal);
      }) }, 'Save PNG')), bar);
}

function cloth() {
  const bar = h('div.bar'), size = h('p', { 'aria-live': 'polite' });
  let layout = state().layout;
  const field = (key, text, min, max) => h('label', {}, text, h('input', { type: 'number', min, max, step: 'any', value: sheet[key],
    on_input: (event) => { sheet[key] = event.target.valueAsNumber; measure(); } }));
  const button = h('button.primary', { type: 'button', on_click: () => with_progress(bar, 'Laying the sheet.', async (signal, on_progress) => {
    const job = await run_job(`/patterns/${state().pattern}/sheet`, { ...sheet, layout }, { signal, on_progress });
    await take_made(job_file(job), file_name(`sheet-${sheet.width_cm}x${sheet.height_cm}cm`, sheet.format), job.result.bytes, signal);
  }) }, 'Save the sheet');
  const measure = () => {
    const [width, height] = [sheet.width_cm, sheet.height_cm].map((cm) => Math.round(cm / 2.54 * sheet.dpi));
    const possible = Number.isFinite(width * height * sheet.tile_cm) && [...fields.querySelectorAll('input')].every((input) => input.validity.valid);
    const fits = width * height <= kMostPixels;
    button.disabled = !possible || !fits;
    size.textContent = !possible ? 'Widths are from 0.1 to 1000 cm, heights to 10000, the resolution from 10 to 1200 dpi.'
      : `${width} × ${height} pixels${fits ? '' : ': too many. Make the sheet smaller or the dpi lower.'}`;
  };
  const fields = h('div.fields', {}, field('width_cm', 'Width, cm', 0.1, 1000), field('height_cm', 'Height, cm', 0.1, 10000),
    field('tile_cm', 'Tile, cm', 0.1, 1000), field('dpi', 'dpi', 10, 1200));
  measure();
  return card('Sheet in repeat', 'Cloth for the printer, in centimetres.',
    fields,
    choice('How tiles are laid on the sheet', kLayouts, layout, (to) => { layout = to; }),
    choice('Format', [['png', 'PNG'], ['tif', 'TIFF']], sheet.format, (to) => { sheet.format = to; }),
    size, h('div.row', {}, button), bar);
}

function contact() {
  const bar = h('div.bar');
  const { made, batch } = state();
  let which = 'batch';
  const patterns = async () => (which === 'batch' ? batch : which === 'made' ? made
    : (await list_items('pattern')).filter((one) => one.favourite).map((one) => one.id));
  const save = () => with_progress(bar, 'Dressing each of them.', async (signal, on_progress) => {
    const ids = (await patterns()).slice(-kMostLooks);
    if (!ids.length) return note('There is no favourite pattern yet. Keep some by their heart first.');
    const { pattern: _, ...rest } = look();
    const job = await run_job('/looks/sheet', { patterns: ids, ...rest }, { signal, on_progress });
    await take(job_file(job), 'toile-contact-sheet.jpg', signal);
  });
  return card('Contact sheet', 'Many patterns on this garment, side by side on one page.',
    choice('Which patterns', [['batch', `These ${batch.length}`], ['made', made.length > kMostLooks ? `Last ${kMostLooks} of this session` : `This session (${made.length})`],
      ['favourites', 'Favourites']], which, (to) => { which = to; }),
    h('div.row', {}, h('button.primary', { type: 'button', disabled: !look(), on_click: save }, 'Save the sheet')), bar);
}

function look_file(can_export) {
  const bar = h('div.bar');
  return card('Look as a file', 'Pattern, photo, outline and settings in one .toile file, for a colleague or for later.',
    h('div.row', {}, can_export && h('button', { type: 'button', disabled: !look(), on_click: () =>
      with_progress(bar, 'Packing the look.', async (signal, on_progress) => {
        const made = await make_look(signal, on_progress);
        await take(`/api/looks/${made.id}/export`, file_name('look', 'toile'), signal);
      }) }, 'Save .toile'),
    file_button('Open .toile', '.toile', (file) => with_progress(bar, 'Opening the look.', async (signal) => {
      const [one] = remember([await upload('/looks/import', file, signal)]);
      announce();
      await open_look(one);
    }))), bar);
}
