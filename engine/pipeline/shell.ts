// Where in a shell line a value may stand, and how it is quoted there, so that no value can become a command.

/** How the shell reads the text at one place of a line (POSIX.1-2024, Shell Command Language, sections 2.2 and 2.3). */
export type ShellPlace =
  | { readonly kind: 'bare' }
  | { readonly kind: 'double' }
  | { readonly kind: 'single' }
  | { readonly kind: 'comment' }
  /** `reason` is a clause: no quoting is safe there in every shell. */
  | { readonly kind: 'unsafe'; readonly reason: string };

type Frame =
  | { readonly kind: 'bare'; readonly closes: '' | ')'; depth: number }
  | { readonly kind: 'single' | 'double' | 'ansi' | 'comment' | 'backtick' | 'braces' | 'brackets' }
  | { readonly kind: 'arithmetic'; depth: number };

/** What ends a place in which nothing else can begin. */
const closers = { single: "'", comment: '\n', ansi: "'", backtick: '`' } as const;

/** What may begin or end something where nothing is quoted. */
const telling = /[\\`$"'#<()]/g;

const reasons: Readonly<Partial<Record<Frame['kind'], string>>> = {
  ansi: "it stands in $'…'",
  backtick: 'it stands in backticks; write $(…)',
  braces: 'it stands in the braces of a variable',
  brackets: 'it stands in $[…]',
  arithmetic: 'it stands in $((…))',
};

/** Reads a line up to each of the given offsets, which must rise. `ends` are where reading goes on after each. */
export function shellPlaces(
  line: string,
  holes: readonly { readonly start: number; readonly end: number }[],
): readonly ShellPlace[] {
  const scanner = new Scanner(line);
  return holes.map(hole => {
    const place = scanner.placeAt(hole.start);
    scanner.skipTo(hole.end);
    return place;
  });
}

class Scanner {
  private at = 0;
  private readonly frames: Frame[] = [{ kind: 'bare', closes: '', depth: 0 }];
  /** True once `<<` was seen: what follows may be a here-document, whose quoting rules are different. */
  private hasHereDocument = false;
  private isEscaped = false;
  private readonly line: string;

  constructor(line: string) {
    this.line = line;
  }

  placeAt(offset: number): ShellPlace {
    this.isEscaped = false;
    for (this.skipWords(offset); this.at < offset; this.skipWords(offset)) this.step(offset);
    if (this.isEscaped || this.at > offset) return { kind: 'unsafe', reason: 'a backslash stands before it' };
    if (this.hasHereDocument) return { kind: 'unsafe', reason: 'it may stand in a here-document (<<)' };
    const { kind } = this.top();
    const reason = this.frames.map(frame => reasons[frame.kind]).findLast(text => text !== undefined);
    if (reason !== undefined) return { kind: 'unsafe', reason };
    if ((kind === 'bare' || kind === 'double') && this.line[offset - 1] === '$')
      return { kind: 'unsafe', reason: 'a «$» stands before it' };
    return { kind } as ShellPlace;
  }

  skipTo(offset: number): void {
    this.at = Math.max(this.at, offset);
  }

  /** Past what means nothing outside of quotes. */
  private skipWords(limit: number): void {
    if (this.top().kind !== 'bare') return;
    telling.lastIndex = this.at;
    this.at = Math.min(limit, telling.exec(this.line)?.index ?? limit);
  }

  private top(): Frame {
    return this.frames.at(-1) ?? { kind: 'bare', closes: '', depth: 0 };
  }

  private step(limit: number): void {
    const frame = this.top();
    const char = this.line[this.at] ?? '';
    if (char === '\\' && frame.kind !== 'single' && frame.kind !== 'comment') this.escape(limit);
    else if (frame.kind in closers) this.endOn(char === closers[frame.kind as keyof typeof closers]);
    else if (char === '`') this.open({ kind: 'backtick' }, 1);
    else if (char === '$' && this.openDollar(frame)) return;
    else if (frame.kind === 'double') this.endOn(char === '"');
    else if (char === '"') this.open({ kind: 'double' }, 1);
    else if (frame.kind === 'brackets') this.endOn(char === ']');
    else if (frame.kind === 'arithmetic') this.stepArithmetic(frame, char);
    else if (char === "'") this.open({ kind: 'single' }, 1);
    else if (frame.kind === 'braces') this.endOn(char === '}');
    else if (frame.kind === 'bare') this.stepBare(frame, char);
  }

  private escape(limit: number): void {
    this.isEscaped = this.at + 1 === limit;
    this.at += this.isEscaped ? 1 : 2;
  }

  private openDollar(frame: Frame): boolean {
    const next = this.line.slice(this.at + 1, this.at + 3);
    if (next === '((') this.open({ kind: 'arithmetic', depth: 0 }, 3);
    else if (next.startsWith('(')) this.open({ kind: 'bare', closes: ')', depth: 0 }, 2);
    else if (next.startsWith('{')) this.open({ kind: 'braces' }, 2);
    else if (next.startsWith('[')) this.open({ kind: 'brackets' }, 2);
    else if (next.startsWith("'") && frame.kind !== 'double') this.open({ kind: 'ansi' }, 2);
    else return false;
    return true;
  }

  private stepBare(frame: Extract<Frame, { kind: 'bare' }>, char: string): void {
    if (char === '#' && (this.at === 0 || /[\s;&|()]/.test(this.line[this.at - 1] ?? ''))) {
      this.open({ kind: 'comment' }, 1);
    } else if (char === '<' && this.line[this.at + 1] === '<') {
      const isHereString = this.line[this.at + 2] === '<';
      if (!isHereString) this.hasHereDocument = true;
      this.at += isHereString ? 3 : 2;
    } else if (char === ')' && frame.depth === 0 && frame.closes === ')') {
      this.endOn(true);
    } else {
      if (char === '(') frame.depth++;
      if (char === ')' && frame.depth > 0) frame.depth--;
      this.at++;
    }
  }

  private stepArithmetic(frame: Extract<Frame, { kind: 'arithmetic' }>, char: string): void {
    if (char === '(') frame.depth++;
    else if (char === ')' && frame.depth > 0) frame.depth--;
    else if (char === ')') {
      this.frames.pop();
      this.at += this.line[this.at + 1] === ')' ? 2 : 1;
      return;
    }
    this.at++;
  }

  private open(frame: Frame, length: number): void {
    this.frames.push(frame);
    this.at += length;
  }

  private endOn(isEnd: boolean): void {
    if (isEnd && this.frames.length > 1) this.frames.pop();
    this.at++;
  }
}

/** Words that mean something to the shell where a command is expected. */
const reserved = new Set('case do done elif else esac fi for function if in select then time until while'.split(' '));

/** A value as the shell must see it to read it as exactly that text. `next` is the character after it. */
export function quoteFor(place: Exclude<ShellPlace, { kind: 'unsafe' }>, value: string, next: string): string {
  switch (place.kind) {
    case 'bare':
      return /^[\w@%+:,./-]+$/.test(value) && !reserved.has(value) && next !== '<' && next !== '>'
        ? value
        : `'${value.replaceAll("'", "'\\''")}'`;
    case 'single':
      return value.replaceAll("'", "'\\''");
    case 'double':
      return value.replace(/[\\"$`]/g, '\\$&');
    case 'comment':
      return value.replace(/[\r\n]/g, ' ');
  }
}
