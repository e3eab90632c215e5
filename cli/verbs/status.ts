// `trainyard status`: every pipeline with its stages, what would run again and why.
import { isEnded } from '../../engine/domain/run.ts';
import { formatDuration, formatRelative } from '../../present/format.ts';
import { errorText, failureText, staleText } from '../../present/texts.ts';
import type { PipelineView, StageView } from '../../protocol/api.ts';
import { exitCodes } from '../exitCodes.ts';
import { printJson, printLines } from '../print.ts';
import { withService } from '../project.ts';
import { type Style, stateGlyph, stateWord, styleFor } from '../style.ts';
import { formatTable } from '../table.ts';
import { verb } from '../verb.ts';

export const status = verb({
  name: 'status',
  summary: 'Shows the stages of every pipeline, and which would run again.',
  usage: ['status [--json]'],
  options: {},
  maxArgs: 0,
  async run({ io, isJson }) {
    const pipelines = await withService(io, service => service.pipelines());
    const style = styleFor(io);
    const now = Date.now();
    if (isJson) printJson(io, { pipelines });
    else if (pipelines.length === 0) io.out('There is no pipeline here. «trainyard init» creates one.\n');
    else
      printLines(
        io,
        pipelines.flatMap((view, i) => [...(i === 0 ? [] : ['']), ...viewLines(view, style, now)]),
      );
    return exitCodes.done;
  },
});

function viewLines(view: PipelineView, style: Style, now: number): readonly string[] {
  const head = `${style('bold', view.name)}  ${style('gray', view.file)}`;
  if (view.problem !== null) return [head, `  ${stateGlyph(style, 'failed')} ${errorText(view.problem.trouble)}`];
  const rows = view.stages.map(stage => [
    `  ${stateGlyph(style, stage.state)} ${stage.name}`,
    stateWord(style, stage.state),
    style('gray', detail(stage, now)),
  ]);
  const table = formatTable([{ title: '' }, { title: '' }, { title: '' }], rows).slice(1);
  return [head + lastRun(view, style, now), ...table];
}

function lastRun({ run }: PipelineView, style: Style, now: number): string {
  if (run === null) return '';
  const when = isEnded(run.state) ? ` ${formatRelative(now, run.endedAt ?? run.createdAt)}` : '';
  return `  ${run.name} ${stateWord(style, run.state)}${style('gray', when)}`;
}

function detail({ state, stale, last }: StageView, now: number): string {
  if (state === 'stale') return stale.map(staleText).join(', ');
  if (last === null) return '';
  if (last.failure !== null) return failureText(last.failure);
  if (last.startedAt === null) return '';
  const time = formatDuration((last.endedAt ?? now) - last.startedAt);
  return last.endedAt === null
    ? [time, last.progress?.message].filter(Boolean).join(' · ')
    : `${time} · ${formatRelative(now, last.endedAt)}`;
}
