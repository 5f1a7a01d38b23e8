/// The screen of motifs: the print on the table with its repeat around it, and what can be changed of it - motifs,
/// arrangement, inks. What comes of it is a pattern like any other.

import '../late/words.js';
import { arrangement_panel } from './arrangement.js';
import { choice, complain, h, icon_button, note, say, slider, with_progress } from '../dom.js';
import { inks_panel } from './inks.js';
import { is_line_work } from './layout_ops.js';
import { motif_shelf, read_stock } from './shelf.js';
import { announce } from '../news.js';
import { choose_pattern, read_categories } from '../making.js';
import { remember, run_job } from '../server.js';
import { length_text } from '../sizes.js';
import { change, document_now, keep_sketch, kept_document, sketch, start_over, work } from './sketch.js';
import { follow_hands } from './hands.js';
import { sketch_view, sketches_per_second } from './view.js';
import { end_group, state, update } from '../state.js';
import { worn_by_garment } from './wear.js';
import { t } from '../words.js';

const kTabs = [['motifs', t('Motifs')], ['arrangement', t('Arrangement')], ['inks', t('Colours')]];

let tab = 'motifs';

document.head.append(h('link', { rel: 'stylesheet', href: new URL('motifs.css', import.meta.url).pathname }));

/// Fills `panel`; see main.js.
export function motifs_screen(panel, left) {
  let layout = null, suits = [], all = [], motif = null, busy = false;
  let shown_of = null, kept = null;  // the pattern that is on the table, and its layout as it was kept
  let moving = false, resting = 0;

  // ---- the table
  let told = '';
  const view = sketch_view((error) => {
    if (error.message !== told) complain(error);
    told = error.message;
  });
  const wear = worn_by_garment(left);
  const dress = () => wear(sketch() && work(layout), moving);
  const set = (next, group = null) => {
    layout = next;
    moving = group !== null;
    change(next, group);
    // keys and wheels have no moment of letting go
    clearTimeout(resting);
    if (moving) resting = setTimeout(() => moving && !view.element.matches('.held') && settle(), 500);
  };
  const settle = () => {
    const moved = moving;
    moving = false;
    end_group();
    view.settle();
    if (!moved) return;
    dress();
    draw_tab();
  };
  const choose = (at) => {
    motif = at === null ? null : layout.placements[at].motif;
    if (motif && is_line_work(motif)) motif = null;
    draw_held();
    draw_tab();
  };
  const hands = follow_hands(view, { change: set, settle, choose });

  // ---- what is in hand
  const size = slider(t('Size'), { min: -3, max: 5, step: 0.02, value: 0, show: (value) => length_text(2 ** value),
    on_input: (value) => hands.put({ size_cm: 2 ** value }, 'size'), on_change: settle });
  const turn = slider(t('Turn'), { min: -180, max: 180, step: 1, value: 0, show: (value) => `${Math.round(value)}°`,
    on_input: (value) => hands.put({ angle: value }, 'turn'), on_change: settle });
  const tools = h('div.tools', {},
    icon_button('flip', t('Mirror'), () => hands.mirror()), icon_button('front', t('To the front'), () => hands.raise(1)),
    icon_button('behind', t('To the back'), () => hands.raise(-1)), icon_button('copy', t('Copy'), () => hands.copy()),
    icon_button('bin', t('Delete'), () => { hands.remove(); view.element.focus(); }));
  const hint = h('p.lead', {}, t('Take a motif to move, turn and scale it. Over the edge of the repeat it comes in on the other side.'));
  const in_hand = h('div.in_hand', { role: 'group', aria: { label: t('The motif in hand') } }, tools, size, turn);
  const draw_held = () => {
    const one = layout?.placements[view.selected()];
    in_hand.hidden = !one;
    hint.hidden = Boolean(one);
    if (!one) return;
    size.set(Math.log2(one.size_cm));
    turn.set(one.angle ?? 0);
  };

  // ---- what can be changed
  const laid = (next, group) => {
    hands.let_go();
    set(next, group);
    if (group === null) settle();
  };
  const inked = (next, group) => set(next, group);
  const arrangement = arrangement_panel({ on_change: laid, on_settle: settle });
  const inks = inks_panel({ on_change: inked, on_settle: settle });
  const shelf = motif_shelf({
    on_change: (next, { select, motif: name = motif }) => {
      set(next);
      view.select(select ?? null);
      motif = select === null ? null : name;
      settle();
      draw_held();
      draw_tab();
    },
    on_pick: (name) => {
      view.select(name === null ? null : layout.placements.findIndex((one) => one.motif === name));
      motif = name;
      draw_held();
      draw_tab();
    },
    on_add: () => ({ x_cm: layout.width_cm / 2, y_cm: layout.height_cm / 2 }),
    on_made: (one) => {
      announce();
      choose_pattern(one.id);
    },
  });
  const bodies = { motifs: shelf.element, arrangement: arrangement.element, inks: inks.element };
  const body = h('div.changes');
  const draw_tab = () => {
    if (!layout) return;
    if (body.firstChild !== bodies[tab]) body.replaceChildren(bodies[tab]);
    if (tab === 'motifs') shelf.show(layout, { motif, at: view.selected() });
    if (tab === 'arrangement') arrangement.show(layout, suits, all);
    if (tab === 'inks') inks.show(layout);
  };
  const tabs = choice(t('What to change'), kTabs, tab, (to) => { tab = to; draw_tab(); });

  // ---- keeping it
  const bar = h('div.bar');
  const keep = h('button.primary', { type: 'button', on_click: () => keep_it() }, t('Keep this print'));
  const back = h('button', { type: 'button', on_click: () => start_over() }, t('Start over'));
  const keep_it = async () => {
    busy = true;
    await with_progress(bar, t('Keeping the print.'), async (signal) => {
      const one = await keep_sketch(signal);
      announce();
      choose_pattern(one.id);
      note(t('The print is a pattern of its own now, and on the garment.'));
    });
    busy = false;
  };

  const table = [view.element, h('p.unseen', { id: 'sketch_help' }, t('Enter takes the next motif, Shift and Enter the one before. Arrow keys move it, plus and minus change its size, comma and full stop turn it, M mirrors, D copies, F and B bring it to the front and back, Delete deletes it, Escape lets go.')),
    h('div.under_table', {}, hint, in_hand), h('div.row.keeping', {}, tabs, h('div.row', {}, back, keep), bar), body];

  const nothing = (text, more) => panel.replaceChildren(h('h2.unseen', {}, t('Motifs')), h('div.nothing', {}, h('p', {}, text), more));

  /// Eight prints that are laid out of motifs.
  const make_some = () => with_progress(bar, t('Laying out a print.'), async (signal, on_progress) => {
    const category = suits_of_state()?.name ?? 'floral';
    const job = await run_job('/patterns', { category, count: 1 }, { signal, on_progress });
    const [one] = remember(job.result.items);
    announce();
    choose_pattern(one.id);
  });
  let categories = [];
  const suits_of_state = () => categories.find((one) => one.name === state().category && one.layouts.length);

  const read = async () => {
    const id = state().pattern;
    if (!id) return nothing(t('Choose a pattern first, then change its motifs.'));
    try {
      const [next, was, known, stock] = await Promise.all([document_now(), kept_document(id), read_categories(), read_stock()]);
      if (id !== state().pattern || left.aborted) return;
      kept = was;
      categories = known;
      all = stock.layouts;
      suits = known.find((one) => one.name === next.category)?.layouts ?? [];
      if (shown_of !== id || !view.element.isConnected) {
        panel.replaceChildren(h('h2.unseen', {}, t('Motifs')), ...table);
        shown_of = id;
        view.select(null);
        motif = null;
      }
      show(next);
    } catch (error) {
      if (id !== state().pattern || left.aborted) return;
      shown_of = null;
      layout = null;
      if (error.status === 400) nothing(t('This pattern is not laid out of motifs.'), h('div.row', {}, h('button.primary', { type: 'button', on_click: () => make_some().catch(complain) }, t('Lay out a print')), bar));
      else complain(error);
    }
  };

  const show = (next) => {
    layout = next;
    const at = view.selected();
    if (at !== null && layout.placements[at]?.motif !== motif && motif) {
      view.select(null);
      motif = null;
    }
    view.show(layout, moving);
    dress();
    keep.disabled = back.disabled = !sketch();
    draw_held();
    if (!moving || tab !== 'motifs') draw_tab();
  };

  // what the browser tests read
  globalThis.toile.sketches_per_second = sketches_per_second;
  globalThis.toile.at_table = () => {
    const box = view.element.getBoundingClientRect();
    const places = layout.placements.map((_, at) => view.middle(at)).map(({ x, y }) => ({ x: x + box.x, y: y + box.y }));
    return { layout, held: view.selected(), tile: view.tile(), places };
  };

  left.addEventListener('abort', () => {
    if (sketch() && !busy) note(t('The print is not kept yet.'), { action: { text: t('Keep it'), run: () => keep_it().catch(complain) } });
  });
  read();
  return (now, changed) => {
    if (changed('pattern')) return read();
    if (changed('unit') && layout) {
      draw_held();
      draw_tab();
    }
    if (!changed('sketch') || !shown_of) return;
    show(sketch()?.document ?? kept);
  };
}
