/// A swatch carried from the grid onto a garment: on the stage the one under the pointer, or one of the row that shows
/// while it is carried. A finger holds it for a moment first, since a moving finger scrolls.

import './words.js';
import { complain, h } from '../dom.js';
import { choose_photo, find_garment, found_in, garment_word } from '../garment.js';
import { item_name, wardrobe } from '../look.js';
import { choose_pattern } from '../making.js';
import { item_known, list_items, thumbnail } from '../server.js';
import { stage } from '../stage.js';
import { state } from '../state.js';
import { t } from '../words.js';

await new Promise((read) => document.head.append(h('link', { rel: 'stylesheet', href: new URL('carry.css', import.meta.url).pathname,
  on_load: read, on_error: read })));

const kFirm = 6;        // CSS pixels that a hand may tremble before the swatch comes along
const kHold = 350;      // milliseconds that a finger rests on it
const kMostPhotos = 2;  // of one's own: a third line of the row would cover the picture

/// Garments to be dressed besides the one on the stage.
function row_of_garments() {
  const place = (photo, url, title) => h('li', { data: { photo } }, h('img', { src: thumbnail(url, 160), alt: '' }), title);
  const row = h('ul.carry_row', { 'aria-hidden': 'true' }, wardrobe().map((one) => place(`wardrobe:${one.name}`, one.photo, t(one.title))));
  list_items('photo').then((photos) => row.prepend(...photos.slice(0, kMostPhotos)
    .map((one) => place(one.id, one.files.photo, item_name(one)))), complain);
  return row;
}

/// Of the garments that were found in the photo the one at a point of the unit square: {garment, box}; null where that
/// is the one in hand, or none.
function garment_at(boxes, x, y) {
  if (stage.traced?.inside(x, y)) return null;
  const { width, height } = stage.photo;
  return boxes.filter(({ garment, box }) => garment !== state().group &&
    x * width >= box.x && y * height >= box.y && x * width < box.x + box.width && y * height < box.y + box.height)
    .sort((one, other) => one.box.width * one.box.height - other.box.width * other.box.height)[0] ?? null;
}

/// Follows the pointer of `event`, which went down on the swatch of the pattern `id`: what doesn't move stays a click.
export function carry(event, id) {
  const { pointerId, clientX, clientY, pointerType } = event, finger = pointerType === 'touch';
  const ends = new AbortController(), { signal } = ends;
  const swatch = h('img.carried', { src: thumbnail(item_known(id).files.tile, 160), alt: '' });
  const aim = h('div.carry_aim', { hidden: true }, h('span'));
  const row = row_of_garments();
  let boxes = [], target = null, carrying = false;

  const begin = () => {
    carrying = true;
    document.body.classList.add('carrying');
    document.getElementById('stage').append(row);
    stage.view.append(aim);
    document.body.append(swatch);
    found_in(state().photo).then((found) => { boxes = found; }, complain);
  };
  const holding = finger ? setTimeout(() => { begin(); follow(event); }, kHold) : 0;

  /// Where it would land: {photo} of the row, {garment} of the photo on the stage, {} the garment in hand, or null.
  const target_at = (x, y) => {
    const there = document.elementFromPoint(x, y), place = there?.closest('.carry_row li');
    if (place) return { photo: place.dataset.photo, place };
    if (!there?.closest('.picture') || !stage.photo) return null;
    const view = stage.view.getBoundingClientRect();
    return garment_at(boxes, (x - view.x) / view.width, (y - view.y) / view.height) ?? {};
  };

  const follow = ({ clientX: x, clientY: y }) => {
    swatch.style.translate = `${x}px ${y}px`;
    target = target_at(x, y);
    for (const one of row.children) one.classList.toggle('aimed', one === target?.place);
    aim.hidden = !target || Boolean(target.photo);
    if (aim.hidden) return;
    const box = target.box ?? { x: 0, y: 0, ...stage.photo };
    const percent = (part, whole) => `${100 * part / whole}%`;
    Object.assign(aim.style, { left: percent(box.x, stage.photo.width), top: percent(box.y, stage.photo.height),
      width: percent(box.width, stage.photo.width), height: percent(box.height, stage.photo.height) });
    aim.firstChild.textContent = target.garment ? garment_word(target.garment) : '';
  };

  const stop = () => {
    ends.abort();
    clearTimeout(holding);
    document.body.classList.remove('carrying');
    for (const one of [row, aim, swatch]) one.remove();
  };

  const drop = async () => {
    if (!target) return;
    if (target.photo) await choose_photo(target.photo, id);
    else if (target.garment) await find_garment(state().photo, target.garment, id);
    else choose_pattern(id);
  };

  const listen = (name, act) => addEventListener(name, (one) => {
    if (one.pointerId === undefined || one.pointerId === pointerId) act(one);
  }, { signal, capture: true, passive: false });
  listen('pointermove', (now) => {
    if (!finger && !now.buttons) return stop();
    const moved = Math.hypot(now.clientX - clientX, now.clientY - clientY) > kFirm;
    if (!carrying && moved) finger ? stop() : begin();
    if (carrying) follow(now);
  });
  listen('pointerup', () => {
    if (carrying) {
      // a carried swatch isn't clicked besides
      const swallow = (click) => click.stopPropagation();
      addEventListener('click', swallow, { capture: true });
      setTimeout(() => removeEventListener('click', swallow, { capture: true }));
      drop().catch(complain);
    }
    stop();
  });
  listen('pointercancel', stop);
  listen('keydown', (key) => { if (key.key === 'Escape') stop(); });
  listen('contextmenu', (menu) => { if (finger) menu.preventDefault(); });
}
