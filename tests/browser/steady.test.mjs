/// What goes wrong, and how the page takes it: bad files, reloads, other tabs, a studio that is gone.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { dressed, go, grid_of, open_browser, open_studio, open_wire, state_of } from './studio.mjs';

let studio, browser;
before(async () => { studio = await open_studio(); browser = await open_browser(); });
after(async () => { await browser?.stop(); await studio?.stop(); });

test('a file that is no picture gets the studio’s own sentence, and the page goes on', async () => {
  const page = await browser.visit(studio, { hash: '#garment' });
  await dressed(page);
  await page.getByLabel('Choose a photo').setInputFiles({ name: 'holiday.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('no picture at all') });
  const alert = page.getByRole('alert');
  await alert.waitFor();
  assert.match((await alert.textContent()).trim(), /^[A-Z].{20,}\.$/, 'a sentence');
  await alert.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('link', { name: 'Patterns' }).click();
  await page.locator('.grid .face').nth(2).click();
  await dressed(page);
  assert.deepEqual(page.troubles, []);
});

test('a reload in the middle of the work loses nothing', async () => {
  const page = await browser.visit(studio);
  await grid_of(page, 8);
  await page.locator('.grid .face').nth(4).click();
  await page.getByLabel('Turn').fill('-20');
  await page.locator('#stage').getByRole('radio', { name: 'Mirror' }).check({ force: true });
  await dressed(page);
  const before = await state_of(page);
  await page.getByRole('button', { name: 'New patterns' }).click();
  await page.reload();
  await dressed(page);
  const after = await state_of(page);
  for (const name of ['pattern', 'photo', 'angle', 'layout', 'batch', 'category']) assert.deepEqual(after[name], before[name], name);
  await page.getByRole('button', { name: 'Undo' }).click();
  assert.equal((await state_of(page)).layout, 'straight', 'undo reaches back behind the reload');

  const other = await browser.visit(studio, { hash: (await page.evaluate(() => location.hash)) });
  await dressed(other);
  assert.equal((await state_of(other)).angle, 20, 'the address alone carries the look to another browser');
  assert.deepEqual([...page.troubles, ...other.troubles], []);
});

test('an answer that breaks off: no trouble when the page itself goes, a sentence when the studio does', async () => {
  const wire = await open_wire(studio, '/api/preview');
  try {
    const page = await browser.visit(wire);
    const held = async (count) => { while (wire.held < count) await page.waitForTimeout(20); };
    await held(1);
    await page.reload();
    await held(2);
    assert.deepEqual(page.troubles, []);
    assert.equal(await page.getByRole('alert').count(), 0);
    wire.cut();
    await page.getByRole('alert').first().waitFor();
    assert.match(await page.getByRole('alert').first().textContent(), /does not answer/);
    assert.deepEqual(page.troubles, []);
  } finally {
    wire.stop();
  }
});

test('a pattern that could not be read is not taken for deleted', async () => {
  const page = await browser.visit(studio);
  await grid_of(page, 8);
  await dressed(page);
  const answer = await page.request.post(`${studio.url}/api/patterns?wait=20`, { headers: { Origin: studio.url },
    data: { category: 'dotted', count: 1, seed: 77 } });
  const { id } = (await answer.json()).result.items[0];
  await page.route('**/api/items/*', (route) => route.abort());
  await page.evaluate((made) => { globalThis.location.hash = `#patterns?pattern=${made}`; }, id);
  await page.getByRole('alert').first().waitFor();
  assert.match(await page.getByRole('alert').first().textContent(), /does not answer/);
  assert.equal((await state_of(page)).pattern, id);
  assert.deepEqual(page.troubles, []);
});

test('a reload right after a choice keeps it, though the address had no time to tell of it', async () => {
  const page = await browser.visit(studio);
  await grid_of(page, 8);
  await dressed(page);
  for (const at of [5, 2]) {
    const chosen = await page.evaluate((face) => {
      globalThis.document.querySelectorAll('.grid .face')[face].click();
      return globalThis.toile.state().pattern;
    }, at);
    await page.reload();
    await dressed(page);
    assert.equal((await state_of(page)).pattern, chosen);
    assert.match(await page.evaluate(() => location.hash), new RegExp(chosen), 'then the address tells of it too');
  }
});

test('two tabs work beside each other, and what one deletes the other takes with a sentence', async () => {
  const one = await browser.visit(studio);
  await grid_of(one, 8);
  await dressed(one);
  const two = await browser.visit(studio, { context: one.context() });
  await dressed(two);
  await one.locator('.grid .face').nth(1).click();
  await two.locator('.grid .face').nth(6).click();
  await Promise.all([dressed(one), dressed(two)]);
  assert.notEqual((await state_of(one)).pattern, (await state_of(two)).pattern);

  const gone = (await state_of(one)).pattern;
  await two.request.delete(`${studio.url}/api/items/${gone}`, { headers: { Origin: studio.url } });
  await one.getByRole('link', { name: 'Colour' }).click();
  await one.getByRole('alert').first().waitFor();
  assert.match(await one.locator('.notes').textContent(), /another|deleted/);
  await one.getByRole('link', { name: 'Patterns' }).click();
  await one.locator('.grid .face').nth(3).click();
  await dressed(one);
  assert.deepEqual([...one.troubles, ...two.troubles], []);
});

test('what is thrown away waits in the trash, and undo takes it back, after a reload too', async () => {
  const page = await browser.visit(studio, { hash: '#gallery' });
  await dressed(page);
  await page.getByRole('radio', { name: 'Patterns' }).check({ force: true });
  await page.locator('.shelf .tile').first().waitFor();
  const count = await page.locator('.shelf .tile').count();
  const shown = (wanted) => page.waitForFunction((number) => document.querySelectorAll('.shelf .tile').length === number, wanted);
  const throw_away = async (wanted) => {
    await page.locator('.shelf .tile').first().hover();
    await page.locator('.shelf .bin').first().click();
    await shown(wanted);
  };
  await throw_away(count - 1);
  await page.locator('.note').getByRole('button', { name: 'Undo' }).click();
  await shown(count);
  await throw_away(count - 1);
  await throw_away(count - 2);
  await page.reload();
  await page.getByRole('radio', { name: 'Patterns' }).check({ force: true });
  await shown(count - 2);
  await page.locator('.top').getByRole('button', { name: 'Undo' }).click();
  await shown(count - 1);
  await page.getByRole('radio', { name: 'Trash' }).check({ force: true });
  await shown(1);
  await page.getByRole('button', { name: /^Put back/ }).click();
  await page.getByText('The trash is empty').waitFor();
  await page.getByRole('radio', { name: 'Patterns' }).check({ force: true });
  await shown(count);
  await throw_away(count - 1);
  await page.getByRole('radio', { name: 'Trash' }).check({ force: true });
  page.once('dialog', (dialog) => dialog.accept());
  await page.getByRole('button', { name: 'Empty the trash' }).click();
  await page.getByText('The trash is empty').waitFor();
  assert.deepEqual(page.troubles, []);
});

test('after being offline the page catches up by itself, without broken pictures', async () => {
  const page = await browser.visit(studio);
  await grid_of(page, 8);
  await dressed(page);
  await page.context().setOffline(true);
  await page.locator('.grid .face').nth(6).click();
  const { pattern } = await state_of(page);
  await page.waitForFunction(() => document.body.classList.contains('away'));
  assert.notEqual(await page.evaluate(() => JSON.parse(document.querySelector('.picture').dataset.shown).pattern), pattern);
  await page.getByRole('link', { name: 'Garment' }).click();
  await page.waitForFunction(() => [...document.querySelectorAll('img')].every((one) =>
    !one.complete || one.naturalWidth || !one.getAttribute('src') || getComputedStyle(one).visibility === 'hidden'));
  await page.context().setOffline(false);
  await dressed(page);
  await page.waitForFunction(() => [...document.querySelectorAll('.wardrobe img')].every((one) => one.naturalWidth > 0));
});

test('a screen that was opened while the studio was gone fills itself when it is back, and what is in hand stays there', async () => {
  const own = await open_studio();
  try {
    const page = await browser.visit(own);
    await grid_of(page, 8);
    await dressed(page);
    const screens = { colour: '.palette .swatch', motifs: '.motifs.others .thumb', gallery: '.shelf .tile', takeaway: '.for_print' };
    const cloth = () => page.waitForFunction(() => document.querySelector('.cloth')?.dataset.painted);
    for (const [screen, filled] of Object.entries(screens)) {
      if (screen === 'gallery') {
        await go(page, 'gallery');
        await page.getByRole('radio', { name: 'Patterns' }).check({ force: true });
        await page.locator('.shelf .tile').first().waitFor();
        await go(page, 'patterns');
      }
      await own.close();
      await go(page, screen);
      await page.getByRole('alert').waitFor();
      assert.match(await page.getByRole('alert').textContent(), /goes on by itself/);
      await own.start();
      await page.locator(filled).first().waitFor();
      if (screen === 'colour') await cloth();
      await page.waitForFunction(() => !document.querySelector('.note.error'));
      await go(page, 'patterns');
    }
    // what a person is at is left as it is
    await go(page, 'gallery');
    const name = page.locator('.shelf .name').first();
    await name.fill('half a na');
    await own.close();
    await page.evaluate(() => { document.querySelectorAll('.shelf .heart')[1].click(); });
    await page.getByRole('alert').waitFor();
    await own.start();
    await page.waitForFunction(() => document.querySelectorAll('.shelf .heart')[1].ariaPressed === 'true');
    assert.equal(await name.inputValue(), 'half a na');
    assert.ok(await name.evaluate((field) => field === document.activeElement));
    assert.deepEqual(page.troubles, []);
  } finally {
    await own.stop();
  }
});

test('nothing is said of a print that undo brought back until it is known, and then the truth', async () => {
  const page = await browser.visit(studio);
  await dressed(page);
  const answer = await page.request.post(`${studio.url}/api/patterns?wait=20`, { headers: { Origin: studio.url },
    data: { category: 'floral', layout: 'chintz', count: 1, seed: 5 } });
  const { id } = (await answer.json()).result.items[0];
  await page.evaluate((made) => { globalThis.location.hash = `#gallery?pattern=${made}`; }, id);
  await page.getByText('sharp at any size').waitFor();
  await page.getByRole('radio', { name: 'Patterns' }).check({ force: true });
  const tile = page.locator(`.shelf .tile[data-id="${id}"]`);
  await tile.hover();
  await tile.locator('.bin').click();
  await tile.waitFor({ state: 'detached' });
  await dressed(page);
  await page.reload();
  await dressed(page);
  let answer_it;
  await page.route(`**/api/items/${id}`, async (route) => {
    if (route.request().method() === 'GET') await new Promise((go_on) => { answer_it = go_on; });
    await route.fallback();
  });
  await page.locator('.top').getByRole('button', { name: 'Undo' }).click();
  await page.waitForFunction((wanted) => globalThis.toile.state().pattern === wanted, id);
  assert.equal(await page.locator('.sharp').textContent(), '');
  while (!answer_it) await page.waitForTimeout(20);
  answer_it();
  await page.getByText('sharp at any size').waitFor();
  assert.deepEqual(page.troubles, []);
});

test('messages never lie over a button', async () => {
  for (const [width, height] of [[1440, 900], [768, 900], [360, 740]]) {
    const page = await browser.visit(studio, { width, height });
    await dressed(page);
    await page.locator('.grid .tile').first().hover();
    for (const screen of ['takeaway', 'patterns']) {
      await page.locator(`.tabs a[data-screen=${screen}]`).click();
      await page.evaluate(() => document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: (() => {
        const data = new DataTransfer();
        data.items.add(new File(['x'], `letter ${Math.random()}.pdf`, { type: 'application/pdf' }));
        return data;
      })() })));
      await page.getByRole('alert').last().waitFor();
      await page.waitForLoadState('networkidle');  // what comes late makes the page longer
      await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
      const covered = await page.evaluate(() => {
        const over = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
        const notes = [...document.querySelectorAll('.note')].map((one) => one.getBoundingClientRect());
        return [...document.querySelectorAll('#panel button, .tabs a, .top button, .under button')].filter((one) => one.offsetParent)
          .filter((one) => notes.some((note) => over(note, one.getBoundingClientRect()))).map((one) => one.textContent || one.ariaLabel);
      });
      assert.deepEqual(covered, [], `${screen} at ${width}`);
    }
    await page.context().close();
  }
});

test('making patterns can be cancelled', async () => {
  const page = await browser.visit(studio);
  await grid_of(page, 8);
  await page.evaluate(() => { globalThis.document.querySelector('.primary').click(); });
  const cancel = page.getByRole('button', { name: 'Cancel' });
  await cancel.click({ timeout: 2000 }).catch(() => {});  // a quick machine may be done before
  await page.waitForFunction(() => document.querySelector('.grid').getAttribute('aria-busy') === 'false');
  await page.waitForFunction(() => document.querySelector('.panel .primary').getAttribute('aria-disabled') === 'false');
});

test('another category takes the place of patterns that are still being made', async () => {
  const page = await browser.visit(studio);
  await grid_of(page, 8);
  await page.locator('.chip[data-name=dotted]').click();
  await page.locator('.chip[data-name=zebra]').click();
  await grid_of(page, 8, 'zebra');
  assert.equal(await page.getByRole('alert').count(), 0);
  assert.deepEqual(page.troubles, []);
});

test('a studio that is gone is named as such', async () => {
  const [own, page] = await (async () => {
    const other = await open_studio();
    return [other, await browser.visit(other)];
  })();
  await dressed(page);
  await own.stop();
  await page.getByRole('button', { name: 'New patterns' }).click();
  await page.getByRole('alert').first().waitFor();
  assert.match(await page.getByRole('alert').first().textContent(), /does not answer.*start it again/);
});
