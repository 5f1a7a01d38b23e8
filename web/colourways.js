/// Colourways: the same colours' order from dark to light, in other hues. Values in, values out.

import { hex_of, hex_of_lch, oklab, oklch } from './oklab.js';
import { t } from './words.js';

const kRamps = [  // from dark to light, as dyers would lay them out
  ['Indigo', '#16264a', '#34558f', '#9fb6da', '#f3f0e6'],
  ['Terracotta', '#45201a', '#a34f30', '#dd9c6c', '#f7e9d8'],
  ['Sage', '#233329', '#5b7a60', '#b0c3a2', '#f3f2e2'],
  ['Rose', '#471d31', '#ad5274', '#e8b0c0', '#fbf0ed'],
  ['Saffron', '#46300f', '#b37716', '#eac15c', '#fbf4dd'],
  ['Lagoon', '#0f3137', '#2b7579', '#8fc4bd', '#eff5ee'],
  ['Plum', '#2a1836', '#6d4685', '#bda1cf', '#f4eef4'],
  ['Linen', '#37312a', '#83766a', '#c9bca7', '#f6f1e6'],
  ['Night', '#0b0e1d', '#232c4a', '#52608f', '#b9c2de'],
  ['Cherry', '#3a0f16', '#a0222f', '#e0837c', '#fbeee4'],
];

/// `colours` (hex) in a ramp of four, the darkest to its dark end and the lightest to its light one.
function along(ramp, colours) {
  const stops = ramp.map(oklab);
  const light = colours.map((hex) => oklab(hex)[0]);
  const order = light.map((_, index) => index).sort((a, b) => light[a] - light[b]);
  const out = [];
  order.forEach((index, rank) => {
    // half by rank, half by lightness: even steps that still know about the tile
    const low = light[order[0]], span = light[order.at(-1)] - low;
    const even = colours.length > 1 ? rank / (colours.length - 1) : 0.5;
    const at = (stops.length - 1) * (span > 0.02 ? (even + (light[index] - low) / span) / 2 : even);
    const stop = Math.min(stops.length - 2, Math.floor(at)), part = at - stop;
    out[index] = hex_of(stops[stop].map((value, axis) => value + (stops[stop + 1][axis] - value) * part));
  });
  return out;
}

/// `count` ramps as {name, to: [hex]}. Another `round` gives others.
export function suggest(colours, round = 0, count = 6) {
  return Array.from({ length: count }, (_, index) => {
    const [name, ...ramp] = kRamps[(index + round * count) % kRamps.length];
    return { name: t(name), to: along(ramp, colours) };
  });
}

const by_light = (list) =>
  list.map((hex, index) => [oklab(hex)[0], index]).sort((a, b) => a[0] - b[0]).map((pair) => pair[1]);

/// The colours of another picture, laid on these from dark to light.
export function borrow(colours, others) {
  const mine = by_light(colours), theirs = by_light(others);
  const to = [...colours];
  mine.forEach((index, rank) => {
    const at = colours.length > 1 ? Math.round(rank * (others.length - 1) / (colours.length - 1)) : 0;
    to[index] = others[theirs[at]];
  });
  return to;
}

/// Hue turned by degrees, saturation and lightness by shares from -1 to 1, of all colours alike.
export const adjusted = (colours, { hue = 0, saturation = 0, lightness = 0 }) => colours.map((hex) => {
  const [light, chroma, angle] = oklch(hex);
  const up = lightness > 0 ? light + lightness * (1 - light) : light * (1 + lightness);
  return hex_of_lch([up, chroma * (saturation > 0 ? 1 + 2 * saturation : 1 + saturation), angle + hue * Math.PI / 180]);
});

/// Where hues stand on the wheel, in degrees from the leading one (Itten, "Kunst der Farbe", 1961).
export const kHarmonies = {
  monochrome: [0],
  analogous: [0, 30, -30],
  complementary: [0, 180],
  split: [0, 150, -150],
  triad: [0, 120, -120],
  tetrad: [0, 90, 180, -90],
};
export const harmony_names = () => [['monochrome', t('One hue')], ['analogous', t('Neighbours')],
  ['complementary', t('Opposites')], ['split', t('Split opposites')], ['triad', t('Three')], ['tetrad', t('Four')]];

/// The colours' hues moved to those of a harmony, each to the nearest place that is still to be taken; lightness and
/// saturation stay. It is led by the most colourful of those that are seen most.
export function harmonised(colours, shares, name) {
  const lch = colours.map(oklch);
  const weight = lch.map(([, chroma], at) => chroma * Math.sqrt(shares[at] ?? 1));
  const order = weight.map((_, at) => at).sort((a, b) => weight[b] - weight[a]);
  const lead = lch[order[0]][2];
  const places = kHarmonies[name].map((degrees) => lead + degrees * Math.PI / 180);
  const to = [...colours];
  order.forEach((at, rank) => { to[at] = hex_of_lch([lch[at][0], lch[at][1], places[rank % places.length]]); });
  return to;
}

/// New colours by chance: hues of a harmony drawn by lot, each colour as light as it was, give or take.
export function random_colours(colours, chance = Math.random) {
  const names = Object.keys(kHarmonies);
  const places = kHarmonies[names[Math.floor(chance() * names.length)]];
  const lead = 2 * Math.PI * chance(), vivid = 0.05 + 0.12 * chance();
  return colours.map((hex) => {
    const [light] = oklch(hex);
    const hue = lead + (places[Math.floor(chance() * places.length)] + 24 * (chance() - 0.5)) * Math.PI / 180;
    const free = Math.min(light, 1 - light) * 2.4;  // near black and white there is little room for colour
    return hex_of_lch([light + 0.12 * (chance() - 0.5), vivid * Math.min(1, free), hue]);
  });
}

/// The same colours in other places.
export function shuffled(colours, chance = Math.random) {
  const to = [...colours];
  for (let at = to.length - 1; at > 0; --at) {
    const other = Math.floor(chance() * (at + 1));
    [to[at], to[other]] = [to[other], to[at]];
  }
  return to;
}
