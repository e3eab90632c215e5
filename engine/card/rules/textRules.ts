// The text against the rest: numbers of the front matter, params of the run, and files that links name.
import type { Diagnostic } from '../../domain/diagnostic.ts';
import { finding, replaceFix } from '../../domain/finding.ts';
import { metricRange, plainMetric } from '../../domain/metricRange.ts';
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

/** Only where both the line and the result are the only ones of that name. */
function numberFindings(card: CardDocument, statements: readonly Statement[]): readonly Diagnostic[] {
  const reported = modelResults(card).flatMap(result => result.metrics);
  return reported.flatMap(({ type, name, value }) => {
    if (value?.kind !== 'scalar' || typeof value.value !== 'number' || /e/i.test(value.text)) return [];
    const ids = new Set([type, name].map(plainMetric).filter(id => id !== ''));
    const isOne = reported.filter(other => ids.has(plainMetric(other.type)) || ids.has(plainMetric(other.name)));
    const said = statements.filter(line => ids.has(plainMetric(line.name)));
    const [line] = said;
    if (isOne.length !== 1 || said.length !== 1 || line === undefined) return [];
    const [here, there] = [Number(line.value), value.value];
    const isFraction = metricRange(type)?.isFraction === true;
    const close = 0.5 * 10 ** -Math.min(decimalsOf(line.value), decimalsOf(value.text)) * (1 + 1e-6);
    const agrees = (factor: number): boolean => Math.abs(here * factor - there) <= close * Math.max(1, factor);
    if (agrees(1) || (isFraction && (agrees(100) || agrees(0.01)))) return [];
    const args = { metric: name === '' ? type : name, value: line.value, other: value.text };
    const related = [{ range: value, rule: 'card-text-differs', args }];
    return [finding('card-text-differs', line.range, args, { related, fixes: [replaceFix(line.range, value.text)] })];
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
