/// A module of a screen that is read late imports this first: it then finds its sentences in the reader's language.

import { read_late_words } from '../words.js';

await read_late_words();
