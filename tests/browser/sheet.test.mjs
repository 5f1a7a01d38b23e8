/// Sheets in repeat: every layout that the program knows, and borders along the selvedges.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { dressed, go, grid_of, open_browser, open_studio, program, state_of } from './studio.mjs';

let studio, browser, folder;
before(async () => {
  studio = await open_studio();
  browser = await open_browser();
  folder = await mkdtemp(path.join(tmpdir(), 'toile-sheet-'));
});
after(async () => {
  await browser?.stop();
  await studio?.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
});

const at = (name) => path.join(folder, name);
const vips = (...words) => execFileSync('vips', words, { encoding: 'utf8' });

/// The largest difference of two pictures' bytes.
function difference(one, other) {
  vips('subtract', one, other, at('d.v'));
  vips('abs', at('d.v'), at('a.v'));
  return Number(vips('max', at('a.v')));
}

async function sheet_card(page) {
  await dressed(page);
  await go(page, 'takeaway');
  const card = page.getByRole('region', { name: 'Sheet in repeat', exact: true });
  for (const [label, value] of [['Width, cm', '60'], ['Height', '30'], ['Tile, cm', '20'], ['dpi', '25.4']]) await card.getByLabel(label).fill(value);
  return card;
}
async function save(page, card, name) {
  const [file] = await Promise.all([page.waitForEvent('download'), card.getByRole('button', { name: 'Save the sheet' }).click()]);
  await file.saveAs(at(name));
  return file.suggestedFilename();
}
/// What the program makes of the chosen pattern with these words.
async function by_the_program(page, name, ...words) {
  const { pattern } = await state_of(page);
  const bytes = await (await fetch(`${studio.url}/api/items/${pattern}/files/tile`)).arrayBuffer();
  await writeFile(at('tile.png'), new Uint8Array(bytes));
  execFileSync(program, ['repeat', at('tile.png'), '--size', '60x30cm', '--tile', '20cm', '--dpi', '25.4', ...words, '-o', at(name)]);
}

test('a sheet is laid in every layout that the program has, and is the same to the pixel', async () => {
  const page = await browser.visit(studio);
  await grid_of(page, 8);
  const card = await sheet_card(page);
  const select = card.getByLabel('How tiles are laid');
  const values = await select.locator('option').evaluateAll((all) => all.map((one) => one.value));
  assert.deepEqual(values, ['straight', 'half-drop', 'half-brick', 'mirror', 'turnover', 'centre', 'diamond', 'ogee', 'drop', 'brick']);
  for (const value of values) {
    await select.selectOption(value);
    let layout = value;
    if (['drop', 'brick'].includes(value)) {
      layout = `${value}-2/5`;
      await card.getByLabel('Parts of a tile', { exact: true }).fill('5');
      await card.getByLabel('How many parts of a tile it is moved by').fill('2');
      await card.getByLabel('How many parts of a tile it is moved by').press('Tab');
    }
    const name = await save(page, card, 'page.png');
    assert.match(name, new RegExp(`${layout.replace('/', 'of')}-60x30cm`));
    await by_the_program(page, 'program.png', '--layout', layout);
    assert.equal(difference(at('page.png'), at('program.png')), 0, layout);
  }
  await card.getByLabel('How many parts of a tile it is moved by').fill('9');
  await card.getByLabel('How many parts of a tile it is moved by').press('Tab');
  assert.equal(await card.getByLabel('How many parts of a tile it is moved by').inputValue(), '4', 'a whole tile is no move');
  await page.reload();
  await dressed(page);
  assert.equal(await select.inputValue(), 'brick', 'the layout is remembered');
  assert.deepEqual(page.troubles, []);
});

test('a border runs along the selvedges that are chosen, and is no wider than the cloth', async () => {
  const page = await browser.visit(studio);
  await grid_of(page, 8);
  const card = await sheet_card(page);
  await card.getByLabel('How tiles are laid').selectOption('straight');
  await card.getByRole('radio', { name: /pattern 3 of 8$/ }).check({ force: true });
  await card.getByLabel('Border, cm').fill('8');
  await card.getByRole('radio', { name: 'Left' }).check({ force: true });
  await save(page, card, 'page.png');
  const { batch } = await state_of(page);
  const bytes = await (await fetch(`${studio.url}/api/items/${batch[2]}/files/tile`)).arrayBuffer();
  await writeFile(at('border.png'), new Uint8Array(bytes));
  await by_the_program(page, 'program.png', '--border', at('border.png'), '--border-width', '8cm', '--border-on', 'left');
  assert.equal(difference(at('page.png'), at('program.png')), 0);
  await by_the_program(page, 'plain.png');
  assert.ok(difference(at('page.png'), at('plain.png')) > 0);
  await card.getByLabel('Border, cm').fill('70');
  await card.getByRole('button', { name: 'Save the sheet' }).click();
  await page.locator('.note.error').getByText('The border is wider than the cloth').waitFor();
  assert.deepEqual(page.troubles, []);
});
