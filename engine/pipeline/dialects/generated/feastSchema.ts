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
    "project_description": {
      "description": "What the project is for."
    },
    "provider": {
      "description": "Where it runs; gives the defaults of stores.",
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
      "anyOf": [
        {
          "type": [
            "string",
            "null"
          ]
        },
        {
          "type": "object",
          "properties": {
            "registry_type": {
              "description": "Kind of registry.",
              "type": "string",
              "examples": [
                "file",
                "sql",
                "snowflake.registry",
                "remote"
              ]
            },
            "registry_store_type": {
              "description": "Class of the store."
            },
            "path": {
              "description": "Path or address."
            },
            "cache_ttl_seconds": {
              "description": "Seconds until definitions are read anew; 0: never."
            },
            "cache_mode": {
              "description": "How definitions are read anew."
            },
            "s3_additional_kwargs": {
              "description": "Settings for S3."
            },
            "sqlalchemy_config_kwargs": {
              "description": "Settings of SQLAlchemy."
            },
            "purge_feast_metadata": {
              "description": "True: metadata of old projects goes away."
            },
            "cert": {
              "description": "Certificate."
            }
          }
        }
      ]
    },
    "online_store": {
      "description": "Store that features are read from while serving.",
      "anyOf": [
        {
          "type": [
            "string",
            "null"
          ]
        },
        {
          "type": "object",
          "properties": {
            "type": {
              "description": "Kind of store, or the path of a class.",
              "type": "string",
              "examples": [
                "sqlite",
                "redis",
                "dynamodb",
                "datastore",
                "bigtable",
                "postgres",
                "mysql",
                "cassandra",
                "scylladb",
                "hbase",
                "hazelcast",
                "elasticsearch",
                "singlestore",
                "qdrant",
                "milvus",
                "mongodb",
                "snowflake.online",
                "couchbase.online",
                "hybrid",
                "remote",
                "aerospike"
              ]
            },
            "path": {
              "description": "File of the store."
            },
            "host": {
              "description": "Host."
            },
            "port": {
              "description": "Port."
            },
            "user": {
              "description": "User."
            },
            "password": {
              "description": "Password; better a variable, written as ${NAME}."
            },
            "database": {
              "description": "Database."
            },
            "db_schema": {
              "description": "Schema in the database."
            },
            "connection_string": {
              "description": "Address of the store."
            },
            "region": {
              "description": "Region."
            },
            "project_id": {
              "description": "Project in the cloud."
            },
            "dataset": {
              "description": "Data set in the cloud."
            }
          }
        }
      ]
    },
    "offline_store": {
      "description": "Store that training data is read from.",
      "anyOf": [
        {
          "type": [
            "string",
            "null"
          ]
        },
        {
          "type": "object",
          "properties": {
            "type": {
              "description": "Kind of store, or the path of a class.",
              "type": "string",
              "examples": [
                "file",
                "dask",
                "duckdb",
                "bigquery",
                "redshift",
                "snowflake.offline",
                "spark",
                "postgres",
                "trino",
                "athena",
                "mssql",
                "clickhouse",
                "couchbase.offline",
                "ray",
                "oracle",
                "hybrid",
                "remote"
              ]
            },
            "path": {
              "description": "File of the store."
            },
            "host": {
              "description": "Host."
            },
            "port": {
              "description": "Port."
            },
            "user": {
              "description": "User."
            },
            "password": {
              "description": "Password; better a variable, written as ${NAME}."
            },
            "database": {
              "description": "Database."
            },
            "db_schema": {
              "description": "Schema in the database."
            },
            "connection_string": {
              "description": "Address of the store."
            },
            "region": {
              "description": "Region."
            },
            "project_id": {
              "description": "Project in the cloud."
            },
            "dataset": {
              "description": "Data set in the cloud."
            }
          }
        }
      ]
    },
    "batch_engine": {
      "description": "What computes features.",
      "anyOf": [
        {
          "type": [
            "string",
            "null"
          ]
        },
        {
          "type": "object",
          "properties": {
            "type": {
              "description": "Kind of store, or the path of a class.",
              "type": "string",
              "examples": [
                "local",
                "snowflake.engine",
                "lambda",
                "k8s",
                "spark.engine",
                "ray.engine",
                "flink.engine"
              ]
            }
          }
        }
      ]
    },
    "stream_engine": {
      "description": "What computes features of streams."
    },
    "auth": {
      "description": "Who may do what.",
      "anyOf": [
        {
          "type": [
            "string",
            "null"
          ]
        },
        {
          "type": "object",
          "properties": {
            "type": {
              "description": "Way of proving who one is.",
              "type": "string",
              "examples": [
                "no_auth",
                "kubernetes",
                "oidc"
              ]
            }
          }
        }
      ]
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
    "mlflow": {
      "description": "Tracking by MLflow."
    },
    "mcp": {
      "description": "Server for assistants."
    },
    "embedding_model": {
      "description": "Model that turns texts into vectors."
    },
    "materialization": {
      "description": "How features are brought into the online store."
    },
    "materialization_config": {
      "description": "How features are brought into the online store."
    },
    "data_quality_monitoring": {
      "description": "Watching the data."
    }
  }
};
