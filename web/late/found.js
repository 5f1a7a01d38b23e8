/// Boxes around the garments that were found in a photo, each with its name, to choose one by.

import { h } from '../dom.js';
import { garment_word } from '../garment.js';
import { stage } from '../stage.js';
import { state } from '../state.js';

const kNameHeight = 28;  // CSS pixels
const kBetween = 4;      // and between two names
const kFew = 4;          // names on the picture; of more each shows when it is pointed at

/// Names on the picture that would cover each other move apart, and those that would leave it into it.
function set_apart() {
  const { clientWidth: right, clientHeight: bottom } = stage.view, lying = [];
  for (const name of stage.tools.querySelectorAll('.found span')) {
    const { parentElement: frame, offsetWidth: width, offsetHeight: height } = name;  // as it lies without being moved
    const x = frame.offsetLeft + frame.clientLeft + name.offsetLeft, y = frame.offsetTop + frame.clientTop + name.offsetTop;
    const left = Math.min(x, right - width - kBetween);
    const free = (next) => {
      let top = Math.min(y, bottom - height - kBetween), other = null;
      const covers = (one) => left < one.right && one.left < left + width && top < one.bottom && one.top < top + height;
      while ((other = lying.find(covers))) top = next(other);
      return top;
    };
    const below = free((other) => other.bottom + kBetween);
    const top = below + height < bottom ? below : free((other) => other.top - kBetween - height);
    name.style.translate = `${left - x}px ${top - y}px`;
    lying.push(new DOMRect(left, top, width, height));
  }
}

new ResizeObserver(set_apart).observe(stage.view);

/// Shows `boxes` ([{garment, box}] in pixels of the photo on the stage) instead of those before; `choose(garment)` takes
/// one in hand.
export function show_found(boxes, choose) {
  stage.tools.querySelectorAll('.found').forEach((one) => one.remove());
  stage.tools.classList.toggle('many', boxes.length > kFew);
  const { width, height } = stage.photo;
  for (const { garment, box } of boxes) {
    const button = h('button.found', { type: 'button', aria: { pressed: state().group === garment }, on_click: () => choose(garment) },
      h('span', {}, garment_word(garment)));
    Object.assign(button.style, { left: `${100 * box.x / width}%`, top: `${100 * box.y / height}%`,
      width: `${100 * box.width / width}%`, height: `${100 * box.height / height}%` });
    // the name of the one in hand stands above it, below it, or on it where it is as high as the photo
    const room = (pixels) => pixels / height * stage.view.clientHeight > kNameHeight;
    if (!room(box.y)) button.classList.add(room(height - box.y - box.height) ? 'below' : 'inside');
    stage.tools.append(button);
  }
  set_apart();
}
