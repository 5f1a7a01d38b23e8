/// Previews that keep up with a moving hand: at most two on their way, only the newest wish waits, an answer that is
/// older than what is shown is dropped, and where the machine is slow they are narrower than the screen.

import { post_for_blob } from './server.js';

const dressed = async (look) => createImageBitmap(await post_for_blob('/preview', look));

export class PreviewStream {
  #sent = 0;
  #shown = 0;
  #on_the_way = 0;
  #waiting = null;
  #on_picture;
  #on_error;
  #make;

  /// `on_picture(bitmap, look, milliseconds)` for each picture in order, where so much time passes from one picture to
  /// the next when they are asked for without a pause; `on_error(error)` when the newest wish failed. `make(look)`
  /// promises it, when it is something else than a dressed garment.
  constructor(on_picture, on_error, make = dressed) {
    this.#make = make;
    this.#on_picture = on_picture;
    this.#on_error = on_error;
  }

  /// Wishes for a picture of `look`; replaces a wish that still waits.
  ask(look) {
    this.#waiting = look;
    this.#send();
  }

  /// Answers to everything asked so far are dropped.
  forget() {
    this.#waiting = null;
    this.#shown = this.#sent;
  }

  async #send() {
    if (!this.#waiting || this.#on_the_way >= 2) return;
    const look = this.#waiting, number = ++this.#sent, start = performance.now();
    this.#waiting = null;
    ++this.#on_the_way;
    try {
      const bitmap = await this.#make(look);
      if (number > this.#shown) {
        this.#shown = number;
        this.#on_picture(bitmap, look, (performance.now() - start) / this.#on_the_way);
      }
      bitmap.close?.();
    } catch (error) {
      if (number > this.#shown && number === this.#sent && !this.#waiting) {
        this.#shown = number;  // an older answer that comes later says nothing of what is wished now
        this.#on_error(error);
      }
    }
    --this.#on_the_way;
    this.#send();
  }
}

const kNarrowest = 320, kWidest = 960, kStep = 160;
const kSlow = 105, kQuick = 40;  // milliseconds from one picture to the next
const kFirst = 2;                // pictures of a new width, for which the studio reads the garment anew: not counted

/// How wide a preview may be while a hand moves, so that it sees about ten a second.
export class DraftWidth {
  #most = kWidest;
  #times = [];
  #now = kWidest;

  /// For a picture that is `screen` pixels wide.
  width(screen) {
    this.#now = Math.min(this.#most, screen);
    return this.#now;
  }

  /// One more has arrived.
  took(milliseconds) {
    this.#times.push(milliseconds);
    if (this.#times.length >= kFirst + 3 && this.#mean() > kSlow) this.#change(-kStep);
  }

  /// The hand has let go: the next time there may be more.
  rest() {
    const quick = this.#times.length >= kFirst + 3 && this.#mean() < kQuick;
    this.#change(quick ? kStep : 0);
  }

  #mean() {
    return this.#times.slice(-3).reduce((sum, one) => sum + one / 3, 0);
  }

  #change(by) {
    if (by) this.#most = Math.min(kWidest, Math.max(kNarrowest, this.#now + by));
    this.#times = [];
  }
}
