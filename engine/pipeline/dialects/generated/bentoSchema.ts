// The schema of the format bento as a value; generated from schemas/dialects/bento.schema.json by scripts/generate.ts.
import type { JsonSchema } from '../../../domain/jsonSchema.ts';

export const bentoSchema: JsonSchema = {
  "title": "BentoML build file (bentofile.yaml)",
  "type": "object",
  "required": [
    "service"
  ],
  "x-misspelt": true,
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
      "description": "What it is.",
      "type": "string"
    },
    "labels": {
      "description": "Labels.",
      "type": "object"
    },
    "include": {
      "description": "Files that go in.",
      "type": "array",
      "items": {}
    },
    "exclude": {
      "description": "Files that stay out.",
      "type": "array",
      "items": {}
    },
    "python": {
      "description": "Python packages.",
      "type": "object",
      "x-misspelt": true,
      "properties": {
        "packages": {
          "description": "Packages.",
          "type": "array",
          "items": {}
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
          "description": "Index of packages.",
          "type": "string"
        },
        "no_index": {
          "description": "No index."
        },
        "trusted_host": {
          "description": "Hosts without certificates.",
          "type": "array",
          "items": {}
        },
        "find_links": {
          "description": "Pages with packages.",
          "type": "array",
          "items": {}
        },
        "extra_index_url": {
          "description": "Further indexes.",
          "type": "array",
          "items": {}
        },
        "pip_args": {
          "description": "Arguments of pip.",
          "type": "string"
        },
        "wheels": {
          "description": "Wheels that go in.",
          "type": "array",
          "items": {}
        },
        "version": {
          "description": "Version of Python.",
          "type": "string"
        }
      }
    },
    "conda": {
      "description": "Conda packages.",
      "type": "object"
    },
    "docker": {
      "description": "The image.",
      "type": "object",
      "x-misspelt": true,
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
          "description": "Version of Python.",
          "type": "string"
        },
        "cuda_version": {
          "description": "Version of CUDA.",
          "type": "string"
        },
        "base_image": {
          "description": "Image to build on.",
          "type": "string"
        },
        "dockerfile_template": {
          "description": "Template of the Dockerfile.",
          "type": "string"
        },
        "env": {
          "description": "Variables."
        },
        "setup_script": {
          "description": "Script that runs while building.",
          "type": "string"
        },
        "system_packages": {
          "description": "Packages of the system.",
          "type": "array",
          "items": {}
        }
      }
    },
    "models": {
      "description": "Models that go in.",
      "type": "array",
      "items": {}
    },
    "envs": {
      "description": "Variables.",
      "type": "array",
      "items": {}
    },
    "schema": {
      "description": "Schema of the file."
    },
    "args": {
      "description": "Arguments of the build."
    },
    "spec": {
      "description": "Version of this file's format."
    }
  }
};
