// The terminal or pipe the command line talks to, and what it may know of its shell.

export interface Io {
  /** Answers: what a person or a program asked for. */
  out(text: string): void;
  /** Everything beside the answer: progress, notes, errors. */
  err(text: string): void;
  /** Standard output is a terminal: lines may be updated in place. */
  readonly isTerminal: boolean;
  readonly hasColors: boolean;
  /** Cells per line of the terminal, read when asked. */
  width(): number;
  /** Lines of the terminal. */
  height(): number;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** One line typed by a person; null where nobody can answer. */
  ask(question: string): Promise<string | null>;
  /** Calls back at Ctrl+C instead of ending; gives back how to stop listening. */
  onInterrupt(listener: () => void): () => void;
}

export function processIo(): Io {
  endQuietlyWhenNobodyReads();
  const { env, stdout } = process;
  return {
    out: text => stdout.write(text),
    err: text => process.stderr.write(text),
    isTerminal: stdout.isTTY === true,
    hasColors: wantsColors(env, stdout.isTTY === true),
    width: () => stdout.columns || 80,
    height: () => stdout.rows || 24,
    env,
    cwd: process.cwd(),
    ask,
    onInterrupt(listener) {
      process.on('SIGINT', listener);
      process.on('SIGTERM', listener);
      return () => process.off('SIGINT', listener).off('SIGTERM', listener);
    },
  };
}

/** https://no-color.org: any text but the empty one turns colours off; FORCE_COLOR turns them on in pipes. */
function wantsColors(env: Io['env'], isTerminal: boolean): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== '0';
  return isTerminal && env.TERM !== 'dumb';
}

async function ask(question: string): Promise<string | null> {
  if (process.stdin.isTTY !== true) return null;
  const { createInterface } = await import('node:readline/promises');
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await lines.question(question);
  } finally {
    lines.close();
  }
}

/** `trainyard runs | head -1` closes the pipe early: that is no error. */
function endQuietlyWhenNobodyReads(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
}
