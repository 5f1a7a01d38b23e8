/// What the page shows, in one plain value, with undo and redo.
///
/// It outlives a reload: the address carries what a look needs, the tab's own storage the whole value with its
/// history, and local storage the last value of any tab, from which a new tab starts. Two tabs never write to each
/// other's value.

import { colours_text, draft_from_text } from './draft.js';

const kFresh = {
  screen: 'patterns',
  category: null,
  batch: [],        // ids in the grid of patterns
  pattern: null,    // id of the chosen one
  made: [],         // ids of every pattern of this session, oldest first
  photo: null,      // id, or "wardrobe:NAME"
  mask: null,       // id; a wardrobe garment has its own
  first_mask: null, // the net's own mask, to which `hints` are applied
  hints: [],        // {x, y, add}: pixels of the photo
  group: null,      // of the garments that were found in the photo: "upper", or "upper:2" of several people
  worn: {},         // own photo -> its other garments -> what each of them wears, see look.js
  layout: 'straight',
  scale: 1,         // 1: three tiles across the garment
  angle: 0,         // degrees, counter-clockwise
  shift: [0, 0],    // in tiles
  sketch: null,     // number of a revision of the pattern's layout, see sketch.js
  colours: {},      // pattern -> its colours as they are being changed, see draft.js
  trashed: [],      // ids that this tab threw away: undo takes them back
  scan: null,       // id of the photo of cloth, or of the drawing, that is looked at
  scan_kind: 'cloth', // or 'drawing': what is in it
  scan_wish: {},    // what was put right of it, as the studio takes it
  opened: null,     // id of the collection that is looked at in the gallery
  unit: 'cm',       // or 'in'
  widths: {},       // garment of an own photo, see garment_key -> how wide it is, in cm, as a person says
  guesses: {},      // and as it looks
  sheet: {},        // what was last asked of a sheet in repeat
};
const kInAddress = ['category', 'pattern', 'photo', 'mask', 'layout', 'scale', 'angle', 'shift'];
const kScreens = ['patterns', 'motifs', 'colour', 'garment', 'takeaway', 'gallery', 'scan'];
const kSteps = 60;
const kHere = ['screen', 'scan_kind', 'made', 'unit', 'sheet', 'widths', 'guesses', 'opened'];  // what undo leaves as it is

let now = { ...kFresh };
let past = [], future = [];
const listeners = new Set();

export const state = () => now;
export const can_undo = () => past.length > 0;
export const can_redo = () => future.length > 0;

/// `listener(state, changed)`, where `changed(name, ...)` says whether one of these members is another than before.
export function subscribe(listener) {
  listeners.add(listener);
}

/// Changes some members. A step (the default) can be undone; steps in a row with the same `group` are one.
let last_group = null;
export function update(patch, { step = true, group = null } = {}) {
  const before = now;
  now = { ...now, ...patch };
  if (Object.keys(patch).every((name) => same(before[name], now[name]))) return;
  if (step && !(group && group === last_group)) {
    past = [...past.slice(1 - kSteps), before];
    future = [];
  }
  if (step) last_group = group;
  publish(before, patch.screen !== undefined && patch.screen !== before.screen);
}

/// Ends a group: the next change is a step of its own.
export const end_group = () => { last_group = null; };

/// Adds patterns to the grid and to what this session made, and to every step to come or past whose grid has one of
/// `beside`: they belong to the step that asked for them, so they are none of their own, and no undo takes them away.
export function add_to_grid(ids, beside) {
  const with_them = (one) => (one.batch?.some((id) => beside.includes(id)) ? { ...one, batch: [...one.batch, ...ids] } : one);
  past = past.map(with_them);
  future = future.map(with_them);
  update({ batch: with_them(now).batch, made: [...now.made, ...ids] }, { step: false });
}

export const undo = () => travel(past, future);
export const redo = () => travel(future, past);

function travel(from, to) {
  if (!from.length) return;
  const before = now;
  to.push(before);
  now = { ...kFresh, ...from.pop(), ...Object.fromEntries(kHere.map((name) => [name, before[name]])) };
  last_group = null;
  publish(before);
}

const same = (a, b) => a === b || JSON.stringify(a) === JSON.stringify(b);

function publish(before, new_place = false) {
  clearTimeout(saving);
  if (new_place) save(true);
  else saving = setTimeout(save, 200);
  const changed = (...names) => names.some((name) => !same(before[name], now[name]));
  for (const listener of listeners) listener(now, changed);
}

// a moving hand changes the value sixty times a second; browsers allow far fewer changes of the address
let saving = 0;
function save(new_place = false) {
  const query = new URLSearchParams();
  for (const name of kInAddress) {
    if (now[name] !== null && !same(now[name], kFresh[name])) query.set(name, now[name]);
  }
  const colours = colours_text(now.colours[now.pattern]);
  if (colours) query.set('colours', colours);
  const address = `#${now.screen}${query.size ? `?${query}` : ''}`;
  if (address !== location.hash) history[new_place ? 'pushState' : 'replaceState'](null, '', address);
  store(sessionStorage, { now, past, future });
  store(localStorage, { now });
}

function store(where, value) {
  try {
    where.setItem('toile.state', JSON.stringify(value));
  } catch {
    // a full or forbidden storage costs the memory of the next visit, nothing else
  }
}

function stored(where) {
  try {
    return JSON.parse(where.getItem('toile.state')) ?? {};
  } catch {
    return {};
  }
}

function from_address() {
  const [screen, query] = location.hash.slice(1).split('?');
  const patch = {};
  if (kScreens.includes(screen)) patch.screen = screen;
  for (const [name, text] of new URLSearchParams(query ?? '')) {
    if (!kInAddress.includes(name)) continue;
    if (name === 'shift') patch.shift = text.split(',').map(Number);
    else patch[name] = typeof kFresh[name] === 'number' ? Number(text) : text;
  }
  const draft = draft_from_text(new URLSearchParams(query ?? '').get('colours') ?? '');
  if (draft && patch.pattern) patch.colours = { ...now.colours, [patch.pattern]: draft };
  const numbers = [patch.scale ?? 1, patch.angle ?? 0, ...(patch.shift ?? [0, 0])];
  return numbers.every(Number.isFinite) ? patch : { screen: patch.screen ?? 'patterns' };
}

/// Reads what an earlier visit left, and from then on follows the browser's back and forward.
export function restore() {
  const mine = stored(sessionStorage);
  const last = mine.now ?? { ...stored(localStorage).now, made: [], trashed: [] };
  // what is written to the address while a page goes comes too late for its reload; the storage has it
  const reloaded = performance.getEntriesByType('navigation')[0]?.type === 'reload';
  now = { ...kFresh, ...last };
  const address = reloaded && mine.now ? {} : from_address();
  now = { ...now, ...address };
  if (address.photo && address.photo !== last.photo) Object.assign(now, { hints: [], first_mask: address.mask ?? null });
  past = mine.past ?? [];
  future = mine.future ?? [];
  save();
  addEventListener('pagehide', () => save());
  addEventListener('hashchange', () => {
    const before = now;
    now = { ...now, ...from_address() };
    publish(before);
  });
}
