/// A collection on one page: its prints side by side in one palette, each with its name and what it is for.

import { bytes_of, item_known, job_file, run_job, thumbnail } from './server.js';
import { h, with_progress } from './dom.js';
import { name_field } from './gallery.js';
import { look, pattern_name, role_name } from './look.js';
import { choose_pattern } from './making.js';
import { save_bytes } from './save.js';
import { state, update } from './state.js';
import { t } from './words.js';

const kPurposes = { large: t('hero'), small: t('coordinate'), stripe: t('coordinate'), dot: t('coordinate'), plain: t('blender') };

/// Its patterns that are still there: [{role, id, tile}].
export const members_of = (collection) => collection.note.members
  .map(({ role, pattern }) => ({ role, id: pattern, tile: item_known(pattern)?.files.tile }))
  .filter(({ tile }) => tile);

function piece({ tile }) {
  const cloth = h('span.cloth_piece');
  cloth.style.backgroundImage = `url("${thumbnail(tile, 320)}")`;
  return cloth;
}

export function collection_view(collection) {
  const members = members_of(collection), bar = h('div.bar');
  const caption = ({ id, role }) => {
    const name = pattern_name(id), what = role_name(role);
    return name === what ? `${what} · ${kPurposes[role] ?? ''}` : `${name} · ${what}`;
  };
  const save = () => with_progress(bar, t('Dressing each of them.'), async (signal, on_progress) => {
    const { pattern: _, colours: __, ...rest } = look();
    const job = await run_job('/looks/sheet', { patterns: members.map((one) => one.id), captions: members.map(caption), ...rest },
      { signal, on_progress });
    save_bytes(await bytes_of(job_file(job), signal), `${collection.note.title || 'toile-collection'}.jpg`);
  });
  return h('section.collection', { aria: { label: t('Collection') } },
    h('div.row', {}, h('button.link', { type: 'button', on_click: () => update({ opened: null }, { step: false }) }, t('All collections')),
      name_field(collection)),
    h('ul.members', {}, members.map((one) => h('li', { data: { role: one.role } }, h('button.face', { type: 'button',
      aria: { label: t('{name} on the garment', { name: caption(one) }), pressed: one.id === state().pattern }, on_click: (event) => {
        choose_pattern(one.id);
        for (const face of event.currentTarget.closest('ul').querySelectorAll('.face')) face.setAttribute('aria-pressed', face === event.currentTarget);
      } }, piece(one)),
    h('p', {}, caption(one))))),
    h('div.row', {}, h('button.primary', { type: 'button', disabled: !look(), on_click: save }, t('Save the page')),
      h('button', { type: 'button', on_click: () => update({ batch: members.map((one) => one.id), screen: 'patterns' }) }, t('Show them in the grid')), bar));
}
