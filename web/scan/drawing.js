/// A drawing on paper: its motifs, each of which can be left out, taken for *Motifs*.

import '../late/words.js';
import { scan_table } from './table.js';
import { complain, h, note, with_progress } from '../dom.js';
import { choose_pattern } from '../making.js';
import { announce } from '../news.js';
import { remember, run_job, thumbnail } from '../server.js';
import { update } from '../state.js';
import { t } from '../words.js';

const kRuled = 'the paper is ruled; its lines were taken out';  // as the studio says it

/// Gives {element, show(scan)}: `scan` is the item.
export function drawing_panel(left) {
  const bar = h('div.bar');
  const table = scan_table(t('The drawing'));
  const facts = h('p.lead', { role: 'status' });
  const keep = h('button.primary', { type: 'button', disabled: true, on_click: () => take() });
  const whole = h('button', { type: 'button', on_click: () => take_page() }, t('Make the page a repeat'));
  const element = h('div.scan_cloth', {}, table.element, facts, h('div.row', {}, keep, whole, bar));
  let scan = null, pieces = [], wanted = new Set();
  const stop = new AbortController();
  left.addEventListener('abort', () => stop.abort());

  const count = () => {
    keep.textContent = t('Take {n} motifs', { n: wanted.size });
    keep.disabled = !wanted.size;
  };
  const box = ({ x, y, width, height }, at) => {
    const button = h('button.piece', { type: 'button', aria: { pressed: true, label: t('Motif {n} of {count}', { n: at + 1, count: pieces.length }) },
      on_click: () => {
        if (!wanted.delete(at)) wanted.add(at);
        button.setAttribute('aria-pressed', wanted.has(at));
        count();
      } });
    Object.assign(button.style, { left: `${100 * x / scan.width}%`, top: `${100 * y / scan.height}%`,
      width: `${100 * width / scan.width}%`, height: `${100 * height / scan.height}%` });
    return button;
  };

  const read = () => with_progress(bar, t('Cutting the drawing apart.'), async (signal, on_progress) => {
    signal.addEventListener('abort', () => stop.abort());
    const of = scan;
    const job = await run_job(`/scans/${of.id}/drawing`, {}, { signal: stop.signal, on_progress, wait: 10 }).catch((error) => {
      if (!left.aborted) throw error;
    });
    if (of !== scan || !job) return;
    const { result } = job;
    pieces = result.pieces;
    wanted = new Set(pieces.keys());
    table.grips.replaceChildren(...pieces.map(box));
    facts.textContent = [t('{n} motifs were found. Click one to leave it out.', { n: pieces.length }),
      result.notes.includes(kRuled) ? t('The paper is ruled; its lines were taken out.') : '',
      result.cut_off ? t('{n} cross the edge of the page and were left out.', { n: result.cut_off }) : ''].join(' ');
    count();
  });

  const take = () => with_progress(bar, t('Keeping the motifs.'), async (signal, on_progress) => {
    const job = await run_job(`/scans/${scan.id}/motifs`, { pieces: [...wanted].sort((a, b) => a - b) }, { signal, on_progress, wait: 10 });
    remember(job.result.items);
    announce();
    note(t('{n} motifs are yours now: under “Motifs”, among “Yours”.', { n: job.result.items.length }),
      { action: { text: t('Open Motifs'), run: () => update({ screen: 'motifs' }, { step: false }) } });
  });

  const take_page = () => with_progress(bar, t('Laying the page.'), async (signal, on_progress) => {
    const { result } = await run_job(`/scans/${scan.id}/page`, {}, { signal, on_progress, wait: 10 });
    remember([result.item]);
    announce();
    choose_pattern(result.item.id);
    note(t('The page is a pattern now, and on the garment: {completed} completed at its edge, {filled} laid into holes.', result),
      { action: { text: t('Show it'), run: () => update({ screen: 'patterns' }, { step: false }) } });
  });

  keep.textContent = t('Take {n} motifs', { n: 0 });
  return {
    element,
    show(one) {
      if (scan?.id === one.id) return;
      scan = one;
      pieces = [];
      table.show(thumbnail(one.files.photo, 1400), one.width, one.height);
      table.grips.replaceChildren();
      read().catch(complain);
    },
  };
}
