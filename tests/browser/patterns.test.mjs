/// What grows from a pattern, and tiles of one's own.

import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { drawn, dressed, go, grid_of, open_browser, open_studio, pixels_of, root, state_of } from './studio.mjs';

let studio, browser;
before(async () => { studio = await open_studio(); browser = await open_browser(); });
after(async () => { await browser?.stop(); await studio?.stop(); });

/// Until the grid holds eight finished patterns that were not in `before`.
const eight_others = (page, before) => page.waitForFunction((old) => {
  const { batch } = globalThis.toile.state();
  return document.querySelector('.grid').getAttribute('aria-busy') === 'false' && batch.length === 8 && batch.every((id) => !old.includes(id));
}, before);
const chip = (page) => page.locator('.chip[aria-pressed=true]').evaluateAll((all) => all.map((one) => one.dataset.name));

test('what is made is shown at once, is one step of undo, and the chip says of what kind it is', async () => {
  const page = await browser.visit(studio);
  await grid_of(page, 8);
  const { batch: first, category } = await state_of(page);
  await page.locator('.chip[data-name=dotted]').click();
  await grid_of(page, 8, 'dotted');
  const dots = await state_of(page);
  assert.equal(dots.pattern, dots.batch[0], 'the first one is on the garment');
  assert.deepEqual(await chip(page), ['dotted']);
  await page.getByRole('button', { name: 'Undo' }).click();
  assert.deepEqual([(await state_of(page)).batch, await chip(page)], [first, [category]]);
  assert.equal(await page.locator('.grid .tile').count(), 8);

  await page.locator('.grid .face').nth(2).click();
  await page.getByLabel('Likeness').fill('0.8');
  await page.getByRole('button', { name: 'More like this' }).click();
  await eight_others(page, first);
  const more = await state_of(page);
  assert.equal(more.pattern, more.batch[0]);

  // the wish for a mix outlives a change of category, and is refused where two can't be mixed
  await page.locator('.grid .face').nth(0).click();
  await page.getByRole('button', { name: 'Mix with another' }).click();
  await page.locator('.chip[data-name=dotted]').click();
  await grid_of(page, 8, 'dotted');
  await page.getByText('now choose the other pattern').waitFor();
  await page.locator('.grid .face').nth(0).click({ force: true });
  await page.getByText('Choose another one.').waitFor();
  await page.locator(`.chip[data-name=${category}]`).click();
  await grid_of(page, 8, category);
  const { batch } = await state_of(page);
  await page.locator('.grid .face').nth(5).click();
  await eight_others(page, batch);
  assert.equal(await page.getByText('now choose the other pattern').isVisible(), false);
  assert.deepEqual(await chip(page), [], 'a mix is of no category');

  // a mix that the studio refuses is over, too
  await page.route('**/api/patterns/*/mix*', (route) => route.fulfill({ status: 400, contentType: 'application/json', body: '{"error": "no mix today"}' }));
  await page.locator(`.chip[data-name=${category}]`).click();
  await grid_of(page, 8, category);
  await page.locator('.grid .face').nth(0).click();
  await page.getByRole('button', { name: 'Mix with another' }).click();
  await page.locator('.grid .face').nth(5).click();
  await page.getByRole('alert').filter({ hasText: 'No mix today.' }).waitFor();
  assert.equal(await page.getByText('now choose the other pattern').isVisible(), false);

  await page.getByRole('button', { name: 'New patterns' }).click();
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'New patterns', 'the focus stays');
  await grid_of(page, 8, category);
  const names = await page.locator('.grid .face').evaluateAll((all) => all.map((one) => one.ariaLabel));
  assert.equal(new Set(names).size, 8, 'each has a name of its own');
  assert.deepEqual(page.troubles, []);
});

test('what is changed while patterns are still coming is undone by itself, and the patterns stay', async () => {
  const page = await browser.visit(studio);
  await grid_of(page, 8);
  await dressed(page);
  const first = await state_of(page);
  let let_go, held = false;
  const released = new Promise((done) => { let_go = done; });
  await page.route('**/api/jobs/*', async (route) => {  // three of the eight are told of at first
    const answer = await route.fetch();
    const job = await answer.json();
    if (job.state !== 'done') return route.fulfill({ response: answer, json: { ...job, result: { items: [] } } });
    if (held) await released;
    else Object.assign(job, { state: 'running', result: { items: job.result.items.slice(0, 3) } });
    held = true;
    return route.fulfill({ response: answer, json: job });
  });
  await page.locator('.chip[data-name=dotted]').click();
  await page.waitForFunction(() => globalThis.toile.state().category === 'dotted' && globalThis.toile.state().batch.length === 3);
  await page.getByRole('slider', { name: 'Turn' }).fill('45');
  let_go();
  await grid_of(page, 8, 'dotted');
  const all = await state_of(page);
  assert.equal(all.angle, -45);
  await page.getByRole('button', { name: 'Undo' }).click();
  const turned_back = await state_of(page);
  assert.deepEqual([turned_back.angle, turned_back.batch], [0, all.batch], 'the turn is undone alone');
  await page.getByRole('button', { name: 'Undo' }).click();
  const back = await state_of(page);
  assert.deepEqual([back.pattern, back.batch], [first.pattern, first.batch]);
  await page.getByRole('button', { name: 'Redo' }).click();
  assert.deepEqual((await state_of(page)).batch, all.batch, 'the eight are one step');
  assert.deepEqual(page.troubles, []);
});

test('an own tile is shown as it was drawn, endlessly, whatever its shape, and its seam is told and mended in a copy', async () => {
  const page = await browser.visit(studio);
  await dressed(page);
  // drawn for a half-drop: what leaves at the right comes in at the left half a tile lower
  const half_drop = await drawn(page, 'leaves.png', 160, 240, (context, width, height) => {
    context.fillStyle = '#f4efe2';
    context.fillRect(0, 0, width, height);
    context.fillStyle = '#a33';
    for (const [x, y] of [[0, 60], [0, 300], [0, -180], [160, 180], [160, -60], [80, 20], [80, 260]]) {
      context.beginPath();
      context.ellipse(x, y, 36, 22, 0.5, 0, 7);
      context.fill();
    }
  });
  await page.getByLabel('Use my own tile').setInputFiles(half_drop);
  await page.waitForFunction(() => document.querySelector('.cloth')?.getAttribute('aria-label') === 'leaves in repeat');
  assert.deepEqual(await chip(page), [], 'an own tile is of no category');
  for (const name of ['More like this', 'Mix with another']) {
    assert.equal(await page.getByRole('button', { name }).count(), 0, 'what would be refused is not offered');
  }
  await page.getByText('A seam shows plainly in this layout.').waitFor();
  await page.getByText('It was drawn for: Half-drop').waitFor();
  const cloth = page.locator('.cloth');
  const unit = () => cloth.evaluate((one) => JSON.parse(one.dataset.unit));
  const [width, height] = await unit();
  assert.ok(Math.abs(height / width - 1.5) < 0.01, 'it is not squashed');
  await page.locator('.warning').getByRole('button', { name: 'Half-drop' }).click();
  await page.getByText('A seam shows plainly in this layout.').waitFor({ state: 'hidden' });
  await page.waitForFunction(() => /layout=half-drop/.test(document.querySelector('.cloth').dataset.painted));
  const [wide] = await unit();
  assert.ok(Math.abs(wide - 2 * width) < 1);
  const { pattern } = await state_of(page);
  const tile = await pixels_of(page, `/api/items/${pattern}/files/tile`);
  const laid = await pixels_of(page, `/api/patterns/${pattern}/unit?layout=half-drop&width=2048`);
  for (const y of [0, 60, 181]) {
    assert.deepEqual(laid.data.slice(4 * y * 320, 4 * (y * 320 + 160)), tile.data.slice(4 * y * 160, 4 * (y + 1) * 160), 'it is laid as it was drawn');
  }

  await page.locator('.repeat').getByRole('radio', { name: 'Straight' }).check({ force: true });
  await page.getByRole('button', { name: 'Mend a copy' }).click();
  await page.waitForFunction((id) => globalThis.toile.state().pattern !== id, pattern);
  await page.waitForLoadState('networkidle');
  assert.equal(await page.getByText('A seam shows plainly in this layout.').isVisible(), false, 'the copy has no seam');
  assert.equal((await (await page.request.get(`${studio.url}/api/patterns/${pattern}/seams`)).json()).layouts.straight.seam, true, 'the own tile is as it was');

  // the cloth is moved and zoomed without end
  await cloth.hover({ position: { x: 200, y: 100 } });
  const outline = await page.locator('.unit').boundingBox();
  assert.ok(outline.width > 100);
  await page.getByRole('button', { name: 'Seam at 400 %' }).click();
  assert.equal((await unit())[0], 4 * 140, 'the copy is an eighth narrower');
  await cloth.focus();
  for (let step = 0; step < 4; ++step) await page.keyboard.press('Shift+ArrowLeft');
  await page.keyboard.press('-');
  assert.ok((await unit())[0] < 4 * 140);
  assert.deepEqual(page.troubles, []);
});

test('dropped tiles are all taken where tiles are chosen, and photos on the garment', async () => {
  const page = await browser.visit(studio);
  await dressed(page);
  const drop = (selector, ...names) => page.evaluate(async ([where, list]) => {
    const data = new DataTransfer();
    for (const [at, name] of list.entries()) {
      const canvas = new OffscreenCanvas(64, 64), context = canvas.getContext('2d');
      context.fillStyle = ['#a33', '#3a3', '#33a'][at];
      context.fillRect(0, 0, 40, 64);
      data.items.add(new File([await canvas.convertToBlob()], name, { type: 'image/png' }));
    }
    document.querySelector(where).dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data }));
  }, [selector, names]);
  await drop('#panel', 'red.png', 'green.png', 'blue.png');
  await page.getByText('3 tiles are in the grid').waitFor();
  const { batch, pattern, screen } = await state_of(page);
  assert.deepEqual([pattern, screen], [batch[0], 'patterns']);
  assert.equal(await page.locator('.grid .face').nth(2).getAttribute('aria-label'), `blue, pattern 3 of ${batch.length}`);
  await drop('#panel', 'red.png');
  await page.waitForLoadState('networkidle');
  assert.deepEqual([...(await state_of(page)).batch].sort(), [...batch].sort(), 'the same tile is kept once');
  await drop('#stage', 'me.png');
  await page.waitForFunction(() => globalThis.toile.state().screen === 'garment' && !globalThis.toile.state().photo.startsWith('wardrobe:'));
  assert.deepEqual(page.troubles, []);
});

test('one click makes a collection in the palette of a print, with names that can be changed', async () => {
  const page = await browser.visit(studio);
  await page.locator('.chip[data-name=floral]').click();
  await grid_of(page, 8, 'floral');
  const { pattern } = await state_of(page);
  await page.getByRole('button', { name: 'Make a collection' }).click();
  await page.getByRole('button', { name: 'Open the collection' }).click();
  await page.getByRole('region', { name: 'Collection' }).waitFor();
  assert.equal(await page.locator('.members li').count(), 5);
  assert.deepEqual((await state_of(page)).batch[0], pattern, 'the hero leads');
  const palette = async (id) => (await (await page.request.get(`${studio.url}/api/patterns/${id}/palette`)).json()).colours.map((one) => one.hex);
  const hero = await palette(pattern);
  for (const id of (await state_of(page)).batch) {
    const colours = await palette(id);
    assert.ok(colours.filter((hex) => hero.includes(hex)).length >= Math.min(colours.length, 1), `${colours} of ${hero}`);
    assert.ok(colours.every((hex) => hero.includes(hex)), `${colours} of ${hero}`);
  }
  await page.getByRole('region', { name: 'Collection' }).getByLabel('Name').fill('Spring');
  await page.getByRole('region', { name: 'Collection' }).getByLabel('Name').press('Enter');
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save the page' }).click()]);
  assert.ok(file.suggestedFilename().endsWith('.jpg'));
  await page.getByRole('button', { name: 'All collections' }).click();
  await page.waitForFunction(() => document.querySelector('.shelf .name')?.value === 'Spring');
  assert.deepEqual(page.troubles, []);
});

test('a favourite waits in the gallery, where another tab sees it too', async () => {
  const page = await browser.visit(studio);
  await dressed(page);
  const other = await browser.visit(studio, { hash: '#gallery', context: page.context() });
  await other.getByText('Nothing kept yet').waitFor();
  await page.locator('.grid .tile').first().hover();
  await page.locator('.grid .heart').first().click();
  await other.locator('.shelf .tile').first().waitFor();
  await page.locator('.grid .heart').first().click();
  await other.getByText('Nothing kept yet').waitFor();
  assert.deepEqual([...page.troubles, ...other.troubles], []);
});

test('a collection of one’s own is begun, filled, named and emptied by hand', async () => {
  const page = await browser.visit(studio);
  await grid_of(page, 8);
  const { batch } = await state_of(page);
  await page.locator('.grid .face').nth(1).click();
  await go(page, 'gallery');
  await page.getByRole('radio', { name: 'Collections' }).check({ force: true });
  await page.getByRole('button', { name: 'New collection' }).click();
  const view = page.getByRole('region', { name: 'Collection' });
  await view.waitFor();
  const members = () => view.locator('.members li').evaluateAll((all) => all.map((one) => one.dataset.id));
  assert.deepEqual(await members(), [batch[1]]);
  assert.equal(await view.getByRole('button', { name: /^Add / }).count(), 0, 'the pattern on the garment is in it');
  await view.getByLabel('Name').fill('Shirts');
  await view.getByLabel('Name').press('Enter');
  await page.evaluate((id) => { location.hash = `#gallery?pattern=${id}`; }, batch[4]);
  await view.getByRole('button', { name: /^Add / }).click();
  await page.waitForFunction(() => document.querySelectorAll('.members li').length === 2);
  assert.deepEqual(await members(), [batch[1], batch[4]]);
  await view.locator('.members .face').first().click();
  assert.equal((await state_of(page)).pattern, batch[1]);
  assert.equal(await view.locator('.members .face[aria-pressed=true]').count(), 1);
  await view.locator('.members li').first().hover();
  await view.getByRole('button', { name: /^Take out / }).first().click();
  await page.waitForFunction(() => document.querySelectorAll('.members li').length === 1);
  await page.reload();
  await view.waitFor();
  assert.deepEqual(await members(), [batch[4]]);
  assert.equal(await view.getByLabel('Name').inputValue(), 'Shirts');
  assert.deepEqual(page.troubles, []);
});
