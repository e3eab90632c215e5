// The schema of the format mlproject as a value; generated from schemas/dialects/mlproject.schema.json by scripts/generate.ts.
import type { JsonSchema } from '../../../domain/jsonSchema.ts';

export const mlprojectSchema: JsonSchema = {
  "title": "MLflow project (MLproject)",
  "type": "object",
  "x-misspelt": true,
  "properties": {
    "name": {
      "description": "Name of the project.",
      "type": [
        "string",
        "null"
      ]
    },
    "conda_env": {
      "description": "Conda environment file, relative to the MLproject file.",
      "type": "string",
      "x-reference": "path"
    },
    "python_env": {
      "description": "File of a Python environment (python_env.yaml), relative to the MLproject file.",
      "type": "string",
      "x-reference": "path"
    },
    "docker_env": {
      "description": "Docker image that entry points run in.",
      "type": "object",
      "required": [
        "image"
      ],
      "x-misspelt": true,
      "properties": {
        "image": {
          "description": "Image with its tag or digest.",
          "type": "string"
        },
        "volumes": {
          "description": "Volumes as for `docker run -v`.",
          "type": "array",
          "items": {
            "type": "string"
          }
        },
        "environment": {
          "description": "Variables: names to copy, or pairs of name and value.",
          "type": "array",
          "items": {
            "type": [
              "string",
              "array"
            ]
          }
        }
      }
    },
    "databricks_spark_job": {
      "description": "Spark job on Databricks.",
      "type": "object"
    },
    "entry_points": {
      "description": "Commands that can be run, by name; `main` is the default.",
      "type": [
        "object",
        "null"
      ],
      "additionalProperties": {
        "type": "object",
        "required": [
          "command"
        ],
        "x-misspelt": true,
        "properties": {
          "parameters": {
            "description": "Parameters of the command. Without a default a parameter has to be given.",
            "type": [
              "object",
              "null"
            ],
            "additionalProperties": {
              "type": [
                "string",
                "object"
              ],
              "x-expected": "a type, or a mapping with type and default",
              "x-misspelt": true,
              "properties": {
                "type": {
                  "description": "`string`, `float`, `path` or `uri`; anything else is read as string.",
                  "type": "string",
                  "examples": [
                    "string",
                    "float",
                    "path",
                    "uri"
                  ]
                },
                "default": {
                  "description": "Value when none is given."
                }
              }
            }
          },
          "command": {
            "description": "Shell command; `{name}` stands for a parameter, `{{` for a brace.",
            "type": "string"
          }
        }
      }
    }
  }
};
