/// The page in other languages.

import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { dressed, go, open_browser, open_studio, root, state_of } from './studio.mjs';

const kWeb = path.join(root, 'web');
const kLanguages = ['de', 'fr', 'es', 'it'];
const words_of = async (code) => (await import(path.join(kWeb, `words.${code}.js`))).default;

let studio, browser;
before(async () => { studio = await open_studio(); browser = await open_browser(); });
after(async () => { await browser?.stop(); await studio?.stop(); });

/// Every sentence that the page asks for.
async function sentences() {
  const found = new Set();
  for (const name of await readdir(kWeb)) {
    if (!name.endsWith('.js') || name.startsWith('words')) continue;
    const text = await readFile(path.join(kWeb, name), 'utf8');
    for (const [, sentence] of text.matchAll(/\bt\('((?:[^'\\]|\\.)*)'/g)) found.add(sentence);
    for (const [, sentence] of text.matchAll(/^ {2}\['([A-Z]\w+)', '#/gm)) found.add(sentence);  // ramps
  }
  return [...found];
}

test('every sentence is there in every language, with the same names to be filled in', async () => {
  const { categories } = await (await fetch(`${studio.url}/api/categories`)).json();
  const { garments } = await (await fetch(`${studio.url}/api/wardrobe`)).json();
  const all = [...await sentences(), ...categories.map(({ name }) => name), ...garments.map(({ title }) => title)];
  assert.ok(all.length > 200);
  const names = (sentence) => [...new Set(sentence.match(/\{\w+\}/g) ?? [])].sort().join();
  for (const code of kLanguages) {
    const words = await words_of(code);
    assert.deepEqual(all.filter((one) => !words[one]), [], code);
    assert.deepEqual(Object.entries(words).filter(([key, value]) => names(key) !== names(value)), [], code);
    assert.deepEqual(Object.keys(words).filter((one) => !all.includes(one)), [], `${code}: no longer said`);
  }
});

test('the page speaks the browser’s language, or the one that is chosen, and loses nothing by a change', async () => {
  const page = await browser.visit(studio, { locale: 'de-DE', width: 360, height: 740 });
  await dressed(page);
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'de');
  await page.getByRole('link', { name: 'Muster' }).waitFor();
  const { pattern } = await state_of(page);
  for (const code of kLanguages) {
    await page.locator('.language').selectOption(code);
    await page.waitForFunction((wanted) => document.documentElement.lang === wanted, code);
    await dressed(page);
    for (const screen of ['patterns', 'colour', 'garment', 'takeaway', 'gallery']) {
      await go(page, screen);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(over <= 0, `${screen} in ${code} is ${over} pixels too wide`);
    }
  }
  assert.equal((await state_of(page)).pattern, pattern);
  assert.deepEqual(page.troubles, []);
});
