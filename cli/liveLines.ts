// Lines of a terminal that are written again in place while something goes on.

export interface LiveLines {
  /** Replaces what was shown before. Lines must fit the width. */
  show(lines: readonly string[]): void;
  /** Leaves what is shown as it is and gives the cursor back. */
  end(): void;
}

const hideCursor = '\u001b[?25l';
const showCursor = '\u001b[?25h';
const clearLine = '\u001b[2K';
const clearBelow = '\u001b[J';

/** Terminals are told all in one write, so that nothing flickers. */
export function liveLines(write: (text: string) => void): LiveLines {
  let shown = 0;
  return {
    show(lines) {
      const up = shown === 0 ? hideCursor : `\u001b[${shown}A`;
      write(`${up}\r${lines.map(line => `${clearLine}${line}\n`).join('')}${clearBelow}`);
      shown = lines.length;
    },
    end() {
      if (shown > 0) write(showCursor);
      shown = 0;
    },
  };
}
