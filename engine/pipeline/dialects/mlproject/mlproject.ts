// MLproject: entry points with parameters, `{name}` in their commands, one environment (mlflow.org, MLflow Projects).
import type { Diagnostic } from '../../../domain/diagnostic.ts';
import { finding } from '../../../domain/finding.ts';
import type { ProjectPath } from '../../../domain/ids.ts';
import { folderOf, joinPath } from '../../projectPath.ts';
import { type KnownFiles, knownFiles } from '../../rules/knownFiles.ts';
import { entriesAt, textAt } from '../../syntax/values.ts';
import { childOf, entryOf, textOf, type YamlEntry, type YamlNode } from '../../syntax/yamlTree.ts';
import type { Dialect, DialectDocument, DialectReading, NamedPlace } from '../dialect.ts';
import { mlprojectSchema } from '../generated/mlprojectSchema.ts';
import { definedBy, type Spot, spotsIn, unknownName } from '../places.ts';

export const mlproject: Dialect = {
  id: 'mlproject',
  title: 'MLflow project',
  names: [/^MLproject$/i],
  recognise: text => /^entry_points:/m.test(text.slice(0, 4000)) && /^\s+command:/m.test(text),
  schemaOf: () => mlprojectSchema,
  isDynamic: () => false,
  read,
  isShared: false,
  expression: { open: '{', close: '}' },
};

interface EntryPoint {
  readonly entry: YamlEntry;
  readonly parameters: readonly YamlEntry[];
  readonly command: YamlNode | undefined;
  /** `{name}` in the command. */
  readonly placeholders: readonly Spot[];
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
      ...entries.flatMap(entry => scriptFindings(entry, { text, folder, files })),
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
    expressionNames: [...new Set(entries.flatMap(({ parameters }) => parameters.map(({ key }) => key.raw)))].map(
      name => ({ name, detail: 'parameter' }),
    ),
  };
}

function toEntryPoint(entry: YamlEntry, text: string): EntryPoint {
  const command = childOf(entry.value, 'command');
  return {
    entry,
    parameters: entriesAt(childOf(entry.value, 'parameters')),
    command,
    placeholders: command === undefined ? [] : spotsIn(text, command, /(?<!\{)\{([A-Za-z_]\w*)\}(?!\})/g),
  };
}

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
    const type = textOf(parameter.value) ?? textAt(parameter.value, 'type') ?? 'string';
    if (preset === undefined) return [{ range, text: `\`${name}\`: ${type}, has to be given` }];
    return [{ range, text: `\`${name}\`: ${type}, default \`${preset}\``, inlay: preset }];
  });
}

/** Types that MLflow knows; any other is read as string (mlflow/projects/_project_spec.py). */
const knownTypes = new Set(['string', 'float', 'path', 'uri']);

function entryFindings({ entry, parameters, command, placeholders }: EntryPoint): readonly Diagnostic[] {
  const names = new Set(parameters.map(({ key }) => key.raw));
  const used = new Set(placeholders.map(({ name }) => name));
  const args = { entry: entry.key.raw };
  // A command may put text in braces of its own; MLflow formats it all the same.
  const unknown = placeholders
    .filter(({ name }) => !names.has(name))
    .map(spot => unknownName('mlproject-placeholder-unknown', spot, names, args));
  const unused = parameters
    .filter(({ key }) => command !== undefined && !used.has(key.raw))
    .map(({ key }) => finding('mlproject-parameter-unused', key, { ...args, name: key.raw }, { tag: 'unnecessary' }));
  return [...unknown, ...unused, ...parameters.flatMap(typeFindings)];
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
  readonly text: string;
  readonly folder: ProjectPath;
  readonly files: KnownFiles | null;
}

/** The script a command starts with; MLflow runs it in the project's folder. */
function scriptFindings({ command }: EntryPoint, { text, folder, files }: Around): readonly Diagnostic[] {
  if (command === undefined || files === null) return [];
  return spotsIn(text, command, /^\s*["']?(?:python3?|bash|sh|Rscript)\s+([\w./-]+\.(?:py|sh|R))(?=[\s"']|$)/g).flatMap(
    spot => {
      const path = joinPath(folder, spot.name);
      if (path === null || files.has(path) || !files.isComplete(path)) return [];
      const beside = files.beside(path).map(other => other.slice(folder === '' ? 0 : folder.length + 1));
      return [unknownName('mlproject-file-missing', spot, beside)];
    },
  );
}
