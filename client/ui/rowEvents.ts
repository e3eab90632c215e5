// Redraws of a tree: the first at once, a burst of events as one.
import * as vscode from 'vscode';

export interface Redraw<T> extends vscode.Disposable {
  readonly event: vscode.Event<T | undefined>;
  /** Everything: now when the last time is long ago, else soon. */
  all(): void;
  /** One row, now. */
  row(node: T): void;
}
const soonest = 30;

export function createRedraw<T>(pace = 100): Redraw<T> {
  const emitter = new vscode.EventEmitter<T | undefined>();
  let timer: NodeJS.Timeout | undefined;
  let last = Number.NEGATIVE_INFINITY;
  return {
    event: emitter.event,
    all() {
      timer ??= setTimeout(
        () => {
          timer = undefined;
          last = performance.now();
          emitter.fire(undefined);
        },
        Math.max(soonest, last + pace - performance.now()),
      );
    },
    row: node => emitter.fire(node),
    dispose() {
      clearTimeout(timer);
      emitter.dispose();
    },
  };
}
