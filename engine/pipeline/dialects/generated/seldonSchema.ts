// The schema of the format seldon as a value; generated from schemas/dialects/seldon.schema.json by scripts/generate.ts.
import type { JsonSchema } from '../../../domain/jsonSchema.ts';

export const seldonSchema: JsonSchema = {
  "title": "Seldon Core",
  "type": "object",
  "required": [
    "metadata",
    "spec"
  ],
  "properties": {
    "apiVersion": {
      "description": "API group and version.",
      "type": "string"
    },
    "kind": {
      "description": "What this is.",
      "type": "string"
    },
    "metadata": {
      "description": "Name, namespace, labels and annotations.",
      "type": "object",
      "properties": {
        "name": {
          "description": "Name of the object.",
          "type": "string"
        },
        "namespace": {
          "description": "Namespace.",
          "type": "string"
        },
        "labels": {
          "description": "Labels.",
          "type": "object"
        },
        "annotations": {
          "description": "Annotations.",
          "type": "object"
        }
      }
    },
    "spec": {
      "description": "What is served.",
      "type": "object"
    }
  }
};
