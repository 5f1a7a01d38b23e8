/// What grows from a pattern, and a tile of one's own.

import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { dressed, grid_of, open_browser, open_studio, root, state_of } from './studio.mjs';

let studio, browser;
before(async () => { studio = await open_studio(); browser = await open_browser(); });
after(async () => { await browser?.stop(); await studio?.stop(); });

/// Until the grid holds eight patterns that were not in `before`.
const eight_others = (page, before) => page.waitForFunction((old) => {
  const { batch } = globalThis.toile.state();
  return batch.length === 8 && batch.every((id) => !old.includes(id));
}, before, { timeout: 60000 });

test('more like this and a mix of two fill the grid, and undo brings the old eight back', async () => {
  const page = await browser.visit(studio);
  await grid_of(page, 8);
  const first = (await state_of(page)).batch;
  await page.locator('.grid .face').nth(2).click();
  await page.getByLabel('Likeness').fill('0.8');
  await page.getByRole('button', { name: 'More like this' }).click();
  await eight_others(page, first);
  const { batch, pattern } = await state_of(page);
  assert.equal(pattern, first[2], 'the chosen pattern stays on the garment');

  await page.locator('.grid .face').nth(0).click();
  await page.getByRole('button', { name: 'Mix with another' }).click();
  await page.locator('.grid .face').nth(5).click();
  await eight_others(page, batch);
  await page.getByRole('button', { name: 'Undo' }).click();
  assert.deepEqual((await state_of(page)).batch, batch);
  assert.equal(await page.locator('.grid .tile').count(), 8);
  assert.deepEqual(page.troubles, []);
});

test('an own tile is dressed and shown in repeat; the pointer outlines one unit of the layout', async () => {
  const page = await browser.visit(studio);
  await dressed(page);
  await page.getByLabel('Use my own tile').setInputFiles(path.join(root, 'docs/pictures/pattern.jpg'));
  await page.waitForFunction(() => document.querySelector('.cloth')?.getAttribute('aria-label') === 'own tile in repeat');
  await dressed(page);
  const cloth = page.locator('.cloth');
  await cloth.hover({ position: { x: 200, y: 100 } });
  const straight = await page.locator('.unit').boundingBox();
  await page.locator('.repeat').getByRole('radio', { name: 'Half-drop' }).check({ force: true });
  await cloth.hover({ position: { x: 210, y: 100 } });
  const drop = await page.locator('.unit').boundingBox();
  assert.ok(Math.abs(drop.width - 2 * straight.width) < 1 && Math.abs(drop.height - straight.height) < 1);
  assert.match(await cloth.evaluate((one) => one.style.backgroundImage), /unit\?layout=half-drop/);
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
