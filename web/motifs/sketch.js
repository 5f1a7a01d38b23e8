/// The layout document of the chosen pattern while it is being worked on.
///
/// Documents are too large for the page's state and its history: the state holds the number of a revision, and this
/// module what it stands for. A pattern without a revision is as it was kept.

import { inside } from './layout_ops.js';
import { get, item_known, post, remember } from '../server.js';
import { state, subscribe, update } from '../state.js';

const kMost = 400;       // revisions at hand; undo reaches no further
const kMostStored = 12;  // of them outlive a reload
const kStore = 'toile.sketches';

const revisions = new Map();  // number -> {of: pattern, document}
const drafts = new Map();     // pattern -> number of its last revision, null: as it was kept
const kept = new Map();       // pattern -> promise of its document
let last = Date.now();        // so that a number means the same after a reload

/// Own pictures stay at the studio: it finds them by the pattern that they came with.
const light = (document) => inside({ ...document, motifs: (document.motifs ?? []).filter((motif) => !motif.raster) });

/// The document of a pattern as it was kept. Throws an ApiError for one that is not laid out of motifs.
export function kept_document(id) {
  if (!kept.has(id)) {
    kept.set(id, get(`/patterns/${id}/layout`).then(light));
    kept.get(id).catch(() => kept.delete(id));
  }
  return kept.get(id);
}

const own = (number, pattern) => (revisions.get(number)?.of === pattern ? number : null);

/// Undo and redo change the number while the pattern stays: then that is the pattern's draft.
let seen = state();
function follow() {
  const now = state();
  if (now.pattern === seen.pattern && now.sketch !== seen.sketch) drafts.set(now.pattern, own(now.sketch, now.pattern));
  seen = now;
}

/// {of, document} of the chosen pattern, or null where nothing was changed.
export function sketch() {
  follow();
  const { pattern, sketch: number } = state();
  return revisions.get(own(number, pattern) ?? own(drafts.get(pattern), pattern)) ?? null;
}

/// The document that the page is at.
export const document_now = async () => sketch()?.document ?? kept_document(state().pattern);

/// A next step; steps in a row with the same `group` are one.
export function change(document, group = null) {
  revisions.set(++last, { of: state().pattern, document: light(document) });
  while (revisions.size > kMost) revisions.delete(revisions.keys().next().value);
  update({ sketch: last }, { group });
}

/// As the pattern was kept; a step too.
export function start_over() {
  update({ sketch: null });
}

/// The request of a route that works on a document.
export const work = (document, more = {}) => ({ document, of: state().pattern, ...more });

/// The print as a pattern of its own.
export async function keep_sketch(signal) {
  const { of, document } = sketch();
  const size = item_known(of)?.width ?? 512;
  const [one] = remember([await post('/layouts', { document, of, size }, signal)]);
  drafts.delete(of);
  return one;
}

subscribe(follow);

addEventListener('pagehide', () => {
  try {
    sessionStorage.setItem(kStore, JSON.stringify([...revisions].slice(-kMostStored)));
  } catch {
    // a full or forbidden storage costs the work of this visit, nothing else
  }
});
try {
  for (const [number, revision] of JSON.parse(sessionStorage.getItem(kStore) ?? '[]')) revisions.set(number, revision);
} catch {
  // what can't be read isn't there
}
