/// What arrangements are called on the page.

import { t } from './words.js';

const kNames = {
  tossed: t('Tossed'), 'tossed-one-way': t('One way'), 'tossed-two-way': t('Two ways'), 'tossed-four-way': t('Four ways'),
  ditsy: t('Ditsy'), chintz: t('Chintz'), bouquet: t('Bouquet'), 'half-drop': t('Half-drop'), brick: t('Brick'),
  ogee: t('Ogee'), damask: t('Damask'), stripe: t('Stripes'), border: t('Borders'),
  'trailing-vine': t('Trailing vine'), patchwork: t('Patchwork'),
};

export const arrangement_name = (name) => kNames[name] ?? name;
