/// What the inks of a layout are called, by what they play in it.

import './words.js';
import { t } from '../words.js';

export const kInkRoles = { ground: t('Ground'), main: t('Petals'), shade: t('Petals, shade'), light: t('Petals, light'), accent: t('Accent'),
  'accent-shade': t('Accent, shade'), centre: t('Centres'), leaf: t('Leaves'), 'leaf-shade': t('Leaves, shade'), stem: t('Stems'),
  line: t('Lines') };
