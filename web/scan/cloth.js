/// Cloth in a photo: straightened, its repeat outlined, put right by two vectors or four corners, taken as a pattern.

import '../late/words.js';
import { in_source, lattice_path, loop_path, minus, plus, point, size } from './geometry.js';
import { scan_table } from './table.js';
import { choice, complain, h, note, with_progress } from '../dom.js';
import { choose_pattern } from '../making.js';
import { announce } from '../news.js';
import { post, remember, run_job, thumbnail } from '../server.js';
import { end_group, state, update } from '../state.js';
import { number, t } from '../words.js';

const kLayouts = { straight: t('Straight'), 'half-drop': t('Half-drop'), 'half-brick': t('Half-brick'), 'third-drop': t('Third-drop'),
  'quarter-drop': t('Quarter-drop'), stripe: t('Stripes') };
/// What the studio may say of a photo, in the reader's language.
const kNotes = {
  'no repeat was found in the photo: the tile is a piece of it, joined along a cut':
    t('No repeat was found in the photo: the tile is a piece of it, joined along a cut.'),
  'no repeat was surely found in the photo: the tile is a piece of it, joined along a cut; the likeliest repeat can be had by its number':
    t('No repeat was surely found in the photo: the tile is a piece of it, joined along a cut. If one of those below is right, choose it.'),
  'less than two whole repeats are in view: creases and noise stay where there is no second look':
    t('Less than two whole repeats are in view: creases and noise stay where there is no second look.'),
};
/// An outline, and all around it in shade.
const outlined = (places, { width, height }) => [['shade', `M0 0H${width}V${height}H0Z${loop_path(places)}`], ['casing', loop_path(places)], ['unit', loop_path(places)]];
const percent = (share) => `${Math.round(100 * share)}\u00a0%`;

let view = 'straight';  // or 'corners'
let inks = false;       // whether the tile is laid in inks

/// Gives {element, show(scan)}: `scan` is the item. What is wished of it is state().scan_wish.
export function cloth_panel(left) {
  const bar = h('div.bar');
  const table = scan_table(t('The cloth'));
  const facts = h('p.facts', { role: 'status' });
  const notes = h('div');
  const found = h('div.candidates', { role: 'group', aria: { label: t('Repeats that were found') } });
  const tile = h('div.cloth_piece', { role: 'img', aria: { label: t('The tile in repeat') } });
  const views = choice(t('What to put right'), [['straight', t('The repeat')], ['corners', t('Four corners')]], view, (to) => {
    view = to;
    draw();
  });
  const hint = h('p.lead');
  const by_hand = h('button.small', { type: 'button', on_click: () => mark_by_hand() }, t('Mark the repeat by hand'));
  const again = h('button.small', { type: 'button', on_click: () => wish({}) }, t('As it was found'));
  const keep = h('button.primary', { type: 'button', on_click: () => take() }, t('Take as a pattern'));
  const element = h('div.scan_cloth', {}, h('div.row', {}, views, by_hand, again, bar), table.element, hint, notes,
    h('div.scan_tile', {}, tile, h('div', {}, facts, h('div.row', {}, keep,
      choice(t('How its colours are kept'), [[false, t('As photographed')], [true, t('In inks')]], inks, (to) => { inks = to; })))), found);

  let scan = null, read = null, asked = '', stop = new AbortController();
  left.addEventListener('abort', () => stop.abort());

  const wish = (next) => {
    end_group();
    update({ scan_wish: next });
  };

  /// The outline as it is shown: what was found, or where a hand has moved it to.
  let a = null, b = null, origin = null;
  let corners = [];

  const draw_straight = () => {
    const { straight } = read;
    table.show(straight.picture, straight.width, straight.height);
    const marks = () => table.draw(!a ? [] : [
      ['lattice', lattice_path(origin, a, b, straight.width, straight.height)],
      ...outlined([origin, plus(origin, a), plus(plus(origin, a), b), plus(origin, b)], straight),
    ]);
    marks();
    const settle = () => wish({ ...corners_wished(), vectors: [...in_source(a, straight.to_source), ...in_source(b, straight.to_source)].map((one) => Number(one.toFixed(2))) });
    table.handles(!a ? [] : [
      { name: t('First vector'), at: plus(origin, a), move: (at) => { a = minus(at, origin); marks(); }, settle },
      { name: t('Second vector'), at: plus(origin, b), move: (at) => { b = minus(at, origin); marks(); }, settle },
    ]);
  };

  const corners_wished = () => (state().scan_wish.corners ? { corners: state().scan_wish.corners } : {});

  const draw_corners = () => {
    table.show(thumbnail(scan.files.photo, 1400), scan.width, scan.height);
    const given = state().scan_wish.corners;
    const [x, y] = [0.15 * scan.width, 0.15 * scan.height];
    corners = given ? [0, 2, 4, 6].map((at) => point(given.slice(at, at + 2)))
      : [{ x, y }, { x: scan.width - x, y }, { x: scan.width - x, y: scan.height - y }, { x, y: scan.height - y }];
    const marks = () => table.draw(outlined(corners, scan));
    marks();
    const names = [t('Upper left corner'), t('Upper right corner'), t('Lower right corner'), t('Lower left corner')];
    table.handles(corners.map((at, index) => ({ name: names[index], at, move: (to) => { corners[index] = to; marks(); },
      settle: () => wish({ corners: corners.flatMap((one) => [Number(one.x.toFixed(1)), Number(one.y.toFixed(1))]) }) })));
  };

  const draw = () => {
    if (!scan) return;
    hint.textContent = view === 'corners' ? t('Lay the corners on a rectangle of the cloth: a printed frame, a check, or warp and weft.')
      : a ? t('Drag the ends of the two vectors onto the same place of the next motifs.') : '';
    if (view === 'corners') draw_corners();
    else if (read) draw_straight();
    by_hand.hidden = view === 'corners' || !read || Boolean(a);
    again.hidden = !Object.keys(state().scan_wish).length;
  };

  /// Two vectors to begin with, where none were found.
  const mark_by_hand = () => {
    const { width, height } = read.straight;
    origin = { x: 0.3 * width, y: 0.3 * height };
    [a, b] = [{ x: 0.25 * width, y: 0 }, { x: 0, y: 0.25 * height }];
    draw();
    table.grips.querySelector('button')?.focus();
  };

  const draw_found = () => {
    const { vectors, candidate = 0 } = state().scan_wish;
    found.replaceChildren(...read.candidates.map((one, at) => h('button.candidate', { type: 'button',
      aria: { pressed: !vectors && read.repeats && at === candidate }, on_click: () => wish({ ...corners_wished(), candidate: at }) },
    h('span', {}, kLayouts[one.layout] ?? one.layout),
    h('small', {}, t('{across} × {down} pixels', { across: Math.round(size(point(one.a))), down: Math.round(size(point(one.b))) })),
    h('meter', { min: 0, max: 1, value: one.confidence, aria: { label: t('How sure it is') } }), h('small', {}, percent(one.confidence)))));
  };

  const draw_tile = () => {
    tile.style.backgroundImage = `url("${read.tile.picture}")`;
    tile.style.setProperty('--tile', `${Math.min(180, Math.max(60, read.tile.width / 2))}px`);
    facts.textContent = read.repeats
      ? t('{layout}, {width} × {height} pixels, seen {n} times, {sure} sure', { layout: kLayouts[read.layout] ?? read.layout,
        width: read.tile.width, height: read.tile.height, n: number(read.occurrences, 0), sure: percent(read.confidence) })
      : t('A piece of the photo, {width} × {height} pixels', read.tile);
    notes.replaceChildren(...read.notes.map((one) => h('p.warning', { role: 'status' }, kNotes[one] ?? one)));
  };

  const ask = async () => {
    const key = JSON.stringify([scan.id, state().scan_wish]);
    if (key === asked) return;
    asked = key;
    stop.abort();
    stop = new AbortController();
    const mine = stop;
    keep.disabled = true;
    await with_progress(bar, t('Reading the cloth.'), async (signal, on_progress) => {
      signal.addEventListener('abort', () => mine.abort());
      try {
        const job = await run_job(`/scans/${scan.id}/cloth`, state().scan_wish, { signal: mine.signal, on_progress, wait: 10 });
        if (asked !== key) return;
        read = job.result;
        const { straight } = read;
        [origin, a, b] = straight.a ? [straight.origin, straight.a, straight.b].map(point) : [null, null, null];
        keep.disabled = false;
        draw_found();
        draw_tile();
        draw();
      } catch (error) {
        if (asked !== key || left.aborted) return;  // nobody waits for it any more
        asked = '';
        throw error;
      }
    });
  };

  const take = () => with_progress(bar, t('Taking the tile.'), async (signal) => {
    const [made] = remember([await post(`/scans/${scan.id}/pattern`, { ...state().scan_wish, ...(inks && { inks: 0 }) }, signal)]);
    announce();
    choose_pattern(made.id);
    note(t('The cloth is a pattern now, and on the garment.'), { action: { text: t('Show it'), run: () => update({ screen: 'patterns' }, { step: false }) } });
  });

  return {
    element,
    show(one) {
      if (scan?.id !== one.id) {
        [read, a, b] = [null, null, null];
        table.show(thumbnail(one.files.photo, 1400), one.width, one.height);
        table.draw([]);
        table.handles([]);
      }
      scan = one;
      draw();
      ask().catch(complain);
    },
  };
}
