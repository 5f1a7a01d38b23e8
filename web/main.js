/// Opens the page: navigation, undo, pictures dropped or pasted anywhere, and the first pattern on the first garment.

import { list_items } from './server.js';
import { complain, icon, note, say } from './dom.js';
import { colour_screen } from './colour.js';
import { gallery_screen } from './gallery.js';
import { dress_own_photo, garment_screen } from './garment.js';
import { first_garment, read_wardrobe } from './look.js';
import { make_patterns, patterns_screen, read_categories } from './patterns.js';
import { open_stage, previews_per_second } from './stage.js';
import { can_redo, can_undo, redo, restore, state, subscribe, undo, update } from './state.js';
import { takeaway_screen } from './takeaway.js';

const kScreens = {
  patterns: patterns_screen,
  motifs: motifs_screen,
  colour: colour_screen,
  garment: garment_screen,
  takeaway: takeaway_screen,
  gallery: gallery_screen,
};
const kNames = { patterns: 'Patterns', motifs: 'Motifs', colour: 'Colour', garment: 'Garment', takeaway: 'Take away', gallery: 'Gallery' };

const panel = document.getElementById('panel');

/// The screen of motifs is large and not everybody's: it is read when it is first shown.
function motifs_screen(panel, left) {
  let on_change = () => {};
  import('./motifs/screen.js').then((module) => {
    if (!left.aborted) on_change = module.motifs_screen(panel, left);
  }, () => note('Toile does not answer. If its window was closed, start it again, then try once more.', { error: true }));
  return (...change) => on_change(...change);
}

/// Each screen is a function that fills the panel and gives another that is called when the state changes. The signal
/// that it gets is aborted when the screen is left.
let on_change = () => {};
let leave = new AbortController();
function show_screen({ screen }) {
  leave.abort();
  leave = new AbortController();
  panel.replaceChildren();
  panel.dataset.screen = document.body.dataset.screen = screen;
  panel.setAttribute('aria-label', kNames[screen]);
  for (const link of document.querySelectorAll('[data-screen]:is(a)')) {
    if (link.dataset.screen === screen) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  document.title = `${kNames[screen]} – Toile`;
  on_change = kScreens[screen](panel, leave.signal) ?? (() => {});
}

function history_button(id, name, picture, run) {
  const button = document.getElementById(id);
  button.replaceChildren(icon(picture));
  button.title = name;
  button.setAttribute('aria-label', name);
  button.addEventListener('click', () => { run(); say(id === 'undo' ? 'Undone' : 'Done again'); });
  return button;
}

function listen() {
  for (const link of document.querySelectorAll('.tabs a')) {
    link.addEventListener('click', (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      update({ screen: link.dataset.screen }, { step: false });
      panel.focus({ preventScroll: true });
    });
  }
  document.querySelector('.skip').addEventListener('click', (event) => {
    event.preventDefault();
    panel.focus();
  });
  const back = history_button('undo', 'Undo', 'undo', undo), again = history_button('redo', 'Redo', 'redo', redo);
  const buttons = () => {
    back.disabled = !can_undo();
    again.disabled = !can_redo();
  };
  subscribe((now, changed) => {
    buttons();
    if (changed('screen')) show_screen(now);
    else on_change(now, changed);
  });
  buttons();
  addEventListener('keydown', (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.target.matches('input:not([type=range], [type=radio]), textarea')) return;
    const key = event.key.toLowerCase();
    if (key !== 'z' && key !== 'y') return;
    event.preventDefault();
    (key === 'y' || event.shiftKey ? redo : undo)();
  });
  listen_for_pictures();
}

/// A picture dropped or pasted anywhere is a photo to dress.
function listen_for_pictures() {
  const drop = document.getElementById('drop');
  const has_file = (event) => [...event.dataTransfer?.types ?? []].includes('Files');
  addEventListener('dragover', (event) => {
    if (!has_file(event)) return;
    event.preventDefault();
    drop.hidden = false;
  });
  addEventListener('dragleave', (event) => { if (!event.relatedTarget) drop.hidden = true; });
  addEventListener('drop', (event) => {
    drop.hidden = true;
    if (!has_file(event)) return;
    event.preventDefault();
    take(event.dataTransfer.files[0]);
  });
  addEventListener('paste', (event) => {
    const file = [...event.clipboardData?.files ?? []][0];
    if (file) take(file);
  });
  const take = (file) => {
    if (!file.type.startsWith('image/')) {
      return note(`${file.name} is not a picture. Drop a JPEG, PNG, WebP or TIFF photo.`, { error: true });
    }
    dress_own_photo(file).catch(complain);
  };
}

async function open() {
  restore();
  document.body.dataset.screen = state().screen;
  const reading = [read_wardrobe(), list_items('pattern'), read_categories()];
  reading.forEach((one) => one.catch(() => {}));
  listen();
  let patterns;
  try {
    [, patterns] = await Promise.all(reading);
  } catch (error) {
    complain(error);
    return show_screen(state());
  }
  const here = new Set(patterns.map((one) => one.id));
  const now = state();
  const batch = now.batch.filter((id) => here.has(id));
  const patch = { batch, made: now.made.filter((id) => here.has(id)) };
  if (!batch.length) patch.batch = patterns.slice(0, 8).map((one) => one.id);
  if (!now.category) patch.category = patterns.find((one) => one.note.category)?.note.category ?? null;
  if (!now.photo) patch.photo = first_garment();
  if (now.pattern && !here.has(now.pattern)) {
    note('The pattern of this page was deleted. Here is another one.');
    patch.pattern = null;
  }
  if (!(patch.pattern ?? now.pattern) || patch.pattern === null) patch.pattern = patch.batch[0] ?? null;
  update(patch, { step: false });
  open_stage(document.getElementById('stage'));
  show_screen(state());
  document.body.classList.add('ready');
  if (!state().batch.length) make_patterns().catch(complain);
}

// what the browser tests read
globalThis.toile = { state, previews_per_second };
open();
