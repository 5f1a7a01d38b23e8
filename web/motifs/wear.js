/// The garment beside the table wears the print as it is being worked on.

import { complain } from '../dom.js';
import { post_for_blob } from '../server.js';
import { dressing, redress, show_dressed, stage } from '../stage.js';

/// `wear(sketch, moving)` puts a print on the garment ({document, of} as the studio takes it; null: the pattern as it was
/// kept). While a hand moves, the garment follows at leisure: one picture at a time and then a pause as long as it took,
/// so that the table goes first. `left` ends it.
export function worn_by_garment(left) {
  let turn = 0, following = false, fresh = false;

  const follow = async () => {
    if (following) return;
    following = true;
    while (fresh && !left.aborted) {
      fresh = false;
      const mine = turn, wish = dressing(true), start = performance.now();
      if (!wish) break;
      try {
        const picture = await createImageBitmap(await post_for_blob('/preview', wish));
        if (mine === turn) show_dressed(picture, wish);
        picture.close();
      } catch (error) {
        if (mine === turn) complain(error);
        break;
      }
      await new Promise((go) => setTimeout(go, performance.now() - start));
    }
    following = false;
  };

  left.addEventListener('abort', () => {
    const worn = stage.sketch;
    stage.sketch = null;
    ++turn;
    if (worn) redress();
  });

  return (sketch, moving) => {
    const before = stage.sketch;
    stage.sketch = sketch;
    fresh = moving;
    if (!stage.view.clientWidth) return;  // on a phone the table has the place of the garment
    if (moving) return follow();
    ++turn;
    if (sketch || before) redress();
  };
}
