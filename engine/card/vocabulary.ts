// Words the Hub knows: keys, licences, tasks and languages, with the names people write instead of them.
import { cardSchema } from '../domain/generated/cardSchema.ts';
import { editDistance, nearestName } from '../domain/nearestName.ts';

const enumOf = (name: string): readonly string[] => (cardSchema.$defs?.[name]?.enum ?? []).map(String);

export const cardKeys: readonly string[] = Object.keys(cardSchema.properties ?? {});
export const licenses: ReadonlySet<string> = new Set(enumOf('license'));
export const tasks: ReadonlySet<string> = new Set(enumOf('task'));
/** Libraries that the Hub shows code for, and those whose formats cards often name (huggingface.js, packages/tasks). */
export const libraries: ReadonlySet<string> = new Set(
  (cardSchema.properties?.library_name?.examples ?? []).map(String),
);
export const relations: ReadonlySet<string> = new Set(
  (cardSchema.properties?.base_model_relation?.enum ?? []).map(String),
);

/** Tasks the Hub gave up, with what took their place (huggingface.js, packages/tasks). */
export const retiredTasks: Readonly<Record<string, string>> = {
  'text2text-generation': 'text-generation',
  conversational: 'text-generation',
  'structured-data-classification': 'tabular-classification',
  'speech-segmentation': 'voice-activity-detection',
  'sentence-embeddings': 'sentence-similarity',
};

/** ISO 639-1, two letters. */
export const languages: ReadonlySet<string> = new Set(
  (
    'aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi ' +
    'fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ' +
    'ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ' +
    'ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh ' +
    'yi yo za zh zu'
  ).split(' '),
);

/** Codes that ISO 639-1 gave up, which tokenizers and cards of well-known models still have. */
const retiredLanguages: ReadonlySet<string> = new Set(['iw', 'in', 'ji', 'jw']);

/** ISO 639-1, any three letters (639-2 and 639-3 have almost 8,000), and the two words the Hub adds. */
export const isLanguage = (code: string): boolean =>
  languages.has(code) ||
  retiredLanguages.has(code) ||
  /^[a-z]{3}$/.test(code) ||
  code === 'code' ||
  code === 'multilingual';

/** English name of a language code. */
export const languageName = (code: string): string => languageNames().of(code) ?? code;
let displayNames: Intl.DisplayNames | null = null;
const languageNames = (): Intl.DisplayNames => {
  displayNames ??= new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });
  return displayNames;
};

/** The codes that were meant: `sv-SE` → sv, `English` → en, `en, fr` → en and fr; null when unknown. */
export function intendedLanguages(text: string): readonly string[] | null {
  const parts = text.split(/\s*[,;/]\s*/).filter(part => part !== '');
  const codes = parts.map(intendedLanguage);
  return codes.length > 0 && codes.every(code => code !== null) ? codes : null;
}

/** `en-de` as both its languages, where the second is not written as a region. */
export function languagePair(text: string): readonly string[] | null {
  const [, from = '', to = ''] = /^([a-z]{2,3})[-_]([a-z]{2,3})$/.exec(text.trim()) ?? [];
  return from !== to && isLanguage(from) && languages.has(to) ? [from, to] : null;
}

/** Codes of countries, and of none, that are taken for those of their languages; only ones that are no code themselves. */
const languageWords: Readonly<Record<string, string>> = {
  jp: 'ja',
  cn: 'zh',
  kr: 'ko',
  vn: 'vi',
  gr: 'el',
  dk: 'da',
  cz: 'cs',
  ua: 'uk',
  kz: 'kk',
  ir: 'fa',
  bengali: 'bn',
  tagalog: 'tl',
  farsi: 'fa',
  mandarin: 'zh',
};

function intendedLanguage(text: string): string | null {
  const lower = text.trim().toLowerCase();
  if (Object.hasOwn(languageWords, lower)) return languageWords[lower] ?? null;
  if (isLanguage(lower) && !/^[a-z]{3}$/.test(lower)) return lower;
  if (/^multi-?\s?lingual$/.test(lower)) return 'multilingual';
  const region = /^([a-z]{2,3})[-_][a-z0-9]{2,8}$/.exec(lower)?.[1];
  if (region !== undefined && isLanguage(region)) return region;
  for (const code of languages) if (languageNames().of(code)?.toLowerCase() === lower) return code;
  return /^[a-z]{3}$/.test(lower) ? lower : null;
}

const licenseWords: Readonly<Record<string, string>> = {
  apache: 'apache-2.0',
  asl: 'apache-2.0',
  cc0: 'cc0-1.0',
  ccby: 'cc-by-4.0',
  ccbysa: 'cc-by-sa-4.0',
  ccbync: 'cc-by-nc-4.0',
  ccbyncsa: 'cc-by-nc-sa-4.0',
  bsd3: 'bsd-3-clause',
  newbsd: 'bsd-3-clause',
  bsd2: 'bsd-2-clause',
  simplifiedbsd: 'bsd-2-clause',
  boost: 'bsl-1.0',
  cco: 'cc0-1.0',
  creativecommonsattribution: 'cc-by-4.0',
  gnugpl3: 'gpl-3.0',
  gnuagpl3: 'agpl-3.0',
  agpl: 'agpl-3.0',
  mozilla: 'mpl-2.0',
  mpl: 'mpl-2.0',
  gpl3only: 'gpl-3.0',
  gpl3orlater: 'gpl-3.0',
  gpl2only: 'gpl-2.0',
  gpl2orlater: 'gpl-2.0',
  agpl3only: 'agpl-3.0',
  agpl3orlater: 'agpl-3.0',
  lgpl3only: 'lgpl-3.0',
  lgpl3orlater: 'lgpl-3.0',
  na: 'unknown',
  none: 'unknown',
};

/** The id that a licence written otherwise means (`MIT`, `Apache 2.0`, `GPLv3`, `CC-BY-4`), or null. */
export function intendedLicense(text: string): string | null {
  const wanted = plainLicense(text);
  for (const id of licenses) if (plainLicense(id) === wanted) return id;
  return licenseWords[wanted] ?? (wanted.length >= 5 ? nearestLicense(text) : null);
}

const plainLicense = (text: string): string =>
  text
    .toLowerCase()
    .replace(/\b(the|licen[cs]e|version|public|international|deed)\b/g, '')
    .replace(/[^a-z0-9.+]/g, '')
    .replace(/v(?=\d)/g, '')
    .replace(/\.0$/, '')
    .replace(/\.0(?=[a-z])/g, '');

/** One letter off, digits equal: `apach-2.0`, but never `gpl-3.0` for `gpl-2.0`. */
function nearestLicense(text: string): string | null {
  const digits = (id: string): string => id.replace(/\D/g, '');
  const near = [...licenses].filter(id => digits(id) === digits(text) && editDistance(id, text.toLowerCase(), 2) < 2);
  return near.length === 1 ? (near[0] ?? null) : null;
}

const libraryWords: Readonly<Record<string, string>> = {
  scikitlearn: 'sklearn',
  huggingface: 'transformers',
  huggingfacetransformers: 'transformers',
  hftransformers: 'transformers',
  torch: 'pytorch',
  sb3: 'stable-baselines3',
  sentencetransformer: 'sentence-transformers',
};

/** The id that a library written otherwise means (`scikit-learn`, `Keras`, `sentence_transformers`), or null. */
export function intendedLibrary(text: string): string | null {
  const wanted = plainLibrary(text);
  for (const id of libraries) if (plainLibrary(id) === wanted) return id;
  return libraryWords[wanted] ?? null;
}
const plainLibrary = (text: string): string => text.toLowerCase().replace(/[\s_.-]+/g, '');

/** A task that a misspelt one means. */
export const intendedTask = (text: string): string | null => {
  const hyphened = text
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-');
  return tasks.has(hyphened) ? hyphened : nearestName(text, tasks);
};
