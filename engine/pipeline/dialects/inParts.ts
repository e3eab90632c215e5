// Reads a foreign file in parts, as pipelines are: an edit parses and checks one entry of its large mapping again, not the file.
import type { Diagnostic } from '../../domain/diagnostic.ts';
import type { JsonSchema } from '../../domain/jsonSchema.ts';
import { moveFinding } from '../pipelineDocument.ts';
import { detach, type LastText, partsOf } from '../syntax/changedParts.ts';
import { changeBetween, cutChanged, cutStages, frameTextOf, type StageCut } from '../syntax/cutStages.ts';
import { isAlone, soleEntry } from '../syntax/soleEntry.ts';
import { toData } from '../syntax/toData.ts';
import { graftEntries, moveEntry, moveMap, type YamlEntry, type YamlMap } from '../syntax/yamlTree.ts';
import { duplicateFindings, duplicateKey, troubleFindings } from '../syntaxFindings.ts';
import { checkEntryShape, checkShape, shapeOptions } from './checkShape.ts';
import type { Dialect, DialectPart } from './dialect.ts';
import { readLoosely } from './looseYaml.ts';

/** The one key of which the entries are read in parts. */
const below = 'stages';

/** What is kept of a file from one reading to the next; the answer is the same without. */
export interface KeptFile {
  last: LastFile | null;
  frame: FramePart | null;
}
interface LastFile extends LastText<EntryPart> {
  readonly text: string;
  readonly cut: StageCut;
}
export const keepFile = (): KeptFile => ({ last: null, frame: null });

/** Offsets count from the start of `text`. */
interface EntryPart {
  readonly text: string;
  /** Null when the part says nothing that can be read as one entry. */
  readonly entry: YamlEntry | null;
  /** Of syntax where it is broken, else of its shape. */
  readonly findings: readonly Diagnostic[];
  readonly isBroken: boolean;
  /** It is no entry by itself: the file has to be read as a whole. */
  readonly isForeign: boolean;
}
interface FramePart {
  readonly text: string;
  readonly root: YamlMap;
  readonly findings: readonly Diagnostic[];
  readonly schema: JsonSchema | null;
}

export interface FileInParts {
  /** Everything but the entries, and an empty mapping in their place; offsets are those of the text. */
  readonly frame: YamlMap;
  readonly schema: JsonSchema | null;
  readonly parts: readonly DialectPart[];
  /** Of syntax alone where some of it is broken, else what any server with the schema would say. */
  readonly findings: readonly Diagnostic[];
  readonly isBroken: boolean;
  /** The tree of the whole file. */
  makeRoot(): YamlMap;
}

/** Null when the file cannot be read in parts: then it is read as a whole. */
export function readInParts(text: string, dialect: Dialect, kept: KeptFile): FileInParts | null {
  const { last } = kept;
  const change = last === null ? null : changeBetween(last.text, text);
  const cut = last === null || change === null ? cutStages(text) : cutChanged(text, last.cut, change);
  if (cut === null) return null;
  const { starts } = cut;
  const { text: frameText, at } = frameTextOf(text, cut);
  const frame = frameOf(frameText, cut.key, dialect, kept.frame);
  if (frame === null) return null;
  const read = (part: string): EntryPart => readPart(part, frame.schema, dialect);
  const isSameShape = kept.frame?.schema === frame.schema;
  const { parts } = partsOf(text, starts, { last: isSameShape ? last : null, change, read });
  if (parts.some((part, i) => part.isForeign || (part.isBroken && goesOn(part, parts[i + 1])))) return null;
  kept.frame = frame;
  kept.last = { text, cut, starts, parts };
  return assemble(parts, starts, frame, at);
}

/** A quoted text or a bracket may reach into what looks like the next entry. */
const goesOn = (part: EntryPart, next: EntryPart | undefined): boolean =>
  next !== undefined && readLoosely(part.text + next.text).troubles.length === 0;

/** Null when the frame is not sound by itself. */
function frameOf(text: string, keyAt: number, dialect: Dialect, kept: FramePart | null): FramePart | null {
  if (kept?.text === text) return kept;
  const { documents, troubles, unknownAliases } = readLoosely(text);
  const tree = documents.length === 1 ? documents[0]?.root : null;
  if (tree?.kind !== 'map' || troubles.length > 0 || unknownAliases.length > 0) return null;
  const entry = tree.entries.find(({ key }) => key.raw === below);
  if (entry?.key.start !== keyAt || entry.value.kind !== 'scalar' || entry.value.value !== null) return null;
  const root = graftEntries(tree, below, []);
  if (text.includes('*') && toData(root) === undefined) return null;
  const schema = dialect.schemaOf(root);
  const findings = [
    ...duplicateFindings(root),
    ...(schema === null ? [] : checkShape(root, shapeOptions(schema, dialect, text))),
  ];
  return { text: detach(text), root, schema, findings };
}

function readPart(text: string, schema: JsonSchema | null, dialect: Dialect): EntryPart {
  const yaml = readLoosely(text);
  const entry = soleEntry(yaml);
  if (yaml.troubles.length > 0)
    return { text, entry, findings: troubleFindings(text, yaml.troubles), isBroken: true, isForeign: false };
  if (entry === null || !isAlone(text, entry, yaml) || (text.includes('*') && toData(entry.value) === undefined))
    return { text, entry, findings: [], isBroken: false, isForeign: true };
  const shape = schema === null ? [] : checkEntryShape(entry, below, shapeOptions(schema, dialect, text));
  return { text, entry, findings: [...duplicateFindings(entry.value), ...shape], isBroken: false, isForeign: false };
}

function assemble(
  entries: readonly EntryPart[],
  starts: readonly number[],
  frame: FramePart,
  at: (offset: number) => number,
): FileInParts {
  const broken: Diagnostic[] = [];
  const sound: Diagnostic[] = frame.findings.map(item => moveFinding(item, at));
  const parts: DialectPart[] = [];
  const names = new Map<string, DialectPart>();
  for (let i = 0; i < entries.length; i++) {
    const part = entries[i];
    const base = starts[i] ?? 0;
    if (part === undefined) continue;
    for (const item of part.findings) (part.isBroken ? broken : sound).push(moveFinding(item, offset => offset + base));
    if (part.entry === null) continue;
    const placed: DialectPart = { entry: part.entry, base, text: part.text };
    const first = names.get(placed.entry.key.raw);
    if (first === undefined) names.set(placed.entry.key.raw, placed);
    else sound.push(duplicateKey({ ...placed.entry.key, ...keyRange(placed) }, keyRange(first)));
    parts.push(placed);
  }
  const root = moveMap(frame.root, at);
  const isBroken = entries.some(part => part.isBroken);
  return {
    frame: root,
    schema: frame.schema,
    parts,
    // The first trouble alone: those after it mostly follow from it.
    findings: isBroken ? broken.slice(0, 1) : sound,
    isBroken,
    makeRoot: () =>
      graftEntries(
        root,
        below,
        parts.map(({ entry, base }) => moveEntry(entry, offset => offset + base)),
      ),
  };
}

const keyRange = ({ entry: { key }, base }: DialectPart) => ({ start: key.start + base, end: key.end + base });
