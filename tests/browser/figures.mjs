/// How quick the page is, from opening it to a dressed garment: `node tests/browser/figures.mjs [ROUNDS]` prints medians.
/// Each round has a studio with an empty gallery and a browser with an empty cache.

import { availableParallelism, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { dressed, grid_of, open_browser, open_studio, state_of } from './studio.mjs';

const kModelsOpen = 2500;  // milliseconds that a person needs to open the address, and the studio its models

/// From the address to a wardrobe garment in a pattern: {page, figures} in seconds, and the clicks it took. With a
/// `category` the first patterns are not waited for.
export async function open_and_dress(browser, studio, { category = null } = {}) {
  const since = (from) => (performance.now() - from) / 1000;
  let clicks = 0;
  const click = async (locator) => { ++clicks; await locator.click(); };
  const page = await browser.visit(studio);
  const start = page.asked_at;
  if (category) await click(page.locator(`.chip[data-name=${category}]`));
  await grid_of(page, 8, category ?? '');
  const first_grid = since(start);
  await click(page.locator('.grid .face').nth(3));
  await click(page.locator('.tabs a[data-screen=garment]'));
  const { photo } = await state_of(page);
  const dressing = performance.now();
  await click(page.locator('.garment .face').nth(1));
  await page.waitForFunction((other) => globalThis.toile.state().photo !== other, photo);
  await dressed(page);
  const figures = { clicks, first_grid, dressing: since(dressing), open_to_dressed: since(start) };
  figures.first_contentful_paint = await page.evaluate(() =>
    performance.getEntriesByName('first-contentful-paint')[0].startTime / 1000);
  return { page, figures };
}

/// Bytes of the page's own files, but for screens that are read when they are first shown.
export const page_bytes = (page) => page.evaluate(() =>
  [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
    .filter(({ name }) => !/\/(api|late|press|motifs|scan)\//.test(name)).reduce((sum, { decodedBodySize }) => sum + decodedBodySize, 0));

/// Drags the slider of the size for two seconds: new pictures in the last second, and how wide they were.
export async function drag_size(page) {
  const box = await page.getByRole('slider', { name: 'Size' }).boundingBox();
  const at = (part) => [box.x + box.width * part, box.y + box.height / 2];
  await page.mouse.move(...at(0.5));
  await page.mouse.down();
  const start = performance.now();
  for (let step = 0; performance.now() - start < 2000; ++step) {
    await page.mouse.move(...at(0.5 + 0.25 * Math.sin(step / 12)));
    await new Promise((go) => setTimeout(go, 16));
  }
  const figures = await page.evaluate(() => ({ previews_per_second: globalThis.toile.previews_per_second(),
    preview_width: JSON.parse(document.querySelector('.picture').dataset.shown).width,
    picture_width: document.querySelector('.picture').clientWidth }));
  await page.mouse.up();
  await dressed(page);
  return figures;
}

/// Moves a large motif of a composed print about for three seconds, then the slider of its density: pictures of the print
/// in the last second of each.
export async function work_on_motifs(browser, studio) {
  const ask = async (path, body) => (await fetch(`${studio.url}/api${path}`, { method: 'POST', body: JSON.stringify(body) })).json();
  const made = await ask('/patterns?wait=25', { category: 'floral', layout: 'chintz', seed: 5, count: 1 });
  const page = await browser.visit(studio, { hash: `#motifs?pattern=${made.result.items[0].id}` });
  await page.waitForFunction(() => document.querySelector('.table')?.dataset.width && document.querySelector('.others .thumb'));
  const { places, layout } = await page.evaluate(() => globalThis.toile.at_table());
  const large = layout.placements.map((one, at) => ({ ...one, at }))
    .filter(({ x_cm, y_cm }) => x_cm > 5 && x_cm < 15 && y_cm > 5 && y_cm < 15).sort((a, b) => b.size_cm - a.size_cm)[0];
  const swing = async (place) => {
    await page.mouse.move(...place(0));
    await page.mouse.down();
    const start = performance.now();
    for (let step = 0; performance.now() - start < 3000; ++step) {
      await page.mouse.move(...place(Math.sin(step / 15)));
      await new Promise((go) => setTimeout(go, 16));
    }
    const figures = await page.evaluate(() => [globalThis.toile.sketches_per_second(), Number(document.querySelector('.table').dataset.width)]);
    await page.mouse.up();
    return figures;
  };
  const { x, y } = places[large.at];
  const [motif_previews, motif_width] = await swing((by) => [x + 60 * by, y + 20 * by]);
  await page.getByRole('radio', { name: 'Arrangement' }).check({ force: true });
  const box = await page.locator('.changes').getByRole('slider', { name: 'Density' }).boundingBox();
  const [density_previews] = await swing((by) => [box.x + box.width * (0.5 + 0.25 * by), box.y + box.height / 2]);
  await page.context().close();
  return { motif_previews, motif_width, density_previews };
}

async function round() {
  const all = {};
  for (const category of [null, 'paisley']) {
    const studio = await open_studio();
    const browser = await open_browser();
    await new Promise((go) => setTimeout(go, kModelsOpen));
    const { page, figures } = await open_and_dress(browser, studio, { category });
    all[category ?? 'first_patterns'] = category ? figures : { ...figures, ...await drag_size(page), page_bytes: await page_bytes(page) };
    if (!category) all.motifs = await work_on_motifs(browser, studio);
    await browser.stop();
    await studio.stop();
  }
  return all;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const rounds = [];
  for (let at = 0; at < (Number(process.argv[2]) || 5); ++at) rounds.push(await round());
  const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
  for (const way of Object.keys(rounds[0])) {
    const figures = Object.keys(rounds[0][way]).map((name) => {
      const values = rounds.map((one) => one[way][name]);
      return [name, { median: median(values), least: Math.min(...values), most: Math.max(...values) }];
    });
    console.log(way);
    console.table(Object.fromEntries(figures));
  }
  console.log(`${availableParallelism()} cores, load ${loadavg()[0].toFixed(1)}`);
}
