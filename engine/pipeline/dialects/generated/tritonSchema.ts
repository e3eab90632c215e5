// The schema of the format triton as a value; generated from schemas/dialects/triton.schema.json by scripts/generate.ts.
import type { JsonSchema } from '../../../domain/jsonSchema.ts';

export const tritonSchema: JsonSchema = {
  "title": "Triton model configuration (config.pbtxt)",
  "type": "object",
  "additionalProperties": false,
  "properties": {
    "name": {
      "description": "Name of the model: that of its folder.",
      "type": "string"
    },
    "platform": {
      "description": "Framework, in the old style.",
      "type": "string",
      "examples": [
        "tensorrt_plan",
        "onnxruntime_onnx",
        "pytorch_libtorch",
        "tensorflow_savedmodel",
        "tensorflow_graphdef",
        "ensemble"
      ]
    },
    "backend": {
      "description": "Backend that runs it.",
      "type": "string",
      "examples": [
        "onnxruntime",
        "pytorch",
        "tensorrt",
        "tensorflow",
        "python",
        "openvino",
        "dali",
        "fil",
        "vllm",
        "tensorrtllm",
        "identity"
      ]
    },
    "runtime": {
      "description": "File of the backend.",
      "type": "string"
    },
    "version_policy": {
      "description": "Versions that are served.",
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "latest": {
          "description": "The newest ones.",
          "type": "object",
          "additionalProperties": false,
          "properties": {
            "num_versions": {
              "description": "How many."
            }
          }
        },
        "all": {
          "description": "All.",
          "type": "object",
          "additionalProperties": false,
          "properties": {}
        },
        "specific": {
          "description": "Those that are named.",
          "type": "object",
          "additionalProperties": false,
          "properties": {
            "versions": {
              "description": "The versions."
            }
          }
        }
      }
    },
    "max_batch_size": {
      "description": "Largest batch; 0: no batches.",
      "type": "integer",
      "minimum": 0
    },
    "input": {
      "description": "What it takes.",
      "type": [
        "array",
        "object"
      ],
      "items": {
        "type": "object",
        "required": [
          "name"
        ],
        "additionalProperties": false,
        "properties": {
          "name": {
            "description": "Name of the tensor.",
            "type": "string"
          },
          "data_type": {
            "description": "Kind of its values.",
            "type": [
              "string",
              "number"
            ],
            "enum": [
              "TYPE_INVALID",
              "TYPE_BOOL",
              "TYPE_UINT8",
              "TYPE_UINT16",
              "TYPE_UINT32",
              "TYPE_UINT64",
              "TYPE_INT8",
              "TYPE_INT16",
              "TYPE_INT32",
              "TYPE_INT64",
              "TYPE_FP16",
              "TYPE_FP32",
              "TYPE_FP64",
              "TYPE_STRING",
              "TYPE_BF16",
              0,
              1,
              2,
              3,
              4,
              5,
              6,
              7,
              8,
              9,
              10,
              11,
              12,
              13,
              14
            ]
          },
          "dims": {
            "description": "Its shape, without the batch; -1: any."
          },
          "reshape": {
            "description": "Shape that the backend wants.",
            "type": "object",
            "additionalProperties": false,
            "properties": {
              "shape": {
                "description": "The shape."
              }
            }
          },
          "is_shape_tensor": {
            "description": "It holds a shape."
          },
          "is_non_linear_format_io": {
            "description": "Layout of TensorRT."
          },
          "format": {
            "description": "Layout of images.",
            "type": [
              "string",
              "number"
            ],
            "enum": [
              "FORMAT_NONE",
              "FORMAT_NHWC",
              "FORMAT_NCHW",
              0,
              1,
              2
            ]
          },
          "allow_ragged_batch": {
            "description": "Requests may differ in shape."
          },
          "optional": {
            "description": "It may be absent."
          }
        }
      },
      "required": [
        "name"
      ],
      "additionalProperties": false,
      "properties": {
        "name": {
          "description": "Name of the tensor.",
          "type": "string"
        },
        "data_type": {
          "description": "Kind of its values.",
          "type": [
            "string",
            "number"
          ],
          "enum": [
            "TYPE_INVALID",
            "TYPE_BOOL",
            "TYPE_UINT8",
            "TYPE_UINT16",
            "TYPE_UINT32",
            "TYPE_UINT64",
            "TYPE_INT8",
            "TYPE_INT16",
            "TYPE_INT32",
            "TYPE_INT64",
            "TYPE_FP16",
            "TYPE_FP32",
            "TYPE_FP64",
            "TYPE_STRING",
            "TYPE_BF16",
            0,
            1,
            2,
            3,
            4,
            5,
            6,
            7,
            8,
            9,
            10,
            11,
            12,
            13,
            14
          ]
        },
        "dims": {
          "description": "Its shape, without the batch; -1: any."
        },
        "reshape": {
          "description": "Shape that the backend wants.",
          "type": "object",
          "additionalProperties": false,
          "properties": {
            "shape": {
              "description": "The shape."
            }
          }
        },
        "is_shape_tensor": {
          "description": "It holds a shape."
        },
        "is_non_linear_format_io": {
          "description": "Layout of TensorRT."
        },
        "format": {
          "description": "Layout of images.",
          "type": [
            "string",
            "number"
          ],
          "enum": [
            "FORMAT_NONE",
            "FORMAT_NHWC",
            "FORMAT_NCHW",
            0,
            1,
            2
          ]
        },
        "allow_ragged_batch": {
          "description": "Requests may differ in shape."
        },
        "optional": {
          "description": "It may be absent."
        }
      }
    },
    "output": {
      "description": "What it gives.",
      "type": [
        "array",
        "object"
      ],
      "items": {
        "type": "object",
        "required": [
          "name"
        ],
        "additionalProperties": false,
        "properties": {
          "name": {
            "description": "Name of the tensor.",
            "type": "string"
          },
          "data_type": {
            "description": "Kind of its values.",
            "type": [
              "string",
              "number"
            ],
            "enum": [
              "TYPE_INVALID",
              "TYPE_BOOL",
              "TYPE_UINT8",
              "TYPE_UINT16",
              "TYPE_UINT32",
              "TYPE_UINT64",
              "TYPE_INT8",
              "TYPE_INT16",
              "TYPE_INT32",
              "TYPE_INT64",
              "TYPE_FP16",
              "TYPE_FP32",
              "TYPE_FP64",
              "TYPE_STRING",
              "TYPE_BF16",
              0,
              1,
              2,
              3,
              4,
              5,
              6,
              7,
              8,
              9,
              10,
              11,
              12,
              13,
              14
            ]
          },
          "dims": {
            "description": "Its shape, without the batch; -1: any."
          },
          "reshape": {
            "description": "Shape that the backend wants.",
            "type": "object",
            "additionalProperties": false,
            "properties": {
              "shape": {
                "description": "The shape."
              }
            }
          },
          "is_shape_tensor": {
            "description": "It holds a shape."
          },
          "is_non_linear_format_io": {
            "description": "Layout of TensorRT."
          },
          "label_filename": {
            "description": "File with the names of classes.",
            "type": "string"
          }
        }
      },
      "required": [
        "name"
      ],
      "additionalProperties": false,
      "properties": {
        "name": {
          "description": "Name of the tensor.",
          "type": "string"
        },
        "data_type": {
          "description": "Kind of its values.",
          "type": [
            "string",
            "number"
          ],
          "enum": [
            "TYPE_INVALID",
            "TYPE_BOOL",
            "TYPE_UINT8",
            "TYPE_UINT16",
            "TYPE_UINT32",
            "TYPE_UINT64",
            "TYPE_INT8",
            "TYPE_INT16",
            "TYPE_INT32",
            "TYPE_INT64",
            "TYPE_FP16",
            "TYPE_FP32",
            "TYPE_FP64",
            "TYPE_STRING",
            "TYPE_BF16",
            0,
            1,
            2,
            3,
            4,
            5,
            6,
            7,
            8,
            9,
            10,
            11,
            12,
            13,
            14
          ]
        },
        "dims": {
          "description": "Its shape, without the batch; -1: any."
        },
        "reshape": {
          "description": "Shape that the backend wants.",
          "type": "object",
          "additionalProperties": false,
          "properties": {
            "shape": {
              "description": "The shape."
            }
          }
        },
        "is_shape_tensor": {
          "description": "It holds a shape."
        },
        "is_non_linear_format_io": {
          "description": "Layout of TensorRT."
        },
        "label_filename": {
          "description": "File with the names of classes.",
          "type": "string"
        }
      }
    },
    "batch_input": {
      "description": "Inputs made from the batch.",
      "type": [
        "array",
        "object"
      ],
      "items": {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "kind": {
            "description": "What it holds.",
            "type": [
              "string",
              "number"
            ],
            "enum": [
              "BATCH_ELEMENT_COUNT",
              "BATCH_ACCUMULATED_ELEMENT_COUNT",
              "BATCH_ACCUMULATED_ELEMENT_COUNT_WITH_ZERO",
              "BATCH_MAX_ELEMENT_COUNT_AS_SHAPE",
              "BATCH_ITEM_SHAPE",
              "BATCH_ITEM_SHAPE_FLATTEN",
              0,
              1,
              2,
              3,
              4,
              5
            ]
          },
          "target_name": {
            "description": "Names of the tensors."
          },
          "data_type": {
            "description": "Kind of its values.",
            "type": [
              "string",
              "number"
            ],
            "enum": [
              "TYPE_INVALID",
              "TYPE_BOOL",
              "TYPE_UINT8",
              "TYPE_UINT16",
              "TYPE_UINT32",
              "TYPE_UINT64",
              "TYPE_INT8",
              "TYPE_INT16",
              "TYPE_INT32",
              "TYPE_INT64",
              "TYPE_FP16",
              "TYPE_FP32",
              "TYPE_FP64",
              "TYPE_STRING",
              "TYPE_BF16",
              0,
              1,
              2,
              3,
              4,
              5,
              6,
              7,
              8,
              9,
              10,
              11,
              12,
              13,
              14
            ]
          },
          "source_input": {
            "description": "Inputs that it is made from."
          }
        }
      },
      "additionalProperties": false,
      "properties": {
        "kind": {
          "description": "What it holds.",
          "type": [
            "string",
            "number"
          ],
          "enum": [
            "BATCH_ELEMENT_COUNT",
            "BATCH_ACCUMULATED_ELEMENT_COUNT",
            "BATCH_ACCUMULATED_ELEMENT_COUNT_WITH_ZERO",
            "BATCH_MAX_ELEMENT_COUNT_AS_SHAPE",
            "BATCH_ITEM_SHAPE",
            "BATCH_ITEM_SHAPE_FLATTEN",
            0,
            1,
            2,
            3,
            4,
            5
          ]
        },
        "target_name": {
          "description": "Names of the tensors."
        },
        "data_type": {
          "description": "Kind of its values.",
          "type": [
            "string",
            "number"
          ],
          "enum": [
            "TYPE_INVALID",
            "TYPE_BOOL",
            "TYPE_UINT8",
            "TYPE_UINT16",
            "TYPE_UINT32",
            "TYPE_UINT64",
            "TYPE_INT8",
            "TYPE_INT16",
            "TYPE_INT32",
            "TYPE_INT64",
            "TYPE_FP16",
            "TYPE_FP32",
            "TYPE_FP64",
            "TYPE_STRING",
            "TYPE_BF16",
            0,
            1,
            2,
            3,
            4,
            5,
            6,
            7,
            8,
            9,
            10,
            11,
            12,
            13,
            14
          ]
        },
        "source_input": {
          "description": "Inputs that it is made from."
        }
      }
    },
    "batch_output": {
      "description": "Outputs made from the batch.",
      "type": [
        "array",
        "object"
      ],
      "items": {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "target_name": {
            "description": "Names of the outputs."
          },
          "kind": {
            "description": "How they are made.",
            "type": [
              "string",
              "number"
            ],
            "enum": [
              "BATCH_SCATTER_WITH_INPUT_SHAPE",
              0
            ]
          },
          "source_input": {
            "description": "Inputs that give the shape."
          }
        }
      },
      "additionalProperties": false,
      "properties": {
        "target_name": {
          "description": "Names of the outputs."
        },
        "kind": {
          "description": "How they are made.",
          "type": [
            "string",
            "number"
          ],
          "enum": [
            "BATCH_SCATTER_WITH_INPUT_SHAPE",
            0
          ]
        },
        "source_input": {
          "description": "Inputs that give the shape."
        }
      }
    },
    "optimization": {
      "description": "Optimizations.",
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "graph": {
          "description": "Optimization of the graph.",
          "type": "object",
          "additionalProperties": false,
          "properties": {
            "level": {
              "description": "Level."
            }
          }
        },
        "priority": {
          "description": "Priority of the model.",
          "type": [
            "string",
            "number"
          ],
          "enum": [
            "PRIORITY_DEFAULT",
            "PRIORITY_MAX",
            "PRIORITY_MIN",
            0,
            1,
            2
          ]
        },
        "cuda": {
          "description": "Settings of CUDA.",
          "type": "object",
          "additionalProperties": false,
          "properties": {
            "graphs": {
              "description": "Whether CUDA graphs are used."
            },
            "busy_wait_events": {
              "description": "Whether events are waited for busily."
            },
            "graph_spec": {
              "description": "Graphs that are made."
            },
            "output_copy_stream": {
              "description": "Whether outputs have a stream of their own."
            }
          }
        },
        "execution_accelerators": {
          "description": "Accelerators.",
          "type": "object",
          "additionalProperties": false,
          "properties": {
            "gpu_execution_accelerator": {
              "description": "On GPUs.",
              "type": [
                "array",
                "object"
              ],
              "items": {
                "type": "object",
                "additionalProperties": false,
                "properties": {
                  "name": {
                    "description": "Name.",
                    "type": "string",
                    "examples": [
                      "tensorrt",
                      "auto_mixed_precision"
                    ]
                  },
                  "parameters": {
                    "description": "Parameters."
                  }
                }
              },
              "additionalProperties": false,
              "properties": {
                "name": {
                  "description": "Name.",
                  "type": "string",
                  "examples": [
                    "tensorrt",
                    "auto_mixed_precision"
                  ]
                },
                "parameters": {
                  "description": "Parameters."
                }
              }
            },
            "cpu_execution_accelerator": {
              "description": "On CPUs.",
              "type": [
                "array",
                "object"
              ],
              "items": {
                "type": "object",
                "additionalProperties": false,
                "properties": {
                  "name": {
                    "description": "Name.",
                    "type": "string",
                    "examples": [
                      "openvino"
                    ]
                  },
                  "parameters": {
                    "description": "Parameters."
                  }
                }
              },
              "additionalProperties": false,
              "properties": {
                "name": {
                  "description": "Name.",
                  "type": "string",
                  "examples": [
                    "openvino"
                  ]
                },
                "parameters": {
                  "description": "Parameters."
                }
              }
            }
          }
        },
        "input_pinned_memory": {
          "description": "Pinned memory of inputs.",
          "type": "object",
          "additionalProperties": false,
          "properties": {
            "enable": {
              "description": "Whether it is used."
            }
          }
        },
        "output_pinned_memory": {
          "description": "Pinned memory of outputs.",
          "type": "object",
          "additionalProperties": false,
          "properties": {
            "enable": {
              "description": "Whether it is used."
            }
          }
        },
        "gather_kernel_buffer_threshold": {
          "description": "Buffers from which on a kernel gathers."
        },
        "eager_batching": {
          "description": "Whether batches are made before an instance is free."
        }
      }
    },
    "dynamic_batching": {
      "description": "Joins requests to batches.",
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "preferred_batch_size": {
          "description": "Batches that are wanted most."
        },
        "max_queue_delay_microseconds": {
          "description": "Longest wait for more requests."
        },
        "preserve_ordering": {
          "description": "Whether answers keep the order."
        },
        "priority_levels": {
          "description": "Levels of priority."
        },
        "default_priority_level": {
          "description": "Level when none is given."
        },
        "default_queue_policy": {
          "description": "How long a request may wait.",
          "type": "object",
          "additionalProperties": false,
          "properties": {
            "timeout_action": {
              "description": "What happens then.",
              "type": [
                "string",
                "number"
              ],
              "enum": [
                "REJECT",
                "DELAY",
                0,
                1
              ]
            },
            "default_timeout_microseconds": {
              "description": "Longest wait in microseconds; 0: no bound."
            },
            "allow_timeout_override": {
              "description": "Whether a request may say another one."
            },
            "max_queue_size": {
              "description": "Most requests that wait; 0: no bound."
            }
          }
        },
        "priority_queue_policy": {
          "description": "Waits by level.",
          "type": [
            "array",
            "object"
          ],
          "items": {
            "type": "object",
            "additionalProperties": false,
            "properties": {
              "key": {
                "description": "Name."
              },
              "value": {
                "description": "How long a request may wait.",
                "type": "object",
                "additionalProperties": false,
                "properties": {
                  "timeout_action": {
                    "description": "What happens then.",
                    "type": [
                      "string",
                      "number"
                    ],
                    "enum": [
                      "REJECT",
                      "DELAY",
                      0,
                      1
                    ]
                  },
                  "default_timeout_microseconds": {
                    "description": "Longest wait in microseconds; 0: no bound."
                  },
                  "allow_timeout_override": {
                    "description": "Whether a request may say another one."
                  },
                  "max_queue_size": {
                    "description": "Most requests that wait; 0: no bound."
                  }
                }
              }
            }
          },
          "additionalProperties": false,
          "properties": {
            "key": {
              "description": "Name."
            },
            "value": {
              "description": "How long a request may wait.",
              "type": "object",
              "additionalProperties": false,
              "properties": {
                "timeout_action": {
                  "description": "What happens then.",
                  "type": [
                    "string",
                    "number"
                  ],
                  "enum": [
                    "REJECT",
                    "DELAY",
                    0,
                    1
                  ]
                },
                "default_timeout_microseconds": {
                  "description": "Longest wait in microseconds; 0: no bound."
                },
                "allow_timeout_override": {
                  "description": "Whether a request may say another one."
                },
                "max_queue_size": {
                  "description": "Most requests that wait; 0: no bound."
                }
              }
            }
          }
        }
      }
    },
    "sequence_batching": {
      "description": "Keeps requests of one sequence together.",
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "max_sequence_idle_microseconds": {
          "description": "Longest silence of a sequence."
        },
        "control_input": {
          "description": "Inputs that tell begin and end.",
          "type": [
            "array",
            "object"
          ],
          "items": {
            "type": "object",
            "additionalProperties": false,
            "properties": {
              "name": {
                "description": "Name of the tensor.",
                "type": "string"
              },
              "control": {
                "description": "What it tells.",
                "type": [
                  "array",
                  "object"
                ],
                "items": {
                  "type": "object",
                  "additionalProperties": false,
                  "properties": {
                    "kind": {
                      "description": "What it tells.",
                      "type": [
                        "string",
                        "number"
                      ],
                      "enum": [
                        "CONTROL_SEQUENCE_START",
                        "CONTROL_SEQUENCE_READY",
                        "CONTROL_SEQUENCE_END",
                        "CONTROL_SEQUENCE_CORRID",
                        0,
                        1,
                        2,
                        3
                      ]
                    },
                    "int32_false_true": {
                      "description": "Values for no and yes."
                    },
                    "fp32_false_true": {
                      "description": "Values for no and yes."
                    },
                    "bool_false_true": {
                      "description": "Values for no and yes."
                    },
                    "data_type": {
                      "description": "Kind of its values.",
                      "type": [
                        "string",
                        "number"
                      ],
                      "enum": [
                        "TYPE_INVALID",
                        "TYPE_BOOL",
                        "TYPE_UINT8",
                        "TYPE_UINT16",
                        "TYPE_UINT32",
                        "TYPE_UINT64",
                        "TYPE_INT8",
                        "TYPE_INT16",
                        "TYPE_INT32",
                        "TYPE_INT64",
                        "TYPE_FP16",
                        "TYPE_FP32",
                        "TYPE_FP64",
                        "TYPE_STRING",
                        "TYPE_BF16",
                        0,
                        1,
                        2,
                        3,
                        4,
                        5,
                        6,
                        7,
                        8,
                        9,
                        10,
                        11,
                        12,
                        13,
                        14
                      ]
                    }
                  }
                },
                "additionalProperties": false,
                "properties": {
                  "kind": {
                    "description": "What it tells.",
                    "type": [
                      "string",
                      "number"
                    ],
                    "enum": [
                      "CONTROL_SEQUENCE_START",
                      "CONTROL_SEQUENCE_READY",
                      "CONTROL_SEQUENCE_END",
                      "CONTROL_SEQUENCE_CORRID",
                      0,
                      1,
                      2,
                      3
                    ]
                  },
                  "int32_false_true": {
                    "description": "Values for no and yes."
                  },
                  "fp32_false_true": {
                    "description": "Values for no and yes."
                  },
                  "bool_false_true": {
                    "description": "Values for no and yes."
                  },
                  "data_type": {
                    "description": "Kind of its values.",
                    "type": [
                      "string",
                      "number"
                    ],
                    "enum": [
                      "TYPE_INVALID",
                      "TYPE_BOOL",
                      "TYPE_UINT8",
                      "TYPE_UINT16",
                      "TYPE_UINT32",
                      "TYPE_UINT64",
                      "TYPE_INT8",
                      "TYPE_INT16",
                      "TYPE_INT32",
                      "TYPE_INT64",
                      "TYPE_FP16",
                      "TYPE_FP32",
                      "TYPE_FP64",
                      "TYPE_STRING",
                      "TYPE_BF16",
                      0,
                      1,
                      2,
                      3,
                      4,
                      5,
                      6,
                      7,
                      8,
                      9,
                      10,
                      11,
                      12,
                      13,
                      14
                    ]
                  }
                }
              }
            }
          },
          "additionalProperties": false,
          "properties": {
            "name": {
              "description": "Name of the tensor.",
              "type": "string"
            },
            "control": {
              "description": "What it tells.",
              "type": [
                "array",
                "object"
              ],
              "items": {
                "type": "object",
                "additionalProperties": false,
                "properties": {
                  "kind": {
                    "description": "What it tells.",
                    "type": [
                      "string",
                      "number"
                    ],
                    "enum": [
                      "CONTROL_SEQUENCE_START",
                      "CONTROL_SEQUENCE_READY",
                      "CONTROL_SEQUENCE_END",
                      "CONTROL_SEQUENCE_CORRID",
                      0,
                      1,
                      2,
                      3
                    ]
                  },
                  "int32_false_true": {
                    "description": "Values for no and yes."
                  },
                  "fp32_false_true": {
                    "description": "Values for no and yes."
                  },
                  "bool_false_true": {
                    "description": "Values for no and yes."
                  },
                  "data_type": {
                    "description": "Kind of its values.",
                    "type": [
                      "string",
                      "number"
                    ],
                    "enum": [
                      "TYPE_INVALID",
                      "TYPE_BOOL",
                      "TYPE_UINT8",
                      "TYPE_UINT16",
                      "TYPE_UINT32",
                      "TYPE_UINT64",
                      "TYPE_INT8",
                      "TYPE_INT16",
                      "TYPE_INT32",
                      "TYPE_INT64",
                      "TYPE_FP16",
                      "TYPE_FP32",
                      "TYPE_FP64",
                      "TYPE_STRING",
                      "TYPE_BF16",
                      0,
                      1,
                      2,
                      3,
                      4,
                      5,
                      6,
                      7,
                      8,
                      9,
                      10,
                      11,
                      12,
                      13,
                      14
                    ]
                  }
                }
              },
              "additionalProperties": false,
              "properties": {
                "kind": {
                  "description": "What it tells.",
                  "type": [
                    "string",
                    "number"
                  ],
                  "enum": [
                    "CONTROL_SEQUENCE_START",
                    "CONTROL_SEQUENCE_READY",
                    "CONTROL_SEQUENCE_END",
                    "CONTROL_SEQUENCE_CORRID",
                    0,
                    1,
                    2,
                    3
                  ]
                },
                "int32_false_true": {
                  "description": "Values for no and yes."
                },
                "fp32_false_true": {
                  "description": "Values for no and yes."
                },
                "bool_false_true": {
                  "description": "Values for no and yes."
                },
                "data_type": {
                  "description": "Kind of its values.",
                  "type": [
                    "string",
                    "number"
                  ],
                  "enum": [
                    "TYPE_INVALID",
                    "TYPE_BOOL",
                    "TYPE_UINT8",
                    "TYPE_UINT16",
                    "TYPE_UINT32",
                    "TYPE_UINT64",
                    "TYPE_INT8",
                    "TYPE_INT16",
                    "TYPE_INT32",
                    "TYPE_INT64",
                    "TYPE_FP16",
                    "TYPE_FP32",
                    "TYPE_FP64",
                    "TYPE_STRING",
                    "TYPE_BF16",
                    0,
                    1,
                    2,
                    3,
                    4,
                    5,
                    6,
                    7,
                    8,
                    9,
                    10,
                    11,
                    12,
                    13,
                    14
                  ]
                }
              }
            }
          }
        },
        "state": {
          "description": "State that is kept.",
          "type": [
            "array",
            "object"
          ],
          "items": {
            "type": "object",
            "additionalProperties": false,
            "properties": {
              "input_name": {
                "description": "Tensor that it goes in by.",
                "type": "string"
              },
              "output_name": {
                "description": "Tensor that it comes out by.",
                "type": "string"
              },
              "data_type": {
                "description": "Kind of its values.",
                "type": [
                  "string",
                  "number"
                ],
                "enum": [
                  "TYPE_INVALID",
                  "TYPE_BOOL",
                  "TYPE_UINT8",
                  "TYPE_UINT16",
                  "TYPE_UINT32",
                  "TYPE_UINT64",
                  "TYPE_INT8",
                  "TYPE_INT16",
                  "TYPE_INT32",
                  "TYPE_INT64",
                  "TYPE_FP16",
                  "TYPE_FP32",
                  "TYPE_FP64",
                  "TYPE_STRING",
                  "TYPE_BF16",
                  0,
                  1,
                  2,
                  3,
                  4,
                  5,
                  6,
                  7,
                  8,
                  9,
                  10,
                  11,
                  12,
                  13,
                  14
                ]
              },
              "dims": {
                "description": "Its shape."
              },
              "initial_state": {
                "description": "Its beginning.",
                "type": [
                  "array",
                  "object"
                ],
                "items": {
                  "type": "object",
                  "additionalProperties": false,
                  "properties": {
                    "data_type": {
                      "description": "Kind of its values.",
                      "type": [
                        "string",
                        "number"
                      ],
                      "enum": [
                        "TYPE_INVALID",
                        "TYPE_BOOL",
                        "TYPE_UINT8",
                        "TYPE_UINT16",
                        "TYPE_UINT32",
                        "TYPE_UINT64",
                        "TYPE_INT8",
                        "TYPE_INT16",
                        "TYPE_INT32",
                        "TYPE_INT64",
                        "TYPE_FP16",
                        "TYPE_FP32",
                        "TYPE_FP64",
                        "TYPE_STRING",
                        "TYPE_BF16",
                        0,
                        1,
                        2,
                        3,
                        4,
                        5,
                        6,
                        7,
                        8,
                        9,
                        10,
                        11,
                        12,
                        13,
                        14
                      ]
                    },
                    "dims": {
                      "description": "Its shape."
                    },
                    "zero_data": {
                      "description": "Zeros."
                    },
                    "data_file": {
                      "description": "File with the data."
                    },
                    "name": {
                      "description": "Name."
                    }
                  }
                },
                "additionalProperties": false,
                "properties": {
                  "data_type": {
                    "description": "Kind of its values.",
                    "type": [
                      "string",
                      "number"
                    ],
                    "enum": [
                      "TYPE_INVALID",
                      "TYPE_BOOL",
                      "TYPE_UINT8",
                      "TYPE_UINT16",
                      "TYPE_UINT32",
                      "TYPE_UINT64",
                      "TYPE_INT8",
                      "TYPE_INT16",
                      "TYPE_INT32",
                      "TYPE_INT64",
                      "TYPE_FP16",
                      "TYPE_FP32",
                      "TYPE_FP64",
                      "TYPE_STRING",
                      "TYPE_BF16",
                      0,
                      1,
                      2,
                      3,
                      4,
                      5,
                      6,
                      7,
                      8,
                      9,
                      10,
                      11,
                      12,
                      13,
                      14
                    ]
                  },
                  "dims": {
                    "description": "Its shape."
                  },
                  "zero_data": {
                    "description": "Zeros."
                  },
                  "data_file": {
                    "description": "File with the data."
                  },
                  "name": {
                    "description": "Name."
                  }
                }
              },
              "use_same_buffer_for_input_output": {
                "description": "Whether one buffer does."
              },
              "use_growable_memory": {
                "description": "Whether memory may grow."
              }
            }
          },
          "additionalProperties": false,
          "properties": {
            "input_name": {
              "description": "Tensor that it goes in by.",
              "type": "string"
            },
            "output_name": {
              "description": "Tensor that it comes out by.",
              "type": "string"
            },
            "data_type": {
              "description": "Kind of its values.",
              "type": [
                "string",
                "number"
              ],
              "enum": [
                "TYPE_INVALID",
                "TYPE_BOOL",
                "TYPE_UINT8",
                "TYPE_UINT16",
                "TYPE_UINT32",
                "TYPE_UINT64",
                "TYPE_INT8",
                "TYPE_INT16",
                "TYPE_INT32",
                "TYPE_INT64",
                "TYPE_FP16",
                "TYPE_FP32",
                "TYPE_FP64",
                "TYPE_STRING",
                "TYPE_BF16",
                0,
                1,
                2,
                3,
                4,
                5,
                6,
                7,
                8,
                9,
                10,
                11,
                12,
                13,
                14
              ]
            },
            "dims": {
              "description": "Its shape."
            },
            "initial_state": {
              "description": "Its beginning.",
              "type": [
                "array",
                "object"
              ],
              "items": {
                "type": "object",
                "additionalProperties": false,
                "properties": {
                  "data_type": {
                    "description": "Kind of its values.",
                    "type": [
                      "string",
                      "number"
                    ],
                    "enum": [
                      "TYPE_INVALID",
                      "TYPE_BOOL",
                      "TYPE_UINT8",
                      "TYPE_UINT16",
                      "TYPE_UINT32",
                      "TYPE_UINT64",
                      "TYPE_INT8",
                      "TYPE_INT16",
                      "TYPE_INT32",
                      "TYPE_INT64",
                      "TYPE_FP16",
                      "TYPE_FP32",
                      "TYPE_FP64",
                      "TYPE_STRING",
                      "TYPE_BF16",
                      0,
                      1,
                      2,
                      3,
                      4,
                      5,
                      6,
                      7,
                      8,
                      9,
                      10,
                      11,
                      12,
                      13,
                      14
                    ]
                  },
                  "dims": {
                    "description": "Its shape."
                  },
                  "zero_data": {
                    "description": "Zeros."
                  },
                  "data_file": {
                    "description": "File with the data."
                  },
                  "name": {
                    "description": "Name."
                  }
                }
              },
              "additionalProperties": false,
              "properties": {
                "data_type": {
                  "description": "Kind of its values.",
                  "type": [
                    "string",
                    "number"
                  ],
                  "enum": [
                    "TYPE_INVALID",
                    "TYPE_BOOL",
                    "TYPE_UINT8",
                    "TYPE_UINT16",
                    "TYPE_UINT32",
                    "TYPE_UINT64",
                    "TYPE_INT8",
                    "TYPE_INT16",
                    "TYPE_INT32",
                    "TYPE_INT64",
                    "TYPE_FP16",
                    "TYPE_FP32",
                    "TYPE_FP64",
                    "TYPE_STRING",
                    "TYPE_BF16",
                    0,
                    1,
                    2,
                    3,
                    4,
                    5,
                    6,
                    7,
                    8,
                    9,
                    10,
                    11,
                    12,
                    13,
                    14
                  ]
                },
                "dims": {
                  "description": "Its shape."
                },
                "zero_data": {
                  "description": "Zeros."
                },
                "data_file": {
                  "description": "File with the data."
                },
                "name": {
                  "description": "Name."
                }
              }
            },
            "use_same_buffer_for_input_output": {
              "description": "Whether one buffer does."
            },
            "use_growable_memory": {
              "description": "Whether memory may grow."
            }
          }
        },
        "direct": {
          "description": "Each sequence has its slot.",
          "type": "object",
          "additionalProperties": false,
          "properties": {
            "max_queue_delay_microseconds": {
              "description": "Longest wait."
            },
            "minimum_slot_utilization": {
              "description": "Smallest use of slots."
            }
          }
        },
        "oldest": {
          "description": "The oldest sequence comes first.",
          "type": "object",
          "additionalProperties": false,
          "properties": {
            "max_candidate_sequences": {
              "description": "Most sequences at once."
            },
            "preferred_batch_size": {
              "description": "Batches that are wanted most."
            },
            "max_queue_delay_microseconds": {
              "description": "Longest wait."
            },
            "preserve_ordering": {
              "description": "Whether answers keep the order."
            }
          }
        },
        "iterative_sequence": {
          "description": "Whether a request may be taken up again."
        },
        "generative_sequence": {
          "description": "Of old versions."
        }
      }
    },
    "ensemble_scheduling": {
      "description": "Steps of an ensemble.",
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "step": {
          "description": "The steps.",
          "type": [
            "array",
            "object"
          ],
          "items": {
            "type": "object",
            "additionalProperties": false,
            "properties": {
              "model_name": {
                "description": "Model that is run.",
                "type": "string"
              },
              "model_version": {
                "description": "Its version; -1: the newest."
              },
              "input_map": {
                "description": "Tensors of the ensemble by input of the model.",
                "type": [
                  "array",
                  "object"
                ],
                "items": {
                  "type": "object",
                  "additionalProperties": false,
                  "properties": {
                    "key": {
                      "description": "Name."
                    },
                    "value": {
                      "description": "Tensor of the ensemble."
                    }
                  }
                },
                "additionalProperties": false,
                "properties": {
                  "key": {
                    "description": "Name."
                  },
                  "value": {
                    "description": "Tensor of the ensemble."
                  }
                }
              },
              "output_map": {
                "description": "Tensors of the ensemble by output of the model.",
                "type": [
                  "array",
                  "object"
                ],
                "items": {
                  "type": "object",
                  "additionalProperties": false,
                  "properties": {
                    "key": {
                      "description": "Name."
                    },
                    "value": {
                      "description": "Tensor of the ensemble."
                    }
                  }
                },
                "additionalProperties": false,
                "properties": {
                  "key": {
                    "description": "Name."
                  },
                  "value": {
                    "description": "Tensor of the ensemble."
                  }
                }
              },
              "model_namespace": {
                "description": "Namespace of the model."
              }
            }
          },
          "additionalProperties": false,
          "properties": {
            "model_name": {
              "description": "Model that is run.",
              "type": "string"
            },
            "model_version": {
              "description": "Its version; -1: the newest."
            },
            "input_map": {
              "description": "Tensors of the ensemble by input of the model.",
              "type": [
                "array",
                "object"
              ],
              "items": {
                "type": "object",
                "additionalProperties": false,
                "properties": {
                  "key": {
                    "description": "Name."
                  },
                  "value": {
                    "description": "Tensor of the ensemble."
                  }
                }
              },
              "additionalProperties": false,
              "properties": {
                "key": {
                  "description": "Name."
                },
                "value": {
                  "description": "Tensor of the ensemble."
                }
              }
            },
            "output_map": {
              "description": "Tensors of the ensemble by output of the model.",
              "type": [
                "array",
                "object"
              ],
              "items": {
                "type": "object",
                "additionalProperties": false,
                "properties": {
                  "key": {
                    "description": "Name."
                  },
                  "value": {
                    "description": "Tensor of the ensemble."
                  }
                }
              },
              "additionalProperties": false,
              "properties": {
                "key": {
                  "description": "Name."
                },
                "value": {
                  "description": "Tensor of the ensemble."
                }
              }
            },
            "model_namespace": {
              "description": "Namespace of the model."
            }
          }
        },
        "max_inflight_requests": {
          "description": "Most requests at once."
        }
      }
    },
    "instance_group": {
      "description": "Instances and the devices they run on.",
      "type": [
        "array",
        "object"
      ],
      "items": {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "name": {
            "description": "Name of the group.",
            "type": "string"
          },
          "kind": {
            "description": "Devices.",
            "type": [
              "string",
              "number"
            ],
            "enum": [
              "KIND_AUTO",
              "KIND_GPU",
              "KIND_CPU",
              "KIND_MODEL",
              0,
              1,
              2,
              3
            ]
          },
          "count": {
            "description": "Instances on each device."
          },
          "rate_limiter": {
            "description": "Shares resources among instances.",
            "type": "object",
            "additionalProperties": false,
            "properties": {
              "resources": {
                "description": "Resources.",
                "type": [
                  "array",
                  "object"
                ],
                "items": {
                  "type": "object",
                  "additionalProperties": false,
                  "properties": {
                    "name": {
                      "description": "Name."
                    },
                    "global": {
                      "description": "Whether it is shared by all devices."
                    },
                    "count": {
                      "description": "How many."
                    }
                  }
                },
                "additionalProperties": false,
                "properties": {
                  "name": {
                    "description": "Name."
                  },
                  "global": {
                    "description": "Whether it is shared by all devices."
                  },
                  "count": {
                    "description": "How many."
                  }
                }
              },
              "priority": {
                "description": "Share beside the others."
              }
            }
          },
          "gpus": {
            "description": "Numbers of the GPUs."
          },
          "secondary_devices": {
            "description": "Further devices.",
            "type": [
              "array",
              "object"
            ],
            "items": {
              "type": "object",
              "additionalProperties": false,
              "properties": {
                "kind": {
                  "description": "Kind.",
                  "type": [
                    "string",
                    "number"
                  ],
                  "enum": [
                    "KIND_NVDLA",
                    0
                  ]
                },
                "device_id": {
                  "description": "Number."
                }
              }
            },
            "additionalProperties": false,
            "properties": {
              "kind": {
                "description": "Kind.",
                "type": [
                  "string",
                  "number"
                ],
                "enum": [
                  "KIND_NVDLA",
                  0
                ]
              },
              "device_id": {
                "description": "Number."
              }
            }
          },
          "profile": {
            "description": "Profiles of TensorRT."
          },
          "passive": {
            "description": "Whether it only holds memory."
          },
          "host_policy": {
            "description": "Settings of the host."
          }
        }
      },
      "additionalProperties": false,
      "properties": {
        "name": {
          "description": "Name of the group.",
          "type": "string"
        },
        "kind": {
          "description": "Devices.",
          "type": [
            "string",
            "number"
          ],
          "enum": [
            "KIND_AUTO",
            "KIND_GPU",
            "KIND_CPU",
            "KIND_MODEL",
            0,
            1,
            2,
            3
          ]
        },
        "count": {
          "description": "Instances on each device."
        },
        "rate_limiter": {
          "description": "Shares resources among instances.",
          "type": "object",
          "additionalProperties": false,
          "properties": {
            "resources": {
              "description": "Resources.",
              "type": [
                "array",
                "object"
              ],
              "items": {
                "type": "object",
                "additionalProperties": false,
                "properties": {
                  "name": {
                    "description": "Name."
                  },
                  "global": {
                    "description": "Whether it is shared by all devices."
                  },
                  "count": {
                    "description": "How many."
                  }
                }
              },
              "additionalProperties": false,
              "properties": {
                "name": {
                  "description": "Name."
                },
                "global": {
                  "description": "Whether it is shared by all devices."
                },
                "count": {
                  "description": "How many."
                }
              }
            },
            "priority": {
              "description": "Share beside the others."
            }
          }
        },
        "gpus": {
          "description": "Numbers of the GPUs."
        },
        "secondary_devices": {
          "description": "Further devices.",
          "type": [
            "array",
            "object"
          ],
          "items": {
            "type": "object",
            "additionalProperties": false,
            "properties": {
              "kind": {
                "description": "Kind.",
                "type": [
                  "string",
                  "number"
                ],
                "enum": [
                  "KIND_NVDLA",
                  0
                ]
              },
              "device_id": {
                "description": "Number."
              }
            }
          },
          "additionalProperties": false,
          "properties": {
            "kind": {
              "description": "Kind.",
              "type": [
                "string",
                "number"
              ],
              "enum": [
                "KIND_NVDLA",
                0
              ]
            },
            "device_id": {
              "description": "Number."
            }
          }
        },
        "profile": {
          "description": "Profiles of TensorRT."
        },
        "passive": {
          "description": "Whether it only holds memory."
        },
        "host_policy": {
          "description": "Settings of the host."
        }
      }
    },
    "default_model_filename": {
      "description": "File of the model.",
      "type": "string"
    },
    "cc_model_filenames": {
      "description": "Files by compute capability.",
      "type": [
        "array",
        "object"
      ],
      "items": {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "key": {
            "description": "Name."
          },
          "value": {
            "description": "File."
          }
        }
      },
      "additionalProperties": false,
      "properties": {
        "key": {
          "description": "Name."
        },
        "value": {
          "description": "File."
        }
      }
    },
    "metric_tags": {
      "description": "Tags of metrics.",
      "type": [
        "array",
        "object"
      ],
      "items": {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "key": {
            "description": "Name."
          },
          "value": {
            "description": "Value."
          }
        }
      },
      "additionalProperties": false,
      "properties": {
        "key": {
          "description": "Name."
        },
        "value": {
          "description": "Value."
        }
      }
    },
    "parameters": {
      "description": "Parameters of the backend.",
      "type": [
        "array",
        "object"
      ],
      "items": {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "key": {
            "description": "Name."
          },
          "value": {
            "description": "The value.",
            "type": "object",
            "additionalProperties": false,
            "properties": {
              "string_value": {
                "description": "The value."
              }
            }
          }
        }
      },
      "additionalProperties": false,
      "properties": {
        "key": {
          "description": "Name."
        },
        "value": {
          "description": "The value.",
          "type": "object",
          "additionalProperties": false,
          "properties": {
            "string_value": {
              "description": "The value."
            }
          }
        }
      }
    },
    "model_warmup": {
      "description": "Requests that warm it up.",
      "type": [
        "array",
        "object"
      ],
      "items": {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "name": {
            "description": "Name of the request.",
            "type": "string"
          },
          "batch_size": {
            "description": "Size of the batch."
          },
          "inputs": {
            "description": "Inputs by name.",
            "type": [
              "array",
              "object"
            ],
            "items": {
              "type": "object",
              "additionalProperties": false,
              "properties": {
                "key": {
                  "description": "Name."
                },
                "value": {
                  "description": "The input.",
                  "type": "object",
                  "additionalProperties": false,
                  "properties": {
                    "data_type": {
                      "description": "Kind of its values.",
                      "type": [
                        "string",
                        "number"
                      ],
                      "enum": [
                        "TYPE_INVALID",
                        "TYPE_BOOL",
                        "TYPE_UINT8",
                        "TYPE_UINT16",
                        "TYPE_UINT32",
                        "TYPE_UINT64",
                        "TYPE_INT8",
                        "TYPE_INT16",
                        "TYPE_INT32",
                        "TYPE_INT64",
                        "TYPE_FP16",
                        "TYPE_FP32",
                        "TYPE_FP64",
                        "TYPE_STRING",
                        "TYPE_BF16",
                        0,
                        1,
                        2,
                        3,
                        4,
                        5,
                        6,
                        7,
                        8,
                        9,
                        10,
                        11,
                        12,
                        13,
                        14
                      ]
                    },
                    "dims": {
                      "description": "Its shape."
                    },
                    "zero_data": {
                      "description": "Zeros."
                    },
                    "random_data": {
                      "description": "Random values."
                    },
                    "input_data_file": {
                      "description": "File with the data."
                    }
                  }
                }
              }
            },
            "additionalProperties": false,
            "properties": {
              "key": {
                "description": "Name."
              },
              "value": {
                "description": "The input.",
                "type": "object",
                "additionalProperties": false,
                "properties": {
                  "data_type": {
                    "description": "Kind of its values.",
                    "type": [
                      "string",
                      "number"
                    ],
                    "enum": [
                      "TYPE_INVALID",
                      "TYPE_BOOL",
                      "TYPE_UINT8",
                      "TYPE_UINT16",
                      "TYPE_UINT32",
                      "TYPE_UINT64",
                      "TYPE_INT8",
                      "TYPE_INT16",
                      "TYPE_INT32",
                      "TYPE_INT64",
                      "TYPE_FP16",
                      "TYPE_FP32",
                      "TYPE_FP64",
                      "TYPE_STRING",
                      "TYPE_BF16",
                      0,
                      1,
                      2,
                      3,
                      4,
                      5,
                      6,
                      7,
                      8,
                      9,
                      10,
                      11,
                      12,
                      13,
                      14
                    ]
                  },
                  "dims": {
                    "description": "Its shape."
                  },
                  "zero_data": {
                    "description": "Zeros."
                  },
                  "random_data": {
                    "description": "Random values."
                  },
                  "input_data_file": {
                    "description": "File with the data."
                  }
                }
              }
            }
          },
          "count": {
            "description": "How often."
          }
        }
      },
      "additionalProperties": false,
      "properties": {
        "name": {
          "description": "Name of the request.",
          "type": "string"
        },
        "batch_size": {
          "description": "Size of the batch."
        },
        "inputs": {
          "description": "Inputs by name.",
          "type": [
            "array",
            "object"
          ],
          "items": {
            "type": "object",
            "additionalProperties": false,
            "properties": {
              "key": {
                "description": "Name."
              },
              "value": {
                "description": "The input.",
                "type": "object",
                "additionalProperties": false,
                "properties": {
                  "data_type": {
                    "description": "Kind of its values.",
                    "type": [
                      "string",
                      "number"
                    ],
                    "enum": [
                      "TYPE_INVALID",
                      "TYPE_BOOL",
                      "TYPE_UINT8",
                      "TYPE_UINT16",
                      "TYPE_UINT32",
                      "TYPE_UINT64",
                      "TYPE_INT8",
                      "TYPE_INT16",
                      "TYPE_INT32",
                      "TYPE_INT64",
                      "TYPE_FP16",
                      "TYPE_FP32",
                      "TYPE_FP64",
                      "TYPE_STRING",
                      "TYPE_BF16",
                      0,
                      1,
                      2,
                      3,
                      4,
                      5,
                      6,
                      7,
                      8,
                      9,
                      10,
                      11,
                      12,
                      13,
                      14
                    ]
                  },
                  "dims": {
                    "description": "Its shape."
                  },
                  "zero_data": {
                    "description": "Zeros."
                  },
                  "random_data": {
                    "description": "Random values."
                  },
                  "input_data_file": {
                    "description": "File with the data."
                  }
                }
              }
            }
          },
          "additionalProperties": false,
          "properties": {
            "key": {
              "description": "Name."
            },
            "value": {
              "description": "The input.",
              "type": "object",
              "additionalProperties": false,
              "properties": {
                "data_type": {
                  "description": "Kind of its values.",
                  "type": [
                    "string",
                    "number"
                  ],
                  "enum": [
                    "TYPE_INVALID",
                    "TYPE_BOOL",
                    "TYPE_UINT8",
                    "TYPE_UINT16",
                    "TYPE_UINT32",
                    "TYPE_UINT64",
                    "TYPE_INT8",
                    "TYPE_INT16",
                    "TYPE_INT32",
                    "TYPE_INT64",
                    "TYPE_FP16",
                    "TYPE_FP32",
                    "TYPE_FP64",
                    "TYPE_STRING",
                    "TYPE_BF16",
                    0,
                    1,
                    2,
                    3,
                    4,
                    5,
                    6,
                    7,
                    8,
                    9,
                    10,
                    11,
                    12,
                    13,
                    14
                  ]
                },
                "dims": {
                  "description": "Its shape."
                },
                "zero_data": {
                  "description": "Zeros."
                },
                "random_data": {
                  "description": "Random values."
                },
                "input_data_file": {
                  "description": "File with the data."
                }
              }
            }
          }
        },
        "count": {
          "description": "How often."
        }
      }
    },
    "model_operations": {
      "description": "Libraries of operations.",
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "op_library_filename": {
          "description": "Files."
        }
      }
    },
    "model_transaction_policy": {
      "description": "Whether answers stream.",
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "decoupled": {
          "description": "True: any number of answers to one request."
        }
      }
    },
    "model_repository_agents": {
      "description": "Agents of the repository.",
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "agents": {
          "description": "The agents.",
          "type": [
            "array",
            "object"
          ],
          "items": {
            "type": "object",
            "additionalProperties": false,
            "properties": {
              "name": {
                "description": "Name.",
                "type": "string"
              },
              "parameters": {
                "description": "Parameters.",
                "type": [
                  "array",
                  "object"
                ],
                "items": {
                  "type": "object",
                  "additionalProperties": false,
                  "properties": {
                    "key": {
                      "description": "Name."
                    },
                    "value": {
                      "description": "Value."
                    }
                  }
                },
                "additionalProperties": false,
                "properties": {
                  "key": {
                    "description": "Name."
                  },
                  "value": {
                    "description": "Value."
                  }
                }
              }
            }
          },
          "additionalProperties": false,
          "properties": {
            "name": {
              "description": "Name.",
              "type": "string"
            },
            "parameters": {
              "description": "Parameters.",
              "type": [
                "array",
                "object"
              ],
              "items": {
                "type": "object",
                "additionalProperties": false,
                "properties": {
                  "key": {
                    "description": "Name."
                  },
                  "value": {
                    "description": "Value."
                  }
                }
              },
              "additionalProperties": false,
              "properties": {
                "key": {
                  "description": "Name."
                },
                "value": {
                  "description": "Value."
                }
              }
            }
          }
        }
      }
    },
    "response_cache": {
      "description": "Cache of answers.",
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "enable": {
          "description": "Whether it is used."
        }
      }
    },
    "model_metrics": {
      "description": "Metrics of its own.",
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "metric_control": {
          "description": "Settings of metrics.",
          "type": [
            "array",
            "object"
          ],
          "items": {
            "type": "object",
            "additionalProperties": false,
            "properties": {
              "metric_identifier": {
                "description": "The metric.",
                "type": "object",
                "additionalProperties": false,
                "properties": {
                  "family": {
                    "description": "Name of the family."
                  }
                }
              },
              "histogram_options": {
                "description": "Settings of a histogram.",
                "type": "object",
                "additionalProperties": false,
                "properties": {
                  "buckets": {
                    "description": "Bounds."
                  }
                }
              }
            }
          },
          "additionalProperties": false,
          "properties": {
            "metric_identifier": {
              "description": "The metric.",
              "type": "object",
              "additionalProperties": false,
              "properties": {
                "family": {
                  "description": "Name of the family."
                }
              }
            },
            "histogram_options": {
              "description": "Settings of a histogram.",
              "type": "object",
              "additionalProperties": false,
              "properties": {
                "buckets": {
                  "description": "Bounds."
                }
              }
            }
          }
        }
      }
    }
  }
};
