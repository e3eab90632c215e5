// The schema of the format triton as a value; generated from schemas/dialects/triton.schema.json by scripts/generate.ts.
import type { JsonSchema } from '../../../domain/jsonSchema.ts';

export const tritonSchema: JsonSchema = {
  "title": "Triton model configuration (config.pbtxt)",
  "type": "object",
  "x-misspelt": true,
  "properties": {
    "name": {
      "description": "Name of the model: that of its folder.",
      "type": "string"
    },
    "platform": {
      "description": "Framework, in the old style.",
      "type": "string"
    },
    "backend": {
      "description": "Backend that runs it.",
      "type": "string"
    },
    "runtime": {
      "description": "File of the backend.",
      "type": "string"
    },
    "version_policy": {
      "description": "Versions that are served."
    },
    "max_batch_size": {
      "description": "Largest batch; 0: no batches.",
      "type": "integer",
      "minimum": 0
    },
    "input": {
      "type": [
        "array",
        "object"
      ],
      "description": "What it takes.",
      "items": {
        "type": "object",
        "required": [
          "name"
        ],
        "x-misspelt": true,
        "properties": {
          "name": {
            "description": "Name of the tensor.",
            "type": "string"
          },
          "data_type": {
            "description": "Kind of its values.",
            "type": "string",
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
              "TYPE_BF16"
            ]
          },
          "dims": {
            "description": "Its shape, without the batch."
          },
          "format": {
            "description": "Layout of images.",
            "type": "string"
          },
          "reshape": {
            "description": "Shape that the backend wants.",
            "type": "object"
          },
          "is_shape_tensor": {
            "description": "It holds a shape."
          },
          "allow_ragged_batch": {
            "description": "Requests may differ in shape."
          },
          "optional": {
            "description": "It may be absent."
          },
          "is_non_linear_format_io": {
            "description": "Layout of TensorRT."
          },
          "label_filename": {
            "description": "File with the names of classes.",
            "type": "string"
          }
        }
      }
    },
    "output": {
      "type": [
        "array",
        "object"
      ],
      "description": "What it gives.",
      "items": {
        "type": "object",
        "required": [
          "name"
        ],
        "x-misspelt": true,
        "properties": {
          "name": {
            "description": "Name of the tensor.",
            "type": "string"
          },
          "data_type": {
            "description": "Kind of its values.",
            "type": "string",
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
              "TYPE_BF16"
            ]
          },
          "dims": {
            "description": "Its shape, without the batch."
          },
          "format": {
            "description": "Layout of images.",
            "type": "string"
          },
          "reshape": {
            "description": "Shape that the backend wants.",
            "type": "object"
          },
          "is_shape_tensor": {
            "description": "It holds a shape."
          },
          "allow_ragged_batch": {
            "description": "Requests may differ in shape."
          },
          "optional": {
            "description": "It may be absent."
          },
          "is_non_linear_format_io": {
            "description": "Layout of TensorRT."
          },
          "label_filename": {
            "description": "File with the names of classes.",
            "type": "string"
          }
        }
      }
    },
    "batch_input": {
      "description": "Inputs made from the batch."
    },
    "batch_output": {
      "description": "Outputs made from the batch."
    },
    "optimization": {
      "description": "Optimizations.",
      "type": "object"
    },
    "dynamic_batching": {
      "description": "Joins requests to batches.",
      "type": "object"
    },
    "sequence_batching": {
      "description": "Keeps requests of one sequence together.",
      "type": "object"
    },
    "ensemble_scheduling": {
      "description": "Steps of an ensemble.",
      "type": "object"
    },
    "instance_group": {
      "description": "Instances and the devices they run on."
    },
    "default_model_filename": {
      "description": "File of the model.",
      "type": "string"
    },
    "cc_model_filenames": {
      "description": "Files by compute capability."
    },
    "metric_tags": {
      "description": "Tags of metrics."
    },
    "parameters": {
      "description": "Parameters of the backend."
    },
    "model_warmup": {
      "description": "Requests that warm it up."
    },
    "model_operations": {
      "description": "Libraries of operations."
    },
    "model_transaction_policy": {
      "description": "Whether answers stream."
    },
    "model_repository_agents": {
      "description": "Agents of the repository."
    },
    "response_cache": {
      "description": "Cache of answers."
    },
    "model_metrics": {
      "description": "Metrics of its own."
    }
  }
};
