// `trainyard gates`: what every gate says of the last finished run, or of one.
import { isBlocking } from '../../engine/domain/gate.ts';
import { gateText } from '../../present/gateText.ts';
import type { GateView } from '../../protocol/deployApi.ts';
import { exitCodes } from '../exitCodes.ts';
import { findPipelineRun } from '../findRun.ts';
import { printJson, printLines } from '../print.ts';
import { choosePipeline, withService } from '../project.ts';
import { type Style, stateGlyph, styleFor } from '../style.ts';
import { formatTable } from '../table.ts';
import { verb } from '../verb.ts';

export const gates = verb({
  name: 'gates',
  summary: 'Shows what the gates say of the last run that succeeded.',
  usage: ['gates [PIPELINE] [--run RUN] [--json]'],
  options: {
    run: { type: 'string', short: 'r', value: 'RUN', help: 'Judge this run: its name, or the beginning of its id.' },
  },
  notes: ['The exit code is 1 when a gate that the model requires would keep it from being registered.'],
  maxArgs: 1,
  async run({ options, args: [typed], io, isJson }) {
    const pipeline = typed === undefined ? undefined : await choosePipeline(typed, io.cwd, 'gates');
    const views = await withService(io, async service => {
      const run = options.run === undefined ? undefined : await findPipelineRun(service, options.run, 'gates');
      const of = pipeline ?? run?.pipeline;
      return service.gates({
        ...(of === undefined ? {} : { pipeline: of }),
        ...(run === undefined ? {} : { run: run.id }),
      });
    });
    if (isJson) printJson(io, { gates: views });
    else if (views.length === 0)
      io.out('No pipeline here has gates. A «gates» section in the pipeline file makes them.\n');
    else printLines(io, gateLines(views, styleFor(io)));
    const isBlocked = views.some(({ isRequired, verdict }) => isRequired && verdict !== null && isBlocking(verdict));
    return isBlocked ? exitCodes.failed : exitCodes.done;
  },
});

function gateLines(views: readonly GateView[], style: Style): readonly string[] {
  const files = [...new Set(views.map(({ pipeline }) => pipeline))];
  return files.flatMap((file, i) => {
    const rows = views
      .filter(({ pipeline }) => pipeline === file)
      .map(({ gate, verdict, isRequired }) => [
        `  ${stateGlyph(style, verdict?.state ?? 'unknown')} ${gate.name}`,
        verdict === null ? 'no run to judge yet' : gateText(verdict),
        style(
          'gray',
          [isRequired ? 'required' : '', gate.onFail === 'warn' ? 'warns only' : ''].filter(Boolean).join(', '),
        ),
      ]);
    const table = formatTable([{ title: '' }, { title: '' }, { title: '' }], rows).slice(1);
    return [...(i === 0 ? [] : ['']), style('bold', file), ...table];
  });
}
