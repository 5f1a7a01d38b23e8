/// Many patterns on the garment, side by side on one page.

import './words.js';
import { choice, h, note, with_progress } from '../dom.js';
import { look, pattern_name } from '../look.js';
import { kept_pattern } from '../making.js';
import { card, file_name, take } from '../save.js';
import { job_file, list_items, run_job } from '../server.js';
import { state } from '../state.js';
import { t } from '../words.js';

const kMostLooks = 24;

let named = true;

export function contact_card() {
  const bar = h('div.bar');
  const { made, batch } = state();
  let which = 'batch';
  const none_of = { batch: t('There is no pattern in the grid.'), made: t('No pattern was made in this session yet.'),
    favourites: t('There is no favourite pattern yet. Keep some by their heart first.') };
  const patterns = async () => (which === 'batch' ? batch : which === 'made' ? made
    : (await list_items('pattern')).filter((one) => one.favourite).map((one) => one.id));
  const save = () => with_progress(bar, t('Dressing each of them.'), async (signal, on_progress) => {
    await kept_pattern(signal);
    const ids = (await patterns()).slice(-kMostLooks);
    if (!ids.length) return note(none_of[which]);
    const { pattern: _, ...rest } = look();
    const captions = named ? { captions: ids.map((id, at) => `${at + 1}  ${pattern_name(id)}`) } : {};
    const job = await run_job('/looks/sheet', { patterns: ids, ...captions, ...rest }, { signal, on_progress });
    await take(job_file(job), file_name(`sheet-of-${ids.length}`, 'jpg', [ids, rest, named]), signal);
  });
  return card(t('Contact sheet'), t('Many patterns on this garment, side by side on one page.'),
    choice(t('Which patterns'), [['batch', t('These {n}', { n: batch.length })],
      ['made', made.length > kMostLooks ? t('Last {n} of this session', { n: kMostLooks }) : t('This session ({n})', { n: made.length })],
      ['favourites', t('Favourites')]], which, (to) => { which = to; }),
    choice(t('Captions'), [[true, t('With names')], [false, t('Without')]], named, (to) => { named = to; }),
    h('div.row', {}, h('button.primary', { type: 'button', disabled: !look(), on_click: save }, t('Save the sheet'))), bar);
}
