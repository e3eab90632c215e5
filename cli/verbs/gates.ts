// `trainyard gates`: what the gates of every pipeline say of its last run.
import { isBlocking } from '../../engine/domain/gate.ts';
import { gateState, gateText, verdictText } from '../../present/gateText.ts';
import type { GateView } from '../../protocol/registryApi.ts';
import { exitCodes } from '../exitCodes.ts';
import { printJson, printLines } from '../print.ts';
import { choosePipeline, withService } from '../project.ts';
import { type Style, stateGlyph, styleFor } from '../style.ts';
import { formatTable } from '../table.ts';
import { verb } from '../verb.ts';

export const gates = verb({
  name: 'gates',
  summary: 'Judges the last finished run by the gates of its pipeline.',
  usage: ['gates [PIPELINE] [--json]'],
  options: {},
  notes: [
    'PIPELINE is a file or a pipeline’s name; without it the gates of all are shown.',
    'Exit code 1 says that a required gate keeps the model from being registered.',
  ],
  maxArgs: 1,
  async run({ args, io, isJson }) {
    const file = args[0] === undefined ? null : await choosePipeline(args[0], io.cwd, 'gates');
    const all = await withService(io, service => service.gates());
    const shown = file === null ? all : all.filter(({ pipeline }) => pipeline === file);
    if (isJson) printJson(io, { gates: shown });
    else if (shown.length === 0) io.out('No pipeline here has gates. They stand under «gates:» in its file.\n');
    else printLines(io, table(shown, styleFor(io)));
    const isBlocked = shown.some(({ isRequired, verdict }) => isRequired && verdict !== null && isBlocking(verdict));
    return isBlocked ? exitCodes.failed : exitCodes.done;
  },
});

function table(views: readonly GateView[], style: Style): readonly string[] {
  const isMixed = new Set(views.map(({ pipeline }) => pipeline)).size > 1;
  const columns = [
    { title: 'gate' },
    ...(isMixed ? [{ title: 'pipeline' }] : []),
    { title: 'asks for' },
    { title: 'last run' },
    { title: '' },
  ];
  const rows = views.map(({ pipeline, gate, isRequired, verdict }) => [
    `${stateGlyph(style, gateState(verdict))} ${gate.name}`,
    ...(isMixed ? [style('gray', pipeline)] : []),
    gateText(gate),
    verdict === null ? style('gray', 'not judged yet') : verdictText(verdict),
    style('gray', isRequired ? (gate.onFail === 'block' ? 'required' : 'warns') : 'not required'),
  ]);
  return formatTable(columns, rows);
}
