// The schema of the format seldon as a value; generated from schemas/dialects/seldon.schema.json by scripts/generate.ts.
import type { JsonSchema } from '../../../domain/jsonSchema.ts';

export const seldonSchema: JsonSchema = {
  "title": "Seldon objects",
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
          ]
        }
      }
    },
    "graph": {
      "description": "A step of the graph.",
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
          "description": "Name of the step; that of its container where it has one.",
          "type": "string"
        },
        "type": {
          "description": "What the step does.",
          "type": "string",
          "enum": [
            "MODEL",
            "TRANSFORMER",
            "OUTPUT_TRANSFORMER",
            "ROUTER",
            "COMBINER",
            "UNKNOWN_TYPE"
          ]
        },
        "implementation": {
          "description": "Server that Seldon brings.",
          "type": "string",
          "examples": [
            "SKLEARN_SERVER",
            "XGBOOST_SERVER",
            "TENSORFLOW_SERVER",
            "MLFLOW_SERVER",
            "TRITON_SERVER",
            "HUGGINGFACE_SERVER",
            "SIMPLE_MODEL",
            "RANDOM_ABTEST"
          ]
        },
        "modelUri": {
          "description": "Where the model lies.",
          "type": "string"
        },
        "children": {
          "description": "Steps that come after it.",
          "type": [
            "array",
            "null"
          ],
          "items": {
            "$ref": "#/definitions/graph"
          }
        },
        "methods": {
          "description": "Methods of a step of your own.",
          "type": [
            "array",
            "null"
          ],
          "items": {}
        },
        "endpoint": {
          "description": "Address of a step that runs elsewhere.",
          "type": [
            "object",
            "null"
          ]
        },
        "parameters": {
          "description": "Parameters of the step.",
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
              "name",
              "value"
            ],
            "x-misspelt": true,
            "properties": {
              "name": {
                "description": "Name.",
                "type": "string"
              },
              "value": {
                "description": "Value."
              },
              "type": {
                "description": "Kind of the value.",
                "type": "string",
                "enum": [
                  "INT",
                  "FLOAT",
                  "DOUBLE",
                  "STRING",
                  "BOOL"
                ]
              }
            }
          }
        },
        "serviceAccountName": {
          "description": "Service account that reads the model.",
          "type": "string"
        },
        "envSecretRefName": {
          "description": "Secret with variables for reading the model.",
          "type": "string"
        },
        "storageInitializerImage": {
          "description": "Image that brings the model.",
          "type": "string"
        },
        "logger": {
          "description": "Where requests are logged.",
          "type": [
            "object",
            "null"
          ],
          "x-misspelt": true,
          "properties": {
            "mode": {
              "description": "What is logged.",
              "type": "string",
              "examples": [
                "all",
                "request",
                "response"
              ]
            },
            "url": {
              "description": "Address that gets events.",
              "type": "string"
            }
          }
        }
      }
    },
    "deployment": {
      "title": "Seldon SeldonDeployment",
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
            "machinelearning.seldon.io/v1",
            "mlops.seldon.io/v1alpha1"
          ]
        },
        "kind": {
          "description": "Kind of object.",
          "type": "string",
          "examples": [
            "SeldonDeployment",
            "Model",
            "Pipeline",
            "Experiment",
            "Server",
            "ServerConfig",
            "SeldonRuntime"
          ]
        },
        "metadata": {
          "$ref": "#/definitions/metadata"
        },
        "status": {
          "description": "Written by Seldon.",
          "type": [
            "object",
            "null"
          ]
        },
        "spec": {
          "description": "What is served.",
          "type": "object",
          "required": [
            "predictors"
          ],
          "x-misspelt": true,
          "properties": {
            "name": {
              "description": "Name of the deployment.",
              "type": "string"
            },
            "annotations": {
              "description": "Annotations of the deployment.",
              "type": [
                "object",
                "null"
              ]
            },
            "protocol": {
              "description": "Protocol of requests.",
              "type": "string",
              "examples": [
                "seldon",
                "tensorflow",
                "v2",
                "kfserving"
              ]
            },
            "transport": {
              "description": "How requests travel.",
              "type": "string",
              "examples": [
                "rest",
                "grpc"
              ]
            },
            "serverType": {
              "description": "How requests come in.",
              "type": "string",
              "examples": [
                "rpc",
                "kafka"
              ]
            },
            "replicas": {
              "description": "Replicas of all predictors.",
              "type": "integer",
              "minimum": 0
            },
            "oauth_key": {
              "description": "Of old versions.",
              "type": "string"
            },
            "oauth_secret": {
              "description": "Of old versions.",
              "type": "string"
            },
            "predictors": {
              "description": "Versions that share the requests.",
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
                  "name",
                  "graph"
                ],
                "x-misspelt": true,
                "properties": {
                  "name": {
                    "description": "Name of the predictor.",
                    "type": "string"
                  },
                  "graph": {
                    "$ref": "#/definitions/graph"
                  },
                  "componentSpecs": {
                    "description": "Pods of the containers that the graph names.",
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
                        "metadata": {
                          "description": "Metadata of the pod.",
                          "type": [
                            "object",
                            "null"
                          ]
                        },
                        "spec": {
                          "description": "The pod.",
                          "type": [
                            "object",
                            "null"
                          ]
                        },
                        "hpaSpec": {
                          "description": "Autoscaling.",
                          "type": [
                            "object",
                            "null"
                          ]
                        },
                        "kedaSpec": {
                          "description": "Autoscaling by KEDA.",
                          "type": [
                            "object",
                            "null"
                          ]
                        },
                        "pdbSpec": {
                          "description": "How many pods may be missing.",
                          "type": [
                            "object",
                            "null"
                          ]
                        },
                        "replicas": {
                          "description": "Replicas.",
                          "type": "integer",
                          "minimum": 0
                        }
                      }
                    }
                  },
                  "replicas": {
                    "description": "Replicas.",
                    "type": "integer",
                    "minimum": 0
                  },
                  "annotations": {
                    "description": "Annotations of the predictor.",
                    "type": [
                      "object",
                      "null"
                    ]
                  },
                  "labels": {
                    "description": "Labels of the predictor.",
                    "type": [
                      "object",
                      "null"
                    ]
                  },
                  "engineResources": {
                    "description": "Resources of the orchestrator, in the old way.",
                    "type": [
                      "object",
                      "null"
                    ]
                  },
                  "svcOrchSpec": {
                    "description": "Settings of the orchestrator.",
                    "type": [
                      "object",
                      "null"
                    ]
                  },
                  "traffic": {
                    "description": "Percent of the requests.",
                    "type": "integer",
                    "minimum": 0,
                    "maximum": 100
                  },
                  "shadow": {
                    "description": "True: gets copies of requests, and its answers go nowhere."
                  },
                  "explainer": {
                    "description": "Explains predictions.",
                    "type": [
                      "object",
                      "null"
                    ]
                  },
                  "ssl": {
                    "description": "Certificates.",
                    "type": [
                      "object",
                      "null"
                    ]
                  },
                  "progressDeadlineSeconds": {
                    "description": "Longest time of a rollout in seconds.",
                    "type": "integer"
                  }
                }
              }
            }
          }
        }
      }
    },
    "model": {
      "title": "Seldon Model",
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
            "machinelearning.seldon.io/v1",
            "mlops.seldon.io/v1alpha1"
          ]
        },
        "kind": {
          "description": "Kind of object.",
          "type": "string",
          "examples": [
            "SeldonDeployment",
            "Model",
            "Pipeline",
            "Experiment",
            "Server",
            "ServerConfig",
            "SeldonRuntime"
          ]
        },
        "metadata": {
          "$ref": "#/definitions/metadata"
        },
        "status": {
          "description": "Written by Seldon.",
          "type": [
            "object",
            "null"
          ]
        },
        "spec": {
          "description": "The model.",
          "type": "object",
          "x-misspelt": true,
          "properties": {
            "storageUri": {
              "description": "Where the model lies, such as `gs://bucket/model`.",
              "type": "string"
            },
            "requirements": {
              "description": "What a server must be able to do, such as `sklearn`.",
              "type": [
                "array",
                "null"
              ],
              "items": {
                "description": "A capability.",
                "type": "string",
                "examples": [
                  "sklearn",
                  "xgboost",
                  "lightgbm",
                  "mlflow",
                  "tensorflow",
                  "pytorch",
                  "onnx",
                  "python",
                  "huggingface",
                  "tensorrt",
                  "triton",
                  "alibi-explain",
                  "alibi-detect"
                ]
              }
            },
            "memory": {
              "description": "Memory that it takes, such as `100Mi`."
            },
            "server": {
              "description": "Server that it has to run on.",
              "type": "string"
            },
            "secretName": {
              "description": "Secret for reading the model.",
              "type": "string"
            },
            "schemaUri": {
              "description": "Where the schema of its tensors lies.",
              "type": "string"
            },
            "modelType": {
              "description": "Kind of the model.",
              "type": "string"
            },
            "artifactVersion": {
              "description": "Version folder of the model."
            },
            "preloaded": {
              "description": "True: the server has it already.",
              "type": "boolean"
            },
            "dedicated": {
              "description": "True: it has a server of its own.",
              "type": "boolean"
            },
            "logger": {
              "description": "Where requests are logged.",
              "type": [
                "object",
                "null"
              ],
              "x-misspelt": true,
              "properties": {
                "percent": {
                  "description": "Percent of requests that are logged.",
                  "type": "integer",
                  "minimum": 0,
                  "maximum": 100
                }
              }
            },
            "explainer": {
              "description": "Explains a model or a pipeline.",
              "type": [
                "object",
                "null"
              ],
              "x-misspelt": true,
              "properties": {
                "type": {
                  "description": "Kind of explainer, such as `anchor_tabular`.",
                  "type": "string",
                  "examples": [
                    "anchor_tabular",
                    "anchor_text",
                    "anchor_image",
                    "kernel_shap"
                  ]
                },
                "modelRef": {
                  "description": "Model that is explained.",
                  "type": "string",
                  "x-reference": "model"
                },
                "pipelineRef": {
                  "description": "Pipeline that is explained.",
                  "type": "string",
                  "x-reference": "pipeline"
                }
              }
            },
            "llm": {
              "description": "Language model behind a local one.",
              "type": [
                "object",
                "null"
              ],
              "x-misspelt": true,
              "properties": {
                "modelRef": {
                  "description": "Model.",
                  "type": "string",
                  "x-reference": "model"
                },
                "pipelineRef": {
                  "description": "Pipeline.",
                  "type": "string",
                  "x-reference": "pipeline"
                }
              }
            },
            "parameters": {
              "description": "Parameters of the model.",
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
                  "name",
                  "value"
                ],
                "x-misspelt": true,
                "properties": {
                  "name": {
                    "description": "Name.",
                    "type": "string"
                  },
                  "value": {
                    "description": "Value."
                  }
                }
              }
            },
            "dataflow": {
              "description": "Settings of its topics.",
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
            "minReplicas": {
              "description": "Fewest replicas.",
              "type": "integer",
              "minimum": 0
            },
            "maxReplicas": {
              "description": "Most replicas.",
              "type": "integer",
              "minimum": 0
            }
          }
        }
      }
    },
    "pipeline": {
      "title": "Seldon Pipeline",
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
            "machinelearning.seldon.io/v1",
            "mlops.seldon.io/v1alpha1"
          ]
        },
        "kind": {
          "description": "Kind of object.",
          "type": "string",
          "examples": [
            "SeldonDeployment",
            "Model",
            "Pipeline",
            "Experiment",
            "Server",
            "ServerConfig",
            "SeldonRuntime"
          ]
        },
        "metadata": {
          "$ref": "#/definitions/metadata"
        },
        "status": {
          "description": "Written by Seldon.",
          "type": [
            "object",
            "null"
          ]
        },
        "spec": {
          "description": "The steps.",
          "type": "object",
          "x-misspelt": true,
          "properties": {
            "steps": {
              "description": "Steps, each a model of its name.",
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
                    "description": "Name of the model.",
                    "type": "string",
                    "x-reference": "model"
                  },
                  "inputs": {
                    "description": "Where its inputs come from: `step`, `step.outputs.tensor`, `step.inputs`.",
                    "type": [
                      "array",
                      "null"
                    ],
                    "items": {
                      "description": "A step.",
                      "type": "string",
                      "x-reference": "stage"
                    }
                  },
                  "triggers": {
                    "description": "What it waits for without taking it.",
                    "type": [
                      "array",
                      "null"
                    ],
                    "items": {
                      "description": "A step.",
                      "type": "string",
                      "x-reference": "stage"
                    }
                  },
                  "joinWindowMs": {
                    "description": "How long inputs wait for one another, in milliseconds.",
                    "type": "integer"
                  },
                  "inputsJoinType": {
                    "description": "How inputs are joined.",
                    "type": "string",
                    "enum": [
                      "inner",
                      "outer",
                      "any"
                    ]
                  },
                  "triggersJoinType": {
                    "description": "How triggers are joined.",
                    "type": "string",
                    "enum": [
                      "inner",
                      "outer",
                      "any"
                    ]
                  },
                  "tensorMap": {
                    "description": "New names of tensors.",
                    "type": [
                      "object",
                      "null"
                    ]
                  },
                  "batch": {
                    "description": "Joins requests to batches.",
                    "type": [
                      "object",
                      "null"
                    ],
                    "x-misspelt": true,
                    "properties": {
                      "size": {
                        "description": "Requests in a batch.",
                        "type": "integer",
                        "minimum": 1
                      },
                      "windowMs": {
                        "description": "Longest wait in milliseconds.",
                        "type": "integer"
                      },
                      "rolling": {
                        "description": "True: batches overlap.",
                        "type": "boolean"
                      }
                    }
                  }
                }
              }
            },
            "input": {
              "description": "Inputs from other pipelines.",
              "type": [
                "object",
                "null"
              ],
              "x-misspelt": true,
              "properties": {
                "externalInputs": {
                  "description": "Steps of other pipelines.",
                  "type": [
                    "array",
                    "null"
                  ],
                  "items": {}
                },
                "externalTriggers": {
                  "description": "What it waits for in other pipelines.",
                  "type": [
                    "array",
                    "null"
                  ],
                  "items": {}
                },
                "joinWindowMs": {
                  "description": "How long inputs wait for one another, in milliseconds.",
                  "type": "integer"
                },
                "joinType": {
                  "description": "How inputs are joined.",
                  "type": "string",
                  "enum": [
                    "inner",
                    "outer",
                    "any"
                  ]
                },
                "triggersJoinType": {
                  "description": "How triggers are joined.",
                  "type": "string",
                  "enum": [
                    "inner",
                    "outer",
                    "any"
                  ]
                },
                "tensorMap": {
                  "description": "New names of tensors.",
                  "type": [
                    "object",
                    "null"
                  ]
                }
              }
            },
            "output": {
              "description": "What the pipeline answers.",
              "type": [
                "object",
                "null"
              ],
              "x-misspelt": true,
              "properties": {
                "steps": {
                  "description": "Steps whose outputs are the answer.",
                  "type": [
                    "array",
                    "null"
                  ],
                  "items": {
                    "description": "A step.",
                    "type": "string",
                    "x-reference": "stage"
                  }
                },
                "joinWindowMs": {
                  "description": "How long outputs wait for one another, in milliseconds.",
                  "type": "integer"
                },
                "stepsJoin": {
                  "description": "How outputs are joined.",
                  "type": "string",
                  "enum": [
                    "inner",
                    "outer",
                    "any"
                  ]
                },
                "tensorMap": {
                  "description": "New names of tensors.",
                  "type": [
                    "object",
                    "null"
                  ]
                }
              }
            },
            "allowCycles": {
              "description": "True: steps may go round.",
              "type": "boolean"
            },
            "maxStepRevisits": {
              "description": "How often a request may come to a step.",
              "type": "integer"
            },
            "dataflow": {
              "description": "Settings of its topics.",
              "type": [
                "object",
                "null"
              ]
            }
          }
        }
      }
    },
    "experiment": {
      "title": "Seldon Experiment",
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
            "machinelearning.seldon.io/v1",
            "mlops.seldon.io/v1alpha1"
          ]
        },
        "kind": {
          "description": "Kind of object.",
          "type": "string",
          "examples": [
            "SeldonDeployment",
            "Model",
            "Pipeline",
            "Experiment",
            "Server",
            "ServerConfig",
            "SeldonRuntime"
          ]
        },
        "metadata": {
          "$ref": "#/definitions/metadata"
        },
        "status": {
          "description": "Written by Seldon.",
          "type": [
            "object",
            "null"
          ]
        },
        "spec": {
          "description": "The experiment.",
          "type": "object",
          "required": [
            "candidates"
          ],
          "x-misspelt": true,
          "properties": {
            "default": {
              "description": "Candidate whose requests are split.",
              "type": "string",
              "x-reference": "candidate"
            },
            "resourceType": {
              "description": "What candidates are.",
              "type": "string",
              "enum": [
                "model",
                "pipeline"
              ]
            },
            "candidates": {
              "description": "Models or pipelines that share the requests.",
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
                  "name",
                  "weight"
                ],
                "x-misspelt": true,
                "properties": {
                  "name": {
                    "description": "Name of the model or pipeline.",
                    "type": "string"
                  },
                  "weight": {
                    "description": "Its share beside the others.",
                    "type": "integer",
                    "minimum": 0
                  }
                }
              }
            },
            "mirror": {
              "description": "Gets copies of requests.",
              "type": [
                "object",
                "null"
              ],
              "required": [
                "name",
                "percent"
              ],
              "x-misspelt": true,
              "properties": {
                "name": {
                  "description": "Name of the model or pipeline.",
                  "type": "string"
                },
                "percent": {
                  "description": "Percent of requests that are copied.",
                  "type": "integer",
                  "minimum": 0,
                  "maximum": 100
                }
              }
            }
          }
        }
      }
    },
    "server": {
      "title": "Seldon Server",
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
            "machinelearning.seldon.io/v1",
            "mlops.seldon.io/v1alpha1"
          ]
        },
        "kind": {
          "description": "Kind of object.",
          "type": "string",
          "examples": [
            "SeldonDeployment",
            "Model",
            "Pipeline",
            "Experiment",
            "Server",
            "ServerConfig",
            "SeldonRuntime"
          ]
        },
        "metadata": {
          "$ref": "#/definitions/metadata"
        },
        "status": {
          "description": "Written by Seldon.",
          "type": [
            "object",
            "null"
          ]
        },
        "spec": {
          "description": "A server of models.",
          "type": "object",
          "required": [
            "serverConfig"
          ],
          "x-misspelt": true,
          "properties": {
            "serverConfig": {
              "description": "Kind of server, such as `mlserver` or `triton`.",
              "type": "string",
              "examples": [
                "mlserver",
                "triton"
              ]
            },
            "capabilities": {
              "description": "What it can do, instead of what its kind can.",
              "type": [
                "array",
                "null"
              ],
              "items": {}
            },
            "extraCapabilities": {
              "description": "What it can do besides.",
              "type": [
                "array",
                "null"
              ],
              "items": {}
            },
            "podSpec": {
              "description": "Changes of the pod.",
              "type": [
                "object",
                "null"
              ]
            },
            "imageOverrides": {
              "description": "Other images.",
              "type": [
                "object",
                "null"
              ]
            },
            "statefulSetPersistentVolumeClaimRetentionPolicy": {
              "description": "When volumes go away.",
              "type": [
                "object",
                "null"
              ]
            },
            "disableAutoUpdate": {
              "description": "True: it stays as it is when its kind changes.",
              "type": "boolean"
            },
            "scaling": {
              "description": "Scaling.",
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
            "minReplicas": {
              "description": "Fewest replicas.",
              "type": "integer",
              "minimum": 0
            },
            "maxReplicas": {
              "description": "Most replicas.",
              "type": "integer",
              "minimum": 0
            }
          }
        }
      }
    },
    "other": {
      "title": "Seldon object",
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
            "machinelearning.seldon.io/v1",
            "mlops.seldon.io/v1alpha1"
          ]
        },
        "kind": {
          "description": "Kind of object.",
          "type": "string",
          "examples": [
            "SeldonDeployment",
            "Model",
            "Pipeline",
            "Experiment",
            "Server",
            "ServerConfig",
            "SeldonRuntime"
          ]
        },
        "metadata": {
          "$ref": "#/definitions/metadata"
        },
        "status": {
          "description": "Written by Seldon.",
          "type": [
            "object",
            "null"
          ]
        },
        "spec": {
          "description": "What it is.",
          "type": [
            "object",
            "null"
          ]
        }
      }
    }
  }
};
