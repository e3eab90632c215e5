// How model servers are started: what the host process knows of its own program.

export interface ModelLaunch {
  /** The Node binary that runs our program, and its arguments up to the verb. */
  readonly node: string;
  readonly ownArgs: readonly string[];
  /** Absolute path of `predict_worker.py`. */
  readonly pythonWorker: string;
  readonly env: Readonly<Record<string, string>>;
  /** What model servers say on standard error; null drops it. */
  readonly stderrFile: string | null;
}
