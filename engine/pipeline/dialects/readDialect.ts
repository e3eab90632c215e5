// A text to what its format says of it: recognised, parsed, held against its schema, read by its rules.
import type { Diagnostic } from '../../domain/diagnostic.ts';
import type { Facts } from '../../domain/facts.ts';
import { finding } from '../../domain/finding.ts';
import type { ProjectPath } from '../../domain/ids.ts';
import type { JsonSchema } from '../../domain/jsonSchema.ts';
import { aliasBudget, toData } from '../syntax/toData.ts';
import { textAt } from '../syntax/values.ts';
import { childOf, type YamlNode } from '../syntax/yamlTree.ts';
import { duplicateFindings, troubleFindings, unknownAliasFindings } from '../syntaxFindings.ts';
import { allDialects } from './allDialects.ts';
import { checkShape, shapeOptions } from './checkShape.ts';
import { type Dialect, type DialectReading, nothingRead } from './dialect.ts';
import { type FileInParts, type KeptFile, keepFile, readInParts } from './inParts.ts';
import { readLoosely } from './looseYaml.ts';
import { isPatchFile } from './patchFile.ts';
import { bareTemplate, isTemplateFile } from './templateFile.ts';

/** A file of a foreign format. */
export interface DialectFile {
  readonly dialect: Dialect;
  readonly text: string;
  readonly diagnostics: readonly Diagnostic[];
  /** Findings that any YAML server with the format's schema has too. */
  readonly ofSchema: ReadonlySet<Diagnostic>;
  /** Documents with the schema of each. */
  readonly documents: readonly { readonly root: YamlNode; readonly schema: JsonSchema | null }[];
  readonly roots: readonly YamlNode[];
  readonly reading: DialectReading;
  /** Why the text, or some of it, could not be read; null when all of it could. */
  readonly trouble: Diagnostic | null;
}

/** The format of a text: by a telling name, else by content. Null when it is none that is known. */
export function dialectOf(text: string, file: ProjectPath): Dialect | null {
  const name = file.slice(file.lastIndexOf('/') + 1);
  const named = allDialects.find(dialect => dialect.names.some(pattern => pattern.test(name)));
  return named ?? allDialects.find(dialect => dialect.recognise(text)) ?? null;
}

/** Null when the text is of no known format. Never throws; what cannot be read has its syntax findings alone. */
export function readDialectFile(
  text: string,
  file: ProjectPath,
  facts: Facts,
  kept: KeptFile = keepFile(),
): DialectFile | null {
  const dialect = dialectOf(text, file);
  if (dialect === null) return null;
  const unread = (trouble: Diagnostic): DialectFile => ({
    ...{ dialect, text, trouble, diagnostics: [trouble], ofSchema: new Set() },
    ...{ documents: [], roots: [], reading: nothingRead },
  });
  const template = dialect.readTree === undefined ? isTemplateFile(text) : null;
  if (template !== null) return unread(finding('template-file', template));
  const inParts = dialect.checkParts === undefined ? null : readInParts(text, dialect, kept);
  if (inParts !== null) return ofParts(text, { dialect, file, facts }, inParts);
  const yaml = dialect.readTree?.(text) ?? readLoosely(text);
  const bare = dialect.isOftenTemplate === true ? bareTemplate(text, yaml) : null;
  if (bare !== null) return unread(finding('template-file', bare));
  const troubles = troubleFindings(text, yaml.troubles);
  const roots = yaml.documents.flatMap(({ root }) => (root === null || isNothing(root) ? [] : [root]));
  const isBroken = yaml.troubles.length > 0;
  const ofSyntax = [...troubles, ...unknownAliasFindings(yaml.unknownAliases)];
  // Without a star there is no alias.
  const bomb = text.includes('*') ? roots.find(root => toData(root) === undefined) : undefined;
  if (bomb !== undefined) return unread(finding('yaml-aliases', firstOf(bomb), { limit: aliasBudget }));
  const documents = roots.map(root => ({ root, schema: dialect.schemaOf(root) }));
  const readings = roots.map(root => dialect.read({ text, root, file, facts, roots, isBroken }));
  const reading = joined(readings, roots);
  const base = { dialect, text, documents, roots, reading, trouble: troubles[0] ?? null };
  // What else could be said of half-read text would be noise; its names stay known, for completion.
  if (isBroken) return { ...base, diagnostics: ofSyntax, ofSchema: new Set(ofSyntax) };
  const isPart = dialect.mayBePatch === true && isPatchFile(file);
  const ofSchema = documents.flatMap(({ root, schema }) => [
    ...duplicateFindings(root, dialect.takesLastKey === true ? 'warning' : 'error'),
    ...(schema === null ? [] : checkShape(root, shapeOptions(schema, dialect, text))).filter(
      ({ rule }) => !isPart || rule !== 'missing-key',
    ),
  ]);
  const diagnostics = [...ofSyntax, ...ofSchema, ...reading.findings].sort(byPlace);
  return { ...base, diagnostics, ofSchema: new Set([...ofSyntax, ...ofSchema]) };
}

interface FileOf {
  readonly dialect: Dialect;
  readonly file: ProjectPath;
  readonly facts: Facts;
}

/** The whole tree is made, and read, when somebody asks for more than findings. */
function ofParts(text: string, { dialect, file, facts }: FileOf, inParts: FileInParts): DialectFile {
  const { frame, parts, isBroken, findings: ofSchema } = inParts;
  let root: YamlNode | null = null;
  const rootNow = (): YamlNode => {
    root ??= inParts.makeRoot();
    return root;
  };
  let reading: DialectReading | null = null;
  const ofRules = isBroken ? [] : (dialect.checkParts?.(parts, { root: frame, file, facts }) ?? []);
  return {
    dialect,
    text,
    diagnostics: [...ofSchema, ...ofRules].sort(byPlace),
    ofSchema: new Set(ofSchema),
    trouble: isBroken ? (ofSchema[0] ?? null) : null,
    get roots() {
      return [rootNow()];
    },
    get documents() {
      return [{ root: rootNow(), schema: inParts.schema }];
    },
    get reading() {
      const whole = rootNow();
      reading ??= dialect.read({ text, root: whole, file, facts, roots: [whole], isBroken });
      return reading;
    },
  };
}

const isNothing = (node: YamlNode): boolean => node.kind === 'scalar' && node.value === null;
const firstOf = (node: YamlNode) => ({ start: node.start, end: Math.min(node.end, node.start + 1) });

const joined = (readings: readonly DialectReading[], roots: readonly YamlNode[]): DialectReading => ({
  findings: readings.flatMap(reading => reading.findings),
  names: readings.flatMap(reading => reading.names),
  stages: joinedStages(readings, roots),
  notes: readings.flatMap(reading => reading.notes),
  files: readings.flatMap(reading => reading.files),
  expressionNames: readings.flatMap(reading => reading.expressionNames),
  offered: readings.flatMap(reading => reading.offered ?? []),
});

/** Where documents share names of stages, each has its object's name in front, or its place among the documents. */
function joinedStages(
  readings: readonly DialectReading[],
  roots: readonly YamlNode[],
): readonly DialectReading['stages'][number][] {
  const all = readings.flatMap(({ stages }) => stages);
  const lists = readings.filter(({ stages }) => stages.length > 0);
  if (lists.length < 2 || new Set(all.map(({ name }) => name)).size === all.length) return all;
  return readings.flatMap(({ stages }, i) => {
    const front = textAt(childOf(roots[i], 'metadata'), 'name') ?? String(i + 1);
    const full = (name: string): string => `${front}/${name}`;
    return stages.map(stage => ({ ...stage, name: full(stage.name), needs: stage.needs.map(full) }));
  });
}

const byPlace = (a: Diagnostic, b: Diagnostic): number =>
  a.range.start - b.range.start || a.range.end - b.range.end || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0);
