// The schema of the format evalresults as a value; generated from schemas/dialects/evalresults.schema.json by scripts/generate.ts.
import type { JsonSchema } from '../../../domain/jsonSchema.ts';

export const evalresultsSchema: JsonSchema = {
  "title": "Evaluation results and benchmarks of the Hub",
  "definitions": {
    "results": {
      "title": "Evaluation results of a model (.eval_results/*.yaml)",
      "type": "array",
      "items": {
        "title": "result",
        "type": "object",
        "required": [
          "dataset",
          "value"
        ],
        "x-misspelt": true,
        "properties": {
          "dataset": {
            "description": "The benchmark that was run.",
            "type": "object",
            "required": [
              "id",
              "task_id"
            ],
            "x-misspelt": true,
            "properties": {
              "id": {
                "description": "Id of a data set that is registered as a benchmark on the Hub, `owner/name`.",
                "type": "string",
                "pattern": "^[\\w][\\w.-]*(/[\\w][\\w.-]*)?$",
                "x-expected": "an id such as owner/name"
              },
              "task_id": {
                "description": "Id of one of the tasks in the benchmark's `eval.yaml`.",
                "type": "string"
              },
              "revision": {
                "description": "Revision of the data set.",
                "type": "string"
              }
            }
          },
          "value": {
            "description": "What was measured. Its unit is the benchmark's."
          },
          "verifyToken": {
            "description": "Set by the Hub when it ran the evaluation itself.",
            "type": "string"
          },
          "date": {
            "description": "Day or time of the evaluation, ISO 8601, in quotes.",
            "type": "string",
            "pattern": "^\\d{4}-\\d{2}-\\d{2}([T ]\\d{2}:\\d{2}.*)?$",
            "x-expected": "a day such as \"2026-01-31\""
          },
          "source": {
            "description": "Where the number comes from.",
            "type": "object",
            "required": [
              "url"
            ],
            "x-misspelt": true,
            "properties": {
              "url": {
                "description": "Address of the source.",
                "type": "string"
              },
              "name": {
                "description": "Name of the source.",
                "type": "string"
              },
              "user": {
                "description": "Who on the Hub reports it.",
                "type": "string"
              },
              "org": {
                "description": "Organization on the Hub that reports it.",
                "type": "string"
              }
            }
          },
          "notes": {
            "description": "How it was run: prompts, shots, hardware.",
            "type": "string"
          }
        }
      }
    },
    "benchmark": {
      "title": "Benchmark of a data set (eval.yaml)",
      "type": "object",
      "required": [
        "tasks"
      ],
      "x-misspelt": true,
      "properties": {
        "name": {
          "description": "Name of the benchmark.",
          "type": "string"
        },
        "description": {
          "description": "What it measures."
        },
        "evaluation_framework": {
          "description": "Tool that runs it.",
          "type": "string",
          "examples": [
            "inspect-ai",
            "mteb",
            "math-arena",
            "nemo-evaluator",
            "swe-bench",
            "harbor"
          ]
        },
        "tasks": {
          "description": "What is measured, each with its id.",
          "type": "array",
          "items": {
            "type": "object",
            "required": [
              "id"
            ],
            "x-misspelt": true,
            "properties": {
              "id": {
                "description": "Id of the task; results name it as `task_id`.",
                "type": "string"
              },
              "name": {
                "description": "Name that people see.",
                "type": "string"
              },
              "description": {
                "description": "What is measured."
              },
              "config": {
                "description": "Configuration of the data set.",
                "type": "string"
              },
              "split": {
                "description": "Split of the data set.",
                "type": "string"
              },
              "field_spec": {
                "description": "Which columns are what, for inspect-ai."
              },
              "solvers": {
                "description": "What answers, for inspect-ai."
              },
              "scorers": {
                "description": "What scores answers, for inspect-ai."
              },
              "epochs": {
                "description": "How often each question is asked."
              },
              "epoch_reducer": {
                "description": "How scores of one question become one."
              },
              "shuffle_choices": {
                "description": "Whether choices are mixed."
              }
            },
            "title": "task"
          }
        }
      }
    }
  }
};
