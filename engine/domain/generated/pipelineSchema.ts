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
        }
      }
    }
  }
};
