/// Opens the page: navigation, undo, language, and the first pattern on the first garment.

import { kAway, knock, late_module, list_items, on_connection } from './server.js';
import { complain, h, icon, note, say } from './dom.js';
import { colour_screen } from './colour.js';
import { gallery_screen } from './gallery.js';
import { listen_for_files } from './drop.js';
import { first_patterns, kFirst } from './early.js';
import { garment_screen } from './garment.js';
import { first_garment, read_wardrobe } from './look.js';
import { make_patterns, read_categories } from './making.js';
import { patterns_screen } from './patterns.js';
import { open_stage, previews_per_second } from './stage.js';
import { can_redo, can_undo, redo, restore, state, subscribe, undo, update } from './state.js';
import { takeaway_screen } from './takeaway.js';
import { open_trash } from './trash.js';
import { choose_language, kLanguages, language, t } from './words.js';

/// A screen that is large and not everybody's: it is read when it is first shown.
const late = (read) => (panel, left) => {
  let on_change = () => {};
  late_module(read).then((screen) => { if (!left.aborted) on_change = screen(panel, left); }, complain);
  return (...change) => on_change(...change);
};
const motifs_screen = late(async () => (await import('./motifs/screen.js')).motifs_screen);
const scan_screen = late(async () => (await import('./scan/screen.js')).scan_screen);

const kScreens = {
  patterns: patterns_screen,
  motifs: motifs_screen,
  scan: scan_screen,
  colour: colour_screen,
  garment: garment_screen,
  takeaway: takeaway_screen,
  gallery: gallery_screen,
};
const kNames = { patterns: t('Patterns'), motifs: t('Motifs'), scan: t('From a photo'), colour: t('Colour'), garment: t('Garment'), takeaway: t('Take away'), gallery: t('Gallery') };

const kTyping = 'input:not([type=range], [type=radio], [type=checkbox]), textarea';  // fields whose keys are letters

const panel = document.getElementById('panel');

/// The list of keys, read when it is first asked for.
function open_keys() {
  import('./late/keys.js').then(({ show_keys }) => show_keys(), () => note(kAway, { error: true }));
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
    if (link.dataset.screen === (screen === 'scan' ? 'patterns' : screen)) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  document.title = `${kNames[screen]} – Toile`;
  on_change = kScreens[screen](panel, leave.signal) ?? (() => {});
  scrollTo(0, 0);  // a screen begins at its beginning
}

/// The words that index.html brings, in the reader's language.
function speak() {
  document.documentElement.lang = language;
  document.querySelector('.skip').textContent = t('Skip to the tools');
  for (const link of document.querySelectorAll('.tabs a')) link.textContent = kNames[link.dataset.screen];
  document.querySelector('.tabs').setAttribute('aria-label', t('Screens'));
  document.querySelector('.history').setAttribute('aria-label', t('History'));
  document.getElementById('stage').setAttribute('aria-label', t('The garment'));
  const languages = h('select.language', { aria: { label: t('Language') }, on_change: () => choose_language(languages.value) },
    Object.entries(kLanguages).map(([code, name]) => h('option', { value: code, lang: code }, name)));
  languages.value = language;
  document.querySelector('.history').before(languages, h('button.quiet.round.ask_keys', { type: 'button', title: t('Keys'),
    aria: { label: t('Keys') }, on_click: open_keys }, '?'));
}

/// Pictures that could not be had while the studio was gone are asked for again when it is back; until then nothing is
/// shown in their place.
function mend_pictures() {
  const missing = new Set();
  addEventListener('error', ({ target }) => {
    if (!(target instanceof HTMLImageElement)) return;
    target.classList.add('missing');
    missing.add(target);
    knock();
  }, true);
  let said = () => {};
  on_connection((away) => {
    if (away) said = note(kAway, { error: true, seconds: 3600 });
    if (away) return;
    said();
    for (const image of missing) {
      image.classList.remove('missing');
      if (image.isConnected) image.src = image.getAttribute('src');
    }
    missing.clear();
  });
}

function history_button(id, name, picture, run) {
  const button = document.getElementById(id);
  button.replaceChildren(icon(picture));
  button.title = name;
  button.setAttribute('aria-label', name);
  button.addEventListener('click', () => { run(); say(id === 'undo' ? t('Undone') : t('Done again')); });
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
  const back = history_button('undo', t('Undo'), 'undo', undo), again = history_button('redo', t('Redo'), 'redo', redo);
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
    if (event.key === '?' && !event.target.matches(kTyping)) return open_keys();
    if (!(event.ctrlKey || event.metaKey) || event.target.matches(kTyping)) return;
    const key = event.key.toLowerCase();
    if (key !== 'z' && key !== 'y') return;
    event.preventDefault();
    (key === 'y' || event.shiftKey ? redo : undo)();
  });
  listen_for_files();
}

async function open() {
  restore();
  speak();
  mend_pictures();
  open_trash();
  document.body.dataset.screen = state().screen;
  const reading = [read_wardrobe(), list_items('pattern'), read_categories(), first_patterns];
  reading.forEach((one) => one.catch(() => {}));
  listen();
  let patterns, started;
  try {
    [, patterns, , started] = await Promise.all(reading);
  } catch (error) {
    complain(error);
    return show_screen(state());
  }
  if (started) patterns = [];  // they come with the job
  const here = new Set(patterns.map((one) => one.id));
  const now = state();
  const batch = now.batch.filter((id) => here.has(id));
  const patch = { batch, made: now.made.filter((id) => here.has(id)) };
  if (!batch.length) patch.batch = patterns.slice(0, 8).map((one) => one.id);
  if (!now.category && !now.pattern) patch.category = patterns.find((one) => one.note.category)?.note.category ?? null;
  if (!now.photo) patch.photo = first_garment();
  if (now.pattern && !here.has(now.pattern)) {
    note(t('The pattern of this page was deleted. Here is another one.'));
    patch.pattern = null;
  }
  if (!(patch.pattern ?? now.pattern) || patch.pattern === null) patch.pattern = patch.batch[0] ?? null;
  update(patch, { step: false });
  open_stage(document.getElementById('stage'));
  show_screen(state());
  document.body.classList.add('ready');
  if (!state().batch.length) make_patterns(started && kFirst.category, started).catch(complain);
}

// what the browser tests read
globalThis.toile = { state, previews_per_second };
open();
