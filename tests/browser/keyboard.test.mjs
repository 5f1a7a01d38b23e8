/// Everything without a mouse.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { dressed, grid_of, open_browser, open_studio, state_of } from './studio.mjs';

let studio, browser;
before(async () => { studio = await open_studio(); browser = await open_browser(); });
after(async () => { await browser?.stop(); await studio?.stop(); });

/// Presses Tab until what is focused matches `selector`; every stop on the way must show its focus.
async function tab_to(page, selector, most = 60) {
  for (let step = 0; step < most; ++step) {
    await page.keyboard.press('Tab');
    const [there, shown, name] = await page.evaluate((wanted) => {
      const here = document.activeElement;
      const drawn = (element) => element && getComputedStyle(element).outlineStyle !== 'none' && parseFloat(getComputedStyle(element).outlineWidth) > 0;
      return [here.matches(wanted), drawn(here) || drawn(here.nextElementSibling) || drawn(here.closest('label')),
        here.outerHTML.slice(0, 120)];
    }, selector);
    if (name.startsWith('<body')) continue;  // between the last stop and the first, the browser's own
    assert.ok(shown, `the focus can be seen on ${name}`);
    if (there) return;
  }
  assert.fail(`the Tab key never came to ${selector}`);
}

test('the keyboard alone makes, chooses, places, recolours and takes away', async () => {
  const page = await browser.visit(studio);
  await grid_of(page, 8);
  await dressed(page);
  await tab_to(page, '.skip', 1);
  await page.keyboard.press('Enter');
  await tab_to(page, '.chip:nth-child(3)');
  await page.keyboard.press('Enter');
  await grid_of(page, 8, await page.evaluate(() => document.activeElement.dataset.name));
  await tab_to(page, '.face');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await dressed(page);
  const { pattern, batch } = await state_of(page);
  assert.equal(pattern, batch[5]);
  assert.equal(await page.evaluate(() => document.activeElement.closest('.tile').dataset.id), pattern, 'the focus stays');

  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement.getAttribute('aria-pressed') === 'true');

  await page.locator('.picture').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('+');
  await page.keyboard.press(',');
  const placed = await state_of(page);
  assert.ok(placed.shift[0] > 0 && placed.scale > 1 && placed.angle === 3);
  await dressed(page);
  await page.keyboard.press('Control+z');
  assert.equal((await state_of(page)).angle, 0);
  await page.keyboard.press('Control+Shift+z');
  assert.equal((await state_of(page)).angle, 3);

  await tab_to(page, '.tabs a[data-screen=takeaway]', 90);
  await page.keyboard.press('Enter');
  await tab_to(page, '.card button');
  const [file] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  assert.match(file.suggestedFilename(), /\.png$/);
  assert.deepEqual(page.troubles, []);
});

test('what happens is said aloud', async () => {
  const page = await browser.visit(studio);
  await dressed(page);
  await page.locator('.grid .face').nth(1).click();
  await page.waitForFunction(() => /on the garment/.test(document.getElementById('live').textContent));
  await page.getByRole('button', { name: 'New patterns' }).click();
  await page.waitForFunction(() => /8 new patterns/.test(document.getElementById('live').textContent));
});

test('a question mark lists the keys, wherever the focus is, and gives it back', async () => {
  const page = await browser.visit(studio);
  await dressed(page);
  await page.locator('.picture').focus();
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keys' }).waitFor();
  for (const part of ['Everywhere', 'On the garment', 'In the repeat', 'Motifs on the table']) {
    await page.getByRole('heading', { name: part, exact: true }).waitFor();
  }
  const inside = await page.evaluate(() => document.querySelector('dialog').contains(document.activeElement));
  assert.ok(inside, 'the focus is in the list');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  assert.ok(await page.evaluate(() => document.activeElement.matches('.picture')));
  await page.getByRole('button', { name: 'Keys' }).click();
  await page.getByRole('dialog', { name: 'Keys' }).waitFor();
  await page.keyboard.press('Escape');

  await page.locator('.tabs a[data-screen=gallery]').click();
  await page.getByRole('radio', { name: 'Patterns' }).check({ force: true });
  await page.waitForFunction(() => document.querySelectorAll('.shelf .name').length >= 8);
  const name = page.locator('.name').first();
  await name.fill('Is it');
  await name.press('End');
  await name.press('?');
  assert.equal(await name.inputValue(), 'Is it?', 'a question mark that is written is written');
  assert.equal(await page.getByRole('dialog').count(), 0);
  assert.deepEqual(page.troubles, []);
});
