/// A sheet of cloth in repeat: fabric widths as they are sold, and whether its tile has pixels enough.

import { job_file, run_job } from './server.js';
import { choice, h, with_progress } from './dom.js';
import { is_sharp } from './look.js';
import { kept_pattern } from './making.js';
import { card, file_name, take_made } from './save.js';
import { dpi_of, fabric_widths, in_unit, tile_cm, to_cm } from './sizes.js';
import { kLayouts } from './stage.js';
import { state, update } from './state.js';
import { number, t } from './words.js';

const kMostPixels = 2500e6;
const kFresh = { width_cm: 60, height_cm: 60, tile_cm: null, dpi: 150, format: 'png' };  // tile_cm null: as on the garment
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
  let layout = state().layout;
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
    const id = await kept_pattern(signal), sheet = asked();
    const job = await run_job(`/patterns/${id}/sheet`, { ...sheet, layout }, { signal, on_progress });
    const [wide, high] = [sheet.width_cm, sheet.height_cm].map((cm) => number(cm).replace(',', '.'));
    await take_made(job_file(job), file_name(`${layout}-${wide}x${high}cm`, sheet.format, [id, sheet, layout]), job.result.bytes, signal);
  }) }, t('Save the sheet'));

  const measure = () => {
    const sheet = asked();
    const [across, down] = [sheet.width_cm, sheet.height_cm].map((cm) => Math.round(cm / 2.54 * sheet.dpi));
    const possible = Number.isFinite(across * down * sheet.tile_cm) && [...fields.querySelectorAll('input')].every((input) => input.validity.valid);
    const fits = across * down <= kMostPixels;
    button.disabled = !possible || !fits;
    size.textContent = !possible ? t('Lengths are from 0.1 to 1000 cm, the resolution from 10 to 1200 dpi.')
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
    length('tile_cm', t('Tile')), dpi);
  measure();
  return card(t('Sheet in repeat'), t('Cloth for the printer, in its real size.'),
    fields,
    choice(t('How tiles are laid on the sheet'), kLayouts, layout, (to) => { layout = to; }),
    choice(t('Format'), [['png', 'PNG'], ['tif', 'TIFF']], asked().format, (to) => keep({ format: to })),
    size, sharp, h('div.row', {}, button), bar);
}
