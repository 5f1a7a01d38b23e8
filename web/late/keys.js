/// The keys of the page, shown over it: `?`, or the button beside Undo.

import './words.js';
import { h, icon_button } from '../dom.js';
import { t } from '../words.js';

await new Promise((read) => document.head.append(h('link', { rel: 'stylesheet', href: new URL('keys.css', import.meta.url).pathname,
  on_load: read, on_error: read })));

const kMac = /Mac|iPhone|iPad/.test(navigator.platform);
const kCommand = kMac ? '⌘' : t('Ctrl'), kShift = t('Shift'), kAlt = kMac ? '⌥' : 'Alt';
const kArrows = ['←', '→', '↑', '↓'];

/// [what it is about, [[keys, what they do]]]; keys that are pressed together are a list of their own.
const kKeys = [
  [t('Everywhere'), [
    [['?'], t('These keys')],
    [[[kCommand, 'Z']], t('Undo')],
    [[[kCommand, kShift, 'Z'], [kCommand, 'Y']], t('Redo')],
    [[[kCommand, 'V']], t('Take a picture from the clipboard')],
  ]],
  [t('On the garment'), [
    [kArrows, t('Move the pattern; farther with Shift')],
    [['+', '−'], t('Larger, smaller')],
    [[',', '.'], t('Turn')],
    [[[kCommand, t('wheel')]], t('Larger, smaller')],
    [[[kCommand, kShift, t('wheel')]], t('Turn')],
  ]],
  [t('Among patterns'), [
    [kArrows, t('From one to the next')],
    [['↵'], t('Lay it on the garment')],
  ]],
  [t('In the repeat'), [
    [kArrows, t('Move the cloth; farther with Shift')],
    [['+', '−'], t('Closer, farther away')],
    [['0'], t('The whole tile in the middle')],
  ]],
  [t('A garment put right'), [
    [kArrows, t('Move the mark; farther with Shift')],
    [['↵'], t('Add what is there')],
    [['⌫', [kAlt, '↵']], t('Take away what is there')],
  ]],
  [t('Motifs on the table'), [
    [['↵', [kShift, '↵']], t('The next motif, the one before')],
    [kArrows, t('Move it; farther with Shift')],
    [['+', '−'], t('Larger, smaller')],
    [[',', '.'], t('Turn')],
    [['M', 'D'], t('Mirror, copy')],
    [['F', 'B'], t('To the front, to the back')],
    [['⌫'], t('Delete')],
    [['Esc'], t('Let go of it')],
  ]],
  [t('Cloth in a photo'), [
    [kArrows, t('Move the handle; farther with Shift')],
  ]],
];

const cap = (key) => h('kbd', {}, key);
const caps = (keys) => keys.map((one) => (Array.isArray(one) ? h('span.chord', {}, one.map(cap)) : cap(one)));

let dialog = null;

/// Opens the list; what had the focus has it again when it is closed.
export function show_keys() {
  dialog ??= h('dialog.keys', { aria: { labelledby: 'keys_title' }, on_click: (event) => { if (event.target === dialog) dialog.close(); } },
    h('div.inside', {},
      h('div.head', {}, h('h2', { id: 'keys_title' }, t('Keys')), icon_button('close', t('Close'), () => dialog.close())),
      h('div.sections', {}, kKeys.map(([title, rows]) => h('section', {}, h('h3', {}, title),
        h('dl', {}, rows.map(([keys, what]) => h('div', {}, h('dt', {}, caps(keys)), h('dd', {}, what)))))))));
  if (!dialog.isConnected) document.body.append(dialog);
  if (!dialog.open) dialog.showModal();
}
