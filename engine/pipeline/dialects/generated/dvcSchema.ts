// The schema of the format dvc as a value; generated from schemas/dialects/dvc.schema.json by scripts/generate.ts.
import type { JsonSchema } from '../../../domain/jsonSchema.ts';

export const dvcSchema: JsonSchema = {
  "title": "DVC pipeline (dvc.yaml)",
  "type": "object",
  "additionalProperties": false,
  "properties": {
    "stages": {
      "description": "The steps of the pipeline, by name. A stage runs again when its command, a dep or a param has changed.",
      "type": [
        "object",
        "null"
      ],
      "additionalProperties": {
        "$ref": "#/definitions/stage"
      }
    },
    "vars": {
      "description": "Values for `${…}`: files (`file.yaml`, `file.yaml:key1,key2`) or values written here. `params.yaml` is read without being named.",
      "$ref": "#/definitions/vars"
    },
    "params": {
      "description": "Params files whose values are shown by `dvc params`.",
      "type": "array",
      "items": {
        "type": "string",
        "x-reference": "path"
      }
    },
    "metrics": {
      "description": "Metrics files shown by `dvc metrics`.",
      "type": "array",
      "items": {
        "type": "string",
        "x-reference": "path"
      }
    },
    "plots": {
      "description": "Plots over any files, by name.",
      "type": "array",
      "items": {
        "anyOf": [
          {
            "type": "string"
          },
          {
            "type": "object",
            "additionalProperties": {
              "anyOf": [
                {
                  "type": "null"
                },
                {
                  "$ref": "#/definitions/topPlot"
                }
              ]
            }
          }
        ]
      }
    },
    "artifacts": {
      "description": "Artifacts to be known by name, such as registered models.",
      "type": [
        "object",
        "null"
      ],
      "additionalProperties": {
        "type": "object",
        "required": [
          "path"
        ],
        "additionalProperties": false,
        "properties": {
          "path": {
            "description": "File or folder.",
            "type": "string",
            "x-reference": "path"
          },
          "type": {
            "description": "Kind of artifact, such as `model`.",
            "type": "string"
          },
          "desc": {
            "description": "What it is.",
            "type": "string"
          },
          "labels": {
            "description": "Words to find it by.",
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "meta": {
            "description": "Anything; DVC does not read it."
          }
        }
      }
    },
    "datasets": {
      "description": "Versioned data sets that stages read.",
      "type": "array",
      "items": {
        "type": "object",
        "required": [
          "name",
          "type"
        ],
        "properties": {
          "name": {
            "description": "How stages call it.",
            "type": "string"
          },
          "type": {
            "description": "Where it comes from.",
            "enum": [
              "dvc",
              "dc",
              "url"
            ]
          },
          "url": {
            "description": "Address.",
            "type": "string"
          },
          "path": {
            "description": "Path in the other repository.",
            "type": "string"
          },
          "rev": {
            "description": "Revision.",
            "type": "string"
          }
        }
      }
    }
  },
  "definitions": {
    "vars": {
      "type": "array",
      "items": {
        "anyOf": [
          {
            "type": "string"
          },
          {
            "type": "object",
            "x-expected": "a file or values"
          }
        ]
      }
    },
    "stage": {
      "anyOf": [
        {
          "$ref": "#/definitions/plainStage"
        },
        {
          "$ref": "#/definitions/foreachStage"
        }
      ],
      "x-expected": "a mapping with «cmd»"
    },
    "foreachStage": {
      "type": "object",
      "required": [
        "foreach",
        "do"
      ],
      "additionalProperties": false,
      "properties": {
        "foreach": {
          "description": "A list or a mapping: the stage is made once for each item, with `${item}` (and `${key}`) in it.",
          "type": [
            "array",
            "object",
            "string"
          ]
        },
        "do": {
          "description": "The stage that is made for each item.",
          "$ref": "#/definitions/plainStage"
        }
      }
    },
    "plainStage": {
      "type": "object",
      "required": [
        "cmd"
      ],
      "additionalProperties": false,
      "properties": {
        "cmd": {
          "description": "The command, or several in order.",
          "anyOf": [
            {
              "type": "string"
            },
            {
              "type": "array",
              "items": {
                "type": "string"
              }
            }
          ],
          "x-expected": "a command or a list of commands"
        },
        "matrix": {
          "description": "Lists by axis: the stage is made once for each combination, with `${item.axis}` and `${key}` in it.",
          "type": [
            "object",
            "string"
          ],
          "additionalProperties": {
            "type": [
              "array",
              "object",
              "string"
            ],
            "x-expected": "a list"
          }
        },
        "wdir": {
          "description": "Folder that the command runs in and that paths are relative to.",
          "type": [
            "string",
            "null"
          ]
        },
        "deps": {
          "description": "Files and folders that the stage reads.",
          "type": [
            "array",
            "null"
          ],
          "items": {
            "type": "string",
            "x-reference": "path"
          }
        },
        "params": {
          "description": "Params that the stage reads: names in `params.yaml`, or names by file.",
          "type": [
            "array",
            "null"
          ],
          "items": {
            "anyOf": [
              {
                "type": "string",
                "x-reference": "param"
              },
              {
                "type": "object",
                "additionalProperties": {
                  "type": [
                    "array",
                    "null"
                  ],
                  "items": {
                    "type": "string"
                  }
                }
              }
            ]
          }
        },
        "outs": {
          "description": "Files and folders that the stage writes; DVC keeps them in its cache.",
          "type": [
            "array",
            "null"
          ],
          "items": {
            "$ref": "#/definitions/out"
          }
        },
        "metrics": {
          "description": "Metrics files that the stage writes.",
          "anyOf": [
            {
              "type": "null"
            },
            {
              "type": "string"
            },
            {
              "type": "array",
              "items": {
                "$ref": "#/definitions/out"
              }
            }
          ]
        },
        "plots": {
          "description": "Plot files that the stage writes.",
          "anyOf": [
            {
              "type": "null"
            },
            {
              "type": "string"
            },
            {
              "type": "array",
              "items": {
                "$ref": "#/definitions/plot"
              }
            }
          ]
        },
        "vars": {
          "description": "Values for `${…}` in this stage.",
          "$ref": "#/definitions/vars"
        },
        "frozen": {
          "description": "True: the stage does not run again when something has changed.",
          "type": "boolean"
        },
        "always_changed": {
          "description": "True: the stage runs each time.",
          "type": "boolean"
        },
        "desc": {
          "description": "What the stage does.",
          "type": [
            "string",
            "null"
          ]
        },
        "meta": {
          "description": "Anything; DVC does not read it."
        }
      },
      "patternProperties": {
        "^live$": {}
      }
    },
    "out": {
      "anyOf": [
        {
          "type": "string"
        },
        {
          "type": "object",
          "additionalProperties": {
            "anyOf": [
              {
                "type": "null"
              },
              {
                "$ref": "#/definitions/outFlags"
              }
            ]
          }
        }
      ],
      "x-expected": "a path, or a path with options"
    },
    "outFlags": {
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "cache": {
          "description": "False: the file stays in git rather than in DVC's cache.",
          "type": "boolean"
        },
        "persist": {
          "description": "True: the file is not deleted before the stage runs.",
          "type": "boolean"
        },
        "checkpoint": {
          "description": "Of DVC 2; no longer carried out.",
          "type": "boolean",
          "deprecated": true
        },
        "push": {
          "description": "False: `dvc push` leaves it out.",
          "type": "boolean"
        },
        "remote": {
          "description": "Remote that it is pushed to.",
          "type": [
            "string",
            "null"
          ]
        },
        "desc": {
          "description": "What it is.",
          "type": [
            "string",
            "null"
          ]
        },
        "type": {
          "description": "Kind of artifact, such as `model`.",
          "type": [
            "string",
            "null"
          ]
        },
        "labels": {
          "description": "Words to find it by.",
          "type": "array",
          "items": {
            "type": "string"
          }
        },
        "meta": {
          "description": "Anything; DVC does not read it."
        }
      }
    },
    "plot": {
      "anyOf": [
        {
          "type": "string"
        },
        {
          "type": "object",
          "additionalProperties": {
            "anyOf": [
              {
                "type": "null"
              },
              {
                "$ref": "#/definitions/plotFlags"
              },
              {
                "type": "array",
                "items": {
                  "$ref": "#/definitions/plotFlags"
                }
              }
            ]
          }
        }
      ],
      "x-expected": "a path, or a path with options"
    },
    "plotFlags": {
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "cache": {
          "description": "False: the file stays in git rather than in DVC's cache.",
          "type": "boolean"
        },
        "persist": {
          "description": "True: the file is not deleted before the stage runs.",
          "type": "boolean"
        },
        "checkpoint": {
          "description": "Of DVC 2; no longer carried out.",
          "type": "boolean",
          "deprecated": true
        },
        "push": {
          "description": "False: `dvc push` leaves it out.",
          "type": "boolean"
        },
        "remote": {
          "description": "Remote that it is pushed to.",
          "type": [
            "string",
            "null"
          ]
        },
        "desc": {
          "description": "What it is.",
          "type": [
            "string",
            "null"
          ]
        },
        "type": {
          "description": "Kind of artifact.",
          "type": [
            "string",
            "null"
          ]
        },
        "labels": {
          "description": "Words to find it by.",
          "type": "array",
          "items": {
            "type": "string"
          }
        },
        "meta": {
          "description": "Anything; DVC does not read it."
        },
        "template": {
          "description": "Template of the plot, such as `linear`, `confusion`, `scatter`.",
          "type": [
            "string",
            "null"
          ]
        },
        "x": {
          "description": "Field of the x axis.",
          "type": [
            "string",
            "null"
          ]
        },
        "y": {
          "description": "Field of the y axis.",
          "type": [
            "string",
            "null"
          ]
        },
        "x_label": {
          "description": "Words of the x axis.",
          "type": [
            "string",
            "null"
          ]
        },
        "y_label": {
          "description": "Words of the y axis.",
          "type": [
            "string",
            "null"
          ]
        },
        "title": {
          "description": "Title of the plot.",
          "type": [
            "string",
            "null"
          ]
        },
        "header": {
          "description": "False: the first line of a table holds data.",
          "type": "boolean"
        }
      }
    },
    "topPlot": {
      "type": "object",
      "x-misspelt": true,
      "properties": {
        "x": {
          "description": "Field of the x axis, or fields by file.",
          "type": [
            "string",
            "object",
            "null"
          ]
        },
        "y": {
          "description": "Field of the y axis, or fields by file.",
          "type": [
            "string",
            "object",
            "array",
            "null"
          ]
        },
        "x_label": {
          "description": "Words of the x axis.",
          "type": [
            "string",
            "null"
          ]
        },
        "y_label": {
          "description": "Words of the y axis.",
          "type": [
            "string",
            "null"
          ]
        },
        "title": {
          "description": "Title of the plot.",
          "type": [
            "string",
            "null"
          ]
        },
        "template": {
          "description": "Template of the plot.",
          "type": [
            "string",
            "null"
          ]
        }
      }
    }
  }
};
