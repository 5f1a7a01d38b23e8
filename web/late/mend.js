/// A wrong mask is put right on the picture: a click adds what it points at or takes it away, a brush paints.

import './words.js';
import { item, remember, run_job, upload } from '../server.js';
import { choice, h, icon_button, say, slider, with_progress } from '../dom.js';
import { stage, zoom_picture } from '../stage.js';
import { state, update } from '../state.js';
import { t } from '../words.js';

let add = true;
let radius = 0.03;  // of the brush, as a share of the photo's width

/// The tools of one photo; `find_again` asks the net once more. They let go of the picture when the signal `gone` is
/// aborted.
export function mend_tools(find_again, gone) {
  const bar = h('div.bar');
  const cross = h('i.cross', { hidden: true });
  const spot = { x: 0.5, y: 0.5 };  // of the keyboard's cross, and what is zoomed into
  const { picture, view } = stage;
  const size = slider(t('Brush size'), { min: 0.005, max: 0.12, step: 0.005, value: radius,
    show: (value) => `${Math.round(100 * value)} %`, on_input: (value) => { radius = value; } });
  const sense = h('div.sense');
  const tell = h('p', {});

  const use = (tool) => {
    stage.tool = tool;
    picture.classList.toggle('pointing', Boolean(tool));
    sense.hidden = !tool;
    size.hidden = tool !== 'brush';
    cross.hidden = tool !== 'point';
    zooms.hidden = !tool;
    if (!tool) zoom_picture(0);
    tell_how();
    draw_hints();
    picture.dispatchEvent(new CustomEvent('tool'));
    if (tool) picture.focus({ preventScroll: true });
  };

  const tell_how = () => {
    tell.textContent = {
      point: add ? t('Click what is missing. With the Alt key, a click takes away. On the keyboard: arrows, then Enter or Backspace.')
        : t('Click what is too much. With the Alt key, a click adds. On the keyboard: arrows, then Enter.'),
      brush: add ? t('Paint what is missing. With the Alt key, the brush takes away.')
        : t('Paint what is too much. With the Alt key, the brush adds.'),
    }[stage.tool] ?? t('If the outline is wrong, put it right by a click or two.');
  };

  const zooms = h('div.zooms', { role: 'group', aria: { label: t('Zoom') } },
    icon_button('minus', t('Smaller'), () => zoom_picture(1 / 1.5, spot), 'round'),
    icon_button('plus', t('Larger'), () => zoom_picture(1.5, spot), 'round'));

  const at = (event) => {
    const box = view.getBoundingClientRect();
    return { x: (event.clientX - box.x) / box.width, y: (event.clientY - box.y) / box.height };
  };

  let busy = Promise.resolve();
  const point = (where, more) => {
    const { width, height } = stage.photo;
    const hint = { x: Math.round(where.x * (width - 1)), y: Math.round(where.y * (height - 1)), add: more };
    busy = busy.then(() => refine(hint));
  };

  const refine = async (hint) => {
    const { photo, mask, first_mask, hints } = state();
    const all = [...hints, hint];
    draw_hints(all);
    await with_progress(bar, hint.add ? t('Adding it.') : t('Taking it away.'), async (signal, on_progress) => {
      const from = first_mask ?? mask;  // none where the net found nothing: then hints start one
      const job = await run_job(`/photos/${photo}/refine`, from ? { mask: from, hints: all } : { hints: all },
        { signal, on_progress, wait: 5 });
      const [better] = remember([job.result.mask]);
      if (state().photo === photo) update({ mask: better.id, first_mask: from, hints: all });
      say(hint.add ? t('Added') : t('Taken away'));
    });
    draw_hints();
  };

  const draw_hints = (hints = state().hints) => {
    stage.tools.querySelectorAll('.hint').forEach((one) => one.remove());
    if (stage.tool !== 'point' || !stage.photo) return;
    for (const hint of hints) {
      const dot = h(hint.add ? 'i.hint' : 'i.hint.less');
      dot.style.left = `${100 * hint.x / stage.photo.width}%`;
      dot.style.top = `${100 * hint.y / stage.photo.height}%`;
      stage.tools.append(dot);
    }
  };

  // the brush: what is painted shows at once, the mask is sent when the hand lets go
  let stroke = null;
  const begin_stroke = (where, more) => {
    const canvas = h('canvas.brush', { width: 800, height: Math.round(800 * stage.photo.height / stage.photo.width) });
    stage.tools.append(canvas);
    stroke = { canvas, more, points: [where] };
    paint(canvas, [where, where], more ? '#4f7be0' : '#d0413a');
  };
  const end_stroke = () => {
    const done = stroke;
    stroke = null;
    busy = busy.then(() => with_progress(bar, t('Keeping what you painted.'), async (signal) => {
      const { photo, mask } = state();
      const blob = await painted_mask(mask, done.points, done.more);
      const [better] = remember([await upload(`/photos/${photo}/mask`, blob, signal)]);
      if (state().photo === photo) update({ mask: better.id, first_mask: better.id, hints: [] });
    })).finally(() => done.canvas.remove());
  };

  const listen = (what, run) => picture.addEventListener(what, run, { signal: gone });
  listen('pointerdown', (event) => {
    if (!stage.tool || event.button !== 0 || !stage.photo) return;
    event.preventDefault();
    picture.focus({ preventScroll: true });
    const more = event.altKey ? !add : add;
    if (stage.tool === 'point') return point(at(event), more);
    picture.setPointerCapture(event.pointerId);
    begin_stroke(at(event), more);
  });
  listen('pointermove', (event) => {
    if (!stroke) return;
    stroke.points.push(at(event));
    paint(stroke.canvas, stroke.points.slice(-2), stroke.more ? '#4f7be0' : '#d0413a');
  });
  listen('pointerup', () => stroke && end_stroke());
  listen('pointercancel', () => stroke && end_stroke());
  picture.addEventListener('wheel', (event) => {
    if (!stage.tool || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    zoom_picture(Math.exp(-event.deltaY / 300), at(event));
  }, { passive: false, signal: gone });

  listen('keydown', (event) => {
    if (stage.tool !== 'point') return;
    const step = event.shiftKey ? 0.05 : 0.01;
    const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key] ?? [0, 0];
    if (dx || dy) {
      spot.x = Math.min(1, Math.max(0, spot.x + dx * step));
      spot.y = Math.min(1, Math.max(0, spot.y + dy * step));
      cross.style.left = `${100 * spot.x}%`;
      cross.style.top = `${100 * spot.y}%`;
    } else if (event.key === 'Enter') point(spot, event.altKey ? !add : add);
    else if (event.key === 'Backspace' || event.key === 'Delete') point(spot, false);
    else return;
    event.preventDefault();
  });
  cross.style.left = cross.style.top = '50%';
  stage.tools.append(cross);

  sense.append(choice(t('What a click does'), [[true, t('Add')], [false, t('Take away')]], add, (to) => {
    add = to;
    tell_how();
  }));
  use(null);
  gone.addEventListener('abort', () => {
    cross.remove();
    use(null);
  });
  return h('div.mend_tools', {}, tell,
    h('div.row', {}, choice(t('Tool'), [[null, t('Move the pattern')], ['point', t('Click')], ['brush', t('Brush')]], null, use), sense, size, zooms),
    h('div.row', {}, h('button', { type: 'button', on_click: find_again }, t('Find the garment again')), bar));
}

/// A piece of a stroke; points are in the unit square.
function paint(canvas, points, colour) {
  const context = canvas.getContext('2d');
  context.strokeStyle = colour;
  context.lineWidth = 2 * radius * canvas.width;
  context.lineCap = context.lineJoin = 'round';
  context.beginPath();
  points.forEach(({ x, y }, index) => context[index ? 'lineTo' : 'moveTo'](x * canvas.width, y * canvas.height));
  context.stroke();
}

/// The mask with the stroke painted in, as a PNG of the photo's size.
async function painted_mask(mask, points, more) {
  const canvas = h('canvas', { width: stage.photo.width, height: stage.photo.height });
  const context = canvas.getContext('2d');
  context.fillRect(0, 0, canvas.width, canvas.height);
  if (mask) {
    const image = new Image();
    image.src = (await item(mask)).files.mask;
    await image.decode();
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
  }
  paint(canvas, points.length > 1 ? points : [points[0], points[0]], more ? '#fff' : '#000');
  return new Promise((done) => canvas.toBlob(done, 'image/png'));
}
