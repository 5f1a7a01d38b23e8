/// Previews that keep up with a moving hand: at most two on their way, only the newest wish waits, and an answer that
/// is older than what is shown is dropped.

import { post_for_blob } from './server.js';

export class PreviewStream {
  #sent = 0;
  #shown = 0;
  #on_the_way = 0;
  #waiting = null;
  #on_picture;
  #on_error;

  /// `on_picture(bitmap, look)` for each picture in order; `on_error(error)` when the newest wish failed.
  constructor(on_picture, on_error) {
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
    const look = this.#waiting, number = ++this.#sent;
    this.#waiting = null;
    ++this.#on_the_way;
    try {
      const bitmap = await createImageBitmap(await post_for_blob('/preview', look));
      if (number > this.#shown) {
        this.#shown = number;
        this.#on_picture(bitmap, look);
      }
      bitmap.close();
    } catch (error) {
      if (number > this.#shown && number === this.#sent && !this.#waiting) this.#on_error(error);
    }
    --this.#on_the_way;
    this.#send();
  }
}
