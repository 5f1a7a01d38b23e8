/// Files leave the page.

import { bytes_of } from './server.js';
import { h, note } from './dom.js';
import { pattern_name } from './look.js';
import { state } from './state.js';
import { stage } from './stage.js';
import { t } from './words.js';

const plain = (text) => text.normalize('NFKD').replace(/[^\w.-]+/g, '-').replace(/^-+|-+$/g, '') || 'toile';

/// Four letters that tell two settings apart: the same one, the same letters.
function mark(value) {
  let sum = 7;
  for (const letter of JSON.stringify(value)) sum = (Math.imul(sum, 31) + letter.charCodeAt(0)) >>> 0;
  return sum.toString(36).slice(-4).padStart(4, '0');
}

/// A name that says what is in the file: pattern, what of it, and a mark of the settings in `of`.
export const file_name = (what, ending, of = state().pattern) =>
  `toile-${[pattern_name(state().pattern), what, mark(of)].map(plain).join('-')}.${ending}`;
export const garment_name = () => (stage.photo ? plain(stage.photo.title) : 'garment');

const kReadFirst = 200e6;  // bytes; a larger file goes to the disk without passing through the page

function follow(link) {
  document.body.append(link);
  link.click();
  link.remove();
}

/// Saves bytes as a file.
export function save_bytes(blob, name) {
  const bytes = URL.createObjectURL(blob);
  follow(h('a', { href: bytes, download: name }));
  setTimeout(() => URL.revokeObjectURL(bytes), 60000);
  note(t('Saved: {name}', { name }));
}

/// Saves what lies behind `url` as a file. Read first: what went wrong is a sentence and not a broken file.
export async function take(url, name, signal) {
  save_bytes(await bytes_of(url, signal), name);
}

/// The same for a file that a job made, of so many bytes.
export async function take_made(url, name, bytes, signal) {
  if (bytes < kReadFirst) return take(url, name, signal);
  follow(h('a', { href: url, download: name }));
  note(t('Your browser is saving {name}.', { name }));
}

/// A part of the screen with a heading of its own.
export const card = (title, text, ...children) =>
  h('section.card', { aria: { label: title } }, h('h3', {}, title), text && h('p', {}, text), ...children);
