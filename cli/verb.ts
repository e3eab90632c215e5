// A verb as a value: its name, its options, what help says of it, and what it does.
import { parseArgs } from 'node:util';
import { type ExitCode, exitCodes } from './exitCodes.ts';
import type { Io } from './io.ts';
import { formatTable } from './table.ts';

export interface OptionSpec {
  readonly type: 'string' | 'boolean';
  readonly multiple?: boolean;
  readonly short?: string;
  /** What stands for its value in help, such as `STAGE`. */
  readonly value?: string;
  readonly help: string;
}
type OptionSpecs = Readonly<Record<string, OptionSpec>>;
type OptionValue<S extends OptionSpec> = S['type'] extends 'boolean'
  ? boolean
  : S extends { readonly multiple: true }
    ? readonly string[]
    : string;
export type OptionValues<O extends OptionSpecs> = { readonly [K in keyof O]?: OptionValue<O[K]> };

export interface Call<O extends OptionSpecs> {
  readonly options: OptionValues<O>;
  readonly args: readonly string[];
  readonly io: Io;
  readonly isJson: boolean;
}
interface VerbSpec<O extends OptionSpecs> {
  readonly name: string;
  readonly summary: string;
  /** How it is called, after `trainyard`. */
  readonly usage: readonly string[];
  readonly options: O;
  /** Examples and what else has to be said; lines. */
  readonly notes?: readonly string[];
  /** At most this many words without a dash. */
  readonly maxArgs: number;
  /** Rewrites what `parseArgs` cannot know, such as options whose value may be left out. */
  readonly prepare?: (args: readonly string[]) => readonly string[];
  run(call: Call<O>): Promise<ExitCode>;
}
export interface Verb {
  readonly name: string;
  readonly summary: string;
  help(): string;
  /** Throws `UsageError` for words it does not know. */
  execute(args: readonly string[], io: Io): Promise<ExitCode>;
}

/** A person typed something that means nothing: exit code 2, with a pointer to help. */
export class UsageError extends Error {
  readonly verb: string | null;
  constructor(message: string, verb: string | null = null) {
    super(message);
    this.name = 'UsageError';
    this.verb = verb;
  }
}

const common = {
  json: { type: 'boolean', help: 'Print one JSON document and nothing else.' },
  help: { type: 'boolean', short: 'h', help: 'Say how to use this.' },
} as const satisfies OptionSpecs;

export function verb<const O extends OptionSpecs>(spec: VerbSpec<O>): Verb {
  const all: OptionSpecs = { ...spec.options, ...common };
  return {
    name: spec.name,
    summary: spec.summary,
    help: () => helpText(spec, all),
    async execute(args, io) {
      const { values, positionals } = parse(spec.name, spec.prepare?.(args) ?? args, all);
      if (values.help === true) {
        io.out(helpText(spec, all));
        return exitCodes.done;
      }
      const extra = positionals[spec.maxArgs];
      if (extra !== undefined) throw new UsageError(`«${extra}» is one word too many.`, spec.name);
      const options = values as OptionValues<O>;
      return spec.run({ options, args: positionals, io, isJson: values.json === true });
    },
  };
}

function parse(name: string, args: readonly string[], options: OptionSpecs) {
  try {
    const config = Object.fromEntries(
      Object.entries(options).map(([key, { type, multiple, short }]) => [
        key,
        { type, ...(multiple === undefined ? {} : { multiple }), ...(short === undefined ? {} : { short }) },
      ]),
    );
    return parseArgs({ args: [...args], options: config, allowPositionals: true, strict: true });
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError(parseTrouble(error), name);
    throw error;
  }
}

/** `parseArgs` explains at length how to pass words that begin with a dash; its first sentence is enough. */
function parseTrouble(error: TypeError): string {
  const [sentence = error.message] = error.message.split(/\. |\n/);
  return `${sentence.replaceAll("'", '').replace(/\.$/, '')}.`;
}

function helpText(spec: VerbSpec<OptionSpecs>, options: OptionSpecs): string {
  const rows = Object.entries(options).map(([key, { short, value, help }]) => [
    `  --${key}${value === undefined ? '' : ` ${value}`}${short === undefined ? '' : `, -${short}`}`,
    help,
  ]);
  const lines = [
    ...spec.usage.map((usage, i) => `${i === 0 ? 'Usage:' : '      '} trainyard ${usage}`),
    '',
    spec.summary,
    '',
    ...formatTable([{ title: 'Options' }, { title: '' }], rows),
    ...(spec.notes === undefined ? [] : ['', ...spec.notes]),
  ];
  return `${lines.join('\n')}\n`;
}
