/// From a photo of cloth to a pattern on the garment, from a drawing to motifs, with the hand's corrections.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { dressed, drawn, go, grid_of, open_browser, open_studio, state_of } from './studio.mjs';

let studio, browser;
before(async () => { studio = await open_studio(); browser = await open_browser(); });
after(async () => { await browser?.stop(); await studio?.stop(); });

/// A half-drop of two motifs, 96 pixels across and 72 down, in light that falls off to the right.
function draw_cloth(context, width, height) {
  context.fillStyle = '#e8e0cc';
  context.fillRect(0, 0, width, height);
  for (let column = -1; column < width / 96 + 1; ++column) {
    for (let row = -1; row < height / 72 + 1; ++row) {
      const x = 96 * column, y = 72 * row + (column % 2 ? 36 : 0);
      context.fillStyle = '#9b2f4a';
      context.beginPath();
      context.ellipse(x + 30, y + 24, 20, 11, 0.6, 0, 7);
      context.fill();
      context.fillStyle = '#2c5b48';
      context.fillRect(x + 58, y + 40, 22, 9);
      context.beginPath();
      context.arc(x + 70, y + 16, 6, 0, 7);
      context.fill();
    }
  }
  const light = context.createLinearGradient(0, 0, width, 0);
  light.addColorStop(0, 'rgba(0,0,0,0)');
  light.addColorStop(1, 'rgba(0,0,0,.28)');
  context.fillStyle = light;
  context.fillRect(0, 0, width, height);
}

/// Two blossoms and a leaf on paper.
function draw_page(context, width, height) {
  context.fillStyle = '#f6f1e4';
  context.fillRect(0, 0, width, height);
  for (const [x, y, colour] of [[110, 110, '#b5364b'], [300, 150, '#3a5aa8'], [200, 280, '#3f7a4a']]) {
    context.fillStyle = colour;
    for (let leaf = 0; leaf < 5; ++leaf) {
      context.beginPath();
      context.ellipse(x + 26 * Math.cos(leaf * 1.26), y + 26 * Math.sin(leaf * 1.26), 24, 13, leaf * 1.26, 0, 7);
      context.fill();
    }
  }
}

async function scanned(page, file) {
  await page.getByRole('button', { name: 'From a photo' }).click();
  await page.getByLabel('Choose a picture').setInputFiles(file);
}
const facts = (page) => page.locator('.scan_tile .facts');
const first_reading = (page) => page.waitForFunction(() => document.querySelector('.candidate') && document.querySelector('.scan_tile .facts')?.textContent);

test('a photo of cloth becomes a pattern on the garment, its half-drop found', async () => {
  const page = await browser.visit(studio);
  await dressed(page);
  await scanned(page, await drawn(page, 'cloth.png', 620, 520, draw_cloth));
  await first_reading(page);
  assert.match(await facts(page).textContent(), /^Half-drop, 19\d × 7\d pixels, seen \d+ times/);
  assert.equal(await page.locator('.candidate[aria-pressed=true]').count(), 1);
  const before_it = (await state_of(page)).pattern;
  await page.getByRole('button', { name: 'Take as a pattern' }).click();
  await page.waitForFunction((old) => globalThis.toile.state().pattern !== old, before_it);
  await dressed(page);
  const { pattern } = await state_of(page);
  const made = await (await fetch(`${studio.url}/api/items/${pattern}`)).json();
  assert.equal(made.note.from, 'scan');
  assert.ok(Math.abs(made.width - 192) < 4 && Math.abs(made.height - 72) < 3, `${made.width} x ${made.height}`);
  await go(page, 'patterns');
  await page.locator('.grid .face[aria-label*="cloth"]').waitFor();
  assert.deepEqual(page.troubles, []);
});

test('the repeat is put right by dragging a vector or by the arrow keys, and undo takes it back', async () => {
  const page = await browser.visit(studio);
  await dressed(page);
  await scanned(page, await drawn(page, 'cloth.png', 620, 520, draw_cloth));
  await first_reading(page);
  const as_found = await facts(page).textContent();
  const grip = page.locator('.grip').first();
  const [from, width] = [await grip.boundingBox(), (await page.locator('.scan_table').boundingBox()).width];
  const [x, y] = [from.x + from.width / 2, from.y + from.height / 2];
  const shown = await page.locator('.lines').evaluate((one) => one.viewBox.baseVal.width);
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 40, y + 3, { steps: 4 });
  await page.mouse.move(x + 96 * width / shown, y + 36 * width / shown, { steps: 4 });
  await page.mouse.up();
  await page.waitForFunction((old) => document.querySelector('.scan_tile .facts').textContent !== old, as_found);
  const { scan_wish } = await state_of(page);
  assert.equal(scan_wish.vectors.length, 4);
  assert.equal(await page.locator('.candidate[aria-pressed=true]').count(), 0, 'by hand, it is none of those found');
  await page.locator('#undo').click();
  await page.waitForFunction((old) => document.querySelector('.scan_tile .facts').textContent === old, as_found);

  await page.locator('.grip').nth(1).focus();
  await page.keyboard.press('Shift+ArrowDown');
  await page.waitForFunction(() => globalThis.toile.state().scan_wish.vectors);
  assert.equal(await page.evaluate(() => document.activeElement.className), 'grip', 'the focus stays');
  await page.getByRole('button', { name: 'As it was found' }).click();
  await page.waitForFunction((old) => document.querySelector('.scan_tile .facts').textContent === old, as_found);
  assert.deepEqual(page.troubles, []);
});

test('four corners straighten the photo, and outlive a reload', async () => {
  const page = await browser.visit(studio);
  await dressed(page);
  await scanned(page, await drawn(page, 'cloth.png', 620, 520, draw_cloth));
  await first_reading(page);
  await page.getByRole('radio', { name: 'Four corners' }).check({ force: true });
  const grip = page.getByRole('button', { name: /^Upper left corner/ });
  await grip.focus();
  await page.keyboard.press('Shift+ArrowRight');
  await page.waitForFunction(() => globalThis.toile.state().scan_wish.corners);
  await page.getByRole('radio', { name: 'The repeat' }).check({ force: true });
  await page.waitForFunction(() => document.querySelector('.scan_table img').src.includes('corners='));
  await page.reload();
  await page.waitForFunction(() => document.querySelector('.scan_table img')?.src.includes('corners='));
  assert.deepEqual(page.troubles, []);
});

test('where nothing repeats, that is said, and the repeat can be marked by hand', async () => {
  const page = await browser.visit(studio);
  await dressed(page);
  await scanned(page, await drawn(page, 'noise.png', 300, 240, (context, width, height) => {
    const picture = context.createImageData(width, height);
    let seed = 7;
    for (let i = 0; i < picture.data.length; ++i) {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
      picture.data[i] = i % 4 === 3 ? 255 : seed >>> 24;
    }
    context.putImageData(picture, 0, 0);
  }));
  await page.getByText(/^No repeat was (surely )?found in the photo/).waitFor();
  assert.match(await facts(page).textContent(), /^A piece of the photo/);
  await page.getByRole('button', { name: 'Mark the repeat by hand' }).click();
  await page.keyboard.press('ArrowRight');
  await page.waitForFunction(() => document.querySelector('.scan_tile .facts').textContent.startsWith('Straight'));
  await page.getByLabel('Choose a picture').setInputFiles(await drawn(page, 'grey.png', 90, 90, (context, width, height) => {
    context.fillStyle = '#808080';
    context.fillRect(0, 0, width, height);
  }));
  await page.locator('.note.error').getByText('The photo is of one colour: there is nothing in it to repeat.').waitFor();
  assert.deepEqual(page.troubles, []);
});

test('a drawing is cut into motifs; those that are wanted are there under Motifs', async () => {
  const page = await browser.visit(studio);
  await page.locator('.chip[data-name=floral]').click();
  await grid_of(page, 8, 'floral');
  await dressed(page);
  await page.getByRole('button', { name: 'From a photo' }).click();
  await page.getByRole('radio', { name: 'A drawing' }).check({ force: true });
  await page.getByLabel('Choose a picture').setInputFiles(await drawn(page, 'page.png', 420, 380, draw_page));
  await page.waitForFunction(() => document.querySelectorAll('.piece').length === 3);
  await page.locator('.piece').nth(2).click();
  await page.getByRole('button', { name: 'Take 2 motifs' }).click();
  await page.getByRole('button', { name: 'Open Motifs' }).click();
  await page.waitForFunction(() => document.querySelector('.table')?.dataset.width);
  await page.getByRole('radio', { name: 'Yours' }).check({ force: true });
  await page.waitForFunction(() => document.querySelectorAll('.others .motif[data-motif^="own:"]').length === 2);
  assert.deepEqual(page.troubles, []);
});

test('a picture dropped on this screen is scanned, and waits in the gallery', async () => {
  const page = await browser.visit(studio, { hash: '#scan' });
  await dressed(page);
  const { name, mimeType, buffer } = await drawn(page, 'swatch.png', 400, 380, draw_cloth);
  const data = await page.evaluateHandle(([base64, title, type]) => {
    const bytes = Uint8Array.from(atob(base64), (one) => one.charCodeAt(0));
    const transfer = new DataTransfer();
    transfer.items.add(new File([bytes], title, { type }));
    return transfer;
  }, [buffer.toString('base64'), name, mimeType]);
  await page.dispatchEvent('#panel', 'drop', { dataTransfer: data });
  await first_reading(page);
  await go(page, 'gallery');
  await page.getByRole('radio', { name: 'Photos' }).check({ force: true });
  await page.getByRole('button', { name: /^Open swatch, picture/ }).first().click();
  await first_reading(page);
  assert.deepEqual(page.troubles, []);
});
