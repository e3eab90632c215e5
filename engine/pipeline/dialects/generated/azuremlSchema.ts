// The schema of the format azureml as a value; generated from schemas/dialects/azureml.schema.json by scripts/generate.ts.
import type { JsonSchema } from '../../../domain/jsonSchema.ts';

export const azuremlSchema: JsonSchema = {
  "title": "Azure ML files (CLI v2)",
  "definitions": {
    "job": {
      "description": "A job of the pipeline.",
      "type": [
        "object",
        "null"
      ],
      "x-misspelt": true,
      "properties": {
        "$schema": {
          "description": "Schema of the file; tells the kind.",
          "type": "string",
          "examples": [
            "https://azuremlschemas.azureedge.net/latest/pipelineJob.schema.json",
            "https://azuremlschemas.azureedge.net/latest/commandJob.schema.json",
            "https://azuremlschemas.azureedge.net/latest/sweepJob.schema.json",
            "https://azuremlschemas.azureedge.net/latest/sparkJob.schema.json",
            "https://azuremlschemas.azureedge.net/latest/autoMLJob.schema.json",
            "https://azuremlschemas.azureedge.net/latest/commandComponent.schema.json",
            "https://azuremlschemas.azureedge.net/latest/pipelineComponent.schema.json"
          ]
        },
        "type": {
          "description": "Kind of job or component.",
          "type": "string",
          "examples": [
            "command",
            "sweep",
            "parallel",
            "spark",
            "pipeline",
            "automl",
            "data_transfer"
          ]
        },
        "name": {
          "description": "Name.",
          "type": "string"
        },
        "display_name": {
          "description": "Name that people see.",
          "type": "string"
        },
        "description": {
          "description": "What it does."
        },
        "tags": {
          "description": "Tags.",
          "type": [
            "object",
            "null"
          ]
        },
        "properties": {
          "description": "Properties.",
          "type": [
            "object",
            "null"
          ]
        },
        "inputs": {
          "description": "Values by input.",
          "type": [
            "object",
            "null"
          ],
          "additionalProperties": {
            "anyOf": [
              {
                "type": [
                  "string",
                  "number",
                  "boolean",
                  "null",
                  "array"
                ]
              },
              {
                "$ref": "#/definitions/value"
              }
            ]
          }
        },
        "outputs": {
          "description": "Where outputs go, by output.",
          "type": [
            "object",
            "null"
          ],
          "additionalProperties": {
            "anyOf": [
              {
                "type": [
                  "string",
                  "number",
                  "boolean",
                  "null",
                  "array"
                ]
              },
              {
                "$ref": "#/definitions/value"
              }
            ]
          }
        },
        "compute": {
          "description": "Compute target, such as `azureml:cpu-cluster`."
        },
        "environment": {
          "description": "Environment it runs in: `azureml:name:version`, a file, or a mapping with `image` and `conda_file`."
        },
        "environment_variables": {
          "description": "Variables.",
          "type": [
            "object",
            "null"
          ]
        },
        "command": {
          "description": "Command."
        },
        "code": {
          "description": "Folder of the code.",
          "type": "string",
          "x-reference": "path"
        },
        "resources": {
          "description": "Instances and their kind.",
          "$ref": "#/definitions/resources"
        },
        "limits": {
          "description": "Longest time, most trials.",
          "$ref": "#/definitions/limits"
        },
        "distribution": {
          "description": "How it is spread.",
          "$ref": "#/definitions/distribution"
        },
        "identity": {
          "description": "Whose rights it has.",
          "$ref": "#/definitions/identity"
        },
        "services": {
          "description": "Tools that can be opened while it runs.",
          "type": [
            "object",
            "null"
          ]
        },
        "queue_settings": {
          "description": "How it waits.",
          "type": [
            "object",
            "null"
          ],
          "x-misspelt": true,
          "properties": {
            "job_tier": {
              "description": "How sure the compute is.",
              "type": "string",
              "examples": [
                "spot",
                "basic",
                "standard",
                "premium"
              ]
            },
            "priority": {
              "description": "Priority.",
              "type": "string",
              "examples": [
                "low",
                "medium",
                "high"
              ]
            }
          }
        },
        "is_deterministic": {
          "description": "Whether results may be taken from earlier runs."
        },
        "additional_includes": {
          "description": "Files from elsewhere that go with the code.",
          "type": [
            "array",
            "null"
          ],
          "items": {}
        },
        "entry": {
          "description": "What Spark runs.",
          "type": [
            "object",
            "null"
          ],
          "x-misspelt": true,
          "properties": {
            "file": {
              "description": "Script.",
              "type": "string"
            },
            "class_name": {
              "description": "Class.",
              "type": "string"
            },
            "reference": {
              "description": "Class of Python or Scala.",
              "type": "string"
            }
          }
        },
        "py_files": {
          "description": "Python files."
        },
        "jars": {
          "description": "Archives of Java."
        },
        "files": {
          "description": "Files."
        },
        "archives": {
          "description": "Archives."
        },
        "conf": {
          "description": "Settings of Spark.",
          "type": [
            "object",
            "null"
          ]
        },
        "args": {
          "description": "Arguments."
        },
        "mini_batch_size": {
          "description": "Files or bytes of a batch."
        },
        "mini_batch_error_threshold": {
          "description": "Batches that may fail."
        },
        "error_threshold": {
          "description": "Files that may fail."
        },
        "logging_level": {
          "description": "How much is logged.",
          "type": "string",
          "examples": [
            "INFO",
            "WARNING",
            "DEBUG"
          ]
        },
        "input_data": {
          "description": "Input that is cut into batches."
        },
        "max_concurrency_per_instance": {
          "description": "Batches at once on an instance."
        },
        "retry_settings": {
          "description": "What happens after a failure.",
          "type": [
            "object",
            "null"
          ],
          "x-misspelt": true,
          "properties": {
            "max_retries": {
              "description": "Most repeats."
            },
            "timeout": {
              "description": "Longest time in seconds."
            }
          }
        },
        "task": {
          "description": "What is done."
        },
        "partition_keys": {
          "description": "Columns that batches are cut by."
        },
        "entry_script": {
          "description": "Script.",
          "type": "string"
        },
        "program_arguments": {
          "description": "Arguments.",
          "type": "string"
        },
        "append_row_to": {
          "description": "Output that rows go to."
        },
        "trial": {
          "description": "Component that is tried: a file, an asset or a mapping."
        },
        "search_space": {
          "description": "Ranges of the values that are searched."
        },
        "objective": {
          "description": "Metric that is searched for.",
          "type": [
            "object",
            "null"
          ],
          "required": [
            "goal",
            "primary_metric"
          ],
          "x-misspelt": true,
          "properties": {
            "goal": {
              "description": "Which way is better.",
              "type": "string",
              "enum": [
                "minimize",
                "maximize",
                "Minimize",
                "Maximize"
              ]
            },
            "primary_metric": {
              "description": "Name of the metric, as the training logs it.",
              "type": "string"
            }
          }
        },
        "sampling_algorithm": {
          "description": "How values are drawn: random, grid or bayesian."
        },
        "early_termination": {
          "description": "Ends trials that are bad.",
          "type": [
            "object",
            "null"
          ],
          "x-misspelt": true,
          "properties": {
            "type": {
              "description": "Policy.",
              "type": "string",
              "examples": [
                "bandit",
                "median_stopping",
                "truncation_selection"
              ]
            },
            "slack_factor": {
              "description": "Allowed distance as a part of the best."
            },
            "slack_amount": {
              "description": "Allowed distance."
            },
            "evaluation_interval": {
              "description": "Metrics between two looks."
            },
            "delay_evaluation": {
              "description": "Metrics before the first look."
            },
            "truncation_percentage": {
              "description": "Percent of trials that end."
            },
            "exclude_finished_jobs": {
              "description": "Whether finished trials count."
            }
          }
        },
        "primary_metric": {
          "description": "Metric that is searched for."
        },
        "target_column_name": {
          "description": "Column that is predicted."
        },
        "target_column_names": {
          "description": "Columns that are predicted."
        },
        "training_data": {
          "description": "Data to learn from."
        },
        "validation_data": {
          "description": "Data to choose by."
        },
        "validation_data_size": {
          "description": "Part of the data to choose by."
        },
        "test_data": {
          "description": "Data to test with."
        },
        "test_data_size": {
          "description": "Part of the data to test with."
        },
        "n_cross_validations": {
          "description": "Folds."
        },
        "cv_split_column_names": {
          "description": "Columns that say the fold."
        },
        "weight_column_name": {
          "description": "Column of weights."
        },
        "log_verbosity": {
          "description": "How much is logged."
        },
        "featurization": {
          "description": "How columns become features."
        },
        "forecasting": {
          "description": "Settings of forecasts."
        },
        "training": {
          "description": "Settings of training."
        },
        "training_parameters": {
          "description": "Settings of training."
        },
        "sweep": {
          "description": "How values are searched."
        },
        "data_copy_mode": {
          "description": "How data is copied."
        },
        "source": {
          "description": "Where data comes from."
        },
        "sink": {
          "description": "Where data goes."
        },
        "model_provider": {
          "description": "Who makes the base model."
        },
        "model": {
          "description": "Model that is made better."
        },
        "hyperparameters": {
          "description": "Values of training."
        },
        "component": {
          "description": "Component that it runs: a file, `azureml:name:version` or a mapping."
        },
        "experiment_name": {
          "description": "Experiment of the run."
        },
        "source_job_id": {
          "description": "Job that it is made from.",
          "type": "string"
        },
        "notification_setting": {
          "description": "Who is told.",
          "type": [
            "object",
            "null"
          ]
        },
        "schedule": {
          "description": "When it runs."
        },
        "version": {
          "description": "Version."
        },
        "id": {
          "description": "Id.",
          "type": "string"
        },
        "parent_job_name": {
          "description": "Run that this one belongs to.",
          "type": "string"
        },
        "job_limits": {
          "description": "Limits."
        },
        "settings": {
          "description": "Settings."
        },
        "jobs": {
          "description": "Jobs of the pipeline."
        },
        "status": {
          "description": "Written by Azure ML."
        },
        "creation_context": {
          "description": "Written by Azure ML."
        }
      },
      "title": "job"
    },
    "pipelineJob": {
      "title": "Azure ML pipeline job",
      "type": "object",
      "required": [
        "jobs"
      ],
      "x-misspelt": true,
      "properties": {
        "$schema": {
          "description": "Schema of the file; tells the kind.",
          "type": "string",
          "examples": [
            "https://azuremlschemas.azureedge.net/latest/pipelineJob.schema.json",
            "https://azuremlschemas.azureedge.net/latest/commandJob.schema.json",
            "https://azuremlschemas.azureedge.net/latest/sweepJob.schema.json",
            "https://azuremlschemas.azureedge.net/latest/sparkJob.schema.json",
            "https://azuremlschemas.azureedge.net/latest/autoMLJob.schema.json",
            "https://azuremlschemas.azureedge.net/latest/commandComponent.schema.json",
            "https://azuremlschemas.azureedge.net/latest/pipelineComponent.schema.json"
          ]
        },
        "type": {
          "description": "Kind of job or component.",
          "type": "string",
          "examples": [
            "command",
            "sweep",
            "parallel",
            "spark",
            "pipeline",
            "automl",
            "data_transfer"
          ]
        },
        "name": {
          "description": "Name.",
          "type": "string"
        },
        "display_name": {
          "description": "Name that people see.",
          "type": "string"
        },
        "description": {
          "description": "What it does."
        },
        "tags": {
          "description": "Tags.",
          "type": [
            "object",
            "null"
          ]
        },
        "properties": {
          "description": "Properties.",
          "type": [
            "object",
            "null"
          ]
        },
        "inputs": {
          "description": "Values by input.",
          "type": [
            "object",
            "null"
          ],
          "additionalProperties": {
            "anyOf": [
              {
                "type": [
                  "string",
                  "number",
                  "boolean",
                  "null",
                  "array"
                ]
              },
              {
                "$ref": "#/definitions/value"
              }
            ]
          }
        },
        "outputs": {
          "description": "Where outputs go, by output.",
          "type": [
            "object",
            "null"
          ],
          "additionalProperties": {
            "anyOf": [
              {
                "type": [
                  "string",
                  "number",
                  "boolean",
                  "null",
                  "array"
                ]
              },
              {
                "$ref": "#/definitions/value"
              }
            ]
          }
        },
        "compute": {
          "description": "Compute target, such as `azureml:cpu-cluster`."
        },
        "environment": {
          "description": "Environment it runs in: `azureml:name:version`, a file, or a mapping with `image` and `conda_file`."
        },
        "environment_variables": {
          "description": "Variables.",
          "type": [
            "object",
            "null"
          ]
        },
        "command": {
          "description": "Command."
        },
        "code": {
          "description": "Folder of the code.",
          "type": "string",
          "x-reference": "path"
        },
        "resources": {
          "description": "Instances and their kind.",
          "$ref": "#/definitions/resources"
        },
        "limits": {
          "description": "Longest time, most trials.",
          "$ref": "#/definitions/limits"
        },
        "distribution": {
          "description": "How it is spread.",
          "$ref": "#/definitions/distribution"
        },
        "identity": {
          "description": "Whose rights it has.",
          "$ref": "#/definitions/identity"
        },
        "services": {
          "description": "Tools that can be opened while it runs.",
          "type": [
            "object",
            "null"
          ]
        },
        "queue_settings": {
          "description": "How it waits.",
          "type": [
            "object",
            "null"
          ],
          "x-misspelt": true,
          "properties": {
            "job_tier": {
              "description": "How sure the compute is.",
              "type": "string",
              "examples": [
                "spot",
                "basic",
                "standard",
                "premium"
              ]
            },
            "priority": {
              "description": "Priority.",
              "type": "string",
              "examples": [
                "low",
                "medium",
                "high"
              ]
            }
          }
        },
        "is_deterministic": {
          "description": "Whether results may be taken from earlier runs."
        },
        "additional_includes": {
          "description": "Files from elsewhere that go with the code.",
          "type": [
            "array",
            "null"
          ],
          "items": {}
        },
        "component": {
          "description": "Component that it runs: a file, `azureml:name:version` or a mapping."
        },
        "experiment_name": {
          "description": "Experiment of the run."
        },
        "source_job_id": {
          "description": "Job that it is made from.",
          "type": "string"
        },
        "notification_setting": {
          "description": "Who is told.",
          "type": [
            "object",
            "null"
          ]
        },
        "schedule": {
          "description": "When it runs."
        },
        "version": {
          "description": "Version."
        },
        "id": {
          "description": "Id.",
          "type": "string"
        },
        "parent_job_name": {
          "description": "Run that this one belongs to.",
          "type": "string"
        },
        "job_limits": {
          "description": "Limits."
        },
        "settings": {
          "description": "What holds for all jobs.",
          "type": [
            "object",
            "null"
          ],
          "x-misspelt": true,
          "properties": {
            "default_compute": {
              "description": "Compute of jobs that name none."
            },
            "default_datastore": {
              "description": "Datastore of outputs."
            },
            "continue_on_step_failure": {
              "description": "True: others go on when one fails."
            },
            "continue_run_on_step_failure": {
              "description": "Of old versions."
            },
            "force_rerun": {
              "description": "True: nothing is taken from earlier runs."
            },
            "continue_on_failed_optional_input": {
              "description": "True: goes on without an optional input."
            },
            "on_init": {
              "description": "Job that runs first.",
              "type": "string",
              "x-reference": "stage"
            },
            "on_finalize": {
              "description": "Job that runs last.",
              "type": "string",
              "x-reference": "stage"
            },
            "_dataset_access_mode": {
              "description": "Of old versions."
            }
          }
        },
        "jobs": {
          "description": "Jobs by name.",
          "type": [
            "object",
            "null"
          ],
          "additionalProperties": {
            "$ref": "#/definitions/job"
          }
        },
        "status": {
          "description": "Written by Azure ML."
        },
        "creation_context": {
          "description": "Written by Azure ML."
        }
      }
    },
    "value": {
      "description": "A value, or where it lies.",
      "type": [
        "object",
        "null"
      ],
      "x-misspelt": true,
      "properties": {
        "type": {
          "description": "Kind of the value.",
          "type": "string",
          "examples": [
            "uri_file",
            "uri_folder",
            "mltable",
            "mlflow_model",
            "custom_model",
            "triton_model",
            "string",
            "number",
            "integer",
            "boolean"
          ]
        },
        "path": {
          "description": "Where it lies: a local path, a datastore or an asset.",
          "type": "string",
          "x-reference": "path"
        },
        "mode": {
          "description": "How it reaches the job.",
          "type": "string",
          "examples": [
            "ro_mount",
            "rw_mount",
            "download",
            "direct",
            "eval_mount",
            "eval_download",
            "upload",
            "mount"
          ]
        },
        "value": {
          "description": "The value."
        },
        "name": {
          "description": "Name of the asset that an output becomes.",
          "type": "string"
        },
        "version": {
          "description": "Version of the asset."
        },
        "description": {
          "description": "What it is.",
          "type": "string"
        },
        "default": {
          "description": "Value when none is given."
        },
        "optional": {
          "description": "True: may be absent."
        },
        "min": {
          "description": "Smallest value."
        },
        "max": {
          "description": "Largest value."
        },
        "enum": {
          "description": "Allowed values."
        },
        "datatype": {
          "description": "Kind of data.",
          "type": "string"
        },
        "pathOnCompute": {
          "description": "Path on the compute.",
          "type": "string"
        },
        "path_on_compute": {
          "description": "Path on the compute.",
          "type": "string"
        },
        "is_control": {
          "description": "Whether it decides about what runs."
        },
        "early_available": {
          "description": "Whether it can be read before the end."
        },
        "properties": {
          "description": "Properties.",
          "type": [
            "object",
            "null"
          ]
        },
        "intellectual_property": {
          "description": "Protection of the asset."
        },
        "delete_wait_time_in_days": {
          "description": "Days before it goes away."
        }
      }
    },
    "identity": {
      "description": "Whose rights it has.",
      "type": [
        "object",
        "null"
      ],
      "x-misspelt": true,
      "properties": {
        "type": {
          "description": "Kind of identity.",
          "type": "string",
          "examples": [
            "managed_identity",
            "managed",
            "user_identity",
            "aml_token",
            "system_assigned",
            "user_assigned"
          ]
        },
        "client_id": {
          "description": "Id of the client.",
          "type": "string"
        },
        "object_id": {
          "description": "Id of the object.",
          "type": "string"
        },
        "msi_resource_id": {
          "description": "Id of the resource.",
          "type": "string"
        },
        "resource_id": {
          "description": "Id of the resource.",
          "type": "string"
        },
        "user_assigned_identities": {
          "description": "Identities."
        },
        "principal_id": {
          "description": "Id of the principal.",
          "type": "string"
        },
        "tenant_id": {
          "description": "Id of the tenant.",
          "type": "string"
        }
      }
    },
    "resources": {
      "description": "Instances and their kind.",
      "type": [
        "object",
        "null"
      ],
      "x-misspelt": true,
      "properties": {
        "instance_count": {
          "description": "Instances."
        },
        "instance_type": {
          "description": "Kind of instance.",
          "type": "string"
        },
        "shm_size": {
          "description": "Shared memory, such as `2g`.",
          "type": "string"
        },
        "docker_args": {
          "description": "Arguments of Docker."
        },
        "max_instance_count": {
          "description": "Most instances."
        },
        "runtime_version": {
          "description": "Version of Spark."
        },
        "properties": {
          "description": "Properties.",
          "type": [
            "object",
            "null"
          ]
        },
        "locations": {
          "description": "Regions.",
          "type": [
            "array",
            "null"
          ],
          "items": {}
        },
        "requests": {
          "description": "CPU and memory that are asked for.",
          "type": [
            "object",
            "null"
          ]
        },
        "limits": {
          "description": "The most it gets.",
          "type": [
            "object",
            "null"
          ]
        }
      }
    },
    "limits": {
      "description": "Longest time, most trials.",
      "type": [
        "object",
        "null"
      ],
      "x-misspelt": true,
      "properties": {
        "timeout": {
          "description": "Longest time in seconds."
        },
        "max_total_trials": {
          "description": "Most trials."
        },
        "max_concurrent_trials": {
          "description": "Most trials at once."
        },
        "trial_timeout": {
          "description": "Longest time of a trial in seconds."
        },
        "timeout_minutes": {
          "description": "Longest time in minutes."
        },
        "trial_timeout_minutes": {
          "description": "Longest time of a trial in minutes."
        },
        "max_trials": {
          "description": "Most trials."
        },
        "max_nodes": {
          "description": "Most nodes."
        },
        "max_cores_per_trial": {
          "description": "Most cores of a trial."
        },
        "enable_early_termination": {
          "description": "True: ends when the score does not get better."
        },
        "exit_score": {
          "description": "Ends at this score."
        }
      }
    },
    "distribution": {
      "description": "How it is spread.",
      "type": [
        "object",
        "null"
      ],
      "x-misspelt": true,
      "properties": {
        "type": {
          "description": "Way of spreading.",
          "type": "string",
          "examples": [
            "pytorch",
            "tensorflow",
            "mpi",
            "ray"
          ]
        },
        "process_count_per_instance": {
          "description": "Processes on each instance."
        },
        "worker_count": {
          "description": "Workers."
        },
        "parameter_server_count": {
          "description": "Parameter servers."
        },
        "added_properties": {
          "description": "Further settings.",
          "type": [
            "object",
            "null"
          ]
        },
        "port": {
          "description": "Port of Ray."
        },
        "address": {
          "description": "Address of Ray.",
          "type": "string"
        },
        "include_dashboard": {
          "description": "Whether Ray has its dashboard."
        },
        "dashboard_port": {
          "description": "Port of the dashboard."
        },
        "head_node_additional_args": {
          "description": "Arguments of the head.",
          "type": "string"
        },
        "worker_node_additional_args": {
          "description": "Arguments of workers.",
          "type": "string"
        }
      }
    },
    "component": {
      "title": "Azure ML component",
      "type": "object",
      "x-misspelt": true,
      "properties": {
        "$schema": {
          "description": "Schema of the file; tells the kind.",
          "type": "string",
          "examples": [
            "https://azuremlschemas.azureedge.net/latest/pipelineJob.schema.json",
            "https://azuremlschemas.azureedge.net/latest/commandJob.schema.json",
            "https://azuremlschemas.azureedge.net/latest/sweepJob.schema.json",
            "https://azuremlschemas.azureedge.net/latest/sparkJob.schema.json",
            "https://azuremlschemas.azureedge.net/latest/autoMLJob.schema.json",
            "https://azuremlschemas.azureedge.net/latest/commandComponent.schema.json",
            "https://azuremlschemas.azureedge.net/latest/pipelineComponent.schema.json"
          ]
        },
        "type": {
          "description": "Kind of job or component.",
          "type": "string",
          "examples": [
            "command",
            "sweep",
            "parallel",
            "spark",
            "pipeline",
            "automl",
            "data_transfer"
          ]
        },
        "name": {
          "description": "Name.",
          "type": "string"
        },
        "display_name": {
          "description": "Name that people see.",
          "type": "string"
        },
        "description": {
          "description": "What it does."
        },
        "tags": {
          "description": "Tags.",
          "type": [
            "object",
            "null"
          ]
        },
        "properties": {
          "description": "Properties.",
          "type": [
            "object",
            "null"
          ]
        },
        "inputs": {
          "description": "Values by input.",
          "type": [
            "object",
            "null"
          ],
          "additionalProperties": {
            "anyOf": [
              {
                "type": [
                  "string",
                  "number",
                  "boolean",
                  "null",
                  "array"
                ]
              },
              {
                "$ref": "#/definitions/value"
              }
            ]
          }
        },
        "outputs": {
          "description": "Where outputs go, by output.",
          "type": [
            "object",
            "null"
          ],
          "additionalProperties": {
            "anyOf": [
              {
                "type": [
                  "string",
                  "number",
                  "boolean",
                  "null",
                  "array"
                ]
              },
              {
                "$ref": "#/definitions/value"
              }
            ]
          }
        },
        "compute": {
          "description": "Compute target, such as `azureml:cpu-cluster`."
        },
        "environment": {
          "description": "Environment it runs in: `azureml:name:version`, a file, or a mapping with `image` and `conda_file`."
        },
        "environment_variables": {
          "description": "Variables.",
          "type": [
            "object",
            "null"
          ]
        },
        "command": {
          "description": "Command."
        },
        "code": {
          "description": "Folder of the code.",
          "type": "string",
          "x-reference": "path"
        },
        "resources": {
          "description": "Instances and their kind.",
          "$ref": "#/definitions/resources"
        },
        "limits": {
          "description": "Longest time, most trials.",
          "$ref": "#/definitions/limits"
        },
        "distribution": {
          "description": "How it is spread.",
          "$ref": "#/definitions/distribution"
        },
        "identity": {
          "description": "Whose rights it has.",
          "$ref": "#/definitions/identity"
        },
        "services": {
          "description": "Tools that can be opened while it runs.",
          "type": [
            "object",
            "null"
          ]
        },
        "queue_settings": {
          "description": "How it waits.",
          "type": [
            "object",
            "null"
          ],
          "x-misspelt": true,
          "properties": {
            "job_tier": {
              "description": "How sure the compute is.",
              "type": "string",
              "examples": [
                "spot",
                "basic",
                "standard",
                "premium"
              ]
            },
            "priority": {
              "description": "Priority.",
              "type": "string",
              "examples": [
                "low",
                "medium",
                "high"
              ]
            }
          }
        },
        "is_deterministic": {
          "description": "Whether results may be taken from earlier runs."
        },
        "additional_includes": {
          "description": "Files from elsewhere that go with the code.",
          "type": [
            "array",
            "null"
          ],
          "items": {}
        },
        "entry": {
          "description": "What Spark runs.",
          "type": [
            "object",
            "null"
          ],
          "x-misspelt": true,
          "properties": {
            "file": {
              "description": "Script.",
              "type": "string"
            },
            "class_name": {
              "description": "Class.",
              "type": "string"
            },
            "reference": {
              "description": "Class of Python or Scala.",
              "type": "string"
            }
          }
        },
        "py_files": {
          "description": "Python files."
        },
        "jars": {
          "description": "Archives of Java."
        },
        "files": {
          "description": "Files."
        },
        "archives": {
          "description": "Archives."
        },
        "conf": {
          "description": "Settings of Spark.",
          "type": [
            "object",
            "null"
          ]
        },
        "args": {
          "description": "Arguments."
        },
        "mini_batch_size": {
          "description": "Files or bytes of a batch."
        },
        "mini_batch_error_threshold": {
          "description": "Batches that may fail."
        },
        "error_threshold": {
          "description": "Files that may fail."
        },
        "logging_level": {
          "description": "How much is logged.",
          "type": "string",
          "examples": [
            "INFO",
            "WARNING",
            "DEBUG"
          ]
        },
        "input_data": {
          "description": "Input that is cut into batches."
        },
        "max_concurrency_per_instance": {
          "description": "Batches at once on an instance."
        },
        "retry_settings": {
          "description": "What happens after a failure.",
          "type": [
            "object",
            "null"
          ],
          "x-misspelt": true,
          "properties": {
            "max_retries": {
              "description": "Most repeats."
            },
            "timeout": {
              "description": "Longest time in seconds."
            }
          }
        },
        "task": {
          "description": "What is done."
        },
        "partition_keys": {
          "description": "Columns that batches are cut by."
        },
        "entry_script": {
          "description": "Script.",
          "type": "string"
        },
        "program_arguments": {
          "description": "Arguments.",
          "type": "string"
        },
        "append_row_to": {
          "description": "Output that rows go to."
        },
        "trial": {
          "description": "Component that is tried: a file, an asset or a mapping."
        },
        "search_space": {
          "description": "Ranges of the values that are searched."
        },
        "objective": {
          "description": "Metric that is searched for.",
          "type": [
            "object",
            "null"
          ],
          "required": [
            "goal",
            "primary_metric"
          ],
          "x-misspelt": true,
          "properties": {
            "goal": {
              "description": "Which way is better.",
              "type": "string",
              "enum": [
                "minimize",
                "maximize",
                "Minimize",
                "Maximize"
              ]
            },
            "primary_metric": {
              "description": "Name of the metric, as the training logs it.",
              "type": "string"
            }
          }
        },
        "sampling_algorithm": {
          "description": "How values are drawn: random, grid or bayesian."
        },
        "early_termination": {
          "description": "Ends trials that are bad.",
          "type": [
            "object",
            "null"
          ],
          "x-misspelt": true,
          "properties": {
            "type": {
              "description": "Policy.",
              "type": "string",
              "examples": [
                "bandit",
                "median_stopping",
                "truncation_selection"
              ]
            },
            "slack_factor": {
              "description": "Allowed distance as a part of the best."
            },
            "slack_amount": {
              "description": "Allowed distance."
            },
            "evaluation_interval": {
              "description": "Metrics between two looks."
            },
            "delay_evaluation": {
              "description": "Metrics before the first look."
            },
            "truncation_percentage": {
              "description": "Percent of trials that end."
            },
            "exclude_finished_jobs": {
              "description": "Whether finished trials count."
            }
          }
        },
        "component": {
          "description": "Component that it runs: a file, `azureml:name:version` or a mapping."
        },
        "experiment_name": {
          "description": "Experiment of the run."
        },
        "source_job_id": {
          "description": "Job that it is made from.",
          "type": "string"
        },
        "notification_setting": {
          "description": "Who is told.",
          "type": [
            "object",
            "null"
          ]
        },
        "schedule": {
          "description": "When it runs."
        },
        "version": {
          "description": "Version."
        },
        "id": {
          "description": "Id.",
          "type": "string"
        },
        "parent_job_name": {
          "description": "Run that this one belongs to.",
          "type": "string"
        },
        "job_limits": {
          "description": "Limits."
        },
        "settings": {
          "description": "What holds for all jobs.",
          "type": [
            "object",
            "null"
          ],
          "x-misspelt": true,
          "properties": {
            "default_compute": {
              "description": "Compute of jobs that name none."
            },
            "default_datastore": {
              "description": "Datastore of outputs."
            },
            "continue_on_step_failure": {
              "description": "True: others go on when one fails."
            },
            "continue_run_on_step_failure": {
              "description": "Of old versions."
            },
            "force_rerun": {
              "description": "True: nothing is taken from earlier runs."
            },
            "continue_on_failed_optional_input": {
              "description": "True: goes on without an optional input."
            },
            "on_init": {
              "description": "Job that runs first.",
              "type": "string",
              "x-reference": "stage"
            },
            "on_finalize": {
              "description": "Job that runs last.",
              "type": "string",
              "x-reference": "stage"
            },
            "_dataset_access_mode": {
              "description": "Of old versions."
            }
          }
        },
        "jobs": {
          "description": "Jobs by name.",
          "type": [
            "object",
            "null"
          ],
          "additionalProperties": {
            "$ref": "#/definitions/job"
          }
        },
        "status": {
          "description": "Written by Azure ML."
        },
        "creation_context": {
          "description": "Written by Azure ML."
        },
        "dependencies": {
          "description": "Other components."
        },
        "latest_version": {
          "description": "Written by Azure ML."
        }
      }
    },
    "environment": {
      "title": "Azure ML environment",
      "type": "object",
      "x-misspelt": true,
      "properties": {
        "$schema": {
          "description": "Schema of the file; tells the kind.",
          "type": "string",
          "examples": [
            "https://azuremlschemas.azureedge.net/latest/pipelineJob.schema.json",
            "https://azuremlschemas.azureedge.net/latest/commandJob.schema.json",
            "https://azuremlschemas.azureedge.net/latest/sweepJob.schema.json",
            "https://azuremlschemas.azureedge.net/latest/sparkJob.schema.json",
            "https://azuremlschemas.azureedge.net/latest/autoMLJob.schema.json",
            "https://azuremlschemas.azureedge.net/latest/commandComponent.schema.json",
            "https://azuremlschemas.azureedge.net/latest/pipelineComponent.schema.json"
          ]
        },
        "name": {
          "description": "Name of the environment.",
          "type": "string"
        },
        "version": {
          "description": "Version."
        },
        "id": {
          "description": "Id.",
          "type": "string"
        },
        "description": {
          "description": "What it is for."
        },
        "tags": {
          "description": "Tags.",
          "type": [
            "object",
            "null"
          ]
        },
        "properties": {
          "description": "Properties.",
          "type": [
            "object",
            "null"
          ]
        },
        "image": {
          "description": "Image.",
          "type": "string"
        },
        "build": {
          "description": "How the image is built.",
          "type": [
            "object",
            "null"
          ],
          "x-misspelt": true,
          "properties": {
            "path": {
              "description": "Folder of the Dockerfile.",
              "type": "string",
              "x-reference": "path"
            },
            "dockerfile_path": {
              "description": "Dockerfile.",
              "type": "string"
            },
            "local_path": {
              "description": "Of old versions.",
              "type": "string"
            }
          }
        },
        "conda_file": {
          "description": "Conda file, or what it would hold."
        },
        "os_type": {
          "description": "System.",
          "type": "string",
          "examples": [
            "linux",
            "windows"
          ]
        },
        "inference_config": {
          "description": "How the container answers.",
          "type": [
            "object",
            "null"
          ]
        },
        "datastore": {
          "description": "Datastore.",
          "type": "string"
        },
        "creation_context": {
          "description": "Written by Azure ML."
        },
        "latest_version": {
          "description": "Written by Azure ML."
        },
        "type": {
          "description": "Kind of asset."
        }
      }
    },
    "model": {
      "title": "Azure ML model",
      "type": "object",
      "x-misspelt": true,
      "properties": {
        "$schema": {
          "description": "Schema of the file; tells the kind.",
          "type": "string",
          "examples": [
            "https://azuremlschemas.azureedge.net/latest/pipelineJob.schema.json",
            "https://azuremlschemas.azureedge.net/latest/commandJob.schema.json",
            "https://azuremlschemas.azureedge.net/latest/sweepJob.schema.json",
            "https://azuremlschemas.azureedge.net/latest/sparkJob.schema.json",
            "https://azuremlschemas.azureedge.net/latest/autoMLJob.schema.json",
            "https://azuremlschemas.azureedge.net/latest/commandComponent.schema.json",
            "https://azuremlschemas.azureedge.net/latest/pipelineComponent.schema.json"
          ]
        },
        "name": {
          "description": "Name of the asset.",
          "type": "string"
        },
        "version": {
          "description": "Version."
        },
        "id": {
          "description": "Id.",
          "type": "string"
        },
        "description": {
          "description": "What it is."
        },
        "tags": {
          "description": "Tags.",
          "type": [
            "object",
            "null"
          ]
        },
        "properties": {
          "description": "Properties.",
          "type": [
            "object",
            "null"
          ]
        },
        "path": {
          "description": "Where it lies: a local path, a datastore or a job.",
          "type": "string",
          "x-reference": "path"
        },
        "stage": {
          "description": "Stage of the asset.",
          "type": "string",
          "examples": [
            "Development",
            "Production",
            "Archived"
          ]
        },
        "datastore": {
          "description": "Datastore."
        },
        "creation_context": {
          "description": "Written by Azure ML."
        },
        "latest_version": {
          "description": "Written by Azure ML."
        },
        "is_anonymous": {
          "description": "Written by Azure ML."
        },
        "auto_delete_setting": {
          "description": "When it goes away."
        },
        "type": {
          "description": "Kind of model.",
          "type": "string",
          "examples": [
            "custom_model",
            "mlflow_model",
            "triton_model"
          ]
        },
        "flavors": {
          "description": "Flavors of MLflow.",
          "type": [
            "object",
            "null"
          ]
        },
        "utc_time_created": {
          "description": "Of MLflow."
        },
        "default_deployment_template": {
          "description": "How it is served."
        },
        "job_name": {
          "description": "Run that made it."
        },
        "intellectual_property": {
          "description": "Protection of the asset."
        },
        "system_metadata": {
          "description": "Metadata."
        }
      }
    },
    "data": {
      "title": "Azure ML data asset",
      "type": "object",
      "x-misspelt": true,
      "properties": {
        "$schema": {
          "description": "Schema of the file; tells the kind.",
          "type": "string",
          "examples": [
            "https://azuremlschemas.azureedge.net/latest/pipelineJob.schema.json",
            "https://azuremlschemas.azureedge.net/latest/commandJob.schema.json",
            "https://azuremlschemas.azureedge.net/latest/sweepJob.schema.json",
            "https://azuremlschemas.azureedge.net/latest/sparkJob.schema.json",
            "https://azuremlschemas.azureedge.net/latest/autoMLJob.schema.json",
            "https://azuremlschemas.azureedge.net/latest/commandComponent.schema.json",
            "https://azuremlschemas.azureedge.net/latest/pipelineComponent.schema.json"
          ]
        },
        "name": {
          "description": "Name of the asset.",
          "type": "string"
        },
        "version": {
          "description": "Version."
        },
        "id": {
          "description": "Id.",
          "type": "string"
        },
        "description": {
          "description": "What it is."
        },
        "tags": {
          "description": "Tags.",
          "type": [
            "object",
            "null"
          ]
        },
        "properties": {
          "description": "Properties.",
          "type": [
            "object",
            "null"
          ]
        },
        "path": {
          "description": "Where it lies: a local path, a datastore or a job.",
          "type": "string",
          "x-reference": "path"
        },
        "stage": {
          "description": "Stage of the asset.",
          "type": "string",
          "examples": [
            "Development",
            "Production",
            "Archived"
          ]
        },
        "datastore": {
          "description": "Datastore."
        },
        "creation_context": {
          "description": "Written by Azure ML."
        },
        "latest_version": {
          "description": "Written by Azure ML."
        },
        "is_anonymous": {
          "description": "Written by Azure ML."
        },
        "auto_delete_setting": {
          "description": "When it goes away."
        },
        "type": {
          "description": "Kind of data.",
          "type": "string",
          "examples": [
            "uri_file",
            "uri_folder",
            "mltable"
          ]
        },
        "skip_validation": {
          "description": "True: nothing is looked at."
        },
        "mltable_schema_url": {
          "description": "Schema of the table."
        },
        "referenced_uris": {
          "description": "Written by Azure ML."
        },
        "schedule": {
          "description": "When it is brought."
        },
        "source": {
          "description": "Where it is brought from."
        },
        "cleanup": {
          "description": "What is cleaned."
        }
      }
    },
    "schedule": {
      "title": "Azure ML schedule",
      "type": "object",
      "required": [
        "trigger"
      ],
      "x-misspelt": true,
      "properties": {
        "$schema": {
          "description": "Schema of the file; tells the kind.",
          "type": "string",
          "examples": [
            "https://azuremlschemas.azureedge.net/latest/pipelineJob.schema.json",
            "https://azuremlschemas.azureedge.net/latest/commandJob.schema.json",
            "https://azuremlschemas.azureedge.net/latest/sweepJob.schema.json",
            "https://azuremlschemas.azureedge.net/latest/sparkJob.schema.json",
            "https://azuremlschemas.azureedge.net/latest/autoMLJob.schema.json",
            "https://azuremlschemas.azureedge.net/latest/commandComponent.schema.json",
            "https://azuremlschemas.azureedge.net/latest/pipelineComponent.schema.json"
          ]
        },
        "name": {
          "description": "Name of the schedule.",
          "type": "string"
        },
        "version": {
          "description": "Version."
        },
        "id": {
          "description": "Id.",
          "type": "string"
        },
        "display_name": {
          "description": "Name that people see.",
          "type": "string"
        },
        "description": {
          "description": "What it does."
        },
        "tags": {
          "description": "Tags.",
          "type": [
            "object",
            "null"
          ]
        },
        "properties": {
          "description": "Properties.",
          "type": [
            "object",
            "null"
          ]
        },
        "trigger": {
          "description": "When it runs.",
          "type": [
            "object",
            "null"
          ],
          "required": [
            "type"
          ],
          "x-misspelt": true,
          "properties": {
            "type": {
              "description": "Kind of trigger.",
              "type": "string",
              "examples": [
                "recurrence",
                "cron"
              ]
            },
            "frequency": {
              "description": "Unit.",
              "type": "string",
              "examples": [
                "minute",
                "hour",
                "day",
                "week",
                "month"
              ]
            },
            "interval": {
              "description": "Units between two runs."
            },
            "schedule": {
              "description": "Hours, minutes and days of the week.",
              "type": [
                "object",
                "null"
              ]
            },
            "expression": {
              "description": "A cron expression of five fields.",
              "type": "string"
            },
            "start_time": {
              "description": "When it begins."
            },
            "end_time": {
              "description": "When it ends."
            },
            "time_zone": {
              "description": "Time zone, by the names of Windows.",
              "type": "string"
            }
          }
        },
        "create_job": {
          "description": "Job that is started: a file, an asset or a mapping."
        },
        "create_monitor": {
          "description": "Monitor that is started."
        },
        "import_data": {
          "description": "Data that is brought."
        },
        "is_enabled": {
          "description": "False: it rests."
        },
        "provisioning_state": {
          "description": "Written by Azure ML."
        },
        "creation_context": {
          "description": "Written by Azure ML."
        }
      }
    },
    "endpoint": {
      "title": "Azure ML endpoint",
      "type": "object",
      "x-misspelt": true,
      "properties": {
        "$schema": {
          "description": "Schema of the file; tells the kind.",
          "type": "string",
          "examples": [
            "https://azuremlschemas.azureedge.net/latest/pipelineJob.schema.json",
            "https://azuremlschemas.azureedge.net/latest/commandJob.schema.json",
            "https://azuremlschemas.azureedge.net/latest/sweepJob.schema.json",
            "https://azuremlschemas.azureedge.net/latest/sparkJob.schema.json",
            "https://azuremlschemas.azureedge.net/latest/autoMLJob.schema.json",
            "https://azuremlschemas.azureedge.net/latest/commandComponent.schema.json",
            "https://azuremlschemas.azureedge.net/latest/pipelineComponent.schema.json"
          ]
        },
        "name": {
          "description": "Name of the endpoint: its address holds it.",
          "type": "string"
        },
        "description": {
          "description": "What it answers."
        },
        "tags": {
          "description": "Tags.",
          "type": [
            "object",
            "null"
          ]
        },
        "properties": {
          "description": "Properties.",
          "type": [
            "object",
            "null"
          ]
        },
        "auth_mode": {
          "description": "How callers show who they are.",
          "type": "string",
          "examples": [
            "key",
            "aml_token",
            "aad_token"
          ]
        },
        "compute": {
          "description": "Compute of a Kubernetes endpoint."
        },
        "identity": {
          "description": "Whose rights it has.",
          "$ref": "#/definitions/identity"
        },
        "traffic": {
          "description": "Percent of requests by deployment.",
          "type": [
            "object",
            "null"
          ],
          "additionalProperties": {
            "type": [
              "number",
              "string"
            ],
            "description": "Percent of the requests."
          }
        },
        "mirror_traffic": {
          "description": "Percent of requests that are copied, by deployment.",
          "type": [
            "object",
            "null"
          ],
          "additionalProperties": {}
        },
        "public_network_access": {
          "description": "Whether it can be reached from outside.",
          "type": "string",
          "examples": [
            "enabled",
            "disabled"
          ]
        },
        "defaults": {
          "description": "Defaults, such as `deployment_name`.",
          "type": [
            "object",
            "null"
          ]
        },
        "location": {
          "description": "Region.",
          "type": "string"
        },
        "provisioning_state": {
          "description": "Written by Azure ML."
        },
        "scoring_uri": {
          "description": "Written by Azure ML."
        },
        "openapi_uri": {
          "description": "Written by Azure ML."
        },
        "kind": {
          "description": "Written by Azure ML."
        },
        "id": {
          "description": "Written by Azure ML."
        },
        "auth_keys": {
          "description": "Keys."
        },
        "default_deployment_name": {
          "description": "Deployment that answers."
        },
        "creation_context": {
          "description": "Written by Azure ML."
        }
      }
    },
    "deployment": {
      "title": "Azure ML deployment",
      "type": "object",
      "x-misspelt": true,
      "properties": {
        "$schema": {
          "description": "Schema of the file; tells the kind.",
          "type": "string",
          "examples": [
            "https://azuremlschemas.azureedge.net/latest/pipelineJob.schema.json",
            "https://azuremlschemas.azureedge.net/latest/commandJob.schema.json",
            "https://azuremlschemas.azureedge.net/latest/sweepJob.schema.json",
            "https://azuremlschemas.azureedge.net/latest/sparkJob.schema.json",
            "https://azuremlschemas.azureedge.net/latest/autoMLJob.schema.json",
            "https://azuremlschemas.azureedge.net/latest/commandComponent.schema.json",
            "https://azuremlschemas.azureedge.net/latest/pipelineComponent.schema.json"
          ]
        },
        "name": {
          "description": "Name of the deployment.",
          "type": "string"
        },
        "endpoint_name": {
          "description": "Endpoint that it belongs to.",
          "type": "string"
        },
        "type": {
          "description": "Kind of deployment.",
          "type": "string",
          "examples": [
            "managed",
            "kubernetes",
            "model",
            "pipeline"
          ]
        },
        "description": {
          "description": "What it answers with."
        },
        "tags": {
          "description": "Tags.",
          "type": [
            "object",
            "null"
          ]
        },
        "properties": {
          "description": "Properties.",
          "type": [
            "object",
            "null"
          ]
        },
        "model": {
          "description": "Model: `azureml:name:version`, a file or a mapping."
        },
        "model_mount_path": {
          "description": "Where the model appears.",
          "type": "string"
        },
        "code_configuration": {
          "description": "The scoring script.",
          "type": [
            "object",
            "null"
          ],
          "x-misspelt": true,
          "properties": {
            "code": {
              "description": "Folder of the code.",
              "type": "string",
              "x-reference": "path"
            },
            "scoring_script": {
              "description": "Script with `init` and `run`.",
              "type": "string"
            }
          }
        },
        "environment": {
          "description": "Environment it runs in: `azureml:name:version`, a file, or a mapping with `image` and `conda_file`."
        },
        "environment_variables": {
          "description": "Variables.",
          "type": [
            "object",
            "null"
          ]
        },
        "instance_type": {
          "description": "Kind of instance.",
          "type": "string"
        },
        "instance_count": {
          "description": "Instances."
        },
        "app_insights_enabled": {
          "description": "Whether it is watched by Application Insights."
        },
        "scale_settings": {
          "description": "Autoscaling.",
          "type": [
            "object",
            "null"
          ],
          "x-misspelt": true,
          "properties": {
            "type": {
              "description": "Way of scaling.",
              "type": "string",
              "examples": [
                "default",
                "target_utilization"
              ]
            },
            "min_instances": {
              "description": "Fewest instances."
            },
            "max_instances": {
              "description": "Most instances."
            },
            "polling_interval": {
              "description": "Seconds between looks."
            },
            "target_utilization_percentage": {
              "description": "Utilization that is aimed at."
            }
          }
        },
        "request_settings": {
          "description": "Limits of requests.",
          "type": [
            "object",
            "null"
          ],
          "x-misspelt": true,
          "properties": {
            "request_timeout_ms": {
              "description": "Longest time in milliseconds."
            },
            "max_concurrent_requests_per_instance": {
              "description": "Requests at once on an instance."
            },
            "max_queue_wait_ms": {
              "description": "Longest wait in milliseconds."
            }
          }
        },
        "liveness_probe": {
          "description": "Tells whether it is well.",
          "type": [
            "object",
            "null"
          ],
          "x-misspelt": true,
          "properties": {
            "initial_delay": {
              "description": "Seconds before the first look."
            },
            "period": {
              "description": "Seconds between looks."
            },
            "timeout": {
              "description": "Seconds of a look."
            },
            "success_threshold": {
              "description": "Good looks that are needed."
            },
            "failure_threshold": {
              "description": "Bad looks that are too many."
            },
            "scheme": {
              "description": "Scheme."
            },
            "method": {
              "description": "Method."
            },
            "path": {
              "description": "Path."
            },
            "port": {
              "description": "Port."
            }
          }
        },
        "readiness_probe": {
          "description": "Tells whether it is well.",
          "type": [
            "object",
            "null"
          ],
          "x-misspelt": true,
          "properties": {
            "initial_delay": {
              "description": "Seconds before the first look."
            },
            "period": {
              "description": "Seconds between looks."
            },
            "timeout": {
              "description": "Seconds of a look."
            },
            "success_threshold": {
              "description": "Good looks that are needed."
            },
            "failure_threshold": {
              "description": "Bad looks that are too many."
            },
            "scheme": {
              "description": "Scheme."
            },
            "method": {
              "description": "Method."
            },
            "path": {
              "description": "Path."
            },
            "port": {
              "description": "Port."
            }
          }
        },
        "startup_probe": {
          "description": "Tells whether it is well.",
          "type": [
            "object",
            "null"
          ],
          "x-misspelt": true,
          "properties": {
            "initial_delay": {
              "description": "Seconds before the first look."
            },
            "period": {
              "description": "Seconds between looks."
            },
            "timeout": {
              "description": "Seconds of a look."
            },
            "success_threshold": {
              "description": "Good looks that are needed."
            },
            "failure_threshold": {
              "description": "Bad looks that are too many."
            },
            "scheme": {
              "description": "Scheme."
            },
            "method": {
              "description": "Method."
            },
            "path": {
              "description": "Path."
            },
            "port": {
              "description": "Port."
            }
          }
        },
        "resources": {
          "description": "Instances and their kind.",
          "$ref": "#/definitions/resources"
        },
        "egress_public_network_access": {
          "description": "Whether it can reach outside.",
          "type": "string",
          "examples": [
            "enabled",
            "disabled"
          ]
        },
        "data_collector": {
          "description": "What requests are kept.",
          "type": [
            "object",
            "null"
          ]
        },
        "compute": {
          "description": "Compute of batches."
        },
        "settings": {
          "description": "Settings of batches or of the pipeline."
        },
        "component": {
          "description": "Component that answers."
        },
        "job_definition": {
          "description": "Job that answers."
        },
        "error_threshold": {
          "description": "Files that may fail."
        },
        "logging_level": {
          "description": "How much is logged."
        },
        "max_concurrency_per_instance": {
          "description": "Batches at once on an instance."
        },
        "mini_batch_size": {
          "description": "Files of a batch."
        },
        "output_action": {
          "description": "What happens with answers.",
          "type": "string",
          "examples": [
            "append_row",
            "summary_only"
          ]
        },
        "output_file_name": {
          "description": "File of answers.",
          "type": "string"
        },
        "retry_settings": {
          "description": "What happens after a failure.",
          "type": [
            "object",
            "null"
          ],
          "x-misspelt": true,
          "properties": {
            "max_retries": {
              "description": "Most repeats."
            },
            "timeout": {
              "description": "Longest time in seconds."
            }
          }
        },
        "private_network_connection": {
          "description": "Of old versions."
        },
        "local_path": {
          "description": "Of old versions."
        },
        "language": {
          "description": "Language."
        },
        "package_model": {
          "description": "Whether the model is packed."
        },
        "provisioning_state": {
          "description": "Written by Azure ML."
        },
        "allow_public_access": {
          "description": "Whether it can be reached from outside."
        },
        "inputs": {
          "description": "Inputs."
        },
        "default": {
          "description": "Whether it answers by itself."
        },
        "id": {
          "description": "Written by Azure ML."
        },
        "creation_context": {
          "description": "Written by Azure ML."
        }
      }
    }
  }
};
