// Names of the strings that identify things, so that signatures say which one is meant.

/** 32 lower-case hex digits; a pipeline run's id is also the id of its MLflow parent run. */
export type RunId = string;
/** 32 lower-case hex digits; also the id of the MLflow child run of that stage. */
export type StageRunId = string;
export type OperationId = string;
/** Name of a stage, unique in its pipeline. */
export type StageName = string;
/** MLflow's experiment id: a decimal number that may exceed 2^53, hence text. */
export type ExperimentId = string;
/** SHA-256, 64 lower-case hex digits. */
export type ContentHash = string;
/** A path relative to the project root, with `/` between parts, never leaving the root. */
export type ProjectPath = string;
/** UTC milliseconds since 1970. */
export type Millis = number;
