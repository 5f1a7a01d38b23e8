/// Where a tile from outside doesn't meet itself: told, and mended when asked.

import { complain, h, note } from './dom.js';
import { announce } from './news.js';
import { get, item_known, post, remember } from './server.js';
import { kLayouts } from './stage.js';
import { state, update } from './state.js';
import { t } from './words.js';

const kPlain = 3;         // times the step between other pixels: then anybody sees it
const known = new Map();  // id -> what the studio said

/// A warning for the pattern `id` in the layout that is chosen, to be laid in the page; `choose(id)` puts the mended
/// tile on the garment. `show()` looks again.
export function seam_warning(id, choose) {
  const element = h('div.warning', { role: 'status', hidden: true });
  const name_of = (layout) => kLayouts.find(([value]) => value === layout)?.[1] ?? layout;
  const mend = async () => {
    try {
      const [one] = remember([await post(`/patterns/${id}/mend`, { layout: state().layout })]);
      announce();
      choose(one.id);
      note(t('The mended tile is a pattern of its own. Yours is as it was.'));
    } catch (error) {
      complain(error);
    }
  };
  const show = async () => {
    const from = item_known(id)?.note.from;
    if (!['upload', 'mended', 'scan'].includes(from)) return;
    try {
      if (!known.has(id)) known.set(id, await get(`/patterns/${id}/seams`));
    } catch {
      return;  // a warning that can't be had is none
    }
    const { layouts } = known.get(id), { layout } = state();
    const here = layouts[layout];
    element.hidden = !here?.seam;
    if (element.hidden) return;
    const fits = Object.keys(layouts).filter((one) => !layouts[one].seam && one !== 'mirror');
    element.replaceChildren(
      h('p', {}, here.score < kPlain ? t('A slight seam shows in this layout.') : t('A seam shows plainly in this layout.'),
        ' ', fits.length ? t('It was drawn for: {layouts}.', { layouts: fits.map(name_of).join(', ') }) : ''),
      h('div.row', {}, ...fits.map((one) => h('button.small', { type: 'button', on_click: () => update({ layout: one }) }, name_of(one))),
        h('button.small', { type: 'button', on_click: mend }, t('Mend a copy'))));
  };
  show();
  return { element, show };
}
