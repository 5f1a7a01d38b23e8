/// The page in other languages.

import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { dressed, go, open_browser, open_studio, root, state_of } from './studio.mjs';

const kWeb = path.join(root, 'web');
const kLanguages = ['de', 'fr', 'es', 'it'];
const words_of = async (code) => (await import(path.join(kWeb, `${code}.js`))).default;
const kLateFolders = ['late', 'motifs', 'press', 'scan'];

let studio, browser;
before(async () => { studio = await open_studio(); browser = await open_browser(); });
after(async () => { await browser?.stop(); await studio?.stop(); });

/// Every sentence that the page asks for: those it begins with, and those of the screens that are read late.
async function sentences() {
  const early = new Set(), late = new Set();
  for (const folder of ['', ...kLateFolders]) {
    for (const name of await readdir(path.join(kWeb, folder))) {
      if (!name.endsWith('.js') || name.startsWith('words')) continue;
      const text = await readFile(path.join(kWeb, folder, name), 'utf8');
      const found = folder ? late : early;
      for (const [, sentence] of text.matchAll(/\bt\('((?:[^'\\]|\\.)*)'/g)) found.add(sentence);
      for (const [, sentence] of text.matchAll(/^ {2}\['([A-Z]\w+)', '#/gm)) found.add(sentence);  // ramps
    }
  }
  return { early: [...early], late: [...late] };
}

test('every sentence is there in every language, with the same names to be filled in', async () => {
  const get = async (what) => (await fetch(`${studio.url}/api/${what}`)).json();
  const { categories } = await get('categories'), { garments } = await get('wardrobe'), { kinds, hands } = await get('motifs'), { mills } = await get('mills');
  const { early, late } = await sentences();
  const all = {
    'words.': [...early, ...categories.map(({ name }) => name), ...garments.map(({ title }) => title)],
    'late/words.': [...late, ...kinds.map(({ kind }) => kind.replaceAll('-', ' ')), ...hands,
      ...mills.map(({ title }) => title)],
  };
  assert.ok(all['words.'].length > 200 && all['late/words.'].length > 300);
  const names = (sentence) => [...new Set(sentence.match(/\{\w+\}/g) ?? [])].sort().join();
  for (const code of kLanguages) {
    let known = {};
    for (const [part, wanted] of Object.entries(all)) {
      const words = await words_of(`${part}${code}`);
      assert.deepEqual(Object.keys(words).filter((one) => known[one]), [], `${part}${code}: said twice`);
      known = { ...known, ...words };
      assert.deepEqual(wanted.filter((one) => !known[one]), [], `${part}${code}`);
      assert.deepEqual(Object.entries(words).filter(([key, value]) => names(key) !== names(value)), [], `${part}${code}`);
      assert.deepEqual(Object.keys(words).filter((one) => !wanted.includes(one)), [], `${part}${code}: no longer said`);
    }
  }
});

test('screens that are read late speak the language too', async () => {
  const page = await browser.visit(studio, { locale: 'de-DE', hash: '#motifs' });
  await page.getByRole('button', { name: 'Diesen Druck behalten' }).waitFor();
  await page.getByRole('radio', { name: 'Anordnung' }).check({ force: true });
  await page.locator('.picture').focus();
  await page.keyboard.press('?');
  await page.getByRole('heading', { name: 'Motive auf dem Tisch' }).waitFor();
  await page.keyboard.press('Escape');
  await go(page, 'takeaway');
  await page.getByText('Auszüge, Sonderfarben').waitFor();
  await page.goto(`${studio.url}/#scan`);
  await page.getByText('Fotografiere ein Stück Stoff').waitFor();
  assert.deepEqual(page.troubles, []);
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
    for (const screen of ['patterns', 'motifs', 'colour', 'garment', 'takeaway', 'gallery']) {
      await go(page, screen);
      if (screen === 'motifs') {
        await page.locator('.motif.add').waitFor();
        const cut = await page.evaluate(() => [...document.querySelectorAll('.motif')].filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.textContent));
        assert.deepEqual(cut, [], `words in ${code} that are wider than their tile`);
      }
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(over <= 0, `${screen} in ${code} is ${over} pixels too wide`);
    }
  }
  assert.equal((await state_of(page)).pattern, pattern);
  assert.deepEqual(page.troubles, []);
});
