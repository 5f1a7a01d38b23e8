/// The screen of cloth and drawings in front of a camera: a photo becomes a pattern, or motifs.

import '../late/words.js';
import { cloth_panel } from './cloth.js';
import { drawing_panel } from './drawing.js';
import { choice, complain, file_button, h, note, with_progress } from '../dom.js';
import { item_name } from '../look.js';
import { announce, on_news } from '../news.js';
import { item, list_items, remember, thumbnail, upload } from '../server.js';
import { state, update } from '../state.js';
import { t } from '../words.js';

await new Promise((read) => document.head.append(h('link', { rel: 'stylesheet', href: new URL('scan.css', import.meta.url).pathname,
  on_load: read, on_error: read })));

const bar = h('div.bar');

/// Sends a photo and shows what can be made of it.
export async function scan_file(file) {
  const one = await with_progress(bar, t('Reading the picture.'), (signal) => upload('/scans', file, signal));
  if (!one) return;
  remember([one]);
  announce();
  update({ screen: 'scan', scan: one.id, scan_wish: {} });
}

/// Fills `panel`; see main.js.
export function scan_screen(panel, left) {
  const kinds = choice(t('What is in the picture'), [['cloth', t('Cloth')], ['drawing', t('A drawing')]], state().scan_kind,
    (to) => update({ scan_kind: to }, { step: false }));
  const body = h('div');
  const others = h('ul.wardrobe.scan_pictures', { aria: { label: t('Earlier pictures') } });
  const others_title = h('h3', { hidden: true }, t('Earlier pictures'));
  const nothing = h('p.nothing', {}, t('Photograph a piece of cloth, or scan a drawing, and drop it here. The cloth’s repeat is found, light and creases are taken out; a drawing is cut into motifs.'));
  panel.append(h('h2', {}, t('From a photo')), h('div.row', {}, kinds,
    file_button(t('Choose a picture'), 'image/*', (file) => scan_file(file).catch(complain)), bar), body, others_title, others);

  const panels = {};
  const draw = async () => {
    const { scan, scan_kind } = state();
    kinds.set(scan_kind);
    if (!scan) return body.replaceChildren(nothing);
    try {
      const one = await item(scan);
      if (left.aborted || scan !== state().scan || scan_kind !== state().scan_kind) return;
      panels[scan_kind] ??= (scan_kind === 'drawing' ? drawing_panel : cloth_panel)(left);
      if (body.firstChild !== panels[scan_kind].element) body.replaceChildren(panels[scan_kind].element);
      panels[scan_kind].show(one);
    } catch (error) {
      if (error.status !== 404) throw error;
      note(t('This picture was deleted in the meantime.'));
      update({ scan: null, scan_wish: {} }, { step: false });
    }
  };

  const draw_others = async () => {
    const scans = await list_items('scan');
    if (left.aborted) return;
    others_title.hidden = !scans.length;
    others.replaceChildren(...scans.map((one) => h('li.garment', {},
      h('button.face', { type: 'button', aria: { pressed: one.id === state().scan, label: item_name(one) },
        on_click: () => update({ scan: one.id, scan_wish: {} }) }, h('img', { src: thumbnail(one.files.photo, 320), alt: '' })),
      h('p', { 'aria-hidden': 'true' }, item_name(one)))));
  };

  on_news(left, () => draw_others().catch(complain));
  draw().catch(complain);
  draw_others().catch(complain);
  return (now, changed) => {
    if (changed('scan', 'scan_wish', 'scan_kind')) draw().catch(complain);
    if (changed('scan')) draw_others().catch(complain);
  };
}
