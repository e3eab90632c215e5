// The schema of the format kserve as a value; generated from schemas/dialects/kserve.schema.json by scripts/generate.ts.
import type { JsonSchema } from '../../../domain/jsonSchema.ts';

export const kserveSchema: JsonSchema = {
  "title": "KServe objects (serving.kserve.io)",
  "definitions": {
    "metadata": {
      "description": "Name, namespace, labels and annotations.",
      "type": "object",
      "x-misspelt": true,
      "properties": {
        "name": {
          "description": "Name of the object.",
          "type": "string"
        },
        "generateName": {
          "description": "Beginning of a name that Kubernetes completes.",
          "type": "string"
        },
        "namespace": {
          "description": "Namespace.",
          "type": "string"
        },
        "labels": {
          "description": "Labels.",
          "type": [
            "object",
            "null"
          ]
        },
        "annotations": {
          "description": "Annotations.",
          "type": [
            "object",
            "null"
          ],
          "additionalProperties": {},
          "properties": {
            "serving.kserve.io/deploymentMode": {
              "description": "How it is deployed: on Knative, or on plain Deployments (`Standard`).",
              "type": "string",
              "examples": [
                "Standard",
                "Knative",
                "ModelMesh"
              ]
            },
            "serving.kserve.io/autoscalerClass": {
              "description": "What scales it where it runs on plain Deployments.",
              "type": "string",
              "examples": [
                "hpa",
                "keda",
                "external",
                "none"
              ]
            },
            "serving.kserve.io/metrics": {
              "description": "Metric of the autoscaler.",
              "type": "string",
              "examples": [
                "cpu",
                "memory",
                "concurrency",
                "rps"
              ]
            },
            "serving.kserve.io/targetUtilizationPercentage": {
              "description": "Utilization that the autoscaler aims at."
            },
            "autoscaling.knative.dev/class": {
              "description": "Autoscaler on Knative.",
              "type": "string",
              "examples": [
                "kpa.autoscaling.knative.dev",
                "hpa.autoscaling.knative.dev"
              ]
            },
            "autoscaling.knative.dev/target": {
              "description": "What one replica should carry on Knative."
            },
            "serving.kserve.io/enable-tag-routing": {
              "description": "Whether revisions get addresses of their own."
            }
          }
        }
      }
    },
    "server": {
      "description": "A model server in the old style.",
      "type": [
        "object",
        "null"
      ],
      "x-misspelt": true,
      "properties": {
        "confidential": {
          "description": "Decrypts the model inside a trusted environment."
        },
        "lifecycle": {
          "description": "Hooks after the start and before the end."
        },
        "livenessProbe": {
          "description": "Tells whether it lives."
        },
        "readinessProbe": {
          "description": "Tells whether it is ready."
        },
        "startupProbe": {
          "description": "Tells whether it has started."
        },
        "resizePolicy": {
          "description": "What a change of resources needs."
        },
        "restartPolicy": {
          "description": "When it starts again."
        },
        "restartPolicyRules": {
          "description": "When it starts again, by exit code."
        },
        "securityContext": {
          "description": "User, groups and rights."
        },
        "stdin": {
          "description": "Whether it keeps its input open."
        },
        "stdinOnce": {
          "description": "Whether its input closes after the first use."
        },
        "terminationMessagePath": {
          "description": "File of its last words."
        },
        "terminationMessagePolicy": {
          "description": "Where its last words come from."
        },
        "tty": {
          "description": "Whether it has a terminal."
        },
        "name": {
          "description": "Name of the container.",
          "type": "string"
        },
        "image": {
          "description": "Image.",
          "type": "string"
        },
        "imagePullPolicy": {
          "description": "When the image is pulled.",
          "type": "string",
          "enum": [
            "Always",
            "IfNotPresent",
            "Never"
          ]
        },
        "command": {
          "description": "Program.",
          "type": [
            "array",
            "null"
          ],
          "items": {}
        },
        "args": {
          "description": "Arguments of the server.",
          "type": [
            "array",
            "null"
          ],
          "items": {}
        },
        "env": {
          "description": "Variables.",
          "type": [
            "array",
            "null"
          ],
          "items": {}
        },
        "envFrom": {
          "description": "Sources of variables.",
          "type": [
            "array",
            "null"
          ],
          "items": {}
        },
        "ports": {
          "description": "Ports.",
          "type": [
            "array",
            "null"
          ],
          "items": {}
        },
        "volumeMounts": {
          "description": "Volumes and where they appear.",
          "type": [
            "array",
            "null"
          ],
          "items": {}
        },
        "volumeDevices": {
          "description": "Block devices.",
          "type": [
            "array",
            "null"
          ],
          "items": {}
        },
        "workingDir": {
          "description": "Working folder.",
          "type": "string"
        },
        "resources": {
          "description": "CPU, memory and GPUs that are asked for, and their limits.",
          "type": [
            "object",
            "null"
          ],
          "x-misspelt": true,
          "properties": {
            "requests": {
              "description": "What it asks for.",
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
            },
            "claims": {
              "description": "Devices of the claims of the pod.",
              "type": [
                "array",
                "null"
              ],
              "items": {}
            }
          }
        },
        "storageUri": {
          "description": "Where the model lies, such as `s3://bucket/model`.",
          "type": "string"
        },
        "storage": {
          "description": "Storage by key and path.",
          "type": [
            "object",
            "null"
          ],
          "x-misspelt": true,
          "properties": {
            "key": {
              "description": "Key of the storage secret.",
              "type": "string"
            },
            "path": {
              "description": "Path of the model in the storage.",
              "type": "string"
            },
            "parameters": {
              "description": "Parameters of the storage, such as `type` and `bucket`.",
              "type": [
                "object",
                "null"
              ]
            },
            "schemaPath": {
              "description": "Path of the schema of the model.",
              "type": "string"
            }
          }
        },
        "runtimeVersion": {
          "description": "Version of the server's image.",
          "type": "string"
        },
        "protocolVersion": {
          "description": "Protocol of the server.",
          "type": "string",
          "examples": [
            "v1",
            "v2",
            "grpc-v1",
            "grpc-v2"
          ]
        }
      }
    },
    "predictor": {
      "description": "Answers requests.",
      "type": [
        "object",
        "null"
      ],
      "x-misspelt": true,
      "properties": {
        "model": {
          "description": "The model and how it is served.",
          "type": [
            "object",
            "null"
          ],
          "x-misspelt": true,
          "properties": {
            "modelFormat": {
              "description": "Format of the model.",
              "type": [
                "object",
                "null"
              ],
              "required": [
                "name"
              ],
              "x-misspelt": true,
              "properties": {
                "name": {
                  "description": "Such as `sklearn`, `onnx`, `huggingface`.",
                  "type": "string",
                  "examples": [
                    "sklearn",
                    "xgboost",
                    "lightgbm",
                    "tensorflow",
                    "pytorch",
                    "onnx",
                    "triton",
                    "pmml",
                    "paddle",
                    "mlflow",
                    "huggingface",
                    "tensorrt",
                    "keras"
                  ]
                },
                "version": {
                  "description": "Version of the format.",
                  "type": "string"
                }
              }
            },
            "runtime": {
              "description": "ServingRuntime to be used.",
              "type": "string",
              "x-reference": "runtime"
            },
            "confidential": {
              "description": "Decrypts the model inside a trusted environment."
            },
            "lifecycle": {
              "description": "Hooks after the start and before the end."
            },
            "livenessProbe": {
              "description": "Tells whether it lives."
            },
            "readinessProbe": {
              "description": "Tells whether it is ready."
            },
            "startupProbe": {
              "description": "Tells whether it has started."
            },
            "resizePolicy": {
              "description": "What a change of resources needs."
            },
            "restartPolicy": {
              "description": "When it starts again."
            },
            "restartPolicyRules": {
              "description": "When it starts again, by exit code."
            },
            "securityContext": {
              "description": "User, groups and rights."
            },
            "stdin": {
              "description": "Whether it keeps its input open."
            },
            "stdinOnce": {
              "description": "Whether its input closes after the first use."
            },
            "terminationMessagePath": {
              "description": "File of its last words."
            },
            "terminationMessagePolicy": {
              "description": "Where its last words come from."
            },
            "tty": {
              "description": "Whether it has a terminal."
            },
            "name": {
              "description": "Name of the container.",
              "type": "string"
            },
            "image": {
              "description": "Image.",
              "type": "string"
            },
            "imagePullPolicy": {
              "description": "When the image is pulled.",
              "type": "string",
              "enum": [
                "Always",
                "IfNotPresent",
                "Never"
              ]
            },
            "command": {
              "description": "Program.",
              "type": [
                "array",
                "null"
              ],
              "items": {}
            },
            "args": {
              "description": "Arguments of the server.",
              "type": [
                "array",
                "null"
              ],
              "items": {}
            },
            "env": {
              "description": "Variables.",
              "type": [
                "array",
                "null"
              ],
              "items": {}
            },
            "envFrom": {
              "description": "Sources of variables.",
              "type": [
                "array",
                "null"
              ],
              "items": {}
            },
            "ports": {
              "description": "Ports.",
              "type": [
                "array",
                "null"
              ],
              "items": {}
            },
            "volumeMounts": {
              "description": "Volumes and where they appear.",
              "type": [
                "array",
                "null"
              ],
              "items": {}
            },
            "volumeDevices": {
              "description": "Block devices.",
              "type": [
                "array",
                "null"
              ],
              "items": {}
            },
            "workingDir": {
              "description": "Working folder.",
              "type": "string"
            },
            "resources": {
              "description": "CPU, memory and GPUs that are asked for, and their limits.",
              "type": [
                "object",
                "null"
              ],
              "x-misspelt": true,
              "properties": {
                "requests": {
                  "description": "What it asks for.",
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
                },
                "claims": {
                  "description": "Devices of the claims of the pod.",
                  "type": [
                    "array",
                    "null"
                  ],
                  "items": {}
                }
              }
            },
            "storageUri": {
              "description": "Where the model lies, such as `s3://bucket/model`.",
              "type": "string"
            },
            "storage": {
              "description": "Storage by key and path.",
              "type": [
                "object",
                "null"
              ],
              "x-misspelt": true,
              "properties": {
                "key": {
                  "description": "Key of the storage secret.",
                  "type": "string"
                },
                "path": {
                  "description": "Path of the model in the storage.",
                  "type": "string"
                },
                "parameters": {
                  "description": "Parameters of the storage, such as `type` and `bucket`.",
                  "type": [
                    "object",
                    "null"
                  ]
                },
                "schemaPath": {
                  "description": "Path of the schema of the model.",
                  "type": "string"
                }
              }
            },
            "runtimeVersion": {
              "description": "Version of the server's image.",
              "type": "string"
            },
            "protocolVersion": {
              "description": "Protocol of the server.",
              "type": "string",
              "examples": [
                "v1",
                "v2",
                "grpc-v1",
                "grpc-v2"
              ]
            }
          }
        },
        "name": {
          "description": "Name of this version.",
          "type": "string"
        },
        "storageContainerName": {
          "description": "Storage container that brings the model.",
          "type": "string"
        },
        "workerSpec": {
          "description": "Workers on other nodes.",
          "type": [
            "object",
            "null"
          ],
          "x-misspelt": true,
          "properties": {
            "pipelineParallelSize": {
              "description": "Nodes that the layers are spread over.",
              "type": "integer",
              "minimum": 1
            },
            "tensorParallelSize": {
              "description": "GPUs that each layer is spread over.",
              "type": "integer",
              "minimum": 1
            },
            "containers": {
              "description": "Containers of your own.",
              "type": [
                "array",
                "null"
              ],
              "items": {}
            },
            "activeDeadlineSeconds": {
              "description": "Longest life of the pod in seconds."
            },
            "affinity": {
              "description": "Nodes that pods want or avoid."
            },
            "automountServiceAccountToken": {
              "description": "Whether the pod gets the token of its service account."
            },
            "dnsConfig": {
              "description": "Settings of name resolution."
            },
            "dnsPolicy": {
              "description": "How names are resolved."
            },
            "enableServiceLinks": {
              "description": "Whether services become variables."
            },
            "ephemeralContainers": {
              "description": "Containers for finding faults."
            },
            "hostAliases": {
              "description": "Lines of the hosts file."
            },
            "hostIPC": {
              "description": "Whether the pod shares the host's interprocess communication."
            },
            "hostNetwork": {
              "description": "Whether the pod uses the host's network."
            },
            "hostPID": {
              "description": "Whether the pod sees the host's processes."
            },
            "hostUsers": {
              "description": "Whether users of the pod are those of the host."
            },
            "hostname": {
              "description": "Name of the host inside the pod."
            },
            "hostnameOverride": {
              "description": "Name of the host, as it is and whole."
            },
            "imagePullSecrets": {
              "description": "Secrets for the image registry."
            },
            "initContainers": {
              "description": "Containers that run first."
            },
            "nodeName": {
              "description": "The node that the pod runs on."
            },
            "nodeSelector": {
              "description": "Labels that a node must have."
            },
            "os": {
              "description": "Operating system of the pod."
            },
            "overhead": {
              "description": "Resources that the runtime class itself takes."
            },
            "preemptionPolicy": {
              "description": "Whether the pod may push out others."
            },
            "priority": {
              "description": "Priority as a number."
            },
            "priorityClassName": {
              "description": "Priority class."
            },
            "readinessGates": {
              "description": "Further conditions for being ready."
            },
            "resourceClaims": {
              "description": "Claims of devices."
            },
            "restartPolicy": {
              "description": "When containers start again."
            },
            "runtimeClassName": {
              "description": "Runtime of containers."
            },
            "schedulerName": {
              "description": "Scheduler of the pod."
            },
            "schedulingGates": {
              "description": "Conditions that hold back scheduling."
            },
            "securityContext": {
              "description": "User, groups and rights."
            },
            "serviceAccount": {
              "description": "Old name of `serviceAccountName`."
            },
            "serviceAccountName": {
              "description": "Service account that the pod runs as."
            },
            "setHostnameAsFQDN": {
              "description": "Whether the host name is the full one."
            },
            "shareProcessNamespace": {
              "description": "Whether containers see one another's processes."
            },
            "subdomain": {
              "description": "Subdomain of the pod."
            },
            "terminationGracePeriodSeconds": {
              "description": "Seconds to end in."
            },
            "tolerations": {
              "description": "Taints of nodes that pods bear."
            },
            "topologySpreadConstraints": {
              "description": "How pods are spread."
            },
            "volumes": {
              "description": "Volumes."
            }
          }
        },
        "sklearn": {
          "description": "Model server for scikit-learn, in the old style; `model` with `modelFormat` took its place.",
          "$ref": "#/definitions/server"
        },
        "xgboost": {
          "description": "Model server for XGBoost, in the old style; `model` with `modelFormat` took its place.",
          "$ref": "#/definitions/server"
        },
        "tensorflow": {
          "description": "Model server for TensorFlow, in the old style; `model` with `modelFormat` took its place.",
          "$ref": "#/definitions/server"
        },
        "pytorch": {
          "description": "Model server for PyTorch, in the old style; `model` with `modelFormat` took its place.",
          "$ref": "#/definitions/server"
        },
        "triton": {
          "description": "Model server for Triton, in the old style; `model` with `modelFormat` took its place.",
          "$ref": "#/definitions/server"
        },
        "onnx": {
          "description": "Model server for ONNX, in the old style; `model` with `modelFormat` took its place.",
          "$ref": "#/definitions/server"
        },
        "pmml": {
          "description": "Model server for PMML, in the old style; `model` with `modelFormat` took its place.",
          "$ref": "#/definitions/server"
        },
        "lightgbm": {
          "description": "Model server for LightGBM, in the old style; `model` with `modelFormat` took its place.",
          "$ref": "#/definitions/server"
        },
        "paddle": {
          "description": "Model server for Paddle, in the old style; `model` with `modelFormat` took its place.",
          "$ref": "#/definitions/server"
        },
        "huggingface": {
          "description": "Model server for Hugging Face, in the old style; `model` with `modelFormat` took its place.",
          "$ref": "#/definitions/server"
        },
        "minReplicas": {
          "description": "Fewest replicas; 0 scales to zero.",
          "type": "integer",
          "minimum": 0
        },
        "maxReplicas": {
          "description": "Most replicas; 0 is no bound.",
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
          "type": "string",
          "enum": [
            "Utilization",
            "Value",
            "AverageValue"
          ]
        },
        "autoScaling": {
          "description": "Autoscaling by several metrics.",
          "type": [
            "object",
            "null"
          ],
          "x-misspelt": true,
          "properties": {
            "metrics": {
              "description": "Metrics.",
              "type": [
                "array",
                "null"
              ],
              "items": {
                "type": [
                  "object",
                  "null"
                ],
                "x-misspelt": true,
                "properties": {
                  "type": {
                    "description": "Kind of metric.",
                    "type": "string",
                    "enum": [
                      "Resource",
                      "External",
                      "PodMetric"
                    ]
                  },
                  "resource": {
                    "description": "CPU or memory.",
                    "type": [
                      "object",
                      "null"
                    ]
                  },
                  "external": {
                    "description": "A query of Prometheus or Graphite.",
                    "type": [
                      "object",
                      "null"
                    ]
                  },
                  "podmetric": {
                    "description": "A metric of the pods themselves.",
                    "type": [
                      "object",
                      "null"
                    ]
                  }
                }
              }
            },
            "behavior": {
              "description": "How fast it scales.",
              "type": [
                "object",
                "null"
              ]
            }
          }
        },
        "containerConcurrency": {
          "description": "Requests at once in a replica; 0 is no bound.",
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
          "type": [
            "object",
            "null"
          ],
          "x-misspelt": true,
          "properties": {
            "url": {
              "description": "Address that gets events.",
              "type": "string"
            },
            "mode": {
              "description": "What is logged.",
              "type": "string",
              "enum": [
                "all",
                "request",
                "response"
              ]
            },
            "metadataHeaders": {
              "description": "Headers that are logged too.",
              "type": [
                "array",
                "null"
              ],
              "items": {}
            },
            "metadataAnnotations": {
              "description": "Annotations that are logged too.",
              "type": [
                "array",
                "null"
              ],
              "items": {}
            },
            "marshallerUrl": {
              "description": "Service that turns batches into files.",
              "type": "string"
            },
            "batchSize": {
              "description": "Events in a batch.",
              "type": "integer"
            },
            "batchInterval": {
              "description": "Longest time of a batch.",
              "type": "string"
            },
            "storage": {
              "description": "Storage that batches go to.",
              "type": [
                "object",
                "null"
              ]
            }
          }
        },
        "batcher": {
          "description": "Joins requests to batches.",
          "type": [
            "object",
            "null"
          ],
          "x-misspelt": true,
          "properties": {
            "maxBatchSize": {
              "description": "Most requests in a batch.",
              "type": "integer"
            },
            "maxLatency": {
              "description": "Longest wait in milliseconds.",
              "type": "integer"
            },
            "timeout": {
              "description": "Longest time of a batch in seconds.",
              "type": "integer"
            }
          }
        },
        "labels": {
          "description": "Labels.",
          "type": [
            "object",
            "null"
          ]
        },
        "annotations": {
          "description": "Annotations.",
          "type": [
            "object",
            "null"
          ]
        },
        "deploymentStrategy": {
          "description": "How pods are replaced.",
          "type": [
            "object",
            "null"
          ]
        },
        "storageUris": {
          "description": "Several places of models, each with where it appears.",
          "type": [
            "array",
            "null"
          ],
          "items": {
            "type": [
              "object",
              "null"
            ],
            "required": [
              "uri"
            ],
            "x-misspelt": true,
            "properties": {
              "uri": {
                "description": "Where it lies.",
                "type": "string"
              },
              "mountPath": {
                "description": "Absolute path where it appears.",
                "type": "string"
              }
            }
          }
        },
        "containers": {
          "description": "Containers of your own.",
          "type": [
            "array",
            "null"
          ],
          "items": {}
        },
        "activeDeadlineSeconds": {
          "description": "Longest life of the pod in seconds."
        },
        "affinity": {
          "description": "Nodes that pods want or avoid."
        },
        "automountServiceAccountToken": {
          "description": "Whether the pod gets the token of its service account."
        },
        "dnsConfig": {
          "description": "Settings of name resolution."
        },
        "dnsPolicy": {
          "description": "How names are resolved."
        },
        "enableServiceLinks": {
          "description": "Whether services become variables."
        },
        "ephemeralContainers": {
          "description": "Containers for finding faults."
        },
        "hostAliases": {
          "description": "Lines of the hosts file."
        },
        "hostIPC": {
          "description": "Whether the pod shares the host's interprocess communication."
        },
        "hostNetwork": {
          "description": "Whether the pod uses the host's network."
        },
        "hostPID": {
          "description": "Whether the pod sees the host's processes."
        },
        "hostUsers": {
          "description": "Whether users of the pod are those of the host."
        },
        "hostname": {
          "description": "Name of the host inside the pod."
        },
        "hostnameOverride": {
          "description": "Name of the host, as it is and whole."
        },
        "imagePullSecrets": {
          "description": "Secrets for the image registry."
        },
        "initContainers": {
          "description": "Containers that run first."
        },
        "nodeName": {
          "description": "The node that the pod runs on."
        },
        "nodeSelector": {
          "description": "Labels that a node must have."
        },
        "os": {
          "description": "Operating system of the pod."
        },
        "overhead": {
          "description": "Resources that the runtime class itself takes."
        },
        "preemptionPolicy": {
          "description": "Whether the pod may push out others."
        },
        "priority": {
          "description": "Priority as a number."
        },
        "priorityClassName": {
          "description": "Priority class."
        },
        "readinessGates": {
          "description": "Further conditions for being ready."
        },
        "resourceClaims": {
          "description": "Claims of devices."
        },
        "restartPolicy": {
          "description": "When containers start again."
        },
        "runtimeClassName": {
          "description": "Runtime of containers."
        },
        "schedulerName": {
          "description": "Scheduler of the pod."
        },
        "schedulingGates": {
          "description": "Conditions that hold back scheduling."
        },
        "securityContext": {
          "description": "User, groups and rights."
        },
        "serviceAccount": {
          "description": "Old name of `serviceAccountName`."
        },
        "serviceAccountName": {
          "description": "Service account that the pod runs as."
        },
        "setHostnameAsFQDN": {
          "description": "Whether the host name is the full one."
        },
        "shareProcessNamespace": {
          "description": "Whether containers see one another's processes."
        },
        "subdomain": {
          "description": "Subdomain of the pod."
        },
        "terminationGracePeriodSeconds": {
          "description": "Seconds to end in."
        },
        "tolerations": {
          "description": "Taints of nodes that pods bear."
        },
        "topologySpreadConstraints": {
          "description": "How pods are spread."
        },
        "volumes": {
          "description": "Volumes."
        },
        "resources": {
          "description": "Resources of the whole pod.",
          "type": [
            "object",
            "null"
          ]
        }
      }
    },
    "component": {
      "description": "Answers requests.",
      "type": [
        "object",
        "null"
      ],
      "x-misspelt": true,
      "properties": {
        "minReplicas": {
          "description": "Fewest replicas; 0 scales to zero.",
          "type": "integer",
          "minimum": 0
        },
        "maxReplicas": {
          "description": "Most replicas; 0 is no bound.",
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
          "type": "string",
          "enum": [
            "Utilization",
            "Value",
            "AverageValue"
          ]
        },
        "autoScaling": {
          "description": "Autoscaling by several metrics.",
          "type": [
            "object",
            "null"
          ],
          "x-misspelt": true,
          "properties": {
            "metrics": {
              "description": "Metrics.",
              "type": [
                "array",
                "null"
              ],
              "items": {
                "type": [
                  "object",
                  "null"
                ],
                "x-misspelt": true,
                "properties": {
                  "type": {
                    "description": "Kind of metric.",
                    "type": "string",
                    "enum": [
                      "Resource",
                      "External",
                      "PodMetric"
                    ]
                  },
                  "resource": {
                    "description": "CPU or memory.",
                    "type": [
                      "object",
                      "null"
                    ]
                  },
                  "external": {
                    "description": "A query of Prometheus or Graphite.",
                    "type": [
                      "object",
                      "null"
                    ]
                  },
                  "podmetric": {
                    "description": "A metric of the pods themselves.",
                    "type": [
                      "object",
                      "null"
                    ]
                  }
                }
              }
            },
            "behavior": {
              "description": "How fast it scales.",
              "type": [
                "object",
                "null"
              ]
            }
          }
        },
        "containerConcurrency": {
          "description": "Requests at once in a replica; 0 is no bound.",
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
          "type": [
            "object",
            "null"
          ],
          "x-misspelt": true,
          "properties": {
            "url": {
              "description": "Address that gets events.",
              "type": "string"
            },
            "mode": {
              "description": "What is logged.",
              "type": "string",
              "enum": [
                "all",
                "request",
                "response"
              ]
            },
            "metadataHeaders": {
              "description": "Headers that are logged too.",
              "type": [
                "array",
                "null"
              ],
              "items": {}
            },
            "metadataAnnotations": {
              "description": "Annotations that are logged too.",
              "type": [
                "array",
                "null"
              ],
              "items": {}
            },
            "marshallerUrl": {
              "description": "Service that turns batches into files.",
              "type": "string"
            },
            "batchSize": {
              "description": "Events in a batch.",
              "type": "integer"
            },
            "batchInterval": {
              "description": "Longest time of a batch.",
              "type": "string"
            },
            "storage": {
              "description": "Storage that batches go to.",
              "type": [
                "object",
                "null"
              ]
            }
          }
        },
        "batcher": {
          "description": "Joins requests to batches.",
          "type": [
            "object",
            "null"
          ],
          "x-misspelt": true,
          "properties": {
            "maxBatchSize": {
              "description": "Most requests in a batch.",
              "type": "integer"
            },
            "maxLatency": {
              "description": "Longest wait in milliseconds.",
              "type": "integer"
            },
            "timeout": {
              "description": "Longest time of a batch in seconds.",
              "type": "integer"
            }
          }
        },
        "labels": {
          "description": "Labels.",
          "type": [
            "object",
            "null"
          ]
        },
        "annotations": {
          "description": "Annotations.",
          "type": [
            "object",
            "null"
          ]
        },
        "deploymentStrategy": {
          "description": "How pods are replaced.",
          "type": [
            "object",
            "null"
          ]
        },
        "storageUris": {
          "description": "Several places of models, each with where it appears.",
          "type": [
            "array",
            "null"
          ],
          "items": {
            "type": [
              "object",
              "null"
            ],
            "required": [
              "uri"
            ],
            "x-misspelt": true,
            "properties": {
              "uri": {
                "description": "Where it lies.",
                "type": "string"
              },
              "mountPath": {
                "description": "Absolute path where it appears.",
                "type": "string"
              }
            }
          }
        },
        "containers": {
          "description": "Containers of your own.",
          "type": [
            "array",
            "null"
          ],
          "items": {}
        },
        "activeDeadlineSeconds": {
          "description": "Longest life of the pod in seconds."
        },
        "affinity": {
          "description": "Nodes that pods want or avoid."
        },
        "automountServiceAccountToken": {
          "description": "Whether the pod gets the token of its service account."
        },
        "dnsConfig": {
          "description": "Settings of name resolution."
        },
        "dnsPolicy": {
          "description": "How names are resolved."
        },
        "enableServiceLinks": {
          "description": "Whether services become variables."
        },
        "ephemeralContainers": {
          "description": "Containers for finding faults."
        },
        "hostAliases": {
          "description": "Lines of the hosts file."
        },
        "hostIPC": {
          "description": "Whether the pod shares the host's interprocess communication."
        },
        "hostNetwork": {
          "description": "Whether the pod uses the host's network."
        },
        "hostPID": {
          "description": "Whether the pod sees the host's processes."
        },
        "hostUsers": {
          "description": "Whether users of the pod are those of the host."
        },
        "hostname": {
          "description": "Name of the host inside the pod."
        },
        "hostnameOverride": {
          "description": "Name of the host, as it is and whole."
        },
        "imagePullSecrets": {
          "description": "Secrets for the image registry."
        },
        "initContainers": {
          "description": "Containers that run first."
        },
        "nodeName": {
          "description": "The node that the pod runs on."
        },
        "nodeSelector": {
          "description": "Labels that a node must have."
        },
        "os": {
          "description": "Operating system of the pod."
        },
        "overhead": {
          "description": "Resources that the runtime class itself takes."
        },
        "preemptionPolicy": {
          "description": "Whether the pod may push out others."
        },
        "priority": {
          "description": "Priority as a number."
        },
        "priorityClassName": {
          "description": "Priority class."
        },
        "readinessGates": {
          "description": "Further conditions for being ready."
        },
        "resourceClaims": {
          "description": "Claims of devices."
        },
        "restartPolicy": {
          "description": "When containers start again."
        },
        "runtimeClassName": {
          "description": "Runtime of containers."
        },
        "schedulerName": {
          "description": "Scheduler of the pod."
        },
        "schedulingGates": {
          "description": "Conditions that hold back scheduling."
        },
        "securityContext": {
          "description": "User, groups and rights."
        },
        "serviceAccount": {
          "description": "Old name of `serviceAccountName`."
        },
        "serviceAccountName": {
          "description": "Service account that the pod runs as."
        },
        "setHostnameAsFQDN": {
          "description": "Whether the host name is the full one."
        },
        "shareProcessNamespace": {
          "description": "Whether containers see one another's processes."
        },
        "subdomain": {
          "description": "Subdomain of the pod."
        },
        "terminationGracePeriodSeconds": {
          "description": "Seconds to end in."
        },
        "tolerations": {
          "description": "Taints of nodes that pods bear."
        },
        "topologySpreadConstraints": {
          "description": "How pods are spread."
        },
        "volumes": {
          "description": "Volumes."
        },
        "resources": {
          "description": "Resources of the whole pod.",
          "type": [
            "object",
            "null"
          ]
        }
      }
    },
    "explainer": {
      "description": "Explains predictions.",
      "type": [
        "object",
        "null"
      ],
      "x-misspelt": true,
      "properties": {
        "art": {
          "description": "Explainer of the Adversarial Robustness Toolbox.",
          "type": [
            "object",
            "null"
          ]
        },
        "alibi": {
          "description": "Explainer of Alibi, of versions before 0.11.",
          "type": [
            "object",
            "null"
          ]
        },
        "minReplicas": {
          "description": "Fewest replicas; 0 scales to zero.",
          "type": "integer",
          "minimum": 0
        },
        "maxReplicas": {
          "description": "Most replicas; 0 is no bound.",
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
          "type": "string",
          "enum": [
            "Utilization",
            "Value",
            "AverageValue"
          ]
        },
        "autoScaling": {
          "description": "Autoscaling by several metrics.",
          "type": [
            "object",
            "null"
          ],
          "x-misspelt": true,
          "properties": {
            "metrics": {
              "description": "Metrics.",
              "type": [
                "array",
                "null"
              ],
              "items": {
                "type": [
                  "object",
                  "null"
                ],
                "x-misspelt": true,
                "properties": {
                  "type": {
                    "description": "Kind of metric.",
                    "type": "string",
                    "enum": [
                      "Resource",
                      "External",
                      "PodMetric"
                    ]
                  },
                  "resource": {
                    "description": "CPU or memory.",
                    "type": [
                      "object",
                      "null"
                    ]
                  },
                  "external": {
                    "description": "A query of Prometheus or Graphite.",
                    "type": [
                      "object",
                      "null"
                    ]
                  },
                  "podmetric": {
                    "description": "A metric of the pods themselves.",
                    "type": [
                      "object",
                      "null"
                    ]
                  }
                }
              }
            },
            "behavior": {
              "description": "How fast it scales.",
              "type": [
                "object",
                "null"
              ]
            }
          }
        },
        "containerConcurrency": {
          "description": "Requests at once in a replica; 0 is no bound.",
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
          "type": [
            "object",
            "null"
          ],
          "x-misspelt": true,
          "properties": {
            "url": {
              "description": "Address that gets events.",
              "type": "string"
            },
            "mode": {
              "description": "What is logged.",
              "type": "string",
              "enum": [
                "all",
                "request",
                "response"
              ]
            },
            "metadataHeaders": {
              "description": "Headers that are logged too.",
              "type": [
                "array",
                "null"
              ],
              "items": {}
            },
            "metadataAnnotations": {
              "description": "Annotations that are logged too.",
              "type": [
                "array",
                "null"
              ],
              "items": {}
            },
            "marshallerUrl": {
              "description": "Service that turns batches into files.",
              "type": "string"
            },
            "batchSize": {
              "description": "Events in a batch.",
              "type": "integer"
            },
            "batchInterval": {
              "description": "Longest time of a batch.",
              "type": "string"
            },
            "storage": {
              "description": "Storage that batches go to.",
              "type": [
                "object",
                "null"
              ]
            }
          }
        },
        "batcher": {
          "description": "Joins requests to batches.",
          "type": [
            "object",
            "null"
          ],
          "x-misspelt": true,
          "properties": {
            "maxBatchSize": {
              "description": "Most requests in a batch.",
              "type": "integer"
            },
            "maxLatency": {
              "description": "Longest wait in milliseconds.",
              "type": "integer"
            },
            "timeout": {
              "description": "Longest time of a batch in seconds.",
              "type": "integer"
            }
          }
        },
        "labels": {
          "description": "Labels.",
          "type": [
            "object",
            "null"
          ]
        },
        "annotations": {
          "description": "Annotations.",
          "type": [
            "object",
            "null"
          ]
        },
        "deploymentStrategy": {
          "description": "How pods are replaced.",
          "type": [
            "object",
            "null"
          ]
        },
        "storageUris": {
          "description": "Several places of models, each with where it appears.",
          "type": [
            "array",
            "null"
          ],
          "items": {
            "type": [
              "object",
              "null"
            ],
            "required": [
              "uri"
            ],
            "x-misspelt": true,
            "properties": {
              "uri": {
                "description": "Where it lies.",
                "type": "string"
              },
              "mountPath": {
                "description": "Absolute path where it appears.",
                "type": "string"
              }
            }
          }
        },
        "containers": {
          "description": "Containers of your own.",
          "type": [
            "array",
            "null"
          ],
          "items": {}
        },
        "activeDeadlineSeconds": {
          "description": "Longest life of the pod in seconds."
        },
        "affinity": {
          "description": "Nodes that pods want or avoid."
        },
        "automountServiceAccountToken": {
          "description": "Whether the pod gets the token of its service account."
        },
        "dnsConfig": {
          "description": "Settings of name resolution."
        },
        "dnsPolicy": {
          "description": "How names are resolved."
        },
        "enableServiceLinks": {
          "description": "Whether services become variables."
        },
        "ephemeralContainers": {
          "description": "Containers for finding faults."
        },
        "hostAliases": {
          "description": "Lines of the hosts file."
        },
        "hostIPC": {
          "description": "Whether the pod shares the host's interprocess communication."
        },
        "hostNetwork": {
          "description": "Whether the pod uses the host's network."
        },
        "hostPID": {
          "description": "Whether the pod sees the host's processes."
        },
        "hostUsers": {
          "description": "Whether users of the pod are those of the host."
        },
        "hostname": {
          "description": "Name of the host inside the pod."
        },
        "hostnameOverride": {
          "description": "Name of the host, as it is and whole."
        },
        "imagePullSecrets": {
          "description": "Secrets for the image registry."
        },
        "initContainers": {
          "description": "Containers that run first."
        },
        "nodeName": {
          "description": "The node that the pod runs on."
        },
        "nodeSelector": {
          "description": "Labels that a node must have."
        },
        "os": {
          "description": "Operating system of the pod."
        },
        "overhead": {
          "description": "Resources that the runtime class itself takes."
        },
        "preemptionPolicy": {
          "description": "Whether the pod may push out others."
        },
        "priority": {
          "description": "Priority as a number."
        },
        "priorityClassName": {
          "description": "Priority class."
        },
        "readinessGates": {
          "description": "Further conditions for being ready."
        },
        "resourceClaims": {
          "description": "Claims of devices."
        },
        "restartPolicy": {
          "description": "When containers start again."
        },
        "runtimeClassName": {
          "description": "Runtime of containers."
        },
        "schedulerName": {
          "description": "Scheduler of the pod."
        },
        "schedulingGates": {
          "description": "Conditions that hold back scheduling."
        },
        "securityContext": {
          "description": "User, groups and rights."
        },
        "serviceAccount": {
          "description": "Old name of `serviceAccountName`."
        },
        "serviceAccountName": {
          "description": "Service account that the pod runs as."
        },
        "setHostnameAsFQDN": {
          "description": "Whether the host name is the full one."
        },
        "shareProcessNamespace": {
          "description": "Whether containers see one another's processes."
        },
        "subdomain": {
          "description": "Subdomain of the pod."
        },
        "terminationGracePeriodSeconds": {
          "description": "Seconds to end in."
        },
        "tolerations": {
          "description": "Taints of nodes that pods bear."
        },
        "topologySpreadConstraints": {
          "description": "How pods are spread."
        },
        "volumes": {
          "description": "Volumes."
        },
        "resources": {
          "description": "Resources of the whole pod.",
          "type": [
            "object",
            "null"
          ]
        }
      }
    },
    "parallelism": {
      "description": "How the model is spread over GPUs and nodes.",
      "type": [
        "object",
        "null"
      ],
      "x-misspelt": true,
      "properties": {
        "tensor": {
          "description": "GPUs that each layer is spread over.",
          "type": "integer",
          "minimum": 1
        },
        "pipeline": {
          "description": "Nodes that the layers are spread over.",
          "type": "integer",
          "minimum": 1
        },
        "data": {
          "description": "Copies that share the requests.",
          "type": "integer",
          "minimum": 1
        },
        "dataLocal": {
          "description": "Copies on each node.",
          "type": "integer",
          "minimum": 1
        },
        "dataRPCPort": {
          "description": "Port that copies talk on.",
          "type": "integer",
          "minimum": 1,
          "maximum": 65535
        },
        "expert": {
          "description": "True: experts are spread instead of layers.",
          "type": "boolean"
        }
      }
    },
    "inferenceService": {
      "title": "KServe InferenceService",
      "type": "object",
      "required": [
        "metadata",
        "spec"
      ],
      "x-misspelt": true,
      "properties": {
        "apiVersion": {
          "description": "Group and version of the kind.",
          "type": "string",
          "examples": [
            "serving.kserve.io/v1beta1",
            "serving.kserve.io/v1alpha1",
            "serving.kserve.io/v1alpha2"
          ]
        },
        "kind": {
          "description": "Kind of object.",
          "type": "string",
          "examples": [
            "InferenceService",
            "LLMInferenceService",
            "ServingRuntime",
            "ClusterServingRuntime",
            "InferenceGraph",
            "TrainedModel"
          ]
        },
        "metadata": {
          "$ref": "#/definitions/metadata"
        },
        "status": {
          "description": "Written by KServe.",
          "type": [
            "object",
            "null"
          ]
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
              "$ref": "#/definitions/predictor"
            },
            "transformer": {
              "description": "Changes requests and answers.",
              "$ref": "#/definitions/component"
            },
            "explainer": {
              "$ref": "#/definitions/explainer"
            },
            "canary": {
              "description": "Versions that get some of the requests, with plain Deployments.",
              "type": [
                "array",
                "null"
              ],
              "items": {
                "type": [
                  "object",
                  "null"
                ],
                "x-misspelt": true,
                "properties": {
                  "trafficPercent": {
                    "description": "Share of the requests.",
                    "type": "integer",
                    "minimum": 0,
                    "maximum": 100
                  },
                  "predictor": {
                    "$ref": "#/definitions/predictor"
                  }
                }
              }
            }
          }
        }
      }
    },
    "llmInferenceService": {
      "title": "KServe LLMInferenceService",
      "type": "object",
      "required": [
        "metadata",
        "spec"
      ],
      "x-misspelt": true,
      "properties": {
        "apiVersion": {
          "description": "Group and version of the kind.",
          "type": "string",
          "examples": [
            "serving.kserve.io/v1beta1",
            "serving.kserve.io/v1alpha1",
            "serving.kserve.io/v1alpha2"
          ]
        },
        "kind": {
          "description": "Kind of object.",
          "type": "string",
          "examples": [
            "InferenceService",
            "LLMInferenceService",
            "ServingRuntime",
            "ClusterServingRuntime",
            "InferenceGraph",
            "TrainedModel"
          ]
        },
        "metadata": {
          "$ref": "#/definitions/metadata"
        },
        "status": {
          "description": "Written by KServe.",
          "type": [
            "object",
            "null"
          ]
        },
        "spec": {
          "description": "What is served.",
          "type": [
            "object",
            "null"
          ],
          "x-misspelt": true,
          "properties": {
            "model": {
              "description": "The model.",
              "type": [
                "object",
                "null"
              ],
              "x-misspelt": true,
              "properties": {
                "uri": {
                  "description": "Where the model lies, such as `hf://owner/name`.",
                  "type": "string"
                },
                "name": {
                  "description": "Name that requests use.",
                  "type": "string"
                },
                "criticality": {
                  "description": "How important its requests are.",
                  "type": "string"
                },
                "lora": {
                  "description": "Adapters of the model.",
                  "type": [
                    "object",
                    "null"
                  ],
                  "x-misspelt": true,
                  "properties": {
                    "adapters": {
                      "description": "Adapters, each with name and address.",
                      "type": [
                        "array",
                        "null"
                      ],
                      "items": {}
                    },
                    "maxAdapters": {
                      "description": "Most adapters in GPU memory.",
                      "type": "integer",
                      "minimum": 1
                    },
                    "maxCpuAdapters": {
                      "description": "Most adapters in memory.",
                      "type": "integer",
                      "minimum": 1
                    },
                    "maxRank": {
                      "description": "Largest rank.",
                      "type": "integer",
                      "minimum": 1
                    }
                  }
                },
                "confidential": {
                  "description": "Decrypts the model inside a trusted environment.",
                  "type": [
                    "object",
                    "null"
                  ]
                },
                "storage": {
                  "description": "Storage by key and path.",
                  "type": [
                    "object",
                    "null"
                  ]
                }
              }
            },
            "baseRefs": {
              "description": "Configurations that it builds on.",
              "type": [
                "array",
                "null"
              ],
              "items": {
                "type": [
                  "object",
                  "null"
                ],
                "x-misspelt": true,
                "properties": {
                  "name": {
                    "description": "Name of the LLMInferenceServiceConfig.",
                    "type": "string"
                  }
                }
              }
            },
            "router": {
              "description": "How requests reach it.",
              "type": [
                "object",
                "null"
              ],
              "x-misspelt": true,
              "properties": {
                "route": {
                  "description": "Routes of the gateway.",
                  "type": [
                    "object",
                    "null"
                  ]
                },
                "gateway": {
                  "description": "The gateway.",
                  "type": [
                    "object",
                    "null"
                  ]
                },
                "ingress": {
                  "description": "An ingress.",
                  "type": [
                    "object",
                    "null"
                  ]
                },
                "scheduler": {
                  "description": "Picks the replica for each request.",
                  "type": [
                    "object",
                    "null"
                  ]
                }
              }
            },
            "prefill": {
              "description": "Pods that only read prompts.",
              "type": [
                "object",
                "null"
              ],
              "x-misspelt": true,
              "properties": {
                "replicas": {
                  "description": "Replicas.",
                  "type": "integer",
                  "minimum": 0
                },
                "parallelism": {
                  "$ref": "#/definitions/parallelism"
                },
                "template": {
                  "description": "Pod of the server, or of the leader when there are workers.",
                  "type": [
                    "object",
                    "null"
                  ]
                },
                "worker": {
                  "description": "Pod of the workers on other nodes.",
                  "type": [
                    "object",
                    "null"
                  ]
                },
                "scaling": {
                  "description": "Autoscaling.",
                  "type": [
                    "object",
                    "null"
                  ],
                  "x-misspelt": true,
                  "properties": {
                    "minReplicas": {
                      "description": "Fewest replicas.",
                      "type": "integer",
                      "minimum": 0
                    },
                    "maxReplicas": {
                      "description": "Most replicas.",
                      "type": "integer",
                      "minimum": 1
                    },
                    "keda": {
                      "description": "Scaling by KEDA.",
                      "type": [
                        "object",
                        "null"
                      ]
                    },
                    "wva": {
                      "description": "Scaling by the workload variant autoscaler.",
                      "type": [
                        "object",
                        "null"
                      ]
                    }
                  }
                },
                "labels": {
                  "description": "Labels of the pods.",
                  "type": [
                    "object",
                    "null"
                  ]
                },
                "annotations": {
                  "description": "Annotations of the pods.",
                  "type": [
                    "object",
                    "null"
                  ]
                },
                "kvCacheOffloading": {
                  "description": "Where the cache of keys and values goes when memory is full.",
                  "type": [
                    "object",
                    "null"
                  ]
                },
                "rolloutStrategy": {
                  "description": "How pods are replaced.",
                  "type": [
                    "object",
                    "null"
                  ],
                  "x-misspelt": true,
                  "properties": {
                    "maxSurge": {
                      "description": "Pods more than wanted."
                    },
                    "maxUnavailable": {
                      "description": "Pods that may be missing."
                    }
                  }
                }
              }
            },
            "storageInitializer": {
              "description": "Brings the model.",
              "type": [
                "object",
                "null"
              ],
              "x-misspelt": true,
              "properties": {
                "enabled": {
                  "description": "False: nothing is brought.",
                  "type": "boolean"
                }
              }
            },
            "tracing": {
              "description": "Traces of requests.",
              "type": [
                "object",
                "null"
              ]
            },
            "replicas": {
              "description": "Replicas.",
              "type": "integer",
              "minimum": 0
            },
            "parallelism": {
              "$ref": "#/definitions/parallelism"
            },
            "template": {
              "description": "Pod of the server, or of the leader when there are workers.",
              "type": [
                "object",
                "null"
              ]
            },
            "worker": {
              "description": "Pod of the workers on other nodes.",
              "type": [
                "object",
                "null"
              ]
            },
            "scaling": {
              "description": "Autoscaling.",
              "type": [
                "object",
                "null"
              ],
              "x-misspelt": true,
              "properties": {
                "minReplicas": {
                  "description": "Fewest replicas.",
                  "type": "integer",
                  "minimum": 0
                },
                "maxReplicas": {
                  "description": "Most replicas.",
                  "type": "integer",
                  "minimum": 1
                },
                "keda": {
                  "description": "Scaling by KEDA.",
                  "type": [
                    "object",
                    "null"
                  ]
                },
                "wva": {
                  "description": "Scaling by the workload variant autoscaler.",
                  "type": [
                    "object",
                    "null"
                  ]
                }
              }
            },
            "labels": {
              "description": "Labels of the pods.",
              "type": [
                "object",
                "null"
              ]
            },
            "annotations": {
              "description": "Annotations of the pods.",
              "type": [
                "object",
                "null"
              ]
            },
            "kvCacheOffloading": {
              "description": "Where the cache of keys and values goes when memory is full.",
              "type": [
                "object",
                "null"
              ]
            },
            "rolloutStrategy": {
              "description": "How pods are replaced.",
              "type": [
                "object",
                "null"
              ],
              "x-misspelt": true,
              "properties": {
                "maxSurge": {
                  "description": "Pods more than wanted."
                },
                "maxUnavailable": {
                  "description": "Pods that may be missing."
                }
              }
            }
          }
        }
      }
    },
    "inferenceGraph": {
      "title": "KServe InferenceGraph",
      "type": "object",
      "required": [
        "metadata",
        "spec"
      ],
      "x-misspelt": true,
      "properties": {
        "apiVersion": {
          "description": "Group and version of the kind.",
          "type": "string",
          "examples": [
            "serving.kserve.io/v1beta1",
            "serving.kserve.io/v1alpha1",
            "serving.kserve.io/v1alpha2"
          ]
        },
        "kind": {
          "description": "Kind of object.",
          "type": "string",
          "examples": [
            "InferenceService",
            "LLMInferenceService",
            "ServingRuntime",
            "ClusterServingRuntime",
            "InferenceGraph",
            "TrainedModel"
          ]
        },
        "metadata": {
          "$ref": "#/definitions/metadata"
        },
        "status": {
          "description": "Written by KServe.",
          "type": [
            "object",
            "null"
          ]
        },
        "spec": {
          "description": "The graph.",
          "type": [
            "object",
            "null"
          ],
          "required": [
            "nodes"
          ],
          "x-misspelt": true,
          "properties": {
            "nodes": {
              "description": "Routers by name; requests begin at `root`.",
              "type": [
                "object",
                "null"
              ],
              "additionalProperties": {
                "type": [
                  "object",
                  "null"
                ],
                "required": [
                  "routerType"
                ],
                "x-misspelt": true,
                "properties": {
                  "routerType": {
                    "description": "What a node does with its steps.",
                    "type": "string",
                    "enum": [
                      "Sequence",
                      "Splitter",
                      "Ensemble",
                      "Switch"
                    ]
                  },
                  "steps": {
                    "description": "Where requests go.",
                    "type": [
                      "array",
                      "null"
                    ],
                    "items": {
                      "type": [
                        "object",
                        "null"
                      ],
                      "x-misspelt": true,
                      "properties": {
                        "name": {
                          "description": "Name of the step.",
                          "type": "string"
                        },
                        "nodeName": {
                          "description": "Node of this graph.",
                          "type": "string",
                          "x-reference": "node"
                        },
                        "serviceName": {
                          "description": "InferenceService.",
                          "type": "string",
                          "x-reference": "service"
                        },
                        "serviceUrl": {
                          "description": "Address.",
                          "type": "string"
                        },
                        "data": {
                          "description": "What the step gets.",
                          "type": "string",
                          "examples": [
                            "$request",
                            "$response"
                          ]
                        },
                        "weight": {
                          "description": "Percent of the requests, in a Splitter.",
                          "type": "integer",
                          "minimum": 0,
                          "maximum": 100
                        },
                        "condition": {
                          "description": "When the step is taken, in a Switch: a gjson expression.",
                          "type": "string"
                        },
                        "dependency": {
                          "description": "Whether a failure of the step is one of the graph.",
                          "type": "string",
                          "enum": [
                            "Soft",
                            "Hard"
                          ]
                        },
                        "mapPredictionsToInstances": {
                          "description": "True: predictions of the step before become instances.",
                          "type": "boolean"
                        }
                      }
                    }
                  }
                }
              }
            },
            "resources": {
              "description": "CPU and memory of the router.",
              "type": [
                "object",
                "null"
              ]
            },
            "affinity": {
              "description": "Nodes that pods want or avoid.",
              "type": [
                "object",
                "null"
              ]
            },
            "timeout": {
              "description": "Longest time of a request in seconds.",
              "type": "integer"
            },
            "routerTimeouts": {
              "description": "Timeouts of the router in seconds.",
              "type": [
                "object",
                "null"
              ],
              "x-misspelt": true,
              "properties": {
                "serverRead": {
                  "description": "Reading a request.",
                  "type": "integer"
                },
                "serverWrite": {
                  "description": "Writing an answer.",
                  "type": "integer"
                },
                "serverIdle": {
                  "description": "Idle connections.",
                  "type": "integer"
                },
                "serviceClient": {
                  "description": "A call of a service.",
                  "type": "integer"
                }
              }
            },
            "minReplicas": {
              "description": "Fewest replicas.",
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
            "tolerations": {
              "description": "Taints of nodes that pods bear.",
              "type": [
                "array",
                "null"
              ],
              "items": {}
            },
            "nodeSelector": {
              "description": "Labels that a node must have.",
              "type": [
                "object",
                "null"
              ]
            },
            "nodeName": {
              "description": "The node that pods run on.",
              "type": "string"
            },
            "serviceAccountName": {
              "description": "Service account that pods run as.",
              "type": "string"
            }
          }
        }
      }
    },
    "servingRuntime": {
      "title": "KServe ServingRuntime",
      "type": "object",
      "required": [
        "metadata",
        "spec"
      ],
      "x-misspelt": true,
      "properties": {
        "apiVersion": {
          "description": "Group and version of the kind.",
          "type": "string",
          "examples": [
            "serving.kserve.io/v1beta1",
            "serving.kserve.io/v1alpha1",
            "serving.kserve.io/v1alpha2"
          ]
        },
        "kind": {
          "description": "Kind of object.",
          "type": "string",
          "examples": [
            "InferenceService",
            "LLMInferenceService",
            "ServingRuntime",
            "ClusterServingRuntime",
            "InferenceGraph",
            "TrainedModel"
          ]
        },
        "metadata": {
          "$ref": "#/definitions/metadata"
        },
        "status": {
          "description": "Written by KServe.",
          "type": [
            "object",
            "null"
          ]
        },
        "spec": {
          "description": "How models are served.",
          "type": [
            "object",
            "null"
          ],
          "required": [
            "containers"
          ],
          "x-misspelt": true,
          "properties": {
            "containers": {
              "description": "Containers of the server.",
              "type": [
                "array",
                "null"
              ],
              "items": {}
            },
            "initContainers": {
              "description": "Containers that run first.",
              "type": [
                "array",
                "null"
              ],
              "items": {}
            },
            "supportedModelFormats": {
              "description": "Formats that it serves.",
              "type": [
                "array",
                "null"
              ],
              "items": {
                "type": [
                  "object",
                  "null"
                ],
                "required": [
                  "name"
                ],
                "x-misspelt": true,
                "properties": {
                  "name": {
                    "description": "Such as `sklearn`.",
                    "type": "string",
                    "examples": [
                      "sklearn",
                      "xgboost",
                      "lightgbm",
                      "tensorflow",
                      "pytorch",
                      "onnx",
                      "triton",
                      "pmml",
                      "paddle",
                      "mlflow",
                      "huggingface",
                      "tensorrt",
                      "keras"
                    ]
                  },
                  "version": {
                    "description": "Version of the format.",
                    "type": "string"
                  },
                  "autoSelect": {
                    "description": "True: taken for models that name no runtime.",
                    "type": "boolean"
                  },
                  "priority": {
                    "description": "Of several the higher is taken.",
                    "type": "integer",
                    "minimum": 1
                  }
                }
              }
            },
            "protocolVersions": {
              "description": "Protocols that it speaks.",
              "type": [
                "array",
                "null"
              ],
              "items": {
                "description": "A protocol.",
                "type": "string",
                "examples": [
                  "v1",
                  "v2",
                  "grpc-v2"
                ]
              }
            },
            "multiModel": {
              "description": "True: serves several models.",
              "type": "boolean"
            },
            "disabled": {
              "description": "True: not used.",
              "type": "boolean"
            },
            "grpcEndpoint": {
              "description": "Address of its management calls.",
              "type": "string"
            },
            "grpcDataEndpoint": {
              "description": "Address of its gRPC calls.",
              "type": "string"
            },
            "httpDataEndpoint": {
              "description": "Address of its HTTP calls.",
              "type": "string"
            },
            "replicas": {
              "description": "Replicas, with ModelMesh.",
              "type": "integer"
            },
            "storageHelper": {
              "description": "Brings models, with ModelMesh.",
              "type": [
                "object",
                "null"
              ]
            },
            "builtInAdapter": {
              "description": "Adapter for ModelMesh.",
              "type": [
                "object",
                "null"
              ]
            },
            "workerSpec": {
              "description": "Workers on other nodes.",
              "type": [
                "object",
                "null"
              ]
            },
            "labels": {
              "description": "Labels of the pods.",
              "type": [
                "object",
                "null"
              ]
            },
            "annotations": {
              "description": "Annotations of the pods.",
              "type": [
                "object",
                "null"
              ]
            },
            "activeDeadlineSeconds": {
              "description": "Longest life of the pod in seconds."
            },
            "affinity": {
              "description": "Nodes that pods want or avoid."
            },
            "automountServiceAccountToken": {
              "description": "Whether the pod gets the token of its service account."
            },
            "dnsConfig": {
              "description": "Settings of name resolution."
            },
            "dnsPolicy": {
              "description": "How names are resolved."
            },
            "enableServiceLinks": {
              "description": "Whether services become variables."
            },
            "ephemeralContainers": {
              "description": "Containers for finding faults."
            },
            "hostAliases": {
              "description": "Lines of the hosts file."
            },
            "hostIPC": {
              "description": "Whether the pod shares the host's interprocess communication."
            },
            "hostNetwork": {
              "description": "Whether the pod uses the host's network."
            },
            "hostPID": {
              "description": "Whether the pod sees the host's processes."
            },
            "hostUsers": {
              "description": "Whether users of the pod are those of the host."
            },
            "hostname": {
              "description": "Name of the host inside the pod."
            },
            "hostnameOverride": {
              "description": "Name of the host, as it is and whole."
            },
            "imagePullSecrets": {
              "description": "Secrets for the image registry."
            },
            "nodeName": {
              "description": "The node that the pod runs on."
            },
            "nodeSelector": {
              "description": "Labels that a node must have."
            },
            "os": {
              "description": "Operating system of the pod."
            },
            "overhead": {
              "description": "Resources that the runtime class itself takes."
            },
            "preemptionPolicy": {
              "description": "Whether the pod may push out others."
            },
            "priority": {
              "description": "Priority as a number."
            },
            "priorityClassName": {
              "description": "Priority class."
            },
            "readinessGates": {
              "description": "Further conditions for being ready."
            },
            "resourceClaims": {
              "description": "Claims of devices."
            },
            "restartPolicy": {
              "description": "When containers start again."
            },
            "runtimeClassName": {
              "description": "Runtime of containers."
            },
            "schedulerName": {
              "description": "Scheduler of the pod."
            },
            "schedulingGates": {
              "description": "Conditions that hold back scheduling."
            },
            "securityContext": {
              "description": "User, groups and rights."
            },
            "serviceAccount": {
              "description": "Old name of `serviceAccountName`."
            },
            "serviceAccountName": {
              "description": "Service account that the pod runs as."
            },
            "setHostnameAsFQDN": {
              "description": "Whether the host name is the full one."
            },
            "shareProcessNamespace": {
              "description": "Whether containers see one another's processes."
            },
            "subdomain": {
              "description": "Subdomain of the pod."
            },
            "terminationGracePeriodSeconds": {
              "description": "Seconds to end in."
            },
            "tolerations": {
              "description": "Taints of nodes that pods bear."
            },
            "topologySpreadConstraints": {
              "description": "How pods are spread."
            },
            "volumes": {
              "description": "Volumes."
            }
          }
        }
      }
    },
    "trainedModel": {
      "title": "KServe TrainedModel",
      "type": "object",
      "required": [
        "metadata",
        "spec"
      ],
      "x-misspelt": true,
      "properties": {
        "apiVersion": {
          "description": "Group and version of the kind.",
          "type": "string",
          "examples": [
            "serving.kserve.io/v1beta1",
            "serving.kserve.io/v1alpha1",
            "serving.kserve.io/v1alpha2"
          ]
        },
        "kind": {
          "description": "Kind of object.",
          "type": "string",
          "examples": [
            "InferenceService",
            "LLMInferenceService",
            "ServingRuntime",
            "ClusterServingRuntime",
            "InferenceGraph",
            "TrainedModel"
          ]
        },
        "metadata": {
          "$ref": "#/definitions/metadata"
        },
        "status": {
          "description": "Written by KServe.",
          "type": [
            "object",
            "null"
          ]
        },
        "spec": {
          "description": "The model.",
          "type": [
            "object",
            "null"
          ],
          "required": [
            "inferenceService",
            "model"
          ],
          "x-misspelt": true,
          "properties": {
            "inferenceService": {
              "description": "InferenceService that it is loaded into.",
              "type": "string",
              "x-reference": "service"
            },
            "model": {
              "description": "The model.",
              "type": [
                "object",
                "null"
              ],
              "required": [
                "framework",
                "storageUri",
                "memory"
              ],
              "x-misspelt": true,
              "properties": {
                "framework": {
                  "description": "Such as `sklearn`.",
                  "type": "string",
                  "examples": [
                    "sklearn",
                    "xgboost",
                    "lightgbm",
                    "tensorflow",
                    "pytorch",
                    "onnx",
                    "triton",
                    "pmml",
                    "paddle",
                    "mlflow",
                    "huggingface",
                    "tensorrt",
                    "keras"
                  ]
                },
                "storageUri": {
                  "description": "Where the model lies.",
                  "type": "string"
                },
                "memory": {
                  "description": "Memory that it takes, such as `256Mi`."
                }
              }
            }
          }
        }
      }
    }
  }
};
