// The schema of model cards as a value; generated from schemas/card.schema.json by scripts/generate.ts.
import type { JsonSchema } from '../jsonSchema.ts';

export const cardSchema: JsonSchema = {
  "$schema": "http://json-schema.org/draft-07/schema#",
  "title": "Front matter of a model card",
  "description": "Keys the Hugging Face Hub reads from a model card, and what Trainyard adds. Other keys are allowed.",
  "type": "object",
  "properties": {
    "language": {
      "description": "Languages the model handles: lower-case ISO 639 codes such as en or yue, or code, multilingual. Quote \"no\": YAML 1.1 readers take it for false.",
      "anyOf": [
        {
          "type": "string",
          "x-vocabulary": "language"
        },
        {
          "type": "array",
          "items": {
            "type": "string",
            "x-vocabulary": "language"
          }
        }
      ],
      "default": "en"
    },
    "license": {
      "description": "Licence of the model as one of the Hub's ids, in lower case. With other, say which in license_name and license_link.",
      "anyOf": [
        {
          "$ref": "#/$defs/license"
        },
        {
          "type": "array",
          "items": {
            "$ref": "#/$defs/license"
          }
        }
      ]
    },
    "license_name": {
      "type": "string",
      "description": "Short name of the licence when license is other."
    },
    "license_link": {
      "type": "string",
      "description": "Where the licence text is when license is other: LICENSE, LICENSE.md or a URL."
    },
    "library_name": {
      "type": "string",
      "description": "Library that loads the model, such as sklearn, transformers or onnx. The Hub has not inferred it since 2024.",
      "examples": [
        "transformers",
        "sklearn",
        "pytorch",
        "keras",
        "tf-keras",
        "onnx",
        "diffusers",
        "sentence-transformers",
        "peft",
        "timm",
        "spacy",
        "flair",
        "fastai",
        "setfit",
        "adapter-transformers",
        "allennlp",
        "asteroid",
        "bertopic",
        "catboost",
        "espnet",
        "fasttext",
        "gguf",
        "keras-hub",
        "lightning",
        "mlx",
        "nemo",
        "open_clip",
        "paddleocr",
        "pyannote-audio",
        "pythae",
        "sample-factory",
        "span-marker",
        "speechbrain",
        "stable-baselines3",
        "stanza",
        "tensorflowtts",
        "transformers.js",
        "ultralytics",
        "xgboost",
        "lightgbm",
        "joblib",
        "3dtopia-xl",
        "acestep",
        "anemoi",
        "araclip",
        "audiocraft",
        "audioseal",
        "aviation-ner",
        "bagel-mot",
        "bboxmaskpose",
        "ben2",
        "big_vision",
        "bionemo",
        "birder",
        "birefnet",
        "bm25s",
        "boltzgen",
        "cancertathomev2",
        "cartesia_mlx",
        "cartesia_pytorch",
        "ccpfn",
        "champ",
        "chaossim",
        "chat_tts",
        "chatterbox",
        "chexmix",
        "chronos-forecasting",
        "clara",
        "clipscope",
        "cloud-agents",
        "colipri",
        "collectorvision",
        "colpali",
        "comet",
        "cosmos",
        "cosyvoice",
        "cotracker",
        "cxr-foundation",
        "deepforest",
        "depth-anything-v2",
        "depth-pro",
        "derm-foundation",
        "describe-anything",
        "dia-tts",
        "dia2",
        "diff-interpretation-tuning",
        "diffree",
        "diffusion-single-file",
        "diffusionkit",
        "docking-at-home",
        "doctr",
        "edsnlp",
        "elm",
        "encoderfile",
        "eupe",
        "f5-tts",
        "fairseq",
        "fastprint",
        "fixer",
        "flextab",
        "fme",
        "gemma.cpp",
        "genmo",
        "geometry-crafter",
        "gliner",
        "gliner2",
        "glm-tts",
        "glyph-byt5",
        "granite-library",
        "grok",
        "habibi-tts",
        "hallo",
        "hermes",
        "hezar",
        "holomotion",
        "htrflow",
        "hunyuan-dit",
        "hunyuan3d-2",
        "hunyuanworld-voyager",
        "hy-world-2",
        "hy-worldplay",
        "image-matching-models",
        "imstoucan",
        "index-tts",
        "infinite-you",
        "infinitetalk",
        "intellifold",
        "ising-decoding",
        "k2",
        "kerasformers",
        "kernels",
        "kimi-audio",
        "kittentts",
        "kronos",
        "lagernvs",
        "lerobot",
        "lightglue",
        "lightning-ir",
        "litert",
        "litert-lm",
        "liveportrait",
        "llama-cpp-python",
        "longcat-video-avatar-1.5",
        "ltx",
        "lvface",
        "lyra-2.0",
        "magenta-realtime",
        "magenta-realtime-2",
        "magi-1",
        "mamba-ssm",
        "manas-1",
        "mars5-tts",
        "matanyone",
        "medvae",
        "merlin",
        "mesh-anything",
        "mflux",
        "mindspore",
        "mini-omni2",
        "minimax-h3",
        "mitie",
        "ml-agents",
        "ml-sharp",
        "mlc-llm",
        "mlx-image",
        "mobilint",
        "model2vec",
        "monkeyocr",
        "moshi",
        "mtvcraft",
        "multimolecule",
        "ninfer",
        "nobg",
        "nv-medtech",
        "open-oasis",
        "open-sora",
        "openasr",
        "openpeerllm",
        "outetts",
        "paddlenlp",
        "PaddleOCR",
        "perception-encoder",
        "phantom-wan",
        "pocket-tts",
        "pruna-ai",
        "pxia",
        "py-feat",
        "quantumpeer",
        "qwen3_tts",
        "recurrentgemma",
        "refiners",
        "relik",
        "renderformer",
        "reverb",
        "rkllm",
        "robo-orchard-lab",
        "rwkv",
        "saelens",
        "sam-3d-body",
        "sam-3d-objects",
        "sam2",
        "same",
        "sana",
        "sap-rpt-1-oss",
        "sapiens",
        "sapiens2",
        "scail-2",
        "seed-story",
        "seedvr",
        "self-forcing",
        "skala",
        "soloaudio",
        "songbloom",
        "ssr-speech",
        "stable-audio-3",
        "stable-audio-tools",
        "supertonic",
        "swarmformer",
        "synthefy-migas",
        "tabpfn",
        "tencent-song-generation",
        "tensorrt",
        "terratorch",
        "tic-clip",
        "timee-ts",
        "timesfm",
        "tirex",
        "tirex-2",
        "torchgeo",
        "trellis",
        "trellis2",
        "tunejury",
        "uni-3dar",
        "unity-sentis",
        "univa",
        "vfi-mamba",
        "vibevoice",
        "videoprism",
        "videox_fun",
        "vismatch",
        "voicecraft",
        "voxcpm",
        "vui",
        "wan2.2",
        "wham",
        "whisperkit",
        "yolov10",
        "yolov26",
        "zonos"
      ]
    },
    "pipeline_tag": {
      "description": "Task the model solves; decides its widget and where it is listed.",
      "$ref": "#/$defs/task"
    },
    "tags": {
      "type": "array",
      "description": "Free words to find the model by. The prefixes arxiv:, base_model:, dataset: and license: have a meaning of their own.",
      "items": {
        "type": "string"
      }
    },
    "datasets": {
      "description": "Data sets the model was trained on, as ids owner/name where they are on the Hub.",
      "anyOf": [
        {
          "type": "string"
        },
        {
          "type": "array",
          "items": {
            "type": "string"
          }
        }
      ]
    },
    "buckets": {
      "description": "Buckets with data or checkpoints, as ids owner/name.",
      "anyOf": [
        {
          "type": "string"
        },
        {
          "type": "array",
          "items": {
            "type": "string"
          }
        }
      ]
    },
    "metrics": {
      "description": "Ids of the metrics that model-index reports.",
      "anyOf": [
        {
          "type": "string",
          "examples": [
            "accuracy",
            "f1",
            "precision",
            "recall",
            "roc_auc",
            "average_precision",
            "matthews_correlation",
            "rmse",
            "mse",
            "mae",
            "mape",
            "r2",
            "wer",
            "cer",
            "bleu",
            "rouge",
            "meteor",
            "chrf",
            "perplexity",
            "exact_match",
            "mean_iou",
            "map",
            "pearsonr",
            "spearmanr",
            "brier_score",
            "log_loss"
          ]
        },
        {
          "type": "array",
          "items": {
            "type": "string",
            "examples": [
              "accuracy",
              "f1",
              "precision",
              "recall",
              "roc_auc",
              "average_precision",
              "matthews_correlation",
              "rmse",
              "mse",
              "mae",
              "mape",
              "r2",
              "wer",
              "cer",
              "bleu",
              "rouge",
              "meteor",
              "chrf",
              "perplexity",
              "exact_match",
              "mean_iou",
              "map",
              "pearsonr",
              "spearmanr",
              "brier_score",
              "log_loss"
            ]
          }
        }
      ]
    },
    "base_model": {
      "description": "Model this one was made from, as a Hub id owner/name; several for a merge.",
      "anyOf": [
        {
          "type": "string"
        },
        {
          "type": "array",
          "items": {
            "type": "string"
          }
        }
      ]
    },
    "base_model_relation": {
      "type": "string",
      "description": "How the model was made from its base model; inferred when absent.",
      "enum": [
        "adapter",
        "merge",
        "quantized",
        "finetune"
      ]
    },
    "new_version": {
      "type": "string",
      "description": "Hub id of the model that replaces this one."
    },
    "model-index": {
      "type": "array",
      "description": "Evaluation results: one entry per model, each with results of task, dataset and metrics.",
      "items": {
        "$ref": "#/$defs/modelEntry"
      }
    },
    "co2_eq_emissions": {
      "description": "Grams of CO₂ that training emitted; a number, or a mapping that says how it was measured.",
      "anyOf": [
        {
          "type": "number"
        },
        {
          "type": "object",
          "properties": {
            "emissions": {
              "type": "number",
              "description": "Grams of CO₂ equivalent."
            },
            "source": {
              "type": "string",
              "description": "How it was measured, such as codecarbon."
            },
            "training_type": {
              "type": "string",
              "description": "Whether a new model was trained or an existing one.",
              "enum": [
                "pre-training",
                "fine-tuning"
              ]
            },
            "geographical_location": {
              "type": "string",
              "description": "Where the machines stood."
            },
            "hardware_used": {
              "type": "string",
              "description": "Machines and their number."
            }
          }
        }
      ]
    },
    "widget": {
      "description": "Example inputs of the page's widget.",
      "type": "array",
      "items": {
        "type": "object",
        "properties": {
          "text": {
            "type": "string",
            "description": "Input text."
          },
          "src": {
            "type": "string",
            "description": "URL of an input file."
          },
          "example_title": {
            "type": "string",
            "description": "Name of the example."
          },
          "output": {
            "type": "object",
            "description": "Output shown for the example."
          }
        }
      }
    },
    "inference": {
      "description": "false switches the widget off; a mapping sets its parameters.",
      "anyOf": [
        {
          "type": "boolean"
        },
        {
          "type": "object",
          "properties": {
            "parameters": {
              "type": "object",
              "description": "Parameters of the inference call."
            }
          }
        }
      ]
    },
    "instance_prompt": {
      "type": "string",
      "description": "Prompt that calls up what a DreamBooth model was taught."
    },
    "mask_token": {
      "type": "string",
      "description": "Token the widget of a fill-mask model masks with."
    },
    "thumbnail": {
      "type": "string",
      "description": "URL of a picture for social cards."
    },
    "extra_gated_prompt": {
      "type": "string",
      "description": "Text of the access request form."
    },
    "extra_gated_fields": {
      "type": "object",
      "description": "Fields of the access request form: name to type."
    },
    "extra_gated_heading": {
      "type": "string",
      "description": "Heading of the access request form."
    },
    "extra_gated_description": {
      "type": "string",
      "description": "Text above the access request form."
    },
    "extra_gated_button_content": {
      "type": "string",
      "description": "Words on the button of the access request form."
    },
    "trainyard": {
      "type": "object",
      "description": "What the card's numbers are about, so that Trainyard can hold them against what was measured. A result of model-index may cite another run in its source.url as runs:/<id>.",
      "properties": {
        "run": {
          "type": "string",
          "description": "Id of the run (32 hexadecimal digits) whose metrics this card reports. model-index values that differ from it beyond their printed digits are errors.",
          "pattern": "^[0-9a-f]{32}$"
        },
        "pipeline": {
          "type": "string",
          "description": "Pipeline file that made the run, relative to the project folder.",
          "examples": [
            "pipeline.yaml"
          ]
        }
      },
      "additionalProperties": false
    }
  },
  "$defs": {
    "license": {
      "type": "string",
      "enum": [
        "apache-2.0",
        "mit",
        "openrail",
        "bigscience-openrail-m",
        "creativeml-openrail-m",
        "bigscience-bloom-rail-1.0",
        "bigcode-openrail-m",
        "openrail++",
        "afl-3.0",
        "artistic-2.0",
        "bsl-1.0",
        "bsd",
        "bsd-2-clause",
        "bsd-3-clause",
        "bsd-3-clause-clear",
        "c-uda",
        "cc",
        "cc0-1.0",
        "cc-by-2.0",
        "cc-by-2.5",
        "cc-by-3.0",
        "cc-by-4.0",
        "cc-by-sa-3.0",
        "cc-by-sa-4.0",
        "cc-by-nc-2.0",
        "cc-by-nc-3.0",
        "cc-by-nc-4.0",
        "cc-by-nd-4.0",
        "cc-by-nc-nd-3.0",
        "cc-by-nc-nd-4.0",
        "cc-by-nc-sa-2.0",
        "cc-by-nc-sa-3.0",
        "cc-by-nc-sa-4.0",
        "cdla-sharing-1.0",
        "cdla-permissive-1.0",
        "cdla-permissive-2.0",
        "wtfpl",
        "ecl-2.0",
        "epl-1.0",
        "epl-2.0",
        "etalab-2.0",
        "eupl-1.1",
        "eupl-1.2",
        "agpl-3.0",
        "gfdl",
        "gpl",
        "gpl-2.0",
        "gpl-3.0",
        "lgpl",
        "lgpl-2.1",
        "lgpl-3.0",
        "lgpl-lr",
        "isc",
        "h-research",
        "intel-research",
        "lppl-1.3c",
        "ms-pl",
        "apple-ascl",
        "apple-amlr",
        "mpl-2.0",
        "odc-by",
        "odbl",
        "openmdw-1.0",
        "openmdw-1.1",
        "osl-3.0",
        "postgresql",
        "ofl-1.1",
        "ncsa",
        "unlicense",
        "zlib",
        "pddl",
        "deepfloyd-if-license",
        "fair-noncommercial-research-license",
        "llama2",
        "llama3",
        "llama3.1",
        "llama3.2",
        "llama3.3",
        "llama4",
        "grok2-community",
        "gemma",
        "unknown",
        "other"
      ],
      "enumDescriptions": [
        "Apache License 2.0",
        "MIT License",
        "OpenRAIL family",
        "BigScience OpenRAIL-M",
        "CreativeML OpenRAIL-M",
        "BigScience BLOOM RAIL 1.0",
        "BigCode OpenRAIL-M v1",
        "OpenRAIL++-M",
        "Academic Free License 3.0",
        "Artistic License 2.0",
        "Boost Software License 1.0 (not the Business Source License)",
        "BSD family",
        "BSD 2-Clause «Simplified»",
        "BSD 3-Clause «New»",
        "BSD 3-Clause Clear",
        "Computational Use of Data Agreement",
        "Creative Commons family",
        "Creative Commons Zero 1.0",
        "Creative Commons Attribution 2.0",
        "Creative Commons Attribution 2.5",
        "Creative Commons Attribution 3.0",
        "Creative Commons Attribution 4.0",
        "Creative Commons Attribution-ShareAlike 3.0",
        "Creative Commons Attribution-ShareAlike 4.0",
        "Creative Commons Attribution-NonCommercial 2.0",
        "Creative Commons Attribution-NonCommercial 3.0",
        "Creative Commons Attribution-NonCommercial 4.0",
        "Creative Commons Attribution-NoDerivatives 4.0",
        "Creative Commons Attribution-NonCommercial-NoDerivatives 3.0",
        "Creative Commons Attribution-NonCommercial-NoDerivatives 4.0",
        "Creative Commons Attribution-NonCommercial-ShareAlike 2.0",
        "Creative Commons Attribution-NonCommercial-ShareAlike 3.0",
        "Creative Commons Attribution-NonCommercial-ShareAlike 4.0",
        "Community Data License Agreement, Sharing 1.0",
        "Community Data License Agreement, Permissive 1.0",
        "Community Data License Agreement, Permissive 2.0",
        "Do What The F*ck You Want To Public License",
        "Educational Community License 2.0",
        "Eclipse Public License 1.0",
        "Eclipse Public License 2.0",
        "Etalab Open License 2.0",
        "European Union Public License 1.1",
        "European Union Public License 1.2",
        "GNU Affero General Public License 3.0",
        "GNU Free Documentation License family",
        "GNU General Public License family",
        "GNU General Public License 2.0",
        "GNU General Public License 3.0",
        "GNU Lesser General Public License family",
        "GNU Lesser General Public License 2.1",
        "GNU Lesser General Public License 3.0",
        "Lesser General Public License for Linguistic Resources",
        "ISC License",
        "H Research License",
        "Intel Research Use License",
        "LaTeX Project Public License 1.3c",
        "Microsoft Public License",
        "Apple Sample Code License",
        "Apple Model License for Research",
        "Mozilla Public License 2.0",
        "Open Data Commons Attribution",
        "Open Database License",
        "OpenMDW License 1.0",
        "OpenMDW License 1.1",
        "Open Software License 3.0",
        "PostgreSQL License",
        "SIL Open Font License 1.1",
        "University of Illinois/NCSA Open Source License",
        "The Unlicense",
        "zlib License",
        "Open Data Commons Public Domain Dedication",
        "DeepFloyd IF Research License",
        "FAIR Noncommercial Research License",
        "Llama 2 Community License",
        "Llama 3 Community License",
        "Llama 3.1 Community License",
        "Llama 3.2 Community License",
        "Llama 3.3 Community License",
        "Llama 4 Community License",
        "Grok 2 Community License",
        "Gemma Terms of Use",
        "Not known",
        "Another licence: say which with license_name and license_link"
      ]
    },
    "task": {
      "type": "string",
      "enum": [
        "text-classification",
        "token-classification",
        "table-question-answering",
        "question-answering",
        "zero-shot-classification",
        "translation",
        "summarization",
        "feature-extraction",
        "text-generation",
        "fill-mask",
        "sentence-similarity",
        "text-to-speech",
        "text-to-audio",
        "automatic-speech-recognition",
        "audio-to-audio",
        "audio-classification",
        "audio-text-to-text",
        "voice-activity-detection",
        "depth-estimation",
        "image-classification",
        "object-detection",
        "image-segmentation",
        "text-to-image",
        "image-to-text",
        "image-to-image",
        "image-to-video",
        "unconditional-image-generation",
        "video-classification",
        "reinforcement-learning",
        "robotics",
        "tabular-classification",
        "tabular-regression",
        "text-ranking",
        "time-series-forecasting",
        "text-to-video",
        "image-text-to-text",
        "image-text-to-image",
        "image-text-to-video",
        "visual-question-answering",
        "document-question-answering",
        "zero-shot-image-classification",
        "graph-ml",
        "mask-generation",
        "zero-shot-object-detection",
        "text-to-3d",
        "image-to-3d",
        "image-feature-extraction",
        "video-text-to-text",
        "keypoint-detection",
        "visual-document-retrieval",
        "any-to-any",
        "video-to-video",
        "tabular-to-text",
        "table-to-text",
        "multiple-choice",
        "text-retrieval",
        "other"
      ]
    },
    "modelEntry": {
      "type": "object",
      "required": [
        "name",
        "results"
      ],
      "properties": {
        "name": {
          "type": "string",
          "description": "Name of the model."
        },
        "results": {
          "type": "array",
          "description": "What was measured, one entry per task and data set.",
          "items": {
            "$ref": "#/$defs/result"
          }
        }
      }
    },
    "result": {
      "type": "object",
      "required": [
        "task",
        "dataset",
        "metrics"
      ],
      "properties": {
        "task": {
          "type": "object",
          "description": "What the model was asked to do.",
          "required": [
            "type"
          ],
          "properties": {
            "type": {
              "description": "Task id.",
              "$ref": "#/$defs/task"
            },
            "name": {
              "type": "string",
              "description": "Task in words."
            }
          }
        },
        "dataset": {
          "type": "object",
          "description": "What it was measured on.",
          "required": [
            "type",
            "name"
          ],
          "properties": {
            "type": {
              "type": "string",
              "description": "Id of the data set, on the Hub owner/name."
            },
            "name": {
              "type": "string",
              "description": "Data set in words."
            },
            "config": {
              "type": "string",
              "description": "Configuration of the data set."
            },
            "split": {
              "type": "string",
              "description": "Split, such as test."
            },
            "revision": {
              "type": "string",
              "description": "Revision of the data set."
            },
            "args": {
              "type": "object",
              "description": "Arguments the data set was loaded with."
            }
          }
        },
        "metrics": {
          "type": "array",
          "description": "Measured values.",
          "items": {
            "$ref": "#/$defs/metric"
          }
        },
        "source": {
          "type": "object",
          "description": "Where the values come from.",
          "required": [
            "url"
          ],
          "properties": {
            "name": {
              "type": "string",
              "description": "Name of the source."
            },
            "url": {
              "type": "string",
              "description": "Address of the source; runs:/<id> cites a tracked run, and the values are held against it."
            }
          }
        }
      }
    },
    "metric": {
      "type": "object",
      "required": [
        "type",
        "value"
      ],
      "properties": {
        "type": {
          "type": "string",
          "description": "Metric id, such as rmse or accuracy.",
          "examples": [
            "accuracy",
            "f1",
            "precision",
            "recall",
            "roc_auc",
            "average_precision",
            "matthews_correlation",
            "rmse",
            "mse",
            "mae",
            "mape",
            "r2",
            "wer",
            "cer",
            "bleu",
            "rouge",
            "meteor",
            "chrf",
            "perplexity",
            "exact_match",
            "mean_iou",
            "map",
            "pearsonr",
            "spearmanr",
            "brier_score",
            "log_loss"
          ]
        },
        "value": {
          "description": "The number that was measured.",
          "anyOf": [
            {
              "type": "number"
            },
            {
              "type": "string"
            },
            {
              "type": "object"
            },
            {
              "type": "array"
            }
          ]
        },
        "name": {
          "type": "string",
          "description": "Metric in words."
        },
        "config": {
          "type": "string",
          "description": "Configuration of the metric."
        },
        "args": {
          "type": "object",
          "description": "Arguments of the metric."
        },
        "verified": {
          "type": "boolean",
          "description": "Set by the Hub's evaluator."
        },
        "verifyToken": {
          "type": "string",
          "description": "Set by the Hub's evaluator."
        }
      }
    }
  }
};
