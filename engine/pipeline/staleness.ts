// Whether a stage would run again and why: what it consumes and makes now against its last good run. Pure.
import type { ContentHash, ProjectPath } from '../domain/ids.ts';
import type { Command, ParamValue, ResolvedStage, StageLock, StaleReason } from '../domain/pipeline.ts';
import type { Hasher } from '../ports.ts';

/** What is on disk now: hashes by path, null for what is missing. */
export interface StageNow {
  readonly deps: Readonly<Record<ProjectPath, ContentHash | null>>;
  readonly outs: Readonly<Record<ProjectPath, ContentHash | null>>;
  /** Null for a stage without an environment. */
  readonly environment: ContentHash | null;
}
/** Everything a stage run consumes. */
export type StageKeyInputs = Omit<StageLock, 'key' | 'outs'>;

/** One text for a command: the line itself, or the list as JSON, so that the two never meet. */
export const commandText = (cmd: Command): string => (cmd.kind === 'shell' ? cmd.line : JSON.stringify(cmd.argv));

/** Key of a stage's cache entry: a hash over all it consumes, whatever the order of names. */
export const stageKey = (hasher: Pick<Hasher, 'text'>, inputs: StageKeyInputs): ContentHash =>
  hasher.text(
    canonicalJson({
      v: 1,
      cmd: inputs.cmd,
      env: inputs.env,
      environment: inputs.environment,
      deps: inputs.deps,
      params: inputs.params,
    }),
  );

/** The lock a run of the stage would leave, its outputs still open. Deps that are missing are left out. */
export function stageLockInputs(
  hasher: Pick<Hasher, 'text'>,
  stage: ResolvedStage,
  now: Pick<StageNow, 'deps' | 'environment'>,
): Omit<StageLock, 'outs'> {
  const deps: Record<ProjectPath, ContentHash> = {};
  for (const path of stage.deps) {
    const hash = now.deps[path];
    if (hash) deps[path] = hash;
  }
  const inputs: StageKeyInputs = {
    cmd: commandText(stage.cmd),
    env: stage.env,
    environment: now.environment,
    deps,
    params: stage.params,
  };
  return { key: stageKey(hasher, inputs), ...inputs };
}

/**
 * Reasons to run, none when the stage may be skipped. Reasons that come from other stages (`upstream`)
 * and from the request (`forced`) are the caller's to add.
 */
export function staleReasons(stage: ResolvedStage, lock: StageLock | null, now: StageNow): readonly StaleReason[] {
  if (lock === null) return [{ code: 'never-run' }];
  return [
    ...(stage.always ? [{ code: 'always' as const }] : []),
    ...(commandText(stage.cmd) === lock.cmd ? [] : [{ code: 'command-changed' as const }]),
    ...(now.environment === lock.environment
      ? []
      : [{ code: 'environment-changed' as const, ...(stage.environment ? { subject: stage.environment.name } : {}) }]),
    ...variableReasons(stage, lock),
    ...depReasons(stage, lock, now),
    ...paramReasons(stage, lock),
    ...outReasons(stage, lock, now),
  ];
}

function variableReasons(stage: ResolvedStage, lock: StageLock): readonly StaleReason[] {
  return allKeys(stage.env, lock.env)
    .filter(name => stage.env[name] !== lock.env[name])
    .map(subject => ({ code: 'environment-changed', subject }));
}

function depReasons(stage: ResolvedStage, lock: StageLock, now: StageNow): readonly StaleReason[] {
  const present = stage.deps.flatMap((subject): StaleReason[] => {
    const hash = now.deps[subject] ?? null;
    if (hash === null) return [{ code: 'dep-missing', subject }];
    return hash === lock.deps[subject] ? [] : [{ code: 'dep-changed', subject }];
  });
  const dropped = Object.keys(lock.deps).filter(path => !stage.deps.includes(path));
  return [...present, ...dropped.map((subject): StaleReason => ({ code: 'dep-changed', subject }))];
}

function paramReasons(stage: ResolvedStage, lock: StageLock): readonly StaleReason[] {
  return allKeys(stage.params, lock.params).flatMap((subject): StaleReason[] => {
    const before = stage.params[subject];
    const [old, current] = [shownParam(lock.params[subject]), shownParam(before)];
    if (old === current) return [];
    return [
      {
        code: 'param-changed',
        subject,
        ...(old === undefined ? {} : { before: old }),
        ...(current === undefined ? {} : { after: current }),
      },
    ];
  });
}

const shownParam = (value: ParamValue | undefined): string | undefined =>
  value === undefined ? undefined : canonicalJson(value);

function outReasons(stage: ResolvedStage, lock: StageLock, now: StageNow): readonly StaleReason[] {
  return stage.outs.flatMap(({ path }): StaleReason[] => {
    const hash = now.outs[path] ?? null;
    if (hash === null) return [{ code: 'out-missing', subject: path }];
    return hash === lock.outs[path] ? [] : [{ code: 'out-changed', subject: path }];
  });
}

const allKeys = (a: object, b: object): readonly string[] => [...new Set([...Object.keys(a), ...Object.keys(b)])];

/** JSON with sorted keys; infinities and NaN, which JSON lacks, are kept apart as text. */
function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonicalJson(inner)}`).join(',')}}`;
  }
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : (JSON.stringify(value) ?? 'null');
}
