/// What a hand does to a layout document. Values in, values out.

import '../late/words.js';
import { t } from '../words.js';

const around = (value, side) => ((value % side) + side) % side;
const rounded = (value) => Math.round(1e3 * value) / 1e3;
const turned = (angle) => ((angle + 180) % 360 + 360) % 360 - 180;

const kLeastCm = 0.15;

/// Stems, bands and frames that an arrangement drew for itself.
export const is_line_work = (name) => name.startsWith('laid:');

/// A designer's own picture.
export const is_own = (name) => name.startsWith('own:');

/// What people call a motif: "rose", "berry twig", "your picture".
export function motif_name(name) {
  if (is_own(name)) return t('your picture');
  const [, kind] = name.split(':');
  return is_line_work(name) ? { stem: t('stem'), band: t('band') }[kind] ?? t('line') : t(kind.replaceAll('-', ' '));
}
export const hand_of = (name) => (name.startsWith('drawn:') ? name.split(':')[3] ?? null : null);

/// The document with placement `at` changed; its place stays inside the repeat, and it keeps a printable size.
export function placed(document, at, patch) {
  const { width_cm, height_cm } = document;
  const placements = document.placements.map((one, index) => {
    if (index !== at) return one;
    const next = { ...one, ...patch };
    next.x_cm = rounded(around(next.x_cm, width_cm));
    next.y_cm = rounded(around(next.y_cm, height_cm));
    next.size_cm = rounded(Math.min(1.5 * width_cm, Math.max(kLeastCm, next.size_cm)));
    if (next.angle) next.angle = rounded(turned(next.angle));
    return next;
  });
  return { ...document, placements };
}

/// The document with every placement inside the repeat: on a torus that is where it lies, too.
export const inside = (document) => ({ ...document, placements: document.placements.map((one) =>
  ({ ...one, x_cm: around(one.x_cm, document.width_cm), y_cm: around(one.y_cm, document.height_cm) })) });

export const removed = (document, at) => ({ ...document, placements: document.placements.filter((_, index) => index !== at) });

/// Nothing of the motif is left, and it will not be laid anew.
export const without = (document, name) => ({ ...document,
  placements: document.placements.filter((one) => one.motif !== name),
  cast: document.cast?.filter((one) => one.motif !== name) });

/// The parts that motifs play in an arrangement, with the size of each beside the largest one.
export const kParts = [['hero', t('Large'), 1], ['second', t('Half as large'), 0.55], ['filler', t('Small'), 0.3], ['leaf', t('Leaf'), 0.65]];

/// The part that a motif plays, the largest one of several; null where the document doesn't say.
export const part_of = (document, name) => document.cast?.find((one) => one.motif === name)?.part ?? null;

/// The document with a motif in another part, to be laid anew; null where nobody else would be left to be seen first.
/// A leaf of the designer's own takes the place of drawn ones.
export function in_part(document, name, part) {
  const before = document.cast.find((one) => one.motif === name);
  const size_of = (of) => document.cast.find((one) => one.part === of)?.size_cm;
  const largest = size_of('hero') ?? Math.max(...document.cast.map((one) => one.size_cm));
  const size_cm = size_of(part) ?? rounded(largest * kParts.find(([value]) => value === part)[2]);
  const others = document.cast.filter((one) => one.motif !== name &&
    !(part === 'leaf' && is_own(name) && one.part === 'leaf' && !is_own(one.motif)));
  if (part === 'leaf' && others.every((one) => one.part === 'leaf')) return null;
  return { ...document, cast: [...others, { ...before, part, size_cm }] };
}

/// A copy a little to the right and down: the last placement of the new document.
export function copied(document, at) {
  const one = document.placements[at];
  const by = 0.25 * one.size_cm;
  const next = { ...document, placements: [...document.placements, one] };
  return placed(next, next.placements.length - 1, { x_cm: one.x_cm + by, y_cm: one.y_cm + by });
}

/// Above (by 1) or below (by -1) all others.
export function raised(document, at, by) {
  const layers = document.placements.map((one) => one.layer ?? 0);
  const layer = by > 0 ? Math.max(...layers) : Math.min(...layers);
  const one = { ...document.placements[at], layer };
  const others = document.placements.filter((_, index) => index !== at);
  return { ...document, placements: by > 0 ? [...others, one] : [one, ...others] };
}

/// The motifs that lie there, the largest first: [{name, count, size_cm}].
export function motifs_in(document) {
  const found = new Map();
  for (const { motif, size_cm } of document.placements) {
    if (is_line_work(motif)) continue;
    const known = found.get(motif) ?? { name: motif, count: 0, size_cm: 0 };
    found.set(motif, { name: motif, count: known.count + 1, size_cm: Math.max(known.size_cm, size_cm) });
  }
  return [...found.values()].sort((a, b) => b.size_cm - a.size_cm);
}

/// Other colours: `colour_of(ink, number)` for each ink.
export const recoloured = (document, colour_of) =>
  ({ ...document, inks: document.inks.map((ink, number) => ({ ...ink, colour: colour_of(ink, number) })) });

/// Placements in the order in which they are painted, as their numbers.
export function painted(document) {
  const layer = (at) => document.placements[at].layer ?? 0;
  return document.placements.map((_, at) => at).sort((a, b) => layer(a) - layer(b) || a - b);
}
