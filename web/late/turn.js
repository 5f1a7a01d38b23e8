/// The garment in one colourway or pattern after the other, as a picture that moves.

import './words.js';
import { suggest } from '../colourways.js';
import { draft_of } from '../colour.js';
import { choice, h, note, with_progress } from '../dom.js';
import { colourway, with_colours } from '../draft.js';
import { look } from '../look.js';
import { card, file_name, take } from '../save.js';
import { item_known, job_file, run_job } from '../server.js';
import { state } from '../state.js';
import { t } from '../words.js';

const kMost = 24;

let which = 'colourways';

/// The pattern as it is now, and in the suggested colourways.
async function colourways(id) {
  const draft = await draft_of(id);
  return [draft.to, ...suggest(draft.to).map(({ to }) => to)].map((to) => ({ pattern: id, colours: colourway(with_colours(draft, to)) }));
}

export function turn_card() {
  const bar = h('div.bar');
  const save = () => with_progress(bar, t('Dressing each of them.'), async (signal, on_progress) => {
    const { pattern, batch } = state(), { pattern: _, colours: __, ...rest } = look();
    const frames = which === 'colourways' ? await colourways(pattern)
      : batch.filter(item_known).slice(0, kMost).map((id) => ({ pattern: id }));
    if (frames.length < 2) return note(t('There is but one pattern in the grid.'));
    const job = await run_job('/looks/turn', { ...rest, frames }, { signal, on_progress });
    await take(job_file(job), file_name(`turn-of-${frames.length}`, 'gif', [frames, rest]), signal);
  });
  return card(t('Moving picture'), t('The garment in one after the other, as a GIF that moves.'),
    choice(t('What is shown in turn'), [['colourways', t('Colourways')], ['batch', t('These {n}', { n: state().batch.length })]], which, (to) => { which = to; }),
    h('div.row', {}, h('button', { type: 'button', disabled: !look(), on_click: save }, t('Save GIF'))), bar);
}
