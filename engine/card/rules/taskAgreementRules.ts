// One task throughout: what the card says, what its results measure, what the library does, what `config.json` builds.
import type { Diagnostic } from '../../domain/diagnostic.ts';
import { finding, replaceFix } from '../../domain/finding.ts';
import type { CardDocument } from '../cardDocument.ts';
import { type CardScalar, entryOf } from '../cardTree.ts';
import { type CardWorld, textBeside } from '../cardWorld.ts';
import { modelResults } from '../modelIndex.ts';
import { tasks } from '../vocabulary.ts';

export function taskAgreementRules(card: CardDocument, world: CardWorld): readonly Diagnostic[] {
  const node = entryOf(card.root, 'pipeline_tag')?.value;
  if (node?.kind !== 'scalar' || typeof node.value !== 'string' || !tasks.has(node.value)) return [];
  const task = node.value;
  const other = byArchitecture(task, world) ?? byLibrary(task, card) ?? byResults(task, card);
  return other === null ? [] : [contradiction(node, task, other)];
}

interface Other {
  readonly what: string;
  readonly task: string;
  readonly isSure: boolean;
}

const contradiction = (node: CardScalar, task: string, { what, task: other, isSure }: Other): Diagnostic =>
  finding('card-task-contradicts', node, { task, what, other }, isSure ? { fixes: [replaceFix(node, other)] } : {});

/** Tasks by the end of a class name of transformers; only those that are built for few. The first is the usual one. */
const heads: Readonly<Record<string, readonly string[]>> = {
  ForTokenClassification: ['token-classification'],
  ForQuestionAnswering: [
    'question-answering',
    'document-question-answering',
    'visual-question-answering',
    'table-question-answering',
  ],
  ForMaskedLM: ['fill-mask', 'feature-extraction', 'sentence-similarity', 'text-ranking'],
  ForSequenceClassification: [
    'text-classification',
    'zero-shot-classification',
    'text-ranking',
    'audio-classification',
    'sentence-similarity',
    'feature-extraction',
  ],
  ForImageClassification: ['image-classification', 'image-feature-extraction', 'zero-shot-image-classification'],
  ForAudioClassification: ['audio-classification', 'voice-activity-detection'],
  ForObjectDetection: ['object-detection', 'zero-shot-object-detection', 'image-segmentation'],
  ForCTC: ['automatic-speech-recognition'],
};

function byArchitecture(task: string, world: CardWorld): Other | null {
  const config = textBeside(world, 'config.json');
  const name = config === undefined ? undefined : /"architectures"\s*:\s*\[\s*"(\w+)"\s*\]/.exec(config)?.[1];
  const head = Object.keys(heads).find(end => name?.endsWith(end));
  const fitting = head === undefined ? undefined : heads[head];
  if (name === undefined || fitting === undefined || fitting.includes(task)) return null;
  return { what: `${name} in config.json`, task: fitting[0] ?? '', isSure: true };
}

/** Libraries that do one thing. */
const singleTask: Readonly<Record<string, string>> = {
  'stable-baselines3': 'reinforcement-learning',
  'sample-factory': 'reinforcement-learning',
  'ml-agents': 'reinforcement-learning',
};

function byLibrary(task: string, card: CardDocument): Other | null {
  const node = entryOf(card.root, 'library_name')?.value;
  const library = node?.kind === 'scalar' ? String(node.value) : '';
  const own = Object.hasOwn(singleTask, library) ? singleTask[library] : undefined;
  if (own === undefined || isSameKind(task, own)) return null;
  return { what: `the library ${library}`, task: own, isSure: true };
}

/** Results of another kind of data alone, such as tabular ones of a model of texts. */
function byResults(task: string, card: CardDocument): Other | null {
  const types = modelResults(card).flatMap(({ task: node }) => {
    const type = entryOf(node, 'type')?.value;
    return type?.kind === 'scalar' ? [String(type.value)] : [];
  });
  const [first] = types;
  const own = kindOf(task);
  const isOther = (type: string): boolean => {
    const kind = kindOf(type);
    return kind !== null && own !== null && kind !== own;
  };
  if (first === undefined || !types.every(isOther)) return null;
  return { what: 'every result of model-index', task: first, isSure: false };
}

const isSameKind = (a: string, b: string): boolean => a === b || (kindOf(a) ?? a) === (kindOf(b) ?? b);

/** Kinds of data of tasks that have one; those with several have none. */
function kindOf(task: string): string | null {
  for (const [kind, pattern] of kinds) if (pattern.test(task)) return kind;
  return null;
}
const kinds: readonly (readonly [string, RegExp])[] = [
  ['tabular', /^tabular-/],
  ['control', /^(?:reinforcement-learning|robotics)$/],
  ['audio', /^(?:automatic-speech-recognition|audio-(?:to-audio|classification)|voice-activity-detection)$/],
  [
    'image',
    /^(?:image-(?:classification|segmentation|feature-extraction|to-image)|object-detection|depth-estimation|mask-generation|keypoint-detection|unconditional-image-generation)$/,
  ],
  [
    'text',
    /^(?:text-classification|token-classification|question-answering|zero-shot-classification|translation|summarization|text-generation|fill-mask|sentence-similarity|text-ranking)$/,
  ],
];
