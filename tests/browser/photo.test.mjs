/// An own photo is dressed, and a wrong outline put right.

import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { dressed, grid_of, open_browser, open_studio, root, state_of } from './studio.mjs';

const kPhoto = path.join(root, 'wardrobe/tshirt/photo.jpg');

let studio, browser;
before(async () => { studio = await open_studio(); browser = await open_browser(); });
after(async () => { await browser?.stop(); await studio?.stop(); });

test('a photo from the disk is dressed, outlined, and refined by clicks that can be undone', async () => {
  const page = await browser.visit(studio, { hash: '#garment' });
  await page.getByLabel('Choose a photo').setInputFiles(kPhoto);
  await page.waitForFunction(() => globalThis.toile.state().mask);
  await dressed(page);
  const outline = page.locator('.overlay path');
  await page.waitForFunction(() => document.querySelector('.overlay path')?.getAttribute('d')?.length > 500);
  const found = await state_of(page);
  const before = await outline.getAttribute('d');

  await page.getByRole('radio', { name: 'Click' }).check({ force: true });
  await page.getByRole('radio', { name: 'Take away' }).check({ force: true });
  await page.getByText('Click what is too much').waitFor();
  await page.getByRole('radio', { name: 'Add' }).check({ force: true });
  await page.getByRole('button', { name: 'Larger' }).click();
  const close = await page.locator('.view').boundingBox();
  assert.ok(close.width > 1.4 * (await page.locator('.picture').boundingBox()).width, 'mending is done close by');
  await page.getByRole('button', { name: 'Smaller' }).click();
  const box = await page.locator('.picture').boundingBox();
  await page.keyboard.down('Alt');
  await page.mouse.click(box.x + box.width * 0.5, box.y + box.height * 0.55);
  await page.keyboard.up('Alt');
  await page.waitForFunction((mask) => globalThis.toile.state().mask !== mask, found.mask);
  const refined = await state_of(page);
  assert.equal(refined.first_mask, found.mask, 'the net’s own mask is what hints are applied to');
  assert.equal(refined.hints[0].add, false);
  assert.ok(Math.abs(refined.hints[0].x - 512) < 6 && Math.abs(refined.hints[0].y - 704) < 8, 'hints are pixels of the photo');
  await page.waitForFunction((old) => document.querySelector('.overlay path').getAttribute('d') !== old, before);

  await page.getByRole('button', { name: 'Undo' }).click();
  while ((await state_of(page)).mask !== found.mask) await page.getByRole('button', { name: 'Undo' }).click();
  await page.waitForFunction((old) => document.querySelector('.overlay path').getAttribute('d') === old, before);

  await page.getByRole('radio', { name: 'Brush' }).check({ force: true });
  await page.mouse.move(box.x + box.width * 0.05, box.y + box.height * 0.05);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.2, box.y + box.height * 0.05, { steps: 5 });
  await page.mouse.up();
  await page.waitForFunction((mask) => globalThis.toile.state().mask !== mask, found.mask);
  await page.getByRole('radio', { name: 'Move the pattern' }).check({ force: true });
  await dressed(page);
  assert.deepEqual(page.troubles, []);
});

test('a photo can be dropped anywhere or pasted, and is kept once; a file that is no picture gets a sentence', async () => {
  const page = await browser.visit(studio, { hash: '#garment' });
  await dressed(page);
  const hand_over = (what, name, type) => page.evaluate(async ([event, file, mime]) => {
    const data = new DataTransfer();
    data.items.add(new File([await (await fetch('/api/wardrobe/tshirt/photo')).arrayBuffer()], file, { type: mime }));
    const how = { bubbles: true, cancelable: true };
    document.body.dispatchEvent(event === 'drop' ? new DragEvent('drop', { ...how, dataTransfer: data })
      : new ClipboardEvent('paste', { ...how, clipboardData: data }));
  }, [what, name, type]);
  const { photo: wardrobe } = await state_of(page);
  const photos = [];
  for (const what of ['drop', 'paste']) {
    await page.locator('.wardrobe .face').first().click();
    await page.waitForFunction((first) => globalThis.toile.state().photo === first, wardrobe);
    await hand_over(what, 'me.jpg', 'image/jpeg');
    await page.waitForFunction((first) => globalThis.toile.state().photo !== first && globalThis.toile.state().mask, wardrobe);
    await dressed(page);
    photos.push((await state_of(page)).photo);
  }
  assert.equal(photos[0], photos[1], 'the same photo twice is one');
  await page.locator('.garment p', { hasText: 'photo' }).waitFor();
  await hand_over('drop', 'letter.pdf', 'application/pdf');
  await page.getByRole('alert').waitFor();
  assert.match(await page.getByRole('alert').textContent(), /letter.pdf is not a picture. Drop a JPEG/);
  assert.deepEqual(page.troubles, []);
});

test('the outline is put right without a mouse', async () => {
  const page = await browser.visit(studio, { hash: '#garment' });
  await page.getByLabel('Choose a photo').setInputFiles(kPhoto);
  await page.waitForFunction(() => globalThis.toile.state().mask);
  await dressed(page);
  const { mask } = await state_of(page);
  await page.getByRole('radio', { name: 'Click' }).focus();
  await page.keyboard.press('Space');
  await page.locator('.picture').focus();
  for (let step = 0; step < 5; ++step) await page.keyboard.press('Shift+ArrowLeft');
  await page.keyboard.press('Enter');
  await page.waitForFunction((before) => globalThis.toile.state().mask !== before, mask);
  const [hint] = (await state_of(page)).hints;
  assert.ok(hint.add && Math.abs(hint.x - 0.25 * 1023) < 3, 'five large steps to the left of the middle');
  assert.deepEqual(page.troubles, []);
});

test('before and after are one slider', async () => {
  const page = await browser.visit(studio);
  await dressed(page);
  await page.getByLabel('Before and after').fill('0');
  const clip = await page.locator('canvas.dressed').evaluate((canvas) => getComputedStyle(canvas).clipPath);
  assert.match(clip, /100%/);
});

test('the pattern is laid by wheel, handle, slider and layout on the picture itself', async () => {
  const page = await browser.visit(studio);
  await grid_of(page, 8);
  await dressed(page);
  const box = await page.locator('.picture').boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.wheel(0, 240);
  await page.waitForFunction(() => scrollY > 0);
  assert.equal((await state_of(page)).scale, 1, 'the plain wheel scrolls the page');
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -240);
  await page.keyboard.up('Control');
  await page.waitForFunction(() => globalThis.toile.state().scale > 1.2);
  await page.getByLabel('Turn').fill('30');
  assert.equal((await state_of(page)).angle, -30);
  await page.locator('#stage').getByRole('radio', { name: 'Half-drop' }).check({ force: true });
  await dressed(page);
  const corner = await page.locator('.frame .size').boundingBox();
  const scale = (await state_of(page)).scale;
  await page.mouse.move(corner.x + 9, corner.y + 9);
  await page.mouse.down();
  const frame = await page.locator('.frame').boundingBox();
  const away = [corner.x + 9 - frame.x - frame.width / 2, corner.y + 9 - frame.y - frame.height / 2];
  await page.mouse.move(corner.x + 9 - away[0] / 2, corner.y + 9 - away[1] / 2, { steps: 4 });
  await page.mouse.up();
  assert.ok((await state_of(page)).scale < 0.7 * scale, 'the frame’s corner makes the tile smaller');
  await page.getByRole('button', { name: 'Put the pattern back' }).click();
  await dressed(page);
  assert.deepEqual((await state_of(page)).shift, [0, 0]);
  assert.deepEqual(page.troubles, []);
});

test('each garment of a photo keeps its own pattern, is taken in hand again, and can be undressed', async () => {
  const page = await browser.visit(studio, { hash: '#patterns' });
  await grid_of(page, 8);
  const [first, second] = (await state_of(page)).batch;
  await page.evaluate(() => { location.hash = '#garment'; });
  await page.locator('.wardrobe .face').first().waitFor();
  await page.evaluate(async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 720, height: 480 });
    for (const [name, x] of [['tshirt', 0], ['skirt', 360]]) {
      const picture = new Image();
      picture.src = `/api/wardrobe/${name}/photo`;
      await picture.decode();
      canvas.getContext('2d').drawImage(picture, x, 0, 360, 480);
    }
    const data = new DataTransfer();
    data.items.add(new File([await new Promise((done) => canvas.toBlob(done))], 'two.png', { type: 'image/png' }));
    document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data }));
  });
  await page.waitForFunction(() => globalThis.toile.state().group && globalThis.toile.state().mask);
  await dressed(page);
  const { group, pattern } = await state_of(page);
  assert.equal(pattern, first);
  await page.locator('.found[aria-pressed=false]').first().click();
  await page.waitForFunction((before) => globalThis.toile.state().group !== before, group);
  let now = await state_of(page);
  assert.equal(now.worn[now.photo][group].pattern, first, 'the garment before keeps what it wears');
  const sent = page.waitForRequest((request) => request.url().endsWith('/api/preview') && request.postDataJSON().pattern === second);
  await page.evaluate(() => { location.hash = '#patterns'; });
  await page.locator('.grid .tile').nth(1).click();
  assert.equal((await sent).postDataJSON().also[0].pattern, first, 'the stage shows both');
  await dressed(page);
  await page.evaluate(() => { location.hash = '#garment'; });

  const other = now.group;
  await page.locator('.found[aria-pressed=false]').first().click();
  await page.waitForFunction((before) => globalThis.toile.state().group === before, group);
  now = await state_of(page);
  assert.equal(now.pattern, first, 'it wears what it wore');
  assert.equal(now.worn[now.photo][other].pattern, second);
  await page.reload();
  await dressed(page);
  await page.locator('.worn button').click();
  await page.waitForFunction(() => !document.querySelector('.worn'));
  await dressed(page);
  now = await state_of(page);
  assert.deepEqual(now.worn[now.photo], {});
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.locator('.worn button').waitFor();

  // an old photo is as it was left: which garment is in hand, and what the other wears
  now = await state_of(page);
  await page.locator('.wardrobe .face').first().click();
  await page.waitForFunction((photo) => globalThis.toile.state().photo !== photo, now.photo);
  await page.getByRole('list', { name: 'Your photos' }).locator('.face').first().click();
  await page.waitForFunction((photo) => globalThis.toile.state().photo === photo && globalThis.toile.state().mask, now.photo);
  await page.locator('.found[aria-pressed=true]').waitFor();
  await page.locator('.worn button').waitFor();
  const again = await state_of(page);
  assert.equal(Object.keys(again.worn[again.photo]).includes(again.group), false, 'the one in hand is not worn besides');
  assert.deepEqual(page.troubles, []);
});
