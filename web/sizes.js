/// Sizes in cloth: how wide a tile is printed, and how many of its pixels come to an inch.

import { is_sharp } from './look.js';
import { item_known } from './server.js';
import { stage } from './stage.js';
import { state } from './state.js';
import { number, t } from './words.js';

const kCmPerInch = 2.54;
const kPatternCm = 20;    // a tile's own width on a garment whose size is known
const kTilesAcross = 3;   // at scale 1 where it isn't
const kGarmentCm = 50;    // of one of which nothing is known
const kSoftDpi = 100;     // below it a print looks soft from an arm's length

/// The name of the garment in hand among `widths`.
export const garment_key = ({ photo, group } = state()) => `${photo} ${group}`;

/// How wide the garment on the stage is in life: known, told or guessed.
export const told_cm = () => stage.photo?.width_cm || state().widths[garment_key()];
export const garment_cm = () => told_cm() || state().guesses[garment_key()] || kGarmentCm;

/// The tile's width in cm at scale 1, and at the scale that is chosen.
export const natural_cm = () => (stage.photo?.width_cm ? kPatternCm : garment_cm() / kTilesAcross);
export const tile_cm = (scale = state().scale) => natural_cm() * scale;
/// The tile at scale 1 as a share of the garment's width.
export const natural_share = () => natural_cm() / garment_cm();

export const in_unit = (cm, unit = state().unit) => (unit === 'in' ? cm / kCmPerInch : cm);
export const to_cm = (value, unit = state().unit) => (unit === 'in' ? value * kCmPerInch : value);
export const length_text = (cm, digits = 1) => `${number(in_unit(cm), digits)} ${state().unit}`;
/// Of tiles and sheets: 0.1 to 1000 cm.
export const possible_lengths = () => ({ least: number(in_unit(0.1), 2), most: length_text(1000) });

/// Pixels of the tile for each inch of cloth.
export const dpi_of = (id, cm) => (item_known(id)?.width ?? 0) / (cm / kCmPerInch);

/// {text, soft}: what a person should know of a tile `cm` wide; nothing as long as the tile isn't known.
export function sharpness(id, cm) {
  if (!item_known(id)) return { text: '', soft: false };
  if (is_sharp(id)) return { text: t('sharp at any size'), soft: false };
  const dpi = dpi_of(id, cm);
  const soft = dpi < kSoftDpi;
  return { text: soft ? t('{dpi} dpi: looks soft in print', { dpi: Math.round(dpi) }) : t('{dpi} dpi', { dpi: Math.round(dpi) }), soft };
}

/// Fabrics as they are sold: [cm, text].
export const fabric_widths = () => [...[110, 140, 150].map((cm) => [cm, `${cm} cm`]),
  ...[44, 54, 60].map((inches) => [inches * kCmPerInch, `${inches} in`])];
