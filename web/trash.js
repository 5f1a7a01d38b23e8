/// Throwing away and taking back. What was thrown away waits in the trash for thirty days; throwing away is a step like
/// any other, so undo takes it back, after a reload too.

import { complain, note, say } from './dom.js';
import { first_garment } from './look.js';
import { announce } from './news.js';
import { change_item } from './server.js';
import { state, subscribe, update } from './state.js';
import { t } from './words.js';

let settled = Promise.resolve();
/// Resolves when the studio knows what the page has thrown away and taken back.
export const trash_settled = () => settled;

/// Takes an item off the page; `done()` is called when the studio knows.
export function throw_away(one) {
  const { pattern, photo, batch, trashed } = state();
  const patch = { trashed: [...trashed, one.id], batch: batch.filter((id) => id !== one.id) };
  if (pattern === one.id) patch.pattern = patch.batch[0] ?? null;
  if (photo === one.id) Object.assign(patch, { photo: first_garment(), mask: null, first_mask: null, hints: [], group: null });
  update(patch);
  note(t('It is in the trash, for 30 days.'), { action: { text: t('Undo'), run: () => put_back(one.id) } });
}

export function put_back(id) {
  const { trashed } = state();
  if (trashed.includes(id)) update({ trashed: trashed.filter((other) => other !== id) });
  else settled = settled.then(() => tell([id], false));
  say(t('It is back'));
  return settled;
}

async function tell(ids, trashed) {
  for (const id of ids) {
    try {
      await change_item(id, { trashed });
    } catch (error) {
      if (error.status !== 404) complain(error);
    }
  }
  if (ids.length) announce(trashed ? ids : []);
}

/// Keeps the studio's trash true to the state.
export function open_trash() {
  let before = state().trashed;
  subscribe((now, changed) => {
    if (!changed('trashed')) return;
    const gone = now.trashed.filter((id) => !before.includes(id)), back = before.filter((id) => !now.trashed.includes(id));
    before = now.trashed;
    settled = settled.then(() => tell(gone, true)).then(() => tell(back, false));
  });
}
