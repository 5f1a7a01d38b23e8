/// What a mill finds in a print, as sentences: the studio gives codes and numbers.

import { in_unit, length_text, to_cm } from '../sizes.js';
import { number, t } from '../words.js';

/// A length that is not to be exceeded, in tenths.
const at_most = (cm) => length_text(to_cm(Math.floor(10 * in_unit(cm)) / 10));

/// What can be done for more dpi: what is drawn anew is drawn as finely as it can be, of all else there may be another
/// file.
const way_out = (anew, has_pixels, most_cm, pixels) => anew
  ? t('{pixels} pixels are the most it is drawn in: make the repeat {width} wide at most.', { pixels: has_pixels, width: at_most(most_cm) })
  : t('Make the repeat {width} wide at most, or bring a file that is {pixels} pixels wide.', { width: at_most(most_cm), pixels });

const kSentences = {
  resolution_low: ({ dpi, width_cm, least_dpi, most_cm, pixels, has_pixels, anew }) =>
    t('The repeat has {dpi} dpi at {width}; this mill asks for at least {least}.',
      { dpi: number(dpi, 0), width: length_text(width_cm), least: number(least_dpi) }) + ' ' + way_out(anew, has_pixels, most_cm, pixels),
  resolution_enough: ({ dpi, best_dpi, most_cm, pixels, has_pixels, anew }) =>
    t('{dpi} dpi will do; {best} is best.', { dpi: number(dpi, 0), best: number(best_dpi) }) + ' ' + way_out(anew, has_pixels, most_cm, pixels),
  resolution_best: ({ dpi, width_cm, height_cm }) =>
    t('{dpi} dpi at {width} × {height}.', { dpi: number(dpi, 0), width: number(in_unit(width_cm)), height: length_text(height_cm) }),
  inks_many: ({ inks, most_inks }) => t('{n} inks; this mill takes {most} at most: separate it into fewer.', { n: inks, most: most_inks }),
  inks_fit: ({ inks }) => t('{n} inks', { n: inks }),
  detail_thin: ({ mm, ink, finest_mm }) =>
    t('The finest detail is {mm} mm wide ({ink}); below {least} mm it may break or fill in: print it larger, or leave it out.',
      { mm: number(mm, 2), ink, least: number(finest_mm, 2) }),
  detail_fits: ({ mm, ink }) => t('The finest detail is {mm} mm wide ({ink}).', { mm: number(mm, 2), ink }),
  repeat_uneven: ({ height_cm, fits_cm }) =>
    t('A repeat {height} high doesn’t go round a whole number of times; scaled to {fits} it does.',
      { height: length_text(height_cm, 2), fits: length_text(fits_cm, 2) }),
  repeat_fits: ({ height_cm }) => t('A repeat of {height} fits.', { height: length_text(height_cm, 2) }),
  side_long: ({ pixels, most_pixels }) => t('A side of {pixels} pixels; this mill takes {most} at most.', { pixels, most: most_pixels }),
};

export const finding_sentence = ({ code, facts }) => kSentences[code](facts);
