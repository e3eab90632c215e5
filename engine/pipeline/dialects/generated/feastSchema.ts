// The schema of the format feast as a value; generated from schemas/dialects/feast.schema.json by scripts/generate.ts.
import type { JsonSchema } from '../../../domain/jsonSchema.ts';

export const feastSchema: JsonSchema = {
  "title": "Feast feature store (feature_store.yaml)",
  "type": "object",
  "required": [
    "project"
  ],
  "x-misspelt": true,
  "properties": {
    "project": {
      "description": "Name of the project: letters, digits and `_`, no `_` first.",
      "type": "string",
      "pattern": "^[A-Za-z0-9][A-Za-z0-9_]*$",
      "x-expected": "letters, digits and «_», no «_» first"
    },
    "provider": {
      "description": "Where it runs.",
      "type": "string",
      "examples": [
        "local",
        "gcp",
        "aws",
        "azure"
      ]
    },
    "registry": {
      "description": "Where definitions are kept: a path, or a mapping with `registry_type` and `path`.",
      "type": [
        "string",
        "object",
        "null"
      ]
    },
    "online_store": {
      "description": "Store that features are read from while serving.",
      "type": [
        "object",
        "string",
        "null"
      ],
      "properties": {
        "type": {
          "description": "Kind of store.",
          "type": "string",
          "examples": [
            "sqlite",
            "redis",
            "dynamodb",
            "datastore",
            "postgres",
            "snowflake.online",
            "bigtable"
          ]
        }
      }
    },
    "offline_store": {
      "description": "Store that training data is read from.",
      "type": [
        "object",
        "string",
        "null"
      ],
      "properties": {
        "type": {
          "description": "Kind of store.",
          "type": "string",
          "examples": [
            "file",
            "dask",
            "duckdb",
            "bigquery",
            "snowflake.offline",
            "redshift",
            "spark",
            "postgres"
          ]
        }
      }
    },
    "batch_engine": {
      "description": "What computes features.",
      "type": [
        "object",
        "string",
        "null"
      ]
    },
    "stream_engine": {
      "description": "What computes features of streams.",
      "type": [
        "object",
        "string",
        "null"
      ]
    },
    "auth": {
      "description": "Who may do what."
    },
    "entity_key_serialization_version": {
      "description": "How keys of entities are written; 3 is the only one left.",
      "type": "integer"
    },
    "flags": {
      "description": "Of old versions.",
      "deprecated": true
    },
    "repo_path": {
      "description": "Folder of the definitions.",
      "type": "string"
    },
    "coerce_tz_aware": {
      "description": "True: times get a time zone."
    },
    "feature_server": {
      "description": "Server of features."
    },
    "go_feature_serving": {
      "description": "Of old versions."
    },
    "go_feature_retrieval": {
      "description": "Of old versions."
    },
    "openlineage": {
      "description": "Lineage events."
    },
    "mcp": {
      "description": "Server for assistants."
    }
  }
};
