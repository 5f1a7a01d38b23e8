/// Small tools for building the page: elements, icons, messages, progress.

import { t } from './words.js';

const kIcons = {
  undo: 'M9 14 4 9l5-5M4 9h10a6 6 0 0 1 0 12h-3',
  redo: 'm15 14 5-5-5-5m5 5H10a6 6 0 0 0 0 12h3',
  heart: 'M12 20s-7.5-4.6-9-9.3C2 7.3 4.2 4.5 7.2 4.500c2 0 3.7 1.1 4.8 2.9 1.1-1.8 2.8-2.9 4.8-2.9 3 0 5.2 2.8 4.2 6.200C19.5 15.4 12 20 12 20z',
  lock: 'M6 11h12v9H6zM8.5 11V7.500a3.5 3.5 0 0 1 7 0V11',
  unlock: 'M6 11h12v9H6zM8.5 11V7.500a3.5 3.5 0 0 1 6.8-1.2',
  bin: 'M4 7h16M9 7V4h6v3m-8.5 0 1 13h9l1-13',
  close: 'm6 6 12 12M18 6 6 18',
  swap: 'M7 4 3 8l4 4M3 8h14m0 4 4 4-4 4m4-4H7',
  pencil: 'M4 20l1-4L16.500 4.500l3 3L8 19zM14 7l3 3',
  back: 'M4 12a8 8 0 1 1 2.5 5.800M4 20v-4.500h4.5',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  reset: 'M4 12a8 8 0 1 0 2.5-5.800M4 4v4.500h4.5',
  straight: 'M4 4h16v16H4zM12 4v16M4 12h16',
  'half-drop': 'M4 4h16v16H4zM12 4v16M4 12h8M12 8h8M12 16h8',
  'half-brick': 'M4 4h16v16H4zM4 12h16M12 4v8M8 12v8M16 12v8',
  flip: 'M12 3v18M9 7 4 17h5zM15 7l5 10h-5z',
  front: 'M8 8h12v12H8zM4 16V4h12M14 17v-6m-2.500 2.500L14 11l2.500 2.500',
  behind: 'M8 8h12v12H8zM4 16V4h12M14 11v6m-2.500-2.500L14 17l2.500-2.500',
  copy: 'M8 8h12v12H8zM16 8V4H4v12h4',
  mirror: 'M4 4h16v16H4zM12 4v16M4 12h16M6.5 9.500l3-3M17.5 9.500l-3-3M6.5 14.500l3 3M17.5 14.500l-3 3',
};

/// An element: `h('button.quiet', {title: 'x', on_click}, 'text', child)`. Members that begin with `on_` listen,
/// `aria` and `data` spread into attributes, the others are attributes (false leaves one out, true is empty).
export function h(what, members = {}, ...children) {
  const [tag, ...classes] = what.split('.');
  const element = document.createElement(tag);
  element.className = classes.join(' ');
  for (const [name, value] of Object.entries(members)) {
    if (name.startsWith('on_')) element.addEventListener(name.slice(3), value);
    else if (name === 'aria' || name === 'data') {
      for (const [key, text] of Object.entries(value)) element.setAttribute(`${name}-${key}`, text);
    } else if (name === 'value') element.value = value;
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child != null && child !== false));
  return element;
}

export function svg(tag, members = {}, ...children) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(members)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

export const icon = (name) =>
  svg('svg', { viewBox: '0 0 24 24', class: 'icon', 'aria-hidden': 'true' }, svg('path', { d: kIcons[name] }));

/// A button that shows an icon and is called `name` for everybody who can't see it.
export function icon_button(picture, name, on_click, classes = 'quiet.round') {
  return h(`button.${classes}`, { type: 'button', title: name, aria: { label: name }, on_click }, icon(picture));
}

/// Buttons of which one is chosen: `options` are [value, text] or [value, icon, name]. Radio buttons underneath, so
/// arrow keys work. Its `set(value)` chooses without telling.
let groups = 0;
export function choice(legend, options, chosen, on_choose) {
  const name = `choice${++groups}`;
  const inputs = options.map(([value, , label]) => h('input', { type: 'radio', name, value, checked: value === chosen,
    title: label, aria: label ? { label } : {}, on_change: () => on_choose(value) }));
  const element = h(options[0].length > 2 ? 'fieldset.choice.icons' : 'fieldset.choice', {}, h('legend.unseen', {}, legend),
    options.map(([, shown], index) => h('label', {}, inputs[index], h('span', {}, shown))));
  element.set = (to) => options.forEach(([value], index) => { inputs[index].checked = value === to; });
  return element;
}

/// A labelled slider. `show(value)` says its value in words.
export function slider(label, { min, max, step = 'any', value, show, on_input, on_change = () => {} }) {
  const out = h('output', {}, show(value));
  const input = h('input', { type: 'range', min, max, step, value, aria: { label, valuetext: show(value) } });
  const set = (to) => {
    out.value = show(to);
    input.setAttribute('aria-valuetext', show(to));
  };
  input.addEventListener('input', () => { set(input.valueAsNumber); on_input(input.valueAsNumber); });
  input.addEventListener('change', () => on_change(input.valueAsNumber));
  const element = h('label.slider', {}, h('span', {}, label), input, out);
  element.set = (to) => { input.value = to; set(to); };
  return element;
}

/// Hands a chosen file to `on_file`; the real input stays in the page for keyboards and screen readers.
export const file_button = (text, accept, on_file) => files_button(text, accept, ([file]) => on_file(file), false);

/// The same for several, as a list.
export function files_button(text, accept, on_files, multiple = true) {
  const input = h('input.unseen', { type: 'file', accept, multiple });
  input.addEventListener('change', () => {
    if (input.files[0]) on_files([...input.files]);
    input.value = '';
  });
  return h('label.button', {}, input, text);
}

/// Says it to screen readers.
export function say(text) {
  document.getElementById('live').textContent = text;
}

/// A sentence at the page's foot, for everybody; `action` is {text, run}. Gives a function that takes it away.
export function note(text, { action, error = false, seconds = error ? 12 : 6 } = {}) {
  const host = document.getElementById('notes');
  for (const old of [...host.children]) if (old.dataset.text === text) old.remove();
  const away = () => {
    clearTimeout(timer);
    element.remove();
    document.body.classList.toggle('noted', host.children.length > 0);
  };
  const element = h(error ? 'div.note.error' : 'div.note', { role: error ? 'alert' : 'status', data: { text } },
    h('p', {}, text),
    action && h('button.link', { type: 'button', on_click: () => { away(); action.run(); } }, action.text),
    icon_button('close', t('Close this message'), () => away()));
  const timer = setTimeout(away, 1000 * seconds);
  host.append(element);
  document.body.classList.add('noted');
  return away;
}

/// Shows an error's sentence; a cancelled job needs none.
export function complain(error) {
  if (error.name === 'AbortError') return;
  if (!error.status && error.constructor === TypeError) console.error(error);
  note(error.message, { error: true });
}

/// Shows a bar in `host` while `work(signal, on_progress)` goes on, with a button that cancels it. Gives what `work`
/// gives, or undefined when it failed or was cancelled; the failure's sentence is shown.
export async function with_progress(host, text, work) {
  const stop = new AbortController();
  const bar = h('progress', { aria: { label: text } });
  const label = h('span', {}, text);
  const element = h('div.working', {}, label, bar,
    h('button.link', { type: 'button', on_click: () => stop.abort() }, t('Cancel')));
  // what is quick needs no bar
  const timer = setTimeout(() => { host.append(element); say(text); }, 150);
  try {
    return await work(stop.signal, (job) => {
      if (job.total > 0) {
        bar.max = job.total;
        bar.value = job.done;
      }
      label.textContent = job.state === 'queued' ? `${text} ${t('Waiting for its turn.')}` : text;
    });
  } catch (error) {
    if (error.name === 'AbortError') note(t('Cancelled.'), { seconds: 3 });
    complain(error);
  } finally {
    clearTimeout(timer);
    element.remove();
  }
}
