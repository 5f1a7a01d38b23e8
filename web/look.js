/// The look on the page: which photo, which mask, how the pattern lies. Values only.

import { get, item, item_known } from './server.js';
import { state } from './state.js';

const kGroups = ['upper', 'dress', 'outer', 'lower', 'home'];  // as the shelf is ordered

let garments = [];

/// Reads the wardrobe; once is enough.
export async function read_wardrobe() {
  if (garments.length) return;
  const place = ({ group }) => (kGroups.indexOf(group) + kGroups.length + 1) % (kGroups.length + 1);
  garments = (await get('/wardrobe')).garments.sort((a, b) => place(a) - place(b));
}
export const wardrobe = () => garments;
/// What is on the stage when nothing else was chosen.
export const first_garment = () => (garments.length ? `wardrobe:${garments[0].name}` : null);

/// The chosen photo as {id, title, url, width, height, mask_url, own}, or null when there is none. Throws an ApiError
/// when it was deleted.
export async function chosen_photo() {
  const { photo, mask } = state();
  if (!photo) return null;
  if (photo.startsWith('wardrobe:')) {
    const garment = garments.find((one) => `wardrobe:${one.name}` === photo);
    return garment && { id: photo, title: garment.title, url: garment.photo, width: garment.width,
      height: garment.height, mask_url: garment.mask, own: false };
  }
  const own = await item(photo);
  return { id: photo, title: 'Your photo', url: own.files.photo, width: own.width, height: own.height,
    mask_url: mask ? (await item(mask)).files.mask : null, own: true };
}

/// The body of /api/preview and /api/looks, or null as long as something is missing.
export function look(more = {}) {
  const { pattern, photo, mask, layout, scale, angle, shift } = state();
  if (!pattern || !photo || (!mask && !photo.startsWith('wardrobe:'))) return null;
  return { pattern, photo, ...(mask && !photo.startsWith('wardrobe:') ? { mask } : {}), layout, scale, angle, shift,
    ...more };
}

/// What a person calls this pattern.
export function pattern_name(id) {
  const { category, from, of } = item_known(id)?.note ?? {};
  if (category) return category;
  if (from === 'recolour') return item_known(of) ? `${pattern_name(of)} colourway` : 'colourway';
  return from === 'upload' ? 'own tile' : 'pattern';
}
