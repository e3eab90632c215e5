// The parts of a pipeline file, read on their own: one stage, and the frame around all of them.
import type { Diagnostic } from '../domain/diagnostic.ts';
import { finding } from '../domain/finding.ts';
import { type SchemaError, validateFrame, validateStage } from './generated/validators.js';
import { type FrameMentions, frameMentions, stageMentions } from './mentions.ts';
import type { StageSyntax } from './pipelineDocument.ts';
import { choiceFindings } from './rules/choiceRules.ts';
import { expressionFindings, misplacedFindings } from './rules/expressionRules.ts';
import { unlistedParams } from './rules/paramRules.ts';
import { secretFindings } from './rules/secretRules.ts';
import { schemaFindings, type Validated } from './schemaFindings.ts';
import { readYaml } from './syntax/readYaml.ts';
import { isAlone, soleEntry } from './syntax/soleEntry.ts';
import { aliasBudget, toData, type YamlData } from './syntax/toData.ts';
import {
  childOf,
  entriesOf,
  entryOf,
  follow,
  textOf,
  type YamlEntry,
  type YamlMap,
  type YamlNode,
  type YamlScalar,
  type YamlText,
} from './syntax/yamlTree.ts';
import { duplicateFindings, oldReadingFindings, troubleFindings, unknownAliasFindings } from './syntaxFindings.ts';

/** Offsets count from the start of `text`. */
export interface StagePart {
  readonly text: string;
  /** Null when not even a name can be read. */
  readonly stage: StageContent | null;
  /** Syntax and schema. */
  readonly diagnostics: readonly Diagnostic[];
  readonly isBroken: boolean;
  /** It is no stage by itself: the file has to be read as a whole. */
  readonly isForeign: boolean;
}
/** A stage wherever it lies. */
export interface StageContent extends Omit<StageSyntax, 'base'> {
  /** Of rules that need to know nothing but the stage. */
  readonly findings: readonly Diagnostic[];
}
export interface FramePart {
  readonly text: string;
  readonly root: YamlNode | null;
  readonly mentions: FrameMentions;
  readonly diagnostics: readonly Diagnostic[];
  readonly findings: readonly Diagnostic[];
  readonly isBroken: boolean;
  /** The stages were taken out of its text. */
  readonly isCut: boolean;
  /** Offset of the key `stages` when nothing is left behind it; -1 otherwise. */
  readonly stagesAt: number;
}

/** The text of one stage, its name included. */
export function readStagePart(text: string): StagePart {
  const yaml = readYaml(text);
  const entry = soleEntry(yaml);
  if (yaml.troubles.length > 0) return brokenStage(text, entry, yaml);
  return entry === null ? foreignPart(text) : { ...stagePart(text, entry), isForeign: !isAlone(text, entry, yaml) };
}

const foreignPart = (text: string): StagePart => ({
  text,
  stage: null,
  diagnostics: [],
  isBroken: false,
  isForeign: true,
});

/** Only the trouble is shown: what else could be said of half-read text would be noise. */
function brokenStage(text: string, entry: YamlEntry | null, yaml: YamlText): StagePart {
  const diagnostics = troubleFindings(text, yaml.troubles);
  const found = entry ?? guessEntry(text);
  const stage = found && { name: found.key.raw, ...found, mentions: stageMentions(found.value, text), findings: [] };
  return { text, stage, diagnostics, isBroken: true, isForeign: false };
}

function guessEntry(text: string): YamlEntry | null {
  const match = /^(\s*)([\w-]+)[ \t]*:/.exec(text);
  if (match === null) return null;
  const [whole, indent = '', name = ''] = match;
  const end = indent.length + name.length;
  return {
    key: { kind: 'scalar', start: indent.length, end, value: name, raw: name, style: 'plain' },
    value: { kind: 'scalar', start: whole.length, end: whole.length, value: null, raw: '', style: 'plain' },
  };
}

function stagePart(text: string, { key, value }: YamlEntry): StagePart {
  const mentions = stageMentions(value, text);
  const data = toData(value);
  const diagnostics = [
    ...nameFindings([key]),
    ...duplicateFindings(value),
    ...oldReadingFindings(childOf(value, 'env')),
    ...dataFindings(data, validateStage, { node: value, path: ['stages', key.raw], key, text }),
  ];
  const isSound = diagnostics.every(item => item.severity !== 'error');
  const findings = [
    ...expressionFindings(mentions, value, text),
    ...secretFindings(value, text),
    ...(isSound ? unlistedParams(mentions, value, text) : []),
  ];
  return {
    text,
    stage: { name: key.raw, key, value, mentions, findings },
    diagnostics,
    isBroken: false,
    isForeign: false,
  };
}

type Validate = ((data: unknown) => boolean) & { readonly errors?: readonly SchemaError[] | null };

function dataFindings(data: YamlData | undefined, validate: Validate, validated: Validated): readonly Diagnostic[] {
  if (data === undefined)
    return [finding('yaml-aliases', validated.key ?? { start: 0, end: 1 }, { limit: aliasBudget })];
  return validate(data) ? [] : schemaFindings(validate.errors ?? [], validated);
}

const isName = (text: string): boolean => /^[A-Za-z0-9][\w-]*$/.test(text);
const nameFindings = (keys: readonly YamlScalar[]): readonly Diagnostic[] =>
  keys.filter(key => !isName(key.raw)).map(key => finding('bad-name', key, { name: key.raw }));

/** Everything but the stages. `isCut`: their text was taken out, and `stages:` has nothing behind it. */
export function readFrame(text: string, isCut: boolean): FramePart {
  return framePart(text, readYaml(text), isCut);
}

function framePart(text: string, yaml: YamlText, isCut: boolean): FramePart {
  const root = mainRoot(yaml);
  const entry = entryOf(root, 'stages');
  const mentions = frameMentions(root);
  const stagesAt = entry?.value.kind === 'scalar' && entry.value.value === null ? entry.key.start : -1;
  const base = { text, root, mentions, isCut, stagesAt };
  if (yaml.troubles.length > 0)
    return { ...base, diagnostics: troubleFindings(text, yaml.troubles), findings: [], isBroken: true };
  if (root === null) return { ...base, diagnostics: [], findings: [], isBroken: text.trim() !== '' };
  const bare = withoutStages(root);
  const data = toData(isCut ? bare : root);
  if (isCut && isRecord(data)) data.stages = { stage: {} };
  const diagnostics = [
    ...documentFindings(yaml, root, text),
    ...unknownAliasFindings(yaml.unknownAliases),
    ...duplicateFindings(bare),
    ...nameFindings([
      ...['datasets', 'environments', 'gates', 'deploy'].flatMap(key => keysOf(childOf(bare, key))),
      ...keysOf(childOf(childOf(bare, 'monitor'), 'signals')),
    ]),
    ...oldReadingFindings(childOf(childOf(bare, 'params'), 'values')),
    ...choiceFindings(bare),
    ...dataFindings(data, validateFrame, { node: root, path: [], key: null, text }),
  ];
  return {
    ...base,
    diagnostics,
    findings: [...misplacedFindings(bare), ...secretFindings(bare, text)],
    isBroken: yaml.unknownAliases.length > 0,
  };
}

const isRecord = (data: YamlData | undefined): data is { [key: string]: YamlData } =>
  typeof data === 'object' && data !== null && !Array.isArray(data);

/** The first document that has our marker, else the first. */
function mainRoot({ documents }: YamlText): YamlMap | null {
  const maps = documents.flatMap(({ root }) => (root?.kind === 'map' ? [root] : []));
  return maps.find(map => textOf(childOf(map, 'apiVersion'))?.startsWith('trainyard/')) ?? maps[0] ?? null;
}

function documentFindings({ documents }: YamlText, main: YamlMap, text: string): readonly Diagnostic[] {
  const other = documents.find(({ root }) => root !== null && root !== main && !isNothing(root));
  if (other === undefined) return [];
  const mark = text.lastIndexOf('---', other.start);
  return [
    finding('yaml-documents', mark < 0 ? { start: other.start, end: other.start + 1 } : { start: mark, end: mark + 3 }),
  ];
}

const isNothing = (node: YamlNode): boolean => node.kind === 'scalar' && node.start === node.end && node.value === null;

function withoutStages(root: YamlMap): YamlMap {
  return {
    ...root,
    entries: root.entries.map(entry =>
      entry.key.raw === 'stages'
        ? {
            key: entry.key,
            value: {
              kind: 'scalar',
              start: entry.value.start,
              end: entry.value.start,
              value: null,
              raw: '',
              style: 'plain',
            },
          }
        : entry,
    ),
  };
}

function keysOf(node: YamlNode | undefined): readonly YamlScalar[] {
  const map = follow(node);
  return map?.kind === 'map' && map === node
    ? map.entries.filter(entry => entry.key.raw !== '<<').map(entry => entry.key)
    : [];
}

/** Frame and stages of a file that was read as a whole. */
export function splitWhole(
  text: string,
  yaml: YamlText,
): { readonly frame: FramePart; readonly stages: readonly StagePart[] } {
  const frame = framePart(text, yaml, false);
  const map = follow(childOf(frame.root, 'stages'));
  const entries = map?.kind === 'map' ? entriesOf(map) : [];
  const hasTroubles = yaml.troubles.length > 0;
  const stages = entries.map(entry => {
    const part = stagePart(text, entry);
    return hasTroubles
      ? { ...part, stage: part.stage && { ...part.stage, findings: [] }, diagnostics: [], isBroken: true }
      : part;
  });
  return { frame, stages };
}
