// Expected troubles as data: a code, its arguments and an English template; `present` makes the words.

interface ErrorSpec {
  /** English, with `{arg}` places: what happened and what to do next. */
  readonly template: string;
}

/** One line per trouble; keep them sorted by area. */
export const errorSpecs = {
  internal: { template: 'Something went wrong inside Trainyard: {reason}. The log has the details.' },
  'bad-request': { template: 'The request was not understood: {reason}.' },
  'not-found': { template: 'There is no {what} «{id}».' },
  cancelled: { template: 'Cancelled.' },
  'path-outside': { template: 'The path «{path}» leaves the project folder.' },
  'no-project': {
    template:
      'No pipeline was found in «{path}» or above. Create one with «trainyard init» or «Trainyard: Create Pipeline…».',
  },
  'pipeline-invalid': {
    template: '{file}, line {line}: {message}. «trainyard check» lists all findings ({count}).',
  },
  'pipeline-missing': { template: 'There is no pipeline file «{file}».' },
  'stage-unknown': { template: 'Pipeline «{pipeline}» has no stage «{stage}». It has: {known}.' },
  'params-unreadable': { template: 'The params file {file} cannot be read: {reason}.' },
  'expression-undefined': {
    template:
      'Stage «{stage}»: the expression «{expression}» has no single value. Name a param or dataset that has one.',
  },
  'expression-place': {
    template:
      'Stage «{stage}»: the value of «{expression}» cannot be put in safely: {reason}. Give it to the command as an argument or under «env».',
  },
  'param-undefined': {
    template:
      'Stage «{stage}» lists the param «{param}», which has no value. Give it one in the params file or under «params».',
  },
  'output-reserved': {
    template: '«{path}» cannot be an output: it is or holds the pipeline file, git’s folder or a store of runs.',
  },
  'run-active': { template: 'Pipeline «{pipeline}» is already running as {run}. Cancel it or wait for it.' },
  'python-missing': {
    template:
      'No Python interpreter was found. Install Python 3.10 or newer, or choose one in the setting trainyard.python.',
  },
  'environment-failed': { template: 'The environment «{name}» could not be built: {reason}.' },
  untrusted: {
    template: 'This folder is not trusted, so nothing is run or written. Trust the workspace to run pipelines.',
  },
  'store-newer': {
    template:
      '{file} was written by a newer Trainyard (schema {found}, this one knows {known}). It is opened read-only; update Trainyard to write.',
  },
  'store-locked': {
    template: 'The project is in use by Trainyard on host {host} (process {pid}). Stop it there first.',
  },
  'store-corrupt': { template: '{file} is damaged: {reason}. It was moved to {backup}.' },
  'tracking-schema': {
    template:
      '{file} has tables that do not match MLflow’s ({reason}). Run «mlflow db upgrade sqlite:///{file}» with your MLflow, or move the file away.',
  },
  'tracking-read-only': { template: '{file} can be read but not written: {reason}.' },
  'param-changed': { template: 'Param «{key}» of run {run} is «{old}» and cannot become «{new}».' },
  'file-store': {
    template: 'mlruns/ holds runs of MLflow’s file store, which stays readable. New runs go to mlflow.db beside it.',
  },
  'service-unreachable': {
    template:
      'The project’s service does not answer: {reason}. «Trainyard: Restart Service» starts it again; its log is {log}.',
  },
  'service-crashing': {
    template: 'The service stopped {count} times in five minutes and is not started again. Its log is {log}.',
  },
  'service-version': {
    template:
      'Service {found} and this Trainyard {known} do not speak the same version. Hand over to continue, or stay read-only.',
  },
  'port-taken': {
    template: 'Port {port} is used by another program. Choose another with --port, or stop that program.',
  },
  'runtime-missing': { template: 'This Node.js ({version}) lacks node:sqlite. Install Node.js 22.15 or newer.' },
  // Registry, packaging, serving, deployment
  'gates-failed': { template: '{model} was not registered: {failed}. Mend the model, or change the gate in {file}.' },
  'model-section-missing': { template: '{file} has no «model» section, so there is nothing to register.' },
  'model-unknown': { template: 'There is no registered model «{model}». It has: {known}.' },
  'version-unknown': { template: 'Model «{model}» has no version or alias «{version}». It has: {known}.' },
  'run-unfinished': { template: 'Run {run} has not succeeded, so nothing is registered from it.' },
  'artifact-missing': { template: 'The model «{path}» is not there. Run the pipeline first.' },
  'package-invalid': { template: 'The package in {path} cannot be used: {reason}.' },
  'model-unloadable': { template: 'The model cannot be loaded: {reason}.' },
  'model-input': { template: 'The model cannot take this input: {reason}.' },
  'model-failed': { template: 'The model failed: {reason}.' },
  overloaded: { template: 'Too many requests wait ({waiting}). Ask again in a moment.' },
  'deadline-passed': { template: 'No answer came within {after} ms.' },
  'not-ready': { template: 'Version {version} is not ready.' },
  'data-unreadable': { template: '{path} cannot be read as data: {reason}.' },
  'target-unknown': { template: 'Pipeline «{pipeline}» has no deploy target «{target}». It has: {known}.' },
  'deployment-busy': {
    template: 'On {target} a rollout of version {version} is under way. Promote it, roll it back, or wait.',
  },
  'act-impossible': { template: '«{act}» cannot be done on {target} now: {reason}.' },
  'router-failed': { template: 'The router of {target} does not serve: {reason}. Its log is {log}.' },
  'retrain-stopped': { template: 'Retraining {pipeline} stopped: {reason}.' },
  'monitor-missing': { template: 'No monitor watches {target}. Add a «monitor» section to {file}.' },
  'request-unknown': { template: 'No logged request has the id «{id}».' },
  unauthorized: { template: 'The token is missing or does not allow this.' },
} as const satisfies Record<string, ErrorSpec>;

export type ErrorCode = keyof typeof errorSpecs;
export type ErrorArgs = Readonly<Record<string, string | number>>;

/** An expected trouble. Tell kinds apart by `code`, never by message. */
export class TrainyardError extends Error {
  readonly code: ErrorCode;
  readonly args: ErrorArgs;
  constructor(code: ErrorCode, args: ErrorArgs = {}, options?: { cause?: unknown }) {
    super(fillTemplate(errorSpecs[code].template, args), options);
    this.name = 'TrainyardError';
    this.code = code;
    this.args = args;
  }
}

export const trouble = (code: ErrorCode, args: ErrorArgs = {}, options?: { cause?: unknown }): TrainyardError =>
  new TrainyardError(code, args, options);

export const isTrouble = (error: unknown, code?: ErrorCode): error is TrainyardError =>
  error instanceof TrainyardError && (code === undefined || error.code === code);

/** Puts arguments into the `{name}` places of a template; unknown places stay as they are. */
export function fillTemplate(template: string, args: ErrorArgs): string {
  return template.replace(/\{(\w+)\}/g, (place, name: string) => (name in args ? String(args[name]) : place));
}
