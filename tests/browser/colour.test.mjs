/// Colourways, and everything else that leaves the studio.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { dressed, grid_of, open_browser, open_studio, root, state_of } from './studio.mjs';

let studio, browser;
before(async () => { studio = await open_studio(); browser = await open_browser(); });
after(async () => { await browser?.stop(); await studio?.stop(); });

/// The mean colour of a canvas.
const mean = (page, selector) => page.locator(selector).first().evaluate((canvas) => {
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  const sum = [0, 0, 0];
  for (let at = 0; at < data.length; ++at) if (at % 4 < 3) sum[at % 4] += data[at];
  return sum.map((value) => 4 * value / data.length);
});

test('a suggested colourway is seen at once, spares a locked colour, and is kept as a new pattern', async () => {
  const page = await browser.visit(studio);
  await grid_of(page, 8);
  await dressed(page);
  const first = (await state_of(page)).pattern;
  await page.getByRole('link', { name: 'Colour' }).click();
  await page.locator('.swatch').first().waitFor();
  await page.waitForFunction(() => document.querySelector('canvas.big').width > 300);
  const before = await mean(page, 'canvas.big');
  const locked = await page.locator('.swatch input').nth(0).inputValue();
  await page.getByRole('button', { name: 'Keep colour 1 as it is' }).click();
  await page.getByRole('button', { name: 'Indigo' }).click();
  assert.equal(await page.locator('.swatch input').nth(0).inputValue(), locked);
  await page.getByRole('button', { name: 'Terracotta' }).click();
  await page.locator('.swatch input').nth(1).fill('#00aa55');
  await page.waitForFunction(() => !document.querySelector('.panel .primary').disabled);
  await page.waitForTimeout(400);
  const after = await mean(page, 'canvas.big');
  assert.ok(Math.hypot(...after.map((value, axis) => value - before[axis])) > 3, 'the preview has other colours');
  await page.getByRole('button', { name: 'Keep this colourway' }).click();
  await page.getByRole('link', { name: 'Patterns' }).click();
  assert.equal(await page.getByText('not kept yet').count(), 0, 'it is being kept');
  await page.waitForFunction((id) => globalThis.toile.state().pattern !== id, first);
  await dressed(page);
  assert.deepEqual(page.troubles, []);
});

test('the garment wears a colourway before it is kept, and one left behind can still be kept', async () => {
  const page = await browser.visit(studio);
  await grid_of(page, 8);
  await dressed(page);
  const plain = (await state_of(page)).pattern;
  const before = await mean(page, 'canvas.dressed');
  await page.getByRole('link', { name: 'Colour' }).click();
  await page.getByRole('button', { name: 'Rose' }).click();
  await page.waitForFunction(() => JSON.parse(document.querySelector('.picture').dataset.shown).colours);
  const rose = await mean(page, 'canvas.dressed');
  assert.ok(Math.hypot(...rose.map((value, axis) => value - before[axis])) > 2, 'the garment has other colours');

  await page.getByRole('link', { name: 'Take away' }).click();
  await page.waitForFunction(() => !JSON.parse(document.querySelector('.picture').dataset.shown).colours);
  await page.getByRole('button', { name: 'Keep it' }).click();
  await page.waitForFunction((id) => globalThis.toile.state().pattern !== id, plain);
  await dressed(page);
  assert.deepEqual(page.troubles, []);
});

test('a picture lends its colours', async () => {
  const page = await browser.visit(studio, { hash: '#colour' });
  await page.locator('.swatch').first().waitFor();
  await page.getByLabel('Take from a picture').setInputFiles(path.join(root, 'docs/samples/tile_floral.jpg'));
  await page.waitForFunction(() => !document.querySelector('.panel .primary').disabled);
  assert.deepEqual(page.troubles, []);
});

test('tile, sheet, contact sheet and look leave as files, and the look comes back', async () => {
  const page = await browser.visit(studio);
  await grid_of(page, 8);
  await dressed(page);
  await page.getByRole('link', { name: 'Take away' }).click();
  const card = (name) => page.getByRole('region', { name, exact: true });
  const take = async (button) => {
    const [file] = await Promise.all([page.waitForEvent('download'), button.click()]);
    return [file.suggestedFilename(), await readFile(await file.path()), await file.path()];
  };
  const [, tile] = await take(card('Seamless tile').getByRole('button', { name: 'Save PNG' }));
  assert.equal(tile.readUInt32BE(16), 512);

  await card('Sheet in repeat').getByLabel('Width').fill('20');
  await card('Sheet in repeat').getByLabel('Height').fill('10');
  await card('Sheet in repeat').getByLabel('dpi').fill('127');
  const [name, sheet] = await take(card('Sheet in repeat').getByRole('button', { name: 'Save the sheet' }));
  assert.match(name, /20x10cm\.png$/);
  assert.deepEqual([sheet.readUInt32BE(16), sheet.readUInt32BE(20)], [1000, 500]);

  await card('Sheet in repeat').getByLabel('Width').fill('2000');
  assert.ok(await card('Sheet in repeat').getByRole('button', { name: 'Save the sheet' }).isDisabled());

  const [, contact] = await take(card('Contact sheet').getByRole('button'));
  assert.ok(contact.length > 20000);

  const before = await state_of(page);
  const [look_name, , file] = await take(card('Look as a file').getByRole('button', { name: 'Save .toile' }));
  assert.match(look_name, /\.toile$/);
  await page.getByLabel('Turn').fill('45');
  await card('Look as a file').getByLabel('Open .toile').setInputFiles(file);
  await page.waitForFunction(() => globalThis.toile.state().angle === 0);
  assert.equal((await state_of(page)).layout, before.layout);
  await dressed(page);
  assert.deepEqual(page.troubles, []);
});
