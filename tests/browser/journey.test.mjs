/// From the address to a dressed photo on the disk in five clicks, and how long each takes.

import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { availableParallelism, loadavg } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { drag_size, open_and_dress, page_bytes } from './figures.mjs';
import { open_browser, open_studio, root } from './studio.mjs';

let studio, browser;
before(async () => { studio = await open_studio(); browser = await open_browser(); });
after(async () => { await browser?.stop(); await studio?.stop(); });

const kSeconds = { open_to_dressed: 4, first_contentful_paint: 0.3, first_grid: 1.5, dressing: 0.7 };
const kPageBytes = 200e3;
const kSlack = 3;

test('a designer who has never been here takes a dressed photo away', async () => {
  const { page, figures } = await open_and_dress(browser, studio);
  assert.ok(figures.clicks <= 5);
  const size = await page.evaluate(async () => (await (await fetch('/api/wardrobe')).json()).garments
    .find(({ name }) => globalThis.toile.state().photo === `wardrobe:${name}`));

  await page.getByRole('link', { name: 'Take away' }).click();
  const coming = page.waitForEvent('download');
  await page.getByRole('region', { name: 'Dressed photo' }).getByRole('button', { name: 'Save PNG' }).click();
  const file = await coming;
  assert.match(file.suggestedFilename(), /^toile-.*\.png$/);
  const bytes = await readFile(await file.path());
  assert.equal(bytes.subarray(1, 4).toString(), 'PNG');
  assert.deepEqual([bytes.readUInt32BE(16), bytes.readUInt32BE(20)], [size.width, size.height]);

  Object.assign(figures, await drag_size(page));
  console.log(`figures: ${Object.entries(figures).map(([name, value]) => `${name} ${value.toFixed(2)}`).join(', ')}`);
  // on release the picture is as large as the screen can show
  await page.waitForFunction((least) => JSON.parse(document.querySelector('.picture').dataset.shown).width >= least,
    figures.picture_width);
  // the targets are for a machine that does nothing else, and figures.mjs measures them: here is caught what goes badly wrong
  const patience = kSlack * Math.max(1, loadavg()[0] / availableParallelism());
  assert.ok(figures.previews_per_second >= 8 / patience, 'the picture follows the hand');
  for (const [name, limit] of Object.entries(kSeconds)) assert.ok(figures[name] < limit * patience, name);
  const weight = await page_bytes(page);
  assert.ok(weight < kPageBytes, `the page is light: ${weight}`);
  assert.deepEqual(page.troubles, []);
});

test('every module is on its way before another asks for it', async () => {
  const page = await readFile(path.join(root, 'web/index.html'), 'utf8');
  const modules = (await readdir(path.join(root, 'web'))).filter((name) => name.endsWith('.js') && name !== 'main.js' && !/^words\.\w+\.js/.test(name));
  assert.deepEqual(modules.filter((name) => !page.includes(`<link rel="modulepreload" href="${name}">`)), []);
});
