// The schema of the format bento as a value; generated from schemas/dialects/bento.schema.json by scripts/generate.ts.
import type { JsonSchema } from '../../../domain/jsonSchema.ts';

export const bentoSchema: JsonSchema = {
  "title": "BentoML build file (bentofile.yaml)",
  "type": "object",
  "additionalProperties": false,
  "properties": {
    "service": {
      "description": "Where the service is: `module:attribute`.",
      "type": "string"
    },
    "name": {
      "description": "Name of the Bento.",
      "type": "string"
    },
    "description": {
      "description": "What it is: text, or `file:` and a path."
    },
    "labels": {
      "description": "Labels.",
      "type": [
        "object",
        "null"
      ]
    },
    "include": {
      "description": "Files that go in, as in `.gitignore`.",
      "type": [
        "array",
        "null"
      ],
      "items": {
        "description": "A pattern.",
        "type": "string"
      }
    },
    "exclude": {
      "description": "Files that stay out, as in `.gitignore`.",
      "type": [
        "array",
        "null"
      ],
      "items": {
        "description": "A pattern.",
        "type": "string"
      }
    },
    "python": {
      "description": "Python packages.",
      "type": [
        "object",
        "null"
      ],
      "additionalProperties": false,
      "properties": {
        "packages": {
          "description": "Packages.",
          "type": [
            "array",
            "null"
          ],
          "items": {
            "description": "A package, with its version.",
            "type": "string"
          }
        },
        "requirements_txt": {
          "description": "Requirements file.",
          "type": "string",
          "x-reference": "path"
        },
        "lock_packages": {
          "description": "False: versions stay open."
        },
        "pack_git_packages": {
          "description": "Packs packages from git."
        },
        "index_url": {
          "description": "Index of packages."
        },
        "no_index": {
          "description": "No index."
        },
        "trusted_host": {
          "description": "Hosts without certificates.",
          "type": [
            "array",
            "null"
          ],
          "items": {}
        },
        "find_links": {
          "description": "Pages with packages.",
          "type": [
            "array",
            "null"
          ],
          "items": {}
        },
        "extra_index_url": {
          "description": "Further indexes.",
          "type": [
            "array",
            "null"
          ],
          "items": {}
        },
        "pip_args": {
          "description": "Arguments of pip."
        },
        "wheels": {
          "description": "Wheels that go in.",
          "type": [
            "array",
            "null"
          ],
          "items": {}
        },
        "is_src_layout": {
          "description": "True: the code lies in `src`."
        },
        "version": {
          "description": "Version of Python."
        }
      }
    },
    "conda": {
      "description": "Conda packages.",
      "type": [
        "object",
        "null"
      ],
      "additionalProperties": false,
      "properties": {
        "environment_yml": {
          "description": "Conda file.",
          "type": "string",
          "x-reference": "path"
        },
        "channels": {
          "description": "Channels.",
          "type": [
            "array",
            "null"
          ],
          "items": {}
        },
        "dependencies": {
          "description": "Packages."
        },
        "pip": {
          "description": "Packages that pip brings.",
          "type": [
            "array",
            "null"
          ],
          "items": {}
        }
      }
    },
    "docker": {
      "description": "The image.",
      "type": [
        "object",
        "null"
      ],
      "additionalProperties": false,
      "properties": {
        "distro": {
          "description": "Distribution.",
          "type": "string",
          "examples": [
            "debian",
            "alpine",
            "ubi8",
            "amazonlinux"
          ]
        },
        "python_version": {
          "description": "Version of Python."
        },
        "cuda_version": {
          "description": "Version of CUDA."
        },
        "base_image": {
          "description": "Image to build on.",
          "type": "string"
        },
        "dockerfile_template": {
          "description": "Template of the Dockerfile.",
          "type": "string",
          "x-reference": "path"
        },
        "env": {
          "description": "Variables: a mapping, a list or a file."
        },
        "setup_script": {
          "description": "Script that runs while building.",
          "type": "string",
          "x-reference": "path"
        },
        "system_packages": {
          "description": "Packages of the system.",
          "type": [
            "array",
            "null"
          ],
          "items": {}
        }
      }
    },
    "models": {
      "description": "Models that go in.",
      "type": [
        "array",
        "null"
      ],
      "items": {
        "anyOf": [
          {
            "type": "string"
          },
          {
            "type": "object",
            "required": [
              "tag"
            ],
            "x-misspelt": true,
            "properties": {
              "tag": {
                "description": "Tag of the model.",
                "type": "string"
              },
              "filter": {
                "description": "Which versions may be taken."
              },
              "alias": {
                "description": "Name that the code uses."
              }
            }
          }
        ]
      }
    },
    "envs": {
      "description": "Variables.",
      "type": [
        "array",
        "null"
      ],
      "items": {
        "type": "object",
        "x-misspelt": true,
        "properties": {
          "name": {
            "description": "Name.",
            "type": "string"
          },
          "value": {
            "description": "Value."
          },
          "stage": {
            "description": "When it is there.",
            "type": "string",
            "examples": [
              "all",
              "build",
              "runtime"
            ]
          }
        },
        "additionalProperties": {}
      }
    },
    "args": {
      "description": "Arguments that the service takes."
    },
    "schema": {
      "description": "Schema of the file."
    },
    "spec": {
      "description": "Version of the format."
    }
  }
};
