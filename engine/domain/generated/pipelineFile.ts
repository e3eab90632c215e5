// What a pipeline file may hold; generated from schemas/pipeline.schema.json by scripts/generate.ts.

/**
 * Longest time one attempt of a stage may take, such as 30s, 5m or 2h. Then it is stopped and has failed.
 */
export type Timeout = string;
/**
 * A file or folder that the stage writes: its path, or a mapping with path and cache.
 */
export type Out =
  | string
  | {
      path: OutPath;
      cache?: Cache;
    };
/**
 * The file or folder, relative to this file.
 */
export type OutPath = string;
/**
 * Whether a copy is kept, so that the output can be put back when the stage is skipped later.
 */
export type Cache = boolean;
/**
 * A metrics file: .json or .yaml holds final values; .jsonl, .csv and .tsv hold a row for each step (column step), logged while the stage runs.
 */
export type MetricsFile =
  | string
  | {
      /**
       * The metrics file, relative to this file.
       */
      path: string;
      cache?: Cache;
    };
/**
 * A file that is drawn as a chart: its path, or a mapping with path, x and y.
 */
export type Plot =
  | string
  | {
      path: OutPath;
      /**
       * Column on the horizontal axis.
       */
      x?: string;
      /**
       * Column on the vertical axis.
       */
      y?: string;
      cache?: Cache;
    };

/**
 * A machine learning pipeline: stages with what they read and write, and the params, data and environments they need.
 */
export interface PipelineFile {
  /**
   * Marks the file as Trainyard's and says which version of the format it uses.
   */
  apiVersion: 'trainyard/v1';
  /**
   * What the file describes: always Pipeline.
   */
  kind: 'Pipeline';
  /**
   * Name of the pipeline. Its runs are kept in the experiment of this name.
   */
  name: string;
  /**
   * One or two sentences for people: what the pipeline is for.
   */
  description?: string;
  /**
   * Who answers for the pipeline: a team, a person or an address.
   */
  owner?: string;
  params?: Params;
  /**
   * Data that stages read, by name. A stage lists one as dataset:NAME in its deps; an expression reads its path as datasets.NAME.path.
   */
  datasets?: {
    [k: string]: Dataset;
  };
  /**
   * Python environments by name. Each is built once for every content of its requirements file.
   */
  environments?: {
    [k: string]: Environment;
  };
  /**
   * What holds for every stage that does not say otherwise.
   */
  defaults?: {
    /**
     * Name of the environment in which stages run.
     */
    environment?: string;
    timeout?: Timeout;
    retry?: Retry;
  };
  /**
   * The steps of the pipeline by name. A stage that reads what another writes waits for it; independent stages run side by side.
   */
  stages: {
    [k: string]: Stage;
  };
  /**
   * Conditions on metrics, by name. They are judged for every run and required by the model section.
   */
  gates?: {
    [k: string]: Gate;
  };
  model?: Model;
  package?: Package;
}
/**
 * Values that stages are run with. Those in the file come first; values written here win over them.
 */
export interface Params {
  /**
   * A YAML or JSON file with params, relative to this file.
   */
  file?: string;
  /**
   * Params by name, as deep as needed; expressions read them as params.NAME.
   */
  values?: {
    [k: string]: unknown;
  };
}
/**
 * A file or folder of data.
 */
export interface Dataset {
  /**
   * The file or folder, relative to this file.
   */
  path: string;
  /**
   * What the data is for.
   */
  role?: 'train' | 'test' | 'reference';
  /**
   * Where the data comes from, its licence, what a row is.
   */
  description?: string;
}
/**
 * A Python environment.
 */
export interface Environment {
  /**
   * Python version in quotes, such as "3.11". Without it the interpreter of the window or shell is taken.
   */
  python?: string;
  /**
   * A requirements file for pip, relative to this file. Without it the interpreter is used as it is.
   */
  requirements?: string;
}
/**
 * Tries a failed stage again.
 */
export interface Retry {
  /**
   * Further attempts after the first.
   */
  limit: number;
  /**
   * Pause before the first further attempt, such as 30s; doubled each time.
   */
  backoff?: string;
}
/**
 * One step: a command with what it reads and writes. It is skipped when nothing it depends on has changed.
 */
export interface Stage {
  /**
   * The command. Text is one line for the shell, in which values of expressions are quoted; a list is a program with its arguments, run without a shell.
   *
   * @minItems 1
   */
  cmd: string | [string | number | boolean, ...(string | number | boolean)[]];
  /**
   * What the stage does, in one sentence.
   */
  desc?: string;
  /**
   * Files and folders that the stage reads, relative to this file, its scripts included, and datasets as dataset:NAME. A change of one runs the stage again.
   *
   * Items: A path, or dataset:NAME.
   */
  deps?: string[];
  /**
   * Names of the params that the stage uses, such as train.rate; the name of a group stands for all in it. They are recorded with its runs, and a change of one runs the stage again.
   *
   * Items: Dotted name of a param.
   */
  params?: string[];
  /**
   * Files and folders that the stage writes.
   */
  outs?: Out[];
  /**
   * Files with numbers that are recorded as metrics of the run.
   */
  metrics?: MetricsFile[];
  /**
   * Files to be drawn as charts.
   */
  plots?: Plot[];
  /**
   * Name of the environment in which the command runs.
   */
  environment?: string;
  timeout?: Timeout;
  retry?: Retry;
  /**
   * Variables of the command's process; values may hold expressions. No secrets here: those of the window or shell that starts the run are passed on.
   */
  env?: {
    [k: string]: string | number | boolean;
  };
  /**
   * Stages that must end first although no file connects them.
   *
   * Items: Name of a stage.
   */
  needs?: string[];
  /**
   * Runs the stage every time, even when nothing has changed.
   */
  always?: boolean;
}
/**
 * A condition on a metric: against a value, or against the version that has an alias now.
 */
export interface Gate {
  /**
   * The metric, as stage:file#key, such as evaluate:metrics/evaluation.json#rmse; the file may be left out.
   */
  metric: string;
  /**
   * How the metric has to compare with the value or the baseline.
   */
  op: '>=' | '<=' | '>' | '<';
  /**
   * The number that the metric is held against.
   */
  value?: number;
  /**
   * An alias, such as champion: the metric is held against that version's. While no version has the alias the gate passes.
   */
  baseline?: string;
  /**
   * How much worse than the baseline is still good: a number in the metric's unit, or a share of the baseline such as 2%. Default: nothing.
   */
  tolerance?: number | string;
  /**
   * What a failed gate does.
   */
  on_fail?: 'block' | 'warn';
}
/**
 * The model that runs of this pipeline make, and how it is registered.
 */
export interface Model {
  /**
   * Name of the registered model.
   */
  name: string;
  /**
   * The output that is the model: an .onnx file, or the folder of an MLflow model.
   */
  artifact: string;
  /**
   * The model card, relative to this file.
   */
  card?: string;
  registry?: Registry;
  /**
   * Gates that must pass before a version is registered.
   *
   * Items: Name of a gate.
   */
  requires?: string[];
}
/**
 * Where versions are registered.
 */
export interface Registry {
  /**
   * The kind of registry: MLflow's, in the project's mlflow.db.
   */
  type?: 'mlflow';
  /**
   * An alias that each new version gets, such as challenger.
   */
  alias?: string;
}
/**
 * How the model is packaged for serving.
 */
export interface Package {
  /**
   * What kind of model the artifact is.
   */
  format?: 'auto' | 'onnx' | 'mlflow';
}
