/// The screen of patterns: categories, eight at a time, and what grows from the chosen one.

import { change_item, item_known, remember, run_job, thumbnail } from './server.js';
import { complain, files_button, h, icon_button, note, say, slider, with_progress } from './dom.js';
import { making_options } from './making_options.js';
import { announce, on_news } from './news.js';
import { can_mix, can_vary, pattern_name } from './look.js';
import { choose_pattern, kCount, kept_pattern, make_known, make_patterns, making_bar, making_now, mix, more_like, on_making, read_categories,
  upload_tiles } from './making.js';
import { colours_of } from './draft.js';
import { repeat_view } from './repeat.js';
import { seam_warning } from './seams.js';
import { state, update } from './state.js';
import { t } from './words.js';

export { choose_pattern } from './making.js';

const kOneLine = matchMedia('(max-width: 860px)');  // the chips, see screens.css

let strength = 0.3;      // of "more like this": 0 the same, 1 another
let share = 0.5;         // of the second pattern in a mix
let mixing = null;       // id of the first pattern while the second is being chosen

/// A heart that keeps an item.
export function heart(id, classes = 'quiet.round.heart') {
  const button = icon_button('heart', t('Keep as a favourite'), async () => {
    try {
      const one = await change_item(id, { favourite: !item_known(id)?.favourite });
      show(one.favourite);
      announce();
      say(one.favourite ? t('Kept as a favourite') : t('No longer a favourite'));
    } catch (error) {
      complain(error);
    }
  }, classes);
  const show = (kept) => button.setAttribute('aria-pressed', Boolean(kept));
  show(item_known(id)?.favourite);
  return button;
}

let in_hand = null;  // the pointer that went down on a swatch
for (const end of ['pointerup', 'pointercancel']) addEventListener(end, () => { in_hand = null; }, true);

/// Lets a list's swatches be carried. A finger may, and not scroll, only where somebody listened before it came.
export function carried_from(list) {
  list.addEventListener('pointerdown', (event) => {
    const id = event.target.closest('.face')?.parentElement.dataset.id;
    if (!id || event.button !== 0) return;
    in_hand = event.pointerId;
    import('./late/carry.js').then(({ carry }) => { if (in_hand === event.pointerId) carry(event, id); }).catch(complain);
  });
  list.addEventListener('touchmove', (touch) => {
    if (document.body.classList.contains('carrying')) touch.preventDefault();
  }, { passive: false });
  return list;
}

/// Makes a collection of the pattern and shows it in the gallery.
async function make_collection(id, bar) {
  const job = await with_progress(bar, t('Making the collection.'), async (signal, on_progress) => {
    const hero = id === state().pattern ? await kept_pattern(signal) : id, title = pattern_name(hero);
    return run_job(`/patterns/${hero}/collection`, { title: title[0].toUpperCase() + title.slice(1) }, { signal, on_progress });
  });
  if (!job) return;
  const ids = remember(job.result.items).map((one) => one.id);
  const [made] = remember([job.result.collection]);
  announce();
  const { made: before } = state();
  update({ batch: ids, made: [...before, ...ids.filter((one) => !before.includes(one))] });
  note(t('Large and small print, stripe, dot and plain, in one palette.'), { action: { text: t('Open the collection'), run: () =>
    update({ screen: 'gallery', opened: made.id }, { step: false }) } });
}

/// Fills `panel`; see main.js.
export function patterns_screen(panel, left) {
  const chips = h('div.chips', { role: 'group', aria: { label: t('Categories') } });
  const new_button = h('button.primary', { type: 'button', on_click: () => {
    if (!making_now()) make_patterns().catch(complain);
  } }, t('New patterns'));
  const making = making_options((name) => make_patterns(name).catch(complain));
  const grid = carried_from(h('ul.grid', { aria: { label: t('Patterns') } }));
  const prompt = h('div.prompt', { role: 'status', hidden: true });
  const chosen = h('section.chosen', { aria: { label: t('The chosen pattern') } });
  panel.append(
    h('h2.unseen', {}, t('Patterns')), chips,
    h('div.row', {}, h('div.starts', {}, new_button,
      files_button(t('Use my own tile'), 'image/*', (files) => upload_tiles(files).catch(complain)),
      h('button', { type: 'button', on_click: () => update({ screen: 'scan' }, { step: false }) }, t('From a photo'))), making.element, making_bar),
    prompt, grid, chosen);

  let view = null, warning = null;
  const draw_chosen = () => {
    const id = state().pattern;
    if (!id || !item_known(id)) return chosen.replaceChildren();
    view = repeat_view(id, { colours: colours_of(state()) });
    warning = seam_warning(id, choose_pattern);
    chosen.replaceChildren(warning.element, view.element, growing(id));
  };

  const draw_chips = (categories) => chips.replaceChildren(...categories.map((one) =>
    h('button.chip', { type: 'button', data: { name: one.name }, on_click: () => {
      make_patterns(one.name).catch(complain);
    } }, h('img', { src: thumbnail(one.thumbnail, 96), alt: '', width: 36, height: 36 }), t(one.name))));
  const mark_chip = () => {
    const name = making_now() ? making_now().category : state().category;
    read_categories().then((all) => making.show(all.find((one) => one.name === name)), () => {});
    for (const chip of chips.children) {
      const chosen_one = chip.dataset.name === name;
      if (chip.getAttribute('aria-pressed') === String(chosen_one)) continue;
      chip.setAttribute('aria-pressed', chosen_one);
      // on a phone the chips are one line, wider than the screen
      if (chosen_one && kOneLine.matches) chips.scrollLeft += chip.getBoundingClientRect().x - (chips.clientWidth - chip.clientWidth) / 2;
    }
  };

  const tiles = new Map();  // id -> its cell: kept, so that neither pictures blink nor the focus is lost
  const draw_grid = () => {
    const running = making_now();
    const ids = (running ? running.made : state().batch).filter(item_known);
    const cells = ids.map((id) => tiles.get(id) ?? tiles.set(id, tile(id)).get(id));
    cells.forEach((cell, at) => {
      const { id } = cell.dataset, face = cell.firstChild;
      face.setAttribute('aria-pressed', id === state().pattern);
      face.setAttribute('aria-label', t('{name}, pattern {n} of {count}', { name: pattern_name(id), n: at + 1, count: running ? kCount : ids.length }));
      const barred = Boolean(mixing) && id !== mixing && !can_mix(mixing, id);
      face.classList.toggle('barred', barred);
      if (barred) face.setAttribute('aria-disabled', 'true');
      else face.removeAttribute('aria-disabled');
    });
    while (running && cells.length < kCount) cells.push(h('li.empty', { aria: { hidden: 'true' } }));
    if (cells.length !== grid.children.length || cells.some((cell, at) => cell !== grid.children[at])) {
      grid.replaceChildren(...cells);
    }
    grid.setAttribute('aria-busy', Boolean(running));
    new_button.setAttribute('aria-disabled', Boolean(running));  // disabled, it would lose the focus
    mark_chip();
  };

  const tile = (id) => h('li.tile', { data: { id } },
    h('button.face', { type: 'button', on_click: () => pick(id), on_keydown: walk },
      h('img', { src: thumbnail(item_known(id).files.tile, 320), alt: '', draggable: 'false' })),
    heart(id));

  const pick = (id) => {
    if (!mixing || mixing === id) return choose_pattern(id);
    if (!can_mix(mixing, id)) return note(t('These two are made in different ways and can’t be mixed. Choose another one.'));
    const first = mixing;
    set_mixing(null);
    mix(first, id, share).catch(complain);
  };

  /// The wish for a mix stays, whatever the grid shows, until the other one is chosen or it is taken back.
  const set_mixing = (id) => {
    mixing = id;
    prompt.hidden = !mixing;
    prompt.replaceChildren(...(mixing ? [h('p', {}, t('{name}: now choose the other pattern of the mix.', { name: pattern_name(mixing) })),
      h('button.link', { type: 'button', on_click: () => set_mixing(null) }, t('Never mind'))] : []));
    draw_grid();
    draw_mix_button();
  };

  const mix_button = h('button', { type: 'button', on_click: () => set_mixing(mixing === state().pattern ? null : state().pattern) });
  const draw_mix_button = () => {
    mix_button.setAttribute('aria-pressed', Boolean(mixing) && mixing === state().pattern);
    mix_button.textContent = mixing && mixing === state().pattern ? t('Choose the other one') : t('Mix with another');
  };

  /// What grows from the chosen pattern.
  const growing = (id) => {
    const able = can_vary(id), bar = h('div.bar');
    draw_mix_button();
    return h('div.growing', {},
      able && h('div', {},
        slider(t('Likeness'), { min: 0.1, max: 1, step: 0.05, value: strength, on_input: (value) => { strength = value; },
          show: (value) => (value < 0.25 ? t('close') : value < 0.5 ? t('near') : value < 0.75 ? t('free') : t('bold')) }),
        h('button', { type: 'button', on_click: () => more_like(id, strength).catch(complain) }, t('More like this'))),
      able && h('div', {},
        slider(t('Mix'), { min: 0.1, max: 0.9, step: 0.05, value: share, on_input: (value) => { share = value; },
          show: (value) => t('{percent} % of the other', { percent: Math.round(100 * value) }) }), mix_button),
      h('div', {}, h('div.row', {}, h('button', { type: 'button', on_click: () => make_collection(id, bar).catch(complain) }, t('Make a collection')), bar),
        h('p.lead', {}, able ? t('Small print, stripe, dot and plain in the same palette.')
          : t('An own tile can’t be varied or mixed, since Toile didn’t make it. A collection takes its colours.'))));
  };

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
  on_making(left, draw_grid);
  read_categories().then((all) => { draw_chips(all); mark_chip(); }, complain);
  set_mixing(mixing);
  make_known().then(() => { draw_grid(); draw_chosen(); }, complain);
  return async (now, changed) => {
    if (changed('category')) mark_chip();
    if (changed('batch', 'pattern')) {
      await make_known();
      draw_grid();
    }
    if (changed('pattern')) return draw_chosen();
    if (changed('layout')) {
      view?.show_layout(now.layout);
      warning?.show();
    }
    if (changed('colours')) view?.show_colours(colours_of(now));
  };
}
