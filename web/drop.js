/// Files dropped or pasted anywhere: photos to dress, tiles, palettes, looks. Where they are dropped says what they are
/// for, and what was meant otherwise is one click away.

import { complain, h, note } from './dom.js';
import { take_colours } from './colour.js';
import { dress_own_photos } from './garment.js';
import { upload_tiles } from './making.js';
import { state, update } from './state.js';
import { import_look } from './takeaway.js';
import { t } from './words.js';

const kPalette = /\.(ase|aco|gpl|css)$/i;
const kLook = /\.toile$/i;

/// What pictures dropped at `target` become: over the garment photos, over patterns and colours tiles.
function purpose(target) {
  if (target?.closest?.('#stage')) return 'photo';
  if (state().screen === 'scan') return 'scan';
  return ['patterns', 'colour'].includes(state().screen) ? 'tile' : 'photo';
}

async function take_pictures(files, as) {
  if (as === 'scan') return (await import('./scan/screen.js')).scan_file(files[0]);
  if (as === 'photo') return dress_own_photos(files);
  update({ screen: 'patterns' }, { step: false });
  await upload_tiles(files);
  note(files.length > 1 ? t('Taken as tiles.') : t('Taken as a tile.'), { action: { text: t('Dress it as a photo'), run: () =>
    dress_own_photos(files).catch(complain) } });
}

async function take(files, as) {
  const pictures = [];
  for (const file of files) {
    if (file.type.startsWith('image/')) pictures.push(file);
    else if (kLook.test(file.name)) await import_look(file);
    else if (kPalette.test(file.name) && state().pattern) {
      update({ screen: 'colour' }, { step: false });
      await take_colours(file);
    } else {
      note(t('{name} is not a picture. Drop a JPEG, PNG, WebP or TIFF photo.', { name: file.name }), { error: true });
    }
  }
  if (pictures.length) await take_pictures(pictures, as);
}

export function listen_for_files() {
  const drop = document.getElementById('drop');
  const words = h('p');
  drop.replaceChildren(words);
  const has_file = (event) => [...event.dataTransfer?.types ?? []].includes('Files');
  addEventListener('dragover', (event) => {
    if (!has_file(event)) return;
    event.preventDefault();
    const as = purpose(event.target);
    drop.hidden = false;
    drop.dataset.as = as;
    words.textContent = as === 'scan' ? t('Drop the cloth or the drawing here') : as === 'tile' ? t('Drop it here as a tile, or on the garment as a photo') : t('Drop the photo to dress it');
  });
  addEventListener('dragleave', (event) => { if (!event.relatedTarget) drop.hidden = true; });
  addEventListener('drop', (event) => {
    drop.hidden = true;
    if (!has_file(event)) return;
    event.preventDefault();
    take([...event.dataTransfer.files], purpose(event.target)).catch(complain);
  });
  addEventListener('paste', (event) => {
    // a browser calls every picture of the clipboard the same
    const files = [...event.clipboardData?.files ?? []].map((one) =>
      (/^image\.\w+$/.test(one.name) ? new File([one], '', { type: one.type }) : one));
    if (files.length) take(files, purpose(null)).catch(complain);
  });
}
