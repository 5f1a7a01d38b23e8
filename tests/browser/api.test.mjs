/// The API's document against the running studio: what a shop's script asks for is answered as the document says.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { open_studio, root } from './studio.mjs';

let studio, document;
before(async () => {
  studio = await open_studio();
  document = await (await fetch(`${studio.url}/api`)).json();
});
after(async () => { await studio?.stop(); });

const kinds = {
  object: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  array: Array.isArray,
  string: (value) => typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
  number: (value) => typeof value === 'number',
  integer: Number.isInteger,
};
const behind = (ref) => ref.slice(2).split('/').reduce((at, name) => at[name], document);

/// What of `value` is not as `schema` says, each with its place.
function faults(value, schema, place = 'answer') {
  if (schema.$ref) return faults(value, behind(schema.$ref), place);
  if (schema.allOf) return schema.allOf.flatMap((one) => faults(value, one, place));
  if (value === null && schema.nullable) return [];
  if (schema.type && !kinds[schema.type](value)) return [`${place} is ${JSON.stringify(value)}, no ${schema.type}`];
  const found = [];
  if (schema.enum && !schema.enum.includes(value)) found.push(`${place} is ${value}`);
  if (schema.pattern && !new RegExp(schema.pattern).test(value)) found.push(`${place} is ${value}`);
  if (schema.minimum > value || schema.maximum < value) found.push(`${place} is ${value}`);
  for (const name of schema.required ?? []) if (!(name in value)) found.push(`${place} lacks ${name}`);
  for (const [name, one] of Object.entries(value === null || typeof value !== 'object' ? {} : value)) {
    const inner = schema.properties?.[name] ?? schema.items ?? schema.additionalProperties;
    if (inner) found.push(...faults(one, inner, `${place}.${name}`));
    else if (schema.properties && schema.type === 'object') found.push(`${place}.${name} is not in the document`);
  }
  return found;
}

/// Two red discs on paper, as the bytes of a BMP.
function drawing(side = 160) {
  const head = 54, bytes = Buffer.alloc(head + 3 * side * side, 240);
  bytes.fill(0, 0, head);
  bytes.write('BM');
  for (const [at, value] of [[2, bytes.length], [10, head], [14, 40], [18, side], [22, side], [34, bytes.length - head]]) bytes.writeUInt32LE(value, at);
  bytes.writeUInt16LE(1, 26);
  bytes.writeUInt16LE(24, 28);
  for (let y = 0; y < side; ++y) {
    for (let x = 0; x < side; ++x) {
      if (Math.hypot(x - 45, y - 45) < 28 || Math.hypot(x - 115, y - 100) < 22) bytes.set([48, 40, 176], head + 3 * (y * side + x));
    }
  }
  return new Uint8Array(bytes);
}

const asked = new Set();

/// Asks for `method path` as the document calls it, {words} filled in; gives the answer's JSON, text or bytes.
async function ask(method, route, { words = {}, query = '', body, status = 200 } = {}) {
  const operation = document.paths[route][method];
  const address = route.replace(/\{(\w+)\}/g, (_, name) => words[name]);
  const answer = await fetch(`${studio.url}${address}${query}`, { method: method.toUpperCase(),
    body: body === undefined || body instanceof Uint8Array ? body : JSON.stringify(body) });
  if (answer.status !== status) assert.fail(`${method} ${address} is answered ${answer.status}: ${await answer.text()}`);
  let said = operation.responses[status] ?? operation.responses.default;
  if (said.$ref) said = behind(said.$ref);
  asked.add(`${method} ${route}`);
  const type = answer.headers.get('Content-Type')?.split(';')[0];
  if (status === 204) return null;
  const types = Object.keys(said.content ?? {});
  assert.ok(types.includes(type) || types.includes('*/*') || types.includes('image/*'), `${method} ${address} is ${type}, not ${types}`);
  if (type !== 'application/json') return new Uint8Array(await answer.arrayBuffer());
  const value = await answer.json();
  assert.deepEqual(faults(value, said.content[type].schema), [], `${method} ${address}`);
  return value;
}

test('a shop scripts it all, from a category to a look, and every answer is as documented', async () => {
  const { categories } = await ask('get', '/api/categories');
  await ask('get', '/api/categories/{name}/thumbnail', { words: { name: categories[0].name } });
  const { garments } = await ask('get', '/api/wardrobe');
  const garment = garments.find(({ name }) => name === 'tshirt');
  await ask('get', '/api/wardrobe/{name}/{role}', { words: { name: garment.name, role: 'mask' } });

  const started = await ask('post', '/api/patterns', { body: { category: 'floral', count: 2, size: 128, seed: 3 }, status: 202 });
  await ask('get', '/api/jobs/{id}/events', { words: { id: started.id } });
  const made = await ask('get', '/api/jobs/{id}', { words: { id: started.id }, query: '?wait=20' });
  const [one, two] = made.result.items.map(({ id }) => id);
  await ask('post', '/api/patterns/{id}/vary', { words: { id: one }, query: '?wait=20', body: { count: 1 } });
  await ask('post', '/api/patterns/{id}/mix', { words: { id: one }, query: '?wait=20', body: { with: two, count: 1 } });
  const { colours } = await ask('get', '/api/patterns/{id}/palette', { words: { id: one } });
  const recolour = { from: [colours[0].hex], to: ['#16264a'] };
  await ask('post', '/api/patterns/{id}/recolour', { words: { id: one }, query: '?preview=1', body: recolour });
  await ask('post', '/api/patterns/{id}/recolour', { words: { id: one }, body: recolour, status: 201 });
  await ask('get', '/api/patterns/{id}/unit', { words: { id: one }, query: '?layout=half-drop' });
  const drawn = await ask('get', '/api/patterns/{id}/layout', { words: { id: one } });
  const work = { document: drawn, of: one };
  await ask('post', '/api/layouts/preview', { body: { ...work, width: 256 } });
  await ask('post', '/api/layouts/motifs', { body: { ...work, motifs: ['drawn:rose:7:folk'], side: 64 } });
  await ask('post', '/api/layouts/anew', { body: { ...work, layout: 'half-drop', density: 1.2, scale: 0.8, width_cm: 24, seed: 3 } });
  const { motif } = drawn.placements[0];
  const next = await ask('post', '/api/layouts/motif', { body: { ...work, motif: 'drawn:tulip:7:folk', instead_of: motif } });
  await ask('post', '/api/layouts', { body: { document: next, of: one, size: 128 }, status: 201 });
  await ask('get', '/api/motifs');
  await ask('post', '/api/palettes', { body: { category: 'floral', family: 'dark', count: 3, seed: 2 } });
  const shape = await readFile(path.join(root, 'docs/pictures/mask.png'));
  const { items: [mine] } = await ask('post', '/api/motifs', { body: shape, status: 201 });
  await ask('post', '/api/layouts/own', { body: { motifs: [mine.note.name], layout: 'trailing-vine', seed: 3, size: 128 }, status: 201 });
  await ask('get', '/api/patterns/{id}/seams', { words: { id: one } });
  const large = await ask('get', '/api/patterns/{id}/tile', { words: { id: one }, query: '?width=600&cm=10' });
  assert.equal(new DataView(large.buffer).getUint32(16), 600, 'a print is made anew, not enlarged');
  const collection = await ask('post', '/api/patterns/{id}/collection', { words: { id: one }, query: '?wait=20', body: { title: 'Spring' } });
  assert.deepEqual(collection.result.collection.note.members.map(({ role }) => role), ['large', 'small', 'stripe', 'dot', 'plain']);
  const photo_bytes = await readFile(path.join(root, 'wardrobe/tshirt/photo.jpg'));
  await ask('post', '/api/palette', { body: photo_bytes });
  const { colours: read } = await ask('post', '/api/palette', { query: '?name=mine.gpl', body: new TextEncoder().encode('GIMP Palette\n#\n12 34 56 Night\n') });
  assert.deepEqual(read, [{ hex: '#0c2238', share: 1, name: 'Night' }]);
  const shirts = await ask('post', '/api/collections', { body: { title: 'Shirts', patterns: [one] }, status: 201 });
  const both = await ask('post', '/api/collections/{id}', { words: { id: shirts.id }, body: { patterns: [one, two] } });
  assert.deepEqual(both.note.members.map(({ pattern }) => pattern), [one, two]);
  const own = await ask('post', '/api/patterns/upload', { query: '?title=Mine', body: photo_bytes, status: 201 });
  assert.equal(own.note.title, 'Mine');
  assert.equal((await ask('post', '/api/patterns/upload', { body: photo_bytes, status: 201 })).id, own.id, 'the same tile is kept once');
  await ask('post', '/api/patterns/{id}/mend', { words: { id: own.id }, body: { layout: 'half-drop' }, status: 201 });
  const sheet = await ask('post', '/api/patterns/{id}/sheet', { words: { id: one }, query: '?wait=20',
    body: { width_cm: 10, height_cm: 5, tile_cm: 4, dpi: 100, layout: 'mirror' } });
  await ask('get', '/api/jobs/{id}/file', { words: { id: sheet.id } });

  await ask('post', '/api/patterns/{id}/inks', { words: { id: one }, body: { width_cm: 15, names: ['Ground'] } });
  const pressed = await ask('post', '/api/patterns/{id}/press', { words: { id: one }, query: '?wait=20',
    body: { files: ['plates', 'tif', 'svg', 'ps-pat'], trap_mm: 0.2, merge: [[3, 2]], width_cm: 15 } });
  assert.ok(pressed.result.files.length > 4, `${pressed.result.files}`);
  await ask('get', '/api/jobs/{id}/file', { words: { id: pressed.id } });
  const { mills } = await ask('get', '/api/mills');
  await ask('post', '/api/patterns/{id}/preflight', { words: { id: one }, body: { mill: mills[0].name, width_cm: 2 } });
  const icc = await readFile('/usr/share/color/icc/ghostscript/default_cmyk.icc');
  const profile = await ask('post', '/api/profiles', { body: icc, status: 201 });
  await ask('get', '/api/profiles');
  await ask('post', '/api/patterns/{id}/proof', { words: { id: one }, body: { profile: profile.id, marked: true } });
  const { colours: named } = await ask('post', '/api/books', { query: '?name=a.gpl',
    body: new TextEncoder().encode('GIMP Palette\nName: a\n#\n 10 20 30\tNight\n240 230 220\tDay\n') });
  await ask('post', '/api/colourways', { body: { patterns: [one, two],
    colourways: [{ name: 'Night and day', colours: named.map(({ hex }) => hex) }] } });

  const swatch = await readFile(path.join(root, 'docs/pictures/pattern.jpg'));
  const scan = await ask('post', '/api/scans', { query: '?title=Swatch', body: swatch, status: 201 });
  const wish = { vectors: [200, 0, 0, 180] };
  const scanned = await ask('post', '/api/scans/{id}/cloth', { words: { id: scan.id }, query: '?wait=25', body: wish });
  assert.deepEqual(faults(scanned.result, behind('#/components/schemas/ScannedCloth')), []);
  for (const what of ['straight', 'tile']) await ask('get', `/api/scans/{id}/${what}`, { words: { id: scan.id }, query: '?vectors=200,0,0,180' });
  await ask('post', '/api/scans/{id}/pattern', { words: { id: scan.id }, body: { ...wish, inks: 4 }, status: 201 });
  const page_scan = await ask('post', '/api/scans', { body: drawing(), status: 201 });
  const cut = await ask('post', '/api/scans/{id}/drawing', { words: { id: page_scan.id }, query: '?wait=25', body: {} });
  assert.deepEqual(faults(cut.result, behind('#/components/schemas/ScannedDrawing')), []);
  const taken = await ask('post', '/api/scans/{id}/motifs', { words: { id: page_scan.id }, query: '?wait=25', body: { pieces: [0] } });
  assert.equal(taken.result.items[0].kind, 'motif');
  const page = await ask('post', '/api/scans/{id}/page', { words: { id: page_scan.id }, query: '?wait=25', body: { layout: 'half-drop' } });
  assert.equal(page.result.item.kind, 'pattern');

  const photo = await ask('post', '/api/photos', { body: photo_bytes, status: 201 });
  const found = await ask('post', '/api/photos/{id}/segment', { words: { id: photo.id }, query: '?wait=20', body: { garment: 'auto' } });
  const mask = found.result.mask.id;
  await ask('post', '/api/photos/{id}/refine', { words: { id: photo.id }, query: '?wait=20',
    body: { mask, hints: [{ x: 200, y: 500, add: true }] } });
  const mask_bytes = await ask('get', '/api/items/{id}/files/{role}', { words: { id: mask, role: 'mask' } });
  await ask('post', '/api/photos/{id}/mask', { words: { id: photo.id }, body: mask_bytes, status: 201 });

  const look = { pattern: one, photo: photo.id, mask, scale: 1.5, angle: 20, shift: [0, 0.5] };
  await ask('post', '/api/preview', { body: { ...look, width: 300, colours: recolour } });
  await ask('post', '/api/preview', { body: { ...look, width: 300, sketch: { ...work, width: 256 } } });
  const kept = (await ask('post', '/api/looks', { query: '?wait=20', body: look })).result.items[0];
  await ask('post', '/api/looks/turn', { query: '?wait=20', body: { frames: [{ pattern: one }, { pattern: one, colours: recolour }], photo: `wardrobe:${garment.name}`, seconds: 0.5 } });
  await ask('post', '/api/looks/sheet', { query: '?wait=20', body: { patterns: [one, two], captions: ['First <1>', 'Zweite & drei'], photo: `wardrobe:${garment.name}` } });
  const file = await ask('get', '/api/looks/{id}/export', { words: { id: kept.id } });
  await ask('post', '/api/looks/import', { body: file, status: 201 });

  await ask('patch', '/api/items/{id}', { words: { id: kept.id }, body: { favourite: true } });
  await ask('patch', '/api/items/{id}', { words: { id: kept.id }, body: { title: 'My look', trashed: true } });
  assert.equal((await ask('get', '/api/items', { query: '?trash=1' })).items[0].note.title, 'My look');
  await ask('get', '/api/items', { query: '?kind=look' });
  await ask('get', '/api/items/{id}', { words: { id: kept.id } });
  await ask('delete', '/api/items/{id}', { words: { id: kept.id }, status: 204 });
  await ask('get', '/api/items/{id}', { words: { id: kept.id }, status: 404 });
  const long = await ask('post', '/api/patterns', { body: { category: 'zebra', making: 'learnt', count: 16, size: 1024 }, status: 202 });
  await ask('delete', '/api/jobs/{id}', { words: { id: long.id } });
  await ask('get', '/api');

  const described = Object.entries(document.paths).flatMap(([route, methods]) => Object.keys(methods).map((method) => `${method} ${route}`));
  assert.deepEqual(described.filter((one_route) => !asked.has(one_route)), [], 'nothing was left out');
});
