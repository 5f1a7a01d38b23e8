/// Opens the real studio with an empty gallery on a free port, and Debian's chromium to visit it.

import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import http from 'node:http';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const program = process.env.TOILE_PROGRAM ?? path.join(root, 'build/release/toile');
const kBrowser = process.env.CHROMIUM ?? '/usr/bin/chromium';
const kArguments = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--font-render-hinting=none'];

/// How much longer than usual to wait: on a machine that is busy with other work everything takes its time.
export const patience = () => Math.min(6, Math.max(1, loadavg()[0] / availableParallelism()));

/// Starts the program: {url, close()}.
async function start_studio(data, port) {
  const child = spawn(program, ['studio', '--json', '--port', port, '--data', data], { cwd: root });
  let said = '', complained = '';
  child.stderr.on('data', (text) => { complained += text; });
  const url = await new Promise((opened, failed) => {
    child.stdout.on('data', (text) => {
      said += text;
      if (said.includes('\n')) opened(JSON.parse(said).url.replace(/\/$/, ''));
    });
    child.on('exit', (code) => failed(new Error(`the studio ended with ${code}: ${complained}`)));
    child.on('error', failed);
  });
  const ended = new Promise((done) => child.on('exit', done));
  return { url, close: () => { child.kill('SIGTERM'); return ended; } };
}

/// {url, data, close(), start(), stop()}: `close` ends the program, `start` starts it again at the same address on the
/// same gallery, `stop` ends it and takes the gallery away.
export async function open_studio() {
  const data = await mkdtemp(path.join(tmpdir(), 'toile-studio-'));
  let running = await start_studio(data, '0');
  const { url } = running;
  return {
    url, data,
    close: () => running.close(),
    async start() { running = await start_studio(data, new URL(url).port); },
    async stop() {
      await running.close();
      await rm(data, { recursive: true, force: true });
    },
  };
}

/// A wire to `studio` on which the answers for `path` stop after their first byte: {url, held, cut(), stop()}. `held`
/// counts them, `cut` breaks them off.
export async function open_wire(studio, path) {
  const open = new Set();
  const server = http.createServer((asked, answer) => {
    const up = http.request(`${studio.url}${asked.url}`, { method: asked.method, headers: asked.headers }, (answered) => {
      answer.writeHead(answered.statusCode, answered.headers);
      if (!asked.url.startsWith(path)) return answered.pipe(answer);
      answered.once('data', (bytes) => {
        answer.write(bytes.subarray(0, 1));
        open.add(answer);
        wire.held += 1;
        answered.resume();
      });
    });
    up.on('error', () => answer.destroy());
    asked.pipe(up);
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  const wire = {
    url: `http://127.0.0.1:${server.address().port}`,
    held: 0,
    cut: () => open.forEach((answer) => answer.destroy()),
    stop: () => { server.closeAllConnections(); server.close(); },
  };
  return wire;
}

/// A browser of its own, with a fresh profile. `visit(studio, options)` gives a page in a window of its own.
export async function open_browser() {
  const profile = await mkdtemp(path.join(tmpdir(), 'toile-browser-'));
  const contexts = new Set();
  const browser = await chromium.launch({ executablePath: kBrowser, headless: true,
    args: [...kArguments, `--disk-cache-dir=${profile}`] });
  return {
    browser,
    async visit(studio, { width = 1280, height = 860, scheme = 'light', hash = '', context = null, scale = 1, touch = false, locale = 'en-US' } = {}) {
      const where = context ?? await browser.newContext({ viewport: { width, height }, colorScheme: scheme,
        reducedMotion: 'reduce', acceptDownloads: true, deviceScaleFactor: scale, hasTouch: touch, isMobile: touch, locale });
      contexts.add(where);
      // whoever works on the page sees it as it is in that folder, without building the program anew
      if (process.env.TOILE_WEB) {
        await where.route((url) => url.origin === studio.url && /\.(js|css|html)$|^\/$/.test(url.pathname), (route) =>
          route.fulfill({ path: path.join(path.resolve(process.env.TOILE_WEB), new URL(route.request().url()).pathname.replace(/^\/$/, 'index.html')) }));
      }
      const page = await where.newPage();
      page.setDefaultTimeout(30000 * Math.min(3, patience()));
      page.troubles = [];
      page.on('pageerror', (error) => page.troubles.push(error.stack));
      page.on('console', (line) => {
        if (line.type() === 'error' && !line.text().includes('Failed to load resource')) page.troubles.push(line.text());
      });
      page.on('request', (request) => {
        if (/^https?:/.test(request.url()) && !request.url().startsWith(studio.url)) page.troubles.push(`asked ${request.url()}`);
      });
      page.asked_at = performance.now();  // before that the browser opens a window
      await page.goto(`${studio.url}/${hash}`);
      return page;
    },
    async stop() {
      await browser.close();
      await rm(profile, { recursive: true, force: true });
    },
  };
}

/// Until the stage shows the pattern and the placement that the page is at.
export async function dressed(page, timeout = 45000) {
  await page.waitForFunction(() => {
    const picture = document.querySelector('.picture.dressed');
    const state = globalThis.toile?.state();
    if (!picture || !state?.pattern || !picture.dataset.shown) return false;
    const shown = JSON.parse(picture.dataset.shown);
    return ['pattern', 'photo', 'layout', 'scale', 'angle'].every((name) => shown[name] === state[name]) &&
      String(shown.shift) === String(state.shift) && (shown.mask ?? null) === state.mask;
  }, null, { timeout: timeout * patience(), polling: 20 });
}

/// Until the grid shows `count` finished patterns, all of `category` when one is given.
export async function grid_of(page, count, category = '') {
  await page.waitForFunction(([wanted, name]) => {
    const pictures = [...document.querySelectorAll('.grid .tile img')];
    return document.querySelector('.grid')?.getAttribute('aria-busy') === 'false' && pictures.length === wanted &&
      pictures.every((one) => one.complete && one.naturalWidth > 0 && one.parentElement.ariaLabel.startsWith(name));
  }, [count, category], { timeout: 20000 * patience(), polling: 20 });
}

/// A picture as the browser draws it: a file for setInputFiles. `draw(context, width, height)` runs in the page.
export async function drawn(page, name, width, height, draw) {
  const base64 = await page.evaluate(async ([w, h, body]) => {
    const canvas = document.createElement('canvas');
    Object.assign(canvas, { width: w, height: h });
    (0, globalThis.eval)(`(${body})`)(canvas.getContext('2d'), w, h);
    return canvas.toDataURL('image/png').split(',')[1];
  }, [width, height, draw.toString()]);
  return { name, mimeType: 'image/png', buffer: Buffer.from(base64, 'base64') };
}

/// The bytes of a picture of the studio as {width, height, data}.
export const pixels_of = (page, url) => page.evaluate(async (address) => {
  const bitmap = await createImageBitmap(await (await fetch(address)).blob());
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height), context = canvas.getContext('2d');
  context.drawImage(bitmap, 0, 0);
  return { width: bitmap.width, height: bitmap.height, data: [...context.getImageData(0, 0, bitmap.width, bitmap.height).data] };
}, url);

/// What `asked` answers once it is true, or its last answer after five seconds: the page moves and fades things.
export async function soon(page, asked) {
  for (let tries = 0; tries < 50; ++tries) {
    const answer = await asked();
    if (answer) return answer;
    await page.waitForTimeout(100);
  }
  return asked();
}

export const go = async (page, screen) => page.locator(`.tabs a[data-screen=${screen}]`).click();

export const state_of = (page) => page.evaluate(() => globalThis.toile.state());
