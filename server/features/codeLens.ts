// Code lenses: run the pipeline and its stages, register its model, deploy it; their states, last values and uses beside.
import type { CodeLens } from 'vscode-languageserver';
import type { RunFacts, StageFacts } from '../../engine/domain/facts.ts';
import { mainMetric } from '../../engine/domain/mainMetric.ts';
import { formatNumber } from '../../present/format.ts';
import { t } from '../../present/l10n.ts';
import { lensCommands } from '../../protocol/lsp.ts';
import type { OpenFile, OpenPipeline } from '../openFile.ts';
import { gateWords } from '../words/gateWords.ts';
import { type Commands, lens, note, usesLens } from '../words/lenses.ts';
import { targetWords } from '../words/sectionHover.ts';
import { stateWord } from '../words/stateWord.ts';

/** What the client has no command for is not offered. */
export function codeLens(file: OpenFile, commands: Commands): CodeLens[] {
  if (file.kind !== 'pipeline' || !file.isOurs || file.outline.stages.size === 0) return [];
  return [
    ...pipelineLenses(file),
    ...stageLenses(file, commands),
    ...gateLenses(file),
    ...modelLens(file),
    ...targetLenses(file),
  ].filter(({ command }) => command?.command === '' || commands.has(command?.command ?? ''));
}

function pipelineLenses(file: OpenPipeline): CodeLens[] {
  const range = file.outline.name?.range ?? { start: 0, end: 0 };
  const run = { title: t('▷ Run'), command: lensCommands.runPipeline, arguments: [file.document.uri] };
  const runs = isRunning(file) ? [] : [lens(file, range, run)];
  const last = file.project.facts.lastRuns?.[file.outline.name?.text ?? ''];
  const metric = last === undefined ? null : mainValue(last);
  return [...runs, ...(metric === null ? [] : [lens(file, range, note(metric))])];
}

/** A pipeline runs once at a time: nothing is offered that would be refused. */
const isRunning = (file: OpenPipeline): boolean =>
  Object.values(file.project.facts.stages?.[file.project.path] ?? {}).some(
    ({ state }) => state === 'running' || state === 'queued',
  );

function stageLenses(file: OpenPipeline, commands: Commands): CodeLens[] {
  const uses = usesOfStages(file);
  const states = file.project.facts.stages?.[file.project.path] ?? {};
  const isIdle = !isRunning(file);
  return [...file.outline.stages.values()].flatMap(({ name }) => {
    const args = [file.document.uri, name.text];
    const state = Object.hasOwn(states, name.text) ? states[name.text] : undefined;
    const runs = isIdle
      ? [
          { title: t('▷ Run'), command: lensCommands.runStage, arguments: args },
          { title: t('▷ Run to Here'), command: lensCommands.runToStage, arguments: args },
        ]
      : [];
    const words = state === undefined ? '' : stateNote(state);
    return [
      ...runs.map(command => lens(file, name.range, command)),
      ...(words === '' ? [] : [lens(file, name.range, note(words))]),
      ...usesLens(file, name.range, uses.get(name.text) ?? 0, commands),
    ];
  });
}

/** As often as «Find References» finds them, counted for all stages at once. */
function usesOfStages({ outline }: OpenPipeline): ReadonlyMap<string, number> {
  const uses = new Map<string, number>();
  const count = (name: string): unknown => uses.set(name, (uses.get(name) ?? 0) + 1);
  for (const stage of outline.stages.values()) for (const need of stage.needs) count(need.text);
  for (const { metric } of outline.gates.values()) if (metric !== null) count(metric.stage.text);
  return uses;
}

function gateLenses(file: OpenPipeline): CodeLens[] {
  return [...file.outline.gates.values()].flatMap(gate => {
    const words = gateWords(file, gate);
    return words === null ? [] : [lens(file, gate.name.range, note(`${gateMarks[words.state]} ${words.text}`))];
  });
}
const gateMarks = { passed: '✓', failed: '✗', unknown: '?' } as const;

function modelLens(file: OpenPipeline): CodeLens[] {
  const section = file.outline.sections.find(({ name }) => name.text === 'model');
  if (section === undefined || file.outline.model.name === null) return [];
  const register = { title: t('Register'), command: lensCommands.register, arguments: [file.document.uri] };
  return [lens(file, section.name.range, register)];
}

/** A target has nothing to serve without a model. */
function targetLenses(file: OpenPipeline): CodeLens[] {
  if (file.outline.model.name === null) return [];
  return [...file.outline.targets.values()].flatMap(target => {
    const { text, range } = target.name;
    const deploy = { title: t('Deploy'), command: lensCommands.deploy, arguments: [file.document.uri, text] };
    const words = targetWords(file, target);
    return [lens(file, range, deploy), ...(words === null ? [] : [lens(file, range, note(words))])];
  });
}

const marks: Partial<Record<StageFacts['state'], string>> = {
  stale: '⧗',
  queued: '◷',
  running: '◉',
  failed: '✗',
  cached: '✓',
  succeeded: '✓',
};

/** What is settled needs no words: a stage that never ran has none. */
function stateNote({ state }: StageFacts): string {
  return state === 'never-run' ? '' : `${marks[state] ?? ''} ${stateWord(state)}`.trim();
}

/** The metric worth a glance, else the first. */
function mainValue(run: RunFacts): string | null {
  const names = Object.keys(run.metrics);
  const name = mainMetric(names) ?? names[0];
  const value = name === undefined ? undefined : run.metrics[name];
  return value === undefined ? null : `${name} ${formatNumber(value)}`;
}
