// The schema of the format azureml as a value; generated from schemas/dialects/azureml.schema.json by scripts/generate.ts.
import type { JsonSchema } from '../../../domain/jsonSchema.ts';

export const azuremlSchema: JsonSchema = {
  "title": "Azure ML pipeline job",
  "type": "object",
  "required": [
    "jobs"
  ],
  "x-misspelt": true,
  "properties": {
    "$schema": {
      "description": "Schema of the file.",
      "type": "string"
    },
    "type": {
      "description": "`pipeline`",
      "type": "string"
    },
    "jobs": {
      "description": "The steps, by name.",
      "type": "object",
      "additionalProperties": {
        "type": "object",
        "properties": {
          "type": {
            "description": "Kind of job.",
            "type": "string",
            "examples": [
              "command",
              "sweep",
              "parallel",
              "spark",
              "pipeline",
              "automl"
            ]
          },
          "component": {
            "description": "Component that it runs: a file, or `azureml:name:version`."
          },
          "trial": {
            "description": "Component that a sweep runs."
          },
          "inputs": {
            "description": "Values by input."
          },
          "outputs": {
            "description": "Where outputs go."
          },
          "compute": {
            "description": "Compute target, such as `azureml:cpu-cluster`.",
            "type": "string"
          },
          "environment": {
            "description": "Environment it runs in."
          },
          "command": {
            "description": "Command.",
            "type": "string"
          },
          "code": {
            "description": "Folder of the code.",
            "type": "string"
          },
          "resources": {
            "description": "Instances and their kind.",
            "type": "object"
          },
          "limits": {
            "description": "Longest time, most trials.",
            "type": "object"
          },
          "distribution": {
            "description": "How it is spread.",
            "type": "object"
          },
          "search_space": {
            "description": "Ranges of the values that are searched.",
            "type": "object"
          },
          "objective": {
            "description": "Metric that is searched for.",
            "type": "object",
            "required": [
              "goal",
              "primary_metric"
            ],
            "properties": {
              "goal": {
                "description": "Which way is better.",
                "type": "string",
                "enum": [
                  "minimize",
                  "maximize",
                  "Minimize",
                  "Maximize"
                ]
              },
              "primary_metric": {
                "description": "Name of the metric.",
                "type": "string"
              }
            }
          },
          "sampling_algorithm": {
            "description": "How values are drawn."
          }
        }
      }
    },
    "inputs": {
      "description": "Values that the pipeline takes."
    },
    "outputs": {
      "description": "Values that it gives."
    },
    "settings": {
      "description": "Defaults of all jobs.",
      "type": [
        "object",
        "null"
      ],
      "x-misspelt": true,
      "properties": {
        "default_compute": {
          "description": "Compute target of jobs without one.",
          "type": "string"
        },
        "default_datastore": {
          "description": "Data store of outputs.",
          "type": "string"
        },
        "continue_on_step_failure": {
          "description": "True: other steps go on."
        },
        "continue_run_on_step_failure": {
          "description": "True: other steps go on."
        },
        "force_rerun": {
          "description": "True: nothing is taken from earlier runs."
        },
        "continue_on_failed_optional_input": {
          "description": "True: goes on without an optional input."
        }
      }
    },
    "experiment_name": {
      "description": "Experiment of its runs.",
      "type": "string"
    },
    "display_name": {
      "description": "Name that is shown.",
      "type": "string"
    },
    "name": {
      "description": "Name of the job.",
      "type": "string"
    },
    "description": {
      "description": "What it does.",
      "type": "string"
    },
    "tags": {
      "description": "Tags.",
      "type": "object"
    },
    "properties": {
      "description": "Properties.",
      "type": "object"
    },
    "compute": {
      "description": "Compute target.",
      "type": "string"
    },
    "identity": {
      "description": "Identity it runs with.",
      "type": "object"
    },
    "services": {
      "description": "Services.",
      "type": "object"
    },
    "resources": {
      "description": "Resources.",
      "type": "object"
    },
    "limits": {
      "description": "Limits.",
      "type": "object"
    },
    "component": {
      "description": "Component that the pipeline is made from."
    },
    "version": {
      "description": "Version."
    },
    "schedule": {
      "description": "When it runs."
    },
    "is_deterministic": {
      "description": "Whether results may be taken from earlier runs."
    },
    "notification_setting": {
      "description": "Who is told.",
      "type": "object"
    },
    "source_job_id": {
      "description": "Job that it is made from.",
      "type": "string"
    }
  }
};
