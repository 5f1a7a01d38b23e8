/// The page's sentences in the language of whoever reads them. The English sentence is the key; words.de.js and its
/// like give the others, and what they lack stays English.

export const kLanguages = { en: 'English', de: 'Deutsch', fr: 'Français', es: 'Español', it: 'Italiano' };

function chosen_before() {
  try {
    return localStorage.getItem('toile.language');
  } catch {
    return null;
  }
}

const wished = [chosen_before(), ...navigator.languages.map((one) => one.slice(0, 2))];
export const language = wished.find((one) => Object.hasOwn(kLanguages, one ?? '')) ?? 'en';

async function words_of(folder) {
  if (language === 'en') return {};
  try {
    return (await import(`./${folder}words.${language}.js`)).default;
  } catch {
    return {};
  }
}
const words = { ...await words_of('') };

/// The sentences of the screens that are read when they are first shown: late/words.de.js and its like.
export const read_late_words = async () => { Object.assign(words, await words_of('late/')); };

/// The sentence, its {names} filled in.
export const t = (sentence, values = {}) =>
  (words[sentence] ?? sentence).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

/// A number as it is written there, with at most `digits` behind the point.
export const number = (value, digits = 1) => value.toLocaleString(language, { maximumFractionDigits: digits });

/// Takes another language: the page is read anew, and nothing of the work is lost.
export function choose_language(code) {
  try {
    localStorage.setItem('toile.language', code);
  } catch {
    return;  // without a memory the browser's own language stays
  }
  location.reload();
}
