/// What printers and mills take, below the usual on *Take away*: inks, a mill's verdict, colours as they will print,
/// files.

import { get, job_file, post, post_for_blob, run_job, upload } from '../server.js';
import { choice, complain, file_button, h, note, with_progress } from '../dom.js';
import { finding_sentence } from './findings.js';
import { ink_changes, inks_card, untouched } from './inks.js';
import { look } from '../look.js';
import { card, take_made } from '../save.js';
import { sheet_layout } from '../sheet.js';
import { state } from '../state.js';
import '../late/words.js';
import { number, t } from '../words.js';

const kFiles = [
  [t('For the printer'), [['tif', t('Spot TIFF')], ['psd', t('Photoshop, spot channels')], ['pdf', t('PDF with inks')],
    ['plates', t('Separations as PNG')], ['films', t('Films')], ['png', t('Flat PNG, inks only')]]],
  [t('In CMYK'), [['cmyk', t('CMYK TIFF')], ['pdfx', t('PDF/X-4')], ['proof', t('Soft proof')]]],
  [t('For other programs'), [['svg', t('Vectors, SVG')], ['ase', t('Palette')], ['ora', t('Layers')], ['ps-pat', t('Pattern fill')]]],
  [t('Papers and 3D'), [['spec', t('Spec sheet')], ['gltf', t('3D material, glTF')], ['u3m', t('3D material, U3M')]]],
];

const order = { width_cm: 20, ground: 'ink', trap_mm: 0, profile: 'installed', files: ['tif', 'pdf', 'spec'], mill: '' };
let open = false;
let edits = untouched(), edited = null;  // and the pattern that they are for

const today = () => new Date().toLocaleDateString('sv');  // 2024-01-31

/// The section, opened as it was left. `save_as(what, ending)` gives a file's name.
export function for_print(save_as) {
  const pattern = state().pattern;
  if (edited !== pattern) [edits, edited] = [untouched(), pattern];
  const inside = h('div.cards');
  const fill = async () => {
    if (inside.childElementCount || !details.open) return;
    try {
      const [{ mills }, { profiles }] = await Promise.all([get('/mills'), get('/profiles')]);
      inside.replaceChildren(...cards(pattern, mills, profiles, save_as));
    } catch (error) {
      complain(error);
    }
  };
  const details = h('details.for_print', { open, on_toggle: () => { open = details.open; fill(); } },
    h('summary', {}, h('h3', {}, t('For print')), h('span', {}, t('Separations, spot colours, CMYK, a mill’s check, 3D'))), inside);
  if (open) fill();
  return details;
}

function cards(pattern, mills, profiles, save_as) {
  const request = () => ({ ...ink_changes(edits), width_cm: order.width_cm });
  const mill = mill_card(pattern, mills, request);
  const width = h('input', { type: 'number', min: 0.1, max: 1000, step: 'any', value: order.width_cm, on_change: () => {
    if (!width.validity.valid || !Number.isFinite(width.valueAsNumber)) return;
    order.width_cm = width.valueAsNumber;
    mill.check();
  } });
  mill.fit = (cm) => { width.value = cm.toFixed(3); order.width_cm = cm; mill.check(); };
  const inks = inks_card(pattern, edits, () => order.width_cm, () => mill.check());
  inks.querySelector('.fields').append(h('label', {}, t('Repeat, cm wide'), width));
  return [inks, mill.element, proof_card(pattern, profiles), files_card(pattern, request, save_as)];
}

function mill_card(pattern, mills, request) {
  const found = h('ul.findings', { 'aria-live': 'polite' });
  const self = { fit: () => {} };
  self.check = async () => {
    if (!order.mill) return found.replaceChildren();
    try {
      const { findings, fitted_width_cm } = await post(`/patterns/${pattern}/preflight`, { ...request(), mill: order.mill });
      const fits = Math.abs(fitted_width_cm - order.width_cm) < 0.001 * order.width_cm;
      found.replaceChildren(...findings.map((one) => h(`li.${one.verdict}`, {}, finding_sentence(one))),
        fits ? '' : h('li', {}, h('button', { type: 'button', on_click: () => self.fit(fitted_width_cm) },
          t('Print it {cm} cm wide', { cm: number(fitted_width_cm, 2) }))));
    } catch (error) {
      complain(error);
    }
  };
  const choose = h('select', { aria: { label: t('Mill') }, on_change: () => { order.mill = choose.value; self.check(); } },
    h('option', { value: '' }, t('Choose a mill')), mills.map(({ name, title }) => h('option', { value: name }, t(title))));
  choose.value = order.mill;
  self.element = card(t('Mill check'), t('Whether a mill takes it, and what to do where it doesn’t.'), choose, found);
  self.check();
  return self;
}

function proof_card(pattern, profiles) {
  const bar = h('div.bar'), share = h('p', { 'aria-live': 'polite' });
  const picture = h('img.proof', { alt: t('As it will print'), hidden: true });
  const show = () => with_progress(bar, t('Looking it up in the profile.'), async (signal) => {
    const marked = mark.checked, dressed = on_garment && look();
    const blob = dressed ? await post_for_blob('/preview', { ...dressed, width: 640, proof: order.profile, marked }, signal)
      : await post_for_blob(`/patterns/${pattern}/proof`, { profile: order.profile, marked }, signal);
    URL.revokeObjectURL(picture.src);
    picture.src = URL.createObjectURL(blob);
    picture.hidden = false;
  });
  const mark = h('input', { type: 'checkbox', on_change: () => { if (!picture.hidden) show(); } });
  const what = choice(t('What is shown as printed'), [['tile', t('Tile')], ['garment', t('Garment')]], 'tile', (to) => {
    on_garment = to === 'garment';
    if (!picture.hidden) show();
  });
  let on_garment = false;
  const choose = h('select', { aria: { label: t('Colour profile') }, on_change: () => { order.profile = choose.value; } });
  const list = (known) => {
    choose.replaceChildren(...known.map(({ id, name }) => h('option', { value: id }, name)));
    if (!known.some(({ id }) => id === order.profile)) order.profile = known[0]?.id ?? 'installed';
    choose.value = order.profile;
    choose.hidden = !known.length;
    share.textContent = known.length ? '' : t('No CMYK profile is installed here: bring your mill’s own.');
  };
  list(profiles);
  const bring = file_button(t('Bring a profile'), '.icc,.icm', (file) => with_progress(bar, t('Reading the profile.'), async (signal) => {
    const made = await upload('/profiles', file, signal);
    order.profile = made.id;
    list((await get('/profiles')).profiles);
    note(t('The profile is kept: {name}', made.note));
  }));
  return card(t('Colour as printed'), t('By the profile of your mill, or of common offset paper.'), choose,
    what, h('div.row', {}, h('button', { type: 'button', on_click: show }, t('Show')), bring),
    h('label.check', {}, mark, t('Mark what can’t be printed')), share, bar, picture);
}

function files_card(pattern, request, save_as) {
  const bar = h('div.bar');
  const button = h('button.primary', { type: 'button', on_click: () => with_progress(bar, t('Making the files.'), async (signal, on_progress) => {
    const { files, ground, trap_mm, profile } = order;
    const job = await run_job(`/patterns/${pattern}/press`, { ...request(), files, ground, trap_mm,
      ...(files.some((kind) => ['cmyk', 'pdfx', 'proof'].includes(kind)) && { profile }),
      layout: sheet_layout(), date: today() }, { signal, on_progress });
    const { files: made, bytes } = job.result;
    const ending = made.length === 1 ? made[0].split('.').at(-1) : 'zip';
    await take_made(job_file(job), save_as('press', ending), bytes, signal);
  }) }, t('Save the files'));
  const box = ([kind, text]) => {
    const input = h('input', { type: 'checkbox', checked: order.files.includes(kind), on_change: () => {
      order.files = input.checked ? [...order.files, kind] : order.files.filter((one) => one !== kind);
      button.disabled = !order.files.length;
    } });
    return h('label.check', {}, input, text);
  };
  button.disabled = !order.files.length;
  const ground = h('select', { on_change: () => { order.ground = ground.value; } },
    h('option', { value: 'ink' }, t('Printed')), h('option', { value: 'paper' }, t('The cloth itself')));
  ground.value = order.ground;
  const trap = h('input', { type: 'number', min: 0, max: 10, step: 0.05, value: order.trap_mm,
    on_change: () => { if (trap.validity.valid) order.trap_mm = trap.valueAsNumber || 0; } });
  return card(t('Files'), t('Several come in one zip archive.'),
    kFiles.map(([legend, boxes]) => h('fieldset.boxes', {}, h('legend', {}, legend), boxes.map(box))),
    h('div.fields', {}, h('label', {}, t('Ground'), ground), h('label', {}, t('Trap, mm'), trap)),
    h('div.row', {}, button), bar);
}
