// The schema of the format gitlab as a value; generated from schemas/dialects/gitlab.schema.json by scripts/generate.ts.
import type { JsonSchema } from '../../../domain/jsonSchema.ts';

export const gitlabSchema: JsonSchema = {
  "title": "GitLab CI",
  "type": "object",
  "properties": {
    "stages": {
      "description": "Stages in their order.",
      "type": "array",
      "items": {
        "type": [
          "string",
          "array"
        ]
      }
    },
    "default": {
      "description": "Values for every job.",
      "type": "object"
    },
    "include": {
      "description": "Files that are read before this one."
    },
    "variables": {
      "description": "Variables of every job.",
      "type": "object"
    },
    "workflow": {
      "description": "When a pipeline is made.",
      "type": "object"
    },
    "spec": {
      "description": "Inputs of the file.",
      "type": "object"
    },
    "image": {
      "description": "Image of every job."
    },
    "services": {
      "description": "Services of every job.",
      "type": "array",
      "items": {}
    },
    "cache": {
      "description": "Cache of every job."
    },
    "before_script": {
      "description": "Commands before each job.",
      "type": [
        "string",
        "array"
      ]
    },
    "after_script": {
      "description": "Commands after each job.",
      "type": [
        "string",
        "array"
      ]
    },
    "pages": {
      "$ref": "#/definitions/job"
    },
    "types": {
      "description": "Old name of `stages`.",
      "deprecated": true,
      "x-instead": "stages",
      "x-rename": true
    }
  },
  "patternProperties": {
    "^\\.": {}
  },
  "additionalProperties": {
    "$ref": "#/definitions/job"
  },
  "definitions": {
    "job": {
      "type": "object",
      "x-expected": "a job: a mapping with «script»",
      "x-misspelt": true,
      "properties": {
        "script": {
          "description": "Commands of the job.",
          "type": [
            "string",
            "array"
          ]
        },
        "run": {
          "description": "Steps of the job.",
          "type": "array",
          "items": {}
        },
        "before_script": {
          "description": "Commands before `script`.",
          "type": [
            "string",
            "array"
          ]
        },
        "after_script": {
          "description": "Commands after `script`, whatever happened.",
          "type": [
            "string",
            "array"
          ]
        },
        "stage": {
          "description": "Stage that the job belongs to; `test` when none is given.",
          "type": "string",
          "x-reference": "stage"
        },
        "extends": {
          "description": "Jobs whose keys are taken over.",
          "type": [
            "string",
            "array"
          ],
          "x-reference": "job",
          "items": {
            "type": "string",
            "x-reference": "job"
          }
        },
        "image": {
          "description": "Image that the job runs in."
        },
        "services": {
          "description": "Containers beside it.",
          "type": "array",
          "items": {}
        },
        "needs": {
          "description": "Jobs that it waits for, in place of the whole stage before.",
          "type": [
            "array",
            "object",
            "string"
          ],
          "items": {
            "type": [
              "string",
              "object",
              "array"
            ],
            "x-reference": "job"
          }
        },
        "dependencies": {
          "description": "Jobs whose artifacts it gets.",
          "type": "array",
          "items": {
            "type": [
              "string",
              "array"
            ],
            "x-reference": "job"
          }
        },
        "rules": {
          "description": "When the job is added to a pipeline.",
          "type": "array",
          "items": {}
        },
        "only": {
          "description": "When the job runs; `rules` took its place.",
          "deprecated": true,
          "x-instead": "rules"
        },
        "except": {
          "description": "When the job does not run; `rules` took its place.",
          "deprecated": true,
          "x-instead": "rules"
        },
        "variables": {
          "description": "Variables of the job.",
          "type": "object"
        },
        "artifacts": {
          "description": "Files that the job keeps.",
          "type": "object",
          "x-misspelt": true,
          "properties": {
            "paths": {
              "description": "Files and folders.",
              "type": "array",
              "items": {}
            },
            "exclude": {
              "description": "Files left out.",
              "type": "array",
              "items": {}
            },
            "expire_in": {
              "description": "How long they are kept, such as `1 week`.",
              "type": "string"
            },
            "expose_as": {
              "description": "Name in the merge request.",
              "type": "string"
            },
            "name": {
              "description": "Name of the archive.",
              "type": "string"
            },
            "public": {
              "description": "Who may download them."
            },
            "access": {
              "description": "Who may download them.",
              "type": "string"
            },
            "reports": {
              "description": "Reports, such as `metrics`, `dotenv`, `junit`.",
              "type": "object"
            },
            "untracked": {
              "description": "Files that git does not track."
            },
            "when": {
              "description": "When they are kept.",
              "type": "string"
            }
          }
        },
        "cache": {
          "description": "Files kept between runs.",
          "type": [
            "object",
            "array"
          ]
        },
        "environment": {
          "description": "Where it deploys to."
        },
        "resource_group": {
          "description": "Jobs of one group run one after the other.",
          "type": "string"
        },
        "tags": {
          "description": "Runners that may take it.",
          "type": "array",
          "items": {}
        },
        "retry": {
          "description": "How often it is tried again."
        },
        "timeout": {
          "description": "Longest run time, such as `1h 30m`.",
          "type": "string"
        },
        "interruptible": {
          "description": "True: a newer pipeline may cancel it."
        },
        "when": {
          "description": "When it runs.",
          "type": "string",
          "enum": [
            "on_success",
            "on_failure",
            "always",
            "manual",
            "delayed",
            "never"
          ]
        },
        "allow_failure": {
          "description": "True: its failure does not fail the pipeline."
        },
        "coverage": {
          "description": "Pattern that finds the coverage in the log.",
          "type": "string"
        },
        "parallel": {
          "description": "How many of it run, or a matrix of variables."
        },
        "trigger": {
          "description": "Pipeline that it starts."
        },
        "release": {
          "description": "Release that it makes.",
          "type": "object"
        },
        "secrets": {
          "description": "Secrets from a vault.",
          "type": "object"
        },
        "id_tokens": {
          "description": "Tokens for other services.",
          "type": "object"
        },
        "inherit": {
          "description": "Defaults that it takes.",
          "type": "object"
        },
        "pages": {
          "description": "Whether it publishes pages."
        },
        "publish": {
          "description": "Folder of pages.",
          "type": "string"
        },
        "start_in": {
          "description": "Delay before it starts.",
          "type": "string"
        },
        "hooks": {
          "description": "Commands at moments of its life.",
          "type": "object"
        },
        "identity": {
          "description": "Identity for a cloud.",
          "type": "string"
        },
        "dast_configuration": {
          "description": "Scan settings.",
          "type": "object"
        },
        "manual_confirmation": {
          "description": "Question before it runs.",
          "type": "string"
        }
      }
    }
  }
};
