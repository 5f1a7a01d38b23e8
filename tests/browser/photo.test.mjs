/// An own photo is dressed, and a wrong outline put right.

import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { dressed, grid_of, open_browser, open_studio, root, soon, state_of } from './studio.mjs';

const kPhoto = path.join(root, 'wardrobe/tshirt/photo.jpg');

let studio, browser;
before(async () => { studio = await open_studio(); browser = await open_browser(); });
after(async () => { await browser?.stop(); await studio?.stop(); });

/// A photo of a t-shirt on the left and a skirt on the right: a file for setInputFiles.
async function two_garments(page) {
  const bytes = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(720, 480);
    for (const [name, x] of [['tshirt', 0], ['skirt', 360]]) {
      const picture = new Image();
      picture.src = `/api/wardrobe/${name}/photo`;
      await picture.decode();
      canvas.getContext('2d').drawImage(picture, x, 0, 360, 480);
    }
    return [...new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer())];
  });
  return { name: 'two.png', mimeType: 'image/png', buffer: Buffer.from(bytes) };
}

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

test('how wide a garment is, is guessed, and what a person says stays', async () => {
  const page = await browser.visit(studio, { hash: '#garment' });
  await page.getByLabel('Choose a photo').setInputFiles(kPhoto);
  await page.waitForFunction(() => globalThis.toile.state().mask);
  await dressed(page);
  const width = page.getByLabel('Garment width');
  const guess = Number(await width.inputValue());
  assert.ok(guess > 60 && guess < 90, `${guess} cm: a top whose sleeves stand off`);
  const before = Number(await page.getByLabel('Tile width').inputValue());
  assert.ok(Math.abs(before - guess / 3) < 0.2, 'three tiles across it');
  assert.ok(await page.getByText('≈').isVisible());
  await width.fill('90');
  await width.press('Enter');
  await page.waitForFunction(() => Math.abs(Number(document.querySelector('[aria-label="Tile width"]').value) - 30) < 0.2);
  assert.ok(await page.getByText('≈').isHidden());
  assert.deepEqual(Object.values((await state_of(page)).widths), [90]);
  assert.deepEqual(page.troubles, []);
});

test('a photo can be dropped anywhere or pasted, and is kept once; a file that is no picture gets a sentence', async () => {
  const page = await browser.visit(studio, { hash: '#garment' });
  await dressed(page);
  const hand_over = (what, name, type, garment = 'tshirt') => page.evaluate(async ([event, file, mime, of]) => {
    const data = new DataTransfer();
    data.items.add(new File([await (await fetch(`/api/wardrobe/${of}/photo`)).arrayBuffer()], file, { type: mime }));
    const how = { bubbles: true, cancelable: true };
    document.body.dispatchEvent(event === 'drop' ? new DragEvent('drop', { ...how, dataTransfer: data })
      : new ClipboardEvent('paste', { ...how, clipboardData: data }));
  }, [what, name, type, garment]);
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
  await hand_over('paste', 'image.png', 'image/png', 'dress');
  await page.waitForFunction((before) => globalThis.toile.state().photo !== before && globalThis.toile.state().mask, photos[0]);
  assert.match(await page.locator('.garment_title').textContent(), /^Photo of /, 'a picture of the clipboard is called by its day');
  await page.locator('.garment p', { hasText: /^Photo of / }).waitFor();
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
  await page.getByLabel('Choose a photo').setInputFiles(await two_garments(page));
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
  await page.locator('.found[aria-pressed=true]').waitFor();
  assert.equal((await state_of(page)).group, group, 'after a reload the same garment is in hand');
  const label = await page.locator('.found[aria-pressed=true] span').boundingBox();
  const garment = await page.locator('.found[aria-pressed=true]').boundingBox();
  const picture = await page.locator('.picture').boundingBox();
  assert.ok(label.y + label.height <= garment.y + 1 || label.y >= garment.y + garment.height - 1, 'its name stands beside it');
  assert.ok(label.y >= picture.y && label.y + label.height <= picture.y + picture.height, 'and can be seen');
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

test('names of garments that lie on each other are beside each other, above every frame, and inside the photo', async () => {
  const page = await browser.visit(studio, { hash: '#garment' });
  await dressed(page);
  await page.getByLabel('Choose a photo').setInputFiles(kPhoto);
  await page.waitForFunction(() => globalThis.toile.state().mask);
  await dressed(page);
  // as if four had been found in it: two that begin in the same place, one whose frame crosses a name, one at the edge
  const found = [['upper', 100, 300, 500, 500], ['outer', 110, 305, 600, 700], ['lower', 60, 320, 300, 400], ['dress', 960, 1210, 60, 66]]
    .map(([group, x, y, width, height]) => ({ group, garment: group, share: 0.2, box: { x, y, width, height } }));
  await page.route('**/api/items?kind=mask', async (route) => {
    const answer = await route.fetch(), json = await answer.json();
    for (const one of json.items) Object.assign(one.note, { found, garment: 'auto' });
    await route.fulfill({ response: answer, json });
  });
  await page.reload();
  await dressed(page);
  const apart = async () => {
    await page.waitForFunction(() => document.querySelectorAll('.found').length === 4);
    const look = () => page.evaluate(() => {
      const box = (one) => { const { left, right, top, bottom } = one.getBoundingClientRect(); return { name: one.textContent, left, right, top, bottom }; };
      const spans = [...document.querySelectorAll('.found span')];
      // what lies over a name where one points at it, at its middle and its ends; at the one in hand nobody can point
      const over = (one) => { const { left, right, top, bottom } = one.getBoundingClientRect();
        return [left + 5, (left + right) / 2, right - 5].map((x) => document.elementFromPoint(x, (top + bottom) / 2)).filter((other) => other !== one); };
      const covers = spans.filter((one) => one.parentElement.ariaPressed === 'false').flatMap(over).map((one) => `${one?.className}: ${one?.textContent}`);
      return { names: spans.map(box), picture: box(document.querySelector('.view')), covers };
    });
    const over = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
    const wrong = async () => {
      const { names, picture, covers } = await look();
      return [...covers, ...names.flatMap((one, at) => [
        ...(one.left >= picture.left && one.right <= picture.right && one.top >= picture.top && one.bottom <= picture.bottom ? [] : [`${one.name} can't be seen`]),
        ...names.slice(at + 1).filter((other) => over(one, other)).map((other) => `${one.name} on ${other.name}`)])];
    };
    await soon(page, async () => !(await wrong()).length);  // names are moved apart a frame after their frames
    assert.deepEqual(await wrong(), []);
  };
  await apart();
  await page.setViewportSize({ width: 390, height: 740 });
  await apart();
  assert.deepEqual(page.troubles, []);
});

test('a swatch is carried onto the garment under the pointer, or onto one of the row; undo takes it back', async () => {
  const page = await browser.visit(studio, { hash: '#garment' });
  await page.locator('.wardrobe .face').first().waitFor();
  await page.getByLabel('Choose a photo').setInputFiles(await two_garments(page));
  await page.waitForFunction(() => globalThis.toile.state().group && globalThis.toile.state().mask);
  await page.evaluate(() => { location.hash = '#patterns'; });
  await grid_of(page, 8);
  await page.locator('.grid .face').first().click();
  await dressed(page);
  const before = await state_of(page), [first, second, third] = before.batch;
  const photos = (await (await page.request.get(`${studio.url}/api/items?kind=photo`)).json()).items.length;
  /// Takes the swatch `at` and lets it go at a place.
  const carry = async (at, place) => {
    const from = await page.locator('.grid .face').nth(at).boundingBox();
    await page.mouse.move(from.x + 30, from.y + 30);
    await page.mouse.down();
    await page.mouse.move(from.x + 60, from.y + 40, { steps: 4 });
    await page.locator('.carried').waitFor();
    const { x, y } = await place();
    await page.mouse.move(x - 20, y, { steps: 3 });
    await page.waitForTimeout(100);
    await page.mouse.move(x, y);
    return page.mouse.up();
  };
  const on_stage = (x, y) => async () => {
    const box = await page.locator('.picture').boundingBox();
    return { x: box.x + x * box.width, y: box.y + y * box.height };
  };
  const in_hand_left = before.group.startsWith('upper');  // the t-shirt is on the left, the skirt on the right
  await carry(1, on_stage(in_hand_left ? 0.75 : 0.25, 0.6));
  await page.waitForFunction((group) => globalThis.toile.state().group !== group, before.group);
  await dressed(page);
  let now = await state_of(page);
  assert.deepEqual([now.pattern, now.worn[now.photo][before.group].pattern], [second, first], 'the other garment wears it, this one what it wore');
  assert.equal(await page.locator('.carried, .carry_row, .carry_aim').count(), 0);
  await page.getByRole('button', { name: 'Undo' }).click();
  now = await state_of(page);
  assert.deepEqual([now.group, now.pattern, now.worn[now.photo] ?? {}], [before.group, first, {}], 'it is one step');

  await carry(2, on_stage(in_hand_left ? 0.25 : 0.75, 0.5));
  await page.waitForFunction((wanted) => globalThis.toile.state().pattern === wanted, third);
  assert.equal((await state_of(page)).group, before.group, 'the garment in hand');

  await carry(1, async () => {
    const box = await page.locator('.carry_row li[data-photo="wardrobe:dress"]').boundingBox();
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  });
  await page.waitForFunction(() => globalThis.toile.state().photo === 'wardrobe:dress');
  await dressed(page);
  assert.equal((await state_of(page)).pattern, second);
  await page.getByRole('button', { name: 'Undo' }).click();
  now = await state_of(page);
  assert.deepEqual([now.photo, now.pattern], [before.photo, third]);

  await carry(1, async () => ({ x: 5, y: 300 }));
  assert.equal((await state_of(page)).pattern, third, 'beside the garments it is dropped for nothing');
  const after_all = (await (await page.request.get(`${studio.url}/api/items?kind=photo`)).json()).items.length;
  assert.equal(after_all, photos, 'a swatch is never taken for a photo');
  assert.deepEqual(page.troubles, []);
});

test('the keyboard alone gives each garment of a photo its pattern', async () => {
  const page = await browser.visit(studio, { hash: '#garment' });
  await page.locator('.wardrobe .face').first().waitFor();
  await page.getByLabel('Choose a photo').setInputFiles(await two_garments(page));
  await page.waitForFunction(() => globalThis.toile.state().group && globalThis.toile.state().mask);
  const { group, pattern } = await state_of(page);
  await page.locator('.found[aria-pressed=false]').first().focus();
  await page.keyboard.press('Enter');
  await page.waitForFunction((before) => globalThis.toile.state().group !== before, group);
  await page.locator('.tabs a[data-screen=patterns]').focus();
  await page.keyboard.press('Enter');
  await page.locator('.grid .face').nth(1).waitFor();
  await page.locator('.grid .face').nth(0).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await page.waitForFunction((before) => globalThis.toile.state().pattern !== before, pattern);
  const now = await state_of(page);
  assert.equal(now.worn[now.photo][group].pattern, pattern);
  assert.deepEqual(page.troubles, []);
});
