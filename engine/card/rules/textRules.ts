// The text against the rest: numbers of the front matter, params of the run, and files that links name.
import type { Diagnostic } from '../../domain/diagnostic.ts';
import { finding, replaceFix } from '../../domain/finding.ts';
import { plainMetric } from '../../domain/metricRange.ts';
import { nearestName } from '../../domain/nearestName.ts';
import { folderOf, joinPath } from '../../pipeline/projectPath.ts';
import { knownFiles } from '../../pipeline/rules/knownFiles.ts';
import type { CardDocument } from '../cardDocument.ts';
import { cardText, type Statement } from '../cardText.ts';
import type { CardWorld } from '../cardWorld.ts';
import { wholeCardRun } from '../citedRuns.ts';
import { modelResults } from '../modelIndex.ts';

export function textRules(card: CardDocument, world: CardWorld): readonly Diagnostic[] {
  const { statements } = cardText(card);
  return [...numberFindings(card, statements), ...paramFindings(card, statements, world), ...linkFindings(card, world)];
}

const decimalsOf = (text: string): number => /\.(\d+)/.exec(text)?.[1]?.length ?? 0;

/**
 * Only where both the line and the result are the only ones of that name. A result with a name of its own, `Test WER`,
 * is not what a line says of the bare metric: trainers write that of other data.
 */
function numberFindings(card: CardDocument, statements: readonly Statement[]): readonly Diagnostic[] {
  if (statements.length === 0) return [];
  const reported = modelResults(card).flatMap(result => result.metrics);
  const results = byName(reported, ({ type, name }) => [type, name]);
  const lines = byName(statements, ({ name }) => [name]);
  return reported.flatMap(metric => {
    const { type, name, value } = metric;
    if (value?.kind !== 'scalar' || typeof value.value !== 'number' || /e/i.test(value.text)) return [];
    const [line, ...others] = lines.get(plainMetric(name === '' ? type : name)) ?? [];
    const isOne = [type, name].every(one => (results.get(plainMetric(one))?.length ?? 0) <= 1);
    if (!isOne || line === undefined || others.length > 0 || agrees(line, value.value, value.text)) return [];
    const args = { metric: name === '' ? type : name, value: line.value, other: value.text };
    const related = [{ range: value, rule: 'card-text-differs', args }];
    return [finding('card-text-differs', line.range, args, { related, fixes: [replaceFix(line.range, value.text)] })];
  });
}

/** What has each name, in its plain spelling; nothing has the empty one. */
function byName<T>(all: readonly T[], namesOf: (one: T) => readonly string[]): ReadonlyMap<string, readonly T[]> {
  const found = new Map<string, T[]>();
  for (const one of all) {
    for (const name of new Set(namesOf(one).map(plainMetric))) {
      if (name === '') continue;
      const same = found.get(name);
      if (same === undefined) found.set(name, [one]);
      else same.push(one);
    }
  }
  return found;
}

/** As fractions or percentages of each other too; the one with fewer digits may be rounded or cut off. */
function agrees(line: Statement, there: number, text: string): boolean {
  return [1, 100, 0.01].some(factor => {
    const here = Number(line.value) * factor;
    const [hereUnit, thereUnit] = [10 ** -decimalsOf(line.value) * factor, 10 ** -decimalsOf(text)];
    const unit = Math.max(hereUnit, thereUnit);
    const cutOff = (Math.abs(there) - Math.abs(here)) * (hereUnit >= thereUnit ? 1 : -1);
    return Math.abs(here - there) <= 0.5 * unit * (1 + 1e-6) || (cutOff >= 0 && cutOff < unit);
  });
}

/** Hyperparameters by the full name of a param of the cited run, or by its last part where only one ends so. */
function paramFindings(
  card: CardDocument,
  statements: readonly Statement[],
  { facts }: CardWorld,
): readonly Diagnostic[] {
  const id = wholeCardRun(card)?.id;
  const run = id === undefined || id === null ? undefined : facts.runs?.[id];
  const params = Object.entries(run?.params ?? {});
  if (run === undefined || params.length === 0) return [];
  return statements.flatMap(line => {
    const name = line.name.toLowerCase();
    const exact = params.filter(([key]) => key.toLowerCase() === name);
    const found = exact.length > 0 ? exact : params.filter(([key]) => key.toLowerCase().endsWith(`.${name}`));
    const [param] = found;
    if (found.length !== 1 || param === undefined) return [];
    const [key, value] = param;
    if (value.trim() === '' || !Number.isFinite(Number(value)) || Number(value) === Number(line.value)) return [];
    const args = { param: key, value: line.value, used: value, run: run.name };
    return [finding('card-param-differs', line.range, args, { fixes: [replaceFix(line.range, value)] })];
  });
}

function linkFindings(card: CardDocument, { facts, file }: CardWorld): readonly Diagnostic[] {
  const files = knownFiles(facts);
  if (files === null) return [];
  return cardText(card).links.flatMap(({ url, range, isImage }) => {
    const target = decode(url.replace(/[?#].*$/, ''));
    if (target === null || target === '' || /^(?:[a-z][a-z\d+.-]*:|\/|#|\\)/i.test(target) || hubPage.test(target))
      return [];
    const path = joinPath(folderOf(file), target.replace(/\/$/, ''));
    if (path === null || files.has(path) || !files.isComplete(path)) return [];
    const beside = files.beside(path);
    const nearest = nearestName(path, beside);
    const written =
      nearest === null
        ? null
        : target.slice(0, target.lastIndexOf('/') + 1) + nearest.slice(nearest.lastIndexOf('/') + 1);
    const args = {
      path: target,
      what: isImage ? 'picture' : 'file',
      ...(written === null ? {} : { nearest: written }),
    };
    return [
      finding(
        'card-link-broken',
        range,
        args,
        written === null ? {} : { fixes: [replaceFix(range, encodeURI(written))] },
      ),
    ];
  });
}

/** `owner/name/tree/main` and the like, which tools write for pages of the Hub. */
const hubPage = /^[\w.-]+\/[\w.-]+\/(?:tree|blob|resolve)\//;

function decode(url: string): string | null {
  try {
    return decodeURIComponent(url);
  } catch {
    return null;
  }
}
