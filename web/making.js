/// Patterns being made: eight at a time, shown as they come, the first one on the garment at once.

import { get, item, item_known, post, remember, run_job, upload } from './server.js';
import { h, note, say, with_progress } from './dom.js';
import { announce } from './news.js';
import { item_name } from './look.js';
import { colours_of } from './draft.js';
import { making_of } from './making_options.js';
import { add_to_grid, state, update } from './state.js';
import { t } from './words.js';

export const kCount = 8;

let categories = [], reading = null;
let running = null;               // {made: [ids], category, stop} of the batch being made
const bar = h('div.bar');         // where its progress is shown, on whichever screen
const listeners = new Set();

export const making_bar = bar;
/// The batch being made, or null.
export const making_now = () => running;
/// `listener()` hears of every change of the batch being made, until the signal `left` is aborted.
export function on_making(left, listener) {
  listeners.add(listener);
  left.addEventListener('abort', () => listeners.delete(listener));
}
const tell = () => { for (const listener of listeners) listener(); };

/// Reads the categories; once is enough.
export async function read_categories() {
  reading ??= get('/categories');
  try {
    categories = (await reading).categories;
  } catch (error) {
    reading = null;
    throw error;
  }
  return categories;
}

/// What "New patterns" makes: the category that is chosen, else the last one of this session.
async function category_to_make() {
  const all = await read_categories();
  const known = (name) => all.some((one) => one.name === name);
  const last = [...state().made].reverse().map((id) => item_known(id)?.note.category).find(known);
  return [state().category, last, 'floral'].find(known) ?? all[0].name;
}

/// Eight new patterns of a category; `started` is the job that makes them already.
export async function make_patterns(category = null, started = null) {
  const name = category ?? await category_to_make();
  const how = making_of((await read_categories()).find((one) => one.name === name));
  return grow(t('Making {count} {category} patterns.', { count: kCount, category: t(name) }), '/patterns',
    { category: name, count: kCount, ...how }, name, started);
}

const category_of = (id) => item_known(id)?.note.category ?? null;
export const more_like = (id, strength) =>
  grow(t('Making more like it.'), `/patterns/${id}/vary`, { count: kCount, strength }, category_of(id));
export const mix = (id, other, share) =>
  grow(t('Mixing the two.'), `/patterns/${id}/mix`, { with: other, share, count: kCount }, null);

/// Runs a job that makes patterns, or follows one that has been `started`, in the grid as they come; all of it is one
/// step of undo. What was made stays when it is cancelled; a newer wish takes the place of one that is still being
/// fulfilled.
async function grow(text, path, body, category, started = null) {
  running?.stop.abort();
  const mine = { made: [], category, stop: new AbortController() };
  const step = Boolean(state().pattern);  // the very first patterns are none
  running = mine;
  tell();
  const take = (job) => {
    const fresh = remember(job.result?.items ?? []).filter((one) => !mine.made.includes(one.id)).map((one) => one.id);
    if (fresh.length && running === mine) {
      if (mine.made.length) add_to_grid(fresh, mine.made);
      else update({ batch: fresh, made: [...state().made, ...fresh], pattern: fresh[0], category }, { step });
      mine.made.push(...fresh);
    }
    tell();
  };
  await with_progress(bar, text, (signal, on_progress) => {
    signal.addEventListener('abort', () => mine.stop.abort());
    return run_job(path, body, { started, signal: mine.stop.signal, on_progress: (job) => { on_progress(job); take(job); } });
  });
  if (running !== mine) return;
  running = null;
  if (mine.made.length) {
    say(t('{n} new patterns', { n: mine.made.length }));
    announce();
  }
  tell();
}

/// What changes when a pattern is put on the garment: where the grid lacks it, it comes into it.
export function wearing(id) {
  const { batch, made } = state();
  const { category, mix: mixed } = item_known(id)?.note ?? {};
  const known = !mixed && categories.some((one) => one.name === category);
  return { pattern: id, category: known ? category : null, batch: batch.includes(id) ? batch : [id, ...batch].slice(0, 2 * kCount),
    made: made.includes(id) ? made : [...made, id] };
}
export const choose_pattern = (id, more = {}) => update({ ...wearing(id), ...more });

/// The pattern with its colourway kept: a colourway that isn't yet becomes a pattern, and is on the garment from then
/// on. Gives the pattern's id.
export async function kept_pattern(signal) {
  const { pattern } = state();
  const way = colours_of(state());
  if (!way) return pattern;
  const [one] = remember([await post(`/patterns/${pattern}/recolour`, way, signal)]);
  announce();
  const { [pattern]: _, ...colours } = state().colours;
  choose_pattern(one.id, { colours });
  return one.id;
}

/// Tiles from the disk become patterns; the first one goes on the garment.
export async function upload_tiles(files) {
  await with_progress(bar, files.length > 1 ? t('Reading your tiles.') : t('Reading your tile.'), async (signal) => {
    const items = [];
    for (const file of files) {
      try {
        items.push(...remember([await upload('/patterns/upload', file, signal)]));
      } catch (error) {
        if (error.name === 'AbortError') throw error;
        note(`${file.name}: ${error.message}`, { error: true });
      }
    }
    if (!items.length) return;
    announce();
    const { batch, made } = state();
    const ids = items.map((one) => one.id);
    const others = (list) => list.filter((id) => !ids.includes(id));
    update({ pattern: ids[0], category: null, batch: [...ids, ...others(batch)].slice(0, 2 * kCount), made: [...others(made), ...ids] });
    if (items.length > 1) note(t('{n} tiles are in the grid. On the garment: {name}.', { n: items.length, name: item_name(items[0]) }));
  });
}

/// Reads the items that undo, another tab or a link brought back.
export async function make_known() {
  const { pattern, batch } = state();
  const missing = [pattern, ...batch].filter((id) => id && !item_known(id));
  const gone = [];
  await Promise.all(missing.map((id) => item(id).catch((error) => { if (error.status === 404) gone.push(id); })));
  if (!gone.length) return;
  note(t('A pattern of this page was deleted in the meantime.'));
  update({ batch: batch.filter((id) => !gone.includes(id)), pattern: gone.includes(pattern) ? null : pattern }, { step: false });
}
