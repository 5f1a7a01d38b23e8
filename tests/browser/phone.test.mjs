/// On a phone: fingers scroll, the garment stays in sight, and nothing hides what it belongs to.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { dressed, go, grid_of, open_browser, open_studio, state_of } from './studio.mjs';

let studio, browser;
before(async () => { studio = await open_studio(); browser = await open_browser(); });
after(async () => { await browser?.stop(); await studio?.stop(); });

test('a finger scrolls the page until a tap picks the pattern up; screens begin at their beginning', async () => {
  const page = await browser.visit(studio, { width: 360, height: 740, touch: true });
  await grid_of(page, 8);
  await dressed(page);
  assert.ok(await page.locator('#undo').isDisabled(), 'what was there at first is no step');
  const hearts = await page.locator('.grid .heart').evaluateAll((all) => all.filter((one) => Number(getComputedStyle(one).opacity) > 0).length);
  assert.ok(hearts <= 1, 'hearts leave the tiles in sight');
  const touch_action = () => page.locator('.picture').evaluate((one) => getComputedStyle(one).touchAction);
  assert.equal(await touch_action(), 'pan-y');
  const box = await page.locator('.picture').boundingBox();
  const finger = await page.context().newCDPSession(page);
  const swipe = async (dx, dy) => {
    const [x, y] = [box.x + 0.3 * box.width, box.y + 0.75 * box.height];  // beside the frame's handles
    await finger.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y }] });
    for (let step = 1; step <= 5; ++step) {
      await finger.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [{ x: x + dx * step / 5, y: y + dy * step / 5 }] });
    }
    await finger.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  };
  await swipe(0, -120);
  await swipe(50, 0);
  assert.deepEqual((await state_of(page)).shift, [0, 0], 'the pattern stayed where it was');

  await page.evaluate(() => scrollTo(0, 300));
  await go(page, 'colour');
  await page.locator('.swatch').first().waitFor();
  assert.equal(await page.evaluate(() => scrollY), 0, 'a screen begins at its beginning');
  await page.evaluate(() => scrollTo(0, 500));
  const picture = await page.locator('.picture').boundingBox();
  assert.ok(picture.y >= 0 && picture.y + picture.height < 500, 'the garment is seen while its colours change');

  await go(page, 'garment');
  await page.waitForLoadState('networkidle');
  await page.locator('.picture').tap({ position: { x: 60, y: 120 } });
  assert.equal(await touch_action(), 'none');
  await swipe(60, 60);
  await page.waitForFunction(() => globalThis.toile.state().shift[0] > 0.02);
  await page.getByRole('button', { name: 'Done' }).click();  // a tap so soon after a swipe is swallowed by the browser
  await page.waitForFunction(() => getComputedStyle(document.querySelector('.picture')).touchAction === 'pan-y');
  assert.deepEqual(page.troubles, []);
});

test('a swatch held for a moment is carried onto a garment of the row; a swipe over it scrolls', async () => {
  const page = await browser.visit(studio, { width: 360, height: 740, touch: true });
  await grid_of(page, 8);
  await dressed(page);
  const finger = await page.context().newCDPSession(page);
  const touch = (type, x, y) => finger.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x, y }] });
  const middle = async (what) => {
    const { x, y, width, height } = await what.boundingBox();
    return [x + width / 2, y + height / 2];
  };
  const tile = page.locator('.grid .face').nth(1);
  await tile.scrollIntoViewIfNeeded();
  const before = await state_of(page), [x, y] = await middle(tile);

  await touch('touchStart', x, y);
  for (let step = 1; step <= 8; ++step) await touch('touchMove', x, y - 15 * step);
  assert.equal(await page.locator('.carried').count(), 0);
  await touch('touchEnd');
  await page.waitForTimeout(600);
  assert.equal(await page.locator('.carried, .carry_row').count(), 0, 'nor later, when what carries has come');
  assert.equal((await state_of(page)).pattern, before.pattern);

  await page.evaluate(async () => {  // until the swipe has run out
    for (let before = -1; before !== scrollY;) {
      before = scrollY;
      await new Promise((later) => { setTimeout(later, 300); });
    }
    scrollTo(0, 0);
  });
  await tile.scrollIntoViewIfNeeded();
  const held = await middle(tile);
  await touch('touchStart', ...held);
  await page.locator('.carried').waitFor();
  const at = await page.evaluate(() => scrollY);
  const other = page.locator('.carry_row li').nth(2), photo = await other.getAttribute('data-photo');
  const [to_x, to_y] = await middle(other);
  for (let step = 1; step <= 8; ++step) await touch('touchMove', held[0] + (to_x - held[0]) * step / 8, held[1] + (to_y - held[1]) * step / 8);
  assert.equal(await page.locator('.carry_row .aimed').getAttribute('data-photo'), photo);
  assert.equal(await page.evaluate(() => scrollY), at, 'the page stays while something is carried');
  await touch('touchEnd');
  await page.waitForFunction((wanted) => globalThis.toile.state().photo === wanted, photo);
  await dressed(page);
  const after = await state_of(page);
  assert.notEqual(after.pattern, before.pattern, 'the garment wears what was carried');
  assert.equal(await page.locator('.carried, .carry_row').count(), 0);
  assert.deepEqual(page.troubles, []);
});
