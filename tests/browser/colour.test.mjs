/// Colourways, and everything else that leaves the studio.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { dressed, go, grid_of, open_browser, open_studio, root, soon, state_of } from './studio.mjs';

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
const swatches = (page) => page.locator('.swatch input').evaluateAll((all) => all.map((one) => one.value));
const shown_colours = (page) => page.evaluate(() => JSON.parse(document.querySelector('.picture').dataset.shown).colours);
const wears_colours = (page, on = true) => page.waitForFunction((wanted) =>
  Boolean(JSON.parse(document.querySelector('.picture').dataset.shown).colours) === wanted, on);

test('colours are locked as they are now, undone one by one, and stay on the garment over screens and reloads', async () => {
  const page = await browser.visit(studio);
  await grid_of(page, 8);
  await dressed(page);
  const plain = (await state_of(page)).pattern;
  const before = await mean(page, 'canvas.dressed');
  await go(page, 'colour');
  await page.locator('.swatch').first().waitFor();
  await page.locator('.swatch input').nth(1).fill('#00aa55');
  await page.getByRole('button', { name: 'Keep colour 2 as it is' }).click();
  const changed = await swatches(page);
  await page.getByRole('button', { name: 'Rose' }).click();
  assert.equal((await swatches(page))[1], '#00aa55', 'the lock keeps the changed colour');
  const rose = await swatches(page);
  assert.notDeepEqual(rose, changed);
  await wears_colours(page);
  const other = async () => Math.hypot(...(await mean(page, 'canvas.dressed')).map((value, axis) => value - before[axis])) > 2;
  assert.ok(await soon(page, other), 'the garment has other colours');

  await page.getByRole('button', { name: 'Undo' }).click();
  assert.deepEqual(await swatches(page), changed);
  assert.equal((await state_of(page)).pattern, plain, 'the colour is undone, not the pattern');
  await page.getByRole('button', { name: 'Redo' }).click();
  assert.deepEqual(await swatches(page), rose);

  await go(page, 'garment');
  assert.ok(await soon(page, () => shown_colours(page)), 'they stay on the garment');
  await page.reload();
  await dressed(page);
  assert.ok(await shown_colours(page), 'after a reload too');
  const elsewhere = await browser.visit(studio, { hash: await page.evaluate(() => location.hash) });
  await dressed(elsewhere);
  assert.deepEqual(await shown_colours(elsewhere), await shown_colours(page), 'the address carries them');
  await go(page, 'colour');
  await page.locator('.swatch').first().waitFor();
  assert.deepEqual(await swatches(page), rose);

  await page.locator('.repeat').getByRole('radio', { name: 'Half-drop' }).check({ force: true });
  await page.waitForFunction(() => /half-drop.*colours=/.test(document.querySelector('.cloth').dataset.painted));
  await page.getByRole('button', { name: 'Keep this colourway' }).click();
  await page.waitForFunction((id) => globalThis.toile.state().pattern !== id, plain);
  await dressed(page);
  await page.waitForFunction(() => document.querySelector('.panel .primary').disabled, null, { timeout: 5000 });
  assert.deepEqual([...await swatches(page)].sort(), [...new Set(rose)].sort(), 'what was kept has these inks, exactly');
  await go(page, 'patterns');
  await page.getByRole('button', { name: 'More like this' }).waitFor();
  assert.deepEqual([...page.troubles, ...elsewhere.troubles], []);
});

test('inks are put together, swapped, turned, drawn by lot and read from palettes', async () => {
  const page = await browser.visit(studio);
  await page.locator('.chip[data-name=tropical]').click();
  await grid_of(page, 8, 'tropical');
  const { batch } = await state_of(page);
  const colours_of = async (id) => (await (await page.request.get(`${studio.url}/api/patterns/${id}/palette`)).json()).colours;
  const counts = await Promise.all(batch.map(async (id) => (await colours_of(id)).length));
  await page.locator('.grid .face').nth(counts.indexOf(Math.max(...counts))).click();  // some prints have two inks alone
  await go(page, 'colour');
  await dressed(page);
  await page.waitForFunction((n) => document.querySelectorAll('.swatch').length === n, Math.max(...counts));
  const first = await swatches(page);
  await page.getByRole('button', { name: /^Swap colour 1 / }).click();
  await page.getByRole('button', { name: /^Swap colour 2 / }).click();
  assert.deepEqual((await swatches(page)).slice(0, 2), [first[1], first[0]]);
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByLabel('Number of inks').fill('3');
  await page.getByLabel('Number of inks').press('Enter');
  await page.waitForFunction(() => document.querySelectorAll('.swatch').length === 3);
  await page.waitForFunction(() => new Set(JSON.parse(document.querySelector('.picture').dataset.shown).colours?.to).size === 3);
  const three = await swatches(page);
  const inks = page.getByLabel('Number of inks'), before = first.length;
  await inks.fill('12');
  await inks.press('Enter');
  await page.waitForFunction((n) => document.querySelectorAll('.swatch').length === n, before);
  assert.equal(new Set(await swatches(page)).size, before, 'all inks are back');
  assert.equal(await inks.inputValue(), String(before));
  await inks.fill('3');
  await inks.press('Enter');
  assert.deepEqual(await swatches(page), three);
  await page.getByLabel('Hue').fill('117');
  const turned = await swatches(page);
  assert.notDeepEqual(turned, three);
  await page.getByRole('button', { name: 'Undo' }).click();
  assert.deepEqual(await swatches(page), three, 'a slider is one step');
  for (const act of [() => page.getByLabel('Harmony').selectOption('complementary'),
    () => page.getByRole('button', { name: 'Random' }).click(), () => page.getByLabel('Lightness').fill('0.18')]) {
    const was = await swatches(page);
    await act();
    await page.waitForFunction((old) => String([...document.querySelectorAll('.swatch input')].map((one) => one.value)) !== old, String(was));
  }
  await page.getByLabel('Take from a picture').setInputFiles({ name: 'mine.gpl', mimeType: 'text/plain',
    buffer: Buffer.from('GIMP Palette\n#\n10 20 30 a\n120 90 60 b\n240 230 220 c\n') });
  await page.waitForFunction(() => String([...document.querySelectorAll('.swatch input')].map((one) => one.value).sort()) ===
    '#0a141e,#785a3c,#f0e6dc');
  await page.getByLabel('Take from a picture').setInputFiles(path.join(root, 'docs/samples/composed_floral.jpg'));
  await page.waitForFunction(() => ![...document.querySelectorAll('.swatch input')].some((one) => one.value === '#0a141e'));
  await page.getByRole('radio', { name: 'On the garment' }).check({ force: true });
  await page.waitForFunction(() => [...document.querySelectorAll('.way img')].filter((one) => one.naturalWidth > 100).length === 7);
  assert.deepEqual(page.troubles, []);
});

test('tile, sheet, contact sheet and look leave as files, each with a name of its own, and the look comes back', async () => {
  const page = await browser.visit(studio);
  await grid_of(page, 8);
  await dressed(page);
  await go(page, 'takeaway');
  const card = (name) => page.getByRole('region', { name, exact: true });
  const names = new Set();
  const take = async (button) => {
    const [file] = await Promise.all([page.waitForEvent('download'), button.click()]);
    assert.ok(!names.has(file.suggestedFilename()), file.suggestedFilename());
    names.add(file.suggestedFilename());
    return [file.suggestedFilename(), await readFile(await file.path()), await file.path()];
  };
  const [, tile] = await take(card('Seamless tile').getByRole('button', { name: 'Save PNG' }));
  assert.equal(tile.readUInt32BE(16), 512);
  await card('Seamless tile').getByRole('radio', { name: '1024 px' }).check({ force: true });
  const [, anew] = await take(card('Seamless tile').getByRole('button', { name: 'Save PNG' }));
  assert.equal(anew.readUInt32BE(16), 1024, 'a print is made anew');

  const sheet_of = card('Sheet in repeat');
  await sheet_of.getByLabel('Fabric width').selectOption('140');
  assert.equal(await sheet_of.getByLabel('Width, cm').inputValue(), '140');
  await sheet_of.getByLabel('Width, cm').fill('20');
  await sheet_of.getByLabel('Height').fill('10');
  await sheet_of.getByLabel('dpi').fill('127');
  const [name, sheet] = await take(sheet_of.getByRole('button', { name: 'Save the sheet' }));
  assert.match(name, /20x10cm.*\.png$/);
  assert.deepEqual([sheet.readUInt32BE(16), sheet.readUInt32BE(20)], [1000, 500]);
  await page.reload();
  await dressed(page);
  assert.equal(await sheet_of.getByLabel('dpi').inputValue(), '127', 'sizes are remembered');
  await sheet_of.getByLabel('Width, cm').fill('2000');
  assert.ok(await sheet_of.getByRole('button', { name: 'Save the sheet' }).isDisabled());

  const [, contact] = await take(card('Contact sheet').getByRole('button'));
  assert.ok(contact.length > 20000);

  await card('Contact sheet').getByRole('radio', { name: 'Without' }).check({ force: true });
  const [, bare] = await take(card('Contact sheet').getByRole('button'));
  const high = (jpeg) => { for (let at = 2; ; at += 2 + jpeg.readUInt16BE(at + 2)) if ([0xc0, 0xc2].includes(jpeg[at + 1])) return jpeg.readUInt16BE(at + 5); };
  assert.ok(high(contact) > high(bare), 'names stand in lines of their own');
  const [, turn] = await take(card('Moving picture').getByRole('button', { name: 'Save GIF' }));
  assert.equal(turn.subarray(0, 6).toString('latin1'), 'GIF89a');
  assert.equal(turn.toString('latin1').match(/\x21\xf9\x04[\s\S]{4}\x00,/g).length, 7, 'as it is, and in six colourways');

  const before = await state_of(page);
  const [look_name, , file] = await take(card('Look as a file').getByRole('button', { name: 'Save .toile' }));
  assert.match(look_name, /\.toile$/);
  await page.getByRole('slider', { name: 'Turn' }).fill('45');
  assert.equal((await state_of(page)).angle, -45, 'to the right is clockwise');
  await take(card('Dressed photo').getByRole('button', { name: 'Save JPEG' }));
  await page.getByRole('slider', { name: 'Turn' }).fill('40');
  await take(card('Dressed photo').getByRole('button', { name: 'Save JPEG' }));
  await card('Look as a file').getByLabel('Open .toile').setInputFiles(file);
  await page.waitForFunction(() => globalThis.toile.state().angle === 0);
  assert.equal((await state_of(page)).layout, before.layout);
  await dressed(page);
  assert.deepEqual(page.troubles, []);
});

test('a contact sheet of nothing says what there is none of', async () => {
  await grid_of(await browser.visit(studio), 8);
  const page = await browser.visit(studio, { hash: '#takeaway' });  // a browser that has made nothing yet
  await dressed(page);
  const sheet = page.getByRole('region', { name: 'Contact sheet' });
  for (const [which, sentence] of [['This session (0)', 'No pattern was made in this session yet.'], ['Favourites', /no favourite pattern yet/]]) {
    await sheet.getByRole('radio', { name: which }).check({ force: true });
    await sheet.getByRole('button', { name: 'Save the sheet' }).click();
    await page.getByText(sentence).waitFor();
  }
  assert.deepEqual(page.troubles, []);
});

test('sizes are lengths in cloth, in centimetres or inches, and a tile that is too small for its size is told', async () => {
  const page = await browser.visit(studio);
  await page.locator('.chip[data-name=floral]').click();
  await grid_of(page, 8, 'floral');
  await dressed(page);
  const width = page.getByLabel('Tile width');
  assert.equal(await width.inputValue(), '20');
  await width.fill('30');
  await width.press('Enter');
  assert.equal((await state_of(page)).scale, 1.5);
  await page.getByRole('radio', { name: 'in', exact: true }).check({ force: true });
  assert.equal(await width.inputValue(), '11.8');
  await page.getByText('sharp at any size').waitFor();
  await page.getByLabel('Use my own tile').setInputFiles(path.join(root, 'docs/pictures/pattern.jpg'));
  await page.getByText('dpi: looks soft in print').waitFor();
  await go(page, 'takeaway');
  await page.getByText(/the sheet enlarges it .* times/).waitFor();
  assert.deepEqual(page.troubles, []);
});
