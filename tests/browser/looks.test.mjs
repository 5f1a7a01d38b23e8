/// How the page looks: nothing serious for axe-core on any screen, no sideways scrolling, and a few goldens.
///
/// `UPDATE_GOLDENS=1 node --test looks.test.mjs` takes new ones.

import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { dressed, grid_of, open_browser, open_studio, root } from './studio.mjs';

const kScreens = ['patterns', 'motifs', 'scan', 'colour', 'garment', 'takeaway', 'gallery', 'keys'];
const kTolerance = 8;  // mean difference of a channel, of 255, on goldens at a quarter of the size

let studio, browser, axe;
before(async () => {
  studio = await open_studio();
  browser = await open_browser();
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
});
after(async () => { await browser?.stop(); await studio?.stop(); });

const go = async (page, screen) => {
  if (screen === 'keys') await page.keyboard.press('?');
  else if (screen !== 'scan') await page.locator(`.tabs a[data-screen=${screen}]`).click();
  else {
    await page.evaluate(() => { location.hash = '#scan'; });
    await page.getByLabel('Choose a picture').setInputFiles(path.join(root, 'docs/pictures/pattern.jpg'));
    await page.waitForFunction(() => document.querySelector('.scan_tile .facts')?.textContent);
  }
  await page.waitForLoadState('networkidle');
};

for (const [scheme, width] of [['light', 1280], ['dark', 1280], ['light', 360], ['dark', 360]]) {
  test(`no screen has a serious fault for people with other senses (${scheme}, ${width} pixels)`, async () => {
    const page = await browser.visit(studio, { scheme, width, touch: width < 500 });
    await grid_of(page, 8);
    await dressed(page);
    for (const screen of kScreens) {
      await go(page, screen);
      // evaluated by the debugger, which the page's own content policy does not bind
      const faults = await page.evaluate(`${axe}; axe.run(document, { resultTypes: ['violations'] })`).then(({ violations }) =>
        violations.filter((one) => ['serious', 'critical'].includes(one.impact))
          .map((one) => `${one.id}: ${one.nodes.map((node) => `${node.target} ${node.failureSummary}`).join('; ')}`));
      assert.deepEqual(faults, [], screen);
    }
    assert.deepEqual(page.troubles, []);
  });
}

for (const width of [360, 768, 1280, 2560]) {
  test(`nothing has to be scrolled sideways at ${width} pixels`, async () => {
    const page = await browser.visit(studio, { width, height: 780 });
    await dressed(page);
    for (const screen of kScreens) {
      await go(page, screen);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(over <= 0, `${screen}: ${await page.evaluate(() => [...document.querySelectorAll('body *')]
        .filter((one) => one.getBoundingClientRect().right > innerWidth + 1).slice(0, 5).map((one) => one.outerHTML.slice(0, 80)))}`);
    }
  });
}

test('at 1440 pixels the garment fills its half down to the foot, and garments are shown whole', async () => {
  const page = await browser.visit(studio, { width: 1440, height: 900 });
  await grid_of(page, 8);
  await dressed(page);
  const under = await page.locator('.under').boundingBox();
  assert.ok(under.y + under.height > 0.88 * 900 && under.y + under.height <= 900, `its controls end at ${under.y + under.height}`);
  await go(page, 'garment');
  const cut = await page.evaluate(() => [...document.querySelectorAll('.wardrobe img')]
    .filter((one) => getComputedStyle(one).objectFit !== 'contain' && Math.abs(one.naturalWidth / one.naturalHeight - one.clientWidth / one.clientHeight) > 0.02)
    .map((one) => one.src));
  assert.deepEqual(cut, []);
});

for (const scheme of ['light', 'dark']) {
  test(`head, placement and cards look as they should (${scheme})`, async () => {
    const page = await browser.visit(studio, { scheme });
    await dressed(page);
    await go(page, 'takeaway');
    await page.mouse.move(0, 0);
    // which patterns were made is drawn by chance
    await page.evaluate(() => {
      document.querySelector('.cloth_piece').style.background = 'gray';
      for (const picture of document.querySelectorAll('.card img, .under img')) picture.style.visibility = 'hidden';
    });
    for (const [name, part] of [['head', '.top'], ['placement', '.under'], ['sheet', '.card[aria-label="Sheet in repeat"]']]) {
      await compare(page, await page.locator(part).screenshot(), `${name}_${scheme}`);
    }
  });
}

/// Mean difference to tests/browser/goldens/NAME.png, both at a quarter of the size.
async function compare(page, shot, name) {
  const file = new URL(`goldens/${name}.png`, import.meta.url);
  if (process.env.UPDATE_GOLDENS) return writeFile(file, shot);
  const golden = await readFile(file);
  const blank = await page.context().newPage();
  const distance = await blank.evaluate(async (both) => {
    const pixels = await Promise.all(both.map(async (bytes) => {
      const image = new Image();
      image.src = `data:image/png;base64,${bytes}`;
      await image.decode();
      const canvas = new OffscreenCanvas(Math.round(image.width / 4), Math.round(image.height / 4));
      const context = canvas.getContext('2d');
      context.imageSmoothingQuality = 'high';
      context.drawImage(image, 0, 0, canvas.width, canvas.height);
      return { size: `${image.width}x${image.height}`, data: context.getImageData(0, 0, canvas.width, canvas.height).data };
    }));
    if (pixels[0].size !== pixels[1].size) return `${pixels[0].size} instead of ${pixels[1].size}`;
    let sum = 0;
    pixels[0].data.forEach((value, at) => { sum += Math.abs(value - pixels[1].data[at]); });
    return sum / pixels[0].data.length;
  }, [shot.toString('base64'), golden.toString('base64')]);
  await blank.close();
  assert.ok(distance < kTolerance, `${name} differs by ${distance}`);
}
