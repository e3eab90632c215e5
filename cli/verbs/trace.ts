// `trainyard trace`: from one logged prediction back to its version, run, data and commit.
import { formatTime } from '../../present/format.ts';
import { gateText } from '../../present/gateText.ts';
import type { Trace } from '../../protocol/deployApi.ts';
import { exitCodes } from '../exitCodes.ts';
import { printJson, printLines } from '../print.ts';
import { withService } from '../project.ts';
import { type Style, stateGlyph, styleFor } from '../style.ts';
import { formatTable } from '../table.ts';
import { UsageError, verb } from '../verb.ts';
import { recordLines } from './audit.ts';

export const trace = verb({
  name: 'trace',
  summary: 'Leads from a logged request back to its version, run, data and commit.',
  usage: ['trace REQUEST [--json]'],
  options: {},
  notes: ['REQUEST is the id of a request: the answer carried it.'],
  maxArgs: 1,
  async run({ args: [id], io, isJson }) {
    if (id === undefined) throw new UsageError('The id of a request is missing.', 'trace');
    const found = await withService(io, service => service.trace(id));
    if (isJson) printJson(io, { trace: found });
    else printLines(io, traceLines(found, styleFor(io)));
    return exitCodes.done;
  },
});

function traceLines(trace: Trace, style: Style): readonly string[] {
  const { request, deployment, label } = trace;
  const rows: (readonly [string, string])[] = [
    ['request', `${request.id}  ${formatTime(request.at)}  status ${request.status}  ${request.latency.toFixed(1)} ms`],
    ['input', JSON.stringify(request.inputs)],
    ['answer', JSON.stringify(request.outputs)],
    ...(label === null ? [] : [['label', String(label)] as const]),
    ['deployment', `${deployment.target}  ${deployment.pipeline}`],
    ['version', `${trace.model} v${trace.version}  ${trace.modelHash ?? ''}`],
    ['run', trace.runId === null ? 'not known' : `${trace.runName ?? ''}  ${trace.runId}`],
    ['commit', commitText(trace)],
    ...Object.entries(trace.data).map(([path, hash]) => ['data', `${path}  ${hash.slice(0, 12)}`] as const),
    ...Object.entries(trace.params).map(([name, value]) => ['param', `${name} = ${value}`] as const),
  ];
  const table = formatTable(
    [{ title: '' }, { title: '' }],
    rows.map(([name, value]) => [style('gray', name), value]),
  ).slice(1);
  const gates = trace.verdicts.map(one => `  ${stateGlyph(style, one.state)} ${one.gate}  ${gateText(one)}`);
  const records = recordLines(trace.records, style);
  return [
    ...table,
    ...(gates.length === 0 ? [] : ['', 'Gates', ...gates]),
    ...(records.length === 0 ? [] : ['', ...records]),
  ];
}

function commitText({ commit, diffHash }: Trace): string {
  if (commit === null) return 'not known';
  return diffHash === null ? commit : `${commit}, with changes ${diffHash.slice(0, 12)}`;
}
