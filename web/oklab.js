/// Colours as the eye sees them: Oklab (Ottosson 2020), in which what is lighter stays lighter.

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

export const distance = (one, other) => {
  const a = oklab(one), b = oklab(other);
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
};

/// [lightness 0..1, chroma, hue in radians], and back.
export function oklch(hex) {
  const [light, a, b] = oklab(hex);
  return [light, Math.hypot(a, b), Math.atan2(b, a)];
}
export const hex_of_lch = ([light, chroma, hue]) =>
  hex_of([Math.min(1, Math.max(0, light)), chroma * Math.cos(hue), chroma * Math.sin(hue)]);
