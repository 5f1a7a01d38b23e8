/// The studio's HTTP API, and the only module that calls it.
///
/// Every function gives what the server answered or throws: ApiError with a sentence for people, or AbortError when
/// the caller's signal said stop or the page is being left.

import { way_text } from './draft.js';
import { t } from './words.js';

export class ApiError extends Error {
  constructor(sentence, status) {
    super(sentence);
    this.status = status;
  }
}

export const kAway = t('Toile does not answer. If its window was closed, start it again; this page goes on by itself.');
const kKnock = 1500;  // milliseconds between two looks whether it is back
const kTries = 5;     // of what is read, each when the studio came back

// whether the studio can be reached; who wants to know hears of each change
let away = false, back = null;  // `back` resolves when it can again
const listeners = new Set();
/// `listener(away)` is called when the studio is gone, and when it is back.
export const on_connection = (listener) => listeners.add(listener);
function set_away(now) {
  if (away === now) return;
  away = now;
  if (away) back = come_back();
  for (const listener of listeners) listener(away);
}
async function come_back() {
  while (away) {
    await pause(kKnock);
    await knock();
  }
}
/// Looks whether the studio is there.
export const knock = () => fetch('icon.svg', { cache: 'no-store' }).then((answer) => set_away(!answer.ok), () => leaving || set_away(true));

/// What the studio says begins small and has no stop, since it also stands behind a colon elsewhere.
const sentence_of = (text) => {
  const whole = t(text[0].toUpperCase() + text.slice(1));
  return /[.!?]$/.test(whole) ? whole : `${whole}.`;
};

// A page that goes, by a reload or a link, has what it asked for torn down: no trouble, and nothing to tell.
let leaving = false;
addEventListener('pagehide', () => { leaving = true; });
addEventListener('pageshow', () => { leaving = false; });

/// What `reading` gives, a head or a body: either may break off. fetch says so by a TypeError that names no cause.
async function arrived(reading) {
  try {
    return await reading;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    if (leaving) throw stopped();
    set_away(true);
    throw new ApiError(kAway, 0);
  }
}

/// What `read()` gives: where the studio is gone it is read when that is back, so that what waits for it fills itself.
export async function patiently(read, signal) {
  for (let tries = 1; ; ++tries) {
    try {
      return await read();
    } catch (error) {
      if (error.status !== 0 || tries === kTries) throw error;
    }
    await Promise.race([back, new Promise((stop) => signal?.addEventListener('abort', stop))]);
  }
}
/// A module that is read when it is first needed: `read` imports it.
export const late_module = (read) => patiently(() => arrived(read()));

async function call(method, path, { body, type, signal } = {}) {
  const headers = type ? { 'Content-Type': type } : {};
  const answer = await arrived(fetch(`/api${path}`, { method, headers, body, signal }));
  set_away(false);
  if (answer.ok) return answer;
  const sentence = await answer.json().then((json) => json.error, () => null);
  const error = new ApiError(sentence ? sentence_of(sentence) : t('Toile answered {status}. Try once more.', answer), answer.status);
  error.retry_after = Number(answer.headers.get('Retry-After')) || 1;
  throw error;
}

const json_body = (value, signal) => ({ body: JSON.stringify(value), type: 'application/json', signal });

const json_of = async (calling) => arrived((await calling).json());
const blob_of = async (calling) => arrived((await calling).blob());

export const get = (path) => patiently(() => json_of(call('GET', path)));
export const post = (path, value, signal) => json_of(call('POST', path, json_body(value, signal)));
/// A picture, which changes nothing at the studio.
export const post_for_blob = (path, value, signal) => patiently(() => blob_of(call('POST', path, json_body(value, signal))), signal);
/// Sends a file's bytes, and what it is called.
export const upload = (path, blob, signal) => {
  const title = (blob.name ?? '').replace(/\.[^.]*$/, '').slice(0, 60);
  const query = title && !path.includes('?') ? `?title=${encodeURIComponent(title)}` : '';
  return json_of(call('POST', path + query, { body: blob, type: blob.type || 'application/octet-stream', signal }));
};

const pause = (ms) => new Promise((go) => setTimeout(go, ms));
const stopped = () => new DOMException('cancelled', 'AbortError');

/// Starts a long piece of work and gives the finished job. `on_progress(job)` is called whenever it got further;
/// aborting `signal` cancels it on the server too. A full queue is waited for. `started` is a job that is on its way.
export async function run_job(path, value, { signal, on_progress = () => {}, wait = 0, started = null } = {}) {
  let job = started;
  for (let tries = 0; !job; ++tries) {
    try {
      job = await post(wait ? `${path}?wait=${wait}` : path, value);
    } catch (error) {
      if (error.status !== 429 || tries === 20) throw error;
      await pause(1000 * error.retry_after);
      if (signal?.aborted) throw stopped();
    }
  }
  const cancel = () => call('DELETE', `/jobs/${job.id}`).catch(() => {});
  if (signal?.aborted) cancel();
  signal?.addEventListener('abort', cancel, { once: true });
  try {
    on_progress(job);
    while (job.state === 'queued' || job.state === 'running') {
      job = await json_of(call('GET', `/jobs/${job.id}?wait=10`, { signal }));  // a job ends with its studio
      on_progress(job);
    }
  } finally {
    signal?.removeEventListener('abort', cancel);
  }
  if (job.state === 'cancelled') throw stopped();
  if (job.state === 'failed') throw new ApiError(sentence_of(job.error), job.status);
  return job;
}

/// The bytes behind an address of the API, to be saved.
export const bytes_of = (url, signal) => patiently(() => blob_of(call('GET', url.replace(/^\/api/, ''), { signal })), signal);
export const job_file = (job) => `/api/jobs/${job.id}/file`;

// What is known of items. An item's pictures never change, so one fetched once need not be fetched again.
const known = new Map();

/// Remembers items and gives them back.
export function remember(items) {
  for (const item of items) known.set(item.id, item);
  return items;
}
export const item_known = (id) => known.get(id);
export const item = async (id) => known.get(id) ?? remember([await get(`/items/${id}`)])[0];
export async function list_items(kind = '') {
  const answer = await get(kind ? `/items?kind=${kind}` : '/items');
  return remember(answer.items);
}
/// `change` is {favourite}, {title} or {trashed}.
export async function change_item(id, change) {
  return remember([await patiently(() => json_of(call('PATCH', `/items/${id}`, json_body(change))))])[0];
}
export const list_trash = async () => remember((await get('/items?trash=1')).items);
/// For good.
export async function remove_item(id) {
  known.delete(id);
  return call('DELETE', `/items/${id}`);
}
export function forget_item(id) {
  known.delete(id);
}

const with_query = (url, query) => `${url}${url.includes('?') ? '&' : '?'}${query}`;
export const thumbnail = (url, width) => with_query(url, `width=${width}`);
export const download_url = (url, name) => with_query(url, `download=${encodeURIComponent(name)}`);
/// The smallest straight repeat; `colours` as in draft.js, or null.
export const unit_url = (id, layout, width, colours = null) =>
  `/api/patterns/${id}/unit?layout=${layout}&width=${width}${colours ? `&colours=${way_text(colours)}` : ''}`;
