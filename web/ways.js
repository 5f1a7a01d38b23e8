/// Suggested colourways side by side: as tiles, or on the garment.

import { suggest } from './colourways.js';
import { choice, complain, h } from './dom.js';
import { colourway, with_colours } from './draft.js';
import { look } from './look.js';
import { post_for_blob, unit_url } from './server.js';
import { state } from './state.js';
import { t } from './words.js';

const kWidth = 240;  // pixels of a small look
let round = 0;
let shown = 'tile';  // or 'garment'

/// `choose({name, to})` takes one. `draw(anew)` shows those of the draft; without `anew` only what depends on it alone.
export function ways_view({ id, draft, choose }) {
  const list = h('div.ways', { role: 'group', aria: { label: t('Suggested colourways') } });
  let turn = 0;

  const draw = async (anew = true) => {
    if (!anew && shown === 'tile') return;
    const mine = ++turn;
    const now = shown === 'garment' ? [{ name: t('Now'), to: draft().to }] : [];
    const offers = [...now, ...suggest(draft().to, round)];
    const faces = offers.map(() => h('img', { alt: '' }));
    list.classList.toggle('on_garment', shown === 'garment');
    list.replaceChildren(...offers.map((offer, at) => h('button.way', { type: 'button', on_click: () => choose(offer) },
      faces[at], h('span', {}, offer.name))));
    for (const [at, offer] of offers.entries()) {
      const way = colourway(with_colours(draft(), offer.to));
      const wish = shown === 'garment' && look({ colours: way, width: kWidth });
      try {
        if (!wish) faces[at].src = unit_url(id, state().layout, kWidth, way);
        else {
          const url = URL.createObjectURL(await post_for_blob('/preview', wish));
          faces[at].addEventListener('load', () => URL.revokeObjectURL(url), { once: true });
          faces[at].src = url;
        }
      } catch (error) {
        return complain(error);
      }
      if (mine !== turn || !list.isConnected) return;
    }
  };

  const element = h('section.colourways', { aria: { label: t('Colourways') } }, h('div.row', {}, h('h3', {}, t('Colourways')),
    choice(t('Shown as'), [['tile', t('Tiles')], ['garment', t('On the garment')]], shown, (to) => { shown = to; draw(); }),
    h('button', { type: 'button', on_click: () => { ++round; draw(); } }, t('Suggest others'))), list);
  let waiting = 0;
  return { element, draw: (anew = true) => {
    clearTimeout(waiting);
    if (anew) return draw();
    waiting = setTimeout(() => draw(false), 500);  // when the hand rests
  } };
}
