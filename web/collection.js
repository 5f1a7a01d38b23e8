/// A collection on one page: its prints side by side in one palette, each with its name and what it is for.

import { bytes_of, item_known, job_file, post, remember, run_job, thumbnail } from './server.js';
import { complain, h, icon_button, with_progress } from './dom.js';
import { name_field } from './gallery.js';
import { look, pattern_name, role_name } from './look.js';
import { choose_pattern } from './making.js';
import { announce } from './news.js';
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

/// {element, show(pattern)}; `redraw()` is called when other patterns are in it, `show` tells which one is on the garment.
export function collection_view(collection, redraw) {
  const members = members_of(collection), bar = h('div.bar');
  const caption = ({ id, role }) => {
    const name = pattern_name(id), what = role_name(role);
    return !role ? name : name === what ? `${what} · ${kPurposes[role] ?? ''}` : `${name} · ${what}`;
  };
  const change = async (patterns) => {
    try {
      remember([await post(`/collections/${collection.id}`, { patterns })]);
      announce();
      redraw();
    } catch (error) {
      complain(error);
    }
  };
  const ids = members.map((one) => one.id);
  const add = h('button', { type: 'button', on_click: () => change([...ids, state().pattern]) });
  const show = (pattern) => {
    add.hidden = !pattern || ids.includes(pattern);
    if (!add.hidden) add.textContent = t('Add {name}', { name: pattern_name(pattern) });
    for (const face of element.querySelectorAll('.face')) face.setAttribute('aria-pressed', face.parentElement.dataset.id === pattern);
  };
  const save = () => with_progress(bar, t('Dressing each of them.'), async (signal, on_progress) => {
    const { pattern: _, colours: __, ...rest } = look();
    const job = await run_job('/looks/sheet', { patterns: members.map((one) => one.id), captions: members.map(caption), ...rest },
      { signal, on_progress });
    save_bytes(await bytes_of(job_file(job), signal), `${collection.note.title || 'toile-collection'}.jpg`);
  });
  const element = h('section.collection', { aria: { label: t('Collection') } },
    h('div.row', {}, h('button.link', { type: 'button', on_click: () => update({ opened: null }, { step: false }) }, t('All collections')),
      name_field(collection)),
    h('ul.members', {}, members.map((one) => h('li.tile', { data: { role: one.role, id: one.id } }, h('button.face', { type: 'button',
      aria: { label: t('{name} on the garment', { name: caption(one) }) }, on_click: () => choose_pattern(one.id) }, piece(one)),
    members.length > 1 && icon_button('close', t('Take out {name}', { name: caption(one) }), () => change(ids.filter((id) => id !== one.id)), 'quiet.round.bin'),
    h('p', {}, caption(one))))),
    h('div.row', {}, h('button.primary', { type: 'button', disabled: !look(), on_click: save }, t('Save the page')),
      add,
      h('button', { type: 'button', on_click: () => update({ batch: members.map((one) => one.id), screen: 'patterns' }) }, t('Show them in the grid')), bar));
  show(state().pattern);
  return { element, show };
}
