// `trainyard check`: findings in pipelines and model cards, without a service; writes only when asked to mend.
import { relative, sep } from 'node:path';
import { type CardDocument, parseCard } from '../../engine/card/cardDocument.ts';
import { checkCard } from '../../engine/card/checkCard.ts';
import { citedRuns } from '../../engine/card/citedRuns.ts';
import { type CheckSettings, matchesAny, settledFindings } from '../../engine/domain/checkSettings.ts';
import type { Diagnostic, Severity } from '../../engine/domain/diagnostic.ts';
import type { Facts } from '../../engine/domain/facts.ts';
import { nodePorts } from '../../engine/node/ports.ts';
import { checkPipeline } from '../../engine/pipeline/checkPipeline.ts';
import { allDialects } from '../../engine/pipeline/dialects/allDialects.ts';
import { dialectOf, readDialectFile } from '../../engine/pipeline/dialects/readDialect.ts';
import { type PipelineDocument, parsePipeline } from '../../engine/pipeline/parsePipeline.ts';
import type { Ports } from '../../engine/ports.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { applyFixes } from '../applyFixes.ts';
import { checkFacts } from '../checkFacts.ts';
import { exitCodes } from '../exitCodes.ts';
import { type FoundDocument, findDocuments } from '../findDocuments.ts';
import { type Finding, toFindings } from '../findings.ts';
import { github } from '../formats/github.ts';
import { json } from '../formats/json.ts';
import { junit } from '../formats/junit.ts';
import type { CheckReport } from '../formats/report.ts';
import { sarif } from '../formats/sarif.ts';
import { text } from '../formats/text.ts';
import { gitOnce } from '../gitOnce.ts';
import { mapSome } from '../mapSome.ts';
import { mendFile } from '../mendFile.ts';
import { projectsOf } from '../projectsOf.ts';
import { projectCheckSettings } from '../readCheckSettings.ts';
import { readTexts } from '../readTexts.ts';
import { styleFor } from '../style.ts';
import { UsageError, verb } from '../verb.ts';

const formats = { text, json, sarif, github, junit } as const;
type FormatName = keyof typeof formats;
const formatNames = Object.keys(formats) as readonly FormatName[];

export const check = verb({
  name: 'check',
  summary: 'Finds mistakes in pipelines and model cards.',
  usage: [`check [PATH…] [--format ${formatNames.join('|')}] [--fix] [--max-warnings N] [--not-checked]`],
  options: {
    format: {
      type: 'string',
      value: 'FORMAT',
      help: 'How findings are printed: text, json, sarif (code hosts), github (Actions) or junit (GitLab, Jenkins).',
    },
    sarif: { type: 'boolean', help: 'The same as --format sarif.' },
    fix: { type: 'boolean', help: 'Mend in the files what has one sure fix.' },
    'max-warnings': { type: 'string', value: 'N', help: 'Warnings that do not fail the check; default: 0.' },
    'not-checked': { type: 'boolean', help: 'Say as well what could not be checked, and why.' },
  },
  notes: [
    'PATH is a file, a folder or a pattern such as "models/**/*.yaml"; the current folder when there is none.',
    'A file that is named is taken by its content.',
    'Exit code 1: an error, or more warnings than are let through.',
  ],
  maxArgs: Number.POSITIVE_INFINITY,
  async run({ options, args, io, isJson }) {
    const format = formatOf(options.format, isJson, options.sarif === true);
    const most = warningsOf(options['max-warnings']);
    const found = await findDocuments(args, io.cwd);
    const { documents, checked, fixed, notes } = await checkAndMend(found, options.fix === true);
    const report: CheckReport = {
      files: new Map(documents.map(({ shown, document }) => [shown, document.text])),
      findings: checked.findings,
      notChecked: options['not-checked'] === true ? checked.missing : null,
      ...{ fixed, version: packageJson.version, style: styleFor(io) },
    };
    for (const note of notes) io.err(`${report.style('yellow', 'warning')}  ${note}\n`);
    io.out(formats[format](report));
    const number = (severity: Severity): number =>
      checked.findings.filter(finding => finding.severity === severity).length;
    return number('error') > 0 || number('warning') > most ? exitCodes.failed : exitCodes.done;
  },
});

function formatOf(named: string | undefined, isJson: boolean, isSarif: boolean): FormatName {
  const asked = [...(named === undefined ? [] : [named]), ...(isJson ? ['json'] : []), ...(isSarif ? ['sarif'] : [])];
  const [first = 'text', other] = new Set(asked);
  if (other !== undefined) throw new UsageError(`${first} and ${other} are two formats: choose one.`, 'check');
  const known = formatNames.find(name => name === first);
  if (known === undefined)
    throw new UsageError(`There is no format «${first}», only ${formatNames.join(', ')}.`, 'check');
  return known;
}

function warningsOf(typed: string | undefined): number {
  if (typed === undefined) return 0;
  if (!/^\d{1,9}$/.test(typed)) throw new UsageError(`--max-warnings takes a number; «${typed}» is none.`, 'check');
  return Number(typed);
}

/** One mended mistake may uncover another; this many are enough, and fixes that undo each other end. */
const mostPasses = 5;

async function checkAndMend(found: readonly FoundDocument[], isMending: boolean) {
  const notes = new Set<string>();
  let documents = await readDocuments(found, notes);
  let checked = await checkAll(documents);
  let fixed = 0;
  for (let pass = 0; isMending && pass < mostPasses; pass++) {
    const mended = await mend(documents, checked.diagnostics, notes);
    if (mended === 0) break;
    fixed += mended;
    documents = await readDocuments(found, notes);
    checked = await checkAll(documents);
  }
  return { documents, checked, fixed, notes };
}

/** Returns how many findings were mended. */
async function mend(
  documents: readonly Parsed[],
  diagnostics: ReadonlyMap<string, readonly Diagnostic[]>,
  notes: Set<string>,
): Promise<number> {
  let fixed = 0;
  for (const { path, shown, document } of documents) {
    const mended = applyFixes(document.text, diagnostics.get(path) ?? []);
    if (mended.fixed === 0 || mended.text === document.text) continue;
    const outcome = await mendFile(path, document.text, mended.text);
    if (outcome.isMended) fixed += mended.fixed;
    else notes.add(`${shown} ${outcome.reason}, so nothing in it was mended.`);
  }
  return fixed;
}

type Parsed = FoundDocument &
  (
    | { readonly kind: 'pipeline'; readonly document: PipelineDocument }
    | { readonly kind: 'card'; readonly document: CardDocument }
    | { readonly kind: 'dialect'; readonly document: { readonly text: string; readonly isOurs: boolean } }
  );

/** Files that are not ours are left out unless a person named them. */
async function readDocuments(found: readonly FoundDocument[], notes: Set<string>): Promise<readonly Parsed[]> {
  const parsed: Parsed[] = [];
  for (const { file, text, reason } of await readTexts(found)) {
    const item = text === null ? null : parse(file, text);
    if (item?.document.isOurs) parsed.push(item);
    else if (file.isNamed) throw new UsageError(item === null ? `${file.shown} ${reason}.` : notOurs(file), 'check');
    else if (reason !== null && reason !== 'is gone') notes.add(`${file.shown} ${reason}, so it was not checked.`);
  }
  return parsed;
}

function parse(file: FoundDocument, text: string): Parsed {
  if (file.kind === 'card') return { ...file, kind: 'card', document: parseCard(text, file.path) };
  const pipeline = parsePipeline(text);
  if (file.kind === 'pipeline' || pipeline.isOurs) {
    if (pipeline.isOurs || dialectOf(text, file.path) === null)
      return { ...file, kind: 'pipeline', document: pipeline };
  }
  return { ...file, kind: 'dialect', document: { text, isOurs: dialectOf(text, file.path) !== null } };
}

const knownFormats = allDialects.map(({ title }) => title).join(', ');
const notOurs = ({ kind, shown }: FoundDocument): string =>
  kind === 'card'
    ? `${shown} is no model card: its front matter has no key of one.`
    : kind === 'pipeline'
      ? `${shown} is no pipeline of Trainyard: it has no «apiVersion: trainyard/v1» with «kind: Pipeline».`
      : `${shown} is of no format that Trainyard knows: neither a pipeline of its own nor one of ${knownFormats}.`;

interface Checked {
  readonly findings: readonly Finding[];
  /** By the document's path. */
  readonly diagnostics: ReadonlyMap<string, readonly Diagnostic[]>;
  readonly missing: readonly string[];
}

function checkOne(
  item: Parsed,
  file: string,
  facts: Facts,
  profile: CheckSettings['cardProfile'],
): readonly Diagnostic[] {
  switch (item.kind) {
    case 'card':
      return checkCard(item.document, { facts, file, profile });
    case 'pipeline':
      return checkPipeline(item.document, file, facts);
    case 'dialect':
      return readDialectFile(item.document.text, file, facts)?.diagnostics ?? [];
  }
}

/** Facts are collected once per project. */
async function checkAll(documents: readonly Parsed[]): Promise<Checked> {
  const real = nodePorts();
  const ports = { ...real, git: gitOnce(real.git, real.files) };
  const projects = await projectsOf(ports.files, documents);
  const findings: Finding[] = [];
  const missing: string[] = [];
  const diagnostics = new Map<string, readonly Diagnostic[]>();
  const results = await mapSome([...projects], 8, ([root, members]) => checkProject(ports, root, members));
  for (const checked of results) {
    findings.push(...checked.findings);
    missing.push(...checked.missing);
    for (const [path, own] of checked.diagnostics) diagnostics.set(path, own);
  }
  return { findings, missing, diagnostics };
}

async function checkProject(ports: Ports, root: string, members: readonly Parsed[]): Promise<Checked> {
  const cited = members.flatMap(item => (item.kind === 'card' ? citedRuns(item.document) : []));
  const settings = await projectCheckSettings(root);
  const { facts, missing } = await checkFacts(ports, root, [...new Set(cited)]);
  const real = await Promise.all(members.map(async item => (await ports.files.realPath(item.path)) ?? item.path));
  const diagnostics = new Map<string, readonly Diagnostic[]>();
  for (const [i, item] of members.entries()) {
    const file = relative(root, real[i] ?? item.path)
      .split(sep)
      .join('/');
    const isLeftOut = !item.isNamed && matchesAny(file, settings.exclude);
    const found = isLeftOut ? [] : checkOne(item, file, facts, settings.cardProfile);
    diagnostics.set(item.path, settledFindings(item.document.text, found, settings));
  }
  const findings = members.flatMap(({ path, shown, document }) =>
    toFindings(shown, document.text, diagnostics.get(path) ?? []),
  );
  return { findings, missing, diagnostics };
}
