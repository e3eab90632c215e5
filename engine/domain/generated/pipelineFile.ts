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
  /**
   * Places where versions of the model are served, by name.
   */
  deploy?: {
    [k: string]: DeployTarget;
  };
  monitor?: Monitor;
  /**
   * What makes the pipeline run by itself.
   */
  triggers?: Trigger[];
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
  /**
   * Data whose columns later requests are compared with: a CSV, Parquet or JSON file relative to this file, or dataset:NAME.
   */
  reference?: string;
  /**
   * Column of the reference data that holds what is predicted; it is no feature.
   */
  target?: string;
  /**
   * Environment in which a Python model runs; default: that of the stage that makes it.
   */
  environment?: string;
}
/**
 * A place where versions of the model are served.
 */
export interface DeployTarget {
  /**
   * What serves there: local is this machine.
   */
  platform: 'local';
  /**
   * Model servers for each version.
   */
  replicas?: number;
  /**
   * Port on 127.0.0.1; without it a free one is chosen once and kept.
   */
  port?: number;
  /**
   * Whether a person has to approve before a version is served.
   */
  approval?: 'none' | 'required';
  /**
   * Targets that must serve the version first.
   *
   * Items: Name of a target.
   */
  needs?: string[];
  strategy?: Strategy;
}
/**
 * How traffic moves from the version that is served to a new one.
 */
export interface Strategy {
  /**
   * The kind of rollout.
   */
  type: 'recreate' | 'blue_green' | 'canary' | 'shadow';
  /**
   * Of a canary: parts of the traffic, one after the other; the last is 100.
   *
   * @minItems 1
   */
  steps?: [Step, ...Step[]];
  /**
   * Of blue_green and shadow: how long the new version is watched before it gets all traffic.
   */
  hold?: string;
  /**
   * Of shadow: copies that the new version must have answered before it is judged good.
   */
  min_requests?: number;
  /**
   * Of shadow: percent of requests that are copied.
   */
  mirror?: number;
  /**
   * How long the old version stays warm after the last step, so that the way back takes no time.
   */
  bake?: string;
  /**
   * What happens when the judge finds the new version bad.
   */
  on_failure?: 'rollback' | 'hold';
  judge?: Judge;
}
/**
 * One step of a canary.
 */
export interface Step {
  /**
   * Percent of requests that the new version answers.
   */
  traffic: number;
  /**
   * How long the step lasts at least.
   */
  hold?: string;
  /**
   * Requests that the new version must have answered in this step before it is judged good.
   */
  min_requests?: number;
}
/**
 * Who compares the new version with the old one over the same time.
 */
export interface Judge {
  /**
   * Probability of failing a version that is as good as the old one, over the whole rollout.
   */
  alpha?: number;
  /**
   * A step that is still undecided after this many requests of the new version holds for a person.
   */
  max_requests?: number;
  /**
   * What is compared. Default: error_rate at most 0.01 above the old version's, latency_p95_ms at most 1.5 times.
   *
   * @minItems 1
   */
  rules?: [JudgeRule, ...JudgeRule[]];
}
/**
 * One measure with one bound.
 */
export interface JudgeRule {
  /**
   * error_rate, latency_p50_ms, latency_p95_ms, latency_p99_ms, prediction_psi, or a metric of labels: rmse, mae, mape or log_loss.
   */
  metric:
    | 'error_rate'
    | 'latency_p50_ms'
    | 'latency_p95_ms'
    | 'latency_p99_ms'
    | 'prediction_psi'
    | 'rmse'
    | 'mae'
    | 'mape'
    | 'log_loss';
  /**
   * At most this.
   */
  max?: number;
  /**
   * At most this many times the old version's value.
   */
  max_ratio?: number;
  /**
   * At most the old version's value plus this.
   */
  max_delta?: number;
}
/**
 * What is watched while a version is served, and what follows.
 */
export interface Monitor {
  /**
   * Name of the deploy target that is watched.
   */
  target: string;
  /**
   * The requests that are looked at: those of a time such as 24h, or the newest so many.
   */
  window?:
    | string
    | {
        /**
         * The newest so many requests.
         */
        requests: number;
      };
  /**
   * Time between looks.
   */
  every?: string;
  /**
   * Time after an action in which no other one starts: what stops a loop of retraining.
   */
  cooldown?: string;
  /**
   * How p-values over many features are corrected.
   */
  correction?: 'none' | 'bonferroni' | 'benjamini-hochberg';
  /**
   * What is watched, by name.
   */
  signals: {
    [k: string]: Signal;
  };
}
/**
 * One thing that is watched.
 */
export interface Signal {
  /**
   * What is watched.
   */
  type: 'data_drift' | 'prediction_drift' | 'data_quality' | 'performance' | 'service';
  /**
   * How distributions are compared.
   */
  method?: 'auto' | 'psi' | 'ks' | 'js' | 'wasserstein' | 'chi2';
  /**
   * all, or a list of input names.
   */
  features?: string | string[];
  /**
   * Of performance: rmse, mae, r2, accuracy, precision, recall, f1, auc or log_loss. Of service: p50_ms, p95_ms, p99_ms, error_rate or requests_per_second. Of data_quality: missing_share, out_of_range_share or new_category_share.
   */
  metric?:
    | 'rmse'
    | 'mae'
    | 'mape'
    | 'r2'
    | 'accuracy'
    | 'precision'
    | 'recall'
    | 'f1'
    | 'auc'
    | 'log_loss'
    | 'p50_ms'
    | 'p95_ms'
    | 'p99_ms'
    | 'error_rate'
    | 'requests_per_second'
    | 'missing_share'
    | 'out_of_range_share'
    | 'new_category_share';
  /**
   * When the value is bad. Default: above the bound, below it where higher is better.
   */
  op?: '>=' | '<=' | '>' | '<';
  /**
   * Bound of a warning.
   */
  warn?: number;
  /**
   * Bound of an alert.
   */
  alert?: number;
  /**
   * Rows, or labelled rows, below which nothing is said.
   */
  minimum?: number;
  /**
   * Bad looks in a row before there is an alert.
   */
  consecutive?: number;
  /**
   * Of performance: how late labels come; the window ends that much earlier.
   */
  label_delay?: string;
  /**
   * What an alert does besides telling.
   */
  action?: 'notify' | 'rollback' | 'retrain' | 'pause';
}
/**
 * One thing that makes the pipeline run by itself.
 */
export interface Trigger {
  /**
   * An alert of this signal, where its action is retrain.
   */
  signal?: string;
  /**
   * New content of this data set.
   */
  data?: string;
  /**
   * A person, by command.
   */
  manual?: true;
}
