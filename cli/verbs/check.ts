// `trainyard check`: findings in pipelines and model cards, without a service and without writing anything.
import { readFile } from 'node:fs/promises';
import { dirname, relative, sep } from 'node:path';
import { type CardDocument, parseCard } from '../../engine/card/cardDocument.ts';
import { checkCard } from '../../engine/card/checkCard.ts';
import { citedRuns } from '../../engine/card/citedRuns.ts';
import type { Diagnostic } from '../../engine/domain/diagnostic.ts';
import { nodePorts } from '../../engine/node/ports.ts';
import { checkPipeline } from '../../engine/pipeline/checkPipeline.ts';
import { findProjectRoot } from '../../engine/pipeline/findProjectRoot.ts';
import { type PipelineDocument, parsePipeline } from '../../engine/pipeline/parsePipeline.ts';
import type { Ports } from '../../engine/ports.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { checkFacts } from '../checkFacts.ts';
import { exitCodes } from '../exitCodes.ts';
import { type FoundDocument, findDocuments } from '../findDocuments.ts';
import { type Finding, isFailing, toFindings } from '../findings.ts';
import { count } from '../plural.ts';
import { printJson, printLines } from '../print.ts';
import { toSarif } from '../sarif.ts';
import { type Style, styleFor } from '../style.ts';
import { UsageError, verb } from '../verb.ts';

export const check = verb({
  name: 'check',
  summary: 'Finds mistakes in pipelines and model cards.',
  usage: ['check [PATH…] [--json | --sarif] [--not-checked]'],
  options: {
    sarif: { type: 'boolean', help: 'Print SARIF 2.1.0, for code hosts.' },
    'not-checked': { type: 'boolean', help: 'Say as well what could not be checked, and why.' },
  },
  notes: ['PATH is a file or a folder; the current folder when there is none. Exit code 1: errors or warnings.'],
  maxArgs: Number.POSITIVE_INFINITY,
  async run({ options, args, io, isJson }) {
    if (isJson && options.sarif) throw new UsageError('--json and --sarif are two documents: choose one.', 'check');
    const documents = await readDocuments(await findDocuments(args, io.cwd));
    const result = await checkAll(documents);
    const shown = options['not-checked'] === true ? { notChecked: result.missing } : {};
    if (options.sarif) printJson(io, toSarif(result.findings, packageJson.version));
    else if (isJson) printJson(io, { files: documents.length, diagnostics: result.findings, ...shown });
    else printLines(io, lines(documents.length, result.findings, shown.notChecked ?? [], styleFor(io)));
    return result.findings.some(isFailing) ? exitCodes.failed : exitCodes.done;
  },
});

type Parsed = FoundDocument &
  (
    | { readonly kind: 'pipeline'; readonly document: PipelineDocument }
    | { readonly kind: 'card'; readonly document: CardDocument }
  );

/** Files that are not ours are left out unless a person named them. */
async function readDocuments(found: readonly FoundDocument[]): Promise<readonly Parsed[]> {
  const parsed: Parsed[] = [];
  for (const file of found) {
    const text = await readFile(file.path, 'utf8');
    const item = parse(file, text);
    if (item.document.isOurs) parsed.push(item);
    else if (file.isNamed) throw new UsageError(notOurs(file), 'check');
  }
  return parsed;
}

function parse(file: FoundDocument, text: string): Parsed {
  if (file.kind === 'card') return { ...file, kind: 'card', document: parseCard(text, file.path) };
  return { ...file, kind: 'pipeline', document: parsePipeline(text) };
}

const notOurs = ({ kind, shown }: FoundDocument): string =>
  kind === 'card'
    ? `${shown} is no model card: its front matter has no key of one.`
    : `${shown} is no pipeline of Trainyard: it has no «apiVersion: trainyard/v1» with «kind: Pipeline».`;

interface Checked {
  readonly findings: readonly Finding[];
  readonly missing: readonly string[];
}

/** Facts are collected once per project. */
async function checkAll(documents: readonly Parsed[]): Promise<Checked> {
  const ports = nodePorts();
  const projects = new Map<string, Parsed[]>();
  for (const document of documents) {
    const root = await findProjectRoot(ports.files, dirname(document.path));
    projects.set(root, [...(projects.get(root) ?? []), document]);
  }
  const findings: Finding[] = [];
  const missing: string[] = [];
  for (const [root, members] of projects) {
    const checked = await checkProject(ports, root, members);
    findings.push(...checked.findings);
    missing.push(...checked.missing);
  }
  return { findings, missing };
}

async function checkProject(ports: Ports, root: string, members: readonly Parsed[]): Promise<Checked> {
  const cited = members.flatMap(item => (item.kind === 'card' ? citedRuns(item.document) : []));
  const { facts, missing } = await checkFacts(ports, root, [...new Set(cited)]);
  const real = await Promise.all(members.map(async item => (await ports.files.realPath(item.path)) ?? item.path));
  const findings = members.flatMap((item, i) => {
    const file = relative(root, real[i] ?? item.path)
      .split(sep)
      .join('/');
    const diagnostics: readonly Diagnostic[] =
      item.kind === 'card' ? checkCard(item.document, facts) : checkPipeline(item.document, file, facts);
    return toFindings(item.shown, item.document.text, diagnostics);
  });
  return { findings, missing };
}

function lines(
  files: number,
  findings: readonly Finding[],
  missing: readonly string[],
  style: Style,
): readonly string[] {
  const places = findings.map(({ path, line, column, severity, message, rule }) => {
    const color = ({ error: 'red', warning: 'yellow', info: 'blue', hint: 'gray' } as const)[severity];
    return `${style('bold', `${path}:${line}:${column}`)}  ${style(color, severity)}  ${message}  ${style('gray', rule)}`;
  });
  const counts = (['error', 'warning', 'info', 'hint'] as const)
    .map(severity => [severity, findings.filter(finding => finding.severity === severity).length] as const)
    .filter(([, number]) => number > 0)
    .map(([severity, number]) => (severity === 'info' ? `${number} info` : count(number, severity)));
  const summary =
    files === 0
      ? 'No pipelines and no model cards here. «trainyard init» creates a pipeline.'
      : `${counts.length === 0 ? 'Nothing wrong' : counts.join(', ')} in ${count(files, 'file')}.`;
  const unchecked = missing.length === 0 ? [] : ['', 'Not checked:', ...missing.map(reason => `  ${reason}`)];
  return [...places, ...(places.length > 0 ? [''] : []), summary, ...unchecked];
}
