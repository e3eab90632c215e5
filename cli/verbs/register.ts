// `trainyard register`: judges the gates of a run, packages its model and registers it as a new version.
import { randomUUID } from 'node:crypto';
import { gateState, verdictText } from '../../present/gateText.ts';
import { errorText } from '../../present/texts.ts';
import type { ModelList } from '../../protocol/registryApi.ts';
import { exitCodeOf, exitCodes } from '../exitCodes.ts';
import { findPipelineRun } from '../findRun.ts';
import { printJson, printLines } from '../print.ts';
import { choosePipeline, withService } from '../project.ts';
import { type Style, stateGlyph, styleFor } from '../style.ts';
import { untilEnded } from '../untilEnded.ts';
import { verb } from '../verb.ts';

export const register = verb({
  name: 'register',
  summary: 'Registers the model of a run as a new version, once its required gates pass.',
  usage: ['register [PIPELINE] [--run RUN] [--alias NAME] [--description TEXT] [--json]'],
  options: {
    run: { type: 'string', short: 'r', value: 'RUN', help: 'Name or id of a run; default: the last that succeeded.' },
    alias: { type: 'string', short: 'a', value: 'NAME', help: 'Give the version this alias too, such as champion.' },
    description: { type: 'string', short: 'd', value: 'TEXT', help: 'What is special about this version.' },
  },
  notes: ['The model, its gates and the alias of new versions stand in the pipeline file.'],
  maxArgs: 1,
  async run({ options, args, io, isJson }) {
    const pipeline = await choosePipeline(args[0], io.cwd, 'register');
    return withService(io, async service => {
      const run = options.run === undefined ? undefined : await findPipelineRun(service, options.run, 'register');
      const operation = await untilEnded(
        service,
        await service.register({
          ...{ key: randomUUID(), pipeline },
          ...(run === undefined ? {} : { runId: run.id }),
          ...(options.alias === undefined ? {} : { alias: options.alias }),
          ...(options.description === undefined ? {} : { description: options.description }),
        }),
      );
      const version = operation.trouble === null ? findVersion(await service.models(), operation.result) : null;
      if (isJson) printJson(io, { operation, version });
      if (operation.trouble !== null) {
        if (!isJson) io.err(`${styleFor(io)('red', 'error')}  ${errorText(operation.trouble)}\n`);
        return exitCodeOf(operation.trouble.code);
      }
      if (!isJson && version !== null) printLines(io, lines(version, styleFor(io)));
      return exitCodes.done;
    });
  },
});

type Version = ModelList[number]['versions'][number];

function findVersion(models: ModelList, result: Readonly<Record<string, string | number>> | null): Version | null {
  const model = models.find(({ name }) => name === result?.model);
  return model?.versions.find(({ version }) => version === result?.version) ?? null;
}

function lines({ model, version, aliases, hash, verdicts }: Version, style: Style): readonly string[] {
  const names = aliases.length === 0 ? '' : style('gray', `  ${aliases.join(', ')}`);
  return [
    `${style('bold', `${model} v${version}`)}${names}  ${style('gray', hash?.slice(0, 12) ?? '')}`,
    ...verdicts.map(verdict => `  ${stateGlyph(style, gateState(verdict))} ${verdict.gate}  ${verdictText(verdict)}`),
  ];
}
