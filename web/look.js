/// The look on the page: which photo, which mask, how the pattern lies. Values only.

import { colours_of } from './draft.js';
import { get, item, item_known } from './server.js';
import { state } from './state.js';
import { language, t } from './words.js';

const kGroups = ['upper', 'dress', 'outer', 'lower', 'home'];  // as the shelf is ordered

let garments = [];

/// Reads the wardrobe; once is enough.
export async function read_wardrobe() {
  if (garments.length) return;
  const place = ({ group }) => (kGroups.indexOf(group) + kGroups.length + 1) % (kGroups.length + 1);
  const high = ({ width, height }) => height / width;  // those that fill the stage come first
  garments = (await get('/wardrobe')).garments.sort((a, b) => place(a) - place(b) || high(b) - high(a));
}
export const wardrobe = () => garments;
/// What is on the stage when nothing else was chosen.
export const first_garment = () => (garments.length ? `wardrobe:${garments[0].name}` : null);

/// The chosen photo as {id, title, url, width, height, mask_url, own, width_cm}, or null when there is none; `width_cm`
/// of a wardrobe garment alone. Throws an ApiError when it was deleted.
export async function chosen_photo() {
  const { photo, mask } = state();
  if (!photo) return null;
  if (photo.startsWith('wardrobe:')) {
    const garment = garments.find((one) => `wardrobe:${one.name}` === photo);
    return garment && { id: photo, title: t(garment.title), url: garment.photo, width: garment.width,
      height: garment.height, mask_url: garment.mask, own: false, width_cm: garment.width_cm };
  }
  const own = await item(photo);
  return { id: photo, title: item_name(own), url: own.files.photo, width: own.width, height: own.height,
    mask_url: mask ? (await item(mask)).files.mask : null, own: true };
}

/// The body of /api/preview, or null as long as something is missing. Unkept colours are in it.
export function look(more = {}) {
  const { pattern, photo, mask, layout, scale, angle, shift } = state();
  if (!pattern || !photo || (!mask && !photo.startsWith('wardrobe:'))) return null;
  const colours = colours_of(state()), also = also_worn(photo, mask);
  return { pattern, photo, ...(mask && !photo.startsWith('wardrobe:') ? { mask } : {}), layout, scale, angle, shift,
    ...(colours ? { colours } : {}), ...(also.length ? { also } : {}), ...more };
}

const kLying = ['pattern', 'layout', 'scale', 'angle', 'shift'];
const lying = (from) => Object.fromEntries(kLying.filter((name) => name in from).map((name) => [name, from[name]]));

/// What the photo's other garments wear, as /api/preview takes it.
function also_worn(photo, mask) {
  const { worn, trashed } = state();
  return Object.values(worn[photo] ?? {}).filter((one) => one.mask !== mask && !trashed.includes(one.pattern)).map((one) => {
    const colours = colours_of(state(), one.pattern);
    return { ...one, ...(colours ? { colours } : {}) };
  });
}

/// What changes when another garment of the photo is taken in hand: the one before keeps what it wears, and this one has
/// what it wore, if it did.
export function taken_in_hand(garment, mask) {
  const { photo, group, pattern, worn } = state(), now = state();
  const { [garment]: own, ...others } = worn[photo] ?? {};
  if (group && group !== garment && now.mask && pattern) others[group] = { mask: now.mask, ...lying(now) };
  return { group: garment, mask: own?.mask ?? mask, first_mask: own?.mask ?? mask, hints: [], ...lying(own ?? {}),
    worn: { ...worn, [photo]: others } };
}

/// What changes when another photo is taken: this one remembers what its garments wear, the one in hand last.
export function put_down() {
  const { photo, group, mask, pattern, worn } = state();
  if (!photo || photo.startsWith('wardrobe:') || !group || !mask || !pattern) return {};
  const { [group]: _, ...others } = worn[photo] ?? {};
  return { worn: { ...worn, [photo]: { ...others, [group]: { mask, ...lying(state()) } } } };
}

/// What changes when a photo is taken again: the garment that was in hand is, in the pattern that now is. Null where the
/// photo remembers none.
export function picked_up(photo) {
  const { worn } = state(), garment = Object.keys(worn[photo] ?? {}).at(-1);
  if (!garment) return null;
  const { [garment]: own, ...others } = worn[photo];
  return { group: garment, mask: own.mask, first_mask: own.mask, worn: { ...worn, [photo]: others } };
}

/// What changes when a garment of the photo is left as it was photographed.
export function undressed(garment) {
  const { photo, worn } = state();
  const { [garment]: _, ...others } = worn[photo] ?? {};
  return { worn: { ...worn, [photo]: others } };
}

/// What a person calls this pattern.
export function pattern_name(id) {
  const one = item_known(id);
  const { title, category, from, of, role } = one?.note ?? {};
  if (title) return title;
  if (from === 'collection') return role_name(role);
  if (from === 'own motifs') return t('own print');
  if (from === 'recolour') {
    return t('{name} colourway', { name: item_known(of) ? pattern_name(of) : category ? t(category) : '' }).trim();
  }
  if (category) return t(category);
  return ['upload', 'mended', 'scan'].includes(from) ? t('own tile') : t('pattern');
}

export const role_name = (role) =>
  ({ large: t('large print'), small: t('small print'), stripe: t('stripe'), dot: t('dot'), plain: t('plain') })[role] ?? role;

/// What a person calls any item.
export function item_name(one) {
  if (one.note.title) return one.note.title;
  if (one.kind === 'pattern') return pattern_name(one.id);
  const date = new Date(one.created).toLocaleDateString(language);
  return { photo: () => t('Photo of {date}', { date }), scan: () => t('Picture of {date}', { date }), look: () => t('Look of {date}', { date }),
    collection: () => t('Collection of {date}', { date }) }[one.kind]?.() ?? one.kind;
}

/// Whether more of its kind can be made of a pattern, and whether two can be mixed.
export const can_vary = (id) => {
  const { category, pixels } = item_known(id)?.note ?? {};
  return Boolean(category) && !pixels;
};
export const can_mix = (one, other) => {
  const making = (id) => item_known(id)?.note.making;
  return can_vary(one) && can_vary(other) && one !== other &&
    making(one) !== 'laid' && making(other) !== 'laid' && (!making(one) || !making(other) || making(one) === making(other));
};
/// Whether it is made anew at any size, so that nothing is enlarged.
export const is_sharp = (id) => can_vary(id) && ['composed', 'exact', 'laid'].includes(item_known(id)?.note.making);
