/// The screen of patterns: categories, eight at a time, and what grows from the chosen one.

import { get, item, item_known, remember, run_job, set_favourite, thumbnail, upload } from './server.js';
import { complain, file_button, h, icon, icon_button, note, say, slider, with_progress } from './dom.js';
import { announce, on_news } from './news.js';
import { pattern_name } from './look.js';
import { repeat_view } from './repeat.js';
import { state, update } from './state.js';

const kCount = 8;

let categories = [], reading = null;
let strength = 0.3;      // of "more like this": 0 the same, 1 another
let share = 0.5;         // of the second pattern in a mix
let mixing = null;       // id of the first pattern while the second is being chosen
let running = null;      // {made: [ids], stop} of the batch being made
let bar = h('div.bar');  // where its progress is shown, on whichever screen

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

/// Eight new patterns of the chosen category. The grid fills as they are made.
export async function make_patterns() {
  const all = await read_categories();
  const category = state().category ?? all.find((one) => one.name === 'floral')?.name ?? all[0].name;
  if (category !== state().category) update({ category }, { step: false });
  return grow(`Making ${kCount} ${category} patterns.`, '/patterns', { category, count: kCount });
}

const more_like = (id) => grow('Making more like it.', `/patterns/${id}/vary`, { count: kCount, strength });
const mix = (id, other) => grow('Mixing the two.', `/patterns/${id}/mix`, { with: other, share, count: kCount });

let redraw = () => {};

/// Runs a job that makes patterns, in the grid as they come. What was made stays when it is cancelled; a newer wish
/// takes the place of one that is still being fulfilled.
async function grow(text, path, body) {
  running?.stop.abort();
  const mine = { made: [], stop: new AbortController() };
  running = mine;
  redraw();
  const take = (job) => {
    for (const one of remember(job.result?.items ?? [])) {
      if (mine.made.includes(one.id)) continue;
      mine.made.push(one.id);
      // the very first pattern goes on the garment at once
      if (!state().pattern) update({ pattern: one.id }, { step: false });
    }
    redraw();
  };
  await with_progress(bar, text, (signal, on_progress) => {
    signal.addEventListener('abort', () => mine.stop.abort());
    return run_job(path, body, { signal: mine.stop.signal, on_progress: (job) => { on_progress(job); take(job); } });
  });
  if (running !== mine) return;
  running = null;
  if (mine.made.length) {
    say(`${mine.made.length} new patterns`);
    announce();
    update({ batch: mine.made, made: [...state().made, ...mine.made] });
  }
  redraw();
}

/// Puts a pattern on the garment and, when it is none of those, into the grid.
export function choose_pattern(id) {
  const { batch, made } = state();
  update({ pattern: id, batch: batch.includes(id) ? batch : [id, ...batch].slice(0, 2 * kCount),
    made: made.includes(id) ? made : [...made, id] });
}

export async function upload_tile(file) {
  await with_progress(bar, 'Reading your tile.', async (signal) => {
    const [one] = remember([await upload('/patterns/upload', file, signal)]);
    announce();
    choose_pattern(one.id);
  });
}

/// A heart that keeps an item.
export function heart(id, classes = 'quiet.round.heart') {
  const button = icon_button('heart', 'Keep as a favourite', async () => {
    try {
      const one = await set_favourite(id, !item_known(id)?.favourite);
      show(one.favourite);
      announce();
      say(one.favourite ? 'Kept as a favourite' : 'No longer a favourite');
    } catch (error) {
      complain(error);
    }
  }, classes);
  const show = (kept) => button.setAttribute('aria-pressed', Boolean(kept));
  show(item_known(id)?.favourite);
  return button;
}

/// Fills `panel`; see main.js.
export function patterns_screen(panel, left) {
  const chips = h('div.chips', { role: 'group', aria: { label: 'Categories' } });
  const new_button = h('button.primary', { type: 'button', on_click: () => make_patterns().catch(complain) }, 'New patterns');
  const grid = h('ul.grid', { aria: { label: 'Patterns' } });
  const chosen = h('section.chosen', { aria: { label: 'The chosen pattern' } });
  panel.append(
    h('h2.unseen', {}, 'Patterns'), chips,
    h('div.row', {}, new_button, file_button('Use my own tile', 'image/*', upload_tile), bar),
    grid, chosen);

  let view = null;
  const draw_chosen = () => {
    const id = state().pattern;
    if (!id || !item_known(id)) return chosen.replaceChildren();
    view = repeat_view(id);
    chosen.replaceChildren(view.element, growing(id));
  };

  const draw_chips = () => chips.replaceChildren(...categories.map((one) =>
    h('button.chip', { type: 'button', data: { name: one.name }, on_click: () => {
      update({ category: one.name }, { step: false });
      make_patterns().catch(complain);
    } }, h('img', { src: thumbnail(one.thumbnail, 96), alt: '', width: 36, height: 36 }), one.name)));
  const mark_chip = () => {
    for (const chip of chips.children) {
      const chosen_one = chip.dataset.name === state().category;
      chip.setAttribute('aria-pressed', chosen_one);
      // on a phone the chips are one line, wider than the screen
      if (chosen_one) chips.scrollLeft += chip.getBoundingClientRect().x - (chips.clientWidth - chip.clientWidth) / 2;
    }
  };

  const tiles = new Map();  // id -> its cell: kept, so that neither pictures blink nor the focus is lost
  const draw_grid = () => {
    const ids = (running ? running.made : state().batch).filter(item_known);
    const cells = ids.map((id) => tiles.get(id) ?? tiles.set(id, tile(id)).get(id));
    for (const cell of cells) cell.firstChild.setAttribute('aria-pressed', cell.dataset.id === state().pattern);
    while (running && cells.length < kCount) cells.push(h('li.empty', { aria: { hidden: 'true' } }));
    if (cells.length !== grid.children.length || cells.some((cell, at) => cell !== grid.children[at])) {
      grid.replaceChildren(...cells);
    }
    grid.setAttribute('aria-busy', Boolean(running));
    new_button.disabled = Boolean(running);
  };
  redraw = () => { if (grid.isConnected) draw_grid(); };

  const tile = (id) => h('li.tile', { data: { id } },
    h('button.face', { type: 'button', aria: { label: `${pattern_name(id)}, pattern` }, on_click: () => pick(id), on_keydown: walk },
      h('img', { src: thumbnail(item_known(id).files.tile, 320), alt: '' })),
    heart(id));

  const pick = (id) => {
    if (mixing && mixing !== id) {
      const first = mixing;
      mixing = null;
      return mix(first, id).catch(complain);
    }
    choose_pattern(id);
  };

  /// What grows from the chosen pattern.
  const growing = (id) => h('div.growing', {},
    h('div', {},
      slider('Likeness', { min: 0.1, max: 1, step: 0.05, value: strength, on_input: (value) => { strength = value; },
        show: (value) => (value < 0.25 ? 'close' : value < 0.5 ? 'near' : value < 0.75 ? 'free' : 'bold') }),
      h('button', { type: 'button', on_click: () => more_like(id).catch(complain) }, 'More like this')),
    h('div', {},
      slider('Mix', { min: 0.1, max: 0.9, step: 0.05, value: share, on_input: (value) => { share = value; },
        show: (value) => `${Math.round(100 * value)} % of the other` }),
      h('button', { type: 'button', aria: { pressed: mixing === id }, on_click: () => {
        mixing = mixing === id ? null : id;
        if (mixing) note('Now choose the other pattern of the mix.', { action: { text: 'Never mind', run: () => { mixing = null; draw_chosen(); } } });
        draw_chosen();
      } }, mixing === id ? 'Choose the other one' : 'Mix with another')));

  const walk = (event) => {
    const faces = [...grid.querySelectorAll('.face')];
    const columns = getComputedStyle(grid).gridTemplateColumns.split(' ').length;
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns }[event.key];
    const next = faces[faces.indexOf(event.currentTarget) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  };

  on_news(left, () => { draw_grid(); });
  read_categories().then(() => { draw_chips(); mark_chip(); }, complain);
  draw_grid();
  make_known().then(() => { draw_grid(); draw_chosen(); });
  return async (now, changed) => {
    if (changed('category')) mark_chip();
    if (changed('batch', 'pattern')) {
      await make_known();
      draw_grid();
    }
    if (changed('pattern')) draw_chosen();
    else if (changed('layout')) view?.show_layout(now.layout);
  };
}

/// Reads the items that undo, another tab or a link brought back.
async function make_known() {
  const { pattern, batch } = state();
  const missing = [pattern, ...batch].filter((id) => id && !item_known(id));
  const gone = [];
  try {
    await Promise.all(missing.map((id) => item(id).catch((error) => {
      if (error.status !== 404) throw error;
      gone.push(id);
    })));
  } catch (error) {
    return complain(error);
  }
  if (!gone.length) return;
  note('A pattern of this page was deleted in the meantime.');
  update({ batch: batch.filter((id) => !gone.includes(id)), pattern: gone.includes(pattern) ? null : pattern }, { step: false });
}
