// Reads a Markdown file as a model card: its front matter as a tree, its text, and whether it is a model card at all.
import type { TextRange } from '../domain/diagnostic.ts';
import { nearestName } from '../domain/nearestName.ts';
import { type CardMap, type CardNode, type CardTrouble, parseCardTree } from './cardTree.ts';
import { type FrontMatter, findFrontMatter, findLateFrontMatter, wholeFile } from './frontMatter.ts';
import { cardKeys } from './vocabulary.ts';

/** A Markdown file once read. When `isOurs` is false no rule speaks. */
export interface CardDocument {
  readonly text: string;
  readonly isOurs: boolean;
  readonly front: FrontMatter | null;
  /** What the front matter holds; null when it is empty, absent or unreadable. */
  readonly root: CardNode | null;
  readonly syntax: readonly CardTrouble[];
  /** The text after the front matter. */
  readonly body: TextRange;
}

/**
 * Reads `text`; never throws. `name` is the file's name or path: `MODEL_CARD.md` and `*.card.md` are always model cards,
 * any other Markdown file only when its front matter has keys of one; `modelcard.yaml` is front matter and nothing else.
 */
export function parseCard(text: string, name = 'README.md'): CardDocument {
  const isNamed = /(^|\/)(MODEL_CARD\.md|[^/]*\.card\.md)$/i.test(name);
  if (/(^|\/)modelcard\.ya?ml$/i.test(name)) return read(text, wholeFile(text), true);
  const front = findFrontMatter(text);
  if (front !== null) return read(text, front, isNamed);
  const late = findLateFrontMatter(text);
  if (late !== null) {
    const document = read(text, late, false);
    if (document.isOurs && hasOwnKey(document.root)) return { ...document, body: { start: 0, end: text.length } };
  }
  return { text, isOurs: isNamed, front: null, root: null, syntax: [], body: { start: 0, end: text.length } };
}

function read(text: string, front: FrontMatter, isNamed: boolean): CardDocument {
  const { root, errors } = parseCardTree(text.slice(front.yaml.start, front.yaml.end), front.yaml.start);
  const body = { start: front.whole.end, end: text.length };
  return { text, isOurs: isNamed || looksLikeCard(root), front, root, syntax: errors, body };
}

/** Keys that nothing but a model card has; the others also stand in data set cards, blogs and documentation. */
const shared = new Set([
  'language',
  'license',
  'tags',
  'datasets',
  'metrics',
  'inference',
  'thumbnail',
  'widget',
  'buckets',
]);
const ownKeys = new Set(cardKeys.filter(key => !shared.has(key) && !key.startsWith('extra_gated')));
const isOwnKey = (key: string): boolean =>
  ownKeys.has(key) || /^(model_index|pipeline-tag|base-model|library-name|basemodel)$/i.test(key);
/** Keys of data set cards, Spaces and web pages. */
const foreign = new Set(
  (
    'task_categories task_ids dataset_info configs size_categories pretty_name annotations_creators source_datasets language_creators ' +
    'multilinguality sdk sdk_version app_file colorFrom colorTo emoji title layout permalink slug sidebar_position sidebar_label nav_order ' +
    'parent date draft description author authors categories name summary weight url'
  ).split(' '),
);

function hasOwnKey(root: CardNode | null): boolean {
  return root?.kind === 'map' && root.entries.some(entry => isOwnKey(entry.key));
}

/** Keys of its own make a model card; shared ones only when no key speaks for another kind of file. */
function looksLikeCard(root: CardNode | null): boolean {
  if (root?.kind !== 'map') return false;
  const isDatasetOrSpace = root.entries.some(({ key }) =>
    /^(task_categories|dataset_info|size_categories|sdk|app_file)$/.test(key),
  );
  if (isDatasetOrSpace) return false;
  return hasOwnKey(root) || (hasSharedKey(root) && !root.entries.some(entry => foreign.has(entry.key)));
}

const hasSharedKey = (root: CardMap): boolean =>
  root.entries.some(({ key }) => shared.has(key) || shared.has(nearestName(key, cardKeys) ?? ''));
