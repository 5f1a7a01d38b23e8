/// What printers and mills take, below the usual on *Take away*: inks, a mill's verdict, colours as they will print,
/// files.

import { get, job_file, post, post_for_blob, run_job, upload } from '../server.js';
import { choice, complain, file_button, h, note, with_progress } from '../dom.js';
import { finding_sentence } from './findings.js';
import { ink_changes, inks_card, untouched } from './inks.js';
import { look } from '../look.js';
import { kept_pattern } from '../making.js';
import { card, take_made } from '../save.js';
import { sheet_layout } from '../sheet.js';
import { in_unit, length_text, possible_lengths, to_cm } from '../sizes.js';
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
const kUsualDpi = 300;  // where no mill is chosen
let open = false;
const kMarks = { fine: 'fine', warning: 'doubtful', refused: 'refused' };
let edits = untouched(), edited = null;  // and the pattern that they are for

document.head.append(h('link', { rel: 'stylesheet', href: new URL('press.css', import.meta.url).pathname }));

const today = () => new Date().toLocaleDateString('sv');  // 2024-01-31

/// The section, opened as it was left. `save_as(what, ending)` gives a file's name.
export function for_print(save_as) {
  const inside = h('div.cards');
  const fill = async () => {
    if (inside.childElementCount || !details.open) return;
    try {
      const [pattern, { mills }, { profiles }] = await Promise.all([kept_pattern(), get('/mills'), get('/profiles')]);
      if (edited !== pattern) [edits, edited] = [untouched(), pattern];
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
  const request = () => ({ ...ink_changes(edits), width_cm: order.width_cm, ...(order.mill && { mill: order.mill }) });
  const { least, most } = possible_lengths();
  const width = number_field(t('Repeat width, {unit}', { unit: state().unit }), t('The repeat is from {least} to {most} wide.', { least, most }),
    { min: Math.ceil(100 * in_unit(0.1)) / 100, max: in_unit(1000), value: shown(in_unit(order.width_cm)) },
    (value) => { order.width_cm = to_cm(value); }, () => tell(), () => mill.check());
  const files = files_card(pattern, request, save_as, width);
  const mill = mill_card(pattern, mills, request, width, () => tell());
  let pixels = null;  // {has, most} of the pattern's width
  const tell = () => files.tell(pixels, mills.find(({ name }) => name === order.mill)?.best_dpi ?? kUsualDpi);
  mill.fit = (cm) => { width.set(shown(in_unit(cm))); order.width_cm = cm; tell(); mill.check(); };
  const inks = inks_card(pattern, edits, () => order.width_cm, () => mill.check(), (has, upto) => { pixels = { has, most: upto }; tell(); });
  inks.querySelector('.fields').append(width.element, width.wrong);
  mill.check();
  return [inks, mill.element, proof_card(pattern, profiles), files.element];
}

const shown = (value) => Number(value.toFixed(3));

/// A number with the sentence that is shown while it isn't possible: {element, wrong, is_right(), set(value)}.
/// `on_value(number)` gets each possible one, `on_input` is called for all, `on_change` when the hand has left the field.
function number_field(label, sentence, attributes, on_value, on_input, on_change = () => {}) {
  const wrong = h('p.wrong', { role: 'status' });
  const is_right = () => input.validity.valid && Number.isFinite(input.valueAsNumber);
  const input = h('input', { type: 'number', step: 'any', ...attributes, on_change, on_input: () => {
    if (is_right()) on_value(input.valueAsNumber);
    tell();
    on_input();
  } });
  const tell = () => {
    wrong.textContent = is_right() ? '' : sentence;
    input.setAttribute('aria-invalid', !is_right());
  };
  return { element: h('label', {}, label, input), wrong, is_right, set: (value) => { input.value = value; tell(); } };
}

/// `on_choice` is called when another mill is chosen, before it has checked anything.
function mill_card(pattern, mills, request, width, on_choice) {
  const found = h('ul.findings', { 'aria-live': 'polite' });
  const self = { fit: () => {} };
  let asked = 0;
  self.check = async () => {
    const mine = ++asked;
    if (!order.mill || !width.is_right()) return found.replaceChildren();
    if (!found.childElementCount) found.replaceChildren(h('li', {}, t('Looking at the print in this size.')));
    try {
      const { findings, fitted_width_cm } = await post(`/patterns/${pattern}/preflight`, request());
      if (mine !== asked) return;
      const fits = Math.abs(fitted_width_cm - order.width_cm) < 0.001 * order.width_cm;
      found.replaceChildren(...findings.map((one) => h(`li.${kMarks[one.verdict]}`, {}, finding_sentence(one))),
        fits ? '' : h('li', {}, h('button', { type: 'button', on_click: () => self.fit(fitted_width_cm) },
          t('Print it {width} wide', { width: length_text(fitted_width_cm, 2) }))));
    } catch (error) {
      if (mine !== asked) return;
      found.replaceChildren();
      complain(error);
    }
  };
  const choose = h('select', { aria: { label: t('Mill') }, on_change: () => { order.mill = choose.value; on_choice(); self.check(); } },
    h('option', { value: '' }, t('Choose a mill')), mills.map(({ name, title }) => h('option', { value: name }, t(title))));
  choose.value = order.mill;
  self.element = card(t('Mill check'), t('Whether a mill takes it, and what to do where it doesn’t.'), choose, found);
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

/// `width` is the field of the repeat. `tell` of what it gives says how many pixels the files have.
function files_card(pattern, request, save_as, width) {
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
      allow();
    } });
    return h('label.check', {}, input, text);
  };
  const allow = () => { button.disabled = !order.files.length || !width.is_right() || !trap.is_right(); };
  const ground = h('select', { on_change: () => { order.ground = ground.value; } },
    h('option', { value: 'ink' }, t('Printed')), h('option', { value: 'paper' }, t('The cloth itself')));
  ground.value = order.ground;
  const trap = number_field(t('Trap, mm'), t('The trap is from 0 to 4 mm.'), { min: 0, max: 4, value: order.trap_mm },
    (value) => { order.trap_mm = value; }, () => allow());
  const said = h('p', { 'aria-live': 'polite' });
  const tell = (pixels, dpi) => {
    allow();
    said.textContent = pixels && width.is_right() ? pixels_sentence(pixels, dpi) : '';
  };
  allow();
  const element = card(t('Files'), t('Several come in one zip archive.'),
    kFiles.map(([legend, boxes]) => h('fieldset.boxes', {}, h('legend', {}, legend), boxes.map(box))),
    h('div.fields', {}, h('label', {}, t('Ground'), ground), trap.element, trap.wrong),
    said, h('div.row', {}, button), bar);
  return { element, tell };
}

/// How many pixels wide the files will be: drawn for this size, up to the `most` that can be, or as they are.
function pixels_sentence({ has, most }, dpi) {
  const wanted = Math.ceil(in_unit(order.width_cm, 'in') * dpi), pixels = Math.min(most, Math.max(has, wanted));
  const values = { pixels, dpi: number(pixels / in_unit(order.width_cm, 'in'), 0) };
  if (most === has) return t('The pattern has {pixels} pixels of its own: {dpi} dpi in this size.', values);
  return pixels < wanted ? t('Drawn anew in {pixels} pixels across, the most there are: {dpi} dpi in this size.', values)
    : t('Drawn anew in {pixels} pixels across: {dpi} dpi.', values);
}

