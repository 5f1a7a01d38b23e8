/// Take away, for print: inks named and merged, a mill's verdict, colours as printed, files that other programs open.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { drawn, dressed, open_browser, open_studio } from './studio.mjs';

let studio, browser, folder;
before(async () => {
  studio = await open_studio();
  browser = await open_browser();
  folder = await mkdtemp(path.join(tmpdir(), 'toile-print-'));
});
after(async () => {
  await browser?.stop();
  await studio?.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
});

/// The screen with its second part open.
async function for_print(page) {
  await dressed(page);
  await page.getByRole('link', { name: 'Take away' }).click();
  assert.equal(await page.locator('.inks li').count(), 0, 'the usual comes first; nothing is asked for before it is wanted');
  await page.locator('.for_print summary').click();
  await page.waitForFunction(() => document.querySelectorAll('.inks li').length > 1, null, { timeout: 15000 });
}
/// Where Take away shows a print of many inks: the first patterns of a visit are drawn by chance, and may have two.
async function of_many_inks() {
  const made = await (await fetch(`${studio.url}/api/patterns?wait=20`, { method: 'POST',
    body: JSON.stringify({ category: 'floral', layout: 'chintz', seed: 5, count: 1, size: 512 }) })).json();
  return `#takeaway?pattern=${made.result.items[0].id}`;
}
const names = (page) => page.locator('.inks input').evaluateAll((all) => all.map((one) => one.value));

test('inks are renamed, merged and ordered, and the files say so', async () => {
  const page = await browser.visit(studio, { hash: await of_many_inks() });
  await for_print(page);
  const before_names = await names(page);
  assert.ok(before_names.length >= 3, `${before_names}`);
  await page.getByLabel('Name of ink 2', { exact: true }).fill('Madder red');
  await page.getByLabel('Name of ink 2', { exact: true }).press('Enter');
  await page.getByLabel(`Print ${before_names[2]} by`).selectOption({ label: 'With Madder red' });
  await page.waitForFunction((count) => document.querySelectorAll('.inks li').length === count, before_names.length - 1);
  await page.getByRole('button', { name: 'Madder red earlier' }).click();
  await page.waitForFunction(() => document.querySelector('.inks input').value === 'Madder red');
  const boxes = page.locator('.boxes');
  for (const wanted of ['PDF with inks', 'Spec sheet']) await boxes.getByLabel(wanted).uncheck();
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the files' }).click();
  const file = path.join(folder, 'spot.tif');
  await (await saved).saveAs(file);
  const bytes = execFileSync('vips', ['copy', file, path.join(folder, 'spot.v')]);  // another program reads it
  assert.equal(bytes.length, 0);
  assert.equal(execFileSync('vipsheader', ['-f', 'bands', file], { encoding: 'utf8' }).trim(), `${before_names.length - 1}`);
  const text = (await import('node:fs')).readFileSync(file, 'latin1');
  assert.ok(text.includes(`Madder red\0`), 'inks carry their names');
  assert.ok(text.indexOf('Madder red\0') < text.indexOf(`${before_names[0]}\0`), 'in their order');
  assert.deepEqual(page.troubles, []);
});

test('colours that are being changed are those that are printed', async () => {
  const page = await browser.visit(studio, { hash: (await of_many_inks()).replace('takeaway', 'colour') });
  await page.locator('.swatch input').nth(1).fill('#00aa55');
  await for_print(page);
  await page.waitForFunction(() => [...document.querySelectorAll('.inks li *')].some((one) => one.style.backgroundColor === 'rgb(0, 170, 85)'));
  assert.deepEqual(page.troubles, []);
});

test('a mill says what is wrong, and how wide the repeat must be', async () => {
  const page = await browser.visit(studio);
  await for_print(page);
  await page.getByLabel('Mill', { exact: true }).selectOption('rotary');
  await page.locator('.findings .refused').first().waitFor();
  assert.match(await page.locator('.findings').textContent(), /go round a whole number of times/);
  await page.getByRole('button', { name: /^Print it .* cm wide$/ }).click();
  await page.waitForFunction(() => /repeat of .* fits/.test(document.querySelector('.findings').textContent));
  await page.getByLabel('Repeat width, cm').fill('4');
  await page.getByLabel('Repeat width, cm').press('Tab');
  await page.waitForFunction(() => /36\d dpi at 4 × 4 cm/.test(document.querySelector('.findings').textContent));
});

test('a drawn print is drawn anew as finely as the mill wants, and says so before it is saved', async () => {
  const page = await browser.visit(studio, { hash: await of_many_inks() });
  await for_print(page);
  await page.getByLabel('Repeat width, cm').fill('8');
  await page.getByText('Drawn anew in 945 pixels across: 300 dpi.').waitFor();
  await page.getByLabel('Mill', { exact: true }).selectOption('spoonflower');
  await page.getByText('Drawn anew in 512 pixels across: 163 dpi.').waitFor();
  await page.waitForFunction(() => /163 dpi at 8 × 8 cm/.test(document.querySelector('.findings').textContent));
  await page.getByLabel('Mill', { exact: true }).selectOption('rotary');
  await page.waitForFunction(() => /360 dpi at 8 × 8 cm/.test(document.querySelector('.findings').textContent));
  const boxes = page.locator('.boxes');
  for (const left of ['Spot TIFF', 'PDF with inks', 'Spec sheet']) await boxes.getByLabel(left).uncheck();
  await boxes.getByLabel('Flat PNG').check();
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save the files' }).click()]);
  assert.equal((await readFile(await file.path())).readUInt32BE(16), 1134);
  await page.getByLabel('Repeat width, cm').fill('100');
  await page.getByText('Drawn anew in 4096 pixels across, the most there are: 104 dpi in this size.').waitFor();
  assert.deepEqual(page.troubles, []);
});

test('a tile from outside keeps its pixels, and the mill says what helps', async () => {
  const page = await browser.visit(studio);
  await dressed(page);
  await page.getByLabel('Use my own tile').setInputFiles(await drawn(page, 'dots.png', 120, 120, (context) => {
    context.fillStyle = '#fff';
    context.fillRect(0, 0, 120, 120);
    context.fillStyle = '#a33';
    context.fillRect(30, 30, 60, 60);
  }));
  await page.waitForFunction(() => document.querySelector('.cloth')?.getAttribute('aria-label') === 'dots in repeat');
  await for_print(page);
  await page.getByText('The pattern has 120 pixels of its own: 15 dpi in this size.').waitFor();
  await page.getByLabel('Mill', { exact: true }).selectOption('digital');
  await page.locator('.findings .refused').first().waitFor();
  assert.match(await page.locator('.findings').textContent(),
    /at least 150\. Make the repeat 2 cm wide at most, or bring a file that is 1182 pixels wide\./);
  await page.getByLabel('Repeat width, cm').fill('2');
  await page.getByLabel('Repeat width, cm').press('Tab');
  const warned = page.locator('.findings .doubtful').first();
  await warned.waitFor();
  const seen = await warned.evaluate((one) => ({ background: getComputedStyle(one).backgroundColor,
    left: getComputedStyle(one).paddingLeft, mark: getComputedStyle(one, '::before').content }));
  assert.deepEqual(seen, { background: 'rgba(0, 0, 0, 0)', left: '24px', mark: '"!"' }, 'the mark stands beside the text');
});

test('numbers that can’t be are told beside their field, and nothing is saved until they are right', async () => {
  const page = await browser.visit(studio, { hash: await of_many_inks() });
  await for_print(page);
  const save = page.getByRole('button', { name: 'Save the files' });
  for (const [field, sentence, wrong, right] of [
    ['Repeat width, cm', 'The repeat is from 0.1 to 1,000 cm wide.', ['0', '-3', '1e9', ''], '12'],
    ['Trap, mm', 'The trap is from 0 to 4 mm.', ['-3', '1000', ''], '0.12']]) {
    const told = page.getByText(sentence);
    for (const value of wrong) {
      await page.getByLabel(field).fill(value);
      await told.waitFor();
      assert.ok(await save.isDisabled(), `${field} ${value}`);
    }
    await page.getByLabel(field).fill(right);
    await told.waitFor({ state: 'hidden' });
    assert.ok(await save.isEnabled());
  }
  assert.deepEqual(page.troubles, []);
});

test('lengths are in inches where inches are chosen, in the fields, in sentences and in files’ names', async () => {
  const page = await browser.visit(studio, { hash: await of_many_inks() });
  await dressed(page);
  await page.getByRole('radio', { name: 'in', exact: true }).check({ force: true });
  await page.locator('.for_print summary').click();
  const repeat = page.getByLabel('Repeat width, in');
  await repeat.waitFor();
  assert.equal(await repeat.inputValue(), '7.874');
  await repeat.fill('4');
  await page.getByLabel('Mill', { exact: true }).selectOption('spoonflower');
  await page.waitForFunction(() => /150 dpi at 4 × 4 in/.test(document.querySelector('.findings').textContent));
  assert.match(await page.locator('.findings').textContent(), /A repeat of 4 in fits/);
  await repeat.fill('1000');
  await page.getByText('The repeat is from 0.04 to 393.7 in wide.').waitFor();

  const sheet = page.getByRole('region', { name: 'Sheet in repeat', exact: true });
  await sheet.getByLabel('Width, in').fill('1000');
  await sheet.getByText('Lengths are from 0.04 to 393.7 in').waitFor();
  await sheet.getByLabel('Width, in').fill('12');
  await sheet.getByLabel('Height, in').fill('8.5');
  await sheet.getByLabel('dpi').fill('20');
  const [file] = await Promise.all([page.waitForEvent('download'), sheet.getByRole('button', { name: 'Save the sheet' }).click()]);
  assert.match(file.suggestedFilename(), /-12x8\.5in-/);
  assert.deepEqual(page.troubles, []);
});

test('a mill’s findings and the inks’ names are in the reader’s language', async () => {
  const page = await browser.visit(studio, { locale: 'de-DE', hash: await of_many_inks() });
  await dressed(page);
  await page.locator('.for_print summary').click();
  await page.waitForFunction(() => document.querySelectorAll('.inks li').length > 1, null, { timeout: 15000 });
  assert.equal((await names(page))[0], 'Grund');
  assert.ok((await names(page)).every((name) => /^[A-ZÄÖÜ]/.test(name)), `${await names(page)}`);
  const mill = page.getByLabel('Druckerei', { exact: true });
  await mill.selectOption({ label: 'Rotationsschablonen' });
  await page.locator('.findings .refused').first().waitFor();
  const findings = page.locator('.findings');
  const said = await findings.textContent();
  for (const sentence of [/36\d dpi bei 20 × 20 cm/, /\d+ Druckfarben/,
    /Das feinste Detail ist \d+(,\d+)? mm breit \((Grund|Blüten|Blätter|Linien|Akzent|Mitten|Stiele)/, /geht nicht ganzzahlig um die Walze/]) {
    assert.match(said, sentence);
  }
  assert.doesNotMatch(said, /inks|detail is|repeat/);
});

test('colours are shown as they will print, by an installed profile and by one that is brought', async () => {
  const page = await browser.visit(studio);
  await for_print(page);
  const proof = page.locator('section[aria-label="Colour as printed"]');
  await proof.getByRole('button', { name: 'Show' }).click();
  await proof.locator('img').waitFor();
  await proof.locator('input[type=file]').setInputFiles('/usr/share/color/icc/ghostscript/ps_cmyk.icc');
  await page.waitForFunction(() => document.querySelector('section[aria-label="Colour as printed"] select').options.length === 2);
  await proof.getByLabel('Mark what can’t be printed').check();
  const before_garment = await proof.locator('img').getAttribute('src');
  await proof.getByRole('radio', { name: 'Garment' }).check({ force: true });
  await page.waitForFunction((old) => document.querySelector('img.proof').src !== old, before_garment);
  await proof.locator('input[type=file]').setInputFiles({ name: 'a.icc', mimeType: '', buffer: Buffer.from('no profile') });
  await page.locator('.note.error').waitFor();
  assert.match(await page.locator('.note.error').textContent(), /no ICC profile/);
});

test('several files come in one archive', async () => {
  const page = await browser.visit(studio);
  await for_print(page);
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the files' }).click();
  const file = path.join(folder, 'press.zip');
  await (await saved).saveAs(file);
  const list = execFileSync('python3', ['-m', 'zipfile', '-l', file], { encoding: 'utf8' });
  for (const ending of ['_spot.tif', '_spot.pdf', '_spec.pdf']) assert.match(list, new RegExp(`${ending}\\s`));
});
