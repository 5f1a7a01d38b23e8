/// The screen of motifs: a print taken apart, changed under the hand, and kept as a pattern like any other.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { dressed, go, grid_of, open_browser, open_studio, patience, state_of } from './studio.mjs';

let studio, browser, print;
before(async () => {
  studio = await open_studio();
  browser = await open_browser();
  print = await made({ category: 'floral', layout: 'tossed', seed: 5, count: 1 });
});
after(async () => { await browser?.stop(); await studio?.stop(); });

const ask = async (path, body) => (await fetch(`${studio.url}/api${path}`, { method: 'POST', body: JSON.stringify(body) })).json();
const read = async (path) => (await fetch(`${studio.url}/api${path}`)).json();
const made = async (request) => (await ask('/patterns?wait=20', { size: 256, ...request })).result.items[0].id;

/// A page at the table, the print `id` on it.
async function at_table(options = {}, id = print) {
  const page = await browser.visit(studio, { ...options, hash: `#motifs?pattern=${id}` });
  await drawn(page);
  return page;
}

/// Until the print and its motifs are drawn.
const drawn = (page) => page.waitForFunction(() => document.querySelector('.table')?.dataset.width &&
  document.querySelectorAll('.motifs[aria-busy=false] .thumb').length > 1 && document.querySelector('.others .thumb'), null, { timeout: 20000 });

test('what lies below the motifs of a print stays where it is when their pictures come', async () => {
  const page = await browser.visit(studio, { hash: '#gallery' });
  let let_go;
  const held = new Promise((go_on) => { let_go = go_on; });
  await page.route('**/api/layouts/motifs', async (route) => { await held; await route.continue(); });
  await page.evaluate((id) => { globalThis.location.hash = `#motifs?pattern=${id}`; }, print);
  const families = page.getByRole('group', { name: 'Kind of motif' });
  await families.waitFor();
  await page.locator('.motifs[aria-busy=true] .motif').nth(1).waitFor();
  const before = await families.boundingBox();
  let_go();
  await drawn(page);
  assert.deepEqual(await families.boundingBox(), before);
  assert.deepEqual(page.troubles, []);
});

/// The document that the page is at, and what is in hand.
const at_work = (page) => page.evaluate(() => globalThis.toile.at_table());
const changed = (page, before) => page.waitForFunction((was) => globalThis.toile.state().sketch !== was, before, { timeout: 20000 });

/// Where a placement lies on the screen.
const place_of = (page, at) => page.evaluate((number) => globalThis.toile.at_table().places[number], at);

/// The number of the largest motif that lies well inside the repeat.
const large_one = ({ layout }) => layout.placements.map((one, at) => ({ ...one, at }))
  .filter(({ x_cm, y_cm }) => x_cm > 4 && x_cm < 16 && y_cm > 4 && y_cm < 16).sort((a, b) => b.size_cm - a.size_cm)[0].at;

async function drag(page, from, to, steps = 12) {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  for (let step = 1; step <= steps; ++step) {
    await page.mouse.move(from.x + (to.x - from.x) * step / steps, from.y + (to.y - from.y) * step / steps);
  }
  await page.mouse.up();
}

test('a motif is dragged over the edge of the repeat and comes in on the other side; undo brings it back', async () => {
  const page = await at_table();
  const { layout, tile } = await at_work(page);
  const at = large_one({ layout });
  const from = await place_of(page, at);
  await drag(page, from, { x: from.x + tile.width * 0.75, y: from.y });
  const moved = (await at_work(page)).layout.placements[at];
  const expected = (layout.placements[at].x_cm + 0.75 * layout.width_cm) % layout.width_cm;
  assert.ok(Math.abs(moved.x_cm - expected) < 0.3, `${moved.x_cm} instead of ${expected}`);
  assert.ok(Math.abs(moved.y_cm - layout.placements[at].y_cm) < 0.01);
  const frame = await page.locator('.hold').boundingBox(), table = await page.locator('.table').boundingBox();
  assert.ok(frame.x + frame.width > table.x && frame.x < table.x + table.width, 'its frame can be seen');
  await page.getByRole('button', { name: 'Undo' }).click();
  assert.deepEqual((await at_work(page)).layout.placements[at], layout.placements[at]);
  assert.equal(await page.getByRole('button', { name: 'Keep this print' }).isDisabled(), true);
  await page.getByRole('button', { name: 'Redo' }).click();
  assert.equal((await at_work(page)).layout.placements[at].x_cm, moved.x_cm);
  assert.deepEqual(page.troubles, []);
});

test('corner and knob scale and turn what is in hand, and buttons mirror, copy and delete it', async () => {
  const page = await at_table();
  const before = await at_work(page);
  const at = large_one(before), one = before.layout.placements[at];
  const { x, y } = await place_of(page, at);
  await page.mouse.click(x, y);
  const middle = async (part) => {
    const box = await page.locator(`.hold .${part}`).boundingBox();
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  };
  const corner = await middle('size');
  await drag(page, corner, { x: x + (corner.x - x) * 1.4, y: y + (corner.y - y) * 1.4 });
  const larger = (await at_work(page)).layout.placements[at];
  assert.ok(Math.abs(larger.size_cm / one.size_cm - 1.4) < 0.05, `${larger.size_cm / one.size_cm}`);
  const knob = await middle('turn');
  await drag(page, knob, { x: x - (knob.y - y), y: y + (knob.x - x) });
  const turned = (await at_work(page)).layout.placements[at];
  assert.ok(Math.abs(((turned.angle - (one.angle ?? 0)) % 360 + 360) % 360 - 90) < 3, `${one.angle} to ${turned.angle}`);
  await page.getByRole('button', { name: 'Mirror' }).first().click();
  assert.equal((await at_work(page)).layout.placements[at].mirrored ?? false, !(one.mirrored ?? false));
  await page.getByRole('button', { name: 'Copy' }).click();
  assert.equal((await at_work(page)).layout.placements.length, before.layout.placements.length + 1);
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  assert.equal((await at_work(page)).layout.placements.length, before.layout.placements.length);
  assert.deepEqual(page.troubles, []);
});

test('a motif is exchanged everywhere or in one place, and the print is kept as a pattern like any other', async () => {
  const page = await at_table();
  const { layout } = await at_work(page);
  const hero = layout.placements[large_one({ layout })].motif;
  const count = (document, name) => document.placements.filter(({ motif }) => motif === name).length;
  await page.locator(`.motifs:not(.others) .motif[data-motif="${hero}"]`).click();
  await page.locator('.others .motif').nth(3).waitFor();
  const wanted = await page.locator('.others .motif').nth(3).getAttribute('data-motif');
  let { sketch } = await state_of(page);
  await page.locator('.others .motif').nth(3).click();
  await changed(page, sketch);
  const next = (await at_work(page)).layout;
  assert.equal(count(next, hero), 0);
  assert.equal(count(next, wanted), count(layout, hero));
  await drawn(page);
  ({ sketch } = await state_of(page));
  const kept = (await state_of(page)).pattern;
  await page.getByRole('button', { name: 'Keep this print' }).click();
  await page.waitForFunction((old) => globalThis.toile.state().pattern !== old, kept, { timeout: 20000 });
  await dressed(page);
  const { pattern } = await state_of(page);
  const document = await read(`/patterns/${pattern}/layout`);
  assert.equal(count(document, wanted), count(layout, hero));
  assert.equal((await read(`/items/${pattern}`)).note.category, 'floral');
  await page.getByText('sharp at any size').first().waitFor();
  for (const screen of ['colour', 'takeaway', 'gallery']) {
    await page.locator(`.tabs a[data-screen=${screen}]`).click();
    await page.waitForLoadState('networkidle');
  }
  assert.deepEqual(page.troubles, []);
});

test('sizes on the table are in the unit that is chosen, written as the language writes them', async () => {
  const page = await browser.visit(studio, { hash: `#takeaway?pattern=${print}`, locale: 'de-DE' });
  await page.getByRole('radio', { name: 'in', exact: true }).check({ force: true });
  await go(page, 'motifs');
  await drawn(page);
  const { x, y } = await place_of(page, large_one(await at_work(page)));
  await page.mouse.click(x, y);
  const size = page.locator('.in_hand .slider output').first();
  await size.waitFor();
  assert.match(await size.textContent(), /^\d+(,\d)? in$/);
  await page.locator('.in_hand').getByLabel('Größe').fill('1.5');
  assert.equal(await size.textContent(), '1,1 in');
  await page.getByRole('radio', { name: 'Anordnung' }).check({ force: true });
  const { sketch } = await state_of(page);
  const repeat = page.locator('.changes').getByLabel('Rapport');
  await repeat.fill('25.4');
  await changed(page, sketch);
  assert.equal((await at_work(page)).layout.width_cm, 25.4);
  assert.equal(await page.locator('.changes .slider', { hasText: 'Rapport' }).locator('output').textContent(), '10 in');
});

test('arrangement, density, size, repeat, ground and palette change the print', async () => {
  const page = await at_table();
  const first = (await at_work(page)).layout;
  await page.getByRole('radio', { name: 'Arrangement' }).check({ force: true });
  let { sketch } = await state_of(page);
  await page.locator('.changes').getByRole('radio', { name: 'Half-drop' }).check({ force: true });
  await changed(page, sketch);
  assert.equal((await at_work(page)).layout.layout, 'half-drop');
  await page.getByRole('button', { name: 'Undo' }).click();
  assert.deepEqual((await at_work(page)).layout, first, 'undo is exact');
  const slide = async (label, value) => {
    ({ sketch } = await state_of(page));
    await page.locator('.changes').getByLabel(label).fill(`${value}`);
    await changed(page, sketch);
    return (await at_work(page)).layout;
  };
  const dense = await slide('Density', 1);
  assert.equal(dense.density, 2);
  assert.notEqual(dense.placements.length, first.placements.length);
  assert.equal((await slide('Motif size', -1)).scale, 0.5);
  assert.equal((await slide('Repeat', 32)).width_cm, 32);
  await page.locator('.changes').getByLabel('Repeat').fill('6');
  await page.locator('.changes').getByLabel('Motif size').fill('1.5');
  await page.locator('.trouble', { hasText: 'it must be at least' }).waitFor();

  await page.getByRole('radio', { name: 'Colours', exact: true }).check({ force: true });
  await page.getByLabel(/^Ground/).fill('#102040');
  assert.equal((await at_work(page)).layout.inks[0].colour, '#102040');
  await page.getByRole('radio', { name: 'Light ground' }).check({ force: true });
  await page.locator('.inks_panel .way').nth(2).click();
  const inks = (await at_work(page)).layout.inks;
  assert.notEqual(inks[0].colour, '#102040');
  assert.deepEqual(page.troubles, []);
});

test('a picture of one’s own becomes a motif in its own colours, and stays where it was deleted elsewhere', async () => {
  const page = await at_table();
  const picture = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(160, 120);
    const context = canvas.getContext('2d');
    context.fillStyle = '#e01080';
    context.beginPath();
    context.ellipse(80, 60, 70, 45, 0, 0, 7);
    context.fill();
    context.fillStyle = '#10d0e0';
    context.fillRect(60, 40, 40, 40);
    return [...new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer())];
  });
  const { sketch } = await state_of(page);
  await page.getByRole('radio', { name: 'Yours' }).check({ force: true });
  await page.getByLabel('Add a picture').setInputFiles({ name: 'lemon.png', mimeType: 'image/png', buffer: Buffer.from(picture) });
  await changed(page, sketch);
  await page.getByRole('heading', { name: 'Exchange your picture for' }).waitFor();
  const { layout } = await at_work(page);
  const own = layout.placements.at(-1);
  assert.match(own.motif, /^own:/);
  assert.ok(layout.inks.some(({ colour }) => colour === '#e01080'), JSON.stringify(layout.inks));
  const before = (await state_of(page)).pattern;
  await page.getByRole('button', { name: 'Keep this print' }).click();
  await page.waitForFunction((old) => globalThis.toile.state().pattern !== old, before, { timeout: 20000 });
  const [item] = (await read('/items?kind=motif')).items;
  await fetch(`${studio.url}/api/items/${item.id}`, { method: 'DELETE' });
  await page.reload();
  await drawn(page);
  const kept = await read(`/patterns/${(await state_of(page)).pattern}/layout`);
  assert.ok(kept.motifs.some(({ name }) => name === own.motif), 'the picture travels with the print');
  assert.deepEqual(page.troubles, []);
});

test('the garment beside the table follows the hand, and wears the pattern again when the work is left', async () => {
  const page = await at_table();
  await dressed(page);
  const worn = () => page.evaluate(() => {
    const canvas = document.querySelector('canvas.dressed');
    return [canvas.toDataURL(), JSON.parse(document.querySelector('.picture').dataset.shown).sketch];
  });
  const [plain, kept] = await worn();
  assert.equal(kept, false);
  const at = large_one(await at_work(page)), { x, y } = await place_of(page, at);
  await page.mouse.move(x, y);
  await page.mouse.down();
  let pictures = 0, last = plain;
  const start = performance.now();
  for (let step = 0; performance.now() - start < 3000; ++step) {
    await page.mouse.move(x + 90 * Math.sin(step / 15), y + 30);
    await new Promise((go) => setTimeout(go, 16));
    if (step % 6) continue;
    const [picture] = await worn();
    pictures += picture !== last;
    last = picture;
  }
  const previews = await page.evaluate(() => globalThis.toile.sketches_per_second());
  assert.ok(pictures >= 2, `${pictures} pictures of the garment while the hand moved`);
  assert.ok(previews >= 8 / patience(), `${previews} previews of the print a second beside them`);
  await page.mouse.up();
  await page.waitForFunction(() => document.querySelector('canvas.dressed').width >= document.querySelector('.picture').clientWidth);
  await page.waitForFunction((old) => document.querySelector('canvas.dressed').toDataURL() !== old, plain);
  assert.equal((await worn())[1], true);
  await page.locator('.tabs a[data-screen=garment]').click();
  await page.waitForFunction(() => JSON.parse(document.querySelector('.picture').dataset.shown).sketch === false);
  await page.waitForFunction((old) => document.querySelector('canvas.dressed').toDataURL() === old, plain);
  await page.locator('.tabs a[data-screen=motifs]').click();
  await page.waitForFunction(() => JSON.parse(document.querySelector('.picture').dataset.shown).sketch);
  await page.getByRole('button', { name: 'Start over' }).click();
  await page.waitForFunction((old) => document.querySelector('canvas.dressed').toDataURL() === old, plain);
  assert.deepEqual(page.troubles, []);
});

test('a print is laid out of one’s own pictures, with drawn leaves or one of one’s own', async () => {
  const page = await at_table();
  const shape = async (name, colour, draw) => ({ name, mimeType: 'image/png', buffer: Buffer.from(await page.evaluate(async ([fill, kind]) => {
    const canvas = new OffscreenCanvas(160, 160), context = canvas.getContext('2d');
    context.fillStyle = fill;
    context.beginPath();
    if (kind === 'leaf') context.ellipse(80, 80, 30, 76, 0, 0, 7);
    else for (let petal = 0; petal < 6; ++petal) context.ellipse(80 + 40 * Math.cos(petal), 80 + 40 * Math.sin(petal), 34, 34, 0, 0, 7);
    context.fill();
    return [...new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer())];
  }, [colour, draw])) });
  await page.getByRole('radio', { name: 'Yours' }).check({ force: true });
  for (const [name, colour, draw] of [['bloom.png', '#d04060', 'flower'], ['blade.png', '#3d8a4a', 'leaf']]) {
    const { sketch } = await state_of(page);
    await page.getByLabel('Add a picture').setInputFiles(await shape(name, colour, draw));
    await changed(page, sketch);
  }
  const { pattern } = await state_of(page);
  await page.getByRole('button', { name: 'Lay out a print of them' }).click();
  await page.waitForFunction((old) => globalThis.toile.state().pattern !== old, pattern, { timeout: 20000 });
  await drawn(page);
  const kinds = (layout) => new Set(layout.placements.map(({ motif }) => motif.split(':')[0]).filter((one) => one !== 'laid'));
  await page.getByRole('radio', { name: 'Arrangement' }).check({ force: true });
  let { sketch } = await state_of(page);
  if ((await at_work(page)).layout.layout !== 'chintz') {
    await page.locator('.changes').getByRole('radio', { name: 'Chintz' }).check({ force: true });
    await changed(page, sketch);
  }
  const { layout } = await at_work(page);
  assert.ok(kinds(layout).has('own'));
  assert.ok(layout.cast.some(({ part, motif }) => part === 'leaf' && motif.startsWith('drawn:')), 'leaves are drawn for it');
  assert.ok(layout.inks.some(({ colour }) => colour === '#3d8a4a'), 'in its own colours');

  // the narrow one is a leaf
  await page.getByRole('radio', { name: 'Motifs', exact: true }).check({ force: true });
  const names = [...new Set(layout.placements.map(({ motif }) => motif).filter((name) => name.startsWith('own:')))];
  assert.equal(names.length, 2);
  const leaf = names[0];
  await page.locator(`.motifs:not(.others) [data-motif="${leaf}"]`).click();
  ({ sketch } = await state_of(page));
  await page.getByLabel('Part in the arrangement').selectOption({ label: 'Leaf' });
  await changed(page, sketch);
  const next = (await at_work(page)).layout;
  assert.deepEqual([...kinds(next)], ['own'], 'drawn leaves make room for it');
  assert.deepEqual(next.cast.filter(({ motif }) => motif === leaf).map(({ part }) => part), ['leaf']);
  await page.locator(`.motifs:not(.others) [data-motif="${names[1]}"]`).click();
  await page.getByLabel('Part in the arrangement').selectOption({ label: 'Leaf' });
  await page.getByText('There must be another motif besides leaves.').waitFor();
  assert.deepEqual(page.troubles, []);
});

test('keys alone take, move, scale, turn and delete a motif', async () => {
  const page = await at_table();
  const { layout } = await at_work(page);
  await page.locator('.table').focus();
  await page.keyboard.press('Enter');
  const { held } = await at_work(page);
  const one = layout.placements[held];
  await page.waitForFunction(() => /, 1 of \d+/.test(document.getElementById('live').textContent));
  for (const key of ['ArrowRight', 'Shift+ArrowDown', '+', '.', 'm']) await page.keyboard.press(key);
  const moved = (await at_work(page)).layout.placements[held];
  assert.ok(Math.abs(moved.x_cm - (one.x_cm + 0.1) % 20) < 0.003 && Math.abs(moved.y_cm - (one.y_cm + 1) % 20) < 0.003);
  assert.ok(Math.abs(moved.size_cm / one.size_cm - 1.05) < 0.01 && moved.mirrored !== (one.mirrored ?? false));
  await page.keyboard.press('Delete');
  assert.equal((await at_work(page)).layout.placements.length, layout.placements.length - 1);
  await page.keyboard.press('Control+z');
  assert.equal((await at_work(page)).layout.placements.length, layout.placements.length);
  await page.keyboard.press('Escape');
  assert.equal((await at_work(page)).held, null);
  assert.deepEqual(page.troubles, []);
});

test('work that is not kept outlives a reload', async () => {
  const page = await at_table();
  const { layout } = await at_work(page);
  const at = large_one({ layout }), from = await place_of(page, at);
  await drag(page, from, { x: from.x + 30, y: from.y + 10 });
  const moved = (await at_work(page)).layout.placements[at];
  await page.reload();
  await drawn(page);
  assert.deepEqual((await at_work(page)).layout.placements[at], moved);
});

test('a pattern that is not laid out of motifs says so, and offers one that is', async () => {
  const woven = await made({ category: 'tartan', seed: 3, count: 1 });
  const page = await browser.visit(studio, { hash: `#motifs?pattern=${woven}` });
  await page.getByText('not laid out of motifs').waitFor();
  await page.getByRole('button', { name: 'Lay out a print' }).click();
  await page.waitForFunction(() => document.querySelector('.table')?.dataset.width && document.querySelector('.motifs:not(.others) .thumb'),
    null, { timeout: 20000 });  // a print by chance may have one motif
  assert.deepEqual(page.troubles, []);
});

test('new patterns are laid out, exact or learnt as is chosen, from hand-drawn to exact', async () => {
  const page = await browser.visit(studio);
  await page.locator('.chip[data-name=checkered]').click();
  const asked = async (act) => {
    const sent = page.waitForRequest((request) => request.url().endsWith('/api/patterns') && request.method() === 'POST');
    await act();
    const { category, making, layout, regularity } = (await sent).postDataJSON();
    return { category, making, layout, regularity };
  };
  const options = page.locator('.making');
  assert.deepEqual(await asked(() => options.getByRole('radio', { name: 'Learnt' }).check({ force: true })),
    { category: 'checkered', making: 'learnt', layout: undefined, regularity: undefined });
  assert.deepEqual(await asked(() => page.getByLabel('How exactly the pattern repeats').fill('0.2')),
    { category: 'checkered', making: 'learnt', layout: undefined, regularity: 0.2 });
  await page.locator('.chip[data-name=floral]').click();
  assert.deepEqual(await asked(() => options.getByLabel('Arrangement').selectOption('ogee')),
    { category: 'floral', making: undefined, layout: 'ogee', regularity: undefined });
  await grid_of(page, 8, 'floral');
  const { batch } = await state_of(page);
  assert.equal((await read(`/patterns/${batch[0]}/layout`)).layout, 'ogee');
  assert.deepEqual(page.troubles, []);
});

for (const [width, scheme] of [[1280, 'light'], [360, 'dark']]) {
  test(`every side of it is usable with other senses and needs no sideways scrolling (${width} px, ${scheme})`, async () => {
    const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    const page = await at_table({ width, height: 780, scheme });
    const at = large_one(await at_work(page)), { x, y } = await place_of(page, at);
    await page.mouse.click(x, y);
    await page.locator('.in_hand').waitFor();
    for (const side of ['Motifs', 'Arrangement', 'Colours']) {
      await page.locator('.keeping').getByRole('radio', { name: side }).check({ force: true });
      await page.waitForLoadState('networkidle');
      const faults = await page.evaluate(`${axe}; axe.run(document, { resultTypes: ['violations'] })`).then(({ violations }) =>
        violations.filter((one) => ['serious', 'critical'].includes(one.impact))
          .map((one) => `${one.id}: ${one.nodes.map((node) => `${node.target} ${node.failureSummary}`).join('; ')}`));
      assert.deepEqual(faults, [], side);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth), side);
    }
    assert.deepEqual(page.troubles, []);
  });
}
