// The words of `trainyard run` as parts of a run request.
import type { RunRequest } from '../protocol/api.ts';
import { UsageError } from './verb.ts';

const everything = '*';

/** `--force` takes the next word when it is a stage's name: not an option, not a pipeline file, not a value. */
export function separateForce(args: readonly string[]): readonly string[] {
  return args.flatMap((arg, i) => {
    if (args[i - 1] === '--force' && isStageWord(arg)) return [];
    if (arg !== '--force') return [arg];
    const next = args[i + 1];
    return [`--force=${isStageWord(next) ? next : everything}`];
  });
}
const isStageWord = (word: string | undefined): boolean =>
  word !== undefined && !word.startsWith('-') && !word.includes('=') && !/\.ya?ml$/.test(word);

/** `--set a=1 b=2`: words with `=` are values, wherever they stand. */
export function separateValues(args: readonly string[]): readonly string[] {
  return args.map((arg, i) =>
    /^[A-Za-z_][\w.-]*=/.test(arg) && !/^--?(set|force|stage|to|python|parallel)$/.test(args[i - 1] ?? '')
      ? `--set=${arg}`
      : arg,
  );
}

export function readSelect(only?: readonly string[], upTo?: readonly string[]): Pick<RunRequest, 'select'> {
  if (only !== undefined && upTo !== undefined) throw new UsageError('--stage and --to exclude each other.', 'run');
  const stages = (only ?? upTo)?.flatMap(names => names.split(',')).filter(name => name !== '');
  if (stages === undefined) return {};
  if (stages.length === 0) throw new UsageError('A stage needs a name.', 'run');
  return { select: { mode: only === undefined ? 'upTo' : 'only', stages } };
}

export function readForce(force?: readonly string[]): Pick<RunRequest, 'force'> {
  if (force === undefined) return {};
  return { force: force.includes(everything) ? true : force.flatMap(names => names.split(',')) };
}

/** `8` is a number, `true` a boolean, everything else text; quotes keep text that looks like either. */
export function readValues(set?: readonly string[]): Pick<RunRequest, 'params'> {
  if (set === undefined) return {};
  const entries = set.map(word => {
    const at = word.indexOf('=');
    if (at < 1) throw new UsageError(`«${word}» is no NAME=VALUE.`, 'run');
    return [word.slice(0, at), readScalar(word.slice(at + 1))] as const;
  });
  return { params: Object.fromEntries(entries) };
}

function readScalar(text: string): string | number | boolean {
  if (text === 'true' || text === 'false') return text === 'true';
  if (/^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/.test(text)) return Number(text);
  const quoted = /^(["'])(.*)\1$/s.exec(text);
  return quoted?.[2] ?? text;
}

export function readParallel(text?: string): Pick<RunRequest, 'parallel'> {
  if (text === undefined) return {};
  const parallel = Number(text);
  if (!/^\d+$/.test(text) || parallel < 1 || parallel > 64)
    throw new UsageError('--parallel takes a number from 1 to 64.', 'run');
  return { parallel };
}
