// Shows a run while it goes on: lines updated in place on a terminal, a line per change in a pipe.
import { stripVTControlCharacters } from 'node:util';
import { isEnded, type PipelineRun } from '../engine/domain/run.ts';
import type { Io } from './io.ts';
import { type LiveLines, liveLines } from './liveLines.ts';
import { changeLines, headLine, stageLines } from './runView.ts';
import { styleFor } from './style.ts';
import { displayWidth, shorten } from './table.ts';

export interface RunProgress {
  show(run: PipelineRun): void;
  /** A line beside the run, kept. */
  note(text: string): void;
  end(): void;
}
const tickMs = 250;

export function runProgress(io: Io, { isSilent }: { readonly isSilent: boolean }): RunProgress {
  if (isSilent) return { show: () => undefined, note: text => io.err(`${text}\n`), end: () => undefined };
  return io.isTerminal ? inPlace(io) : lineByLine(io);
}

function lineByLine(io: Io): RunProgress {
  let before: PipelineRun | null = null;
  const options = () => ({ style: styleFor(io), now: Date.now(), width: Number.POSITIVE_INFINITY });
  return {
    show(run) {
      if (before === null) io.out(`${headLine(run, options())}\n`);
      for (const line of changeLines(before, run, options())) io.out(`${line}\n`);
      if (isEnded(run.state)) io.out(`${headLine(run, options())}\n`);
      before = run;
    },
    note: text => io.err(`${text}\n`),
    end: () => undefined,
  };
}

function inPlace(io: Io): RunProgress {
  const live: LiveLines = liveLines(text => io.out(text));
  const notes: string[] = [];
  let run: PipelineRun | null = null;
  const draw = (isLast = false) => {
    if (run === null) return;
    const options = { style: styleFor(io), now: Date.now(), width: io.width() };
    const stages = stageLines(run, options);
    const shown = isLast ? stages : fitHeight(run, stages, io.height() - 3 - notes.length);
    live.show([headLine(run, options), ...shown, ...notes].map(line => fitLine(line, options.width)));
  };
  const timer = setInterval(() => draw(), tickMs);
  return {
    show(next) {
      run = next;
      draw();
    },
    note(text) {
      notes.push(text);
      draw();
    },
    end() {
      clearInterval(timer);
      draw(true);
      live.end();
    },
  };
}

/** A line that wrapped could not be written over; colours are given up where it has to be cut. */
const fitLine = (line: string, width: number): string =>
  displayWidth(line) <= width ? line : shorten(stripVTControlCharacters(line), width);

/** What is over is left out first when a pipeline has more stages than the terminal has lines. */
function fitHeight(run: PipelineRun, lines: readonly string[], height: number): readonly string[] {
  const surplus = lines.length - Math.max(1, height);
  if (surplus <= 0) return lines;
  const hidden = new Set(run.stages.flatMap((stage, i) => (isEnded(stage.state) ? [i] : [])).slice(0, surplus));
  return lines.filter((_, i) => !hidden.has(i)).slice(0, Math.max(1, height));
}
