/// What arrangements are called on the page.

const kNames = {
  tossed: 'Tossed', 'tossed-one-way': 'One way', 'tossed-two-way': 'Two ways', 'tossed-four-way': 'Four ways',
  ditsy: 'Ditsy', chintz: 'Chintz', bouquet: 'Bouquet', 'half-drop': 'Half-drop', brick: 'Brick',
  ogee: 'Ogee', damask: 'Damask', stripe: 'Stripes', border: 'Borders',
  'trailing-vine': 'Trailing vine', patchwork: 'Patchwork',
};

export const arrangement_name = (name) => kNames[name] ?? name;
