// `trainyard register`: judges the gates of a run, packages its model and registers it as a version.

import { randomUUID } from 'node:crypto';
import type { Connection } from '../../connect/connectProject.ts';
import { whoAsks } from '../../connect/whoAsks.ts';
import { gateText } from '../../present/gateText.ts';
import { signatureTexts } from '../../present/signatureText.ts';
import type { Operation } from '../../protocol/api.ts';
import type { ModelList } from '../../protocol/deployApi.ts';
import { exitCodes } from '../exitCodes.ts';
import { findPipelineRun } from '../findRun.ts';
import { findPython, shellVariables } from '../interpreter.ts';
import { operationEnd, tellTrouble } from '../operationEnd.ts';
import { printJson, printLines } from '../print.ts';
import { choosePipeline, withService } from '../project.ts';
import { type Style, stateGlyph, styleFor } from '../style.ts';
import { verb } from '../verb.ts';

export const register = verb({
  name: 'register',
  summary: 'Registers the model of a run as a version, if its gates pass.',
  usage: ['register [PIPELINE] [--run RUN] [--description TEXT] [--why TEXT] [--json]'],
  options: {
    run: { type: 'string', short: 'r', value: 'RUN', help: 'The run; default: the last one that succeeded.' },
    description: { type: 'string', value: 'TEXT', help: 'Of the version.' },
    why: { type: 'string', value: 'TEXT', help: 'Kept in the audit trail.' },
    python: { type: 'string', value: 'PATH', help: 'The interpreter for packaging a Python model.' },
  },
  maxArgs: 1,
  async run({ options, args: [typed], io, isJson }) {
    const pipeline = await choosePipeline(typed, io.cwd, 'register');
    const python = await findPython(options.python, io.env, io.cwd);
    const who = await whoAsks(io);
    return withService(io, async service => {
      const run = options.run === undefined ? undefined : await findPipelineRun(service, options.run, 'register');
      const begun = await service.register({
        ...{ key: randomUUID(), pipeline, who, env: shellVariables(io.env) },
        ...(run === undefined ? {} : { runId: run.id }),
        ...(options.description === undefined ? {} : { description: options.description }),
        ...(options.why === undefined ? {} : { why: options.why }),
        ...(python === null ? {} : { python }),
      });
      const ended = await operationEnd(service, begun, { io, isJson });
      const failed = tellTrouble(ended, { io, isJson });
      if (failed !== null) return failed;
      const version = await registered(service, ended);
      if (isJson) printJson(io, { version });
      else printLines(io, versionLines(version, styleFor(io)));
      return exitCodes.done;
    });
  },
});

type Version = ModelList[number]['versions'][number];
async function registered(service: Connection, { subject }: Operation): Promise<Version | undefined> {
  const [name, number] = (subject ?? '').split(/\/(?=\d+$)/);
  const model = (await service.models()).find(one => one.name === name);
  return model?.versions.find(({ version }) => version === Number(number));
}

function versionLines(version: Version | undefined, style: Style): readonly string[] {
  if (version === undefined) return ['The version is registered.'];
  const { model, version: number, aliases, hash, verdicts } = version;
  const named = aliases.length === 0 ? '' : `  ${style('gray', aliases.join(', '))}`;
  return [
    `${style('bold', `${model} v${number}`)} is registered.${named}`,
    ...(hash === null ? [] : [style('gray', `  hash ${hash.slice(0, 12)}`)]),
    ...verdicts.map(one => `  ${stateGlyph(style, one.state)} ${one.gate}  ${gateText(one)}`),
    ...signatureTexts(version).map(
      text => `  ${stateGlyph(style, 'stale')} ${text}: callers of the version before notice`,
    ),
  ];
}
