/// A sheet of cloth in repeat: fabric widths as they are sold, and whether its tile has pixels enough.

import { item_known, job_file, run_job, thumbnail, unit_url } from './server.js';
import { choice, h, with_progress } from './dom.js';
import { colours_of } from './draft.js';
import { is_sharp, pattern_name } from './look.js';
import { kept_pattern } from './making.js';
import { card, file_name, take_made } from './save.js';
import { tiles_in_unit } from './repeat.js';
import { dpi_of, fabric_widths, in_unit, possible_lengths, tile_cm, to_cm } from './sizes.js';
import { kLayouts } from './stage.js';
import { state, update } from './state.js';
import { number, t } from './words.js';

const kMostPixels = 2500e6;
const kFresh = { width_cm: 60, height_cm: 60, tile_cm: null, dpi: 150, format: 'png' };  // tile_cm null: as on the garment
const kMostParts = 12;      // of a drop or brick
const kShownTile = 64;      // CSS pixels
const kSheetLayouts = [...kLayouts, ['turnover', t('Turnover')], ['centre', t('Centred')], ['diamond', t('Diamond')], ['ogee', t('Ogee')],
  ['drop', t('Drop by a part')], ['brick', t('Brick by a part')]];

/// How tiles lie on sheets: what was chosen for them, else as on the garment.
export const sheet_layout = () => state().sheet.layout ?? state().layout;

/// Chooses among all layouts, those by a part of a tile with its two numbers. `on_change(layout)` gets the name.
function layout_fields(layout, on_change) {
  const [, by, moved, of] = layout.match(/^(drop|brick)-(\d+)\/(\d+)$/) ?? [null, null, 1, 3];
  const part = (value, least) => h('input', { type: 'number', min: least, max: kMostParts, step: 1, value, on_change: () => told() });
  const upper = part(moved, 1), lower = part(of, 2);
  upper.setAttribute('aria-label', t('How many parts of a tile it is moved by'));
  lower.setAttribute('aria-label', t('Parts of a tile'));
  const parts = h('div.parts', {}, upper, h('span', { 'aria-hidden': 'true' }, '/'), lower);
  const select = h('select', { on_change: () => told() }, kSheetLayouts.map(([value, name]) => h('option', { value }, name)));
  select.value = by ?? layout;
  const told = () => {
    parts.hidden = !['drop', 'brick'].includes(select.value);
    if (parts.hidden) return on_change(select.value);
    lower.value = Math.min(kMostParts, Math.max(2, Math.round(lower.valueAsNumber) || 2));
    upper.max = lower.value - 1;
    upper.value = Math.min(upper.max, Math.max(1, Math.round(upper.valueAsNumber) || 1));
    on_change(`${select.value}-${upper.value}/${lower.value}`);
  };
  parts.hidden = !by;
  return [h('label', {}, t('How tiles are laid'), select), parts];
}

/// A border along the selvedges, of a pattern in the grid. `on_change(border or null)`.
function border_fields(border, on_change) {
  const ids = state().batch.filter(item_known).slice(0, 8);
  if (border && !ids.includes(border.pattern)) border = null;
  const now = { width_cm: 10, sides: 'both', ...border };
  const tell = () => on_change(now.pattern ? { ...now } : null);
  const more = h('div.fields', { hidden: !now.pattern },
    h('label', {}, `${t('Border')}, ${state().unit}`, h('input', { type: 'number', min: rounded(in_unit(0.1)), max: in_unit(1000), step: 'any',
      value: rounded(in_unit(now.width_cm)), on_input: (event) => {
        if (!event.target.validity.valid || !Number.isFinite(event.target.valueAsNumber)) return;
        now.width_cm = rounded(to_cm(event.target.valueAsNumber));
        tell();
      } })),
    choice(t('On which side'), [['left', t('Left')], ['right', t('Right')], ['both', t('Both')]], now.sides, (to) => { now.sides = to; tell(); }));
  const which = choice(t('Border'), [['', t('No border'), t('No border')], ...ids.map((id, at) => [id,
    h('img', { src: thumbnail(item_known(id).files.tile, 64), alt: '', width: 32, height: 32 }),
    t('{name}, pattern {n} of {count}', { name: pattern_name(id), n: at + 1, count: ids.length })])], now.pattern ?? '', (to) => {
    now.pattern = to || undefined;
    more.hidden = !to;
    tell();
  });
  which.classList.add('of_pictures');
  return [which, more];
}
const rounded = (value) => Math.round(100 * value) / 100;

export function sheet_card() {
  const bar = h('div.bar'), size = h('p', { 'aria-live': 'polite' }), sharp = h('p.sharp', { 'aria-live': 'polite' });
  const asked = () => {
    const sheet = { ...kFresh, ...state().sheet };
    return { ...sheet, tile_cm: sheet.tile_cm ?? rounded(Math.min(1000, Math.max(0.1, tile_cm()))) };
  };
  const keep = (patch) => {
    update({ sheet: { ...state().sheet, ...patch } }, { step: false });
    measure();
  };
  let layout = sheet_layout(), border = state().sheet.border ?? null;
  const cloth = h('div.cloth_piece', { role: 'img', aria: { label: t('The sheet in repeat') } });
  const show_cloth = () => {
    const [across] = tiles_in_unit(layout);
    cloth.style.backgroundImage = `url("${unit_url(state().pattern, layout, 2 * kShownTile * across, colours_of(state()))}")`;
    cloth.style.backgroundSize = `${kShownTile * across}px auto`;
  };
  const length = (key, text) => h('label', {}, `${text}, ${state().unit}`, h('input', { type: 'number', min: rounded(in_unit(0.1)), max: in_unit(1000),
    step: 'any', value: rounded(in_unit(asked()[key])), on_input: (event) => keep({ [key]: rounded(to_cm(event.target.valueAsNumber)) }) }));
  const width = length('width_cm', t('Width'));
  const dpi = h('label', {}, 'dpi', h('input', { type: 'number', min: 10, max: 1200, step: 'any', value: asked().dpi,
    on_input: (event) => keep({ dpi: event.target.valueAsNumber }) }));
  const fabric = h('select', { on_change: () => {
    if (!fabric.value) return;
    width.querySelector('input').value = rounded(in_unit(Number(fabric.value)));
    keep({ width_cm: rounded(Number(fabric.value)) });
  } }, h('option', { value: '' }, t('other')), fabric_widths().map(([cm, text]) => h('option', { value: rounded(cm) }, text)));

  const button = h('button.primary', { type: 'button', on_click: () => with_progress(bar, t('Laying the sheet.'), async (signal, on_progress) => {
    const id = await kept_pattern(signal), { border: _, ...sheet } = asked();
    const job = await run_job(`/patterns/${id}/sheet`, { ...sheet, layout, ...(border && { border }) }, { signal, on_progress });
    const [wide, high] = [sheet.width_cm, sheet.height_cm].map((cm) => rounded(in_unit(cm)));
    await take_made(job_file(job), file_name(`${layout.replace('/', 'of')}-${wide}x${high}${state().unit}`, sheet.format, [id, sheet, layout, border]), job.result.bytes, signal);
  }) }, t('Save the sheet'));

  const measure = () => {
    const sheet = asked();
    const [across, down] = [sheet.width_cm, sheet.height_cm].map((cm) => Math.round(cm / 2.54 * sheet.dpi));
    const possible = Number.isFinite(across * down * sheet.tile_cm) && [...fields.querySelectorAll('input')].every((input) => input.validity.valid);
    const fits = across * down <= kMostPixels;
    button.disabled = !possible || !fits;
    size.textContent = !possible ? t('Lengths are from {least} to {most}, the resolution from 10 to 1200 dpi.', possible_lengths())
      : fits ? t('{across} × {down} pixels', { across, down })
        : t('{across} × {down} pixels: too many. Make the sheet smaller or the dpi lower.', { across, down });
    fabric.value = [...fabric.options].some((one) => one.value === String(sheet.width_cm)) ? String(sheet.width_cm) : '';
    const { pattern } = state(), has = dpi_of(pattern, sheet.tile_cm), times = sheet.dpi / has;
    const enlarged = possible && !is_sharp(pattern) && times > 1.05;
    sharp.classList.toggle('soft', enlarged);
    sharp.textContent = !possible ? '' : is_sharp(pattern) ? t('The tile is made anew at this size: nothing is enlarged.')
      : enlarged ? t('The tile has {has} dpi at this size: the sheet enlarges it {times} times, and it will look softer than its dpi say.',
        { has: Math.round(has), times: number(times) })
        : t('The tile has {has} dpi at this size.', { has: Math.round(has) });
  };
  const fields = h('div.fields', {}, h('label', {}, t('Fabric width'), fabric), width, length('height_cm', t('Height')),
    length('tile_cm', t('Tile')), dpi, layout_fields(layout, (to) => { layout = to; keep({ layout }); show_cloth(); }));
  measure();
  show_cloth();
  return card(t('Sheet in repeat'), t('Cloth for the printer, in its real size.'),
    fields,
    cloth,
    ...border_fields(border, (to) => { border = to; keep({ border }); }),
    choice(t('Format'), [['png', 'PNG'], ['tif', 'TIFF']], asked().format, (to) => keep({ format: to })),
    size, sharp, h('div.row', {}, button), bar);
}
