// The schema of the format gitlab as a value; generated from schemas/dialects/gitlab.schema.json by scripts/generate.ts.
import type { JsonSchema } from '../../../domain/jsonSchema.ts';

export const gitlabSchema: JsonSchema = {
  "title": "GitLab CI",
  "type": "object",
  "properties": {
    "stages": {
      "description": "Stages in their order.",
      "type": [
        "array",
        "null"
      ],
      "items": {
        "type": [
          "string",
          "array"
        ]
      }
    },
    "default": {
      "description": "Values for every job.",
      "$ref": "#/definitions/default"
    },
    "include": {
      "description": "Files that are read before this one.",
      "x-expected": "a file, a mapping or a list of such",
      "anyOf": [
        {
          "$ref": "#/definitions/include"
        },
        {
          "type": "array",
          "items": {
            "$ref": "#/definitions/include"
          }
        }
      ]
    },
    "variables": {
      "description": "Variables of every job.",
      "type": [
        "object",
        "null"
      ]
    },
    "workflow": {
      "description": "When a pipeline is made.",
      "$ref": "#/definitions/workflow"
    },
    "spec": {
      "description": "Inputs of the file.",
      "type": [
        "object",
        "null"
      ]
    },
    "image": {
      "description": "Image of every job.",
      "$ref": "#/definitions/image"
    },
    "services": {
      "description": "Services of every job.",
      "type": [
        "array",
        "null"
      ],
      "items": {
        "$ref": "#/definitions/service"
      }
    },
    "cache": {
      "description": "Cache of every job.",
      "$ref": "#/definitions/cache"
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
      "description": "Job that publishes GitLab Pages.",
      "$ref": "#/definitions/job"
    },
    "$schema": {
      "description": "Schema for editors.",
      "type": "string"
    },
    "types": {
      "description": "Old name of `stages`.",
      "deprecated": true,
      "x-instead": "stages",
      "x-rename": true
    }
  },
  "patternProperties": {
    "^\\.": {
      "anyOf": [
        {},
        {
          "$ref": "#/definitions/job"
        }
      ]
    }
  },
  "additionalProperties": {
    "$ref": "#/definitions/job"
  },
  "definitions": {
    "job": {
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "script": {
          "description": "Commands of the job.",
          "type": [
            "string",
            "array"
          ],
          "x-expected": "text or a list of texts"
        },
        "run": {
          "description": "Steps of the job, in place of a script.",
          "type": [
            "array",
            "null"
          ]
        },
        "before_script": {
          "description": "Commands before `script`.",
          "type": [
            "string",
            "array"
          ],
          "x-expected": "text or a list of texts"
        },
        "after_script": {
          "description": "Commands after `script`, whatever happened.",
          "type": [
            "string",
            "array"
          ],
          "x-expected": "text or a list of texts"
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
          "x-expected": "text or a list of texts",
          "x-reference": "job",
          "items": {
            "type": "string",
            "x-reference": "job"
          }
        },
        "image": {
          "description": "Image that the job runs in.",
          "$ref": "#/definitions/image"
        },
        "services": {
          "description": "Containers beside it.",
          "type": [
            "array",
            "null"
          ],
          "items": {
            "$ref": "#/definitions/service"
          }
        },
        "needs": {
          "description": "Jobs that it waits for, in place of the whole stage before.",
          "$ref": "#/definitions/needs"
        },
        "dependencies": {
          "description": "Jobs whose artifacts it gets.",
          "type": [
            "array",
            "null"
          ],
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
          "type": [
            "array",
            "null"
          ],
          "items": {
            "$ref": "#/definitions/rule"
          }
        },
        "only": {
          "description": "When the job runs; `rules` took its place.",
          "deprecated": true,
          "x-instead": "rules",
          "x-calm": true
        },
        "except": {
          "description": "When the job does not run; `rules` took its place.",
          "deprecated": true,
          "x-instead": "rules",
          "x-calm": true
        },
        "variables": {
          "description": "Variables of the job.",
          "type": [
            "object",
            "null"
          ]
        },
        "artifacts": {
          "description": "Files that the job keeps.",
          "$ref": "#/definitions/artifacts"
        },
        "cache": {
          "description": "Files kept between runs.",
          "$ref": "#/definitions/cache"
        },
        "environment": {
          "description": "Where it deploys to.",
          "$ref": "#/definitions/environment"
        },
        "resource_group": {
          "description": "Jobs of one group run one after the other.",
          "type": "string"
        },
        "tags": {
          "description": "Runners that may take it.",
          "type": [
            "array",
            "null"
          ]
        },
        "retry": {
          "description": "How often it is tried again.",
          "$ref": "#/definitions/retry"
        },
        "timeout": {
          "description": "Longest run time, such as `1h 30m`.",
          "type": "string"
        },
        "interruptible": {
          "description": "True: a newer pipeline may cancel it.",
          "type": "boolean"
        },
        "when": {
          "description": "When it runs.",
          "type": "string",
          "enum": [
            "on_success",
            "on_failure",
            "always",
            "manual",
            "delayed"
          ]
        },
        "start_in": {
          "description": "Delay before it starts, with `when: delayed`.",
          "type": "string"
        },
        "manual_confirmation": {
          "description": "Question before a manual job runs.",
          "type": "string"
        },
        "allow_failure": {
          "description": "True: its failure does not fail the pipeline.",
          "type": [
            "boolean",
            "object"
          ],
          "x-expected": "true, false or a mapping"
        },
        "coverage": {
          "description": "Pattern that finds the coverage in the log.",
          "type": "string"
        },
        "parallel": {
          "description": "How many of it run, or a matrix of variables.",
          "$ref": "#/definitions/parallel"
        },
        "trigger": {
          "description": "Pipeline that it starts.",
          "$ref": "#/definitions/trigger"
        },
        "inputs": {
          "description": "Inputs that are asked for when the job is run by hand.",
          "type": [
            "object",
            "null"
          ]
        },
        "release": {
          "description": "Release that it makes.",
          "$ref": "#/definitions/release"
        },
        "secrets": {
          "description": "Secrets from a vault.",
          "type": [
            "object",
            "null"
          ]
        },
        "id_tokens": {
          "description": "Tokens for other services.",
          "type": [
            "object",
            "null"
          ]
        },
        "inherit": {
          "description": "Defaults and variables that it takes.",
          "$ref": "#/definitions/inherit"
        },
        "pages": {
          "description": "Whether and how it publishes pages.",
          "type": [
            "boolean",
            "object"
          ],
          "x-expected": "true, false or a mapping"
        },
        "publish": {
          "description": "Folder of pages.",
          "type": "string"
        },
        "hooks": {
          "description": "Commands at moments of its life.",
          "$ref": "#/definitions/hooks"
        },
        "identity": {
          "description": "Identity for a cloud.",
          "type": "string"
        },
        "dast_configuration": {
          "description": "Profiles of a security scan.",
          "type": [
            "object",
            "null"
          ]
        }
      },
      "x-expected": "a job: a mapping with «script»"
    },
    "image": {
      "type": [
        "object",
        "string"
      ],
      "additionalProperties": false,
      "properties": {
        "name": {
          "description": "Image with its tag or digest.",
          "type": "string"
        },
        "entrypoint": {
          "description": "Command that the image starts with.",
          "type": "array"
        },
        "docker": {
          "description": "Options for Docker.",
          "type": "object"
        },
        "kubernetes": {
          "description": "Options for Kubernetes.",
          "type": "object"
        },
        "pull_policy": {
          "description": "When the image is pulled.",
          "type": [
            "string",
            "array"
          ],
          "x-expected": "text or a list of texts"
        },
        "ports": {
          "description": "Ports of a terminal.",
          "type": "array"
        }
      },
      "x-expected": "text or a mapping"
    },
    "service": {
      "type": [
        "object",
        "string"
      ],
      "additionalProperties": false,
      "properties": {
        "name": {
          "description": "Image with its tag or digest.",
          "type": "string"
        },
        "alias": {
          "description": "Name under which the job reaches it.",
          "type": "string"
        },
        "entrypoint": {
          "description": "Command that the image starts with.",
          "type": "array"
        },
        "command": {
          "description": "Arguments of the command.",
          "type": "array"
        },
        "docker": {
          "description": "Options for Docker.",
          "type": "object"
        },
        "kubernetes": {
          "description": "Options for Kubernetes.",
          "type": "object"
        },
        "pull_policy": {
          "description": "When the image is pulled.",
          "type": [
            "string",
            "array"
          ],
          "x-expected": "text or a list of texts"
        },
        "variables": {
          "description": "Variables of this service alone.",
          "type": "object"
        },
        "ports": {
          "description": "Ports of a terminal.",
          "type": "array"
        }
      },
      "x-expected": "text or a mapping"
    },
    "need": {
      "type": [
        "object",
        "string"
      ],
      "additionalProperties": false,
      "properties": {
        "job": {
          "description": "Job that it waits for.",
          "type": "string",
          "x-reference": "job"
        },
        "artifacts": {
          "description": "False: its artifacts are not fetched.",
          "type": "boolean"
        },
        "optional": {
          "description": "True: the job may be absent.",
          "type": "boolean"
        },
        "parallel": {
          "description": "Which jobs of a matrix are meant."
        },
        "pipeline": {
          "description": "Pipeline that the job lies in.",
          "type": "string"
        },
        "project": {
          "description": "Project that the job lies in.",
          "type": "string"
        },
        "ref": {
          "description": "Branch, tag or commit of the project.",
          "type": "string"
        }
      },
      "x-expected": "the name of a job, or a mapping with «job»",
      "x-reference": "job"
    },
    "rule": {
      "type": [
        "object",
        "string"
      ],
      "additionalProperties": false,
      "properties": {
        "if": {
          "description": "Expression over variables.",
          "type": "string"
        },
        "changes": {
          "description": "Files, one of which has changed.",
          "type": [
            "object",
            "array"
          ],
          "x-expected": "a mapping or a list"
        },
        "exists": {
          "description": "Files, one of which is there.",
          "type": [
            "object",
            "array"
          ],
          "x-expected": "a mapping or a list"
        },
        "when": {
          "description": "When the job runs; `never` leaves it out.",
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
        "start_in": {
          "description": "Delay, with `when: delayed`.",
          "type": "string"
        },
        "allow_failure": {
          "description": "True: its failure does not fail the pipeline.",
          "type": [
            "boolean",
            "object"
          ],
          "x-expected": "true, false or a mapping"
        },
        "variables": {
          "description": "Variables in this case.",
          "type": "object"
        },
        "needs": {
          "description": "Jobs that it waits for in this case.",
          "type": "array"
        },
        "interruptible": {
          "description": "True: a newer pipeline may cancel it.",
          "type": "boolean"
        },
        "auto_cancel": {
          "description": "When the pipeline is cancelled, in `workflow`.",
          "type": "object"
        }
      },
      "x-expected": "text or a mapping"
    },
    "artifacts": {
      "type": [
        "object",
        "null"
      ],
      "additionalProperties": false,
      "properties": {
        "paths": {
          "description": "Files and folders.",
          "type": "array"
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
          "description": "Who may download them.",
          "type": "boolean"
        },
        "access": {
          "description": "Who may download them.",
          "type": "string",
          "enum": [
            "none",
            "developer",
            "maintainer",
            "all"
          ]
        },
        "reports": {
          "description": "Reports that GitLab reads.",
          "$ref": "#/definitions/reports"
        },
        "untracked": {
          "description": "True: files that git does not track are kept as well.",
          "type": "boolean"
        },
        "when": {
          "description": "When they are kept.",
          "type": "string",
          "enum": [
            "on_success",
            "on_failure",
            "always"
          ]
        }
      }
    },
    "reports": {
      "type": [
        "object",
        "null"
      ],
      "x-misspelt": true,
      "properties": {
        "accessibility": {
          "description": "Report of the kind `accessibility`.",
          "type": [
            "string",
            "array"
          ],
          "x-expected": "text or a list of texts"
        },
        "annotations": {
          "description": "Report of the kind `annotations`.",
          "type": [
            "string",
            "array"
          ],
          "x-expected": "text or a list of texts"
        },
        "api_fuzzing": {
          "description": "Report of the kind `api_fuzzing`.",
          "type": [
            "string",
            "array"
          ],
          "x-expected": "text or a list of texts"
        },
        "browser_performance": {
          "description": "Report of the kind `browser_performance`.",
          "type": [
            "string",
            "array"
          ],
          "x-expected": "text or a list of texts"
        },
        "cluster_image_scanning": {
          "description": "Report of the kind `cluster_image_scanning`.",
          "type": [
            "string",
            "array"
          ],
          "x-expected": "text or a list of texts"
        },
        "codequality": {
          "description": "Report of the kind `codequality`.",
          "type": [
            "string",
            "array"
          ],
          "x-expected": "text or a list of texts"
        },
        "container_scanning": {
          "description": "Report of the kind `container_scanning`.",
          "type": [
            "string",
            "array"
          ],
          "x-expected": "text or a list of texts"
        },
        "coverage_fuzzing": {
          "description": "Report of the kind `coverage_fuzzing`.",
          "type": [
            "string",
            "array"
          ],
          "x-expected": "text or a list of texts"
        },
        "cyclonedx": {
          "description": "Report of the kind `cyclonedx`.",
          "type": [
            "string",
            "array"
          ],
          "x-expected": "text or a list of texts"
        },
        "dast": {
          "description": "Report of the kind `dast`.",
          "type": [
            "string",
            "array"
          ],
          "x-expected": "text or a list of texts"
        },
        "dependency_scanning": {
          "description": "Report of the kind `dependency_scanning`.",
          "type": [
            "string",
            "array"
          ],
          "x-expected": "text or a list of texts"
        },
        "dotenv": {
          "description": "Report of the kind `dotenv`.",
          "type": [
            "string",
            "array"
          ],
          "x-expected": "text or a list of texts"
        },
        "junit": {
          "description": "Report of the kind `junit`.",
          "type": [
            "string",
            "array"
          ],
          "x-expected": "text or a list of texts"
        },
        "license_scanning": {
          "description": "Report of the kind `license_scanning`.",
          "type": [
            "string",
            "array"
          ],
          "x-expected": "text or a list of texts"
        },
        "load_performance": {
          "description": "Report of the kind `load_performance`.",
          "type": [
            "string",
            "array"
          ],
          "x-expected": "text or a list of texts"
        },
        "lsif": {
          "description": "Report of the kind `lsif`.",
          "type": [
            "string",
            "array"
          ],
          "x-expected": "text or a list of texts"
        },
        "metrics": {
          "description": "Report of the kind `metrics`.",
          "type": [
            "string",
            "array"
          ],
          "x-expected": "text or a list of texts"
        },
        "performance": {
          "description": "Report of the kind `performance`.",
          "type": [
            "string",
            "array"
          ],
          "x-expected": "text or a list of texts"
        },
        "repository_xray": {
          "description": "Report of the kind `repository_xray`.",
          "type": [
            "string",
            "array"
          ],
          "x-expected": "text or a list of texts"
        },
        "requirements": {
          "description": "Report of the kind `requirements`.",
          "type": [
            "string",
            "array"
          ],
          "x-expected": "text or a list of texts"
        },
        "requirements_v2": {
          "description": "Report of the kind `requirements_v2`.",
          "type": [
            "string",
            "array"
          ],
          "x-expected": "text or a list of texts"
        },
        "sast": {
          "description": "Report of the kind `sast`.",
          "type": [
            "string",
            "array"
          ],
          "x-expected": "text or a list of texts"
        },
        "secret_detection": {
          "description": "Report of the kind `secret_detection`.",
          "type": [
            "string",
            "array"
          ],
          "x-expected": "text or a list of texts"
        },
        "terraform": {
          "description": "Report of the kind `terraform`.",
          "type": [
            "string",
            "array"
          ],
          "x-expected": "text or a list of texts"
        },
        "coverage_report": {
          "description": "Coverage, as `cobertura` or `jacoco`.",
          "type": "object"
        }
      }
    },
    "cache": {
      "anyOf": [
        {
          "$ref": "#/definitions/oneCache"
        },
        {
          "type": "array",
          "items": {
            "$ref": "#/definitions/oneCache"
          }
        },
        {
          "type": "null"
        }
      ],
      "x-expected": "a mapping or a list of such"
    },
    "environment": {
      "type": [
        "object",
        "string"
      ],
      "additionalProperties": false,
      "properties": {
        "name": {
          "description": "Name of the environment.",
          "type": "string"
        },
        "url": {
          "description": "Address of what is deployed.",
          "type": "string"
        },
        "on_stop": {
          "description": "Job that stops it.",
          "type": "string",
          "x-reference": "job"
        },
        "action": {
          "description": "What the job does with it.",
          "type": "string",
          "enum": [
            "start",
            "prepare",
            "stop",
            "verify",
            "access"
          ]
        },
        "auto_stop_in": {
          "description": "When it stops by itself.",
          "type": "string"
        },
        "deployment_tier": {
          "description": "Kind of environment.",
          "type": "string",
          "enum": [
            "production",
            "staging",
            "testing",
            "development",
            "other"
          ]
        },
        "kubernetes": {
          "description": "Namespace, agent and others of the cluster.",
          "type": "object"
        }
      },
      "x-expected": "text or a mapping"
    },
    "retry": {
      "type": [
        "integer",
        "object"
      ],
      "x-expected": "a number from 0 to 2, or a mapping",
      "additionalProperties": false,
      "minimum": 0,
      "maximum": 2,
      "properties": {
        "max": {
          "description": "How often it is tried again.",
          "type": "integer",
          "minimum": 0,
          "maximum": 2,
          "x-expected": "a whole number from 0 to 2"
        },
        "when": {
          "description": "Failures after which it is tried again.",
          "type": [
            "string",
            "array"
          ],
          "x-expected": "text or a list of texts"
        },
        "exit_codes": {
          "description": "Exit codes after which it is tried again."
        }
      }
    },
    "parallel": {
      "type": [
        "integer",
        "object"
      ],
      "x-expected": "a number from 1 to 200, or a mapping with «matrix»",
      "additionalProperties": false,
      "minimum": 1,
      "maximum": 200,
      "properties": {
        "matrix": {
          "description": "Lists of values by variable; a job for each combination.",
          "type": "array"
        }
      }
    },
    "trigger": {
      "type": [
        "object",
        "string"
      ],
      "additionalProperties": false,
      "properties": {
        "project": {
          "description": "Project whose pipeline is started.",
          "type": "string"
        },
        "branch": {
          "description": "Branch of that project.",
          "type": "string"
        },
        "include": {
          "description": "Files of a child pipeline."
        },
        "strategy": {
          "description": "Whether the job waits for the pipeline.",
          "type": "string",
          "enum": [
            "depend",
            "mirror"
          ]
        },
        "forward": {
          "description": "What is handed on: `yaml_variables`, `pipeline_variables`.",
          "type": "object"
        },
        "inputs": {
          "description": "Inputs of the pipeline.",
          "type": "object"
        }
      },
      "x-expected": "text or a mapping"
    },
    "release": {
      "type": [
        "object",
        "null"
      ],
      "additionalProperties": false,
      "properties": {
        "tag_name": {
          "description": "Tag of the release.",
          "type": "string"
        },
        "tag_message": {
          "description": "Message of a new tag.",
          "type": "string"
        },
        "name": {
          "description": "Name of the release.",
          "type": "string"
        },
        "description": {
          "description": "What it brings.",
          "type": "string"
        },
        "ref": {
          "description": "Branch or commit of a new tag.",
          "type": "string"
        },
        "milestones": {
          "description": "Milestones."
        },
        "released_at": {
          "description": "When it was released.",
          "type": "string"
        },
        "assets": {
          "description": "Links.",
          "type": "object"
        }
      }
    },
    "inherit": {
      "type": [
        "object",
        "null"
      ],
      "additionalProperties": false,
      "properties": {
        "default": {
          "description": "Which defaults."
        },
        "variables": {
          "description": "Which variables."
        }
      }
    },
    "hooks": {
      "type": [
        "object",
        "null"
      ],
      "additionalProperties": false,
      "properties": {
        "pre_get_sources_script": {
          "description": "Commands before the sources are fetched.",
          "type": [
            "string",
            "array"
          ],
          "x-expected": "text or a list of texts"
        }
      }
    },
    "workflow": {
      "type": [
        "object",
        "null"
      ],
      "additionalProperties": false,
      "properties": {
        "name": {
          "description": "Name of the pipeline.",
          "type": "string"
        },
        "rules": {
          "description": "When a pipeline is made.",
          "type": [
            "array",
            "null"
          ],
          "items": {
            "$ref": "#/definitions/rule"
          }
        },
        "auto_cancel": {
          "description": "When it is cancelled.",
          "$ref": "#/definitions/autoCancel"
        }
      }
    },
    "autoCancel": {
      "type": [
        "object",
        "null"
      ],
      "additionalProperties": false,
      "properties": {
        "on_new_commit": {
          "description": "What a newer commit cancels.",
          "type": "string",
          "enum": [
            "conservative",
            "interruptible",
            "none"
          ]
        },
        "on_job_failure": {
          "description": "What a failed job cancels.",
          "type": "string",
          "enum": [
            "none",
            "all"
          ]
        }
      }
    },
    "default": {
      "type": [
        "object",
        "null"
      ],
      "additionalProperties": false,
      "properties": {
        "image": {
          "description": "Image of every job.",
          "$ref": "#/definitions/image"
        },
        "services": {
          "description": "Containers beside every job.",
          "type": [
            "array",
            "null"
          ],
          "items": {
            "$ref": "#/definitions/service"
          }
        },
        "before_script": {
          "description": "Commands before each job.",
          "type": [
            "string",
            "array"
          ],
          "x-expected": "text or a list of texts"
        },
        "after_script": {
          "description": "Commands after each job.",
          "type": [
            "string",
            "array"
          ],
          "x-expected": "text or a list of texts"
        },
        "cache": {
          "description": "Cache of every job.",
          "$ref": "#/definitions/cache"
        },
        "artifacts": {
          "description": "Files that every job keeps.",
          "$ref": "#/definitions/artifacts"
        },
        "hooks": {
          "description": "Commands at moments of each job.",
          "$ref": "#/definitions/hooks"
        },
        "id_tokens": {
          "description": "Tokens of every job.",
          "type": [
            "object",
            "null"
          ]
        },
        "identity": {
          "description": "Identity for a cloud.",
          "type": "string"
        },
        "interruptible": {
          "description": "True: a newer pipeline may cancel jobs.",
          "type": "boolean"
        },
        "retry": {
          "description": "How often jobs are tried again.",
          "$ref": "#/definitions/retry"
        },
        "tags": {
          "description": "Runners that may take jobs.",
          "type": [
            "array",
            "null"
          ]
        },
        "timeout": {
          "description": "Longest run time of a job.",
          "type": "string"
        }
      }
    },
    "include": {
      "type": [
        "object",
        "string"
      ],
      "x-expected": "a file or a mapping",
      "x-misspelt": true,
      "properties": {
        "local": {
          "description": "File of this repository, from its root.",
          "type": "string"
        },
        "project": {
          "description": "Other project.",
          "type": "string"
        },
        "file": {
          "description": "Files of that project.",
          "type": [
            "string",
            "array"
          ],
          "x-expected": "text or a list of texts"
        },
        "ref": {
          "description": "Branch, tag or commit of that project.",
          "type": "string"
        },
        "remote": {
          "description": "Address of a file.",
          "type": "string"
        },
        "template": {
          "description": "Template of GitLab.",
          "type": "string"
        },
        "component": {
          "description": "Component with its version.",
          "type": "string"
        },
        "inputs": {
          "description": "Inputs of the file.",
          "type": "object"
        },
        "rules": {
          "description": "When it is included.",
          "type": "array",
          "items": {
            "$ref": "#/definitions/rule"
          }
        },
        "integrity": {
          "description": "Hash of a remote file.",
          "type": "string"
        },
        "cache": {
          "description": "How long a remote file is kept."
        }
      }
    },
    "oneCache": {
      "type": [
        "object",
        "null"
      ],
      "additionalProperties": false,
      "properties": {
        "key": {
          "description": "What the cache is kept under; one cache for all branches when it is the same for all.",
          "type": [
            "string",
            "object"
          ],
          "x-expected": "text or a mapping"
        },
        "paths": {
          "description": "Files and folders.",
          "type": "array"
        },
        "policy": {
          "description": "What is done with it: `pull`, `push` or `pull-push`.",
          "type": "string"
        },
        "untracked": {
          "description": "True: files that git does not track are kept as well.",
          "type": "boolean"
        },
        "unprotect": {
          "description": "True: protected branches share it with others.",
          "type": "boolean"
        },
        "when": {
          "description": "When it is kept.",
          "type": "string",
          "enum": [
            "on_success",
            "on_failure",
            "always"
          ]
        },
        "fallback_keys": {
          "description": "Keys that are tried when there is none.",
          "type": "array"
        }
      },
      "x-expected": "a mapping (key: value)"
    },
    "needs": {
      "anyOf": [
        {
          "type": "array",
          "items": {
            "$ref": "#/definitions/need"
          }
        },
        {
          "$ref": "#/definitions/need"
        },
        {
          "type": "null"
        }
      ],
      "x-expected": "a list of jobs"
    }
  }
};
