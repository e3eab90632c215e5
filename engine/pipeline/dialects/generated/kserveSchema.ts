// The schema of the format kserve as a value; generated from schemas/dialects/kserve.schema.json by scripts/generate.ts.
import type { JsonSchema } from '../../../domain/jsonSchema.ts';

export const kserveSchema: JsonSchema = {
  "title": "KServe InferenceService",
  "type": "object",
  "required": [
    "metadata",
    "spec"
  ],
  "x-misspelt": true,
  "properties": {
    "apiVersion": {
      "description": "`serving.kserve.io/v1beta1`",
      "type": "string"
    },
    "kind": {
      "description": "`InferenceService`",
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
    "status": {
      "description": "Written by KServe.",
      "type": "object"
    },
    "spec": {
      "description": "What is served.",
      "type": "object",
      "required": [
        "predictor"
      ],
      "x-misspelt": true,
      "properties": {
        "predictor": {
          "description": "Answers requests.",
          "type": "object",
          "x-misspelt": true,
          "properties": {
            "model": {
              "description": "The model and how it is served.",
              "type": "object",
              "x-misspelt": true,
              "properties": {
                "modelFormat": {
                  "description": "Format of the model.",
                  "type": "object",
                  "required": [
                    "name"
                  ],
                  "x-misspelt": true,
                  "properties": {
                    "name": {
                      "description": "Such as `sklearn`, `onnx`, `huggingface`.",
                      "type": "string"
                    },
                    "version": {
                      "description": "Version of the format.",
                      "type": "string"
                    }
                  }
                },
                "runtime": {
                  "description": "ServingRuntime to be used.",
                  "type": "string"
                },
                "storageUri": {
                  "description": "Where the model lies, such as `s3://bucket/model`.",
                  "type": "string"
                },
                "storageUris": {
                  "description": "Where the model's parts lie.",
                  "type": "array",
                  "items": {}
                },
                "storage": {
                  "description": "Storage by key and path.",
                  "type": "object"
                },
                "protocolVersion": {
                  "description": "Protocol of the server.",
                  "type": "string",
                  "examples": [
                    "v1",
                    "v2",
                    "grpc-v2"
                  ]
                },
                "runtimeVersion": {
                  "description": "Version of the server's image.",
                  "type": "string"
                },
                "args": {
                  "description": "Arguments of the server.",
                  "type": "array",
                  "items": {}
                },
                "env": {
                  "description": "Variables.",
                  "type": "array",
                  "items": {}
                },
                "envFrom": {
                  "description": "Sources of variables.",
                  "type": "array",
                  "items": {}
                },
                "resources": {
                  "description": "CPU, memory and GPUs that are asked for, and their limits.",
                  "type": "object"
                },
                "name": {
                  "description": "Name of the container.",
                  "type": "string"
                },
                "image": {
                  "description": "Image.",
                  "type": "string"
                },
                "command": {
                  "description": "Program.",
                  "type": "array",
                  "items": {}
                },
                "ports": {
                  "description": "Ports.",
                  "type": "array",
                  "items": {}
                },
                "livenessProbe": {
                  "description": "Tells whether it lives.",
                  "type": "object"
                },
                "readinessProbe": {
                  "description": "Tells whether it is ready.",
                  "type": "object"
                },
                "startupProbe": {
                  "description": "Tells whether it has started.",
                  "type": "object"
                },
                "volumeMounts": {
                  "description": "Volumes and where they appear.",
                  "type": "array",
                  "items": {}
                },
                "workingDir": {
                  "description": "Working folder.",
                  "type": "string"
                },
                "securityContext": {
                  "description": "User, groups and rights.",
                  "type": "object"
                },
                "imagePullPolicy": {
                  "description": "When the image is pulled.",
                  "type": "string"
                },
                "lifecycle": {
                  "description": "Hooks.",
                  "type": "object"
                }
              }
            },
            "workerSpec": {
              "description": "Workers on other nodes.",
              "type": "object"
            },
            "sklearn": {
              "description": "Model server for scikit-learn, in the old style; `model` with `modelFormat` took its place.",
              "type": "object"
            },
            "xgboost": {
              "description": "Model server for XGBoost, in the old style; `model` with `modelFormat` took its place.",
              "type": "object"
            },
            "tensorflow": {
              "description": "Model server for TensorFlow, in the old style; `model` with `modelFormat` took its place.",
              "type": "object"
            },
            "pytorch": {
              "description": "Model server for PyTorch, in the old style; `model` with `modelFormat` took its place.",
              "type": "object"
            },
            "triton": {
              "description": "Model server for Triton, in the old style; `model` with `modelFormat` took its place.",
              "type": "object"
            },
            "onnx": {
              "description": "Model server for ONNX, in the old style; `model` with `modelFormat` took its place.",
              "type": "object"
            },
            "pmml": {
              "description": "Model server for PMML, in the old style; `model` with `modelFormat` took its place.",
              "type": "object"
            },
            "lightgbm": {
              "description": "Model server for LightGBM, in the old style; `model` with `modelFormat` took its place.",
              "type": "object"
            },
            "paddle": {
              "description": "Model server for Paddle, in the old style; `model` with `modelFormat` took its place.",
              "type": "object"
            },
            "huggingface": {
              "description": "Model server for Hugging Face, in the old style; `model` with `modelFormat` took its place.",
              "type": "object"
            },
            "minReplicas": {
              "description": "Fewest replicas; 0 scales to zero.",
              "type": "integer",
              "minimum": 0
            },
            "maxReplicas": {
              "description": "Most replicas.",
              "type": "integer",
              "minimum": 0
            },
            "scaleTarget": {
              "description": "What one replica should carry.",
              "type": "integer"
            },
            "scaleMetric": {
              "description": "What replicas are counted by.",
              "type": "string",
              "enum": [
                "cpu",
                "memory",
                "concurrency",
                "rps"
              ]
            },
            "scaleMetricType": {
              "description": "Kind of the scale target.",
              "type": "string"
            },
            "autoScaling": {
              "description": "Autoscaling by several metrics.",
              "type": "object"
            },
            "containerConcurrency": {
              "description": "Requests at once in a replica.",
              "type": "integer"
            },
            "timeout": {
              "description": "Longest time of a request in seconds.",
              "type": "integer"
            },
            "canaryTrafficPercent": {
              "description": "Share of requests that goes to the newest revision.",
              "type": "integer",
              "minimum": 0,
              "maximum": 100
            },
            "logger": {
              "description": "Where requests are logged.",
              "type": "object"
            },
            "batcher": {
              "description": "Joins requests to batches.",
              "type": "object"
            },
            "labels": {
              "description": "Labels.",
              "type": "object"
            },
            "annotations": {
              "description": "Annotations.",
              "type": "object"
            },
            "deploymentStrategy": {
              "description": "How pods are replaced.",
              "type": "object"
            },
            "containers": {
              "description": "Containers of your own."
            },
            "initContainers": {
              "description": "Containers that run first."
            },
            "volumes": {
              "description": "Volumes."
            },
            "serviceAccountName": {
              "description": "Service account, for the storage."
            },
            "nodeSelector": {
              "description": "Labels of nodes to run on."
            },
            "tolerations": {
              "description": "Taints that are tolerated."
            },
            "affinity": {
              "description": "Nodes to run on."
            },
            "runtimeClassName": {
              "description": "Runtime class."
            },
            "imagePullSecrets": {
              "description": "Secrets for registries."
            },
            "securityContext": {
              "description": "User, groups and rights."
            },
            "terminationGracePeriodSeconds": {
              "description": "Time to end."
            },
            "schedulerName": {
              "description": "Scheduler."
            },
            "priorityClassName": {
              "description": "Priority class."
            },
            "hostIPC": {
              "description": "Shares IPC with the node."
            },
            "hostNetwork": {
              "description": "Uses the network of the node."
            },
            "dnsPolicy": {
              "description": "DNS policy."
            },
            "topologySpreadConstraints": {
              "description": "How pods are spread."
            },
            "restartPolicy": {
              "description": "Restart policy."
            },
            "enableServiceLinks": {
              "description": "Variables for services."
            },
            "automountServiceAccountToken": {
              "description": "Mounts the token."
            },
            "hostAliases": {
              "description": "Host names."
            },
            "shareProcessNamespace": {
              "description": "One process namespace."
            },
            "subdomain": {
              "description": "Subdomain."
            },
            "hostname": {
              "description": "Host name."
            }
          }
        },
        "transformer": {
          "description": "Changes requests and answers.",
          "type": "object",
          "x-misspelt": true,
          "properties": {
            "minReplicas": {
              "description": "Fewest replicas; 0 scales to zero.",
              "type": "integer",
              "minimum": 0
            },
            "maxReplicas": {
              "description": "Most replicas.",
              "type": "integer",
              "minimum": 0
            },
            "scaleTarget": {
              "description": "What one replica should carry.",
              "type": "integer"
            },
            "scaleMetric": {
              "description": "What replicas are counted by.",
              "type": "string",
              "enum": [
                "cpu",
                "memory",
                "concurrency",
                "rps"
              ]
            },
            "scaleMetricType": {
              "description": "Kind of the scale target.",
              "type": "string"
            },
            "autoScaling": {
              "description": "Autoscaling by several metrics.",
              "type": "object"
            },
            "containerConcurrency": {
              "description": "Requests at once in a replica.",
              "type": "integer"
            },
            "timeout": {
              "description": "Longest time of a request in seconds.",
              "type": "integer"
            },
            "canaryTrafficPercent": {
              "description": "Share of requests that goes to the newest revision.",
              "type": "integer",
              "minimum": 0,
              "maximum": 100
            },
            "logger": {
              "description": "Where requests are logged.",
              "type": "object"
            },
            "batcher": {
              "description": "Joins requests to batches.",
              "type": "object"
            },
            "labels": {
              "description": "Labels.",
              "type": "object"
            },
            "annotations": {
              "description": "Annotations.",
              "type": "object"
            },
            "deploymentStrategy": {
              "description": "How pods are replaced.",
              "type": "object"
            },
            "containers": {
              "description": "Containers of your own."
            },
            "initContainers": {
              "description": "Containers that run first."
            },
            "volumes": {
              "description": "Volumes."
            },
            "serviceAccountName": {
              "description": "Service account, for the storage."
            },
            "nodeSelector": {
              "description": "Labels of nodes to run on."
            },
            "tolerations": {
              "description": "Taints that are tolerated."
            },
            "affinity": {
              "description": "Nodes to run on."
            },
            "runtimeClassName": {
              "description": "Runtime class."
            },
            "imagePullSecrets": {
              "description": "Secrets for registries."
            },
            "securityContext": {
              "description": "User, groups and rights."
            },
            "terminationGracePeriodSeconds": {
              "description": "Time to end."
            },
            "schedulerName": {
              "description": "Scheduler."
            },
            "priorityClassName": {
              "description": "Priority class."
            },
            "hostIPC": {
              "description": "Shares IPC with the node."
            },
            "hostNetwork": {
              "description": "Uses the network of the node."
            },
            "dnsPolicy": {
              "description": "DNS policy."
            },
            "topologySpreadConstraints": {
              "description": "How pods are spread."
            },
            "restartPolicy": {
              "description": "Restart policy."
            },
            "enableServiceLinks": {
              "description": "Variables for services."
            },
            "automountServiceAccountToken": {
              "description": "Mounts the token."
            },
            "hostAliases": {
              "description": "Host names."
            },
            "shareProcessNamespace": {
              "description": "One process namespace."
            },
            "subdomain": {
              "description": "Subdomain."
            },
            "hostname": {
              "description": "Host name."
            }
          }
        },
        "explainer": {
          "description": "Explains predictions.",
          "type": "object",
          "x-misspelt": true,
          "properties": {
            "art": {
              "description": "Explainer of ART.",
              "type": "object"
            },
            "minReplicas": {
              "description": "Fewest replicas; 0 scales to zero.",
              "type": "integer",
              "minimum": 0
            },
            "maxReplicas": {
              "description": "Most replicas.",
              "type": "integer",
              "minimum": 0
            },
            "scaleTarget": {
              "description": "What one replica should carry.",
              "type": "integer"
            },
            "scaleMetric": {
              "description": "What replicas are counted by.",
              "type": "string",
              "enum": [
                "cpu",
                "memory",
                "concurrency",
                "rps"
              ]
            },
            "scaleMetricType": {
              "description": "Kind of the scale target.",
              "type": "string"
            },
            "autoScaling": {
              "description": "Autoscaling by several metrics.",
              "type": "object"
            },
            "containerConcurrency": {
              "description": "Requests at once in a replica.",
              "type": "integer"
            },
            "timeout": {
              "description": "Longest time of a request in seconds.",
              "type": "integer"
            },
            "canaryTrafficPercent": {
              "description": "Share of requests that goes to the newest revision.",
              "type": "integer",
              "minimum": 0,
              "maximum": 100
            },
            "logger": {
              "description": "Where requests are logged.",
              "type": "object"
            },
            "batcher": {
              "description": "Joins requests to batches.",
              "type": "object"
            },
            "labels": {
              "description": "Labels.",
              "type": "object"
            },
            "annotations": {
              "description": "Annotations.",
              "type": "object"
            },
            "deploymentStrategy": {
              "description": "How pods are replaced.",
              "type": "object"
            },
            "containers": {
              "description": "Containers of your own."
            },
            "initContainers": {
              "description": "Containers that run first."
            },
            "volumes": {
              "description": "Volumes."
            },
            "serviceAccountName": {
              "description": "Service account, for the storage."
            },
            "nodeSelector": {
              "description": "Labels of nodes to run on."
            },
            "tolerations": {
              "description": "Taints that are tolerated."
            },
            "affinity": {
              "description": "Nodes to run on."
            },
            "runtimeClassName": {
              "description": "Runtime class."
            },
            "imagePullSecrets": {
              "description": "Secrets for registries."
            },
            "securityContext": {
              "description": "User, groups and rights."
            },
            "terminationGracePeriodSeconds": {
              "description": "Time to end."
            },
            "schedulerName": {
              "description": "Scheduler."
            },
            "priorityClassName": {
              "description": "Priority class."
            },
            "hostIPC": {
              "description": "Shares IPC with the node."
            },
            "hostNetwork": {
              "description": "Uses the network of the node."
            },
            "dnsPolicy": {
              "description": "DNS policy."
            },
            "topologySpreadConstraints": {
              "description": "How pods are spread."
            },
            "restartPolicy": {
              "description": "Restart policy."
            },
            "enableServiceLinks": {
              "description": "Variables for services."
            },
            "automountServiceAccountToken": {
              "description": "Mounts the token."
            },
            "hostAliases": {
              "description": "Host names."
            },
            "shareProcessNamespace": {
              "description": "One process namespace."
            },
            "subdomain": {
              "description": "Subdomain."
            },
            "hostname": {
              "description": "Host name."
            }
          }
        },
        "canary": {
          "description": "Versions that get a share of the requests.",
          "type": "array",
          "items": {
            "type": "object"
          }
        }
      }
    }
  }
};
