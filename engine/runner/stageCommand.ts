// The command of a stage with its program, folder and variables; its environment is built first when it has one.

import { fail, ok, type Result } from '../domain/result.ts';
import type { StageFailure } from '../domain/run.ts';
import { isTrouble } from '../errors.ts';
import { buildEnvironment } from './environments.ts';
import { activate, environmentOf, findProgram, type Variables } from './programs.ts';
import { stageFolder } from './runnerContext.ts';
import { stageVariables } from './runVariables.ts';
import { type StageJob, stageName } from './stageJob.ts';
import type { StageCommand } from './stageProcess.ts';

/** Throws `cancelled`. A program that is not there is said before anything is started. */
export async function prepareCommand(job: StageJob): Promise<Result<StageCommand, StageFailure>> {
  const { context, planned, variables } = job;
  const { resolved } = planned;
  if (variables === null) return fail({ code: 'internal', reason: 'the variables of this run are gone; run it again' });
  const cwd = resolved.cwd === '' ? context.root : `${context.root}/${resolved.cwd}`;
  const environment = await environmentFolder(job, variables);
  if (!environment.ok) return environment;
  const activated = environment.value === null ? variables : activate(variables, environment.value);
  const env = stageVariables(activated, resolved.env, await ownVariables(job));
  const argv = resolved.cmd.kind === 'shell' ? ['/bin/sh', '-c', resolved.cmd.line] : resolved.cmd.argv;
  const [program = '', ...args] = argv;
  if ((await findProgram(context.ports.files, program, cwd, env)) === null) {
    return fail({
      code: 'spawn',
      command: program,
      reason: program.includes('/') ? 'there is no such program' : 'it was not found on PATH',
    });
  }
  await recordEnvironment(job, {
    argv,
    cwd: resolved.cwd,
    environment: environment.value,
    variables: Object.keys(env).sort(),
  });
  return ok({ program, args, cwd, env });
}

/** Folder of the built environment; without one, that of the interpreter the request named; null for neither. */
async function environmentFolder(job: StageJob, variables: Variables): Promise<Result<string | null, StageFailure>> {
  const { context, plan, planned, stageRun } = job;
  const { environment } = planned.resolved;
  if (environment === null || (environment.requirements === null && environment.python === null)) {
    return ok(plan.python === null ? null : await environmentOf(context.ports.files, plan.python));
  }
  const report = (message: string): void =>
    context.store.changeStageRun(stageRun.id, { progress: { step: 'environment', message } });
  report(`environment ${environment.name}`);
  try {
    const folder = await buildEnvironment(context.ports, {
      environment,
      root: context.root,
      folder: context.folders.environments,
      variables,
      python: plan.python,
      signal: job.signal,
      onProgress: report,
    });
    return ok(folder);
  } catch (error) {
    if (isTrouble(error, 'environment-failed')) return fail({ code: 'environment', reason: String(error.args.reason) });
    if (isTrouble(error, 'python-missing')) return fail({ code: 'spawn', command: 'python', reason: error.message });
    throw error;
  }
}

async function ownVariables(job: StageJob): Promise<Record<string, string>> {
  return {
    ...(await job.context.serviceVariables?.(job.stageRun.id)),
    MLFLOW_EXPERIMENT_NAME: job.run.pipelineName,
    TRAINYARD_RUN_ID: job.run.id,
    TRAINYARD_STAGE: stageName(job),
  };
}

/** Names of variables only: their values may be secrets. */
const recordEnvironment = (job: StageJob, record: object): Promise<void> =>
  job.context.ports.files.writeAtomic(
    `${stageFolder(job.context.root, job.run.id, stageName(job))}/environment.json`,
    `${JSON.stringify(record, null, 2)}\n`,
  );
