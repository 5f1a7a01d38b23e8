/// Colourways: the same colours' order from dark to light, in other hues. Oklab (Ottosson 2020) keeps what is lighter
/// lighter.

const linear = (value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
const gamma = (value) => (value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055);

/// "#rrggbb" as [lightness 0..1, a, b].
export function oklab(hex) {
  const [r, g, b] = [1, 3, 5].map((at) => linear(parseInt(hex.slice(at, at + 2), 16) / 255));
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s];
}

/// And back; what no screen can show is clipped.
export function hex_of([light, a, b]) {
  const l = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (light - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const channels = [4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s];
  return `#${channels.map((value) => Math.round(255 * gamma(Math.min(1, Math.max(0, value))))
    .toString(16).padStart(2, '0')).join('')}`;
}

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

/// `count` colourways as {name, to: [hex]}; where `locked[i]` the colour stays. Another `round` gives others.
export function suggest(colours, locked, round = 0, count = 6) {
  return Array.from({ length: count }, (_, index) => {
    const [name, ...ramp] = kRamps[(index + round * count) % kRamps.length];
    const to = along(ramp, colours);
    return { name, to: colours.map((hex, at) => (locked[at] ? hex : to[at])) };
  });
}

/// The colours of another picture, laid on these from dark to light.
export function borrow(colours, locked, others) {
  const by_light = (list) => list.map((hex, index) => [oklab(hex)[0], index]).sort((a, b) => a[0] - b[0]).map((pair) => pair[1]);
  const mine = by_light(colours), theirs = by_light(others);
  const to = [...colours];
  mine.forEach((index, rank) => {
    const at = colours.length > 1 ? Math.round(rank * (others.length - 1) / (colours.length - 1)) : 0;
    if (!locked[index]) to[index] = others[theirs[at]];
  });
  return to;
}
