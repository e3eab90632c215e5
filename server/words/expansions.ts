// What one place of a foreign file stands for: jobs of a matrix, a task that runs for each item of a list.
import type { PlaceNote } from '../../engine/pipeline/dialects/dialect.ts';
import type { DialectFile } from '../../engine/pipeline/dialects/readDialect.ts';
import { entriesAt } from '../../engine/pipeline/syntax/values.ts';
import {
  childOf,
  follow,
  itemsOf,
  textOf,
  type YamlEntry,
  type YamlNode,
} from '../../engine/pipeline/syntax/yamlTree.ts';

/** Beside what the format itself notes; nothing where a number is not known before the run. */
export function expansionNotes({ dialect, documents, reading }: DialectFile): readonly PlaceNote[] {
  const found =
    dialect.id === 'gitlab'
      ? documents.flatMap(({ root }) => entriesAt(root).flatMap(parallelNote))
      : dialect.id === 'argo'
        ? documents.flatMap(({ root }) => [...loopNotes(root)])
        : [];
  const taken = new Set(reading.notes.map(({ range }) => range.start));
  return found.filter(({ range }) => !taken.has(range.start));
}

const mostNamed = 12;

function noteOf(place: YamlNode, names: readonly string[], what: string): PlaceNote {
  const named = names.slice(0, mostNamed).map(name => `- \`${name}\``);
  const more = names.length > mostNamed ? [`- … ${names.length - mostNamed} more`] : [];
  return {
    range: { start: place.start, end: place.end },
    text: [`\`${textOf(place) ?? ''}\` stands for ${names.length} ${what}:`, '', ...named, ...more].join('\n'),
    inlay: `${names.length} ${what}`,
  };
}

/** GitLab: `parallel: 3` and `parallel: {matrix: […]}`; its names are those of docs.gitlab.com/ci/yaml/#parallel. */
function parallelNote({ key, value }: YamlEntry): readonly PlaceNote[] {
  const parallel = childOf(value, 'parallel');
  const count = Number(textOf(parallel));
  if (Number.isInteger(count) && count > 1)
    return [
      noteOf(
        key,
        Array.from({ length: Math.min(count, 200) }, (_, i) => `${key.raw} ${i + 1}/${count}`),
        'jobs',
      ),
    ];
  const rows = itemsOf(childOf(parallel, 'matrix')).map(row =>
    entriesAt(row).map(entry => (textOf(entry.value) === undefined ? itemsOf(entry.value) : [entry.value])),
  );
  const combined = rows.flatMap(axes =>
    axes.reduce<readonly (readonly string[])[]>(
      (made, axis) => made.flatMap(part => axis.map(item => [...part, textOf(item) ?? '…'])).slice(0, mostJobs),
      [[]],
    ),
  );
  return combined.length < 2
    ? []
    : [
        noteOf(
          key,
          combined.map(values => `${key.raw}: [${values.join(', ')}]`),
          'jobs',
        ),
      ];
}
/** GitLab lets a matrix make no more. */
const mostJobs = 200;

/** Argo: tasks and steps with `withItems` or a `withSequence` of plain numbers. */
function* loopNotes(node: YamlNode | undefined, depth = 0): Generator<PlaceNote> {
  const solid = node?.kind === 'alias' || depth > 40 ? null : follow(node);
  if (solid === null || solid.kind === 'scalar') return;
  if (solid.kind === 'list') {
    for (const item of solid.items) yield* loopNotes(item, depth + 1);
    return;
  }
  const name = childOf(solid, 'name');
  const items = itemsOf(childOf(solid, 'withItems')).map(item => textOf(item) ?? '…');
  const values = items.length > 0 ? items : sequence(childOf(solid, 'withSequence'));
  if (name !== undefined && textOf(name) !== undefined && values.length > 0)
    yield noteOf(
      name,
      values.map((value, i) => `${textOf(name)}(${i}:${value})`),
      'runs',
    );
  for (const { value } of solid.entries) yield* loopNotes(value, depth + 1);
}

function sequence(node: YamlNode | undefined): readonly string[] {
  const numberAt = (key: string): number => Number(textOf(childOf(node, key)) ?? Number.NaN);
  const count = numberAt('count');
  const start = Number.isNaN(numberAt('start')) ? 0 : numberAt('start');
  const end = Number.isNaN(count) ? numberAt('end') : start + count - 1;
  if (!Number.isInteger(start) || !Number.isInteger(end) || end < start || end - start > 10_000) return [];
  return Array.from({ length: end - start + 1 }, (_, i) => String(start + i));
}
