// MLproject: entry points with parameters, `{name}` in their commands, one environment (mlflow.org, MLflow Projects).
import type { Diagnostic, TextFix, TextRange } from '../../../domain/diagnostic.ts';
import { finding } from '../../../domain/finding.ts';
import type { ProjectPath } from '../../../domain/ids.ts';
import { nearestName } from '../../../domain/nearestName.ts';
import { folderOf, joinPath } from '../../projectPath.ts';
import { type KnownFiles, knownFiles } from '../../rules/knownFiles.ts';
import { entriesAt, textAt } from '../../syntax/values.ts';
import { childOf, entryOf, textOf, type YamlEntry, type YamlNode } from '../../syntax/yamlTree.ts';
import type { Dialect, DialectDocument, DialectReading, NamedPlace } from '../dialect.ts';
import { mlprojectSchema } from '../generated/mlprojectSchema.ts';
import { definedBy, type Spot, spotsIn, unknownName } from '../places.ts';
import { formatFields } from './formatFields.ts';
import { stepFindings } from './mlprojectSteps.ts';
import { projectTool } from './projectTool.ts';

export const mlproject: Dialect = {
  id: 'mlproject',
  title: 'MLflow project',
  names: [/^MLproject$/i],
  recognise: text => /^entry_points:/m.test(text.slice(0, 4000)) && /^\s+command:/m.test(text),
  schemaOf: () => mlprojectSchema,
  isDynamic: () => false,
  read,
  companions,
  tool: projectTool,
  isShared: false,
  takesLastKey: true,
  expression: { open: '{', close: '}' },
};

/** Scripts that the commands start, which may run other entry points. */
function companions(text: string, file: ProjectPath): readonly ProjectPath[] {
  const names = [...text.matchAll(/\bpython3?\s+([\w./-]+\.py)\b/g)].map(([, name = '']) => name);
  return [...new Set(names)].slice(0, 20).flatMap(name => joinPath(folderOf(file), name) ?? []);
}

type Placeholder = Pick<Spot, 'name' | 'range' | 'whole'>;
interface EntryPoint {
  readonly entry: YamlEntry;
  readonly parameters: readonly YamlEntry[];
  readonly command: YamlNode | undefined;
  /** `{name}` in the command. */
  readonly placeholders: readonly Placeholder[];
  /** What else stands in single braces there. */
  readonly braces: readonly TextRange[];
  readonly scripts: readonly Spot[];
}

function read(document: DialectDocument): DialectReading {
  const { root, text, facts, file } = document;
  const entries = entriesAt(childOf(root, 'entry_points')).map(entry => toEntryPoint(entry, text));
  const files = knownFiles(facts);
  const folder = folderOf(file);
  return {
    findings: [
      ...environmentFindings(root, folder, files),
      ...entries.flatMap(entry => entryFindings(entry)),
      ...entries.flatMap(entry => scriptFindings(entry, { folder, files })),
      ...stepFindings(
        entries.flatMap(({ scripts }) => scripts),
        entries.map(({ entry }) => entry.key.raw),
        { folder, texts: facts.texts },
      ),
      ...rootFindings(root),
      ...sparkFindings(root, entries),
    ],
    names: entries.flatMap(namesOf),
    stages: entries.map(({ entry: { key }, parameters, command }) => ({
      name: key.raw,
      range: { start: key.start, end: key.end },
      ...{ deps: [], outs: [], needs: [] },
      params: parameters.map(parameter => parameter.key.raw),
      does: textOf(command) ?? '',
    })),
    notes: entries.flatMap(notesOf),
    files: environmentFiles(root).flatMap(({ value }) => {
      const path = joinPath(folder, textOf(value) ?? '');
      return path === null ? [] : [{ range: { start: value.start, end: value.end }, path }];
    }),
    expressionNames: entries.flatMap(({ parameters, command }) =>
      command === undefined
        ? []
        : parameters.map(({ key, value }) => ({
            ...{ name: key.raw, detail: typeOf(value) },
            within: { start: command.start, end: command.end },
          })),
    ),
  };
}

const typeOf = (parameter: YamlNode): string => textOf(parameter) ?? textAt(parameter, 'type') ?? 'string';

function toEntryPoint(entry: YamlEntry, text: string): EntryPoint {
  const command = childOf(entry.value, 'command');
  const isText = command !== undefined && command.kind !== 'alias' && textOf(command) !== undefined;
  const fields = isText ? formatFields(text, command) : [];
  return {
    entry,
    parameters: entriesAt(childOf(entry.value, 'parameters')),
    command,
    placeholders: fields.flatMap(({ name, range, whole }) => (name === null ? [] : [{ name, range, whole }])),
    braces: fields.flatMap(({ name, whole }) => (name === null ? [whole] : [])),
    scripts: isText ? spotsIn(text, command, startedScript) : [],
  };
}

/** The script a command starts with; MLflow runs it in the project's folder. */
const startedScript = /^\s*["']?(?:python3?|bash|sh|Rscript)\s+([\w./-]+\.(?:py|sh|R))(?=[\s"']|$)/g;

/** Of one entry point, so that equal names of others are other things. */
const parameterKind = ({ entry }: EntryPoint): string => `parameter of ${entry.key.raw}`;

function namesOf(entry: EntryPoint): readonly NamedPlace[] {
  const kind = parameterKind(entry);
  return [
    definedBy('stage', entry.entry),
    ...entry.parameters.map(parameter => definedBy(kind, parameter)),
    ...entry.placeholders.map(({ name, range }) => ({ kind, name, range, role: 'use' as const })),
  ];
}

function notesOf({ parameters, placeholders }: EntryPoint): DialectReading['notes'] {
  return placeholders.flatMap(({ name, range }) => {
    const parameter = parameters.find(({ key }) => key.raw === name);
    if (parameter === undefined) return [];
    const preset = textAt(parameter.value, 'default');
    const type = typeOf(parameter.value);
    if (preset === undefined) return [{ range, text: `\`${name}\`: ${type}, has to be given` }];
    return [{ range, text: `\`${name}\`: ${type}, default \`${preset}\``, inlay: preset }];
  });
}

/** Types that MLflow knows; any other is read as string (mlflow/projects/_project_spec.py). */
const knownTypes = new Set(['string', 'float', 'path', 'uri']);

function entryFindings({ entry, parameters, command, placeholders, braces }: EntryPoint): readonly Diagnostic[] {
  const names = new Set(parameters.map(({ key }) => key.raw));
  const used = new Set(placeholders.map(({ name }) => name));
  const args = { entry: entry.key.raw };
  // A command may put text in braces of its own; MLflow formats it all the same, and stops there.
  const unknown = placeholders
    .filter(({ name }) => !names.has(name))
    .map(spot => unknownName('mlproject-placeholder-unknown', spot, names, args));
  const unused = parameters
    .filter(({ key }) => command !== undefined && !used.has(key.raw))
    .map(({ key }) => finding('mlproject-parameter-unused', key, { ...args, name: key.raw }, { tag: 'unnecessary' }));
  const single = braces.map(range => finding('mlproject-brace', range, args, { fixes: doubled(range) }));
  return [...unknown, ...single, ...unused, ...parameters.flatMap(typeFindings)];
}

/** Each brace is written twice, those inside as well. */
function doubled({ start, end }: TextRange): readonly TextFix[] {
  const edits = (end - start === 1 ? [start] : [start, end - 1]).map(at => ({ range: { start: at, end: at + 1 }, at }));
  return [
    {
      title: 'replace-with',
      args: { text: '{{ }}' },
      edits: edits.map(({ range, at }) => ({ range, text: at === start && end - start > 1 ? '{{' : '}}' })),
    },
  ];
}

function typeFindings({ key, value }: YamlEntry): readonly Diagnostic[] {
  const node = textOf(value) === undefined ? childOf(value, 'type') : value;
  const type = textOf(node);
  const preset = childOf(value, 'default');
  const written = textOf(preset);
  const found: Diagnostic[] = [];
  if (type !== undefined && node !== undefined && !knownTypes.has(type))
    found.push(finding('mlproject-type-unknown', node, { type }));
  if (type === 'float' && preset !== undefined && written !== undefined && !isNumber(written))
    found.push(finding('mlproject-default-type', preset, { name: key.raw, value: written }));
  return found;
}

/** As Python's `float` reads it. */
const isNumber = (text: string): boolean =>
  /^[-+]?(\d[\d_]*\.?\d*|\.\d+)(e[-+]?\d+)?$|^[-+]?(inf|infinity|nan)$/i.test(text.trim());

const environmentKeys = ['python_env', 'conda_env', 'docker_env', 'databricks_spark_job'] as const;

const environmentFiles = (root: YamlNode): readonly YamlEntry[] =>
  ['python_env', 'conda_env'].flatMap(key => entryOf(root, key) ?? []);

function environmentFindings(root: YamlNode, folder: ProjectPath, files: KnownFiles | null): readonly Diagnostic[] {
  const [first, second] = environmentKeys
    .flatMap(key => entryOf(root, key) ?? [])
    .sort((a, b) => a.key.start - b.key.start);
  const name = entryOf(root, 'name') ?? entryOf(root, 'entry_points');
  if (first === undefined) return name === undefined ? [] : [finding('mlproject-no-environment', name.key)];
  const related = [{ range: { start: first.key.start, end: first.key.end }, rule: 'first-here', args: {} }];
  const twice =
    second === undefined
      ? []
      : [finding('mlproject-environments', second.key, { key: second.key.raw, other: first.key.raw }, { related })];
  const missing = environmentFiles(root).flatMap(({ value }) => {
    const written = textOf(value);
    const path = written === undefined ? null : joinPath(folder, written);
    if (files === null || written === undefined || path === null || files.has(path) || !files.isComplete(path))
      return [];
    const beside = files.beside(path).map(other => other.slice(folder === '' ? 0 : folder.length + 1));
    return [unknownName('mlproject-file-missing', { name: written, range: value }, beside)];
  });
  return [...twice, ...missing];
}

interface Around {
  readonly folder: ProjectPath;
  readonly files: KnownFiles | null;
}

function scriptFindings({ scripts }: EntryPoint, { folder, files }: Around): readonly Diagnostic[] {
  if (files === null) return [];
  return scripts.flatMap(spot => {
    const path = joinPath(folder, spot.name);
    if (path === null || files.has(path) || !files.isComplete(path)) return [];
    const beside = files.beside(path).map(other => other.slice(folder === '' ? 0 : folder.length + 1));
    return [unknownName('mlproject-file-missing', spot, beside)];
  });
}

const rootKeys = ['name', 'entry_points', ...environmentKeys];

/** MLflow reads past other keys; near misses are told by the schema. */
const rootFindings = (root: YamlNode): readonly Diagnostic[] =>
  entriesAt(root)
    .filter(({ key }) => !rootKeys.includes(key.raw) && nearestName(key.raw, rootKeys) === null)
    .map(({ key }) => finding('mlproject-key-unknown', key, { key: key.raw }, { tag: 'unnecessary' }));

/** A job of Spark on Databricks takes no paths. */
function sparkFindings(root: YamlNode, entries: readonly EntryPoint[]): readonly Diagnostic[] {
  if (entryOf(root, 'databricks_spark_job') === undefined) return [];
  return entries.flatMap(({ parameters }) =>
    parameters.flatMap(({ key, value }) => {
      const node = textOf(value) === undefined ? childOf(value, 'type') : value;
      return node !== undefined && textOf(node) === 'path'
        ? [finding('mlproject-path-with-spark', node, { name: key.raw })]
        : [];
    }),
  );
}
