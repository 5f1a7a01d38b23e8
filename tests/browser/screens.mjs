/// The pictures of docs/screens and the walk-through: `./dev screens`. Seeds are drawn anew, so patterns differ each time.

import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { dressed, grid_of, open_browser, open_studio, root, state_of } from './studio.mjs';

const kTo = path.join(root, 'docs/screens');
const kWalk = path.join(root, 'docs/walk-through.webp');
const kFrame = 125;  // milliseconds
const kWidth = 960, kHeight = 660;

async function keep(page, name) {
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(600);
  const file = path.join(scratch, `${name}.png`);
  await page.screenshot({ path: file });
  execFileSync('cwebp', ['-quiet', '-q', '76', '-m', '6', file, '-o', path.join(kTo, `${name}.webp`)]);
}

const open_screen = (page, screen) => page.locator(`.tabs a[data-screen=${screen}]`).click();
const category = async (page, name) => {
  await page.locator(`.chip[data-name=${name}]`).click();
  await grid_of(page, 8, name);
};

/// Until every suggested colourway is drawn.
const all_ways = (page) => page.waitForFunction(() =>
  [...document.querySelectorAll('.way img')].filter((one) => one.naturalWidth > 16).length === 6);

/// The net misses a part of the T-shirt's left sleeve: one click adds it, two take the ground beside it away.
async function mend_sleeve(page) {
  const { x, y, width, height } = await page.locator('.picture').boundingBox();
  for (const [across, down, takes] of [[0.157, 0.445, false], [0.216, 0.5, true], [0.058, 0.55, true]]) {
    const { mask } = await state_of(page);
    if (takes) await page.keyboard.down('Alt');
    await page.mouse.click(x + across * width, y + down * height);
    if (takes) await page.keyboard.up('Alt');
    await page.waitForFunction((before) => globalThis.toile.state().mask !== before, mask);
    await dressed(page);
  }
}

/// A snapshot of cloth in the chosen pattern: askew, in light from the left.
async function snapshot(page) {
  const { pattern } = await state_of(page);
  const base64 = await page.evaluate(async (id) => {
    const tile = new Image();
    tile.src = `/api/patterns/${id}/unit?layout=half-drop&width=760`;
    await tile.decode();
    const canvas = document.createElement('canvas');
    Object.assign(canvas, { width: 1500, height: 1150 });
    const context = canvas.getContext('2d');
    context.rotate(0.07);
    context.fillStyle = context.createPattern(tile, 'repeat');
    context.fillRect(-200, -200, 2000, 1700);
    context.resetTransform();
    const light = context.createLinearGradient(0, 0, 1500, 500);
    light.addColorStop(0, 'rgba(0,0,0,0)');
    light.addColorStop(1, 'rgba(20,10,0,.38)');
    context.fillStyle = light;
    context.fillRect(0, 0, 1500, 1150);
    return canvas.toDataURL('image/jpeg', 0.9).split(',')[1];
  }, pattern);
  return { name: 'swatch.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(base64, 'base64') };
}

/// Every screen once, and a few at other widths and in the dark.
async function screens() {
  const page = await browser.visit(studio, { width: 1280, height: 860 });
  await grid_of(page, 8);
  await category(page, 'floral');
  await page.locator('.grid .face').nth(1).click();
  await dressed(page);
  await page.locator('.cloth').hover({ position: { x: 350, y: 90 } });
  await keep(page, 'patterns');
  for (const index of [1, 3, 4, 6]) {
    await page.locator('.grid .tile').nth(index).hover();
    await page.locator('.grid .heart').nth(index).click();
  }
  await open_screen(page, 'colour');
  await page.getByRole('button', { name: 'Indigo' }).click();
  await all_ways(page);
  await keep(page, 'colour');
  const { pattern: plain } = await state_of(page);
  await page.getByRole('button', { name: 'Keep this colourway' }).click();
  await page.waitForFunction((id) => globalThis.toile.state().pattern !== id, plain);
  await dressed(page);
  await open_screen(page, 'garment');
  await page.getByLabel('Choose a photo').setInputFiles(path.join(root, 'wardrobe/tshirt/photo.jpg'));
  await page.waitForFunction(() => globalThis.toile.state().mask);
  await dressed(page);
  await page.getByRole('radio', { name: 'Click' }).check({ force: true });
  await mend_sleeve(page);
  await keep(page, 'garment');
  await open_screen(page, 'takeaway');
  await keep(page, 'takeaway');
  await open_screen(page, 'gallery');
  await keep(page, 'gallery');
  await open_screen(page, 'motifs');
  await page.waitForFunction(() => document.querySelector('.table')?.dataset.width && document.querySelector('.others .thumb'));
  await keep(page, 'motifs');
  await open_screen(page, 'patterns');
  await page.getByRole('button', { name: 'From a photo' }).click();
  await page.getByLabel('Choose a picture').setInputFiles(await snapshot(page));
  await page.waitForFunction(() => document.querySelector('.scan_tile .facts')?.textContent, null, { timeout: 120000 });
  await keep(page, 'scan');

  const { pattern, batch } = await state_of(page);
  const hash = `#patterns?pattern=${pattern}`;
  for (const [name, options] of [
    ['patterns_dark', { width: 1280, height: 860, scheme: 'dark' }],
    ['patterns_phone', { width: 360, height: 740 }],
    ['patterns_wide', { width: 2560, height: 1400, scheme: 'dark' }],
  ]) {
    const other = await browser.visit(studio, { ...options, hash: hash.replace(pattern, batch[1] === pattern ? batch[2] : batch[1]) });
    await dressed(other);
    await keep(other, name);
    await other.context().close();
  }
  await page.context().close();
}

/// Twenty seconds of work: pages are held still for each frame, so its time does not depend on the machine.
async function walk() {
  const page = await browser.visit(studio, { width: kWidth, height: kHeight });
  const frames = [];
  let x = kWidth / 2, y = kHeight / 2;
  await page.evaluate(() => {
    const hand = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    hand.setAttribute('viewBox', '0 0 24 24');
    hand.innerHTML = '<path d="M4 2l6.5 17 2.5-7 7-2.5z" fill="#211f1b" stroke="#fff" stroke-width="1.5"/>';
    Object.assign(hand.style, { position: 'fixed', zIndex: 99, width: '26px', height: '26px', left: 0, top: 0, pointerEvents: 'none' });
    document.body.append(hand);
    globalThis.hand = hand;
  });
  const frame = async () => {
    await page.evaluate(([left, top]) => { globalThis.hand.style.translate = `${left - 4}px ${top - 2}px`; }, [x, y]);
    const file = path.join(scratch, `${String(frames.length).padStart(4, '0')}.png`);
    await page.screenshot({ path: file });
    frames.push(file);
  };
  const wait = async (count) => { for (let i = 0; i < count; ++i) await frame(); };
  const go = async (to_x, to_y, count = 5) => {
    const from = [x, y];
    for (let i = 1; i <= count; ++i) {
      const part = (1 - Math.cos(Math.PI * i / count)) / 2;
      x = from[0] + (to_x - from[0]) * part;
      y = from[1] + (to_y - from[1]) * part;
      await page.mouse.move(x, y);
      await frame();
    }
  };
  const go_to = async (locator, count) => {
    await locator.scrollIntoViewIfNeeded();
    const box = await locator.boundingBox();
    await go(box.x + box.width / 2, box.y + box.height / 2, count);
  };
  const click = async (locator, count) => {
    await go_to(locator, count);
    await page.mouse.down();
    await page.mouse.up();
  };
  const settle = async (count) => {
    await dressed(page);
    await page.waitForLoadState('networkidle');
    await wait(count);
  };

  await grid_of(page, 8);
  await settle(6);
  await click(page.locator('.chip[data-name=leaves]'));
  await wait(3);
  await grid_of(page, 8, 'leaves');
  await settle(3);
  await click(page.locator('.grid .face').nth(2));
  await settle(5);
  await click(page.locator('.grid .face').nth(5), 4);
  await settle(4);

  const picture = await page.locator('.picture').boundingBox();
  await go(picture.x + picture.width * 0.6, picture.y + picture.height * 0.6);
  await page.mouse.down();
  for (const [dx, dy] of [[0.5, 0.35], [0.35, 0.45], [0.55, 0.6]]) {
    await go(picture.x + picture.width * dx, picture.y + picture.height * dy, 4);
    await dressed(page);
  }
  await page.mouse.up();
  await settle(2);
  const corner = await page.locator('.frame .size').boundingBox();
  await go(corner.x + 9, corner.y + 9, 4);
  await page.mouse.down();
  await go(corner.x + 40, corner.y + 44, 5);
  await dressed(page);
  await page.mouse.up();
  await settle(3);

  await click(page.locator('.tabs a[data-screen=colour]'));
  await all_ways(page);
  await wait(6);
  await click(page.getByRole('button', { name: 'Rose' }));
  await page.waitForLoadState('networkidle');
  await wait(5);
  await click(page.getByRole('button', { name: 'Lagoon' }), 4);
  await page.waitForLoadState('networkidle');
  await wait(5);
  const kept = (await state_of(page)).pattern;
  await click(page.getByRole('button', { name: 'Keep this colourway' }));
  await page.waitForFunction((id) => globalThis.toile.state().pattern !== id, kept);
  await settle(5);
  const slider = await page.getByLabel('Before and after').boundingBox();
  await go(slider.x + slider.width - 9, slider.y + slider.height / 2);
  await page.mouse.down();
  await go(slider.x + slider.width * 0.3, slider.y + slider.height / 2, 8);
  await go(slider.x + slider.width, slider.y + slider.height / 2, 8);
  await page.mouse.up();
  await wait(2);
  await page.mouse.wheel(0, -2000);
  await click(page.locator('.tabs a[data-screen=garment]'));
  await wait(2);
  for (const index of [1, 2]) {
    await click(page.locator('.wardrobe .face').nth(index), 4);
    await settle(4);
  }
  await click(page.locator('.tabs a[data-screen=takeaway]'));
  await settle(5);
  await click(page.getByRole('button', { name: 'Save PNG' }).first());
  await settle(8);

  execFileSync('img2webp', ['-loop', '0', '-lossy', '-q', '52', '-m', '5', '-min_size', '-d', String(kFrame), ...frames, '-o', kWalk],
    { stdio: 'ignore' });
  console.log(`${frames.length} frames, ${frames.length * kFrame / 1000} s`);
}

const studio = await open_studio();
const browser = await open_browser();
const scratch = await mkdtemp(path.join(tmpdir(), 'toile-screens-'));
await mkdir(kTo, { recursive: true });
try {
  await screens();
  await walk();
} finally {
  await browser.stop();
  await studio.stop();
  await rm(scratch, { recursive: true });
}
