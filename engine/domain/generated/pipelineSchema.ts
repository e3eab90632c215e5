// The schema of pipelines as a value; generated from schemas/pipeline.schema.json by scripts/generate.ts.
import type { JsonSchema } from '../jsonSchema.ts';

export const pipelineSchema: JsonSchema = {
  "$schema": "http://json-schema.org/draft-07/schema#",
  "title": "PipelineFile",
  "description": "A machine learning pipeline: stages with what they read and write, and the params, data and environments they need.",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "apiVersion",
    "kind",
    "name",
    "stages"
  ],
  "properties": {
    "apiVersion": {
      "description": "Marks the file as Trainyard's and says which version of the format it uses.",
      "const": "trainyard/v1",
      "x-expected": "trainyard/v1"
    },
    "kind": {
      "description": "What the file describes: always Pipeline.",
      "const": "Pipeline",
      "x-expected": "Pipeline"
    },
    "name": {
      "description": "Name of the pipeline. Its runs are kept in the experiment of this name.",
      "type": "string",
      "pattern": "^[^\\r\\n\\t/:%]*[^\\s/:%][^\\r\\n\\t/:%]*$",
      "x-expected": "a name without / : % on one line",
      "examples": [
        "bike-demand"
      ]
    },
    "description": {
      "description": "One or two sentences for people: what the pipeline is for.",
      "type": "string"
    },
    "owner": {
      "description": "Who answers for the pipeline: a team, a person or an address.",
      "type": "string",
      "examples": [
        "demand@example.org"
      ]
    },
    "params": {
      "$ref": "#/definitions/params"
    },
    "datasets": {
      "description": "Data that stages read, by name. A stage lists one as dataset:NAME in its deps; an expression reads its path as datasets.NAME.path.",
      "type": "object",
      "additionalProperties": {
        "$ref": "#/definitions/dataset"
      },
      "x-names": true
    },
    "environments": {
      "description": "Python environments by name. Each is built once for every content of its requirements file.",
      "type": "object",
      "additionalProperties": {
        "$ref": "#/definitions/environment"
      },
      "x-names": true
    },
    "defaults": {
      "description": "What holds for every stage that does not say otherwise.",
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "environment": {
          "description": "Name of the environment in which stages run.",
          "type": "string",
          "x-reference": "environment"
        },
        "timeout": {
          "$ref": "#/definitions/timeout"
        },
        "retry": {
          "$ref": "#/definitions/retry"
        }
      }
    },
    "stages": {
      "description": "The steps of the pipeline by name. A stage that reads what another writes waits for it; independent stages run side by side.",
      "type": "object",
      "minProperties": 1,
      "additionalProperties": {
        "$ref": "#/definitions/stage"
      },
      "x-names": true,
      "x-expected": "stages by name"
    },
    "gates": {
      "description": "Conditions on metrics, by name. They are judged for every run and required by the model section.",
      "type": "object",
      "additionalProperties": {
        "$ref": "#/definitions/gate"
      },
      "x-names": true
    },
    "model": {
      "$ref": "#/definitions/model"
    },
    "package": {
      "$ref": "#/definitions/package"
    },
    "deploy": {
      "description": "Places where versions of the model are served, by name.",
      "type": "object",
      "additionalProperties": {
        "$ref": "#/definitions/target"
      },
      "x-names": true
    },
    "monitor": {
      "$ref": "#/definitions/monitor"
    },
    "triggers": {
      "description": "What makes the pipeline run by itself.",
      "type": "array",
      "items": {
        "$ref": "#/definitions/trigger"
      }
    }
  },
  "definitions": {
    "params": {
      "title": "Params",
      "description": "Values that stages are run with. Those in the file come first; values written here win over them.",
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "file": {
          "description": "A YAML or JSON file with params, relative to this file.",
          "type": "string",
          "pattern": "\\.(ya?ml|json)$",
          "x-expected": "a YAML or JSON file",
          "examples": [
            "params.yaml"
          ]
        },
        "values": {
          "description": "Params by name, as deep as needed; expressions read them as params.NAME.",
          "type": "object",
          "additionalProperties": true
        }
      }
    },
    "dataset": {
      "title": "Dataset",
      "description": "A file or folder of data.",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "path"
      ],
      "properties": {
        "path": {
          "description": "The file or folder, relative to this file.",
          "type": "string",
          "pattern": "\\S",
          "x-reference": "path"
        },
        "role": {
          "description": "What the data is for.",
          "type": "string",
          "enum": [
            "train",
            "test",
            "reference"
          ],
          "enumDescriptions": [
            "Models learn from it.",
            "Models are measured on it.",
            "Later data is compared with it to notice drift."
          ]
        },
        "description": {
          "description": "Where the data comes from, its licence, what a row is.",
          "type": "string"
        }
      }
    },
    "environment": {
      "title": "Environment",
      "description": "A Python environment.",
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "python": {
          "description": "Python version in quotes, such as \"3.11\". Without it the interpreter of the window or shell is taken.",
          "type": "string",
          "pattern": "^\\d+(\\.\\d+){0,2}$",
          "x-expected": "a version in quotes, such as \"3.11\"",
          "examples": [
            "3.11"
          ]
        },
        "requirements": {
          "description": "A requirements file for pip, relative to this file. Without it the interpreter is used as it is.",
          "type": "string",
          "pattern": "\\S",
          "x-reference": "path",
          "examples": [
            "requirements.txt"
          ]
        }
      }
    },
    "timeout": {
      "description": "Longest time one attempt of a stage may take, such as 30s, 5m or 2h. Then it is stopped and has failed.",
      "type": "string",
      "pattern": "^(?=\\d.*[smh]$)(?=.*[1-9])(\\d+h)?(\\d+m)?(\\d+s)?$",
      "x-expected": "a time such as 30s, 5m or 2h",
      "examples": [
        "30m"
      ]
    },
    "retry": {
      "title": "Retry",
      "description": "Tries a failed stage again.",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "limit"
      ],
      "properties": {
        "limit": {
          "description": "Further attempts after the first.",
          "type": "integer",
          "minimum": 0,
          "maximum": 100,
          "x-expected": "a whole number from 0 to 100"
        },
        "backoff": {
          "description": "Pause before the first further attempt, such as 30s; doubled each time.",
          "type": "string",
          "pattern": "^(?=\\d.*[smh]$)(\\d+h)?(\\d+m)?(\\d+s)?$",
          "x-expected": "a time such as 30s, 5m or 2h",
          "default": "0s",
          "examples": [
            "30s"
          ]
        }
      }
    },
    "out": {
      "title": "Out",
      "description": "A file or folder that the stage writes: its path, or a mapping with path and cache.",
      "type": [
        "string",
        "object"
      ],
      "pattern": "\\S",
      "additionalProperties": false,
      "required": [
        "path"
      ],
      "properties": {
        "path": {
          "$ref": "#/definitions/outPath"
        },
        "cache": {
          "$ref": "#/definitions/cache"
        }
      },
      "x-expected": "a path, or a mapping with path"
    },
    "metricsFile": {
      "title": "MetricsFile",
      "description": "A metrics file: .json or .yaml holds final values; .jsonl, .csv and .tsv hold a row for each step (column step), logged while the stage runs.",
      "type": [
        "string",
        "object"
      ],
      "pattern": "\\.(json|ya?ml|jsonl|csv|tsv)$",
      "additionalProperties": false,
      "required": [
        "path"
      ],
      "properties": {
        "path": {
          "description": "The metrics file, relative to this file.",
          "type": "string",
          "pattern": "\\.(json|ya?ml|jsonl|csv|tsv)$",
          "x-expected": "a file that ends in .json, .yaml, .jsonl, .csv or .tsv",
          "examples": [
            "metrics/train.jsonl"
          ]
        },
        "cache": {
          "$ref": "#/definitions/cache"
        }
      },
      "x-expected": "a file that ends in .json, .yaml, .jsonl, .csv or .tsv, or a mapping with path"
    },
    "plot": {
      "title": "Plot",
      "description": "A file that is drawn as a chart: its path, or a mapping with path, x and y.",
      "type": [
        "string",
        "object"
      ],
      "pattern": "\\S",
      "additionalProperties": false,
      "required": [
        "path"
      ],
      "properties": {
        "path": {
          "$ref": "#/definitions/outPath"
        },
        "x": {
          "description": "Column on the horizontal axis.",
          "type": "string",
          "pattern": "\\S"
        },
        "y": {
          "description": "Column on the vertical axis.",
          "type": "string",
          "pattern": "\\S"
        },
        "cache": {
          "$ref": "#/definitions/cache"
        }
      },
      "x-expected": "a path, or a mapping with path"
    },
    "outPath": {
      "description": "The file or folder, relative to this file.",
      "type": "string",
      "pattern": "\\S"
    },
    "cache": {
      "description": "Whether a copy is kept, so that the output can be put back when the stage is skipped later.",
      "type": "boolean",
      "default": true
    },
    "stage": {
      "title": "Stage",
      "description": "One step: a command with what it reads and writes. It is skipped when nothing it depends on has changed.",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "cmd"
      ],
      "properties": {
        "cmd": {
          "description": "The command. Text is one line for the shell, in which values of expressions are quoted; a list is a program with its arguments, run without a shell.",
          "type": [
            "string",
            "array"
          ],
          "pattern": "\\S",
          "minItems": 1,
          "items": {
            "description": "The program, then one argument each.",
            "type": [
              "string",
              "number",
              "boolean"
            ]
          },
          "examples": [
            "python src/train.py --rate ${{ params.rate }}"
          ],
          "x-expected": "a command line, or a list of a program and its arguments"
        },
        "desc": {
          "description": "What the stage does, in one sentence.",
          "type": "string"
        },
        "deps": {
          "description": "Files and folders that the stage reads, relative to this file, its scripts included, and datasets as dataset:NAME. A change of one runs the stage again.",
          "type": "array",
          "items": {
            "description": "A path, or dataset:NAME.",
            "type": "string",
            "pattern": "\\S",
            "x-reference": "dep"
          },
          "examples": [
            [
              "src/train.py",
              "dataset:hours"
            ]
          ]
        },
        "params": {
          "description": "Names of the params that the stage uses, such as train.rate; the name of a group stands for all in it. They are recorded with its runs, and a change of one runs the stage again.",
          "type": "array",
          "items": {
            "description": "Dotted name of a param.",
            "type": "string",
            "pattern": "\\S",
            "x-reference": "param"
          }
        },
        "outs": {
          "description": "Files and folders that the stage writes.",
          "type": "array",
          "items": {
            "$ref": "#/definitions/out"
          }
        },
        "metrics": {
          "description": "Files with numbers that are recorded as metrics of the run.",
          "type": "array",
          "items": {
            "$ref": "#/definitions/metricsFile"
          }
        },
        "plots": {
          "description": "Files to be drawn as charts.",
          "type": "array",
          "items": {
            "$ref": "#/definitions/plot"
          }
        },
        "environment": {
          "description": "Name of the environment in which the command runs.",
          "type": "string",
          "x-reference": "environment"
        },
        "timeout": {
          "$ref": "#/definitions/timeout"
        },
        "retry": {
          "$ref": "#/definitions/retry"
        },
        "env": {
          "description": "Variables of the command's process; values may hold expressions. No secrets here: those of the window or shell that starts the run are passed on.",
          "type": "object",
          "propertyNames": {
            "pattern": "^[A-Za-z_][A-Za-z0-9_]*$"
          },
          "additionalProperties": {
            "type": [
              "string",
              "number",
              "boolean"
            ]
          }
        },
        "needs": {
          "description": "Stages that must end first although no file connects them.",
          "type": "array",
          "items": {
            "description": "Name of a stage.",
            "type": "string",
            "x-reference": "stage"
          }
        },
        "always": {
          "description": "Runs the stage every time, even when nothing has changed.",
          "type": "boolean",
          "default": false
        }
      }
    },
    "gate": {
      "title": "Gate",
      "description": "A condition on a metric: against a value, or against the version that has an alias now.",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "metric",
        "op"
      ],
      "properties": {
        "metric": {
          "description": "The metric, as stage:file#key, such as evaluate:metrics/evaluation.json#rmse; the file may be left out.",
          "type": "string",
          "pattern": "^[^\\s:#]+(:[^\\s#]+)?#\\S+$",
          "x-expected": "a metric such as evaluate:metrics/evaluation.json#rmse",
          "x-reference": "metric",
          "examples": [
            "evaluate:metrics/evaluation.json#rmse"
          ]
        },
        "op": {
          "description": "How the metric has to compare with the value or the baseline.",
          "type": "string",
          "enum": [
            ">=",
            "<=",
            ">",
            "<"
          ],
          "enumDescriptions": [
            "At least as high.",
            "At most as high.",
            "Higher.",
            "Lower."
          ]
        },
        "value": {
          "description": "The number that the metric is held against.",
          "type": "number"
        },
        "baseline": {
          "description": "An alias, such as champion: the metric is held against that version's. While no version has the alias the gate passes.",
          "type": "string",
          "pattern": "^[\\w.-]+$",
          "x-expected": "an alias such as champion",
          "x-reference": "alias",
          "examples": [
            "champion"
          ]
        },
        "tolerance": {
          "description": "How much worse than the baseline is still good: a number in the metric's unit, or a share of the baseline such as 2%. Default: nothing.",
          "type": [
            "number",
            "string"
          ],
          "minimum": 0,
          "pattern": "^\\d+(\\.\\d+)?%$",
          "x-expected": "a number from 0 on, or a share such as 2%",
          "examples": [
            "2%"
          ]
        },
        "on_fail": {
          "description": "What a failed gate does.",
          "type": "string",
          "enum": [
            "block",
            "warn"
          ],
          "enumDescriptions": [
            "The model is not registered.",
            "It is registered, and the failure is recorded with it."
          ],
          "default": "block"
        }
      }
    },
    "model": {
      "title": "Model",
      "description": "The model that runs of this pipeline make, and how it is registered.",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "name",
        "artifact"
      ],
      "properties": {
        "name": {
          "description": "Name of the registered model.",
          "type": "string",
          "pattern": "^[^/:\\s][^/:\\r\\n]*$",
          "x-expected": "a name without / and : on one line",
          "examples": [
            "bike-demand"
          ]
        },
        "artifact": {
          "description": "The output that is the model: an .onnx file, or the folder of an MLflow model.",
          "type": "string",
          "pattern": "\\S",
          "x-reference": "out",
          "examples": [
            "build/model.onnx"
          ]
        },
        "card": {
          "description": "The model card, relative to this file.",
          "type": "string",
          "pattern": "\\S",
          "x-reference": "path",
          "examples": [
            "MODEL_CARD.md"
          ]
        },
        "registry": {
          "title": "Registry",
          "description": "Where versions are registered.",
          "type": "object",
          "additionalProperties": false,
          "properties": {
            "type": {
              "description": "The kind of registry: MLflow's, in the project's mlflow.db.",
              "type": "string",
              "enum": [
                "mlflow"
              ],
              "default": "mlflow"
            },
            "alias": {
              "description": "An alias that each new version gets, such as challenger.",
              "type": "string",
              "pattern": "^[\\w.-]+$",
              "x-expected": "an alias such as challenger",
              "x-reference": "alias",
              "examples": [
                "challenger"
              ]
            }
          }
        },
        "requires": {
          "description": "Gates that must pass before a version is registered.",
          "type": "array",
          "items": {
            "description": "Name of a gate.",
            "type": "string",
            "x-reference": "gate"
          }
        }
      }
    },
    "package": {
      "title": "Package",
      "description": "How the model is packaged for serving.",
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "format": {
          "description": "What kind of model the artifact is.",
          "type": "string",
          "enum": [
            "auto",
            "onnx",
            "mlflow"
          ],
          "enumDescriptions": [
            "By the artifact itself.",
            "An ONNX file, run without Python.",
            "An MLflow model folder, run by a Python worker."
          ],
          "default": "auto"
        },
        "reference": {
          "description": "Data whose columns later requests are compared with: a CSV, Parquet or JSON file relative to this file, or dataset:NAME.",
          "type": "string",
          "pattern": "\\S",
          "x-reference": "dep",
          "examples": [
            "build/train.csv"
          ]
        },
        "target": {
          "description": "Column of the reference data that holds what is predicted; it is no feature.",
          "type": "string",
          "pattern": "\\S",
          "examples": [
            "cnt"
          ]
        },
        "environment": {
          "description": "Environment in which a Python model runs; default: that of the stage that makes it.",
          "type": "string",
          "x-reference": "environment"
        }
      }
    },
    "target": {
      "title": "Deploy target",
      "description": "A place where versions of the model are served.",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "platform"
      ],
      "properties": {
        "platform": {
          "description": "What serves there: local is this machine.",
          "type": "string",
          "enum": [
            "local"
          ],
          "enumDescriptions": [
            "Processes on this machine, reached at 127.0.0.1."
          ]
        },
        "replicas": {
          "description": "Model servers for each version.",
          "type": "integer",
          "minimum": 1,
          "maximum": 64,
          "x-expected": "a whole number from 1 to 64",
          "default": 1
        },
        "port": {
          "description": "Port on 127.0.0.1; without it a free one is chosen once and kept.",
          "type": "integer",
          "minimum": 1,
          "maximum": 65535,
          "x-expected": "a port from 1 to 65535"
        },
        "approval": {
          "description": "Whether a person has to approve before a version is served.",
          "type": "string",
          "enum": [
            "none",
            "required"
          ],
          "enumDescriptions": [
            "It starts at once.",
            "It waits for Approve or Reject, which the audit trail keeps."
          ],
          "default": "none"
        },
        "needs": {
          "description": "Targets that must serve the version first.",
          "type": "array",
          "items": {
            "description": "Name of a target.",
            "type": "string",
            "x-reference": "target"
          }
        },
        "strategy": {
          "$ref": "#/definitions/strategy"
        }
      }
    },
    "strategy": {
      "title": "Strategy",
      "description": "How traffic moves from the version that is served to a new one.",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "type"
      ],
      "properties": {
        "type": {
          "description": "The kind of rollout.",
          "type": "string",
          "enum": [
            "recreate",
            "blue_green",
            "canary",
            "shadow"
          ],
          "enumDescriptions": [
            "The old version ends before the new one starts.",
            "The new version starts beside the old one and gets all traffic at once.",
            "The new version gets a growing part of the traffic, and the judge watches it.",
            "The new version gets copies of requests, and its answers are dropped, until the judge is content."
          ]
        },
        "steps": {
          "description": "Of a canary: parts of the traffic, one after the other; the last is 100.",
          "type": "array",
          "minItems": 1,
          "items": {
            "$ref": "#/definitions/step"
          }
        },
        "hold": {
          "description": "Of blue_green and shadow: how long the new version is watched before it gets all traffic.",
          "type": "string",
          "pattern": "^(?=\\d)(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?$",
          "x-expected": "a time such as 30s, 5m, 2h or 7d",
          "default": "5m",
          "examples": [
            "5m"
          ]
        },
        "min_requests": {
          "description": "Of shadow: copies that the new version must have answered before it is judged good.",
          "type": "integer",
          "minimum": 0,
          "x-expected": "a whole number from 0 on",
          "default": 100
        },
        "mirror": {
          "description": "Of shadow: percent of requests that are copied.",
          "type": "number",
          "exclusiveMinimum": 0,
          "maximum": 100,
          "x-expected": "a percentage above 0, up to 100",
          "default": 100
        },
        "bake": {
          "description": "How long the old version stays warm after the last step, so that the way back takes no time.",
          "type": "string",
          "pattern": "^(?=\\d)(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?$",
          "x-expected": "a time such as 30s, 5m, 2h or 7d",
          "default": "1m",
          "examples": [
            "1h"
          ]
        },
        "on_failure": {
          "description": "What happens when the judge finds the new version bad.",
          "type": "string",
          "enum": [
            "rollback",
            "hold"
          ],
          "enumDescriptions": [
            "All traffic goes back to the old version.",
            "The rollout stops where it is and asks a person."
          ],
          "default": "rollback"
        },
        "judge": {
          "$ref": "#/definitions/judge"
        }
      }
    },
    "step": {
      "title": "Step",
      "description": "One step of a canary.",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "traffic"
      ],
      "properties": {
        "traffic": {
          "description": "Percent of requests that the new version answers.",
          "type": "number",
          "minimum": 0,
          "maximum": 100,
          "x-expected": "a percentage from 0 to 100"
        },
        "hold": {
          "description": "How long the step lasts at least.",
          "type": "string",
          "pattern": "^(?=\\d)(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?$",
          "x-expected": "a time such as 30s, 5m, 2h or 7d",
          "default": "0s",
          "examples": [
            "10m"
          ]
        },
        "min_requests": {
          "description": "Requests that the new version must have answered in this step before it is judged good.",
          "type": "integer",
          "minimum": 0,
          "x-expected": "a whole number from 0 on",
          "default": 100
        }
      }
    },
    "judge": {
      "title": "Judge",
      "description": "Who compares the new version with the old one over the same time.",
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "alpha": {
          "description": "Probability of failing a version that is as good as the old one, over the whole rollout.",
          "type": "number",
          "exclusiveMinimum": 0,
          "exclusiveMaximum": 0.5,
          "x-expected": "a probability above 0 and below 0.5",
          "default": 0.05
        },
        "max_requests": {
          "description": "A step that is still undecided after this many requests of the new version holds for a person.",
          "type": "integer",
          "minimum": 1,
          "x-expected": "a whole number from 1 on",
          "default": 20000
        },
        "rules": {
          "description": "What is compared. Default: error_rate at most 0.01 above the old version's, latency_p95_ms at most 1.5 times.",
          "type": "array",
          "minItems": 1,
          "items": {
            "$ref": "#/definitions/judgeRule"
          }
        }
      }
    },
    "judgeRule": {
      "title": "Judge rule",
      "description": "One measure with one bound.",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "metric"
      ],
      "properties": {
        "metric": {
          "description": "error_rate, latency_p50_ms, latency_p95_ms, latency_p99_ms, prediction_psi, or a metric of labels: rmse, mae, mape or log_loss.",
          "type": "string",
          "enum": [
            "error_rate",
            "latency_p50_ms",
            "latency_p95_ms",
            "latency_p99_ms",
            "prediction_psi",
            "rmse",
            "mae",
            "mape",
            "log_loss"
          ]
        },
        "max": {
          "description": "At most this.",
          "type": "number"
        },
        "max_ratio": {
          "description": "At most this many times the old version's value.",
          "type": "number",
          "exclusiveMinimum": 0,
          "x-expected": "a number above 0"
        },
        "max_delta": {
          "description": "At most the old version's value plus this.",
          "type": "number",
          "minimum": 0,
          "x-expected": "a number from 0 on"
        }
      }
    },
    "monitor": {
      "title": "Monitor",
      "description": "What is watched while a version is served, and what follows.",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "target",
        "signals"
      ],
      "properties": {
        "target": {
          "description": "Name of the deploy target that is watched.",
          "type": "string",
          "x-reference": "target"
        },
        "window": {
          "description": "The requests that are looked at: those of a time such as 24h, or the newest so many.",
          "type": [
            "string",
            "object"
          ],
          "pattern": "^(?=\\d)(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?$",
          "additionalProperties": false,
          "required": [
            "requests"
          ],
          "properties": {
            "requests": {
              "description": "The newest so many requests.",
              "type": "integer",
              "minimum": 1,
              "x-expected": "a whole number from 1 on"
            }
          },
          "default": "24h",
          "x-expected": "a time such as 24h, or a mapping with requests",
          "examples": [
            "24h"
          ]
        },
        "every": {
          "description": "Time between looks.",
          "type": "string",
          "pattern": "^(?=\\d)(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?$",
          "x-expected": "a time such as 30s, 5m, 2h or 7d",
          "default": "1m",
          "examples": [
            "5m"
          ]
        },
        "cooldown": {
          "description": "Time after an action in which no other one starts: what stops a loop of retraining.",
          "type": "string",
          "pattern": "^(?=\\d)(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?$",
          "x-expected": "a time such as 30s, 5m, 2h or 7d",
          "default": "6h",
          "examples": [
            "6h"
          ]
        },
        "correction": {
          "description": "How p-values over many features are corrected.",
          "type": "string",
          "enum": [
            "none",
            "bonferroni",
            "benjamini-hochberg"
          ],
          "enumDescriptions": [
            "Not at all.",
            "By the number of features.",
            "By the false discovery rate."
          ],
          "default": "benjamini-hochberg"
        },
        "signals": {
          "description": "What is watched, by name.",
          "type": "object",
          "minProperties": 1,
          "additionalProperties": {
            "$ref": "#/definitions/signal"
          },
          "x-names": true,
          "x-expected": "signals by name"
        }
      }
    },
    "signal": {
      "title": "Signal",
      "description": "One thing that is watched.",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "type"
      ],
      "properties": {
        "type": {
          "description": "What is watched.",
          "type": "string",
          "enum": [
            "data_drift",
            "prediction_drift",
            "data_quality",
            "performance",
            "service"
          ],
          "enumDescriptions": [
            "Inputs against the reference profile.",
            "Answers against the reference profile.",
            "Missing, impossible and unknown values.",
            "Answers against labels that come later.",
            "Latency, errors and load."
          ]
        },
        "method": {
          "description": "How distributions are compared.",
          "type": "string",
          "enum": [
            "auto",
            "psi",
            "ks",
            "js",
            "wasserstein",
            "chi2"
          ],
          "enumDescriptions": [
            "By kind of column and number of rows.",
            "Population stability index.",
            "Two-sample Kolmogorov–Smirnov test.",
            "Jensen–Shannon distance.",
            "Wasserstein distance over the standard deviation.",
            "Chi-square test."
          ],
          "default": "auto"
        },
        "features": {
          "description": "all, or a list of input names.",
          "type": [
            "string",
            "array"
          ],
          "pattern": "^all$",
          "items": {
            "description": "Name of an input.",
            "type": "string",
            "x-reference": "feature"
          },
          "default": "all",
          "x-expected": "all, or a list of names"
        },
        "metric": {
          "description": "Of performance: rmse, mae, r2, accuracy, precision, recall, f1, auc or log_loss. Of service: p50_ms, p95_ms, p99_ms, error_rate or requests_per_second. Of data_quality: missing_share, out_of_range_share or new_category_share.",
          "type": "string",
          "enum": [
            "rmse",
            "mae",
            "mape",
            "r2",
            "accuracy",
            "precision",
            "recall",
            "f1",
            "auc",
            "log_loss",
            "p50_ms",
            "p95_ms",
            "p99_ms",
            "error_rate",
            "requests_per_second",
            "missing_share",
            "out_of_range_share",
            "new_category_share"
          ]
        },
        "op": {
          "description": "When the value is bad. Default: above the bound, below it where higher is better.",
          "type": "string",
          "enum": [
            ">=",
            "<=",
            ">",
            "<"
          ]
        },
        "warn": {
          "description": "Bound of a warning.",
          "type": "number"
        },
        "alert": {
          "description": "Bound of an alert.",
          "type": "number"
        },
        "minimum": {
          "description": "Rows, or labelled rows, below which nothing is said.",
          "type": "integer",
          "minimum": 1,
          "x-expected": "a whole number from 1 on",
          "default": 200
        },
        "consecutive": {
          "description": "Bad looks in a row before there is an alert.",
          "type": "integer",
          "minimum": 1,
          "maximum": 100,
          "x-expected": "a whole number from 1 to 100",
          "default": 2
        },
        "label_delay": {
          "description": "Of performance: how late labels come; the window ends that much earlier.",
          "type": "string",
          "pattern": "^(?=\\d)(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?$",
          "x-expected": "a time such as 30s, 5m, 2h or 7d",
          "default": "0s",
          "examples": [
            "7d"
          ]
        },
        "action": {
          "description": "What an alert does besides telling.",
          "type": "string",
          "enum": [
            "notify",
            "rollback",
            "retrain",
            "pause"
          ],
          "enumDescriptions": [
            "Nothing more.",
            "The version before is served again.",
            "The pipeline runs, and what passes its gates goes out as the target says.",
            "A rollout under way holds."
          ],
          "default": "notify"
        }
      }
    },
    "trigger": {
      "title": "Trigger",
      "description": "One thing that makes the pipeline run by itself.",
      "type": "object",
      "additionalProperties": false,
      "minProperties": 1,
      "maxProperties": 1,
      "properties": {
        "signal": {
          "description": "An alert of this signal, where its action is retrain.",
          "type": "string",
          "x-reference": "signal"
        },
        "data": {
          "description": "New content of this data set.",
          "type": "string",
          "x-reference": "dataset"
        },
        "manual": {
          "description": "A person, by command.",
          "type": "boolean",
          "const": true,
          "x-expected": "true"
        }
      },
      "x-expected": "a mapping with one of signal, data and manual"
    }
  }
};
