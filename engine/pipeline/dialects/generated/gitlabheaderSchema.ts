// The schema of the format gitlabheader as a value; generated from schemas/dialects/gitlabheader.schema.json by scripts/generate.ts.
import type { JsonSchema } from '../../../domain/jsonSchema.ts';

export const gitlabheaderSchema: JsonSchema = {
  "title": "GitLab CI inputs",
  "type": "object",
  "additionalProperties": false,
  "properties": {
    "spec": {
      "description": "What the file takes.",
      "type": [
        "object",
        "null"
      ],
      "x-misspelt": true,
      "properties": {
        "inputs": {
          "description": "Inputs by name.",
          "type": [
            "object",
            "null"
          ],
          "additionalProperties": {
            "type": [
              "object",
              "null"
            ],
            "x-expected": "a mapping (key: value)",
            "x-misspelt": true,
            "properties": {
              "default": {
                "description": "Value when none is given; without one the input has to be given."
              },
              "description": {
                "description": "What it is for.",
                "type": "string"
              },
              "type": {
                "description": "Kind of value.",
                "type": "string",
                "enum": [
                  "string",
                  "number",
                  "boolean",
                  "array"
                ]
              },
              "options": {
                "description": "Values that are allowed.",
                "type": "array"
              },
              "regex": {
                "description": "Pattern that the value has to match.",
                "type": "string"
              },
              "rules": {
                "description": "Options and defaults in cases.",
                "type": "array"
              }
            }
          }
        },
        "component": {
          "description": "What is known of the component itself.",
          "type": "array",
          "items": {
            "type": "string"
          }
        },
        "include": {
          "description": "Files that inputs come from."
        }
      }
    }
  },
  "definitions": {}
};
