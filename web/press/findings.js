/// What a mill finds in a print, as sentences: the studio gives codes and numbers.

import { number, t } from '../words.js';

const kSentences = {
  resolution_low: ({ dpi, width_cm, least_dpi, pixels }) =>
    t('The repeat has {dpi} dpi at {cm} cm; this mill asks for at least {least}: make it {pixels} pixels wide, or print it smaller.',
      { dpi: number(dpi, 0), cm: number(width_cm), least: number(least_dpi), pixels }),
  resolution_enough: ({ dpi, best_dpi, pixels }) =>
    t('{dpi} dpi will do; {best} is best: {pixels} pixels wide.', { dpi: number(dpi, 0), best: number(best_dpi), pixels }),
  resolution_best: ({ dpi, width_cm, height_cm }) =>
    t('{dpi} dpi at {width} × {height} cm.', { dpi: number(dpi, 0), width: number(width_cm), height: number(height_cm) }),
  inks_many: ({ inks, most_inks }) => t('{n} inks; this mill takes {most} at most: separate it into fewer.', { n: inks, most: most_inks }),
  inks_fit: ({ inks }) => t('{n} inks', { n: inks }),
  detail_thin: ({ mm, ink, finest_mm }) =>
    t('The finest detail is {mm} mm wide ({ink}); below {least} mm it may break or fill in: print it larger, or leave it out.',
      { mm: number(mm, 2), ink, least: number(finest_mm, 2) }),
  detail_fits: ({ mm, ink }) => t('The finest detail is {mm} mm wide ({ink}).', { mm: number(mm, 2), ink }),
  repeat_uneven: ({ height_cm, fits_cm }) =>
    t('A repeat {cm} cm high doesn’t go round a whole number of times; scaled to {fits} cm it does.',
      { cm: number(height_cm, 2), fits: number(fits_cm, 2) }),
  repeat_fits: ({ height_cm }) => t('A repeat of {cm} cm fits.', { cm: number(height_cm, 2) }),
  side_long: ({ pixels, most_pixels }) => t('A side of {pixels} pixels; this mill takes {most} at most.', { pixels, most: most_pixels }),
};

export const finding_sentence = ({ code, facts }) => kSentences[code](facts);
