/// Files that leave the page.

import { bytes_of } from './server.js';
import { h, note } from './dom.js';

const kReadFirst = 200e6;  // bytes; a larger file goes to the disk without passing through the page

function follow(link) {
  document.body.append(link);
  link.click();
  link.remove();
}

/// Saves what lies behind `url` as a file. Read first: what went wrong is a sentence and not a broken file.
export async function take(url, name, signal) {
  const bytes = URL.createObjectURL(await bytes_of(url, signal));
  follow(h('a', { href: bytes, download: name }));
  setTimeout(() => URL.revokeObjectURL(bytes), 60000);
  note(`Saved: ${name}`);
}

/// The same for a file that a job made, of so many bytes.
export async function take_made(url, name, bytes, signal) {
  if (bytes < kReadFirst) return take(url, name, signal);
  follow(h('a', { href: url, download: name }));
  note(`Your browser is saving ${name}.`);
}

/// A part of the screen with a heading of its own.
export const card = (title, text, ...children) =>
  h('section.card', { aria: { label: title } }, h('h3', {}, title), text && h('p', {}, text), ...children);
